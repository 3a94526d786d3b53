"""The review queue: pairs that may be one and wait for a person, what brings most first. Names and addresses are open data."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from ...begrippen import alle_organisaties
from ...opslag import Opslag
from ...register import REDENEN, Treffer, Twijfelgeval, twijfelgevallen, wachtende_oordelen, zoek
from ...register.index import index
from ..koppelwoorden import in_woorden

PER_BLAD = 25


@require_safe
def twijfel(request: HttpRequest) -> HttpResponse:
    """One page of the queue, of one kind and source when asked."""
    opslag = Opslag()
    soort = request.GET.get("soort", "")
    soort = soort if soort in ("onderneming", "locatie") else ""
    organisaties = alle_organisaties()
    bronnen = sorted(
        ((b, organisaties[b].naam) for b in {r["bron"] for r in index(opslag).leveringen.values()}), key=lambda b: b[1]
    )
    bron = request.GET.get("bron", "")
    bron = bron if bron in dict(bronnen) else ""
    gevraagd = request.GET.get("blad", "")
    blad = max(int(gevraagd), 1) if gevraagd.isascii() and gevraagd.isdecimal() and len(gevraagd) < 7 else 1
    gevallen, totaal = twijfelgevallen(opslag, soort, bron, van=(blad - 1) * PER_BLAD, aantal=PER_BLAD)
    rijen = [_rij(opslag, g) for g in gevallen]
    context = {
        "rijen": rijen,
        "totaal": totaal,
        "bladen": max(-(-totaal // PER_BLAD), 1),
        "blad": blad,
        "soort": soort,
        "bron": bron,
        "bronnen": bronnen,
        # Of a pair only the last decision will count.
        "wachtend": len({o.paar for o in wachtende_oordelen(opslag)}),
        "oefening": any(t and t.oefening for r in rijen for _, t, _ in r["twee"]),
    }
    return render(request, "stelsel/twijfel.html", context)


def _rij(opslag: Opslag, g: Twijfelgeval) -> dict[str, Any]:
    def treffer(nummer: str) -> Treffer | None:
        return next(iter(zoek(opslag, nummer).treffers), None)

    organisaties = alle_organisaties()
    return {
        "g": g,
        "twee": [
            (v, treffer(nummer), organisaties[v.bron].naam) for v, nummer in ((g.a, g.nummer_a), (g.b, g.nummer_b))
        ],
        "hoe": in_woorden(g.kans),
        "reden": gettext(REDENEN[g.reden]),
    }
