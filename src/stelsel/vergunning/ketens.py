"""Which decision belongs to which: chains of decisions of one source at one location.

A reference of the source comes first. Without one, the only grant in force at that place and time is taken as the head;
where there is none, or more than one, nothing is taken and the open point is reported.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from ..register import Feit
from .regels import Besluit, Kwestie, Stap

ZELFSTANDIG = "verlening"
GEHEEL = "intrekking"


def sleutel(f: Feit) -> tuple[str, str]:
    """A record is known by its source and key."""
    return f.herkomst.bron, str(f.velden["id"])


def einde_bron(f: Feit, regel_datum: str, regel_weg: str) -> Stap | None:
    """The end that the source itself gave a record: a date, or that it no longer tells of it; the earliest counts."""
    stappen = [
        Stap(regel, dag)
        for regel, dag in ((regel_datum, f.velden.get("einddatum")), (regel_weg, f.vervallen))
        if dag is not None
    ]
    return min(stappen, key=lambda s: s.dag, default=None)


def ketens(feiten: Iterable[Feit], dag: str) -> tuple[dict[tuple[str, str], Besluit], list[Kwestie]]:
    """The decisions that had begun on the day, each in its chain, and what could not be placed."""
    besluiten: dict[tuple[str, str], Besluit] = {}
    for f in feiten:
        begin = f.velden.get("begindatum") or f.velden.get("besluitdatum")
        if begin is None or begin <= dag:
            b = Besluit(f, begin or "", einde_bron(f, "VG-09", "VG-10"), str(f.velden["id"]))
            besluiten[sleutel(f)] = b
    kwesties: list[Kwestie] = []
    verleningen: dict[tuple[str, int], list[Besluit]] = defaultdict(list)
    for b in besluiten.values():
        if b.soort == ZELFSTANDIG:
            verleningen[b.feit.herkomst.bron, b.feit.locatie].append(b)
    for b in besluiten.values():
        _zoek_hoofd(b, besluiten, verleningen[b.feit.herkomst.bron, b.feit.locatie], kwesties)
    _geef_keten(besluiten, kwesties)
    return besluiten, kwesties


def _zoek_hoofd(
    b: Besluit, besluiten: dict[tuple[str, str], Besluit], verleningen: Sequence[Besluit], kwesties: list[Kwestie]
) -> None:
    """Place a decision: `verleningen` are the grants of its source at its location."""
    bron = b.feit.herkomst.bron
    genoemd = b.feit.velden.get("hoofdbesluit_id")
    if genoemd:
        hoofd = besluiten.get((bron, genoemd))
        if hoofd is None:
            kwesties.append(Kwestie("VK-03", (b.feit,), str(genoemd)))
        else:
            b.hoofd, b.hoe = hoofd.feit, "VG-11"
        return
    if b.soort == ZELFSTANDIG:
        b.hoe = "VG-13"
        return
    passend = [
        k
        for k in verleningen
        if k.begin <= b.begin and (k.einde is None or k.einde.dag > b.begin) and _zelfde(k.feit, b.feit)
    ]
    if len(passend) == 1:
        b.hoofd, b.hoe = passend[0].feit, "VG-12"
    else:
        kwesties.append(Kwestie("VK-02", (b.feit, *(p.feit for p in passend))))


def _zelfde(a: Feit, b: Feit) -> bool:
    """Nothing that both say of whom and what it is about differs."""
    return all(
        a.velden.get(v) is None or b.velden.get(v) is None or a.velden[v] == b.velden[v]
        for v in ("vestiging_id", "activiteit_id")
    )


def _geef_keten(besluiten: dict[tuple[str, str], Besluit], kwesties: list[Kwestie]) -> None:
    in_kring: set[tuple[str, str]] = set()
    for s, b in besluiten.items():
        pad = [s]
        while (hoofd := besluiten[pad[-1]].hoofd) is not None and (volgende := sleutel(hoofd)) not in pad:
            pad.append(volgende)
        if hoofd is None:
            b.keten = pad[-1][1]
            continue
        kring = pad[pad.index(sleutel(hoofd)) :]
        b.keten = min(kring)[1]
        if not in_kring.intersection(kring):
            kwesties.append(Kwestie("VK-04", tuple(besluiten[k].feit for k in kring)))
            in_kring.update(kring)


Kinderen = dict[tuple[str, str], list[tuple[str, str]]]


def kinderen(besluiten: dict[tuple[str, str], Besluit]) -> Kinderen:
    """Of each decision those that change it."""
    uit: Kinderen = defaultdict(list)
    for s, b in besluiten.items():
        if b.hoofd is not None:
            uit[sleutel(b.hoofd)].append(s)
    return uit


def onder(besluiten: dict[tuple[str, str], Besluit], van: Kinderen, hoofd: Feit) -> list[Besluit]:
    """A decision with all that change it, directly or through another."""
    uit, wacht, gezien = [], [sleutel(hoofd)], set()
    while wacht:
        s = wacht.pop()
        if s in gezien or s not in besluiten:
            continue
        gezien.add(s)
        uit.append(besluiten[s])
        wacht += van.get(s, [])
    return uit
