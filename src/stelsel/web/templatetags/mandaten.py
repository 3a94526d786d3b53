"""Holders of powers and kinds of mandate as pages name them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import template

from ...toegang import organisatienaam
from ...toegang.mandaat import Houder

register = template.Library()


@register.filter
def houdernaam(h: Houder) -> str:
    """Omgevingsdienst IJmond, directeur."""
    naam = organisatienaam(h.organisatie)
    return f"{naam}, {h.functie.replace('_', ' ')}" if h.functie else naam


@register.filter
def namen_uit(codes: Iterable[str], tabel: Mapping[str, Any]) -> str:
    """The names of codes in the order of their table; a code that is there no longer by itself."""
    codes = set(codes)
    bekend = [x.naam for c, x in tabel.items() if c in codes]
    return "; ".join([*bekend, *sorted(codes - tabel.keys())])


@register.filter
def uitsluitingen(paren: Iterable[tuple[str, str]], tabel: Mapping[str, Any]) -> str:
    """Powers with the task in which they are excluded: Toezicht houden (ketentoezicht)."""
    return "; ".join(f"{tabel[b].naam if b in tabel else b} ({t})" for b, t in sorted(paren))
