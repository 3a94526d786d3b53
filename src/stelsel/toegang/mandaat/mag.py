"""May somebody do this for a body on a day? The chain of links that says so, or what is missing in the chain that comes nearest.

A chain says what a function may. Whether a person in it may in this case hangs on what that person did before: tell it as a `Geval`.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count

from ..gronden import partijen
from .botsing import Botsing, Handeling, botsing, zelfde
from .catalogus import bevoegdheden, eis_paar
from .model import Houder, Mandaat
from .ontbreekt import (
    AndereHandeling,
    GeenOndermandaat,
    GeenSchakel,
    NogNiet,
    Oorzaak,
    Opgeheven,
    Uitgesloten,
    Verlopen,
)


@dataclass(frozen=True)
class Vraag:
    """May `actor` do this for `orgaan` on this day?"""

    actor: Houder
    bevoegdheid: str
    taak: str
    orgaan: Houder
    dag: date

    def __str__(self) -> str:
        return f"'{self.bevoegdheid}' voor '{self.taak}', namens {self.orgaan} op {self.dag:%d-%m-%Y}"


@dataclass(frozen=True)
class Geval:
    """The case in which a power is to be used: by whom (`wie`: an account), about which case and activity, after which acts of people."""

    wie: str
    zaak: str
    activiteit: str
    eerder: tuple[Handeling, ...]

    @property
    def eigen(self) -> list[Handeling]:
        """Of those acts the ones of this person."""
        return [h for h in self.eerder if zelfde(h.wie, self.wie)]


@dataclass(frozen=True)
class Keten:
    """Yes: the links from the body to who asks. None at all when the body asks itself (Awb 10:7)."""

    vraag: Vraag
    schakels: tuple[Mandaat, ...]

    @property
    def voorbeeld(self) -> bool:
        """Is one of the links made up, for practice?"""
        return any(s.voorbeeld for s in self.schakels)

    @property
    def zin(self) -> str:
        if not self.schakels:
            return f"{self.vraag.actor} is zelf het orgaan en mag {self.vraag}."
        weg = " → ".join(str(h) for h in (self.vraag.orgaan, *(s.ontvanger for s in self.schakels)))
        return f"{self.vraag.actor} mag {self.vraag}: {weg}."


@dataclass(frozen=True)
class GeenMandaat:
    """No: everything that is missing in the chain that comes nearest, and the earlier act that bars this one."""

    vraag: Vraag
    oorzaken: tuple[Oorzaak, ...]

    @property
    def zin(self) -> str:
        return " ".join([f"{self.vraag.actor} mag niet {self.vraag}.", *(o.zin for o in self.oorzaken)])


def mag(
    actor: Houder,
    bevoegdheid: str,
    taak: str,
    orgaan: Houder,
    dag: date,
    mandaten: Iterable[Mandaat],
    geval: Geval | None = None,
) -> Keten | GeenMandaat:
    """The shortest valid chain, or else what is missing in the chain with the fewest faults.

    With a `geval` also no, when what this person did before does not go together with it. The body itself is no person: what it
    did under no mandate bars nothing. Raises `OnbekendeBevoegdheid`, `OnbekendeTaak`, `HandelingOnbekend`.
    """
    v = Vraag(actor, bevoegdheid, taak, orgaan, dag)
    eis_paar(bevoegdheid, taak)
    if (
        actor == orgaan
        and not orgaan.functie
        and orgaan.organisatie in partijen()
        and partijen()[orgaan.organisatie].bestaat(dag)
    ):
        return Keten(v, ())
    botst = _botst(v, geval) if geval else ()
    for schakels, fouten in _wegen(v, per_gever(mandaten)):
        if schakels[-1].ontvanger == actor:
            alle = (*fouten, *botst)
            return GeenMandaat(v, alle) if alle else Keten(v, schakels)
    return GeenMandaat(v, (GeenSchakel(orgaan, actor, bevoegdheid, taak), *botst))


def _botst(v: Vraag, g: Geval) -> tuple[Botsing, ...]:
    """The earlier act of this person that does not go together with using this power; no rule speaks of the use of some powers."""
    if not (soort := bevoegdheden()[v.bevoegdheid].handeling):
        return ()
    b = botsing(g.eerder, Handeling(g.wie, soort, g.zaak, g.activiteit, v.dag))
    return (b,) if b else ()


def per_gever(mandaten: Iterable[Mandaat]) -> Mapping[Houder, Sequence[Mandaat]]:
    """The links by who gives them: made once when many questions follow."""
    uit: dict[Houder, list[Mandaat]] = defaultdict(list)
    for m in sorted(mandaten, key=lambda m: m.code):
        uit[m.gever].append(m)
    return dict(uit)


def wie_mag(
    bevoegdheid: str, taak: str, orgaan: Houder, dag: date, van: Mapping[Houder, Sequence[Mandaat]]
) -> dict[Houder, Keten]:
    """Everybody who may, each with the shortest chain; `van`: the links `per_gever`. Raises `OnbekendeBevoegdheid`, `OnbekendeTaak`."""
    eis_paar(bevoegdheid, taak)
    uit: dict[Houder, Keten] = {}
    for schakels, fouten in _wegen(Vraag(orgaan, bevoegdheid, taak, orgaan, dag), van):
        if fouten:
            break  # the fewest faults come first: from here on no way is without
        h = schakels[-1].ontvanger
        uit.setdefault(h, Keten(Vraag(h, bevoegdheid, taak, orgaan, dag), schakels))
    return uit


def _wegen(
    v: Vraag, van: Mapping[Houder, Sequence[Mandaat]]
) -> Iterator[tuple[tuple[Mandaat, ...], tuple[Oorzaak, ...]]]:
    """Ways from the body over links that name the power and the task: the fewest faults first, then the fewest links.

    Every link is come to once, along its best way, so that a circle of links ends.
    """
    volgorde = count()
    wacht: list[tuple[int, int, int, tuple[Mandaat, ...], tuple[Oorzaak, ...]]] = [(0, 0, next(volgorde), (), ())]
    geweest: set[int] = set()
    while wacht:
        *_, schakels, fouten = heapq.heappop(wacht)
        if schakels:
            if id(schakels[-1]) in geweest:
                continue
            geweest.add(id(schakels[-1]))
            yield schakels, fouten
        vorige = schakels[-1] if schakels else None
        for m in van.get(vorige.ontvanger if vorige else v.orgaan, ()):
            if m.noemt(v.bevoegdheid, v.taak) and id(m) not in geweest:
                alle = (*fouten, *_fouten(v, m, vorige))
                heapq.heappush(wacht, (len(alle), len(schakels) + 1, next(volgorde), (*schakels, m), alle))


def _fouten(v: Vraag, m: Mandaat, vorige: Mandaat | None) -> Iterator[Oorzaak]:
    """Why this link does not carry, coming from the one before it."""
    nodig = bevoegdheden()[v.bevoegdheid].soort
    if vorige is not None and not vorige.ondermandaat:
        yield GeenOndermandaat(vorige, m)
    if m.soort != nodig:
        yield AndereHandeling(m, nodig)
    if m.sluit_uit(v.bevoegdheid, v.taak):
        yield Uitgesloten(m, v.bevoegdheid, v.taak)
    if v.dag < m.van:
        yield NogNiet(m, v.dag)
    elif not m.geldt(v.dag):
        yield Verlopen(m, v.dag)
    for organisatie in sorted({m.gever.organisatie, m.ontvanger.organisatie}):
        if organisatie in partijen() and not partijen()[organisatie].bestaat(v.dag):
            yield Opgeheven(m, organisatie, v.dag)
