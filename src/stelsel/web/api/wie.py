"""Who asks: the system of a source, by a key, or a person who is signed in and has a role to deliver.

Limits are asked in the same step: so no route can be without, and a fault there is answered like any other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from ninja.errors import AuthenticationError
from ninja.security import APIKeyCookie, HttpBearer

from ...begrippen import Gebruikersfout
from ...opslag import Opslag
from ...toegang.leverrecht import bronnen_van, sleutel_van
from ...toegang.tempo import neem_beurt
from .grenzen import neem_aan


@dataclass(frozen=True)
class Beller:
    """`wie` for the log of a delivery and for the turns; `bronnen`: for which sources this caller speaks."""

    wie: str
    bronnen: tuple[str, ...]


class GeenLeverrol(Gebruikersfout):
    """The caller does not speak for this source; whether there is such a source is not told."""

    code = "GEEN-LEVERROL"

    def __init__(self) -> None:
        super().__init__(
            "U mag niet leveren voor deze bron.", "Vraag de beheerder om een sleutel of een rol voor die bron."
        )


def spreekt_voor(beller: Beller, bron: str) -> str:
    """The source, when the caller speaks for it. Raises `GeenLeverrol`."""
    if bron not in beller.bronnen:
        raise GeenLeverrol
    return bron


class Sleutelhouder(HttpBearer):
    """`Authorization: Bearer <sleutel>`."""

    openapi_description = "Sleutel van een bron: stelsel toegang sleutel maak."

    def authenticate(self, request: HttpRequest, token: str) -> Beller:
        s = sleutel_van(token)
        if s is None:
            # Nobody finds 256 random bits by trying; this only keeps the tries from costing much.
            neem_beurt(Opslag(), f"mis {request.META.get('REMOTE_ADDR', '')}", hoogstens=20, per_seconde=1)
            raise AuthenticationError
        neem_aan(request, f"sleutel {s.pk}")
        return Beller(f"sleutel {s.pk} ({s.label})", (s.bron,))


class Aangemeld(APIKeyCookie):
    """The session of who is signed in on the pages; anything but reading needs the CSRF token in `X-CSRFToken`."""

    param_name = "sessionid"
    openapi_description = "Sessie van de webpagina's; schrijven vraagt ook de header X-CSRFToken."

    def __call__(self, request: HttpRequest) -> Any:
        if request.headers.get("Authorization") or not request.user.is_authenticated:
            return None
        return super().__call__(request)

    def authenticate(self, request: HttpRequest, key: str | None) -> Beller | None:
        bronnen = bronnen_van(request.user)
        if not bronnen:
            raise GeenLeverrol
        naam = request.user.get_username()
        neem_aan(request, naam)
        return Beller(naam, tuple(bronnen))
