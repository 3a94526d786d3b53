"""The slip chart of a pillar: report dates from left to right, promised dates from below; a level line is on schedule.

Drawn on the server as SVG; the table below it says the same. Where a date is unknown there is no point.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ...programma.edities import Momentopname
from ...programma.geschiedenis import PLAN, Lijn, lijnen
from ...programma.periode import periode

LINKS, RECHTS, BOVEN, ONDER, HOOG, BREED = 90, 120, 16, 34, 300, 760
HOOGSTENS = 40


@dataclass(frozen=True)
class Streep:
    """A line of the drawing: its points as SVG text, and the label at its right end."""

    lijn: Lijn
    punten: str
    x: str
    y: str
    klasse: str


class Slip:
    """Everything that a template needs: the lines that moved, the axes, and all promises for the table."""

    def __init__(self, opnamen: Sequence[Momentopname]):
        self.alle = lijnen(opnamen)
        self.verschoven = [r for r in self.alle if r.verschoof]
        tekenbaar = [r for r in self.verschoven if len([p for _, p in r.punten if p and p != "doorlopend"]) > 1]
        self.weggelaten = max(len(tekenbaar) - HOOGSTENS, 0)
        tekenbaar = sorted(tekenbaar, key=lambda r: -(r.kwartalen or 0))[:HOOGSTENS]
        self.breedte, self.hoogte = LINKS + BREED + RECHTS, BOVEN + HOOG + ONDER
        kolommen = [PLAN] * any(p[0] == PLAN for r in tekenbaar for p in r.punten) + [o.code for o in opnamen]
        stap = BREED / max(len(kolommen) - 1, 1)
        self._x = {k: LINKS + i * stap for i, k in enumerate(kolommen)}
        dagen = [periode(p).einde for r in tekenbaar for _, p in r.punten if p and p != "doorlopend"]
        if not dagen:
            self.strepen: list[Streep] = []
            return
        self._van, self._tot = date(min(dagen).year, 1, 1), date(max(dagen).year, 12, 31)
        # With many editions their names would overlap: every so many get one.
        om = len(kolommen) // 10 + 1
        self.kolommen = [(k, f"{self._x[k]:.0f}", i % om == 0) for i, k in enumerate(kolommen)]
        self.jaren = [(str(j), self._y(date(j, 1, 1))) for j in range(self._van.year, self._tot.year + 2)]
        self.strepen = self._gelegd([self._streep(r) for r in tekenbaar])

    def _y(self, dag: date) -> str:
        deel = (dag - self._van).days / max((self._tot - self._van).days, 1)
        return f"{BOVEN + HOOG * (1 - min(deel, 1)):.0f}"

    def _streep(self, r: Lijn) -> Streep:
        stippen = [
            (f"{self._x[k]:.0f}", self._y(periode(p).einde))
            for k, p in r.punten
            if p and p != "doorlopend" and k in self._x
        ]
        x, y = stippen[-1]
        n = r.kwartalen or 0
        return Streep(r, " ".join(f"{a},{b}" for a, b in stippen), str(int(x) + 8), y, "later" if n > 0 else "eerder")

    def _gelegd(self, strepen: list[Streep]) -> list[Streep]:
        """Labels that would lie on each other are moved down until each has a line of its own."""
        vorige = -100
        uit = []
        for s in sorted(strepen, key=lambda s: int(s.y)):
            y = max(int(s.y), vorige + 13)
            vorige = y
            uit.append(Streep(s.lijn, s.punten, s.x, str(y + 4), s.klasse))
        self.hoogte = max(self.hoogte, vorige + ONDER)
        return uit
