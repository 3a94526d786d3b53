"""The draft: who may, parses the form, calls one act, renders. Every page here needs a role in the programme."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from ...begrippen import Gebruikersfout
from ...programma import edities, mag, models
from ...programma.handelingen import concept, doorgeven, toevoegen, vaststellen, wijzigen
from ...programma.handelingen.verbeteren import verbeter
from ...programma.status import oordelen
from ..context import PeildatumOngeldig
from ..programma.formulieren import Kopformulier, Onderdeelformulier, Tekstformulier


def _concept(request: HttpRequest, code: str) -> models.Editie:
    """The draft of a programme, for who has a role in it. Raises `MagNiet`, `EditieOnbekend`."""
    p = edities.programma(code)
    if not mag.ziet_concept(request.user, p):
        raise mag.MagNiet("U kunt dit concept niet zien.", "wie een rol heeft in dit programma")
    return edities.editie(p, edities.CONCEPT)


def _deel(request: HttpRequest, code: str, soort: str, sleutel: str) -> models.Deel:
    if not sleutel.isprintable():
        raise Http404
    gezocht = {"soort": soort, "sleutel": "" if soort == "kop" else sleutel}
    d = _concept(request, code).delen.select_related("editie__programma").filter(**gezocht).first()
    if d is None:
        raise Http404
    return d


def _wie(request: HttpRequest) -> str:
    return str(request.user.get_username())


def _dag(tekst: str) -> date:
    try:
        return date.fromisoformat(tekst)
    except ValueError:
        raise PeildatumOngeldig(tekst) from None


def _versie(request: HttpRequest) -> int:
    tekst = request.POST.get("versie", "")
    if not (tekst.isascii() and tekst.isdecimal() and len(tekst) < 9):
        raise Gebruikersfout("Het formulier is niet volledig aangekomen.", "Open de pagina opnieuw.")
    return int(tekst)


@login_required
def concept_(request: HttpRequest, code: str) -> HttpResponse:
    """The parts of the draft with their step and open questions; the log; what keeps it from being adopted."""
    p = edities.programma(code)
    if not mag.ziet_concept(request.user, p):
        raise mag.MagNiet("U kunt dit concept niet zien.", "wie een rol heeft in dit programma")
    e = p.edities.filter(vastgesteld_op=None).first()
    context: dict[str, Any] = {
        "p": p,
        "rij": e,
        "team": mag.is_programmateam(request.user, p),
        "vandaag_": date.today(),
    }
    if e is not None:
        meta = doorgeven.meta_van(e)
        delen = [d for d in e.delen.select_related("editie__programma") if d.soort != "kop"]
        beurt = vaststellen.aan_de_beurt(e)
        context |= {
            "meta": meta, "beurt": beurt, "mag_vaststellen": beurt in mag.namens(request.user, p),
            "algemeen": doorgeven.vragen(e.delen.get(soort="kop"), meta),
            "delen": [(d, d.inhoud.get("titel") or d.inhoud.get("thema"), doorgeven.vragen(d, meta)) for d in delen],
            "beletsels": vaststellen.beletsels(e), "log": e.log.select_related("deel").order_by("-id")[:25],
            "pijlers": edities.lees(e).pijlers, "gezien": edities.vingerafdruk(edities.lees(e)),
            "genomen": doorgeven.genomen_besluiten(e),
        }  # fmt: skip
    return render(request, "stelsel/programma/concept.html", context)


@login_required
@require_POST
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """The programme team begins the next edition."""
    p = edities.programma(code)
    _team(request, p)
    concept.begin(
        p,
        request.POST.get("editie", ""),
        _regel(request, "titel")[:300],
        _dag(request.POST.get("stand_op", "")),
        _wie(request),
    )
    return redirect("concept", code)


def _team(request: HttpRequest, p: models.Programma) -> None:
    if not mag.is_programmateam(request.user, p):
        raise mag.MagNiet("U kunt dit niet doen.", "het programmateam")


@login_required
def bewerk(request: HttpRequest, code: str, soort: str, sleutel: str, ref: str = "") -> HttpResponse:
    """Edit a part: a text, a study, a try-out, a topic, or (`ref`) one action of a topic."""
    d = _deel(request, code, soort, sleutel)
    mag_ = mag.mag_opstellen(request.user, d)
    if request.method == "POST" and not mag_:
        raise mag.MagNiet("U kunt dit deel niet wijzigen.", "de trekker van dit deel, of het programmateam")
    # What was entered is held against the version that was on the screen, whatever is there now.
    versie = _versie(request) if request.method == "POST" else d.versie
    basis = wijzigen.inhoud_van(d, versie) or d.inhoud
    data = request.POST if request.method == "POST" else None
    f = _formulier(d, _bron(basis, ref), data)
    meer: dict[str, Any] = {}
    status = 200
    if data is not None:
        status = 422
        if f.is_valid():
            nieuw = f.inhoud(_wie(request))
            if ref:
                nieuw = basis | {"acties": [nieuw if a["ref"] == ref else a for a in basis["acties"]]}
            try:
                wijzigen.wijzig(d, versie, nieuw, _wie(request), _regel(request, "toelichting"))
                return redirect(request.path + "?bewaard=1")
            except wijzigen.InmiddelsGewijzigd as fout:
                # The fields now hold both changes, and the next save stands on what is there.
                f = _formulier(d, _bron(fout.samen or d.inhoud, ref), None)
                versie, status = fout.versie, 409
                meer = {"conflict": fout}
            except (wijzigen.DeelOngeldig, wijzigen.ToezeggingVerdwijnt) as fout:
                meer = {"fout": fout}
        else:
            meer = {"fouten": f.fouten()}
    p = d.editie.programma
    bron = _bron(d.inhoud, ref)
    context = {
        "p": p, "d": d, "ref": ref, "f": f, "mag": mag_, "deelversie": versie, "team": mag.is_programmateam(request.user, p),
        "titel": bron.get("titel") or bron.get("thema") or bron["meta"]["titel"], "log": d.log.order_by("-id")[:25],
        "vragen": doorgeven.vragen(d, doorgeven.meta_van(d.editie)), "acties": d.inhoud.get("acties", []) if not ref else [],
        "oordeel": oordelen(edities.lees(d.editie)).get(ref or sleutel),
    }  # fmt: skip
    return render(request, "stelsel/programma/bewerk.html", context | meer, status=status)


def _bron(inhoud: dict[str, Any], ref: str) -> dict[str, Any]:
    """The part, or one of its actions."""
    if not ref:
        return inhoud
    actie = next((a for a in inhoud.get("acties", []) if a["ref"] == ref), None)
    if actie is None:
        raise Http404
    return dict(actie)


def _formulier(d: models.Deel, bron: dict[str, Any], data: Any) -> Any:
    if d.soort == "kop":
        return Kopformulier(bron, data)
    return Tekstformulier(bron, data) if d.soort == "tekst" else Onderdeelformulier(bron, data, d.editie.code)


def _regel(request: HttpRequest, naam: str) -> str:
    """A line that somebody typed, without what cannot be read."""
    return "".join(t for t in request.POST.get(naam, "")[:1000] if t.isprintable())


@login_required
@require_POST
def stap(request: HttpRequest, code: str, soort: str, sleutel: str) -> HttpResponse:
    """Hand on (trekker), approve, give back or reopen (programme team); or add an action."""
    d = _deel(request, code, soort, sleutel)
    welke = request.POST.get("stap", "")
    if soort == "kop":
        raise Http404
    if welke == "actie" or welke == "doorgeven":
        if not mag.mag_opstellen(request.user, d):
            raise mag.MagNiet("U kunt dit deel niet wijzigen.", "de trekker van dit deel, of het programmateam")
    else:
        _team(request, d.editie.programma)
    if welke == "actie" and soort == "onderwerp":
        toevoegen.voeg_actie_toe(d, _versie(request), _regel(request, "titel"), _wie(request))
    elif welke in doorgeven.STAPPEN:
        doorgeven.zet(d, _versie(request), welke, _wie(request), _regel(request, "toelichting"))
    else:
        raise Http404
    return redirect("bewerk", code, soort, sleutel)


@login_required
@require_POST
def nieuw_onderwerp(request: HttpRequest, code: str) -> HttpResponse:
    """The programme team adds a topic."""
    e = _concept(request, code)
    _team(request, e.programma)
    pijler = request.POST.get("pijler", "")
    if pijler not in {str(p.nummer) for p in edities.lees(e).pijlers}:
        raise Http404
    d = toevoegen.voeg_onderwerp_toe(e, int(pijler), _regel(request, "titel"), _wie(request))
    return redirect("bewerk", code, "onderwerp", d.sleutel)


@login_required
@require_POST
def stel_vast(request: HttpRequest, code: str) -> HttpResponse:
    """A body adopts."""
    e = _concept(request, code)
    orgaan = request.POST.get("orgaan", "")
    if orgaan not in mag.namens(request.user, e.programma):
        raise mag.MagNiet("U kunt niet namens dat orgaan vaststellen.", "wie daarvoor een rol heeft")
    vaststellen.stel_vast(e, orgaan, _dag(request.POST.get("dag", "")), _wie(request), request.POST.get("gezien", ""))
    return redirect("concept", code)


@login_required
@require_POST
def trek_in(request: HttpRequest, code: str) -> HttpResponse:
    """The programme team takes back an adoption, or the whole draft."""
    e = _concept(request, code)
    _team(request, e.programma)
    if request.POST.get("wat") == "vaststelling":
        vaststellen.trek_vaststelling_in(e, _wie(request), _regel(request, "toelichting"))
    elif request.POST.get("bevestig") == e.code:
        concept.trek_in(e, _wie(request))
    else:
        raise Gebruikersfout(f"Typ '{e.code}' om het concept in te trekken.", "Er is niets veranderd.")
    return redirect("concept", code)


@login_required
@require_POST
def erratum(request: HttpRequest, code: str, editie: str) -> HttpResponse:
    """The programme team corrects an adopted edition."""
    p = edities.programma(code)
    _team(request, p)
    verbeter(
        edities.editie(p, editie), request.POST.get("ref", "").strip(), request.POST.get("tekst", ""), _wie(request)
    )
    antwoord = redirect("verantwoording", code)
    antwoord["Location"] += f"?editie={editie}#errata"
    return antwoord
