"""What the demo holds of access: an account per kind of user, named with its password on its sign-in page only; a covenant; mandates."""

from __future__ import annotations

import json
from typing import TypedDict

from ..opslag import Opslag
from .gronden import functies, partijen

# A citizen, a journalist and a company need no account.
WIE = (
    ("datasteward-dcmr", "dcmr", "datasteward"),
    ("inspecteur-dcmr", "dcmr", "inspecteur"),
    ("vergunningverlener-dcmr", "dcmr", "vergunningverlener"),
    ("planner-dcmr", "dcmr", "planner"),
    ("handhavingsjurist-dcmr", "dcmr", "handhavingsjurist"),
    ("analist-rivm", "rivm", "analist"),
    ("stelselhouder-ienw", "ienw", "stelselhouder"),
    ("officier-om", "om", "officier"),
    ("opsporing-politie", "politie", "opsporing"),
    ("adviseur-arbeidsinspectie", "arbeidsinspectie", "partner_seveso"),
    ("auditor-dcmr", "dcmr", "auditor"),
)


class Account(TypedDict):
    """What the sign-in page of the demo shows of an account."""

    naam: str
    wachtwoord: str
    wie: str


def maak_accounts(opslag: Opslag) -> None:
    """Make the accounts once; the file beside the data says that this is a demo."""
    from django.contrib.auth import get_user_model

    from .rollen import geef_rol

    bestand = opslag.map / "app" / "demo-accounts.json"
    accounts = {a["naam"]: a for a in demo_accounts(opslag)}
    for naam, organisatie, functie in WIE:
        if naam in accounts and get_user_model().objects.filter(username=naam).exists():
            continue
        _, wachtwoord = geef_rol(naam, organisatie, functie, "demo")
        if wachtwoord:
            wie = f"{functies()[functie].naam}, {partijen()[organisatie].naam}"
            accounts[naam] = {"naam": naam, "wachtwoord": wachtwoord, "wie": wie}
    bestand.write_text(json.dumps(list(accounts.values()), ensure_ascii=False), encoding="utf-8")


def demo_accounts(opslag: Opslag) -> list[Account]:
    """The accounts that the sign-in page may show; none where this is no demo."""
    try:
        uit: list[Account] = json.loads((opslag.map / "app" / "demo-accounts.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
    return uit


def maak_convenant() -> None:
    """Load the covenant for practice; loading it again changes nothing."""
    from .convenant import laad_convenanten, lees_convenanten
    from .gronden import GEGEVENS

    laad_convenanten(lees_convenanten(GEGEVENS / "oefenconvenant.json"))


def maak_mandaten() -> None:
    """Load the mandates for practice; loading them again changes nothing."""
    from .mandaat.catalogus import GEGEVENS
    from .mandaat.laden import laad_tekst

    laad_tekst((GEGEVENS / "oefenmandaten.csv").read_bytes(), "oefenmandaten.csv")
