"""One percent changes: half of it known records that say something else, half new records, of every type and every source.

Either one dossier in a hundred, as a day's work does, or one record in a hundred, which touches many more dossiers. New locations are
new places; the other new records are about what is known, so they must join what is there.
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


# The location that a record belongs to, by the key that its source gives it; for some through another record.
PLEK = {
    "locatie": "id", "voorschrift": ("vergunning", "vergunning_id"), "bevinding": ("toezichtbezoek", "toezichtbezoek_id"),
    "meting": ("monster", "monster_id"), "onderneming": ("vestiging", "id"),
}  # fmt: skip


def maak(data: Path, uitmap: Path, *, verspreid: bool) -> int:
    """Write one folder per source; returns the number of rows. `verspreid`: one record in a hundred; else one dossier in a hundred."""
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

            if verspreid:
                anders, nieuw = "hash(id, 'anders') % 200 = 0", "hash(id, 'nieuw') % 200 = 0"
            else:
                via = PLEK.get(typenaam, "locatie_id")
                if isinstance(via, tuple):
                    ouder, sleutel = via
                    van = parquet(
                        opslag.bestanden(f"rij_{ouder}", "levering", leveringen),
                        {"bron": "VARCHAR", "id": "VARCHAR", "locatie_id": "VARCHAR"}
                        | ({"onderneming_id": "VARCHAR"} if ouder == "vestiging" else {}),
                    )
                    kolom = "onderneming_id" if ouder == "vestiging" else "id"
                    con.execute(
                        f"CREATE OR REPLACE TABLE dossier AS SELECT DISTINCT bron, {kolom} AS id FROM {van} WHERE hash(locatie_id) % 100 = 0"
                    )
                    gekozen = f"(bron, {sleutel}) IN (SELECT (bron, id) FROM dossier)"
                else:
                    gekozen = f"hash({via}) % 100 = 0"
                anders, nieuw = f"{gekozen} AND hash(id, 'anders') % 2 = 0", f"{gekozen} AND hash(id, 'nieuw') % 2 = 0"
            con.execute(f"""
                CREATE OR REPLACE TABLE w AS
                SELECT bron, {velden(ANDERS[typenaam])} FROM {bron} WHERE {anders}
                UNION ALL
                SELECT bron, {velden(NIEUW.get(typenaam, {}) | {"id": "'OEF-W' || left(md5(id), 12)"})} FROM {bron} WHERE {nieuw}""")
            for b in bronnen:
                (uitmap / b).mkdir(parents=True, exist_ok=True)
                n = con.execute(f"SELECT count(*) FROM w WHERE bron = '{b}'").fetchall()[0][0]
                if n:
                    con.execute(
                        f"COPY (SELECT * EXCLUDE (bron) FROM w WHERE bron = '{b}' ORDER BY id) TO '{uitmap / b / typenaam}.parquet'"
                    )
                rijen += n
    return rijen
