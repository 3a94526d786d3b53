"""The translations of a source: numbered, never changed, with who and when beside the text as it was written.

`vertalingen/<bron>/<nr>.toml` holds the bytes of the user, `<nr>.json` who, when and why. A version is there once its text is.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ...begrippen import Gebruikersfout, organisatie
from ...opslag import Opslag
from .bestand import lees_vertaling
from .model import Vertaalbestand


@dataclass(frozen=True)
class Vertaalversie:
    """One version of the translation of a source. `naam` is how a receipt names it."""

    bron: str
    nr: int
    tekst: str
    door: str
    op: datetime
    reden: str = ""

    @property
    def naam(self) -> str:
        return f"{self.bron}/{self.nr}"

    def inhoud(self) -> Vertaalbestand:
        """Raises `VertalingOngeldig` when the model has since lost what the text names."""
        return lees_vertaling(self.tekst)


class VertalingOnbekend(Gebruikersfout):
    """This source has no translation with this number, or none at all."""

    code = "VERTALING-ONBEKEND"

    def __init__(self, bron: str, nr: int | None = None, laatste: int = 0):
        self.bron, self.nr, self.laatste = bron, nr, laatste
        er_zijn = (
            f"Er zijn de nummers 1 tot en met {laatste}."
            if laatste
            else "Maak er een: stelsel vertaling voorstel BESTAND."
        )
        super().__init__(
            f"Vertaling {nr} van '{bron}' bestaat niet." if nr else f"'{bron}' heeft nog geen vertaling.", er_zijn
        )


class InmiddelsVertaald(Gebruikersfout):
    """Another version was kept while this one was being written."""

    code = "INMIDDELS-GEWIJZIGD"

    def __init__(self, laatste: Vertaalversie):
        self.laatste = laatste
        super().__init__(
            f"Intussen heeft {laatste.door} versie {laatste.nr} bewaard.",
            "Kijk die versie na, en neem over wat moet blijven. Bewaart u nu nog een keer, dan geldt uw tekst.",
        )


def _map(opslag: Opslag, bron: str) -> Path:
    """The folder of a source. Raises `OnbekendeBron`: a name that is no organisation never becomes part of a path."""
    return opslag.map / "vertalingen" / organisatie(bron, datetime.now(UTC).date()).id


def _nummers(map_: Path) -> list[int]:
    return sorted(int(p.stem) for p in map_.glob("*.toml") if p.stem.isdecimal())


def _lees(map_: Path, bron: str, nr: int) -> Vertaalversie:
    meta = json.loads((map_ / f"{nr}.json").read_text(encoding="utf-8"))
    tekst = (map_ / f"{nr}.toml").read_bytes().decode("utf-8")
    return Vertaalversie(bron, nr, tekst, meta["door"], datetime.fromisoformat(meta["op"]), meta["reden"])


def vertalingen(opslag: Opslag, bron: str) -> list[Vertaalversie]:
    """Every version, the first first. Raises `OnbekendeBron`."""
    map_ = _map(opslag, bron)
    return [_lees(map_, bron, nr) for nr in _nummers(map_)]


def vertaling(opslag: Opslag, bron: str, nr: int | None = None) -> Vertaalversie | None:
    """The version with this number, or the last; None when there is none. Raises `OnbekendeBron`, `VertalingOnbekend`."""
    map_ = _map(opslag, bron)
    nummers = _nummers(map_)
    if nr is None:
        return _lees(map_, bron, nummers[-1]) if nummers else None
    if nr not in nummers:
        raise VertalingOnbekend(bron, nr, nummers[-1] if nummers else 0)
    return _lees(map_, bron, nr)


def bewaar_vertaling(
    opslag: Opslag, bron: str, tekst: str, door: str, reden: str = "", *, na: int | None = None
) -> Vertaalversie:
    """Keep the text as the next version; the last one when nothing differs. `na`: number of the last version that the writer saw.

    Raises `OnbekendeBron`, `VertalingOngeldig`, `InmiddelsVertaald`.
    """
    map_ = _map(opslag, bron)
    lees_vertaling(tekst)
    with opslag.slot(f"vertaling-{bron}"), opslag.ruimte():
        laatste = vertaling(opslag, bron)
        if laatste is not None and laatste.tekst == tekst:
            return laatste
        if na is not None and laatste is not None and laatste.nr != na:
            raise InmiddelsVertaald(laatste)
        v = Vertaalversie(bron, laatste.nr + 1 if laatste else 1, tekst, door, datetime.now(UTC), reden)
        map_.mkdir(parents=True, exist_ok=True)
        meta = json.dumps({"door": door, "op": v.op.isoformat(), "reden": reden}, ensure_ascii=False)
        _schrijf(opslag, map_ / f"{v.nr}.json", meta, vervang=True)
        _schrijf(opslag, map_ / f"{v.nr}.toml", tekst)
    return v


def _schrijf(opslag: Opslag, doel: Path, tekst: str, *, vervang: bool = False) -> None:
    """Whole or not at all. A text is never replaced; what was killed before its text came may be."""
    tijdelijk = opslag.werkmap() / f"vertaling-{doel.parent.name}-{doel.name}-p{os.getpid()}"
    try:
        with tijdelijk.open("wb") as f:
            f.write(tekst.encode("utf-8"))
            f.flush()
            os.fsync(f.fileno())
        if vervang:
            tijdelijk.replace(doel)
        else:
            os.link(tijdelijk, doel)
    finally:
        tijdelijk.unlink(missing_ok=True)
