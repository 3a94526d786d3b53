"""What a person decides, the machine keeps: same, not the same, taken back; and what cannot be decided."""

from __future__ import annotations

import duckdb
import pytest

from stelsel.opslag import parquet
from stelsel.register import (
    OordeelZonderReden,
    TegenstrijdigOordeel,
    Verwijzing,
    bijwerken,
    dossier,
    koppeling,
    oordeel,
    vergelijk,
    zoek,
)
from stelsel.register.standen import GEBEURTENIS

LOC = "id;straat;huisnummer;postcode;woonplaats;gemeente\n"
VES = "id;locatie_id;handelsnaam;kvk_nummer\n"


def ves(id_, bron="dcmr"):
    return Verwijzing("vestiging", bron, id_)


def nummer(opslag, id_, bron="dcmr"):
    return koppeling(opslag, ves(id_, bron)).nummer


@pytest.fixture
def drie(geef, opslag):
    """Three establishments: V1 and V2 under one KvK number, V3 on its own."""
    geef("dcmr", locatie=LOC + "L1;Kade;1;3011AB;Rotterdam;GM0599\nL2;Dijk;2;3012AB;Rotterdam;GM0599\n",
         vestiging=VES + "V1;L1;Verf BV;12345678\nV2;L2;Lak BV;12345678\nV3;L2;Beits BV;\n")  # fmt: skip
    bijwerken(opslag)
    return opslag


def zeg(opslag, besluit, a, b, reden="gebeld met de eigenaar"):
    return oordeel(opslag, "onderneming", ves(a), ves(b), besluit, door="inspecteur", reden=reden)


def test_zelfde_voegt_samen_wat_geen_sleutel_deelt(drie):
    oud = nummer(drie, "V3")
    zeg(drie, "zelfde", "V1", "V3")
    bijwerken(drie)
    assert nummer(drie, "V1") == nummer(drie, "V3") != oud
    assert dossier(drie, oud).nummer == nummer(drie, "V1")


def test_anders_houdt_uiteen_wat_een_kvk_nummer_deelt(drie):
    oud = nummer(drie, "V1")
    zeg(drie, "anders", "V1", "V2")
    bijwerken(drie)
    assert nummer(drie, "V1") == oud
    assert nummer(drie, "V2") != oud


def test_een_nieuwe_levering_haalt_het_oordeel_niet_onderuit(drie, geef):
    zeg(drie, "anders", "V1", "V2")
    bijwerken(drie)
    geef("dcmr", vestiging=VES + "V2;L2;Verf BV;12345678\n")
    bijwerken(drie)
    assert nummer(drie, "V1") != nummer(drie, "V2")


def test_een_herroepen_oordeel_geldt_niet_meer_en_blijft_leesbaar(drie):
    oud = nummer(drie, "V2")
    zeg(drie, "anders", "V1", "V2")
    bijwerken(drie)
    zeg(drie, "herroepen", "V1", "V2", "verkeerde V2 bekeken")
    bijwerken(drie)
    assert nummer(drie, "V1") == nummer(drie, "V2") == oud
    geschiedenis = vergelijk(drie, ves("V1"), ves("V2")).oordelen
    assert [o.besluit for o in geschiedenis] == ["herroepen", "anders"]


def test_een_oordeel_dat_eerdere_tegenspreekt_wordt_niet_vastgelegd(drie):
    zeg(drie, "zelfde", "V1", "V3")
    zeg(drie, "zelfde", "V3", "V2")
    with pytest.raises(TegenstrijdigOordeel) as fout:
        zeg(drie, "anders", "V2", "V1")
    assert {o.besluit for o in fout.value.eerder} == {"zelfde"}
    assert len(fout.value.eerder) == 2
    assert not vergelijk(drie, ves("V1"), ves("V2")).oordelen


def test_een_oordeel_zonder_reden_wordt_niet_vastgelegd(drie):
    with pytest.raises(OordeelZonderReden):
        zeg(drie, "zelfde", "V1", "V3", "  ")


def test_een_kring_van_samenvoegingen_eindigt_bij_een_nummer(drie):
    """V1 to V3 and back, and round again: every old number leads somewhere, none in a circle."""
    nummers = {nummer(drie, v) for v in ("V1", "V2", "V3")}
    for besluit in ("zelfde", "herroepen", "anders", "herroepen", "zelfde"):
        zeg(drie, besluit, "V1", "V3")
        bijwerken(drie)
        assert all(zoek(drie, n).treffers for n in nummers)
    assert nummer(drie, "V1") == nummer(drie, "V3")


def test_twee_records_naast_elkaar_noemen_wat_zij_delen(drie):
    g = vergelijk(drie, ves("V1"), ves("V2"))
    assert g.samen
    assert g.sleutels == ["KvK-nummer"]
    assert [lid.record.id for lid in koppeling(drie, ves("V1")).leden] == ["V2"]


def gebeurtenissen(opslag):
    con = duckdb.connect()
    return con.execute(
        f"SELECT gebeurtenis, van, naar, reden, actor FROM {parquet(opslag.bestanden('gebeurtenis'), GEBEURTENIS)} WHERE soort = 'onderneming' "
        "ORDER BY snapshot, van"
    ).fetchall()


def test_een_samenvoeging_door_een_mens_noemt_wie_en_waarom(drie):
    van, naar = nummer(drie, "V3"), nummer(drie, "V1")
    zeg(drie, "zelfde", "V1", "V3")
    bijwerken(drie)
    assert gebeurtenissen(drie) == [("samengevoegd", van, naar, "gebeld met de eigenaar", "inspecteur")]


def test_een_splitsing_door_een_mens_noemt_wie_en_waarom(drie):
    van = nummer(drie, "V2")
    zeg(drie, "anders", "V1", "V2", "twee broers")
    bijwerken(drie)
    assert gebeurtenissen(drie) == [("gesplitst", van, nummer(drie, "V2"), "twee broers", "inspecteur")]


def test_een_samenvoeging_door_een_levering_noemt_de_regel(drie, geef):
    van = nummer(drie, "V3")
    geef("dcmr", vestiging=VES + "V3;L2;Beits BV;12345678\n")
    bijwerken(drie)
    assert gebeurtenissen(drie) == [("samengevoegd", van, nummer(drie, "V1"), "zelfde KvK-nummer", "het register")]
