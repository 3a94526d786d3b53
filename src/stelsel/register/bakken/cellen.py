"""The dossiers: per company-at-a-location all delivered records, packed as JSON with where each came from.

A record is a list: place of its delivery, file, line, number of the activity, then its fields in the order of the model. Each
delivery that said that a record has ended stands beside it: its place, record type, key, day, and whether it said so in so many
words. Which of them counts depends on what was known: the reader decides (`register.dossier`).
"""

from __future__ import annotations

import sqlite3
import zlib

from ...begrippen import RECORDTYPEN
from ...opslag import Motor

ONDERNEMINGEN_PER_KEER = 40_000
EINDE = "einde"


def bak_cellen(con: Motor, lite: sqlite3.Connection) -> None:
    """Write the cells: those of one company side by side. Company or location 0 means: not known."""
    con.execute("CREATE TABLE cel_rij (ond BIGINT, loc BIGINT, soort VARCHAR, inhoud VARCHAR)")
    for typenaam, rt in RECORDTYPEN.items():
        velden = ", ".join(f'r."{n}"' for n in rt.velden)
        con.execute(f"""
            INSERT INTO cel_rij
            SELECT coalesce(o.volgnummer, 0), coalesce(p.id, 0), '{typenaam}',
                   json_array(r.levering_nr, r.bestand, r.regel, k.activiteit, {velden})::VARCHAR
            FROM rij_{typenaam} r ANTI JOIN herhaald_{typenaam} USING (levering_nr, bestand, regel)
            JOIN (FROM koppeling WHERE recordtype = '{typenaam}') k USING (levering_nr, bestand, regel)
            LEFT JOIN nr_onderneming o ON o.nummer = k.onderneming LEFT JOIN pl p ON p.loc_nr = k.locatie
            WHERE o.volgnummer IS NOT NULL OR p.id IS NOT NULL""")
        con.execute(f"""
            INSERT INTO cel_rij
            SELECT coalesce(o.volgnummer, 0), coalesce(p.id, 0), '{EINDE}', json_array(v.nr, '{typenaam}', v.id, v.per, v.gezegd)::VARCHAR
            FROM eindes_{typenaam} v JOIN nu_{typenaam} r USING (bron, id)
            JOIN (FROM koppeling WHERE recordtype = '{typenaam}') k USING (levering_nr, bestand, regel)
            LEFT JOIN nr_onderneming o ON o.nummer = k.onderneming LEFT JOIN pl p ON p.loc_nr = k.locatie
            WHERE o.volgnummer IS NOT NULL OR p.id IS NOT NULL""")
    hoogste = con.execute("SELECT coalesce(max(ond), 0) FROM cel_rij").fetchall()[0][0]
    for van in range(0, hoogste + 1, ONDERNEMINGEN_PER_KEER):
        cursor = con.execute(f"""
            SELECT ond, loc, '{{' || string_agg('"' || soort || '":[' || inhoud || ']', ',') || '}}' FROM (
                SELECT ond, loc, soort, string_agg(inhoud, ',') AS inhoud FROM cel_rij
                WHERE ond BETWEEN {van} AND {van + ONDERNEMINGEN_PER_KEER - 1} GROUP BY ALL)
            GROUP BY ond, loc ORDER BY ond, loc""")
        while rijen := cursor.fetchmany(5_000):
            lite.executemany(
                "INSERT INTO cel VALUES (?, ?, ?)", [(o, p, zlib.compress(j.encode(), 1)) for o, p, j in rijen]
            )
