"""What a source may do with its own deliveries on the web: decide, accept repairs, withdraw, have judged anew."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from stelsel.aanlevering import bewijs, bewijzen, lever, wachtend
from stelsel.opslag import Opslag
from stelsel.toegang.rollen import geef_rol

pytestmark = pytest.mark.django_db
LOC = "id;straat;huisnummer;postcode;woonplaats\n"
RIJEN = "L1;Weg;1;1234ab;Ede\nL2;<b>Weg;2;1234 Ab;Ede\nL3;Weg;0;1234AB;Ede\nL4;Weg;4;1234AB;Ede\n"


@pytest.fixture
def opslag(tmp_path, monkeypatch):
    monkeypatch.setenv("STELSEL_DATA", str(tmp_path / "data"))
    return Opslag()


@pytest.fixture
def levering(opslag, schrijf):
    return lever(opslag, [schrijf(locatie=LOC + RIJEN)], "dcmr")


def klant(bron: str) -> Client:
    rol, _ = geef_rol(f"datasteward-{bron}", bron, "datasteward", "toets")
    client = Client(headers={"host": "localhost"})
    client.force_login(rol.gebruiker, "django.contrib.auth.backends.ModelBackend")
    return client


def test_alleen_de_bron_zelf_ziet_en_doet_iets_met_wat_wacht(levering, client):
    adres = f"/leveringen/{levering.levering}/"
    ander = klant("odh")
    for weg in ("herstel/", "besluit/", "herstel/aanvaard/", "herstel/intrekken/", "herstel/opnieuw/"):
        vraag = ander.get if weg == "herstel/" else ander.post
        assert vraag(adres + weg).status_code == 403, weg
        vraag = client.get if weg == "herstel/" else client.post
        assert vraag(adres + weg, headers={"host": "localhost"}).status_code == 302, weg
    assert "herstel/" not in ander.get(adres).text
    assert "herstel/" in klant("dcmr").get(adres).text
    assert len(bewijzen(Opslag())) == 1


def test_een_groep_herstellen_met_wie_en_wanneer(opslag, levering):
    steward, adres = klant("dcmr"), f"/leveringen/{levering.levering}/herstel/"
    bladzij = steward.get(adres).text
    assert "Een postcode met kleine letters of leestekens" in bladzij
    assert "Herstel 2 rijen" in bladzij
    assert "1234ab" in bladzij
    antwoord = steward.post(adres + "aanvaard/", {"groep": "locatie: postcodevorm postcode"}, follow=True)
    assert "2 rijen zijn hersteld en opgenomen." in antwoord.text
    nieuw = bewijzen(opslag)[-1]
    assert (nieuw.soort, nieuw.van, nieuw.door, nieuw.geaccepteerd) == (
        "herstel",
        levering.levering,
        "datasteward-dcmr",
        2,
    )
    assert wachtend(opslag, "dcmr")[0].open == 1
    assert steward.post(adres + "aanvaard/", {"groep": "locatie: postcodevorm postcode"}).status_code == 409


def test_intrekken_vraagt_een_reden_en_laat_de_rij_staan(opslag, levering):
    steward, adres = klant("dcmr"), f"/leveringen/{levering.levering}/herstel/"
    zonder = steward.post(adres + "intrekken/", {"code": "LOC-016", "reden": "  "})
    assert (zonder.status_code, "geen reden" in zonder.text) == (400, True)
    antwoord = steward.post(adres + "intrekken/", {"code": "LOC-016", "reden": "proefrij"}, follow=True)
    assert "1 rij is ingetrokken." in antwoord.text
    assert wachtend(opslag, "dcmr")[0].open == 2
    assert bewijs(opslag, levering.levering).quarantaine == 3


def test_opnieuw_keuren_zegt_wat_het_opleverde(levering):
    antwoord = klant("dcmr").post(f"/leveringen/{levering.levering}/herstel/opnieuw/", follow=True)
    assert "0 rijen zijn alsnog opgenomen." in antwoord.text


def test_een_levering_die_wacht_wordt_bevestigd_of_afgewezen(opslag, schrijf):
    rijen = "".join(f"L{i};Weg;{i};1234AB;Ede\n" for i in range(1, 11))
    lever(opslag, [schrijf(locatie=LOC + rijen)], "dcmr", soort="geheel", stand=date(2025, 1, 1))
    b = lever(opslag, [schrijf(locatie=LOC + rijen[:40])], "dcmr", soort="geheel", stand=date(2025, 1, 2))
    assert b.status == "wacht"
    steward, adres = klant("dcmr"), f"/leveringen/{b.levering}/"
    assert "Bevestig de levering" in steward.get(adres).text
    assert steward.post(adres + "besluit/", {"besluit": "wijs_af"}).status_code == 400
    assert steward.post(adres + "besluit/", {"besluit": "bevestig"}, follow=True).status_code == 200
    assert bewijs(opslag, b.levering).status == "bevestigd"
    assert steward.post(adres + "besluit/", {"besluit": "bevestig"}).status_code in (302, 409)


def test_een_sleutel_van_een_echte_rij_staat_niet_op_de_openbare_pagina(opslag, schrijf, client):
    b = lever(opslag, [schrijf(locatie=LOC + "GEHEIM Jansen;Weg;0;1234AB;Ede\n")], "dcmr")
    assert "GEHEIM" not in client.get(f"/leveringen/{b.levering}/", headers={"host": "localhost"}).text
