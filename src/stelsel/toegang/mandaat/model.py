"""One link of a mandate as data: who lets whom do what, since when, with which exclusions, and where that was published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Soort(StrEnum):
    """What kind of act is done in the name of another (Awb 10:1 and 10:12)."""

    MANDAAT = "mandaat"
    VOLMACHT = "volmacht"
    MACHTIGING = "machtiging"

    @property
    def handeling(self) -> str:
        return _HANDELING[self]


_HANDELING = {
    Soort.MANDAAT: "een besluit",
    Soort.VOLMACHT: "een privaatrechtelijke rechtshandeling",
    Soort.MACHTIGING: "een feitelijke handeling",
}


@dataclass(frozen=True, order=True)
class Houder:
    """Who can hold a power: a body, named by its organisation (`GM0358`), or a function in an organisation (`odnzkg/directeur`)."""

    organisatie: str
    functie: str = ""

    def __str__(self) -> str:
        return f"{self.organisatie}/{self.functie}" if self.functie else self.organisatie


def houder(tekst: str) -> Houder:
    """The holder that is written as `organisatie` or `organisatie/functie`."""
    organisatie, _, functie = tekst.strip().partition("/")
    return Houder(organisatie.strip(), functie.strip())


@dataclass(frozen=True)
class Mandaat:
    """A link: `gever` lets `ontvanger` do each of `bevoegdheden` in each of `taken`, but for the pairs in `uitsluitingen`.

    It counts from `van` up to, not including, `tot`. `gever` is a body or the receiver of an earlier link; `ondermandaat`: may the
    receiver pass it on; `bron`: where the decision was published; `voorbeeld`: made up, for practice.
    """

    code: str
    soort: Soort
    gever: Houder
    ontvanger: Houder
    bevoegdheden: frozenset[str]
    taken: frozenset[str]
    uitsluitingen: frozenset[tuple[str, str]]
    ondermandaat: bool
    van: date
    tot: date | None
    bron: str
    voorbeeld: bool

    def noemt(self, bevoegdheid: str, taak: str) -> bool:
        """Does it name this power and this task, excluded or not?"""
        return bevoegdheid in self.bevoegdheden and taak in self.taken

    def sluit_uit(self, bevoegdheid: str, taak: str) -> bool:
        return (bevoegdheid, taak) in self.uitsluitingen

    def geldt(self, dag: date) -> bool:
        return self.van <= dag and (self.tot is None or dag < self.tot)

    def als_json(self) -> dict[str, object]:
        """For machines, in the words of the file it was loaded from."""
        return {
            "code": self.code, "soort": str(self.soort), "gever": str(self.gever), "ontvanger": str(self.ontvanger),
            "bevoegdheden": sorted(self.bevoegdheden), "taken": sorted(self.taken),
            "uitsluitingen": sorted("/".join(paar) for paar in self.uitsluitingen), "ondermandaat": self.ondermandaat,
            "van": self.van.isoformat(), "tot": self.tot.isoformat() if self.tot else None, "bron": self.bron,
            "voorbeeld": self.voorbeeld,
        }  # fmt: skip
