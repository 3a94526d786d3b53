"""An erratum: the only way to correct an adopted edition, and it leaves the edition as it is."""

from __future__ import annotations

from ...begrippen import Gebruikersfout
from .. import edities, models


class ErratumOngeldig(Gebruikersfout):
    """An erratum without a text, of a part that is not there, or of a draft."""

    code = "ERRATUM-ONGELDIG"


def verbeter(e: models.Editie, ref: str, tekst: str, wie: str) -> models.Erratum:
    """Add an erratum to an adopted edition. Raises `ErratumOngeldig`."""
    if e.vastgesteld_op is None:
        raise ErratumOngeldig("Een concept heeft geen errata.", "Wijzig het concept zelf.")
    if not tekst.strip() or len(tekst) > 2000:
        raise ErratumOngeldig("Een erratum heeft een tekst van 1 tot 2.000 tekens.", "Schrijf op wat er moet staan.")
    if ref and edities.lees(e).onderdeel(ref) is None:
        raise ErratumOngeldig(
            f"Onderdeel '{ref[:60]}' staat niet in editie {e.code}.", "Laat het leeg voor de hele editie."
        )
    models.Logregel.objects.create(editie=e, wie=wie, handeling="erratum", toelichting=tekst)
    return models.Erratum.objects.create(editie=e, ref=ref, tekst=tekst.strip(), wie=wie)
