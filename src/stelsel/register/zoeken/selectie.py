"""A whole selection: how many there are, and every one of them, row by row, for a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from ...aanlevering.formule import onschadelijk
from ...begrippen import codelijst
from ...opslag import Opslag
from ..bakken import indexbestand
from ..bakken.woordenboek import begint_met
from ..index import Index, index
from ..zoekwoorden import Begint, begin, ergens, heel, merk
from .filters import LIJSTEN, Filters
from .treffers import SEVESO

TELGRENS = 10_000
TELGRENS_PRECIES = 1_000
_TERMEN = 250
_BLOK = 64 * 1024
KOLOMMEN = (
    "registernummer", "soort", "naam", "andere_namen", "kvk_nummer", "adres", "gemeentecode", "gemeente", "locaties", "ippc", "seveso",
    "laatst_bezocht", "beeindigd_per", "lon", "lat", "oefening", "peildatum", "snapshot", "selectie",
)  # fmt: skip


def _bekend(ix: Index) -> Begint:
    return lambda w: begint_met(ix.con, w, _TERMEN)


def _ergens(ix: Index) -> Callable[[str], str]:
    return partial(ergens, bekend=_bekend(ix))


@dataclass(frozen=True)
class Selectie:
    """Words that must all occur and filters that must all hold, as SQL over the index."""

    woorden: Sequence[str]
    filters: Filters

    def sql(self, maak: Callable[[str], str]) -> tuple[str, list[Any]]:
        """FROM and WHERE, with the values, where `maak` asks the full-text index for one word."""
        vragen = [*(maak(w) for w in self.woorden), *self.filters.zoekvraag()]
        precies, waarden = self.filters.precies()
        delen = (["zoek MATCH ?"] if vragen else []) + ([precies] if precies else [])
        waar = f"WHERE {' AND '.join(delen)}" if delen else ""
        # The full-text index leads, in order of importance; the document is only needed for what it cannot tell.
        van = (
            "zoek CROSS JOIN document d ON d.id = zoek.rowid"
            if vragen and precies
            else "zoek"
            if vragen
            else "document d"
        )
        return f"{van} {waar}", ([" AND ".join(vragen)] if vragen else []) + waarden

    def ids(self, ix: Index, hoogstens: int) -> list[int]:
        """Documents with whole words first, then with the last word begun, then every word begun, then in the middle or inflected.

        A whole word is found by walking its list until there are enough; a beginning must gather the lists of all words that begin
        so. The first step therefore answers for words that nearly everybody has in his name.
        """
        laatste = self.woorden[-1] if self.woorden else ""
        gevonden: dict[int, None] = {}
        gedaan = set()
        begint = partial(begin, bekend=_bekend(ix))
        for maak in (heel, lambda w: begint(w) if w == laatste else heel(w), begint, _ergens(ix)):
            van, waarden = self.sql(maak)
            if (van, str(waarden)) in gedaan:
                continue
            gedaan.add((van, str(waarden)))
            id_ = "zoek.rowid" if van.startswith("zoek") else "d.id"
            rijen = ix.rijen(f"SELECT {id_} FROM {van} LIMIT ?", (*waarden, hoogstens))
            gevonden |= dict.fromkeys(r[0] for r in rijen)
            if len(gevonden) >= hoogstens:
                break
        return list(gevonden)[:hoogstens]

    def bestaat(self, ix: Index) -> bool:
        """Is there any hit?"""
        van, waarden = self.sql(_ergens(ix))
        return ix.rij(f"SELECT 1 FROM {van} LIMIT 1", waarden) is not None

    @property
    def telgrens(self) -> int:
        """How far hits are counted while somebody waits: less far when each must be looked up."""
        return TELGRENS_PRECIES if self.filters.precies()[0] else TELGRENS

    def aantal(self, ix: Index, hoogstens: int) -> int:
        """How many hits, counted no further than this."""
        van, waarden = self.sql(_ergens(ix))
        r = ix.rij(f"SELECT count(*) FROM (SELECT 1 FROM {van} LIMIT ?)", (*waarden, hoogstens))
        return r[0] if r else 0

    def als_tekst(self, tekst: str) -> str:
        """What was asked and chosen, in one line for a file."""
        delen = {"zoektekst": tekst} if tekst else {}
        return "; ".join(f"{k}: {w}" for k, w in (delen | self.filters.in_woorden()).items()) or "alles"


@dataclass
class Rijen:
    """The rows of a selection as texts in the order of `KOLOMMEN`; `aantal` counts along and is whole when they are."""

    opslag: Opslag
    keuze: Selectie
    tekst: str
    aantal: int = field(default=0, init=False)

    def __iter__(self) -> Iterator[list[str]]:
        bestand = indexbestand(self.opslag)
        if bestand is None:
            return
        # A connection of its own: that of the thread may be closed for a newer index while somebody reads slowly.
        ix = Index(bestand)
        try:
            van, waarden = self.keuze.sql(_ergens(ix))
            if van.startswith("zoek ") and "document d" not in van:
                van = van.replace("zoek ", "zoek CROSS JOIN document d ON d.id = zoek.rowid ", 1)
            vast = [date.today().isoformat(), ix.meta["snapshot"], self.keuze.als_tekst(self.tekst)]
            gemeenten = codelijst("gemeente").codes
            for r in ix.con.execute(f"SELECT d.* FROM {van}", waarden):
                self.aantal += 1
                yield [
                    r["nummer"], r["soort"], r["naam"], r["andere"], r["kvk"] or "", r["adres"] or "", r["gemeente"] or "",
                    gemeenten.get(r["gemeente"], ""), str(r["locaties"]), _ja(r["ippc"]), SEVESO.get(r["seveso"], ""), r["bezoek"] or "",
                    r["einde"] or "", _komma(r["lon"]), _komma(r["lat"]), _ja(r["oefening"]), *vast,
                ]  # fmt: skip
        finally:
            ix.con.close()

    def csv(self) -> Iterator[str]:
        """The rows as blocks of CSV for spreadsheets: nothing in it runs as a formula, and the last line tells how many rows there were."""
        blok = io.StringIO()
        schrijver = csv.writer(blok, delimiter=";", lineterminator="\r\n")
        schrijver.writerow(KOLOMMEN)
        for rij in self:
            schrijver.writerow([onschadelijk(w) for w in rij])
            if blok.tell() > _BLOK:
                yield _leeg(blok)
        # Without this line a download that was broken off looks whole.
        schrijver.writerow([f"EINDE: {self.aantal} rijen"])
        yield _leeg(blok)


def _leeg(blok: io.StringIO) -> str:
    tekst = blok.getvalue()
    blok.seek(0)
    blok.truncate()
    return tekst


def _ja(waarde: Any) -> str:
    return "ja" if waarde else "nee"


def _komma(getal: float | None) -> str:
    return "" if getal is None else str(getal).replace(".", ",")


def filterwaarden(opslag: Opslag) -> dict[str, list[tuple[str, str, int]]]:
    """Per filter with a list: the values that occur as (code, meaning, number of hits), by meaning. Raises `GeenRegister`."""
    return index(opslag).onthoud("filterwaarden", _filterwaarden)


def _filterwaarden(ix: Index) -> dict[str, list[tuple[str, str, int]]]:
    aantallen = {r["merk"]: r["aantal"] for r in ix.rijen("SELECT merk, aantal FROM filterwaarde")}
    uit = {}
    for naam, (lijst, kort) in LIJSTEN.items():
        met = [(c, titel, aantallen.get(merk(kort, c), 0)) for c, titel in codelijst(lijst).codes.items()]
        uit[naam] = sorted((m for m in met if m[2]), key=lambda m: m[0 if naam == "activiteit" else 1])
    return uit
