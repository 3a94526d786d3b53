"""Every request has a trace: its own, or the one of the application that sent it (W3C Trace Context)."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from ..toegang.logboek import zet_spoor


def volg_spoor(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware before any that reads."""

    def midden(request: HttpRequest) -> HttpResponse:
        zet_spoor(request.headers.get("traceparent", ""))
        return get_response(request)

    return midden
