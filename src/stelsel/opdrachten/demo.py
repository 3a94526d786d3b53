"""The demo: exercise data of 28 agencies made, delivered through the door, linked; real open data beside it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..aanlevering import lever
from ..oefening import maak
from ..opslag import Opslag
from ..register import bijwerken

SCHALEN = {"klein": 1_000, "standaard": 20_000, "landelijk": 450_000}
ZAAD, FOUTEN = 2026, 0.01

Voortgang = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Stap:
    """A stage of the demo with what it did and how long it took."""

    naam: str
    rijen: int
    seconden: float


def opendata() -> list[Path]:
    """Files with real open data beside the project, or where STELSEL_OPENDATA says; none when absent."""
    map_ = Path(os.environ.get("STELSEL_OPENDATA") or "../shared/opendata")
    return sorted(map_.glob("eureg*_nl_*.csv"))


def oefenmap(opslag: Opslag, schaal: str) -> Path:
    """Where the exercise data of a scale stand."""
    return opslag.map / "oefening" / schaal


def draai(opslag: Opslag, schaal: str, voortgang: Voortgang) -> Iterator[Stap]:
    """Make and load the demo, stage by stage. What was done before is not done again."""
    map_ = oefenmap(opslag, schaal)
    begin = time.perf_counter()
    if not (map_ / "waarheid.parquet").exists():
        map_.parent.mkdir(parents=True, exist_ok=True)
        gemaakt = maak(map_, locaties=SCHALEN[schaal], zaad=ZAAD, fouten=FOUTEN, voortgang=voortgang)
        yield Stap("oefengegevens maken", gemaakt.rijen, time.perf_counter() - begin)
    begin, rijen = time.perf_counter(), 0
    diensten = sorted(m for m in map_.iterdir() if m.is_dir())
    for i, dienst in enumerate(diensten):
        voortgang(f"leveren {dienst.name}", i, len(diensten))
        rijen += lever(opslag, [dienst], dienst.name).rijen_in
    for bestand in opendata():
        rijen += lever(opslag, [bestand], "rivm").rijen_in
    yield Stap("leveren en keuren", rijen, time.perf_counter() - begin)
    begin = time.perf_counter()
    stand, _ = bijwerken(opslag, voortgang)
    yield Stap("koppelen en index bakken", stand.tellingen["rijen"], time.perf_counter() - begin)
