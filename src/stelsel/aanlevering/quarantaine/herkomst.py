"""Where a mended row comes from: column `_rij` of a file with refused rows names the row that it replaces."""

from __future__ import annotations

from collections.abc import Sequence

from ...opslag import Motor
from ..bewijs import Bewijs
from ..keuren import Teksttabel
from ..schrijven import Gegeven


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
