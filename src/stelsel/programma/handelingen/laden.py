"""Load an edition from a file. An adopted edition is frozen from the first moment; the same file again changes nothing."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction

from ...begrippen import Gebruikersfout
from .. import edities, feiten, models
from ..lezen import MEEGELEVERD, lees


class EditieBestaatAl(Gebruikersfout):
    """This edition is here already, with other contents."""

    code = "EDITIE-BESTAAT"

    def __init__(self, code: str, vastgesteld: bool):
        self.code_, self.vastgesteld = code, vastgesteld
        if vastgesteld:
            zin, doe = (
                f"Editie '{code}' staat er al, met een andere inhoud.",
                "Zij is vastgesteld en verandert nooit. Een verbetering is een erratum.",
            )
        else:
            zin, doe = "Er is al een concept.", "Stel dat eerst vast, of trek het in."
        super().__init__(zin, doe)


class AnderProgramma(Gebruikersfout):
    """Two programmes would get the same code."""

    code = "PROGRAMMA-ANDER"

    def __init__(self, code: str, hier: str, nieuw: str):
        super().__init__(
            f"De code '{code}' is van '{hier}'; dit bestand gaat over '{nieuw}'.",
            "Geef het bestand een eigen meta.code.",
        )


class VolgordeOngeldig(Gebruikersfout):
    """An older edition cannot slip in behind one that was adopted later under the same number."""

    code = "EDITIE-VOLGORDE"

    def __init__(self, code: str, volgnummer: int, ander: str):
        super().__init__(
            f"Editie '{code}' heeft volgnummer {volgnummer}, net als editie '{ander}'.",
            "Geef elke editie een eigen volgnummer.",
        )


def laad(bestand: Path, wie: str = "opdrachtregel") -> tuple[models.Editie, bool]:
    """The stored edition, and whether it is new. Raises `EditieOnleesbaar`, `EditieBestaatAl`, `VolgordeOngeldig`."""
    return bewaar(lees(bestand), wie, bestand.name)


def laad_meegeleverd() -> list[models.Editie]:
    """Load the editions that come with the product: real, public reports."""
    return [laad(bestand)[0] for bestand in sorted(MEEGELEVERD.glob("*.json"))]


@transaction.atomic
def bewaar(e: feiten.Editie, wie: str, naam: str) -> tuple[models.Editie, bool]:
    """Store these facts as an edition of their programme."""
    p, _ = models.Programma.objects.get_or_create(
        code=e.meta.code, defaults={"naam": e.meta.programma, "kort": e.meta.kort or e.meta.programma}
    )
    if p.naam != e.meta.programma:
        raise AnderProgramma(p.code, p.naam, e.meta.programma)
    # Two that load at once take turns, so that the second finds what the first stored.
    p = models.Programma.objects.select_for_update().get(pk=p.pk)
    sha = edities.vingerafdruk(e)
    if oud := p.edities.filter(code=e.code).first():
        if oud.sha256 == sha:
            return oud, False
        raise EditieBestaatAl(e.code, oud.vastgesteld_op is not None)
    if e.vastgesteld_op is None and p.edities.filter(vastgesteld_op=None).exists():
        raise EditieBestaatAl(e.code, False)
    if ander := p.edities.filter(volgnummer=e.meta.volgnummer).first():
        raise VolgordeOngeldig(e.code, e.meta.volgnummer, ander.code)
    vorige = p.edities.filter(volgnummer__lt=e.meta.volgnummer).order_by("-volgnummer").first()
    rij = models.Editie.objects.create(
        programma=p, code=e.code, volgnummer=e.meta.volgnummer, vorige=vorige, sha256=sha if e.vastgesteld_op else ""
    )
    schrijf_delen(rij, e)
    models.Logregel.objects.create(editie=rij, wie=wie, handeling="geladen", toelichting=naam)
    if e.vastgesteld_op:
        rij.vastgesteld_op = e.vastgesteld_op
        rij.save(update_fields=["vastgesteld_op"])
    return rij, True


def schrijf_delen(rij: models.Editie, e: feiten.Editie) -> None:
    models.Deel.objects.bulk_create(
        models.Deel(editie=rij, soort=soort, sleutel=sleutel, volgorde=n, pijler=pijler, inhoud=inhoud)
        for n, (soort, sleutel, pijler, inhoud) in enumerate(edities.in_delen(e))
    )
