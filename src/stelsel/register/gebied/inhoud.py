"""The contents of rows that stand in the index, read back from it: no delivery of before is opened.

What the index leaves out because it only repeats has the contents of the version before it.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator

import pyarrow as pa

from ...aanlevering import maak_vervallen
from ...begrippen import RECORDTYPEN, Recordtype
from ...opslag import Motor
from ..bakken.cellen import cel_van
from ..bron import VAST, VERSIES, maak_herhaald, maak_nieuwste

PER_KEER = 5_000
# What stands before the fields of a record in a cell: delivery, file, line, activity.
_KOP = 4


def lees_inhoud(con: Motor, lite: sqlite3.Connection) -> None:
    """Make `rij_`, `nu_`, `vaker_`, `eindes_`, `vervallen_` and `herhaald_<type>` of the rows in `gebied_rij` and the new deliveries, whose
    rows are in `nieuw_<type>`. `lite`: the index of the last snapshot."""
    _lees_cellen(con, lite)
    for typenaam, rt in RECORDTYPEN.items():
        con.execute(f"DROP VIEW nu_{typenaam}; DROP VIEW rij_{typenaam}; DROP TABLE vaker_{typenaam}")
        velden = ", ".join(
            f'v[{_KOP + 1 + i}]::{v.soort.sqltype} AS "{n}"' for i, (n, v) in enumerate(rt.velden.items())
        )
        con.execute(f"""CREATE TABLE rij_{typenaam} AS
            WITH gevuld AS (
                SELECT k.levering_nr, k.bron, k.bestand, k.regel, k.oefening, coalesce(i.v, last_value(i.v IGNORE NULLS) OVER (
                    PARTITION BY k.bron, record ORDER BY k.levering_nr ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)) AS v
                FROM (FROM gebied_rij WHERE recordtype = '{typenaam}') k
                LEFT JOIN (FROM inhoud WHERE recordtype = '{typenaam}') i USING (levering_nr, bestand, regel))
            SELECT levering, {", ".join(f"g.{k}" for k in VAST if k != "levering")}, levering_nr, {velden}
            FROM gevuld g JOIN _levering l ON l.nr = levering_nr
            UNION ALL BY NAME FROM nieuw_{typenaam}""")
        maak_nieuwste(con, typenaam)
        con.execute(f"""CREATE OR REPLACE TABLE eindes_{typenaam} AS SELECT bron, id, per, nr, gezegd FROM staat.eindes
                        SEMI JOIN rij_{typenaam} USING (bron, id) WHERE recordtype = '{typenaam}'""")
        maak_vervallen(con, typenaam, VERSIES.format(typenaam))
        maak_herhaald(con, typenaam)


def _lees_cellen(con: Motor, lite: sqlite3.Connection) -> None:
    """Make `inhoud(recordtype, levering_nr, bestand, regel, v)` of the cells in which rows of `gebied_rij` stand; `v` as text, its fields in
    the order of the model again."""
    cellen = con.execute(f"""SELECT DISTINCT {cel_van("o.volgnummer", "p.volgnummer", "k.levering_nr", "k.regel")} FROM gebied_rij k
        LEFT JOIN staat.nr_onderneming o ON o.sleutel = k.ond LEFT JOIN staat.nr_locatie p ON p.sleutel = k.loc ORDER BY ALL""").fetchall()
    con.execute("CREATE TABLE inhoud (recordtype VARCHAR, levering_nr INT, bestand VARCHAR, regel BIGINT, v VARCHAR[])")
    vorm = "{" + ", ".join(f'"{t}": [["VARCHAR"]]' for t in RECORDTYPEN) + "}"
    for deel in _in_delen(lite, cellen):
        klassen, inhoud = zip(*deel, strict=True)
        con.register(
            "_cel", pa.table({"klasse": pa.array(klassen, pa.int32()), "inhoud": pa.array(inhoud, pa.string())})
        )
        con.execute(
            f"CREATE OR REPLACE TEMP TABLE cel_deel AS SELECT klasse, from_json(inhoud, '{vorm}') AS c FROM _cel"
        )
        con.unregister("_cel")
        for typenaam, rt in RECORDTYPEN.items():
            _lees_lagen(con, typenaam, rt)


def _lees_lagen(con: Motor, typenaam: str, rt: type[Recordtype]) -> None:
    """Add to `inhoud` the records of one type in `cel_deel`. All classes of a record are read at a time: they are of one cell."""
    rijen = f"SELECT klasse, unnest(c.{typenaam}) AS v FROM cel_deel"
    eerst, *apart = rt.lagen().values()
    kop = "v[1]::INT AS levering_nr, v[2] AS bestand, v[3]::BIGINT AS regel"
    if not apart:
        con.execute(f"INSERT INTO inhoud SELECT '{typenaam}', {kop}, v FROM ({rijen})")
        return
    lagen = [k.nr for k in rt.lagen()]
    uit = {v: f"b.v[{_KOP + 1 + i}]" for i, v in enumerate(eerst)}
    joins = ""
    for laag, velden in zip(lagen[1:], apart, strict=True):
        joins += f" LEFT JOIN (FROM rijen WHERE klasse = {laag}) a{laag} USING (levering_nr, bestand, regel)"
        uit |= {v: f"a{laag}.v[{_KOP + i}]" for i, v in enumerate(velden)}
    con.execute(f"""INSERT INTO inhoud WITH rijen AS (SELECT klasse, {kop}, v FROM ({rijen}))
        SELECT '{typenaam}', levering_nr, bestand, regel, [{", ".join(f"b.v[{i + 1}]" for i in range(_KOP))}, {", ".join(uit[v] for v in rt.velden)}]
        FROM (FROM rijen WHERE klasse NOT IN ({", ".join(map(str, lagen[1:]))})) b {joins}""")


def _in_delen(lite: sqlite3.Connection, cellen: list[tuple[int, int]]) -> Iterator[list[tuple[int, str]]]:
    deel: list[tuple[int, str]] = []
    for ond, loc in cellen:
        # Of a row without a place that only repeats, the one before waits in another cell, and its own may not be there.
        for klasse, inhoud in lite.execute("SELECT klasse, inhoud FROM cel WHERE ond = ? AND loc = ?", (ond, loc)):
            deel.append((klasse, zlib.decompress(inhoud).decode()))
        if len(deel) >= PER_KEER:
            yield deel
            deel = []
    if deel:
        yield deel
