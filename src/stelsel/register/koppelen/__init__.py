"""Linking: for every delivered row the company, the location and the activity it is about.

In: the views of `bron`, what people decided, the model. Out: `koppel(levering_nr, bestand, recordtype, regel, bron, record,
oefening, ond, loc, act)`. Exact keys come first (`niveaus`), then what is likely (`waarschijnlijk`), never by a chain of
look-alikes (`samenvoegen`). Company, location and activity are linked apart. Never: an outcome that depends on the order of
arrival, or that overrules a person.
"""

from .model import Model, bewaar_model, lees_model
from .niveaus import kenmerken
from .staat import TABELLEN, als_staat, bewaar_staat, heeft_staat, staat, staatbestand, zet_staat
from .stappen import NIVEAUS as REGELS
from .stappen import koppel
from .uitleg import Bewijsstuk, Weging, gedeelde_sleutels, weeg

__all__ = [
    "REGELS",
    "TABELLEN",
    "Bewijsstuk",
    "Model",
    "Weging",
    "als_staat",
    "bewaar_model",
    "bewaar_staat",
    "gedeelde_sleutels",
    "heeft_staat",
    "kenmerken",
    "koppel",
    "lees_model",
    "staat",
    "staatbestand",
    "weeg",
    "zet_staat",
]
