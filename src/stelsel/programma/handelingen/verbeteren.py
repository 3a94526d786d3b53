"""An erratum: the only way to correct an adopted edition, and it leaves the edition as it is."""

from __future__ import annotations

from django.db import transaction

from ...begrippen import Gebruikersfout
from .. import edities, feiten, models


class ErratumOngeldig(Gebruikersfout):
    """An erratum without a text, of a part that is not there, or of a draft."""

    code = "ERRATUM-ONGELDIG"


@transaction.atomic
def verbeter(e: models.Editie, ref: str, tekst: str, wie: str) -> models.Erratum:
    """Add an erratum to an adopted edition. Raises `ErratumOngeldig`."""
    if e.vastgesteld_op is None:
        raise ErratumOngeldig("Een concept heeft geen errata.", "Wijzig het concept zelf.")
    tekst = tekst.strip()
    try:
        feiten.leesbaar(tekst)
    except ValueError as fout:
        raise ErratumOngeldig(f"De tekst {fout}.", "Schrijf haar opnieuw.") from fout
    if not 1 <= len(tekst) <= 2000:
        raise ErratumOngeldig("Een erratum heeft een tekst van 1 tot 2.000 tekens.", "Schrijf op wat er moet staan.")
    if ref and not edities.lees(e).heeft(ref):
        raise ErratumOngeldig(
            f"Onderdeel '{ref[:60]}' staat niet in editie {e.code}.", "Laat het leeg voor de hele editie."
        )
    models.Logregel.objects.create(editie=e, wie=wie, handeling="erratum", toelichting=tekst)
    return models.Erratum.objects.create(editie=e, ref=ref, tekst=tekst, wie=wie)
