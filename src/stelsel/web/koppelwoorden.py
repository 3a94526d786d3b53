"""What linking found and weighed, in sentences that a layman reads."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, log10

from django.utils.translation import gettext, gettext_noop

from ..begrippen import weergave
from ..register import Bewijsstuk, Weging
from .templatetags.stelsel import procent

# What each comparison found, by its name and the name of its level in the model.
BEVINDINGEN = {
    ("adres", "andere gemeente"): gettext_noop("De gemeente verschilt"),
    ("adres", "adres gelijk"): gettext_noop("De straat en het huisnummer zijn gelijk"),
    ("adres", "adres gelijk, postcode of plaats verschilt"): gettext_noop("Adres gelijk, postcode of plaats verschilt"),
    ("adres", "straat bijna gelijk, huisnummer gelijk"): gettext_noop("Straat bijna gelijk, huisnummer gelijk"),
    ("adres", "postcode en huisnummer gelijk"): gettext_noop("De postcode en het huisnummer zijn gelijk"),
    ("adres", "adres gelijk, huisletter onbekend"): gettext_noop("Adres gelijk, huisletter bij een onbekend"),
    ("adres", "adres gelijk, huisletter verschilt"): gettext_noop("Adres gelijk, huisletter verschilt"),
    ("adres", "zelfde straat, huisnummer verschilt"): gettext_noop("Zelfde straat, huisnummer verschilt"),
    ("adres", "ander adres"): gettext_noop("Het adres verschilt"),
    ("afstand", "minder dan 15 meter uiteen"): gettext_noop("Ze liggen minder dan 15 meter uiteen"),
    ("afstand", "minder dan 150 meter uiteen"): gettext_noop("Ze liggen minder dan 150 meter uiteen"),
    ("afstand", "minder dan een kilometer uiteen"): gettext_noop("Ze liggen minder dan een kilometer uiteen"),
    ("afstand", "verder uiteen"): gettext_noop("Ze liggen meer dan een kilometer uiteen"),
    ("bag", "BAG gelijk, huisnummer verschilt"): gettext_noop("BAG-nummer gelijk, huisnummer verschilt"),
    ("bag", "BAG gelijk"): gettext_noop("Het BAG-nummer is gelijk"),
    ("bag", "BAG verschilt"): gettext_noop("Het BAG-nummer verschilt"),
    ("wie", "zelfde KvK-nummer ter plaatse"): gettext_noop("Op beide plekken zit hetzelfde KvK-nummer"),
    ("wie", "zelfde bedrijfsnaam ter plaatse"): gettext_noop("Op beide plekken zit dezelfde bedrijfsnaam"),
    ("wie", "andere bedrijven ter plaatse"): gettext_noop("Op beide plekken zitten andere bedrijven"),
    ("naam", "naam gelijk"): gettext_noop("De naam is gelijk"),
    ("naam", "zelfde woorden in andere volgorde"): gettext_noop("De naam heeft dezelfde woorden, anders geordend"),
    ("naam", "naam bijna gelijk"): gettext_noop("De naam is bijna gelijk"),
    ("naam", "naam lijkt erop"): gettext_noop("De naam lijkt erop"),
    ("naam", "andere naam"): gettext_noop("De naam verschilt"),
    ("plek", "zelfde locatie"): gettext_noop("De locatie is dezelfde"),
    ("plek", "zelfde postcode"): gettext_noop("De postcode is gelijk"),
    ("plek", "zelfde woonplaats"): gettext_noop("De woonplaats is gelijk"),
    ("plek", "andere plaats"): gettext_noop("De plaats verschilt"),
    ("kvk", "KvK-nummer gelijk"): gettext_noop("Het KvK-nummer is gelijk"),
    ("kvk", "KvK-nummer scheelt één teken"): gettext_noop("Het KvK-nummer scheelt één teken"),
    ("kvk", "KvK-nummer verschilt"): gettext_noop("Het KvK-nummer verschilt"),
    ("sbi", "zelfde afdeling van de SBI"): gettext_noop("De afdeling van de SBI is gelijk"),
    ("sbi", "andere afdeling van de SBI"): gettext_noop("De afdeling van de SBI verschilt"),
    ("vestigingsnummer", "vestigingsnummer gelijk"): gettext_noop("Het vestigingsnummer is gelijk"),
    ("vestigingsnummer", "vestigingsnummer verschilt"): gettext_noop("Het vestigingsnummer verschilt"),
}
ONBEKEND = {
    "adres": gettext_noop("Het adres ontbreekt"),
    "afstand": gettext_noop("De afstand zegt niets extra"),
    "bag": gettext_noop("Het BAG-nummer ontbreekt"),
    "wie": gettext_noop("Wie er zit, ontbreekt"),
    "naam": gettext_noop("De naam ontbreekt"),
    "plek": gettext_noop("De locatie ontbreekt"),
    "kvk": gettext_noop("Het KvK-nummer ontbreekt of is niet zeker"),
    "sbi": gettext_noop("De SBI-code ontbreekt"),
    "vestigingsnummer": gettext_noop("Het vestigingsnummer ontbreekt"),
}
# Likelier than this is called so.
_KANSEN = (
    (0.99, gettext_noop("vrijwel zeker")),
    (0.75, gettext_noop("waarschijnlijk")),
    (0.5, gettext_noop("eerder wel dan niet")),
    (0.25, gettext_noop("eerder niet dan wel")),
    (0.01, gettext_noop("onwaarschijnlijk")),
    (0.0, gettext_noop("vrijwel uitgesloten")),
)
_MACHTEN = (
    (1e12, gettext_noop("%(n)s biljoen")),
    (1e9, gettext_noop("%(n)s miljard")),
    (1e6, gettext_noop("%(n)s miljoen")),
    (1, "%(n)s"),
)


@dataclass(frozen=True)
class Stap:
    """One comparison in words: what was found, what that does to the odds, and the bits."""

    zin: str
    gevolg: str
    gewicht: float
    onbekend: bool


def in_woorden(kans: float) -> str:
    """`waarschijnlijk, 93%`."""
    woord = next(w for grens, w in _KANSEN if kans >= grens)
    if 0.01 <= kans < 0.99:
        getal = f"{kans:.0%}"
    else:
        getal = procent(kans) if kans >= 0.001 else gettext("minder dan 0,1%")
    return f"{gettext(woord)}, {getal}"


def keer(gewicht: float) -> str:
    """How many times, of bits: `1,4`, `ongeveer 260`, `ruim 7 miljoen`."""
    factor = float(2 ** min(abs(gewicht), 100.0))
    if factor >= 1e15:
        return gettext("meer dan duizend biljoen")
    if factor < 10:
        return weergave.getal(round(factor, 1))
    if factor < 1_000:
        return gettext("ongeveer %(n)s") % {"n": weergave.getal(_afgerond(factor))}
    grens, vorm = next((g, v) for g, v in _MACHTEN if factor >= g)
    n = floor(factor / grens) if grens > 1 else floor(factor / 1_000) * 1_000
    return gettext("ruim %(n)s") % {"n": (gettext(vorm) if grens > 1 else vorm) % {"n": weergave.getal(n)}}


def _afgerond(n: float) -> int:
    """To two figures."""
    stap = 10 ** max(floor(log10(n)) - 1, 0)
    return round(n / stap) * stap


def stappen(weging: Weging) -> list[Stap]:
    """What was compared, in words, in the order of the model."""
    return [_stap(b) for b in weging.bewijs]


def _stap(b: Bewijsstuk) -> Stap:
    if b.onbekend:
        return Stap(gettext(ONBEKEND.get(b.naam, b.naam)), gettext("dat telt niet mee"), 0.0, onbekend=True)
    # A model that older software made may name levels that are no more.
    zin = gettext(BEVINDINGEN.get((b.naam, b.bevinding), b.bevinding))
    if abs(b.gewicht) < 0.15:
        gevolg = gettext("dat zegt bijna niets")
    elif b.gewicht > 0:
        gevolg = gettext("dat maakt het %(keer)s keer waarschijnlijker") % {"keer": keer(b.gewicht)}
    else:
        gevolg = gettext("dat maakt het %(keer)s keer onwaarschijnlijker") % {"keer": keer(b.gewicht)}
    return Stap(zin, gevolg, b.gewicht, onbekend=False)


def een_op(vooraf: float) -> str:
    """Of how many pairs one is the same before anything is compared: `9.000`."""
    return weergave.getal(_afgerond(1 + 2 ** min(max(-vooraf, 0.0), 100.0)))
