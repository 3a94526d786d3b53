"""Give somebody a role in a programme."""

from __future__ import annotations

from ...begrippen import Gebruikersfout, of
from ...toegang.gebruikers import maak_gebruiker
from .. import edities, models


class BereikOngeldig(Gebruikersfout):
    """The reach of a role names nothing that is there."""

    code = "ROL-BEREIK"


def ontneem_rol(p: models.Programma, naam: str, soort: str) -> int:
    """How many roles of this kind a user had, and has no more."""
    return int(p.rollen.filter(gebruiker__username=naam, soort=soort).delete()[0])


def geef_rol(p: models.Programma, naam: str, soort: str, bereik: str) -> str | None:
    """The password of a user who is new. Raises `BereikOngeldig`, `NaamOngeldig`."""
    laatste = p.edities.order_by("-volgnummer").first()
    e = edities.lees(laatste)
    if soort == str(models.Rolsoort.TREKKER):
        bekend = {f"P{x.nummer}" for x in e.pijlers} | {d.sleutel for d in laatste.delen.exclude(sleutel="")}
        fout = sorted(set(bereik.split()) - bekend)
        if fout or not bereik.strip():
            raise BereikOngeldig(
                f"Onbekend bereik: '{' '.join(fout)}'.",
                "Noem pijlers (P2) of onderwerpen (P2(4)), met spaties ertussen.",
            )
    organen = e.meta.vaststellers or tuple(dict.fromkeys(b.orgaan for b in e.programma_besluiten))
    if soort == str(models.Rolsoort.VASTSTELLER) and bereik not in organen:
        raise BereikOngeldig(f"'{bereik}' is geen orgaan dat vaststelt.", f"Kies {of([repr(o) for o in organen])}.")
    gebruiker, wachtwoord = maak_gebruiker(naam)
    models.Rol.objects.get_or_create(programma=p, gebruiker=gebruiker, soort=soort, bereik=" ".join(bereik.split()))
    return wachtwoord
