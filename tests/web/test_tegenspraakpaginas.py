"""Pages of contradictions and of a number's life: who may say what, what is shown of real companies, both clocks on the dossier."""

from __future__ import annotations

import csv
from datetime import UTC, datetime

import pytest
from django.test import Client

from stelsel.aanlevering import lever
from stelsel.opslag import Opslag
from stelsel.register import bijwerken, dossier, zoek
from stelsel.register.nummers import munt
from stelsel.toegang.rollen import geef_rol

pytestmark = pytest.mark.django_db
LOC = "id;straat;huisnummer;postcode;woonplaats;gemeente;bag_nummeraanduiding\n"
VES = "id;locatie_id;handelsnaam;kvk_nummer\n"
HHA = "id;locatie_id;soort;datum;stand\n"
HIER = {"host": "localhost"}


@pytest.fixture
def opslag(tmp_path, monkeypatch):
    monkeypatch.setenv("STELSEL_DATA", str(tmp_path / "data"))
    return Opslag()


def plek(postcode, oef=""):
    return LOC + f"{oef}A;Kade;1;{postcode};Leiden;GM0546;{'9999' if oef else '0546'}200000000001\n"


@pytest.fixture
def register(opslag, schrijf):
    """A real place of which two agencies name another postal code and name, with a sanction that is for nobody's eyes."""
    for bron, pc, naam in (("odwh", "2311AB", "Verf <b>BV"), ("dcmr", "2311XX", "Lak BV")):
        tabellen = {"locatie": plek(pc), "vestiging": VES + f"V;A;{naam};12345678\n"}
        if bron == "dcmr":
            tabellen["handhavingsactie"] = HHA + "H;A;aanspreken;2024-02-01;loopt\n"
        lever(opslag, [schrijf(**tabellen)], bron, moment=datetime(2025, 3, 1, tzinfo=UTC))
    assert bijwerken(opslag)[0].tellingen["rijen"] == 5
    return opslag


