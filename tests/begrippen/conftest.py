"""One engine for all specification tests: they only compute, nothing is stored."""

from collections.abc import Iterator

import duckdb
import pytest


@pytest.fixture(scope="session")
def motor() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as con:
        con.execute("SET threads = 1")
        yield con
