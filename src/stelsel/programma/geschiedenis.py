"""What was promised in each edition: the lines of a milestone trend chart, with the reason of every move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from .edities import Momentopname
from .periode import kwartalen

PLAN = "plan"


@dataclass
class Lijn:
    """One promise through the editions: `punten` are edition (or `plan`) and written period; None is unknown."""

    id: str
    ref: str
    wat: str
    punten: list[tuple[str, str | None]]
    redenen: list[str] = field(default_factory=list)
    bewijs: list[dict[str, Any]] = field(default_factory=list)

    @property
    def verschoof(self) -> bool:
        return len({p for _, p in self.punten}) > 1

    @property
    def stappen(self) -> list[tuple[str, str | None]]:
        """The points at which the promise was made or changed."""
        return [x for i, x in enumerate(self.punten) if i == 0 or x[1] != self.punten[i - 1][1]]

    @property
    def kwartalen(self) -> int | None:
        """How far it moved in all; None when the first or the last date is unknown."""
        return kwartalen(self.punten[0][1], self.punten[-1][1])


def lijnen(opnamen: Sequence[Momentopname]) -> list[Lijn]:
    """Every promise of these topics, and every move of which the promise is not named, in the order of the last edition."""
    uit: dict[str, Lijn] = {}
    for opname in opnamen:
        for o in opname.onderwerpen:
            for d in o.allen():
                ref = d.ref
                for p in d.planning:
                    lijn = uit.setdefault(p.id, Lijn(p.id, ref, p.wat, [], bewijs=p.bewijs()))
                    eerder = next((v for v in d.verschoven if v.planning == p.id and v.van), None)
                    if not lijn.punten and eerder:
                        lijn.punten.append((PLAN, eerder.van))
                    lijn.punten.append((opname.code, p.periode))
                for v in d.verschoven:
                    reden = v.reden or v.opmerking
                    doel = v.planning if v.planning in uit else v.id
                    if doel == v.id:
                        uit.setdefault(
                            v.id, Lijn(v.id, ref, v.wat, [(PLAN, v.van), (v.editie, v.naar)], bewijs=v.bewijs())
                        )
                    if reden and reden not in uit[doel].redenen:
                        uit[doel].redenen.append(reden)
    return list(uit.values())
