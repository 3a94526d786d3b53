"""The accepted records of an exercise, with their truth: what every way of linking gets, and is scored on.

Records for companies are the company and establishment records, for locations and activities their own.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from stelsel.aanlevering import tellende
from stelsel.begrippen import RECORDTYPEN
from stelsel.opslag import Opslag, parquet
from stelsel.register.normaliseren import maak_macros

SOORTEN = {"onderneming": ("onderneming", "vestiging"), "locatie": ("locatie",), "activiteit": ("activiteit",)}
_VAST = {"levering": "VARCHAR", "bron": "VARCHAR", "bestand": "VARCHAR", "regel": "BIGINT"}


def laad(con: duckdb.DuckDBPyConnection, map_: Path) -> None:
    """Make `record` (all to be scored, with truth), `locaties`, `bedrijven` and `activiteiten` (their fields, by `rij`)."""
    maak_macros(con)
    con.execute("CREATE SEQUENCE nr")
    opslag = Opslag(map_ / "data")
    # The first delivery of each source: what came after it has no truth.
    leveringen = list({b.bron: b.levering for b in reversed(tellende(opslag))}.values())
    waarheid = f"read_parquet('{map_ / 'oefening' / 'waarheid.parquet'}')"
    kolommen = {k[0] for k in con.execute(f"DESCRIBE FROM {waarheid}").fetchall()}
    moeilijk = "string_split(moeilijkheid, '+')" if "moeilijkheid" in kolommen else "[]::VARCHAR[]"
    delen = []
    for typenaam in ("onderneming", "vestiging", "locatie", "activiteit"):
        rt = RECORDTYPEN[typenaam]
        typen = _VAST | {n: v.soort.sqltype for n, v in rt.velden.items()}
        bron = parquet(opslag.bestanden(f"rij_{typenaam}", "levering", leveringen), typen)
        con.execute(f"CREATE TABLE r_{typenaam} AS SELECT nextval('nr') AS rij, {', '.join(typen)} FROM {bron}")
        delen.append(f"SELECT rij, '{typenaam}' AS recordtype, levering, bron, bestand, regel, id FROM r_{typenaam}")
    con.execute(f"""
        CREATE TABLE record AS
        SELECT r.*, w.onderneming, w.locatie, w.activiteit,
               CASE WHEN w.fout_code IS NULL THEN {moeilijk} ELSE list_append({moeilijk}, 'opmerking van de deur') END AS moeilijk
        FROM ({" UNION ALL ".join(delen)}) r JOIN {waarheid} w ON w.bron = r.bron AND w.bestand = r.bestand AND w.rij = r.regel""")
    # The door takes a row in whose place or company is refused for now: it can be linked by half at most.
    con.execute("""
        CREATE TABLE half AS
        SELECT v.rij FROM r_vestiging v LEFT JOIN r_locatie l ON l.bron = v.bron AND l.id = v.locatie_id
        LEFT JOIN r_onderneming o ON o.bron = v.bron AND o.id = v.onderneming_id
        WHERE (l.rij IS NULL AND v.locatie_id IS NOT NULL) OR (o.rij IS NULL AND v.onderneming_id IS NOT NULL)
        UNION ALL
        SELECT a.rij FROM r_activiteit a LEFT JOIN r_locatie l ON l.bron = a.bron AND l.id = a.locatie_id
        LEFT JOIN r_vestiging v ON v.bron = a.bron AND v.id = a.vestiging_id
        WHERE (l.rij IS NULL AND a.locatie_id IS NOT NULL) OR (v.rij IS NULL AND a.vestiging_id IS NOT NULL)""")
    con.execute(
        "UPDATE record SET moeilijk = list_append(moeilijk, 'verwijst naar geweigerde rij') WHERE rij IN (FROM half)"
    )
    con.execute("""
        CREATE TABLE locaties AS
        SELECT rij, bron, id, norm_straat(straat) AS straat, huisnummer AS nr, upper(coalesce(huisletter, toevoeging, '')) AS letter,
               norm_postcode(postcode) AS postcode, plat(woonplaats) AS plaats, gemeente, bag_nummeraanduiding AS bag,
               bag_verblijfsobject AS vbo, x, y FROM r_locatie""")
    # An establishment knows its company's number by its source's own key, a company the address of its first establishment.
    con.execute("""
        CREATE TABLE bedrijven AS
        WITH v AS (SELECT v.*, l.straat, l.nr, l.letter, l.postcode, l.plaats FROM r_vestiging v
                   LEFT JOIN locaties l ON l.bron = v.bron AND l.id = v.locatie_id),
             eerste AS (SELECT bron, onderneming_id AS id, arg_min(straat, rij) AS straat, arg_min(nr, rij) AS nr, arg_min(letter, rij) AS letter,
                               arg_min(postcode, rij) AS postcode, arg_min(plaats, rij) AS plaats, min(kvk_nummer) AS kvk_v
                        FROM v WHERE onderneming_id IS NOT NULL GROUP BY ALL)
        SELECT o.rij, norm_naam(naam) AS naam, kvk_nummer AS kvk, rsin, NULL AS vnr, e.* EXCLUDE (bron, id, kvk_v)
        FROM r_onderneming o LEFT JOIN eerste e ON e.bron = o.bron AND e.id = o.id
        UNION ALL
        SELECT v.rij, norm_naam(handelsnaam), coalesce(v.kvk_nummer, o.kvk_nummer), o.rsin, vestigingsnummer, straat, nr, letter, postcode, plaats
        FROM v LEFT JOIN r_onderneming o ON o.bron = v.bron AND o.id = v.onderneming_id""")
    con.execute("""
        CREATE TABLE activiteiten AS
        SELECT a.rij, v.rij AS vestiging, l.rij AS locatie, coalesce(bal_paragraaf, norm_naam(omschrijving)) AS wat
        FROM r_activiteit a LEFT JOIN r_vestiging v ON v.bron = a.bron AND v.id = a.vestiging_id
        LEFT JOIN r_locatie l ON l.bron = a.bron AND l.id = a.locatie_id""")


def eigen_uitslag(con: duckdb.DuckDBPyConnection, koppelingen: Path) -> None:
    """Make `uit_eigen(rij, onderneming, locatie, activiteit)`: what our register says of each record."""
    con.execute(f"""
        CREATE OR REPLACE TABLE uit_eigen AS
        SELECT r.rij, k.onderneming, k.locatie, k.activiteit FROM record r JOIN read_parquet('{koppelingen}') k
        ON k.levering = r.levering AND k.bestand = r.bestand AND k.recordtype = r.recordtype AND k.regel = r.regel""")


def samengesteld(con: duckdb.DuckDBPyConnection, naam: str) -> None:
    """Make `uit_<naam>` from `bedrijf_<naam>(rij, sleutel)` and `locatie_<naam>(rij, sleutel)`: an activity is company, place and paragraph."""
    con.execute(f"""
        CREATE OR REPLACE TABLE uit_{naam} AS
        SELECT r.rij, b.sleutel AS onderneming, l.sleutel AS locatie, NULL AS activiteit
        FROM record r LEFT JOIN bedrijf_{naam} b USING (rij) LEFT JOIN locatie_{naam} l USING (rij) WHERE recordtype <> 'activiteit'
        UNION ALL
        SELECT a.rij, NULL, NULL, CASE WHEN l.sleutel IS NOT NULL THEN concat_ws('|', coalesce(b.sleutel, '-'), l.sleutel, wat) END
        FROM activiteiten a LEFT JOIN bedrijf_{naam} b ON b.rij = a.vestiging LEFT JOIN locatie_{naam} l ON l.rij = a.locatie""")


def te_scoren(con: duckdb.DuckDBPyConnection, naam: str, soort: str, *, heel: bool = False) -> str:
    """Make the table that `score.meet` reads, and return its name. `heel`: only records of which no reference was refused."""
    typen = ", ".join(f"'{t}'" for t in SOORTEN[soort])
    con.execute(f"""
        CREATE OR REPLACE TEMP TABLE te_scoren AS
        SELECT r.rij, r.{soort} AS waar, u.{soort} AS gevonden, r.moeilijk
        FROM record r LEFT JOIN uit_{naam} u USING (rij) WHERE r.recordtype IN ({typen})
        {"AND r.rij NOT IN (FROM half)" if heel else ""}""")
    return "te_scoren"
