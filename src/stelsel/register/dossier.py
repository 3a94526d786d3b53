"""The dossier: all that every authority knows of a company or a location, on a day, and where each fact came from."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from ..begrippen import RECORDTYPEN, Gebruikersfout, alle_organisaties
from ..opslag import Opslag
from .bakken.cellen import EINDE
from .index import Index, index
from .nummers import lees_nummer


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


@dataclass(frozen=True)
class Herkomst:
    """Who delivered a fact, in which delivery, file and line, under which key; known to the register since `sinds`."""

    bron: str
    bron_naam: str
    levering: str
    bestand: str
    regel: int
    record: str
    sinds: str


@dataclass
class Feit:
    """A delivered record. `eerder`: what the source said of the same record before, newest first."""

    recordtype: str
    velden: dict[str, Any]
    herkomst: Herkomst
    onderneming: int
    locatie: int
    activiteit: str | None
    eerder: list[Feit] = field(default_factory=list)
    vervallen: str | None = None  # the day from which its source no longer tells of it
    # Days from and until which its source did not tell of it in between.
    onderbroken: list[tuple[str, str]] = field(default_factory=list)

    @property
    def dag(self) -> str | None:
        """The day on the time line: of the event, or on which the state began."""
        dag: str | None = self.velden.get("besluitdatum") or self.velden.get(RECORDTYPEN[self.recordtype].dag)
        return dag

    def begonnen(self, peildatum: str) -> bool:
        """Had this happened or begun on the day? A decision without beginning begins when it is taken; another state has always been."""
        dag = self.velden.get(RECORDTYPEN[self.recordtype].dag) or self.velden.get("besluitdatum")
        return dag is None or dag <= peildatum

    def geldt(self, peildatum: str) -> bool:
        """Is it in force on the day? An event counts from its day on."""
        einde = self.velden.get("einddatum")
        vervallen = self.vervallen is not None and self.vervallen <= peildatum
        onderbroken = any(van <= peildatum < tot for van, tot in self.onderbroken)
        return self.begonnen(peildatum) and not (vervallen or onderbroken) and (einde is None or einde > peildatum)

    def als_json(self) -> dict[str, Any]:
        return {
            "recordtype": self.recordtype,
            "velden": {k: w for k, w in self.velden.items() if w is not None},
            "herkomst": vars(self.herkomst),
            "vervallen": self.vervallen,
            "onderbroken": [{"van": van, "tot": tot} for van, tot in self.onderbroken],
            "eerder": [e.als_json() for e in self.eerder],
        }


@dataclass(frozen=True)
class Plek:
    """A location of the dossier, or a company at it."""

    id: int
    nummer: str
    naam: str | None
    adres: str | None
    x: float | None = None
    y: float | None = None
    lon: float | None = None
    lat: float | None = None
    soort_kaart: str = "gewoon"


@dataclass
class Dossier:
    """Everything of one company or location as of `peildatum`, from the snapshot `snapshot`."""

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
    # A page asks for the same sorted list many times.
    _van: dict[str, list[Feit]] = field(default_factory=dict, init=False, repr=False)
    _besluiten: dict[tuple[str, str], bool] | None = field(default=None, init=False, repr=False)

    @cached_property
    def _dag(self) -> str:
        return self.peildatum.isoformat()

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

        Whether enforcement ran on an earlier day no source tells: then `lopende_handhaving` is None.
        """
        dag = self.peildatum.isoformat()
        bezoeken = [f.dag for f in self.van("toezichtbezoek") if f.dag]
        return {
            "besluiten": sum(not f.velden["soort"].startswith("intrekking") for f in self.geldend("vergunning")),
            # A row that only withdraws another is no condition.
            "voorschriften": sum(f.velden.get("werking") != "trekt_in" for f in self.geldend("voorschrift")),
            "laatst_bezocht": max(bezoeken, default=None),
            "open_bevindingen": sum(
                bool(f.velden["overtreding"]) and not (f.velden["hersteld_op"] and f.velden["hersteld_op"] <= dag)
                for f in self.geldend("bevinding")
            ),
            "lopende_handhaving": None
            if self.peildatum < date.today()
            else sum(f.velden["stand"] == "loopt" for f in self.geldend("handhavingsactie")),
            "bronnen": sorted({f.herkomst.bron for lijst in self.feiten.values() for f in lijst}),
        }

    def _als_json(self, f: Feit) -> dict[str, Any]:
        return {"geldt": self.geldt(f), **f.als_json()}

    def als_json(self) -> dict[str, Any]:
        dag = self.peildatum.isoformat()
        return {
            "nummer": self.nummer, "soort": self.soort, "naam": self.naam, "andere_namen": self.andere_namen,
            "oefening": self.oefening, "peildatum": dag, "bekend_op": str(self.bekend_op) if self.bekend_op else None, "snapshot": self.snapshot,
            "doorverwezen_van": self.doorverwezen_van, "kern": self.kern(),
            "ondernemingen": [vars(p) for p in self.ondernemingen], "locaties": [vars(p) for p in self.locaties],
            "gegevens_onderneming": [self._als_json(f) for f in self.van("onderneming")],
            "gegevens_locatie": [self._als_json(f) for f in self.van("locatie")],
            **{
                rt.meervoud: [self._als_json(f) for f in self.van(naam)]
                for naam, rt in RECORDTYPEN.items()
                if naam not in ("onderneming", "locatie")
            },
        }  # fmt: skip


