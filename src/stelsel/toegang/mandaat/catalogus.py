"""The powers, the tasks and the national model mandate, as data. The model is an example: its official text was not found."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ...begrippen import Gebruikersfout, lees_gegevens, of
from .model import Soort

GEGEVENS = files("stelsel.toegang.mandaat") / "gegevens"
# Stands wherever the model mandate is shown or used.
MERK = "voorbeeld: de officiële tekst is niet geladen"


class OnbekendeBevoegdheid(Gebruikersfout):
    """No such power is declared."""

    code = "BEVOEGDHEID-ONBEKEND"

    def __init__(self, bevoegdheid: str):
        self.bevoegdheid = bevoegdheid
        super().__init__(f"De bevoegdheid '{bevoegdheid[:60]}' is niet bekend.", f"Kies {of(list(bevoegdheden()))}.")


class OnbekendeTaak(Gebruikersfout):
    """No such task is declared, or the power does not occur in it."""

    code = "TAAK-ONBEKEND"

    def __init__(self, taak: str, bevoegdheid: str):
        self.taak, self.bevoegdheid = taak, bevoegdheid
        super().__init__(
            f"Bij de bevoegdheid '{bevoegdheid}' hoort geen taak '{taak[:60]}'.",
            f"Kies {of(sorted(bevoegdheden()[bevoegdheid].taken))}.",
        )


@dataclass(frozen=True)
class Bevoegdheid:
    """A power: what kind of act it is, in which tasks it occurs, and which act of `botsingen.csv` its use is (empty: of none)."""

    code: str
    naam: str
    soort: Soort
    taken: frozenset[str]
    handeling: str
    bron: str


@dataclass(frozen=True)
class Taak:
    """Work that a body can have done in its name."""

    code: str
    naam: str
    bron: str


@dataclass(frozen=True)
class Modelregel:
    """What the model lets a body of these kinds (`organen`) have done by its agency; `voorbeeld`: not the official text."""

    bevoegdheid: str
    taak: str
    organen: frozenset[str]
    artikel: str
    voorbeeld: bool
    bron: str


def lees(bestand: str) -> list[dict[str, str]]:
    """The rows of a data file of this package."""
    return lees_gegevens(bestand, GEGEVENS)


@cache
def bevoegdheden() -> dict[str, Bevoegdheid]:
    """Every power by its code."""
    return {
        r["code"]: Bevoegdheid(
            r["code"], r["naam"], Soort(r["soort"]), frozenset(r["taken"].split()), r["handeling"], r["bron"]
        )
        for r in lees("bevoegdheden.csv")
    }


@cache
def taken() -> dict[str, Taak]:
    """Every task by its code."""
    return {r["code"]: Taak(**r) for r in lees("taken.csv")}


@cache
def modelmandaat() -> tuple[Modelregel, ...]:
    """The model mandate that is loaded."""
    return tuple(
        Modelregel(
            r["bevoegdheid"], r["taak"], frozenset(r["organen"].split()), r["artikel"], r["voorbeeld"] == "ja", r["bron"]
        )
        for r in lees("modelmandaat.csv")
    )  # fmt: skip


def merk() -> str:
    """The mark that the model mandate bears; empty as soon as every row of it is official."""
    return MERK if any(r.voorbeeld for r in modelmandaat()) else ""


def paren() -> list[tuple[str, str]]:
    """Every power with every task in which it occurs, in the order of the tables."""
    return [(b.code, t) for b in bevoegdheden().values() for t in taken() if t in b.taken]


def eis_paar(bevoegdheid: str, taak: str) -> None:
    """Raises `OnbekendeBevoegdheid`, or `OnbekendeTaak` when the power does not occur in this task."""
    if bevoegdheid not in bevoegdheden():
        raise OnbekendeBevoegdheid(bevoegdheid)
    if taak not in bevoegdheden()[bevoegdheid].taken:
        raise OnbekendeTaak(taak, bevoegdheid)
