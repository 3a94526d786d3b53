"""Hold what the door found against the truth: per check, how many faults were found and how many were made up."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

VOORBEELDEN = 20


@dataclass(frozen=True)
class CodeToets:
    """One check: faults put in, findings of the door, and how many of those are the same."""

    code: str
    verwacht: int
    gevonden: int
    juist: int

    @property
    def precision(self) -> float:
        """Share of findings that are true."""
        return self.juist / self.gevonden if self.gevonden else 1.0

    @property
    def recall(self) -> float:
        """Share of faults that were found."""
        return self.juist / self.verwacht if self.verwacht else 1.0


@dataclass(frozen=True)
class Toets:
    """The result over all checks, with examples of what was missed and what was made up."""

    per_code: list[CodeToets]
    gemist: list[dict[str, Any]]
    verzonnen: list[dict[str, Any]]

    @property
    def geslaagd(self) -> bool:
        """Every fault under the right check, and none invented."""
        return bool(self.per_code) and all(c.juist == c.verwacht == c.gevonden for c in self.per_code)

    def als_json(self) -> dict[str, Any]:
        codes = [{**asdict(c), "precision": c.precision, "recall": c.recall} for c in self.per_code]
        return {"geslaagd": self.geslaagd, "per_code": codes, "gemist": self.gemist, "verzonnen": self.verzonnen}


def vergelijk(waarheid: Path, gevonden: pa.Table) -> Toets:
    """Compare `waarheid.parquet` with findings (columns bron, bestand, regel, record, veld, code).

    A finding is right when source, file, line, record, field and check all agree.
    """
    with duckdb.connect() as con:
        con.register("gevonden", gevonden)
        con.execute(
            "CREATE VIEW waar AS SELECT bron, bestand, rij AS regel, record, fout_veld AS veld, fout_code AS code "
            f"FROM read_parquet('{waarheid}') WHERE fout_code IS NOT NULL"
        )
        sleutel = "bron, bestand, regel, coalesce(record, ''), coalesce(veld, ''), code"
        con.execute(f"CREATE TABLE w AS SELECT *, hash({sleutel}) AS h FROM waar")
        con.execute(f"CREATE TABLE g AS SELECT *, hash({sleutel}) AS h FROM gevonden")
        per_code = con.execute("""
            SELECT code, coalesce(w.n, 0), coalesce(g.n, 0), coalesce(b.n, 0)
            FROM (SELECT code, count(*) AS n FROM w GROUP BY code) w
            FULL JOIN (SELECT code, count(*) AS n FROM g GROUP BY code) g USING (code)
            LEFT JOIN (SELECT code, count(*) AS n FROM w SEMI JOIN g USING (h) GROUP BY code) b USING (code) ORDER BY code""").fetchall()

        def voorbeelden(een: str, ander: str) -> list[dict[str, Any]]:
            rijen = con.sql(
                f"SELECT * EXCLUDE (h) FROM {een} ANTI JOIN {ander} USING (h) ORDER BY ALL LIMIT {VOORBEELDEN}"
            )
            return rijen.to_arrow_table().to_pylist()

        return Toets([CodeToets(*r) for r in per_code], voorbeelden("w", "g"), voorbeelden("g", "w"))
