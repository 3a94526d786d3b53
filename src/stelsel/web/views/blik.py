"""In which function and for which purpose somebody looks: choose, let a colleague do it, or take emergency access. And the grounds."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from ...begrippen import Gebruikersfout
from ...toegang import doelen, functies, gronden, partijen
from ...toegang.logboek import ACTIVITEITEN
from ...toegang.models import Rol
from ...toegang.rollen import (
    AUDITOR,
    LANGST_VERVANGEN,
    neem_noodtoegang,
    noodfuncties,
    rollen_van,
    stop,
    vervang,
    vervangers,
)
from ..verder import ga_verder
from ..vragen import blik_van, kies, rol_van, vragen_zaak


class RolNietVanU(Gebruikersfout):
    """The form names a role that this user does not have, or has no longer."""

    code = "GEEN-ROL"

    def __init__(self) -> None:
        super().__init__(gettext("Deze functie hebt u niet, of niet meer."), gettext("Kies een functie uit de lijst."))


class DagOngeldig(Gebruikersfout):
    """The last day of a substitution is no day."""

    code = "DAG-ONGELDIG"

    def __init__(self, tekst: str):
        super().__init__(f"'{tekst[:20]}' is geen datum.", "Geef een dag als 2026-12-31.")


@login_required
def blik_(request: HttpRequest) -> HttpResponse:
    """GET: what I see and why, and what else I can choose. POST: choose."""
    if request.method == "POST":
        kies(request, _rol(request), request.POST.get("doel", ""), request.POST.get("zaak", ""))
        return ga_verder(request, request.POST.get("verder", ""), "blik")
    nu, b = rol_van(request), blik_van(request)
    namen = functies()
    rollen = [
        {"rol": r, "organisatie": partijen()[r.organisatie].naam, "functie": namen[r.functie],
         "doelen": [doelen()[d] for d in namen[r.functie].doelen]}
        for r in rollen_van(request.user)
    ]  # fmt: skip
    context: dict[str, Any] = {
        "rollen": rollen, "nu": nu, "blik": b, "verder": request.GET.get("next", ""),
        "vraagt_zaak": vragen_zaak(),
        "over_te_dragen": [r for r in rollen if not r["rol"].vervangt_id and not r["rol"].noodreden and r["rol"].functie != AUDITOR],
        "nood": [(o, partijen()[o].naam, namen[f]) for o, f in noodfuncties(request.user)],
        "vervangers": [(r, namen[r.functie].naam, partijen()[r.organisatie].naam) for r in vervangers(request.user)],
        "eerste_dag": date.today(), "laatste_dag": date.today() + LANGST_VERVANGEN,
    }  # fmt: skip
    return render(request, "stelsel/blik.html", context)


def _rol(request: HttpRequest) -> Rol:
    gekozen = request.POST.get("rol", "")
    rol = (
        rollen_van(request.user).filter(pk=int(gekozen)).first() if gekozen.isdecimal() and len(gekozen) < 12 else None
    )
    if rol is None:
        raise RolNietVanU
    return rol


@login_required
@require_POST
def draag_over(request: HttpRequest) -> HttpResponse:
    """Let a colleague do one of my functions until the end of a day."""
    rol, tekst = _rol(request), request.POST.get("tot", "")
    try:
        dag = date.fromisoformat(tekst)
    except ValueError:
        raise DagOngeldig(tekst) from None
    einde = datetime.combine(dag, time.max.replace(microsecond=0), ZoneInfo(settings.TIME_ZONE)).astimezone(UTC)
    vervang(rol, request.POST.get("naam", "").strip(), einde)
    return redirect("blik")


@login_required
@require_POST
def neem_terug(request: HttpRequest) -> HttpResponse:
    """End a substitution, as who is stood in for or as who stands in; or one's own emergency access."""
    gekozen = request.POST.get("rol", "")
    if not (gekozen.isdecimal() and len(gekozen) < 12 and stop(request.user, int(gekozen))):
        raise RolNietVanU
    return redirect("blik")


@login_required
@require_POST
def noodtoegang(request: HttpRequest) -> HttpResponse:
    """Take a function for an hour, with a written reason; it is reported at once, and used at once."""
    organisatie, _, functie = request.POST.get("welke", "").partition(" ")
    rol = neem_noodtoegang(request.user, organisatie, functie, request.POST.get("reden", ""))
    kies(request, rol, "", "")
    return redirect("blik")


@require_safe
def gronden_(request: HttpRequest) -> HttpResponse:
    """Every ground that is loaded, what it opens, and whether its text must be read again."""
    vandaag = date.today()
    rijen = [
        (
            g,
            g.te_verifieren(vandaag),
            sorted(g.klassen, key=lambda k: k.nr),
            [doelen()[d].naam for d in sorted(g.doelen)],
        )
        for g in gronden()
    ]
    context = {"rijen": rijen, "doelen": doelen().values(), "functies": functies().values()}
    return render(request, "stelsel/gronden.html", context)


@require_safe
def verwerkingen(request: HttpRequest) -> HttpResponse:
    """The processing activities to which lines of the log refer."""
    return render(request, "stelsel/verwerkingen.html", {"activiteiten": ACTIVITEITEN.items()})
