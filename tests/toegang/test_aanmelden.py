"""Signing in: a password alone opens nothing, codes count once, sessions end, and a token must be ours."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.core.exceptions import SuspiciousOperation
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from stelsel.toegang import oidc
from stelsel.toegang.models import Identiteit
from stelsel.toegang.oidc import Aanmelding, IdentiteitBezet, koppel_identiteit
from stelsel.toegang.rollen import GebruikerOnbekend, geef_rol, sluit
from stelsel.toegang.tweedefactor import apparaat, vergeet

pytestmark = pytest.mark.django_db
HIER = {"host": "localhost"}
UITGEVER = "https://op.example"
TWEEDE = "/aanmelden/tweede-factor/"


@pytest.fixture(autouse=True)
def _streng(settings, tmp_path, monkeypatch):
    settings.TWEEDE_FACTOR = True
    monkeypatch.setenv("STELSEL_DATA", str(tmp_path / "data"))


def code(er: TOTPDevice, over: int = 0) -> str:
    totp = TOTP(er.bin_key)
    totp.time = time.time() + over
    return f"{totp.token():06}"


def aangemeld(naam="inspecteur-dcmr") -> Client:
    """With name and password, as people do."""
    _, woord = geef_rol(naam, "dcmr", "inspecteur", "toets")
    client = Client(headers=HIER)
    voor = client.get("/aanmelden/").cookies.get("sessionid")
    assert client.post("/aanmelden/", {"username": naam, "password": woord}).status_code == 302
    assert client.session.session_key != (voor.value if voor else "")
    return client


@pytest.mark.parametrize(
    "pad", ["/", "/blik/", "/zoek/?q=x", "/programma/", "/leveringen/nieuw/", "/toegang/logboek/", "/over/"]
)
def test_een_wachtwoord_alleen_opent_geen_pagina(pad):
    client = aangemeld()
    antwoord = client.get(pad)
    assert antwoord.status_code == 302
    assert antwoord.url.startswith(TWEEDE)
    assert client.post("/blik/", {"rol": "1"}).url.startswith(TWEEDE)
    assert client.get("/api/v1/inzendingen").status_code == 403
    assert client.get("/api/v1/inzendingen").json()["code"] == "TWEEDE-FACTOR"


def test_eerst_een_app_instellen_en_daarna_telkens_een_code():
    client = aangemeld()
    tekst = client.get(TWEEDE).text
    assert "<svg" in tekst
    er = TOTPDevice.objects.get(confirmed=False)
    mis = client.post(TWEEDE, {"code": "000000"})
    assert (mis.status_code, "Deze code klopt niet" in mis.text) == (200, True)
    assert apparaat(er.user) is None
    TOTPDevice.objects.update(throttling_failure_count=0)
    voor = client.session.session_key
    goed = client.post(TWEEDE, {"code": code(er), "verder": "/over/"})
    assert (goed.status_code, goed.url) == (302, "/over/")
    assert client.session.session_key != voor
    assert client.get("/over/").status_code == 200
    assert apparaat(er.user) == er
    # Another session asks for a code again, and does not show the secret any more.
    ander = Client(headers=HIER)
    ander.force_login(er.user, "django.contrib.auth.backends.ModelBackend")
    tekst = ander.get(TWEEDE).text
    assert "<svg" not in tekst
    assert "Geef de code van uw app" in tekst


def test_een_code_telt_een_keer_en_na_fouten_moet_men_wachten():
    client = aangemeld()
    client.get(TWEEDE)
    er = TOTPDevice.objects.get()
    een = code(er)
    assert client.post(TWEEDE, {"code": een}).status_code == 302
    ander = Client(headers=HIER)
    ander.force_login(er.user, "django.contrib.auth.backends.ModelBackend")
    assert ander.post(TWEEDE, {"code": een}).status_code == 200
    assert ander.post(TWEEDE, {"code": code(er, 30)}).status_code == 200, (
        "meteen na een fout is er nog geen nieuwe poging"
    )
    assert TOTPDevice.objects.get().throttling_failure_count >= 1


def test_de_beheerder_vergeet_een_app_die_kwijt_is():
    client = aangemeld()
    client.get(TWEEDE)
    er = TOTPDevice.objects.get()
    client.post(TWEEDE, {"code": code(er)})
    assert vergeet("inspecteur-dcmr")
    assert not vergeet("inspecteur-dcmr")
    with pytest.raises(GebruikerOnbekend):
        vergeet("bestaat-niet")
    ander = Client(headers=HIER)
    ander.force_login(er.user, "django.contrib.auth.backends.ModelBackend")
    assert "<svg" in ander.get(TWEEDE).text


@pytest.mark.parametrize("verder", ["https://kwaad.example/", "//kwaad.example", "/\\kwaad.example"])
def test_na_de_code_gaat_men_nooit_naar_elders(verder):
    client = aangemeld()
    client.get(TWEEDE)
    antwoord = client.post(TWEEDE, {"code": code(TOTPDevice.objects.get()), "verder": verder})
    assert antwoord.url == "/blik/"


def test_een_sessie_eindigt_na_een_uur_stilte_en_na_een_werkdag(settings):
    settings.TWEEDE_FACTOR = False
    for veld, oud in (("laatst", 3601), ("begonnen", 10 * 3600 + 1)):
        client = aangemeld(f"iemand-{veld}")
        assert client.get("/blik/").status_code == 200
        sessie = client.session
        sessie[veld] = int(time.time()) - oud + 60
        sessie.save()
        assert client.get("/blik/").status_code == 200, "nog een minuut te gaan"
        sessie = client.session
        sessie[veld] = int(time.time()) - oud
        sessie.save()
        antwoord = client.get("/blik/")
        assert (antwoord.status_code, antwoord.url.startswith("/aanmelden/")) == (302, True)


def test_een_sessie_die_een_ander_vooraf_koos_wordt_niet_die_van_wie_zich_aanmeldt(settings):
    settings.TWEEDE_FACTOR = False
    _, woord = geef_rol("inspecteur-dcmr", "dcmr", "inspecteur", "toets")
    client = Client(headers=HIER)
    client.cookies["sessionid"] = "a" * 32
    client.post("/aanmelden/", {"username": "inspecteur-dcmr", "password": woord})
    assert client.session.session_key != "a" * 32
    aanvaller = Client(headers=HIER)
    aanvaller.cookies["sessionid"] = "a" * 32
    assert aanvaller.get("/blik/").status_code == 302


SLEUTEL = rsa.generate_private_key(public_exponent=65537, key_size=2048)
ANDER = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture
def aanmelding(settings, monkeypatch):
    """The back end with a provider whose key we hold; signatures are really checked."""
    settings.OIDC = UITGEVER
    monkeypatch.setattr(
        oidc, "ontdek", lambda: {"issuer": UITGEVER, "token_endpoint": UITGEVER + "/t", "jwks_uri": UITGEVER + "/j"}
    )
    monkeypatch.setattr(Aanmelding, "retrieve_matching_jwk", lambda self, token: SLEUTEL.public_key())
    return Aanmelding()


def token(sleutel=SLEUTEL, alg="RS256", **anders) -> str:
    claims = {
        "iss": UITGEVER,
        "sub": "u-1",
        "aud": "stelsel",
        "nonce": "n",
        "exp": datetime.now(UTC) + timedelta(minutes=1),
    } | anders
    return jwt.encode({k: v for k, v in claims.items() if v is not None}, sleutel, algorithm=alg)


def test_een_goed_token_zegt_wie_het_is(aanmelding):
    assert aanmelding.verify_token(token(), nonce="n")["sub"] == "u-1"
    assert aanmelding.verify_token(token(aud=["stelsel", "ander"], azp="stelsel"), nonce="n")["sub"] == "u-1"


@pytest.mark.parametrize(
    "stuk",
    [
        {"iss": "https://kwaad.example"}, {"iss": None}, {"aud": "ander"}, {"aud": None}, {"aud": ["ander"]}, {"azp": "ander"}, {"nonce": "x"},
        {"nonce": None}, {"exp": datetime(2020, 1, 1, tzinfo=UTC)}, {"sleutel": ANDER}, {"sleutel": "geheim" * 8, "alg": "HS256"},
        {"sleutel": None, "alg": "none"},
    ],
    ids=lambda s: "-".join(f"{k}={str(v)[:20]}" for k, v in s.items()),
)  # fmt: skip
def test_een_token_van_een_ander_voor_een_ander_of_te_laat_wordt_geweigerd(aanmelding, stuk):
    with pytest.raises((SuspiciousOperation, jwt.PyJWTError)):
        aanmelding.verify_token(token(**stuk), nonce="n")


def test_een_identiteit_is_van_een_gebruiker_en_geeft_geen_wachtwoord(aanmelding):
    i, nieuw = koppel_identiteit("inspecteur-dcmr", "u-1")
    assert nieuw
    assert not i.gebruiker.has_usable_password()
    assert koppel_identiteit("inspecteur-dcmr", "u-1") == (i, False)
    with pytest.raises(IdentiteitBezet):
        koppel_identiteit("planner-dcmr", "u-1")
    assert Identiteit.objects.count() == 1


def test_zonder_aanmelddienst_zijn_haar_adressen_er_niet():
    for pad in ("/aanmelden/oidc/", "/aanmelden/oidc/terug/?code=x&state=y"):
        assert Client(headers=HIER).get(pad).status_code == 404


def test_wie_alleen_het_wachtwoord_kent_heeft_nooit_dezelfde_app_als_de_eigenaar():
    dief, eigenaar = aangemeld(), Client(headers=HIER)
    dief.get(TWEEDE)
    gezien = code(TOTPDevice.objects.get())
    eigenaar.force_login(
        geef_rol("inspecteur-dcmr", "dcmr", "inspecteur", "toets")[0].gebruiker,
        "django.contrib.auth.backends.ModelBackend",
    )
    eerste = eigenaar.get(TWEEDE).text
    assert eigenaar.get(TWEEDE).text.count("<svg") == eerste.count("<svg") == 1
    eigen = TOTPDevice.objects.get()
    assert eigenaar.post(TWEEDE, {"code": code(eigen)}).status_code == 302
    TOTPDevice.objects.update(throttling_failure_count=0, last_t=-1)
    assert dief.post(TWEEDE, {"code": gezien}).status_code == 200
    assert dief.get("/blik/").url.startswith(TWEEDE)


def test_een_gesloten_account_is_ook_bij_de_aanmelddienst_meteen_weg():
    er = geef_rol("inspecteur-dcmr", "dcmr", "inspecteur", "toets")[0].gebruiker
    assert Aanmelding().get_user(er.pk) == er
    sluit("inspecteur-dcmr")
    assert Aanmelding().get_user(er.pk) is None
