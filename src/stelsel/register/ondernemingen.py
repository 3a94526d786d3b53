"""Which delivered companies and establishments are one company: KvK number first, then name at one place.

A row without KvK number borrows it along the exact keys: the company it refers to, its RSIN, its establishment number,
the same name at the same place; each only where all who know it agree. What is left is one company when it shares RSIN,
establishment number, name and place, or the company record it refers to.
"""

from __future__ import annotations

from ..opslag import Motor


def koppel_ondernemingen(con: Motor) -> None:
    """Make `ond(levering_nr, bestand, regel, soort, bron, id, oefening, sleutel, loc)`: equal `sleutel`, one company.

    Needs `loc`. `soort` is onderneming or vestiging; `loc` is the place of an establishment.
    """
    con.execute("""
        CREATE TABLE ond_ruw AS SELECT row_number() OVER () AS rij, * FROM (
        SELECT levering_nr, bestand, regel, 'onderneming' AS soort, bron, id, oefening, norm_naam(naam) AS naam,
               kvk_nummer AS kvk, rsin, NULL::VARCHAR AS vnr, id AS ond_id, NULL::VARCHAR AS loc FROM nu_onderneming
        UNION ALL BY NAME
        SELECT v.levering_nr, v.bestand, v.regel, 'vestiging' AS soort, v.bron, v.id, v.oefening,
               norm_naam(handelsnaam) AS naam, kvk_nummer AS kvk, vestigingsnummer AS vnr, onderneming_id AS ond_id, l.sleutel AS loc
        FROM nu_vestiging v LEFT JOIN loc l ON l.bron = v.bron AND l.id = v.locatie_id)""")
    for i, kolommen in enumerate(("bron, ond_id", "rsin", "vnr", "naam, loc")):
        _leen_kvk(con, i, kolommen)
    _leen_kvk(con, 9, "bron, ond_id")
    _los_rest_op(con)
    con.execute("""
        CREATE TABLE ond AS
        SELECT o.levering_nr, o.bestand, o.regel, o.soort, o.bron, o.id, o.oefening, o.loc,
               (CASE WHEN o.oefening THEN 'oef|' ELSE '' END) || coalesce('kvk|' || o.kvk, r.sleutel) AS sleutel
        FROM ond_ruw o LEFT JOIN rest r ON r.rij = o.rij""")
    con.execute("DROP TABLE ond_ruw")
    con.execute("DROP TABLE rest")


def _leen_kvk(con: Motor, nummer: int, kolommen: str) -> None:
    delen = kolommen.split(", ")
    gelijk = " AND ".join(f"ond_ruw.{k} = e.{k}" for k in delen)
    aanwezig = " AND ".join(f"{k} IS NOT NULL" for k in delen)
    con.execute(f"""
        CREATE TEMP TABLE een_kvk_{nummer} AS SELECT oefening, {kolommen}, min(kvk) AS enige FROM ond_ruw
        WHERE kvk IS NOT NULL AND {aanwezig} GROUP BY ALL HAVING count(DISTINCT kvk) = 1""")
    con.execute(f"""UPDATE ond_ruw SET kvk = e.enige FROM een_kvk_{nummer} e
                    WHERE ond_ruw.kvk IS NULL AND ond_ruw.oefening = e.oefening AND {gelijk}""")
    con.execute(f"DROP TABLE een_kvk_{nummer}")


def _los_rest_op(con: Motor) -> None:
    """Make `rest(rij, sleutel)`: rows without KvK number, tied by shared tokens (name at place, RSIN, establishment number, company record)."""
    con.execute("""
        CREATE TEMP TABLE kenmerk AS
        SELECT rij, unnest(list_filter([
            CASE WHEN loc IS NOT NULL AND naam IS NOT NULL THEN concat_ws('|', 'naam', naam, loc) END,
            'rsin|' || rsin, 'vnr|' || vnr,
            CASE WHEN ond_id IS NOT NULL THEN concat_ws('|', 'bron', bron, ond_id)
                 WHEN loc IS NULL THEN concat_ws('|', 'vestiging', bron, id) END
        ], lambda k: k IS NOT NULL)) AS kenmerk, oefening
        FROM ond_ruw WHERE kvk IS NULL""")
    con.execute("CREATE TABLE rest AS SELECT rij, min(kenmerk) AS sleutel FROM kenmerk GROUP BY rij")
    while True:
        # Spread the smallest token over all rows that share any token, until nothing moves.
        con.execute("""
            CREATE OR REPLACE TEMP TABLE stap AS
            WITH per_kenmerk AS (
                SELECT oefening, kenmerk, min(sleutel) AS kleinste FROM kenmerk JOIN rest USING (rij) GROUP BY ALL)
            SELECT rij, min(kleinste) AS sleutel FROM kenmerk JOIN per_kenmerk USING (oefening, kenmerk) GROUP BY rij""")
        anders = con.execute(
            "SELECT count(*) FROM stap JOIN rest USING (rij) WHERE stap.sleutel <> rest.sleutel"
        ).fetchall()
        con.execute("UPDATE rest SET sleutel = stap.sleutel FROM stap WHERE stap.rij = rest.rij")
        if anders[0][0] == 0:
            break
    con.execute("DROP TABLE kenmerk")
