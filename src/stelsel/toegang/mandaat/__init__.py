"""Mandates: who may decide what for whom, along which chain, and who may not because of what they did before.

In: links (`Mandaat`), a question, acts of people. Out: the chain or what is missing in it; a conflict of roles; a comparison with the model.
Never: a power without a published decision, and an example that looks official.
"""

from .botsing import Botsing, Handeling, botsing
from .catalogus import MERK, bevoegdheden, eis_paar, merk, modelmandaat, paren, taken
from .mag import GeenMandaat, Geval, Keten, mag, wie_mag
from .model import Houder, Mandaat, Soort, houder
from .vergelijk import Deelnemer, Oordeel, vergelijk

__all__ = [
    "MERK",
    "Botsing",
    "Deelnemer",
    "GeenMandaat",
    "Geval",
    "Handeling",
    "Houder",
    "Keten",
    "Mandaat",
    "Oordeel",
    "Soort",
    "bevoegdheden",
    "botsing",
    "eis_paar",
    "houder",
    "mag",
    "merk",
    "modelmandaat",
    "paren",
    "taken",
    "vergelijk",
    "wie_mag",
]
