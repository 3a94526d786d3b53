"""What does not go together in an edition: what its source contradicts, and what the facts contradict by a rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .feiten import Editie

EXTERN = "extern:"


@dataclass(frozen=True)
class Gevonden:
    """A contradiction: in which part, what, the statements, and whether a person found it in the source."""

    ref: str
    wat: str
    bewijs: tuple[dict[str, Any], ...]
    in_bron: bool = False


def tegenspraken(e: Editie) -> list[Gevonden]:
    """Listed, not smoothed: first what people found in the source, then what the rules find in the facts."""
    uit = [
        Gevonden("", t.wat, tuple(b for f in t.bronnen for b in f.bewijs()), True) for t in e.inconsistenties_in_bron
    ]
    return [*uit, *_gevonden(e)]


def _gevonden(e: Editie) -> Iterator[Gevonden]:
    refs = (
        {d.ref for _, _, d in e.onderdelen()}
        | {f"P{p.nummer}" for p in e.pijlers}
        | {t.ref for t in e.themaonderzoeken}
    )
    for _, _, d in e.onderdelen():
        labels = {u.label.split(" (")[0] for u in d.status_afgeleid}
        if "volgens planning" in labels and labels - {"volgens planning", "afgerond"}:
            bewijs = tuple(b for u in d.status_afgeleid for b in u.bewijs())
            yield Gevonden(d.ref, "De tekst zegt 'volgens planning', en ook dat de planning niet is gehaald.", bewijs)
        for u in d.status_afgeleid:
            if u.label.startswith("afgerond") and not d.afgerond:
                yield Gevonden(d.ref, "De tekst zegt dat het klaar is, maar het teken √ ontbreekt.", tuple(u.bewijs()))
        for p in d.planning:
            w = p.wanneer
            if w and e.einde and not w.loopt_door and w.begin > e.einde:
                zin = f"'{p.wat}' staat voor {w.in_woorden()}; het programma eindigt op {e.einde:%d-%m-%Y}."
                yield Gevonden(d.ref, zin, tuple(p.bewijs()))
            if d.afgerond and w and e.vastgesteld_op and w.begin > e.vastgesteld_op:
                yield Gevonden(d.ref, f"Afgerond, maar '{p.wat}' staat nog voor {w.in_woorden()}.", tuple(p.bewijs()))
        for a in d.afhankelijkheden:
            if a.naar not in refs and a.naar.startswith("P") and not a.naar.startswith(EXTERN):
                yield Gevonden(d.ref, f"Verwijst naar '{a.naar}', dat in deze editie niet staat.", tuple(a.bewijs()))
