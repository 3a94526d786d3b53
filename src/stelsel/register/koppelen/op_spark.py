"""Splink on Spark, in the words of the embedded engine: so that a model is one text, whichever engine learned or uses it.

How alike two strings are is worked out by DuckDB, inside the Python of Spark's workers: the Jaro-Winkler of the library that
comes with Splink for Spark gives other values (on names with slips of the pen 170 of 20,000 pairs on the other side of a threshold).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd
import pyspark.sql.functions
from splink import Linker, SettingsCreator
from splink.internals.dialects import DuckDBDialect
from splink.internals.input_column import InputColumn
from splink.internals.spark.database_api import SparkAPI
from splink.internals.spark.dataframe import SparkDataFrame

from ...opslag.spark import SparkMotor

GELIJKENISSEN = {"jaro_winkler_similarity": "double", "damerau_levenshtein": "bigint"}


class SplinkOpSpark(SparkAPI):
    """The engine as Splink sees it: it speaks as DuckDB does, and Spark does the work."""

    sql_dialect: Any = DuckDBDialect()

    def __init__(self, motor: SparkMotor):
        super().__init__(spark_session=motor.sessie, break_lineage_method="persist", register_udfs_automatically=False)
        self._motor = motor
        for functie, soort in GELIJKENISSEN.items():
            motor.sessie.udf.register(functie, _gelijkenis(functie, soort))

    def _setup_for_execute_sql(self, sql: str, physical_name: str) -> str:
        return self._motor.vertaal(sql)

    def table_to_splink_dataframe(self, templated_name: str, physical_name: str) -> SparkDataFrame:
        return _Tabel(templated_name, physical_name, self)


def linker(motor: SparkMotor, tabel: str, instellingen: SettingsCreator | dict[str, Any]) -> Linker:
    """What Splink makes of this table. How often a value occurs (`tf_<column>`) is told apart: beside a column of its own Spark
    would not know which of both is meant."""
    api = SplinkOpSpark(motor)
    tf = [k for k in motor.sessie.table(tabel).columns if k.startswith("tf_")]
    rest = f"* EXCLUDE ({', '.join(tf)})" if tf else "*"
    motor.execute(f"CREATE OR REPLACE TEMP VIEW zonder_tf AS SELECT {rest} FROM {tabel}")
    uit = Linker(api.register("zonder_tf"), instellingen, log_level=None, validate_settings=False)
    for kolom in tf:
        waarde = kolom.removeprefix("tf_")
        motor.execute(
            f"CREATE OR REPLACE TABLE lijst_{kolom} AS SELECT DISTINCT {waarde}, {kolom} FROM {tabel} WHERE {waarde} IS NOT NULL"
        )
        uit.table_management.register_term_frequency_lookup(api.register(f"lijst_{kolom}"), waarde)
    return uit


class _Tabel(SparkDataFrame):
    @property
    def columns(self) -> list[InputColumn]:
        namen = self.db_api.spark.table(self.physical_name).columns
        return [InputColumn(naam, sqlglot_dialect_str="duckdb") for naam in namen]

    def _drop_table_from_database(self, force_non_splink_table: bool = False) -> None:
        self.db_api.spark.table(self.physical_name).unpersist()
        self.db_api.spark.catalog.dropTempView(self.physical_name)


def _gelijkenis(functie: str, soort: str) -> Any:
    # Made inside a function, so that it travels to the workers whole: they need DuckDB, not this package.
    def gelijkenis(delen: Iterator[tuple[pd.Series, pd.Series]]) -> Iterator[pd.Series]:
        import duckdb
        import pyarrow as pa

        with duckdb.connect(config={"threads": 1}) as con:
            for links, rechts in delen:
                kolommen = {"l": pa.array(links, pa.string()), "r": pa.array(rechts, pa.string())}
                con.register("paren", pa.table({"nr": range(len(links)), **kolommen}))
                uit: Any = con.sql(f"SELECT {functie}(l, r) AS g FROM paren ORDER BY nr").to_arrow_table()
                yield uit["g"].to_pandas()

    functies: Any = pyspark.sql.functions
    return functies.pandas_udf(gelijkenis, soort)
