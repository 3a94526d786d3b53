"""Which tables of a translation are about a delivered table, and that table as its record types see it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from ...begrippen import RECORDTYPEN
from ..bewijs import Bewijs
from ..keuren import Teksttabel
from ..lezen import Bestandsfout
from .bewaren import Vertaalversie
from .model import Tabel
from .sql import expressie

# How `herstelbestand` names what it gives back: delivery, table, record type.
_HERSTEL = re.compile(r".*-\d{8}-\d{6}-[0-9a-f]{6}-(?P<stam>.+)-(?P<recordtype>[a-z]+)-geweigerd")


@dataclass(frozen=True)
class Eigen:
    """The translation of a source, read once for a delivery."""

    versie: Vertaalversie
    tabellen: tuple[Tabel, ...]

    @classmethod
    def van(cls, versie: Vertaalversie) -> Eigen:
        return cls(versie, tuple(versie.inhoud().tabel))


def herkende(tabellen: Sequence[Tabel], bestand: str, onderdeel: str, kolommen: Sequence[str]) -> list[Tabel]:
    """Which of these tables a delivered table is, by the name of its file or sheet and by its columns."""
    bestand, _, blad = bestand.removesuffix("]").partition(" [")
    stam = bestand.rsplit(".", 1)[0]
    namen, alleen = [_gelijk(n) for n in (stam, onderdeel or blad)], ""
    if herstel := _HERSTEL.fullmatch(stam):
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
    return uit


def _gelijk(naam: str) -> str:
    """Names of files and patterns in one spelling: lower case, with a dash for what is no letter, digit, `*` or `?`."""
    return re.sub(r"[^a-z0-9_*?]+", "-", naam.lower()).strip("-")


def vertaalde_tabellen(
    eigen: Eigen, tabel: str, bestand: str, onderdeel: str, kolommen: Sequence[str], nummer: int
) -> list[Teksttabel]:
    """A raw table as its record types see it; none when the translation is not about it.

    Raises `Bestandsfout` when a column lacks that a required field comes from, or when one record type would come twice.
    """
    uit: list[Teksttabel] = []
    for t in herkende(eigen.tabellen, bestand, onderdeel, kolommen):
        rt = RECORDTYPEN[t.recordtype]
        if any(u.recordtype is rt for u in uit):
            raise Bestandsfout(
                bestand, f"vertaling {eigen.versie.naam} herkent hierin twee keer een {rt.typenaam}.",
                "Maak de herkenning in de vertaling nauwer.",
            )  # fmt: skip
        sql = {n: expressie(rt.velden[n], b, kolommen) for n, b in t.velden.items()}
        mist = [n for n, s in sql.items() if s is None and rt.velden[n].verplicht]
        if mist:
            weg = next(k for k in t.velden[mist[0]].kolommen if k not in kolommen)
            raise Bestandsfout(
                bestand, f"de kolom '{weg}' ontbreekt; vertaling {eigen.versie.naam} haalt daar '{mist[0]}' uit.",
                "Lever de kolom mee, of pas de vertaling aan.", 1,
            )  # fmt: skip
        uit.append(
            Teksttabel(
                nummer + len(uit), tabel, rt, bestand, tuple(kolommen),
                vertaald={n: s for n, s in sql.items() if s is not None}, vertaling=eigen.versie.naam,
            )
        )  # fmt: skip
    return uit


def nog_zo(eigen: Eigen | None, eerder: Bewijs, sha: str) -> bool:
    """Would these bytes be translated as they were in this delivery? Else they are no repetition, and may tell something else."""
    delen = [d for d in eerder.bestanden if d.sha256 == sha]
    zelf = {d.vertaling for d in delen if d.vertaling.startswith(f"{eerder.bron}/")}
    if eigen is None:
        return not zelf
    return zelf == {eigen.versie.naam} or (not zelf and eigen.versie.op <= eerder.ontvangen_op)
