"""Exercise data: deliveries such as 28 agencies would send, of companies that do not exist, with the truth beside them.

In: a number of locations, a seed, a share of faults. Out: files to deliver, and what is true of each row.
Never: the name, number or address of anything real.
"""

from .fouten import ingebrachte_codes
from .maken import MapNietLeeg, Samenvatting, maak
from .vergelijken import CodeToets, Toets, vergelijk

__all__ = ["CodeToets", "MapNietLeeg", "Samenvatting", "Toets", "ingebrachte_codes", "maak", "vergelijk"]
