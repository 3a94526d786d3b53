"""Which delivered locations are one place: the profile of a location, and the keys that make two of them one.

A street without its town is no address: half of all towns have a Dorpsstraat. Postal codes that contradict keep two
addresses apart, unless their points say that one of the codes is old.
"""

from __future__ import annotations

from ...opslag import Motor
from .niveaus import Niveau

_ADRES = "plaats || '|' || straat || '|' || nr"
# Two points less than 100 m apart share at least one of these cells of 200 m.
_CELLEN = ", ".join(
    f"floor((x + {dx}) / 200)::BIGINT || '/' || floor((y + {dy}) / 200)::BIGINT" for dx in (0, 100) for dy in (0, 100)
)
# What says beside an address that it is the same place: the point, or who is there.
_STEUN = f"list_concat([{_CELLEN}], list_concat(coalesce(namen, []), coalesce(kvks, [])))"
# Points further apart than this say that one of both has an address that is not of the place: a digit swapped, a head office.
_BIJEEN = "coalesce(greatest(max(x) - min(x), max(y) - min(y)), 0) <= 250"
# What tells one building from another, as far as a record has it.
_PANDEN = ("'pc|' || pc || '|' || nr", f"'ad|' || {_ADRES}", "'gm|' || gemeente || '|' || straat || '|' || nr")

_VETO = ("bag", "vbo", "gemeente")
_MET_LETTER = f"{_ADRES} || '|' || letter"
_PC_LETTER = "pc || '|' || nr || '|' || letter"

# In a building with several addresses a missing letter is unknown (NULL): no number then.
_BEKEND = "CASE WHEN letter IS NOT NULL THEN nr END"
_ADRES_BEKEND = f"plaats || '|' || straat || '|' || {_BEKEND}"
_ANDEREN = "CASE WHEN count(namen) > 0 THEN min(k) END"
_LETTER = "coalesce(nullif(max(letter), ''), CASE WHEN count(bag) > 0 THEN '.' END)"

NIVEAUS = (
    Niveau("BAG-nummeraanduiding", "[bag]", ("nr", "nullif(letter, '')")),
    Niveau("BAG-verblijfsobject", "[vbo]", ("nr", "nullif(letter, '')")),
    Niveau(
        "postcode en huisnummer, en de plek of wie er zit",
        f"list_transform({_STEUN}, lambda s: {_PC_LETTER} || '|' || s)", (*_VETO, "straat"), _BIJEEN,
    ),
    Niveau(
        "adres, en de plek of wie er zit",
        f"list_transform({_STEUN}, lambda s: {_MET_LETTER} || '|' || s)", (*_VETO, "pc"), _BIJEEN,
    ),
    Niveau(
        "adres, op minder dan 100 meter",
        f"list_transform([{_CELLEN}], lambda s: {_MET_LETTER} || '|' || s)", _VETO, _BIJEEN,
    ),
    # Of others at one address, without a point to tell them by, it is not known whether the address is right.
    Niveau(
        "adres", f"['pc|' || {_PC_LETTER}, 'ad|' || {_MET_LETTER}]", (*_VETO, "pc", "straat"), _BIJEEN,
        (_ANDEREN,),
    ),
    # A record without house letter is at the only address with its number, unless that number is an address itself.
    Niveau(
        "adres, en de plek of wie er zit; de huisletter ontbreekt",
        f"list_concat(list_transform({_STEUN}, lambda s: pc || '|' || {_BEKEND} || '|' || s), "
        f"list_transform({_STEUN}, lambda s: {_ADRES_BEKEND} || '|' || s))",
        (*_VETO, "pc", "straat"), _BIJEEN, (_LETTER,),
    ),
    Niveau(
        "adres; de huisletter ontbreekt", f"['pc|' || pc || '|' || {_BEKEND}, 'ad|' || {_ADRES_BEKEND}]",
        (*_VETO, "pc", "straat"), _BIJEEN,
        (_LETTER, _ANDEREN),
    ),
)  # fmt: skip

