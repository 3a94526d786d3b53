"""The rows, made set-wise and the same at every run, with the truth about each of them.

Row `i` depends on `i` alone, so the first 20,000 rows of ten million are the rows of a small file. A faulty row has one fault
of one kind; `waarheid.parquet` says which line fails which check.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from .opgave import (
    BESTAAT,
    CODES,
    DATUMVORM,
    EIND_NA_BEGIN,
    IN_LIJST,
    LENGTE,
    LIJST,
    NA_1800,
    NIET_OEFENING,
    NIET_TERUG,
    NIET_TOEKOMST,
    TEKSTVORM,
    UNIEK,
    VERPLICHT,
    locaties,
    vergunningen,
)

LOCATIES = 10_000
ID = "'V-' || lpad({i}::VARCHAR, 9, '0')"
# Kind of fault -> what the row then holds. Whoever breaks one check must not break another by accident.
BEDERF: dict[str, dict[str, str]] = {
    **{code: {veld: "NULL"} for veld, code in VERPLICHT.items()},
    **{code: {veld: f"rpad({veld}, {LENGTE[veld] + 1}, 'x')"} for veld, code in TEKSTVORM.items()},
    **{code: {veld: "'2019-02-30'"} for veld, code in DATUMVORM.items()},
    **{code: {veld: "'bestaat-niet'"} for veld, code in IN_LIJST.items()},
    BESTAAT: {"locatie_id": "'L-weg'"},
    UNIEK: {"id": ID.format(i="(i - 1)")},
    EIND_NA_BEGIN: {"begindatum": "'2019-05-25'", "einddatum": "'2018-05-25'", "besluitdatum": "'2019-04-12'"},
    NA_1800: {"begindatum": "'1798-05-25'", "einddatum": "NULL", "besluitdatum": "'1798-04-12'"},
    NIET_OEFENING: {"id": f"'OEF-' || {ID.format(i='i')}"},
    NIET_TOEKOMST: {"besluitdatum": "'2924-04-12'", "begindatum": "NULL", "einddatum": "NULL"},
    NIET_TERUG: {"besluitdatum": "'2019-04-12'", "begindatum": "'2018-05-25'", "einddatum": "NULL"},
}
SLEUTEL_WEG = tuple(code for code, wat in BEDERF.items() if "id" in wat)


def _soort(i: str, aandeel: float) -> str:
    """SQL: the kind of fault of row `i`, or NULL. MD5 is the same everywhere, and spreads faults and kinds evenly."""
    kinds = ", ".join(f"'{c}'" for c in CODES)
    getal = f"(md5_number_lower(({i})::VARCHAR) % 1000000000)::BIGINT"
    return f"CASE WHEN {getal} % 10000 < {round(aandeel * 10_000)} THEN ([{kinds}])[1 + {getal} // 10000 % {len(CODES)}] END"


def _waarden() -> dict[str, str]:
    """SQL per column of a faultless row."""

    def uit(veld: str, factor: int) -> str:
        lijst = ", ".join(f"'{c}'" for c in LIJST[veld])
        return f"([{lijst}])[1 + i * {factor} % {len(LIJST[veld])}]"

    return {
        "id": ID.format(i="i"),
        "locatie_id": f"'L-' || lpad((i * 7919 % {LOCATIES})::VARCHAR, 6, '0')",
        "zaaknummer": "'Z-' || (1995 + i % 30) || '-' || lpad((i * 31 % 100000000)::VARCHAR, 8, '0')",
        "soort": uit("soort", 5),
        "onderwerp": "(['Oprichten', 'Veranderen', 'In werking hebben', 'Slopen'])[1 + i % 4] || ' van een ' || "
        "(['verffabriek', 'pluimveehouderij', 'tankstation', 'afvalsorteerder', 'galvanisch bedrijf'])[1 + i % 5] || "
        "' aan de ' || (['noord', 'oost', 'zuid', 'west'])[1 + i // 4 % 4] || 'zijde, fase ' || i % 9",
        "besluitdatum": "(DATE '1995-01-01' + (i * 104729 % 11000)::INTEGER)::VARCHAR",
        "bevoegd_gezag": uit("bevoegd_gezag", 11),
        "begindatum": "(DATE '1995-01-01' + (i * 104729 % 11000)::INTEGER + 43)::VARCHAR",
        "einddatum": "CASE WHEN i % 3 = 0 THEN (DATE '1995-01-01' + (i * 104729 % 11000)::INTEGER + 3000)::VARCHAR END",
    }


def maak(map_: Path, aantal: int, aandeel: float) -> Path:
    """`vergunning.csv` with `aantal` rows of which a share is faulty, `locatie.csv`, and `waarheid.parquet`."""
    map_.mkdir(parents=True)

    def bederf(veld: str) -> str:
        takken = " ".join(f"WHEN '{code}' THEN {wat[veld]}" for code, wat in BEDERF.items() if veld in wat)
        return f"CASE _fout {takken} ELSE {veld} END AS {veld}" if takken else veld

    kolommen = _waarden()
    weg = ", ".join(f"'{c}'" for c in SLEUTEL_WEG)
    with duckdb.connect() as con:
        con.execute("SET enable_progress_bar = false")
        # A repeated key repeats that of the row before, which must therefore have kept its own.
        con.execute(f"""
            CREATE VIEW rij AS
            WITH soort AS (SELECT i, {_soort("i", aandeel)} AS eigen, {_soort("i + 1", aandeel)} AS volgende FROM range({aantal}) t(i)),
            fout AS (SELECT i, CASE WHEN eigen IN ({weg}) AND volgende = '{UNIEK}' OR i = 0 AND eigen = '{UNIEK}'
                                    THEN '{IN_LIJST["soort"]}' ELSE eigen END AS _fout FROM soort),
            goed AS (SELECT i, _fout, {", ".join(f"{sql} AS {veld}" for veld, sql in kolommen.items())} FROM fout)
            SELECT i, _fout, {", ".join(map(bederf, kolommen))} FROM goed""")
        con.execute(f"COPY (SELECT {', '.join(kolommen)} FROM rij) TO '{vergunningen(map_)}' (HEADER)")
        con.execute(f"""
            COPY (SELECT i + 2 AS regel, _fout AS code FROM rij WHERE _fout IS NOT NULL)
            TO '{map_ / "waarheid.parquet"}'""")
        con.execute(f"""
            COPY (SELECT 'L-' || lpad(i::VARCHAR, 6, '0') AS id, 'Dorpsweg' AS straat, 1 + i % 300 AS huisnummer,
                         '1234AB' AS postcode, 'Rotterdam' AS woonplaats FROM range({LOCATIES}) t(i))
            TO '{locaties(map_)}' (HEADER)""")
    return map_
