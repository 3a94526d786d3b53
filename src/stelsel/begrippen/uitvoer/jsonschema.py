"""The information model as JSON Schema 2020-12: one definition per record type, one per code list.

Values are typed here (a number is a number, a day is `2024-03-31`); the door itself takes text and types it.
What a schema cannot say (references, checks over several fields) stands as check codes under `controles`.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import Any

from ..codelijsten import Codelijst, codelijst
from ..fouten import Gebruikersfout, of
from ..regels import regels_van
from ..soorten import Code, Geheel, Getal, JaNee, Soort, Verwijzing
from ..veld import RECORDTYPEN, Recordtype, Veld

MODEL = "urn:stelsel:begrippen:1"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


class OnbekendRecordtype(Gebruikersfout):
    """No record type with this name is declared."""

    code = "RECORDTYPE-ONBEKEND"

    def __init__(self, recordtype: str):
        self.recordtype = recordtype
        lijkt_op = difflib.get_close_matches(recordtype, RECORDTYPEN, n=3, cutoff=0.6)
        doe = f"Bedoelt u {of(lijkt_op)}?" if lijkt_op else f"Kies uit: {', '.join(RECORDTYPEN)}."
        super().__init__(f"Het recordtype '{recordtype}' bestaat niet.", doe)


def schema(recordtype: str | None = None) -> dict[str, Any]:
    """The schema of a whole delivery (lists of records by record type), or of one record of this type.

    Raises `OnbekendRecordtype` when no such record type is declared.
    """
    if recordtype is None:
        typen = list(RECORDTYPEN.values())
        return {
            "$schema": DIALECT,
            "$id": MODEL,
            "title": "Informatiemodel van Stelsel",
            "description": "Een levering: per recordtype een lijst met records.",
            "type": "object",
            "properties": {t.typenaam: {"type": "array", "items": {"$ref": f"#/$defs/{t.typenaam}"}} for t in typen},
            "additionalProperties": False,
            "$defs": _definities(typen),
        }
    rt = RECORDTYPEN.get(recordtype)
    if rt is None:
        raise OnbekendRecordtype(recordtype)
    return {
        "$schema": DIALECT,
        "$id": f"{MODEL}:{recordtype}",
        "$ref": f"#/$defs/{recordtype}",
        "$defs": _definities([rt]),
    }


def _definities(typen: Sequence[type[Recordtype]]) -> dict[str, Any]:
    lijsten = {v.soort.lijst for rt in typen for v in rt.velden.values() if isinstance(v.soort, Code)}
    return {rt.typenaam: _record(rt) for rt in typen} | {
        f"codelijst_{naam}": _codelijst(codelijst(naam)) for naam in sorted(lijsten)
    }


def _record(rt: type[Recordtype]) -> dict[str, Any]:
    over_meer = [r.code for r in regels_van(rt.typenaam) if len(r.velden) > 1]
    uit = {
        "title": rt.typenaam.capitalize(),
        "description": rt.definitie(),
        "en": rt.en,
        "bron": rt.bron,
        "kanttekening": rt.uitleg,
        "type": "object",
        "properties": {v.naam: _veld(rt, v) for v in rt.velden.values()},
        "required": [v.naam for v in rt.velden.values() if v.verplicht],
        "controles": over_meer,
    }
    return _zonder_leeg(uit)


def _veld(rt: type[Recordtype], v: Veld) -> dict[str, Any]:
    vorm = {"$ref": f"#/$defs/codelijst_{v.soort.lijst}"} if isinstance(v.soort, Code) else v.soort.jsonschema()
    if v.verplicht and vorm.get("type") == "string" and "pattern" not in vorm and "format" not in vorm:
        vorm = vorm | {"minLength": 1}
    uit = {
        "title": v.label,
        "description": v.definitie,
        "en": v.en,
        **vorm,
        "eenheid": v.eenheid,
        "klasse": v.klasse.value,
        "bron": v.bron,
        "kanttekening": v.kanttekening,
        "nr": v.nr,
        "verwijst_naar": v.soort.recordtype if isinstance(v.soort, Verwijzing) else "",
        "controles": [r.code for r in regels_van(rt.typenaam) if r.velden == (v.naam,)],
        "examples": [als_json(v.soort, v.voorbeeld)] if v.voorbeeld else [],
    }
    return _zonder_leeg(uit)


def _codelijst(lijst: Codelijst) -> dict[str, Any]:
    """The codes as `enum`, with their meaning beside it: validators pass over `labels`, forms can show it."""
    return {
        "title": lijst.titel,
        "en": lijst.en,
        "bron": lijst.bron,
        "eigen": lijst.eigen,
        "type": "string",
        "enum": list(lijst.codes),
        "labels": dict(lijst.codes),
    }


def _zonder_leeg(d: dict[str, Any]) -> dict[str, Any]:
    return {k: w for k, w in d.items() if w not in ("", [])}


def als_json(soort: Soort, tekst: str) -> Any:
    """A well-formed delivered text as the value that the schema speaks of."""
    if isinstance(soort, Getal):
        return float(tekst.replace(",", "."))
    if isinstance(soort, Geheel):
        return int(tekst)
    if isinstance(soort, JaNee):
        return tekst.lower() in ("ja", "j", "true", "1")
    return tekst
