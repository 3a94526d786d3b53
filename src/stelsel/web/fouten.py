"""Faults of users as pages: what, and what to do. Ours keep their traceback, in the log."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext

from ..begrippen import Gebruikersfout

STATUS = {
    "NUMMER-ONGELDIG": 404,
    "NUMMER-ONBEKEND": 404,
    "LEVERING-ONBEKEND": 404,
    "STAND-ONBEKEND": 404,
    "LOCATIE-ONBEKEND": 404,
    "TEGENSPRAAK-ONBEKEND": 404,
    "GEEN-STANDPUNT": 409,
    "REGISTER-LEEG": 503,
    "PROGRAMMA-ONBEKEND": 404,
    "EDITIE-ONBEKEND": 404,
    "EDITIE-NOG-GEEN": 404,
    "GEEN-GROND": 403,
    "GEEN-ROL": 403,
    "MANDATEN-ONBEKEND": 404,
    "LEVERING-WACHT-NIET": 409,
    "LEVERING-AL-BESLOTEN": 409,
    "HERSTEL-ONBEKEND": 409,
    "INTREKKEN-NIETS": 409,
    "VERTALING-ONBEKEND": 404,
    "INMIDDELS-GEWIJZIGD": 409,
    "FASE-ONGELDIG": 409,
    "AL-VASTGESTELD": 409,
    "NOG-VRAGEN": 409,
    "NOG-NIET-KLAAR": 409,
    "GEEN-LEVERROL": 403,
    "AANMELDDIENST-STIL": 503,
    "INZENDING-ONBEKEND": 404,
    "BESTAND-ONBEKEND": 404,
    "DEEL-ONBEKEND": 404,
    "INZENDING-NIET-OPEN": 409,
    "INZENDING-NIET-HEEL": 409,
    "INZENDING-TE-VEEL": 409,
    "DEEL-SLUIT-NIET-AAN": 409,
    "DEEL-ANDERS": 409,
    "LENGTE-NODIG": 411,
    "INZENDING-TE-GROOT": 413,
    "DEEL-TE-GROOT": 413,
    "DEEL-PAST-NIET": 413,
    "VERZOEK-TE-GROOT": 413,
    "TE-LANG-VOOR-PDF": 413,
    "FORMULIER-TE-GROOT": 413,
    "RECORD-NIET-GEKOPPELD": 404,
    "OORDEEL-TEGENSTRIJDIG": 409,
    "OORDEEL-NIETS-TE-HERROEPEN": 409,
    "TE-VAAK": 429,
    "EVEN-VOL": 503,
    "SCHIJF-VOL": 507,
}


def status_van(code: str) -> int:
    """HTTP status of a fault of a user."""
    return STATUS.get(code, 400)


def foutpagina(request: HttpRequest, tekst: str, doe: str, code: str, status: int) -> HttpResponse:
    """A fault as a page, or as problem+json for a machine."""
    if request.path.endswith(".json"):
        probleem = {"type": "about:blank", "title": tekst, "detail": doe, "code": code, "status": status}
        return JsonResponse(probleem, status=status, content_type="application/problem+json")
    return render(request, "stelsel/fout.html", {"tekst": tekst, "doe": doe, "code": code}, status=status)


class Gebruikersfouten:
    """Turns a `Gebruikersfout` of a view into a page, or into problem+json for a machine."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        antwoord = self.get_response(request)
        if antwoord.status_code == 405 and not antwoord.content:
            # Who signs in again after a form was sent comes here with a GET: a blank page would be a dead end.
            pagina = foutpagina(request, gettext("Er is niets verstuurd."), _terug_naar_formulier(), "METHODE", 405)
            pagina["Allow"] = antwoord["Allow"]
            return pagina
        return antwoord

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Gebruikersfout):
            return None
        return foutpagina(request, exception.tekst, exception.doe, exception.code, status_van(exception.code))


def _terug_naar_formulier() -> str:
    return gettext("Ga terug naar de pagina met het formulier, laad haar opnieuw en verstuur het dan.")


def formulier_verlopen(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without the token of this session: mostly one that stood open while somebody signed in or out."""
    return foutpagina(
        request, gettext("Het formulier is verlopen."), _terug_naar_formulier(), "FORMULIER-VERLOPEN", 403
    )


def niet_gevonden(request: HttpRequest, exception: Exception) -> HttpResponse:
    doe = gettext("Zoek hierboven op naam, adres of nummer.")
    return foutpagina(request, gettext("Deze pagina bestaat niet."), doe, "PAGINA", 404)
