"""The demo: exercise data of 28 agencies made, delivered through the door, linked; real open data beside it."""

from __future__ import annotations

import ctypes
import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count, repeat
from multiprocessing import get_context
from pathlib import Path

from ..aanlevering import Bewijs, bewijzen, lever
from ..begrippen import Gebruikersfout
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


def geladen(opslag: Opslag) -> Path | None:
    """The exercise data of the demo that was loaded here, or None."""
    notitie = opslag.map / "oefening" / "demo.json"
    return oefenmap(opslag, json.loads(notitie.read_text())["schaal"]) if notitie.exists() else None


class AndereDemo(Gebruikersfout):
    """The data directory holds the demo of another scale, and something that the demo did not deliver."""

    code = "DEMO-ANDERS"

    def __init__(self, map_: Path, daar: str, schaal: str):
        self.map, self.daar, self.schaal = map_, daar, schaal
        super().__init__(
            f"In '{map_}' staat de demo '{daar}', en daarna is er meer geleverd.",
            f"Kies een andere map: STELSEL_DATA=data-{schaal} make demo SCALE={schaal}.",
        )


class _Notitie:
    """What the demo delivered here, so that another scale may take its place without touching anybody's own work."""

    def __init__(self, opslag: Opslag, schaal: str):
        self.bestand = opslag.map / "oefening" / "demo.json"
        self.schaal = schaal
        self.leveringen: list[str] = []
        if self.bestand.exists():
            oud = json.loads(self.bestand.read_text())
            self.leveringen = oud["leveringen"]
            if oud["schaal"] != schaal:
                if {b.levering for b in bewijzen(opslag)} - set(self.leveringen):
                    raise AndereDemo(opslag.map, oud["schaal"], schaal)
                opslag.leeg()
                self.leveringen = []

    def schrijf(self, levering: str) -> None:
        self.leveringen = sorted({*self.leveringen, levering})
        self.bestand.parent.mkdir(parents=True, exist_ok=True)
        self.bestand.write_text(json.dumps({"schaal": self.schaal, "leveringen": self.leveringen}))


def _lever_alles(opslag: Opslag, leveringen: Sequence[tuple[Path, str]]) -> Iterator[Bewijs]:
    """Receipts in the order of the list; as many sources at once as there are processors, as if each delivered itself."""
    # The moments are given beforehand, so that the order, and with it every register number, is the same each time.
    nu = datetime.now(UTC)
    werkers = min(os.cpu_count() or 1, 4)
    with ProcessPoolExecutor(werkers, mp_context=get_context("spawn"), initializer=_stop_met_ouder) as pool:
        yield from pool.map(
            _lever_een,
            repeat(opslag.map),
            *zip(*leveringen, strict=True),
            (nu + timedelta(milliseconds=i) for i in count()),
        )


def _lever_een(map_: Path, pad: Path, bron: str, moment: datetime) -> Bewijs:
    return lever(Opslag(map_), [pad], bron, moment=moment)


def _stop_met_ouder() -> None:
    """A worker whose starter was killed would wait for work for ever: on Linux the kernel ends it too."""
    if sys.platform == "linux":
        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGTERM)


def draai(opslag: Opslag, schaal: str, voortgang: Voortgang) -> Iterator[Stap]:
    """Make and load the demo, stage by stage. What was done before is not done again. Raises `AndereDemo`."""
    notitie = _Notitie(opslag, schaal)
    map_ = oefenmap(opslag, schaal)
    begin = time.perf_counter()
    if not (map_ / "waarheid.parquet").exists():
        map_.parent.mkdir(parents=True, exist_ok=True)
        gemaakt = maak(map_, locaties=SCHALEN[schaal], zaad=ZAAD, fouten=FOUTEN, voortgang=voortgang)
        yield Stap("oefengegevens maken", gemaakt.rijen, time.perf_counter() - begin)
    begin, rijen = time.perf_counter(), 0
    leveringen = [(m, m.name) for m in sorted(map_.iterdir()) if m.is_dir()] + [(b, "rivm") for b in opendata()]
    for i, bewijs in enumerate(_lever_alles(opslag, leveringen), 1):
        voortgang(f"leveren {bewijs.bron}", i, len(leveringen))
        notitie.schrijf(bewijs.levering)
        rijen += bewijs.rijen_in
    yield Stap("leveren en keuren", rijen, time.perf_counter() - begin)
    begin = time.perf_counter()
    # The rules of linking may be newer than a demo that was loaded before.
    stand, _ = bijwerken(opslag, voortgang, samenvoegingen=sys.maxsize)
    yield Stap("koppelen en index bakken", stand.tellingen["rijen"], time.perf_counter() - begin)
