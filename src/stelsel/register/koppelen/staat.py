"""The state of linking at a snapshot, kept beside the index: what is one with what, and why.

Derived, never a source: made anew as a file of its own and put in place at once, so that who reads the one before goes on
reading it.
"""

from __future__ import annotations

import json
import os
import threading
import zlib
from pathlib import Path

import duckdb

from ... import __version__
from ...opslag import Motor, Opslag
from .model import Model
from .stappen import NIVEAUS
from .vergelijkingen import LOCATIE, ONDERNEMING

SOORTEN = ("locatie", "onderneming")
TABELLEN = [f"{t}_{s}" for s in SOORTEN for t in ("profiel", "kenmerk", "deel", "paar", "vergelijk", "twijfel")]
# A state that other rules made, or with other columns, is made anew: a rule is known in it by its place in the list.
_REGELS = repr((TABELLEN, NIVEAUS, LOCATIE.kolommen, ONDERNEMING.kolommen))
VORM = f"{__version__}-{zlib.crc32(_REGELS.encode()):08x}"


def _bestand(opslag: Opslag, snapshot: int) -> Path:
    return opslag.index / f"koppeling-{snapshot}-{VORM}.duckdb"


def heeft_staat(opslag: Opslag, snapshot: int) -> bool:
    """Is the state of this snapshot there, made by these rules?"""
    return _bestand(opslag, snapshot).exists()


def bewaar_staat(con: Motor, opslag: Opslag, snapshot: int, model: Model) -> None:
    """Write the state: the tables of linking, `nr_<soort>(sleutel, nummer)`, and how many rows each number has."""
    opslag.index.mkdir(parents=True, exist_ok=True)
    doel = _bestand(opslag, snapshot)
    half = doel.with_suffix(".half")
    half.unlink(missing_ok=True)
    con.execute(f"ATTACH '{str(half).replace(chr(39), chr(39) * 2)}' AS staat")
    try:
        for tabel in TABELLEN:
            con.execute(f"CREATE TABLE staat.{tabel} AS FROM {tabel}")
        for soort in SOORTEN:
            con.execute(f"""CREATE TABLE staat.nr_{soort} AS SELECT n.sleutel, n.nummer, coalesce(t.rijen, 0) AS rijen
                FROM nr_{soort} n LEFT JOIN (SELECT {soort} AS nummer, count(*) AS rijen FROM koppeling GROUP BY ALL) t USING (nummer)""")
        con.execute("CREATE TABLE staat.model (nummer BIGINT, soort VARCHAR, inhoud VARCHAR)")
        for soort, inhoud in model.per_soort.items():
            con.execute("INSERT INTO staat.model VALUES (?, ?, ?)", [model.nummer, soort, json.dumps(inhoud)])
    finally:
        con.execute("DETACH staat")
    with half.open("rb") as f:
        os.fsync(f.fileno())
    half.replace(doel)
    for oud in opslag.index.glob("koppeling-*"):
        if oud not in (doel, _bestand(opslag, snapshot - 1)):
            oud.unlink(missing_ok=True)


_open = threading.local()


def staat(opslag: Opslag, snapshot: int) -> Motor | None:
    """The state of a snapshot, to read from; None when it was not kept. Opened once per thread."""
    bestand = _bestand(opslag, snapshot)
    if not bestand.exists():
        return None
    nu: tuple[Path, Motor] | None = getattr(_open, "staat", None)
    if nu is None or nu[0] != bestand:
        if nu is not None:
            nu[1].close()
        con = duckdb.connect(str(bestand), read_only=True)
        con.execute("SET memory_limit = '512MB'; SET threads = 1")
        nu = _open.staat = (bestand, con)
    return nu[1]
