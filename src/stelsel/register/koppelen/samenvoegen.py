"""From likely pairs to clusters: the surest first, and never by a chain of look-alikes.

Two groups become one when their link is sure enough, nothing in them contradicts, no person said otherwise, and every pair
across them that was compared is at least doubtful. What is likely and still not merged is doubtful, with the reason: a person
decides. The outcome does not depend on the order in which the pairs come.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

ZEKER = 0.99  # likelier than this is one without a person
MARGE = 4.0  # bits by which the best candidate must beat one that excludes it


@dataclass(frozen=True)
class Paar:
    """Two clusters that may be one: log2 of the odds. `sleutels`: what names both whatever the order of arrival.

    `ondanks`: a key of both outweighs that they contradict. `mag`: without a person they may become one at all.
    """

    a: int
    b: int
    gewicht: float
    sleutels: tuple[str, str]
    ondanks: bool = False
    mag: bool = True

    @property
    def kans(self) -> float:
        return 1 / (1 + 2.0**-self.gewicht)


@dataclass(frozen=True)
class Twijfel:
    """A pair left for a person, and why the machine left it."""

    paar: Paar
    reden: str


Waarden = Mapping[int, tuple[frozenset[str], ...]]


def voeg_waarschijnlijke_samen(
    paren: Iterable[Paar], waarden: Waarden, anders: set[tuple[int, int]]
) -> tuple[dict[int, int], list[Twijfel]]:
    """Which cluster goes into which, and what stays doubtful.

    `waarden`: per cluster the sets of values of which a merged one may hold one at most. `anders`: pairs (smaller first) that a
    person kept apart.
    """
    lijst = sorted(paren, key=lambda p: (-p.gewicht, p.sleutels))
    gewicht = {(p.a, p.b): p.gewicht for p in lijst}
    kandidaten: dict[int, list[Paar]] = defaultdict(list)
    for p in lijst:
        kandidaten[p.a].append(p)
        kandidaten[p.b].append(p)
    groep: dict[int, list[int]] = {}
    van: dict[int, int] = {}
    twijfel: list[Twijfel] = []

    def leden(k: int) -> list[int]:
        return groep.get(van.get(k, k), [k])

    def strijdig(links: list[int], rechts: list[int]) -> bool:
        velden = zip(*(waarden[k] for k in (*links, *rechts)), strict=True)
        return any(len(frozenset().union(*veld)) > max(1, *(len(w) for w in veld)) for veld in velden)

    def reden(p: Paar) -> str | None:
        links, rechts = leden(p.a), leden(p.b)
        if p.kans < ZEKER or not p.mag:
            return "onzeker"
        over = [(min(x, y), max(x, y)) for x in links for y in rechts]
        if any(o in anders for o in over):
            return "mens"
        if not p.ondanks and strijdig(links, rechts):
            return "tegenspraak"
        for k, ander in ((p.a, p.b), (p.b, p.a)):
            bij = set(leden(ander))
            for rivaal in kandidaten[k]:
                r = rivaal.b if rivaal.a == k else rivaal.a
                if r != ander and rivaal.gewicht > p.gewicht - MARGE and r not in bij and strijdig([ander], [r]):
                    return "meer_kandidaten"
        if len(over) > 1 and sum(o in gewicht for o in over) * 2 < len(over):
            return "keten"
        return None

    for p in lijst:
        links, rechts = leden(p.a), leden(p.b)
        if links is rechts or links == rechts:
            continue
        waarom = reden(p)
        if waarom == "mens":
            continue
        if waarom:
            twijfel.append(Twijfel(p, waarom))
            continue
        samen = sorted(links + rechts)
        for k in samen:
            van[k] = samen[0]
        groep[samen[0]] = samen
    naar = {k: g for k, g in van.items() if k != g}
    return naar, [t for t in twijfel if leden(t.paar.a) != leden(t.paar.b)]
