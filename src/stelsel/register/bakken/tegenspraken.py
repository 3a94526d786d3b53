"""The contradictions that are not solved, for the report per agency: each once, and per source which of them are its own."""

from __future__ import annotations

import sqlite3

from ...opslag import Motor

PER_KEER = 20_000
TEGENSPRAKEN = """
CREATE TABLE tegenspraak (nr INTEGER PRIMARY KEY, sleutel TEXT, soort TEXT, veld TEXT, nummer TEXT, naam TEXT, adres TEXT, waarde TEXT,
    regel TEXT, oefening INTEGER, sinds INTEGER, sinds_op TEXT, anders INTEGER, keren INTEGER, standpunten TEXT);
CREATE UNIQUE INDEX tegenspraak_sleutel ON tegenspraak (sleutel);
CREATE INDEX tegenspraak_volgorde ON tegenspraak (soort, veld, nr);
CREATE TABLE tegenspraak_bron (bron TEXT, soort TEXT, veld TEXT, nr INTEGER, gekozen INTEGER,
    PRIMARY KEY (bron, soort, veld, nr)) WITHOUT ROWID;
CREATE TABLE tegenspraak_telling (bron TEXT, soort TEXT, veld TEXT, aantal INTEGER, gekozen INTEGER,
    PRIMARY KEY (bron, soort, veld)) WITHOUT ROWID;
"""


def bak_tegenspraken(con: Motor, lite: sqlite3.Connection, vanaf: int = 0, genummerd: str = "") -> None:
    """Write them, numbered from the one after `vanaf` on: of each kind those that stand longest first. `genummerd`: a table
    (sleutel, sinds, nr) of those that keep the number they had.

    Needs `tegenspraak_stand`, `_stand`, `doc`, `pl`.
    """
    con.execute(f"""
        CREATE TEMP TABLE tegen AS
        SELECT coalesce(g.nr, {vanaf} + row_number() OVER (PARTITION BY g.nr IS NULL ORDER BY t.soort, t.veld, t.sinds, t.sleutel)) AS nr,
               t.*, s.dag AS sinds_op,
               coalesce(t.onderneming, t.locatie, t.activiteit) AS nummer, d.naam, p.adres
        FROM tegenspraak_stand t JOIN _stand s ON s.snapshot = t.sinds
        LEFT JOIN {genummerd or "(SELECT '' AS sleutel, 0 AS sinds, 0 AS nr WHERE false)"} g ON g.sleutel = t.sleutel AND g.sinds = t.sinds
        LEFT JOIN doc d ON d.nummer = t.onderneming LEFT JOIN pl p ON p.loc_nr = t.locatie""")
    cursor = con.execute("""SELECT nr, sleutel, soort, veld, nummer, naam, adres, waarde, regel, oefening::INT, sinds, sinds_op, anders, keren,
                                   to_json(standpunten)::VARCHAR FROM tegen ORDER BY nr""")
    while rijen := cursor.fetchmany(PER_KEER):
        lite.executemany(f"INSERT INTO tegenspraak VALUES ({', '.join('?' * 15)})", rijen)
    cursor = con.execute("""SELECT s.bron, soort, veld, nr, max(s.gekozen::INT) FROM (SELECT soort, veld, nr, unnest(standpunten) AS s FROM tegen)
                            GROUP BY ALL ORDER BY ALL""")
    while rijen := cursor.fetchmany(PER_KEER):
        lite.executemany("INSERT INTO tegenspraak_bron VALUES (?, ?, ?, ?, ?)", rijen)
    lite.executescript("""DELETE FROM tegenspraak_telling; INSERT INTO tegenspraak_telling
        SELECT bron, soort, veld, count(*), sum(gekozen) FROM tegenspraak_bron GROUP BY bron, soort, veld""")
