"""Spellings made comparable: SQL macros for names, streets, postal codes and house letters."""

from __future__ import annotations

from ..opslag import Motor

# Legal forms say nothing about who somebody is, and are written in many ways.
_RECHTSVORMEN = "bv|nv|vof|cv|bvba|coop|cooperatie|ua|stichting|maatschap|eenmanszaak"
# What is filled in where a name is not known, or has no letter that is compared, says of nobody who he is.
_GEEN_NAAM = (
    "",
    "onbekend",
    "niet bekend",
    "naam onbekend",
    "bedrijf onbekend",
    "geen",
    "geen naam",
    "nvt",
    "n v t",
    "leegstand",
)

_MACROS = {
    "plat(s)": "strip_accents(lower(s))",
    "woorden(s)": "trim(regexp_replace(replace(replace(plat(s), '.', ''), '&', ' en '), '[^a-z0-9]+', ' ', 'g'))",
    "norm_naam(s)": "coalesce(nullif(trim(regexp_replace(regexp_replace(woorden(s), "
    f"'\\b({_RECHTSVORMEN})\\b', '', 'g'), ' +', ' ', 'g')), ''), woorden(s))",
    "firma(s)": f"CASE WHEN norm_naam(s) NOT IN ({', '.join(repr(n) for n in _GEEN_NAAM)}) THEN norm_naam(s) END",
    "norm_straat(s)": "regexp_replace(regexp_replace(plat(s), '[^a-z0-9]+', '', 'g'), 'str$', 'straat')",
    "norm_plaats(s)": "CASE regexp_replace(plat(s), '[^a-z0-9]+', '', 'g') WHEN 'denhaag' THEN 'sgravenhage' "
    "WHEN 'denbosch' THEN 'shertogenbosch' ELSE regexp_replace(plat(s), '[^a-z0-9]+', '', 'g') END",
    "norm_postcode(s)": "replace(upper(s), ' ', '')",
    "norm_letter(s)": "coalesce(regexp_replace(upper(s), '[^A-Z0-9]+', '', 'g'), '')",
}


def maak_macros(con: Motor) -> None:
    """Define the macros in an engine."""
    for kop, sql in _MACROS.items():
        con.execute(f"CREATE OR REPLACE TEMP MACRO {kop} AS {sql}")
