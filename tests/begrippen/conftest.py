"""One engine for all specification tests: they only compute, nothing is stored."""

from collections.abc import Iterator
from typing import Any

import duckdb
import pytest


class Rekenaar:
    """Lets go of its engine at the end: hypothesis keeps what a test was given, and the engine would complain at exit."""

    def __init__(self) -> None:
        self.con: duckdb.DuckDBPyConnection | None = duckdb.connect()

    def execute(self, sql: str, waarden: object = None) -> Any:
        assert self.con is not None
        return self.con.execute(sql, waarden)


@pytest.fixture(scope="session")
def motor() -> Iterator[Rekenaar]:
    rekenaar = Rekenaar()
    rekenaar.execute("SET threads = 1")
    yield rekenaar
    assert rekenaar.con is not None
    rekenaar.con.close()
    rekenaar.con = None
