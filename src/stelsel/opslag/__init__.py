"""Where data stays: received bytes under their hash, tables that only grow, and the query engine over them.

In: bytes and set-wise results. Out: committed tables, readable as they were at any version.
Never: a row changed in place, and nothing that a reader sees before it is committed.
"""

from .map import Opslag, SchijfVol, standaard_map, wis
from .motor import (
    Geheugen,
    Motor,
    MotorOnbekend,
    Stroom,
    gekozen_motor,
    naar_volgorde,
    parquet,
    rekenmotor,
    rijen,
    werkmotor,
)

__all__ = [
    "Geheugen",
    "Motor",
    "MotorOnbekend",
    "Opslag",
    "SchijfVol",
    "Stroom",
    "gekozen_motor",
    "naar_volgorde",
    "parquet",
    "rekenmotor",
    "rijen",
    "standaard_map",
    "werkmotor",
    "wis",
]
