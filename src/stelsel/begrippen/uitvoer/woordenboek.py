"""The data dictionary as a plain structure: what the web page and the documentation show."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..regels import Regel, regels_van
from ..soorten import Code, Verwijzing
from ..veld import RECORDTYPEN, Klasse, Recordtype, Veld


@dataclass(frozen=True)
class Veldwoord:
    """A field, in words. `codelijst` and `verwijst_naar` are empty when the field has none."""

    nr: int
    naam: str
    label: str
    definitie: str
    en: str
    vorm: str
    eenheid: str
    codelijst: str
    verwijst_naar: str
    verplicht: bool
    klasse: Klasse
    bron: str
    kanttekening: str
    voorbeeld: str
    ook: tuple[str, ...] = ()


@dataclass(frozen=True)
class Recordwoord:
    """A record type, in words, with its fields and its checks."""

    naam: str
    meervoud: str
    voorvoegsel: str
    definitie: str
    en: str
    bron: str
    uitleg: str
    gebeurtenis: bool
    velden: list[Veldwoord] = field(default_factory=list)
    regels: list[Regel] = field(default_factory=list)


def woordenboek() -> list[Recordwoord]:
    """Every record type, in the order of declaration."""
    return [_record(rt) for rt in RECORDTYPEN.values()]


def _record(rt: type[Recordtype]) -> Recordwoord:
    return Recordwoord(
        rt.typenaam, rt.meervoud, rt.voorvoegsel, rt.definitie(), rt.en, rt.bron, rt.uitleg, rt.is_gebeurtenis(),
        [_veld(v) for v in rt.velden.values()], list(regels_van(rt.typenaam)),
    )  # fmt: skip


def _veld(v: Veld) -> Veldwoord:
    return Veldwoord(
        v.nr, v.naam, v.label, v.definitie, v.en, v.soort.omschrijving(), v.eenheid,
        v.soort.lijst if isinstance(v.soort, Code) else "",
        v.soort.recordtype if isinstance(v.soort, Verwijzing) else "",
        v.verplicht, v.klasse, v.bron, v.kanttekening, v.voorbeeld, v.ook,
    )  # fmt: skip
