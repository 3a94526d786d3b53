"""IPPC permits beside the decisions on BAT conclusions: which were not changed since, and until when they may.

The register knows when a decision was taken, not whether it was a review: a permit that changed after the publication is
never called old, and one that did not is called so with what would settle it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from ..begrippen import alle_organisaties
from ..opslag import Opslag
from ..register import Dossier, Feit, dossier, ippc_nummers
from .bbt import NORM, BbtConclusies, bbt_conclusies, voor
from .ketens import GEHEEL, ketens

VERLOPEN, LOOPT, GEEN_NORM, ZONDER, GEWIJZIGD = "verlopen", "loopt", "norm_niet_geladen", "geen_besluit", "gewijzigd"
# What each verdict says, and what would settle it.
OORDELEN = {
    VERLOPEN: ("ouder dan de termijn",
               "Het bevoegd gezag toetst de vergunning, of de bron levert het besluit waarbij dat al is gebeurd."),
    LOOPT: ("termijn loopt", "Het bevoegd gezag toetst de vergunning voor het einde van de termijn."),
    GEEN_NORM: ("norm niet geladen",
           "Laad het besluit met BBT-conclusies voor deze categorie in bbt_conclusies.csv, met de dag van bekendmaking en de bron."),
    ZONDER: ("geen vergunning in werking bekend", "De bron levert de vergunning, of beëindigt de activiteit."),
    GEWIJZIGD: ("gewijzigd na de bekendmaking", "Niets, als bij die wijziging is getoetst."),
}  # fmt: skip
TOETSBAAR = frozenset({"verlening", "wijziging"})


@dataclass(frozen=True)
class Brefregel:
    """One IPPC category at one location beside one decision on BAT conclusions."""

    nummer: str
    naam: str
    oefening: bool
    categorie: str
    dienst: str
    gezag: str | None
    oordeel: str
    besluit: Feit | None = None
    conclusies: BbtConclusies | None = None
    geheel: bool = True

    @property
    def laatste(self) -> str | None:
        """The day of the last decision that could be a review."""
        return _dag(self.besluit) if self.besluit else None

    @property
    def uiterlijk(self) -> str | None:
        return self.conclusies.uiterlijk.isoformat() if self.conclusies else None

    @property
    def dienst_naam(self) -> str:
        return _naam(self.dienst)

    @property
    def gezag_naam(self) -> str:
        return _naam(self.gezag) if self.gezag else ""

    @property
    def zin(self) -> str:
        return OORDELEN[self.oordeel][0]

    @property
    def doe(self) -> str:
        return OORDELEN[self.oordeel][1]


def _naam(code: str) -> str:
    org = alle_organisaties().get(code)
    return org.naam if org else code


def _dag(f: Feit) -> str:
    return str(f.velden.get("besluitdatum") or f.velden.get("begindatum") or "")


@lru_cache(2)
def _gegevens(bestand: Path, map_: Path) -> list[Dossier]:
    """The open dossiers of all IPPC locations of an index, activities and decisions only."""
    opslag = Opslag(map_)
    uit = []
    for nummer in ippc_nummers(opslag)[1]:
        d = dossier(opslag, nummer)
        d.feiten = {n: d.feiten.get(n, []) for n in ("activiteit", "vergunning")}
        for lijst in d.feiten.values():
            for f in lijst:
                f.eerder = []
        uit.append(d)
    return uit


def brefs(opslag: Opslag, op: date | None = None, tabel: Sequence[BbtConclusies] | None = None) -> list[Brefregel]:
    """Every IPPC category in use on a day beside the decisions on BAT conclusions published by then. Raises `GeenRegister`."""
    dag = op or date.today()
    rijen = bbt_conclusies() if tabel is None else tabel
    bestand, _ = ippc_nummers(opslag)
    uit = [r for d in _gegevens(bestand, opslag.map) for r in _van(d, dag, rijen)]
    orde = {o: n for n, o in enumerate(OORDELEN)}
    return sorted(uit, key=lambda r: (orde[r.oordeel], r.uiterlijk or "", r.naam, r.nummer, r.categorie))


def _van(d: Dossier, op: date, tabel: Sequence[BbtConclusies]) -> list[Brefregel]:
    dag = op.isoformat()
    per_categorie = {
        f.velden["ippc_categorie"]: f for f in d.feiten["activiteit"] if f.velden.get("ippc_categorie") and f.geldt(dag)
    }
    if not per_categorie:
        return []
    besluiten, _ = ketens(d.feiten["vergunning"], dag)
    geldend = [b for b in besluiten.values() if b.soort != GEHEEL and (b.einde is None or b.einde.dag > dag)]
    laatste = max((b.feit for b in geldend if b.soort in TOETSBAAR), key=_dag, default=None)
    uit = []
    for categorie, f in sorted(per_categorie.items()):

        def regel(
            oordeel: str, c: BbtConclusies | None = None, geheel: bool = True, *, _f: Feit = f, _c: str = categorie
        ) -> Brefregel:
            return Brefregel(d.nummer, d.naam, d.oefening, _c, _f.velden.get("uitvoerende_dienst") or _f.herkomst.bron,
                             _f.velden.get("bevoegd_gezag"), oordeel, laatste, c, geheel)  # fmt: skip

        gevonden = [(c, geheel) for c, geheel in voor(categorie, tabel) if c.gepubliceerd <= op]
        if not gevonden:
            uit.append(regel(GEEN_NORM))
            continue
        if laatste is None:
            uit.append(regel(ZONDER))
            continue
        for c, geheel in gevonden:
            if _dag(laatste) >= c.gepubliceerd.isoformat():
                uit.append(regel(GEWIJZIGD, c, geheel))
            else:
                uit.append(regel(VERLOPEN if c.uiterlijk < op else LOOPT, c, geheel))
    return uit


KOPPEN = ("nummer", "naam", "oefening", "ippc_categorie", "dienst", "bevoegd_gezag", "oordeel", "laatste_besluit", "zaaknummer",
          "bref", "besluit_bbt", "bekendgemaakt", "uiterlijk", "dekking", "regel", "wat_te_doen", "bron_bbt")  # fmt: skip


def cellen(r: Brefregel) -> list[str]:
    """A line as it stands in a file, under `KOPPEN`."""
    c = r.conclusies
    bbt = [c.bref, c.besluit, c.gepubliceerd.isoformat(), c.uiterlijk.isoformat()] if c else [""] * 4
    zaak = (r.besluit.velden.get("zaaknummer") or "") if r.besluit else ""
    return [
        r.nummer, r.naam, "ja" if r.oefening else "nee", r.categorie, r.dienst_naam, r.gezag_naam, r.zin, r.laatste or "", zaak,
        *bbt, "" if c is None else "geheel" if r.geheel else "deels", NORM, r.doe, c.bron if c else "",
    ]  # fmt: skip
