"""Scores and the words of a delivery on the pages of quality."""

from __future__ import annotations

from collections.abc import Mapping
from math import floor

from django import template
from django.utils.translation import gettext, gettext_noop

from ...aanlevering import HERSTELNAMEN, Breuk, Definitie
from ...begrippen import RECORDTYPEN, Dimensie, weergave

register = template.Library()
SOORT = {
    "wijziging": gettext_noop("wijzigingen"),
    "geheel": gettext_noop("de hele stand"),
    "herbeoordeling": gettext_noop("herbeoordeling van geweigerde rijen"),
    "herstel": gettext_noop("herstel van geweigerde rijen"),
}
STATUS = {
    "opgenomen": gettext_noop("opgenomen"),
    "wacht": gettext_noop("wacht op bevestiging"),
    "bevestigd": gettext_noop("bevestigd en opgenomen"),
    "afgewezen": gettext_noop("afgewezen; telt niet mee"),
}
NAMEN = {
    Dimensie.VOLLEDIGHEID: gettext_noop("Volledigheid"),
    Dimensie.GELDIGHEID: gettext_noop("Geldigheid"),
    Dimensie.CONSISTENTIE: gettext_noop("Consistentie"),
    Dimensie.TIJDIGHEID: gettext_noop("Tijdigheid"),
    Dimensie.UNICITEIT: gettext_noop("Uniciteit"),
}

KOPPEN = {d.value: naam for d, naam in NAMEN.items()} | {
    "bron": gettext_noop("Bron"),
    "totaal": gettext_noop("Totaal"),
    "rijen": gettext_noop("Rijen"),
    "opgenomen": gettext_noop("Opgenomen"),
    "wacht": gettext_noop("Wacht"),
    "laatste": gettext_noop("Laatste levering"),
}

register.filter("soortlevering", lambda soort: gettext(SOORT[soort]))
register.filter("statuslevering", lambda status: gettext(STATUS[status]))
register.filter("herstelnaam", lambda hoe: gettext(HERSTELNAMEN[hoe]))
register.filter("dimensienaam", lambda d: gettext(NAMEN[d.dimensie if isinstance(d, Definitie) else d]))
register.filter("kolomkop", lambda naam: gettext(KOPPEN[naam]))
register.filter("teken", lambda scheiding: gettext("tab") if scheiding == "\t" else scheiding)
register.filter("meervoud", lambda recordtype: RECORDTYPEN[recordtype].meervoud)


@register.filter
def punten(score: float | None) -> str:
    """A score with one decimal, cut off and not rounded: 99,98 is not 100."""
    if score is None:
        return gettext("niet te bepalen")
    return weergave.getal(floor(score * 10 + 1e-9) / 10)


register.filter("kortpunten", lambda score: "–" if score is None else punten(score))


@register.filter
def van_dimensie(dimensies: Mapping[Dimensie, Breuk], d: Dimensie) -> Breuk:
    """The part of a score about one dimension."""
    return dimensies[d]
