"""Lookups of the checks: which tables the delivered record types need, and how they are joined to a row.

A lookup table holds, by key, only the fields that some check asks for; what is not there is unknown.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache
from graphlib import TopologicalSorter

import pyarrow as pa

from ..begrippen import RECORDTYPEN, Pad, Recordtype, Verwijzing, kenmerk, regels_van, sqltype, stappen
from ..opslag import Motor


@cache
def volgorde() -> tuple[str, ...]:
    """All record types, each after those that it refers to. A reference within a type (to an earlier decision) sets no order."""
    verwijst = {
        n: {v.soort.recordtype for v in rt.velden.values() if isinstance(v.soort, Verwijzing)} - {n}
        for n, rt in RECORDTYPEN.items()
    }
    return tuple(TopologicalSorter(verwijst).static_order())


@cache
def paden(typenaam: str) -> tuple[Pad, ...]:
    """Every path that a check of this record type goes."""
    alle = (b for r in regels_van(typenaam) for b in r.bij if isinstance(b, Pad))
    return tuple(dict.fromkeys(alle))


def opzoekvelden(typen: Iterable[type[Recordtype]]) -> dict[str, list[str]]:
    """Per lookup table that the checks of these types need: the fields in it."""
    uit: dict[str, list[str]] = {}
    for rt in typen:
        for pad in paden(rt.typenaam):
            for stap, veld in zip(stappen(rt, pad), pad.stappen[1:], strict=True):
                velden = uit.setdefault(stap.tabel, [])
                velden += [] if veld in velden else [veld]
    return uit


def lijsttabellen(con: Motor, nodig: dict[str, list[str]]) -> list[str]:
    """Make the lookup tables of code lists: what is known of each code. Returns their names."""
    gemaakt = []
    for naam, velden in nodig.items():
        lijst = naam.removeprefix("_bij_lijst_")
        if lijst == naam:
            continue
        bekend = {v: kenmerk(lijst, v) for v in velden}
        codes = sorted({c for w in bekend.values() for c in w})
        tabel = pa.table({"id": codes} | {v: [w.get(c) for c in codes] for v, w in bekend.items()})
        con.register("_lijst", tabel)
        con.execute(f"CREATE OR REPLACE TEMP TABLE {naam} AS SELECT * FROM _lijst")
        con.unregister("_lijst")
        gemaakt.append(naam)
    return gemaakt


def opzoekjoins(rt: type[Recordtype], bron: Collection[str]) -> tuple[str, str]:
    """SQL: columns with the value at the end of every path, and the joins to row `g` that they need.

    A path over a lookup table that is not in `bron` gives an empty column, and costs nothing.
    """
    kolommen, joins = "", ""
    alias: dict[tuple[str, ...], str] = {(): "g"}
    for pad in paden(rt.typenaam):
        gelopen: tuple[str, ...] = ()
        for stap in stappen(rt, pad):
            hier, gelopen = gelopen, (*gelopen, stap.veld)
            if gelopen in alias:
                continue
            if not alias[hier] or stap.tabel not in bron:
                alias[gelopen] = ""
                continue
            alias[gelopen] = f"b{len(alias)}"
            joins += f' LEFT JOIN {stap.tabel} {alias[gelopen]} ON {alias[gelopen]}.id = {alias[hier]}."{stap.veld}"'
        waar = f'{alias[gelopen]}."{pad.stappen[-1]}"' if alias[gelopen] else f"NULL::{sqltype(rt, pad)}"
        kolommen += f', {waar} AS "{pad.kolom}"'
    return kolommen, joins
