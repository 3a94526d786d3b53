"""The register: link, mint numbers, keep history, search, dossier.

In: accepted rows of all deliveries. Out: snapshots with lasting numbers, and the index that pages read.
Never: a number given out twice, a fact overwritten, a link nobody can explain.
"""

from .bijwerken import MEESTE_SAMENVOEGINGEN, KlokLooptTerug, TeVeelSamenvoegingen, bijwerken
from .dossier import Dossier, OnbekendNummer, dossier
from .feiten import Feit
from .gelijkenis import (
    REDENEN,
    GeenKoppeling,
    Gelijkenis,
    Koppeling,
    OefeningEnEcht,
    RecordsOnvergelijkbaar,
    Twijfelgeval,
    koppeling,
    twijfelgevallen,
    vergelijk,
    wachtende_oordelen,
)
from .index import GeenRegister
from .kaart import kaartpunten
from .keuze import KEUZEREGELS
from .kiezen import Keuze
from .kop import Plek
from .koppelen import Bewijsstuk, Weging
from .lijst import ippc_nummers
from .nummers import OngeldigNummer, lees_nummer
from .oordelen import (
    Besluit,
    NietsTeHerroepen,
    Oordeel,
    OordeelOverZichzelf,
    OordeelZonderReden,
    TegenstrijdigOordeel,
    Verwijzing,
    VerwijzingOngeldig,
    oordeel,
    oordelen,
)
from .standen import Stand, stand, standen
from .uitvoer import schrijf_koppelingen
from .zicht import OPEN, Recht, Zicht
from .zoeken import (
    KANDIDATEN,
    KOLOMMEN,
    FilterOngeldig,
    Filters,
    Rijen,
    Treffer,
    Uitkomst,
    filterwaarden,
    kader,
    past,
    selectie,
    zoek,
)
from .zoekwoorden import woorden

__all__ = [
    "KANDIDATEN",
    "KEUZEREGELS",
    "KOLOMMEN",
    "MEESTE_SAMENVOEGINGEN",
    "OPEN",
    "REDENEN",
    "Besluit",
    "Bewijsstuk",
    "Dossier",
    "Feit",
    "FilterOngeldig",
    "Filters",
    "GeenKoppeling",
    "GeenRegister",
    "Gelijkenis",
    "Keuze",
    "KlokLooptTerug",
    "Koppeling",
    "NietsTeHerroepen",
    "OefeningEnEcht",
    "OnbekendNummer",
    "OngeldigNummer",
    "Oordeel",
    "OordeelOverZichzelf",
    "OordeelZonderReden",
    "Plek",
    "Recht",
    "RecordsOnvergelijkbaar",
    "Rijen",
    "Stand",
    "TeVeelSamenvoegingen",
    "TegenstrijdigOordeel",
    "Treffer",
    "Twijfelgeval",
    "Uitkomst",
    "Verwijzing",
    "VerwijzingOngeldig",
    "Weging",
    "Zicht",
    "bijwerken",
    "dossier",
    "filterwaarden",
    "ippc_nummers",
    "kaartpunten",
    "kader",
    "koppeling",
    "lees_nummer",
    "oordeel",
    "oordelen",
    "past",
    "schrijf_koppelingen",
    "selectie",
    "stand",
    "standen",
    "twijfelgevallen",
    "vergelijk",
    "wachtende_oordelen",
    "woorden",
    "zoek",
]
