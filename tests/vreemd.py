"""One file per format, each in the strangest dialect that its format allows, with the same two locations in all of them."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
import struct
import zipfile
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import odfdo
import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

KOP = ["id", "aanduiding", "straat", "huisnummer", "woonplaats", "x", "y", "begindatum"]
DAG = (dt.date(2021, 3, 1), dt.date(2022, 12, 31))
# The text of the first description holds a line break within quotes; the names are outside ASCII.
RIJEN = [
    ["L1", "Depot;\nnoord", "Oefencafékade", "14", "Súdwest", "155000.5", "463000", "2021-03-01"],
    ["L2", 'De "oude" loods', "Oefenweg", "2", "Ede", "174000", "451000.25", "2022-12-31"],
]
_DEFINITIE = """
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT,
    organization_coordsys_id INTEGER, definition TEXT, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, identifier TEXT, description TEXT,
    last_change DATETIME, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER);
CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER,
    z TINYINT, m TINYINT);
"""


def csv_tekst(scheiding: str, einde: str, komma: bool = False, nederlands: bool = False) -> str:
    """The two rows as CSV; with a decimal comma and Dutch dates when asked."""
    regels = [scheiding.join(KOP)]
    for rij in RIJEN:
        cellen = list(rij)
        if komma:
            cellen[5:7] = [c.replace(".", ",") for c in cellen[5:7]]
        if nederlands:
            cellen[7] = dt.date.fromisoformat(cellen[7]).strftime("%d-%m-%Y")
        regels.append(scheiding.join('"' + c.replace('"', '""') + '"' for c in cellen))
    return einde.join(regels) + einde


def punt(x: float, y: float, srs: int) -> bytes:
    """A GeoPackage point, with the header that goes before it."""
    return b"GP\0\1" + struct.pack("<i", srs) + b"\1" + struct.pack("<Idd", 1, x, y)


def gpkg(pad: Path, lagen: Mapping[str, tuple[str, Sequence[Sequence[object]], str]], srs: int = 28992) -> Path:
    """A GeoPackage of layers: name -> (columns, rows, kind of geometry, empty for none)."""
    con = sqlite3.connect(pad)
    con.execute("PRAGMA application_id = 0x47504B47")
    con.executescript(_DEFINITIE)
    con.execute(
        "INSERT INTO gpkg_spatial_ref_sys VALUES ('', ?, ?, ?, '', '')", (srs, "EPSG" if srs > 0 else "NONE", srs)
    )
    for naam, (kolommen, rijen, soort) in lagen.items():
        con.execute(f'CREATE TABLE "{naam}" ({kolommen})')
        con.execute("INSERT INTO gpkg_contents (table_name, data_type, srs_id) VALUES (?, ?, ?)",
                    (naam, "features" if soort else "attributes", srs))  # fmt: skip
        if soort:
            con.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 0, 0)", (naam, soort, srs))
        for rij in rijen:
            con.execute(f'INSERT INTO "{naam}" VALUES ({", ".join("?" * len(rij))})', rij)
    con.commit()
    con.close()
    return pad


def _getypeerd() -> list[list[object]]:
    return [[*r[:3], int(r[3]), r[4], float(r[5]), float(r[6]), d] for r, d in zip(RIJEN, DAG, strict=True)]


def _xlsx(pad: Path) -> None:
    with xlsxwriter.Workbook(pad, {"default_date_format": "dd-mm-yyyy"}) as boek:
        boek.add_worksheet("Toelichting")
        for naam, rij in zip(("Locaties 2021", "Locaties 2022"), _getypeerd(), strict=True):
            blad = boek.add_worksheet(naam)
            blad.write_row(0, 0, KOP)
            blad.write_row(3, 0, rij)


def _ods(pad: Path) -> None:
    boek = odfdo.Document("spreadsheet")
    boek.body.clear()
    tabel = odfdo.Table("locatie")
    tabel.set_values([KOP, *([str(c) if isinstance(c, int) else c for c in rij] for rij in _getypeerd())])
    boek.body.append(tabel)
    boek.save(str(pad))


def _parquet(pad: Path) -> None:
    kolommen = dict(zip(KOP, map(list, zip(*_getypeerd(), strict=True)), strict=True))
    pq.write_table(
        pa.table(kolommen
            | {"straat": pa.array(kolommen["straat"]).dictionary_encode(),
               "huisnummer": pa.array(kolommen["huisnummer"], pa.int16()),
               "x": pa.array([Decimal(r[5]) for r in RIJEN], pa.decimal128(12, 2)),
               "begindatum": pa.array([dt.datetime(d.year, d.month, d.day, 9) for d in DAG], pa.timestamp("ns"))}),
        pad, row_group_size=1, compression="zstd",
    )  # fmt: skip


def vreemdste(map_: Path) -> list[Path]:
    """Write the files, and return their paths."""
    (map_ / "locaties utf16.csv").write_bytes(("sep=\t\r\n" + csv_tekst("\t", "\r\n")).encode("utf-16"))
    (map_ / "locaties windows.csv").write_bytes(csv_tekst(";", "\r\n", komma=True, nederlands=True).encode("cp1252"))
    (map_ / "locaties mac.csv").write_bytes(b"\xef\xbb\xbf" * 2 + csv_tekst("|", "\n").encode())
    _xlsx(map_ / "werkboek.xlsx")
    _ods(map_ / "werkboek.ods")
    _parquet(map_ / "locatie.parquet")
    platte = [dict(zip(KOP, r, strict=True)) for r in _getypeerd()]
    per_soort = {"versie": 1, "locaties": platte}
    (map_ / "alles.json").write_bytes(json.dumps(per_soort, indent=1, default=str, ensure_ascii=False).encode("utf-16"))
    regels = "\r\n\r\n".join(json.dumps(r, default=str) for r in platte)
    (map_ / "locatie.jsonl").write_bytes(b"\xef\xbb\xbf" + regels.encode())
    from pyproj import Transformer

    naar_graden = Transformer.from_crs(28992, 4258, always_xy=True)
    rijen = [
        [i + 1, punt(*naar_graden.transform(float(r[5]), float(r[6])), 4258), *r[:5], r[7]] for i, r in enumerate(RIJEN)
    ]
    kolommen = "fid INTEGER PRIMARY KEY, geom POINT, id TEXT, aanduiding TEXT, straat TEXT, huisnummer INTEGER, woonplaats TEXT, begindatum DATE"
    gpkg(map_ / "kaart.gpkg", {"locatie": (kolommen, rijen, "POINT")}, 4258)
    paden = sorted(map_.iterdir())
    with zipfile.ZipFile(map_ / "van alles.zip", "w", zipfile.ZIP_DEFLATED) as z:
        for pad in paden:
            z.write(pad, f"2024/kwartaal 1/{pad.name}")
        z.writestr("lees mij.docx", b"toelichting")
    return [*paden, map_ / "van alles.zip"]
