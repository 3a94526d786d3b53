"""Forms in which agencies write a day: words of the translation file, turned into SQL that reads exactly that form."""

from __future__ import annotations

import re
from itertools import pairwise

from ...begrippen.uitdrukking import waarde

MAANDEN = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
           "november", "december")  # fmt: skip
AFKORTINGEN = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_DELEN = {
    "jjjj": ("jaar", "[0-9]{4}"),
    "mmmm": ("woord", "[A-Za-z]{3,9}"),
    "mmm": ("woord", "[A-Za-z]{3}[.]?"),
    "mm": ("maand", "[0-9]{2}"),
    "m": ("maand", "[0-9]{1,2}"),
    "dd": ("dag", "[0-9]{2}"),
    "d": ("dag", "[0-9]{1,2}"),
    "uu": ("", "[0-9]{1,2}"),
    "nn": ("", "[0-9]{2}"),
    "ss": ("", "[0-9]{2}(?:[.][0-9]{1,9})?"),
}
_WOORD = re.compile("jjjj|mmmm|mmm|mm|m|dd|d|uu|nn|ss|t|[-/. :]")
VOORBEELDEN = ("jjjj-mm-dd", "dd-mm-jjjj", "d-m-jjjj", "jjjjmmdd", "d mmm jjjj", "d mmmm jjjj", "jjjj-mm-dd uu:nn:ss")


def ontleed(vorm: str) -> list[str] | None:
    """The parts of a form; None when it cannot be read or does not name day, month and year once each."""
    delen = _WOORD.findall(vorm.lower())
    namen = [_DELEN[d][0] for d in delen if d in _DELEN and _DELEN[d][0]]
    soorten = sorted("maand" if n == "woord" else n for n in namen)
    heel = "".join(delen) == vorm.lower() and soorten == ["dag", "jaar", "maand"]
    # "dmjjjj": digits beside digits are told apart by their number only.
    plakt = any({a, b} <= _DELEN.keys() and {a, b} & {"d", "m"} for a, b in pairwise(delen))
    return delen if heel and not plakt else None


def patroon(delen: list[str]) -> str:
    """The regular expression of a form."""
    return "".join(f"({_DELEN[d][1]})" if d in _DELEN else "[Tt]" if d == "t" else f"[{d}]" for d in delen)


def lees_datum(v: str, vorm: str) -> str:
    """SQL: the day in the text `v` as 2024-03-31; NULL when the text does not have this form or is no day."""
    delen = ontleed(vorm)
    if delen is None:
        raise ValueError(vorm)
    groepen = [d for d in delen if d in _DELEN]
    regex = waarde(f"^(?:{patroon(delen)})$")

    def groep(naam: str) -> str:
        i = next(i for i, d in enumerate(groepen, 1) if _DELEN[d][0] == naam)
        return f"regexp_extract({v}, {regex}, {i})"

    if any(_DELEN[d][0] == "woord" for d in groepen):
        woorden = {w: i for namen in (MAANDEN, AFKORTINGEN) for i, w in enumerate(namen, 1)}
        lijsten = ", ".join(
            f"[{', '.join(waarde(x) for x in lijst)}]" for lijst in (woorden, map(str, woorden.values()))
        )
        maand = f"MAP({lijsten})[rtrim(lower({groep('woord')}), '.')]"
    else:
        maand = groep("maand")
    return f"try_cast({groep('jaar')} || '-' || lpad({maand}, 2, '0') || '-' || lpad({groep('dag')}, 2, '0') AS DATE)::VARCHAR"
