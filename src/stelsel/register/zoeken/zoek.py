"""Search over the index: every word must occur, as the beginning of a word, in the middle of a name, or in another form.

A bounded number of candidates is taken in order of weight and ranked: ranking all hits of a short prefix costs more than it tells.
They are counted up to a bound; beyond it the answer says "more than", and the download of the selection tells how many there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ...begrippen import Gebruikersfout
from ...opslag import Opslag
from ..index import Index, index
from ..nummers import OngeldigNummer, lees_nummer
from ..zoekwoorden import woorden
from .coordinaten import lees_punt
from .filters import Filters
from .selectie import Rijen, Selectie
from .spelling import verbeter
from .treffers import Treffer, afstand, met_vondst, op_nummer, rang, treffer

KANDIDATEN = 200
LANGST = 200
MEESTE_WOORDEN = 12
WEINIG = 3
# Metres around a point that was typed: the first circle in which anything lies.
_STRALEN = (100, 500, 2_500, 10_000)


@dataclass(frozen=True)
class Uitkomst:
    """Hits, best first, for these `woorden`.

    `alle`: all candidates in the same order, for a map. `aantal`: how many hits there are; with `meer_dan` more than so many.
    `meer`: there are more than are given. `verbeterd`: nothing answered to the text, these are the hits of this one. `voorstellen`:
    near spellings that have hits. `los`: per word how many hits it has alone. `zonder_filters`: nothing was found with the filters,
    and this many without (at most 200). `straal`: metres around the point.
    """

    tekst: str
    woorden: list[str]
    treffers: list[Treffer]
    alle: list[Treffer] = field(default_factory=list)
    meer: bool = False
    los: dict[str, int] = field(default_factory=dict)
    aantal: int = 0
    meer_dan: bool = False
    filters: Filters = field(default_factory=Filters)
    verbeterd: str = ""
    voorstellen: list[str] = field(default_factory=list)
    zonder_filters: int = 0
    straal: int | None = None

    @property
    def gevraagd(self) -> bool:
        """Was anything asked: words, a point, or a filter?"""
        return bool(self.woorden or self.filters.als_vraag())


def zoek(opslag: Opslag, tekst: str, filters: Filters | None = None, *, hoogstens: int = 25) -> Uitkomst:
    """Companies and locations that answer to this text (words, a number, a point) and these filters. Raises `GeenRegister`."""
    ix = index(opslag)
    filters = filters or Filters()
    tekst = tekst.strip()[:LANGST]
    gezocht = woorden(tekst)[:MEESTE_WOORDEN]
    if nummer := _nummer(tekst):
        if gevonden := op_nummer(ix, nummer):
            return Uitkomst(
                tekst,
                woorden(nummer.removeprefix("VTH-").replace("-", "")),
                [gevonden],
                [gevonden],
                aantal=1,
                filters=filters,
            )
    elif punt := lees_punt(tekst):
        return _bij_punt(ix, tekst, punt, filters, hoogstens)
    if not gezocht and not filters.als_vraag():
        return Uitkomst(tekst, [], [])
    u = _met_woorden(ix, tekst, gezocht, filters, hoogstens)
    if len(u.treffers) >= WEINIG or not gezocht:
        return u

    def bestaat(ws: Sequence[str]) -> bool:
        return Selectie(ws, filters if len(ws) > 1 or len(gezocht) == 1 else Filters()).bestaat(ix)

    voorstellen = verbeter(ix, gezocht, bestaat, gevonden=bool(u.treffers))
    if u.treffers or not voorstellen:
        return replace(u, voorstellen=voorstellen, **({} if u.treffers else _waarom(ix, gezocht, filters)))
    beter = _met_woorden(ix, tekst, woorden(voorstellen[0]), filters, hoogstens)
    return replace(beter, verbeterd=voorstellen[0], voorstellen=voorstellen[1:])


class NietsGevraagd(Gebruikersfout):
    """There is text, but no word or number in it: that is not the same as asking for everything."""

    code = "ZOEK-LEEG"

    def __init__(self, tekst: str):
        self.tekst_ = tekst
        super().__init__(
            f"In '{tekst[:60]}' staat geen woord of nummer.",
            "Geef woorden, een nummer of een punt, of laat de tekst leeg voor alles.",
        )


def selectie(opslag: Opslag, tekst: str, filters: Filters) -> Rijen:
    """Every row of what `zoek` finds with this text and these filters. Raises `GeenRegister`, `NietsGevraagd`."""
    u = zoek(opslag, tekst, filters, hoogstens=1)
    if u.tekst and not u.gevraagd:
        raise NietsGevraagd(u.tekst)
    return Rijen(opslag, Selectie(u.woorden, u.filters), u.verbeterd or u.tekst)


def _nummer(tekst: str) -> str:
    try:
        return lees_nummer(tekst)
    except OngeldigNummer:
        return ""


def _met_woorden(ix: Index, tekst: str, gezocht: list[str], filters: Filters, hoogstens: int) -> Uitkomst:
    keuze = Selectie(gezocht, filters)
    ids = keuze.ids(ix, KANDIDATEN + 1)
    aantal = len(ids) if len(ids) <= KANDIDATEN else keuze.aantal(ix, keuze.telgrens + 1)
    rijen = _documenten(ix, ids[:KANDIDATEN])
    sleutel = rang(gezocht)
    paren = sorted(((treffer(r), r) for r in rijen), key=lambda p: sleutel(p[0]))
    return Uitkomst(
        tekst, gezocht, [met_vondst(t, r, gezocht) for t, r in paren[:hoogstens]], [t for t, _ in paren],
        aantal > hoogstens, aantal=min(aantal, keuze.telgrens), meer_dan=aantal > keuze.telgrens, filters=filters,
    )  # fmt: skip


def _documenten(ix: Index, ids: Sequence[int]) -> list[Any]:
    """Rows of `document` in this order."""
    rijen = ix.rijen(f"SELECT * FROM document WHERE id IN ({', '.join('?' * len(ids))})", ids)
    plek = {i: n for n, i in enumerate(ids)}
    return sorted(rijen, key=lambda r: plek[r["id"]])


def _bij_punt(ix: Index, tekst: str, punt: tuple[float, float], filters: Filters, hoogstens: int) -> Uitkomst:
    """What lies nearest to a point: the first circle in which anything does."""
    lon, lat = punt
    u = Uitkomst(tekst, [], [], filters=filters)
    for straal in _STRALEN:
        dlat, dlon = straal / 111_200, straal / 68_000
        rond = replace(filters, kader=(lon - dlon, lat - dlat, lon + dlon, lat + dlat))
        u = _met_woorden(ix, tekst, [], rond, KANDIDATEN)
        if u.treffers:
            break
    dichtbij = [replace(t, afstand=afstand(t, lon, lat)) for t in u.treffers]
    dichtbij.sort(key=lambda t: t.afstand if t.afstand is not None else 1_000_000)
    return replace(u, treffers=dichtbij[:hoogstens], alle=dichtbij, meer=u.aantal > hoogstens, straal=straal)


def _waarom(ix: Index, gezocht: list[str], filters: Filters) -> dict[str, Any]:
    """Nothing found: what each word has alone, and what there is without the filters."""
    los = (
        {w: Selectie([w], Filters()).aantal(ix, KANDIDATEN) for w in dict.fromkeys(gezocht)} if len(gezocht) > 1 else {}
    )
    zonder = Selectie(gezocht, Filters()).aantal(ix, KANDIDATEN) if filters.als_vraag() else 0
    return {"los": los, "zonder_filters": zonder}
