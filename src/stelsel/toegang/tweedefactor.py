"""The second factor of who signs in with a password: a code of an app that changes every half minute (TOTP, by `django-otp`)."""

from __future__ import annotations

from typing import Any

import segno
from django.contrib.auth import get_user_model
from django_otp.plugins.otp_totp.models import TOTPDevice

from .rollen import GebruikerOnbekend

NAAM = "app"


def apparaat(gebruiker: Any) -> TOTPDevice | None:
    """The app that a user confirmed; None when there is none yet."""
    er: TOTPDevice | None = TOTPDevice.objects.filter(user=gebruiker, confirmed=True).first()
    return er


def nieuw_apparaat(gebruiker: Any, eigen: int | None) -> TOTPDevice:
    """The app that a user is about to confirm, the same at every look of one session (`eigen`: which one that is there) until it is.

    Another session never sees its secret, and making one ends those of others: who only knows the password cannot have the same app.
    """
    onbevestigd = TOTPDevice.objects.filter(user=gebruiker, confirmed=False)
    er: TOTPDevice | None = onbevestigd.filter(pk=eigen).first()
    if er is None:
        onbevestigd.delete()
        er = TOTPDevice.objects.create(user=gebruiker, confirmed=False, name=NAAM)
    return er


def beeld(er: TOTPDevice) -> str:
    """The QR code of an app as SVG, to stand in a page."""
    return str(segno.make_qr(er.config_url, error="m").svg_inline(scale=5, border=2, svgclass="s-qr", lineclass=None))


def geheim(er: TOTPDevice) -> str:
    """The secret in letters, four by four, for who cannot scan."""
    from base64 import b32encode

    letters = b32encode(er.bin_key).decode().rstrip("=")
    return " ".join(letters[i : i + 4] for i in range(0, len(letters), 4))


def klopt(er: TOTPDevice, code: str) -> bool:
    """Is this the code of now? Wrong ones make waiting longer each time; a code counts once. The first right one confirms the app."""
    toegestaan, _ = er.verify_is_allowed()
    goed = bool(toegestaan and er.verify_token("".join(code.split())))
    if goed and not er.confirmed:
        er.confirmed = True
        er.save()
    return goed


def vergeet(naam: str) -> bool:
    """Forget the app of who lost it, so that another can be set up at the next sign-in; False when there was none. Raises `GebruikerOnbekend`."""
    er = get_user_model().objects.filter(username=naam).first()
    if er is None:
        raise GebruikerOnbekend(naam)
    return bool(TOTPDevice.objects.filter(user=er).delete()[0])
