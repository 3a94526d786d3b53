"""CSV templates: per record type a header with all fields and one example row.

The example row is exercise data: its key starts with OEF-. A row that somebody forgets to delete can so never
become a fact about a real company: the door takes a file for exercise data or for real data, never for both.
"""

from __future__ import annotations

import csv
from pathlib import Path

from ..soorten import Verwijzing
from ..veld import RECORDTYPEN, Recordtype, Veld

OEFENING = "OEF-"


def schrijf_sjablonen(map_: Path) -> list[Path]:
    """Write `<recordtype>.csv` for every record type into `map_` and return the paths.

    The rows refer to each other: delivered together as they are, all are accepted. Raises `OSError` as the
    file system does; a file that was there is replaced.
    """
    map_.mkdir(parents=True, exist_ok=True)
    return [_schrijf(map_ / f"{rt.typenaam}.csv", rt) for rt in RECORDTYPEN.values()]


def voorbeeldrij(rt: type[Recordtype]) -> dict[str, str]:
    """The example row of a record type, by field."""
    return {naam: _waarde(rt, veld) for naam, veld in rt.velden.items()}


def _waarde(rt: type[Recordtype], veld: Veld) -> str:
    if isinstance(veld.soort, Verwijzing) and veld.soort.recordtype == rt.typenaam:
        return ""  # there is no earlier row to refer to
    if veld.naam == "id" or isinstance(veld.soort, Verwijzing):
        return OEFENING + veld.voorbeeld
    return veld.voorbeeld


def _schrijf(pad: Path, rt: type[Recordtype]) -> Path:
    # With the mark in front (utf-8-sig) and semicolons, a Dutch Excel opens the file as it is meant.
    rij = voorbeeldrij(rt)
    with pad.open("w", encoding="utf-8-sig", newline="") as f:
        schrijver = csv.DictWriter(f, rij, delimiter=";")
        schrijver.writeheader()
        schrijver.writerow(rij)
    return pad
