"""Report of emergency access, at once: by e-mail where an address is set (STELSEL_MELDEN_AAN), and always in the log of the server.

The page of the auditor shows every one as well. A mail server that does not answer never holds back the emergency.
"""

from __future__ import annotations

import logging

from django.conf import settings
from django.core.mail import send_mail

from .models import Rol

_log = logging.getLogger("stelsel.toegang")


def meld(rol: Rol) -> None:
    """Tell that this emergency access was taken."""
    tekst = (
        f"{rol.gebruiker.get_username()} nam noodtoegang als {rol.functie} van {rol.organisatie}, "
        f"{rol.van:%d-%m-%Y %H:%M} tot {rol.tot:%H:%M} UTC. Reden: {rol.noodreden}"
    )
    _log.warning(tekst)
    if settings.MELDEN_AAN:
        try:
            send_mail("Stelsel: noodtoegang", tekst, None, settings.MELDEN_AAN)
        except OSError as e:
            _log.warning("Deze melding kon niet worden gemaild: %s", e)
