"""One measurement in a process of its own: `python -m benchmarks.deur MODULE VIND PAREN MAP UIT`

Prints seconds, seconds of the processor and peak memory as JSON; what was found goes to the Parquet file UIT, outside the clock.
"""

from __future__ import annotations

import importlib
import json
import os
import resource
import sys
import time
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq


def _tabel(paren: Any) -> pa.Table:
    if isinstance(paren, list):
        regels, codes = zip(*paren, strict=True) if paren else ((), ())
        return pa.table({"regel": pa.array(regels, pa.int64()), "code": pa.array(codes, pa.string())})
    return paren if isinstance(paren, pa.Table) else paren.to_arrow()


def _cpu() -> float:
    t = os.times()
    return t.user + t.system + t.children_user + t.children_system


def main(naam: str, vind: str, paren: str, map_: str, uit: str) -> None:
    module = importlib.import_module(f"benchmarks.deur.{naam}")
    begin, begin_cpu = time.perf_counter(), _cpu()
    uitkomst = getattr(module, vind)(Path(map_))
    seconden, cpu = time.perf_counter() - begin, _cpu() - begin_cpu
    piek = max(resource.getrusage(w).ru_maxrss for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    pq.write_table(_tabel(getattr(module, paren)(uitkomst)), uit)
    print(json.dumps({"seconden": seconden, "cpu": cpu, "gib": piek / 1024**2}))


if __name__ == "__main__":
    main(*sys.argv[1:])
