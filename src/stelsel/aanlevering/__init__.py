"""The door: read, check, quarantine, receipt, quality report.

In: files of a source. Out: accepted rows, quarantined rows with their reasons, and a receipt that adds up.
Never: a row lost or changed, a check per row in Python, a delivery half in.
"""

from .beeld import grens, maak_eindes, maak_gemeld, maak_vervallen, maak_volgorde
from .besluiten import bevestig, wijs_af
from .bewijs import Bestandsbewijs, Bewijs, bevindingen, bewijs, bewijzen, in_nederland, openbare_bewijzen, tellende
from .herstelbestand import herstelbestand, herstelnaam
from .kwaliteit.definitie import DEFINITIES, UITLEG, Definitie
from .kwaliteit.definitie import als_json as definities_json
from .kwaliteit.geweigerd import VORMEN, schrijf_alles, schrijf_geweigerd, schrijf_parquet
from .kwaliteit.rapport import Groep, Kwaliteit, kwaliteit, kwaliteit_van
from .kwaliteit.score import Breuk, Score, score
from .kwaliteit.verloop import Bronstand, Punt, bronrapport, bronstand, bronstanden, verloop
from .leveren import lever
from .lezen import Vorm
from .ontvangst import te_lezen
from .quarantaine.herbeoordelen import Uitkomst, herbeoordeel
from .quarantaine.herstellen import Herstelgroep, herstel, herstelgroepen
from .quarantaine.intrekken import trek_in
from .quarantaine.openstaand import Wachtend, wachtend
from .quarantaine.voorstellen import HERSTELNAMEN
from .vertalen import (
    Eigen,
    Vertaalfout,
    Vertaalversie,
    VertalingOnbekend,
    VertalingOngeldig,
    bewaar_vertaling,
    vertaaltekst,
    vertaling,
    vertalingen,
)
from .vertalen.toml import als_toml
from .vertalen.uit_bestand import Proef, proef, stel_voor_uit
from .vertalen.voorstel import Voorstel, stel_voor

__all__ = [
    "DEFINITIES",
    "HERSTELNAMEN",
    "UITLEG",
    "VORMEN",
    "Bestandsbewijs",
    "Bewijs",
    "Breuk",
    "Bronstand",
    "Definitie",
    "Eigen",
    "Groep",
    "Herstelgroep",
    "Kwaliteit",
    "Proef",
    "Punt",
    "Score",
    "Uitkomst",
    "Vertaalfout",
    "Vertaalversie",
    "VertalingOnbekend",
    "VertalingOngeldig",
    "Voorstel",
    "Vorm",
    "Wachtend",
    "als_toml",
    "bevestig",
    "bevindingen",
    "bewaar_vertaling",
    "bewijs",
    "bewijzen",
    "bronrapport",
    "bronstand",
    "bronstanden",
    "definities_json",
    "grens",
    "herbeoordeel",
    "herstel",
    "herstelbestand",
    "herstelgroepen",
    "herstelnaam",
    "in_nederland",
    "kwaliteit",
    "kwaliteit_van",
    "lever",
    "maak_eindes",
    "maak_gemeld",
    "maak_vervallen",
    "maak_volgorde",
    "openbare_bewijzen",
    "proef",
    "schrijf_alles",
    "schrijf_geweigerd",
    "schrijf_parquet",
    "score",
    "stel_voor",
    "stel_voor_uit",
    "te_lezen",
    "tellende",
    "trek_in",
    "verloop",
    "vertaaltekst",
    "vertaling",
    "vertalingen",
    "wachtend",
    "wijs_af",
]
