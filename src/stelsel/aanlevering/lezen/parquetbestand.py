"""Parquet: typed columns become text, so that every format is judged by the same checks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from .gemeen import VERHOUDING, VRIJ, Bestandsfout, Blok, Bouwer, Vorm, teksttabel, veldnamen

RUIMTE = 64 << 20  # bytes of text at a time
VERHOUDING_DEEL = 10_000


def _als_tekst(kolom: pa.ChunkedArray) -> pa.ChunkedArray:
    """Values as a person would write them: 14 and not 14.0, 2024-03-31 and not a time stamp."""
    if pa.types.is_boolean(kolom.type):
        return pc.if_else(kolom, "ja", "nee")
    if pa.types.is_decimal(kolom.type):
        return _zonder_macht(kolom.cast(pa.string()))
    if pa.types.is_float16(kolom.type):
        kolom = kolom.cast(pa.float32())
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
        raise _geen_tekst(naam, kolom, waarden.type) from e


def _geen_tekst(naam: str, kolom: str, soort: pa.DataType) -> Bestandsfout:
    return Bestandsfout(naam, f"de kolom '{kolom}' ({soort}) is niet als tekst te lezen.",
                        "Lever tekst, getallen, datums of ja/nee.")  # fmt: skip


def _zonder_macht(tekst: pa.ChunkedArray) -> pa.ChunkedArray:
    """4e-05 as 0.00005, for the few that are so small or large."""
    if not pc.any(pc.match_substring(tekst, "e", ignore_case=True)).as_py():
        return tekst
    return pa.chunked_array(
        [[f"{Decimal(t):f}" if t and "e" in t.lower() else t for t in tekst.to_pylist()]], pa.string()
    )


def lees_parquet(pad: Path, naam: str, wens: Vorm) -> Iterator[Blok]:
    """Blocks of a Parquet file; the first row is line 1. Raises `Bestandsfout`."""
    try:
        with pq.ParquetFile(pad) as kaal:
            kolommen = _kolommen(kaal, naam)
            per_keer = _rijen_per_keer(kaal.metadata, kaal.schema_arrow.types, naam)
            tekst = [n for n, t in zip(kaal.schema_arrow.names, kaal.schema_arrow.types, strict=True) if _is_tekst(t)]
        vorm = Vorm("parquet", decimaal=wens.decimaal)
        mag = max(VRIJ, VERHOUDING * pad.stat().st_size)
        # A text that is stored once and meant a million times stays stored once until its size was counted.
        with pq.ParquetFile(pad, read_dictionary=tekst) as bestand:
            eerste, omvang = 1, 0
            for batch in bestand.iter_batches(batch_size=per_keer):
                for t in _stukken(pa.Table.from_batches([batch]), naam, eerste):
                    blok = _blok(t, kolommen, eerste, naam, vorm)
                    eerste += t.num_rows
                    omvang += blok.tabel.nbytes
                    if omvang > mag:
                        raise Bestandsfout(naam, f"de gegevens zijn meer dan {VERHOUDING} keer zo groot als het bestand.",
                                           "Lever CSV, of een Parquet-bestand zonder zo veel herhaling.")  # fmt: skip
                    yield blok
            if eerste == 1:
                yield Blok("", kolommen, teksttabel([], kolommen, []), vorm=vorm)
    except (pa.ArrowException, OSError, OverflowError, UnicodeDecodeError, RecursionError) as e:
        raise Bestandsfout(naam, "het Parquet-bestand is niet te lezen.", "Maak het bestand opnieuw.") from e


def _is_tekst(soort: pa.DataType) -> bool:
    return (
        pa.types.is_string(soort)
        or pa.types.is_large_string(soort)
        or pa.types.is_binary(soort)
        or pa.types.is_large_binary(soort)
    )


def _kolommen(bestand: pq.ParquetFile, naam: str) -> list[str]:
    kolommen = veldnamen(naam, bestand.schema_arrow.names)
    for kolom, soort in zip(kolommen, bestand.schema_arrow.types, strict=False):
        if pa.types.is_nested(soort):
            raise _geen_tekst(naam, kolom, soort)
    return kolommen


def _rijen_per_keer(meta: pq.FileMetaData, soorten: Sequence[pa.DataType], naam: str) -> int:
    """How many rows at a time stay within `RUIMTE`, by what the file says of itself and by what numbers can become as text."""
    per_rij = float(sum(330 if pa.types.is_floating(s) else 80 if pa.types.is_decimal(s) else 8 for s in soorten))
    for i in range(meta.num_row_groups):
        groep = meta.row_group(i)
        for k in range(groep.num_columns):
            deel = groep.column(k)
            if deel.total_uncompressed_size > max(RUIMTE, VERHOUDING_DEEL * deel.total_compressed_size):
                raise Bestandsfout(naam, f"een kolom wordt uitgepakt meer dan {VERHOUDING_DEEL} keer zo groot.",
                                   "Lever het bestand met minder sterk ingepakte gegevens.")  # fmt: skip
        per_rij = max(per_rij, groep.total_byte_size / max(groep.num_rows, 1))
    return int(min(200_000, max(1, RUIMTE / per_rij)))


def _stukken(t: pa.Table, naam: str, eerste: int) -> Iterator[pa.Table]:
    """The same rows, in pieces whose texts stay within `RUIMTE` when each is written out."""
    per_rij = np.zeros(t.num_rows, np.int64)
    for kolom in t.columns:
        for stuk, vanaf in zip(kolom.chunks, np.cumsum([0, *(len(c) for c in kolom.chunks)]), strict=False):
            if pa.types.is_dictionary(stuk.type) and len(stuk.dictionary):
                lengte = pc.fill_null(pc.binary_length(stuk.dictionary), 0).to_numpy(zero_copy_only=False)
                plek = pc.fill_null(stuk.indices, 0).to_numpy(zero_copy_only=False)
                per_rij[vanaf : vanaf + len(stuk)] += lengte[plek]
    if per_rij.sum() <= RUIMTE:
        yield t
        return
    if per_rij.max() > RUIMTE:
        raise Bestandsfout(naam, "een rij is groter dan 64 MB.", "Controleer deze rij.", eerste + int(per_rij.argmax()))
    groep = np.cumsum(per_rij) // RUIMTE
    grenzen = [0, *(np.flatnonzero(np.diff(groep)) + 1).tolist(), t.num_rows]
    for van, tot in pairwise(grenzen):
        yield t.slice(van, tot - van)


def _blok(t: pa.Table, kolommen: list[str], eerste: int, naam: str, vorm: Vorm) -> Blok:
    regels = np.arange(eerste, eerste + t.num_rows)
    t.validate(full=True)
    tekst = [_kolom(naam, k, t.column(i)) for i, k in enumerate(kolommen)]
    uit = pa.table([pa.array(regels, pa.int64()), *tekst], names=["_regel", *kolommen])
    nul = np.zeros(t.num_rows, bool)
    for k in tekst:
        nul |= pc.fill_null(pc.match_substring(k, "\0"), False).to_numpy(zero_copy_only=False)
    if not nul.any():
        return Blok("", kolommen, uit, vorm=vorm)
    bouwer = Bouwer("", kolommen, vorm, naam)
    for regel, *rij in zip(*(k.to_pylist() for k in uit.filter(pa.array(nul)).columns), strict=True):
        bouwer.rij(regel, rij)
    return Blok("", kolommen, uit.filter(pa.array(~nul)), bouwer.blok().misvormd, vorm)
