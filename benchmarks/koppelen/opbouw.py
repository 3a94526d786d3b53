"""Make exercise data, deliver them, build the register and export its links: each step a process of its own, timed, with the
peak of the memory of its whole tree.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

GEHEEL = "register bijwerken (geheel)"
_PAGINA = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Meting:
    """What a step took."""

    naam: str
    seconden: float
    gib: float

    def __str__(self) -> str:
        return f"{self.naam:34} {self.seconden:9.1f} s {self.gib:7.2f} GiB"


def _boom(pid: int) -> list[int]:
    """A process and all that came from it."""
    uit = [pid]
    for p in uit:
        try:
            for t in Path(f"/proc/{p}/task").iterdir():
                uit += [int(k) for k in (t / "children").read_text().split()]
        except OSError:
            continue
    return uit


def geheugen(pid: int) -> int:
    """Bytes that a process and its children have in memory now."""
    som = 0
    for p in _boom(pid):
        try:
            som += int(Path(f"/proc/{p}/statm").read_text().split()[1]) * _PAGINA
        except (OSError, IndexError):
            continue
    return som


def draai(naam: str, opdracht: list[str], **omgeving: str) -> Meting:
    """Run a command to its end; raises `SystemExit` with its last words when it fails."""
    begin = time.perf_counter()
    proces = subprocess.Popen(
        [sys.executable, *opdracht],
        env=os.environ | omgeving,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    piek = 0
    klaar = threading.Event()

    def volg() -> None:
        nonlocal piek
        while not klaar.wait(0.05):
            piek = max(piek, geheugen(proces.pid))

    draad = threading.Thread(target=volg, daemon=True)
    draad.start()
    tekst, _ = proces.communicate()
    seconden = time.perf_counter() - begin
    klaar.set()
    draad.join()
    if proces.returncode:
        raise SystemExit(f"{naam}: code {proces.returncode}\n{tekst[-3000:]}")
    return Meting(naam, seconden, piek / 1024**3)


def stelsel(naam: str, data: Path, *woorden: str) -> Meting:
    """Run a command of Stelsel on a data directory."""
    return draai(naam, ["-m", "stelsel.cli", *woorden], STELSEL_DATA=str(data))


def bouw(map_: Path, locaties: int, fouten: float, zaad: int) -> Iterator[Meting]:
    """`map_/oefening`, `map_/data` and `map_/koppelingen.parquet`, step by step. What an earlier run made is used again."""
    oefening, data = map_ / "oefening", map_ / "data"
    if not oefening.exists():
        yield stelsel("oefengegevens maken", map_, "oefendata", "maak", str(oefening), "--locaties", str(locaties),
                      "--zaad", str(zaad), "--fouten", str(fouten))  # fmt: skip
    if not (map_ / "geleverd").exists():
        yield draai("leveren", ["-m", "benchmarks.koppelen.leveren", str(data), str(oefening)])
        (map_ / "geleverd").touch()
    yield stelsel(GEHEEL, data, "register", "bijwerken")
    yield stelsel("register koppelingen", data, "register", "koppelingen", "--uit", str(map_ / "koppelingen.parquet"))
