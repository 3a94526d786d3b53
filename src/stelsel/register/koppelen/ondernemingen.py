"""Which delivered companies and establishments are one company: their profile, and the keys that make two of them one.

A KvK number decides; a record without one follows the company that it refers to, its RSIN, its establishment number under
the same name, or its name at one place, where those who know the number agree on it.
"""

from __future__ import annotations

from ...opslag import Motor
from .niveaus import Niveau

NIVEAUS = (
    Niveau("kvk", "KvK-nummer", ("kvk",)),
    Niveau("verwijzing", "onderneming, zoals de bron zelf verwijst", ("ond_id",), ("kvk", "rsin")),
    Niveau("rsin", "RSIN", ("rsin",), ("kvk",)),
    Niveau("vestiging", "vestigingsnummer en naam", ("vnr || '|' || naam",), ("kvk", "rsin")),
    Niveau("naam_plek", "naam op dezelfde plek", ("naam || '|' || loc",), ("kvk", "rsin")),
)


def maak_profiel(con: Motor) -> None:
    """Make `profiel_onderneming` from `nu_onderneming` and `nu_vestiging`; `loc` is the place of an establishment. Needs `plek`."""
    con.execute("""
        CREATE OR REPLACE TABLE profiel_onderneming AS
        SELECT row_number() OVER (ORDER BY bron, recordtype, id) AS rij, * FROM (
            SELECT bron, id, oefening, levering_nr, bestand, regel, 'onderneming' AS recordtype, norm_naam(naam) AS naam,
                   kvk_nummer AS kvk, rsin, NULL::VARCHAR AS vnr, bron || '|' || id AS ond_id, NULL::VARCHAR AS sbi,
                   NULL::BIGINT AS loc, NULL::VARCHAR AS pc, NULL::VARCHAR AS plaats
            FROM nu_onderneming
            UNION ALL BY NAME
            SELECT v.bron, v.id, v.oefening, v.levering_nr, v.bestand, v.regel, 'vestiging' AS recordtype, norm_naam(handelsnaam) AS naam,
                   kvk_nummer AS kvk, NULL::VARCHAR AS rsin, vestigingsnummer AS vnr, v.bron || '|' || onderneming_id AS ond_id,
                   left(sbi_code, 2) AS sbi, p.plek AS loc, p.pc, p.plaats
            FROM nu_vestiging v LEFT JOIN plek p ON p.bron = v.bron AND p.id = v.locatie_id)""")
