"""The snapshots of the register: what was recorded in each, and how a new one is.

The tables only grow. The snapshot is the commit point: it is appended to the table `stand` last, with the name of the attempt that
made it. What an attempt that was killed left behind is never read.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import duckdb
import pyarrow as pa

from ..opslag import Motor, Opslag, parquet, rijen
from .tegenspraak.vastleggen import wat_veranderde
from .toewijzen import RIJ, SOORTEN

STAND = {
    "snapshot": "BIGINT", "poging": "VARCHAR", "gemaakt_op": "TIMESTAMPTZ", "leveringen": "VARCHAR",
    "hoogste": "BIGINT", "tellingen": "VARCHAR", "model": "BIGINT", "oordelen": "BIGINT",
}  # fmt: skip
KOPPELING = {
    "snapshot": "BIGINT", "levering": "VARCHAR", "bron": "VARCHAR", "bestand": "VARCHAR", "recordtype": "VARCHAR",
    "regel": "BIGINT", "record": "VARCHAR", "onderneming": "VARCHAR", "locatie": "VARCHAR", "activiteit": "VARCHAR",
}  # fmt: skip
NUMMER = {
    "snapshot": "BIGINT", "nummer": "VARCHAR", "soort": "VARCHAR", "volgnummer": "BIGINT", "oefening": "BOOLEAN",
    "levering": "VARCHAR", "bestand": "VARCHAR", "recordtype": "VARCHAR", "regel": "BIGINT",
}  # fmt: skip
GEBEURTENIS = {
    "snapshot": "BIGINT", "soort": "VARCHAR", "gebeurtenis": "VARCHAR", "van": "VARCHAR", "naar": "VARCHAR",
    "reden": "VARCHAR", "actor": "VARCHAR",
}  # fmt: skip
_TABELLEN = {"koppeling": KOPPELING, "nummer": NUMMER}
_GELIJK = " AND ".join(
    [f"v.{k} = n.{k}" for k in RIJ.split(", ")] + [f"v.{s} IS NOT DISTINCT FROM n.{s}" for s in SOORTEN]
)


@dataclass(frozen=True)
class Stand:
    """A snapshot of the register: its number, when it was made, from which deliveries, and what it counts."""

    snapshot: int
    poging: str
    gemaakt_op: datetime
    leveringen: list[str]
    hoogste: int
    tellingen: dict[str, int]
    model: int = 0  # version of the model that linked what is likely; 0: exact keys only
    oordelen: int = 0  # decisions of people that were known


def standen(opslag: Opslag) -> list[Stand]:
    """All snapshots, the last first."""
    bestanden = opslag.bestanden("stand")
    with duckdb.connect() as con:
        con.execute("SET TimeZone = 'UTC'")
        gevonden = rijen(con, f"""SELECT * REPLACE (gemaakt_op::TIMESTAMP AS gemaakt_op)
                                  FROM {parquet(bestanden, STAND)} ORDER BY snapshot DESC""")  # fmt: skip
    return [
        Stand(
            r["snapshot"], r["poging"], r["gemaakt_op"].replace(tzinfo=UTC), json.loads(r["leveringen"]),
            r["hoogste"], json.loads(r["tellingen"]), r["model"] or 0, r["oordelen"] or 0,
        )
        for r in gevonden
    ]  # fmt: skip


def stand(opslag: Opslag) -> Stand | None:
    """The last snapshot, or None when the register was never made."""
    return next(iter(standen(opslag)), None)


def laad_vorige(con: Motor, opslag: Opslag, pogingen: Sequence[str]) -> None:
    """Make `vorige` (the links of the last snapshot) and `oud_nummer`."""

    def tabel(naam: str) -> str:
        return parquet(opslag.bestanden(naam, "poging", pogingen), _TABELLEN[naam])

    con.execute(f"""CREATE TABLE vorige AS SELECT {", ".join(KOPPELING)} FROM {tabel("koppeling")}
        QUALIFY row_number() OVER (PARTITION BY {RIJ} ORDER BY snapshot DESC) = 1""")
    kolommen = ", ".join(k for k in NUMMER if k != "snapshot")
    con.execute(f"CREATE TEMP VIEW oud_nummer AS SELECT {kolommen} FROM {tabel('nummer')}")


def maak_koppeling(con: Motor) -> None:
    """Make `koppeling`: every accepted row with the numbers of its company, location and activity."""
    joins = " ".join(f"LEFT JOIN nr_{s} n_{s} ON n_{s}.sleutel = k.{kolom}" for s, kolom in SOORTEN.items())
    nummers = ", ".join(f"n_{s}.nummer AS {s}" for s in SOORTEN)
    con.execute(f"""
        CREATE TABLE koppeling AS
        SELECT l.levering, k.bron, k.bestand, k.recordtype, k.regel, k.record, {nummers}, k.levering_nr, k.oefening, k.ond, k.loc,
               open_locatie, open_vestiging, open_ander
        FROM koppel k JOIN _levering l ON l.nr = k.levering_nr {joins}""")
    con.execute("DROP TABLE koppel")


def anders(con: Motor) -> bool:
    """Does any row have another number than in the last snapshot?"""
    return bool(con.execute(f"SELECT count(*) FROM koppeling n ANTI JOIN vorige v ON {_GELIJK}").fetchall()[0][0])


def leg_vast(
    con: Motor,
    opslag: Opslag,
    vorige: Stand | None,
    leveringen: Sequence[str],
    hoogste: int,
    model: int,
    geoordeeld: int,
    rijen_van: str,
    nummers_van: str = "",
) -> Stand:
    """Append what is new, then the snapshot that makes it count. `rijen_van`, `nummers_van`: where all rows and all numbers stand."""
    snapshot = vorige.snapshot + 1 if vorige else 1
    kolommen = ", ".join(k for k in KOPPELING if k != "snapshot")
    anders = f"n ANTI JOIN vorige v ON {_GELIJK}" if vorige else ""
    voeg = {
        "koppeling": f"SELECT {snapshot}::BIGINT AS snapshot, {kolommen} FROM koppeling {anders}",
        "nummer": f"SELECT {snapshot}::BIGINT AS snapshot, * FROM nieuw_nummer ORDER BY volgnummer",
        "gebeurtenis": f"SELECT {snapshot}::BIGINT AS snapshot, * FROM gebeurtenis",
        "tegenspraak": wat_veranderde(snapshot),
    }
    poging = f"{snapshot}-{secrets.token_hex(4)}"
    for naam, sql in voeg.items():
        opslag.voeg_toe(
            naam, con.sql(f"SELECT *, '{poging}' AS poging FROM ({sql})").to_arrow_reader(100_000), per="poging"
        )
    soorten = con.execute("SELECT soort, count(*) FROM nieuw_nummer GROUP BY soort").fetchall()
    tellingen = {s: con.execute(f"SELECT count(*) FROM {nummers_van}nr_{s}").fetchall()[0][0] for s in SOORTEN}
    rijen_, los = con.execute(
        f"SELECT count(*), count(*) FILTER (WHERE ond IS NULL AND loc IS NULL) FROM {rijen_van}"
    ).fetchall()[0]
    tellingen |= {"rijen": rijen_, "zonder_plek": los}
    tellingen |= {f"nieuw_{s}": n for s, n in soorten}
    nu = Stand(snapshot, poging, datetime.now(UTC), list(leveringen), hoogste, tellingen, model, geoordeeld)
    rij = {
        "snapshot": nu.snapshot, "poging": poging, "gemaakt_op": nu.gemaakt_op,
        "leveringen": json.dumps(nu.leveringen), "hoogste": hoogste, "tellingen": json.dumps(tellingen),
        "model": model, "oordelen": geoordeeld,
    }  # fmt: skip
    opslag.voeg_toe("stand", pa.Table.from_pylist([rij]))
    return nu
