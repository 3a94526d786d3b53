"""The shared information model: record types, fields, code lists, checks, organisations through time.

In: nothing. Out: declarations, from which validation, schema, templates, dictionary and catalogue all come.
Never: data of deliveries, and nothing about a field that is written a second time elsewhere.
"""

from . import modellen
from .codelijsten import alle_codelijsten, codelijst
from .fouten import Gebruikersfout, of
from .organisaties import Organisatie, alle_organisaties, bestaande, dienst_voor, opgevolgd, organisatie
from .regels import Ernst, Regel, Werking, alle_regels, regels_van
from .veld import RECORDTYPEN, Klasse, Recordtype, Veld

MODELVERSIE = "1"

__all__ = [
    "MODELVERSIE",
    "RECORDTYPEN",
    "Ernst",
    "Gebruikersfout",
    "Klasse",
    "Organisatie",
    "Recordtype",
    "Regel",
    "Veld",
    "Werking",
    "alle_codelijsten",
    "alle_organisaties",
    "alle_regels",
    "bestaande",
    "codelijst",
    "dienst_voor",
    "modellen",
    "of",
    "opgevolgd",
    "organisatie",
    "regels_van",
]
