"""Numbers for deliveries that stay what they are when another one comes to stand between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from .gebied import Geheel

RUIMTE = 1_000


def nummers_met_ruimte(aantal: int) -> Sequence[int]:
    """So many numbers in order, with room between them for what comes late."""
    return range(RUIMTE, (aantal + 1) * RUIMTE, RUIMTE)


def nummers_tussen(leveringen: Sequence[str], bekend: Mapping[str, int]) -> list[int]:
    """Numbers of these deliveries, in the order of the world: those that are `bekend` keep theirs. Raises `Geheel` when there is no room."""
    uit = [bekend.get(levering, 0) for levering in leveringen]
    i = 0
    while i < len(uit):
        if uit[i]:
            i += 1
            continue
        eind = next((j for j in range(i, len(uit)) if uit[j]), len(uit))
        laag = uit[i - 1] if i else 0
        stap = (uit[eind] - laag) // (eind - i + 1) if eind < len(uit) else RUIMTE
        if stap < 1:
            raise Geheel("tussen twee leveringen is geen plaats meer")
        uit[i:eind] = [laag + stap * (n + 1) for n in range(eind - i)]
        i = eind
    if any(a >= b for a, b in pairwise(uit)):
        raise Geheel("bekende leveringen staan nu in een andere volgorde")
    return uit
