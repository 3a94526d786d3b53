"""The programme: at a glance, per pillar and topic, on a day, and from edition to edition."""

from __future__ import annotations

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from ...programma import edities, mag
from ...programma.models import Programma
from ...programma.rapport import VORMEN, rapport
from ...programma.samenhang import ketens, kringen, pijlen
from ...programma.stand import besluiten, in_periode, open_op
from ...programma.status import REGELS, oordelen_van
from ...programma.tegenspraak import tegenspraken
from ...programma.verschil import verschil
from ..programma.blik import blik
from ..programma.graaf import Graaf
from ..programma.keuze import ConceptNietOpenbaar, kies, kwartaal
from ..programma.slip import Slip


def overzicht(request: HttpRequest) -> HttpResponse:
    """All programmes; with one there is nothing to choose."""
    alle = list(Programma.objects.order_by("naam"))
    if len(alle) == 1:
        return redirect("programma", alle[0].code)
    return render(request, "stelsel/programma/overzicht.html", {"programmas": alle})


def programma_(request: HttpRequest, code: str) -> HttpResponse:
    """At a glance: pillars by status, what slipped, what is due this quarter and the next, risks."""
    k = kies(request, code)
    van, tot = kwartaal(k.dag)
    volgend = kwartaal(tot + timedelta(days=1))
    return render(request, "stelsel/programma/blik.html", k.context(
        rijen=blik(k.e, k.oordeel, k.dag), nu=in_periode(k.e, van, tot), straks=in_periode(k.e, *volgend),
        kwartalen=(van, volgend[0]), einden=(tot, volgend[1]),
        tegenspraken=len(tegenspraken(k.e)), vormen=list(VORMEN),
    ))  # fmt: skip


def pijler_(request: HttpRequest, code: str, nummer: int) -> HttpResponse:
    """The topics of a pillar, and how its promises moved."""
    k = kies(request, code)
    pijler = next((p for p in k.e.pijlers if p.nummer == nummer), None)
    if pijler is None:
        raise Http404
    slip = Slip(edities.door_de_tijd(k.programma, k.rij, pijler=nummer))
    return render(request, "stelsel/programma/pijler.html", k.context(pijler=pijler, slip=slip))


def onderwerp_(request: HttpRequest, code: str, ref: str) -> HttpResponse:
    """A topic with its actions: the promise, its history, evidence, decisions, risks, who waits for it."""
    k = kies(request, code)
    gevonden = next(((p, o) for p, o in k.e.onderwerpen() if any(d.ref == ref for d in o.allen())), None)
    if gevonden is None:
        raise Http404
    pijler, o = gevonden
    if o.ref != ref:
        return redirect(
            f"{request.path.replace(ref, o.ref)}{'?' + request.GET.urlencode() if request.GET else ''}#{ref}"
        )
    opnamen = edities.door_de_tijd(k.programma, k.rij, sleutel=ref)
    verloop = [(m.code, m.dag, oordelen_van(m.onderwerpen[0], m.einde, m.dag)[ref]) for m in opnamen if m.onderwerpen]
    refs = {d.ref for d in o.allen()}
    return render(request, "stelsel/programma/onderwerp.html", k.context(
        pijler=pijler, o=o, delen=list(o.allen()), slip=Slip(opnamen), verloop=verloop,
        wachten=[x for x in pijlen(k.e) if x.naar in refs], tryouts=[t for t in k.e.tryouts if t.gekoppeld_aan in refs],
    ))  # fmt: skip


def samenhang_(request: HttpRequest, code: str) -> HttpResponse:
    """Who waits for whom, and the chains that end in something late."""
    k = kies(request, code)
    alle = pijlen(k.e)
    kritiek = ketens(alle, k.oordeel)
    return render(request, "stelsel/programma/samenhang.html", k.context(
        pijlen=alle, ketens=kritiek, kringen=kringen(alle), graaf=Graaf(k.e, alle, kritiek, k.oordeel),
    ))  # fmt: skip


def besluiten_(request: HttpRequest, code: str) -> HttpResponse:
    """The calendar of decisions, taken and to come."""
    k = kies(request, code)
    alle = besluiten(k.e)
    jaren: dict[str, list[object]] = {}
    for b in alle:
        jaren.setdefault(str(b[2].wanneer.begin.year) if b[2].wanneer else "", []).append(b)
    return render(request, "stelsel/programma/besluiten.html", k.context(jaren=jaren, aantal=len(alle)))


def risicos_(request: HttpRequest, code: str) -> HttpResponse:
    """What may harm the planning."""
    k = kies(request, code)
    risicos = [(d, r) for _, _, d in k.e.onderdelen() for r in d.risicos]
    return render(request, "stelsel/programma/risicos.html", k.context(risicos=risicos))


def tryouts_(request: HttpRequest, code: str) -> HttpResponse:
    """Trials in practice, and studies of a theme."""
    return render(request, "stelsel/programma/tryouts.html", kies(request, code).context())


def stand_(request: HttpRequest, code: str) -> HttpResponse:
    """What had to be done on a day, and was not reported done."""
    k = kies(request, code)
    return render(request, "stelsel/programma/stand.html", k.context(open=open_op(k.e, k.dag)))


def verschil_(request: HttpRequest, code: str) -> HttpResponse:
    """What changed between two adopted editions; without a choice the last two."""
    p = edities.programma(code)
    alle = edities.vastgestelde(p)
    k = kies(request, code)
    van = request.GET.get("van", "")
    eerder = [x for x in alle if x.volgnummer < k.rij.volgnummer]
    oud = edities.editie(p, van) if van else eerder[-1] if eerder else None
    if oud is not None and oud.vastgesteld_op is None:
        raise ConceptNietOpenbaar
    v = verschil(edities.lees(oud), k.e) if oud else None
    return render(request, "stelsel/programma/verschil.html", k.context(v=v, oud=oud, alle=alle))


def verantwoording(request: HttpRequest, code: str) -> HttpResponse:
    """The rules of the status, what does not go together in the source, and the errata."""
    k = kies(request, code)
    return render(request, "stelsel/programma/verantwoording.html", k.context(
        regels=REGELS, tegenspraken=tegenspraken(k.e), errata=edities.errata(k.rij), team=mag.is_programmateam(request.user, k.programma),
    ))  # fmt: skip


def rapport_(request: HttpRequest, code: str, editie: str, vorm: str) -> HttpResponse:
    """The report of an adopted edition as a file."""
    rij = edities.editie(edities.programma(code), editie)
    if rij.vastgesteld_op is None and not mag.ziet_concept(request.user, rij.programma):
        raise ConceptNietOpenbaar
    if vorm not in VORMEN:
        raise Http404
    antwoord = HttpResponse(rapport(edities.lees(rij), vorm, edities.errata(rij)), content_type=VORMEN[vorm][1])
    antwoord["Content-Disposition"] = f'attachment; filename="{rij.programma_id}-{rij.code}.{vorm}"'
    return antwoord
