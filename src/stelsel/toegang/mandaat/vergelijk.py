"""Every participant beside the national model mandate: what is equal, what is missing, what is more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ..gronden import partijen
from .catalogus import Modelregel, bevoegdheden, merk, modelmandaat, paren
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


def vergelijk(mandaten: Iterable[Mandaat], dag: date, model: Iterable[Modelregel] | None = None) -> list[Deelnemer]:
    """Every body that gave a link, as it stands on a day. `model`: another than the one that is loaded.

    What a body gave to a function outside an agency does not count: the model is about what an agency does in its name.
    """
    regels = {(r.bevoegdheid, r.taak): r for r in (modelmandaat() if model is None else model)}
    van = per_gever(mandaten)
    gevers = [partijen()[h.organisatie] for h in van if not h.functie and h.organisatie in partijen()]
    return [
        Deelnemer(
            o.id, o.naam, any(m.voorbeeld for m in van[Houder(o.id)]),
            tuple(_vergelijk(Houder(o.id), o.soort, van, dag, regels)),
        )
        for o in sorted(gevers, key=lambda o: o.naam)
        if o.soort in ORGANEN
    ]  # fmt: skip


def _vergelijk(
    orgaan: Houder,
    soort: str,
    van: Mapping[Houder, Sequence[Mandaat]],
    dag: date,
    regels: Mapping[tuple[str, str], Modelregel],
) -> Iterable[Vergeleken]:
    for bevoegdheid, taak in paren():
        regel = regels.get((bevoegdheid, taak))
        gevraagd = regel is not None and soort in regel.organen
        ketens = tuple(
            k
            for h, k in wie_mag(bevoegdheid, taak, orgaan, dag, van).items()
            if h.organisatie in partijen() and partijen()[h.organisatie].soort == DIENST
        )
        if gevraagd or ketens:
            oordeel = Oordeel.MIST if not ketens else Oordeel.GELIJK if gevraagd else Oordeel.MEER
            yield Vergeleken(bevoegdheid, taak, oordeel, regel.artikel if regel and gevraagd else "", ketens)


def kolommen(deelnemers: Iterable[Deelnemer]) -> list[str]:
    """The powers that occur with any of them, in the order of the table of powers."""
    nodig = {p.bevoegdheid for d in deelnemers for p in d.paren}
    return [b for b in bevoegdheden() if b in nodig]
