"""How a weighing adds up, as a waterfall: drawn on the server; the table beside it says the same.

From the odds before anything was compared, every comparison moves the bar to the right (likelier) or to the left, and the last
bar is where it ends. Small enough for a telephone without scrolling: the words stand above the bars.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from ..begrippen import weergave
from ..register import Weging
from .koppelwoorden import stappen

BREED, RIJ, BOVEN, RAND = 340, 40, 22, 2


@dataclass(frozen=True)
class Balk:
    """A bar with its words. `soort`: begin, erbij, eraf, totaal. `van`: where the bar before it ended."""

    zin: str
    bits: str
    soort: str
    x: str
    breed: str
    van: str
    y: int


class Wegingbeeld:
    """Everything the template needs. What was not known is not drawn; it stands in the table."""

    def __init__(self, w: Weging):
        delen = [(gettext("Vooraf, van twee willekeurige"), w.vooraf, "begin")]
        delen += [(s.zin, s.gewicht, "erbij" if s.gewicht >= 0 else "eraf") for s in stappen(w) if not s.onbekend]
        standen = [0.0]
        for _, bits, _ in delen:
            standen.append(standen[-1] + bits)
        self._laagst, hoogst = min(standen), max(standen)
        self._schaal = (BREED - 2 * RAND) / max(hoogst - self._laagst, 1)
        self.breedte, self.nul = BREED, self._x(0)
        # The words at the line keep within the drawing.
        self.nulanker = "start" if float(self.nul) < 60 else "end" if float(self.nul) > BREED - 60 else "middle"
        self.balken = [
            self._balk(zin, bits, soort, standen[i], standen[i + 1], i) for i, (zin, bits, soort) in enumerate(delen)
        ]
        self.balken.append(
            self._balk(gettext("Alles bij elkaar"), w.gewicht, "totaal", 0, standen[-1], len(self.balken))
        )
        self.hoogte = BOVEN + RIJ * len(self.balken) + 6

    def _x(self, bits: float) -> str:
        # Text, because a template would write a Dutch decimal comma in a number.
        return f"{RAND + (bits - self._laagst) * self._schaal:.1f}"

    def _balk(self, zin: str, bits: float, soort: str, van: float, tot: float, nr: int) -> Balk:
        links, rechts = sorted((van, tot))
        breed = f"{max((rechts - links) * self._schaal, 2):.1f}"
        return Balk(zin, punten(bits), soort, self._x(links), breed, self._x(van), BOVEN + RIJ * nr)


def punten(bits: float) -> str:
    """Bits with their sign: `+6,9`, `−13,5`."""
    getal = weergave.getal(abs(round(bits, 1)))
    return getal if getal == "0" else f"{'+' if bits > 0 else '−'}{getal}"
