"""Covenants: what partners agreed to give each other, in the five parts that the law asks of such a decision; and the white spots.

The five parts (Wet politiegegevens art. 20 lid 2): public interest; partners and aim; which data; conditions; receivers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..begrippen import Klasse


@dataclass(frozen=True)
class Convenant:
    """An agreement as it counts from `van` up to, not including, `tot`. `houders` give, `ontvangers` get; `bron`: where its text stands."""

    code: str
    titel: str
    belang: str
    doel: str
    doelen: frozenset[str]
    houders: frozenset[str]
    klassen: frozenset[Klasse]
    voorwaarden: str
    ontvangers: frozenset[str]
    van: date
    tot: date | None
    bron: str

    def geldt(self, dag: date) -> bool:
        return self.van <= dag and (self.tot is None or dag < self.tot)


def convenanten(dag: date) -> list[Convenant]:
    """The covenants that count on a day."""
    from .models import ConvenantRij

    alle = (r.als_convenant() for r in ConvenantRij.objects.filter(van__lte=dag))
    return [c for c in alle if c.geldt(dag)]
