"""Make the app plane ready: settings, and tables as this version wants them."""

from __future__ import annotations

import os

from ..opslag import Opslag


def maak_klaar() -> None:
    """Configure Django in this process and bring its database up to date. Safe to call by several processes at once."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stelsel.web.settings")
    import django
    from django.core.management import call_command

    django.setup()
    opslag = Opslag()
    (opslag.map / "app").mkdir(parents=True, exist_ok=True)
    with opslag.slot("app"):
        call_command("migrate", verbosity=0, interactive=False)
