"""Words for spelling, and how often each value to filter on occurs: small tables, made from the full-text index.

Each word is stored under its beginning with one letter left out, for every letter (and under the beginning itself). Two spellings
that differ in one letter of it meet there; what differs behind it is for the reader to weigh (after SymSpell, Wolf Garbe).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from ..zoekwoorden import MIDDEN_VANAF

BEGIN = 5
_PER_KEER = 20_000


def vormen(woord: str) -> set[str]:
    """The beginning of a word, whole and with each letter left out."""
    kop = woord[:BEGIN]
    # One letter more: where a letter is missing from the beginning, the next one has moved in.
    ruim = woord[: BEGIN + 1]
    return {kop} | {ruim[:i] + ruim[i + 1 :] for i in range(len(ruim))}


# Of the words of the full-text index: those that people write and the middles of them; and values to filter on, without the cells of
# the map box (λk). From each first word up to the second.
_SPELLEN = (("a", "{"), ("μ", "ν"))
_FILTEREN = (("λ", "λk"), ("λl", "μ"))


def om_te_spellen(woord: str) -> bool:
    """Is a word of the full-text index one for `spel`?"""
    return any(van <= woord < tot for van, tot in _SPELLEN)


def om_te_filteren(woord: str) -> bool:
    """Is a word of the full-text index one for `filterwaarde`?"""
    return any(van <= woord < tot for van, tot in _FILTEREN)


def bak_woordenboek(lite: sqlite3.Connection) -> None:
    """Fill `spel` and `filterwaarde` from the finished full-text index."""
    for grenzen in _SPELLEN:
        cursor = lite.execute("SELECT term FROM term WHERE term >= ? AND term < ?", grenzen)
        while rijen := cursor.fetchmany(_PER_KEER):
            voeg_woorden_toe(lite, (r[0] for r in rijen))
    for grenzen in _FILTEREN:
        lite.execute("INSERT INTO filterwaarde SELECT term, doc FROM term WHERE term >= ? AND term < ?", grenzen)


def voeg_woorden_toe(lite: sqlite3.Connection, woorden: Iterable[str]) -> None:
    """Make words of the full-text index known: to the spelling, and to who asks which words begin so. Those that are known stay.

    Middles of words (μ) are only there for the second.
    """
    goed = (w for w in woorden if len(w) >= MIDDEN_VANAF and w[:BEGIN].isalpha())
    rijen = [(v, w) for w in goed for v in ({w[:BEGIN]} if w[0] == "μ" else vormen(w))]
    lite.executemany("INSERT OR IGNORE INTO spel VALUES (?, ?)", rijen)


def begint_met(lite: sqlite3.Connection, begin: str, hoogstens: int) -> list[str] | None:
    """The words that begin with these letters, of which there are at least five; None when they are too many."""
    rijen = lite.execute(
        "SELECT woord FROM spel WHERE vorm = ? AND woord >= ? AND woord < ? LIMIT ?",
        (begin[:BEGIN], begin, begin + "{", hoogstens + 1),
    ).fetchall()
    return [r[0] for r in rijen] if len(rijen) <= hoogstens else None
