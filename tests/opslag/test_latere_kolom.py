"""A store that was made before a field came to the model stays readable."""

from __future__ import annotations

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from stelsel.opslag.motor import parquet


def test_een_kolom_die_later_kwam_is_er_en_is_leeg(tmp_path):
    pq.write_table(pa.table({"id": ["a", "b"]}), tmp_path / "oud.parquet")
    sql = parquet([str(tmp_path / "oud.parquet")], {"id": "VARCHAR", "werking": "VARCHAR", "op": "DATE"})
    with duckdb.connect() as con:
        assert con.execute(f"SELECT id, werking, op FROM {sql} ORDER BY id").fetchall() == [
            ("a", None, None),
            ("b", None, None),
        ]


def test_oude_en_nieuwe_bestanden_staan_naast_elkaar(tmp_path):
    pq.write_table(pa.table({"id": ["a"]}), tmp_path / "oud.parquet")
    pq.write_table(pa.table({"werking": ["stelt"], "id": ["b"]}), tmp_path / "nieuw.parquet")
    sql = parquet(
        [str(tmp_path / n) for n in ("oud.parquet", "nieuw.parquet")], {"id": "VARCHAR", "werking": "VARCHAR"}
    )
    with duckdb.connect() as con:
        assert con.execute(f"SELECT id, werking FROM {sql} ORDER BY id").fetchall() == [("a", None), ("b", "stelt")]
