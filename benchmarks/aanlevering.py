"""The door, measured beside what a user would take instead. `python -m benchmarks.aanlevering --rijen 1000000 10000000`

Permit rows, 5% of them faulty (`--alle-fout`: all of them), are made once; then every tool reads the same CSV file and says
which line fails which of the same checks. Each measurement has a process of its own. What was found is held against what
was put in: a tool that misses a row or names one too many stops the run. Slow tools get the first rows only, and the table
says how many. Of our door both the checking alone and the whole delivery are measured; the ratios hold the checking against
the others, because they store nothing.

Needs the packages of requirements/bench.txt: `make bench-aanlevering` sees to that.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from .deur.maken import maak
from .deur.opgave import CODES

MAX_GIB = 3.0


@dataclass(frozen=True)
class Gereedschap:
    """A tool: its module, and how many rows it gets at most (it would take minutes or hours for all)."""

    titel: str
    module: str
    hoogstens: int = 0
    vind: str = "vind"
    paren: str = "paren"


KEUR = Gereedschap("deur: lezen en keuren", "eigen")
GEHEEL = Gereedschap("deur: hele levering", "eigen", vind="lever_geheel", paren="paren_geheel")
ANDEREN = {
    "pandera": Gereedschap("pandera op polars", "met_pandera"),
    "dataframely": Gereedschap("dataframely", "met_dataframely"),
    "pydantic": Gereedschap("pydantic, rij voor rij", "met_pydantic", 100_000),
    "frictionless": Gereedschap("frictionless", "met_frictionless", 20_000),
}


@dataclass(frozen=True)
class Meting:
    """The median times of some runs and their highest peak; `fout` when the tool did not get through."""

    wie: Gereedschap
    rijen: int
    seconden: float = 0.0
    cpu: float = 0.0
    gib: float = 0.0
    gevonden: int = 0
    fout: str = ""

    @property
    def tempo(self) -> float:
        return self.rijen / self.seconden


def _een_keer(wie: Gereedschap, map_: Path) -> dict[str, float] | str:
    """What one run took, or how it failed. What it found is held against the truth at once."""
    uit = map_ / "gevonden.parquet"
    opdracht = [sys.executable, "-m", "benchmarks.deur", wie.module, wie.vind, wie.paren, str(map_), str(uit)]
    proces = subprocess.run(opdracht, capture_output=True, text=True)
    for rest in ("opslag", "werk"):
        shutil.rmtree(map_ / rest, ignore_errors=True)
    if proces.returncode:
        return (
            f"code {proces.returncode}: {(proces.stderr.strip() or 'gestopt door het systeem').splitlines()[-1][:100]}"
        )
    _vergelijk(wie, map_ / "waarheid.parquet", uit)
    gevonden = duckdb.sql(f"SELECT count(DISTINCT regel) FROM '{uit}'").fetchall()[0][0]
    return json.loads(proces.stdout.splitlines()[-1]) | {"gevonden": gevonden}


def meet(wie: Sequence[Gereedschap], map_: Path, rijen: int, herhaal: int) -> list[Meting]:
    """In rounds, so that what else the machine does falls on all alike."""
    keren: dict[Gereedschap, list[dict[str, float]]] = {g: [] for g in wie}
    fout: dict[Gereedschap, str] = {}
    for ronde in range(herhaal):
        for g in wie:
            if g not in fout:
                keer = _een_keer(g, map_)
                print("…", ronde + 1, g.titel, f"{rijen:,}", keer, file=sys.stderr, flush=True)
                if isinstance(keer, str):
                    fout[g] = keer
                else:
                    keren[g].append(keer)
    return [
        Meting(g, rijen, fout=fout[g]) if g in fout else Meting(
            g, rijen, statistics.median(k["seconden"] for k in keren[g]), statistics.median(k["cpu"] for k in keren[g]),
            max(k["gib"] for k in keren[g]), int(keren[g][0]["gevonden"]))
        for g in wie
    ]  # fmt: skip


def _vergelijk(wie: Gereedschap, waarheid: Path, gevonden: Path) -> None:
    """The same pairs of line and check, no more and no fewer; checks that only the door knows are left aside."""
    codes = ", ".join(f"'{c}'" for c in CODES)
    in_, uit = f"SELECT regel, code FROM '{waarheid}'", f"SELECT regel, code FROM '{gevonden}' WHERE code IN ({codes})"
    for wat, sql in (("gemist", f"{in_} EXCEPT {uit}"), ("te veel", f"{uit} EXCEPT {in_}")):
        if verschil := duckdb.sql(f"SELECT * FROM ({sql}) ORDER BY ALL LIMIT 5").fetchall():
            raise SystemExit(f"{wie.titel}: {wat}, bijvoorbeeld {verschil}")


def getal(n: float, decimalen: int = 0) -> str:
    return f"{n:,.{decimalen}f}"


def tabel(metingen: Sequence[Meting]) -> str:
    """Markdown, so that it can be pasted beside the command that made it."""
    keur = {m.rijen: m for m in metingen if m.wie is KEUR and not m.fout}
    regels = [
        ["tool", "rows", "seconds", "processor s", "rows/s", "peak memory", "failing rows", "our checking is"],
        ["---", *["---:"] * 7],
    ]
    grootste = max(keur)
    for m in metingen:
        if m.fout:
            regels.append([m.wie.titel, getal(m.rijen), m.fout, "", "", "", "", ""])
            continue
        maal = (
            "" if m.wie.module == "eigen" else f"{keur.get(m.rijen, keur[grootste]).tempo / m.tempo:.1f} times as fast"
        )
        regels.append([m.wie.titel, getal(m.rijen), getal(m.seconden, 2), getal(m.cpu, 2), getal(m.tempo), f"{m.gib:.2f} GiB",
                       getal(m.gevonden), maal])  # fmt: skip
    return "\n".join(f"| {' | '.join(r)} |" for r in regels)


def doelen(metingen: Sequence[Meting]) -> list[str]:
    """What was aimed at, and what was reached."""
    gelukt = [m for m in metingen if not m.fout]

    def van(wie: Gereedschap) -> dict[int, Meting]:
        return {m.rijen: m for m in gelukt if m.wie is wie}

    keur, geheel = van(KEUR), van(GEHEEL)
    uit = []
    for naam, doel in (("pydantic", 15.0), ("frictionless", 100.0), ("pandera", 1.0), ("dataframely", 1.0)):
        for rijen, ander in van(ANDEREN[naam]).items():
            n = rijen if rijen in keur else max(keur)
            maal, heel = keur[n].tempo / ander.tempo, geheel[n].tempo / ander.tempo
            per_cpu = n / keur[n].cpu / (rijen / ander.cpu)
            uit.append(
                f"{'reached' if maal >= doel else 'NOT reached'}: at least {doel:g} times {naam}: {maal:.1f} times at "
                f"{getal(n)} rows; per second of the processor {per_cpu:.1f} times; the whole delivery {heel:.1f} times"
            )
    for wie, wat in ((KEUR, "checking"), (GEHEEL, "whole delivery")):
        reeks = van(wie)
        klein, groot = min(reeks), max(reeks)
        m = reeks[groot]
        uit.append(
            f"{'reached' if m.gib < MAX_GIB else 'NOT reached'}: {getal(groot)} rows under {MAX_GIB:g} GiB, {wat}: {m.gib:.2f} GiB"
        )
        if groot > klein:
            k = reeks[klein]
            tijd, meer = m.seconden / k.seconden, groot / klein
            uit.append(
                f"{'reached' if tijd <= meer else 'NOT reached'}: time grows no faster than rows, {wat}: {meer:g} times the rows in "
                f"{tijd:.1f} times the time, {m.cpu / k.cpu:.1f} times the processor's and {m.gib / k.gib:.1f} times the memory"
            )
    return uit


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    p.add_argument("--rijen", type=int, nargs="+", default=[1_000_000, 10_000_000])
    p.add_argument("--herhaal", type=int, default=3, help="runs per measurement; the median counts")
    p.add_argument("--zonder", nargs="+", default=[], choices=[*ANDEREN])
    p.add_argument("--alle-fout", action="store_true", help="every row is faulty")
    p.add_argument("--map", type=Path, help="folder for the files; else a temporary one")
    a = p.parse_args()
    aandeel = 1.0 if a.alle_fout else 0.05
    metingen: list[Meting] = []
    print(f"{len(CODES)} checks; {'every row' if a.alle_fout else '5% of the rows'} faulty; {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory(dir=a.map) as tijdelijk:
        for rijen in sorted(a.rijen):
            map_ = maak(Path(tijdelijk) / str(rijen), rijen, aandeel)
            snel = [g for n, g in ANDEREN.items() if n not in a.zonder and not g.hoogstens]
            metingen += meet([KEUR, GEHEEL, *snel], map_, rijen, a.herhaal)
            shutil.rmtree(map_)
        for naam, wie in ANDEREN.items():
            if wie.hoogstens and naam not in a.zonder:
                aantal = min(wie.hoogstens, max(a.rijen))
                metingen += meet([wie], maak(Path(tijdelijk) / naam, aantal, aandeel), aantal, a.herhaal)
    if eigen := [m for m in metingen if m.fout and m.wie.module == "eigen"]:
        sys.exit(f"De deur zelf kwam er niet door: {eigen[0].fout}")
    print(tabel(metingen), *doelen(metingen), sep="\n")
    if mislukt := [m for m in metingen if m.fout]:
        sys.exit(f"Niet gemeten: {', '.join(m.wie.titel for m in mislukt)}")


if __name__ == "__main__":
    main()
