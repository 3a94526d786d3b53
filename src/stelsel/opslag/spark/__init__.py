"""Apache Spark in the place of the embedded engine, for the steps that need more than one machine.

In: the same SQL that DuckDB gets, translated; tables as Arrow. Out: the same tables, as Parquet for who goes on with them.
Never: a second text of a step, or an outcome that differs from that of the embedded engine.
"""

from .motor import SparkMotor, SparkOntbreekt, sparkmotor

__all__ = ["SparkMotor", "SparkOntbreekt", "sparkmotor"]
