"""Facts as they were delivered, read from the cells of the index: of each record its versions, with where each came from and its end."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from ..begrippen import RECORDTYPEN, alle_organisaties
from .bakken.cellen import EINDE
from .index import Index


@dataclass(frozen=True)
class Herkomst:
    """Who delivered a fact, in which delivery, file and line, under which key; known to the register since `sinds`; the delivery
    tells of the day `stand`. Without a line for who does not see every row of its kind: a hole in the numbers would be one more."""

    bron: str
    bron_naam: str
    levering: str
    bestand: str
    regel: int | None
    record: str
    sinds: str
    stand: str

    def plek(self, regel: str = "regel") -> str:
        """File and line in words; `regel`: the word for line."""
        return self.bestand if self.regel is None else f"{self.bestand}, {regel} {self.regel}"


@dataclass(frozen=True)
class Einde:
    """Why a fact is not in force on a day: since when, by its own end or because its source no longer tells of it (then `levering`
    says so); with `tot` only until then."""

    per: str
    levering: str | None = None
    tot: str | None = None


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
    vervallen_door: str | None = None  # the delivery that said so
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

    def einde(self, peildatum: str) -> Einde | None:
        """Since when it is not in force on the day; None while it is, and before it had begun."""
        einddatum = self.velden.get("einddatum")
        if self.vervallen and self.vervallen <= peildatum and (not einddatum or self.vervallen < einddatum):
            return Einde(self.vervallen, self.vervallen_door)
        if einddatum and einddatum <= peildatum:
            return Einde(einddatum)
        return next((Einde(van, tot=tot) for van, tot in self.onderbroken if van <= peildatum < tot), None)

    def als_json(self) -> dict[str, Any]:
        return {
            "recordtype": self.recordtype,
            "velden": {k: w for k, w in self.velden.items() if w is not None},
            "herkomst": vars(self.herkomst),
            "vervallen": self.vervallen,
            "vervallen_door": self.vervallen_door,
            "onderbroken": [{"van": van, "tot": tot} for van, tot in self.onderbroken],
            "eerder": [e.als_json() for e in self.eerder],
        }


@dataclass(frozen=True)
class _Gemeld:
    """A delivery (its place in the order of the world) that said that a record has ended per a day: in so many words, or not."""

    nr: int
    per: str
    gezegd: bool
    levering: str


def lees_feiten(ix: Index, cellen: Iterable[Any], bekend_op: date | None) -> tuple[dict[str, list[Feit]], str | None]:
    """Of each record in these cells its last version as known by that day, with the earlier ones behind it; and the day on which the
    register first heard anything of what is in them. A field that lies in a cell that is not among them is empty."""
    einden: dict[tuple[str, str, str], list[_Gemeld]] = {}
    tot = (bekend_op or date.max).isoformat()
    per_record: dict[tuple[str, str, str], list[tuple[int, int, Feit]]] = {}
    apart: list[tuple[tuple[str, int, str, int], list[str], list[Any]]] = []
    per_rij: dict[tuple[str, int, str, int], Feit] = {}
    organisaties = alle_organisaties()
    eerste: str | None = None
    for cel in cellen:
        klasse = str(cel["klasse"])
        for recordtype, lijst in json.loads(zlib.decompress(cel["inhoud"])).items():
            if recordtype == EINDE:
                for lev, van, id_, per, gezegd in lijst:
                    levering = ix.leveringen[lev]
                    if levering["dag"] <= tot:
                        gemeld = _Gemeld(lev, per, gezegd, levering["levering"])
                        einden.setdefault((van, levering["bron"], id_), []).append(gemeld)
                continue
            lagen = ix.velden[recordtype]
            eigen, *verder = lagen
            if klasse in verder:
                apart += [((recordtype, *r[:3]), lagen[klasse], r[3:]) for r in lijst]
                continue
            namen, leeg = lagen[eigen], [v for k in verder for v in lagen[k]]
            for lev, bestand, regel, activiteit, *waarden in lijst:
                velden = dict(zip(namen, waarden, strict=True)) | dict.fromkeys(leeg)
                levering = ix.leveringen[lev]
                eerste = min(eerste or levering["dag"], levering["dag"])
                if levering["dag"] > tot:
                    continue
                bron = levering["bron"]
                herkomst = Herkomst(bron, organisaties[bron].naam, levering["levering"], bestand, regel, velden["id"],
                                    levering["ontvangen_op"], levering["stand"])  # fmt: skip
                feit = Feit(recordtype, velden, herkomst, cel["ond"], cel["loc"], activiteit)
                if leeg:
                    per_rij[recordtype, lev, bestand, regel] = feit
                per_record.setdefault((recordtype, bron, velden["id"]), []).append((lev, regel, feit))
    for rij, namen, waarden in apart:
        if rij in per_rij:
            per_rij[rij].velden.update(zip(namen, waarden, strict=True))
    uit: dict[str, list[Feit]] = {}
    # In an order of their own: that in which they lie in the cells differs from build to build.
    for sleutel, versies in sorted(per_record.items()):
        versies.sort(key=lambda v: v[:2])
        standen = {lev: ix.leveringen[lev]["stand"] for lev, _, _ in versies}
        uit.setdefault(sleutel[0], []).append(_samengevouwen(versies, einden.get(sleutel, []), standen))
    return uit, eerste


def _samengevouwen(versies: list[tuple[int, int, Feit]], einden: list[_Gemeld], standen: dict[int, str]) -> Feit:
    """The last version with the earlier ones behind it, each with its end; one that only repeats goes into the one before it.

    `standen`: the day of which each delivery tells.
    """
    uit: list[Feit] = []
    for n, (nr, _, feit) in enumerate(versies):
        volgende = versies[n + 1][0] if n + 1 < len(versies) else None
        gemeld = _gemeld_einde(einden, nr, volgende)
        feit.vervallen, feit.vervallen_door = (gemeld.per, gemeld.levering) if gemeld else (None, None)
        if uit:
            weg = uit[-1].vervallen
            feit.onderbroken = uit[-1].onderbroken + ([(weg, standen[nr])] if weg else [])
        if uit and uit[-1].velden == feit.velden and not uit[-1].vervallen:
            # Known since whichever of both came in first.
            sinds = min(uit[-1].herkomst.sinds, feit.herkomst.sinds)
            uit[-1] = replace(uit[-1], herkomst=replace(uit[-1].herkomst, sinds=sinds), vervallen=feit.vervallen,
                              vervallen_door=feit.vervallen_door)  # fmt: skip
        else:
            uit.append(feit)
    uit[-1].eerder = uit[-2::-1]
    return uit[-1]


def _gemeld_einde(einden: list[_Gemeld], nr: int, volgende: int | None) -> _Gemeld | None:
    """Which word on the end of the version `nr`, before the next one came, counts; as `maak_vervallen` decides for the last."""
    erna = [e for e in einden if (e.nr > nr or (e.gezegd and e.nr == nr)) and (volgende is None or e.nr < volgende)]
    gezegd = [e for e in erna if e.gezegd]
    kandidaten = [e for e in erna if not e.gezegd] + ([max(gezegd, key=lambda e: e.nr)] if gezegd else [])
    return min(kandidaten, key=lambda e: (e.nr, not e.gezegd), default=None)
