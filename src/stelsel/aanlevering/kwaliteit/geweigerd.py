"""All refused rows of a delivery as files: CSV per table in the agency's own columns, and one Parquet file. Never cut short, and
never whole in memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq

from ...opslag import Opslag, werkmotor
from ..bewijs import Bewijs
from ..herstelbestand import geweigerde_rijen, herstelbestand, herstelnaam

VORMEN = ("csv", "parquet")
_LIJST = pa.list_(pa.string())
SCHEMA = pa.schema([
    ("levering", pa.string()), ("bestand", pa.string()), ("recordtype", pa.string()), ("regel", pa.int64()),
    ("record", pa.string()), ("kolommen", _LIJST), ("ruw", _LIJST), ("codes", _LIJST), ("redenen", _LIJST),
])  # fmt: skip


def schrijf_geweigerd(opslag: Opslag, b: Bewijs, plek: int, pad: Path) -> None:
    """Write the refused rows of the table at this place of the receipt as CSV, line by line."""
    with opslag.ruimte(), pad.open("w", encoding="utf-8", newline="") as f:
        f.writelines(herstelbestand(opslag, b, plek))


def schrijf_parquet(opslag: Opslag, b: Bewijs, pad: Path) -> None:
    """Write every refused row of a delivery to one Parquet file: where it stood, what it held, and why it was refused.

    `ruw` holds the cells as they were delivered, under the names in `kolommen`; of a line that was no row, its text.
    """
    with (
        opslag.ruimte(),
        werkmotor(opslag, f"geweigerd-{uuid4().hex[:8]}") as con,
        pq.ParquetWriter(pad, SCHEMA, compression="zstd") as uit,
    ):
        for plek, d in enumerate(b.bestanden):
            for deel in geweigerde_rijen(con, opslag, b, plek):
                rijen = deel.to_arrow_table()
                vast = {"levering": b.levering, "bestand": d.naam, "recordtype": d.recordtype, "kolommen": d.kolommen}
                herhaald = {k: pa.repeat(pa.scalar(w, SCHEMA.field(k).type), len(rijen)) for k, w in vast.items()}
                alles = herhaald | {k: rijen[k] for k in rijen.column_names}
                uit.write_table(pa.table({k: alles[k] for k in SCHEMA.names}).cast(SCHEMA))


def schrijf_alles(opslag: Opslag, b: Bewijs, map_: Path, vorm: str) -> Iterator[tuple[Path, int]]:
    """Write the refused rows of a delivery into a folder; yields each file and how many rows it holds."""
    if vorm == "parquet":
        if b.quarantaine:
            pad = map_ / f"{b.levering}-geweigerd.parquet"
            schrijf_parquet(opslag, b, pad)
            yield pad, b.quarantaine
        return
    for plek, d in enumerate(b.bestanden):
        if d.quarantaine:
            pad = map_ / herstelnaam(b.levering, d)
            schrijf_geweigerd(opslag, b, plek, pad)
            yield pad, d.quarantaine
