"""Which delivered locations are one place: BAG ids first, then the whole address, then the point.

What a row lacks it borrows from rows that agree with it in all it has, and only where those agree among themselves:
the municipality, street and town of its postal code, the house letter of the one address with that number, the BAG id of
the same address. A street without its town is no address: half of all towns have a Dorpsstraat.
"""

from __future__ import annotations

from ..opslag import Motor


def koppel_locaties(con: Motor) -> None:
    """Make `loc(levering_nr, bestand, regel, bron, id, oefening, sleutel)`: equal `sleutel`, one place."""
    con.execute("""
        CREATE TABLE loc_ruw AS
        SELECT levering_nr, bestand, regel, bron, id, oefening, gemeente, plat(woonplaats) AS plaats,
               norm_straat(straat) AS straat, huisnummer AS nr, norm_letter(huisletter) || '.' || norm_letter(toevoeging) AS letter,
               norm_postcode(postcode) AS pc, bag_nummeraanduiding AS bag, bag_verblijfsobject AS vbo,
               round(x) AS x, round(y) AS y
        FROM nu_locatie""")
    _leen(con, "plaats", "pc, nr")
    _leen(con, "straat", "pc, nr")
    _leen(con, "gemeente", "pc")
    _leen(con, "gemeente", "plaats")
    # Where nobody names a municipality, the town must do; where two have a town of this name, it will not.
    con.execute("""UPDATE loc_ruw SET gemeente = '-' WHERE gemeente IS NULL AND plaats IS NOT NULL
                   AND plaats NOT IN (SELECT plaats FROM loc_ruw WHERE gemeente IS NOT NULL AND plaats IS NOT NULL)""")
    _leen_letter(con)
    for kolommen in ("vbo", "pc, nr, letter", "gemeente, plaats, straat, nr, letter"):
        _leen(con, "bag", kolommen)
    con.execute("""
        CREATE TABLE loc AS
        SELECT levering_nr, bestand, regel, bron, id, oefening, (CASE WHEN oefening THEN 'oef|' ELSE '' END) ||
            CASE WHEN bag IS NOT NULL THEN 'bag|' || bag
                 WHEN vbo IS NOT NULL THEN 'vbo|' || vbo
                 WHEN gemeente IS NOT NULL AND plaats IS NOT NULL AND straat IS NOT NULL AND nr IS NOT NULL
                 THEN concat_ws('|', 'adres', gemeente, plaats, straat, nr, letter)
                 WHEN pc IS NOT NULL AND nr IS NOT NULL THEN concat_ws('|', 'postcode', pc, nr, letter)
                 WHEN x IS NOT NULL THEN concat_ws('|', 'punt', x::BIGINT, y::BIGINT)
                 ELSE concat_ws('|', 'bron', bron, id) END AS sleutel
        FROM loc_ruw""")
    con.execute("DROP TABLE loc_ruw")


def _leen(con: Motor, wat: str, kolommen: str) -> None:
    """Fill `wat` where it lacks, from rows that are equal in `kolommen`, when they all say the same."""
    delen = kolommen.split(", ")
    gelijk = " AND ".join(f"loc_ruw.{k} = e.{k}" for k in delen)
    aanwezig = " AND ".join(f"{k} IS NOT NULL" for k in delen)
    con.execute(f"""
        CREATE OR REPLACE TEMP TABLE een AS SELECT oefening, {kolommen}, min({wat}) AS enige FROM loc_ruw
        WHERE {wat} IS NOT NULL AND {aanwezig} GROUP BY ALL HAVING count(DISTINCT {wat}) = 1""")
    con.execute(f"""UPDATE loc_ruw SET {wat} = e.enige FROM een e
                    WHERE loc_ruw.{wat} IS NULL AND loc_ruw.oefening = e.oefening AND {gelijk}""")


def _leen_letter(con: Motor) -> None:
    """A row without house letter takes that of the only address with its number, unless that number is an address itself."""
    con.execute("""
        CREATE OR REPLACE TEMP TABLE een AS
        WITH g AS (
            SELECT oefening, plaats, straat, nr, min(letter) FILTER (WHERE letter <> '.') AS enige,
                   count(DISTINCT letter) FILTER (WHERE letter <> '.') AS letters,
                   list_distinct(list(bag) FILTER (WHERE letter <> '.')) AS met, list_distinct(list(bag) FILTER (WHERE letter = '.')) AS zonder
            FROM loc_ruw WHERE plaats IS NOT NULL AND straat IS NOT NULL AND nr IS NOT NULL GROUP BY ALL)
        SELECT oefening, plaats, straat, nr, enige FROM g
        WHERE letters = 1 AND len(list_filter(coalesce(zonder, []), lambda b: NOT list_contains(coalesce(met, []), b))) = 0""")
    con.execute("""
        UPDATE loc_ruw SET letter = e.enige FROM een e
        WHERE loc_ruw.letter = '.' AND loc_ruw.oefening = e.oefening
          AND loc_ruw.plaats = e.plaats AND loc_ruw.straat = e.straat AND loc_ruw.nr = e.nr""")