def dossier(opslag: Opslag, nummer: str, peildatum: date | None = None, bekend_op: date | None = None) -> Dossier:
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
    if ond:
        cellen = ix.rijen("SELECT * FROM cel WHERE ond = ?", (ond,))
        plekken = sorted({c["loc"] for c in cellen if c["loc"]})
        cellen += [c for p in plekken if (c := ix.rij("SELECT * FROM cel WHERE ond = 0 AND loc = ?", (p,)))]
        onds = [ond]
    else:
        cellen = ix.rijen("SELECT * FROM cel WHERE loc = ?", (r["loc"],))
        plekken, onds = [r["loc"]], sorted({c["ond"] for c in cellen if c["ond"]})
    if not ond and not r["loc"]:
        raise NogZonderPlek(nummer)
    feiten = _feiten(ix, cellen, bekend_op)
    locaties = [p for i in plekken if (p := _plek(ix, i))]
    ondernemingen = [p for i in onds if (p := _onderneming(ix, i))]
    hoofd = ondernemingen[0] if ond else locaties[0]
    doc = ix.rij("SELECT andere, oefening FROM document WHERE volgnr = ?", (ond,)) if ond else None
    plek = ix.rij("SELECT oefening FROM locatie WHERE id = ?", (r["loc"],)) if not ond else None
    return Dossier(
        hoofd.nummer, "onderneming" if ond else "locatie", hoofd.naam or hoofd.adres or hoofd.nummer,
        doc["andere"].split(" · ") if doc and doc["andere"] else [], bool((doc or plek or {"oefening": 0})["oefening"]),
        peildatum or date.today(), bekend_op, int(ix.meta["snapshot"]), locaties, ondernemingen, feiten,
        gevraagd if gevraagd != hoofd.nummer else None,
    )  # fmt: skip


def _plek(ix: Index, id_: int) -> Plek | None:
    r = ix.rij("SELECT * FROM locatie WHERE id = ?", (id_,))
    return Plek(id_, r["nummer"], r["naam"], r["adres"], r["x"], r["y"], r["lon"], r["lat"], r["soort"]) if r else None


def _onderneming(ix: Index, id_: int) -> Plek | None:
    r = ix.rij("SELECT * FROM document WHERE volgnr = ?", (id_,))
    return Plek(id_, r["nummer"], r["naam"], r["adres"]) if r else None


