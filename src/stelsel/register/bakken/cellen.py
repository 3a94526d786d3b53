"""The dossiers: per company-at-a-location all delivered records, packed as JSON with where each came from, apart by data class.

A cell of class 0 holds what is open, of all sources together; a cell of another class what one source delivered of that class. So
who may not read a class never gets the cell. A record is a list in the cell of its own class: place of its delivery, file, line,
number of the activity, then its fields in the order of `Recordtype.lagen`; what needs a ground of its own stands in the cell of that
class, under the same place, file and line. Each delivery that said that a record has ended stands beside it: its place, record type,
key, day, and whether it said so in so many words. Which of them counts depends on what was known: the reader decides (`register.feiten`).
"""

from __future__ import annotations

import sqlite3
import zlib

from ...begrippen import RECORDTYPEN, Klasse, Recordtype
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


def klasse_van(rt: type[Recordtype], rij: str) -> str:
    """SQL of the number of the class of a record, from its own row."""
    gevallen = "".join(f" WHEN '{code}' THEN {k.nr}" for code, k in rt.klasse_per_code().items())
    eigen = str(rt.klasse().nr)
    return f'CASE {rij}."{rt.klasseveld}"{gevallen} ELSE {eigen} END' if gevallen else eigen


def maak_cellen(con: Motor, alleen: str = "") -> None:
    """Make `cel_rij(ond, loc, klasse, bron, soort, inhoud)`, each record in its cells, and `cel_seveso(ond, loc)`: where an establishment of
    Directive 2012/18/EU is in being. `alleen`: a table (ond, loc) of what is asked for."""
    con.execute(
        "CREATE TABLE cel_rij (ond BIGINT, loc BIGINT, klasse INT, bron VARCHAR, soort VARCHAR, inhoud VARCHAR)"
    )
    for typenaam, rt in RECORDTYPEN.items():
        binnen = f"SEMI JOIN {alleen} USING (ond, loc)" if alleen else ""
        plek = f"SELECT levering_nr, bestand, regel, activiteit, ond, loc FROM ({IN_CEL}) {binnen} WHERE recordtype = '{typenaam}'"
        eigen = klasse_van(rt, "r")
        rijen = f"""FROM rij_{typenaam} r ANTI JOIN herhaald_{typenaam} USING (levering_nr, bestand, regel)
                    JOIN ({plek}) k USING (levering_nr, bestand, regel)"""
        for n, (klasse, velden) in enumerate(rt.lagen().items()):
            kolommen = ", ".join(f'r."{v}"' for v in velden)
            gevuld = "WHERE " + " OR ".join(f'r."{v}" IS NOT NULL' for v in velden) if n else ""
            con.execute(f"""
                INSERT INTO cel_rij SELECT ond, loc, {_apart(str(klasse.nr) if n else eigen)}, '{typenaam}',
                       json_array(r.levering_nr, r.bestand, r.regel, {"" if n else "k.activiteit, "}{kolommen})::VARCHAR {rijen} {gevuld}""")
        con.execute(f"""
            INSERT INTO cel_rij
            SELECT ond, loc, {_apart(eigen)}, '{EINDE}', json_array(v.nr, '{typenaam}', v.id, v.per, v.gezegd)::VARCHAR
            FROM eindes_{typenaam} v JOIN nu_{typenaam} r USING (bron, id) JOIN ({plek}) k USING (levering_nr, bestand, regel)
            WHERE ond >= 0""")
    con.execute(f"""
        CREATE TABLE cel_seveso AS SELECT DISTINCT ond, loc FROM (
            SELECT coalesce(o.volgnummer, 0) AS ond, coalesce(p.volgnummer, 0) AS loc FROM g_activiteit a
            LEFT JOIN nr_onderneming o ON o.nummer = a.ond_nr LEFT JOIN nr_locatie p ON p.nummer = a.loc_nr
            WHERE a.seveso IS NOT NULL AND NOT a.klaar) {f"SEMI JOIN {alleen} USING (ond, loc)" if alleen else ""}""")


def _apart(klasse: str) -> str:
    """SQL of a class and the source that a cell of it is of."""
    return f"{klasse} AS klasse, CASE WHEN {klasse} = {Klasse.OPENBAAR.nr} THEN '' ELSE r.bron END"


def schrijf_cellen(con: Motor, lite: sqlite3.Connection) -> None:
    """Write the cells of `cel_rij`, those of one company side by side, and which are of a Seveso establishment."""
    lite.executemany("INSERT INTO seveso VALUES (?, ?)", con.execute("FROM cel_seveso").fetchall())
    laagste, hoogste = con.execute("SELECT coalesce(min(ond), 0), coalesce(max(ond), 0) FROM cel_rij").fetchall()[0]
    for van in range(laagste, hoogste + 1, ONDERNEMINGEN_PER_KEER):
        cursor = con.execute(f"""
            SELECT ond, loc, klasse, bron, '{{' || string_agg('"' || soort || '":[' || inhoud || ']', ',') || '}}' FROM (
                SELECT ond, loc, klasse, bron, soort, string_agg(inhoud, ',') AS inhoud FROM cel_rij
                WHERE ond BETWEEN {van} AND {van + ONDERNEMINGEN_PER_KEER - 1} GROUP BY ALL)
            GROUP BY ALL ORDER BY ond, loc, klasse, bron""")
        while rijen := cursor.fetchmany(5_000):
            lite.executemany(
                "INSERT INTO cel VALUES (?, ?, ?, ?, ?)", [(*cel, zlib.compress(j.encode(), 1)) for *cel, j in rijen]
            )
