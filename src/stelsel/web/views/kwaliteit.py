"""Quality of deliveries: sources beside each other, one source through time, and what every figure means.

These pages are open to everybody, in counts of what everybody may know of; on its own page a source sees all that it delivered.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from ...aanlevering import (
    DEFINITIES,
    UITLEG,
    Bronstand,
    bewijzen,
    bronrapport,
    bronstand,
    bronstanden,
    definities_json,
    kwaliteit,
    openbare_bewijzen,
    verloop,
)
from ...begrippen import Dimensie, alle_organisaties
from ...opslag import Opslag
from ...toegang.leverrecht import mag_leveren
from ..verloopbeeld import Verloopbeeld

Sleutel = Callable[[Bronstand], str | float | None]
MEESTE_FOUTEN = 5


def _dimensie(d: Dimensie) -> Sleutel:
    return lambda s: s.score.dimensies[d].score


SORTEER: dict[str, Sleutel] = {
    "bron": lambda s: s.naam.lower(),
    "totaal": lambda s: s.score.totaal,
    **{d.value: _dimensie(d) for d in Dimensie},
    "rijen": lambda s: s.score.rijen,
    "opgenomen": lambda s: s.aandeel,
    "wacht": lambda s: s.wacht,
    "laatste": lambda s: s.ontvangen_op.isoformat(),
}


def _gesorteerd(request: HttpRequest) -> tuple[list[Bronstand], str]:
    """All sources in the order of the address (`?sorteer=-wacht`: most first); what could not be determined comes last."""
    gevraagd = request.GET.get("sorteer", "")
    naam = gevraagd.removeprefix("-")
    standen = bronstanden(Opslag())
    if naam not in SORTEER:
        return standen, "bron"
    sleutel = SORTEER[naam]
    bekend = sorted(
        (s for s in standen if sleutel(s) is not None), key=lambda s: sleutel(s) or 0, reverse=gevraagd.startswith("-")
    )
    return bekend + [s for s in standen if sleutel(s) is None], gevraagd


def overzicht(request: HttpRequest) -> HttpResponse:
    """All sources with their score over what they delivered last."""
    standen, gekozen = _gesorteerd(request)
    richting = dict.fromkeys(SORTEER, "") | {
        gekozen.removeprefix("-"): "descending" if gekozen[0] == "-" else "ascending"
    }
    # A column of figures shows its highest first, the next click its lowest.
    volgende = {n: n if (n == "bron" and gekozen != "bron") or gekozen == f"-{n}" else f"-{n}" for n in SORTEER}
    kolommen = {n: (richting[n], volgende[n]) for n in SORTEER}
    context = {
        "standen": standen, "kolommen": kolommen, "definities": list(DEFINITIES.values()), "gekozen": gekozen,
        "oefening": any(s.oefening for s in standen),
    }  # fmt: skip
    return render(request, "stelsel/kwaliteit.html", context)


def vergelijking(request: HttpRequest) -> HttpResponse:
    """The same table as CSV, in the same order, whole."""
    standen, _ = _gesorteerd(request)
    uit = io.StringIO()
    schrijver = csv.writer(uit, delimiter=";", lineterminator="\r\n")
    delen = [f"{d.value}{achter}" for d in Dimensie for achter in ("", "_teller", "_noemer")]
    schrijver.writerow(["bron", "naam", "oefening", "totaal", "dimensies_bepaald", *delen, "rijen", "opgenomen", "wacht",
                        "leveringen", "laatste_levering", "ontvangen_op"])  # fmt: skip

    def cel(score: float | None) -> str:
        return "" if score is None else str(score).replace(".", ",")

    for s in standen:
        j = s.score.als_json()
        dimensies = [w for d in j["dimensies"].values() for w in (cel(d["score"]), d["teller"], d["noemer"])]
        schrijver.writerow([
            s.bron, s.naam, "ja" if s.oefening else "nee", cel(j["totaal"]), s.score.bepaald, *dimensies, s.score.rijen,
            s.score.opgenomen, s.wacht, s.leveringen, s.laatste, s.ontvangen_op.isoformat(),
        ])  # fmt: skip
    antwoord = HttpResponse("\ufeff" + uit.getvalue(), content_type="text/csv; charset=utf-8")
    antwoord["Content-Disposition"] = f'attachment; filename="kwaliteit-per-bron-{date.today()}.csv"'
    return antwoord


def definitie(request: HttpRequest) -> HttpResponse:
    """What every figure means, and what to beware of."""
    return render(
        request, "stelsel/kwaliteit_definitie.html", {"definities": list(DEFINITIES.values()), "uitleg": UITLEG}
    )


def definitie_json(request: HttpRequest) -> JsonResponse:
    """The same for machines."""
    return JsonResponse(definities_json(), json_dumps_params={"ensure_ascii": False, "indent": 2})


def bron_(request: HttpRequest, bron: str) -> HttpResponse:
    """One source: its score, its deliveries through time, what waits, the largest faults of its last delivery."""
    if bron not in alle_organisaties():
        raise Http404
    opslag = Opslag()
    eigen = mag_leveren(request.user, bron)
    alle = (bewijzen if eigen else openbare_bewijzen)(opslag, bron)
    stand = bronstand(opslag, alle)
    punten = verloop(alle)
    laatste = kwaliteit(opslag, stand.laatste, alleen_openbaar=not eigen) if stand else None
    context = {
        "naam": alle_organisaties()[bron].naam, "bron": bron, "stand": stand, "punten": punten[::-1],
        "beeld": Verloopbeeld(punten), "definities": list(DEFINITIES.values()),
        "wachtend": [b for b in alle if b.status == "wacht"],
        "fouten": laatste.fouten[:MEESTE_FOUTEN] if laatste else [], "geweigerd": bool(laatste and laatste.bewijs.quarantaine),
        "oefening": any(b.oefening for b in alle), "eigen": eigen,
    }  # fmt: skip
    return render(request, "stelsel/bron.html", context)


def bron_json(request: HttpRequest, bron: str) -> JsonResponse:
    """The same figures for machines, every delivery of the source among them."""
    if bron not in alle_organisaties():
        raise Http404
    return JsonResponse(
        bronrapport(Opslag(), bron, alleen_openbaar=not mag_leveren(request.user, bron)),
        json_dumps_params={"ensure_ascii": False, "indent": 2},
    )
