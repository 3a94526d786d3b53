"""The time line: a lane per kind, a mark per event, every authority its letter; made on the server as SVG.

The same events stand below it as a table: the drawing adds nothing that cannot be read.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import date

from ..begrippen import RECORDTYPEN
from ..begrippen.weergave import toon
from ..register import Dossier, Feit

BANEN = ("vergunning", "melding", "toezichtbezoek", "bevinding", "handhavingsactie", "monster")
TITELVELD = {"vergunning": ("soort", "onderwerp"), "melding": ("soort", "onderwerp"), "toezichtbezoek": ("soort",),
             "bevinding": ("omschrijving",), "handhavingsactie": ("soort", "stand"), "monster": ("medium",)}  # fmt: skip
LINKS, BREED, BAAN, KOP = 150, 1000, 34, 26
HOOGSTENS = 150


@dataclass(frozen=True)
class Gebeurtenis:
    """An event on the line, with its place in the drawing; `anker` is empty when its row is not on this page."""

    feit: Feit
    dag: str
    titel: str
    letter: str
    x: str
    y: int
    anker: str

    @property
    def soort(self) -> str:
        return RECORDTYPEN[self.feit.recordtype].typenaam.capitalize()


class Tijdlijn:
    """Everything a template needs to draw the line and its table: the newest events, of `totaal`."""

    def __init__(self, d: Dossier, op_pagina: Set[str]):
        from .dossierweergave import anker

        feiten = [f for b in BANEN for f in d.van(b) if f.dag and f.dag <= d.peildatum.isoformat()]
        self.totaal = len(feiten)
        feiten = sorted(feiten, key=lambda f: f.dag or "", reverse=True)[:HOOGSTENS]
        bronnen = sorted({f.herkomst.bron for f in feiten})
        self.letters = {b: chr(65 + i % 26) for i, b in enumerate(bronnen)}
        self.legenda = [
            (self.letters[b], next(f.herkomst.bron_naam for f in feiten if f.herkomst.bron == b)) for b in bronnen
        ]
        self.banen = [b for b in BANEN if any(f.recordtype == b for f in feiten)]
        eerste = min((date.fromisoformat(f.dag).year for f in feiten if f.dag), default=d.peildatum.year)
        eerste = max(min(eerste, d.peildatum.year), d.peildatum.year - 40, 1)
        self.van, self.tot = date(eerste, 1, 1), d.peildatum
        self.hoogte = KOP + BAAN * len(self.banen) + 8
        self.breedte = LINKS + BREED + 20
        self.gebeurtenissen = sorted(
            (Gebeurtenis(f, f.dag or "", self._titel(f, d.peildatum), self.letters[f.herkomst.bron], self._x(f.dag or ""),
                         KOP + BAAN * self.banen.index(f.recordtype) + BAAN // 2, a if (a := anker(f)) in op_pagina else "")
             for f in feiten), key=lambda g: g.dag, reverse=True,
        )  # fmt: skip
        stap = max(1, (self.tot.year - eerste) // 12 + 1)
        self.jaren = [(str(j), self._x(f"{j}-01-01")) for j in range(eerste, self.tot.year + 1, stap)]
        self.lanen = [(RECORDTYPEN[b].meervoud.capitalize(), KOP + BAAN * i) for i, b in enumerate(self.banen)]

    def _x(self, dag: str) -> str:
        # Text, because a template would write a Dutch decimal comma in a number.
        lengte = max((self.tot - self.van).days, 1)
        return f"{LINKS + BREED * max((date.fromisoformat(dag) - self.van).days, 0) / lengte:.1f}"

    @staticmethod
    def _titel(f: Feit, dag: date) -> str:
        rt = RECORDTYPEN[f.recordtype]
        return ": ".join(
            toon(rt.velden[v], f.velden[v], dag) for v in TITELVELD[f.recordtype] if f.velden.get(v) is not None
        )
