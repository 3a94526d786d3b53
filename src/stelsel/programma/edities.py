"""Editions in the database: stored in parts, read back whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Min

from ..begrippen import Gebruikersfout, of
from ..begrippen.weergave import dag as in_woorden
from . import feiten, models
from .periode import periode

CONCEPT = "CONCEPT"


class ProgrammaOnbekend(Gebruikersfout):
    """No programme has this code, or there is more than one and none was named."""

    code = "PROGRAMMA-ONBEKEND"

    def __init__(self, gevraagd: str | None, bekend: Sequence[str]):
        self.gevraagd, self.bekend = gevraagd, tuple(bekend)
        if not bekend:
            super().__init__("Er is nog geen programma geladen.", "Laad er een met: stelsel programma laad BESTAND.")
        elif gevraagd:
            super().__init__(f"Programma '{gevraagd[:60]}' bestaat niet.", f"Kies {of(bekend)}.")
        else:
            super().__init__("Er is meer dan één programma.", f"Kies met --programma: {of(bekend)}.")


class EditieOnbekend(Gebruikersfout):
    """The programme has no edition with this code."""

    code = "EDITIE-ONBEKEND"

    def __init__(self, gevraagd: str, bekend: Sequence[str]):
        self.gevraagd, self.bekend = gevraagd, tuple(bekend)
        zin = "Er is geen concept." if gevraagd == CONCEPT else f"Editie '{gevraagd[:60]}' bestaat niet."
        super().__init__(zin, f"Vastgesteld: {', '.join(bekend)}." if bekend else "Er is nog geen editie.")


class NogGeenEditie(Gebruikersfout):
    """On this day no edition had been adopted yet."""

    code = "EDITIE-NOG-GEEN"

    def __init__(self, dag: date, eerste: date | None):
        self.dag, self.eerste = dag, eerste
        doe = f"De eerste die hier staat, is van {eerste:%d-%m-%Y}." if eerste else "Laad een vastgestelde editie."
        super().__init__(f"Op {dag:%d-%m-%Y} was nog geen editie vastgesteld.", doe)


def programma(code: str | None = None) -> models.Programma:
    """The programme with this code; without a code the only one. Raises `ProgrammaOnbekend`."""
    alle = {p.code: p for p in models.Programma.objects.order_by("code")}
    if code is None and len(alle) == 1:
        return next(iter(alle.values()))
    if code is None or code not in alle:
        raise ProgrammaOnbekend(code, list(alle))
    return alle[code]


def editie(p: models.Programma, code: str) -> models.Editie:
    """The edition with this code; `CONCEPT` is the draft. Raises `EditieOnbekend`."""
    if not code.isprintable():
        raise EditieOnbekend("?", [x.code for x in vastgestelde(p)])
    rij = p.edities.filter(vastgesteld_op=None) if code.upper() == CONCEPT else p.edities.filter(code=code)
    if (e := rij.first()) is None:
        raise EditieOnbekend(code, [x.code for x in vastgestelde(p)])
    return e


def vastgestelde(p: models.Programma) -> list[models.Editie]:
    """The adopted editions, the oldest first."""
    return list(p.edities.exclude(vastgesteld_op=None).order_by("vastgesteld_op", "volgnummer"))


def bekend_op(p: models.Programma, peildatum: date) -> models.Editie:
    """The last edition that had been adopted by this day. Raises `NogGeenEditie`."""
    toen = p.edities.filter(vastgesteld_op__lte=peildatum).order_by("-vastgesteld_op", "-volgnummer").first()
    if toen is None:
        eerste = p.edities.exclude(vastgesteld_op=None).aggregate(eerste=Min("vastgesteld_op"))["eerste"]
        raise NogGeenEditie(peildatum, eerste)
    return toen


def in_delen(e: feiten.Editie) -> Iterator[tuple[str, str, int | None, dict[str, Any]]]:
    """Kind, key, pillar and content of every part, in the order of the report."""
    heel = e.model_dump(mode="json", exclude_defaults=True)
    pijlers = heel["pijlers"]
    teksten, tryouts = heel.pop("teksten", []), heel.pop("tryouts", [])
    onderzoeken = heel.pop("themaonderzoeken", [])
    onderwerpen = [(p["nummer"], o) for p in pijlers for o in p.pop("onderwerpen", [])]
    yield "kop", "", None, heel
    for t in teksten:
        yield "tekst", t["sleutel"], None, t
    for nummer, o in onderwerpen:
        yield "onderwerp", o["ref"], nummer, o
    for t in tryouts:
        yield "tryout", t["code"], None, t
    for t in onderzoeken:
        yield "themaonderzoek", str(t["nummer"]), None, t


def heel(delen: Iterable[models.Deel]) -> feiten.Editie:
    """The edition that these parts make, with the whole model checked again."""
    uit: dict[str, Any] = {}
    per: dict[str, list[Any]] = {"tekst": [], "tryout": [], "themaonderzoek": []}
    onderwerpen: dict[int, list[Any]] = {}
    for d in delen:
        if d.soort == "kop":
            uit = dict(d.inhoud)
        elif d.soort == "onderwerp":
            onderwerpen.setdefault(d.pijler or 0, []).append(d.inhoud)
        else:
            per[d.soort].append(d.inhoud)
    uit["pijlers"] = [p | {"onderwerpen": onderwerpen.get(p["nummer"], [])} for p in uit["pijlers"]]
    return feiten.Editie.model_validate(
        uit | {"teksten": per["tekst"], "tryouts": per["tryout"], "themaonderzoeken": per["themaonderzoek"]}
    )


def lees(rij: models.Editie) -> feiten.Editie:
    """All facts of an edition. Those of an adopted one are kept in this process: they never change."""
    return _bevroren(rij.pk, rij.sha256) if rij.sha256 else heel(rij.delen.all())


@lru_cache(6)
def _bevroren(pk: int, sha256: str) -> feiten.Editie:
    return heel(models.Deel.objects.filter(editie=pk))


def dag_van(rij: models.Editie) -> date:
    """The day that an edition tells about, without reading all of it."""
    stand_op = rij.delen.get(soort="kop").inhoud["meta"].get("stand_op")
    return date.fromisoformat(stand_op) if stand_op else rij.vastgesteld_op or date.today()


@dataclass(frozen=True)
class Momentopname:
    """Some topics as one edition told them, with what is needed to judge them."""

    code: str
    dag: date
    einde: date | None
    onderwerpen: tuple[feiten.Onderwerp, ...]


def door_de_tijd(p: models.Programma, tot: models.Editie, **keuze: Any) -> list[Momentopname]:
    """The topics of a choice (`pijler=2`, `sleutel="P2(4)"`) in every adopted edition up to `tot`, and in `tot` itself."""
    rijen = [e for e in vastgestelde(p) if e.volgnummer < tot.volgnummer] + [tot]
    delen = models.Deel.objects.filter(editie__in=rijen)
    koppen = {d.editie_id: d.inhoud["meta"] for d in delen.filter(soort="kop")}
    per: dict[int, list[feiten.Onderwerp]] = {}
    for d in delen.filter(soort="onderwerp", **keuze):
        per.setdefault(d.editie_id, []).append(feiten.Onderwerp.model_validate(d.inhoud))
    uit = []
    for e in rijen:
        einde = (koppen[e.pk].get("programma_einde") or {}).get("periode")
        laatste = periode(einde).einde if einde else None
        stand_op = koppen[e.pk].get("stand_op")
        dag = date.fromisoformat(stand_op) if stand_op else e.vastgesteld_op or date.today()
        uit.append(Momentopname(e.code, dag, laatste, tuple(per.get(e.pk, ()))))
    return uit


def errata(rij: models.Editie) -> list[tuple[str, str]]:
    """Day and text of every correction of an edition, the oldest first."""
    return [(in_woorden(x.wanneer.date()), f"{x.ref}: {x.tekst}" if x.ref else x.tekst) for x in rij.errata.all()]


def vingerafdruk(e: feiten.Editie) -> str:
    """SHA-256 of the facts, whatever their file looked like."""
    ruw = json.dumps(e.model_dump(mode="json", exclude_defaults=True), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(ruw.encode()).hexdigest()
