"""Who looks at the pages of access: clients of users in a function."""

from __future__ import annotations

from django.test import Client

from stelsel.toegang.models import Rol
from stelsel.toegang.rollen import geef_rol

# The summary of the visit in the register of these tests.
GEHEIM = "Vaten lekten in de sloot"
HIER = {"host": "localhost"}


def klant(naam="inspecteur-dcmr", organisatie="dcmr", functie="inspecteur", client=None) -> Client:
    r, _ = geef_rol(naam, organisatie, functie, "toets")
    client = client or Client(headers=HIER)
    client.force_login(r.gebruiker, "django.contrib.auth.backends.ModelBackend")
    return client


def rol(client, functie) -> Rol:
    return Rol.objects.get(gebruiker_id=client.session["_auth_user_id"], functie=functie)
