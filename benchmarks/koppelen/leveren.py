"""Deliver a folder of exercise data, as the demo does: `python -m benchmarks.koppelen.leveren DATA OEFENING`"""

from __future__ import annotations

import sys
from pathlib import Path

from stelsel.opdrachten.demo import _lever_alles
from stelsel.opslag import Opslag

if __name__ == "__main__":
    data, map_ = Path(sys.argv[1]), Path(sys.argv[2])
    for bewijs in _lever_alles(Opslag(data), [(m, m.name) for m in sorted(map_.iterdir()) if m.is_dir()]):
        print(bewijs.levering, bewijs.rijen_in, bewijs.quarantaine)
