"""Of who is signed in: is the second factor given, and is the session still one of today that is used?"""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from .api.problemen import probleem
from .versie import API_PAD

# Noted no more often than this: to write at every request would cost more than the page.
_NOTEER = 300
STERK = "sterk"


def bewaak(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware after that of the sign-in. Until the second factor is given only its own page, signing off and the language work."""

    def midden(request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return get_response(request)
        if _voorbij(request):
            logout(request)
            return get_response(request)
        if not settings.TWEEDE_FACTOR or request.session.get(STERK) or request.path in _vrij():
            return get_response(request)
        if request.path.startswith(API_PAD):
            return probleem(
                403, "Tweede factor ontbreekt", "Geef op de webpagina's eerst de code van uw app.", "TWEEDE-FACTOR"
            )
        return redirect(f"{reverse('tweede_factor')}?{urlencode({'next': request.get_full_path()})}")

    return midden


def _vrij() -> set[str]:
    return {reverse(n) for n in ("tweede_factor", "aanmelden", "afmelden", "set_language")}


def _voorbij(request: HttpRequest) -> bool:
    """Has the session ended, by its age or because nothing was asked for long? Notes when something is."""
    nu = int(time.time())
    begonnen, laatst = request.session.setdefault("begonnen", nu), request.session.get("laatst", nu)
    if nu - begonnen > settings.SESSIE_HOOGSTENS.total_seconds() or nu - laatst > settings.SESSIE_STIL.total_seconds():
        return True
    if "laatst" not in request.session or nu - laatst > _NOTEER:
        request.session["laatst"] = nu
    return False
