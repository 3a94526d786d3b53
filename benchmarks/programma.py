"""The programme, measured: pages and reports with many editions. `python -m benchmarks.programma --edities 20 --acties 500`

Makes a programme of its own in a new data directory, with promises that move from edition to edition, then asks every
kind of page from `stelsel serve` (one worker, one client), first cold (each page for the first time after the start), then
warm; and writes the report in its three forms, of the largest edition and of the real one that comes with the product.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from datetime import date
from pathlib import Path
from typing import Any

from tests.demo import server

from stelsel.opslag import Opslag
from stelsel.web.klaar import maak_klaar

PIJLERS, ONDERWERPEN = 6, 8


def editie(n: int, acties: int, kies: random.Random) -> dict[str, Any]:
    """Edition `n`, a half-year after the one before: a third of the promises moved, the oldest are done."""
    dag = date(2010 + n // 2, 6 if n % 2 else 12, 1)

    def toezegging(ref: str, i: int) -> dict[str, Any]:
        plan = 2011 + (i * 7) % 12
        nu = plan + (n * ((i * 13) % 3)) // 8
        uit = {"id": f"{ref}:planning-1", "periode": f"{nu}-Q{i % 4 + 1}", "wat": f"Product {i} opgeleverd"}
        return uit | ({"gemeld": {}} if nu < dag.year else {})

    per = acties / (PIJLERS * ONDERWERPEN)
    pijlers, i = [], 0
    for p in range(1, PIJLERS + 1):
        onderwerpen = []
        for o in range(1, ONDERWERPEN + 1):
            ref = f"P{p}({o})"
            tot = round(((p - 1) * ONDERWERPEN + o) * per)
            lijst = []
            while i < tot:
                letters = f"{chr(65 + i % 26)}{i}"
                lijst.append({
                    "id": letters, "ref": f"{ref}{letters}", "titel": f"Actie {i} van het onderwerp", "samenvatting": "Wat er gebeurde. " * 12,
                    "planning": [toezegging(f"{ref}{letters}", i)],
                    "besluiten": [{"orgaan": "stuurgroep", "datum": dag.isoformat(), "soort": "besluit", "wat": "Ingestemd"}],
                    "risicos": [{"samenvatting": "Te weinig mensen"}] if i % 5 == 0 else [],
                    "afhankelijkheden": [{"naar": ergens(kies), "wat": "Wacht hierop"}] if i % 4 == 0 else [],
                })  # fmt: skip
                i += 1
            onderwerpen.append({"nummer": o, "ref": ref, "titel": f"Onderwerp {o} van pijler {p}", "acties": lijst})
        pijlers.append({"nummer": p, "titel": f"Pijler nummer {p}", "onderwerpen": onderwerpen})
    besluit = {"orgaan": "stuurgroep", "datum": dag.isoformat(), "soort": "besluit", "wat": "Vaststelling"}
    meta = {"titel": f"Voortgang {dag:%Y-%m}", "programma": "Meetprogramma", "volgnummer": n}
    return {"meta": meta, "programma_besluiten": [besluit], "pijlers": pijlers}


def ergens(kies: random.Random) -> str:
    return f"P{kies.randint(1, PIJLERS)}({kies.randint(1, ONDERWERPEN)})"


def paginas(kies: random.Random) -> dict[str, list[str]]:
    basis = "/programma/meetprogramma/"
    return {
        "in één oogopslag": [basis, f"{basis}?peildatum=2015-03-31"],
        "pijler, met verschuivingen": [f"{basis}pijler/{p}/" for p in range(1, PIJLERS + 1)],
        "onderwerp, met verloop": [f"{basis}onderwerp/{urllib.parse.quote(ergens(kies))}/" for _ in range(8)],
        "samenhang": [f"{basis}samenhang/"],
        "besluiten": [f"{basis}besluiten/"],
        "risico's": [f"{basis}risicos/"],
        "stand op een dag": [f"{basis}stand/?peildatum={j}-04-01" for j in range(2012, 2020)],
        "verschil": [f"{basis}verschil/"],
        "verantwoording": [f"{basis}verantwoording/"],
    }


def haal(adres: str) -> float:
    begin = time.perf_counter()
    with urllib.request.urlopen(adres, timeout=60) as r:
        r.read()
    return (time.perf_counter() - begin) * 1000


def main() -> None:
    p = argparse.ArgumentParser()
    p.add_argument("--edities", type=int, default=20)
    p.add_argument("--acties", type=int, default=500)
    p.add_argument("--keer", type=int, default=20)
    a = p.parse_args()
    kies = random.Random(1)
    with tempfile.TemporaryDirectory() as map_:
        os.environ["STELSEL_DATA"] = map_
        maak_klaar()
        from stelsel.programma import edities
        from stelsel.programma.handelingen.laden import bewaar, laad_meegeleverd
        from stelsel.programma.lezen import uit_dict
        from stelsel.programma.rapport import VORMEN, rapport

        begin = time.perf_counter()
        for n in range(1, a.edities + 1):
            rij, _ = bewaar(uit_dict(editie(n, a.acties, random.Random(n)), "meting"), "meting", "meting")
        print(f"{a.edities} edities van {a.acties} acties geladen in {time.perf_counter() - begin:.1f} s")
        for naam, e in (
            ("meegeleverd", edities.lees(laad_meegeleverd()[0])),
            (f"{a.acties} acties", edities.lees(rij)),
        ):
            tijden = {}
            for vorm in VORMEN:
                keren = []
                for _ in range(5):
                    begin = time.perf_counter()
                    rapport(e, vorm)
                    keren.append(time.perf_counter() - begin)
                tijden[vorm] = max(keren)
            delen = ", ".join(f"{v} {t:.2f} s" for v, t in tijden.items())
            print(f"rapport, de traagste van vijf keer, {naam}: {delen}; samen {sum(tijden.values()):.2f} s")
        begin = time.perf_counter()
        opdracht = [
            sys.executable,
            "-m",
            "stelsel.cli",
            "programma",
            "rapport",
            "--programma",
            "ibp-vth",
            "--editie",
            "2023-12",
            "--uit",
        ]
        for vorm in VORMEN:
            subprocess.run([*opdracht, str(Path(map_) / f"r.{vorm}")], check=True, stdout=subprocess.DEVNULL)
        print(f"drie opdrachten stelsel programma rapport achter elkaar: {time.perf_counter() - begin:.1f} s")
        with server(Opslag(map_)) as adres:
            koud = {naam: haal(adres + adressen[0]) for naam, adressen in paginas(kies).items()}
            print(f"{'pagina':30} {'eerste':>8} {'p50':>8} {'p95':>8} {'meest':>8}  (ms)")
            for naam, adressen in paginas(kies).items():
                tijden_ = sorted(haal(adres + x) for _ in range(a.keer) for x in adressen)
                p95 = tijden_[int(len(tijden_) * 0.95) - 1]
                print(f"{naam:30} {koud[naam]:8.0f} {statistics.median(tijden_):8.0f} {p95:8.0f} {tijden_[-1]:8.0f}")


if __name__ == "__main__":
    main()
