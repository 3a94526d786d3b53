"""All refused rows of a delivery as files: CSV per table in the agency's own columns, and one Parquet file. Never cut short, and
never whole in memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

from ...opslag import Opslag, parquet, werkmotor
from ..bewijs import KEURING, QUARANTAINE, Bewijs
from ..herstelbestand import herstelbestand, herstelnaam

VORMEN = ("csv", "parquet")


def schrijf_geweigerd(opslag: Opslag, b: Bewijs, plek: int, pad: Path) -> None:
    """Write the refused rows of the table at this place of the receipt as CSV, line by line."""
    with opslag.ruimte(), pad.open("w", encoding="utf-8", newline="") as f:
        f.writelines(herstelbestand(opslag, b, plek))


def schrijf_parquet(opslag: Opslag, b: Bewijs, pad: Path) -> None:
    """Write every refused row of a delivery to one Parquet file: where it stood, what it held, and why it was refused.

    `ruw` holds the cells as they were delivered, under the names in `kolommen`; of a line that was no row, its text.
    """
    quarantaine = parquet(opslag.bestanden("quarantaine", "levering", [b.levering]), QUARANTAINE)
    keuring = parquet(opslag.bestanden("keuring", "levering", [b.levering]), KEURING)
    with werkmotor(opslag, f"geweigerd-{uuid4().hex[:8]}") as con:
        con.execute("CREATE TABLE _deel (bestand VARCHAR, recordtype VARCHAR, kolommen VARCHAR[])")
        con.executemany("INSERT INTO _deel VALUES (?, ?, ?)", [[d.naam, d.recordtype, d.kolommen] for d in b.bestanden])
        doel = str(pad).replace("'", "''")
        con.execute(f"""
            COPY (
                SELECT q.levering, q.bestand, q.recordtype, q.regel, q.record, d.kolommen, q.ruw, k.codes, k.redenen
                FROM {quarantaine} q JOIN _deel d USING (bestand, recordtype) LEFT JOIN (
                    SELECT bestand, recordtype, regel, list(code ORDER BY code) AS codes, list(tekst ORDER BY code) AS redenen
                    FROM {keuring} WHERE ernst = 'fout' GROUP BY ALL) k USING (bestand, recordtype, regel)
                ORDER BY bestand, recordtype, regel
            ) TO '{doel}' (FORMAT parquet, COMPRESSION zstd)""")


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
