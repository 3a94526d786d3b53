"""Parquet: typed columns become text, so that every format is judged by the same checks."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from .gemeen import Bestandsfout, Blok, kolomnamen, teksttabel


def _als_tekst(kolom: pa.ChunkedArray) -> pa.ChunkedArray:
    """Values as a person would write them: 14 and not 14.0, 2024-03-31 and not a time stamp."""
    if pa.types.is_floating(kolom.type):
        heel = pc.equal(pc.floor(kolom), kolom)
        klein = pc.less(pc.abs(kolom), 1e15)
        gehele = pc.if_else(pc.and_(heel, klein), kolom, None).cast(pa.int64()).cast(pa.string())
        return pc.coalesce(gehele, _zonder_macht(kolom.cast(pa.string())))
    if pa.types.is_timestamp(kolom.type):
        return kolom.cast(pa.date32(), safe=False).cast(pa.string())
    return kolom.cast(pa.string())


def _kolom(naam: str, kolom: str, waarden: pa.ChunkedArray) -> pa.ChunkedArray:
    try:
        return _als_tekst(waarden)
    except (pa.ArrowNotImplementedError, pa.ArrowInvalid) as e:
        raise Bestandsfout(
            naam, f"de kolom '{kolom}' ({waarden.type}) is niet als tekst te lezen.",
            "Lever tekst, getallen, datums of ja/nee.",
        ) from e  # fmt: skip


def _zonder_macht(tekst: pa.ChunkedArray) -> pa.ChunkedArray:
    """4e-05 as 0.00005, for the few that are so small or large."""
    if not pc.any(pc.match_substring(tekst, "e")).as_py():
        return tekst
    return pa.chunked_array([[f"{Decimal(t):f}" if t and "e" in t else t for t in tekst.to_pylist()]], pa.string())


def lees_parquet(pad: Path, naam: str) -> Iterator[Blok]:
    """Blocks of a Parquet file; the first row is line 1. Raises `Bestandsfout`."""
    try:
        bestand = pq.ParquetFile(pad)
        kolommen = kolomnamen(naam, bestand.schema_arrow.names)
        eerste = 1
        for batch in bestand.iter_batches(batch_size=200_000):
            t = pa.Table.from_batches([batch])
            regels = pa.array(np.arange(eerste, eerste + t.num_rows), pa.int64())
            eerste += t.num_rows
            t.validate(full=True)
            tekst = {k: _kolom(naam, k, t.column(i)) for i, k in enumerate(kolommen)}
            yield Blok("", kolommen, pa.table({"_regel": regels} | tekst))
        if eerste == 1:
            yield Blok("", kolommen, teksttabel([], kolommen, []))
    except (pa.ArrowException, OSError) as e:
        raise Bestandsfout(naam, "het Parquet-bestand is niet te lezen.", "Maak het bestand opnieuw.") from e
