"""The text in force: a pure derivation from the decisions and conditions of a dossier that had begun on a day.

In: facts. Out: conditions with their times and the rule of every step, and open points. Never: a decision that begins
later, and a conclusion for which there is no rule.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from ..register import Dossier, Feit
from .ketens import GEHEEL, einde_bron, ketens, kinderen, onder, sleutel
from .kwesties import AANVULLEND, hoofd_voorbij, naast_elkaar, zonder_besluit
from .regels import Besluit, Kwestie, Stap, Voorschrift

# Decisions whose conditions, when the source does not say what they do, replace those of the same number.
WIJZIGT = frozenset({"wijziging"})
DEEL = "intrekking_deel"


@dataclass
class GeldendeVergunning:
    """What all decisions together say on `dag`: conditions in force, those that ended, the decisions, and open points."""

    dag: str
    voorschriften: list[Voorschrift]
    geeindigd: list[Voorschrift]
    besluiten: list[Besluit]
    kwesties: list[Kwestie]


def geldende_vergunning(d: Dossier, dag: date | None = None, locatie: int | None = None) -> GeldendeVergunning:
    """The text in force on a day (the peildatum of the dossier when left out), of one location or of all.

    What was known is settled by the dossier (`bekend_op`); only what had begun on the day counts.
    """
    op = (dag or d.peildatum).isoformat()

    def hier(recordtype: str) -> list[Feit]:
        return [f for f in d.feiten.get(recordtype, []) if locatie is None or f.locatie == locatie]

    besluiten, kwesties = ketens(hier("vergunning"), op)
    _trek_geheel_in(besluiten, kwesties)
    bekend = {sleutel(f) for f in hier("vergunning")}
    voorschriften = _voorschriften(hier("voorschrift"), besluiten, bekend, op, kwesties)
    intrekkend = _vervang(voorschriften, kwesties)
    for v in voorschriften:
        v.tijden = [] if v.feit.velden["id"] in intrekkend.get(v.feit.herkomst.bron, ()) else _tijden(v)
    _deel_zonder_inhoud(besluiten.values(), voorschriften, kwesties)
    geldend = sorted((v for v in voorschriften if v.geldt(op)), key=volgorde)
    weg = [v for v in voorschriften if v.tijden and not v.geldt(op)]
    kwesties += naast_elkaar(geldend) + zonder_besluit(besluiten.values()) + hoofd_voorbij(geldend, besluiten, op)
    return GeldendeVergunning(
        op, geldend, sorted(weg, key=lambda v: (v.einde.dag if v.einde else "", volgorde(v)), reverse=True),
        sorted(besluiten.values(), key=lambda b: (b.begin, b.feit.velden["id"]), reverse=True),
        sorted(kwesties, key=lambda k: (k.soort, k.code, k.bij)),
    )  # fmt: skip


def volgorde(v: Voorschrift) -> tuple[object, ...]:
    """By location, chain and number, in which 2.10 comes after 2.9."""
    return (
        v.feit.locatie,
        v.feit.herkomst.bron,
        v.besluit.keten,
        nummerdelen(v.nummer),
        v.begin.dag,
        v.feit.velden["id"],
    )


def nummerdelen(nummer: str) -> tuple[tuple[int, int, str], ...]:
    """The number of a condition in parts that sort as people read them."""
    return tuple((0, int(d), "") if d.isdecimal() else (1, 0, d) for d in re.findall(r"\d+|[^\d.\s]+", nummer))


def _trek_geheel_in(besluiten: dict[tuple[str, str], Besluit], kwesties: list[Kwestie]) -> None:
    """A whole withdrawal ends its head and all that had begun under it; what begins later contradicts it."""
    van = kinderen(besluiten)
    for intrekking in sorted((b for b in besluiten.values() if b.soort == GEHEEL), key=lambda b: b.begin):
        if intrekking.hoofd is None or _nooit(intrekking):
            continue
        for b in onder(besluiten, van, intrekking.hoofd):
            if b is intrekking or b.soort == GEHEEL:
                continue
            if b.begin > intrekking.begin:
                kwesties.append(Kwestie("VK-10", (b.feit, intrekking.feit)))
            elif b.einde is None or b.einde.dag > intrekking.begin:
                b.einde = Stap("VG-06", intrekking.begin, intrekking.feit)


def _nooit(b: Besluit) -> bool:
    """Ended before it began: it never had effect."""
    return b.einde is not None and b.einde.dag <= b.begin


def _voorschriften(
    feiten: Iterable[Feit], besluiten: dict[tuple[str, str], Besluit], bekend: set[tuple[str, str]], op: str,
    kwesties: list[Kwestie],
) -> list[Voorschrift]:  # fmt: skip
    """Conditions that had begun, with the ends that the source and the decision give them."""
    uit = []
    for f in feiten:
        van = f.herkomst.bron, f.velden["vergunning_id"]
        b = besluiten.get(van)
        if b is None:
            # Of a decision that is known but has not begun, the conditions have not begun either.
            if van not in bekend and f.geldt(op):
                kwesties.append(Kwestie("VK-07", (f,), f.velden["nummer"]))
            continue
        begin = max(f.velden.get("begindatum") or "", b.begin)
        if begin <= op:
            einden = [e for e in (einde_bron(f, "VG-07", "VG-08"), b.einde) if e is not None]
            uit.append(Voorschrift(f, b, Stap("VG-01", begin, b.feit), min(einden, key=lambda e: e.dag, default=None)))
    return uit


def _vervang(voorschriften: list[Voorschrift], kwesties: list[Kwestie]) -> dict[str, set[str]]:
    """Let each condition end what it replaces or withdraws, day by day; returns those that themselves say nothing."""
    per_sleutel = {sleutel(v.feit): v for v in voorschriften}
    per_nummer: dict[tuple[str, str, str], list[Voorschrift]] = defaultdict(list)
    intrekkend: dict[str, set[str]] = defaultdict(set)
    op_dag = sorted(voorschriften, key=lambda v: (v.begin.dag, v.feit.velden["id"]))
    for dag, groep in groupby(op_dag, key=lambda v: v.begin.dag):
        nieuw = list(groep)
        for v in nieuw:
            werking = v.feit.velden.get("werking")
            trekt_in = werking == "trekt_in"
            if trekt_in:
                intrekkend[v.feit.herkomst.bron].add(v.feit.velden["id"])
            elif werking is None and v.besluit.soort == DEEL and not v.feit.velden.get("vervangt_id"):
                # It may be the text that ends, or one that stays: not guessed.
                intrekkend[v.feit.herkomst.bron].add(v.feit.velden["id"])
                continue
            if v.einde is not None and v.einde.dag <= dag and not trekt_in:
                continue
            for oud, regel in _doelen(v, trekt_in, per_sleutel, per_nummer, kwesties):
                if oud.einde is None or oud.einde.dag > dag:
                    oud.einde = Stap(regel, dag, v.besluit.feit)
                    v.vervangt.append(oud.feit)
                    oud.door.append(v.feit)
        for v in nieuw:
            if v.feit.velden["id"] not in intrekkend[v.feit.herkomst.bron]:
                per_nummer[_nummer(v)].append(v)
    return intrekkend


def _nummer(v: Voorschrift) -> tuple[str, str, str]:
    return v.feit.herkomst.bron, v.besluit.keten, v.nummer


def _doelen(
    v: Voorschrift, trekt_in: bool, per_sleutel: dict[tuple[str, str], Voorschrift],
    per_nummer: dict[tuple[str, str, str], list[Voorschrift]], kwesties: list[Kwestie],
) -> list[tuple[Voorschrift, str]]:  # fmt: skip
    """What a condition ends, and by which rule: the reference first, else the same number in the same chain."""
    genoemd = v.feit.velden.get("vervangt_id")
    if genoemd:
        oud = per_sleutel.get((v.feit.herkomst.bron, genoemd))
        if oud is None or oud is v:
            kwesties.append(Kwestie("VK-09", (v.feit,), str(genoemd)))
            return []
        return [(oud, "VG-03" if trekt_in else "VG-02")]
    werking = v.feit.velden.get("werking")
    eerder = [o for o in per_nummer[_nummer(v)] if o.einde is None or o.einde.dag > v.begin.dag]
    # A custom rule counts in a series of its own, unless it says otherwise.
    eigen_reeks = [o for o in eerder if o.besluit.soort not in AANVULLEND]
    if werking in ("wijzigt", "trekt_in"):
        if not eerder:
            kwesties.append(Kwestie("VK-09", (v.feit,), v.nummer))
        return [(o, "VG-05" if trekt_in else "VG-04") for o in eigen_reeks or eerder]
    if werking is None and v.besluit.soort in WIJZIGT:
        return [(o, "VG-04") for o in eigen_reeks]
    return []


def _tijden(v: Voorschrift) -> list[tuple[str, str | None]]:
    """When it was in force: from its begin to its end, without the days on which its source did not tell of it or of its decision."""
    einde = v.einde.dag if v.einde else None
    stukken: list[tuple[str, str | None]] = [(v.begin.dag, einde)]
    for van, tot in sorted({*v.feit.onderbroken, *v.besluit.feit.onderbroken}):
        stukken = [
            deel for a, b in stukken for deel in ((a, van if b is None else min(van, b)), (max(tot, a), b))
            if deel[1] is None or deel[0] < deel[1]
        ]  # fmt: skip
    return sorted({s for s in stukken if s[1] is None or s[0] < s[1]})


def _deel_zonder_inhoud(
    besluiten: Iterable[Besluit], voorschriften: list[Voorschrift], kwesties: list[Kwestie]
) -> None:
    zegt = {
        sleutel(v.besluit.feit)
        for v in voorschriften
        if v.feit.velden.get("werking") is not None or v.feit.velden.get("vervangt_id")
    }
    kwesties += [
        Kwestie("VK-01", (b.feit,))
        for b in besluiten
        if b.soort == DEEL and sleutel(b.feit) not in zegt and not _nooit(b)
    ]
