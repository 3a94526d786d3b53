"""A body adopts the draft; with the last body it freezes. Nothing that was not checked, and nothing that vanished."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from ...begrippen import Gebruikersfout
from .. import edities, feiten, models
from ..verschil import verschil
from .doorgeven import genomen_besluiten, meta_van, vragen


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
    kop = e.delen.get(soort="kop")
    uit += [f"algemeen: nog niet beantwoord: {p.wat}" for p in vragen(kop, meta_van(e))]
    if e.vorige:
        uit += [f"{w.ref} {w.titel}: {w.naar}" for w in verschil(edities.lees(e.vorige), edities.lees(e)).fouten]
    return uit


def aan_de_beurt(e: models.Editie) -> str | None:
    """The body that adopts next; None when all have."""
    genomen = {b["orgaan"] for b in genomen_besluiten(e)}
    return next((o for o in meta_van(e).vaststellers if o not in genomen), None)


def _vroegst(e: models.Editie, besluiten: list[dict[str, Any]]) -> date:
    """A body adopts not before the body before it, the edition before it, and the day that the edition tells about."""
    dagen = [date.fromisoformat(b["datum"]) for b in besluiten]
    dagen += [d for d in (meta_van(e).stand_op, e.vorige and e.vorige.vastgesteld_op) if d]
    return max(dagen, default=date.min)


@transaction.atomic
def stel_vast(e: models.Editie, orgaan: str, dag: date, wie: str, gezien: str) -> models.Editie:
    """Record that a body adopted the draft on a day. `gezien`: the `vingerafdruk` of the draft that was looked at.

    Raises `NogNietKlaar`.
    """
    e = models.Editie.objects.select_for_update(of=("self",)).get(pk=e.pk)
    redenen = beletsels(e)
    if e.vastgesteld_op:
        redenen = ["zij is al vastgesteld"]
    elif edities.vingerafdruk(edities.lees(e)) != gezien:
        redenen.append("het concept is gewijzigd nadat u het opende; lees het opnieuw")
    elif (beurt := aan_de_beurt(e)) != orgaan:
        redenen.append(f"eerst stelt '{beurt}' vast")
    kop = models.Deel.objects.select_for_update().get(editie=e, soort="kop")
    besluiten = kop.inhoud.get("programma_besluiten", [])
    if not (vroegst := _vroegst(e, besluiten)) <= dag <= date.today():
        redenen.append(f"{dag:%d-%m-%Y} ligt voor {vroegst:%d-%m-%Y}, of nog voor ons")
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


@transaction.atomic
def trek_vaststelling_in(e: models.Editie, wie: str, motief: str) -> None:
    """What a body adopted goes back to the programme team, so that it can be changed. Raises `NogNietKlaar`."""
    e = models.Editie.objects.select_for_update(of=("self",)).get(pk=e.pk)
    kop = models.Deel.objects.select_for_update().get(editie=e, soort="kop")
    if e.vastgesteld_op or not kop.inhoud.get("programma_besluiten"):
        raise NogNietKlaar(["er is geen vaststelling om in te trekken"])
    kop.inhoud = kop.inhoud | {"programma_besluiten": []}
    kop.versie += 1
    kop.save(update_fields=["inhoud", "versie"])
    models.Logregel.objects.create(
        editie=e, deel=kop, versie=kop.versie, wie=wie, handeling="vaststelling ingetrokken", toelichting=motief
    )
