"""The map, and the points it asks for."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.vary import vary_on_headers

from ...opslag import Opslag
from ...register import kaartpunten, kader


def _lijst(request: HttpRequest) -> dict[str, object]:
    west, zuid, oost, noord = kader(request.GET.get("bbox") or "3.2,50.7,7.3,53.6")
    punten = kaartpunten(Opslag(), west, zuid, oost, noord)
    return {
        "volledig": punten["volledig"],
        "plekken": [f["properties"] for f in punten["features"]][:100] if punten["volledig"] else [],
        "aantal": sum(f["properties"]["aantal"] for f in punten["features"]),
    }


@vary_on_headers("HX-Request")
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
