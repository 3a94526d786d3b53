"""What still waits: refused rows that nobody replaced, mended or withdrew."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ...begrippen import RECORDTYPEN
from ...opslag import Motor, Opslag, parquet, werkmotor
from ..beeld import maak_volgorde
from ..bewijs import AFHANDELING, EINDE, QUARANTAINE, Bewijs, tellende

INTREKKING = {
    "van": "VARCHAR", "bestand": "VARCHAR", "recordtype": "VARCHAR", "regel": "BIGINT", "door": "VARCHAR", "reden": "VARCHAR",
    "op": "TIMESTAMPTZ",
}  # fmt: skip


def maak_openstaand(con: Motor, opslag: Opslag, bewijzen: Sequence[Bewijs], van: str = "") -> None:
    """Make `openstaand(levering, bestand, recordtype, regel, record, ruw, nr)` of one source, or of one delivery of it."""
    con.execute(f"CREATE OR REPLACE TABLE openstaand AS {_openstaand(con, opslag, bewijzen, van)}")


def _openstaand(con: Motor, opslag: Opslag, bewijzen: Sequence[Bewijs], van: str = "") -> str:
    """SQL of the rows that wait.

    `bewijzen`: the deliveries of a source in the order of the world. A row is replaced by a later word on its key (taken in, refused
    again, or ended), by a later whole picture of its type, or by a mended row that names it.
    """
    maak_volgorde(con, bewijzen)
    namen = [b.levering for b in bewijzen]

    def tabel(naam: str, kolommen: dict[str, str]) -> str:
        return parquet(opslag.bestanden(naam, "levering", namen), kolommen)

    eigen = parquet(opslag.bestanden("quarantaine", "levering", [van] if van else namen), QUARANTAINE)
    geweigerd = tabel("quarantaine", QUARANTAINE)
    afgehandeld = tabel("afhandeling", AFHANDELING)
    ingetrokken = parquet(opslag.bestanden("intrekking"), INTREKKING)
    rij = "q.bestand = a.bestand AND q.recordtype = a.recordtype AND q.regel = a.regel"
    woorden = [
        f"SELECT '{t}' AS recordtype, id AS record, nr FROM {tabel(f'rij_{t}', {})} JOIN _levering USING (levering)"
        for t in RECORDTYPEN
        if opslag.bestanden(f"rij_{t}", "levering", namen)
    ]
    woorden += [
        f"SELECT recordtype, record, nr FROM {geweigerd} JOIN _levering USING (levering)",
        f"SELECT recordtype, record, nr FROM {tabel('einde', EINDE)} JOIN _levering USING (levering)",
    ]
    return f"""
        WITH q AS (
            SELECT q.levering, q.bestand, q.recordtype, q.regel, q.record, q.ruw, n.nr FROM {eigen} q JOIN _levering n USING (levering)
            ANTI JOIN {afgehandeld} a ON q.levering = a.van AND {rij}
            ANTI JOIN {ingetrokken} a ON q.levering = a.van AND {rij}),
        woord AS (
            SELECT recordtype, record, max(nr) AS nr FROM ({" UNION ALL ".join(woorden)})
            SEMI JOIN q USING (recordtype, record) GROUP BY ALL),
        geheel AS (SELECT recordtype, max(nr) AS nr FROM _geheel GROUP BY ALL)
        SELECT q.* FROM q LEFT JOIN woord w ON w.recordtype = q.recordtype AND w.record = q.record
        LEFT JOIN geheel g ON g.recordtype = q.recordtype
        WHERE coalesce(w.nr, -1) <= q.nr AND coalesce(g.nr, -1) <= q.nr"""


@dataclass(frozen=True)
class Wachtend:
    """How many refused rows of one delivery still wait, and how many were dealt with."""

    levering: str
    geweigerd: int
    open: int


def wachtend(opslag: Opslag, bron: str, typen: Collection[str] = RECORDTYPEN.keys()) -> list[Wachtend]:
    """Per delivery of a source with refused rows: how many of them, of these record types, still wait; the last delivery first."""
    alle = tellende(opslag, bron)
    with werkmotor(opslag, f"wacht-{bron}") as con:
        rijen = _openstaand(con, opslag, alle)
        soorten = ", ".join(f"'{t}'" for t in sorted(typen))
        sql = f"SELECT levering, count(*) FROM ({rijen}) WHERE recordtype IN ({soorten}) GROUP BY 1"
        open_ = dict(con.execute(sql).fetchall())
    return [Wachtend(b.levering, b.quarantaine, open_.get(b.levering, 0)) for b in alle[::-1] if b.quarantaine]
