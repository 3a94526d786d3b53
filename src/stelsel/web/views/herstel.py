"""What a source may do with its own deliveries: decide on one that waits, accept repairs, withdraw rows, have them judged anew."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from ...aanlevering import (
    Bewijs,
    bevestig,
    bewijs,
    herbeoordeel,
    herstel,
    herstelgroepen,
    kwaliteit_van,
    trek_in,
    wijs_af,
)
from ...begrippen import Gebruikersfout
from ...opslag import Opslag
from ...toegang.lezen import noteer_geweigerd
from ..api.wie import spreekt_voor
from .inleveren import beller


class RedenOntbreekt(Gebruikersfout):
    """To turn down or to withdraw asks for a reason: it stands in the log for ever."""

    code = "REDEN-ONTBREEKT"

    def __init__(self) -> None:
        super().__init__(
            gettext("Er is geen reden gegeven."), gettext("Schrijf in een zin waarom, en probeer het opnieuw.")
        )


def _eigen(request: HttpRequest, levering: str) -> tuple[Bewijs, str]:
    """The receipt of a delivery of a source for which the caller speaks, and who that is. Raises `GeenLeverrol`, `TeVaak`."""
    wie = beller(request)
    b = bewijs(Opslag(), levering)
    spreekt_voor(wie, b.bron)
    return b, wie.wie


def _terug(levering: str, wat: str, n: int) -> HttpResponse:
    """Back to what is left to mend, with what was just done in the address."""
    return redirect(f"{reverse('herstel', args=[levering])}?{wat}={n}")


def _gedaan(request: HttpRequest) -> str:
    """What was just done, in words."""
    zinnen = {
        "hersteld": lambda n: ngettext(
            "%(n)d rij is hersteld en opgenomen.", "%(n)d rijen zijn hersteld en opgenomen.", n
        ),
        "ingetrokken": lambda n: ngettext("%(n)d rij is ingetrokken.", "%(n)d rijen zijn ingetrokken.", n),
        "opgenomen": lambda n: ngettext("%(n)d rij is alsnog opgenomen.", "%(n)d rijen zijn alsnog opgenomen.", n),
    }
    for wat, zin in zinnen.items():
        if (n := request.GET.get(wat, "")).isdecimal() and len(n) < 10:
            return zin(int(n)) % {"n": int(n)}
    return ""


def _reden(request: HttpRequest) -> str:
    reden = request.POST.get("reden", "").strip()[:1000]
    if not reden:
        raise RedenOntbreekt
    return reden


@login_required
@require_POST
def besluit(request: HttpRequest, levering: str) -> HttpResponse:
    """Let a delivery count that waits because much vanished, or turn it down."""
    b, wie = _eigen(request, levering)
    if request.POST.get("besluit") == "bevestig":
        bevestig(Opslag(), b.levering, door=wie)
    else:
        wijs_af(Opslag(), b.levering, door=wie, reden=_reden(request))
    return redirect("levering", b.levering)


@login_required
@require_safe
def voorstellen(request: HttpRequest, levering: str) -> HttpResponse:
    """What could be mended in a delivery, per group with examples; and what still waits, per check."""
    b, wie = _eigen(request, levering)
    noteer_geweigerd(wie, b.bron, b.levering)
    opslag = Opslag()
    context = {
        "b": b,
        "k": kwaliteit_van(opslag, b),
        "groepen": herstelgroepen(opslag, levering),
        "gedaan": _gedaan(request),
        "oefening": b.oefening,
    }
    return render(request, "stelsel/herstel.html", context)


@login_required
@require_POST
def aanvaard(request: HttpRequest, levering: str) -> HttpResponse:
    """Accept the repair of the groups that were chosen."""
    b, wie = _eigen(request, levering)
    n = herstel(Opslag(), b.levering, request.POST.getlist("groep"), door=wie).geaccepteerd
    return _terug(b.levering, "hersteld", n)


@login_required
@require_POST
def trek_rijen_in(request: HttpRequest, levering: str) -> HttpResponse:
    """Withdraw the waiting rows of one check, or all of them."""
    b, wie = _eigen(request, levering)
    n = trek_in(Opslag(), b.levering, door=wie, reden=_reden(request), code=request.POST.get("code", "")[:20])
    return _terug(b.levering, "ingetrokken", n)


@login_required
@require_POST
def opnieuw(request: HttpRequest, levering: str) -> HttpResponse:
    """Judge the waiting rows of this source anew, by the checks, lists and translation of today."""
    b, wie = _eigen(request, levering)
    n = sum(u.opgenomen for u in herbeoordeel(Opslag(), b.bron, door=wie))
    return _terug(b.levering, "opgenomen", n)
