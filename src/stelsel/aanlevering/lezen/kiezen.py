"""Which reader reads which file: by its extension, held against its first bytes by the reader itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from .csvbestand import lees_csv
from .gemeen import Bestandsfout, Blok, Vorm
from .parquetbestand import lees_parquet
from .xlsxbestand import lees_xlsx

LEZERS: dict[str, Callable[[Path, str], Iterator[Blok]]] = {
    ".csv": lees_csv,
    ".parquet": lees_parquet,
    ".xlsx": lees_xlsx,
}


def leesbaar(naam: str) -> bool:
    """Is there a reader for a file with this name?"""
    return Path(naam).suffix.lower() in LEZERS


def lees(pad: Path, naam: str, wens: Vorm = Vorm()) -> Iterator[Blok]:  # noqa: B008 (frozen)
    """Blocks of the kept file at `pad`, delivered as `naam`; `wens` overrules what is detected. Raises `Bestandsfout`."""
    soort = Path(naam).suffix.lower()
    if soort not in LEZERS:
        mag = ", ".join(LEZERS)
        raise Bestandsfout(naam, f"bestanden van de soort '{soort or 'zonder extensie'}' kan Stelsel niet lezen.",
                           f"Lever een van deze soorten: {mag}.")  # fmt: skip
    if pad.stat().st_size == 0:
        raise Bestandsfout(naam, "het bestand is leeg.", "Lever een bestand met een kop en ten minste één rij.")
    return LEZERS[soort](pad, naam)
