"""Two days beside each other: what is new, changed, ended or the same, and which words changed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from .afleiden import GeldendeVergunning, volgorde
from .ketens import sleutel
from .kwesties import INHOUD
from .regels import Voorschrift

NIEUW, GEWIJZIGD, GEEINDIGD, GELIJK = "nieuw", "gewijzigd", "geeindigd", "gelijk"


@dataclass(frozen=True)
class Verschil:
    """One condition on two days. `woorden`: pieces of text that are the same, went (`weg`) or came (`erbij`)."""

    soort: str
    oud: Voorschrift | None
    nieuw: Voorschrift | None
    woorden: tuple[tuple[str, str], ...] = ()

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
        woorden = () if zelfde else woordverschil(v.feit.velden["tekst"], opvolger.feit.velden["tekst"])
        uit.append(Verschil(GELIJK if zelfde else GEWIJZIGD, v, opvolger, woorden))
    uit += [Verschil(NIEUW, None, v) for s, v in nieuw.items() if s not in oud and s not in gevonden]
    orde = {GEWIJZIGD: 0, NIEUW: 1, GEEINDIGD: 2, GELIJK: 3}
    return sorted(uit, key=lambda x: (orde[x.soort], volgorde(x.een)))


def woordverschil(oud: str, nieuw: str) -> tuple[tuple[str, str], ...]:
    """The two texts as one row of pieces: `("gelijk", …)`, `("weg", …)`, `("erbij", …)`; whole words."""
    a, b = (re.findall(r"\s+|[^\s]+", t) for t in (oud, nieuw))
    uit: list[tuple[str, str]] = []
    for soort, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if soort == "equal":
            uit.append((GELIJK, "".join(a[i:j])))
            continue
        uit += [(naam, tekst) for naam, tekst in (("weg", "".join(a[i:j])), ("erbij", "".join(b[k:m]))) if tekst]
    return tuple(uit)
