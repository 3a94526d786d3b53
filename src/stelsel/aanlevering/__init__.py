"""The door: read, check, quarantine, receipt, quality report.

In: files of a source. Out: accepted rows, quarantined rows with their reasons, and a receipt that adds up.
Never: a row lost or changed, a check per row in Python, a delivery half in.
"""

from .beeld import maak_vervallen, maak_volgorde
from .besluiten import bevestig, wijs_af
from .bewijs import Bestandsbewijs, Bewijs, bevindingen, bewijs, bewijzen, tellende
from .herstelbestand import echte_rijen, herstelbestand, herstelnaam
from .kwaliteit import Groep, Kwaliteit, kwaliteit
from .leveren import lever

__all__ = [
    "Bestandsbewijs",
    "Bewijs",
    "Groep",
    "Kwaliteit",
    "bevestig",
    "bevindingen",
    "bewijs",
    "bewijzen",
    "echte_rijen",
    "herstelbestand",
    "herstelnaam",
    "kwaliteit",
    "lever",
    "maak_vervallen",
    "maak_volgorde",
    "tellende",
    "wijs_af",
]