@dataclass(frozen=True)
class _Einde:
    """A delivery (its place in the order of the world) that said that a record has ended per a day: in so many words, or not."""

    nr: int
    per: str
    gezegd: bool


def _feiten(ix: Index, cellen: list[Any], bekend_op: date | None) -> dict[str, list[Feit]]:
    """Unpack cells; of each record its last version as known by that day, with the earlier ones behind it."""
    einden: dict[tuple[str, str, str], list[_Einde]] = {}
    tot = (bekend_op or date.max).isoformat()
    per_record: dict[tuple[str, str, str], list[tuple[int, int, Feit]]] = {}
    organisaties = alle_organisaties()
    for cel in cellen:
        for recordtype, lijst in json.loads(zlib.decompress(cel["inhoud"])).items():
            if recordtype == EINDE:
                for lev, van, id_, per, gezegd in lijst:
                    levering = ix.leveringen[lev]
                    if levering["dag"] <= tot:
                        einden.setdefault((van, levering["bron"], id_), []).append(_Einde(lev, per, gezegd))
                continue
            namen = ix.velden[recordtype]
            for lev, bestand, regel, activiteit, *waarden in lijst:
                velden = dict(zip(namen, waarden, strict=True))
                levering = ix.leveringen[lev]
                if levering["dag"] > tot:
                    continue
                bron = levering["bron"]
                herkomst = Herkomst(bron, organisaties[bron].naam, levering["levering"], bestand, regel, velden["id"],
                                    levering["ontvangen_op"])  # fmt: skip
                feit = Feit(recordtype, velden, herkomst, cel["ond"], cel["loc"], activiteit)
                per_record.setdefault((recordtype, bron, velden["id"]), []).append((lev, regel, feit))
    uit: dict[str, list[Feit]] = {}
    for sleutel, versies in per_record.items():
        versies.sort(key=lambda v: v[:2])
        standen = {lev: ix.leveringen[lev]["stand"] for lev, _, _ in versies}
        uit.setdefault(sleutel[0], []).append(_samengevouwen(versies, einden.get(sleutel, []), standen))
    return uit


def _samengevouwen(versies: list[tuple[int, int, Feit]], einden: list[_Einde], standen: dict[int, str]) -> Feit:
    """The last version with the earlier ones behind it, each with its end; one that only repeats goes into the one before it.

    `standen`: the day of which each delivery tells.
    """
    uit: list[Feit] = []
    for n, (nr, _, feit) in enumerate(versies):
        volgende = versies[n + 1][0] if n + 1 < len(versies) else None
        feit.vervallen = _vervallen(einden, nr, volgende)
        if uit:
            weg = uit[-1].vervallen
            feit.onderbroken = uit[-1].onderbroken + ([(weg, standen[nr])] if weg else [])
        if uit and uit[-1].velden == feit.velden and not uit[-1].vervallen:
            # Known since whichever of both came in first.
            sinds = min(uit[-1].herkomst.sinds, feit.herkomst.sinds)
            uit[-1] = replace(uit[-1], herkomst=replace(uit[-1].herkomst, sinds=sinds), vervallen=feit.vervallen)
        else:
            uit.append(feit)
    uit[-1].eerder = uit[-2::-1]
    return uit[-1]


def _vervallen(einden: list[_Einde], nr: int, volgende: int | None) -> str | None:
    """The day on which the version `nr` had ended, before the next one came; as `maak_vervallen` decides for the last."""
    erna = [e for e in einden if (e.nr > nr or (e.gezegd and e.nr == nr)) and (volgende is None or e.nr < volgende)]
    gezegd = [e for e in erna if e.gezegd]
    kandidaten = [e for e in erna if not e.gezegd] + ([max(gezegd, key=lambda e: e.nr)] if gezegd else [])
    return min(kandidaten, key=lambda e: (e.nr, not e.gezegd)).per if kandidaten else None
