"""What changed in the contradictions since the last snapshot: appeared, changed, solved; and how they stand at a snapshot.

The table only grows. A contradiction that a later delivery takes away is solved by itself, and appears anew when it returns.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pyarrow as pa

from ...aanlevering.bewijs import dag_in_nederland
from ...opslag import Motor, Opslag, parquet

if TYPE_CHECKING:
    from ..standen import Stand

TEGENSPRAAK = {
    "snapshot": "BIGINT", "sleutel": "VARCHAR", "gebeurtenis": "VARCHAR", "soort": "VARCHAR", "onderneming": "VARCHAR",
    "locatie": "VARCHAR", "activiteit": "VARCHAR", "veld": "VARCHAR", "waarde": "VARCHAR", "regel": "VARCHAR", "oefening": "BOOLEAN",
    "standpunten": "STRUCT(bron VARCHAR, waarde VARCHAR, gekozen BOOLEAN, levering VARCHAR, bestand VARCHAR, regel BIGINT, record VARCHAR)[]",
}  # fmt: skip
VERSCHENEN, GEWIJZIGD, OPGELOST = "verschenen", "gewijzigd", "opgelost"
_VAST = ", ".join(k for k in TEGENSPRAAK if k not in ("snapshot", "gebeurtenis"))
# Another delivery that says the same, or another line, is no change.
_INHOUD = "list_transform({v}.standpunten, lambda s: (s.bron, s.record, s.waarde, s.gekozen))"


def maak_dagen(con: Motor, standen: Sequence[Stand]) -> None:
    """Make `_stand(snapshot, dag)`: on which day each of these snapshots was made."""
    dagen = [dag_in_nederland(s.gemaakt_op).isoformat() for s in standen]
    nummers = pa.array([s.snapshot for s in standen], pa.int64())
    con.register("_s", pa.table({"snapshot": nummers, "dag": pa.array(dagen, pa.string())}))
    con.execute("CREATE OR REPLACE TEMP TABLE _stand AS FROM _s")
    con.unregister("_s")


def maak_stand(con: Motor, opslag: Opslag, standen: Sequence[Stand]) -> None:
    """Make `_stand`, and the views `tegenspraak_verloop`: of each contradiction the last that happened to it by these snapshots, with
    `sinds` (the snapshot in which it appeared), `anders` (in which it changed last) and `keren` (how often it appeared); and
    `tegenspraak_stand`: those that are not solved."""
    maak_dagen(con, standen)
    tabel = parquet(opslag.bestanden("tegenspraak", "poging", [s.poging for s in standen]), TEGENSPRAAK)
    con.execute(f"""CREATE OR REPLACE TEMP VIEW tegenspraak_verloop AS
        SELECT *, max(snapshot) FILTER (gebeurtenis = '{VERSCHENEN}') OVER alle AS sinds, max(snapshot) OVER alle AS anders,
               count(*) FILTER (gebeurtenis = '{VERSCHENEN}') OVER alle AS keren
        FROM {tabel} WINDOW alle AS (PARTITION BY sleutel)
        QUALIFY snapshot = anders""")
    con.execute(
        f"CREATE OR REPLACE TEMP VIEW tegenspraak_stand AS FROM tegenspraak_verloop WHERE gebeurtenis <> '{OPGELOST}'"
    )


def wat_veranderde(snapshot: int) -> str:
    """SQL of the events between `tegenspraak_stand` and `tegenspraak_nu`."""
    return f"""
        SELECT {snapshot}::BIGINT AS snapshot, CASE WHEN w.sleutel IS NULL THEN '{VERSCHENEN}' ELSE '{GEWIJZIGD}' END AS gebeurtenis,
               {", ".join(f"n.{k}" for k in _VAST.split(", "))}
        FROM tegenspraak_nu n LEFT JOIN tegenspraak_stand w ON w.sleutel = n.sleutel
        WHERE w.sleutel IS NULL OR w.waarde <> n.waarde OR w.regel <> n.regel OR {_INHOUD.format(v="n")} <> {_INHOUD.format(v="w")}
        UNION ALL BY NAME
        SELECT {snapshot}::BIGINT AS snapshot, '{OPGELOST}' AS gebeurtenis, {_VAST}
        FROM tegenspraak_stand ANTI JOIN tegenspraak_nu USING (sleutel)"""
