"""The way of a part: from its trekker to the programme team, and on, or back with a remark."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from ...begrippen import Gebruikersfout
from .. import feiten, models
from ..feiten import open_planning
from .wijzigen import VORM, InmiddelsGewijzigd, nog_open


class NogVragen(Gebruikersfout):
    """What was due is not answered yet."""

    code = "NOG-VRAGEN"

    def __init__(self, vragen: list[str]):
        self.vragen = tuple(vragen)
        super().__init__(
            f"Nog niet beantwoord: {'; '.join(vragen)}.",
            "Meld deze toezeggingen gereed, of verschuif ze met een reden.",
        )


class FaseOngeldig(Gebruikersfout):
    """The part is at another step than was thought."""

    code = "FASE-ONGELDIG"

    def __init__(self, d: models.Deel):
        super().__init__(f"Dit deel is nu {models.Fase(d.fase).label}.", "Ververs de pagina.")


def vragen(d: models.Deel, e: feiten.Meta) -> list[feiten.Planning]:
    """Promises whose period has ended by the day that the draft reports about, not reported done and not moved."""
    if d.soort == "tekst" or e.stand_op is None:
        return []
    if d.soort == "kop":
        return open_planning(feiten.Algemeen.model_validate(d.inhoud.get("algemeen", {})).planning, e.stand_op)
    x: Any = VORM[d.soort].model_validate(d.inhoud)
    delen = list(x.allen()) if isinstance(x, feiten.Onderwerp) else [x]
    return [p for y in delen if not getattr(y, "afgerond", False) and not getattr(y, "vervallen", None)
            for p in open_planning(y.planning, e.stand_op)]  # fmt: skip


def meta_van(e: models.Editie) -> feiten.Meta:
    """The head of an edition."""
    return feiten.Meta.model_validate(e.delen.get(soort="kop").inhoud["meta"])


def genomen_besluiten(e: models.Editie) -> list[dict[str, Any]]:
    """The adoptions of a draft so far."""
    return list(e.delen.get(soort="kop").inhoud.get("programma_besluiten", []))


STAPPEN = {
    "doorgeven": (models.Fase.OPSTELLEN, models.Fase.CONTROLE),
    "goedkeuren": (models.Fase.CONTROLE, models.Fase.GECONTROLEERD),
    "teruggeven": (models.Fase.CONTROLE, models.Fase.OPSTELLEN),
    "heropenen": (models.Fase.GECONTROLEERD, models.Fase.CONTROLE),
}


@transaction.atomic
def zet(d: models.Deel, versie: int, stap: str, wie: str, toelichting: str = "") -> models.Deel:
    """Take a step (`doorgeven`, `goedkeuren`, `teruggeven`, `heropenen`) with the version that was read.

    Raises `InmiddelsGewijzigd`, `FaseOngeldig`, `NogVragen`.
    """
    van, naar = STAPPEN[stap]
    nog_open(d.editie)
    nu = models.Deel.objects.select_for_update(of=("self",)).select_related("editie").get(pk=d.pk)
    if nu.versie != versie:
        raise InmiddelsGewijzigd(list(nu.log.filter(versie__gt=versie)), nu.versie)
    if nu.fase != van:
        raise FaseOngeldig(nu)
    if stap in ("doorgeven", "goedkeuren") and (open_ := vragen(nu, meta_van(nu.editie))):
        raise NogVragen([p.wat for p in open_])
    nu.fase = naar
    nu.save(update_fields=["fase"])
    models.Logregel.objects.create(
        editie=nu.editie, deel=nu, versie=nu.versie, wie=wie, handeling=stap, toelichting=toelichting
    )
    return nu
