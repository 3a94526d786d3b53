"""Filters and tags of the templates."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from ...begrippen import weergave
from ...register import woorden

register = template.Library()


@register.filter
def dag(d: date | str | None) -> str:
    """A day in the language of the page."""
    return weergave.dag(d, month_name[1:]) if get_language() == "en" else weergave.dag(d)


register.filter("getal", lambda n: weergave.getal(n) if n is not None else "–")


@register.filter
def markeer(tekst: str | None, gezocht: Sequence[str]) -> SafeString:
    """The text with the beginnings of words that matched in <mark>."""
    return format_html_join("", "{}{}", (_gemarkeerd(deel, gezocht) for deel in re.split(r"(\s+)", tekst or "")))


def _gemarkeerd(deel: str, gezocht: Sequence[str]) -> tuple[SafeString | str, str]:
    """A word split in the part to mark and the rest. Punctuation within the mark does not count as a letter."""
    kaal = "".join(woorden(deel))
    raak = next((w for w in gezocht if kaal.startswith(w)), None) if kaal else None
    if raak is None:
        return "", deel
    n = next((i for i in range(1, len(deel) + 1) if len("".join(woorden(deel[:i]))) >= len(raak)), len(deel))
    return format_html("<mark>{}</mark>", deel[:n]), deel[n:]


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
