"""Who may do what with a draft: the report's own workflow as rights."""

from __future__ import annotations

from typing import Any

from ..begrippen import Gebruikersfout
from .models import Deel, Fase, Programma, Rolsoort


class MagNiet(Gebruikersfout):
    """This user has no role for it."""

    code = "GEEN-ROL"

    def __init__(self, zin: str, wie_wel: str):
        self.wie_wel = wie_wel
        super().__init__(zin, f"Dat doet {wie_wel}.")


def rollen(gebruiker: Any, p: Programma) -> list[tuple[str, str]]:
    """Kind and reach of every role of a user in a programme."""
    return (
        list(gebruiker.rollen.filter(programma=p).values_list("soort", "bereik")) if gebruiker.is_authenticated else []
    )


def ziet_concept(gebruiker: Any, p: Programma) -> bool:
    """Whoever has a role sees the whole draft."""
    return bool(rollen(gebruiker, p))


def is_programmateam(gebruiker: Any, p: Programma) -> bool:
    return any(soort == str(Rolsoort.PROGRAMMATEAM) for soort, _ in rollen(gebruiker, p))


def mag_opstellen(gebruiker: Any, d: Deel) -> bool:
    """The programme team always, until it has checked; a trekker the own parts, until they are handed on."""
    if d.editie.vastgesteld_op or d.fase == Fase.GECONTROLEERD:
        return False
    p = d.editie.programma
    if is_programmateam(gebruiker, p):
        return True
    eigen = {b for soort, bereik in rollen(gebruiker, p) if soort == str(Rolsoort.TREKKER) for b in bereik.split()}
    return d.fase == Fase.OPSTELLEN and bool(eigen & {d.sleutel, f"P{d.pijler}"})


def namens(gebruiker: Any, p: Programma) -> list[str]:
    """The bodies for which a user may adopt."""
    return [bereik for soort, bereik in rollen(gebruiker, p) if soort == str(Rolsoort.VASTSTELLER)]
