"""Every participant beside the national model mandate: what is equal, what is missing, what is more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ...begrippen import Organisatie
from ..gronden import partijen
from .catalogus import bevoegdheden, merk, modelmandaat, paren
from .mag import Keten, per_gever, wie_mag
from .model import Houder, Mandaat

ORGANEN = ("gemeente", "provincie", "waterschap")
DIENST = "omgevingsdienst"


class Oordeel(StrEnum):
    """Beside the model: as it says, less, or more."""

    GELIJK = "gelijk"
    MIST = "mist"
    MEER = "meer"


@dataclass(frozen=True)
class Vergeleken:
    """A power in a task: the verdict, the article of the model (empty when the model does not name it), and everybody who may."""

    bevoegdheid: str
    taak: str
    oordeel: Oordeel
    artikel: str
    ketens: tuple[Keten, ...]


@dataclass(frozen=True)
class Deelnemer:
    """A body that gave a mandate, now or ever, with every power that the model or itself names."""

    orgaan: str
    naam: str
    voorbeeld: bool
    paren: tuple[Vergeleken, ...]

    def aantal(self, oordeel: Oordeel, bevoegdheid: str = "") -> int:
        """How many have this verdict, of one power or of all."""
        return sum(p.oordeel is oordeel and bevoegdheid in ("", p.bevoegdheid) for p in self.paren)

    def als_json(self) -> dict[str, object]:
        """For machines, with the mark of the model in it: a part of it may be passed on by itself."""
        return {
            "orgaan": self.orgaan, "naam": self.naam, "voorbeeld": self.voorbeeld, "model": merk(),
            **{str(o): self.aantal(o) for o in Oordeel},
            "paren": [
                {
                    "bevoegdheid": p.bevoegdheid, "taak": p.taak, "oordeel": str(p.oordeel), "artikel": p.artikel,
                    "ketens": [[s.code for s in k.schakels] for k in p.ketens],
                }
                for p in self.paren
            ],
        }  # fmt: skip


def vergelijk(mandaten: Iterable[Mandaat], dag: date) -> list[Deelnemer]:
    """Every body that gave a link, by name, as it stands on a day.

    What a body gave to a function outside an agency does not count: the model is about what an agency does in its name.
    """
    van = per_gever(mandaten)
    organen = [o for h in van if (o := _orgaan(h))]
    return [_deelnemer(o, van, dag) for o in sorted(organen, key=lambda o: o.naam)]


def deelnemer(orgaan: str, mandaten: Iterable[Mandaat], dag: date) -> Deelnemer | None:
    """One of them; None when it gave no link or is no body."""
    van, o = per_gever(mandaten), _orgaan(Houder(orgaan))
    return _deelnemer(o, van, dag) if o and Houder(orgaan) in van else None


def _orgaan(h: Houder) -> Organisatie | None:
    """The organisation for which a body stands; None for a function, and for what has no bodies that mandate."""
    o = None if h.functie else partijen().get(h.organisatie)
    return o if o and o.soort in ORGANEN else None


def _deelnemer(o: Organisatie, van: Mapping[Houder, Sequence[Mandaat]], dag: date) -> Deelnemer:
    regels = {(r.bevoegdheid, r.taak): r.artikel for r in modelmandaat() if o.soort in r.organen}
    gevonden = []
    for bevoegdheid, taak in paren():
        ketens = tuple(
            k
            for h, k in wie_mag(bevoegdheid, taak, Houder(o.id), dag, van).items()
            if h.organisatie in partijen() and partijen()[h.organisatie].soort == DIENST
        )
        artikel = regels.get((bevoegdheid, taak), "")
        if artikel or ketens:
            oordeel = Oordeel.MIST if not ketens else Oordeel.GELIJK if artikel else Oordeel.MEER
            gevonden.append(Vergeleken(bevoegdheid, taak, oordeel, artikel, ketens))
    return Deelnemer(
        o.id,
        o.naam,
        any(m.voorbeeld for m in van[Houder(o.id)]) or any(k.voorbeeld for p in gevonden for k in p.ketens),
        tuple(gevonden),
    )


def kolommen(deelnemers: Iterable[Deelnemer]) -> list[str]:
    """The powers that occur with any of them, in the order of the table of powers."""
    nodig = {p.bevoegdheid for d in deelnemers for p in d.paren}
    return [b for b in bevoegdheden() if b in nodig]
