"""The words of the search index, spelled the same when it is baked and when it is asked.

Beside the words themselves a document has marked ones, which nobody can type because `woorden` keeps only a-z and 0-9: μ and the
end of a word of a name (so the middle of a name is a beginning), σ and its stem, ν and a register number, λ and a value to filter on.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache

import snowballstemmer

MIDDEN_VANAF = 4
# Beginnings of so many letters have lists of their own in the full-text index: those of five and six letters make the
# whole index 5% larger, and spare 20 ms at each question for a longer beginning that many words have (at 450,000 companies).
PREFIXEN = (1, 2, 3, 4, 5, 6)
Begint = Callable[[str], Sequence[str] | None]
LANGST_WOORD = 40
# Cells of the map box: a cell is 16 / 2**zoom degrees wide and 0.6 of that high.
CELZOOMS = (4, 6, 8, 10)
# The Kraaij-Pohlmann stemmer makes "druk" of "drukkerij"; this one leaves it a trade.
_stemmer = snowballstemmer.stemmer("dutch_porter")
_TUSSEN = re.compile(r"[^a-z0-9]+")
_POSTCODE_LOS = re.compile(r"\b(\d{4}) ([a-z]{2})\b")
_POSTCODE = re.compile(r"\d{4}[a-z]{2}")


def woorden(tekst: str) -> list[str]:
    """The words of a text as the index spells them: lower case, no accents, no dots, & as 'en', a postcode as one word."""
    plat = tekst.lower()
    if not plat.isascii():
        plat = "".join(t for t in unicodedata.normalize("NFKD", plat) if not unicodedata.combining(t))
    plat = _TUSSEN.sub(" ", plat.replace(".", "").replace("&", " en ")).strip()
    return _POSTCODE_LOS.sub(r"\1\2", plat).split()


@lru_cache(200_000)
def stam(woord: str) -> str:
    """The stem that the forms of a Dutch word share: drukkerijen and drukkerij, bedrijven and bedrijf."""
    if len(woord) < MIDDEN_VANAF or not woord.isalpha():
        return woord
    s: str = _stemmer.stemWord(woord)
    return s[:-1] + {"v": "f", "z": "s"}.get(s[-1], s[-1])


def zoektekst(naamwoorden: str, andere: str) -> str:
    """What goes into the full-text index for a document: a row is taken out again with the same text."""
    extra: dict[str, None] = {}
    for w in naamwoorden.split():
        if not w.isalpha():
            continue
        for i in range(1, min(len(w), LANGST_WOORD) - MIDDEN_VANAF + 1):
            extra["μ" + w[i:]] = None
        if (s := stam(w)) != w:
            extra["σ" + s] = None
    return " ".join((naamwoorden, andere, *extra))


def heel(woord: str) -> str:
    """Full-text question for a whole word. What looks like a postcode may also be two words: 2021 BV."""
    if _POSTCODE.fullmatch(woord):
        return f'("{woord}" OR ("{woord[:4]}" AND "{woord[4:]}"))'
    return f'"{woord}"'


def begin(woord: str, bekend: Begint) -> str:
    """Full-text question for the beginning of a word.

    For a longer beginning the index would gather the lists of all its words before it can give the first hit; named one by one they
    are walked side by side. `bekend` knows those words, or that they are too many.
    """
    if _POSTCODE.fullmatch(woord):
        return heel(woord)
    if not woord.isalpha():
        return f'("{woord}"* OR "ν{woord}"*)'
    return _begin(woord, bekend)


def _begin(woord: str, bekend: Begint) -> str:
    if len(woord) > PREFIXEN[-1] and (alle := bekend(woord)) is not None:
        return "(" + " OR ".join(f'"{w}"' for w in dict.fromkeys([woord, *alle])) + ")"
    return f'"{woord}"*'


def ergens(woord: str, bekend: Begint) -> str:
    """Full-text question for a word that begins so, has this in its middle, or is another form of it."""
    if len(woord) < MIDDEN_VANAF or not woord.isalpha():
        return begin(woord, bekend)
    s = stam(woord)
    vormen = [begin(woord, bekend), _begin(f"μ{woord}", bekend), f'"σ{s}"', *([f'"{s}"'] if s != woord else [])]
    return f"({' OR '.join(vormen)})"


def merk(soort: str, waarde: str) -> str:
    """The marked word of a value to filter on: `merk("gm", "GM0599")`."""
    return f"λ{soort}{re.sub(r'[^a-z0-9]', 'p', waarde.lower())}"