def klant(bron: str) -> Client:
    rol, _ = geef_rol(f"datasteward-{bron}", bron, "datasteward", "toets")
    client = Client(headers=HIER)
    client.force_login(rol.gebruiker, "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def gast():
    return Client(headers=HIER)


def nummer(opslag):
    return zoek(opslag, "12345678").treffers[0].nummer


SLEUTEL = {"status": "gemeld", "reden": "Wij bellen <b>Jan.", "bron": "dcmr"}


def sleutel(opslag):
    plek_ = dossier(opslag, nummer(opslag)).locaties[0].nummer
    return f"locatie:{plek_}:postcode"


def test_het_dossier_telt_en_toont_de_tegenstrijdigheden(register, gast):
    tekst = gast.get(f"/dossier/{nummer(register)}/").text
    assert '<a class="utrecht-link" href="#tegenspraken">2</a>' in tekst
    assert "De dienst die er op die dag de taak heeft, gaat voor." in tekst
    assert "Verf &lt;b&gt;BV" in tekst
    assert "Verf <b>BV" not in tekst
    alles = gast.get(f"/dossier/{nummer(register)}/?toon=tegenspraken").text
    assert "Tegenstrijdigheden tussen bronnen: 2" in alles
    gast.cookies["django_language"] = "en"
    engels = gast.get(f"/dossier/{nummer(register)}/").text
    assert "The agency that has the task there on that day goes first." in engels


def test_het_dossier_volgt_beide_klokken_en_zegt_dat_het_nog_niets_wist(register, gast):
    adres = f"/dossier/{nummer(register)}/"
    toen = gast.get(adres + "?bekend_op=2019-03-03").text
    assert (
        "Op 3 maart 2019 wist het register nog niets van dit bedrijf: het eerste bericht kwam op 1 maart 2025." in toen
    )
    assert "Besluiten in werking" not in toen
    assert "Verf" not in toen
    assert "Verf" in gast.get(adres + "?bekend_op=2025-03-01").text


def test_het_verslag_per_bron_en_soort(register, gast):
    alle = gast.get("/tegenspraak/").text
    assert "2 tegenstrijdigheden in deze selectie." in alle
    assert '?bron=dcmr"' in alle
    een = gast.get("/tegenspraak/?bron=dcmr&soort=locatie.postcode").text
    assert "1 tegenstrijdigheid in deze selectie." in een
    assert "2311XX" in een
    assert "Meld terug" not in een
    assert "spreekt niemand een ander tegen" in gast.get("/tegenspraak/?bron=odh").text
    for onzin in ("bron=bestaatniet", "soort=handhavingsactie.stand", "soort=locatie.x", "status=opgelost"):
        assert gast.get(f"/tegenspraak/?{onzin}").status_code == 404, onzin


def test_alleen_wie_voor_de_bron_mag_leveren_meldt_terug(register, gast):
    gegevens = SLEUTEL | {"sleutel": sleutel(register)}
    assert gast.post("/tegenspraak/meld/", gegevens).status_code == 302
    assert klant("odwh").post("/tegenspraak/meld/", gegevens).status_code == 403
    assert register.tabel("terugmelding") is None
    steward = klant("dcmr")
    assert "Meld terug" in steward.get("/tegenspraak/?bron=dcmr").text
    assert "Meld terug" not in steward.get("/tegenspraak/?bron=odwh").text
    na = steward.post("/tegenspraak/meld/", gegevens, follow=True).text
    assert "doorgegeven aan wie het kan verbeteren" in na
    assert "Wij bellen &lt;b&gt;Jan." in na
    # What was done is for everybody; who said why is not.
    for lezer in (gast, klant("odwh")):
        tekst = lezer.get("/tegenspraak/?bron=dcmr").text
        assert "Status: doorgegeven aan wie het kan verbeteren" in tekst
        assert "Wij bellen" not in tekst
        assert "datasteward-dcmr:" not in tekst
    assert steward.post("/tegenspraak/meld/", gegevens | {"reden": " "}).status_code == 400
    assert steward.post("/tegenspraak/meld/", gegevens | {"status": "opgelost"}).status_code == 400
    assert (
        steward.post("/tegenspraak/meld/", gegevens | {"sleutel": "locatie:VTH-0000-0000:postcode"}).status_code == 404
    )


def test_alles_van_de_selectie_is_op_te_halen_zonder_redenen_van_een_ander(register, gast, monkeypatch):
    steward = klant("dcmr")
    steward.post("/tegenspraak/meld/", SLEUTEL | {"sleutel": sleutel(register)})

    def regels(lezer, vraag=""):
        antwoord = lezer.get(f"/tegenspraak/alles.csv{vraag}")
        assert antwoord["Content-Disposition"].startswith('attachment; filename="tegenspraak')
        tekst = b"".join(antwoord.streaming_content).decode("utf-8-sig")
        return list(csv.DictReader(tekst.splitlines(), delimiter=";"))

    assert len(regels(gast)) == 4
    alleen = regels(gast, "?bron=dcmr&soort=locatie.postcode")
    assert [(r["bron"], r["waarde"], r["getoond"]) for r in alleen] == [
        ("odwh", "2311AB", "ja"),
        ("dcmr", "2311XX", "nee"),
    ]
    assert {r["reden"] for r in alleen} == {""}
    assert {r["reden"] for r in regels(steward, "?status=gemeld&bron=dcmr")} == {"", "Wij bellen <b>Jan."}
    # A turn comes back every so many seconds, and a busy computer is slow: so time stands still.
    monkeypatch.setattr("stelsel.toegang.tempo.time.time", lambda: 2_000_000_000.0)
    antwoorden = (gast.get("/tegenspraak/alles.csv") for _ in range(20))
    te_vaak = next(a for a in antwoorden if a.status_code != 200)
    assert te_vaak.status_code == 429


def test_de_levensloop_toont_zonder_grond_geen_handhaving(register, gast):
    n = nummer(register)
    tekst = gast.get(f"/nummer/{n}/?stand=1").text
    assert "Uitgegeven" in tekst
    assert "vestiging.csv" in tekst
    assert "handhavingsactie" not in tekst
    assert "Rijen waarvan u niet mag weten dat zij er zijn, tellen niet mee." in tekst
    assert gast.get(f"/nummer/{n}/?stand=7").status_code == 404
    assert gast.get("/nummer/onzin/").status_code == 404
    assert gast.get(f"/nummer/{munt([999_999])[0]}/").status_code == 404


def test_wie_een_grond_heeft_ziet_ook_die_rijen(register, gast):
    n = nummer(register)
    assert "handhavingsactie.csv" not in gast.get(f"/nummer/{n}/?stand=1").text
    # An action may be an official report: of those this steward only sees that of the own source.
    assert "handhavingsactie.csv" in klant("dcmr").get(f"/nummer/{n}/?stand=1").text
    assert "handhavingsactie.csv" not in klant("odwh").get(f"/nummer/{n}/?stand=1").text
