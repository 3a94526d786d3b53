"""Where a mended row comes from: column `_rij` of a file with refused rows names the row that it replaces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...begrippen.rijregels import RIJREGELS, TE_WEINIG
from ...begrippen.uitdrukking import waarde as literal
from ...opslag import Motor
from ..bewijs import Bewijs
from ..formule import teruggekeerd
from ..keuren import Teksttabel
from ..laden import Gelezen
from ..schrijven import Gegeven

# What a file with refused rows holds behind the columns of its source.
HULPKOLOMMEN = ("_rij", "_codes", "_redenen", "_ruw")


def rijnaam(levering: str, deel: int, regel: str = "") -> str:
    """Name of a refused row over all deliveries: delivery, place of its table in the receipt, line."""
    return f"{levering}:{deel}:{regel}"


def opnieuw_geleverd(con: Motor, tabel: Teksttabel, gegeven: Gegeven, eerder: Sequence[Bewijs]) -> None:
    """Note of each row of this table that names a refused row of this source: it takes that one's place, whatever becomes of it."""
    if "_rij" not in tabel.kolommen or not eerder:
        return
    delen = [
        [rijnaam(b.levering, i), b.levering, d.naam, d.recordtype] for b in eerder for i, d in enumerate(b.bestanden)
    ]
    con.execute("CREATE OR REPLACE TEMP TABLE _deel (voor VARCHAR, van VARCHAR, bestand VARCHAR, recordtype VARCHAR)")
    con.executemany("INSERT INTO _deel VALUES (?, ?, ?, ?)", delen)
    kolom = f"trim(k{tabel.kolommen.index('_rij')})"
    con.execute(
        f"""INSERT INTO _afhandeling
            SELECT '{gegeven.levering}', d.van, d.bestand, d.recordtype, try_cast(r.regel AS BIGINT), 'opnieuw geleverd',
                   NULL, NULL, NULL, NULL, NULL, {gegeven.tijd}
            FROM (SELECT regexp_extract({kolom}, '^(.*:[0-9]+:)([0-9]+)$', ['voor', 'regel']) AS n FROM {tabel.naam}), LATERAL (
                  SELECT n.voor AS voor, n.regel AS regel) r JOIN _deel d USING (voor)
            WHERE d.recordtype = ? AND try_cast(r.regel AS BIGINT) IS NOT NULL""",
        [tabel.recordtype.typenaam],
    )
    con.execute("DROP TABLE _deel")


def onaangeroerd(con: Motor, g: Gelezen) -> Gelezen:
    """Take lines that were no rows, and come back as they were, out of the table: they are refused again for what they were refused for."""
    tabel = g.tabel
    if not {"_rij", "_ruw"} <= set(tabel.kolommen) or not tabel.rijen:
        return g

    def kolom(naam: str) -> str:
        return (
            f"nullif({teruggekeerd(f'k{tabel.kolommen.index(naam)}')}, '')"
            if naam in tabel.kolommen
            else "NULL::VARCHAR"
        )

    eigen = [f"coalesce(trim(k{i}), '') = ''" for i, k in enumerate(tabel.kolommen) if k not in HULPKOLOMMEN]
    waar = " AND ".join([*eigen, f"{kolom('_ruw')} IS NOT NULL"])
    codes = ", ".join(literal(r.code) for r in RIJREGELS)
    code = f"split_part({kolom('_codes')}, ' ', 1)"
    n = con.execute(f"""
        INSERT INTO {g.misvormde_regels}
        SELECT _regel, NULL, [{kolom("_ruw")}], CASE WHEN {code} IN ({codes}) THEN {code} ELSE '{TE_WEINIG.code}' END,
               coalesce({kolom("_redenen")}, 'De regel is nog niet hersteld.')
        FROM {tabel.naam} WHERE {waar}""").fetchall()[0][0]
    if not n:
        return g
    over = f"{tabel.naam}_hersteld"
    con.execute(f"CREATE TABLE {over} AS FROM {tabel.naam} WHERE NOT ({waar})")
    return replace(g, tabel=replace(tabel, naam=over, rijen=tabel.rijen - n), misvormd=g.misvormd + n)
