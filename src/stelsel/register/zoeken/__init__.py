"""Search: from what somebody typed and chose to companies and locations, and to the whole selection as a file.

In: a text and filters. Out: hits with what matched, the number there are, near spellings. Never: an answer cut short in silence.
"""

from .filters import FilterOngeldig, Filters, kader
from .selectie import KOLOMMEN, Rijen, filterwaarden
from .treffers import Treffer, past
from .zoek import KANDIDATEN, Uitkomst, selectie, zoek

__all__ = [
    "KANDIDATEN",
    "KOLOMMEN",
    "FilterOngeldig",
    "Filters",
    "Rijen",
    "Treffer",
    "Uitkomst",
    "filterwaarden",
    "kader",
    "past",
    "selectie",
    "zoek",
]
