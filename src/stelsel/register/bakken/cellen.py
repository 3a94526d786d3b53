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
SAMEN = 100  # lines of a file that wait together


def cel_van(ond: str, loc: str, levering_nr: str, regel: str) -> str:
    """SQL of the two numbers of the cell in which a row stands: those of its company and its location, 0 where it has none.

    What has neither waits in a cell of its own, with its neighbours in the file; no page asks for those.
    """
    zwerft = f"{ond} IS NULL AND {loc} IS NULL"
    return (
        f"CASE WHEN {zwerft} THEN -{levering_nr} ELSE coalesce({ond}, 0) END AS ond, "
        f"CASE WHEN {zwerft} THEN -1 - {regel} // {SAMEN} ELSE coalesce({loc}, 0) END AS loc"
    )


# Every row of `koppeling` with the cell in which it stands.
IN_CEL = f"""SELECT k.levering_nr, k.bestand, k.recordtype, k.regel, k.record, k.bron, k.activiteit,
    {cel_van("o.volgnummer", "p.volgnummer", "k.levering_nr", "k.regel")}
    FROM koppeling k LEFT JOIN nr_onderneming o ON o.nummer = k.onderneming LEFT JOIN nr_locatie p ON p.nummer = k.locatie"""


def maak_cellen(con: Motor, alleen: str = "") -> None:
    """Make `cel_rij(ond, loc, soort, inhoud)`, each record in its cell; `alleen`: a table (ond, loc) of the cells that are asked for."""
    con.execute("CREATE TABLE cel_rij (ond BIGINT, loc BIGINT, soort VARCHAR, inhoud VARCHAR)")
    for typenaam, rt in RECORDTYPEN.items():
        velden = ", ".join(f'r."{n}"' for n in rt.velden)
        binnen = f"SEMI JOIN {alleen} USING (ond, loc)" if alleen else ""
        plek = f"SELECT levering_nr, bestand, regel, activiteit, ond, loc FROM ({IN_CEL}) {binnen} WHERE recordtype = '{typenaam}'"
        con.execute(f"""
            INSERT INTO cel_rij
            SELECT ond, loc, '{typenaam}', json_array(r.levering_nr, r.bestand, r.regel, k.activiteit, {velden})::VARCHAR
            FROM rij_{typenaam} r ANTI JOIN herhaald_{typenaam} USING (levering_nr, bestand, regel)
            JOIN ({plek}) k USING (levering_nr, bestand, regel)""")
        con.execute(f"""
            INSERT INTO cel_rij
            SELECT ond, loc, '{EINDE}', json_array(v.nr, '{typenaam}', v.id, v.per, v.gezegd)::VARCHAR
            FROM eindes_{typenaam} v JOIN nu_{typenaam} r USING (bron, id) JOIN ({plek}) k USING (levering_nr, bestand, regel)
            WHERE ond >= 0""")


def schrijf_cellen(con: Motor, lite: sqlite3.Connection) -> None:
    """Write the cells of `cel_rij`: those of one company side by side."""
    laagste, hoogste = con.execute("SELECT coalesce(min(ond), 0), coalesce(max(ond), 0) FROM cel_rij").fetchall()[0]
    for van in range(laagste, hoogste + 1, ONDERNEMINGEN_PER_KEER):
        cursor = con.execute(f"""
            SELECT ond, loc, '{{' || string_agg('"' || soort || '":[' || inhoud || ']', ',') || '}}' FROM (
                SELECT ond, loc, soort, string_agg(inhoud, ',') AS inhoud FROM cel_rij
                WHERE ond BETWEEN {van} AND {van + ONDERNEMINGEN_PER_KEER - 1} GROUP BY ALL)
            GROUP BY ond, loc ORDER BY ond, loc""")
        while rijen := cursor.fetchmany(5_000):
            lite.executemany(
                "INSERT INTO cel VALUES (?, ?, ?)", [(o, p, zlib.compress(j.encode(), 1)) for o, p, j in rijen]
            )
