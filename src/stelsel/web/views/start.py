"""The front page, and the pages about Stelsel itself."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ...aanlevering import openbare_bewijzen
from ...opslag import Opslag
from ...register import stand


def start(request: HttpRequest) -> HttpResponse:
    """What is in the register, and the way in."""
    opslag = Opslag()
    # For everybody the same, so without what not everybody may know of.
    leveringen = openbare_bewijzen(opslag)
    totaal = {k: sum(getattr(b, k) for b in leveringen) for k in ("rijen_in", "geaccepteerd", "quarantaine")}
    return render(
        request,
        "stelsel/start.html",
        {
            "stand": stand(opslag),
            "leveringen": len(leveringen),
            "bronnen": len({b.bron for b in leveringen}),
            "totaal": totaal,
            "oefening": any(b.oefening for b in leveringen),
            "echt": any(not b.oefening for b in leveringen),
        },
    )


def over(request: HttpRequest) -> HttpResponse:
    return render(request, "stelsel/over.html")


def toegankelijkheid(request: HttpRequest) -> HttpResponse:
    return render(request, "stelsel/toegankelijkheid.html")
