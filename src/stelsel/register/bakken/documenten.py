"""What search finds: a document per company, and one per location at which no company is known.

Documents are numbered by weight (Seveso, IPPC, many records first), so that the first hits of a short prefix,
taken unranked, are the ones that matter.
"""

from __future__ import annotations

import sqlite3

import numpy as np
import pyarrow as pa
from pyproj import Transformer

from ...opslag import Motor

PER_KEER = 20_000


def maak_documenten(con: Motor) -> None:
    """Make `pl` (a row per location) and `doc` (a row per document) inside the engine."""
    for typenaam in ("locatie", "onderneming", "vestiging", "activiteit", "toezichtbezoek", "handhavingsactie"):
        # Names that were are still looked for; of all else only the newest version counts.
        welke = "rij" if typenaam in ("onderneming", "vestiging") else "nu"
        # What has ended in the picture of its source runs no more; a visit that was made stays made.
        geldt = (
            f"ANTI JOIN vervallen_{typenaam} USING (bron, id)" if typenaam in ("activiteit", "handhavingsactie") else ""
        )
        con.execute(f"""CREATE TEMP VIEW g_{typenaam} AS
            SELECT r.*, k.onderneming AS ond_nr, k.locatie AS loc_nr FROM (FROM {welke}_{typenaam} {geldt}) r
            JOIN (FROM koppeling WHERE recordtype = '{typenaam}') k USING (levering_nr, bestand, regel)""")
    _locaties(con)
    con.execute("""
        CREATE TEMP TABLE naam AS
        SELECT ond_nr, naam AS naam, 2 AS rang, begindatum, levering_nr, kvk_nummer, NULL AS vnr, oefening FROM g_onderneming
        UNION ALL
        SELECT ond_nr, handelsnaam, 1, begindatum, levering_nr, kvk_nummer, vestigingsnummer, oefening FROM g_vestiging""")
    con.execute("""
        CREATE TEMP TABLE per_ond AS
        SELECT ond_nr, arg_max(naam, (rang, coalesce(begindatum, DATE '1800-01-01'), levering_nr)) AS naam, bool_or(oefening) AS oefening,
               list_distinct(list(naam)) AS namen, max(kvk_nummer) AS kvk, list_distinct(list(vnr)) AS vnrs
        FROM naam WHERE ond_nr IS NOT NULL GROUP BY ond_nr""")
    con.execute("""
        CREATE TEMP TABLE cel AS SELECT onderneming AS ond_nr, locatie AS loc_nr, count(*) AS rijen
        FROM koppeling WHERE locatie IS NOT NULL GROUP BY ALL""")
    con.execute("""
        CREATE TEMP TABLE ken AS
        SELECT coalesce(ond_nr, loc_nr) AS nr, bool_or(ippc_categorie IS NOT NULL) AS ippc, max(
               CASE seveso WHEN 'hogedrempel' THEN '2' WHEN 'lagedrempel' THEN '1' END) AS seveso
        FROM g_activiteit GROUP BY 1""")
    con.execute("""
        CREATE TEMP TABLE toez AS SELECT coalesce(ond_nr, loc_nr) AS nr, max(datum) AS bezoek FROM g_toezichtbezoek GROUP BY 1""")
    con.execute("""
        CREATE TEMP TABLE acties AS SELECT coalesce(ond_nr, loc_nr) AS nr, count(*) FILTER (WHERE stand = 'loopt') AS acties
        FROM g_handhavingsactie GROUP BY 1""")
    con.execute("""
        CREATE TEMP TABLE ruwdoc AS
        WITH hoofd AS (
            SELECT ond_nr, arg_max(loc_nr, rijen) AS loc_nr, count(*) AS locaties, sum(rijen) AS rijen,
                   string_agg(p.woorden, ' ') AS adressen
            FROM cel JOIN pl p USING (loc_nr) WHERE ond_nr IS NOT NULL GROUP BY ond_nr
        ), leeg AS (SELECT loc_nr FROM cel GROUP BY loc_nr HAVING count(ond_nr) = 0)
        SELECT o.ond_nr AS nummer, 'onderneming' AS soort, o.naam, o.oefening, namen, kvk, vnrs, coalesce(h.locaties, 0) AS locaties,
               coalesce(h.rijen, 0) AS rijen, h.loc_nr, left(coalesce(h.adressen, ''), 4000) AS adressen
        FROM per_ond o LEFT JOIN hoofd h USING (ond_nr)
        UNION ALL
        SELECT loc_nr, 'locatie', coalesce(p.aanduiding, p.adres, loc_nr), p.oefening, [], NULL, [], 1, 1, loc_nr, p.woorden
        FROM leeg JOIN pl p USING (loc_nr)""")
    con.execute("""
        CREATE TEMP TABLE doc AS
        SELECT row_number() OVER (ORDER BY k.seveso DESC NULLS LAST, k.ippc DESC NULLS LAST, d.rijen DESC, d.nummer) AS id,
               d.*, coalesce(k.ippc, false) AS ippc, k.seveso, t.bezoek, coalesce(a.acties, 0) AS acties, p.adres,
               p.lon, p.lat
        FROM ruwdoc d LEFT JOIN ken k ON k.nr = d.nummer LEFT JOIN toez t ON t.nr = d.nummer
        LEFT JOIN acties a ON a.nr = d.nummer LEFT JOIN pl p ON p.loc_nr = d.loc_nr""")


