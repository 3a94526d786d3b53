"""Users who sign in. Their names are functions (`trekker-pijler-2`), never names of people; passwords are given out once."""

from __future__ import annotations

import re
import secrets

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser

from ..begrippen import Gebruikersfout

NAAM = re.compile(r"[a-z][a-z0-9-]{2,60}")


class NaamOngeldig(Gebruikersfout):
    """The name of a user cannot be read as that of a function."""

    code = "GEBRUIKER-NAAM"

    def __init__(self, naam: str):
        self.naam = naam
        super().__init__(
            f"'{naam[:60]}' kan geen naam van een gebruiker zijn.",
            "Gebruik de functie, in 3 tot 61 kleine letters, cijfers en streepjes: trekker-pijler-2.",
        )


def maak_gebruiker(naam: str) -> tuple[AbstractBaseUser, str | None]:
    """The user with this name, and the password when the user is new. Raises `NaamOngeldig`."""
    if not NAAM.fullmatch(naam):
        raise NaamOngeldig(naam)
    model = get_user_model()
    if (er := model.objects.filter(username=naam).first()) is not None:
        return er, None
    wachtwoord = secrets.token_urlsafe(15)
    return model.objects.create_user(naam, password=wachtwoord), wachtwoord


def nieuw_wachtwoord(naam: str) -> str | None:
    """Another password for who lost theirs; None when there is no such user, or the account is closed."""
    er = get_user_model().objects.filter(username=naam, is_active=True).first()
    if er is None:
        return None
    wachtwoord = secrets.token_urlsafe(15)
    er.set_password(wachtwoord)
    er.save()
    return wachtwoord
