"""One percent changes: half of it known records that say something else, half new records, of every type and every source.

New locations are new places; the other new records are about what is known, so they must join what is there.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from stelsel.aanlevering import tellende
from stelsel.begrippen import RECORDTYPEN
from stelsel.opslag import Opslag, parquet

# What a changed record says that it did not say before.
ANDERS = {
    "onderneming": {"naam": "upper(naam) || ' '"},
    "vestiging": {"handelsnaam": "upper(handelsnaam) || ' '"},
    "locatie": {"x": "x + 1", "y": "y + 1", "aanduiding": "'gewijzigd'"},
    "activiteit": {"omschrijving": "'gewijzigd'"},
    "vergunning": {"onderwerp": "onderwerp || ', gewijzigd'"},
    "voorschrift": {"tekst": "tekst || ' (gewijzigd)'"},
    "melding": {"onderwerp": "coalesce(onderwerp, '') || ', gewijzigd'"},
    "toezichtbezoek": {"samenvatting": "'gewijzigd'"},
    "bevinding": {"omschrijving": "omschrijving || ' (gewijzigd)'"},
    "handhavingsactie": {"toelichting": "'gewijzigd'"},
    "monster": {"monsterpunt": "'gewijzigd'"},
    "meting": {"waarde": "round(waarde + 0.001, 3)"},
}
NIEUW = {
    "locatie": {"huisnummer": "huisnummer + 5000", "bag_nummeraanduiding": "NULL", "bag_verblijfsobject": "NULL", "x": "x + 37", "y": "y + 37"}
}  # fmt: skip


def maak(data: Path, uitmap: Path) -> int:
    """Write one folder per source; returns the number of rows."""
    opslag = Opslag(data)
    bewijzen = tellende(opslag)
    leveringen, bronnen = [b.levering for b in bewijzen], sorted({b.bron for b in bewijzen})
    rijen = 0
    with duckdb.connect() as con:
        for typenaam, rt in RECORDTYPEN.items():
            typen = {"bron": "VARCHAR"} | {n: v.soort.sqltype for n, v in rt.velden.items()}
            bron = parquet(opslag.bestanden(f"rij_{typenaam}", "levering", leveringen), typen)

            def velden(vervang: dict[str, str], namen: list[str] = list(rt.velden)) -> str:  # noqa: B006 (bound at once)
                return ", ".join(f"({vervang.get(n, n)})::VARCHAR AS {n}" for n in namen)

            con.execute(f"""
                CREATE OR REPLACE TABLE w AS
                SELECT bron, {velden(ANDERS[typenaam])} FROM {bron} WHERE hash(id, 'anders') % 200 = 0
                UNION ALL
                SELECT bron, {velden(NIEUW.get(typenaam, {}) | {"id": "'OEF-W' || left(md5(id), 12)"})} FROM {bron}
                WHERE hash(id, 'nieuw') % 200 = 0""")
            for b in bronnen:
                (uitmap / b).mkdir(parents=True, exist_ok=True)
                n = con.execute(f"SELECT count(*) FROM w WHERE bron = '{b}'").fetchall()[0][0]
                if n:
                    con.execute(
                        f"COPY (SELECT * EXCLUDE (bron) FROM w WHERE bron = '{b}' ORDER BY id) TO '{uitmap / b / typenaam}.parquet'"
                    )
                rijen += n
    return rijen
