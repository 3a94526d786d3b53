"""Choosing between what sources say of one company, establishment, location or activity, in one dossier, as of its day.

The same over the whole register at once: `tegenspraak.rekenen`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from ..begrippen import dienst_voor, opgevolgd
from .feiten import Feit
from .keuze import BRON, METERS, PUNT, VELDEN, Kandidaat, Keuzeregel, kies

# What it is about: a company, its part at a location, a location, or an activity; None where that is not known.
Sleutel = tuple[Any, ...]


@dataclass(frozen=True)
class Standpunt:
    """What a source says of a field, in which record; `gekozen`: it is what the register shows."""

    waarde: Any
    feit: Feit
    gekozen: bool

    def als_json(self) -> dict[str, Any]:
        return {"waarde": self.waarde, "gekozen": self.gekozen, "herkomst": vars(self.feit.herkomst)}


@dataclass(frozen=True)
class Keuze:
    """A field of one thing: the value that the register shows, the rule that chose it (None: there was nothing to choose), and what
    every source says, the chosen first. `tegenspraak`: there is no value that all sources have."""

    recordtype: str
    veld: str
    waarde: Any
    regel: Keuzeregel | None
    standpunten: tuple[Standpunt, ...]
    tegenspraak: bool

    @property
    def feit(self) -> Feit:
        """The record from which the shown value comes."""
        return self.standpunten[0].feit

    def als_json(self) -> dict[str, Any]:
        return {
            "recordtype": self.recordtype, "veld": self.veld, "waarde": self.waarde, "regel": self.regel.naam if self.regel else None,
            "uitleg": self.regel.zin if self.regel else None, "bron_van_de_regel": BRON if self.regel else None,
            "standpunten": [s.als_json() for s in self.standpunten],
        }  # fmt: skip


def sleutel_van(f: Feit) -> Sleutel | None:
    """What a fact is about; None when it is not one of these, or the register does not know which."""
    sleutel: Sleutel = {
        "onderneming": (f.onderneming,), "vestiging": (f.onderneming, f.locatie), "locatie": (f.locatie,),
        "activiteit": (f.activiteit,),
    }.get(f.recordtype, (None,))  # fmt: skip
    return sleutel if all(sleutel) else None


class Kiezer:
    """Chooses among facts that are in force on a day; all facts of a company, or of a location, together."""

    def __init__(self, geldend: Mapping[str, Sequence[Feit]], dag: date):
        self.dag = dag
        self.per: dict[str, dict[Sleutel, list[Feit]]] = {rt: {} for rt in VELDEN}
        for recordtype, groepen in self.per.items():
            for f in geldend.get(recordtype, ()):
                if (sleutel := sleutel_van(f)) is not None:
                    groepen.setdefault(sleutel, []).append(f)
        self._dienst: dict[tuple[str, Sleutel], str | None] = {}

    @cached_property
    def tegenspraken(self) -> list[Keuze]:
        """Every field of which sources contradict each other."""
        return [
            k
            for recordtype, groepen in self.per.items()
            for sleutel, feiten in groepen.items()
            if len({f.herkomst.bron for f in feiten}) > 1
            for k in self._van(recordtype, sleutel, feiten)
            if k.tegenspraak
        ]

    def kies(self, recordtype: str, sleutel: Sleutel, veld: str, feiten: Sequence[Feit] | None = None) -> Keuze | None:
        """The choice for one field, among these facts or those in force; None when none of them fills it."""
        feiten = self.per[recordtype].get(sleutel, []) if feiten is None else feiten
        return self._keuze(recordtype, sleutel, veld, feiten) if feiten else None

    def _van(self, recordtype: str, sleutel: Sleutel, feiten: Sequence[Feit]) -> Iterator[Keuze]:
        for veld in (*VELDEN[recordtype], *((PUNT,) if recordtype == "locatie" else ())):
            if (k := self._keuze(recordtype, sleutel, veld, feiten)) is not None:
                yield k

    def _keuze(self, recordtype: str, sleutel: Sleutel, veld: str, feiten: Sequence[Feit]) -> Keuze | None:
        gezegd = [(f, w) for f in feiten if (w := _waarde(f, veld)) is not None]
        if not gezegd:
            return None
        if veld == PUNT:
            klassen = _punten([w for _, w in gezegd])
        else:
            gelijk = VELDEN[recordtype][veld].py
            klassen = [gelijk(w, self.dag) for _, w in gezegd]
        bronnen: dict[Any, set[str]] = {}
        for (f, _), klasse in zip(gezegd, klassen, strict=True):
            bronnen.setdefault(klasse, set()).add(f.herkomst.bron)
        dienst = self.dienst(recordtype, sleutel) if len(bronnen) > 1 else None
        paren = [
            (
                Kandidaat(
                    klasse, dienst is not None and opgevolgd(f.herkomst.bron, self.dag).id == dienst, bool(f.velden.get("kvk_nummer")),
                    len(bronnen[klasse]), f.herkomst.stand, f.herkomst.bron, f.herkomst.record,
                ),
                Standpunt(w, f, False),
            )
            for (f, w), klasse in zip(gezegd, klassen, strict=True)
        ]  # fmt: skip
        beste, regel = kies([k for k, _ in paren])
        paren.sort(key=lambda p: (p[0] is not beste, p[0].klasse != beste.klasse, p[0].bron, p[0].record))
        return Keuze(
            recordtype, veld, paren[0][1].waarde, regel,
            tuple(Standpunt(s.waarde, s.feit, k.klasse == beste.klasse) for k, s in paren),
            max(map(len, bronnen.values())) < len(set().union(*bronnen.values())),
        )  # fmt: skip

    def dienst(self, recordtype: str, sleutel: Sleutel) -> str | None:
        """Whose task it is, where the sources leave no doubt: of an activity the agency that all name, else that of the municipality."""
        if (recordtype, sleutel) not in self._dienst:
            self._dienst[recordtype, sleutel] = self._zoek_dienst(recordtype, sleutel)
        return self._dienst[recordtype, sleutel]

    def _zoek_dienst(self, recordtype: str, sleutel: Sleutel) -> str | None:
        if recordtype == "locatie":
            gemeenten = {f.velden["gemeente"] for f in self.per["locatie"].get(sleutel, [])} - {None}
            dienst = dienst_voor(gemeenten.pop(), self.dag) if len(gemeenten) == 1 else None
            return dienst.id if dienst else None
        if recordtype == "vestiging":
            return self.dienst("locatie", sleutel[1:])
        if recordtype == "activiteit":
            feiten = self.per["activiteit"].get(sleutel, [])
            codes = {opgevolgd(c, self.dag).id for f in feiten if (c := f.velden["uitvoerende_dienst"])}
            if len(codes) == 1:
                return str(codes.pop())
            plekken = {f.locatie for f in feiten}
        else:
            plekken = {plek for ond, plek in self.per["vestiging"] if ond == sleutel[0]}
        diensten = {self.dienst("locatie", (p,)) for p in plekken} - {None}
        return diensten.pop() if len(diensten) == 1 else None


def _waarde(f: Feit, veld: str) -> Any:
    if veld != PUNT:
        return f.velden[veld]
    return (f.velden["x"], f.velden["y"]) if f.velden["x"] is not None else None


def _punten(punten: Sequence[tuple[float, float]]) -> list[tuple[int, int]]:
    """Which points are one: along both axes nobody is further than `METERS` from the next."""

    def groepen(as_: Sequence[float]) -> list[int]:
        groep: dict[float, int] = {}
        vorige = None
        for w in sorted(as_):
            groep[w] = groep.get(w, max(groep.values(), default=0) + (vorige is not None and w - vorige > METERS))
            vorige = w
        return [groep[w] for w in as_]

    return list(zip(groepen([x for x, _ in punten]), groepen([y for _, y in punten]), strict=True))
