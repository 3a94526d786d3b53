"""The total score of a source over its deliveries, as a line: drawn on the server; the table beside it says the same.

Where a score could not be determined there is no point, and the line is broken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from math import floor

from django.utils import timezone

from ..aanlevering import Punt

LINKS, RECHTS, BOVEN, ONDER, HOOG, BREED = 48, 72, 24, 32, 160, 760
MEEST = 60  # more deliveries would not be told apart: the last ones are drawn, and the page says so
LABELS = 8


@dataclass(frozen=True)
class Stip:
    """A delivery in the drawing."""

    x: str
    y: str
    score: float
    levering: str


class Verloopbeeld:
    """Everything the template needs. The scale begins below the lowest score, at a ten, and says so."""

    def __init__(self, punten: Sequence[Punt]):
        self.weggelaten = max(len(punten) - MEEST, 0)
        getekend = punten[-MEEST:]
        scores = [p.nu.totaal for p in getekend]
        bekend = [s for s in scores if s is not None]
        self.breedte, self.hoogte, self.onder = LINKS + BREED + RECHTS, BOVEN + HOOG + ONDER, BOVEN + HOOG
        self.laagst = min(floor(min(bekend) / 10) * 10, 90) if bekend else 0
        stap = BREED / max(len(getekend) - 1, 1)
        x = [f"{LINKS + i * stap:.0f}" for i in range(len(getekend))]
        midden = (self.laagst + 100) // 2
        self.assen = [(n, self._y(n)) for n in (self.laagst, midden, 100)]
        om = len(getekend) // LABELS + 1
        self.dagen = [
            (f"{timezone.localtime(p.bewijs.ontvangen_op):%d-%m-%Y}", x[i])
            for i, p in enumerate(getekend)
            if i % om == 0
        ]
        plekken = [
            None if s is None else Stip(x[i], self._y(s), s, getekend[i].bewijs.levering) for i, s in enumerate(scores)
        ]
        stukken = [[s for s in groep if s] for heeft, groep in groupby(plekken, key=lambda s: s is not None) if heeft]
        self.lijnen = [" ".join(f"{s.x},{s.y}" for s in stuk) for stuk in stukken]
        self.laatste = stukken[-1][-1] if stukken else None
        self.tekenbaar = len(bekend) > 1

    def _y(self, score: float) -> str:
        return f"{BOVEN + HOOG * (100 - score) / (100 - self.laagst):.0f}"
