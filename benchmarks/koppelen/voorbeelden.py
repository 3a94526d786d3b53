"""Pairs that went wrong, to look at: the worst false merges and the misses."""

from __future__ import annotations

from typing import Any

import duckdb

_VELDEN = {
    "onderneming": """
        SELECT b.rij, r.recordtype AS soort, r.bron,
               concat_ws(' ', coalesce(v.handelsnaam, o.naam), 'kvk=' || coalesce(v.kvk_nummer, o.kvk_nummer, '-'),
                         'via id ' || coalesce(b.kvk, '-'), 'vnr=' || b.vnr, 'rsin=' || b.rsin, '@', b.straat, b.nr, b.letter,
                         b.postcode, b.plaats) AS tekst
        FROM bedrijven b JOIN record r USING (rij) LEFT JOIN r_vestiging v USING (rij) LEFT JOIN r_onderneming o USING (rij)""",
    "locatie": """
        SELECT rij, 'locatie' AS soort, bron,
               concat_ws(' ', straat, huisnummer, nullif(concat_ws('/', coalesce(huisletter, ''), toevoeging), ''), postcode, woonplaats, gemeente,
                         'bag=' || coalesce(bag_nummeraanduiding, '-'), 'vbo=' || bag_verblijfsobject,
                         '(' || x::INT || ',' || y::INT || ')', aanduiding) AS tekst FROM r_locatie""",
    "activiteit": """
        SELECT a.rij, 'activiteit' AS soort, a.bron,
               concat_ws(' ', bal_paragraaf, ippc_categorie, 'ves:', v.handelsnaam, v.kvk_nummer, 'loc:', l.straat, l.huisnummer,
                         l.huisletter, l.postcode, l.woonplaats) AS tekst
        FROM r_activiteit a LEFT JOIN r_vestiging v ON v.bron = a.bron AND v.id = a.vestiging_id
        LEFT JOIN r_locatie l ON l.bron = a.bron AND l.id = a.locatie_id""",
}  # fmt: skip


def paren(
    con: duckdb.DuckDBPyConnection, naam: str, soort: str, hoeveel: int = 5, moeilijk: str = ""
) -> dict[str, list[tuple[Any, ...]]]:
    """`te veel`: one pair of each of the found things with most wrong pairs; `gemist`: one pair of each true thing most in pieces.

    Needs `te_scoren` of this kind. `moeilijk`: only pairs of which the second record has this difficulty.
    """
    ook = f"AND list_contains(b.moeilijk, '{moeilijk}')" if moeilijk else ""
    uit = {}
    for wat, samen, apart in (("te veel", "gevonden", "waar"), ("gemist", "waar", "gevonden")):
        uit[wat] = con.execute(f"""
            WITH s AS (SELECT *, min(rij) OVER (PARTITION BY {samen}) AS kop FROM te_scoren WHERE {samen} IS NOT NULL),
                 p AS (SELECT a.rij AS ra, b.rij AS rb, a.moeilijk AS ma, b.moeilijk AS mb, count(*) OVER (PARTITION BY b.{samen}) AS n
                       FROM s b JOIN s a ON a.rij = b.kop WHERE a.{apart} IS DISTINCT FROM b.{apart} {ook}
                       QUALIFY row_number() OVER (PARTITION BY b.{samen} ORDER BY b.rij) = 1 ORDER BY n DESC, hash(b.rij) LIMIT {hoeveel}),
                 v AS ({_VELDEN[soort]})
            SELECT p.n, va.soort, va.bron, va.tekst, array_to_string(ma, '+'), vb.soort, vb.bron, vb.tekst, array_to_string(mb, '+')
            FROM p JOIN v va ON va.rij = ra JOIN v vb ON vb.rij = rb ORDER BY n DESC""").fetchall()
    return uit


def toon(con: duckdb.DuckDBPyConnection, naam: str, soort: str, hoeveel: int = 5, moeilijk: str = "") -> None:
    """Print them."""
    for wat, rijen in paren(con, naam, soort, hoeveel, moeilijk).items():
        print(f"\n{soort}, {wat}{', ' + moeilijk if moeilijk else ''} ({naam}):")
        for n, sa, ba, ta, ma, sb, bb, tb, mb in rijen:
            print(
                f"  [{n} in dit geheel] {sa} {ba}: {ta}  <{ma}>\n      {'≠' if wat == 'te veel' else '='} {sb} {bb}: {tb}  <{mb}>"
            )
