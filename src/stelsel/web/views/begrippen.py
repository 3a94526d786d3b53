"""The data dictionary, the code lists and the catalogue of checks: all from the one declaration."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from ...begrippen import RECORDTYPEN, Dimensie, Ernst, alle_codelijsten, alle_regels, regels_van
from ...begrippen.uitvoer import naast_elkaar, omgeving

BESTAND = "bestand"  # checks on a line of a file, before it is a record


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
    """The catalogue of checks, filtered by record type, severity and dimension in the address."""
    filters = {n: request.GET.get(n, "") for n in ("soort", "ernst", "dimensie")}
    gekozen = [
        r
        for r in alle_regels().values()
        if filters["soort"] in ("", r.recordtype or BESTAND)
        and filters["ernst"] in ("", r.ernst.value)
        and filters["dimensie"] in ("", r.dimensie.value)
    ]
    context = {
        "regels": gekozen,
        "recordtypen": [*RECORDTYPEN, BESTAND],
        "ernsten": [e.value for e in Ernst],
        "dimensies": [d.value for d in Dimensie],
        **filters,
    }
    return render(request, "stelsel/regels.html", context)


def regel_(request: HttpRequest, code: str) -> HttpResponse:
    """One check: when it speaks, what mends it, where that is written, with both examples."""
    r = alle_regels().get(code)
    if r is None:
        raise Http404
    rt = RECORDTYPEN.get(r.recordtype)
    context = {
        "r": r,
        "velden": [rt.velden[v] for v in r.velden] if rt else [],
        "omgeving": omgeving(r),
        "voorbeelden": naast_elkaar(r),
    }
    return render(request, "stelsel/regel.html", context)
