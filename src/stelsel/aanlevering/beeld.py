"""The picture that a source gives of its records: which are alive, and which have ended since they were last told of.

A whole delivery replaces the picture of the record types in it. What it does not hold has ended, per the day of which it
tells; nothing is deleted. Which records those are follows from the deliveries themselves, in the order of the world: so a
delivery that comes late ends nothing that a later picture holds, and its own records end where a later picture lacks them.
"""

from __future__ import annotations

import os
from collections.abc import Sequence

from ..begrippen import RECORDTYPEN
from ..opslag import Motor, Opslag, parquet
from .bewijs import EINDE, QUARANTAINE, Bewijs

MEEST_VERDWENEN = (
    0.10  # share of the known records of one type that may vanish without somebody saying that it is right
)


def grens() -> float:
    """`STELSEL_VERDWENEN`, a share from 0 to 1; a tenth when it is not set."""
    return float(os.environ.get("STELSEL_VERDWENEN") or MEEST_VERDWENEN)


def maak_volgorde(con: Motor, bewijzen: Sequence[Bewijs]) -> None:
    """Make `_levering(levering, nr, bron, dag)` and `_geheel(bron, recordtype, nr, dag)`, `nr` in the order of the world."""
    con.execute("CREATE OR REPLACE TABLE _levering (levering VARCHAR, nr INTEGER, bron VARCHAR, dag DATE)")
    con.execute("CREATE OR REPLACE TABLE _geheel (bron VARCHAR, recordtype VARCHAR, nr INTEGER, dag DATE)")
    if bewijzen:
        con.executemany(
            "INSERT INTO _levering VALUES (?, ?, ?, ?)",
            [[b.levering, i, b.bron, b.peildag] for i, b in enumerate(bewijzen)],
        )
    geheel = [
        [b.bron, typenaam, i, b.peildag]
        for i, b in enumerate(bewijzen)
        if b.soort == "geheel"
        for typenaam in sorted({d.recordtype for d in b.bestanden})
    ]
    if geheel:
        con.executemany("INSERT INTO _geheel VALUES (?, ?, ?, ?)", geheel)


def maak_vervallen(con: Motor, opslag: Opslag, leveringen: Sequence[str], recordtype: str, laatste: str) -> None:
    """Make `vervallen_<type>(bron, id, per, nr)`: records whose last version was followed by their end, and which delivery said so.

    `laatste`: SQL of (bron, id, nr): the last version of every record. Needs `maak_volgorde`. A record that a whole delivery
    holds but that was refused there is alive: it waits.
    """
    geweigerd = parquet(opslag.bestanden("quarantaine", "levering", leveringen), QUARANTAINE)
    einde = parquet(opslag.bestanden("einde", "levering", leveringen), EINDE)
    con.execute(f"""
        CREATE OR REPLACE TABLE vervallen_{recordtype} AS
        WITH laatste AS ({laatste}),
        ontbreekt AS (
            SELECT v.bron, v.id, g.dag AS per, g.nr FROM laatste v
            JOIN (FROM _geheel WHERE recordtype = '{recordtype}') g ON g.bron = v.bron AND g.nr > v.nr
            ANTI JOIN (SELECT nr, record FROM {geweigerd} JOIN _levering USING (levering)
                       WHERE recordtype = '{recordtype}' AND record IS NOT NULL) q ON q.nr = g.nr AND q.record = v.id),
        gezegd AS (
            SELECT v.bron, v.id, e.per, e.nr FROM laatste v
            JOIN (SELECT e.bron, record, per, nr FROM {einde} e JOIN _levering USING (levering) WHERE recordtype = '{recordtype}') e
            ON e.bron = v.bron AND e.record = v.id AND e.nr >= v.nr),
        -- Of two days that the source itself gave, the last one counts; and it counts before the day of a picture that lacks the record.
        laatst_gezegd AS (SELECT bron, id, arg_max(per, nr) AS per, max(nr) AS nr FROM gezegd GROUP BY bron, id)
        SELECT bron, id, arg_min(per, (nr, rang)) AS per, min(nr) AS nr
        FROM (SELECT *, 1 AS rang FROM ontbreekt UNION ALL SELECT *, 0 FROM laatst_gezegd) GROUP BY bron, id""")


def verdwenen(
    con: Motor, opslag: Opslag, eerder: Sequence[Bewijs], geleverd: dict[str, str]
) -> dict[str, dict[str, int]]:
    """Per record type of a whole delivery: how many records of this source are alive, and how many of them it does not hold.

    `eerder`: what stands before it in the order of the world. `geleverd`: per type SQL of the keys it holds, refused ones too.
    """
    maak_volgorde(con, eerder)
    namen = [b.levering for b in eerder]
    uit = {}
    for typenaam, sleutels in geleverd.items():
        bestanden = opslag.bestanden(f"rij_{typenaam}", "levering", namen)
        rij = parquet(bestanden, {"levering": "VARCHAR", "id": "VARCHAR"})
        laatste = f"SELECT bron, id, max(nr) AS nr FROM (SELECT levering, id FROM {rij}) JOIN _levering USING (levering) GROUP BY ALL"
        maak_vervallen(con, opslag, namen, typenaam, laatste)
        bekend, weg = con.execute(f"""
            SELECT count(*), count(*) FILTER (WHERE id NOT IN (SELECT id FROM ({sleutels}) WHERE id IS NOT NULL))
            FROM ({laatste}) ANTI JOIN vervallen_{typenaam} USING (bron, id)""").fetchall()[0]
        uit[typenaam] = {"bekend": bekend, "verdwenen": weg}
    return uit


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
