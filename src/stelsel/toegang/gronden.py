"""Grounds as data: for which purpose the law lets whom have which class of data, since which text, and when to read that text again.

Without a ground there is no data. A ground whose text was not read in force bears a mark wherever it is shown or used.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from ..begrippen import Klasse, Organisatie, alle_organisaties, lees_gegevens

GEGEVENS = files("stelsel.toegang") / "gegevens"
GELDEND, TE_VERIFIEREN = "geldend", "te verifiëren"
# What a ground can ask beside a purpose: a covenant that names the data, a case, or an establishment of the Seveso directive.
CONVENANT, ZAAK, SEVESO = "convenant", "zaak", "seveso"


class Rechtsbron:
    """Something that rests on an article, of which the text was read once and must be read again: `artikel`, `stand`, `opnieuw_na`."""

    artikel: str
    stand: str
    opnieuw_na: date

    def te_verifieren(self, dag: date) -> bool:
        """Must somebody read the text in force before this can be relied on?"""
        return self.stand != GELDEND or self.opnieuw_na <= dag

    def merk(self, dag: date) -> str:
        """The article as it is named on screen and in the log."""
        return f"{self.artikel} (te verifiëren)" if self.te_verifieren(dag) else self.artikel


@dataclass(frozen=True)
class Grond(Rechtsbron):
    """A legal ground: who holds, who may receive, for what, on which conditions; and what it opens in Stelsel.

    `ontvangers`: kinds of organisation; `eis`: what is asked beside the purpose; it counts from `tekst_van` up to, not including, `tot`;
    `opnieuw_na`: from this day on the text must be read again.
    """

    code: str
    artikel: str
    houder: str
    ontvanger: str
    doel: str
    voorwaarden: str
    ontvangers: frozenset[str]
    doelen: frozenset[str]
    klassen: frozenset[Klasse]
    eis: str
    tekst_van: date
    tot: date | None
    stand: str
    opnieuw_na: date
    bron: str

    def geldt(self, dag: date) -> bool:
        return self.tekst_van <= dag and (self.tot is None or dag < self.tot)


@dataclass(frozen=True)
class Doel:
    """A purpose for which data can be asked."""

    code: str
    naam: str
    uitleg: str
    bron: str


@dataclass(frozen=True)
class Functie:
    """What people do in an organisation: in which kinds of it, for which purposes, and the classes that they need at most."""

    code: str
    naam: str
    soorten: frozenset[str]
    doelen: tuple[str, ...]
    klassen: frozenset[Klasse]
    uitleg: str


# The purpose of a source that looks at what it delivered itself: that is no disclosure, so it needs no ground to receive.
EIGEN = "eigen_gegevens"


def _klassen(tekst: str) -> frozenset[Klasse]:
    return frozenset(Klasse[k.upper()] for k in tekst.split())


def lees_gronden(rijen: list[dict[str, str]]) -> tuple[Grond, ...]:
    """Grounds from rows with the columns of `gronden.csv`."""
    return tuple(
        Grond(
            r["code"], r["artikel"], r["houder"], r["ontvanger"], r["doel"], r["voorwaarden"], frozenset(r["ontvangers"].split()),
            frozenset(r["doelen"].split()), _klassen(r["klassen"]), r["eis"], date.fromisoformat(r["tekst_van"]),
            date.fromisoformat(r["tot"]) if r["tot"] else None, r["stand"], date.fromisoformat(r["opnieuw_na"]), r["bron"],
        )
        for r in rijen
    )  # fmt: skip


@cache
def gronden() -> tuple[Grond, ...]:
    """Every ground that is loaded, also those that open nothing here."""
    return lees_gronden(lees_gegevens("gronden.csv", GEGEVENS))


@cache
def doelen() -> dict[str, Doel]:
    """Every purpose by its code."""
    return {r["code"]: Doel(**r) for r in lees_gegevens("doelen.csv", GEGEVENS)}


@cache
def functies() -> dict[str, Functie]:
    """Every function by its code."""
    return {
        r["code"]: Functie(
            r["code"], r["naam"], frozenset(r["soorten"].split()), tuple(r["doelen"].split()), _klassen(r["klassen"]), r["uitleg"]
        )
        for r in lees_gegevens("functies.csv", GEGEVENS)
    }  # fmt: skip


@cache
def partijen() -> dict[str, Organisatie]:
    """Every organisation that can ask: those that deliver, and receivers that do not."""
    eigen = {
        r["id"]: Organisatie(r["id"], r["naam"], r["soort"], bron=r["bron"])
        for r in lees_gegevens("partijen.csv", GEGEVENS)
    }
    return {**alle_organisaties(), **eigen}


def organisatienaam(id_: str) -> str:
    """The name of an organisation; of one that the table no longer holds its id."""
    return partijen()[id_].naam if id_ in partijen() else id_
