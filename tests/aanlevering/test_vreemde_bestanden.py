"""Files as they come: odd, broken or meant to harm. Each is taken in whole, or refused with a sentence; nothing is lost."""

from __future__ import annotations

import io

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from stelsel.aanlevering import bevindingen, bewijzen, herstelnaam, lever
from stelsel.aanlevering.lezen import Bestandsfout

KOP = "id;straat;huisnummer;woonplaats\n"
GOED = "L1;Kade;1;Ede\n"


def werkboek(**bladen: list[list[object]]) -> bytes:
    uit = io.BytesIO()
    boek = xlsxwriter.Workbook(uit)
    for naam, rijen in bladen.items():
        blad = boek.add_worksheet(naam)
        for i, rij in enumerate(rijen):
            blad.write_row(i, 0, rij)
    boek.close()
    return uit.getvalue()


def verre_cel() -> bytes:
    uit = io.BytesIO()
    boek = xlsxwriter.Workbook(uit)
    blad = boek.add_worksheet("locatie")
    blad.write_row(0, 0, ["id", "straat"])
    blad.write(1_048_575, 16_383, "x")
    boek.close()
    return uit.getvalue()


def parquet(kolom: pa.Array) -> bytes:
    uit = io.BytesIO()
    pq.write_table(pa.table({"id": pa.array(["L1"]), "straat": kolom}), uit)
    return uit.getvalue()


GEEN_UTF8 = pa.Array.from_buffers(pa.string(), 1, [None, pa.py_buffer(b"\0\0\0\0\2\0\0\0"), pa.py_buffer(b"\xff\xfe")])


@pytest.mark.parametrize(
    ("naam", "inhoud", "zin"),
    [
        ("locatie.xlsx", verre_cel(), "een blad beslaat 1048576 rijen en 16384 kolommen"),
        ("locatie.xlsx", werkboek(locatie=[["id", "straat"], ["L1", "Kade", "los"]]), "regel 2: er staat een waarde in een kolom"),
        ("locatie.xlsx", werkboek(locatie=[[], ["id", "straat"], ["L1", "Kade"]]), "geen kop met kolomnamen"),
        ("locatie.csv", b"id;straat;;\nL1;Kade;;\nL2;Kade;los;\n", "regel 3: er staat een waarde in een kolom zonder naam"),
        ("locatie.csv", (";".join(f"k{i}" for i in range(1_001)) + "\n").encode(), "er zijn 1001 kolommen"),
        ("locatie.parquet", parquet(pa.array([[1, 2]])), "de kolom 'straat' (list<element: int64>) is niet als tekst te lezen"),
        ("locatie.parquet", parquet(GEEN_UTF8), "het Parquet-bestand is niet te lezen"),
        ("locatie\x1b[31m.csv", (KOP + GOED).encode(), "een onleesbaar teken"),
    ],
)  # fmt: skip
def test_wat_niet_heel_te_lezen_is_wordt_geweigerd(geef, opslag, naam, inhoud, zin):
    with pytest.raises(Bestandsfout) as fout:
        geef(**{naam: inhoud})
    assert zin in str(fout.value)
    assert bewijzen(opslag) == []


def test_een_los_regeleinde_kost_alleen_zijn_eigen_regel(geef, opslag):
    b = geef(locatie=KOP + GOED + "L2;Ka\rde;2;Ede\n" + 'L3;"Ka\rde";3;Ede\n')
    assert (b.rijen_in, b.quarantaine) == (3, 1)
    (fout,) = (f for f in bevindingen(opslag, [b.levering]) if f["ernst"] == "fout")
    assert (fout["regel"], fout["code"]) == (3, "RIJ-004")


def test_twee_bladen_van_een_soort_houden_hun_rijen_uiteen(geef, opslag):
    blad = [["id", "straat", "huisnummer", "woonplaats"], ["L1", "Kade", 1, "Ede"]]
    ander = [blad[0], ["L2", "Dijk", 0, "Ede"]]
    b = geef(**{"locatie.xlsx": werkboek(**{"2023": blad, "2024": ander})})
    assert [d.naam for d in b.bestanden] == ["locatie.xlsx [2023]", "locatie.xlsx [2024]"]
    assert len({herstelnaam(b.levering, d) for d in b.bestanden}) == 2
    assert {f["bestand"] for f in bevindingen(opslag, [b.levering]) if f["ernst"] == "fout"} == {"locatie.xlsx [2024]"}


def test_een_klein_getal_is_geen_macht(geef):
    kop = ["id", "monster_id", "datum", "parameter", "waarde", "eenheid"]
    b = geef(**{
        "locatie.csv": KOP + GOED, "monster.csv": "id;locatie_id;datum;medium\nM1;L1;2024-01-01;lucht\n",
        "meting.xlsx": werkboek(meting=[kop, ["G1", "M1", "2024-01-01", "stof", 0.00004, "mg/l"]]),
    })  # fmt: skip
    assert b.quarantaine == 0


def test_een_vergeten_oefenrij_wordt_zelf_geweigerd_en_niet_de_echte(geef, opslag):
    b = geef(locatie=KOP + "OEF-1;Weg;1;Ede\n" + GOED + "L2;Kade;2;Ede\n")
    assert not b.oefening
    assert {(f["record"], f["code"]) for f in bevindingen(opslag, [b.levering]) if f["ernst"] == "fout"} == {
        ("OEF-1", "LOC-090")
    }


def test_twee_bestanden_van_een_soort_om_beurten_veranderen_niets(geef, opslag, schrijf):
    een, twee = schrijf(locatie=KOP + GOED), schrijf(locatie=KOP + "L2;Kade;2;Ede\n")
    lever(opslag, [een], "dcmr")
    lever(opslag, [twee], "dcmr")
    assert lever(opslag, [een], "dcmr").ongewijzigd
    assert lever(opslag, [twee], "dcmr").ongewijzigd


def test_oude_bytes_na_een_verbetering_zijn_weer_nieuws(opslag, schrijf):
    oud, nieuw = schrijf(locatie=KOP + GOED), schrijf(locatie=KOP + "L1;Dijk;1;Ede\n")
    for map_ in (oud, nieuw, oud):
        assert not lever(opslag, [map_], "dcmr").ongewijzigd
    assert lever(opslag, [oud], "dcmr").ongewijzigd


def test_een_kolom_met_een_tikfout_krijgt_een_suggestie(geef):
    b = geef(vestiging="id;locatie_id;handelsnaam;kvknummer\nV1;L1;Verf;12345678\n", locatie=KOP + GOED)
    assert any("kvknummer (bedoelt u kvk_nummer?)" in o for o in b.opmerkingen)
