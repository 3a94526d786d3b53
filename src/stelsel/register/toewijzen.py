"""Give every cluster its register number: the one it had, or a new one; and log merges and splits.

A number stays with the cluster that holds the row for which it was minted, or else most of what bore it. A cluster in which several
numbers meet keeps the oldest; the others redirect to it, for as long as they meet.
"""

from __future__ import annotations

import pyarrow as pa

from ..opslag import Motor
from .nummers import munt

SOORTEN = {"onderneming": "ond", "locatie": "loc", "activiteit": "act"}
# Of these rows a number may be minted: those that say what it names. Others may turn out to be filed at the wrong place.
EIGEN = {"onderneming": ["onderneming", "vestiging"], "locatie": ["locatie"], "activiteit": ["activiteit"]}
RIJ = "levering, bestand, recordtype, regel"


def wijs_toe(con: Motor, hoogste: int, alleen: str = "") -> int:
    """Make `nr_<soort>(sleutel, nummer, volgnummer)`, `nieuw_nummer`, `verwijzing(van, naar)` and `gebeurtenis`.

    Needs `koppel`, `vorige(levering, bestand, recordtype, regel, onderneming, locatie, activiteit)`, and `oud_nummer`: all
    numbers with the row for which each was minted. `alleen`: name of the tables, per kind, of the clusters that are looked at.
    Returns the highest sequence number.
    """
    con.execute("CREATE TABLE nieuw_nummer (nummer VARCHAR, soort VARCHAR, volgnummer BIGINT, oefening BOOLEAN, "
                "levering VARCHAR, bestand VARCHAR, recordtype VARCHAR, regel BIGINT)")  # fmt: skip
    con.execute("CREATE TABLE verwijzing (van VARCHAR, naar VARCHAR)")
    con.execute("CREATE TABLE gebeurtenis (soort VARCHAR, gebeurtenis VARCHAR, van VARCHAR, naar VARCHAR)")
    eerder = bool(con.execute("SELECT count(*) FROM vorige").fetchall()[0][0])
    for soort, kolom in SOORTEN.items():
        hoogste = _per_soort(con, soort, kolom, hoogste, eerder, alleen.format(soort))
    return hoogste


def _per_soort(con: Motor, soort: str, kolom: str, hoogste: int, eerder: bool, alleen: str) -> int:
    binnen = f" AND {kolom} IN (SELECT sleutel FROM {alleen})" if alleen else ""
    eigen = ", ".join(f"'{r}'" for r in EIGEN[soort])
    con.execute(f"""
        CREATE TABLE cluster_{soort} AS SELECT {kolom} AS sleutel, bool_or(oefening) AS oefening,
               min({{'ander': recordtype <> '{soort}', 'levering_nr': levering_nr, 'bestand': bestand,
                    'recordtype': recordtype, 'regel': regel}}) AS eerste
        FROM koppel WHERE {kolom} IS NOT NULL AND recordtype IN ({eigen}){binnen} GROUP BY {kolom}""")
    if eerder:
        _behoud(con, soort, kolom, eigen, binnen)
    else:
        con.execute(f"""CREATE OR REPLACE TEMP TABLE behouden AS
            SELECT sleutel, NULL::VARCHAR AS nummer, NULL::BIGINT AS volgnummer FROM cluster_{soort} WHERE false""")
    con.execute(f"""CREATE OR REPLACE TEMP TABLE zonder AS
        SELECT sleutel, oefening, eerste, {hoogste} + row_number() OVER (ORDER BY eerste, sleutel) AS volgnummer
        FROM cluster_{soort} ANTI JOIN behouden USING (sleutel)""")
    volgnummers = con.execute("SELECT volgnummer FROM zonder ORDER BY volgnummer").fetchnumpy()["volgnummer"]
    con.register("_munten", pa.table({"volgnummer": volgnummers, "nummer": munt(volgnummers)}))
    con.execute(f"""CREATE TABLE nr_{soort} AS
        SELECT sleutel, nummer, volgnummer, oefening FROM zonder JOIN _munten USING (volgnummer)
        UNION ALL SELECT sleutel, nummer, volgnummer, c.oefening FROM behouden JOIN cluster_{soort} c USING (sleutel)""")
    con.execute(f"""INSERT INTO nieuw_nummer
                    SELECT nummer, '{soort}', volgnummer, oefening, l.levering, eerste.bestand, eerste.recordtype, eerste.regel
                    FROM zonder JOIN _munten USING (volgnummer) JOIN _levering l ON l.nr = eerste.levering_nr""")
    con.unregister("_munten")
    if eerder:
        _meld_wat_veranderde(con, soort, kolom)
    con.execute(f"DROP TABLE cluster_{soort}")
    return hoogste + len(volgnummers)


