"""Contradictions between sources over the whole register: found set-wise at every snapshot, reported per agency until they are solved.

In: linked rows. Out: the events of a table that only grows (appeared, changed, solved), and what an agency said of one of its own.
Never: anything of enforcement; a report of that would tell of it.
"""

from .lezen import Melding, Tegenspraak, TegenspraakOnbekend, tegenspraken, tellingen
from .terugmelden import STATUSSEN, meld_terug

__all__ = [
    "STATUSSEN",
    "Melding",
    "Tegenspraak",
    "TegenspraakOnbekend",
    "meld_terug",
    "tegenspraken",
    "tellingen",
]
