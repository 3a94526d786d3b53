"""Who waits for whom: the graph of dependencies, and the chains at whose end something is late.

An arrow runs from the part that waits to the part it waits for, as the report writes it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .feiten import Editie, Status
from .status import Oordeel
from .tegenspraak import EXTERN

LAAT = (Status.WIJKT_AF, Status.WIJKT_STERK_AF)
HOOGSTENS, LANGST = 20, 30


@dataclass(frozen=True)
class Pijl:
    van: str
    naar: str
    wat: str
    bewijs: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class Keten:
    """Parts that wait for each other; the last one is late, so all before it are in danger."""

    refs: tuple[str, ...]
    pijlers: int


def pijlen(e: Editie) -> list[Pijl]:
    """Every dependency of topics, actions and try-outs. A try-out hangs on the action it belongs to,
    unless that action already waits for it."""
    uit = [Pijl(d.ref, a.naar, a.wat, tuple(a.bewijs())) for _, _, d in e.onderdelen() for a in d.afhankelijkheden]
    er = {(p.van, p.naar) for p in uit}
    return uit + [
        Pijl(t.ref, t.gekoppeld_aan, "Try-out bij deze actie", ())
        for t in e.tryouts
        if t.gekoppeld_aan and (t.gekoppeld_aan, t.ref) not in er
    ]


def pijler_van(ref: str) -> str:
    """`P2(4)A` is of `P2`; something outside the programme has none."""
    return "" if ref.startswith(EXTERN) or "(" not in ref else ref.split("(")[0]


def ketens(alle: Sequence[Pijl], oordeel: Mapping[str, Oordeel]) -> list[Keten]:
    """The critical chains: every longest way that ends in a late part; the longest and those across pillars first."""
    op: dict[str, list[str]] = {}
    for p in alle:
        op.setdefault(p.naar, []).append(p.van)
    laat = [r for r, o in oordeel.items() if o.status in LAAT and r in op]
    gevonden: set[tuple[str, ...]] = set()
    for einde in laat:
        # Every late end gets its share, so that one with many does not hide the others.
        hier: set[tuple[str, ...]] = set()
        _loop((einde,), op, hier)
        gevonden |= hier
    # A chain that is the tail of another says nothing more.
    heel = [k for k in gevonden if not any(k != a and a[-len(k) :] == k for a in gevonden)]
    uit = [Keten(k, len({pijler_van(r) for r in k} - {""})) for k in heel]
    return sorted(uit, key=lambda k: (-len(k.refs), -k.pijlers, k.refs))


def _loop(pad: tuple[str, ...], op: Mapping[str, Sequence[str]], gevonden: set[tuple[str, ...]]) -> None:
    verder = [v for v in op.get(pad[0], ()) if v not in pad] if len(pad) < LANGST else []
    if not verder and len(pad) > 1:
        gevonden.add(pad)
    for v in verder:
        if len(gevonden) < HOOGSTENS:
            _loop((v, *pad), op, gevonden)


def kringen(alle: Sequence[Pijl]) -> list[tuple[str, str]]:
    """Pairs that wait for each other: nobody can begin."""
    paren = {(p.van, p.naar) for p in alle}
    return sorted((a, b) for a, b in paren if a < b and (b, a) in paren)
