"""A point that somebody typed: RD in metres (155000 463000) or degrees (52.1, 5.4), in any order that can be told apart."""

from __future__ import annotations

import re
from functools import cache

from pyproj import Transformer

_GETAL = re.compile(r"-?\d+(?:[.,]\d+)?")
_DUIZEND = re.compile(r"\b(\d{2,3})\.(\d{3})\b")
_WOORDEN = re.compile(r"\b(rd|x|y|lat|lon|lng|wgs84|n|e|nb|ol|graden)\b|[=:;°()/|,]|\s", re.IGNORECASE)


@cache
def _naar_graden() -> Transformer:
    return Transformer.from_crs("EPSG:28992", "EPSG:4326", always_xy=True)


def lees_punt(tekst: str) -> tuple[float, float] | None:
    """Longitude and latitude, or None when this is no point in the Netherlands."""
    # 155.000 holds a thousands point (no degree here has three digits), and 155000,463000 are two numbers.
    if len(_DUIZEND.findall(tekst)) == 2:
        tekst = _DUIZEND.sub(r"\1\2", tekst)
    tekst = re.sub(r"\b(\d{5,6}),(?=\d{6}\b)", r"\1 ", tekst)
    getallen = _GETAL.findall(tekst)
    if len(getallen) != 2 or _WOORDEN.sub("", _GETAL.sub("", tekst)):
        return None
    a, b = (float(g.replace(",", ".")) for g in getallen)
    for x, y in ((a, b), (b, a)):
        if 0 <= x <= 280_000 and 300_000 <= y <= 625_000:
            lon, lat = _naar_graden().transform(x, y)
            return round(lon, 6), round(lat, 6)
        # Without decimals it is a house number, a year, a count.
        if 3 <= x <= 7.5 and 50.5 <= y <= 53.8 and all("." in g or "," in g for g in getallen):
            return x, y
    return None
