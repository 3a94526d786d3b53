"""The catalogue of checks as plain data, fit for JSON."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ..opzoeken import GROEP_MINSTENS, Groep, Pad
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
        "dimensie": r.dimensie.value,
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


def naast_elkaar(r: Regel) -> list[tuple[str, str, str]]:
    """Both examples of a check as rows of field, good value and bad value; what an example leaves out is empty."""
    goed: dict[str, str | None] = dict(toon_voorbeeld(r.goed))
    fout: dict[str, str | None] = dict(toon_voorbeeld(r.fout))
    if "alle velden" in fout:
        fout = {}
    return [(n, goed.get(n) or "(leeg)", fout.get(n) or "(leeg)") for n in {**goed, **fout}]


def omgeving(r: Regel) -> list[tuple[str, str]]:
    """What a check asks beyond its own row: the column by which an example names it, and what it means."""
    return [(b.kolom, _betekenis(b)) for b in r.bij]


def _betekenis(b: Pad | Groep) -> str:
    if isinstance(b, Pad):
        *stappen, laatste = b.stappen
        return f"{laatste} van waar {', en dat weer met '.join(stappen)} naar verwijst"
    if b.mediaan:
        return f"de mediaan van {b.mediaan} over de rijen met dezelfde {' en '.join(b.per)}, als dat er {GROEP_MINSTENS} of meer zijn"
    if b.geheel:
        return "het aantal rijen dat op de sleutel na gelijk is"
    einde = " en zonder einddatum" if b.lopend else ""
    return f"het aantal rijen met dezelfde {' en '.join(b.per)}{einde}"


def toon_waarde(w: Any) -> str:
    """A value of an example as a person would read it: empty is said, long text is cut and says how long it is."""
    if w is None:
        return "(leeg)"
    if isinstance(w, bool):
        return "ja" if w else "nee"
    tekst = w.isoformat() if isinstance(w, date) else str(w).replace(".", ",") if isinstance(w, float) else str(w)
    return tekst if len(tekst) <= _LANGST else f"{tekst[:10]}… ({len(tekst)} tekens)"
