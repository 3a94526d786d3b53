"""Sessions made in this process, and the worker as a real process that can be killed."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from typing import Any

from stelsel.aanlevering import inzending as inz
from stelsel.opslag import Opslag

KOP = "id;straat;huisnummer;woonplaats\n"


def rijen(n: int, begin: int = 0) -> bytes:
    return (KOP + "".join(f"L{i};Weg;{i % 900 + 1};Ede\n" for i in range(begin, begin + n))).encode()


def bied(opslag: Opslag, inhoud: bytes, bron: str = "dcmr", naam: str = "locatie.csv", **anders: Any) -> inz.Inzending:
    """A session with one file, whole and offered."""
    bestand = inz.Bestand(naam=naam, grootte=len(inhoud), sha256=hashlib.sha256(inhoud).hexdigest())
    i = inz.begin(opslag, bron, [bestand], door="toets", **anders)
    stuur(opslag, i, inhoud)
    return inz.bied_aan(opslag, bron, i.id)


def stuur(opslag: Opslag, i: inz.Inzending, inhoud: bytes, vanaf: int = 0, nr: int = 1) -> inz.Inzending:
    lezer = io.BytesIO(inhoud)
    return inz.voeg_toe(opslag, i.bron, i.id, nr, vanaf=vanaf, lengte=len(inhoud), stroom=lezer.read)


def proces(opslag: Opslag, *woorden: str, python: str = "", **anders: Any) -> subprocess.Popen:
    """A command of the product, or some Python, as a process of its own over a data directory."""
    opdracht = [sys.executable, *(["-c", python] if python else ["-m", "stelsel.cli"]), *woorden]
    return subprocess.Popen(opdracht, env=os.environ | {"STELSEL_DATA": str(opslag.map)}, **anders)


def verwerk(opslag: Opslag) -> None:
    """The worker, once, as an operator would run it."""
    assert proces(opslag, "verwerk", "--eenmalig").wait(120) == 0
