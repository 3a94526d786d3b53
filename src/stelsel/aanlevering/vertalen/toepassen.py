"""Which tables of a translation are about a delivered table, and that table as its record types see it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path

from ...begrippen import RECORDTYPEN
from ...opslag import Motor, Opslag
from ..bewijs import Bewijs
from ..getallen import decimaalteken
from ..keuren import Teksttabel
from ..lezen import EXTENSIES, Bestandsfout
from .bewaren import Vertaalversie, vertaling
from .model import Tabel
from .sql import expressie

# How `herstelbestand` names what it gives back: delivery, table, record type.
HERSTELNAAM = re.compile(r".*-\d{8}-\d{6}-[0-9a-f]{6}-(?P<stam>.+)-(?P<recordtype>[a-z]+)-geweigerd")


@dataclass(frozen=True)
class Eigen:
    """The translation of a source, read once for a delivery."""

    versie: Vertaalversie
    tabellen: tuple[Tabel, ...]

    @classmethod
    def van(cls, versie: Vertaalversie) -> Eigen:
        return cls(versie, tuple(versie.inhoud().tabel))


def herkende(tabellen: Sequence[Tabel], bestand: str, onderdeel: str, kolommen: Sequence[str]) -> list[Tabel]:
    """Which of these tables a delivered table is, by the name of its file or sheet and by its columns.

    Raises `Bestandsfout` when it would give records of one type twice.
    """
    namen, alleen = [_gelijk(n) for n in namen_van(bestand, onderdeel)], ""
    if herstel := HERSTELNAAM.fullmatch(namen_van(bestand)[0]):
        alleen = herstel["recordtype"]
        namen = [_gelijk(herstel["stam"])]
    uit = []
    for t in tabellen:
        patroon = _gelijk(t.bestand or "")
        # A sheet that comes back for repair bears the name of its workbook before its own.
        past = not patroon or any(
            n and (fnmatchcase(n, patroon) or (alleen and fnmatchcase(n, f"*-{patroon}"))) for n in namen
        )
        if past and set(t.kolommen or ()) <= set(kolommen) and alleen in ("", t.recordtype):
            uit.append(t)
    dubbel = next((t for t in uit if [u.recordtype for u in uit].count(t.recordtype) > 1), None)
    if dubbel is not None:
        raise Bestandsfout(
            bestand, f"uw vertaling herkent hierin twee keer een {dubbel.recordtype}.",
            "Maak de herkenning in de vertaling nauwer.",
        )  # fmt: skip
    return uit


def namen_van(bestand: str, onderdeel: str = "") -> list[str]:
    """The names that a table bears: of the file, of the file in an archive, of the sheet; without folders and extensions."""
    delen = [d.rstrip("]").rsplit("/", 1)[-1] for d in f"{bestand} [{onderdeel}".split(" [")]
    kaal = [d[: -len(e)] if (e := Path(d).suffix) and e.lower() in EXTENSIES else d for d in delen]
    return list(dict.fromkeys(filter(None, kaal)))


def _gelijk(naam: str) -> str:
    """Names of files and patterns in one spelling: lower case, with a dash for what is no letter, digit, `*` or `?`."""
    return re.sub(r"[^a-z0-9*?]+", "-", naam.lower()).strip("-")


def vertaal(con: Motor, eigen: Eigen, t: Tabel, tabel: Teksttabel) -> tuple[Teksttabel, str]:
    """A raw table as this table of the translation sees it, and a remark where its numbers could be read otherwise.

    Raises `Bestandsfout` when a column lacks that a required field comes from.
    """
    gewoon = _velden(eigen, t, tabel, "")
    # Of these the file must tell which sign stands before decimals; of the others the translation does.
    los = {n: s for n, s in gewoon.items() if not t.velden[n].decimaal and not t.velden[n].factor}
    teken, twijfel = decimaalteken(con, replace(tabel, vertaald=los))
    return _met(eigen, t, replace(tabel, vorm=replace(tabel.vorm, decimaal=teken))), twijfel


def _met(eigen: Eigen, t: Tabel, tabel: Teksttabel) -> Teksttabel:
    return replace(tabel, vertaald=_velden(eigen, t, tabel, tabel.vorm.decimaal), vertaling=eigen.versie.naam)


def _velden(eigen: Eigen, t: Tabel, tabel: Teksttabel, decimaal: str) -> dict[str, str]:
    rt, kolommen = RECORDTYPEN[t.recordtype], tabel.kolommen
    sql = {n: expressie(rt.velden[n], b, kolommen, decimaal) for n, b in t.velden.items()}
    if mist := [n for n, s in sql.items() if s is None and rt.velden[n].verplicht]:
        weg = next(k for k in t.velden[mist[0]].kolommen if k not in kolommen)
        raise Bestandsfout(
            tabel.bestand, f"de kolom '{weg}' ontbreekt; vertaling {eigen.versie.naam} haalt daar '{mist[0]}' uit.",
            "Lever de kolom mee, of pas de vertaling aan.", 1,
        )  # fmt: skip
    return {n: s for n, s in sql.items() if s is not None}


def opnieuw_vertaald(opslag: Opslag, bron: str, tabel: Teksttabel) -> Teksttabel | None:
    """A table of refused rows as the translation of today sees it; where that is not about it, as the one with which it came.

    None when it came through a translation of the source and none is about it any more: then its rows wait as they are.
    """
    nr = tabel.vertaling.removeprefix(f"{bron}/")
    versies = [vertaling(opslag, bron), vertaling(opslag, bron, int(nr)) if nr.isdecimal() else None]
    for versie in filter(None, versies):
        eigen = Eigen.van(versie)
        with suppress(Bestandsfout):
            for t in herkende(eigen.tabellen, tabel.bestand, tabel.onderdeel, tabel.kolommen):
                if t.recordtype == tabel.recordtype.typenaam:
                    return _met(eigen, t, tabel)
    return None if nr.isdecimal() else tabel


def nog_zo(eigen: Eigen | None, eerder: Bewijs, sha: str) -> bool:
    """Would these bytes be translated as they were in this delivery? Else they are no repetition, and may tell something else."""
    delen = [d for d in eerder.bestanden if d.sha256 == sha]
    zelf = {d.vertaling for d in delen if d.vertaling.startswith(f"{eerder.bron}/")}
    if eigen is None:
        return not zelf
    return zelf == {eigen.versie.naam} or (not zelf and eigen.versie.op <= eerder.ontvangen_op)
