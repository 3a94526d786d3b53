"""Kill a process at a random moment of an act, and hold the books against what stands on disk afterwards.

Every act runs in a fork of a server that only imports: starting costs nothing, and no engine is used on both sides of a fork.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb

from stelsel.aanlevering import bevestig, bewijzen, herstel, herstelgroepen, lever, wachtend
from stelsel.aanlevering.bewijs import AFHANDELING, KEURING, QUARANTAINE
from stelsel.opslag import Opslag, parquet
from stelsel.register import bijwerken

VERS = multiprocessing.get_context("forkserver")
VERS.set_forkserver_preload(["tests.opslag.doden"])


def draai(werk: Callable[..., object], *gegevens: object) -> float:
    """Run an act to its end; returns the seconds it took."""
    begin = time.perf_counter()
    p = VERS.Process(target=werk, args=gegevens)
    p.start()
    p.join()
    assert p.exitcode == 0, "de handeling eindigde met een fout"
    return time.perf_counter() - begin


def dood(na: float, werk: Callable[..., object], *gegevens: object) -> bool:
    """Kill an act (SIGKILL) after so many seconds. True when it was killed before its end."""
    p = VERS.Process(target=werk, args=gegevens)
    p.start()
    p.join(na)
    p.kill()
    p.join()
    assert p.exitcode in (0, -9), "de handeling eindigde met een fout"
    return p.exitcode != 0


def doe_lever(map_: Path, bestanden: Path, bron: str, soort: str, dag: date, stappen: Stappen) -> None:
    """Deliver, and note each stage."""
    stappen.begin("ontvangen")
    lever(Opslag(map_), [bestanden], bron, soort=soort, stand=dag, voortgang=stappen.meld)
    stappen.begin("klaar")


def doe_herstel(map_: Path, levering: str, stappen: Stappen) -> None:
    """Accept the largest group of repairs."""
    stappen.begin("herstellen")
    if groepen := herstelgroepen(Opslag(map_), levering):
        herstel(Opslag(map_), levering, [groepen[0].sleutel], door="toets")
    stappen.begin("klaar")


def doe_bevestig(map_: Path, levering: str) -> None:
    """Let a waiting delivery count."""
    bevestig(Opslag(map_), levering, door="toets")


def doe_bijwerken(map_: Path) -> None:
    """Bring the register up to date."""
    bijwerken(Opslag(map_))


class Stappen:
    """Which stage an act was in when it was killed: it writes its last one to a file."""

    def __init__(self, map_: Path):
        self.bestand = map_ / "stap"
        self.geteld: dict[str, int] = {}

    def meld(self, stap: str, gedaan: int, totaal: int) -> None:
        self.bestand.write_text(f"{stap} {gedaan}/{totaal}")

    def begin(self, wat: str) -> None:
        self.bestand.write_text(wat)

    def tel(self) -> None:
        stap = self.bestand.read_text().split(" ")[0] or "onbekend"  # killed between emptying the file and writing it
        self.geteld[stap] = self.geteld.get(stap, 0) + 1


def klopt_de_boekhouding(opslag: Opslag, gezien: set[str] | None = None) -> None:
    """Every receipt adds up and is what the tables hold; received bytes are there; every waiting row is a refused row.

    `gezien`: deliveries that were looked at before and need not be again; those that are looked at now are added.
    """
    gezien = set() if gezien is None else gezien
    con = duckdb.connect()

    def aantal(tabel: str, levering: str, kolommen: dict[str, str], waar: str = "true") -> int:
        bron = parquet(opslag.bestanden(tabel, "levering", [levering]), kolommen)
        return con.execute(f"SELECT count(*) FROM {bron} WHERE {waar}").fetchall()[0][0]

    nieuw = [b for b in bewijzen(opslag) if b.levering not in gezien]
    gezien |= {b.levering for b in nieuw}
    for b in nieuw:
        soorten = {d.recordtype for d in b.bestanden}
        aanvaard = sum(aantal(f"rij_{s}", b.levering, {}) for s in soorten)
        assert aanvaard == b.geaccepteerd, b.levering
        assert aantal("quarantaine", b.levering, QUARANTAINE) == b.quarantaine, b.levering
        geweigerd = con.execute(f"""SELECT count(DISTINCT (bestand, recordtype, regel))
            FROM {parquet(opslag.bestanden("keuring", "levering", [b.levering]), KEURING)} WHERE ernst = 'fout'""").fetchall()[
            0
        ][0]
        assert geweigerd == b.quarantaine, b.levering
        if b.van:
            assert aantal("afhandeling", b.levering, AFHANDELING, f"van = '{b.van}'") >= b.rijen_in
        for d in b.bestanden:
            assert opslag.hash(opslag.bewaard(d.sha256)) == d.sha256
    for bron in {b.bron for b in nieuw if b.telt}:
        for w in wachtend(opslag, bron):
            assert 0 <= w.open <= w.geweigerd
    # What lies under its hash is whole, whether or not a receipt names it.
    for plek in (opslag.map / "ontvangen").rglob("*"):
        if plek.is_file():
            assert opslag.hash(plek) == plek.name
