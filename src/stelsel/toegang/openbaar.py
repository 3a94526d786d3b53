"""What is shown while there are no grounds: open fields of real companies, everything of exercise data.

That holds for the reports on a delivery too: a refused row is as telling as an accepted one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ..aanlevering import Bestandsbewijs
from ..begrippen import RECORDTYPEN, Klasse
from ..register import Dossier, Feit


@dataclass(frozen=True)
class Verborgen:
    """How many fields were left out of a dossier, per data class."""

    klasse: str
    velden: int


def openbare_typen() -> list[str]:
    """Record types of which it may be told that there is one: of a finding or a sanction even its existence says what may not be said."""
    return [
        naam
        for naam, rt in RECORDTYPEN.items()
        if not any(v.verplicht and v.klasse is not Klasse.OPENBAAR for v in rt.velden.values())
    ]


def alleen_openbaar(d: Dossier) -> tuple[Dossier, list[Verborgen]]:
    """The dossier of a real company without values that are not open, and how many there are, per class."""
    if d.oefening:
        return d, []
    geteld: dict[Klasse, int] = {}
    over: dict[str, list[Feit]] = {}
    typen = openbare_typen()
    for recordtype, feiten in d.feiten.items():
        velden = RECORDTYPEN[recordtype].velden
        dicht = {n: v.klasse for n, v in velden.items() if v.klasse is not Klasse.OPENBAAR}
        if recordtype not in typen:
            continue
        for feit in feiten:
            _verberg(feit, dicht, geteld)
        over[recordtype] = feiten
    # A place to which only a sanction ties the company, or a company that only a sanction ties to the place, tells of that sanction.
    samen = [f for recordtype, feiten in over.items() if recordtype != "locatie" for f in feiten]
    if d.soort == "onderneming":
        plekken = {f.locatie for f in samen}
        d = replace(d, locaties=[p for p in d.locaties if p.id in plekken])
        if "locatie" in over:
            over["locatie"] = [f for f in over["locatie"] if f.locatie in plekken]
    bedrijven = {f.onderneming for f in samen}
    d = replace(d, ondernemingen=[o for o in d.ondernemingen if o.id in bedrijven])
    return replace(d, feiten=over), [Verborgen(k.value, n) for k, n in geteld.items()]


def _verberg(feit: Feit, dicht: Mapping[str, Klasse], geteld: dict[Klasse, int]) -> None:
    for naam, klasse in dicht.items():
        if feit.velden.get(naam) is not None:
            feit.velden[naam] = None
            geteld[klasse] = geteld.get(klasse, 0) + 1
    for eerder in feit.eerder:
        _verberg(eerder, dicht, geteld)


def mag_getoond(deel: Bestandsbewijs, echte_rijen: int) -> bool:
    """May anybody see the refused rows of this table, and the values that its findings quote?

    Only when the table and every refused row of it is exercise data. In a real row that was refused any field may hold
    anything: a column that slipped puts a name where a code should be.
    """
    return deel.oefening and not echte_rijen
