"""Deliveries: the list, the quality report of one, and its refused rows."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from ...aanlevering import Groep, bewijs, bewijzen, echte_rijen, herstelbestand, herstelnaam, kwaliteit
from ...begrippen import Gebruikersfout
from ...opslag import Opslag
from ...toegang import mag_getoond
from ...toegang.leverrecht import bronnen_van


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
    mag = bool(bronnen_van(request.user))
    context = {"bewijzen": alle, "oefening": any(b.oefening for b in alle), "mag_leveren": mag}
    return render(request, "stelsel/leveringen.html", context)


def levering_(request: HttpRequest, levering: str) -> HttpResponse:
    """Quality report: what came in, what waits, faults by gain."""
    opslag = Opslag()
    k = kwaliteit(opslag, levering)
    echt = echte_rijen(opslag, levering)
    delen = [(i, d, mag_getoond(d, echt.get((d.naam, d.recordtype), 0))) for i, d in enumerate(k.bewijs.bestanden)]
    dicht = {(d.naam, d.recordtype) for _, d, open_ in delen if not open_}

    def tekst(g: Groep) -> str:
        return (
            g.regel.zonder_waarden
            if (g.voorbeeld["bestand"], g.voorbeeld["recordtype"]) in dicht
            else g.voorbeeld["tekst"]
        )

    context = {
        "k": k,
        "b": k.bewijs,
        "fouten": [(g, tekst(g)) for g in k.fouten],
        "waarschuwingen": [(g, tekst(g)) for g in k.waarschuwingen],
        "delen": delen,
        "oefening": k.bewijs.oefening,
    }
    return render(request, "stelsel/levering.html", context)


def geweigerd(request: HttpRequest, levering: str, deel: int) -> StreamingHttpResponse:
    """All refused rows of one table as CSV, in its own column order, with the reasons."""
    opslag = Opslag()
    b = bewijs(opslag, levering)
    if deel >= len(b.bestanden):
        raise Http404
    bestand = b.bestanden[deel]
    if not mag_getoond(bestand, echte_rijen(opslag, levering).get((bestand.naam, bestand.recordtype), 0)):
        raise NietOpHetWeb(levering)
    antwoord = StreamingHttpResponse(herstelbestand(opslag, b, deel), content_type="text/csv; charset=utf-8")
    antwoord["Content-Disposition"] = f'attachment; filename="{herstelnaam(levering, bestand)}"'
    return antwoord
