"""One engine beside the other: `python -m benchmarks.schaal --locaties 20000`

Makes exercise data, delivers them once, and builds the register of them twice: in this process, and on Apache Spark with two
threads (`STELSEL_SPARK_MASTER` for another place). Prints time and the peak of the memory of the whole tree of processes, and
whether both made the same links.

Needs the packages of requirements/spark.txt, and Java.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from pathlib import Path

import duckdb

from stelsel.opslag import Opslag, parquet
from stelsel.register.standen import KOPPELING

from .koppelen.opbouw import draai, stelsel

MOTOREN = ("duckdb", "spark")


def meet(map_: Path, locaties: int, fouten: float, zaad: int) -> None:
    """Build the register with both engines in `map_`; what an earlier run made is used again."""
    oefening, data = map_ / "oefening", map_ / "data"
    if not (map_ / "geleverd").exists():
        print(stelsel("oefengegevens maken", map_, "oefendata", "maak", str(oefening), "--locaties", str(locaties),
                      "--zaad", str(zaad), "--fouten", str(fouten)), flush=True)  # fmt: skip
        print(draai("leveren", ["-m", "benchmarks.koppelen.leveren", str(data), str(oefening)]), flush=True)
        (map_ / "geleverd").touch()
    for motor in MOTOREN:
        eigen = map_ / motor
        shutil.rmtree(eigen, ignore_errors=True)
        shutil.copytree(data, eigen)
        omgeving = {"STELSEL_DATA": str(eigen), "STELSEL_ENGINE": motor,
                    "STELSEL_SPARK_MASTER": os.environ.get("STELSEL_SPARK_MASTER", "local[2]")}  # fmt: skip
        print(
            draai(f"register bijwerken: {motor}", ["-m", "stelsel.cli", "register", "bijwerken"], **omgeving),
            flush=True,
        )
    links, rechts = (parquet(Opslag(map_ / m).bestanden("koppeling"), KOPPELING) for m in MOTOREN)
    kolommen = ", ".join(KOPPELING)
    with duckdb.connect() as con:
        aantal, anders = con.execute(f"""SELECT (SELECT count(*) FROM {links}), (SELECT count(*) FROM (
            (SELECT {kolommen} FROM {links} EXCEPT ALL SELECT {kolommen} FROM {rechts})
            UNION ALL (SELECT {kolommen} FROM {rechts} EXCEPT ALL SELECT {kolommen} FROM {links})))""").fetchall()[0]
    print(f"{aantal:,} rijen gekoppeld; {anders:,} anders bij de een dan bij de ander")


def main() -> None:
    p = argparse.ArgumentParser()
    p.add_argument("--locaties", type=int, default=20_000)
    p.add_argument("--fouten", type=float, default=0.05)
    p.add_argument("--zaad", type=int, default=1)
    p.add_argument("--map", type=Path, help="bewaar alles hier, en gebruik wat er staat; anders in een tijdelijke map")
    a = p.parse_args()
    with tempfile.TemporaryDirectory() as tijdelijk:
        map_ = a.map or Path(tijdelijk)
        map_.mkdir(parents=True, exist_ok=True)
        meet(map_, a.locaties, a.fouten, a.zaad)


if __name__ == "__main__":
    main()
