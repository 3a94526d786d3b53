"""What the door says of a row because of other rows: through references, in this delivery or before, and among its likes."""

from __future__ import annotations

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stelsel.aanlevering import bevindingen
from stelsel.aanlevering.keuren import WIT, zonder_wit
from stelsel.aanlevering.opzoeken import volgorde
from stelsel.begrippen import RECORDTYPEN

LOC = "id;straat;huisnummer;gemeente;x;y\n"
VES = "id;locatie_id;handelsnaam;kvk_nummer;vestigingsnummer;begindatum;einddatum\n"
VRG = "id;locatie_id;vestiging_id;zaaknummer;soort;besluitdatum;bevoegd_gezag;begindatum\n"
VSC = "id;vergunning_id;nummer;tekst;begindatum\n"
TBZ = "id;locatie_id;datum;soort\n"
BEV = "id;toezichtbezoek_id;voorschrift_id;datum;omschrijving;overtreding\n"
HHA = "id;locatie_id;bevinding_id;soort;datum\n"
MET = "id;monster_id;datum;parameter;waarde;eenheid\n"
MON = "id;locatie_id;datum;medium\n"


@pytest.fixture
def vond(opslag):
    """Which record has which finding in a delivery: pairs of key and code."""
    return lambda b: {(f["record"], f["code"]) for f in bevindingen(opslag, [b.levering])}


def test_een_gemeente_of_provincie_is_bevoegd_in_haar_eigen_gebied(geef, vond):
    vergunning = "P{0};L1;;Z-{0};verlening;2020-01-01;{1};2020-02-01\n"
    gezagen = ["GM0599", "PV28", "GM0363", "PV27", "ienw", "dcmr"]
    b = geef(
        locatie=LOC + "L1;Weg;1;GM0599;;\n",
        vergunning=VRG + "".join(vergunning.format(i, g) for i, g in enumerate(gezagen)),
    )
    assert vond(b) == {("P2", "VRG-017"), ("P3", "VRG-017")}


def test_een_punt_ver_van_het_midden_van_zijn_gemeente_valt_op(geef, vond):
    # The end of the Maasvlakte lies in Rotterdam.
    b = geef(locatie=LOC + "L1;Weg;1;GM0599;61000;442000\nL2;Weg;2;GM0599;233000;582000\nL3;Weg;3;;233000;582000\n")
    assert vond(b) == {("L2", "LOC-021")}


def test_een_bevinding_wordt_tegen_haar_bezoek_en_haar_voorschrift_gehouden(geef, vond):
    b = geef(
        locatie=LOC + "L1;Weg;1;;;\nL2;Weg;2;;;\n",
        vergunning=VRG + "P1;L1;;;verlening;2020-01-01;;2020-02-01\nP2;L2;;;verlening;2020-01-01;;2020-02-01\n",
        voorschrift=VSC + "S1;P1;1;Doe het.;2020-02-01\nS2;P2;1;Doe het.;2020-02-01\nS3;P1;2;Doe dat.;2019-02-01\n",
        toezichtbezoek=TBZ + "T1;L1;2024-06-18;routinematig\n",
        bevinding=BEV
        + "B1;T1;S1;2024-06-18;Goed;nee\nB2;T1;S2;2024-06-18;Anders;nee\nB3;T1;;2024-05-01;Vroeg;nee\n"
        + "B4;T1;S1;2026-06-18;Laat;nee\nB5;T1;S1;2019-06-18;Eerder;nee\nB6;T1;S9;2024-06-18;Onbekend;nee\n",
        handhavingsactie=HHA + "H1;L1;B1;waarschuwen;2024-07-01\nH2;L2;B1;waarschuwen;2024-06-01\nH3;L1;;waarschuwen;2024-07-01\n",
    )  # fmt: skip
    assert vond(b) == {
        ("S3", "VSC-015"), ("B2", "BEV-019"), ("B3", "BEV-016"), ("B4", "BEV-017"), ("B5", "BEV-016"),
        ("B5", "BEV-018"), ("B6", "BEV-403"), ("H1", "HHA-026"), ("H2", "HHA-018"), ("H2", "HHA-020"),
        ("H2", "HHA-026"), ("H3", "HHA-017"),
    }  # fmt: skip


def test_wat_eerder_is_geleverd_telt_mee_en_de_nieuwste_versie_beslist(geef, vond):
    geef(locatie=LOC + "L1;Weg;1;GM0599;;\nL2;Weg;2;GM0599;;\n")
    geef(locatie=LOC + "L2;Weg;2;GM0363;;\n")
    rijen = "P{0};L{0};;;verlening;2020-01-01;GM0599;2020-02-01\n"
    b = geef(vergunning=VRG + rijen.format(1) + rijen.format(2))
    assert vond(b) == {("P2", "VRG-017")}


