"""Open points that show when conditions and decisions are held beside each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from ..register import Feit
from .ketens import ZELFSTANDIG, sleutel
from .regels import Besluit, Kwestie, Voorschrift

# Decisions that add to what holds, in a series of numbers of their own.
AANVULLEND = frozenset({"maatwerk", "gelijkwaardig"})
INHOUD = ("tekst", "parameter", "grenswaarde", "eenheid")


def naast_elkaar(geldend: Sequence[Voorschrift]) -> list[Kwestie]:
    """Conditions in force that cannot both be right as they stand: of one number, or of one parameter."""
    uit: list[Kwestie] = []
    per_nummer: dict[tuple[str, str, str], list[Voorschrift]] = defaultdict(list)
    per_parameter: dict[tuple[int, str], list[Voorschrift]] = defaultdict(list)
    for v in geldend:
        per_nummer[(*_reeks(v), v.nummer)].append(v)
        if v.feit.velden.get("parameter") and v.feit.velden.get("grenswaarde") is not None:
            per_parameter[v.feit.locatie, v.feit.velden["parameter"].strip().casefold()].append(v)
    for groep in per_nummer.values():
        if len({tuple(v.feit.velden.get(i) for i in INHOUD) for v in groep}) > 1:
            zelfde_dag = len({v.begin.dag for v in groep}) < len(groep)
            uit.append(Kwestie("VK-05" if zelfde_dag else "VK-11", _feiten(groep), groep[0].nummer))
    for groep in per_parameter.values():
        # Within one series different limits are meant so: for another point, or another time of day.
        per_reeks: dict[tuple[str, str], set[object]] = defaultdict(set)
        for v in groep:
            per_reeks[_reeks(v)].add((v.feit.velden["grenswaarde"], v.feit.velden.get("eenheid")))
        if len({frozenset(w) for w in per_reeks.values()}) > 1:
            uit.append(Kwestie("VK-06", _feiten(groep), groep[0].feit.velden["parameter"]))
    return uit


def _reeks(v: Voorschrift) -> tuple[str, str]:
    """Conditions that are numbered together: those of a chain, or of one decision that adds to it."""
    aanvullend = v.besluit.soort in AANVULLEND
    return v.feit.herkomst.bron, str(v.besluit.feit.velden["id"]) if aanvullend else v.besluit.keten


def _feiten(groep: Iterable[Voorschrift]) -> tuple[Feit, ...]:
    return tuple(v.feit for v in groep)


def zonder_besluit(besluiten: Iterable[Besluit]) -> list[Kwestie]:
    """Days between a grant that its source ended and the next one at the same place."""
    uit = []
    groepen: dict[tuple[object, ...], list[Besluit]] = defaultdict(list)
    for b in besluiten:
        if b.soort == ZELFSTANDIG:
            f = b.feit
            groepen[f.herkomst.bron, f.locatie, f.velden.get("vestiging_id"), f.velden.get("activiteit_id")].append(b)
    for groep in groepen.values():
        groep.sort(key=lambda b: b.begin)
        for eerder, later in pairwise(groep):
            # After a whole withdrawal there is meant to be nothing.
            einden = [b.einde for b in groep if b.begin < later.begin]
            laatste = max((e.dag if e else "9999" for e in einden), default="")
            if eerder.einde and eerder.einde.regel != "VG-06" and laatste < later.begin:
                uit.append(Kwestie("VK-08", (eerder.feit, later.feit), f"{laatste} – {later.begin}"))
    return uit


def hoofd_voorbij(
    geldend: Iterable[Voorschrift], besluiten: Mapping[tuple[str, str], Besluit], op: str
) -> list[Kwestie]:
    """Decisions of which conditions are in force although the decision that they change has ended."""
    uit = {}
    for v in geldend:
        hoofd = besluiten.get(sleutel(v.besluit.hoofd)) if v.besluit.hoofd else None
        if hoofd and hoofd.einde and hoofd.einde.dag <= op:
            uit[sleutel(v.besluit.feit)] = Kwestie("VK-12", (v.besluit.feit, hoofd.feit))
    return list(uit.values())
