"""Deliveries: the list, the quality report of one, and its refused rows."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from ...aanlevering import bewijs, bewijzen, herstelbestand, kwaliteit
from ...opslag import Opslag


def overzicht(request: HttpRequest) -> HttpResponse:
    """All deliveries, the last first."""
    alle = bewijzen(Opslag())[::-1]
    return render(request, "stelsel/leveringen.html", {"bewijzen": alle, "oefening": any(b.oefening for b in alle)})


def levering_(request: HttpRequest, levering: str) -> HttpResponse:
    """Quality report: what came in, what waits, faults by gain."""
    k = kwaliteit(Opslag(), levering)
    delen = list(enumerate(k.bewijs.bestanden))
    return render(
        request, "stelsel/levering.html", {"k": k, "b": k.bewijs, "delen": delen, "oefening": k.bewijs.oefening}
    )


def geweigerd(request: HttpRequest, levering: str, deel: int) -> StreamingHttpResponse:
    """All refused rows of one table as CSV, in its own column order, with the reasons."""
    opslag = Opslag()
    b = bewijs(opslag, levering)
    if deel >= len(b.bestanden):
        raise Http404
    bestand = b.bestanden[deel]
    antwoord = StreamingHttpResponse(herstelbestand(opslag, levering, bestand), content_type="text/csv; charset=utf-8")
    antwoord["Content-Disposition"] = f'attachment; filename="{levering}-{bestand.recordtype}-geweigerd.csv"'
    return antwoord
