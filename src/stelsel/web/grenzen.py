"""How much a form may bring. Django reads a form with files before any page asks who sends it; so this asks first."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from ..begrippen import Gebruikersfout
from .fouten import foutpagina, status_van
from .versie import API_PAD

FORMULIER_HOOGSTENS = 5 * 1024**2
BESTANDEN_HOOGSTENS = 100 * 1024**2


class FormulierTeGroot(Gebruikersfout):
    """More than a form may hold."""

    code = "FORMULIER-TE-GROOT"

    def __init__(self, hoogstens: int):
        self.hoogstens = hoogstens
        mb = hoogstens // 1024**2
        super().__init__(f"Met dit formulier kunt u hoogstens {mb} MB sturen.",
                         "Zet JavaScript aan, of gebruik de API: dan gaat het in delen.")  # fmt: skip


def begrens(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware after that of the sign-in. The API has limits of its own."""

    def midden(request: HttpRequest) -> HttpResponse:
        lengte = request.META.get("CONTENT_LENGTH") or "0"
        if lengte == "0" or request.path.startswith(API_PAD):
            return get_response(request)
        met_bestanden = request.path == reverse("inleveren") and request.user.is_authenticated
        hoogstens = BESTANDEN_HOOGSTENS if met_bestanden else FORMULIER_HOOGSTENS
        if not lengte.isdigit() or int(lengte) > hoogstens:
            e = FormulierTeGroot(hoogstens)
            return foutpagina(request, e.tekst, e.doe, e.code, status_van(e.code))
        return get_response(request)

    return midden
