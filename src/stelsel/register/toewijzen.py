"""Give every cluster its register number: the one it had, or a new one; and log merges and splits.

A number stays with the cluster that holds the row for which it was minted first. A cluster in which several
numbers meet keeps the oldest; the others redirect to it.
"""

from __future__ import annotations

import pyarrow as pa

from ..opslag import Motor
from .nummers import munt

SOORTEN = {"onderneming": "ond", "locatie": "loc", "activiteit": "act"}
RIJ = "levering, bestand, recordtype, regel"


def wijs_toe(con: Motor, hoogste: int) -> int:
    """Make `nr_<soort>(sleutel, nummer, volgnummer)`, `nieuw_nummer` and `gebeurtenis`. Returns the highest sequence number.

    Needs `koppel`, and `vorige(levering, bestand, recordtype, regel, onderneming, locatie, activiteit)` with
    `oud_nummer(nummer, volgnummer)`.
    """
    con.execute("CREATE TABLE nieuw_nummer (nummer VARCHAR, soort VARCHAR, volgnummer BIGINT, oefening BOOLEAN)")
    con.execute(
        "CREATE TABLE gebeurtenis (soort VARCHAR, gebeurtenis VARCHAR, van VARCHAR, naar VARCHAR, reden VARCHAR)"
    )
    eerder = bool(con.execute("SELECT count(*) FROM vorige").fetchall()[0][0])
    for soort, kolom in SOORTEN.items():
        hoogste = _per_soort(con, soort, kolom, hoogste, eerder)
    return hoogste


def _per_soort(con: Motor, soort: str, kolom: str, hoogste: int, eerder: bool) -> int:
    con.execute(f"""
        CREATE TABLE cluster_{soort} AS SELECT {kolom} AS sleutel, bool_or(oefening) AS oefening,
               min((levering_nr, bestand, recordtype, regel)) AS eerste
        FROM koppel WHERE {kolom} IS NOT NULL GROUP BY {kolom}""")
    if eerder:
        _behoud(con, soort, kolom)
    else:
        con.execute("CREATE OR REPLACE TEMP TABLE behouden (sleutel VARCHAR, nummer VARCHAR, volgnummer BIGINT)")
    con.execute(f"""CREATE OR REPLACE TEMP TABLE zonder AS
        SELECT sleutel, oefening, {hoogste} + row_number() OVER (ORDER BY eerste, sleutel) AS volgnummer
        FROM cluster_{soort} ANTI JOIN behouden USING (sleutel)""")
    volgnummers = con.execute("SELECT volgnummer FROM zonder ORDER BY volgnummer").fetchnumpy()["volgnummer"]
    con.register("_munten", pa.table({"volgnummer": volgnummers, "nummer": munt(volgnummers)}))
    con.execute(f"""CREATE TABLE nr_{soort} AS
        SELECT sleutel, nummer, volgnummer, oefening FROM zonder JOIN _munten USING (volgnummer)
        UNION ALL SELECT sleutel, nummer, volgnummer, c.oefening FROM behouden JOIN cluster_{soort} c USING (sleutel)""")
    con.execute(f"""INSERT INTO nieuw_nummer SELECT nummer, '{soort}', volgnummer, oefening
                    FROM zonder JOIN _munten USING (volgnummer)""")
    con.unregister("_munten")
    con.execute(f"DROP TABLE cluster_{soort}")
    return hoogste + len(volgnummers)


def _behoud(con: Motor, soort: str, kolom: str) -> None:
    """Make `behouden`: clusters that keep a number they had, and log what merged or split."""
    con.execute(f"""
        CREATE OR REPLACE TEMP TABLE overlap AS
        SELECT v.{soort} AS nummer, k.{kolom} AS sleutel, min((k.levering_nr, k.bestand, k.recordtype, k.regel)) AS eerste
        FROM koppel k JOIN _levering l ON l.nr = k.levering_nr JOIN vorige v USING ({RIJ})
        WHERE v.{soort} IS NOT NULL AND k.{kolom} IS NOT NULL GROUP BY ALL""")
    con.execute("""
        CREATE OR REPLACE TEMP TABLE eigenaar AS SELECT nummer, arg_min(sleutel, eerste) AS sleutel, volgnummer
        FROM overlap JOIN oud_nummer USING (nummer) GROUP BY nummer, volgnummer""")
    con.execute("""
        CREATE OR REPLACE TEMP TABLE behouden AS
        SELECT sleutel, arg_min(nummer, volgnummer) AS nummer, min(volgnummer) AS volgnummer FROM eigenaar GROUP BY sleutel""")
    con.execute(f"""
        INSERT INTO gebeurtenis
        SELECT '{soort}', 'samengevoegd', e.nummer, b.nummer, 'dezelfde sleutel na nieuwe leveringen'
        FROM eigenaar e JOIN behouden b USING (sleutel) WHERE e.nummer <> b.nummer""")
    con.execute(f"""
        INSERT INTO gebeurtenis
        SELECT '{soort}', 'gesplitst', o.nummer, NULL, 'rijen met dit nummer horen niet meer bij elkaar'
        FROM overlap o JOIN eigenaar e USING (nummer) GROUP BY o.nummer HAVING count(DISTINCT o.sleutel) > 1""")
