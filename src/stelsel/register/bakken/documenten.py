"""What search finds: a document per company, and one per location at which no company is known.

The id of a document is its class times 2**32 plus the sequence number of its register number, and the class tells how much it
matters: Seveso, IPPC, then the number of records in powers of two; what has ended comes last. The index lists hits by id, so the
first ones of a short prefix, taken unranked, are the ones that matter; and no document needs another to know its id.

Made of open records only (`begrippen.openbaar_sql`): no name, place, count or weight tells of a finding or a sanction, to nobody.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from ...begrippen import openbaar_sql
from ...opslag import Motor
from ..zoekwoorden import zoektekst
from .plekken import maak_plekken, maak_zoekmacros

PER_KEER = 20_000
OPENBAAR = openbaar_sql()
KLASSE = 2**32
KOLOMMEN = ("id", "volgnr", "nummer", "soort", "naam", "andere", "kvk", "adres", "adressen", "gemeente", "locaties", "ippc", "seveso",
            "bezoek", "einde", "oefening", "lon", "lat", "naamwoorden", "woorden")  # fmt: skip
SCHEIDING = " · "


def maak_documenten(con: Motor) -> None:
    """Make `pl` (a row per location) and `doc` (a row per document) inside the engine."""
    maak_zoekmacros(con)
    for typenaam in ("locatie", "onderneming", "vestiging", "activiteit", "toezichtbezoek"):
        einddatum = "NULL" if typenaam == "toezichtbezoek" else "r.einddatum"
        for voor, versies in (("g", "nu"), ("ga", "rij")):
            con.execute(f"""CREATE TEMP VIEW {voor}_{typenaam} AS
                SELECT r.*, k.onderneming AS ond_nr, k.locatie AS loc_nr, einde_van(v.per, {einddatum}) AS einde,
                       v.per IS NOT NULL OR coalesce({einddatum} <= l.dag, false) AS klaar
                FROM {versies}_{typenaam} r LEFT JOIN vervallen_{typenaam} v USING (bron, id) JOIN _levering l ON l.nr = r.levering_nr
                JOIN (FROM koppeling WHERE recordtype = '{typenaam}') k USING (levering_nr, bestand, regel)""")
    maak_plekken(con)
    con.execute(f"""
        CREATE TEMP TABLE cel AS SELECT onderneming AS ond_nr, locatie AS loc_nr, count(*) AS rijen
        FROM koppeling WHERE locatie IS NOT NULL AND {OPENBAAR} GROUP BY ALL""")
    _ondernemingen(con)
    _kenmerken(con)
    con.execute("""
        CREATE TEMP TABLE ruwdoc AS
        WITH hoofd AS (
            SELECT ond_nr, arg_max(loc_nr, (rijen, loc_nr)) AS loc_nr, count(*) AS locaties, sum(rijen) AS rijen,
                   list_distinct(flatten(list(p.adressen))) AS adressen, list_distinct(flatten(list(p.namen))) AS locnamen,
                   list_distinct(flatten(list(p.merken))) AS merken
            FROM cel JOIN pl p USING (loc_nr) WHERE ond_nr IS NOT NULL GROUP BY ond_nr
        ), leeg AS (SELECT loc_nr FROM cel GROUP BY loc_nr HAVING count(ond_nr) = 0)
        SELECT n.volgnummer AS volgnr, o.ond_nr AS nummer, 'onderneming' AS soort, o.naam, o.oefening, o.namen, o.kvk, o.nummers,
               coalesce(h.locaties, 0) AS locaties, coalesce(h.rijen, 0) AS rijen, h.loc_nr, coalesce(h.adressen, []) AS adressen,
               coalesce(h.locnamen, []) AS locnamen, coalesce(h.merken, []) AS merken, o.einde, o.klaar
        FROM per_ond o JOIN nr_onderneming n ON n.nummer = o.ond_nr LEFT JOIN hoofd h USING (ond_nr)
        UNION ALL
        SELECT p.id, loc_nr, 'locatie', coalesce(p.aanduiding, p.adres, loc_nr), p.oefening, p.namen, NULL, [], 1, 1, loc_nr, p.adressen,
               [], p.merken, p.einde, p.klaar
        FROM leeg JOIN pl p USING (loc_nr)""")
    con.execute(f"""
        CREATE TEMP TABLE doc AS
        SELECT (CASE WHEN d.klaar THEN 32 ELSE 0 END + CASE WHEN k.seveso = '2' THEN 0 WHEN k.seveso = '1' THEN 1 WHEN k.ippc THEN 2
                ELSE 24 - least(floor(log2(d.rijen + 1)), 20) END)::BIGINT * {KLASSE} + d.volgnr AS id,
               d.* EXCLUDE (merken), coalesce(k.ippc, false) AS ippc, k.seveso, t.bezoek, p.adres,
               p.gemeente, p.lon, p.lat,
               d.merken || coalesce(k.merken, []) || coalesce(b.merken, []) || CASE WHEN t.bezoek IS NULL THEN ['λv0']
                   ELSE ['λv' || strftime(t.bezoek, '%Y'), 'λv' || strftime(t.bezoek, '%Y%m')] END AS merken
        FROM ruwdoc d LEFT JOIN ken k ON k.nr = d.nummer LEFT JOIN toez t ON t.nr = d.nummer LEFT JOIN bronnen b ON b.nr = d.nummer
        LEFT JOIN pl p ON p.loc_nr = d.loc_nr""")


def _ondernemingen(con: Motor) -> None:
    """Make `per_ond`: name, all names that were, numbers, and the end of each company.

    A company has ended when all its establishments have; where none is known, when all records of the company itself have.
    """
    con.execute("""
        CREATE TEMP TABLE per_ond AS
        WITH naam AS (
            SELECT ond_nr, naam AS naam, 2 AS rang, begindatum, levering_nr, id, kvk_nummer, NULL AS vnr, oefening FROM ga_onderneming
            UNION ALL
            SELECT ond_nr, handelsnaam, 1, begindatum, levering_nr, id, kvk_nummer, vestigingsnummer, oefening FROM ga_vestiging
        ), leven AS (SELECT ond_nr, 1 AS rang, einde, klaar FROM g_onderneming
                     UNION ALL SELECT ond_nr, 2, einde, klaar FROM g_vestiging),
        einden AS (
            SELECT ond_nr, CASE WHEN bool_and(einde IS NOT NULL) THEN max(einde) END AS einde, bool_and(klaar) AS klaar
            FROM (FROM leven QUALIFY rang = max(rang) OVER (PARTITION BY ond_nr)) GROUP BY ond_nr)
        SELECT ond_nr, arg_max(naam, (rang, coalesce(begindatum, DATE '1800-01-01'), levering_nr, id)) AS naam, bool_or(oefening) AS oefening,
               list_sort(list_distinct(list(naam))) AS namen, max(kvk_nummer) AS kvk,
               list_distinct(list(vnr) || list(kvk_nummer)) AS nummers, any_value(einde) AS einde, any_value(klaar) AS klaar
        FROM naam LEFT JOIN einden USING (ond_nr) WHERE ond_nr IS NOT NULL GROUP BY ond_nr""")


def _kenmerken(con: Motor) -> None:
    """Make `ken` (activities in being), `toez` (last visit: one that was made stays made) and `bronnen`."""
    con.execute("""
        CREATE TEMP TABLE ken AS
        SELECT coalesce(ond_nr, loc_nr) AS nr, bool_or(ippc_categorie IS NOT NULL) AS ippc, max(
               CASE seveso WHEN 'hogedrempel' THEN '2' WHEN 'lagedrempel' THEN '1' END) AS seveso,
               list_distinct(list(merk('bal', bal_paragraaf)) || list(merk('od', uitvoerende_dienst)) ||
                   list(CASE WHEN ippc_categorie IS NOT NULL THEN 'λippc' END) || list(CASE WHEN seveso IS NOT NULL THEN 'λseveso' END) ||
                   list(merk('sev', seveso))) AS merken
        FROM g_activiteit WHERE NOT klaar GROUP BY 1""")
    con.execute("""
        CREATE TEMP TABLE toez AS SELECT coalesce(ond_nr, loc_nr) AS nr, max(datum) AS bezoek FROM g_toezichtbezoek GROUP BY 1""")
    con.execute(f"""
        CREATE TEMP TABLE bronnen AS SELECT coalesce(onderneming, locatie) AS nr, list_distinct(list(merk('od', bron))) AS merken
        FROM koppeling WHERE coalesce(onderneming, locatie) IS NOT NULL AND {OPENBAAR} GROUP BY 1""")


def documenten(con: Motor) -> Iterator[list[tuple[Any, ...]]]:
    """The documents of `doc`, in the order of `KOLOMMEN`, part by part."""
    cursor = con.execute(f"""
        SELECT id, volgnr, nummer, soort, naam, array_to_string(list_filter(namen, lambda n: n <> naam), '{SCHEIDING}'), kvk, adres,
               array_to_string(list_sort(list_filter(adressen, lambda a: a IS DISTINCT FROM adres)), '{SCHEIDING}'), gemeente,
               locaties, ippc::INT, seveso, bezoek::VARCHAR, einde::VARCHAR, oefening::INT, lon, lat,
               array_to_string(woordlijst(namen || locnamen), ' '),
               concat_ws(' ', array_to_string(woordlijst(adressen), ' '), array_to_string(list_sort(nummers), ' '),
                         'ν' || lower(replace(replace(nummer, 'VTH-', ''), '-', '')), array_to_string(list_sort(list_distinct(merken)), ' '))
        FROM doc ORDER BY id""")
    while rijen := cursor.fetchmany(PER_KEER):
        yield rijen


def nummers(con: Motor) -> Iterator[list[tuple[Any, ...]]]:
    """The table of numbers: what each is the number of, or which one followed it, part by part."""
    cursor = con.execute("""
        SELECT nummer, soort, ond, loc, opvolger FROM (
            SELECT nummer, 'onderneming' AS soort, volgnummer AS ond, NULL AS loc, NULL AS opvolger FROM nr_onderneming
            UNION ALL SELECT loc_nr, 'locatie', NULL, id, NULL FROM pl
            UNION ALL SELECT k.activiteit, 'activiteit', any_value(o.volgnummer), any_value(p.id), NULL FROM koppeling k
                LEFT JOIN nr_onderneming o ON o.nummer = k.onderneming LEFT JOIN pl p ON p.loc_nr = k.locatie
                WHERE k.recordtype = 'activiteit' AND k.activiteit IS NOT NULL GROUP BY k.activiteit
            UNION ALL SELECT van, 'vervallen', NULL, NULL, naar FROM verwijzing
        ) QUALIFY row_number() OVER (PARTITION BY nummer ORDER BY opvolger NULLS FIRST) = 1 ORDER BY nummer""")
    while rijen := cursor.fetchmany(PER_KEER):
        yield rijen


def schrijf_nummers(lite: sqlite3.Connection, rijen: list[tuple[Any, ...]]) -> None:
    """Write part of the table of numbers; what a number was before gives way."""
    lite.executemany("INSERT OR REPLACE INTO nummer VALUES (?, ?, ?, ?, ?)", rijen)


def schrijf_documenten(lite: sqlite3.Connection, rijen: list[tuple[Any, ...]]) -> list[str]:
    """Write documents (in the order of `KOLOMMEN`) with their search words; returns those of each."""
    teksten = [zoektekst(r[-2], r[-1]) for r in rijen]
    lite.executemany(f"INSERT INTO document VALUES ({', '.join('?' * len(KOLOMMEN))})", rijen)
    lite.executemany("INSERT INTO zoek(rowid, woorden) VALUES (?, ?)", zip((r[0] for r in rijen), teksten, strict=True))
    return teksten


def wis_documenten(lite: sqlite3.Connection, rijen: list[tuple[Any, ...]]) -> list[str]:
    """Take documents out that stand there so, with their search words; returns those of each.

    The full-text index wants the very text that was put in.
    """
    teksten = [zoektekst(r[-2], r[-1]) for r in rijen]
    ids = [r[0] for r in rijen]
    lite.executemany("INSERT INTO zoek(zoek, rowid, woorden) VALUES ('delete', ?, ?)", zip(ids, teksten, strict=True))
    lite.executemany("DELETE FROM document WHERE id = ?", [(i,) for i in ids])
    return teksten
