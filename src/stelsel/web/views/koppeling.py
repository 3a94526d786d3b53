"""Why a record stands where it does, two records beside each other, and the decision of a person on them.

Who may look: everybody, at what the dossier shows to everybody. Who may decide: who delivers for one of both sources. Only
they see who decided before and why.
"""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from ...begrippen import Gebruikersfout, alle_organisaties
from ...opslag import Opslag
from ...register import Verwijzing, koppeling, oordeel, vergelijk, wachtende_oordelen
from ...register.oordelen import SOORTEN
from ...toegang.leverrecht import bronnen_van
from ...toegang.tempo import neem_beurt
from ..koppelwoorden import een_op, in_woorden, stappen
from ..naastelkaar import laad, naast_elkaar, record
from ..templatetags.koppeling import vergelijkadres
from ..wegingbeeld import Wegingbeeld
from .inleveren import beller

REDEN_HOOGSTENS = 1000
# Each question looks through the keys of the whole register: so a caller gets some at once, and then one per second.
INEENS, PER_SECONDE = 60, 1.0


class MagNietOordelen(Gebruikersfout):
    """This user delivers for neither source."""

    code = "GEEN-ROL"

    def __init__(self) -> None:
        super().__init__(
            gettext("U kunt hierover niet beslissen."),
            gettext("Dat kan wie voor een van beide bronnen mag leveren."),
        )


class BesluitOnbekend(Gebruikersfout):
    """The form came without one of the three decisions."""

    code = "BESLUIT-ONBEKEND"

    def __init__(self) -> None:
        super().__init__(
            gettext("Er is geen besluit gekozen."), gettext("Kies: hetzelfde, niet hetzelfde, of herroep.")
        )


@require_safe
def koppeling_(request: HttpRequest, recordtype: str, bron: str, id_: str) -> HttpResponse:
    """Under which number a delivered record stands, with which others, and by which rule. Raises `TeVaak`."""
    if recordtype not in SOORTEN:
        raise Http404
    opslag = Opslag()
    _beurt(opslag, request)
    k = koppeling(opslag, Verwijzing(recordtype, bron, id_))
    d = laad(opslag, k.nummer)
    organisaties = alle_organisaties()
    context = {
        "k": k,
        "d": d,
        "r": record(d, k.record),
        "bron_naam": organisaties[bron].naam,
        "leden": [
            (lid, record(d, lid.record), organisaties[lid.record.bron].naam, vergelijkadres(k.record, lid.record))
            for lid in k.leden
        ],
        "oefening": d.oefening,
    }
    return render(request, "stelsel/koppeling.html", context)


@require_safe
def vergelijk_(request: HttpRequest) -> HttpResponse:
    """Two records beside each other: fields, keys, weighing, decisions, and the form to decide. Raises `TeVaak`."""
    opslag = Opslag()
    _beurt(opslag, request)
    a, b = _paar(request.GET.get("a", ""), request.GET.get("b", ""))
    g = vergelijk(opslag, a, b)
    links = laad(opslag, g.nummer_a)
    rechts = links if g.samen else laad(opslag, g.nummer_b)
    twee = record(links, a), record(rechts, b)
    mag = not {a.bron, b.bron}.isdisjoint(bronnen_van(request.user))
    wachtend = {o.op for o in wachtende_oordelen(opslag)}
    laatste = g.oordelen[0] if g.oordelen else None
    organisaties = alle_organisaties()
    context = {
        "g": g,
        "a": twee[0],
        "b": twee[1],
        "twee": [(twee[0], organisaties[a.bron].naam, "A"), (twee[1], organisaties[b.bron].naam, "B")],
        "velden": naast_elkaar(*twee),
        "beeld": Wegingbeeld(g.weging) if g.weging else None,
        "stappen": stappen(g.weging) if g.weging else [],
        "hoe": in_woorden(g.weging.kans) if g.weging else "",
        "een_op": een_op(g.weging.vooraf) if g.weging else "",
        "geschiedenis": [(o, o is laatste and o.op in wachtend) for o in g.oordelen],
        "geldt": laatste if laatste and laatste.besluit != "herroepen" else None,
        "gedaan": laatste if mag and laatste and request.GET.get("gedaan") == "1" else None,
        "mag": mag,
        "andersom": vergelijkadres(b, a),
        "oefening": links.oefening or rechts.oefening,
        "hoogstens": REDEN_HOOGSTENS,
    }
    return render(request, "stelsel/vergelijk.html", context)


@login_required
@require_POST
def besluit(request: HttpRequest) -> HttpResponse:
    """Record that two records are the same, are not, or take that back."""
    wie = beller(request)
    a, b = _paar(request.POST.get("a", ""), request.POST.get("b", ""))
    if {a.bron, b.bron}.isdisjoint(wie.bronnen):
        raise MagNietOordelen
    gekozen = request.POST.get("besluit", "")
    if gekozen not in ("zelfde", "anders", "herroepen"):
        raise BesluitOnbekend
    opslag = Opslag()
    soort = vergelijk(opslag, a, b).soort
    reden = request.POST.get("reden", "").strip()[:REDEN_HOOGSTENS]
    oordeel(opslag, soort, a, b, gekozen, door=wie.wie, reden=reden)
    return redirect(vergelijkadres(a, b) + "&gedaan=1")


def _beurt(opslag: Opslag, request: HttpRequest) -> None:
    wie = request.user.get_username() or request.META.get("REMOTE_ADDR", "")
    neem_beurt(opslag, f"koppeling {wie}", hoogstens=INEENS, per_seconde=PER_SECONDE)


def _paar(a: str, b: str) -> tuple[Verwijzing, Verwijzing]:
    return Verwijzing.lees(a), Verwijzing.lees(b)
