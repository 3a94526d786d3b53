"""The data dictionary, the code lists and the catalogue of checks: all from the one declaration."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from ...begrippen import RECORDTYPEN, alle_codelijsten, alle_regels, regels_van


def overzicht(request: HttpRequest) -> HttpResponse:
    return render(request, "stelsel/begrippen.html", {"recordtypen": list(RECORDTYPEN.values())})


def recordtype_(request: HttpRequest, recordtype: str) -> HttpResponse:
    rt = RECORDTYPEN.get(recordtype)
    if rt is None:
        raise Http404
    return render(
        request,
        "stelsel/recordtype.html",
        {"rt": rt, "velden": list(rt.velden.values()), "regels": regels_van(recordtype)},
    )


def codelijsten(request: HttpRequest) -> HttpResponse:
    return render(request, "stelsel/codelijsten.html", {"lijsten": alle_codelijsten()})


def regels(request: HttpRequest) -> HttpResponse:
    """The catalogue of checks, filtered by record type in the address."""
    soort = request.GET.get("soort", "")
    gekozen = [r for r in alle_regels().values() if soort in ("", r.recordtype)]
    return render(request, "stelsel/regels.html", {"regels": gekozen, "recordtypen": list(RECORDTYPEN), "soort": soort})
