"""The covenants, and the white spots between omgevingsdiensten and their partners: as a table, as a map, and per agency. Open to everybody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ...begrippen import Klasse, Organisatie, bestaande, codelijst, dienst_voor
from ...opslag import Opslag
from ...toegang import organisatienaam, partijen
from ...toegang.convenant import DICHT, PARTNERS, convenanten, vlekken
from ...toegang.tempo import neem_beurt

# To look at every pair is work: so many at once per caller, and then one per second.
INEENS, PER_SECONDE = 20, 1.0
# The north-west corner of the drawing in the national grid, and how many metres one unit of it is.
_WEST, _NOORD, _METER = 0, 625_000, 70


@dataclass(frozen=True)
class Stip:
    """An agency on the drawing: where, and which part of its pairs has no covenant."""

    dienst: Organisatie
    x: int
    y: int
    deel: float
    klasse: str


@require_safe
def overzicht(request: HttpRequest) -> HttpResponse:
    """Per agency and kind of partner how many pairs lack a covenant for the class that is asked (`?klasse=strafrechtelijk`). Raises `TeVaak`."""
    neem_beurt(
        Opslag(), f"convenanten {request.META.get('REMOTE_ADDR', '')}", hoogstens=INEENS, per_seconde=PER_SECONDE
    )
    vandaag = date.today()
    afspraken = convenanten(vandaag)
    gekozen = next((k for k in DICHT if k.value == request.GET.get("klasse")), Klasse.STRAFRECHTELIJK)
    rijen, delen = [], {}
    for d in bestaande("omgevingsdienst", vandaag):
        eigen = [v for v in vlekken(d.id, vandaag, afspraken) if v.klasse is gekozen]
        per_soort = [(naam, [v for v in eigen if v.soort == s]) for s, naam in PARTNERS.items()]
        rijen.append(
            (d, [(naam, sum(v.wit for v in lijst), len(lijst), any(v.wet for v in lijst)) for naam, lijst in per_soort])
        )
        delen[d.id] = sum(v.wit for v in eigen) / max(len(eigen), 1)
    context: dict[str, Any] = {
        "convenanten": [
            (c, _namen(c.houders), _namen(c.ontvangers), sorted(c.klassen, key=lambda k: k.nr)) for c in afspraken
        ], "rijen": rijen, "soorten": PARTNERS.values(), "klassen": DICHT, "gekozen": gekozen,
        "stippen": _stippen([d for d, _ in rijen], delen), "land": _land(),
    }  # fmt: skip
    return render(request, "stelsel/convenanten.html", context)


def _namen(ids: Iterable[str]) -> str:
    return ", ".join(sorted(map(organisatienaam, ids)))


@require_safe
def dienst_(request: HttpRequest, orgaan: str) -> HttpResponse:
    """Every partner and class of one agency."""
    vandaag = date.today()
    d = partijen().get(orgaan)
    if d is None or d.soort != "omgevingsdienst" or not d.bestaat(vandaag):
        raise Http404
    rijen: dict[str, tuple[Organisatie, list[Any]]] = {}
    for v in vlekken(orgaan, vandaag, convenanten(vandaag)):
        rijen.setdefault(v.partner.id, (v.partner, []))[1].append(v)
    return render(request, "stelsel/vlekken.html", {"d": d, "rijen": rijen.values(), "klassen": DICHT})


def _op_papier(x: float, y: float) -> tuple[int, int]:
    return round((x - _WEST) / _METER), round((_NOORD - y) / _METER)


def _land() -> list[tuple[int, int]]:
    """The municipalities as points: together they have the shape of the country."""
    k = codelijst("gemeente").kenmerken
    return [_op_papier(k["x"][g], k["y"][g]) for g in k["x"] if g in k["y"]]


def _stippen(diensten: list[Organisatie], delen: dict[str, float]) -> list[Stip]:
    """Each agency amid the municipalities that it is known to serve; else amid its province, beside others there."""
    lijst, vandaag = codelijst("gemeente"), date.today()
    x, y, provincie = (lijst.kenmerken[n] for n in ("x", "y", "provincie"))
    bediend: dict[str, list[str]] = {}
    for g in x:
        if (d := dienst_voor(g, vandaag)) is not None:
            bediend.setdefault(d.id, []).append(g)
    # Two files write the names of provinces with and without a hyphen.
    namen = {o.provincie.replace("-", " "): o.id for o in partijen().values() if o.soort == "provincie"}
    uit, zelfde = [], dict.fromkeys(namen, 0)
    for d in diensten:
        eigen, waar = bediend.get(d.id), d.provincie.split(";")[0].split("/")[0].strip().replace("-", " ")
        gebied = eigen or [g for g in x if provincie[g] == namen.get(waar)]
        if not gebied:
            continue
        midden = sum(x[g] for g in gebied) / len(gebied), sum(y[g] for g in gebied) / len(gebied)
        px, py = _op_papier(*midden)
        if not eigen:
            zelfde[waar] += 1
            py += 140 * zelfde[waar]
        deel = delen[d.id]
        uit.append(Stip(d, px, py, deel, "fout" if deel > 0.66 else "letop" if deel > 0.33 else "goed"))
    return uit
