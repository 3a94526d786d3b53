"""What is not in our words, translated before it is checked: by the mapping of a source, or by a built-in one per outside system.

In: raw tables, and translations that sources wrote. Out: the same tables as their record types see them; proposals.
Never: a delivered value changed where it is kept, a translation that was used and cannot be read again.
"""

from .bestand import Vertaalfout, VertalingOngeldig, lees_vertaling, vertaaltekst
from .bewaren import Vertaalversie, VertalingOnbekend, bewaar_vertaling, vertaling, vertalingen
from .eu_register import EU_REGISTER
from .model import Tabel
from .toepassen import Eigen, herkende, nog_zo, opnieuw_vertaald, vertaal

VERTALINGEN = (EU_REGISTER,)

__all__ = [
    "VERTALINGEN",
    "Eigen",
    "Tabel",
    "Vertaalfout",
    "Vertaalversie",
    "VertalingOnbekend",
    "VertalingOngeldig",
    "bewaar_vertaling",
    "herkende",
    "lees_vertaling",
    "nog_zo",
    "opnieuw_vertaald",
    "vertaal",
    "vertaaltekst",
    "vertaling",
    "vertalingen",
]
