"""Which programme and which edition a page is about: from its address, and only what may be shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.http import HttpRequest

from ...begrippen import Gebruikersfout
from ...programma import edities, feiten, mag, models
from ...programma.status import Oordeel, oordelen
from ..context import peildatum


class ConceptNietOpenbaar(Gebruikersfout):
    """A draft is not for everybody."""

    code = "GEEN-GROND"

    def __init__(self) -> None:
        super().__init__("Het concept is niet openbaar.", "Kies een vastgestelde editie, of meld u aan.")


@dataclass
class Keuze:
    """A programme, one of its editions and the day of the question."""

    programma: models.Programma
    rij: models.Editie
    dag: date
    gevraagd: bool

    @cached_property
    def e(self) -> feiten.Editie:
        return edities.lees(self.rij)

    @cached_property
    def oordeel(self) -> dict[str, Oordeel]:
        return oordelen(self.e)

    @cached_property
    def refs(self) -> frozenset[str]:
        """Topics and actions: whatever has a page."""
        return frozenset(d.ref for _, o in self.e.onderwerpen() for d in o.allen())

    @cached_property
    def edities(self) -> list[models.Editie]:
        return edities.vastgestelde(self.programma)

    def context(self, **meer: Any) -> dict[str, Any]:
        return {"k": self, "p": self.programma, "e": self.e, "oordeel": self.oordeel, **meer}


def kies(request: HttpRequest, code: str) -> Keuze:
    """`?editie=2023-12` names an edition; `?peildatum=` the one that was known on a day; else the last adopted one.

    Without a peildatum the day is that of the adoption: a report tells how things stood then, not today.
    """
    p = edities.programma(code)
    gevraagd = bool(request.GET.get("peildatum"))
    if naam := request.GET.get("editie", ""):
        rij = edities.editie(p, naam)
        if rij.vastgesteld_op is None and not mag.ziet_concept(request.user, p):
            raise ConceptNietOpenbaar
    else:
        rij = edities.bekend_op(p, peildatum(request))
    return Keuze(p, rij, peildatum(request) if gevraagd else edities.dag_van(rij), gevraagd)


def kwartaal(dag: date) -> tuple[date, date]:
    """First and last day of the quarter of a day."""
    begin = date(dag.year, 3 * ((dag.month - 1) // 3) + 1, 1)
    volgend = date(begin.year + begin.month // 10, (begin.month + 2) % 12 + 1, 1)
    return begin, volgend - timedelta(days=1)
