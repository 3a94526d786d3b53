"""Rules, decisions, gain and addresses on the pages of linking."""

from __future__ import annotations

from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop, ngettext

from ...begrippen import weergave
from ...register import Verwijzing
from ..wegingbeeld import punten

register = template.Library()
BESLUITEN = {
    "zelfde": gettext_noop("dit is hetzelfde"),
    "anders": gettext_noop("dit is niet hetzelfde"),
    "herroepen": gettext_noop("het eerdere besluit is herroepen"),
}

register.filter("regelnaam", lambda naam: gettext(naam))
register.filter("besluitzin", lambda besluit: gettext(BESLUITEN[besluit]))
register.filter("bits", punten)


@register.simple_tag
def winst(rijen: float) -> str:
    """What a decision brings, in one line."""
    n = max(round(rijen), 1)
    if rijen < 1:
        return gettext("minder dan 1 rij op haar plaats")
    return ngettext("ongeveer %(n)s rij op haar plaats", "ongeveer %(n)s rijen op hun plaats", n) % {
        "n": weergave.getal(n)
    }


@register.simple_tag
def vergelijkadres(a: Verwijzing, b: Verwijzing) -> str:
    """The page on which two records stand beside each other."""
    return f"{reverse('vergelijk')}?{urlencode({'a': a.code, 'b': b.code})}"


@register.simple_tag
def koppeladres(v: Verwijzing) -> str:
    """The page that says why a record stands where it does."""
    return reverse("koppeling", args=[v.type, v.bron, v.id])
