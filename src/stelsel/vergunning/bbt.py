"""Decisions on BAT conclusions as reference data, and the term in which a permit must be reconsidered after one.

Directive 2010/75/EU art. 21(3): within four years of publication of decisions on BAT conclusions relating to the main
activity. Only rows whose date was found in the source that they name are in the table; more can be loaded in the same form.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from ..begrippen import Gebruikersfout

BESTAND = "vergunning/gegevens/bbt_conclusies.csv"
TERMIJN_JAREN = 4
NORM = "Richtlijn 2010/75/EU, art. 21 lid 3: binnen vier jaar na de bekendmaking van BBT-conclusies voor de hoofdactiviteit"


class BbtTabelOngeldig(Gebruikersfout):
    """A row of the table cannot be read."""

    code = "BBT-TABEL"

    def __init__(self, regel: int, wat: str):
        self.regel = regel
        super().__init__(
            f"Regel {regel} van {BESTAND} is niet te lezen: {wat}.", "Verbeter de regel; elke rij heeft een bron."
        )


@dataclass(frozen=True)
class BbtConclusies:
    """A decision on BAT conclusions. `geheel` and `deels`: categories of annex I that it covers wholly, or only in part."""

    bref: str
    titel: str
    besluit: str
    gepubliceerd: date
    geheel: tuple[str, ...]
    deels: tuple[str, ...]
    bron: str
    opmerking: str

    @property
    def uiterlijk(self) -> date:
        """The last day of the term."""
        d = self.gepubliceerd
        schrikkel = (d.month, d.day) == (2, 29)
        return d.replace(year=d.year + TERMIJN_JAREN, day=28 if schrikkel else d.day)

    def dekt(self, categorie: str) -> bool | None:
        """Does it cover the category? None: only in part, so that the installation decides."""
        if any(_onder(categorie, c) for c in self.geheel):
            return True
        return None if any(_onder(categorie, c) for c in self.deels) else False


def _onder(categorie: str, groep: str) -> bool:
    return categorie == groep or categorie.startswith((groep + "(", groep + "."))


def lees(tekst: str) -> tuple[BbtConclusies, ...]:
    """The rows of the table. Raises `BbtTabelOngeldig` for a row without date or source."""
    uit = []
    for n, r in enumerate(csv.DictReader(tekst.splitlines()), 2):
        try:
            dag = date.fromisoformat(r["gepubliceerd"])
        except (KeyError, ValueError):
            raise BbtTabelOngeldig(n, "de dag van bekendmaking ontbreekt of bestaat niet") from None
        if not r["bron"] or not r["besluit"]:
            raise BbtTabelOngeldig(n, "het besluit of de bron ontbreekt")
        geheel, deels = (tuple(filter(None, r[k].split(";"))) for k in ("categorieen", "categorieen_deels"))
        uit.append(BbtConclusies(r["bref"], r["titel"], r["besluit"], dag, geheel, deels, r["bron"], r["opmerking"]))
    return tuple(uit)


@cache
def bbt_conclusies() -> tuple[BbtConclusies, ...]:
    """The table that travels with the software."""
    return lees((files("stelsel.vergunning") / "gegevens" / "bbt_conclusies.csv").read_text(encoding="utf-8"))


def voor(categorie: str, tabel: Sequence[BbtConclusies]) -> list[tuple[BbtConclusies, bool]]:
    """The decisions that cover a category, newest first, with whether they cover it wholly."""
    gevonden = [(b, dekt is True) for b in tabel if (dekt := b.dekt(categorie)) is not False]
    return sorted(gevonden, key=lambda p: p[0].gepubliceerd, reverse=True)
