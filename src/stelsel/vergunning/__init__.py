"""The permit in force (Altijd Actuele Digitale Vergunning): what all decisions together say on a day.

In: a dossier. Out: conditions with their times and the rule of every step, open points, the difference of two days.
Never: a conclusion without a named rule; what cannot be concluded is reported.
"""

from .afleiden import GeldendeVergunning, geldende_vergunning, volgorde
from .regels import KWESTIES, LEEMTE, REGELS, Besluit, Kwestie, Stap, Voorschrift
from .uitvoer import als_json
from .vergelijken import GELIJK, Verschil, vergelijk

__all__ = [
    "GELIJK",
    "KWESTIES",
    "LEEMTE",
    "REGELS",
    "Besluit",
    "GeldendeVergunning",
    "Kwestie",
    "Stap",
    "Verschil",
    "Voorschrift",
    "als_json",
    "geldende_vergunning",
    "vergelijk",
    "volgorde",
]
