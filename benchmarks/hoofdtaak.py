"""The main job, measured: make, deliver, link, bake; then pages under load. `python -m benchmarks.hoofdtaak --schaal standaard`

Prints rows per second per stage, the peak memory of the process and of the largest of those that deliver, and response
times of search, dossier and map as the server gives them (two workers, one client at a time, so without waiting for each
other).
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from pathlib import Path

from stelsel.opdrachten.demo import draai
from stelsel.opslag import Opslag
from stelsel.register.bakken import indexbestand


def laad(opslag: Opslag, schaal: str) -> None:
    totaal = 0.0
    for stap in draai(opslag, schaal, lambda *_: None):
        totaal += stap.seconden
        print(
            f"{stap.naam:28} {stap.rijen:>10,} rijen {stap.seconden:>8.1f} s {stap.rijen / stap.seconden:>12,.0f} rijen/s"
        )
    zelf, werker = (resource.getrusage(w).ru_maxrss / 1024**2 for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(
        f"{'samen':28} {'':>16} {totaal:>8.1f} s    piekgeheugen {zelf:.2f} GiB, van een leverend proces {werker:.2f} GiB"
    )


def vragen(opslag: Opslag, aantal: int) -> dict[str, list[str]]:
    """Addresses to ask: random companies, words of their names, prefixes, boxes."""
    bestand = indexbestand(opslag)
    con = sqlite3.connect(f"file:{bestand}?mode=ro", uri=True)
    kies = random.Random(1)
    ids = [i for (i,) in con.execute("SELECT id FROM document")]
    een = "SELECT nummer, naam, adres, lon, lat FROM document WHERE id = ?"
    rijen = [con.execute(een, (kies.choice(ids),)).fetchone() for _ in range(aantal)]
    zwaar = con.execute("SELECT nummer FROM document ORDER BY id LIMIT ?", (aantal // 4,)).fetchall()
    return {
        "zoek, twee woorden": [f"/zoek/?q={urllib.parse.quote(' '.join(r[1].split()[:2]))}" for r in rijen],
        "zoek, drie letters": [f"/zoek/?q={urllib.parse.quote(r[1][:3])}" for r in rijen],
        "zoek, adres": [f"/zoek/?q={urllib.parse.quote((r[2] or 'weg 1').split(',')[0])}" for r in rijen],
        "dossier": [f"/dossier/{r[0]}/" for r in rijen],
        "dossier, de grootste": [f"/dossier/{n}/" for (n,) in zwaar],
        "kaart, wijk": [
            f"/kaart/punten.json?bbox={r[3] - 0.02},{r[4] - 0.01},{r[3] + 0.02},{r[4] + 0.01}" for r in rijen if r[3]
        ],
        "kaart, land": ["/kaart/punten.json?bbox=3.2,50.7,7.3,53.6"] * 20,
    }


def meet_paginas(opslag: Opslag, aantal: int) -> None:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        poort = s.getsockname()[1]
    omgeving = os.environ | {"STELSEL_DATA": str(opslag.map.absolute())}
    opdracht = [sys.executable, "-m", "stelsel.cli", "serve", "--poort", str(poort)]
    proces = subprocess.Popen(opdracht, env=omgeving, stdout=subprocess.DEVNULL)
    try:
        for _ in range(100):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{poort}/", timeout=2)
                break
            except OSError:
                time.sleep(0.1)
        for naam, adressen in vragen(opslag, aantal).items():
            for a in adressen[:10]:
                urllib.request.urlopen(f"http://127.0.0.1:{poort}{a}").read()
            tijden = []
            for a in adressen:
                begin = time.perf_counter()
                urllib.request.urlopen(f"http://127.0.0.1:{poort}{a}").read()
                tijden.append((time.perf_counter() - begin) * 1000)
            tijden.sort()
            p50, p95 = statistics.median(tijden), tijden[int(len(tijden) * 0.95)]
            print(f"{naam:28} n={len(tijden):<5} p50 {p50:7.1f} ms   p95 {p95:7.1f} ms   max {tijden[-1]:7.1f} ms")
    finally:
        proces.terminate()
        proces.wait(10)


if __name__ == "__main__":
    p = argparse.ArgumentParser()
    p.add_argument("--schaal", default="standaard")
    p.add_argument("--map", type=Path, help="bewaar de gegevens hier; anders in een tijdelijke map")
    p.add_argument("--vragen", type=int, default=200)
    a = p.parse_args()
    with tempfile.TemporaryDirectory() as tijdelijk:
        opslag_ = Opslag(a.map or tijdelijk)
        laad(opslag_, a.schaal)
        meet_paginas(opslag_, a.vragen)