def test_een_record_dat_nu_is_geweigerd_zegt_niets_meer(geef, vond):
    geef(locatie=LOC + "L1;Weg;1;GM0599;;\n")
    b = geef(locatie=LOC + "L1;Weg;0;GM0599;;\n", vergunning=VRG + "P1;L1;;;verlening;2020-01-01;GM0363;2020-02-01\n")
    assert vond(b) == {("L1", "LOC-016")}


def test_een_waarschuwing_zwijgt_over_een_veld_dat_al_fout_is(geef, vond):
    b = geef(
        locatie=LOC + "L1;Weg;1;;;\n",
        toezichtbezoek=TBZ + "T1;L1;2024-06-18;routinematig\n",
        bevinding=BEV + "B1;T1;;1700-06-18;Te vroeg;nee\n",
    )
    assert vond(b) == {("B1", "BEV-011")}


@pytest.mark.parametrize(
    ("dienst", "begin", "einde", "valt_op"),
    [
        ("odru", "2015-01-01", "", False),
        ("odru", "2015-01-01", "2026-03-01", False),
        ("odru", "2026-01-01", "", True),
        ("od-utrecht", "2015-01-01", "", False),
        ("od-utrecht", "2015-01-01", "2026-01-01", True),
        ("od-utrecht", "2015-01-01", "2026-01-02", False),
        ("dcmr", "1990-01-01", "1991-01-01", False),
    ],
)
def test_een_dienst_bestond_in_de_tijd_van_de_activiteit(geef, vond, dienst, begin, einde, valt_op):
    b = geef(
        locatie=LOC + "L1;Weg;1;;;\n",
        activiteit="id;locatie_id;omschrijving;uitvoerende_dienst;begindatum;einddatum\n"
        + f"A1;L1;Verf;{dienst};{begin};{einde}\n",
    )
    assert (("A1", "ACT-609") in vond(b)) is valt_op


def test_hetzelfde_onder_twee_sleutels_valt_op_ook_over_twee_bestanden(geef, vond):
    b = geef(
        locatie=LOC + "L1;Weg;1;;;\n",
        vestiging=VES + "V1;L1;Bakker;;000012345678;;\nV2;L1;Slager;;000012345679;;\n",
        **{"vestiging-2.csv": VES + "V3;L1;Bakkerij;;000012345678;;\nV4;L1;Slager;;000012345679;2001-01-01;2005-01-01\n"},
    )  # fmt: skip
    assert {r for r, c in vond(b) if c == "VES-021"} == {"V1", "V3"}


def test_rijen_die_op_de_sleutel_na_gelijk_zijn_vallen_op(geef, vond):
    b = geef(
        locatie=LOC + "L1;Weg;1;;;\n",
        toezichtbezoek=TBZ
        + "T1;L1;2024-06-18;routinematig\nT2;L1;2024-06-18;routinematig\nT3;L1;2024-06-18;hercontrole\n",
    )
    assert vond(b) == {("T1", "TBZ-015"), ("T2", "TBZ-015")}


@pytest.mark.parametrize(("gewone", "valt_op"), [(19, True), (18, False)])
def test_een_uitschieter_valt_op_als_er_genoeg_gewone_waarden_zijn(geef, vond, gewone, valt_op):
    rijen = "".join(f"G{i};M1;2024-06-{1 + i:02d};zink;0,{i + 1:02d};mg/l\n" for i in range(gewone))
    b = geef(
        locatie=LOC + "L1;Weg;1;;;\n",
        monster=MON + "M1;L1;2024-06-01;lucht\n",
        meting=MET + rijen + "U1;M1;2024-06-25;zink;150;mg/l\nU2;M1;2024-06-25;lood;150;mg/l\n",
    )
    assert {r for r, c in vond(b) if c == "MET-018"} == ({"U1"} if valt_op else set())


def test_elk_recordtype_wordt_gekeurd_na_waar_het_naar_verwijst():
    assert set(volgorde()) == set(RECORDTYPEN)
    assert volgorde().index("locatie") < volgorde().index("vestiging") < volgorde().index("vergunning")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.sampled_from(" \t\r\n\xa0\x01\u2003aé!"), max_size=6), min_size=20))
def test_wit_om_een_waarde_zegt_niets_en_alleen_wit_is_leeg(teksten):
    with duckdb.connect() as con:
        gevonden = con.execute(f"SELECT {zonder_wit('k')} FROM (SELECT unnest(?) AS k)", [teksten]).fetchall()
    assert [g for (g,) in gevonden] == [t.strip(WIT) or None for t in teksten]
