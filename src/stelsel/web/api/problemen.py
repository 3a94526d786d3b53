"""Faults as problem+json (RFC 9457): a Dutch title, what to do in `detail`, and our stable `code`."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from pydantic import Field

from ...begrippen import Gebruikersfout
from ..fouten import status_van
from ..versie import API_PAD, API_VERSIE

log = logging.getLogger("django.request")
# What a client needs to go on, besides the words.
FEITEN = ("ontvangen", "hoogstens", "redenen")


class Probleem(Schema):
    """Wat er mis is en wat helpt (RFC 9457)."""

    type: str = Field("about:blank", description="Altijd about:blank; de code zegt welk probleem het is.")
    title: str = Field(description="Wat er mis is, in een zin.")
    status: int = Field(description="De HTTP-status.")
    detail: str = Field(description="Wat u kunt doen.")
    code: str = Field(description="Vaste code van dit probleem.")
    ontvangen: int | None = Field(None, description="Van dit bestand zijn zoveel bytes bewaard; ga daar verder.")
    hoogstens: int | None = Field(None, description="De grens die is overschreden.")
    redenen: list[str] | None = Field(None, description="Alles wat niet klopt aan het verzoek.")


def probleem(status: int, title: str, detail: str, code: str, **feiten: Any) -> HttpResponse:
    """The answer."""
    inhoud = {"type": "about:blank", "title": title, "status": status, "detail": detail, "code": code, **feiten}
    return JsonResponse(inhoud, status=status, content_type="application/problem+json")


def van_fout(e: Gebruikersfout) -> HttpResponse:
    """The answer to a fault that the client can mend, with its facts."""
    feiten = {k: w for k in FEITEN if isinstance(w := getattr(e, k, None), int | tuple)}
    antwoord = probleem(status_van(e.code), e.tekst, e.doe, e.code, **feiten)
    if (over := getattr(e, "over", None)) is not None:
        antwoord["Retry-After"] = str(over)
    return antwoord


_HTTP = {
    400: ("Dit verzoek is niet te lezen.", "Kijk de beschrijving na: /api/v1/openapi.json.", "VERZOEK-ONGELDIG"),
    401: (
        "Wie u bent is niet bekend.",
        "Stuur een geldige sleutel mee: Authorization: Bearer <sleutel>.",
        "GEEN-SLEUTEL",
    ),
    403: ("Dit verzoek mag niet.", "Vernieuw de pagina en probeer het opnieuw.", "GEWEIGERD"),
    404: ("Dit bestaat niet.", "Kijk de beschrijving na: /api/v1/openapi.json.", "ONBEKEND"),
    405: ("Dat kan hier niet.", "Kijk in de header Allow wat hier wel kan.", "METHODE"),
    500: (
        "Er ging iets mis in Stelsel. Dat ligt niet aan u.",
        "Probeer het later opnieuw, of meld het de beheerder.",
        "STORING",
    ),
}


def _van_status(status: int) -> HttpResponse:
    return probleem(status, *_HTTP[status if status in _HTTP else 400 if status < 500 else 500])


_WAAROM = {"missing": "ontbreekt", "extra_forbidden": "hoort hier niet", "json_invalid": "is geen JSON"}


def _ongeldig(e: ValidationError) -> HttpResponse:
    """Every fault of the request at once, by its place."""
    redenen = []
    for f in e.errors:
        waar = ".".join(str(w) for w in f["loc"] if w not in ("body", "query", "path", "gegevens")) or "verzoek"
        redenen.append(f"{waar[:200]}: {_WAAROM.get(f['type'], 'heeft niet de vorm die is beschreven')}")
    return probleem(400, *_HTTP[400], redenen=redenen[:100])


def vang(api: NinjaAPI) -> None:
    """Let the API answer every fault in this form."""
    for soort in (Exception, Gebruikersfout, ValidationError, AuthenticationError, HttpError, Http404):
        api.add_exception_handler(soort, _antwoord)


def _antwoord(request: HttpRequest, e: Any) -> HttpResponse:
    match e:
        case Gebruikersfout():
            return van_fout(e)
        case ValidationError():
            return _ongeldig(e)
        case HttpError():
            antwoord = _van_status(e.status_code)
            if isinstance(e, AuthenticationError):
                antwoord["WWW-Authenticate"] = "Bearer"
            return antwoord
        case Http404():
            return _van_status(404)
    log.error("%s %s", request.method, request.path, exc_info=e)
    return _van_status(500)


def antwoorden(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: what holds for every answer under the path of the API, also of routes that do not exist."""

    def midden(request: HttpRequest) -> HttpResponse:
        antwoord = get_response(request)
        if not request.path.startswith(API_PAD):
            return antwoord
        if antwoord.status_code >= 400 and antwoord["Content-Type"] != "application/problem+json":
            zonder, antwoord = antwoord, _van_status(antwoord.status_code)
            if "Allow" in zonder:
                antwoord["Allow"] = zonder["Allow"]
        antwoord["API-Version"] = API_VERSIE
        antwoord["Cache-Control"] = "no-store"
        return antwoord

    return midden