def _behoud(con: Motor, soort: str, kolom: str, eigen: str, binnen: str) -> None:
    """Make `behouden`: clusters that keep a number, add to `verwijzing` the numbers that lead elsewhere, log what changed.

    A number belongs where the row is for which it was minted; so one that went into another comes back when they part. But when that row
    goes alone, and most of what bore the number stays without another, it stays with those: a company keeps its number when it sells
    the establishment that was known first.
    """
    con.execute(f"""
        CREATE OR REPLACE TEMP TABLE gemunt AS
        SELECT o.nummer, o.volgnummer, k.{kolom} AS sleutel
        FROM (SELECT o.*, l.nr FROM oud_nummer o JOIN _levering l USING (levering)) o
        JOIN koppel k ON k.levering_nr = o.nr AND k.bestand = o.bestand AND k.recordtype = o.recordtype AND k.regel = o.regel
        WHERE o.soort = '{soort}' AND k.{kolom} IS NOT NULL{binnen}""")
    con.execute(f"""
        CREATE OR REPLACE TEMP TABLE meeste AS
        SELECT nummer, sleutel FROM (
            SELECT v.{soort} AS nummer, k.{kolom} AS sleutel, count(*) AS rijen
            FROM koppel k JOIN _levering l ON l.nr = k.levering_nr JOIN vorige v USING ({RIJ})
            WHERE k.recordtype IN ({eigen}) AND k.{kolom} IS NOT NULL AND v.{soort} IS NOT NULL{binnen} GROUP BY ALL)
        JOIN cluster_{soort} c USING (sleutel) LEFT JOIN (SELECT nummer, sleutel, true AS daar FROM gemunt) g USING (nummer, sleutel)
        QUALIFY row_number() OVER (PARTITION BY nummer ORDER BY rijen DESC, coalesce(daar, false) DESC, eerste) = 1""")
    con.execute("""
        CREATE OR REPLACE TEMP TABLE eigenaar AS
        SELECT g.nummer, g.volgnummer, CASE WHEN m.sleutel IS NULL OR a.sleutel IS NOT NULL THEN g.sleutel ELSE m.sleutel END AS sleutel
        FROM gemunt g LEFT JOIN meeste m ON m.nummer = g.nummer LEFT JOIN (SELECT DISTINCT sleutel FROM gemunt) a ON a.sleutel = m.sleutel""")
    con.execute("""
        CREATE OR REPLACE TEMP TABLE behouden AS
        SELECT sleutel, arg_min(nummer, volgnummer) AS nummer, min(volgnummer) AS volgnummer FROM eigenaar GROUP BY sleutel""")
    con.execute("""
        INSERT INTO verwijzing SELECT e.nummer, b.nummer FROM eigenaar e JOIN behouden b USING (sleutel) WHERE e.nummer <> b.nummer""")


def _meld_wat_veranderde(con: Motor, soort: str, kolom: str) -> None:
    """Rows that had one number and now have another: merged when the old one leads to the new one, else split off."""
    con.execute(f"""
        INSERT INTO gebeurtenis
        SELECT DISTINCT '{soort}', CASE WHEN w.naar = n.nummer THEN 'samengevoegd' ELSE 'gesplitst' END, v.{soort}, n.nummer
        FROM koppel k JOIN _levering l ON l.nr = k.levering_nr JOIN vorige v USING ({RIJ})
        JOIN nr_{soort} n ON n.sleutel = k.{kolom} LEFT JOIN verwijzing w ON w.van = v.{soort}
        WHERE v.{soort} <> n.nummer""")
