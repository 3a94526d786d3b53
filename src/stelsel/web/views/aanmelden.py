"""Signing in with a name and a password."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.views import LoginView

from ...opslag import Opslag
from ...toegang.demo import demo_accounts


class Aanmelden(LoginView):
    """The sign-in page; in a demo it names the accounts."""

    template_name = "stelsel/aanmelden.html"

    def get_context_data(self, **kw: Any) -> dict[str, Any]:
        return super().get_context_data(demo_accounts=demo_accounts(Opslag()), **kw)
