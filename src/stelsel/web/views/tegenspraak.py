"""Where sources contradict each other: per source, per kind, bounded, all of it as CSV; and what a source does about it.

Open to everybody: only open fields of who and what are compared. Who said why is for those who speak for a source.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from ...begrippen import RECORDTYPEN, Veld, alle_organisaties
from ...begrippen.weergave import toon
from ...opslag import Opslag
from ...register.keuze import PUNT, VELDEN
from ...register.tegenspraak import STATUSSEN, Tegenspraak, meld_terug, tegenspraken, tellingen
from ...register.tegenspraak.lezen import OPEN
from ...register.tegenspraak.uitvoer import csv_regels
from ...toegang.leverrecht import bronnen_van
from ...toegang.tempo import neem_beurt
from ..api.wie import spreekt_voor
from ..keuzeweergave import ZINNEN, bronnaam, in_woorden, veldnaam
from .inleveren import beller

PER_BLAD = 50
STATUSNAMEN = {OPEN: _("open"), "gemeld": _("doorgegeven aan wie het kan verbeteren"), "in_onderzoek": _("wordt uitgezocht"),
               "geen_fout": _("onze waarde klopt")}  # fmt: skip
# A download is the whole report: a caller gets a few at once, and then one per minute.
INEENS, PER_SECONDE = 5, 1 / 60


def _keuze(request: HttpRequest) -> tuple[str, str, str, str]:
    """The selection of the address: source, record type, field (`soort=locatie.postcode`), status; what is not known is no page."""
    bron, soort, status = (request.GET.get(k, "") for k in ("bron", "soort", "status"))
    typenaam, _punt, veld = soort.partition(".")
    bekend = not soort or (typenaam in VELDEN and (veld in VELDEN[typenaam] or (typenaam, veld) == ("locatie", PUNT)))
    if (bron and bron not in alle_organisaties()) or not bekend or (status and status not in STATUSNAMEN):
        raise Http404
    return bron, typenaam, veld, status


def overzicht(request: HttpRequest) -> HttpResponse:
    """Counts per source and kind; and those of the selection, a page at a time."""
    bron, soort, veld, status = keuze = _keuze(request)
    opslag = Opslag()
    blad = int(b) if (b := request.GET.get("blad", "")).isdecimal() and len(b) < 7 else 1
    totaal, gevonden_ = tegenspraken(opslag, *keuze, vanaf=(max(blad, 1) - 1) * PER_BLAD, hoogstens=PER_BLAD)
    gevonden, mag = list(gevonden_), set(bronnen_van(request.user))
    rijen = [_rij(t, mag) for t in gevonden]
    per_bron: dict[str, list[int]] = {}
    for t in tellingen(opslag):
        som = per_bron.setdefault(t.bron, [0, 0])
        som[0] += t.aantal
        som[1] += t.gekozen
    bronnen = sorted(((b, bronnaam(b), n, g) for b, (n, g) in per_bron.items()), key=lambda r: r[1])
    per_soort: dict[tuple[str, str], int] = {}
    for t in tellingen(opslag, bron or None):
        # Without a source each counts for every source that takes part: then no number is shown.
        per_soort[t.soort, t.veld] = t.aantal
    context = {
        "rijen": rijen, "totaal": totaal, "blad": max(blad, 1), "bladen": -(-totaal // PER_BLAD), "bronnen": bronnen,
        "soorten": [(f"{s}.{v}", _soortnaam(s, v), n if bron else None) for (s, v), n in sorted(per_soort.items())],
        "keuze": {"bron": bron, "soort": f"{soort}.{veld}" if soort else "", "status": status},
        "naam": bronnaam(bron) if bron else "", "statussen": STATUSNAMEN, "te_kiezen": [(k, STATUSNAMEN[k]) for k in STATUSSEN],
        "mag": bron in mag, "oefening": any(t.oefening for t in gevonden),
    }  # fmt: skip
    return render(request, "stelsel/tegenspraak.html", context)


def _soortnaam(soort: str, veld: str) -> str:
    return f"{RECORDTYPEN[soort].typenaam.capitalize()}: {veldnaam(soort, veld).lower()}"


def _rij(t: Tegenspraak, mag: set[str]) -> dict[str, object]:
    """A contradiction in words; reasons only of sources for which the caller speaks."""

    def woorden(veld: Veld, waarde: object) -> str:
        return toon(veld, waarde, date.today())

    def waarde(w: str) -> str:
        return in_woorden(t.soort, t.veld, w, woorden)

    standpunten = [
        (
            s,
            bronnaam(s["bron"]),
            waarde(s["waarde"]),
            STATUSNAMEN[t.status(s["bron"])],
            t.meldingen.get(s["bron"]) if s["bron"] in mag else None,
        )
        for s in t.standpunten
    ]
    return {
        "t": t,
        "soort": _soortnaam(t.soort, t.veld),
        "waarde": waarde(t.waarde),
        "zin": ZINNEN[t.regel],
        "standpunten": standpunten,
    }


def bestand(request: HttpRequest) -> StreamingHttpResponse:
    """All of the selection as CSV. Raises `TeVaak`."""
    keuze = _keuze(request)
    opslag = Opslag()
    neem_beurt(opslag, f"tegenspraak {request.META.get('REMOTE_ADDR', '')}", hoogstens=INEENS, per_seconde=PER_SECONDE)
    _totaal, gevonden = tegenspraken(opslag, *keuze)
    regels = csv_regels(gevonden, redenen_van=bronnen_van(request.user))
    antwoord = StreamingHttpResponse(_blokken(regels), content_type="text/csv; charset=utf-8")
    naam = "-".join(filter(None, ("tegenspraak", *keuze, str(date.today()))))
    antwoord["Content-Disposition"] = f'attachment; filename="{naam}.csv"'
    return antwoord


def _blokken(regels: Iterator[str]) -> Iterator[str]:
    """Many lines at a time: to send each by itself costs more than to make it."""
    while blok := "".join(islice(regels, 2_000)):
        yield blok


@login_required
@require_POST
def meld(request: HttpRequest) -> HttpResponse:
    """Say for a source what it does about a contradiction. Raises `GeenLeverrol`, `TeVaak` and what `meld_terug` raises."""
    wie = beller(request)
    bron = spreekt_voor(wie, request.POST.get("bron", ""))
    t = meld_terug(Opslag(), request.POST.get("sleutel", "")[:300], bron, request.POST.get("status", ""), door=wie.wie,
                   reden=request.POST.get("reden", ""))  # fmt: skip
    return redirect(f"{reverse('tegenspraak')}?{urlencode({'bron': bron, 'soort': f'{t.soort}.{t.veld}'})}")
