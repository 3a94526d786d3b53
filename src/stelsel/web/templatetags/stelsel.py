"""Filters and tags of the templates."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, gettext_noop, ngettext

from ...begrippen import weergave
from ...register import past, woorden

if TYPE_CHECKING:
    from ..dossierweergave import Rij

register = template.Library()
NIEUWE_REGEL = "\n"


@register.filter
def dag(d: date | str | None) -> str:
    """A day in the language of the page."""
    return weergave.dag(d, month_name[1:]) if get_language() == "en" else weergave.dag(d)


@register.filter
def moment(m: datetime) -> str:
    """Day and time in the Netherlands."""
    hier = timezone.localtime(m)
    return f"{dag(hier.date())}, {hier:%H:%M}"


register.filter("getal", lambda n: weergave.getal(n) if n is not None else "–")


@register.filter
def markeer(tekst: str | None, gezocht: Sequence[str]) -> SafeString:
    """The text with what matched in <mark>: the beginning or the middle of a word, or the whole of another form of it."""
    return mark_safe("".join(_gemarkeerd(deel, tuple(gezocht)) for deel in re.split(r"(\s+)", tekst or "")))  # noqa: S308


@lru_cache(10_000)
def _gemarkeerd(deel: str, gezocht: tuple[str, ...]) -> str:
    """A word, with what matches marked. Punctuation within the mark does not count as a letter."""
    kaal = "".join(woorden(deel))
    raak = next((w for w in gezocht if past(w, kaal)), None) if kaal else None
    if raak is None:
        return escape(deel)
    # At which letter each character ends, to find the match of bare letters in the text as it is written.
    na = [len("".join(woorden(deel[:i]))) for i in range(len(deel) + 1)]
    begin = max(kaal.find(raak), 0)
    einde = begin + len(raak) if raak in kaal else len(kaal)
    van = next(i for i in range(len(deel)) if na[i + 1] > begin)
    tot = next((i for i, n in enumerate(na) if n >= einde), len(deel))
    return format_html("{}<mark>{}</mark>{}", deel[:van], deel[van:tot], deel[tot:])


# Of these the register linked each record itself.
_GEKOPPELD = ("onderneming", "vestiging", "locatie")
_HERKOMST = (
    gettext_noop("herkomst"), gettext_noop("Geleverd door"), gettext_noop("Bestand"), gettext_noop("regel"),
    gettext_noop("Sleutel bij de bron"), gettext_noop("Bekend sinds"), gettext_noop("Levering"), gettext_noop("Alle velden"),
    gettext_noop("Beëindigd door levering"),
    gettext_noop("waarom hier?"),
)  # fmt: skip


@lru_cache
def _herkomstwoorden(taal: str) -> list[str]:
    return [gettext(w) for w in _HERKOMST]


@register.filter
def cellen(waarden: Sequence[str]) -> SafeString:
    """Table cells with these texts."""
    return mark_safe("".join(f"<td>{escape(w).replace(NIEUWE_REGEL, '<br>')}</td>" for w in waarden))  # noqa: S308


@register.simple_tag
def herkomst(rij: Rij) -> SafeString:
    """Behind every fact: who delivered it, in which file and line, since when known, and all its fields.

    Written here and not as a template, and escaped without Django's layers, because a page holds hundreds of them.
    """
    f, h = rij.feit, rij.feit.herkomst
    woord, door, bestand, regel, sleutel, sinds, levering, alle, weg, waarom = _herkomstwoorden(get_language() or "nl")
    paren = [
        (door, h.bron_naam),
        (bestand, h.plek(regel)),
        (sleutel, h.record),
        (sinds, dag(h.sinds)),
    ]
    eerder = "".join(f"<li>{dag(e.herkomst.sinds)}: {escape(e.herkomst.plek(regel))}</li>" for e in f.eerder)
    if eerder:
        keren = ngettext("Deze bron leverde dit record %(n)s keer eerder.", "Deze bron leverde dit record %(n)s keer eerder.",
                         len(f.eerder)) % {"n": len(f.eerder)}  # fmt: skip
        eerder = f"<p>{keren}</p><ul>{eerder}</ul>"
    einde = f"<dt>{weg}</dt><dd>{_levering(f.vervallen_door)}</dd>" if f.vervallen_door and not rij.geldt else ""
    hier = ""
    if f.recordtype in _GEKOPPELD:
        adres = escape(reverse("koppeling", args=[f.recordtype, h.bron, h.record]))
        hier = (
            f'<a class="utrecht-link s-waarom" href="{adres}">{waarom}'
            f'<span class="s-alleen-lezen"> {escape(h.record)}, {h.bron}</span></a>'
        )
    return mark_safe(  # noqa: S308
        f'<details class="s-herkomst"><summary>{h.bron}<span class="s-alleen-lezen">, {woord}</span></summary>'
        f"<dl>{_paren(paren)}<dt>{levering}</dt><dd>{_levering(h.levering)}</dd>{einde}"
        f"</dl><h4>{alle}</h4><dl>{_paren(rij.velden)}</dl>{eerder}</details>{hier}"
    )


def _levering(nr: str) -> str:
    return f'<a class="utrecht-link" href="{reverse("levering", args=[nr])}">{nr}</a>'


def _paren(paren: Iterable[tuple[str, str]]) -> str:
    return "".join(f"<dt>{escape(naam)}</dt><dd>{escape(w)}</dd>" for naam, w in paren)


@register.simple_tag(takes_context=True)
def met(context: dict[str, Any], **anders: Any) -> str:
    """The query of this address with some parameters changed; an empty one falls out."""
    nu = context["request"].GET.dict() | {k: str(v) for k, v in anders.items()}
    return "?" + urlencode({k: v for k, v in nu.items() if v})


@register.filter
def procent(deel: float) -> str:
    """0.1234 as 12,3%; never rounded up to 100% when something is left."""
    p = min(round(deel * 100, 1), 99.9) if deel < 1 else 100
    return f"{weergave.getal(float(p))}%"
