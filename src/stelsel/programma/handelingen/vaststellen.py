"""A body adopts the draft; with the last body it freezes. Nothing that was not checked, and nothing that vanished."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from ...begrippen import Gebruikersfout
from .. import edities, feiten, models
from ..verschil import verschil
from .doorgeven import meta_van


class NogNietKlaar(Gebruikersfout):
    """What keeps the draft from being adopted."""

    code = "NOG-NIET-KLAAR"

    def __init__(self, redenen: list[str]):
        self.redenen = tuple(redenen)
        meer = f" (en nog {len(redenen) - 8})" if len(redenen) > 8 else ""
        super().__init__(
            f"Het concept kan nog niet worden vastgesteld: {'; '.join(redenen[:8])}{meer}.", "Rond dit eerst af."
        )


def beletsels(e: models.Editie) -> list[str]:
    """Parts that were not checked, and promises that vanished since the last edition."""
    uit = [f"{d.soort} {d.sleutel} is {models.Fase(d.fase).label}".replace("  ", " ")
           for d in e.delen.exclude(fase=models.Fase.GECONTROLEERD).exclude(soort="kop")]  # fmt: skip
    if e.vorige:
        uit += [f"{w.ref} {w.titel}: {w.naar}" for w in verschil(edities.lees(e.vorige), edities.lees(e)).fouten]
    return uit


def aan_de_beurt(e: models.Editie) -> str | None:
    """The body that adopts next; None when all have."""
    kop = e.delen.get(soort="kop").inhoud
    genomen = {b["orgaan"] for b in kop.get("programma_besluiten", [])}
    return next((o for o in meta_van(e).vaststellers if o not in genomen), None)


@transaction.atomic
def stel_vast(e: models.Editie, orgaan: str, dag: date, wie: str) -> models.Editie:
    """Record that a body adopted the draft on a day. Raises `NogNietKlaar`."""
    e = models.Editie.objects.select_for_update(of=("self",)).get(pk=e.pk)
    redenen = beletsels(e)
    if e.vastgesteld_op:
        redenen = ["zij is al vastgesteld"]
    elif (beurt := aan_de_beurt(e)) != orgaan:
        redenen.append(f"eerst stelt '{beurt}' vast")
    kop = models.Deel.objects.select_for_update().get(editie=e, soort="kop")
    besluiten = kop.inhoud.get("programma_besluiten", [])
    vorige = max((b["datum"] for b in besluiten), default="")
    if dag.isoformat() < vorige or dag > date.today():
        redenen.append(f"{dag:%d-%m-%Y} ligt voor het vorige besluit, of nog voor ons")
    if redenen:
        raise NogNietKlaar(redenen)
    n = len(besluiten) + 1
    kop.inhoud = kop.inhoud | {"programma_besluiten": [*besluiten, {
        "id": f"ALG:besluiten-{n}", "orgaan": orgaan, "datum": dag.isoformat(), "soort": "besluit", "wat": "Vaststelling van deze editie",
    }]}  # fmt: skip
    kop.versie += 1
    kop.save(update_fields=["inhoud", "versie"])
    models.Logregel.objects.create(
        editie=e, deel=kop, versie=kop.versie, wie=wie, handeling="vastgesteld", toelichting=orgaan
    )
    if aan_de_beurt(e) is None:
        heel: feiten.Editie = edities.lees(e)
        e.sha256, e.vastgesteld_op = edities.vingerafdruk(heel), heel.vastgesteld_op
        e.save(update_fields=["sha256", "vastgesteld_op"])
    return e
