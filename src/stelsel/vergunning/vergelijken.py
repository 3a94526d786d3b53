"""Two days beside each other: what is new, changed, ended or the same, and which words changed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import Indel

from .afleiden import GeldendeVergunning, volgorde
from .ketens import sleutel
from .kwesties import INHOUD
from .regels import Voorschrift

NIEUW, GEWIJZIGD, GEEINDIGD, GELIJK = "nieuw", "gewijzigd", "geeindigd", "gelijk"


@dataclass(frozen=True)
class Verschil:
    """One condition on two days."""

    soort: str
    oud: Voorschrift | None
    nieuw: Voorschrift | None

    @cached_property
    def woorden(self) -> tuple[tuple[str, str], ...]:
        """Of one that changed: pieces of text that are the same, went (`weg`) or came (`erbij`). Only worked out for who asks."""
        if self.soort != GEWIJZIGD or self.oud is None or self.nieuw is None:
            return ()
        return woordverschil(self.oud.feit.velden["tekst"], self.nieuw.feit.velden["tekst"])

    @property
    def een(self) -> Voorschrift:
        """The condition to show: as it is on the later day, or as it was."""
        v = self.nieuw or self.oud
        assert v is not None  # noqa: S101 - one of both is there
        return v


def vergelijk(van: GeldendeVergunning, tot: GeldendeVergunning) -> list[Verschil]:
    """What differs between the text in force on two days: first what changed, then what came, ended and stayed."""
    oud = {sleutel(v.feit): v for v in van.voorschriften}
    nieuw = {sleutel(v.feit): v for v in tot.voorschriften}
    over = {s: v for s, v in oud.items() if s not in nieuw}
    # What replaced what, followed over changes in between.
    opgevolgd = {sleutel(f): sleutel(v.feit) for v in (*tot.voorschriften, *tot.geeindigd) for f in v.vervangt}
    uit = [Verschil(GELIJK, oud[s], nieuw[s]) for s in nieuw.keys() & oud.keys()]
    gevonden = set()
    for s, v in over.items():
        gezien, doel = {s}, s
        while (volgende := opgevolgd.get(doel)) and volgende not in gezien:
            gezien.add(doel := volgende)
        opvolger = nieuw.get(doel)
        if opvolger is None or doel in oud or doel in gevonden:
            uit.append(Verschil(GEEINDIGD, v, None))
            continue
        gevonden.add(doel)
        zelfde = all(v.feit.velden.get(i) == opvolger.feit.velden.get(i) for i in INHOUD)
        uit.append(Verschil(GELIJK if zelfde else GEWIJZIGD, v, opvolger))
    uit += [Verschil(NIEUW, None, v) for s, v in nieuw.items() if s not in oud and s not in gevonden]
    orde = {GEWIJZIGD: 0, NIEUW: 1, GEEINDIGD: 2, GELIJK: 3}
    return sorted(uit, key=lambda x: (orde[x.soort], volgorde(x.een)))


def woordverschil(oud: str, nieuw: str) -> tuple[tuple[str, str], ...]:
    """The two texts as one row of pieces: `("gelijk", …)`, `("weg", …)`, `("erbij", …)`; whole words."""
    a, b = (re.findall(r"\s+|[^\s]+", t) for t in (oud, nieuw))
    uit: list[tuple[str, str]] = []
    weg = erbij = ""
    # Not difflib: every space answers to every other, so that its time grows with the square of the text.
    for o in Indel.opcodes(a, b):
        if o.tag != "equal":
            weg += "".join(a[o.src_start : o.src_end])
            erbij += "".join(b[o.dest_start : o.dest_end])
            continue
        uit += [(naam, tekst) for naam, tekst in (("weg", weg), ("erbij", erbij)) if tekst]
        uit.append((GELIJK, "".join(a[o.src_start : o.src_end])))
        weg = erbij = ""
    uit += [(naam, tekst) for naam, tekst in (("weg", weg), ("erbij", erbij)) if tekst]
    return tuple(uit)
