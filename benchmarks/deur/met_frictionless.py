"""frictionless: a Table Schema with constraints and a foreign key, and a check of its own for conditions over the row."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from frictionless import Check, Checklist, Package, Report, Resource, Row, Schema, errors

from .opgave import (
    BESTAAT,
    DATUMS,
    DATUMVORM,
    EIND_NA_BEGIN,
    IN_LIJST,
    KOLOMMEN,
    LENGTE,
    LIJST,
    NA_1800,
    NIET_OEFENING,
    NIET_TERUG,
    NIET_TOEKOMST,
    TEKSTVORM,
    UNIEK,
    VANAF,
    VANDAAG,
    VERPLICHT,
    ZONDER_STUURTEKENS,
    locaties,
    vergunningen,
)


class _OverDeRij(Check):
    type = "over-de-rij"
    Errors = [errors.RowConstraintError]

    def validate_row(self, row: Row) -> Iterable[errors.RowConstraintError]:
        sleutel, besluit, begin, eind = row["id"], row["besluitdatum"], row["begindatum"], row["einddatum"]
        if eind and begin and eind < begin:
            yield errors.RowConstraintError.from_row(row, note=EIND_NA_BEGIN)
        if begin and besluit and begin < besluit:
            yield errors.RowConstraintError.from_row(row, note=NIET_TERUG)
        if sleutel and sleutel.startswith("OEF-"):
            yield errors.RowConstraintError.from_row(row, note=NIET_OEFENING)


def _veld(naam: str) -> dict[str, Any]:
    eis: dict[str, Any] = {"required": True} if naam in VERPLICHT else {}
    if naam in TEKSTVORM:
        eis |= {"maxLength": LENGTE[naam], "pattern": ZONDER_STUURTEKENS}
    if naam in IN_LIJST:
        eis["enum"] = list(LIJST[naam])
    if naam == "id":
        eis["unique"] = True
    if naam == "begindatum":
        eis["minimum"] = VANAF.isoformat()
    if naam == "besluitdatum":
        eis["maximum"] = VANDAAG.isoformat()
    return {"name": naam, "type": "date" if naam in DATUMS else "string", "constraints": eis}


def vind(map_: Path) -> Report:
    sleutel = {"fields": ["locatie_id"], "reference": {"resource": "locatie", "fields": ["id"]}}
    schema = Schema.from_descriptor({"fields": [_veld(k) for k in KOLOMMEN], "foreignKeys": [sleutel]})
    pakket = Package(
        basepath=str(map_),
        resources=[
            Resource(name="locatie", path=locaties(map_).name),
            Resource(name="vergunning", path=vergunningen(map_).name, schema=schema),
        ],
    )
    return pakket.get_resource("vergunning").validate(Checklist(checks=[_OverDeRij()]), limit_errors=10**9)


def paren(uitkomst: Report) -> list[tuple[int, str]]:
    def code(e: Any) -> str:
        if e.type == "row-constraint":
            return e.note
        if e.type == "type-error":
            return DATUMVORM[e.field_name]
        if e.type in ("foreign-key", "unique-error"):
            return BESTAAT if e.type == "foreign-key" else UNIEK
        eis = e.note.split('"')[1]
        return {
            "required": VERPLICHT, "enum": IN_LIJST, "minimum": {"begindatum": NA_1800},
            "maximum": {"besluitdatum": NIET_TOEKOMST}, "maxLength": TEKSTVORM, "pattern": TEKSTVORM,
        }[eis][e.field_name]  # fmt: skip

    return sorted({(e.row_number, code(e)) for taak in uitkomst.tasks for e in taak.errors})
