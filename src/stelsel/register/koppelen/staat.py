"""The state of the register at a snapshot, kept beside the index: what is one with what, why, and what each row got.

Derived, never a source: made anew as a file of its own and put in place at once, so that who reads the one before goes on
reading it. A change is worked into a copy of it (`register.gebied`).
"""

from __future__ import annotations

import json
import os
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import duckdb

from ... import __version__
from ...begrippen import RECORDTYPEN, openbaar_sql
from ...opslag import Motor, Opslag
from . import locaties, ondernemingen
from .model import Model
from .stappen import NIVEAUS
from .vergelijkingen import LOCATIE, ONDERNEMING

SOORTEN = ("locatie", "onderneming")
TABELLEN = [f"{t}_{s}" for s in SOORTEN for t in ("profiel", "deel", "paar", "vergelijk", "twijfel", "druk")]
HOUVAST = {"locatie": locaties.HOUVAST, "onderneming": ondernemingen.HOUVAST}
# The rows of `koppeling` as the state keeps them: by what is one in it, not by register numbers.
RIJEN = """SELECT k.levering_nr, k.bestand, k.recordtype, k.regel, k.bron, k.record, k.oefening, k.ond, k.loc, n.volgnummer AS act,
    open_locatie, open_vestiging, open_ander FROM koppeling k LEFT JOIN nr_activiteit n ON n.nummer = k.activiteit"""
# Rows are read back from the index by the place of their fields.
_VELDEN = [(naam, list(rt.velden)) for naam, rt in RECORDTYPEN.items()]
# A state that other rules made, or with other columns, is made anew: a rule is known in it by its place in the list.
_VORMEN = [(v.kolommen, v.blokken, v.ook, v.frequenties) for v in (LOCATIE, ONDERNEMING)]
_REGELS = repr((TABELLEN, NIVEAUS, _VORMEN, HOUVAST, RIJEN, _VELDEN, duckdb.__version__))
VORM = f"{__version__}-{zlib.crc32(_REGELS.encode()):08x}"


def staatbestand(opslag: Opslag, snapshot: int) -> Path:
    """Where the state of this snapshot, made by these rules, stands or would stand."""
    return opslag.index / f"koppeling-{snapshot}-{VORM}.duckdb"


def heeft_staat(opslag: Opslag, snapshot: int) -> bool:
    """Is the state of this snapshot there, made by these rules?"""
    return staatbestand(opslag, snapshot).exists()


def maak_houvast(con: Motor, soort: str, van: str, naar: str) -> None:
    """Make `naar(rij, h)` of the raw profiles in `van`: what ties a record to others, as numbers."""
    delen = " UNION ALL ".join(
        f"SELECT rij, hash(oefening, {i}, {wat}) AS h FROM {van} WHERE ({wat}) IS NOT NULL"
        for i, wat in enumerate(HOUVAST[soort])
    )
    con.execute(f"CREATE OR REPLACE TABLE {naar} AS {delen}")


@contextmanager
def als_staat(con: Motor, bestand: Path) -> Iterator[None]:
    """Attach a file as `staat`, to be written to; all of it is in the file afterwards.

    The log of a process that was killed here would be worked into it, as if that had been meant for this file.
    """
    bestand.with_name(f"{bestand.name}.wal").unlink(missing_ok=True)
    con.execute(f"ATTACH '{str(bestand).replace(chr(39), chr(39) * 2)}' AS staat")
    try:
        yield
        con.execute("CHECKPOINT staat")
    finally:
        con.execute("DETACH staat")


def zet_staat(opslag: Opslag, half: Path, snapshot: int) -> None:
    """Put a finished state in its place, and delete those before the last."""
    doel = staatbestand(opslag, snapshot)
    with half.open("rb") as f:
        os.fsync(f.fileno())
    half.replace(doel)
    for oud in opslag.index.glob("koppeling-*"):
        if oud not in (doel, staatbestand(opslag, snapshot - 1)):
            oud.unlink(missing_ok=True)


def bewaar_staat(con: Motor, opslag: Opslag, snapshot: int, model: Model, dag: date) -> None:
    """Write the state of a register that was made as a whole; `dag`: the day as of which contradictions were looked for."""
    opslag.index.mkdir(parents=True, exist_ok=True)
    half = staatbestand(opslag, snapshot).with_suffix(".half")
    half.unlink(missing_ok=True)
    with als_staat(con, half):
        for tabel in TABELLEN:
            con.execute(f"CREATE TABLE staat.{tabel} AS FROM {tabel}")
        for soort in SOORTEN:
            maak_houvast(con, soort, f"profiel_{soort}", f"staat.houvast_{soort}")
            con.execute(f"CREATE TABLE staat.nr_{soort} AS {met_rijen(soort)}")
        con.execute("CREATE TABLE staat.nr_activiteit AS FROM nr_activiteit")
        con.execute(f"CREATE TABLE staat.koppel AS {RIJEN}")
        con.execute("CREATE TABLE staat.verwijzing AS FROM verwijzing")
        con.execute("CREATE TABLE staat.oud_nummer AS FROM oud_nummer UNION ALL BY NAME FROM nieuw_nummer")
        con.execute(
            "CREATE TABLE staat.eindes (recordtype VARCHAR, bron VARCHAR, id VARCHAR, per DATE, nr INT, gezegd BOOLEAN)"
        )
        for typenaam in RECORDTYPEN:
            con.execute(
                f"INSERT INTO staat.eindes SELECT '{typenaam}', bron, id, per, nr, gezegd FROM eindes_{typenaam}"
            )
        con.execute("CREATE TABLE staat.tegenspraak AS FROM tegenspraak_verloop")
        con.execute("CREATE TABLE staat.levering AS SELECT levering, nr FROM _levering")
        con.execute("CREATE TABLE staat.dag AS SELECT ?::DATE AS dag", [dag])
        con.execute("CREATE TABLE staat.model (nummer BIGINT, soort VARCHAR, inhoud VARCHAR)")
        for soort, inhoud in model.per_soort.items():
            con.execute("INSERT INTO staat.model VALUES (?, ?, ?)", [model.nummer, soort, json.dumps(inhoud)])
    zet_staat(opslag, half, snapshot)


def met_rijen(soort: str) -> str:
    """SQL of `nr_<soort>` with how many open rows each number has: of others nobody may count that they are there."""
    return f"""SELECT n.*, coalesce(t.rijen, 0) AS rijen FROM nr_{soort} n
        LEFT JOIN (SELECT {soort} AS nummer, count(*) AS rijen FROM koppeling WHERE {openbaar_sql()} GROUP BY ALL) t USING (nummer)"""


_open = threading.local()


def staat(opslag: Opslag, snapshot: int) -> Motor | None:
    """The state of a snapshot, to read from; None when it was not kept. Opened once per thread."""
    bestand = staatbestand(opslag, snapshot)
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
