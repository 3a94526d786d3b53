"""What a signed-in user sees is kept by no cache, also not by that of the browser after signing off."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


def niet_bewaren(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware after that of the sign-in."""

    def midden(request: HttpRequest) -> HttpResponse:
        antwoord = get_response(request)
        if request.user.is_authenticated:
            antwoord["Cache-Control"] = "private, no-store"
        return antwoord

    return midden
