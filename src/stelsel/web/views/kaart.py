"""The map, and the points it asks for."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from ...begrippen import Gebruikersfout
from ...opslag import Opslag
from ...register import kaartpunten


class KaderOngeldig(Gebruikersfout):
    """The box asked for is no box."""

    code = "KADER-ONGELDIG"

    def __init__(self, tekst: str):
        super().__init__(
            f"'{tekst[:60]}' is geen kader.", "Geef bbox=west,zuid,oost,noord in graden, bijvoorbeeld 4.2,51.8,4.6,52."
        )


def kader(tekst: str) -> tuple[float, float, float, float]:
    """West, south, east, north in degrees. Raises `KaderOngeldig`."""
    try:
        west, zuid, oost, noord = (float(d) for d in tekst.split(","))
    except ValueError:
        raise KaderOngeldig(tekst) from None
    if not (-180 <= west <= oost <= 180 and -90 <= zuid <= noord <= 90):
        raise KaderOngeldig(tekst)
    return west, zuid, oost, noord


def _lijst(request: HttpRequest) -> dict[str, object]:
    west, zuid, oost, noord = kader(request.GET.get("bbox") or "3.2,50.7,7.3,53.6")
    punten = kaartpunten(Opslag(), west, zuid, oost, noord)
    return {
        "volledig": punten["volledig"],
        "plekken": [f["properties"] for f in punten["features"]][:100] if punten["volledig"] else [],
        "aantal": sum(f["properties"]["aantal"] for f in punten["features"]),
    }


def kaart(request: HttpRequest) -> HttpResponse:
    """The map with a list of what is in view; htmx asks for the list alone."""
    context = _lijst(request) | {"tegels": settings.TEGELS, "oefening": True}
    sjabloon = "stelsel/kaartlijst.html" if request.htmx else "stelsel/kaart.html"
    return render(request, sjabloon, context)


def punten(request: HttpRequest) -> JsonResponse:
    """GeoJSON of the locations in a box that is drawn so many pixels wide."""
    breedte = request.GET.get("breedte", "")
    pixels = min(int(breedte), 10_000) if breedte.isdecimal() and len(breedte) < 6 else 700
    return JsonResponse(kaartpunten(Opslag(), *kader(request.GET.get("bbox", "")), pixels))
