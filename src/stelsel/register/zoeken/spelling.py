"""Near spellings of words that nobody bears: one letter left out, put in, changed or swapped; two in a longer word."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice, product

from rapidfuzz.distance import OSA

from ..bakken.woordenboek import vormen
from ..index import Index
from ..zoekwoorden import MIDDEN_VANAF

_HOOGSTENS = 3_000
_PER_WOORD = 6
_LANGST = 30
# So many texts are tried: each asks the whole index.
_POGINGEN, _POGINGEN_BIJ_TREFFERS = 12, 4
Bestaat = Callable[[Sequence[str]], bool]


def lijkt_op(ix: Index, woord: str) -> list[str]:
    """Words of the register that are spelled nearly so, or begin nearly so; the nearest first."""
    if not MIDDEN_VANAF <= len(woord) <= _LANGST or not woord.isalpha():
        return []
    gezocht = sorted(vormen(woord))
    plekken = ", ".join("?" * len(gezocht))
    rijen = ix.rijen(f"SELECT DISTINCT woord FROM spel WHERE vorm IN ({plekken}) LIMIT {_HOOGSTENS}", gezocht)
    grens = 1 if len(woord) < 6 else 2
    gewogen = []
    for (w,) in rijen:
        afstand: float = OSA.distance(woord, w, score_cutoff=grens)
        if afstand > grens and len(w) > len(woord):
            # While it is being typed, and in a compound, only the beginning answers.
            afstand = min(OSA.distance(woord, w[: len(woord) + n], score_cutoff=grens) for n in (-1, 0, 1)) + 0.5
        if w != woord and afstand <= grens + 0.5:
            gewogen.append((afstand, w[0] != woord[0], abs(len(w) - len(woord)), w))
    return [w for *_, w in sorted(gewogen)[:_PER_WOORD]]


def verbeter(ix: Index, gezocht: Sequence[str], bestaat: Bestaat, *, gevonden: bool, hoogstens: int = 3) -> list[str]:
    """Texts with a near spelling that do have hits, best first. `bestaat` tells whether these words together have any.

    `gevonden`: the text as it is has some; then only the nearest spellings are tried.
    """
    onbekend = [not bestaat([w]) for w in gezocht]
    pogingen = _alle(ix, gezocht, onbekend) if any(onbekend) else _een_voor_een(ix, gezocht)
    goed = (p for p in islice(pogingen, _POGINGEN_BIJ_TREFFERS if gevonden else _POGINGEN) if bestaat(p))
    return [" ".join(p) for p in islice(goed, hoogstens)]


def _alle(ix: Index, gezocht: Sequence[str], onbekend: Sequence[bool]) -> Iterator[list[str]]:
    """Every word that nobody bears in its near spellings, or in two."""
    keuzes = [
        ([[s] for s in lijkt_op(ix, w)] or list(_in_tweeen(w))) if o else [[w]]
        for w, o in zip(gezocht, onbekend, strict=True)
    ]
    for p in product(*keuzes):
        yield [w for delen in p for w in delen]


def _een_voor_een(ix: Index, gezocht: Sequence[str]) -> Iterator[list[str]]:
    """All words exist, but not together: one of them may be another."""
    for i, w in enumerate(gezocht):
        for s in lijkt_op(ix, w):
            yield [*gezocht[:i], s, *gezocht[i + 1 :]]


def _in_tweeen(woord: str) -> Iterator[list[str]]:
    if woord.isalpha():
        for i in range(MIDDEN_VANAF, len(woord) - MIDDEN_VANAF + 1):
            yield [woord[:i], woord[i:]]
