"""The truth: companies, locations, establishments and ten years of what happened, as tables inside the engine.

Chance is a hash of what a thing is, a tag and the seed: set-wise, and the same on every machine.
"""

from __future__ import annotations

from datetime import date

import duckdb

from ..begrippen import dienst_voor
from ..begrippen.codelijsten import lees_gegevens
from . import verhoudingen as v
from .besluiten import maak_besluiten, maak_voorschriften
from .woorden import BAL, LETTERGREPEN, MERKEN, RECHTSVORMEN, SECTOREN, STRATEN

JAREN = 10


def _lijst(woorden: list[str]) -> str:
    return "[" + ", ".join("'" + w.replace("'", "''") + "'" for w in woorden) + "]"


def maak_macros(con: duckdb.DuckDBPyConnection, zaad: int, tot: date) -> None:
    """`kans(i, tag)` in [0, 1), `kies(lijst, i, tag)`, `dag(i, tag)` within the ten years, `keren(i, tag, mean)`."""
    con.execute(f"CREATE MACRO kans(i, tag) AS (hash(i, tag, {zaad}) % 1000003) / 1000003.0")
    con.execute("CREATE MACRO kies(lijst, i, tag) AS lijst[1 + (kans(i, tag) * len(lijst))::INT % len(lijst)]")
    con.execute(f"CREATE MACRO dag(i, tag) AS (DATE '{tot}' - (kans(i, tag) * {JAREN * 365})::INT)")
    # A number of times with this mean: whole part always, one more by chance, spread a little.
    con.execute("CREATE MACRO keren(i, tag, m) AS floor(m * (0.3 + 1.4 * kans(i, tag)) + kans(i, tag || '+'))::INT")


def maak_wereld(con: duckdb.DuckDBPyConnection, locaties: int) -> None:
    """Make `gem`, `loc`, `ond`, `ves`, `act` and the events."""
    _gemeenten(con)
    _locaties(con, locaties)
    _bedrijven(con, locaties)
    _activiteiten(con)
    _gebeurtenissen(con)


