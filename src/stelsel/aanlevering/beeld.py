"""The picture that a source gives of its records: which are alive, and which have ended since they were last told of.

A whole delivery replaces the picture of the record types in it. What it does not hold has ended, per the day of which it
tells; nothing is deleted. Which records those are follows from the deliveries themselves, in the order of the world: so a
delivery that comes late ends nothing that a later picture holds, and its own records end where a later picture lacks them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import pyarrow as pa

from ..begrippen import RECORDTYPEN, Gebruikersfout
from ..opslag import Motor, Opslag, parquet
from .bewijs import EINDE, QUARANTAINE, Bewijs

MEEST_VERDWENEN = (
    0.10  # share of the known records of one type that may vanish without somebody saying that it is right
)


_BRON, _SOORT, _NR = pa.field("bron", pa.string()), pa.field("recordtype", pa.string()), pa.field("nr", pa.int32())
_DAG, _OP = pa.field("dag", pa.date32()), pa.field("op", pa.timestamp("us", "UTC"))
_VOLGORDE = {
    "_levering": [pa.field("levering", pa.string()), _NR, _BRON, _DAG, _OP],
    "_geheel": [_BRON, _SOORT, _NR, _DAG],
    "_eerder": [_BRON, _SOORT, _NR, pa.field("bekend", pa.int32())],
}


class GrensOngeldig(Gebruikersfout):
    """The share that may vanish is no share."""

    code = "GRENS-ONGELDIG"

    def __init__(self, waarde: str):
        self.waarde = waarde
        super().__init__(
            f"STELSEL_VERDWENEN is '{waarde}'; dat is geen aandeel van 0 tot en met 1.",
            "Geef bijvoorbeeld 0.1, met een punt, of laat het weg.",
        )


def grens() -> float:
    """`STELSEL_VERDWENEN`, a share from 0 to 1; a tenth when it is not set. Raises `GrensOngeldig`."""
    gezet = os.environ.get("STELSEL_VERDWENEN", "").strip()
    if not gezet:
        return MEEST_VERDWENEN
    if not re.fullmatch(r"0|1|0?\.[0-9]+|[01]\.0*", gezet):
        raise GrensOngeldig(gezet)
    return float(gezet)


def maak_volgorde(con: Motor, bewijzen: Sequence[Bewijs], nummers: Sequence[int] = ()) -> None:
    """Make `_levering(levering, nr, bron, dag, op)` and `_geheel(bron, recordtype, nr, dag)`, `nr` in the order of the world (0, 1, …,
    or these `nummers`) and `op` the moment of receipt; and `_eerder(bron, recordtype, nr, bekend)`: of every whole delivery itself, and
    later ones that came in before it and before one another."""
    per_soort: dict[tuple[str, str], list[tuple[int, Bewijs]]] = {}
    genummerd = list(zip(nummers or range(len(bewijzen)), bewijzen, strict=True))
    for i, b in genummerd:
        if b.soort == "geheel":
            for typenaam in sorted({d.recordtype for d in b.bestanden}):
                per_soort.setdefault((b.bron, typenaam), []).append((i, b))
    rijen: dict[str, list[tuple[Any, ...]]] = {
        "_levering": [(b.levering, i, b.bron, b.peildag, b.ontvangen_op) for i, b in genummerd],
        "_geheel": [(*soort, i, b.peildag) for soort, alle in per_soort.items() for i, b in alle],
        "_eerder": [
            (*soort, i, j)
            for soort, alle in per_soort.items()
            for n, (i, _) in enumerate(alle)
            for j in _steeds_eerder(alle[n:])
        ],
    }
    for naam, velden in _VOLGORDE.items():
        kolommen = list(zip(*rijen[naam], strict=True)) or [()] * len(velden)
        con.register(
            "_nieuw", pa.table([pa.array(k, v.type) for k, v in zip(kolommen, velden, strict=True)], pa.schema(velden))
        )
        con.execute(f"CREATE OR REPLACE TABLE {naam} AS FROM _nieuw")
        con.unregister("_nieuw")


def _steeds_eerder(gehelen: Sequence[tuple[int, Bewijs]]) -> list[int]:
    """The first, and of the others each that came in before all that stand before it."""
    uit: list[int] = []
    vroegst = None
    for i, b in gehelen:
        if vroegst is None or b.ontvangen_op < vroegst:
            uit.append(i)
            vroegst = b.ontvangen_op
    return uit


def maak_gemeld(con: Motor, opslag: Opslag, leveringen: Sequence[str]) -> None:
    """Make `_geweigerd(bron, recordtype, id, nr)`, what waits for repair, and `_gemeld(bron, recordtype, id, per, nr)`, the ends that
    sources gave in so many words. Needs `maak_volgorde`."""
    geweigerd = parquet(opslag.bestanden("quarantaine", "levering", leveringen), QUARANTAINE)
    einde = parquet(opslag.bestanden("einde", "levering", leveringen), EINDE)
    con.execute(f"""CREATE OR REPLACE TEMP TABLE _geweigerd AS SELECT DISTINCT l.bron, recordtype, record AS id, nr
                    FROM {geweigerd} JOIN _levering l USING (levering) WHERE record IS NOT NULL""")
    con.execute(f"""CREATE OR REPLACE TEMP TABLE _gemeld AS SELECT e.bron, recordtype, record AS id, per, l.nr
                    FROM {einde} e JOIN _levering l USING (levering)""")


def maak_eindes(con: Motor, recordtype: str, versies: str) -> None:
    """Make `eindes_<type>(bron, id, per, nr, gezegd)`: per record, which deliveries say that it has ended, per which day: in so many
    words, or because a whole delivery lacks it.

    `versies`: SQL of (bron, id, nr): all versions of the records at issue. Needs `maak_volgorde`, `maak_gemeld`. A record that a whole
    delivery holds but that was refused there is alive: it waits. Of whole deliveries that lack a record only those are kept that told
    of it first.
    """
    con.execute(f"""
        CREATE OR REPLACE TABLE eindes_{recordtype} AS
        WITH versie AS (SELECT DISTINCT bron, id, nr FROM ({versies})),
        record AS (SELECT DISTINCT bron, id FROM versie),
        geheel AS (FROM _geheel WHERE recordtype = '{recordtype}'),
        aanwezig AS (FROM versie UNION SELECT bron, id, nr FROM _geweigerd SEMI JOIN record USING (bron, id) WHERE recordtype = '{recordtype}'),
        daarna AS (SELECT a.bron, a.id, g.nr FROM aanwezig a ASOF JOIN geheel g ON a.bron = g.bron AND a.nr < g.nr),
        ontbreekt AS (
            SELECT DISTINCT d.bron, d.id, e.bekend AS nr FROM daarna d
            JOIN (FROM _eerder WHERE recordtype = '{recordtype}') e ON e.bron = d.bron AND e.nr = d.nr
            ANTI JOIN aanwezig a ON a.bron = d.bron AND a.id = d.id AND a.nr = e.bekend)
        SELECT o.bron, o.id, g.dag AS per, o.nr, false AS gezegd FROM ontbreekt o JOIN geheel g ON g.bron = o.bron AND g.nr = o.nr
        UNION ALL
        SELECT bron, id, per, nr, true FROM _gemeld SEMI JOIN record USING (bron, id) WHERE recordtype = '{recordtype}'""")


def maak_vervallen(con: Motor, recordtype: str, versies: str) -> None:
    """Make `vervallen_<type>(bron, id, per, nr)`: the end that holds for the last version of a record. Needs `eindes_<type>`."""
    con.execute(f"""
        CREATE OR REPLACE TABLE vervallen_{recordtype} AS
        WITH laatste AS (SELECT bron, id, max(nr) AS nr FROM ({versies}) SEMI JOIN eindes_{recordtype} USING (bron, id) GROUP BY ALL),
        erna AS (SELECT e.* FROM eindes_{recordtype} e JOIN laatste v ON v.bron = e.bron AND v.id = e.id
                 AND (e.nr > v.nr OR gezegd AND e.nr = v.nr)),
        -- Of two days that the source itself gave, the last one counts; and it counts before the day of a picture that lacks the record.
        laatst_gezegd AS (SELECT bron, id, arg_max(per, nr) AS per, max(nr) AS nr FROM erna WHERE gezegd GROUP BY bron, id)
        SELECT bron, id, arg_min(per, (nr, rang)) AS per, min(nr) AS nr
        FROM (SELECT bron, id, per, nr, 1 AS rang FROM erna WHERE NOT gezegd UNION ALL SELECT *, 0 FROM laatst_gezegd)
        GROUP BY bron, id""")


def verdwenen(
    con: Motor, opslag: Opslag, eerder: Sequence[Bewijs], geleverd: dict[str, str]
) -> dict[str, dict[str, int]]:
    """Per record type of a whole delivery: how many records of this source are alive, and how many of them it does not hold.

    `eerder`: what stands before it in the order of the world. `geleverd`: per type SQL of the keys it holds, refused ones too.
    """
    maak_volgorde(con, eerder)
    namen = [b.levering for b in eerder]
    maak_gemeld(con, opslag, namen)
    uit = {}
    for typenaam, sleutels in geleverd.items():
        bestanden = opslag.bestanden(f"rij_{typenaam}", "levering", namen)
        rij = parquet(bestanden, {"levering": "VARCHAR", "id": "VARCHAR"})
        versies = f"SELECT bron, id, nr FROM (SELECT levering, id FROM {rij}) JOIN _levering USING (levering)"
        maak_eindes(con, typenaam, versies)
        maak_vervallen(con, typenaam, versies)
        bekend, weg = con.execute(f"""
            SELECT count(*), count(*) FILTER (WHERE id NOT IN (SELECT id FROM ({sleutels}) WHERE id IS NOT NULL))
            FROM (SELECT DISTINCT bron, id FROM ({versies})) ANTI JOIN vervallen_{typenaam} USING (bron, id)""").fetchall()[0]
        uit[typenaam] = {"bekend": bekend, "verdwenen": weg}
    return uit


def beeindigde(verdwenen_: dict[str, dict[str, int]], per: date) -> list[str]:
    """Sentences on what a whole delivery ended."""
    zinnen = []
    for naam, t in verdwenen_.items():
        if weg := t["verdwenen"]:
            wat = (
                f"1 {naam} die wij van u kennen staat"
                if weg == 1
                else f"{weg} {RECORDTYPEN[naam].meervoud} die wij van u kennen staan"
            )
            zinnen.append(f"{wat} niet in deze levering: beëindigd per {per:%d-%m-%Y}.")
    return zinnen


def te_veel(verdwenen_: dict[str, dict[str, int]]) -> list[str]:
    """Sentences on the record types of which too large a share vanished, or of which unreadable lines may hold what vanished."""
    zinnen = []
    for naam, t in verdwenen_.items():
        weg, meervoud, onleesbaar = t["verdwenen"], RECORDTYPEN[naam].meervoud, t.get("onleesbaar", 0)
        if weg > grens() * t["bekend"]:
            werkwoord = "staat" if weg == 1 else "staan"
            zinnen.append(
                f"{weg} van de {t['bekend']} {meervoud} die wij van u kennen {werkwoord} niet in deze levering."
            )
        if weg and onleesbaar:
            wat = f"1 regel met {meervoud} is" if onleesbaar == 1 else f"{onleesbaar} regels met {meervoud} zijn"
            zinnen.append(f"{wat} niet te lezen: daar kan tussen zitten wat nu ontbreekt.")
    return zinnen
