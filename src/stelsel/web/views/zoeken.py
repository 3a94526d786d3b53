"""Search, as you type with script and by a button without."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from ...opslag import Opslag
from ...register import zoek
from ..punten import geojson


def zoeken(request: HttpRequest) -> HttpResponse:
    """List left, map right; htmx asks for the list alone."""
    uitkomst = zoek(Opslag(), request.GET.get("q", ""))
    context = {
        "uitkomst": uitkomst,
        "punten": geojson(uitkomst.treffers, oefening=False),
        "oefening": any(t.oefening for t in uitkomst.treffers),
        "kaartbron": reverse("punten"),
    }
    sjabloon = "stelsel/zoeklijst.html" if request.htmx and not request.htmx.boosted else "stelsel/zoek.html"
    return render(request, sjabloon, context)
