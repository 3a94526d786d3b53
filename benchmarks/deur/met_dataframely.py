"""dataframely on polars: the frame is divided in good rows and failed ones, with a column per rule."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dataframely as dy
import polars as pl

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


def _schema(bekend: pl.Series) -> type[dy.Schema]:
    """The class is made inside, because a reference to another file is only known when that file was read."""

    def regel(voorwaarde: pl.Expr) -> Any:
        return dy.rule()(lambda cls: voorwaarde)

    k, dag = pl.col, {d: pl.col(f"_{d}") for d in DATUMS}
    velden: dict[str, Any] = {"regel": dy.UInt32(nullable=False)}
    velden |= {
        veld: dy.String(nullable=veld not in VERPLICHT) for veld in (*TEKSTVORM, *IN_LIJST, *DATUMVORM, "locatie_id")
    }
    velden |= {f"_{d}": dy.Date(nullable=True) for d in DATUMS}
    regels = {
        code: (k(veld).str.len_chars() <= LENGTE[veld]) & ~k(veld).str.contains(STUURTEKENS)
        for veld, code in TEKSTVORM.items()
    }
    regels |= {code: k(veld).is_in(LIJST[veld]) for veld, code in IN_LIJST.items()}
    regels |= {code: k(veld).is_null() | dag[veld].is_not_null() for veld, code in DATUMVORM.items()}
    regels |= {
        UNIEK: k("id").is_null() | k("id").is_first_distinct(),
        NIET_OEFENING: ~k("id").str.starts_with("OEF-"),
        BESTAAT: k("locatie_id").is_in(bekend.implode()),
        NA_1800: dag["begindatum"] >= VANAF,
        NIET_TOEKOMST: dag["besluitdatum"] <= VANDAAG,
        EIND_NA_BEGIN: dag["einddatum"] >= dag["begindatum"],
        NIET_TERUG: dag["begindatum"] >= dag["besluitdatum"],
    }
    velden |= {code: regel(voorwaarde) for code, voorwaarde in regels.items()}
    return type("Vergunning", (dy.Schema,), velden)


def vind(map_: Path) -> pl.DataFrame:
    bekend = pl.read_csv(locaties(map_), columns=["id"])["id"]
    rijen = pl.read_csv(
        vergunningen(map_), infer_schema=False, row_index_name="regel", row_index_offset=2
    ).with_columns(pl.col(d).str.to_date("%Y-%m-%d", strict=False).alias(f"_{d}") for d in DATUMS)
    _, fout = _schema(bekend).filter(rijen)
    return fout.details()


def paren(uitkomst: pl.DataFrame) -> pl.DataFrame:
    namen = {f"{veld}|nullability": code for veld, code in VERPLICHT.items()}
    lang = uitkomst.select(
        "regel", *(pl.col(c).cast(pl.String) for c, t in uitkomst.schema.items() if isinstance(t, pl.Enum))
    ).unpivot(index="regel")
    return lang.filter(pl.col("value") == "invalid").select("regel", code=pl.col("variable").replace(namen))
