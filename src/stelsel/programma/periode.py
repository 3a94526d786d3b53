"""A period as programmes write it: a day, month, quarter, half-year, year, a range of these, ongoing, or unknown.

Written form (also in files): `2024-01-16`, `2024-01`, `2024-Q1`, `2024-H1`, `2024`, `2024-Q3/2024-Q4`, `doorlopend`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ..begrippen.weergave import MAANDEN

DOORLOPEND = "doorlopend"
ONBEKEND = "onbekend"
VROEGST, LAATST = 1900, 2100
_DEEL = re.compile(r"(\d{4})(?:-(?:Q([1-4])|H([12])|(\d\d)(?:-(\d\d))?))?")
_HALF = {"eerste": "H1", "tweede": "H2"}


@dataclass(frozen=True)
class Periode:
    """First and last day; `doorlopend` has neither an end nor a beginning that counts."""

    tekst: str
    soort: str
    begin: date
    einde: date

    @property
    def loopt_door(self) -> bool:
        return self.soort == DOORLOPEND

    def voor(self, dag: date) -> bool:
        """Had it ended on this day? The last day itself belongs to the period."""
        return not self.loopt_door and self.einde < dag

    def in_woorden(self) -> str:
        """As Dutch readers say it: `eerste kwartaal van 2024`, `16 januari 2024`."""
        if self.loopt_door:
            return DOORLOPEND
        if self.soort.endswith("bereik"):
            eerste, laatste = (periode(d) for d in self.tekst.split("/"))
            naast = (laatste.begin - eerste.einde).days == 1
            return f"{eerste.in_woorden()} {'en' if naast else 'tot en met'} {laatste.in_woorden()}"
        jaar, m = self.begin.year, self.begin.month
        return {
            "datum": f"{self.begin.day} {MAANDEN[m - 1]} {jaar}",
            "maand": f"{MAANDEN[m - 1]} {jaar}",
            "kwartaal": f"Q{(m + 2) // 3} van {jaar}",
            "halfjaar": f"{'eerste' if m == 1 else 'tweede'} helft van {jaar}",
            "jaar": str(jaar),
        }[self.soort]


def _enkel(tekst: str) -> Periode:
    m = _DEEL.fullmatch(tekst)
    if m is None:
        raise ValueError(tekst)
    jaar, kwartaal, helft, maand, dag = int(m[1]), m[2], m[3], m[4], m[5]
    if not VROEGST <= jaar <= LAATST:
        raise ValueError(tekst)
    if dag:
        d = date(jaar, int(maand), int(dag))
        return Periode(tekst, "datum", d, d)
    soort, eerste, laatste = "jaar", 1, 12
    if kwartaal:
        soort, eerste, laatste = "kwartaal", 3 * int(kwartaal) - 2, 3 * int(kwartaal)
    elif helft:
        soort, eerste, laatste = "halfjaar", 6 * int(helft) - 5, 6 * int(helft)
    elif maand:
        soort, eerste, laatste = "maand", int(maand), int(maand)
    return Periode(tekst, soort, date(jaar, eerste, 1), date(jaar, laatste, monthrange(jaar, laatste)[1]))


@lru_cache(10_000)
def periode(tekst: str) -> Periode:
    """The period that this written form names. Raises ValueError."""
    if tekst == DOORLOPEND:
        return Periode(tekst, DOORLOPEND, date.min, date.max)
    delen = [_enkel(d) for d in tekst.split("/")]
    if len(delen) == 1:
        return delen[0]
    if len(delen) != 2 or delen[0].soort != delen[1].soort or delen[1].einde <= delen[0].begin:
        raise ValueError(tekst)
    return Periode(tekst, f"{delen[0].soort}bereik", delen[0].begin, delen[1].einde)


def uit_mensentaal(tekst: str) -> str | None:
    """What somebody types in a form, as written form; None for unknown. Raises ValueError.

    Besides the written form: `Q1 2024`, `Q1 van 2024`, `16-1-2024`, `16 januari 2024`, `januari 2024`, `eerste helft 2024`,
    `eind 2024`, and ranges of these: `Q3/Q4 2024`, `Q3 en Q4 van 2024`, `2023 tot en met 2025`.
    """
    t = " ".join(tekst.lower().replace(" van ", " ").split())
    if t in ("", ONBEKEND, "-"):
        return None
    if t == DOORLOPEND:
        return t
    delen = re.split(r" ?/ ?| tot en met | t/m | en ", t)
    if len(delen) == 2 and not re.search(r"\d{4}", delen[0]):
        # `Q3 en Q4 2024`: the year stands once, at the end.
        delen[0] += f" {delen[1][-4:]}"
    return periode("/".join(map(_getypt, delen))).tekst


def _getypt(t: str) -> str:
    if m := re.fullmatch(r"q([1-4])[ -]?(\d{4})", t):
        return f"{m[2]}-Q{m[1]}"
    if m := re.fullmatch(r"eind (\d{4})", t):
        return f"{m[1]}-Q4"
    if m := re.fullmatch(r"(eerste|tweede) (?:helft|halfjaar) (\d{4})", t):
        return f"{m[2]}-{_HALF[m[1]]}"
    if m := re.fullmatch(r"(\d{1,2})-(\d{1,2})-(\d{4})", t):
        return f"{m[3]}-{int(m[2]):02}-{int(m[1]):02}"
    if (m := re.fullmatch(r"(?:(\d{1,2}) )?([a-z]+) (\d{4})", t)) and m[2] in MAANDEN:
        return f"{m[3]}-{MAANDEN.index(m[2]) + 1:02}" + (f"-{int(m[1]):02}" if m[1] else "")
    return t.upper()


def kwartalen(van: str | None, naar: str | None) -> int | None:
    """By how many quarters the end moved; negative when it came forward; None when an end is unknown or there is none."""
    if not van or not naar or DOORLOPEND in (van, naar):
        return None
    a, b = periode(van).einde, periode(naar).einde
    return (b.year - a.year) * 4 + (b.month + 2) // 3 - (a.month + 2) // 3
