"""Hostile files that a tester made who had not seen the code; each once took the process, minutes, or all memory."""

from __future__ import annotations

import sqlite3
import time
import zipfile

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.bommen import gelezen, ods, ods_rij, xlsx

from stelsel.aanlevering import lever
from stelsel.aanlevering.lezen import Bestandsfout
from stelsel.aanlevering.lezen.codering import NIET_ASCII
from stelsel.aanlevering.vertalen.bestand import VertalingOngeldig, lees_vertaling

LOC = "id;straat;huisnummer;postcode;woonplaats\n"
RUIM = 20  # seconds: what took a minute or more takes a second now


def test_een_lange_regel_ascii_in_windows_1252_kost_geen_kwadraat(opslag, schrijf):
    rij = "L{};" + "Weg" * 600 + ";1;1234AB;Ede\n"
    inhoud = (LOC + "L0;Café;1;1234AB;Ede\n" + "".join(rij.format(i) for i in range(1, 2_500))).encode("cp1252")
    begin = time.monotonic()
    b = lever(opslag, [schrijf(locatie=inhoud)], "dcmr")
    assert time.monotonic() - begin < RUIM
    assert (b.rijen_in, b.bestanden[0].vorm["codering"]) == (2_500, "windows-1252")


@pytest.mark.parametrize("tekst", [b"abc\xe9def\nxyz\n\xff\r\na", b"\xe9", b"a\r\n\r\nb\xe9", b"", b"abc\n"])
def test_wat_niet_ascii_is_wordt_per_hele_regel_gevonden(tekst):
    assert NIET_ASCII.findall(tekst) == [r for r in tekst.replace(b"\r", b"\n").split(b"\n") if not r.isascii()]


def test_een_kop_die_niet_sluit_kost_geen_kwadraat(opslag, schrijf):
    begin = time.monotonic()
    with pytest.raises(Bestandsfout):
        lever(opslag, [schrijf(locatie=b'id;"' + b"\n" * 600_000)], "dcmr")
    assert time.monotonic() - begin < RUIM


@pytest.mark.parametrize("plek", ["XFD00000000001048576", "ZZ00000000001000000"])
def test_nullen_voor_een_plaats_verbergen_haar_niet(opslag, tmp_path, plek):
    bestand = tmp_path / "locatie.xlsx"
    bestand.write_bytes(xlsx([f'<row r="1"><c r="{plek}"><v>1</v></c></row>']))
    with pytest.raises(Bestandsfout):
        lever(opslag, [bestand], "dcmr")


@pytest.mark.parametrize("waarde", ["<v>0000000000000{}</v>", '<v a="&gt;">{}</v>', "<v> +{} </v>"])
def test_een_gedeelde_tekst_telt_ook_als_haar_plaats_vreemd_geschreven_is(tmp_path, waarde):
    cellen = "".join(f'<row r="{r}"><c r="A{r}" t="s">{waarde.format(0)}</c></row>' for r in range(1, 1_300))
    (tmp_path / "locatie.xlsx").write_bytes(xlsx([cellen], ["x" * 900_000]))
    fout, *_, mb, _ = gelezen(tmp_path / "locatie.xlsx")
    assert "meer dan 1 GB" in fout
    assert mb < 200


def test_een_ods_met_het_uiterlijk_van_xlsx_wordt_geweigerd(opslag, tmp_path):
    bestand = tmp_path / "locatie.ods"
    bestand.write_bytes(ods(ods_rij("id")))
    with zipfile.ZipFile(bestand, "a") as z:
        z.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(Bestandsfout, match="meer dan één soort"):
        lever(opslag, [bestand], "dcmr")


def test_een_binair_werkboek_is_geen_xlsx(opslag, tmp_path):
    with zipfile.ZipFile(tmp_path / "locatie.xlsx", "w") as z:
        z.writestr("[Content_Types].xml", "<Types/>")
        z.writestr("xl/workbook.bin", b"\x83\x01")
    with pytest.raises(Bestandsfout, match=r"geen [.]xlsx"):
        lever(opslag, [tmp_path / "locatie.xlsx"], "dcmr")


def test_de_bladen_van_een_ods_tellen_samen(tmp_path):
    rij = ods_rij("x", keer=1_000_000, breed=9)
    (tmp_path / "locatie.ods").write_bytes(ods(f'{rij}</table:table><table:table table:name="twee">{rij}'))
    fout, *_, mb, _ = gelezen(tmp_path / "locatie.ods")
    assert "samen meer dan tien miljoen cellen" in fout
    assert mb < 200


