"""What may be chosen beside the text: activity, agency, municipality, IPPC, Seveso, last visit, a box on the map.

Every choice becomes a question to the full-text index, so that it is met while hits are gathered and none is lost. Only the days of
one month and the edges of the box are looked up per hit.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from ...begrippen import Gebruikersfout, codelijst, of, weergave
from ..zoekwoorden import CELZOOMS, merk

Kader = tuple[float, float, float, float]
LIJSTEN = {"activiteit": ("bal_paragraaf", "bal"), "dienst": ("organisatie", "od"), "gemeente": ("gemeente", "gm")}
SEVESO = ("ja", "hogedrempel", "lagedrempel")
_CELLEN = 40
_EERSTE_JAAR = 1950
_HEEL = (3.0, 50.5, 7.5, 53.8)


class FilterOngeldig(Gebruikersfout):
    """A filter has a value that it cannot have; `mogelijk` names what it can."""

    code = "FILTER-ONGELDIG"

    def __init__(self, naam: str, waarde: str, mogelijk: str):
        self.naam, self.waarde, self.mogelijk = naam, waarde, mogelijk
        super().__init__(f"'{waarde[:60]}' kan niet bij het filter {naam}.", f"Kies {mogelijk}.")


class KaderOngeldig(Gebruikersfout):
    """The box asked for is no box."""

    code = "KADER-ONGELDIG"

    def __init__(self, tekst: str):
        super().__init__(
            f"'{tekst[:60]}' is geen kader.", "Geef west,zuid,oost,noord in graden, bijvoorbeeld 4.2,51.8,4.6,52."
        )


def kader(tekst: str) -> Kader:
    """West, south, east, north in degrees. Raises `KaderOngeldig`."""
    try:
        west, zuid, oost, noord = (float(d) for d in tekst.split(","))
    except ValueError:
        raise KaderOngeldig(tekst) from None
    if not (-180 <= west <= oost <= 180 and -90 <= zuid <= noord <= 90):
        raise KaderOngeldig(tekst)
    return west, zuid, oost, noord


@dataclass(frozen=True)
class Filters:
    """The choices; what is empty or None is not chosen. `nooit` with `bezocht_voor`: either of both."""

    activiteit: str = ""
    dienst: str = ""
    gemeente: str = ""
    ippc: bool = False
    seveso: str = ""
    bezocht_voor: date | None = None
    bezocht_na: date | None = None
    nooit: bool = False
    kader: Kader | None = None

    @classmethod
    def lees(cls, vraag: Mapping[str, Any]) -> Filters:
        """From texts, as an address or a command gives them. Raises `FilterOngeldig`, `KaderOngeldig`."""
        w = {f.name: str(vraag.get(f.name) or "").strip() for f in fields(cls)}
        for naam, (lijst, _) in LIJSTEN.items():
            codes = codelijst(lijst).codes
            if w[naam] and w[naam] not in codes:
                raise FilterOngeldig(naam, w[naam], f"een code, bijvoorbeeld {of(list(codes)[:2])}")
        if w["seveso"] and w["seveso"] not in SEVESO:
            raise FilterOngeldig("seveso", w["seveso"], of(SEVESO))
        return cls(
            w["activiteit"], w["dienst"], w["gemeente"], w["ippc"] == "ja", w["seveso"], _dag("bezocht_voor", w["bezocht_voor"]),
            _dag("bezocht_na", w["bezocht_na"]), w["nooit"] == "ja", kader(w["kader"]) if w["kader"] else None,
        )  # fmt: skip

    def als_vraag(self) -> dict[str, str]:
        """The choices as texts, only those that were made: for an address."""
        uit = {}
        for f in fields(self):
            waarde = getattr(self, f.name)
            if waarde:
                uit[f.name] = (
                    "ja"
                    if waarde is True
                    else ",".join(str(round(g, 5)) for g in waarde)
                    if f.name == "kader"
                    else str(waarde)
                )
        return uit

    def in_woorden(self) -> dict[str, str]:
        """The choices as a person reads them, by name."""
        uit = self.als_vraag()
        for naam, (lijst, _) in LIJSTEN.items():
            if naam in uit:
                uit[naam] = codelijst(lijst).codes[uit[naam]]
        for naam in ("bezocht_voor", "bezocht_na"):
            if naam in uit:
                uit[naam] = weergave.dag(uit[naam])
        return uit

    def zoekvraag(self) -> list[str]:
        """Full-text questions that must all be met."""
        uit = [f'"{merk(kort, getattr(self, naam))}"' for naam, (_, kort) in LIJSTEN.items() if getattr(self, naam)]
        if self.ippc:
            uit.append('"λippc"')
        if self.seveso:
            uit.append('"λseveso"' if self.seveso == "ja" else f'"{merk("sev", self.seveso)}"')
        if self.nooit or self.bezocht_voor or self.bezocht_na:
            uit.append(self._bezoeken())
        if self.kader and not _bevat(self.kader, _HEEL):
            uit.append(_cellen(self.kader))
        return uit

    def _bezoeken(self) -> str:
        """Whole years and months within the bounds, and the months of the bounds themselves."""
        merken = ['"λv0"'] if self.nooit else []
        if self.bezocht_voor or self.bezocht_na:
            van = self.bezocht_na or date(_EERSTE_JAAR, 1, 1)
            tot = self.bezocht_voor or date(date.today().year + 1, 12, 31)
            for jaar in range(max(van.year, _EERSTE_JAAR), min(tot.year, date.today().year + 1) + 1):
                if van < date(jaar, 1, 1) and date(jaar, 12, 31) < tot:
                    merken.append(f'"λv{jaar}"')
                    continue
                maanden = range(van.month if jaar == van.year else 1, (tot.month if jaar == tot.year else 12) + 1)
                merken += [f'"λv{jaar}{m:02d}"' for m in maanden]
        return f"({' OR '.join(merken)})" if merken else '"λgeen"'

    def precies(self) -> tuple[str, list[Any]]:
        """SQL over the document `d` for what the full-text question leaves too wide."""
        delen: list[str] = []
        waarden: list[Any] = []
        grenzen = []
        for dag, teken in ((self.bezocht_voor, "<"), (self.bezocht_na, ">")):
            if dag:
                grenzen.append(f"d.bezoek {teken} ?")
                waarden.append(dag.isoformat())
        if grenzen:
            samen = " AND ".join(grenzen)
            delen.append(f"(d.bezoek IS NULL OR {samen})" if self.nooit else f"({samen})")
        if self.kader and not _bevat(self.kader, _HEEL):
            west, zuid, oost, noord = self.kader
            delen.append("""(d.lon BETWEEN ? AND ? AND d.lat BETWEEN ? AND ? OR d.locaties > 1 AND EXISTS (
                SELECT 1 FROM cel c JOIN locatie l ON l.id = c.loc
                WHERE c.klasse = 0 AND c.ond = d.volgnr AND l.lon BETWEEN ? AND ? AND l.lat BETWEEN ? AND ?))""")
            waarden += [west, oost, zuid, noord] * 2
        return " AND ".join(delen), waarden


def _dag(naam: str, tekst: str) -> date | None:
    try:
        dag = date.fromisoformat(tekst) if tekst else None
    except ValueError:
        dag = date.min
    if dag and not 1800 < dag.year < 2200:
        raise FilterOngeldig(naam, tekst, "een dag als 2024-03-31")
    return dag


def _bevat(buiten: Kader, binnen: Kader) -> bool:
    return buiten[0] <= binnen[0] and buiten[1] <= binnen[1] and buiten[2] >= binnen[2] and buiten[3] >= binnen[3]


def _cellen(k: Kader) -> str:
    """The cells that cover a box, of the finest grid of which they are not too many."""
    # Nothing lies outside; a box of the whole world would have cells without end.
    west, zuid, oost, noord = (min(max(v, _HEEL[i % 2]), _HEEL[2 + i % 2]) for i, v in enumerate(k))
    for zoom in reversed(CELZOOMS):
        xs = range(math.floor(west * 2**zoom / 16), math.floor(oost * 2**zoom / 16) + 1)
        ys = range(math.floor(zuid * 2**zoom / 9.6), math.floor(noord * 2**zoom / 9.6) + 1)
        if len(xs) * len(ys) <= _CELLEN or zoom == CELZOOMS[0]:
            break
    return "(" + " OR ".join(f'"λk{zoom}x{x}y{y}"' for x in xs for y in ys) + ")"
