"""The accepted rows of all committed deliveries, as views that the steps of linking read.

Of a record that a source delivered more than once the newest version decides where it belongs; the earlier ones go with
it. So a corrected address or KvK number corrects the register, and nothing stays behind at the old place.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..aanlevering import Bewijs, maak_eindes, maak_gemeld, maak_vervallen
from ..begrippen import RECORDTYPEN
from ..opslag import Motor, Opslag, parquet

VAST = {
    "levering": "VARCHAR", "bron": "VARCHAR", "bestand": "VARCHAR", "regel": "BIGINT", "oefening": "BOOLEAN",
}  # fmt: skip
VERSIES = "SELECT bron, id, levering_nr AS nr FROM rij_{}"


def maak_bronnen(con: Motor, opslag: Opslag, bewijzen: Sequence[Bewijs]) -> None:
    """Make per record type the views `rij_<type>` (all rows of these deliveries) and `nu_<type>` (newest versions). Needs `_levering`."""
    leveringen = [b.levering for b in bewijzen]
    for typenaam, rt in RECORDTYPEN.items():
        typen = VAST | {n: v.soort.sqltype for n, v in rt.velden.items()}
        bestanden = opslag.bestanden(f"rij_{typenaam}", "levering", leveringen)
        kolommen = ", ".join(f'"{n}"' for n in typen)
        con.execute(f"""CREATE TEMP VIEW rij_{typenaam} AS
            SELECT {kolommen.replace('"bron"', 'r."bron"')}, nr AS levering_nr FROM {parquet(bestanden, typen)} r
            JOIN _levering USING (levering)""")
        maak_nieuwste(con, typenaam)


def houd_vast(con: Motor) -> None:
    """Keep the rows of `rij_<type>` in the engine: who asks for a few of them many times need not open files again."""
    for typenaam in RECORDTYPEN:
        con.execute(f"CREATE TABLE nieuw_{typenaam} AS FROM rij_{typenaam}")
        con.execute(f"CREATE OR REPLACE TEMP VIEW rij_{typenaam} AS FROM nieuw_{typenaam}")


def maak_nieuwste(con: Motor, typenaam: str) -> None:
    """Make `nu_<type>` from `rij_<type>`, and `vaker_<type>(bron, id, laatste)`: the records of which there is more than one version."""
    # The door lets a key in only once per delivery.
    con.execute(f"""CREATE TABLE vaker_{typenaam} AS SELECT bron, id, max(levering_nr) AS laatste
                    FROM rij_{typenaam} GROUP BY ALL HAVING count(*) > 1""")
    con.execute(f"""CREATE TEMP VIEW nu_{typenaam} AS SELECT r.* FROM rij_{typenaam} r
                    LEFT JOIN vaker_{typenaam} v USING (bron, id) WHERE v.laatste IS NULL OR v.laatste = levering_nr""")


def maak_verloop(con: Motor, opslag: Opslag, bewijzen: Sequence[Bewijs]) -> None:
    """Make what only dossiers need: `vervallen_<type>` and `eindes_<type>` of records that have ended (`aanlevering.maak_vervallen`), and
    `herhaald_<type>`. Needs `maak_bronnen`."""
    maak_gemeld(con, opslag, [b.levering for b in bewijzen])
    for typenaam in RECORDTYPEN:
        maak_eindes(con, typenaam, VERSIES.format(typenaam))
        maak_vervallen(con, typenaam, VERSIES.format(typenaam))
        maak_herhaald(con, typenaam)


def maak_herhaald(con: Motor, typenaam: str) -> None:
    """Make `herhaald_<type>(levering_nr, bestand, regel)`: the versions that say what the one before them said, was known by then and
    had not ended. Needs `rij_`, `vaker_`, `eindes_<type>`."""
    velden = ", ".join(f'"{n}"' for n in RECORDTYPEN[typenaam].velden)
    con.execute(f"""CREATE TABLE herhaald_{typenaam} AS
        WITH paar AS (
            SELECT r.bron, id, levering_nr, bestand, regel, op, hash({velden}) AS nu, lag(levering_nr) OVER versies AS vorig_nr,
                   lag(hash({velden})) OVER versies AS vorig, lag(op) OVER versies AS vorig_op
            FROM rij_{typenaam} r SEMI JOIN vaker_{typenaam} USING (bron, id) JOIN _levering l ON l.nr = levering_nr
            WINDOW versies AS (PARTITION BY r.bron, id ORDER BY levering_nr))
        SELECT levering_nr, bestand, regel FROM (FROM paar WHERE nu = vorig AND vorig_op <= op) p
        ANTI JOIN eindes_{typenaam} e ON e.bron = p.bron AND e.id = p.id AND e.nr BETWEEN vorig_nr AND levering_nr""")
