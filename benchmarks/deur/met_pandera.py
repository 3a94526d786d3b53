"""pandera on polars, lazily: every failing row is named. A key that repeats is an expression of its own, because `unique=True`
also names the first occurrence, which is no fault."""

from __future__ import annotations

from pathlib import Path

import pandera.polars as pa
import polars as pl
from pandera.errors import SchemaErrors

from .opgave import (
    BESTAAT,
    DATUMS,
    DATUMVORM,
    EIND_NA_BEGIN,
    IN_LIJST,
    LENGTE,
    LIJST,
    NA_1800,
    NIET_OEFENING,
    NIET_TERUG,
    NIET_TOEKOMST,
    STUURTEKENS,
    TEKSTVORM,
    UNIEK,
    VANAF,
    VANDAAG,
    VERPLICHT,
    locaties,
    vergunningen,
)


def _check(code: str, voorwaarde: pl.Expr) -> pa.Check:
    return pa.Check(lambda data: data.lazyframe.select(voorwaarde.fill_null(True)), name=code)


def _schema(bekend: pl.Series) -> pa.DataFrameSchema:
    k, dag = pl.col, {d: pl.col(f"_{d}") for d in DATUMS}
    per_kolom: dict[str, list[pa.Check]] = {
        veld: [_check(code, (k(veld).str.len_chars() <= LENGTE[veld]) & ~k(veld).str.contains(STUURTEKENS))]
        for veld, code in TEKSTVORM.items()
    }
    per_kolom |= {veld: [_check(code, k(veld).is_in(LIJST[veld]))] for veld, code in IN_LIJST.items()}
    per_kolom |= {veld: [_check(code, k(veld).is_null() | dag[veld].is_not_null())] for veld, code in DATUMVORM.items()}
    per_kolom["id"] += [
        _check(UNIEK, k("id").is_null() | k("id").is_first_distinct()),
        _check(NIET_OEFENING, ~k("id").str.starts_with("OEF-")),
    ]
    per_kolom["locatie_id"] = [_check(BESTAAT, k("locatie_id").is_in(bekend.implode()))]
    per_kolom["begindatum"].append(_check(NA_1800, dag["begindatum"] >= VANAF))
    per_kolom["besluitdatum"].append(_check(NIET_TOEKOMST, dag["besluitdatum"] <= VANDAAG))
    per_kolom["einddatum"].append(_check(EIND_NA_BEGIN, dag["einddatum"] >= dag["begindatum"]))
    per_kolom["begindatum"].append(_check(NIET_TERUG, dag["begindatum"] >= dag["besluitdatum"]))
    return pa.DataFrameSchema({
        veld: pa.Column(pl.String, checks, nullable=veld not in VERPLICHT) for veld, checks in per_kolom.items()
    })  # fmt: skip


def vind(map_: Path) -> pl.DataFrame:
    bekend = pl.read_csv(locaties(map_), columns=["id"])["id"]
    rijen = pl.read_csv(vergunningen(map_), infer_schema=False).with_columns(
        pl.col(d).str.to_date("%Y-%m-%d", strict=False).alias(f"_{d}") for d in DATUMS
    )
    try:
        _schema(bekend).validate(rijen, lazy=True)
    except SchemaErrors as e:
        return e.failure_cases
    return pl.DataFrame()


def paren(uitkomst: pl.DataFrame) -> pl.DataFrame:
    code = (
        pl.when(pl.col("check") == "not_nullable").then(pl.col("column").replace(VERPLICHT)).otherwise(pl.col("check"))
    )
    return uitkomst.select(regel=pl.col("index") + 2, code=code)
