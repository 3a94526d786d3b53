"""Dutch first: only the switch on the page chooses another language, never the settings of a browser."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


def alleen_de_schakelaar(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware before Django's own for languages, which then finds the cookie of the switch, or nothing."""

    def midden(request: HttpRequest) -> HttpResponse:
        # Many work computers of Dutch authorities ask for English without their users having chosen it.
        request.META.pop("HTTP_ACCEPT_LANGUAGE", None)
        return get_response(request)

    return midden
