"""The shared information model: record types, fields, code lists, checks, organisations through time.

In: nothing. Out: declarations, from which validation, schema, templates, dictionary and catalogue all come.
Never: data of deliveries, and nothing about a field that is written a second time elsewhere.
"""

from . import modellen
from .codelijsten import alle_codelijsten, codelijst, lees_gegevens
from .fouten import Gebruikersfout, of, onder_elkaar
from .opzoeken import GROEP_MINSTENS, Groep, Pad, kenmerk, sqltype, stappen
from .organisaties import Organisatie, alle_organisaties, bestaande, dienst_voor, opgevolgd, organisatie
from .regels import Dimensie, Ernst, Regel, Werking, alle_regels, regels_van
from .soorten import Verwijzing
from .veld import RECORDTYPEN, Klasse, Recordtype, Veld, openbaar_sql, openbare_typen

MODELVERSIE = "1"

__all__ = [
    "GROEP_MINSTENS",
    "MODELVERSIE",
    "RECORDTYPEN",
    "Dimensie",
    "Ernst",
    "Gebruikersfout",
    "Groep",
    "Klasse",
    "Organisatie",
    "Pad",
    "Recordtype",
    "Regel",
    "Veld",
    "Verwijzing",
    "Werking",
    "alle_codelijsten",
    "alle_organisaties",
    "alle_regels",
    "bestaande",
    "codelijst",
    "dienst_voor",
    "kenmerk",
    "lees_gegevens",
    "modellen",
    "of",
    "onder_elkaar",
    "openbaar_sql",
    "openbare_typen",
    "opgevolgd",
    "organisatie",
    "regels_van",
    "sqltype",
    "stappen",
]
