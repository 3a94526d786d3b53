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
    Bewijs,
    Groep,
    bewijs,
    bewijzen,
    herstelbestand,
    herstelnaam,
    kwaliteit_van,
    schrijf_parquet,
)
from ...begrippen import Gebruikersfout
from ...opslag import Opslag
from ...toegang.leverrecht import bronnen_van, mag_leveren
from ...toegang.lezen import noteer_geweigerd


class NietOpHetWeb(Gebruikersfout):
    """In a refused row any field may hold anything: only its source gets it back."""

    code = "GEEN-GROND"

    def __init__(self, levering: str):
        self.levering = levering
        super().__init__(
            "Geweigerde rijen kunnen vertrouwelijk zijn: alleen de bron die ze leverde, krijgt ze te zien.",
            f"Meld u aan als datasteward van die bron, of haal ze op met: stelsel geweigerd {levering}.",
        )


def overzicht(request: HttpRequest) -> HttpResponse:
    """All deliveries, the last first."""
    eigen = bronnen_van(request.user)
    alle = [
        b if b.bron in eigen else b.openbaar()
        for b in reversed(bewijzen(Opslag()))
        if b.bron in eigen or not b.gesloten
    ]
    context = {"bewijzen": alle, "oefening": any(b.oefening for b in alle), "mag_leveren": bool(eigen)}
    return render(request, "stelsel/leveringen.html", context)


def levering_(request: HttpRequest, levering: str) -> HttpResponse:
    """Quality report: what came in, what waits, the score, faults by gain."""
    opslag = Opslag()
    b = bewijs(opslag, levering)
    mag = mag_leveren(request.user, b.bron)
    k = kwaliteit_van(opslag, b, alleen_openbaar=not mag)

    def met_tekst(g: Groep) -> tuple[Groep, str]:
        """A group and its sentence, without values of its rows for who may not see those."""
        return g, g.voorbeeld["tekst"] if mag else g.regel.zonder_waarden

    if mag and k.bewijs.quarantaine:
        _log(request, k.bewijs)
    context = {
        "k": k,
        "b": k.bewijs,
        "fouten": [met_tekst(g) for g in k.fouten],
        "waarschuwingen": [met_tekst(g) for g in k.waarschuwingen],
        "definities": list(DEFINITIES.values()),
        "sinds": k.hersteld + k.afgehandeld,
        "oefening": k.bewijs.oefening,
        "mag": mag,
    }
    return render(request, "stelsel/levering.html", context)


def kwaliteit_json(request: HttpRequest, levering: str) -> JsonResponse:
    """The report for machines; with values of rows for who delivered them."""
    opslag = Opslag()
    b = bewijs(opslag, levering)
    mag = mag_leveren(request.user, b.bron)
    k = kwaliteit_van(opslag, b, alleen_openbaar=not mag)
    if mag and k.bewijs.quarantaine:
        _log(request, k.bewijs)
    return JsonResponse(k.als_json(waarden=mag), json_dumps_params={"ensure_ascii": False, "indent": 2})


def geweigerd(request: HttpRequest, levering: str, deel: int) -> StreamingHttpResponse:
    """All refused rows of one table as CSV, in its own column order, with the reasons."""
    opslag = Opslag()
    b = bewijs(opslag, levering)
    _vraag_of_het_mag(request, b)
    if deel >= len(b.bestanden):
        raise Http404
    bestand = b.bestanden[deel]
    antwoord = StreamingHttpResponse(_blokken(herstelbestand(opslag, b, deel)), content_type="text/csv; charset=utf-8")
    antwoord["Content-Disposition"] = f'attachment; filename="{herstelnaam(levering, bestand)}"'
    return antwoord


def _vraag_of_het_mag(request: HttpRequest, b: Bewijs) -> None:
    if not mag_leveren(request.user, b.bron):
        raise NietOpHetWeb(b.levering)
    _log(request, b)


def _log(request: HttpRequest, b: Bewijs) -> None:
    """Note that a source looked at its own refused rows."""
    noteer_geweigerd(request.user.get_username(), b.bron, b.levering)


def _blokken(regels: Iterator[str]) -> Iterator[str]:
    """Many lines at a time: to send each by itself costs more than to make it."""
    while blok := "".join(islice(regels, 2_000)):
        yield blok


def geweigerd_parquet(request: HttpRequest, levering: str) -> FileResponse:
    """All refused rows of the delivery as Parquet."""
    opslag = Opslag()
    b = bewijs(opslag, levering)
    _vraag_of_het_mag(request, b)
    if not b.quarantaine:
        raise Http404
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
