"""The catalogue of checks as plain data, fit for JSON."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ..regels import Regel, alle_regels

_LANGST = 60


def regels_json() -> list[dict[str, Any]]:
    """Every check, in the order of the catalogue. `recordtype` is empty for a check on a line of a file."""
    return [regel_json(r) for r in alle_regels().values()]


def regel_json(r: Regel) -> dict[str, Any]:
    """One check as plain data."""
    return {
        "code": r.code,
        "ernst": r.ernst.value,
        "recordtype": r.recordtype,
        "velden": list(r.velden),
        "tekst": r.tekst,
        "remedie": r.remedie,
        "bron": r.bron,
        "goed_voorbeeld": _plat(r.goed),
        "fout_voorbeeld": _plat(r.fout),
    }


def _plat(voorbeeld: Mapping[str, Any]) -> dict[str, Any]:
    return {k: w.isoformat() if isinstance(w, date) else w for k, w in voorbeeld.items()}


def toon_voorbeeld(voorbeeld: Mapping[str, Any]) -> list[tuple[str, str]]:
    """An example in words, as pairs of field and value; circumstances of the delivery last."""
    velden = [(k, toon_waarde(w)) for k, w in voorbeeld.items() if not k.startswith("_")]
    if "_oefening" in voorbeeld:
        velden.append(("bestand", "oefengegevens" if voorbeeld["_oefening"] else "echte gegevens"))
    return velden or [("alle velden", "(leeg)")]


def toon_waarde(w: Any) -> str:
    """A value of an example as a person would read it: empty is said, long text is cut and says how long it is."""
    if w is None:
        return "(leeg)"
    if isinstance(w, bool):
        return "ja" if w else "nee"
    tekst = w.isoformat() if isinstance(w, date) else str(w).replace(".", ",") if isinstance(w, float) else str(w)
    return tekst if len(tekst) <= _LANGST else f"{tekst[:10]}… ({len(tekst)} tekens)"
