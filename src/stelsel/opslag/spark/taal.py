"""From the SQL of DuckDB to that of Spark: what sqlglot leaves over, as changes of the tree.

Where both know a word but mean another thing by it, Spark gets what DuckDB means: the outcome must not tell which engine it was.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Protocol

import duckdb
import pyarrow as pa
import sqlglot
from sqlglot import exp

# Functions of text of which DuckDB itself says what they do to every character.
TEKENS = {"duck_lower": "lower", "duck_upper": "upper", "strip_accents": "strip_accents"}


def lees(sql: str) -> exp.Expr:
    """The tree of one statement as DuckDB reads it."""
    return sqlglot.parse_one(sql, read="duckdb")


class Bronnen(Protocol):
    """What Spark can only be given as a view of its own: each gives the name of that view."""

    def parquet(self, bestanden: Sequence[str]) -> str:
        """These files."""

    def op_naam(self, links: str, rechts: str) -> str:
        """The rows of two queries, by the names of their columns."""


def spark_sql(boom: exp.Expr, bronnen: Bronnen) -> str:
    """A query, in the words of Spark."""
    boom = exp.Paren(this=boom.copy())  # so that what is translated always stands in something
    # From the leaves up: what a change puts around a part holds the part as it was changed.
    for knoop in reversed(list(boom.this.bfs())):
        nieuw = _vertaal(knoop, bronnen)
        if nieuw is not knoop:
            knoop.replace(nieuw)
    return boom.this.sql("spark")


def _vertaal(knoop: exp.Expr, bronnen: Bronnen) -> exp.Expr:
    match knoop:
        case exp.Table(this=exp.ReadParquet() as lezer):
            bestanden = [b.this for b in lezer.expressions[0].expressions]
            knoop.set("this", exp.to_identifier(bronnen.parquet(bestanden)))
        case exp.Union() if knoop.args.get("by_name"):
            return exp.select("*").from_(bronnen.op_naam(knoop.left.sql("spark"), knoop.right.sql("spark")))
        case exp.Select():
            _zonder_replace(knoop)
            return _zonder_qualify(knoop) if knoop.args.get("qualify") else knoop
        case exp.Window(this=exp.RowNumber()) if not isinstance(knoop.parent, exp.Cast):
            return exp.cast(knoop.copy(), "BIGINT")
        case exp.Literal() if not knoop.is_string and "." in knoop.this and not isinstance(knoop.parent, exp.Cast):
            # A decimal of Spark keeps another number of digits through a division than a double.
            return exp.cast(knoop.copy(), "DOUBLE")
        case exp.JarowinklerSimilarity():
            return exp.func("jaro_winkler_similarity", knoop.this, knoop.expression)
        case exp.Anonymous(this="list_intersect"):
            return exp.func("array_intersect", *knoop.expressions)
        case exp.Lower():
            return exp.func("duck_lower", knoop.this)
        case exp.Upper():
            return exp.func("duck_upper", knoop.this)
    return knoop


def _zonder_replace(select: exp.Select) -> None:
    """`* REPLACE (e AS c)` becomes `* EXCEPT (c), e AS c`: the column moves to the end."""
    for kolom in select.expressions:
        ster = kolom.this if isinstance(kolom, exp.Column) else kolom
        if isinstance(ster, exp.Star) and (vervangen := ster.args.get("replace")):
            ster.set("replace", None)
            ster.set("except_", [exp.to_identifier(v.alias) for v in vervangen])
            for v in vervangen:
                select.append("expressions", v)


def _zonder_qualify(select: exp.Select) -> exp.Select:
    """`QUALIFY` becomes a column of an inner query, on which the outer one filters."""
    binnen = select.copy()
    voorwaarde = binnen.args.pop("qualify").this
    if not voorwaarde.find(exp.Window):  # it speaks of what the query gives
        return exp.select("*").from_(binnen.subquery("_binnen")).where(voorwaarde)
    binnen.append("expressions", exp.alias_(exp.paren(voorwaarde), "_qualify"))
    ster = exp.Star(except_=[exp.to_identifier("_qualify")])
    return exp.select(ster).from_(binnen.subquery("_binnen")).where("_qualify")


def tekenfunctie(naam: str) -> str:
    """A function of Spark that does to every character what the function of DuckDB does to it."""
    functie = TEKENS[naam]
    tekens = pa.table({"c": [chr(i) for i in range(1, sys.maxunicode + 1) if not 0xD800 <= i <= 0xDFFF]})  # noqa: F841
    with duckdb.connect() as con:
        paren = con.execute(
            f"""SELECT c, d FROM (SELECT c, {functie}(c) AS d FROM tekens) WHERE c <> d AND length(d) < 2 ORDER BY length(d) DESC, c"""
        ).fetchall()
    # What is left out at the end is taken away by `translate`.
    van, naar = "".join(c for c, _ in paren), "".join(d for _, d in paren)
    return f"""CREATE OR REPLACE TEMPORARY FUNCTION {naam}(s STRING) RETURNS STRING RETURN translate(s, '{van}', '{naar}')"""


def sparkfunctie(macro: exp.Create, bronnen: Bronnen) -> str:
    """A macro over text as a function of Spark."""
    namen = ", ".join(f"{p.name} STRING" for p in macro.this.expressions)
    lichaam = spark_sql(macro.expression, bronnen)
    return f"CREATE OR REPLACE TEMPORARY FUNCTION {macro.this.this.name}({namen}) RETURNS STRING RETURN {lichaam}"
