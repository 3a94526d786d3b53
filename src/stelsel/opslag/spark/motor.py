"""The part of the query engine that linking uses, on Apache Spark."""

from __future__ import annotations

import hashlib
import itertools
import os
import re
import shutil
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from sqlglot import exp

from ...begrippen import Gebruikersfout
from ..map import Opslag, wis
from ..motor import Motor
from .taal import TEKENS, lees, spark_sql, sparkfunctie, tekenfunctie

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


class SparkOntbreekt(Gebruikersfout):
    """Spark was asked for, and this computer has no pyspark or no Java."""

    code = "SPARK-ONTBREEKT"

    def __init__(self, wat: str, doe: str):
        self.wat = wat
        super().__init__(f"STELSEL_ENGINE is 'spark', maar {wat}.", doe)


class Uitkomst:
    """The rows of a query. Nothing is computed before they are asked for."""

    def __init__(self, df: DataFrame):
        self._df = df

    @property
    def description(self) -> list[tuple[str]]:
        """The name of each column."""
        return [(naam,) for naam in self._df.columns]

    def tabel(self) -> pa.Table:
        """All rows as Arrow."""
        return self._df.toArrow()

    def fetchall(self) -> list[tuple[Any, ...]]:
        """All rows."""
        kolommen = [k.to_pylist() for k in self.tabel().columns]
        return list(zip(*kolommen, strict=True))

    def fetchnumpy(self) -> dict[str, Any]:
        """All rows, as an array per column."""
        tabel = self.tabel()
        return {naam: tabel[naam].to_numpy() for naam in tabel.column_names}


class SparkMotor:
    """A session of Spark that takes the statements of DuckDB.

    A table is a folder of Parquet files in `werk`: so no plan, and no guess of a size, grows with the number of steps before it.
    """

    def __init__(self, sessie: SparkSession, werk: Path):
        self.sessie, self.werk = sessie, werk
        self._mappen: dict[str, Path] = {}
        self._teller = itertools.count()
        for naam in TEKENS:
            sessie.sql(tekenfunctie(naam))

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> Uitkomst | None:
        """Carry out one statement. Values are not bound: linking has none."""
        if parameters:
            raise NotImplementedError(parameters)
        boom = lees(sql)
        match boom:
            case exp.Create(kind="MACRO"):
                self.sessie.sql(sparkfunctie(boom, self))
            case exp.Create(kind="VIEW"):
                vraag = spark_sql(boom.expression, self)
                self.sessie.sql(f"CREATE OR REPLACE TEMPORARY VIEW {boom.this.name} AS {vraag}")
            case exp.Create(kind="TABLE", this=exp.Schema() as vorm):
                self._bewaar(vorm.this.name, self._leeg(vorm))
            case exp.Create(kind="TABLE"):
                self._bewaar(boom.this.name, self._vraag(boom.expression))
            case exp.Insert():
                self._voeg_bij(boom.this.name, self._vraag(boom.expression))
            case exp.Delete() if not boom.args.get("where"):
                self._bewaar(boom.this.name, self.sessie.table(boom.this.name).limit(0))
            case exp.Drop():
                for tabel in boom.args["tables"]:
                    self.sessie.catalog.dropTempView(tabel.name)
                    wis(self._mappen.pop(tabel.name))
            case exp.Query():
                return Uitkomst(self._vraag(boom))
            case _:
                raise NotImplementedError(sql)
        return None

    sql = execute

    def vertaal(self, sql: str) -> str:
        """A query of DuckDB in the words of Spark."""
        return spark_sql(lees(sql), self)

    def register(self, naam: str, tabel: pa.Table) -> None:
        """Make a table of Arrow known under this name."""
        self.sessie.createDataFrame(tabel).createOrReplaceTempView(naam)

    def unregister(self, naam: str) -> None:
        """Forget a table that was registered."""
        self.sessie.catalog.dropTempView(naam)

    def draag_over(self, con: Motor, tabellen: Sequence[str]) -> None:
        """Make these tables in the embedded engine too."""
        for naam in tabellen:
            bestanden = str(self._mappen[naam] / "*.parquet").replace("'", "''")
            con.execute(f"CREATE OR REPLACE TABLE {naam} AS FROM read_parquet('{bestanden}')")

    def _vraag(self, boom: exp.Expr) -> DataFrame:
        return self.sessie.sql(spark_sql(boom, self))

    def _bewaar(self, naam: str, df: DataFrame) -> None:
        vorige = self._mappen.get(naam)
        self._mappen[naam] = self.werk / f"{naam}-{next(self._teller)}"
        self._schrijf(naam, df)
        if vorige:
            wis(vorige)

    def _schrijf(self, naam: str, df: DataFrame) -> None:
        map_ = str(self._mappen[naam])
        df.write.mode("append").parquet(map_)
        self.sessie.read.schema(df.schema).parquet(map_).createOrReplaceTempView(naam)

    def _leeg(self, vorm: exp.Schema) -> DataFrame:
        kolommen = ", ".join(f"{k.name} {k.args['kind'].sql('spark')}" for k in vorm.expressions)
        return self.sessie.createDataFrame([], kolommen)

    def _voeg_bij(self, naam: str, nieuw: DataFrame) -> None:
        velden = self.sessie.table(naam).schema
        nieuw = nieuw.toDF(*velden.names)
        self._schrijf(naam, nieuw.select([nieuw[v.name].cast(v.dataType).alias(v.name) for v in velden]))

    def parquet(self, bestanden: Sequence[str]) -> str:
        """The name of a view on these files; the folders above them that are named `column=value` are columns."""

        def lees_() -> DataFrame:
            delen = bestanden[0].split("/")
            wortel = next((i for i, deel in enumerate(delen) if "=" in deel), len(delen) - 1)
            lezer = self.sessie.read.option("mergeSchema", True).option("basePath", "/".join(delen[:wortel]))
            return lezer.parquet(*bestanden)

        return self._beeld("parquet", "\n".join(bestanden), lees_)

    def op_naam(self, links: str, rechts: str) -> str:
        """The name of a view on the rows of two queries, by the names of their columns."""

        def lees_() -> DataFrame:
            return self.sessie.sql(links).unionByName(self.sessie.sql(rechts), allowMissingColumns=True)

        return self._beeld("samen", f"{links} {rechts}", lees_)

    def _beeld(self, soort: str, inhoud: str, maak: Callable[[], DataFrame]) -> str:
        naam = f"{soort}_{hashlib.sha256(inhoud.encode()).hexdigest()[:16]}"
        if not self.sessie.catalog.tableExists(naam):
            maak().createOrReplaceTempView(naam)
        return naam


