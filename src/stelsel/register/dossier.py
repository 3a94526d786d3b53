"""The dossier: all that every authority knows of a company or a location, on a day, and where each fact came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from ..begrippen import RECORDTYPEN, Gebruikersfout, Klasse, openbare_typen
from ..begrippen.weergave import dag as in_woorden
from ..opslag import Opslag
from .feiten import Feit, lees_feiten
from .index import Index, index
from .keuze import VELDEN
from .kiezen import Keuze, Kiezer
from .kop import Plek, namen, plek
from .nummers import lees_nummer
from .zicht import OPEN, Zicht


class OnbekendNummer(Gebruikersfout):
    """A well-formed number that was never given out."""

    code = "NUMMER-ONBEKEND"

    def __init__(self, nummer: str):
        self.nummer = nummer
        super().__init__(f"Registernummer {nummer} is nooit uitgegeven.", "Zoek op naam of adres: stelsel zoek TEKST.")


class NogZonderPlek(Gebruikersfout):
    """An activity of which neither company nor location was accepted yet."""

    code = "NUMMER-ZONDER-PLEK"

    def __init__(self, nummer: str):
        self.nummer = nummer
        super().__init__(
            f"Bij {nummer} hoort nog geen bedrijf en geen locatie.",
            "De locatie wacht op herstel bij de bron die haar leverde.",
        )


@dataclass
class Dossier:
    """What `zicht` allows of one company or location as of `peildatum`, from the snapshot `snapshot`."""

    nummer: str
    soort: str
    naam: str
    andere_namen: list[str]
    oefening: bool
    peildatum: date
    bekend_op: date | None
    snapshot: int
    locaties: list[Plek]
    ondernemingen: list[Plek]
    feiten: dict[str, list[Feit]]
    doorverwezen_van: str | None = None
    vroegere_namen: list[str] = field(default_factory=list)
    # The day on which the register first heard of it.
    eerste_bericht: str | None = None
    zicht: Zicht = OPEN
    # A page asks for the same sorted list many times.
    _van: dict[str, list[Feit]] = field(default_factory=dict, init=False, repr=False)
    _besluiten: dict[tuple[str, str], bool] | None = field(default=None, init=False, repr=False)

    @cached_property
    def _dag(self) -> str:
        return self.peildatum.isoformat()

    @property
    def onbekend(self) -> str:
        """That the register knew nothing yet on the day asked, in words; empty when it did."""
        if (
            any(self.feiten.values())
            or self.bekend_op is None
            or not self.eerste_bericht
            or self.eerste_bericht <= str(self.bekend_op)
        ):
            return ""
        wat = "dit bedrijf" if self.soort == "onderneming" else "deze locatie"
        return (
            f"Op {in_woorden(self.bekend_op)} wist het register nog niets van {wat}: "
            f"het eerste bericht kwam op {in_woorden(self.eerste_bericht)}."
        )

    @cached_property
    def tegenspraken(self) -> list[Keuze]:
        """The fields of which sources contradict each other on the day, each with what the register shows and by which rule."""
        return Kiezer({rt: self.geldend(rt) for rt in VELDEN}, self.peildatum).tegenspraken

    def van(self, recordtype: str) -> list[Feit]:
        """Facts of one kind that had begun on the peildatum, newest first; those still in force before those ended."""
        if recordtype not in self._van:
            lijst = [f for f in self.feiten.get(recordtype, []) if f.begonnen(self._dag)]
            self._van[recordtype] = sorted(lijst, key=lambda f: (self.geldt(f), f.dag or ""), reverse=True)
        return self._van[recordtype]

    def geldt(self, f: Feit) -> bool:
        """Is a fact in force on the peildatum? A condition is only while its decision is."""
        dag = self._dag
        if not f.geldt(dag):
            return False
        if f.recordtype != "voorschrift":
            return True
        if self._besluiten is None:
            self._besluiten = {
                (b.herkomst.bron, b.velden["id"]): b.geldt(dag) for b in self.feiten.get("vergunning", [])
            }
        return self._besluiten.get((f.herkomst.bron, f.velden["vergunning_id"]), True)

    def geldend(self, recordtype: str) -> list[Feit]:
        """Facts of one kind in force on the peildatum."""
        return [f for f in self.van(recordtype) if self.geldt(f)]

    def kern(self) -> dict[str, Any]:
        """At a glance, as of the peildatum: decisions and conditions in force, last visit, what is open.

        None where that may not be seen. Whether enforcement ran on an earlier day no source tells: then too `lopende_handhaving` is None.
        """
        dag = self.peildatum.isoformat()
        handhaving = self.zicht.ziet(Klasse.BESTUURLIJKE_HANDHAVING)
        bezoeken = [f.dag for f in self.van("toezichtbezoek") if f.dag]
        return {
            "besluiten": sum(not f.velden["soort"].startswith("intrekking") for f in self.geldend("vergunning")),
            # A row that only withdraws another is no condition.
            "voorschriften": sum(f.velden.get("werking") != "trekt_in" for f in self.geldend("voorschrift")),
            "laatst_bezocht": max(bezoeken, default=None),
            "open_bevindingen": sum(
                bool(f.velden["overtreding"]) and not (f.velden["hersteld_op"] and f.velden["hersteld_op"] <= dag)
                for f in self.geldend("bevinding")
            )
            if handhaving
            else None,
            "lopende_handhaving": None
            if self.peildatum < date.today() or not handhaving
            else sum(f.velden["stand"] == "loopt" for f in self.geldend("handhavingsactie")),
            "bronnen": sorted({f.herkomst.bron for lijst in self.feiten.values() for f in lijst}),
        }

    def _als_json(self, f: Feit) -> dict[str, Any]:
        return {"geldt": self.geldt(f), **f.als_json()}

    def als_json(self) -> dict[str, Any]:
        dag = self.peildatum.isoformat()
        return {
            "nummer": self.nummer, "soort": self.soort, "naam": None if self.onbekend else self.naam,
            "andere_namen": self.andere_namen, "vroegere_namen": self.vroegere_namen, "eerste_bericht": self.eerste_bericht,
            "melding": self.onbekend or None,
            "oefening": self.oefening, "peildatum": dag, "bekend_op": str(self.bekend_op) if self.bekend_op else None, "snapshot": self.snapshot,
            "doorverwezen_van": self.doorverwezen_van, "kern": None if self.onbekend else self.kern(),
            "ondernemingen": [vars(p) for p in self.ondernemingen], "locaties": [vars(p) for p in self.locaties],
            "tegenspraken": [k.als_json() for k in self.tegenspraken],
            "gegevens_onderneming": [self._als_json(f) for f in self.van("onderneming")],
            "gegevens_locatie": [self._als_json(f) for f in self.van("locatie")],
            **{
                rt.meervoud: [self._als_json(f) for f in self.van(naam)]
                for naam, rt in RECORDTYPEN.items()
                if naam not in ("onderneming", "locatie")
            },
        }  # fmt: skip


def dossier(
    opslag: Opslag, nummer: str, peildatum: date | None = None, bekend_op: date | None = None, zicht: Zicht = OPEN
) -> Dossier:
    """The dossier of a company, a location, or the place of an activity; both clocks may be asked.

    `peildatum`: what held on that day, today when left out. `bekend_op`: from what had been delivered by the end of that
    day, everything when left out; the linking is always that of the last snapshot. A merged number leads to the one it
    was merged into. Raises `OngeldigNummer`, `OnbekendNummer`, `NogZonderPlek`, `GeenRegister`.
    """
    ix = index(opslag)
    gevraagd = lees_nummer(nummer)
    nummer = gevraagd
    while (r := ix.rij("SELECT * FROM nummer WHERE nummer = ?", (nummer,))) is not None and r["opvolger"]:
        nummer = r["opvolger"]
    if r is None:
        raise OnbekendNummer(gevraagd)
    ond = r["ond"] if r["soort"] != "locatie" else None
    mag, waarden = zicht.cellen()
    if ond:
        cellen = ix.rijen(f"SELECT * FROM cel WHERE ond = ? AND {mag}", (ond, *waarden))
        plekken = sorted({c["loc"] for c in cellen if c["loc"]})
        for p in plekken:
            cellen += ix.rijen(f"SELECT * FROM cel WHERE ond = 0 AND loc = ? AND {mag}", (p, *waarden))
        onds = [ond]
    else:
        cellen = ix.rijen(f"SELECT * FROM cel WHERE loc = ? AND {mag}", (r["loc"], *waarden))
        plekken, onds = [r["loc"]], sorted({c["ond"] for c in cellen if c["ond"]})
    if not ond and not r["loc"]:
        raise NogZonderPlek(nummer)
    dag = peildatum or date.today()
    feiten, eerste = lees_feiten(ix, cellen, bekend_op)
    _zonder_regels(feiten, zicht)
    kiezer = Kiezer({rt: [f for f in feiten.get(rt, []) if f.geldt(str(dag))] for rt in VELDEN}, dag)
    if ond:
        oefening = ix.rij("SELECT oefening FROM document WHERE volgnr = ?", (ond,))
        eigen = [f for rt in ("onderneming", "vestiging") for f in feiten.get(rt, [])]
        naam, anders, vroeger = namen(eigen, kiezer, ond)
        nummer = _nummer(ix, ond)
    else:
        oefening, anders, vroeger = ix.rij("SELECT oefening FROM locatie WHERE id = ?", (r["loc"],)), [], []
        naam = None
    locaties = _locaties(ix, plekken, feiten, kiezer, bij_bedrijf=bool(ond))
    bekend = {f.onderneming for lijst in feiten.values() for f in lijst}
    ondernemingen = [_bedrijf(ix, o, feiten, kiezer, bekend_op) for o in onds if o in bekend]
    if not ond and locaties:
        naam = locaties[0].naam or locaties[0].adres
    return Dossier(
        nummer, "onderneming" if ond else "locatie", naam or nummer, anders, bool(oefening and oefening["oefening"]), dag, bekend_op,
        int(ix.meta["snapshot"]), locaties, ondernemingen, feiten, gevraagd if gevraagd != nummer else None, vroeger, eerste, zicht,
    )  # fmt: skip


def _zonder_regels(feiten: dict[str, list[Feit]], zicht: Zicht) -> None:
    """Take away the line numbers among which somebody could see that a row is missing."""
    for rt in feiten.keys() - set(openbare_typen()):
        ziet = {bron: zicht.ziet_alle(rt, bron) for bron in {f.herkomst.bron for f in feiten[rt]}}
        for f in feiten[rt]:
            if not ziet[f.herkomst.bron]:
                for versie in (f, *f.eerder):
                    versie.herkomst = replace(versie.herkomst, regel=None)


def _nummer(ix: Index, ond: int) -> str:
    r = ix.rij("SELECT nummer FROM document WHERE volgnr = ?", (ond,))
    return str(r["nummer"]) if r else ""


def _locaties(
    ix: Index, plekken: Sequence[int], feiten: dict[str, list[Feit]], kiezer: Kiezer, *, bij_bedrijf: bool
) -> list[Plek]:
    """The locations that were known by then; of a company those where it works on the day first, without those where nothing had begun."""
    dag = kiezer.dag.isoformat()
    per_plek: dict[int, list[Feit]] = {}
    begonnen, nu = set(), set()
    for recordtype, lijst in feiten.items():
        toestand = not RECORDTYPEN[recordtype].is_gebeurtenis()
        for f in lijst:
            if recordtype == "locatie":
                per_plek.setdefault(f.locatie, []).append(f)
            elif f.begonnen(dag):
                begonnen.add(f.locatie)
                if toestand and f.geldt(dag):
                    nu.add(f.locatie)
    uit = []
    for i in plekken:
        rij = ix.rij("SELECT * FROM locatie WHERE id = ?", (i,)) if i in per_plek else None
        if rij is not None and (not bij_bedrijf or i in begonnen or not begonnen):
            uit.append(plek(i, rij, per_plek[i], kiezer, nu=not bij_bedrijf or i in nu))
    return sorted(uit, key=lambda p: not p.nu)


def _bedrijf(ix: Index, ond: int, feiten: dict[str, list[Feit]], kiezer: Kiezer, bekend_op: date | None) -> Plek:
    """A company with its name on the day: as it is called at this place, else as it is called anywhere."""
    eigen = [f for rt in ("onderneming", "vestiging") for f in feiten.get(rt, []) if f.onderneming == ond]
    if not eigen:
        kaal = ix.rijen(f"SELECT * FROM cel WHERE ond = ? AND loc = 0 AND klasse = {Klasse.OPENBAAR.nr}", (ond,))
        elders, _ = lees_feiten(ix, kaal, bekend_op)
        eigen = elders.get("onderneming", [])
    naam, _, _ = namen(eigen, kiezer, ond)
    nummer = _nummer(ix, ond)
    return Plek(ond, nummer, naam or nummer, None)
