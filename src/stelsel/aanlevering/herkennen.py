"""Of which record type is a table? By the name of file or sheet first, else by its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from ..begrippen import RECORDTYPEN, Recordtype, of
from .lezen import Bestandsfout, leesbaar


def _namen() -> dict[str, type[Recordtype]]:
    return {n: rt for rt in RECORDTYPEN.values() for n in (rt.typenaam, rt.meervoud)}


def herken(bestand: str, onderdeel: str, kolommen: Sequence[str]) -> type[Recordtype]:
    """The record type of a table. Raises `Bestandsfout` when it cannot be told, or when required columns lack."""
    rt = _op_naam(onderdeel or bestand) or _op_naam(bestand) or _op_kolommen(kolommen)
    if rt is None:
        soorten = ", ".join(RECORDTYPEN)
        raise Bestandsfout(
            bestand, "niet te herkennen welke soort records dit zijn.",
            f"Noem het bestand naar de soort, bijvoorbeeld 'vestiging.csv'. Soorten: {soorten}. Hebben uw kolommen eigen namen, maak dan "
            "een vertaling: stelsel vertaling voorstel.",
        )  # fmt: skip
    mist = [v.naam for v in rt.velden.values() if v.verplicht and v.naam not in kolommen]
    if mist:
        wat = (
            f"de kolom '{mist[0]}' ontbreekt"
            if len(mist) == 1
            else f"de kolommen {of(mist).replace(' of ', ' en ')} ontbreken"
        )
        raise Bestandsfout(
            bestand, f"{wat}; bij een {rt.typenaam} is dat verplicht.",
            "Voeg toe wat ontbreekt (een leeg sjabloon: stelsel model sjablonen MAP). Hebben uw kolommen eigen namen, maak dan een "
            "vertaling: stelsel vertaling voorstel.", 1,
        )  # fmt: skip
    return rt


def _op_naam(naam: str) -> type[Recordtype] | None:
    if naam.endswith("]") and " [" in naam:
        voor, _, binnen = naam[:-1].partition(" [")
        return _op_naam(binnen) or _op_naam(voor)
    naam = naam.rsplit("/", 1)[-1]
    woorden = re.split(r"[^a-z]+", (Path(naam).stem if leesbaar(naam) else naam).lower())
    gevonden = {rt for n, rt in _namen().items() if n in woorden}
    return gevonden.pop() if len(gevonden) == 1 else None


def _op_kolommen(kolommen: Sequence[str]) -> type[Recordtype] | None:
    """The one record type that has all its required columns here and shares the most columns."""
    aanwezig = set(kolommen)
    kans = sorted(
        ((len(aanwezig & rt.velden.keys()), rt) for rt in RECORDTYPEN.values()
         if all(v.naam in aanwezig for v in rt.velden.values() if v.verplicht)),
        key=lambda k: -k[0],
    )  # fmt: skip
    if not kans or (len(kans) > 1 and kans[0][0] == kans[1][0]) or kans[0][0] < 3:
        return None
    return kans[0][1]
