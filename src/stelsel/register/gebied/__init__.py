"""Bringing the register up to date by working out only what a change touches.

In: the state and the index of the last snapshot, the new deliveries and decisions. Out: those of the next, as if everything had been
worked out anew. Never: a shortcut in what is decided; where the change touches much or moves what lies far from it, `Geheel`.
"""

from .bakken import bak_gebied
from .gebied import Geheel
from .nummers import nummer_gebied
from .tegenspraken import maak_stand_van_gebied, pas_tegenspraken_in
from .volgorde import nummers_met_ruimte
from .werken import koppel_wijziging

__all__ = [
    "Geheel",
    "bak_gebied",
    "koppel_wijziging",
    "maak_stand_van_gebied",
    "nummer_gebied",
    "nummers_met_ruimte",
    "pas_tegenspraken_in",
]
