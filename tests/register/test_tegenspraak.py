"""A contradiction from its appearing until it is solved, what an agency says of it, and its return."""

from __future__ import annotations

import csv

import pytest
from tests.api.klant import stelsel

from stelsel.register import bijwerken
from stelsel.register.tegenspraak import TegenspraakOnbekend, meld_terug, tegenspraken, tellingen
from stelsel.register.tegenspraak.terugmelden import GeenStandpunt, RedenNodig, StatusOngeldig

LOC = "id;straat;huisnummer;postcode;woonplaats;gemeente;bag_nummeraanduiding\n"


def plek(postcode, id_="A", extra=""):
    return LOC + f"{id_};Kade;1;{postcode};Leiden;GM0546;0546200000000001\n" + extra


def alle(opslag, *keuze, **anders):
    return list(tegenspraken(opslag, *keuze, **anders)[1])


def gebeurtenissen(opslag):
    """The rows of the table, in the order of snapshots."""
    tabel = opslag.tabel("tegenspraak").to_pyarrow_table(columns=["snapshot", "gebeurtenis", "sleutel"]).to_pylist()
    return [(r["snapshot"], r["gebeurtenis"]) for r in sorted(tabel, key=lambda r: r["snapshot"])]


@pytest.fixture
def strijd(geef, opslag):
    """Two agencies with another postal code of one place."""
    geef("odwh", locatie=plek("2311AB"))
    geef("dcmr", locatie=plek("2311XX"))
    bijwerken(opslag)
    return alle(opslag)[0].sleutel


def test_een_tegenspraak_verschijnt_en_lost_zichzelf_op(geef, opslag, strijd):
    (t,) = alle(opslag)
    assert (t.soort, t.veld, t.waarde, t.regel, t.sinds, t.keren) == ("locatie", "postcode", "2311AB", "taak", 1, 1)
    assert [(s["bron"], s["waarde"], s["gekozen"]) for s in t.standpunten] == [
        ("odwh", "2311AB", True),
        ("dcmr", "2311XX", False),
    ]
    geef("dcmr", locatie=plek("2311 AB"))
    bijwerken(opslag)
    assert alle(opslag) == []
    assert gebeurtenissen(opslag) == [(1, "verschenen"), (2, "opgelost")]


def test_een_stand_legt_alleen_vast_wat_veranderde(geef, opslag, strijd):
    geef("odh", locatie=LOC + "Z;Weg;9;2611AA;Delft;GM0503;\n")
    bijwerken(opslag)
    # The same record again among others: another delivery, another line, nothing new.
    geef("dcmr", locatie=LOC + "Q;Weg;7;2611AB;Delft;GM0503;\n" + plek("2311XX").removeprefix(LOC))
    bijwerken(opslag)
    assert gebeurtenissen(opslag) == [(1, "verschenen")]
    geef("dcmr", locatie=plek("2311YY"))
    bijwerken(opslag)
    assert gebeurtenissen(opslag) == [(1, "verschenen"), (4, "gewijzigd")]
    assert alle(opslag)[0].sinds == 1


def test_een_derde_bron_die_meepraat_verandert_de_tegenspraak(geef, opslag, strijd):
    geef("odh", locatie=plek("2311XX"))
    bijwerken(opslag)
    (t,) = alle(opslag)
    assert [s["bron"] for s in t.standpunten] == ["odwh", "dcmr", "odh"]
    assert (t.waarde, t.regel) == ("2311AB", "taak")
    assert {(x.bron, x.aantal, x.gekozen) for x in tellingen(opslag)} == {("odwh", 1, 1), ("dcmr", 1, 0), ("odh", 1, 0)}


def test_een_bron_zegt_wat_zij_doet_en_het_laatste_woord_telt(opslag, strijd):
    assert (
        meld_terug(opslag, strijd, "dcmr", "gemeld", door="steward", reden="Staat bij de zaakbeheerder.").status("dcmr")
        == "gemeld"
    )
    t = meld_terug(opslag, strijd, "dcmr", "in_onderzoek", door="steward", reden="Wij bellen het bedrijf.")
    assert (t.status("dcmr"), t.status("odwh")) == ("in_onderzoek", "open")
    assert (t.meldingen["dcmr"].door, t.meldingen["dcmr"].reden) == ("steward", "Wij bellen het bedrijf.")
    assert [len(alle(opslag, "dcmr", status=s)) for s in ("open", "gemeld", "in_onderzoek")] == [0, 0, 1]
    assert [len(alle(opslag, "odwh", status=s)) for s in ("open", "in_onderzoek")] == [1, 0]
    assert [len(alle(opslag, status=s)) for s in ("open", "in_onderzoek")] == [0, 1]
    # Nothing is overwritten.
    assert opslag.tabel("terugmelding").to_pyarrow_table().num_rows == 2


