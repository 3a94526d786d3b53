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


def bak_woordenboek(lite: sqlite3.Connection) -> None:
    """Fill `spel` and `filterwaarde` from the finished full-text index."""
    for van, tot in (("a", "{"), ("μ", "ν")):
        cursor = lite.execute("SELECT term FROM term WHERE term >= ? AND term < ?", (van, tot))
        while rijen := cursor.fetchmany(_PER_KEER):
            voeg_woorden_toe(lite, (r[0] for r in rijen))
    lite.execute("INSERT INTO filterwaarde SELECT term, doc FROM term WHERE term >= 'λ' AND term < 'λk'")
    lite.execute("INSERT INTO filterwaarde SELECT term, doc FROM term WHERE term >= 'λl' AND term < 'μ'")


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
