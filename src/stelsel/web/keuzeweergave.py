"""Contradictions between sources made ready for a page: of what, which value is shown and why, and what the others say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..begrippen import RECORDTYPEN, Veld, alle_organisaties
from ..begrippen.weergave import getal
from ..register import KEUZEREGELS, Dossier, Keuze
from ..register.keuze import PUNT

TEGENSPRAKEN = "tegenspraken"
# The same sentences as in `register.keuze`, where the pages can find their English.
ZINNEN = {
    "taak": _("De dienst die er op die dag de taak heeft, gaat voor."),
    "inschrijving": _("Wie bij dit bedrijf een KvK-nummer noemt, gaat voor."),
    "meeste": _("Wat de meeste bronnen zeggen, gaat voor."),
    "laatst": _("Wat het laatst is gezegd, gaat voor."),
    "volgorde": _("De bron die in het alfabet eerst komt, gaat voor."),
}
Woorden = Callable[[Veld, Any], str]


@dataclass(frozen=True)
class Keuzerij:
    """One field on which sources contradict each other. `standpunten`: source, value, is it shown, file and line."""

    soort: str
    veld: str
    waar: str
    waarde: str
    zin: str
    standpunten: list[tuple[str, str, bool, str]]


def veldnaam(recordtype: str, veld: str) -> str:
    """The label of a field, or of the point that two fields make."""
    return gettext("Punt (RD)") if veld == PUNT else RECORDTYPEN[recordtype].velden[veld].label


def in_woorden(recordtype: str, veld: str, waarde: Any, woorden: Woorden) -> str:
    """A value as a reader expects it; a point as its two coordinates."""
    if veld != PUNT:
        return woorden(RECORDTYPEN[recordtype].velden[veld], waarde)
    x, y = waarde.split(", ") if isinstance(waarde, str) else waarde
    return f"{getal(round(float(x)))}; {getal(round(float(y)))}"


def keuzerijen(d: Dossier, woorden: Woorden, van: int, aantal: int) -> list[Keuzerij]:
    """Some of the contradictions of a dossier; with the address where there is more than one."""
    adressen = {p.id: p.adres or p.naam or p.nummer for p in d.locaties} if len(d.locaties) > 1 else {}
    return [_rij(k, adressen, woorden) for k in d.tegenspraken[van : van + aantal]]


def _rij(k: Keuze, adressen: dict[int, str], woorden: Woorden) -> Keuzerij:
    feit = k.feit
    activiteit = ""
    if k.recordtype == "activiteit":
        veld = "bal_paragraaf" if feit.velden["bal_paragraaf"] else "omschrijving"
        activiteit = in_woorden("activiteit", veld, feit.velden[veld], woorden)
    waar = ", ".join(filter(None, (activiteit, adressen.get(feit.locatie, "") if feit.locatie else "")))
    regel = k.regel or KEUZEREGELS[-1]
    standpunten = [
        (
            s.feit.herkomst.bron_naam,
            in_woorden(k.recordtype, k.veld, s.waarde, woorden),
            s.gekozen,
            s.feit.herkomst.plek(gettext("regel")),
        )
        for s in k.standpunten
    ]
    return Keuzerij(
        RECORDTYPEN[k.recordtype].typenaam.capitalize(), veldnaam(k.recordtype, k.veld), waar,
        in_woorden(k.recordtype, k.veld, k.waarde, woorden), str(ZINNEN[regel.naam]), standpunten,
    )  # fmt: skip


def bronnaam(bron: str) -> str:
    """The name of a source."""
    return alle_organisaties()[bron].naam
