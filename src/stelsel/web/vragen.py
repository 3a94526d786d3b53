"""The question of a request: who is signed in, in which of their functions, for which purpose and case; kept in the session."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from ..toegang import NIEMAND, Blik, Vraag, blik, doelen, functies, gronden, partijen
from ..toegang.gronden import ZAAK
from ..toegang.models import Rol
from ..toegang.rollen import AUDITOR, hoe, rollen_nu
from ..toegang.vraag import een_regel

_SLEUTEL = "vraag"


def blik_van(request: HttpRequest) -> Blik:
    """What this request may see; asked once per request."""
    if not hasattr(request, "_blik"):
        request._blik = blik(_vraag(request))
    uit: Blik = request._blik
    return uit


def _vraag(request: HttpRequest) -> Vraag:
    if not request.user.is_authenticated:
        return NIEMAND
    rol, gekozen = rol_van(request), request.session.get(_SLEUTEL, {})
    if rol is None:
        return Vraag(wie=request.user.get_username())
    doel = gekozen.get("doel", "") if gekozen.get("rol") == rol.pk else ""
    zaak = gekozen.get("zaak", "") if gekozen.get("rol") == rol.pk else ""
    return Vraag(
        request.user.get_username(),
        rol.organisatie,
        rol.functie,
        _doel(rol, doel),
        zaak,
        hoe=hoe(rol),
    )


def rol_van(request: HttpRequest) -> Rol | None:
    """The role in which is asked: the chosen one as long as it counts, else the own one that sees most. Asked once per request."""
    if not hasattr(request, "_rol"):
        request._rol = _rol(request)
    uit: Rol | None = request._rol
    return uit


def _rol(request: HttpRequest) -> Rol | None:
    rollen = rollen_nu(request.user)
    gekozen = request.session.get(_SLEUTEL, {}).get("rol")
    per_keuze = [r for r in rollen if r.pk == gekozen]
    # Emergency access is only used by who chose it.
    gewoon = [r for r in rollen if not r.noodreden]
    return next(
        iter(per_keuze or sorted(gewoon, key=lambda r: (bool(r.vervangt_id), -len(functies()[r.functie].doelen)))), None
    )


def kies(request: HttpRequest, rol: Rol, doel: str, zaak: str) -> None:
    """From now on the session asks so. Unknown purposes fall back to the first of the function; a case is kept where a ground asks it."""
    doel = _doel(rol, doel)
    zaak = een_regel(zaak)[:200] if doel in vragen_zaak() else ""
    request.session[_SLEUTEL] = {"rol": rol.pk, "doel": doel, "zaak": zaak}
    # Another right is another session: who had the old cookie has nothing.
    request.session.cycle_key()
    for naam in ("_blik", "_rol"):
        if hasattr(request, naam):
            delattr(request, naam)


def _doel(rol: Rol, gekozen: str) -> str:
    """The purpose that was chosen when the function has it, else its first."""
    mogelijk = functies()[rol.functie].doelen
    return gekozen if gekozen in mogelijk else next(iter(mogelijk), "")


def vragen_zaak() -> set[str]:
    """The purposes for which a ground asks that a case is named."""
    return {d for g in gronden() if g.eis == ZAAK for d in g.doelen}


def in_kop(request: HttpRequest) -> dict[str, Any] | None:
    """What the head of a page says of the question; None for who is not signed in or has no function."""
    b = blik_van(request)
    if not b.vraag.organisatie:
        return None
    rol = rol_van(request)
    return {
        "organisatie": partijen()[b.vraag.organisatie].naam,
        "functie": functies()[b.vraag.functie].naam,
        "doel": doelen()[b.vraag.doel].naam if b.vraag.doel in doelen() else "",
        "zaak": b.vraag.zaak,
        "auditor": b.vraag.functie == AUDITOR,
        "vervangt": rol.vervangt.get_username() if rol and rol.vervangt else "",
        "nood": bool(rol and rol.noodreden),
        "tot": rol.tot if rol else None,
    }
