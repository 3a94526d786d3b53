"""Signing in: with a name, a password and the code of an app; or at the OpenID provider of the own organisation."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import LoginView
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django_otp import login as otp_login
from mozilla_django_oidc.views import OIDCAuthenticationCallbackView, OIDCAuthenticationRequestView

from ...opslag import Opslag
from ...toegang.demo import demo_accounts
from ...toegang.oidc import ontdek
from ...toegang.tweedefactor import apparaat, beeld, geheim, klopt, nieuw_apparaat
from ..sessie import STERK
from ..verder import ga_verder

# Which app this session is about to confirm.
INSTELLEN = "app"


class Aanmelden(LoginView):
    """The sign-in page; in a demo it names the accounts, and those need no second factor."""

    template_name = "stelsel/aanmelden.html"

    def get_context_data(self, **kw: Any) -> dict[str, Any]:
        return super().get_context_data(
            demo_accounts=demo_accounts(Opslag()), oidc=bool(settings.OIDC), los=not settings.TWEEDE_FACTOR, **kw
        )

    def form_valid(self, form: Any) -> HttpResponse:
        antwoord = super().form_valid(form)
        # Its password stands on the page above: a code would keep nobody out.
        if form.get_user().get_username() in {a["naam"] for a in demo_accounts(Opslag())}:
            self.request.session[STERK] = True
        return antwoord


@login_required
def tweede_factor(request: HttpRequest) -> HttpResponse:
    """Ask the code of the app; of who has none yet, set one up first."""
    er = apparaat(request.user)
    nieuw = er is None
    if er is None:
        er = nieuw_apparaat(request.user, request.session.get(INSTELLEN))
        request.session[INSTELLEN] = er.pk
    verder = request.POST.get("verder") or request.GET.get("next", "")
    fout = False
    if request.method == "POST":
        if klopt(er, request.POST.get("code", "")[:20]):
            otp_login(request, er)
            request.session.cycle_key()
            request.session[STERK] = True
            return ga_verder(request, verder, "blik")
        fout = True
    # The picture is made here, of our own secret, by a library that escapes.
    qr = mark_safe(beeld(er)) if nieuw else ""  # noqa: S308
    context = {"nieuw": nieuw, "qr": qr, "geheim": geheim(er) if nieuw else "", "fout": fout, "verder": verder}
    return render(request, "stelsel/tweedefactor.html", context)


class OidcBegin(OIDCAuthenticationRequestView):
    """Go to the provider. Raises `AanmelddienstStil`."""

    def __init__(self, **kw: Any) -> None:
        super(OIDCAuthenticationRequestView, self).__init__(**kw)
        self.OIDC_RP_CLIENT_ID = settings.OIDC_RP_CLIENT_ID

    @property
    def OIDC_OP_AUTH_ENDPOINT(self) -> str:
        return str(ontdek()["authorization_endpoint"])

    def get(self, request: HttpRequest) -> HttpResponse:
        if not settings.OIDC:
            raise Http404
        antwoord: HttpResponse = super().get(request)
        return antwoord


class OidcTerug(OIDCAuthenticationCallbackView):
    """Come back from the provider: its own second factor counts here."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if not settings.OIDC:
            raise Http404
        request.session.pop("oidc_onbekend", None)
        antwoord: HttpResponse = super().get(request)
        return antwoord

    def login_success(self) -> HttpResponseRedirect:
        antwoord: HttpResponseRedirect = super().login_success()
        self.request.session[STERK] = True
        return antwoord

    def login_failure(self) -> HttpResponse:
        """Who is not known here hears by which mark the administrator can let them in."""
        context = {"onderwerp": self.request.session.pop("oidc_onbekend", "")}
        return render(self.request, "stelsel/oidcmislukt.html", context, status=403)
