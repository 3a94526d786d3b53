"""The permit in force of a dossier as page, JSON and PDF, and the list of IPPC permits beside their BREFs.

Decisions and conditions are open data, and so is all that is read here. Files cost more than a
page: they are made so many times in a row per address.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from ...aanlevering.formule import onschadelijk
from ...begrippen import alle_organisaties
from ...opslag import Opslag
from ...register import Dossier, dossier
from ...toegang.tempo import neem_beurt
from ...vergunning import als_json
from ...vergunning.bbt import BESTAND, NORM, bbt_conclusies
from ...vergunning.brefs import KOPPEN, OORDELEN, Brefregel, brefs, cellen
from ...vergunning.pdf import pdf
from ..context import bekend_op, peildatum
from ..vergunningweergave import KiesLocatie, Vergunningweergave, past_op_papier

INEENS, PER_SECONDE = 20, 0.5
PER_BLAD = 100
Maker = Callable[[HttpRequest, Dossier, Vergunningweergave], HttpResponse]


def _met(request: HttpRequest, nummer: str, naam: str, maak: Maker) -> HttpResponse:
    """The answer for the dossier of a number; one that was merged, or is written otherwise, leads to the one that counts."""
    d = dossier(Opslag(), nummer, peildatum(request), bekend_op(request))
    if d.nummer != nummer:
        vraag = f"?{request.GET.urlencode()}" if request.GET else ""
        return redirect(reverse(naam, args=[d.nummer]) + vraag)
    return maak(request, d, Vergunningweergave(d, request))


def vergunning_(request: HttpRequest, nummer: str) -> HttpResponse:
    """The text in force on a day; what differs from another day; what is open."""
    return _met(request, nummer, "vergunning", lambda r, d, w: render(
        r, "stelsel/vergunning.html", {"d": d, "w": w, "oefening": d.oefening}
    ))  # fmt: skip


def vergunning_json(request: HttpRequest, nummer: str) -> HttpResponse:
    """The same for machines; of a company with more locations their list, each with its own address."""

    def maak(r: HttpRequest, d: Dossier, w: Vergunningweergave) -> HttpResponse:
        _beurt(r)
        if w.kies:
            gegevens = {
                "nummer": d.nummer,
                "locaties": [
                    {"nummer": x.plek.nummer, "adres": x.plek.adres, "besluiten": x.besluiten, "voorschriften": x.voorschriften,
                     "adres_json": f"{r.path}?locatie={x.plek.nummer}"}
                    for x in w.per_locatie
                ],
                "blad": w.blad, "bladen": w.bladen,
            }  # fmt: skip
        else:
            gegevens = als_json(d, w.g, w.verschil, str(w.vergelijk_dag or ""))
        return JsonResponse(gegevens, json_dumps_params={"ensure_ascii": False, "indent": 2})

    return _met(request, nummer, "vergunning_json", maak)


def vergunning_pdf(request: HttpRequest, nummer: str) -> HttpResponse:
    """The same on paper, of one location. Raises `KiesLocatie`, `TeLangVoorPapier`."""

    def maak(r: HttpRequest, d: Dossier, w: Vergunningweergave) -> HttpResponse:
        if w.kies:
            raise KiesLocatie(d.nummer, len(w.locaties))
        _beurt(r)
        past_op_papier(d.nummer, w)
        antwoord = HttpResponse(pdf(d, w.g, w.verschil, str(w.vergelijk_dag or "")), content_type="application/pdf")
        antwoord["Content-Disposition"] = f'attachment; filename="vergunning-{d.nummer}-{w.g.dag}.pdf"'
        return antwoord

    return _met(request, nummer, "vergunning_pdf", maak)


def _beurt(request: HttpRequest) -> None:
    neem_beurt(Opslag(), f"vergunning {request.META.get('REMOTE_ADDR', '')}", hoogstens=INEENS, per_seconde=PER_SECONDE)


def _selectie(request: HttpRequest) -> tuple[list[Brefregel], list[Brefregel]]:
    """All lines as of the day, and those that the address asks for."""
    alle = brefs(Opslag(), peildatum(request))
    if (dienst := request.GET.get("dienst")) and dienst not in alle_organisaties():
        raise Http404
    gevraagd = {n: request.GET.get(n, "") for n in ("dienst", "gezag", "oordeel")}
    return alle, [r for r in alle if all(not w or getattr(r, n) == w for n, w in gevraagd.items())]


def brefs_(request: HttpRequest) -> HttpResponse:
    """IPPC permits beside the decisions on BAT conclusions: figures per agency, and the list of one agency or authority."""
    alle, gekozen = _selectie(request)
    per_dienst: dict[str, Counter[str]] = {}
    for r in alle:
        per_dienst.setdefault(r.dienst, Counter())[r.oordeel] += 1
    blad = int(b) if (b := request.GET.get("blad", "")).isdecimal() and len(b) < 7 else 1
    bladen = max(1, -(-len(gekozen) // PER_BLAD))
    blad = min(max(blad, 1), bladen)
    lijst = bool(request.GET.get("dienst") or request.GET.get("gezag"))
    namen = alle_organisaties()
    context = {
        "norm": NORM, "bestand": BESTAND, "tabel": bbt_conclusies(), "oordelen": OORDELEN, "lijst": lijst,
        "diensten": [(d, namen[d].naam if d in namen else d, [(OORDELEN[o][0], t[o]) for o in OORDELEN]) for d, t in sorted(per_dienst.items())],
        "gezagen": sorted({(r.gezag, r.gezag_naam) for r in alle if r.gezag}, key=lambda g: g[1]),
        "dienst": request.GET.get("dienst", ""), "gezag": request.GET.get("gezag", ""), "oordeel": request.GET.get("oordeel", ""),
        "rijen": gekozen[(blad - 1) * PER_BLAD : blad * PER_BLAD] if lijst else [], "totaal": len(gekozen),
        "blad": blad, "bladen": bladen, "oefening": any(r.oefening for r in alle), "dag": peildatum(request),
    }  # fmt: skip
    return render(request, "stelsel/brefs.html", context)


def brefs_csv(request: HttpRequest) -> HttpResponse:
    """The lines that the address asks for, whole."""
    _beurt(request)
    uit = io.StringIO()
    schrijver = csv.writer(uit, delimiter=";", lineterminator="\r\n")
    schrijver.writerow(KOPPEN)
    for r in _selectie(request)[1]:
        schrijver.writerow([onschadelijk(c) for c in cellen(r)])
    antwoord = HttpResponse("\ufeff" + uit.getvalue(), content_type="text/csv; charset=utf-8")
    antwoord["Content-Disposition"] = f'attachment; filename="brefs-{peildatum(request) or date.today()}.csv"'
    return antwoord
