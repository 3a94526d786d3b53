"""The contradictions of what a change touches, beside how they stood."""

from __future__ import annotations

from ...opslag import Motor
from ..tegenspraak.vastleggen import OPGELOST, TEGENSPRAAK, VERSCHENEN, wat_veranderde

# The number that tells whether a contradiction is one of the region.
_WIENS = "CASE soort WHEN 'locatie' THEN locatie WHEN 'activiteit' THEN activiteit ELSE onderneming END"


def maak_stand_van_gebied(con: Motor) -> None:
    """Make the views `tegenspraak_verloop` and `tegenspraak_stand` of the region, and leave in `tegenspraak_nu` what is whole in it."""
    nieuw = " UNION ".join(
        f"SELECT nummer FROM nr_{s} SEMI JOIN raak_{s} USING (sleutel)"
        for s in ("onderneming", "locatie", "activiteit")
    )
    con.execute(f"CREATE TABLE eigen_nummer AS SELECT nummer FROM weg UNION {nieuw}")
    con.execute(f"DELETE FROM tegenspraak_nu WHERE {_WIENS} NOT IN (SELECT nummer FROM eigen_nummer)")
    con.execute(
        f"CREATE TEMP VIEW tegenspraak_verloop AS FROM staat.tegenspraak WHERE {_WIENS} IN (SELECT nummer FROM eigen_nummer)"
    )
    con.execute(f"CREATE TEMP VIEW tegenspraak_stand AS FROM tegenspraak_verloop WHERE gebeurtenis <> '{OPGELOST}'")


def pas_tegenspraken_in(con: Motor, snapshot: int) -> None:
    """Put into the state what happened to contradictions in this snapshot."""
    kolommen = ", ".join(f"g.{k}" for k in TEGENSPRAAK)
    con.execute(f"""CREATE TABLE gebeurd AS
        SELECT {kolommen}, CASE g.gebeurtenis WHEN '{VERSCHENEN}' THEN {snapshot} ELSE w.sinds END::BIGINT AS sinds, {snapshot}::BIGINT AS anders,
               coalesce(w.keren, 0) + (g.gebeurtenis = '{VERSCHENEN}')::INT AS keren
        FROM ({wat_veranderde(snapshot)}) g LEFT JOIN staat.tegenspraak w USING (sleutel)""")
    con.execute("DELETE FROM staat.tegenspraak WHERE sleutel IN (SELECT sleutel FROM gebeurd)")
    con.execute("INSERT INTO staat.tegenspraak BY NAME FROM gebeurd")
