"""Search over the index: every word must occur, each as the beginning of a word.

A bounded number of candidates is taken in order of weight and ranked here: ranking all hits of a short prefix
costs more than it tells. So there is no exact count of many hits, and the answer says "more than".
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import asdict, dataclass, field
from typing import Any

from ..opslag import Opslag
from .index import Index, index
from .zoekwoorden import woorden
from .nummers import OngeldigNummer, lees_nummer

KANDIDATEN = 200
LANGST = 200
SEVESO = {"2": "hogedrempel", "1": "lagedrempel"}


@dataclass(frozen=True)
class Treffer:
    """A company, or a location at which no company is known. `bezoek` is an ISO date; `acties`: enforcement that runs."""

    nummer: str
    soort: str
    naam: str
    andere_namen: list[str]
    kvk: str | None
    adres: str | None
    locaties: int
    ippc: bool
    seveso: str | None
    bezoek: str | None
    acties: int
    oefening: bool
    lon: float | None
    lat: float | None

    @property
    def soort_kaart(self) -> str:
        """How the map draws it."""
        return "seveso" if self.seveso else "ippc" if self.ippc else "gewoon"

    def als_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Uitkomst:
    """Hits, best first. `meer`: there are more than were looked at. `los`: per word how many hits it has alone."""

    tekst: str
    woorden: list[str]
    treffers: list[Treffer]
    meer: bool = False
    los: dict[str, int] = field(default_factory=dict)


def zoek(opslag: Opslag, tekst: str, *, hoogstens: int = 25) -> Uitkomst:
    """Companies and locations that answer to this text. Raises `GeenRegister`."""
    ix = index(opslag)
    tekst = tekst.strip()[:LANGST]
    try:
        nummer = lees_nummer(tekst)
    except OngeldigNummer:
        nummer = ""
    gezocht = woorden(tekst)[:12]
    if nummer and (treffer := _op_nummer(ix, nummer)):
        return Uitkomst(tekst, gezocht, [treffer])
    if not gezocht:
        return Uitkomst(tekst, [], [])
    rijen = _kandidaten(ix, gezocht)
    treffers = sorted((_treffer(r) for r in rijen[:KANDIDATEN]), key=lambda t: _rang(t, gezocht))
    los = {} if treffers or len(gezocht) < 2 else {w: _aantal(ix, w) for w in dict.fromkeys(gezocht)}
    return Uitkomst(tekst, gezocht, treffers[:hoogstens], len(rijen) > KANDIDATEN or len(treffers) > hoogstens, los)


def _kandidaten(ix: Index, gezocht: list[str]) -> list[Any]:
    """Documents with whole words first, then with the last word begun, then with every word begun.

    A whole word is found by walking its list until there are enough; a beginning must gather the lists of all words that
    begin so. The first step therefore answers for words that nearly everybody has in his name.
    """
    woorden_ = [f'"{w}"' for w in gezocht]
    vragen = [" AND ".join(woorden_), " AND ".join(woorden_) + "*", _vraag(gezocht)]
    gevonden: dict[int, Any] = {}
    for vraag in dict.fromkeys(vragen):
        rijen = ix.rijen(
            "SELECT d.* FROM document d JOIN (SELECT rowid FROM zoek WHERE zoek MATCH ? LIMIT ?) z ON z.rowid = d.id",
            (vraag, KANDIDATEN + 1),
        )
        gevonden |= {r["id"]: r for r in rijen if r["id"] not in gevonden}
        if len(gevonden) > KANDIDATEN:
            break
    return list(gevonden.values())


def _vraag(gezocht: list[str]) -> str:
    return " AND ".join(f'"{w}"*' for w in gezocht)


def _aantal(ix: Index, woord: str) -> int:
    """Hits of one word, counted no further than the number of candidates."""
    return len(ix.rijen("SELECT rowid FROM zoek WHERE zoek MATCH ? LIMIT ?", (_vraag([woord]), KANDIDATEN)))


def _op_nummer(ix: Index, nummer: str) -> Treffer | None:
    while (r := ix.rij("SELECT * FROM nummer WHERE nummer = ?", (nummer,))) and r["opvolger"]:
        nummer = r["opvolger"]
    if r is None:
        return None
    doc = ix.rij("SELECT * FROM document WHERE volgnr = ?", (r["ond"],)) if r["ond"] else None
    if r["loc"] and (doc is None or r["soort"] == "locatie"):
        plek = ix.rij("SELECT * FROM locatie WHERE id = ?", (r["loc"],))
        if plek is None:
            return None
        return Treffer(
            nummer, "locatie", plek["naam"] or plek["adres"] or nummer, [], None, plek["adres"], 1, bool(plek["ippc"]),
            SEVESO.get(plek["seveso"]), None, 0, bool(plek["oefening"]), plek["lon"], plek["lat"],
        )  # fmt: skip
    return _treffer(doc) if doc else None


def _treffer(r: Any) -> Treffer:
    return Treffer(
        r["nummer"], r["soort"], r["naam"], r["andere"].split(" · ") if r["andere"] else [], r["kvk"], r["adres"], r["locaties"],
        bool(r["ippc"]), SEVESO.get(r["seveso"]), r["bezoek"], r["acties"],
        bool(r["oefening"]), r["lon"], r["lat"],
    )  # fmt: skip


def _rang(t: Treffer, gezocht: list[str]) -> tuple[int, int]:
    """Lower is better: KvK number, then the name that begins so, then all words in the name, then the rest."""
    naam = " ".join(woorden(t.naam))
    if t.kvk and t.kvk in gezocht:
        return 0, 0
    if naam.startswith(" ".join(gezocht)):
        return 1, len(naam)
    delen = naam.split()
    if all(any(d.startswith(w) for d in delen) for w in gezocht):
        return 2, len(naam)
    return 3, 0
