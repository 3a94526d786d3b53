"""Quality report of a delivery: its score, what became of its rows, and the faults grouped by check with an example of each.

Counts come from the receipt. Only the examples, and counts that an old receipt lacks, are looked up among the findings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import duckdb

from ...begrippen import Ernst, Regel, alle_regels, openbare_typen
from ...opslag import Opslag, parquet, rijen
from ..bewijs import KEURING, Bewijs, OnbekendeLevering, bewijs, bewijzen, openbare_bewijzen
from .definitie import openbaar
from .score import Score, herstel_van, per_recordtype, score
from .verloop import wacht_nog


@dataclass(frozen=True)
class Groep:
    """All findings of one check in a delivery, with one of them as example."""

    regel: Regel
    rijen: int
    voorbeeld: dict[str, Any]


@dataclass(frozen=True)
class Kwaliteit:
    """The report. Of the refused rows `hersteld` were mended or judged anew and taken in, `wacht` still wait, and the others,
    `afgehandeld`, were withdrawn or replaced by a later delivery, or came in a delivery that was turned down.
    """

    bewijs: Bewijs
    fouten: list[Groep]
    waarschuwingen: list[Groep]
    score: Score
    bij_ontvangst: Score
    per_recordtype: dict[str, Score]
    hersteld: int
    wacht: int

    @property
    def afgehandeld(self) -> int:
        return self.bewijs.quarantaine - self.hersteld - self.wacht

    @property
    def aandeel(self) -> float:
        """Share of rows accepted, 0 to 1, those that came in later included."""
        b = self.bewijs
        return (b.geaccepteerd + self.hersteld) / b.rijen_in if b.rijen_in else 1.0

    def als_json(self, *, waarden: bool) -> dict[str, Any]:
        """For machines; without `waarden` nothing that a row held, nor the name of a file."""
        b = self.bewijs
        return {
            "levering": b.levering,
            "bron": b.bron,
            "ontvangen_op": b.ontvangen_op.isoformat(),
            "soort": b.soort,
            "stand": b.peildag.isoformat(),
            "status": b.status,
            "oefening": b.oefening,
            "model": b.model,
            "van": b.van,
            "rijen": {
                "ontvangen": b.rijen_in, "opgenomen": b.geaccepteerd, "geweigerd": b.quarantaine, "hersteld": self.hersteld,
                "afgehandeld": self.afgehandeld, "wacht": self.wacht,
            },
            "verdwenen": b.verdwenen,
            "score": self.score.als_json(),
            "score_bij_ontvangst": self.bij_ontvangst.als_json(),
            "per_recordtype": {t: s.als_json() for t, s in self.per_recordtype.items()},
            "controles": [_als_json(g, waarden) for g in (*self.fouten, *self.waarschuwingen)],
        }  # fmt: skip


def _als_json(g: Groep, waarden: bool) -> dict[str, Any]:
    r = g.regel
    voorbeeld = g.voorbeeld if waarden else {k: g.voorbeeld.get(k) for k in ("recordtype", "regel", "veld")}
    return {
        "code": r.code, "ernst": r.ernst.value, "dimensie": r.dimensie.value, "rijen": g.rijen, "tekst": r.zonder_waarden,
        "remedie": r.remedie, "voorbeeld": voorbeeld,
    }  # fmt: skip


def kwaliteit(opslag: Opslag, levering: str, alleen_openbaar: bool = False) -> Kwaliteit:
    """The quality report of a delivery. Raises `OnbekendeLevering`."""
    return kwaliteit_van(opslag, bewijs(opslag, levering), alleen_openbaar)


def kwaliteit_van(opslag: Opslag, b: Bewijs, alleen_openbaar: bool = False) -> Kwaliteit:
    """The quality report of a delivery of which the receipt is at hand. `alleen_openbaar`: as who is not of its source may see it
    (`Bewijs.openbaar`): one count more would tell of a sanction. Raises `OnbekendeLevering` for what others do not hear of.
    """
    levering = b.levering
    if alleen_openbaar and b.gesloten:
        raise OnbekendeLevering(levering)
    alle = (openbare_bewijzen if alleen_openbaar else bewijzen)(opslag, b.bron)
    b = b.openbaar() if alleen_openbaar else b
    later = herstel_van(alle).get(levering, [])
    open_ = wacht_nog(opslag, alle) if b.telt else {levering: b.quarantaine if b.status == "wacht" else 0}
    groepen = _groepen(opslag, b)
    return Kwaliteit(
        b,
        [g for g in groepen if g.regel.ernst is Ernst.FOUT],
        [g for g in groepen if g.regel.ernst is not Ernst.FOUT],
        score(b, later), score(b), per_recordtype(b, later),
        hersteld=sum(n.geaccepteerd for n in later),
        wacht=sum(open_.get(n, 0) for n in (levering, *(n.levering for n in later))),
    )  # fmt: skip


def _groepen(opslag: Opslag, b: Bewijs) -> list[Groep]:
    """The groups, most rows first."""
    keuring = parquet(opslag.bestanden("keuring", "levering", [b.levering]), KEURING)
    if b.alleen_openbaar:
        soorten = ", ".join(f"'{t}'" for t in openbare_typen())
        keuring = f"(FROM {keuring} WHERE recordtype IN ({soorten}))"
    with duckdb.connect() as con:
        if any(d.geraakt for d in b.bestanden):
            geteld = sum((Counter(d.bevonden) for d in b.bestanden), Counter())
        else:
            geteld = Counter(dict(con.execute(f"SELECT code, count(*) FROM {keuring} GROUP BY 1").fetchall()))
        voorbeelden = {v["code"]: v for v in rijen(con, _voorbeelden(keuring))} if geteld else {}
    catalogus = alle_regels()
    gesorteerd = sorted(geteld.items(), key=lambda p: (-p[1], p[0]))
    groepen = [Groep(catalogus.get(c) or _vervallen(voorbeelden[c]), n, voorbeelden[c]) for c, n in gesorteerd]
    return [g for g in groepen if not b.alleen_openbaar or openbaar(g.regel)]


def _voorbeelden(keuring: str) -> str:
    """SQL of the first finding of every check."""
    return f"""
        WITH eerste AS (SELECT code, min(regel) AS regel FROM {keuring} GROUP BY code)
        SELECT bestand, recordtype, regel, record, veld, waarde, code, ernst, tekst FROM {keuring} JOIN eerste USING (code, regel)
        QUALIFY row_number() OVER (PARTITION BY code ORDER BY bestand, recordtype) = 1"""


def _vervallen(f: Mapping[str, Any]) -> Regel:
    """Stands in for a check that the model of today no longer has."""
    return Regel(
        f["code"], Ernst(f["ernst"]), f["recordtype"], (f["veld"] or "id",), "",
        "Deze controle hoort bij een eerdere versie van het informatiemodel.", "Laat de rijen opnieuw beoordelen.",
        "Stelsel, ontwerp", {}, {},
    )  # fmt: skip
