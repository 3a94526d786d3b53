"""Mandates: every participant beside the national model mandate, and of one participant every chain with its decisions."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from ...begrippen import Gebruikersfout
from ...opslag import Opslag
from ...toegang.mandaat import Houder, Oordeel, bevoegdheden, merk, modelmandaat, taken, vergelijk
from ...toegang.mandaat.botsing import botsregels
from ...toegang.mandaat.laden import mandaten
from ...toegang.mandaat.vergelijk import deelnemer, kolommen
from ...toegang.tempo import neem_beurt
from ..context import peildatum

# To compare everybody with the model is work: so many at once per caller, and then one per two seconds.
INEENS, PER_SECONDE = 10, 0.5


class GeenMandaten(Gebruikersfout):
    """Of this body nothing is loaded, or it is no body."""

    code = "MANDATEN-ONBEKEND"

    def __init__(self, orgaan: str):
        self.orgaan = orgaan
        super().__init__(
            gettext("Van '%(orgaan)s' zijn geen mandaten geladen.") % {"orgaan": orgaan[:60]},
            gettext("Kies een deelnemer uit de lijst met mandaten."),
        )


@require_safe
def mandaten_(request: HttpRequest) -> HttpResponse:
    """All participants as a heat map of powers, the model itself, and the roles that do not go together. Raises `TeVaak`."""
    neem_beurt(Opslag(), f"mandaten {request.META.get('REMOTE_ADDR', '')}", hoogstens=INEENS, per_seconde=PER_SECONDE)
    dag = peildatum(request)
    deelnemers = vergelijk(mandaten(), dag)
    kop = kolommen(deelnemers)
    rijen = [
        (d, [(bevoegdheden()[b].naam, {o.value: d.aantal(o, b) for o in Oordeel}) for b in kop]) for d in deelnemers
    ]
    context = {
        "rijen": rijen, "kolommen": [bevoegdheden()[b] for b in kop], "merk": merk(), "oefening": any(d.voorbeeld for d in deelnemers),
        "model": [(r, bevoegdheden()[r.bevoegdheid], taken()[r.taak], sorted(r.organen)) for r in modelmandaat()],
        "botsingen": [(r, r.te_verifieren(dag)) for r in botsregels()],
    }  # fmt: skip
    return render(request, "stelsel/mandaten.html", context)


@require_safe
def mandaat_(request: HttpRequest, orgaan: str) -> HttpResponse:
    """One participant: what is missing, what is more, who may along which chain, and the decisions. Raises `GeenMandaten`."""
    dag, alle = peildatum(request), mandaten()
    d = deelnemer(orgaan, alle, dag)
    if d is None:
        raise GeenMandaten(orgaan)
    in_keten = {s.code for p in d.paren for k in p.ketens for s in k.schakels}
    besluiten = [(m, m.geldt(dag)) for m in alle if m.code in in_keten or m.gever == Houder(orgaan)]
    context = {
        "d": d, "paren": [(p, bevoegdheden()[p.bevoegdheid], taken()[p.taak]) for p in d.paren], "merk": merk(),
        "besluiten": besluiten, "oefening": any(m.voorbeeld for m, _ in besluiten), "dag": dag,
        "aantallen": {o.value: d.aantal(o) for o in Oordeel}, "bevoegdheden": bevoegdheden(), "taken": taken(),
    }  # fmt: skip
    return render(request, "stelsel/mandaat.html", context)
