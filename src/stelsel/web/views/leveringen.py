"""Deliveries: the list, the quality report of one, and its refused rows."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from ...aanlevering import bewijs, bewijzen, herstelbestand, kwaliteit
from ...begrippen import Gebruikersfout
from ...opslag import Opslag
from ...toegang import geheim_in, mag_downloaden


class NietOpHetWeb(Gebruikersfout):
    """Refused rows with fields that are not open, of real companies: not without a ground."""

    code = "GEEN-GROND"

    def __init__(self, levering: str):
        self.levering = levering
        super().__init__(
            "Deze rijen gaan over echte bedrijven en kunnen vertrouwelijk zijn; het web toont ze nog niet.",
            f"Haal ze op met: stelsel geweigerd {levering}.",
        )


def overzicht(request: HttpRequest) -> HttpResponse:
    """All deliveries, the last first."""
    alle = bewijzen(Opslag())[::-1]
    return render(request, "stelsel/leveringen.html", {"bewijzen": alle, "oefening": any(b.oefening for b in alle)})


def levering_(request: HttpRequest, levering: str) -> HttpResponse:
    """Quality report: what came in, what waits, faults by gain."""
    k = kwaliteit(Opslag(), levering)
    oefening = k.bewijs.oefening
    context = {
        "k": k,
        "b": k.bewijs,
        "fouten": [(g, not oefening and geheim_in(g.regel)) for g in k.fouten],
        "waarschuwingen": [(g, not oefening and geheim_in(g.regel)) for g in k.waarschuwingen],
        "delen": [(i, d, mag_downloaden(d)) for i, d in enumerate(k.bewijs.bestanden)],
        "oefening": oefening,
    }
    return render(request, "stelsel/levering.html", context)


def geweigerd(request: HttpRequest, levering: str, deel: int) -> StreamingHttpResponse:
    """All refused rows of one table as CSV, in its own column order, with the reasons."""
    opslag = Opslag()
    b = bewijs(opslag, levering)
    if deel >= len(b.bestanden):
        raise Http404
    bestand = b.bestanden[deel]
    if not mag_downloaden(bestand):
        raise NietOpHetWeb(levering)
    antwoord = StreamingHttpResponse(herstelbestand(opslag, levering, bestand), content_type="text/csv; charset=utf-8")
    antwoord["Content-Disposition"] = f'attachment; filename="{levering}-{bestand.recordtype}-geweigerd.csv"'
    return antwoord
