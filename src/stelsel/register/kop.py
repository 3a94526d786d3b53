"""The head of a dossier: names and addresses as of its day, as known by then; from the facts, by the rules of `keuze`.

What is in force names a thing; where nothing is in force what was last, and else what is to come: so a company that has ended still
has its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from pyproj import Transformer

from .feiten import Feit
from .keuze import NAAM, PUNT
from .kiezen import Kiezer

MEESTE_NAMEN = 8
_NAAMVELD = {"onderneming": "naam", "vestiging": "handelsnaam"}


@dataclass(frozen=True)
class Plek:
    """A location of the dossier, or a company at it. `nu`: something of the dossier is in force there on the day."""

    id: int
    nummer: str
    naam: str | None
    adres: str | None
    x: float | None = None
    y: float | None = None
    lon: float | None = None
    lat: float | None = None
    soort_kaart: str = "gewoon"
    nu: bool = True


def beste(feiten: Iterable[Feit], dag: str) -> list[Feit]:
    """Those in force on the day; else those that ended last; else those that begin first."""
    alle = list(feiten)
    if geldig := [f for f in alle if f.geldt(dag)]:
        return geldig
    voorbij = [(e.per, f) for f in alle if f.begonnen(dag) and (e := f.einde(dag)) is not None]
    if voorbij:
        laatste = max(per for per, _ in voorbij)
        return [f for per, f in voorbij if per == laatste]
    eerste = min((f.dag or "" for f in alle), default="")
    return [f for f in alle if (f.dag or "") == eerste]


def namen(feiten: Sequence[Feit], kiezer: Kiezer, sleutel: int) -> tuple[str | None, list[str], list[str]]:
    """Of a company from its facts: its name on the day, other names of then, and names that it no longer had."""
    dag = kiezer.dag.isoformat()
    naam = None
    for recordtype, veld in _NAAMVELD.items():
        kandidaten = beste((f for f in feiten if f.recordtype == recordtype), dag)
        if naam is None and (keuze := kiezer.kies(recordtype, (sleutel,), veld, kandidaten)) is not None:
            naam = keuze.waarde
    nu: dict[Any, str] = {}
    vroeger: dict[Any, str] = {}
    for f in feiten:
        veld = _NAAMVELD[f.recordtype]
        geldt = f.geldt(dag)
        for versie in (f, *f.eerder):
            if versie.begonnen(dag) and (w := versie.velden[veld]):
                (nu if geldt and versie is f else vroeger).setdefault(NAAM.py(w, kiezer.dag), w)
    eigen = NAAM.py(naam, kiezer.dag) if naam else None
    anders = [w for k, w in nu.items() if k != eigen]
    eerder = [w for k, w in vroeger.items() if k != eigen and k not in nu]
    return naam, sorted(anders)[:MEESTE_NAMEN], sorted(eerder)[:MEESTE_NAMEN]


def plek(id_: int, rij: Any, feiten: Sequence[Feit], kiezer: Kiezer, *, nu: bool) -> Plek:
    """A location as its facts describe it on the day; number, weight on the map and point in degrees are those of the index row."""
    kandidaten = beste(feiten, kiezer.dag.isoformat())

    def van(veld: str, onder: Sequence[Feit] = kandidaten) -> Any:
        keuze = kiezer.kies("locatie", (id_,), veld, onder)
        return keuze.waarde if keuze else None

    x, y = van(PUNT) or (None, None)
    lon, lat = (rij["lon"], rij["lat"]) if (x, y) == (rij["x"], rij["y"]) else _graden(x, y)
    aanduiding = next((f.velden["aanduiding"] for f in kandidaten if f.velden["aanduiding"]), None)
    # A number belongs to its street, a letter to its number: of two contradicting addresses no third one is made.
    straat = van("straat")
    in_straat = [f for f in kandidaten if f.velden["straat"] == straat]
    nummer = van("huisnummer", in_straat)
    met_nummer = [f for f in in_straat if f.velden["huisnummer"] == nummer]
    letter, toevoeging = van("huisletter", met_nummer), van("toevoeging", met_nummer)
    huis = "" if nummer is None else f"{nummer}{(letter or '').upper()}{'-' + toevoeging if toevoeging else ''}"
    regels = [" ".join(filter(None, paar)) for paar in ((straat, huis), (van("postcode"), van("woonplaats")))]
    adres = ", ".join(filter(None, regels)) or None
    return Plek(id_, rij["nummer"], aanduiding, adres, x, y, lon, lat, rij["soort"], nu)


@cache
def _omrekening() -> Transformer:
    return Transformer.from_crs("EPSG:28992", "EPSG:4326", always_xy=True)


def _graden(x: float | None, y: float | None) -> tuple[float | None, float | None]:
    if x is None or y is None:
        return None, None
    lon, lat = _omrekening().transform(x, y)
    return round(lon, 6), round(lat, 6)
