"""Scores through time and beside each other: the deliveries of a source, and all sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from ...begrippen import RECORDTYPEN, openbare_typen
from ...opslag import Opslag
from ..bewijs import Bewijs, bewijzen, openbare_bewijzen
from ..quarantaine.openstaand import wachtend
from .score import LEEG, Score, herstel_van, per_recordtype, score


@dataclass(frozen=True)
class Punt:
    """A delivery in the course of a source: its score as it was received, and after repair."""

    bewijs: Bewijs
    ontvangen: Score
    nu: Score


def verloop(alle: Sequence[Bewijs]) -> list[Punt]:
    """The counting deliveries of one source in order of receipt; repairs stand with what they repaired."""
    hersteld = herstel_van(alle)
    eigen = [b for b in alle if b.telt and not b.van]
    return [Punt(b, score(b), score(b, hersteld.get(b.levering, []))) for b in eigen]


@dataclass(frozen=True)
class Bronstand:
    """A source as it stands now: its score over its last delivery of each record type, and what still waits."""

    bron: str
    naam: str
    oefening: bool
    score: Score
    per_recordtype: dict[str, tuple[Score, str]]  # with the delivery that it is of
    wacht: int
    leveringen: int
    laatste: str
    ontvangen_op: datetime

    @property
    def aandeel(self) -> float | None:
        """Share of those rows that is taken in, 0 to 1."""
        return self.score.opgenomen / self.score.rijen if self.score.rijen else None

    def als_json(self) -> dict[str, Any]:
        return {
            "bron": self.bron,
            "naam": self.naam,
            "oefening": self.oefening,
            "score": self.score.als_json(),
            "per_recordtype": {t: s.als_json() | {"levering": n} for t, (s, n) in self.per_recordtype.items()},
            "wacht": self.wacht,
            "leveringen": self.leveringen,
            "laatste_levering": self.laatste,
            "ontvangen_op": self.ontvangen_op.isoformat(),
        }


def bronstand(opslag: Opslag, alle: Sequence[Bewijs]) -> Bronstand | None:
    """How a source stands, from all its receipts in order of receipt; None when nothing of it counts."""
    hersteld = herstel_van(alle)
    eigen = [b for b in alle if b.telt and not b.van]
    if not eigen:
        return None
    per_type: dict[str, tuple[Score, str]] = {}
    for b in eigen:
        per_type |= {t: (s, b.levering) for t, s in per_recordtype(b, hersteld.get(b.levering, [])).items()}
    laatste = eigen[-1]
    return Bronstand(
        laatste.bron, laatste.bron_naam, any(b.oefening for b in eigen), sum((s for s, _ in per_type.values()), LEEG),
        dict(sorted(per_type.items())), sum(wacht_nog(opslag, alle).values()), len(eigen), laatste.levering,
        laatste.ontvangen_op,
    )  # fmt: skip


def bronstanden(opslag: Opslag) -> list[Bronstand]:
    """Every source of which something counts, by name, in what everybody may know of it: the same figures for all who compare."""
    per_bron: dict[str, list[Bewijs]] = {}
    for b in openbare_bewijzen(opslag):
        per_bron.setdefault(b.bron, []).append(b)
    standen = [s for alle in per_bron.values() if (s := bronstand(opslag, alle))]
    return sorted(standen, key=lambda s: s.naam)


def bronrapport(opslag: Opslag, bron: str, alleen_openbaar: bool = False) -> dict[str, Any]:
    """How a source stands and how it came there, for machines. `alleen_openbaar`: as who is not of the source may see it."""
    alle = (openbare_bewijzen if alleen_openbaar else bewijzen)(opslag, bron)
    stand = bronstand(opslag, alle)
    punten = [
        {
            "levering": p.bewijs.levering,
            "ontvangen_op": p.bewijs.ontvangen_op.isoformat(),
            "soort": p.bewijs.soort,
            "score_bij_ontvangst": p.ontvangen.als_json(),
            "score": p.nu.als_json(),
        }
        for p in verloop(alle)
    ]
    return {"bron": bron, "stand": stand.als_json() if stand else None, "verloop": punten}


def wacht_nog(opslag: Opslag, alle: Sequence[Bewijs]) -> dict[str, int]:
    """Per counting delivery of one source: how many of its refused rows still wait."""
    tellen = [b for b in alle if b.telt]
    ingetrokken = opslag.tabel("intrekking")
    if len(tellen) <= 1 and ingetrokken is None:
        return {b.levering: b.quarantaine for b in tellen}
    staat = tuple((b.levering, b.quarantaine) for b in tellen)
    versie = ingetrokken.version() if ingetrokken else -1
    return _wacht_nog(str(opslag.map), alle[0].bron, staat, versie, alle[0].alleen_openbaar)


@lru_cache(512)
def _wacht_nog(
    map_: str, bron: str, staat: tuple[tuple[str, int], ...], ingetrokken: int, alleen_openbaar: bool
) -> dict[str, int]:
    """Kept for as long as nothing was delivered, decided or withdrawn: it reads every key of the source."""
    typen = openbare_typen() if alleen_openbaar else RECORDTYPEN.keys()
    open_ = {w.levering: w.open for w in wachtend(Opslag(map_), bron, typen)}
    return {levering: open_.get(levering, 0) for levering, _ in staat}
