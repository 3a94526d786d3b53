"""The model with which was linked: kept with its version, never changed; a new one is a new version."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

from ... import __version__
from ...opslag import Motor, Opslag, parquet, rijen

MODEL = {
    "model": "BIGINT", "soort": "VARCHAR", "inhoud": "VARCHAR", "records": "BIGINT", "getraind_op": "TIMESTAMPTZ", "software": "VARCHAR",
}  # fmt: skip
FREQUENTIE = {"model": "BIGINT", "soort": "VARCHAR", "kolom": "VARCHAR", "waarde": "VARCHAR", "frequentie": "DOUBLE"}


@dataclass(frozen=True)
class Model:
    """A version of the model. `per_soort`: settings of Splink per kind; without them only exact keys link.

    `records`: how many it learned from.
    """

    nummer: int = 0
    per_soort: dict[str, dict[str, Any]] = field(default_factory=dict)
    records: dict[str, int] = field(default_factory=dict)


def lees_model(con: Motor, opslag: Opslag, nummer: int) -> Model:
    """The model of this version, and the table `frequentie` inside the engine; 0 is the empty model."""
    gevonden = rijen(
        con,
        f"SELECT soort, inhoud, records FROM {parquet(opslag.bestanden('koppelmodel'), MODEL)} WHERE model = {nummer}",
    )
    con.execute(f"""CREATE OR REPLACE TABLE frequentie AS SELECT soort, kolom, waarde, frequentie
                    FROM {parquet(opslag.bestanden("koppelfrequentie"), FREQUENTIE)} WHERE model = {nummer}""")
    return Model(
        nummer, {r["soort"]: json.loads(r["inhoud"]) for r in gevonden}, {r["soort"]: r["records"] for r in gevonden}
    )


def bewaar_model(con: Motor, opslag: Opslag, model: Model) -> Model:
    """Append a model that was trained here, with its frequencies. It counts once a snapshot names it.

    Returns it under a number that no model had before, nor one of an attempt that was killed.
    """
    hoogste = con.execute(f"SELECT max(model) FROM {parquet(opslag.bestanden('koppelmodel'), MODEL)}").fetchall()[0][0]
    model = replace(model, nummer=max(model.nummer, (hoogste or 0) + 1))
    nu = datetime.now(UTC)
    delen = [
        {"model": model.nummer, "soort": s, "inhoud": json.dumps(m), "records": model.records[s], "getraind_op": nu, "software": __version__}
        for s, m in model.per_soort.items()
    ]  # fmt: skip
    opslag.voeg_toe("koppelmodel", pa.Table.from_pylist(delen))
    frequentie = con.sql(f"SELECT {model.nummer}::BIGINT AS model, * FROM frequentie").to_arrow_reader(100_000)
    opslag.voeg_toe("koppelfrequentie", frequentie)
    return model
