"""The log of processing, for auditors: what was looked at in the name of their own organisation, and who looked at one subject.

Of another organisation an auditor sees that it looked, when, for what and on which ground; not which account did, nor for which case: that
there is a case may be a secret of the criminal side. Reading the log leaves a line as well.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from ...aanlevering import in_nederland
from ...begrippen import Gebruikersfout
from ...opslag import Opslag
from ...register import OngeldigNummer, lees_nummer
from ...toegang import Vraag, blik, organisatienaam
from ...toegang.inzagelijst import (
    LOGBOEK_LEZEN,
    STRAF,
    doel_in_woorden,
    functie_in_woorden,
    inzagelijst,
    over,
    pdf,
)
from ...toegang.logboek import leg_vast, uitvoer, zoek, zonder_straf
from ...toegang.models import Logregel
from ...toegang.rollen import AUDITOR, noodtoegangen, rollen_van
from ...toegang.tempo import neem_beurt

PER_BLAD = 50
# Each question looks through the log: so an auditor gets some at once, and then one per second.
INEENS, PER_SECONDE = 60, 1.0


class GeenAuditor(Gebruikersfout):
    """Only an auditor reads the log."""

    code = "GEEN-ROL"

    def __init__(self) -> None:
        super().__init__(
            gettext("U kunt het logboek niet lezen."), gettext("Dat kan wie auditor is van een organisatie.")
        )


def _van_wie(request: HttpRequest, nummer: str) -> set[str]:
    """The organisations of which this user is auditor; that the log is read, about a number or not, leaves a line for each."""
    eigen = set(rollen_van(request.user).filter(functie=AUDITOR).values_list("organisatie", flat=True))
    if not eigen:
        raise GeenAuditor
    neem_beurt(Opslag(), f"logboek lezen {request.user.get_username()}", hoogstens=INEENS, per_seconde=PER_SECONDE)
    for organisatie in sorted(eigen):
        leg_vast(
            blik(Vraag(request.user.get_username(), organisatie, AUDITOR)), LOGBOEK_LEZEN, nummer, datetime.now(UTC)
        )
    return eigen


def _regels(request: HttpRequest) -> tuple[QuerySet[Logregel], set[str], str]:
    """The lines that this auditor asks for, of which organisations it is auditor, and the subject when one is asked for."""
    tekst = request.GET.get("over", "").strip()[:200]
    try:
        nummer = lees_nummer(tekst) if tekst else ""
    except OngeldigNummer:
        nummer = ""
    eigen = _van_wie(request, nummer)
    if nummer:
        return over([nummer]).exclude(~Q(organisatie__in=eigen), doel=STRAF), eigen, nummer
    return zoek(tekst).filter(organisatie__in=eigen), eigen, ""


@login_required
@require_safe
def logboek_(request: HttpRequest) -> HttpResponse:
    """A page of the log; of one register number every look by anybody. Raises `GeenAuditor`."""
    regels, eigen, nummer = _regels(request)
    totaal = regels.count()
    gekozen = request.GET.get("blad", "")
    bladen = max(1, -(-totaal // PER_BLAD))
    blad = min(max(int(gekozen), 1), bladen) if gekozen.isdecimal() and len(gekozen) < 7 else 1
    context: dict[str, Any] = {
        "regels": [
            (r, organisatienaam(r.organisatie), functie_in_woorden(r, r.organisatie in eigen), doel_in_woorden(r),
             *((r.gronden, r.klassen) if r.organisatie in eigen else zonder_straf(r)), r.organisatie in eigen)
            for r in regels[(blad - 1) * PER_BLAD : blad * PER_BLAD]
        ],
        "totaal": totaal, "blad": blad, "bladen": bladen, "nummer": nummer, "over": request.GET.get("over", "")[:200],
        "nood": [(r, functie_in_woorden(r), organisatienaam(r.organisatie)) for r in noodtoegangen().filter(organisatie__in=eigen)],
        "organisaties": ", ".join(sorted(map(organisatienaam, eigen))),
    }  # fmt: skip
    return render(request, "stelsel/logboek.html", context)


@login_required
@require_safe
def logboek_uitvoer(request: HttpRequest) -> StreamingHttpResponse:
    """All lines of this selection, in the form of the standard. Raises `GeenAuditor`, `TeVaak`."""
    regels, eigen, _ = _regels(request)
    neem_beurt(Opslag(), f"logboek {request.user.get_username()}", hoogstens=6, per_seconde=1 / 20)
    antwoord = StreamingHttpResponse(uitvoer(regels, eigen), content_type="application/x-ndjson; charset=utf-8")
    antwoord["Content-Disposition"] = (
        f'attachment; filename="stelsel-logboek-{in_nederland(datetime.now(UTC)):%Y-%m-%d}.jsonl"'
    )
    return antwoord


@login_required
@require_safe
def inzagelijst_(request: HttpRequest, nummer: str) -> HttpResponse:
    """Who looked at a company or location, on paper, as it gets it itself: nobody's account. Raises `GeenAuditor`, `TeVaak`."""
    _van_wie(request, lees_nummer(nummer))
    neem_beurt(Opslag(), f"logboek {request.user.get_username()}", hoogstens=6, per_seconde=1 / 20)
    lijst = inzagelijst(Opslag(), nummer)
    antwoord = HttpResponse(pdf(lijst), content_type="application/pdf")
    antwoord["Content-Disposition"] = (
        f'attachment; filename="inzagen-{lijst.nummer}-{in_nederland(lijst.op):%Y-%m-%d}.pdf"'
    )
    return antwoord
