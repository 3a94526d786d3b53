"""The accepted rows of all committed deliveries, as views that the steps of linking read.

Every row is addressed by `rij`: place of its delivery, table and line packed in one number that never changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..begrippen import RECORDTYPEN
from ..opslag import Motor, Opslag, parquet

VAST = {
    "levering": "VARCHAR", "bron": "VARCHAR", "bestand": "VARCHAR", "regel": "BIGINT", "oefening": "BOOLEAN",
    "geregistreerd_op": "TIMESTAMPTZ",
}  # fmt: skip


def maak_bronnen(con: Motor, opslag: Opslag, leveringen: Sequence[str]) -> None:
    """Make `_levering(levering, nr)` and a view `rij_<type>` per record type over the accepted rows."""
    con.execute("CREATE TABLE _levering (levering VARCHAR, nr INTEGER)")
    con.executemany("INSERT INTO _levering VALUES (?, ?)", [[v, i] for i, v in enumerate(leveringen)])
    for typenaam, rt in RECORDTYPEN.items():
        typen = VAST | {n: v.soort.sqltype for n, v in rt.velden.items()}
        bestanden = opslag.bestanden(f"rij_{typenaam}", "levering", leveringen)
        kolommen = ", ".join(f'"{n}"' for n in typen)
        con.execute(f"""CREATE TEMP VIEW rij_{typenaam} AS
            SELECT {kolommen}, nr AS levering_nr FROM {parquet(bestanden, typen)} JOIN _levering USING (levering)""")


def nieuwste(tabel: str, kolommen: str) -> str:
    """SQL: of every record the version that was registered last. Needs bron, id, levering_nr in the table."""
    return f"""SELECT {kolommen} FROM {tabel}
               QUALIFY row_number() OVER (PARTITION BY bron, id ORDER BY levering_nr DESC, regel DESC) = 1"""
