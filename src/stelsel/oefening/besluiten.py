"""Decisions through time: a grant and what changes it, and what each decision does to conditions."""

from __future__ import annotations

import duckdb

from . import verhoudingen as v


def maak_besluiten(con: duckdb.DuckDBPyConnection) -> None:
    """The decisions of an establishment in the order of their days: first a grant, then what changes it."""
    con.execute(f"""
        CREATE OR REPLACE TABLE vrg AS
        WITH o AS (SELECT * EXCLUDE (nr), row_number() OVER w - 1 AS nr, count(*) OVER (PARTITION BY ves) AS aantal,
                          first_value(vrg) OVER w AS hoofd FROM vrg WINDOW w AS (PARTITION BY ves ORDER BY dag, vrg))
        SELECT * EXCLUDE (aantal), CASE
            WHEN nr = 0 THEN 'verlening'
            WHEN nr = aantal - 1 AND kans(vrg, 'geheel') < {v.GEHEEL_INGETROKKEN} THEN 'intrekking'
            ELSE kies(['wijziging', 'wijziging', 'maatwerk', 'intrekking_deel'], vrg, 'soort') END AS soort
        FROM o ORDER BY vrg""")


def maak_voorschriften(con: duckdb.DuckDBPyConnection) -> None:
    """What each decision does to conditions: `werking`, the number, and the condition that lapses by it."""
    con.execute(f"""
        CREATE TABLE vsc AS
        WITH d AS (
            SELECT s.*, b.soort, b.nr AS volgnr FROM vsc0 s JOIN vrg b USING (vrg)
            WHERE CASE b.soort WHEN 'verlening' THEN true WHEN 'wijziging' THEN kans(vsc0, 'raakt') < {v.GEWIJZIGD_VOORSCHRIFT}
                  WHEN 'maatwerk' THEN s.nr < 3 WHEN 'intrekking_deel' THEN s.nr < 3 ELSE false END),
        n AS (
            SELECT *, CASE WHEN soort = 'maatwerk' THEN 'M' || volgnr || '.' || (1 + nr) ELSE (1 + nr // 6) || '.' || (1 + nr % 6) END
                   AS nummer FROM d),
        e AS (SELECT *, lag(vsc0) OVER w AS eerder, lag(soort) OVER w AS soort_eerder FROM n
              WINDOW w AS (PARTITION BY ves, nummer ORDER BY volgnr, vsc0))
        SELECT row_number() OVER (ORDER BY vsc0) - 1 AS vsc, vsc0, vrg, ves, loc, ond, dag, zwaar, nr, nummer, soort,
               CASE WHEN soort_eerder <> 'intrekking_deel' THEN eerder END AS eerder,
               CASE WHEN soort = 'intrekking_deel' THEN 'trekt_in'
                    WHEN eerder IS NULL OR soort_eerder = 'intrekking_deel' THEN 'stelt' ELSE 'wijzigt' END AS werking
        FROM e WHERE soort <> 'intrekking_deel' OR soort_eerder <> 'intrekking_deel'""")
    con.execute("""
        CREATE OR REPLACE TABLE vsc AS
        SELECT s.* EXCLUDE (eerder, vsc0), o.vsc AS eerder FROM vsc s LEFT JOIN vsc o ON o.vsc0 = s.eerder ORDER BY s.vsc""")
    con.execute("DROP TABLE vsc0")
