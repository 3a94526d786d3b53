"""Search, as you type with script and by a button without; and the whole selection as a file."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.vary import vary_on_headers

from ...opslag import Opslag
from ...register import Filters, Uitkomst, filterwaarden, selectie, zoek
from ...toegang.tempo import neem_beurt
from ..punten import geojson
from ..templatetags.stelsel import dag

EERST, MEER = 25, 200
OP_DE_KAART = 100
# Whole selections are work: so many at once per caller, and one more in so many seconds.
INEENS, PER_SECONDE = 6, 1 / 20
LABELS = {
    "activiteit": gettext_noop("activiteit"), "dienst": gettext_noop("dienst of bron"), "gemeente": gettext_noop("gemeente"),
    "ippc": gettext_noop("alleen IPPC"), "seveso": gettext_noop("Seveso"), "bezocht_voor": gettext_noop("laatst bezocht voor"),
    "bezocht_na": gettext_noop("laatst bezocht na"), "nooit": gettext_noop("nooit bezocht"), "kader": gettext_noop("alleen op deze kaart"),
}  # fmt: skip


@vary_on_headers("HX-Request")
def zoeken(request: HttpRequest) -> HttpResponse:
    """List left, map right; htmx asks for the list alone."""
    filters = Filters.lees(request.GET)
    opslag = Opslag()
    ruim = request.GET.get("toon") == str(MEER)
    u = zoek(opslag, request.GET.get("q", ""), filters, hoogstens=MEER if ruim else EERST)
    vraag = _vraag(u.tekst, filters)
    context: dict[str, Any] = {
        "uitkomst": u,
        "filters": filters,
        "chips": _chips(u, filters),
        "vraag": urlencode(vraag),
        "zonder_filters": urlencode(_vraag(u.tekst, Filters())),
        "voorstellen": [(v, urlencode(_vraag(v, filters))) for v in u.voorstellen],
        "punten": geojson(u.alle[:OP_DE_KAART], oefening=False),
        "op_de_kaart": OP_DE_KAART,
        "kader": vraag.get("kader", ""),
        "oefening": any(t.oefening for t in u.treffers),
    }
    if request.htmx and not request.htmx.boosted:
        antwoord = render(request, "stelsel/zoeklijst.html", context)
        # Only what was chosen stands in the address.
        antwoord["HX-Push-Url"] = f"{reverse('zoek')}?{urlencode(vraag)}"
        return antwoord
    return render(request, "stelsel/zoek.html", context | {"keuzes": filterwaarden(opslag)})


def _vraag(tekst: str, filters: Filters) -> dict[str, str]:
    return ({"q": tekst} if tekst else {}) | filters.als_vraag()


def _chips(u: Uitkomst, filters: Filters) -> list[tuple[str, str]]:
    """What was chosen, in words, and the query without it."""
    nu = _vraag(u.tekst, filters)
    uit = []
    for naam, waarde in filters.in_woorden().items():
        tekst = gettext(LABELS[naam])
        if naam in ("bezocht_voor", "bezocht_na"):
            tekst = f"{tekst} {dag(getattr(filters, naam))}"
        elif naam not in ("ippc", "nooit", "kader") and waarde != "ja":
            tekst = f"{tekst}: {waarde}"
        uit.append((tekst, urlencode({k: v for k, v in nu.items() if k != naam})))
    return uit


def selectie_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Every hit of this address. Its columns are open fields, also of real companies; so everybody may, but not without end.

    Raises `FilterOngeldig`, `GeenRegister`, `TeVaak`.
    """
    wie = request.user.get_username() or request.META.get("REMOTE_ADDR", "")
    opslag = Opslag()
    rijen = selectie(opslag, request.GET.get("q", ""), Filters.lees(request.GET))
    neem_beurt(opslag, f"selectie {wie}", hoogstens=INEENS, per_seconde=PER_SECONDE)

    def stroom() -> Any:
        yield "\ufeff"
        yield from rijen.csv()

    antwoord = StreamingHttpResponse(stroom(), content_type="text/csv; charset=utf-8")
    antwoord["Content-Disposition"] = f'attachment; filename="stelsel-selectie-{date.today()}.csv"'
    return antwoord
