"""The linking, measured: `python -m benchmarks.register --locaties 20000 --fouten 0.05`

Makes exercise data, delivers them, builds the register, exports its links and scores them against the truth: pairs, clusters
and B-cubed, of companies, locations and activities, in all and by kind of difficulty. Rows that the door refused do not
count. Beside it on the same records: exact keys, and Splink with the settings of its tutorial. Then 1% changes. Then public
data sets. Prints time and the peak of the memory of all processes of a step together.

Needs the packages of requirements/bench.txt.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import duckdb

from .koppelen import gegevens, score, sleutels, voorbeelden, wijziging
from .koppelen.opbouw import GEHEEL, bouw, draai, stelsel


def meet(map_: Path, anderen: list[str], aantal: int) -> dict[str, list[dict[str, object]]]:
    """Score ours and the others on what stands in `map_`."""
    uit: dict[str, list[dict[str, object]]] = {}
    bestand = map_ / "score.duckdb"
    bestand.unlink(missing_ok=True)
    with duckdb.connect(str(bestand)) as con:
        gegevens.laad(con, map_)
        gegevens.eigen_uitslag(con, map_ / "koppelingen.parquet")
        namen = ["eigen"]
        for naam in anderen:
            begin = time.perf_counter()
            if naam == "sleutels":
                sleutels.koppel(con)
            else:
                from .koppelen import met_splink

                met_splink.koppel(con)
            gegevens.samengesteld(con, naam)
            print(f"{naam}: {time.perf_counter() - begin:.1f} s")
            namen.append(naam)
        for naam in namen:
            for soort in gegevens.SOORTEN:
                (heel, *_) = score.meet(con, gegevens.te_scoren(con, naam, soort, heel=True))
                alles, *per_soort = score.meet(con, gegevens.te_scoren(con, naam, soort))
                uitslagen = [alles, replace(heel, soort="(geen verwijzing geweigerd)"), *per_soort]
                score.toon(f"{naam}: {soort}", uitslagen if naam == "eigen" else uitslagen[:2])
                uit[f"{naam}: {soort}"] = [score.als_rij(u) for u in uitslagen]
                if naam == "eigen" and aantal:
                    voorbeelden.toon(con, naam, soort, aantal)
    return uit


def wijzig(map_: Path, geheel: float) -> None:
    """Deliver changes of 1% and time what it costs to take them in, against the whole build: each on a copy of what was built."""
    for naam, verspreid in (("1% van de dossiers", False), ("1% van de records, verspreid", True)):
        data, nieuw = map_ / f"data-{int(verspreid)}", map_ / f"wijziging-{int(verspreid)}"
        for oud in (data, nieuw):
            shutil.rmtree(oud, ignore_errors=True)
        rijen = wijziging.maak(map_ / "data", nieuw, verspreid=verspreid)
        shutil.copytree(map_ / "data", data)
        print(draai(f"{naam}: leveren ({rijen:,} rijen)", ["-m", "benchmarks.koppelen.leveren", str(data), str(nieuw)]))
        m = stelsel(f"{naam}: bijwerken", data, "register", "bijwerken", "--samenvoegingen", "1000000")
        print(m, f"  {m.seconden / geheel:.1%} van het geheel", flush=True)


def main() -> None:
    p = argparse.ArgumentParser()
    p.add_argument("--locaties", type=int, default=20_000)
    p.add_argument("--fouten", type=float, default=0.05)
    p.add_argument("--zaad", type=int, default=1)
    p.add_argument("--map", type=Path, help="bewaar alles hier, en gebruik wat er staat; anders in een tijdelijke map")
    p.add_argument("--naast", nargs="*", default=["sleutels", "splink"], choices=["sleutels", "splink"])
    p.add_argument("--voorbeelden", type=int, default=5)
    p.add_argument(
        "--sites",
        type=Path,
        default=os.environ.get("STELSEL_BENCH_SITES"),
        help="early childhood sites, CSV met de waarheid",
    )
    p.add_argument("--zonder", nargs="*", default=[], choices=["wijziging", "openbaar"])
    p.add_argument("--json", type=Path, help="schrijf alle cijfers ook hierheen")
    a = p.parse_args()
    with tempfile.TemporaryDirectory() as tijdelijk:
        map_ = a.map or Path(tijdelijk)
        map_.mkdir(parents=True, exist_ok=True)
        geheel = 0.0
        for m in bouw(map_, a.locaties, a.fouten, a.zaad):
            print(m, flush=True)
            geheel = m.seconden if m.naam == GEHEEL else geheel
        uit = meet(map_, a.naast, a.voorbeelden)
        if a.json:
            a.json.write_text(json.dumps(uit, ensure_ascii=False, indent=1))
        if "wijziging" not in a.zonder:
            wijzig(map_, geheel)
    if "openbaar" not in a.zonder:
        from .koppelen import openbaar

        openbaar.meet(a.sites)


if __name__ == "__main__":
    main()
