"""Record types and fields, each declared once.

From a declaration come the column type, the checks, JSON Schema, the CSV template, the dictionary page and
the right per data class. Nothing about a field is written a second time anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from typing import Any, ClassVar

from .soorten import Soort, Tekst


class Klasse(Enum):
    """Data class: decides for whom a ground is needed before the value may be shown."""

    OPENBAAR = "openbaar"
    BEDRIJFSGEVOELIG = "bedrijfsgevoelig"
    PERSOONSGEGEVEN = "persoonsgegeven"
    BESTUURLIJKE_HANDHAVING = "bestuurlijke handhaving"
    STRAFRECHTELIJK = "strafrechtelijk"

    @property
    def en(self) -> str:
        """The class in one English line, for the dictionary."""
        return _KLASSE_EN[self.name]

    @property
    def nr(self) -> int:
        """Its number where rows are kept by class: 0 is open."""
        return list(Klasse).index(self)


_KLASSE_EN = {
    "OPENBAAR": "Open: may be shown to everybody.",
    "BEDRIJFSGEVOELIG": "Sensitive for the company: shown only on a ground to do so.",
    "PERSOONSGEGEVEN": "Says something about a natural person: shown only on a ground, each look to be logged.",
    "BESTUURLIJKE_HANDHAVING": "About administrative enforcement: shown only on a ground, each look to be logged.",
    "STRAFRECHTELIJK": "About criminal enforcement: shared only on a ground of its own.",
}


@dataclass
class Veld:
    """A field: Dutch definition, English line, kind, source in law or standard, data class.

    `nr` is the field's lasting number within its record type: the codes of its derived checks are built
    from it (100 + nr: required, 200 + nr: form, 300 + nr: code list, 400 + nr: reference), so that
    a code means the same in every version. A number is never given out again. `ook`: names under which the field is known
    in practice; from them a translation of a source is proposed.
    """

    definitie: str
    nr: int = field(kw_only=True)
    en: str = field(kw_only=True)
    bron: str = field(kw_only=True)
    soort: Soort = field(kw_only=True, default=Tekst())
    klasse: Klasse = field(kw_only=True, default=Klasse.OPENBAAR)
    verplicht: bool = field(kw_only=True, default=False)
    eenheid: str = field(kw_only=True, default="")
    kanttekening: str = field(kw_only=True, default="")
    voorbeeld: str = field(kw_only=True, default="")
    ook: tuple[str, ...] = field(kw_only=True, default=())
    label: str = field(kw_only=True, default="")
    naam: str = field(init=False, default="")

    def __set_name__(self, eigenaar: type, naam: str) -> None:
        self.naam = naam
        self.label = self.label or naam.replace("_", " ").capitalize()


RECORDTYPEN: dict[str, type[Recordtype]] = {}


class Recordtype:
    """A kind of record. The class docstring is its definition (Dutch); fields are class attributes."""

    typenaam: ClassVar[str]
    voorvoegsel: ClassVar[str]
    meervoud: ClassVar[str]
    en: ClassVar[str]
    bron: ClassVar[str]
    uitleg: ClassVar[str] = ""
    ook: ClassVar[tuple[str, ...]] = ()  # other names under which such records are known in practice
    # The day a record is about, for the time line: an event has one day, a state a beginning and an end.
    dag: ClassVar[str] = "begindatum"
    # The day on which its codes must have been in being, where that is another day.
    codedag: ClassVar[str] = ""
    velden: ClassVar[dict[str, Veld]]
    # A field with a code list of which some codes put the whole record in another class, and the class of each.
    klasseveld: ClassVar[str] = ""

    id = Veld(
        "Sleutel waarmee de bron dit record zelf aanduidt; uniek per bron en soort record, en blijvend.",
        nr=1,
        en="Key by which the source itself denotes this record; unique per source and record type, and lasting.",
        bron="Stelsel, ontwerp: elke rij is terug te vinden bij de bron",
        soort=Tekst(64),
        verplicht=True,
        voorbeeld="2024-00017",
        label="Sleutel",
        ook=("nummer", "volgnummer", "uniek id", "record id", "guid", "identificatie", "kenmerk"),
        kanttekening="Wisselt een bron van zaaksysteem, dan moet de oude sleutel mee: anders lijkt het een nieuw record. "
        "Sleutels die met OEF- beginnen zijn voor oefengegevens.",
    )

    def __init_subclass__(cls, **kw: Any) -> None:
        super().__init_subclass__(**kw)
        cls.typenaam = cls.__name__.lower()
        cls.velden = {"id": Recordtype.id} | {n: v for n, v in vars(cls).items() if isinstance(v, Veld)}
        RECORDTYPEN[cls.typenaam] = cls

    @classmethod
    def definitie(cls) -> str:
        return " ".join((cls.__doc__ or "").split())

    @classmethod
    def is_gebeurtenis(cls) -> bool:
        """True when the record happened on one day; False when it is a state with a beginning and an end."""
        return cls.dag != "begindatum"

    @classmethod
    def klasse(cls) -> Klasse:
        """The class of its being there: of a finding or a sanction even that there is one says what may not be said."""
        dicht = (v.klasse for v in cls.velden.values() if v.verplicht and v.klasse is not Klasse.OPENBAAR)
        return next(dicht, Klasse.OPENBAAR)

    @classmethod
    def klasse_per_code(cls) -> dict[str, Klasse]:
        """Per code of `klasseveld` the class of a record that has it, where that is not the one of its type."""
        return {}

    @classmethod
    def lagen(cls) -> dict[Klasse, list[str]]:
        """The fields by the class under which they are kept: first the class of the record with all that its being there tells, then
        what needs a ground of its own."""
        eigen = cls.klasse()
        uit: dict[Klasse, list[str]] = {eigen: []}
        for naam, veld in cls.velden.items():
            uit.setdefault(eigen if veld.klasse in (Klasse.OPENBAAR, eigen) else veld.klasse, []).append(naam)
        return uit

    @classmethod
    def klassen(cls) -> set[Klasse]:
        """Every class that a record of this type can have by its being there."""
        return {cls.klasse(), *cls.klasse_per_code().values()}


def openbaar_sql() -> str:
    """SQL: is a row with a `recordtype` one of which everybody may know?"""
    return f"recordtype IN ({', '.join(repr(t) for t in openbare_typen())})"


@cache
def openbare_typen() -> tuple[str, ...]:
    """Record types of which it may be told to everybody that there is one. Worked out once: every receipt on a page asks."""
    return tuple(naam for naam, rt in RECORDTYPEN.items() if rt.klassen() == {Klasse.OPENBAAR})
