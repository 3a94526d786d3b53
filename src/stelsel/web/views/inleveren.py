"""Hand in from a browser: with JavaScript in parts through the API, without it in one form."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_http_methods, require_safe

from ...aanlevering import bewijs
from ...aanlevering import inzending as inz
from ...aanlevering.lezen import Vorm
from ...aanlevering.lezen.codering import CODERINGEN
from ...begrippen import Gebruikersfout, alle_organisaties
from ...opslag import Opslag
from ...toegang.leverrecht import bronnen_van
from ...toegang.tempo import neem_beurt
from ..api.grenzen import INEENS, PER_SECONDE, een_deel
from ..api.inzendingen import zoek
from ..api.wie import Beller, GeenLeverrol, spreekt_voor

SCHEIDINGEN = (
    (";", gettext_noop("puntkomma")),
    (",", gettext_noop("komma")),
    ("\t", gettext_noop("tab")),
    ("|", gettext_noop("streep")),
)
DECIMALEN = ((",", gettext_noop("komma")), (".", gettext_noop("punt")))


class GeenBestand(Gebruikersfout):
    """The form came without a file."""

    code = "GEEN-BESTAND"

    def __init__(self) -> None:
        super().__init__(gettext("Er is geen bestand gekozen."), gettext("Kies een of meer bestanden."))


class DagOngeldig(Gebruikersfout):
    """The day of the picture is no day."""

    code = "STAND-ONGELDIG"

    def __init__(self) -> None:
        super().__init__(
            gettext("De dag van de stand is geen datum."), gettext("Schrijf haar als 2024-03-31, of laat haar leeg.")
        )


def beller(request: HttpRequest) -> Beller:
    """Who is signed in, as the API knows callers. Raises `GeenLeverrol`, `TeVaak`."""
    bronnen = bronnen_van(request.user)
    if not bronnen:
        raise GeenLeverrol
    naam = request.user.get_username()
    neem_beurt(Opslag(), naam, hoogstens=INEENS, per_seconde=PER_SECONDE)
    return Beller(naam, tuple(bronnen))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: HttpRequest) -> HttpResponse:
    """Choose the source, the kind and the files; and without JavaScript: send them."""
    wie = beller(request)
    fout = None
    if request.method == "POST":
        try:
            return redirect("inzending", _neem_aan(request, wie).id)
        except Gebruikersfout as e:
            fout = e
    organisaties = alle_organisaties()
    context = {
        "bronnen": [(b, organisaties[b].naam) for b in wie.bronnen],
        "gekozen": request.POST,
        "fout": fout,
        "coderingen": CODERINGEN,
        "scheidingen": [(t, gettext(n)) for t, n in SCHEIDINGEN],
        "decimalen": [(t, gettext(n)) for t, n in DECIMALEN],
    }
    return render(request, "stelsel/inleveren.html", context, status=400 if fout else 200)


def _neem_aan(request: HttpRequest, wie: Beller) -> inz.Inzending:
    """The whole form at once, through the same acts as the API."""
    opslag = Opslag()
    bron = spreekt_voor(wie, request.POST.get("bron", ""))
    bestanden = request.FILES.getlist("bestanden")
    if not bestanden:
        raise GeenBestand
    soort = inz.Soort.GEHEEL if request.POST.get("soort") == inz.Soort.GEHEEL else inz.Soort.WIJZIGING
    try:
        stand = date.fromisoformat(d) if (d := request.POST.get("stand", "")) else None
    except ValueError:
        raise DagOngeldig from None
    wens = Vorm(**{veld: request.POST.get(veld, "") for veld in ("codering", "scheiding", "decimaal")})
    aangekondigd = [inz.Bestand(naam=b.name or "", grootte=b.size or 0, wens=wens) for b in bestanden]
    i = inz.begin(opslag, bron, aangekondigd, soort=soort, stand=stand, door=wie.wie)
    with een_deel():
        for nr, b in enumerate(bestanden, 1):
            _stuur(opslag, i, nr, b)
    return inz.bied_aan(opslag, i.bron, i.id)


def _stuur(opslag: Opslag, i: inz.Inzending, nr: int, bestand: UploadedFile) -> None:
    grootte = i.bestanden[nr - 1].grootte
    for vanaf in range(0, grootte, inz.DEEL_HOOGSTENS):
        lengte = min(inz.DEEL_HOOGSTENS, grootte - vanaf)
        inz.voeg_toe(opslag, i.bron, i.id, nr, vanaf=vanaf, lengte=lengte, stroom=bestand.read)


@login_required
@require_safe
def volg(request: HttpRequest, id_: str) -> HttpResponse:
    """How far a session is, and what became of it."""
    opslag = Opslag()
    i = zoek(opslag, beller(request), id_)
    context = {
        "i": i,
        "bron_naam": alle_organisaties()[i.bron].naam,
        "voortgang": inz.voortgang_van(opslag, i),
        "b": bewijs(opslag, i.levering) if i.levering else None,
        "loopt": i.status in (inz.Status.AANGEBODEN, inz.Status.BEZIG),
    }
    return render(request, "stelsel/inzending.html", context)
