"""The checks of the door: those derived from the fields, and those declared beside the record types.

A check is declared once: code, severity, condition over columns, Dutch text, remedy, source, and a good and a
bad example. `regels_van(recordtype)` gives them in a fixed order: the place of a check is its bit in the mask.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any

from .soorten import Code, Verwijzing
from .uitdrukking import Rij, Uitdrukking
from .veld import RECORDTYPEN, Recordtype, Veld


class Ernst(Enum):
    """Severity: `FOUT` refuses the row, `WAARSCHUWING` accepts and flags it, `OPMERKING` only tells."""

    FOUT = "fout"
    WAARSCHUWING = "waarschuwing"
    OPMERKING = "opmerking"

    @property
    def en(self) -> str:
        """The severity in one English line, for the dictionary."""
        return _ERNST_EN[self.name]


_ERNST_EN = {
    "FOUT": "Error: the row is refused and waits in quarantine.",
    "WAARSCHUWING": "Warning: the row is accepted and flagged.",
    "OPMERKING": "Remark: the row is accepted; the source is only told.",
}


class Werking(Enum):
    """On what the condition of a check is evaluated."""

    TEKST = "tekst"  # the delivered text, before it has a type
    RIJ = "rij"  # the typed values of one row
    LEVERING = "levering"  # the row among the other rows of its source


KORTE_LIJST = 12


@dataclass(frozen=True)
class Regel:
    """A check. `sql` holds for a good row; `velden[0]` is the field that a finding points at."""

    code: str
    ernst: Ernst
    recordtype: str
    velden: tuple[str, ...]
    sql: str
    tekst: str
    remedie: str
    bron: str
    goed: Mapping[str, Any]
    fout: Mapping[str, Any]
    werking: Werking = Werking.RIJ

    @property
    def stukken(self) -> list[str]:
        """The sentence in pieces: text and the name of a field, in turns."""
        return re.split(r"\{(\w+)\}", self.tekst)

    @property
    def zonder_waarden(self) -> str:
        """The sentence of a finding with dots where it quotes the row: for who may not see the row."""
        return re.sub(r"\{\w+\}", "…", self.tekst)


_EIGEN: dict[str, list[Regel]] = {}


def regel(
    code: str,
    ernst: Ernst,
    recordtype: type[Recordtype],
    *,
    voorwaarde: Callable[[Any], Uitdrukking],
    tekst: str,
    remedie: str,
    bron: str,
    goed: Mapping[str, Any],
    fout: Mapping[str, Any],
    veld: str = "",
) -> None:
    """Declare a check on the typed values of a row. `veld` overrules which field is pointed at."""
    uit = voorwaarde(Rij(frozenset(recordtype.velden)))
    velden = (veld, *(v for v in uit.velden if v != veld)) if veld else uit.velden
    _EIGEN.setdefault(recordtype.typenaam, []).append(
        Regel(code, ernst, recordtype.typenaam, velden, uit.sql, tekst, remedie, bron, goed, fout)
    )


def _afgeleid(rt: type[Recordtype], veld: Veld) -> list[Regel]:
    """The checks that follow from the declaration of a field."""
    kolom = f'"{veld.naam}"'
    uit: list[Regel] = []

    def bij(
        honderd: int, sql: str, tekst: str, remedie: str, goed: str | None, fout: str | None, w: Werking = Werking.TEKST
    ) -> None:
        code = f"{rt.voorvoegsel}-{honderd + veld.nr:03d}"
        uit.append(
            Regel(
                code, Ernst.FOUT, rt.typenaam, (veld.naam,), sql, tekst, remedie, veld.bron,
                {veld.naam: goed}, {veld.naam: fout}, w,
            )
        )  # fmt: skip

    if veld.verplicht:
        bij(100, f"({kolom} IS NOT NULL)", f"Het veld '{veld.naam}' is leeg.",
            f"Vul in: {veld.definitie}", veld.voorbeeld, None)  # fmt: skip
    if isinstance(veld.soort, Code):
        codes = veld.soort.codes()
        lijst = ", ".join("'" + c.replace("'", "''") + "'" for c in codes)
        kies = (
            f"Kies uit: {', '.join(codes)}."
            if len(codes) <= KORTE_LIJST
            else "Alle codes staan bij de begrippen, onder Codelijsten."
        )
        bij(300, f"({kolom} IN ({lijst}))", f"'{{{veld.naam}}}' is geen {veld.soort.omschrijving()}.",
            kies, next(iter(codes)), "bestaat-niet")  # fmt: skip
    else:
        bij(200, veld.soort.vorm(kolom), f"'{{{veld.naam}}}' heeft niet de vorm: {veld.soort.omschrijving()}.",
            f"Lever aan als {veld.soort.omschrijving()}.", veld.voorbeeld, foute_vorm(veld))  # fmt: skip
    if isinstance(veld.soort, Verwijzing):
        doel = veld.soort.recordtype
        bij(400, f"({kolom} IS NULL OR {kolom} IN (SELECT id FROM _sleutels_{doel}))",
            f"Wij hebben van u geen {doel} met de sleutel '{{{veld.naam}}}'.",
            "Lever ook het record met die sleutel, of verbeter de sleutel.", "bestaat", "bestaat-niet", Werking.LEVERING)  # fmt: skip
    if veld.naam == "id":
        bij(500, "(NOT _herhaling)", "De sleutel '{id}' komt eerder in deze levering voor.",
            "Geef elk record een eigen sleutel, of laat de herhaling weg.", "A-2", "A-1 (voor de tweede keer)", Werking.LEVERING)  # fmt: skip
    return uit


def foute_vorm(veld: Veld) -> str:
    """A text that does not have the form of this field: the bad example of its form check."""
    hoogstens = getattr(veld.soort, "hoogstens", 64 if isinstance(veld.soort, Verwijzing) else None)
    return "x" * (hoogstens + 1) if hoogstens else "x?"


@cache
def regels_van(recordtype: str) -> tuple[Regel, ...]:
    """All checks of a record type, derived ones first, in the order of their bits in the mask."""
    rt = RECORDTYPEN[recordtype]
    afgeleid = [r for v in rt.velden.values() for r in _afgeleid(rt, v)]
    return (*afgeleid, *_EIGEN.get(recordtype, ()))


@cache
def alle_regels() -> Mapping[str, Regel]:
    """The whole catalogue by code, the checks on a line of a file included."""
    from .rijregels import RIJREGELS

    uit = {r.code: r for r in RIJREGELS}
    for naam in RECORDTYPEN:
        for r in regels_van(naam):
            if r.code in uit:
                raise ValueError(f"Code {r.code} is twee keer uitgegeven")
            uit[r.code] = r
    return uit
