"""Files that are meant to harm: refused with a clear sentence, or read, within bounded memory and time."""

from __future__ import annotations

import json
import sqlite3
import stat
import struct
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.bommen import (
    CEL_ID,
    gelezen,
    lijst_veranderd,
    ods,
    ods_rij,
    parquet_van_een_tekst,
    xlsx,
    zip_over_elkaar,
    zip_van,
)
from tests.vreemd import gpkg

from stelsel.aanlevering.lezen import Bestandsfout, lees

MB = 1 << 20
RUIM = 700  # MB above what a reader takes before it starts


def lang(pad: Path, begin: bytes, vul: bytes = b"") -> None:
    """300 MB without a line end; a hole of zeros when there is nothing to fill it with."""
    with pad.open("wb") as f:
        f.write(begin)
        for _ in range(300 if vul else 0):
            f.write(vul * (MB // len(vul)))
        f.truncate(300 * MB)


GIGANTEN = [
    ("csv van nullen", "x.csv", b"id;b\n", b"", "langer dan een miljoen tekens"),
    ("csv van letters", "x.csv", b"id;b\n1;", b"a", "langer dan een miljoen tekens"),
    ("kop van letters", "x.csv", b"a", b"a", "langer dan een miljoen tekens"),
    ("kop van scheidingstekens", "x.csv", b"a", b";", "langer dan een miljoen tekens"),
    ("open aanhaling", "x.csv", b'id;b\n1;"', b"a;", "langer dan een miljoen tekens"),
    ("windows-1252", "x.csv", b"id;b\n1;", b"\xe9", "langer dan een miljoen tekens"),
    ("utf-16", "x.csv", "\ufeffid;b\n1;".encode("utf-16-le"), b"a\0", "langer dan een miljoen tekens"),
    ("json van nullen", "x.json", b'[{"a":1},', b"", "geen geldige JSON|hoogstens een miljoen"),
    ("json, een tekst", "x.json", b'[{"a":"', b"a", "hoogstens een miljoen tekens"),
    ("json, een getal", "x.json", b'[{"a":', b"1", "hoogstens een miljoen tekens"),
    ("json, haken", "x.json", b"[", b"[", "dieper genest"),
    ("json, witruimte", "x.json", b"[", b" ", "geen geldige JSON"),
    ("json lines", "x.jsonl", b'{"a":"', b"a", "langer dan een miljoen tekens"),
]


@pytest.mark.parametrize(("naam", "begin", "vul", "zin"), [g[1:] for g in GIGANTEN], ids=[g[0] for g in GIGANTEN])
def test_een_regel_van_300_mb_wordt_geweigerd_binnen_het_geheugen(tmp_path, naam, begin, vul, zin):
    pad = tmp_path / naam
    lang(pad, begin, vul)
    fout, rijen, misvormd, mb, seconden = gelezen(pad)
    assert any(z in fout for z in zin.split("|")), fout
    assert mb < 250, mb
    assert seconden < 60
    assert rijen + misvormd <= 1


KOP = f'<row r="1">{CEL_ID}</row>'
VERRE_CELLEN = ['<c r="XFD1048576"><v>1</v></c>', '<c r="xfd1048576"><v>1</v></c>', '<c\n r = "XFD1048576"><v>1</v></c>',
                '<c s=">" r="XFD1048576"><v>1</v></c>', "<c r='XFD1048576'><v>1</v></c>", '<c s r="XFD1048576"><v>1</v></c>',
                '<c r="&#88;FD1048576"><v>1</v></c>', '<x:c r="XFD1048576"><v>1</v></x:c>']  # fmt: skip
ENTITEIT = '<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'

BOMMEN = {
    **{f"verre cel {i}": ("x.xlsx", xlsx([f'{KOP}<row r="3">{c}</row>']), "te groot|niet te lezen") for i, c in enumerate(VERRE_CELLEN)},
    "cellen zonder plaats": ("x.xlsx", xlsx([f'{KOP}<row r="1048576">{"<c><v>1</v></c>" * 16_000}</row>']), "te groot"),
    "een tekst in duizend cellen": (
        "x.xlsx", xlsx([KOP + "".join(f'<row r="{i}"><c r="A{i}" t="s"><v>0</v></c></row>' for i in range(2, 40_000))], ["x" * 30_000]),
        "meer dan 1 GB"),
    "verhulde teksten": (
        "x.xlsx", xlsx([KOP + "".join(f'<row r="{i}"><c r="A{i}" t="s"><v><![CDATA[0]]></v></c></row>' for i in range(2, 40_000))], ["x" * 30_000]),
        "meer dan 1 GB"),
    "duizend bladen": ("x.xlsx", xlsx([KOP] * 1_000), "meer dan 250 bladen"),
    "entiteiten": ("x.xlsx", xlsx([KOP], voor=ENTITEIT), "DOCTYPE"),
    "werkboek met iets erachter": ("x.xlsx", xlsx([KOP]) + b"PK", "voor of achter"),
    "een miljard rijen": ("x.ods", ods(ods_rij("id") + ods_rij("L1", keer=1_000_000_000)), "te groot"),
    "veel kolommen keer veel rijen": ("x.ods", ods(ods_rij("id", breed=16_384) + ods_rij("a", breed=16_384, keer=1_000)), "te groot"),
    "een gat van een miljard": ("x.ods", ods(ods_rij("id") + ods_rij("", keer=1_000_000_000) + ods_rij("L1")), "te groot"),
    "een gat van negen miljoen": ("x.ods", ods(ods_rij("id") + ods_rij("", keer=9_000_000) + ods_rij("L1")), "te groot"),
    "een tekst in een miljoen rijen": ("x.ods", ods(ods_rij("id") + ods_rij("x" * 10_000, keer=1_000_000)), "meer dan 1 GB"),
    "tabel in tabel": ("x.ods", ods('<table:table-row><table:table-cell><table:table/></table:table-cell></table:table-row>'), "genest"),
    "parquet van een tekst": ("x.parquet", parquet_van_een_tekst(1_000_000, 20_000_000), "250 keer"),
    "parquet met een rij van 100 MB": ("x.parquet", parquet_van_een_tekst(100_000_000, 10), "een rij is groter|keer zo groot"),
    "zipbom": ("x.zip", zip_van({"x.csv": (b"0" * MB for _ in range(300))}), "250 keer zo groot"),
    "zipbom die over zijn maat liegt": (
        "x.zip", lijst_veranderd(zip_van({"x.csv": (b"0" * MB for _ in range(300))}), 24, struct.pack("<I", 1_000)), "niet zo groot|beschadigd"),
    "werkboek dat over zijn maat liegt": (
        "x.xlsx", lijst_veranderd(xlsx([f'{KOP}<row r="3">{"<c><v>1</v></c>" * 100_000}</row>']), 24, struct.pack("<I", 100)),
        "niet zo groot|beschadigd"),
    "archief in archief": ("x.zip", zip_van({"a.zip": zip_van({"x.csv": b"id;b\n"})}), "archief in een archief"),
    "pad naar buiten": ("x.zip", zip_van({"../x.csv": b"id;b\n"}), "buiten het archief"),
    "vast pad": ("x.zip", zip_van({"/etc/x.csv": b"id;b\n"}), "buiten het archief"),
    "pad van Windows": ("x.zip", zip_van({"a\\..\\..\\x.csv": b"id;b\n"}), "buiten het archief"),
    "station van Windows": ("x.zip", zip_van({"C:x.csv": b"id;b\n"}), "buiten het archief"),
    "verwijzing": ("x.zip", lijst_veranderd(zip_van({"x.csv": b"/etc/passwd"}), 38, struct.pack("<I", (stat.S_IFLNK | 0o777) << 16)), "verwijzing"),
    "met wachtwoord": ("x.zip", lijst_veranderd(zip_van({"x.csv": b"id;b\n"}), 8, b"\1\0"), "wachtwoord"),
    "over elkaar": ("x.zip", zip_over_elkaar(), "over elkaar|beschadigd"),
    "andere manier van inpakken": ("x.zip", lijst_veranderd(zip_van({"x.csv": b"id;b\n"}), 10, b"\x0c\0"), "niet leest"),
    "leeg zip-bestand": ("x.zip", zip_van({}), "geen bestand in"),
    "geheim teken in een naam": ("x.zip", zip_van({"x\x1b[31m.csv": b"id;b\n"}), "onleesbaar teken"),
    "duizend bestanden": ("x.zip", zip_van({f"{i}.csv": b"id;b\n" for i in range(1_000)}), "1000 bestanden"),
    "miljoen kolommen": ("x.csv", b";".join(b"k%d" % i for i in range(1_000_000)) + b"\n1;2\n", "1000000 kolommen"),
    "steeds een ander veld": ("x.jsonl", b"".join(b'{"k%d": 1}\n' % i for i in range(100_000)), "1001 kolommen"),
    "miljoen regels afval": ("x.csv", b"id;b;c\n" + b"x\n" * 1_000_000, "meer dan 200.000 regels"),
    "blok van scheidingstekens": ("x.csv", b"id;b;c\n" + (b";" * 900_000 + b"\n") * 8, ""),
    "blok van aanhalingstekens": ("x.csv", b"id;b;c\n" + (b'"' * 900_000 + b"\n") * 8, ""),
    "velden van duizend onderdelen": ("x.json", json.dumps({f"k{i}": [{"a": 1}] for i in range(1_000)}).encode(), "meer dan 250 onderdelen"),
}  # fmt: skip


@pytest.mark.parametrize(("naam", "inhoud", "zin"), BOMMEN.values(), ids=BOMMEN)
def test_een_bom_ontploft_niet(tmp_path, naam, inhoud, zin):
    pad = tmp_path / naam
    pad.write_bytes(inhoud)
    fout, *_, mb, seconden = gelezen(pad)
    assert any(z in fout for z in zin.split("|")), fout
    assert mb < RUIM, mb
    assert seconden < 60


IN_LIJST = "INSERT INTO gpkg_contents (table_name, data_type) VALUES ('v', 'attributes')"
ONEINDIG = "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT"


@pytest.mark.parametrize(
    ("sql", "zin"),
    [
        (f"CREATE VIEW v AS {ONEINDIG} n AS id FROM t; {IN_LIJST}", "geen tabel"),
        (f"DROP TABLE gpkg_contents; CREATE VIEW gpkg_contents AS {ONEINDIG} '' AS table_name, 'x' AS data_type, 1 AS rowid FROM t "
         "WHERE n < 0", "niet te lezen"),
        (f"CREATE VIRTUAL TABLE v USING fts5(id); {IN_LIJST}", "geen tabel"),
        ("INSERT INTO gpkg_contents (table_name, data_type) VALUES ('sqlite_master', 'attributes')", "geen tabel"),
        (f"CREATE TABLE v (id BLOB); INSERT INTO v VALUES (zeroblob(9000000)); {IN_LIJST}", "niet te lezen"),
    ],
)  # fmt: skip
def test_een_geopackage_kan_niets_uitvoeren(tmp_path, sql, zin):
    pad = gpkg(tmp_path / "x.gpkg", {})
    con = sqlite3.connect(pad)
    con.executescript(sql)
    con.close()
    with pytest.raises(Bestandsfout, match=zin):
        list(lees(pad, pad.name))


def test_een_afgeleide_kolom_kan_het_geheugen_niet_vullen(tmp_path):
    pad = gpkg(tmp_path / "x.gpkg", {})
    con = sqlite3.connect(pad)
    con.executescript(f"""
        CREATE TABLE v (id TEXT, groot TEXT AS (hex(zeroblob(50000000))) VIRTUAL);
        INSERT INTO v (id) VALUES ('L1'); {IN_LIJST}
    """)
    con.close()
    fout, *_, mb, _ = gelezen(pad)
    assert "berekende kolommen" in fout
    assert mb < 50


@pytest.mark.parametrize("deel", [0.1, 0.5, 0.9, 0.999])
@pytest.mark.parametrize("soort", ["parquet", "xlsx", "gpkg", "zip"])
def test_een_afgebroken_bestand_wordt_geweigerd(tmp_path, soort, deel):
    pad = tmp_path / f"x.{soort}"
    match soort:
        case "parquet":
            pq.write_table(pa.table({"id": [f"L{i}" for i in range(1_000)]}), pad)
        case "xlsx":
            pad.write_bytes(xlsx([KOP]))
        case "gpkg":
            gpkg(pad, {"locatie": ("id TEXT", [(f"L{i}",) for i in range(1_000)], "")})
        case _:
            pad.write_bytes(zip_van({"x.csv": b"id;b\n" + b"1;2\n" * 100}))
    ruw = pad.read_bytes()
    pad.write_bytes(ruw[: int(len(ruw) * deel)])
    with pytest.raises(Bestandsfout):
        list(lees(pad, pad.name))


def test_twee_gelijke_namen_in_een_zip_worden_geweigerd(tmp_path):
    pad = tmp_path / "x.zip"
    pad.write_bytes(zip_van({"x.csv": b"id;b\n", "y.csv": b"id;b\n"}).replace(b"y.csv", b"x.csv"))
    with pytest.raises(Bestandsfout, match="twee keer"):
        list(lees(pad, pad.name))
