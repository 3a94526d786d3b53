"""Deliveries: the list, the quality report of one, and its refused rows."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from itertools import islice

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render

from ...aanlevering import (
    DEFINITIES,
    Bestandsbewijs,
    Bewijs,
    Groep,
    bewijs,
    bewijzen,
    echte_rijen,
    herstelbestand,
    herstelnaam,
    kwaliteit,
    schrijf_parquet,
)
from ...begrippen import Gebruikersfout
from ...opslag import Opslag
from ...toegang import mag_getoond
from ...toegang.leverrecht import bronnen_van, mag_leveren


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


def _delen(opslag: Opslag, b: Bewijs) -> list[tuple[int, Bestandsbewijs, bool]]:
    """Its tables with their place, and whether their refused rows may be seen."""
    echt = echte_rijen(opslag, b.levering) if any(d.oefening for d in b.bestanden) else {}
    return [(i, d, mag_getoond(d, echt.get((d.naam, d.recordtype), 0))) for i, d in enumerate(b.bestanden)]


def levering_(request: HttpRequest, levering: str) -> HttpResponse:
    """Quality report: what came in, what waits, the score, faults by gain."""
    opslag = Opslag()
    k = kwaliteit(opslag, levering)
    delen = _delen(opslag, k.bewijs)
    dicht = {(d.naam, d.recordtype) for _, d, open_ in delen if not open_}

    def met_tekst(g: Groep) -> tuple[Groep, str, bool]:
        """A group, its sentence, and whether values of its rows stay hidden: then its key, which may be anything, too."""
        gesloten = (g.voorbeeld["bestand"], g.voorbeeld["recordtype"]) in dicht
        return g, g.regel.zonder_waarden if gesloten else g.voorbeeld["tekst"], gesloten

    context = {
        "k": k,
        "b": k.bewijs,
        "fouten": [met_tekst(g) for g in k.fouten],
        "waarschuwingen": [met_tekst(g) for g in k.waarschuwingen],
        "delen": delen,
        "alles_open": all(open_ for _, d, open_ in delen if d.quarantaine),
        "definities": list(DEFINITIES.values()),
        "sinds": k.hersteld + k.afgehandeld,
        "oefening": k.bewijs.oefening,
        "mag": mag_leveren(request.user, k.bewijs.bron),
    }
    return render(request, "stelsel/levering.html", context)


def kwaliteit_json(request: HttpRequest, levering: str) -> JsonResponse:
    """The report for machines. Values of rows stand in it only when every table of the delivery may be seen."""
    opslag = Opslag()
    k = kwaliteit(opslag, levering)
    open_ = all(o for _, _, o in _delen(opslag, k.bewijs))
    return JsonResponse(k.als_json(waarden=open_), json_dumps_params={"ensure_ascii": False, "indent": 2})


def geweigerd(request: HttpRequest, levering: str, deel: int) -> StreamingHttpResponse:
    """All refused rows of one table as CSV, in its own column order, with the reasons."""
    opslag = Opslag()
    b = bewijs(opslag, levering)
    if deel >= len(b.bestanden):
        raise Http404
    bestand = b.bestanden[deel]
    if not _delen(opslag, b)[deel][2]:
        raise NietOpHetWeb(levering)
    antwoord = StreamingHttpResponse(_blokken(herstelbestand(opslag, b, deel)), content_type="text/csv; charset=utf-8")
    antwoord["Content-Disposition"] = f'attachment; filename="{herstelnaam(levering, bestand)}"'
    return antwoord


def _blokken(regels: Iterator[str]) -> Iterator[str]:
    """Many lines at a time: to send each by itself costs more than to make it."""
    while blok := "".join(islice(regels, 2_000)):
        yield blok


def geweigerd_parquet(request: HttpRequest, levering: str) -> FileResponse:
    """All refused rows of the delivery as Parquet, when every one of them may be seen."""
    opslag = Opslag()
    b = bewijs(opslag, levering)
    if not b.quarantaine:
        raise Http404
    if not all(open_ for _, d, open_ in _delen(opslag, b) if d.quarantaine):
        raise NietOpHetWeb(levering)
    pad = opslag.werkmap() / f"geweigerd-p{os.getpid()}-{threading.get_ident()}.parquet"
    try:
        schrijf_parquet(opslag, b, pad)
        bestand = pad.open("rb")
    finally:
        pad.unlink(missing_ok=True)  # what was opened stays readable until it is closed
    return FileResponse(
        bestand,
        as_attachment=True,
        filename=f"{levering}-geweigerd.parquet",
        content_type="application/vnd.apache.parquet",
    )
