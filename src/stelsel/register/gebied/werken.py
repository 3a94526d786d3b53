"""The steps by which a change is worked out, in their order, in a copy of the last state."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from ...aanlevering import Bewijs, maak_volgorde
from ...opslag import Motor, Opslag
from ..bron import houd_vast, maak_bronnen
from ..koppelen import Model
from ..koppelen.stappen import LEERZAAM
from ..normaliseren import maak_macros
from ..oordelen import Oordeel, maak_oordelen
from .gebied import Geheel, tel
from .geraakt import maak_gebiedrijen, maak_geraakt
from .inhoud import lees_inhoud
from .koppelen import koppel_gebied
from .nummers import koppel_gebiedrijen
from .volgorde import nummers_tussen


def koppel_wijziging(
    con: Motor,
    opslag: Opslag,
    index: Path,
    model: Model,
    bewijzen: Sequence[Bewijs],
    geoordeeld: Sequence[Oordeel],
    oordelen_eerder: int,
    dag: date,
) -> None:
    """Link what is new, and make of all rows that the change touches `koppel`, with the views of `bron` over them.

    `bewijzen`: all deliveries in the order of the world; `index`: that of the last snapshot; `oordelen_eerder`: so many decisions were
    known then. Raises `Geheel`.
    """
    bekend: dict[str, int] = dict(con.execute("SELECT levering, nr FROM staat.levering").fetchall())
    leveringen = [b.levering for b in bewijzen]
    if not bekend.keys() <= set(leveringen):
        raise Geheel("een levering telt niet meer mee")
    nieuwe = [b for b in bewijzen if b.levering not in bekend]
    maak_macros(con)
    maak_volgorde(con, bewijzen, nummers_tussen(leveringen, bekend))
    maak_bronnen(con, opslag, nieuwe)
    houd_vast(con)
    maak_oordelen(con, geoordeeld)
    koppel_gebied(con, model, oordelen_eerder)
    for soort in ("locatie", "onderneming"):
        if soort not in model.per_soort and tel(con, f"staat.profiel_{soort}") >= LEERZAAM:
            raise Geheel("er is nu genoeg om van te leren")
    maak_geraakt(con, opslag, bewijzen, nieuwe, dag)
    maak_gebiedrijen(con)
    lite = sqlite3.connect(f"file:{index}?mode=ro", uri=True)
    try:
        lite.execute("PRAGMA mmap_size = 8589934592")
        lees_inhoud(con, lite)
    finally:
        lite.close()
    koppel_gebiedrijen(con)
