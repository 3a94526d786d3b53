"""Exact keys only: what a careful join gives, and no more."""

from __future__ import annotations

import duckdb


def koppel(con: duckdb.DuckDBPyConnection) -> None:
    """Make `bedrijf_sleutels` and `locatie_sleutels`.

    Company: the same KvK number, else the same normalised name and address. Location: the same BAG id, else the same postal
    code, number and letter, else the same town, street, number and letter.
    """
    con.execute("""
        CREATE OR REPLACE TABLE locatie_sleutels AS
        SELECT rij, CASE WHEN bag IS NOT NULL THEN 'bag|' || bag
                         WHEN postcode IS NOT NULL AND nr IS NOT NULL THEN concat_ws('|', 'pc', postcode, nr, letter)
                         WHEN plaats IS NOT NULL AND straat IS NOT NULL AND nr IS NOT NULL THEN concat_ws('|', 'adres', plaats, straat, nr, letter)
                    END AS sleutel FROM locaties""")
    con.execute("""
        CREATE OR REPLACE TABLE bedrijf_sleutels AS
        SELECT rij, CASE WHEN kvk IS NOT NULL THEN 'kvk|' || kvk
                         WHEN nr IS NOT NULL AND coalesce(postcode, straat) IS NOT NULL
                         THEN concat_ws('|', naam, coalesce(postcode, straat || '|' || coalesce(plaats, '')), nr, letter) END AS sleutel
        FROM bedrijven""")
