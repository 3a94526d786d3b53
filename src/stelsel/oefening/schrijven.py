"""Write the deliveries, each agency in its own habit, and beside them the truth of every row.

The text of each line is made set-wise inside the engine, and so is the line on which it will stand.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from ..begrippen import RECORDTYPEN
from ..begrippen.soorten import Datum, Getal
from .fouten import MAG_ONTBREKEN, Fout

BLOK = 20_000


@dataclass(frozen=True)
class Gewoonte:
    """How an agency writes its files."""

    soort: str
    teken: str
    datum: str
    komma: bool
    bom: bool
    alles_tussen: bool
    einde: str
    zaad: str

    def kolommen(self, recordtype: str) -> list[str]:
        """The columns it delivers, in its own order."""
        velden = RECORDTYPEN[recordtype].velden
        blijft = [n for n in velden if n not in MAG_ONTBREKEN or velden[n].verplicht or self._kans(recordtype, n) < 0.6]
        return sorted(blijft, key=lambda n: self._kans(recordtype, "volgorde", n))

    def _kans(self, *delen: str) -> float:
        return int.from_bytes(hashlib.sha256("|".join((self.zaad, *delen)).encode()).digest()[:6]) / 2**48


def gewoonten(bronnen: list[str], omvang: dict[str, int], zaad: int) -> dict[str, Gewoonte]:
    """A habit per agency: two deliver Parquet, the two smallest XLSX, the others CSV in many dialects."""
    klein = sorted(bronnen, key=lambda b: (omvang.get(b, 0), b))
    uit = {}
    for bron in bronnen:
        sleutel = f"{zaad}|{bron}"
        g = Gewoonte("csv", ";", "", False, False, False, "\n", sleutel)
        soort = "xlsx" if bron in klein[:2] else "parquet" if bron in klein[2:4] else "csv"
        uit[bron] = Gewoonte(
            soort, ";" if g._kans("teken") < 0.7 else ",", "%d-%m-%Y" if g._kans("datum") < 0.5 else "%Y-%m-%d",
            g._kans("komma") < 0.5, g._kans("bom") < 0.4, g._kans("alles") < 0.25, "\r\n" if g._kans("einde") < 0.6 else "\n", sleutel,
        )  # fmt: skip
    return uit


def _cel(recordtype: str, veld: str, g: Gewoonte, fouten: list[Fout]) -> str:
    """SQL of the text of one field, the faults put in."""
    soort = RECORDTYPEN[recordtype].velden[veld].soort
    if isinstance(soort, Datum):
        gewoon = f"strftime({veld}, '{g.datum}')"
    elif isinstance(soort, Getal):
        gewoon = f"regexp_replace({veld}::VARCHAR, '\\.0$', '')"
        gewoon = f"replace({gewoon}, '.', ',')" if g.komma else gewoon
    else:
        gewoon = f"{veld}::VARCHAR"
    gevallen = []
    for i, f in enumerate(fouten):
        if veld in f.nieuw:
            w = f.nieuw[veld]
            gevallen.append(f"WHEN {i} THEN " + ("NULL" if w is None else f"'{w}'"))
        elif veld == "id" and f.code.endswith("-501"):
            gevallen.append(f"WHEN {i} THEN dubbel_id")
    return f"CASE fout {' '.join(gevallen)} ELSE {gewoon} END" if gevallen else gewoon


def schrijf(
    con: duckdb.DuckDBPyConnection, map_: Path, bron: str, g: Gewoonte, recordtype: str, fouten: list[Fout]
) -> pa.Table:
    """Write one file of one agency; return the truth of its rows."""
    kolommen = g.kolommen(recordtype)
    cellen = ", ".join(f"coalesce({_cel(recordtype, k, g, fouten)}, '') AS t_{k}" for k in kolommen)
    con.execute(f"""
        CREATE OR REPLACE TEMP TABLE nu AS
        SELECT row_number() OVER (ORDER BY volg) AS n, {cellen}, fout, e_ond, e_loc, e_act, moeilijkheid
        FROM fout_{recordtype} WHERE bron = '{bron}'""")
    naam = f"{recordtype}.{g.soort}"
    if g.soort == "csv":
        _csv(con, map_ / naam, g, kolommen, fouten)
        eerste = "2 + coalesce(sum(regels) OVER (ORDER BY n ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)"
    else:
        tabel = con.sql(f"SELECT {', '.join(f't_{k} AS {k}' for k in kolommen)} FROM nu ORDER BY n").to_arrow_table()
        if g.soort == "parquet":
            pq.write_table(tabel, map_ / naam, compression="zstd")
        else:
            _xlsx(map_ / naam, recordtype, tabel)
        eerste = "n" if g.soort == "parquet" else "n + 1"
        con.execute("ALTER TABLE nu ADD COLUMN regels INTEGER")
    codes = ", ".join(f"({i}, '{f.code}', {_sql(f.veld)})" for i, f in enumerate(fouten))
    return con.sql(f"""
        SELECT '{bron}' AS bron, '{naam}' AS bestand, ({eerste})::BIGINT AS rij,
               CASE WHEN c.code LIKE 'RIJ%' THEN NULL ELSE nullif(t_id, '') END AS record, '{recordtype}' AS recordtype,
               'O' || e_ond AS onderneming, 'L' || e_loc AS locatie, 'A' || e_act AS activiteit, c.code AS fout_code, c.veld AS fout_veld,
               moeilijkheid
        FROM nu LEFT JOIN (VALUES {codes}) c(i, code, veld) ON c.i = nu.fout ORDER BY rij""").to_arrow_table()


def _sql(w: str | None) -> str:
    return "NULL" if w is None else f"'{w}'"


def _csv(con: duckdb.DuckDBPyConnection, pad: Path, g: Gewoonte, kolommen: list[str], fouten: list[Fout]) -> None:
    def tekst(k: str) -> str:
        veilig = f"""'"' || replace(t_{k}, '"', '""') || '"'"""
        if g.alles_tussen:
            return veilig
        return f"CASE WHEN regexp_matches(t_{k}, '[\";,\\n\\r\\t|]') THEN {veilig} ELSE t_{k} END"

    regel = f" || '{g.teken}' || ".join(tekst(k) for k in kolommen)
    open_, kort = (next((i for i, f in enumerate(fouten) if f.code == c), -1) for c in ("RIJ-002", "RIJ-001"))
    con.execute(f"""
        CREATE OR REPLACE TEMP TABLE nu AS
        SELECT *, 1 + length(regel) - length(replace(regel, chr(10), '')) AS regels FROM (
            SELECT *, CASE fout WHEN {open_} THEN '"' || replace(t_id, '"', '') || '{g.teken}onleesbaar'
                                WHEN {kort} THEN {regel} || '{g.teken}te veel' ELSE {regel} END AS regel FROM nu)""")
    kop = g.teken.join(f'"{k}"' if g.alles_tussen else k for k in kolommen)
    cursor = con.execute("SELECT regel FROM nu ORDER BY n")
    with pad.open("w", encoding="utf-8-sig" if g.bom else "utf-8", newline="") as f:
        f.write(kop + g.einde)
        while blok := cursor.fetchmany(BLOK):
            f.write(g.einde.join(r for (r,) in blok) + g.einde)


def _xlsx(pad: Path, recordtype: str, tabel: pa.Table) -> None:
    boek = xlsxwriter.Workbook(
        pad, {"constant_memory": True, "strings_to_numbers": False, "strings_to_formulas": False}
    )
    boek.set_properties({"created": datetime(2026, 1, 1, tzinfo=UTC)})  # else the bytes would tell the time
    blad = boek.add_worksheet(recordtype)
    blad.write_row(0, 0, tabel.column_names)
    for i, rij in enumerate(zip(*(tabel.column(k).to_pylist() for k in tabel.column_names), strict=True), 1):
        blad.write_row(i, 0, rij)
    boek.close()
