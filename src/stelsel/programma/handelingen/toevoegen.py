"""Add a topic or an action to a draft. A topic gets the next number; one of the past is not given again."""

from __future__ import annotations

from string import ascii_uppercase

from django.db import transaction
from django.db.models import Max

from ...begrippen import Gebruikersfout
from .. import edities, feiten, models
from .wijzigen import nog_open, wijzig


class TitelOntbreekt(Gebruikersfout):
    """A new part has no title."""

    code = "TITEL-ONTBREEKT"

    def __init__(self) -> None:
        super().__init__("Een titel heeft 1 tot 300 leesbare tekens.", "Vul een titel in.")


def schone_titel(titel: str) -> str:
    """The title on one line. Raises `TitelOntbreekt`."""
    titel = " ".join(titel.split())
    try:
        feiten.leesbaar(titel)
    except ValueError as e:
        raise TitelOntbreekt from e
    if not 1 <= len(titel) <= 300:
        raise TitelOntbreekt
    return titel


@transaction.atomic
def voeg_onderwerp_toe(e: models.Editie, pijler: int, titel: str, wie: str) -> models.Deel:
    """A new topic at the end of a pillar, marked as new in this edition."""
    titel = schone_titel(titel)
    nog_open(e)
    ooit = models.Deel.objects.filter(editie__programma=e.programma, soort="onderwerp", pijler=pijler)
    nummer = max((d.inhoud["nummer"] for d in ooit), default=0) + 1
    e_nu = edities.lees(e)
    while e_nu.heeft(ref := f"P{pijler}({nummer})"):
        nummer += 1
    laatste = e.delen.aggregate(m=Max("volgorde"))["m"] or 0
    hier = e.delen.filter(soort="onderwerp", pijler=pijler).aggregate(m=Max("volgorde"))["m"]
    d = models.Deel.objects.create(
        editie=e, soort="onderwerp", sleutel=ref, pijler=pijler, volgorde=hier if hier is not None else laatste + 1,
        inhoud={"nummer": nummer, "ref": ref, "titel": titel, "nieuw_in": {"vgr": e.code}},
    )  # fmt: skip
    models.Logregel.objects.create(editie=e, deel=d, versie=1, wie=wie, handeling="toegevoegd", toelichting=titel)
    return d


def voeg_actie_toe(d: models.Deel, versie: int, titel: str, wie: str) -> models.Deel:
    """A new action at the end of a topic: the next letter."""
    titel = schone_titel(titel)
    acties = d.inhoud.get("acties", [])
    bezet = {a["id"] for a in acties}
    letters = [*ascii_uppercase, *(a + b for a in ascii_uppercase for b in ascii_uppercase)]
    letter = next(x for x in letters if x not in bezet)
    actie = {"id": letter, "ref": f"{d.sleutel}{letter}", "titel": titel, "nieuw_in": {"vgr": d.editie.code}}
    return wijzig(d, versie, d.inhoud | {"acties": [*acties, actie]}, wie, f"actie {letter} toegevoegd")