def _gemeenten(con: duckdb.DuckDBPyConnection) -> None:
    """Every municipality with its agency: as the sources say, else assumed for the exercise within the province."""
    midden = {r["gemeentecode"]: r for r in lees_gegevens("gemeente_middelpunt.csv")}
    per_provincie: dict[str, list[str]] = {}
    for r in lees_gegevens("omgevingsdiensten.csv"):
        for p in r["provincie"].split("; "):
            per_provincie.setdefault({"Fryslân": "Friesland"}.get(p, p), []).append(r["id"])
    rijen = []
    for n, r in enumerate(sorted(lees_gegevens("gemeenten_2024.csv"), key=lambda r: r["gemeentecode"])):
        m = midden[r["gemeentecode"]]
        bekend = dienst_voor(r["gemeentecode"], date(2024, 1, 1))
        kandidaten = per_provincie[r["provincie"].replace(" ", "-")]
        od = bekend.id if bekend else kandidaten[n % len(kandidaten)]
        gewicht = float(m["inwoners_klasse"] or 10_000) ** 0.5
        rijen.append(
            (n, r["gemeentecode"], r["gemeente"], float(m["x"]), float(m["y"]), gewicht, od, r["provinciecode"])
        )
    con.execute(
        "CREATE TABLE gem (g INT, code VARCHAR, naam VARCHAR, x DOUBLE, y DOUBLE, w DOUBLE, od VARCHAR, pv VARCHAR)"
    )
    con.executemany("INSERT INTO gem VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rijen)
    con.execute("""CREATE TABLE gemkans AS
        SELECT *, coalesce(sum(w) OVER (ORDER BY g ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) / sum(w) OVER () AS van
        FROM gem""")


def _locaties(con: duckdb.DuckDBPyConnection, n: int) -> None:
    """Places: made-up streets in real municipalities, ids and postal codes that cannot be issued.

    `eerste` is the first place of a shared building, empty elsewhere.
    """
    con.execute(f"""
        CREATE TABLE loc AS
        WITH i AS (SELECT i::BIGINT AS loc, kans(i, 'gem') AS u FROM range({n}) r(i)),
             q AS (SELECT i.loc, q.* EXCLUDE (van, w), row_number() OVER (PARTITION BY q.g ORDER BY i.loc) - 1 AS k0
                   FROM i ASOF JOIN gemkans q ON i.u >= q.van),
             -- In a shared building six places have one number, one postal code and one point.
             p AS (SELECT *, kans(hash(g, k0 // 6), 'gebouw') < {v.IN_VERZAMELGEBOUW} AS gebouw,
                          CASE WHEN gebouw THEN k0 - k0 % 6 ELSE k0 END AS k, hash(g, k) AS plek FROM q)
        SELECT loc, g, code AS gemeente, naam AS woonplaats, od, pv,
               {_lijst(STRATEN)}[1 + (k // 250) % {len(STRATEN)}] || CASE WHEN k >= 250 * {len(STRATEN)}
                   THEN ' ' || (k // (250 * {len(STRATEN)}) + 1) ELSE '' END AS straat,
               (k % 250) * 2 + 1 AS nr,
               CASE WHEN gebouw THEN chr((65 + k0 - k)::INT)
                    WHEN kans(loc, 'letter') < {v.MET_HUISLETTER} THEN kies(['A', 'B', 'C'], loc, 'welke letter') END AS letter,
               -- A postal code is of one street, or a third of it; the old one is of a street that hardly any place is large enough to have.
               (1000 + (g * 26 + k // 250) % 8999) || ['SA', 'SD', 'SS'][1 + (k % 250) * 3 // 250] AS pc,
               (1000 + (g * 26 + (k // 250 + 13) % 26) % 8999) || kies(['SA', 'SD', 'SS'], plek, 'pc oud') AS pc_oud,
               '999920' || lpad(loc::VARCHAR, 10, '0') AS bag, '999901' || lpad(loc::VARCHAR, 10, '0') AS vbo,
               greatest(1000, least(279000, round(x + 3500 * (kans(plek, 'x') + kans(plek, 'x2') - 1)))) AS x,
               greatest(301000, least(624000, round(y + 3500 * (kans(plek, 'y') + kans(plek, 'y2') - 1)))) AS y,
               CASE WHEN gebouw THEN first_value(loc) OVER (PARTITION BY g, k ORDER BY k0) END AS eerste,
               lead('999920' || lpad(loc::VARCHAR, 10, '0')) OVER (PARTITION BY g ORDER BY k0) AS bag_buur
        FROM p ORDER BY loc""")


def _naam(wie: str, tag: str) -> str:
    """SQL: a made-up name."""
    a, *rest = (f"kies({_lijst(LETTERGREPEN)}, {wie}, '{tag}{x}')" for x in "abcd")
    return (f"kies({_lijst(MERKEN)}, {wie}, '{tag}merk') || ' ' || kies({_lijst(SECTOREN)}, {wie}, '{tag}sector') || ' ' "
            f"|| upper({a}[1]) || {a}[2:] || {' || '.join(rest)}")  # fmt: skip


def _bedrijven(con: duckdb.DuckDBPyConnection, n: int) -> None:
    """Companies and their establishments; some moved, some were taken over; some are called like another at the same place."""
    vestigingen = int(n * (1 + v.EXTRA_VESTIGING))
    ketens = max(int(vestigingen * v.KETENS), 1)
    con.execute(f"""
        CREATE TABLE ves0 AS
        SELECT i::BIGINT AS ves, CASE WHEN i < {n} THEN i ELSE (kans(i, 'plek') * {n})::BIGINT % {n} END::BIGINT AS loc,
               CASE WHEN kans(i, 'keten') < {v.IN_KETEN} THEN (pow(kans(i, 'welke'), 2) * {ketens})::BIGINT % {ketens}
                    ELSE {ketens} + i END::BIGINT AS ond,
               '99' || lpad(i::VARCHAR, 10, '0') AS vnr, kans(i, 'ippc') < {v.IPPC} AS ippc,
               kans(i, 'seveso') < {v.SEVESO} AS seveso, dag(i, 'begin') - 2000 AS begin
        FROM range({vestigingen}) r(i)""")
    con.execute(f"""
        CREATE TABLE ond0 AS
        SELECT ond, '00' || lpad(((row_number() OVER (ORDER BY ond)) * 611953 % 1000000)::VARCHAR, 6, '0') AS kvk,
               {_naam("ond", "")} AS kern, CASE WHEN kans(ond, 'handelsnaam') < {v.ANDERE_HANDELSNAAM} THEN {_naam("ond", "handel ")} END AS handels,
               kies({_lijst(RECHTSVORMEN)}, ond, 'rv') AS rv, min(begin) AS begin,
               count(*) = 1 AND kans(ond, 'over') < {v.OVERGENOMEN} AS overgenomen
        FROM ves0 GROUP BY ond""")
    # Whose name is like whose: of a company in a shared building that of the first one there, of a holding that of its company.
    con.execute(f"""
        CREATE TABLE zoals AS
        SELECT s.ond, e.ond AS van, 'buur' AS hoe FROM ves0 s JOIN loc USING (loc) JOIN ves0 e ON e.ves = loc.eerste
        WHERE s.ves < {n} AND s.ond >= {ketens} AND e.ond <> s.ond AND kans(s.ves, 'lijkt') < {v.LIJKT_OP_BUUR}
        UNION ALL
        SELECT s.ond, e.ond, 'zuster' FROM ves0 s JOIN ves0 e ON e.ves = s.loc
        WHERE s.ves >= {n} AND s.ond >= {ketens} AND kans(s.ves, 'zuster') < {v.ZUSTER}""")
    con.execute(f"""
        CREATE TABLE ond AS
        WITH b AS (SELECT o.* REPLACE (CASE WHEN hoe = 'buur' THEN left(e.kern, length(e.kern) - 2) || kies({_lijst(LETTERGREPEN)}, ond, 'e')
                                            ELSE o.kern END AS kern), hoe
                   FROM ond0 o LEFT JOIN zoals USING (ond) LEFT JOIN ond0 e ON e.ond = van)
        SELECT b.* REPLACE (CASE WHEN b.hoe = 'zuster' THEN e.kern || ' ' || kies(['Holding', 'Beheer', 'Vastgoed'], ond, 'zus')
                                 ELSE b.kern END AS kern,
                            CASE WHEN b.hoe = 'zuster' THEN 'B.V.' ELSE b.rv END AS rv),
               b.ond < {ketens} AS keten, z.kvk AS kvk_zuster, count(*) OVER (PARTITION BY b.kern) > 1 AS naamgenoot
        FROM b LEFT JOIN zoals USING (ond) LEFT JOIN b e ON e.ond = van
        LEFT JOIN (SELECT van AS v2, min(kvk) AS kvk FROM zoals JOIN ond0 USING (ond) WHERE hoe = 'zuster' GROUP BY van) z ON z.v2 = b.ond""")
    # A company that was taken over: from that day on its establishment belongs to the next company in the list.
    con.execute("""
        CREATE TABLE over AS
        SELECT ond, koper, dag(ond, 'overname') AS op FROM (
            SELECT ond, overgenomen, lead(ond) OVER (ORDER BY ond) AS koper, lead(overgenomen) OVER (ORDER BY ond) AS ook FROM ond)
        WHERE overgenomen AND koper IS NOT NULL AND NOT ook""")
    # One row per stretch of an establishment: `deel` 0 is the last one, 1 what came before a move or take-over.
    con.execute(f"""
        CREATE TABLE ves AS
        WITH b AS (
            SELECT s.*, o.op, o.koper, o.op IS NULL AND s.ves < {n} AND kans(ves, 'verhuisd') < {v.VERHUISD} AS weg,
                   dag(ves, 'verhuisdag') AS weg_op, (kans(ves, 'oude plek') * {n})::BIGINT % {n} AS oud
            FROM ves0 s LEFT JOIN over o USING (ond))
        SELECT ves, 0 AS deel, loc, coalesce(koper, ond) AS ond, vnr, ippc, seveso,
               greatest(begin, coalesce(op, begin), CASE WHEN weg THEN weg_op ELSE begin END) AS begin, NULL::DATE AS einde FROM b
        UNION ALL SELECT ves, 1, loc, ond, vnr, ippc, seveso, begin, greatest(op, begin + 1) FROM b WHERE op IS NOT NULL
        UNION ALL SELECT ves, 1, oud::BIGINT, ond, vnr, ippc, seveso, begin, greatest(weg_op, begin + 1) FROM b WHERE weg AND oud <> loc""")


def _activiteiten(con: duckdb.DuckDBPyConnection) -> None:
    gewoon = _lijst([p for p, gewicht in BAL for _ in range(gewicht)])
    paren = [(r["paragraaf"], c) for r in lees_gegevens("bal_mba.csv") for c in r["ied_bijlage_I_cat"].split(";") if c]
    codes = [r["code"] for r in lees_gegevens("ied_annex_i.csv")]
    ippc = [f"{p}|{c}" for p, groep in paren for c in codes if c == groep or c.startswith(groep + "(")]
    chemie = [x for x in ippc if x.startswith("3.3.8")]
    gewone, zware = v.ACTIVITEITEN
    con.execute(f"""
        CREATE TABLE act AS
        SELECT row_number() OVER (ORDER BY ves, nr) - 1 AS act, * FROM (
            SELECT *, CASE WHEN nr = 0 AND seveso THEN kies({_lijst(chemie)}, ves, 'chemie')
                           WHEN nr = 0 AND ippc THEN kies({_lijst(ippc)}, ves, 'ippc cat') ELSE kies({gewoon}, ves * 16 + nr, 'bal') END AS wat
            FROM (SELECT ves, loc, ond, begin, ippc, seveso, unnest(range(
                      1 + keren(ves, 'act', CASE WHEN ippc OR seveso THEN {zware - 1} ELSE {gewone - 1} END))) AS nr
                  FROM ves WHERE deel = 0)
            -- Nobody could tell two activities of one paragraph at one establishment apart.
            QUALIFY row_number() OVER (PARTITION BY ves, split_part(wat, '|', 1) ORDER BY nr) = 1)""")


def _gebeurtenissen(con: duckdb.DuckDBPyConnection) -> None:
    """Permits, conditions, notices, visits, findings, enforcement, samples, measurements; by establishment."""

    def per_ves(naam: str, paar: tuple[float, float]) -> None:
        con.execute(f"""
            CREATE TABLE {naam} AS
            SELECT row_number() OVER (ORDER BY ves, nr) - 1 AS {naam}, * EXCLUDE (begin), greatest(dag(ves * 64 + nr, '{naam} dag'), begin) AS dag
            FROM (SELECT ves, loc, ond, begin, ippc OR seveso AS zwaar, unnest(range(keren(ves, '{naam}',
                      CASE WHEN ippc OR seveso THEN {paar[1]} ELSE {paar[0]} END))) AS nr
                  FROM ves WHERE deel = 0)""")

    def per_ouder(naam: str, ouder: str, aantal: str, waar: str = "true") -> None:
        con.execute(f"""
            CREATE TABLE {naam} AS
            SELECT row_number() OVER (ORDER BY {ouder}, nr) - 1 AS {naam}, * FROM (
                SELECT {ouder}, ves, loc, ond, dag, zwaar, unnest(range({aantal})) AS nr FROM {ouder} WHERE {waar})""")

    per_ves("vrg", v.VERGUNNINGEN)
    maak_besluiten(con)
    per_ves("mel", v.MELDINGEN)
    per_ves("tbz", v.BEZOEKEN)
    per_ouder(
        "vsc0", "vrg", "keren(vrg, 'vsc', CASE WHEN zwaar THEN {1} ELSE {0} END)".format(*v.VOORSCHRIFTEN_PER_VERLENING)
    )
    maak_voorschriften(con)
    per_ouder(
        "bev", "tbz", f"1 + keren(tbz, 'bev', {v.MEER_BEVINDINGEN})", f"kans(tbz, 'raak') < {v.BEVINDING_PER_BEZOEK}"
    )
    per_ouder("hha", "bev", "1", f"kans(bev, 'actie') < {v.ACTIE_PER_BEVINDING}")
    per_ouder(
        "mon", "tbz", "1", "kans(tbz, 'monster') < CASE WHEN zwaar THEN {1} ELSE {0} END".format(*v.MONSTER_PER_BEZOEK)
    )
    per_ouder("met", "mon", str(v.METINGEN_PER_MONSTER))