def test_wie_niets_zegt_of_geen_reden_geeft_meldt_niet_terug(opslag, strijd):
    with pytest.raises(GeenStandpunt):
        meld_terug(opslag, strijd, "odh", "gemeld", door="x", reden="y")
    with pytest.raises(RedenNodig):
        meld_terug(opslag, strijd, "dcmr", "gemeld", door="x", reden="  ")
    with pytest.raises(StatusOngeldig):
        meld_terug(opslag, strijd, "dcmr", "opgelost", door="x", reden="y")
    with pytest.raises(TegenspraakOnbekend):
        meld_terug(opslag, "locatie:VTH-0000-0000:postcode", "dcmr", "gemeld", door="x", reden="y")
    assert opslag.tabel("terugmelding") is None


def test_keert_zij_terug_dan_staat_zij_weer_open(geef, opslag, strijd):
    meld_terug(opslag, strijd, "dcmr", "in_onderzoek", door="steward", reden="Wij bellen.")
    geef("dcmr", locatie=plek("2311AB"))
    bijwerken(opslag)
    with pytest.raises(TegenspraakOnbekend):
        meld_terug(opslag, strijd, "dcmr", "gemeld", door="x", reden="y")
    geef("dcmr", locatie=plek("2311XX", extra="Q;Weg;7;2611AB;Delft;GM0503;\n"))
    bijwerken(opslag)
    (t,) = alle(opslag)
    assert (t.sleutel, t.status("dcmr"), t.keren, t.sinds) == (strijd, "open", 2, 3)


def test_geen_fout_geldt_niet_voor_wat_daarna_werd_gezegd(geef, opslag, strijd):
    meld_terug(opslag, strijd, "dcmr", "geen_fout", door="steward", reden="Nagekeken in de BAG.")
    meld_terug(opslag, strijd, "odwh", "in_onderzoek", door="steward", reden="Wij bellen.")
    geef("dcmr", locatie=plek("2311YY"))
    bijwerken(opslag)
    (t,) = alle(opslag)
    assert (t.status("dcmr"), t.status("odwh")) == ("open", "in_onderzoek")


def test_handhaving_staat_nooit_in_de_tegenspraak(geef, opslag):
    bezoek, actie = "id;locatie_id;datum;soort\n", "id;locatie_id;soort;datum;stand\n"
    for bron, soort, stand in (("odwh", "routinematig", "loopt"), ("dcmr", "hercontrole", "nagekomen")):
        geef(bron, locatie=plek("2311AB"), toezichtbezoek=bezoek + f"B;A;2024-01-01;{soort}\n",
             handhavingsactie=actie + f"H;A;aanspreken;2024-02-01;{stand}\n")  # fmt: skip
    assert bijwerken(opslag)[0].tellingen["rijen"] == 6
    assert alle(opslag) == []


def test_de_opdrachtregel_geeft_het_verslag_per_bron_als_bestand(opslag, strijd, tmp_path):
    assert "1 tegenstrijdigheid tussen bronnen" in stelsel(opslag, "register", "tegenspraak", "--bron", "dcmr")
    stelsel(opslag, "register", "terugmelden", strijd, "--bron", "dcmr", "--status", "gemeld", "--reden", "=1+1")
    pad = tmp_path / "uit.csv"
    stelsel(opslag, "register", "tegenspraak", "--bron", "dcmr", "--uit", str(pad))
    regels = list(csv.DictReader(pad.read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
    assert [(r["bron"], r["waarde"], r["getoond"], r["status"], r["reden"]) for r in regels] == [
        ("odwh", "2311AB", "ja", "open", ""),
        ("dcmr", "2311XX", "nee", "gemeld", "'=1+1"),
    ]
    assert '"aantal": 0' in stelsel(opslag, "register", "tegenspraak", "--bron", "odh", "--json")
