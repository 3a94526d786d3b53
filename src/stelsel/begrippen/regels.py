"""The checks of the door: those derived from the fields, and those declared beside the record types.

A check is declared once: code, severity, condition over columns, Dutch text, remedy, source, and a good and a
bad example. `regels_van(recordtype)` gives them in a fixed order: the place of a check is its bit in the mask.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import cache
from typing import Any

from .codelijsten import Codelijst, codelijst
from .opzoeken import Groep, Pad
from .soorten import Code, Datum, Verwijzing
from .uitdrukking import Rij, Uitdrukking, waarde
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
    """On what the condition of a check is evaluated: on columns `"<veld>:tekst"` (as delivered) and `"<veld>"` (typed)."""

    TEKST = "tekst"  # one delivered value: is it there, does it have its form
    RIJ = "rij"  # the typed values of one row, and what the row refers to
    LEVERING = "levering"  # the row among the other rows of its source, by key
    GROEP = "groep"  # the row among the like rows of the delivery


class Dimensie(Enum):
    """The dimension of data quality that a check measures."""

    VOLLEDIGHEID = "volledigheid"
    GELDIGHEID = "geldigheid"
    CONSISTENTIE = "consistentie"
    TIJDIGHEID = "tijdigheid"
    UNICITEIT = "uniciteit"

    @property
    def en(self) -> str:
        """The dimension in one English line, for the dictionary."""
        return _DIMENSIE_EN[self.name]


_DIMENSIE_EN = {
    "VOLLEDIGHEID": "Completeness: what should be there is there.",
    "GELDIGHEID": "Validity: the value by itself can be true.",
    "CONSISTENTIE": "Consistency: values agree with each other, within a record and between records.",
    "TIJDIGHEID": "Timeliness: the record tells of now, and came in time.",
    "UNICITEIT": "Uniqueness: one thing is one record.",
}

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
    dimensie: Dimensie = Dimensie.GELDIGHEID
    bij: tuple[Pad | Groep, ...] = ()

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
    dimensie: Dimensie | None = None,
) -> None:
    """Declare a check on the typed values of a row. `veld` overrules which field is pointed at.

    Unless `dimensie` says otherwise, a check that looks at one field is about validity, one that looks at more about
    consistency. An example names a value of another record by its path, and a figure by its column.
    """
    uit = voorwaarde(Rij(recordtype))
    velden = (veld, *(v for v in uit.velden if v != veld)) if veld else uit.velden
    werking = Werking.GROEP if any(isinstance(b, Groep) for b in uit.bij) else Werking.RIJ
    een = len(velden) == 1 and not uit.bij
    _EIGEN.setdefault(recordtype.typenaam, []).append(
        Regel(
            code, ernst, recordtype.typenaam, velden, uit.sql, tekst, remedie, bron, goed, fout, werking,
            dimensie or (Dimensie.GELDIGHEID if een else Dimensie.CONSISTENTIE), uit.bij,
        )
    )  # fmt: skip


_DIMENSIE = {
    100: Dimensie.VOLLEDIGHEID, 200: Dimensie.GELDIGHEID, 300: Dimensie.GELDIGHEID, 400: Dimensie.CONSISTENTIE,
    500: Dimensie.UNICITEIT,
}  # fmt: skip


def _afgeleid(rt: type[Recordtype], veld: Veld) -> list[Regel]:
    """The checks that follow from the declaration of a field."""
    kolom, tekst_ = f'"{veld.naam}"', f'"{veld.naam}:tekst"'
    uit: list[Regel] = []

    def bij(
        honderd: int, sql: str, tekst: str, remedie: str, goed: str | None, fout: str | None, w: Werking = Werking.TEKST
    ) -> None:
        code = f"{rt.voorvoegsel}-{honderd + veld.nr:03d}"
        uit.append(
            Regel(
                code, Ernst.FOUT, rt.typenaam, (veld.naam,), sql, tekst, remedie, veld.bron,
                {veld.naam: goed}, {veld.naam: fout}, w, _DIMENSIE[honderd],
            )
        )  # fmt: skip

    if veld.verplicht:
        bij(100, f"({tekst_} IS NOT NULL)", f"Het veld '{veld.naam}' is leeg.",
            f"Vul in: {veld.definitie}", veld.voorbeeld, None)  # fmt: skip
    if isinstance(veld.soort, Code):
        codes = veld.soort.codes()
        lijst = ", ".join(map(waarde, codes))
        # A long list is faster as the rows of a table: the engine looks those up by hash.
        # One literal, cut up by the engine: it reads hundreds of them thirty times as fast as that way.
        in_lijst = (
            lijst if len(codes) <= KORTE_LIJST else f"SELECT unnest(string_split({waarde('|'.join(codes))}, '|'))"
        )
        kies = (
            f"Kies uit: {', '.join(codes)}."
            if len(codes) <= KORTE_LIJST
            else "Alle codes staan bij de begrippen, onder Codelijsten."
        )
        bij(300, f"({tekst_} IN ({in_lijst}))", f"'{{{veld.naam}}}' is geen {veld.soort.omschrijving()}.",
            kies, next(iter(codes)), "bestaat-niet")  # fmt: skip
    else:
        geen = "is geen dag die bestaat, geschreven" if isinstance(veld.soort, Datum) else "heeft niet de vorm:"
        vorm = veld.soort.omschrijving().removeprefix("datum, " if isinstance(veld.soort, Datum) else "")
        bij(200, f"({tekst_} IS NULL OR {kolom} IS NOT NULL)", f"'{{{veld.naam}}}' {geen} {vorm}.",
            f"Lever aan als {veld.soort.omschrijving()}.", veld.voorbeeld, foute_vorm(veld))  # fmt: skip
    if isinstance(veld.soort, Verwijzing):
        doel = veld.soort.recordtype
        bij(400, f"({kolom} IS NULL OR {kolom} IN (SELECT id FROM _sleutels_{doel}))",
            f"Wij hebben van u geen {doel} met de sleutel '{{{veld.naam}}}'.",
            "Lever ook het record met die sleutel, of verbeter de sleutel.", "bestaat", "bestaat-niet", Werking.LEVERING)  # fmt: skip
    if veld.naam == "id":
        bij(500, "(NOT _herhaling)", "De sleutel '{id}' komt eerder in deze levering voor.",
            "Geef elk record een eigen sleutel, of laat de herhaling weg.", "A-2", "A-1 (voor de tweede keer)", Werking.LEVERING)  # fmt: skip
    if isinstance(veld.soort, Code) and (gedateerd := codelijst(veld.soort.lijst)).geldig:
        uit.append(_bestond(rt, veld, gedateerd))
    return uit


def _bestond(rt: type[Recordtype], veld: Veld, lijst: Codelijst) -> Regel:
    """The code was in being in the time of the record: on its day, or on some day of its period.

    A running record may name what came later than its beginning: it tells of now.
    """
    begin = rt.codedag or rt.dag
    einde = "einddatum" if begin == "begindatum" else begin

    def binnen(vanaf: date | None, tot: date | None) -> str:
        teken = ">" if einde == "einddatum" else ">="
        delen = [f'"{einde}" {teken} {waarde(vanaf)}'] * bool(vanaf) + [f'"{begin}" < {waarde(tot)}'] * bool(tot)
        return " AND ".join(delen)

    gevallen = " ".join(f"WHEN {waarde(c)} THEN {binnen(*span)}" for c, span in lijst.geldig.items())
    code, vanaf = next((c, van) for c, (van, _) in lijst.geldig.items() if van)
    voor = {begin: vanaf - timedelta(days=400), einde: vanaf - timedelta(days=30)}
    return Regel(
        f"{rt.voorvoegsel}-{600 + veld.nr:03d}", Ernst.WAARSCHUWING, rt.typenaam,
        tuple(dict.fromkeys((veld.naam, begin, einde))), f'(CASE "{veld.naam}" {gevallen} ELSE true END)',
        f"'{{{veld.naam}}}' bestond niet in de tijd van dit record.",
        "Noem de organisatie die er toen was, of kijk de datum na.", lijst.bron,
        {veld.naam: code, begin: vanaf, einde: vanaf + timedelta(days=30)}, {veld.naam: code} | voor,
        dimensie=Dimensie.CONSISTENTIE,
    )  # fmt: skip


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
