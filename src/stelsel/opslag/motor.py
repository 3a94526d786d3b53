"""The query engine: DuckDB in this process, within a set amount of memory, spilling to the work folder."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import duckdb
import pyarrow as pa
import pyarrow.dataset as ds

from ..begrippen import Gebruikersfout
from .map import Opslag, wis

Motor = duckdb.DuckDBPyConnection
STROOMBLOK = 65_536


def _stel_in(con: Motor, tijdelijk: Path) -> None:
    geheugen = os.environ.get("STELSEL_GEHEUGEN", "3GB")
    con.execute("SET TimeZone = 'UTC'")
    con.execute(f"SET memory_limit = '{geheugen}'")
    con.execute("SET temp_directory = '{}'".format(str(tijdelijk).replace("'", "''")))
    con.execute("SET preserve_insertion_order = false")


@contextmanager
def werkmotor(opslag: Opslag, naam: str, *, klein: bool = False) -> Iterator[Motor]:
    """An engine with a scratch database on disk, so that work may be larger than memory; gone afterwards.

    `klein`: with what is made kept in memory as long as it fits; many small steps are not each put safely on disk.
    """
    werk = opslag.werkmap()
    bestand = werk / f"{naam}-p{os.getpid()}-{threading.get_ident()}.duckdb"
    bestand.unlink(missing_ok=True)
    con = duckdb.connect(":memory:" if klein else str(bestand))
    try:
        _stel_in(con, bestand.with_suffix(".tmp"))
        with opslag.ruimte():
            yield con
    finally:
        con.close()
        for rest in werk.glob(f"{bestand.stem}.*"):
            wis(rest)


class MotorOnbekend(Gebruikersfout):
    """STELSEL_ENGINE names no engine that there is."""

    code = "MOTOR-ONBEKEND"

    def __init__(self, waarde: str):
        self.waarde = waarde
        super().__init__(
            f"STELSEL_ENGINE is '{waarde}'; die rekenmotor bestaat niet.",
            "Kies 'spark', of laat de instelling weg: dan rekent deze computer zelf.",
        )


def gekozen_motor() -> str:
    """The engine that `STELSEL_ENGINE` names: "duckdb" (also when it says nothing) or "spark". Raises `MotorOnbekend`."""
    gekozen = os.environ.get("STELSEL_ENGINE", "").strip() or "duckdb"
    if gekozen not in ("duckdb", "spark"):
        raise MotorOnbekend(gekozen)
    return gekozen


@contextmanager
def rekenmotor(opslag: Opslag, con: Motor) -> Iterator[Motor]:
    """The engine for what may need more than one machine: `con` itself, or Apache Spark when `STELSEL_ENGINE` says so.

    Spark takes the same statements (`spark.SparkMotor`, of `Motor` the part that linking uses). Raises `MotorOnbekend`,
    `SparkOntbreekt`.
    """
    if gekozen_motor() == "duckdb":
        yield con
        return
    from .spark import sparkmotor

    with sparkmotor(opslag) as spark:
        yield cast(Motor, spark)


@contextmanager
def naar_volgorde(con: Motor) -> Iterator[None]:
    """Join as it is written, building on the right: what is scanned where it lies has no known size, and the engine, left to itself,
    builds on the large side."""
    con.execute("SET disabled_optimizers = 'build_side_probe_side'")
    try:
        yield
    finally:
        con.execute("RESET disabled_optimizers")


@dataclass
class Geheugen:
    """What the tables of one delivery may keep in memory together."""

    over: int = 256 << 20  # bytes


class Stroom:
    """A table that comes in block by block and is then scanned by the engine where it lies: in memory while there is room, else in
    an Arrow file in the work folder.

    Putting text into the scratch database costs far more than reading it there saves. Gone when the engine is.
    """

    def __init__(self, con: Motor, naam: str, schema: pa.Schema, geheugen: Geheugen):
        self.con, self.naam, self.schema, self.geheugen = con, naam, schema, geheugen
        self._delen: list[pa.Table] = []
        self._bytes = 0
        self._pad: Path | None = None

    def voeg_toe(self, tabel: pa.Table) -> None:
        """Add rows."""
        tabel = tabel.cast(self.schema)
        if self._pad is None:
            self._delen.append(tabel)
            self._bytes += tabel.nbytes
            self.geheugen.over -= tabel.nbytes
            if self.geheugen.over < 0:
                self._naar_schijf()
        else:
            self._schrijver.write_table(tabel, max_chunksize=STROOMBLOK)

    def _naar_schijf(self) -> None:
        werkbestand = Path(self.con.execute("PRAGMA database_list").fetchall()[0][2])
        self._pad = werkbestand.with_suffix(f".{self.naam}.arrow")
        self._bestand = pa.OSFile(str(self._pad), "wb")
        self._schrijver = pa.ipc.new_file(self._bestand, self.schema)
        for deel in self._delen:
            self._schrijver.write_table(deel, max_chunksize=STROOMBLOK)
        self._delen.clear()
        self.geheugen.over += self._bytes

    def sluit(self) -> None:
        """No more rows: from now on the engine knows the table by its name."""
        if self._pad is None:
            self.con.register(self.naam, pa.concat_tables(self._delen) if self._delen else self.schema.empty_table())
        else:
            self._schrijver.close()
            self._bestand.close()
            self.con.register(self.naam, ds.dataset(str(self._pad), format="ipc"))


def parquet(bestanden: Sequence[str], kolommen: Mapping[str, str]) -> str:
    """SQL source over Parquet files of one table, with at least these columns; an empty one when there are no files.

    A column that came later than all files is there too, and empty: an older store stays readable.
    """
    leeg = f"SELECT {', '.join(f'NULL::{t} AS {chr(34)}{n}{chr(34)}' for n, t in kolommen.items())} WHERE false"
    if not bestanden:
        return f"({leeg})"
    lijst = ", ".join("'" + b.replace("'", "''") + "'" for b in bestanden)
    lees = f"read_parquet([{lijst}], union_by_name = true, hive_partitioning = true, hive_types_autocast = false)"
    return f"(FROM {lees} UNION ALL BY NAME {leeg})" if kolommen else lees


def rijen(con: Motor, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> list[dict[str, Any]]:
    """The whole result as dictionaries; for small results only."""
    cursor = con.execute(sql, parameters)
    namen = [k[0] for k in cursor.description or []]
    return [dict(zip(namen, r, strict=True)) for r in cursor.fetchall()]
