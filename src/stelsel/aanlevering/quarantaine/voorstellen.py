"""What could mend a value, as SQL over a column: one proposal per way in which values go wrong on their way.

A proposal only says what the value could be. Whether the row then passes is judged by the checks themselves, and whether it
is right by a person.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...begrippen import Veld
from ...begrippen.soorten import Code, Datum, Geheel, Getal, JaNee, Patroon, Tekst
from ...begrippen.uitdrukking import waarde as literal
from ...opslag import Motor
from ..getallen import zonder_duizendtekens

HERSTELNAMEN = {
    "voorloopnul": "Nullen vooraan die zijn weggevallen",
    "datumvorm": "Een datum die anders is geschreven",
    "getalvorm": "Een getal dat anders is geschreven",
    "schrijfwijze": "Een code die anders is geschreven",
    "tikfout": "Een code met één tikfout",
    "postcodevorm": "Een postcode met kleine letters of leestekens",
    "ja of nee": "Een ander woord voor ja of nee",
    "onzichtbaar": "Tekens die niet te zien zijn",
    "verwisseld": "X en y zijn verwisseld",
    "verschoven": "Een decimaalteken dat is verschoven",
}
MAANDEN = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
JA, NEE = ("yes", "y", "waar", "jawel", "true.", "ja."), ("no", "onwaar", "neen", "false.", "nee.")
RD_X, RD_Y = (0, 280_000), (300_000, 625_000)  # as check LOC-014
KORTSTE = 5  # in a shorter code one letter is too much of it to be a typing error


def voorstellen(veld: Veld, v: str, decimaal: str) -> Iterator[tuple[str, str]]:
    """Name of a proposal and SQL of the value it proposes, for the text `v` of a field; NULL where it does not apply.

    `decimaal`: the sign before decimals in the file, where it is known; without it 1.234 could be either.
    """
    soort = veld.soort
    if isinstance(soort, Patroon) and (lengte := _vaste_cijfers(soort)):
        yield (
            "voorloopnul",
            f"CASE WHEN regexp_full_match({v}, '[0-9]{{{lengte - 4},{lengte - 1}}}') THEN lpad({v}, {lengte}, '0') END",
        )
    if veld.naam == "postcode":
        yield "postcodevorm", f"upper(regexp_replace({v}, '[^0-9A-Za-z]', '', 'g'))"
    if isinstance(soort, Datum):
        yield from (("datumvorm", sql) for sql in _datums(v))
    if isinstance(soort, Getal | Geheel):
        kaal = f"regexp_replace(regexp_replace({v}, '(,-+|€|EUR|\\s)', '', 'g'), '[\\x{{2212}}–]', '-')"
        duizenden = "-?[0-9]{1,3}([.,][0-9]{3})+"
        if decimaal:
            yield "getalvorm", zonder_duizendtekens(kaal, decimaal)
        elif isinstance(soort, Geheel):
            yield (
                "getalvorm",
                f"CASE WHEN regexp_full_match({kaal}, '{duizenden}') THEN replace(replace({kaal}, '.', ''), ',', '') END",
            )
        yield "getalvorm", f"CASE WHEN NOT regexp_full_match({kaal}, '{duizenden}') THEN {kaal} END"
        yield (
            "getalvorm",
            f"CASE WHEN regexp_full_match({kaal}, '-?[0-9]{{1,3}}([.][0-9]{{3}})+,[0-9]+') THEN replace({kaal}, '.', '') END",
        )
        yield (
            "getalvorm",
            f"CASE WHEN regexp_full_match({kaal}, '-?[0-9]{{1,3}}(,[0-9]{{3}})+[.][0-9]+') THEN replace({kaal}, ',', '') END",
        )
    if isinstance(soort, JaNee):
        yield "ja of nee", f"CASE WHEN lower({v}) IN {JA!r} THEN 'ja' WHEN lower({v}) IN {NEE!r} THEN 'nee' END"
    if isinstance(soort, Code):
        for naam in ("schrijfwijze", "tikfout"):
            yield (
                naam,
                f"(SELECT nieuw FROM _codeherstel c WHERE c.veld = '{veld.naam}' AND c.hoe = '{naam}' AND c.oud = {v})",
            )
    if isinstance(soort, Tekst):
        yield "onzichtbaar", f"trim(regexp_replace({v}, '[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F]', ' ', 'g'))"


def _vaste_cijfers(soort: Patroon) -> int | None:
    """How many digits a field has that holds nothing else, when it is a fixed number of more than five."""
    kop, staart = "[0-9]{", "}"
    midden = soort.regex.removeprefix(kop).removesuffix(staart)
    vast = soort.regex == f"{kop}{midden}{staart}" and midden.isdigit() and int(midden) > KORTSTE
    return int(midden) if vast else None


def _datums(v: str) -> Iterator[str]:
    """Dates written otherwise, of which day, month and year cannot be confused."""
    jmd, dmj = "([0-9]{4})[-/.]?([0-9]{1,2})[-/.]?([0-9]{1,2})", "([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})"
    tijd = "([T ].*)?"
    for vorm, jaar, maand, dag in ((f"^{jmd}{tijd}$", 1, 2, 3), (f"^{dmj}{tijd}$", 3, 2, 1)):
        deel = [f"lpad(regexp_extract({v}, '{vorm}', {n}), 2, '0')" for n in (jaar, maand, dag)]
        yield f"CASE WHEN regexp_matches({v}, '{vorm}') THEN {deel[0].replace(', 2,', ', 4,')} || '-' || {deel[1]} || '-' || {deel[2]} END"
    woord = "^([0-9]{1,2})[ -]([a-z]{3,9})[.]?[ -]([0-9]{4})$"
    klein = f"replace(lower({v}), 'maa', 'mrt')"
    plek = f"list_position({list(MAANDEN)!r}, left(regexp_extract({klein}, '{woord}', 2), 3))"
    yield f"""CASE WHEN {plek} > 0 THEN regexp_extract({klein}, '{woord}', 3) || '-' || lpad({plek}::VARCHAR, 2, '0') || '-'
              || lpad(regexp_extract({klein}, '{woord}', 1), 2, '0') END"""


def maak_codeherstel(con: Motor, velden: list[tuple[Veld, str]]) -> None:
    """Make `_codeherstel(veld, hoe, oud, nieuw)` for the wrong values of code fields; `velden` with SQL that lists them as `w`."""
    con.execute("CREATE OR REPLACE TEMP TABLE _codeherstel (veld VARCHAR, hoe VARCHAR, oud VARCHAR, nieuw VARCHAR)")
    for veld, waarden in velden:
        if not isinstance(veld.soort, Code):
            continue
        paren = [
            (c, n)
            for c, betekenis in veld.soort.codes().items()
            for n in {c, betekenis, c.lstrip("GM0") if c.startswith("GM") else c}
        ]
        con.execute("CREATE OR REPLACE TEMP TABLE _code (code VARCHAR, naam VARCHAR)")
        con.executemany("INSERT INTO _code VALUES (?, ?)", paren)
        plat = "regexp_replace(strip_accents(lower({0})), '[^a-z0-9]', '', 'g')"
        con.execute(f"""
            INSERT INTO _codeherstel
            WITH w AS (SELECT DISTINCT w, regexp_replace({plat.format("w")}, '^0+', '') AS n FROM ({waarden}) WHERE w IS NOT NULL),
                 c AS (SELECT DISTINCT code, regexp_replace({plat.format("naam")}, '^0+', '') AS n FROM _code),
                 gelijk AS (SELECT w, min(code) AS code FROM w JOIN c USING (n) WHERE n <> '' GROUP BY w HAVING count(DISTINCT code) = 1),
                 dicht AS (SELECT w, min(code) AS code FROM w ANTI JOIN gelijk USING (w) JOIN c
                           ON length(c.n) >= {KORTSTE} AND abs(length(w.n) - length(c.n)) <= 1 AND damerau_levenshtein(w.n, c.n) = 1
                           GROUP BY w HAVING count(DISTINCT code) = 1)
            SELECT {literal(veld.naam)}, 'schrijfwijze', w, code FROM gelijk
            UNION ALL SELECT {literal(veld.naam)}, 'tikfout', w, code FROM dicht""")


def punt(x: str, y: str) -> Iterator[tuple[str, str, str]]:
    """Name of a proposal and SQL of x and y that it proposes, for a point outside the grid."""
    gx, gy = (f"try_cast(replace({w}, ',', '.') AS DOUBLE)" for w in (x, y))

    def past(a: str, b: str) -> str:
        return f"({a} BETWEEN {RD_X[0]} AND {RD_X[1]} AND {b} BETWEEN {RD_Y[0]} AND {RD_Y[1]})"

    yield "verwisseld", f"CASE WHEN {past(gy, gx)} THEN {y} END", f"CASE WHEN {past(gy, gx)} THEN {x} END"
    for macht in (10, 100, 1_000, 10_000):
        for maal in (f"* {macht}", f"/ {macht}"):
            goed = f"{past(f'{gx} {maal}', f'{gy} {maal}')} AND {gx} <> 0"
            uit = [f"CASE WHEN {goed} THEN ({g} {maal})::DECIMAL(18, 3)::VARCHAR END" for g in (gx, gy)]
            yield "verschoven", uit[0], uit[1]
