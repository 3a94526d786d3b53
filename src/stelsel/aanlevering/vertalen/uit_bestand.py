"""A file that is not delivered: looked at for a proposal, or to see what a translation makes of it. Nothing of it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from ...begrippen import RECORDTYPEN
from ..keuren import Teksttabel
from ..lezen import lees
from .inhoud import MONSTER
from .model import Tabel
from .toepassen import Eigen, herkende, vertaal
from .voorstel import Voorstel, stel_voor

GETOOND = 5


@dataclass(frozen=True)
class Proef:
    """What a translation makes of one table of a file: the first rows as the record type sees them, and the columns it leaves."""

    onderdeel: str
    recordtype: str
    velden: tuple[str, ...]
    rijen: tuple[tuple[str | None, ...], ...]
    ongebruikt: tuple[str, ...]


def _monsters(pad: Path, naam: str) -> list[tuple[str, tuple[str, ...], pa.Table]]:
    """The first rows of every table in a file. Raises `Bestandsfout`."""
    uit: dict[str, tuple[tuple[str, ...], list[pa.Table], int]] = {}
    for blok in lees(pad, naam):
        kolommen, delen, n = uit.get(blok.onderdeel, (tuple(blok.kolommen), [], 0))
        if n < MONSTER:
            delen.append(blok.tabel.slice(0, MONSTER - n))
            n += delen[-1].num_rows
        uit[blok.onderdeel] = (kolommen, delen, n)
        if not blok.onderdeel and n >= MONSTER:
            break
    return [(onderdeel, kolommen, pa.concat_tables(delen)) for onderdeel, (kolommen, delen, _) in uit.items()]


def stel_voor_uit(pad: Path, naam: str) -> list[Voorstel]:
    """A proposal per table of this file. Raises `Bestandsfout`."""
    return [
        stel_voor(kolommen, tabel.drop_columns(["_regel"]), naam, onderdeel)
        for onderdeel, kolommen, tabel in _monsters(pad, naam)
    ]


def proef(eigen: Eigen, pad: Path, naam: str) -> list[Proef]:
    """What this translation makes of a file; a table that it is not about gives a `Proef` without fields. Raises `Bestandsfout`."""
    uit = []
    for onderdeel, kolommen, tabel in _monsters(pad, naam):
        tabellen = herkende(eigen.tabellen, naam, onderdeel, kolommen)
        uit += [_proef(eigen, t, naam, onderdeel, kolommen, tabel) for t in tabellen]
        if not tabellen:
            uit.append(Proef(onderdeel, "", (), (), kolommen))
    return uit


def _proef(eigen: Eigen, t: Tabel, naam: str, onderdeel: str, kolommen: Sequence[str], tabel: pa.Table) -> Proef:
    op_plaats = tabel.rename_columns(["_regel", *(f"k{i}" for i in range(len(kolommen)))])
    with duckdb.connect() as con:
        con.register("monster", op_plaats)
        ruw = Teksttabel(0, "monster", RECORDTYPEN[t.recordtype], naam, tuple(kolommen), tabel.num_rows)
        vertaald, _ = vertaal(con, eigen, t, ruw)
        velden = tuple(n for n in vertaald.recordtype.velden if n in (vertaald.vertaald or {}))
        rijen = con.execute(
            f"SELECT {', '.join(vertaald.tekst(n) for n in velden)} FROM monster ORDER BY _regel LIMIT {GETOOND}"
        ).fetchall()
    return Proef(onderdeel, t.recordtype, velden, tuple(rijen), tuple(vertaald.ongebruikt))