def _gpkg(pad, *opdrachten):
    con = sqlite3.connect(pad)
    con.execute("CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT, srs_id INTEGER)")
    con.execute("INSERT INTO gpkg_contents VALUES ('locatie', 'attributes', 0)")
    con.execute("CREATE TABLE locatie (id TEXT, straat TEXT, huisnummer TEXT, postcode TEXT, woonplaats TEXT)")
    con.execute("INSERT INTO locatie VALUES ('L1', 'Weg', '1', '1234AB', 'Ede')")
    for o in opdrachten:
        con.execute(o)
    con.commit()
    con.close()
    return pad


def test_een_berekende_kolom_in_een_geopackage_wordt_niet_uitgerekend(opslag, tmp_path):
    zwaar = "AS (instr(hex(zeroblob(3000000)), 'x'))"
    begin = time.monotonic()
    for n, opdracht in enumerate(
        (f"ALTER TABLE locatie ADD COLUMN z {zwaar}", f"ALTER TABLE gpkg_contents ADD COLUMN z {zwaar}")
    ):
        with pytest.raises(Bestandsfout):
            lever(opslag, [_gpkg(tmp_path / f"locatie{n}.gpkg", opdracht)], "dcmr")
    assert time.monotonic() - begin < RUIM


def test_een_standaardwaarde_van_een_geopackage_ontvouwt_zich_niet_zonder_grens(tmp_path):
    pad = _gpkg(tmp_path / "locatie.gpkg",
        "INSERT INTO locatie SELECT 'L' || value, 'Weg', '1', '1234AB', 'Ede' FROM "
        "(WITH RECURSIVE r(value) AS (SELECT 2 UNION ALL SELECT value + 1 FROM r LIMIT 2000) SELECT value FROM r)",
        f"ALTER TABLE locatie ADD COLUMN opm DEFAULT '{'x' * 900_000}'")  # fmt: skip
    fout, *_, mb, _ = gelezen(pad)
    assert "keer zo groot als het bestand" in fout
    assert mb < 800


def test_een_kolomnaam_is_geen_boek(opslag, schrijf):
    with pytest.raises(Bestandsfout, match="langer dan 250 tekens"):
        lever(opslag, [schrijf(locatie=LOC.strip() + ";" + "id" * 20_000 + "\nL1;Weg;1;1234AB;Ede;\n")], "dcmr")


def test_kleine_getallen_van_parquet_worden_lange_teksten_binnen_het_geheugen(tmp_path):
    kolommen = {f"k{i}": pa.array([5e-324] * 5_000) for i in range(500)}
    pq.write_table(pa.table(kolommen), tmp_path / "locatie.parquet")
    fout, rijen, *_, mb, _ = gelezen(tmp_path / "locatie.parquet")
    assert (fout, rijen) == ("", 5_000)
    assert mb < 800


@pytest.mark.parametrize("waarde", ["0x" + "F" * 900_000, "1e999999999", "1e-999999999"])
def test_een_factor_is_een_gewoon_getal(waarde):
    tekst = f'[[tabel]]\nrecordtype = "meting"\nbestand = "m*"\n[tabel.velden]\nid = "a"\nwaarde = {{ kolom = "b", factor = {waarde} }}\n'
    with pytest.raises(VertalingOngeldig):
        lees_vertaling(tekst)


def test_een_naam_van_duizenden_delen_is_geen_vertaling():
    with pytest.raises(VertalingOngeldig, match="punten op één regel"):
        lees_vertaling(".".join("a" * 100_000) + " = 1")


def test_twee_tabellen_met_een_naam_worden_niet_een_tabel(opslag, tmp_path):
    rij = '"straat": "Dorpsweg", "huisnummer": "1", "postcode": "1234AB", "woonplaats": "Ede"'
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as z:
        z.writestr("a.json", f'{{"locatie.json [r": [{{"id": "L1", {rij}}}]}}')
        z.writestr(
            "a.json [locatie.json",
            '{"r": [{"woonplaats": "Ede", "id": "L2", "straat": "Dorpsweg", "huisnummer": "1"}]}',
        )
    with pytest.raises(Bestandsfout):
        lever(opslag, [tmp_path / "a.zip"], "dcmr")
