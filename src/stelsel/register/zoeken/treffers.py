"""A hit: what is shown of a company or a place, how well it answers, and by what it was found."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from ..bakken.documenten import SCHEIDING
from ..index import Index
from ..zoekwoorden import MIDDEN_VANAF, stam, woorden

SEVESO = {"2": "hogedrempel", "1": "lagedrempel"}


@dataclass(frozen=True)
class Treffer:
    """A company, or a location at which no company is known.

    `bezoek` and `einde` (only when that day has come) are ISO dates; `gevonden`: what matched and is not shown otherwise, with its kind;
    `afstand`: metres from the point that was asked for.
    """

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
    oefening: bool
    lon: float | None
    lat: float | None
    einde: str | None = None
    gevonden: tuple[tuple[str, str], ...] = ()
    afstand: int | None = None

    @property
    def soort_kaart(self) -> str:
        """How the map draws it."""
        return "seveso" if self.seveso else "ippc" if self.ippc else "gewoon"

    def als_json(self) -> dict[str, Any]:
        return asdict(self)


def _gesplitst(tekst: str | None) -> list[str]:
    return tekst.split(SCHEIDING) if tekst else []


def _verstreken(dag: str | None) -> str | None:
    return dag if dag and dag <= date.today().isoformat() else None


def treffer(r: Any) -> Treffer:
    """From a row of `document`; without its other names, of which a chain has many (`met_vondst` adds them)."""
    return Treffer(
        r["nummer"], r["soort"], r["naam"], [], r["kvk"], r["adres"], r["locaties"], bool(r["ippc"]),
        SEVESO.get(r["seveso"]), r["bezoek"], bool(r["oefening"]), r["lon"], r["lat"], _verstreken(r["einde"]),
    )  # fmt: skip


def op_nummer(ix: Index, nummer: str) -> Treffer | None:
    """The hit of a register number, also of one that leads to another."""
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
            SEVESO.get(plek["seveso"]), None, bool(plek["oefening"]), plek["lon"], plek["lat"], _verstreken(plek["einde"]),
        )  # fmt: skip
    return met_vondst(treffer(doc), doc, []) if doc else None


def past(gezocht: str, woord: str) -> bool:
    """Does a word of a text answer to a word that was asked for: by its beginning, its middle, or as another form?"""
    if woord.startswith(gezocht):
        return True
    return len(gezocht) >= MIDDEN_VANAF and gezocht.isalpha() and (gezocht in woord or stam(gezocht) == stam(woord))


def met_vondst(t: Treffer, rij: Any, gezocht: Sequence[str]) -> Treffer:
    """The hit with its other names, and with what matched: names that did come first, and addresses and numbers not shown otherwise."""
    namen = _gesplitst(rij["andere"])
    zichtbaar = woorden(f"{t.naam} {t.adres or ''} {t.kvk or ''}")
    mist = [w for w in gezocht if not any(past(w, z) for z in zichtbaar)]
    if not mist:
        return replace(t, andere_namen=namen)

    def raak(tekst: str) -> list[str]:
        laag = tekst.lower()
        if not any(w[:2] in laag for w in mist):
            return []
        delen = woorden(tekst)
        return [w for w in mist if any(past(w, d) for d in delen)]

    namen.sort(key=lambda n: not raak(n))
    mist = [w for w in mist if not any(past(w, d) for n in namen[:1] for d in woorden(n))]
    gevonden: list[tuple[str, str]] = []
    if mist:
        beste = max(_gesplitst(rij["adressen"]), key=lambda a: len(raak(a)), default="")
        if raakt := raak(beste):
            gevonden.append(("plek", beste))
            mist = [w for w in mist if w not in raakt]
    for w in mist:
        nummer = next((d for d in rij["woorden"].split() if len(d) == 12 and d.isdecimal() and d.startswith(w)), "")
        if nummer:
            gevonden.append(("vestigingsnummer", nummer))
    return replace(t, andere_namen=namen, gevonden=tuple(gevonden))


def rang(gezocht: Sequence[str]) -> Callable[[Treffer], tuple[int, ...]]:
    """Sort key, lower is better: a number; then what is alive before what has ended, and within each: the name that begins so, all
    words in the name, all words whole somewhere, the rest."""
    geheel = " ".join(gezocht)

    def sleutel(t: Treffer) -> tuple[int, ...]:
        if t.kvk and t.kvk in gezocht:
            return (0,)
        delen = woorden(t.naam)
        naam = " ".join(delen)
        dood = 2 if t.einde else 1
        if naam.startswith(geheel):
            return dood, 1, len(naam)
        if all(any(d.startswith(w) for d in delen) for w in gezocht):
            return dood, 2, len(naam)
        delen += woorden(t.adres or "")
        return dood, (3 if all(w in delen for w in gezocht) else 4)

    return sleutel


def afstand(t: Treffer, lon: float, lat: float) -> int | None:
    """Metres between the main place of a hit and a point; good enough for a few kilometres."""
    if t.lon is None or t.lat is None:
        return None
    oost = (t.lon - lon) * math.cos(math.radians(lat)) * 111_320
    return round(math.hypot(oost, (t.lat - lat) * 111_200))
