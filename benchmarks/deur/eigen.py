"""The door itself. `vind` reads and checks only; `lever_geheel` is the whole delivery, committed and with its receipt."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from stelsel.aanlevering import lever
from stelsel.aanlevering.bewijs import KEURING
from stelsel.aanlevering.keuren import herhaaltabellen, sleuteltabellen
from stelsel.aanlevering.keurgang import keur_alles
from stelsel.aanlevering.laden import lees_alles
from stelsel.aanlevering.ontvangst import Ontvangen
from stelsel.begrippen import Ernst, regels_van
from stelsel.opslag import Opslag, parquet, werkmotor

from .opgave import BRON, CODES, MOMENT, VANDAAG, locaties, vergunningen


def vind(map_: Path) -> list[pa.Table]:
    """Line and mask of every row that fails a check: the room's own steps, without receiving and without storing."""
    opslag = Opslag(map_ / "werk")
    with werkmotor(opslag, "meting") as con:
        bestanden = [Ontvangen(p.name, "", p) for p in (locaties(map_), vergunningen(map_))]
        gelezen = [g.tabel for g in lees_alles(con, opslag.werkmap(), None, bestanden, {}, [], lambda *_: None)]
        sleuteltabellen(con, gelezen, {})
        herhaaltabellen(con, gelezen)
        keur_alles(con, gelezen, VANDAAG, {})
        uit = []
        for t in gelezen:
            fout = con.sql(f"FROM {t.gefaald}").to_arrow_table()
            if t.recordtype.typenaam == "vergunning":
                uit.append(fout)
        return uit


def paren(uitkomst: list[pa.Table]) -> pa.Table:
    # Warnings and remarks are the door's own; of them only those count that the others check too.
    codes = [r.code for r in regels_van("vergunning")]
    telt = {r.code for r in regels_van("vergunning") if r.ernst is Ernst.FOUT} | set(CODES)
    regels, gevonden = [], []
    for t in uitkomst:
        for regel, masker in zip(t["_regel"].to_pylist(), t["_masker"].to_pylist(), strict=True):
            falend = [c for i, c in enumerate(codes) if masker >> i & 1 and c in telt]
            regels += [regel] * len(falend)
            gevonden += falend
    return pa.table({"regel": regels, "code": gevonden})


def lever_geheel(map_: Path) -> Opslag:
    """Bytes kept, hash, accepted rows in Delta, quarantine, findings and receipt."""
    opslag = Opslag(map_ / "opslag")
    bewijs = lever(opslag, [locaties(map_), vergunningen(map_)], BRON, moment=MOMENT)
    assert not bewijs.ongewijzigd
    return opslag


def paren_geheel(opslag: Opslag) -> pa.Table:
    import duckdb

    bron = parquet(opslag.bestanden("keuring"), KEURING)
    waar = f"recordtype = 'vergunning' AND (ernst = 'fout' OR code IN {tuple(CODES)})"
    with duckdb.connect() as con:
        return con.sql(f"SELECT regel, code FROM {bron} WHERE {waar}").to_arrow_table()
