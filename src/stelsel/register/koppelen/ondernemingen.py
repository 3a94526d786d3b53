"""Which delivered companies and establishments are one company: their profile, and the keys that make two of them one.

A KvK number decides; a record without one follows the company that it refers to, its RSIN, its establishment number under
the same name, or its name at one place, where those who know the number agree on it.
"""

from __future__ import annotations

from ...opslag import Motor
from .niveaus import Niveau

NIVEAUS = (
    Niveau("KvK-nummer", "[kvk]"),
    Niveau("onderneming, zoals de bron zelf verwijst", "[ond_id]", ("kvk", "rsin")),
    Niveau("RSIN", "[rsin]", ("kvk",)),
    Niveau("vestigingsnummer en naam", "[vnr || '|' || naam]", ("kvk", "rsin")),
    Niveau("naam op dezelfde plek", "[naam || '|' || loc]", ("kvk", "rsin")),
)


# What of a record is known apart from any other: the rest of its profile follows.
RUW = "rij, bron, id, oefening, levering_nr, bestand, regel, recordtype, naam, kvk_bron, rsin, vnr, ond_id, sbi, locatie_id"
# Records that share none of these have nothing to do with each other, at any level; nor do they say whose number is whose.
HOUVAST = ("kvk_bron", "ond_id", "rsin", "vnr", "naam")


def maak_ruw(con: Motor) -> None:
    """Make `ruw_onderneming` from `nu_onderneming` and `nu_vestiging`."""
    con.execute("""
        CREATE OR REPLACE TABLE ruw_onderneming AS
        SELECT row_number() OVER (ORDER BY bron, recordtype, id) AS rij, * FROM (
            SELECT bron, id, oefening, levering_nr, bestand, regel, 'onderneming' AS recordtype, firma(naam) AS naam, kvk_nummer AS kvk_bron,
                   rsin, NULL::VARCHAR AS vnr, bron || '|' || id AS ond_id, NULL::VARCHAR AS sbi, NULL::VARCHAR AS locatie_id
            FROM nu_onderneming
            UNION ALL
            SELECT bron, id, oefening, levering_nr, bestand, regel, 'vestiging' AS recordtype, firma(handelsnaam) AS naam, kvk_nummer AS kvk_bron,
                   NULL::VARCHAR AS rsin, vestigingsnummer AS vnr, bron || '|' || onderneming_id AS ond_id, left(sbi_code, 2) AS sbi, locatie_id
            FROM nu_vestiging)""")


def maak_profiel(con: Motor) -> None:
    """Make `profiel_onderneming` from `ruw_onderneming`; `loc` is the place of an establishment. Needs `plek(bron, id, plek, pc, plaats)`."""
    con.execute("""
        CREATE OR REPLACE TABLE profiel_onderneming AS
        SELECT r.*, kvk_bron AS kvk, p.plek AS loc, p.pc, p.plaats
        FROM ruw_onderneming r LEFT JOIN plek p ON p.bron = r.bron AND p.id = r.locatie_id""")
    _vertrouw(con)


# How much each says about whose number it is. No one of them, but for the company record itself, outweighs the record.
_STEM_EIGEN, _STEM_ONDERNEMING, _STEM_ZUS = 0.5, 1.0, 0.5
_STEMMEN = {"naam": 0.45, "vnr": 0.45}
# A number with a smaller share of a group has no voice: else everybody called "onbekend" would hear everybody else.
_KLEIN = 0.02
_MEER = 0.000001  # less is no difference: so that no order of adding up shows


def _vertrouw(con: Motor) -> None:
    """Leave out the KvK number of a record that others who know the company contradict: often it is that of a holding.

    Votes are of the record itself, of the company record that its source refers to, of the other establishments of that, and of
    others elsewhere with this name or establishment number; each group by the shares of its numbers.
    """
    # Who refers to no company is one of his own. What is exercise says nothing of what is real.
    con.execute("""CREATE OR REPLACE TEMP TABLE bekend AS
        SELECT rij, kvk, recordtype = 'onderneming' AS hoofd, oefening || '|' || naam AS naam,
               oefening || '|' || vnr AS vnr, oefening || '|' || coalesce(ond_id, recordtype || '|' || bron || '|' || id) AS van
        FROM profiel_onderneming WHERE kvk IS NOT NULL""")
    stemmen = [
        f"SELECT rij, kvk, kvk AS ander, {_STEM_EIGEN} AS stem FROM bekend",
        f"SELECT r.rij, r.kvk, o.kvk, {_STEM_ONDERNEMING} FROM bekend r JOIN bekend o USING (van) WHERE o.hoofd AND NOT r.hoofd",
        f"""SELECT r.rij, r.kvk, a.kvk, {_STEM_ZUS} * (a.n - (a.kvk = r.kvk AND NOT r.hoofd)::INT) / (a.som - (NOT r.hoofd)::INT)
            FROM bekend r JOIN (
                SELECT van, kvk, count(*) AS n, sum(count(*)) OVER (PARTITION BY van) AS som FROM bekend WHERE NOT hoofd GROUP BY van, kvk
                QUALIFY n >= {_KLEIN} * som) a USING (van) WHERE a.som > (NOT r.hoofd)::INT""",
    ]
    stemmen += [
        f"""SELECT r.rij, r.kvk, a.kvk, {gewicht} * (a.n - coalesce(e.n, 0)) / (a.som - z.som)
            FROM bekend r JOIN (
                SELECT {s}, kvk, count(*) AS n, sum(count(*)) OVER (PARTITION BY {s}) AS som FROM bekend
                WHERE {s} IS NOT NULL GROUP BY {s}, kvk QUALIFY n >= {_KLEIN} * som) a USING ({s})
            JOIN (SELECT {s}, van, count(*) AS som FROM bekend GROUP BY ALL) z USING ({s}, van)
            LEFT JOIN (SELECT {s}, van, kvk, count(*) AS n FROM bekend GROUP BY ALL) e ON e.{s} = r.{s} AND e.van = r.van AND e.kvk = a.kvk
            WHERE a.som > z.som"""
        for s, gewicht in _STEMMEN.items()
    ]
    con.execute(f"""CREATE OR REPLACE TEMP TABLE stem AS
        SELECT rij, kvk, ander, sum(stem) AS stemmen FROM ({" UNION ALL ".join(stemmen)}) GROUP BY ALL""")
    con.execute(f"""CREATE OR REPLACE TABLE profiel_onderneming AS
        SELECT p.* REPLACE (CASE WHEN w.rij IS NULL THEN kvk END AS kvk) FROM profiel_onderneming p LEFT JOIN (
            SELECT rij FROM stem GROUP BY rij
            HAVING max(stemmen) FILTER (WHERE ander <> kvk) > max(stemmen) FILTER (WHERE ander = kvk) + {_MEER}) w USING (rij)""")
