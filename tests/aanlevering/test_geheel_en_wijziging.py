"""Whole pictures and changes: what vanished has ended, nothing is deleted, and what comes late lands where it belongs."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from stelsel.aanlevering import bevestig, bevindingen, bewijs, lever, tellende, wijs_af
from stelsel.aanlevering.beeld import GrensOngeldig
from stelsel.aanlevering.besluiten import AlBesloten
from stelsel.aanlevering.leveren import StandInToekomst
from stelsel.register import Verwijzing, bijwerken, dossier, koppeling, zoek

LOC = "id;straat;huisnummer;postcode;woonplaats\n"
ACT = "id;locatie_id;omschrijving;begindatum\n"


def plekken(*nummers: int, straat: str = "Weg") -> str:
    return LOC + "".join(f"L{n};{straat};{n};1234AB;Ede\n" for n in nummers)


@pytest.fixture
def geef_geheel(opslag, schrijf):
    def geef(dag: str, bron="dcmr", soort="geheel", **bestanden):
        stand = date.fromisoformat(dag)
        moment = datetime(2025, 6, 1, tzinfo=UTC).replace(microsecond=len(tellende(opslag)) + 1)
        return lever(opslag, [schrijf(**bestanden)], bron, soort=soort, stand=stand, moment=moment)

    return geef


def geldt_op(opslag, id_: str, dag: str) -> bool:
    """Does the register hold this location for in force on a day?"""
    bijwerken(opslag)
    nummer = koppeling(opslag, Verwijzing("locatie", "dcmr", id_)).nummer
    d = dossier(opslag, nummer, date.fromisoformat(dag))
    (feit,) = (f for f in d.feiten["locatie"] if f.velden["id"] == id_)
    return d.geldt(feit)


def test_wat_uit_een_geheel_verdween_is_beeindigd_per_de_dag_van_dat_geheel(opslag, geef_geheel):
    geef_geheel("2025-01-01", locatie=plekken(*range(1, 21)))
    b = geef_geheel("2025-02-01", locatie=plekken(*range(1, 20)))
    assert (b.status, b.verdwenen) == ("opgenomen", {"locatie": {"bekend": 20, "verdwenen": 1, "onleesbaar": 0}})
    assert geldt_op(opslag, "L20", "2025-01-31")
    assert not geldt_op(opslag, "L20", "2025-02-01")
    assert geldt_op(opslag, "L19", "2025-02-01")


def test_een_soort_die_niet_in_het_geheel_zit_blijft_zoals_zij_was(opslag, geef_geheel):
    geef_geheel("2025-01-01", locatie=plekken(1), activiteit=ACT + "A1;L1;Verf maken;2020-01-01\n")
    assert geef_geheel("2025-02-01", locatie=plekken(1)).verdwenen == {
        "locatie": {"bekend": 1, "verdwenen": 0, "onleesbaar": 0}
    }


def test_verdwijnt_te_veel_dan_wacht_de_levering_op_bevestiging(opslag, geef_geheel):
    geef_geheel("2025-01-01", locatie=plekken(*range(1, 11)))
    b = geef_geheel("2025-02-01", locatie=plekken(1, 2))
    assert b.status == "wacht"
    assert "8 van de 10 locaties" in b.opmerkingen[-1]
    assert geldt_op(opslag, "L10", "2025-03-01")
    assert bevestig(opslag, b.levering, door="steward").status == "bevestigd"
    assert not geldt_op(opslag, "L10", "2025-03-01")


def test_een_afgewezen_levering_verandert_niets_en_een_tweede_besluit_ook_niet(opslag, geef_geheel):
    geef_geheel("2025-01-01", locatie=plekken(*range(1, 11)))
    b = geef_geheel("2025-02-01", locatie=plekken(1, 2))
    wijs_af(opslag, b.levering, door="steward", reden="half bestand")
    with pytest.raises(AlBesloten, match="afgewezen"):
        bevestig(opslag, b.levering, door="steward")
    assert bewijs(opslag, b.levering).status == "afgewezen"
    assert geldt_op(opslag, "L10", "2025-03-01")


def test_een_record_dat_in_het_geheel_is_geweigerd_wacht_en_is_niet_verdwenen(opslag, geef_geheel):
    geef_geheel("2025-01-01", locatie=plekken(1, 2))
    b = geef_geheel("2025-02-01", locatie=plekken(1) + "L2;Weg;0;1234AB;Ede\n")
    assert (b.quarantaine, b.verdwenen["locatie"]["verdwenen"]) == (1, 0)
    assert geldt_op(opslag, "L2", "2025-03-01")


def test_een_late_levering_beeindigt_niet_wat_een_later_geheel_bevat(opslag, geef_geheel):
    geef_geheel("2025-01-01", locatie=plekken(1, 2))
    geef_geheel("2025-03-01", locatie=plekken(1, 2, 3))
    assert geef_geheel("2025-02-01", locatie=plekken(1, 2)).status == "opgenomen"
    assert geldt_op(opslag, "L3", "2025-03-01")


def test_een_late_wijziging_landt_voor_het_latere_geheel_en_eindigt_daar(opslag, geef_geheel):
    geef_geheel("2025-01-01", locatie=plekken(1))
    geef_geheel("2025-03-01", locatie=plekken(1))
    geef_geheel("2025-02-01", soort="wijziging", locatie=plekken(7))
    assert geldt_op(opslag, "L7", "2025-02-15")
    assert not geldt_op(opslag, "L7", "2025-03-01")


def test_een_late_wijziging_overschrijft_een_nieuwere_versie_niet(opslag, geef_geheel):
    geef_geheel("2025-01-01", soort="wijziging", locatie=plekken(1))
    geef_geheel("2025-03-01", soort="wijziging", locatie=LOC + "L1;Weg;1;9999ZZ;Ede\n")
    geef_geheel("2025-02-01", soort="wijziging", locatie=LOC + "L1;Weg;1;5555XX;Ede\n")
    bijwerken(opslag)
    (feit,) = dossier(opslag, zoek(opslag, "weg 1").treffers[0].nummer).feiten["locatie"]
    assert [feit.velden["postcode"], *(e.velden["postcode"] for e in feit.eerder)] == ["9999ZZ", "5555XX", "1234AB"]


def test_een_wijziging_kan_een_record_beeindigen_met_alleen_zijn_sleutel(opslag, geef_geheel):
    geef_geheel("2025-01-01", soort="wijziging", locatie=plekken(1, 2))
    b = geef_geheel(
        "2025-02-01", soort="wijziging",
        locatie="id;straat;_mutatie;_per\nL1;;beëindigd;15-01-2025\nL2;Weg;gewijzigd;\nL9;;beeindigd;\nL2;;weg;\nL2;;beeindigd;31-02-2025\n",
    )  # fmt: skip
    assert (b.rijen_in, b.geaccepteerd, b.quarantaine) == (5, 2, 3)
    assert {(f["regel"], f["code"]) for f in bevindingen(opslag, [b.levering]) if f["ernst"] == "fout"} == {
        (4, "RIJ-022"), (5, "RIJ-020"), (6, "RIJ-021"),
    }  # fmt: skip
    assert geldt_op(opslag, "L1", "2025-01-14")
    assert not geldt_op(opslag, "L1", "2025-01-15")


def test_een_beeindigd_record_dat_weer_wordt_geleverd_leeft_weer(opslag, geef_geheel):
    geef_geheel("2025-01-01", locatie=plekken(*range(1, 21)))
    geef_geheel("2025-02-01", locatie=plekken(*range(1, 20)))
    geef_geheel("2025-03-01", locatie=plekken(*range(1, 21), straat="Weg"))
    assert geldt_op(opslag, "L20", "2025-03-01")


def test_hetzelfde_geheel_nog_eens_verandert_niets_maar_na_een_wijziging_wel(opslag, geef_geheel):
    geef_geheel("2025-01-01", locatie=plekken(1, 2))
    assert geef_geheel("2025-01-01", locatie=plekken(1, 2)).ongewijzigd
    assert not geef_geheel("2025-01-15", locatie=plekken(1, 2)).ongewijzigd
    geef_geheel("2025-02-01", soort="wijziging", locatie=plekken(3))
    b = geef_geheel("2025-03-01", locatie=plekken(1, 2))
    assert not b.ongewijzigd
    assert b.verdwenen == {"locatie": {"bekend": 3, "verdwenen": 1, "onleesbaar": 0}}


def test_een_ongewijzigd_record_geeft_geen_nieuwe_versie_in_het_dossier(opslag, geef_geheel):
    geef_geheel("2025-01-01", locatie=plekken(1, 2))
    geef_geheel("2025-02-01", locatie=plekken(1, 2, 3))
    bijwerken(opslag)
    (feit,) = dossier(opslag, zoek(opslag, "weg 1").treffers[0].nummer).feiten["locatie"]
    assert feit.eerder == []
    assert feit.herkomst.levering == tellende(opslag)[0].levering


def test_een_stand_in_de_toekomst_wordt_geweigerd(geef_geheel):
    with pytest.raises(StandInToekomst, match="ligt in de toekomst"):
        geef_geheel("2999-01-01", locatie=plekken(1))


@pytest.mark.parametrize("waarde", ["veel", "1,5", "-1", "2", "nan"])
def test_een_grens_die_geen_aandeel_is_wordt_gezegd_voor_er_iets_gebeurt(opslag, geef_geheel, monkeypatch, waarde):
    monkeypatch.setenv("STELSEL_VERDWENEN", waarde)
    with pytest.raises(GrensOngeldig, match="geen aandeel"):
        geef_geheel("2025-01-01", locatie=plekken(1))
    assert tellende(opslag) == []
    assert geef_geheel("2025-01-01", soort="wijziging", locatie=plekken(1)).geaccepteerd == 1
