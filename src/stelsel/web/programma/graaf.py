"""The dependency graph: a column per pillar, a box per topic, an arrow from who waits to what is waited for.

Drawn on the server as SVG; the table below it says the same, action by action.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...programma.feiten import Editie
from ...programma.samenhang import Keten, Pijl
from ...programma.status import TEKEN, Oordeel
from ...programma.tegenspraak import EXTERN

BREED, HOOG, TUSSEN, RIJ, KOP = 128, 34, 42, 50, 30
BUITEN = "overig"


@dataclass(frozen=True)
class Vak:
    ref: str
    titel: str
    teken: str
    status: str
    x: int
    y: int


@dataclass(frozen=True)
class Kromme:
    pad: str
    kritiek: bool
    titel: str


class Graaf:
    """Everything that a template needs to draw the graph."""

    def __init__(self, e: Editie, alle: Sequence[Pijl], ketens: Sequence[Keten], oordeel: dict[str, Oordeel]):
        boven = {a.ref: o.ref for _, o in e.onderwerpen() for a in o.acties}
        paren = {(boven.get(p.van, p.van), boven.get(p.naar, p.naar)): p.wat for p in alle}
        kritiek = {(boven.get(a, a), boven.get(b, b)) for k in ketens for a, b in zip(k.refs, k.refs[1:], strict=False)}
        titels = {o.ref: o.titel for _, o in e.onderwerpen()} | {t.ref: t.titel for t in e.tryouts}
        titels |= {f"P{p.nummer}": p.titel for p in e.pijlers}
        gebruikt = [r for paar in paren for r in paar]
        kolommen = [(f"P{p.nummer}", [o.ref for o in p.onderwerpen]) for p in e.pijlers]
        bekend = {r for _, refs in kolommen for r in refs}
        kolommen = [(k, [r for r in [k, *refs] if r in gebruikt]) for k, refs in kolommen]
        kolommen.append(
            (BUITEN, list(dict.fromkeys(r for r in gebruikt if r not in bekend and r not in dict(kolommen))))
        )
        self.koppen = [(k, str(i * (BREED + TUSSEN) + 8)) for i, (k, refs) in enumerate(kolommen)]
        self.vakken: list[Vak] = []
        for i, (_, refs) in enumerate(kolommen):
            for j, ref in enumerate(refs):
                o = oordeel.get(ref)
                status = o.status if o else None
                self.vakken.append(Vak(ref.removeprefix(EXTERN), titels.get(ref, ""), TEKEN[status] if status else "",
                                       status or "geen", i * (BREED + TUSSEN) + 8, KOP + j * RIJ))  # fmt: skip
        plek = {v.ref: v for v in self.vakken}
        self.krommen = [
            Kromme(self._pad(plek[a.removeprefix(EXTERN)], plek[b.removeprefix(EXTERN)]), (a, b) in kritiek, f"{a} → {b}: {wat}")
            for (a, b), wat in paren.items() if a != b
        ]  # fmt: skip
        self.krommen.sort(key=lambda k: k.kritiek)
        self.breedte = len(kolommen) * (BREED + TUSSEN)
        self.hoogte = KOP + max((len(refs) for _, refs in kolommen), default=1) * RIJ + 8

    @staticmethod
    def _pad(a: Vak, b: Vak) -> str:
        """From the side of one box to the side of the other; within a column round the right side."""
        ya, yb = a.y + HOOG // 2, b.y + HOOG // 2
        if a.x == b.x:
            x = a.x + BREED
            return f"M{x} {ya} C{x + 44} {ya} {x + 44} {yb} {x + 7} {yb}"
        if a.x < b.x:
            x1, x2 = a.x + BREED, b.x - 7
            return f"M{x1} {ya} C{x1 + 50} {ya} {x2 - 50} {yb} {x2} {yb}"
        x1, x2 = a.x, b.x + BREED + 7
        return f"M{x1} {ya} C{x1 - 50} {ya} {x2 + 50} {yb} {x2} {yb}"