def _locaties(con: Motor) -> None:
    """Make `pl`: of each location the fullest description, with its point in degrees."""
    con.execute("""
        CREATE TEMP TABLE pl0 AS
        SELECT loc_nr, bool_or(oefening) AS oefening, unnest(arg_max({'straat': straat, 'huisnummer': huisnummer,
                'huisletter': huisletter, 'toevoeging': toevoeging, 'postcode': postcode, 'woonplaats': woonplaats,
                'gemeente': gemeente, 'aanduiding': aanduiding},
            ((straat IS NOT NULL)::INT + (bag_nummeraanduiding IS NOT NULL)::INT + (huisletter IS NOT NULL)::INT, levering_nr))),
            arg_max(x, ((bag_nummeraanduiding IS NOT NULL)::INT, levering_nr)) AS x,
            arg_max(y, ((bag_nummeraanduiding IS NOT NULL)::INT, levering_nr)) AS y
        FROM g_locatie GROUP BY loc_nr""")
    punten = con.sql("SELECT loc_nr, x, y FROM pl0 WHERE x IS NOT NULL").to_arrow_table()
    rd = Transformer.from_crs("EPSG:28992", "EPSG:4326", always_xy=True)
    lon, lat = rd.transform(*(punten.column(k).to_numpy() for k in ("x", "y")))
    con.register(
        "_graden", pa.table({"loc_nr": punten.column("loc_nr"), "lon": np.round(lon, 6), "lat": np.round(lat, 6)})
    )
    con.execute("""
        CREATE TEMP TABLE pl AS
        SELECT *, woorden(concat_ws(' ', adres, aanduiding, postcode)) AS woorden FROM (
            SELECT row_number() OVER (ORDER BY loc_nr) AS id, *,
                   nullif(concat_ws(', ', nullif(trim(concat_ws(' ', straat, huisnummer || coalesce(upper(huisletter), '')
                          || coalesce('-' || toevoeging, ''))), ''),
                          nullif(trim(concat_ws(' ', postcode, woonplaats)), '')), '') AS adres
            FROM pl0 LEFT JOIN _graden USING (loc_nr))""")
    con.unregister("_graden")


def bak_documenten(con: Motor, lite: sqlite3.Connection) -> None:
    """Write documents, their search words, and the table of numbers."""
    cursor = con.execute("""
        SELECT id, nummer, soort, naam, array_to_string(list_filter(namen, lambda n: n <> naam)[:8], ' · '), kvk, adres,
               locaties, ippc::INT, seveso, bezoek::VARCHAR, acties, oefening::INT, lon, lat,
               concat_ws(' ', woorden(array_to_string(namen, ' ')), woorden(naam), adressen, kvk,
                         array_to_string(vnrs, ' '), replace(replace(nummer, 'VTH-', ''), '-', ''))
        FROM doc ORDER BY id""")
    while rijen := cursor.fetchmany(PER_KEER):
        lite.executemany(f"INSERT INTO document VALUES ({', '.join('?' * 15)})", [r[:15] for r in rijen])
        lite.executemany("INSERT INTO zoek(rowid, woorden) VALUES (?, ?)", [(r[0], r[15]) for r in rijen])
    con.execute("CREATE TEMP TABLE ond_id AS SELECT nummer AS ond_nr, id FROM doc WHERE soort = 'onderneming'")
    cursor = con.execute("""
        SELECT nummer, soort, ond, loc, opvolger FROM (
            SELECT ond_nr AS nummer, 'onderneming' AS soort, id AS ond, NULL AS loc, NULL AS opvolger FROM ond_id
            UNION ALL SELECT loc_nr, 'locatie', NULL, id, NULL FROM pl
            UNION ALL SELECT k.activiteit, 'activiteit', any_value(o.id), any_value(p.id), NULL FROM koppeling k
                LEFT JOIN ond_id o ON o.ond_nr = k.onderneming LEFT JOIN pl p ON p.loc_nr = k.locatie
                WHERE k.recordtype = 'activiteit' AND k.activiteit IS NOT NULL GROUP BY k.activiteit
            UNION ALL SELECT van, 'vervallen', NULL, NULL, naar FROM verwijzing
        ) QUALIFY row_number() OVER (PARTITION BY nummer ORDER BY opvolger NULLS FIRST) = 1 ORDER BY nummer""")
    while rijen := cursor.fetchmany(PER_KEER):
        lite.executemany("INSERT INTO nummer VALUES (?, ?, ?, ?, ?)", rijen)
