"""The record types of the information model, version 1. Importing this room declares them all, in this order."""

from .bedrijf import Onderneming, Vestiging  # isort: skip
from .locatie import Locatie  # isort: skip
from .activiteit import Activiteit, Melding  # isort: skip
from .vergunning import Vergunning, Voorschrift  # isort: skip
from .toezicht import Bevinding, Toezichtbezoek  # isort: skip
from .handhaving import Handhavingsactie  # isort: skip
from .meting import Meting, Monster  # isort: skip

__all__ = [
    "Activiteit",
    "Bevinding",
    "Handhavingsactie",
    "Locatie",
    "Melding",
    "Meting",
    "Monster",
    "Onderneming",
    "Toezichtbezoek",
    "Vergunning",
    "Vestiging",
    "Voorschrift",
]
