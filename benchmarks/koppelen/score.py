"""How good is a linking? From counts of records per true thing and found thing; pairs are never enumerated.

In: `score(rij, waar, gevonden, moeilijk)`: of each record the true thing, the found thing (NULL: alone) and a list of kinds of
difficulty. Pairs: two records that belong together. Clusters: a thing whose records are exactly those of a true thing.
B-cubed: of each record the share of its found thing that is its true thing, and the other way round.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass, fields

import duckdb

ALLES = "(alles)"


@dataclass(frozen=True)
class Uitslag:
    """Precision and recall of pairs, clusters and B-cubed, of all records or of those with one kind of difficulty."""

    soort: str
    records: int
    paren_waar: int
    paren_gevonden: int
    paren_goed: int
    clusters_waar: int
    clusters_gevonden: int
    clusters_goed: int
    b3_precision: float
    b3_recall: float

    @property
    def cijfers(self) -> tuple[float, float, float, float, float, float]:
        """Pairs, clusters, B-cubed: precision and recall of each."""
        return (
            _deel(self.paren_goed, self.paren_gevonden), _deel(self.paren_goed, self.paren_waar),
            _deel(self.clusters_goed, self.clusters_gevonden), _deel(self.clusters_goed, self.clusters_waar),
            self.b3_precision, self.b3_recall,
        )  # fmt: skip


def _deel(teller: int, noemer: int) -> float:
    return teller / noemer if noemer else 1.0


def meet(con: duckdb.DuckDBPyConnection, tabel: str) -> list[Uitslag]:
    """The result over all records first, then per kind of difficulty, the commonest first.

    A pair counts under each difficulty that either record has, a cluster under each that any of its records has.
    """
    con.execute(f"""
        CREATE OR REPLACE TEMP TABLE _r AS
        SELECT row_number() OVER () AS r, waar, coalesce(gevonden, '-' || row_number() OVER ()) AS gevonden,
               list_prepend('{ALLES}', list_distinct(coalesce(moeilijk, []))) AS soorten FROM {tabel}""")
    con.execute("""
        CREATE OR REPLACE TEMP TABLE _cel AS
        SELECT waar, gevonden, n, sum(n) OVER (PARTITION BY waar)::BIGINT AS nw, sum(n) OVER (PARTITION BY gevonden)::BIGINT AS ng
        FROM (SELECT waar, gevonden, count(*) AS n FROM _r GROUP BY ALL)""")
    # Pairs with the difficulty at either end: all pairs less those of which neither record has it.
    con.execute("""
        CREATE OR REPLACE TEMP TABLE _deel AS
        SELECT soort, waar, gevonden, count(*) AS h FROM (SELECT waar, gevonden, unnest(soorten) AS soort FROM _r) GROUP BY ALL""")
    con.execute("""
        CREATE OR REPLACE TEMP TABLE _uit AS
        WITH cel AS (SELECT d.soort, d.h, c.* FROM _deel d JOIN _cel c USING (waar, gevonden)),
             w AS (SELECT soort, waar, any_value(nw) AS n, sum(h)::BIGINT AS h FROM cel GROUP BY ALL),
             g AS (SELECT soort, gevonden, any_value(ng) AS n, sum(h)::BIGINT AS h FROM cel GROUP BY ALL),
             a AS (SELECT soort, sum(h)::BIGINT AS records, sum((n * (n - 1) - (n - h) * (n - h - 1)) // 2)::BIGINT AS pc,
                          count(*) FILTER (WHERE n = nw AND n = ng) AS cc, sum(h * n / ng) / sum(h) AS bp, sum(h * n / nw) / sum(h) AS br
                   FROM cel GROUP BY soort),
             b AS (SELECT soort, sum((n * (n - 1) - (n - h) * (n - h - 1)) // 2)::BIGINT AS pw, count(*) AS cw FROM w GROUP BY soort),
             c AS (SELECT soort, sum((n * (n - 1) - (n - h) * (n - h - 1)) // 2)::BIGINT AS pg, count(*) AS cg FROM g GROUP BY soort)
        SELECT soort, records, pw, pg, pc, cw, cg, cc, bp, br FROM a JOIN b USING (soort) JOIN c USING (soort)""")
    rijen = con.execute(f"FROM _uit ORDER BY soort <> '{ALLES}', records DESC, soort").fetchall()
    return [Uitslag(*r) for r in rijen]


def toon(titel: str, uitslagen: list[Uitslag]) -> None:
    """Print a table."""
    print(f"\n{titel}")
    print(f"{'':34} {'records':>9} {'paren':>11}   paar P/R        cluster P/R     B3 P/R")
    for u in uitslagen:
        c = [f"{x:.4f}" for x in u.cijfers]
        print(f"{u.soort:34} {u.records:>9,} {u.paren_waar:>11,}   {c[0]} {c[1]}   {c[2]} {c[3]}   {c[4]} {c[5]}")


def als_rij(u: Uitslag) -> dict[str, object]:
    """As a row for a file of results."""
    return dict(zip((f.name for f in fields(u)), astuple(u), strict=True))
