"""Signing in at an OpenID provider: code flow with PKCE, state and nonce by `mozilla-django-oidc`; who may come in by `Identiteit`.

The provider says who somebody is, never what they may do: functions are given in Stelsel. The library leaves issuer and audience of a
token to its user; here both must be right.
"""

from __future__ import annotations

import time
from functools import lru_cache
from typing import Any

import requests
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import SuspiciousOperation
from mozilla_django_oidc.auth import OIDCAuthenticationBackend

from ..begrippen import Gebruikersfout
from .gebruikers import maak_gebruiker
from .models import Identiteit

ONTHOUDEN = 3600  # seconds that the description of the provider is kept


class AanmelddienstStil(Gebruikersfout):
    """The provider does not answer, or not as a provider does."""

    code = "AANMELDDIENST-STIL"

    def __init__(self) -> None:
        super().__init__(
            "De aanmelddienst van uw organisatie antwoordt nu niet.",
            "Probeer het straks opnieuw, of meld u aan met naam en wachtwoord als u die hebt.",
        )


class IdentiteitBezet(Gebruikersfout):
    """This subject is another user already."""

    code = "IDENTITEIT-BEZET"

    def __init__(self, onderwerp: str, naam: str):
        self.onderwerp, self.naam = onderwerp, naam
        super().__init__(
            f"'{onderwerp[:60]}' is al de identiteit van {naam}.", "Een identiteit hoort bij één gebruiker."
        )


def ontdek() -> dict[str, Any]:
    """What the provider says of itself (OpenID Connect Discovery). Raises `AanmelddienstStil`."""
    return _ontdek(settings.OIDC, int(time.time() // ONTHOUDEN))


@lru_cache(2)
def _ontdek(uitgever: str, _uur: int) -> dict[str, Any]:
    try:
        antwoord = requests.get(f"{uitgever}/.well-known/openid-configuration", timeout=settings.OIDC_TIMEOUT)
        antwoord.raise_for_status()
        uit: dict[str, Any] = antwoord.json()
    except (requests.RequestException, ValueError) as e:
        raise AanmelddienstStil from e
    if uit.get("issuer", "").rstrip("/") != uitgever:
        raise AanmelddienstStil
    return uit


class Aanmelding(OIDCAuthenticationBackend):
    """Turns the code that came back into a user, when its subject is known here."""

    def __init__(self) -> None:
        # The provider is only asked when somebody comes from there: a password needs no provider.
        self.OIDC_RP_CLIENT_ID = settings.OIDC_RP_CLIENT_ID
        self.OIDC_RP_CLIENT_SECRET = settings.OIDC_RP_CLIENT_SECRET
        self.OIDC_RP_SIGN_ALGO = settings.OIDC_RP_SIGN_ALGO
        self.OIDC_RP_IDP_SIGN_KEY = None
        self.UserModel = get_user_model()

    @property
    def OIDC_OP_TOKEN_ENDPOINT(self) -> str:
        return str(ontdek()["token_endpoint"])

    @property
    def OIDC_OP_JWKS_ENDPOINT(self) -> str:
        return str(ontdek()["jwks_uri"])

    def verify_token(self, token: str, **kw: Any) -> dict[str, Any]:
        """The claims of a token that is signed, in time, ours and of this provider."""
        claims: dict[str, Any] = super().verify_token(token, **kw)
        ontvangers = claims.get("aud")
        ontvangers = ontvangers if isinstance(ontvangers, list) else [ontvangers]
        ons = settings.OIDC_RP_CLIENT_ID
        if claims.get("iss") != ontdek()["issuer"] or ons not in ontvangers or claims.get("azp", ons) != ons:
            raise SuspiciousOperation("token van een ander")
        return claims

    def get_user(self, user_id: Any) -> Any:
        """Who is signed in by a session, asked at every request: nobody any more when the account was closed."""
        er = super().get_user(user_id)
        return er if er and er.is_active else None

    def get_or_create_user(self, access_token: str, id_token: str, payload: dict[str, Any]) -> Any:
        """The user with this subject; None, and a note for the page, when nobody was given it."""
        er = (
            Identiteit.objects.filter(uitgever=payload["iss"], onderwerp=payload["sub"])
            .select_related("gebruiker")
            .first()
        )
        if er is None:
            self.request.session["oidc_onbekend"] = str(payload["sub"])[:255]
            return None
        return er.gebruiker


class GeenAanmelddienst(Gebruikersfout):
    """No provider is set."""

    code = "GEEN-AANMELDDIENST"

    def __init__(self) -> None:
        super().__init__("Er is geen aanmelddienst ingesteld.", "Zet STELSEL_OIDC; zie docs/voor/beheerder.md.")


def koppel_identiteit(naam: str, onderwerp: str) -> tuple[Identiteit, bool]:
    """Let a subject of the provider be this user; whether that is new. A new user gets no password.

    Raises `GeenAanmelddienst`, `IdentiteitBezet`, `NaamOngeldig`, `AanmelddienstStil`.
    """
    if not settings.OIDC:
        raise GeenAanmelddienst
    uitgever = ontdek()["issuer"]
    er = Identiteit.objects.filter(uitgever=uitgever, onderwerp=onderwerp).select_related("gebruiker").first()
    if er is not None:
        if er.gebruiker.get_username() != naam:
            raise IdentiteitBezet(onderwerp, er.gebruiker.get_username())
        return er, False
    gebruiker, wachtwoord = maak_gebruiker(naam)
    if wachtwoord:
        gebruiker.set_unusable_password()
        gebruiker.save()
    return Identiteit.objects.create(gebruiker=gebruiker, uitgever=uitgever, onderwerp=onderwerp), True