# Some systems put the house number behind the street.
_STRAAT_NR = r"^(.*[^0-9 ]) +([0-9]{1,5}) *([a-zA-Z]?)$"


# What of a location is known apart from any other record: the rest of its profile follows.
RUW = "rij, bron, id, oefening, levering_nr, bestand, regel, gemeente, plaats, straat, nr, letter_bron, pc, bag, vbo, x, y"
# Records that share none of these have nothing to do with each other, at any level; nor do their letters.
HOUVAST = ("bag", "vbo", *_PANDEN)


def maak_ruw(con: Motor) -> None:
    """Make `ruw_locatie` from `nu_locatie`: one row per location of a source, spelled so that it can be compared."""
    con.execute(f"""
        CREATE OR REPLACE TABLE ruw_locatie AS
        SELECT row_number() OVER (ORDER BY bron, id) AS rij, bron, id, oefening, levering_nr, bestand, regel, gemeente,
               nullif(nullif(norm_plaats(woonplaats), ''), 'onbekend') AS plaats,
               nullif(nullif(norm_straat(CASE WHEN erachter THEN regexp_extract(straat, '{_STRAAT_NR}', 1) ELSE straat END), ''),
                      'onbekend') AS straat,
               CASE WHEN erachter THEN regexp_extract(straat, '{_STRAAT_NR}', 2)::INTEGER ELSE huisnummer END AS nr,
               norm_letter(CASE WHEN erachter THEN regexp_extract(straat, '{_STRAAT_NR}', 3) ELSE huisletter END)
                   || norm_letter(toevoeging) AS letter_bron,
               norm_postcode(postcode) AS pc, bag_nummeraanduiding AS bag, bag_verblijfsobject AS vbo, x, y
        FROM (SELECT *, huisnummer IS NULL AND coalesce(regexp_matches(straat, '{_STRAAT_NR}'), false) AS erachter FROM nu_locatie)""")


def maak_profiel(con: Motor, vestigingen: str = "ruw_onderneming") -> None:
    """Make `profiel_locatie` from `ruw_locatie`; `namen` and `kvks`: of who, says the same source in `vestigingen`, is there."""
    con.execute(f"""
        CREATE OR REPLACE TEMP TABLE wie AS
        SELECT bron, locatie_id AS id, list_sort(list_distinct(list(naam))) AS namen, list_sort(list_distinct(list(kvk_bron))) AS kvks
        FROM {vestigingen} WHERE recordtype = 'vestiging' GROUP BY ALL""")
    con.execute("""
        CREATE OR REPLACE TABLE profiel_locatie AS
        SELECT r.*, letter_bron AS letter, nullif(namen, []) AS namen, nullif(kvks, []) AS kvks FROM ruw_locatie r LEFT JOIN wie USING (bron, id)""")
    _letters_onbekend(con)


def _letters_onbekend(con: Motor) -> None:
    """In a building with several addresses a record without house letter may be at any: its letter is not none but unknown."""
    con.execute(f"""
        CREATE OR REPLACE TEMP TABLE gebouw AS
        SELECT oefening, pand FROM (SELECT oefening, unnest([{", ".join(_PANDEN)}]) AS pand, letter, bag, vbo FROM profiel_locatie)
        WHERE pand IS NOT NULL GROUP BY ALL
        HAVING greatest(count(DISTINCT nullif(letter, '')), count(DISTINCT bag), count(DISTINCT vbo)) > 1""")
    joins = " ".join(
        f"LEFT JOIN gebouw g{i} ON g{i}.oefening = p.oefening AND g{i}.pand = {pand}" for i, pand in enumerate(_PANDEN)
    )
    con.execute(f"""
        CREATE OR REPLACE TABLE profiel_locatie AS
        SELECT p.* REPLACE (CASE WHEN letter <> '' OR coalesce({", ".join(f"g{i}.pand" for i in range(len(_PANDEN)))}) IS NULL
                            THEN letter END AS letter)
        FROM profiel_locatie p {joins}""")
