"""The findings of a delivery one by one: as many as there are, in the memory of one batch."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb

from ..opslag import Opslag, parquet
from .bewijs import KEURING

VELDEN = ("bestand", "regel", "record", "veld", "waarde", "code", "ernst", "tekst", "recordtype")


def stroom_bevindingen(opslag: Opslag, levering: str) -> Iterator[dict[str, Any]]:
    """Every finding, by file and line."""
    bron = parquet(opslag.bestanden("keuring", "levering", [levering]), KEURING)
    with duckdb.connect() as con:
        cursor = con.execute(f"SELECT {', '.join(VELDEN)} FROM {bron} ORDER BY bestand, regel, code")
        while blok := cursor.fetchmany(5_000):
            for r in blok:
                yield dict(zip(VELDEN, r, strict=True))