@contextmanager
def sparkmotor(opslag: Opslag) -> Iterator[SparkMotor]:
    """A session on the cluster that `STELSEL_SPARK_MASTER` or `spark-defaults.conf` names, else in this computer; ended afterwards.

    Raises `SparkOntbreekt`.
    """
    werk = (opslag.werkmap() / f"spark-p{os.getpid()}-{threading.get_ident()}").absolute()
    sessie = _sessie(werk)
    try:
        sessie.sparkContext.setLogLevel("ERROR")
        if str(sessie.sparkContext.master).startswith("local"):
            sessie.conf.set("spark.sql.shuffle.partitions", 2 * sessie.sparkContext.defaultParallelism)
        with opslag.ruimte():
            yield SparkMotor(sessie, werk)
    finally:
        sessie.stop()
        wis(werk)


def _sessie(werk: Path) -> SparkSession:
    try:
        from pyspark.errors import PySparkRuntimeError
        from pyspark.sql import SparkSession
    except ImportError as e:
        raise SparkOntbreekt("pyspark is niet geïnstalleerd", "Installeer het: pip install 'stelsel[spark]'.") from e
    if not os.environ.get("JAVA_HOME") and not shutil.which("java"):
        raise SparkOntbreekt("er is geen Java op deze computer", _JAVA)
    # The Python of the workers must be this one, or they lack what it has installed.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    bouwer = SparkSession.builder.appName("stelsel")
    if meester := os.environ.get("STELSEL_SPARK_MASTER"):
        bouwer = bouwer.master(meester)
    if geheugen := re.fullmatch(r"(\d+) ?([kmgt])i?b", os.environ.get("STELSEL_GEHEUGEN", "3GB").lower()):
        bouwer = bouwer.config("spark.driver.memory", "".join(geheugen.groups()))
    for sleutel, waarde in (_INSTELLINGEN | {"spark.sql.warehouse.dir": str(werk / "magazijn")}).items():
        bouwer = bouwer.config(sleutel, waarde)
    try:
        return bouwer.getOrCreate()
    except PySparkRuntimeError as e:
        if e.getCondition() != "JAVA_GATEWAY_EXITED":
            raise
        raise SparkOntbreekt("Java start niet of is te oud", _JAVA) from e


_JAVA = "Installeer Java 17 of nieuwer, bijvoorbeeld het pakket 'openjdk-17-jre-headless'."
_INSTELLINGEN = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
    # Parts as large as is good for the engine, not as many as it has cores.
    "spark.sql.adaptive.coalescePartitions.parallelismFirst": "false",
    "spark.sql.execution.arrow.maxRecordsPerBatch": "50000",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}
