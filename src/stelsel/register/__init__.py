"""The register: link, mint numbers, keep history, search, dossier.

In: accepted rows of all deliveries. Out: snapshots with lasting numbers, and the index that pages read.
Never: a number given out twice, a fact overwritten, a link nobody can explain.
"""

from .bijwerken import Stand, bijwerken, stand, standen
from .dossier import Dossier, Feit, OnbekendNummer, Plek, dossier
from .index import GeenRegister
from .kaart import kaartpunten
from .nummers import OngeldigNummer, lees_nummer
from .uitvoer import schrijf_koppelingen
from .zoeken import Treffer, Uitkomst, woorden, zoek

__all__ = [
    "Dossier",
    "Feit",
    "GeenRegister",
    "OnbekendNummer",
    "OngeldigNummer",
    "Plek",
    "Stand",
    "Treffer",
    "Uitkomst",
    "bijwerken",
    "dossier",
    "kaartpunten",
    "lees_nummer",
    "schrijf_koppelingen",
    "stand",
    "standen",
    "woorden",
    "zoek",
]
