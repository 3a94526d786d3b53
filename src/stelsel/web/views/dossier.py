"""The dossier page of a company or location, as of a day."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from ...opslag import Opslag
from ...toegang import lezen
from ..context import bekend_op, peildatum
from ..dossierweergave import Weergave
from ..punten import geojson
from ..vragen import blik_van


@require_safe
def dossier_(request: HttpRequest, nummer: str) -> HttpResponse:
    """What the question of this request may see. A merged or sloppily written number leads to the one that counts."""
    b = blik_van(request)
    d = lezen.dossier(Opslag(), b, nummer, peildatum(request), bekend_op(request))
    if d.nummer != nummer:
        vraag = f"?{request.GET.urlencode()}" if request.GET else ""
        return redirect(reverse("dossier", args=[d.nummer]) + vraag)
    blad = request.GET.get("blad", "")
    w = Weergave(d, request.GET.get("toon", ""), int(blad) if blad.isdecimal() and len(blad) < 7 else 1)
    return render(
        request,
        "stelsel/dossierdeel.html" if w.toon else "stelsel/dossier.html",
        {
            "d": d,
            "w": w,
            "kern": d.kern(),
            "blik": b,
            "punten": geojson(d.locaties, d.oefening),
            "oefening": d.oefening,
        },
    )
