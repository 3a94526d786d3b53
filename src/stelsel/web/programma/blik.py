"""The programme at a glance: a row per pillar."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from ...programma.feiten import Editie, Onderwerp, Pijler, Status
from ...programma.stand import Toezegging, open_op
from ...programma.status import Oordeel
from .keuze import kwartaal


@dataclass(frozen=True)
class Pijlerrij:
    """A pillar: its topics with their status, what moved in this edition, what is due, what is late, its risks."""

    pijler: Pijler
    onderwerpen: list[tuple[Onderwerp, Oordeel]]
    tellingen: list[tuple[Status | None, int]]
    verschoven: int
    te_laat: list[Toezegging]
    dit_kwartaal: int
    risicos: int


def blik(e: Editie, oordeel: dict[str, Oordeel], dag: date) -> list[Pijlerrij]:
    """One row per pillar, as of a day."""
    open_ = open_op(e, dag)
    _, tot = kwartaal(dag)
    straks = open_op(e, tot)
    uit = []
    for p in e.pijlers:
        delen = [d for o in p.onderwerpen for d in (o, *o.acties)]
        telling = Counter(oordeel[o.ref].status for o in p.onderwerpen)
        laat = [t for t in open_ if t.pijler == p.nummer]
        uit.append(Pijlerrij(
            p, [(o, oordeel[o.ref]) for o in p.onderwerpen],
            [(s, telling[s]) for s in (*Status, None) if telling[s]],
            sum(v.editie == e.code for d in delen for v in d.verschoven), laat,
            sum(t.pijler == p.nummer for t in straks) - len(laat), sum(len(d.risicos) for d in delen),
        ))  # fmt: skip
    return uit
