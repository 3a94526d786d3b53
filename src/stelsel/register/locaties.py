"""Which delivered locations are one place: BAG id first, then normalised address, then the point.

A row without BAG id borrows the id that rows with the same address carry, when they carry only one. A row that
lacks the house letter counts as the one address of that number, when there is only one.
"""

from __future__ import annotations

from ..opslag import Motor


def koppel_locaties(con: Motor) -> None:
    """Make `loc(levering_nr, bestand, regel, bron, id, oefening, sleutel, gemeente)`: equal `sleutel`, one place."""
    con.execute("""
        CREATE TABLE loc_ruw AS
        SELECT levering_nr, bestand, regel, bron, id, oefening, gemeente,
               coalesce(gemeente, plat(woonplaats), '') AS plaats, norm_straat(straat) AS straat, huisnummer AS nr,
               norm_letter(huisletter) || '.' || norm_letter(toevoeging) AS letter, norm_postcode(postcode) AS pc,
               bag_nummeraanduiding AS bag, bag_verblijfsobject AS vbo, round(x) AS x, round(y) AS y,
               norm_naam(aanduiding) AS aanduiding
        FROM rij_locatie""")
    _leen_letter(con)
    for i, kolommen in enumerate(("vbo", "pc, nr, letter", "plaats, straat, nr, letter")):
        _leen_bag(con, i, kolommen)
    con.execute("""
        CREATE TABLE loc AS
        SELECT levering_nr, bestand, regel, bron, id, oefening, gemeente, (CASE WHEN oefening THEN 'oef|' ELSE '' END) ||
            CASE WHEN bag IS NOT NULL THEN 'bag|' || bag
                 WHEN straat IS NOT NULL AND nr IS NOT NULL THEN concat_ws('|', 'adres', plaats, straat, nr, letter)
                 WHEN pc IS NOT NULL AND nr IS NOT NULL THEN concat_ws('|', 'postcode', pc, nr, letter)
                 WHEN x IS NOT NULL THEN concat_ws('|', 'punt', x::BIGINT, y::BIGINT)
                 ELSE concat_ws('|', 'bron', bron, id) END AS sleutel
        FROM loc_ruw""")
    con.execute("DROP TABLE loc_ruw")


def _leen_letter(con: Motor) -> None:
    con.execute("""
        CREATE TEMP TABLE een_letter AS
        SELECT oefening, plaats, straat, nr, min(letter) AS enige FROM loc_ruw
        WHERE letter <> '.' AND straat IS NOT NULL AND nr IS NOT NULL
        GROUP BY ALL HAVING count(DISTINCT letter) = 1""")
    con.execute("""
        UPDATE loc_ruw SET letter = e.enige FROM een_letter e
        WHERE loc_ruw.letter = '.' AND loc_ruw.bag IS NULL AND loc_ruw.oefening = e.oefening
          AND loc_ruw.plaats = e.plaats AND loc_ruw.straat = e.straat AND loc_ruw.nr = e.nr""")
    con.execute("DROP TABLE een_letter")


def _leen_bag(con: Motor, nummer: int, kolommen: str) -> None:
    gelijk = " AND ".join(f"loc_ruw.{k} = e.{k}" for k in kolommen.split(", "))
    con.execute(f"""
        CREATE TEMP TABLE een_bag_{nummer} AS
        SELECT oefening, {kolommen}, min(bag) AS enige FROM loc_ruw
        WHERE bag IS NOT NULL AND {kolommen.split(", ")[0]} IS NOT NULL GROUP BY ALL HAVING count(DISTINCT bag) = 1""")
    con.execute(f"""UPDATE loc_ruw SET bag = e.enige FROM een_bag_{nummer} e
                    WHERE loc_ruw.bag IS NULL AND loc_ruw.oefening = e.oefening AND {gelijk}""")
    con.execute(f"DROP TABLE een_bag_{nummer}")
