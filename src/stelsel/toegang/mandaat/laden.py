"""Load mandates from a file: every fault at once, nothing half loaded, and the same file again changes nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction

from ...begrippen import of
from ..gronden import partijen
from ..models import MandaatRij
from .bestand import CODE, ONBRUIKBAAR, MandatenOnleesbaar, lees_bestand, lees_dag, lees_rijen
from .catalogus import bevoegdheden, taken
from .model import Mandaat, Soort, houder
from .vergelijk import ORGANEN

KOLOMMEN = ("code", "soort", "gever", "ontvanger", "bevoegdheden", "taken", "uitsluitingen", "ondermandaat", "van", "tot", "bron",
            "voorbeeld")  # fmt: skip
MAG_LEEG = {"uitsluitingen", "tot"}
FUNCTIE = re.compile(r"[a-z][a-z0-9_-]{0,39}")


@dataclass(frozen=True)
class Geladen:
    """How many links are new, were there already, and were ended now."""

    nieuw: int
    gelijk: int
    beeindigd: int


def mandaten() -> list[Mandaat]:
    """Every link that is loaded, also those that ended."""
    return [r.als_mandaat() for r in MandaatRij.objects.all()]


def laad(bestand: Path) -> Geladen:
    """Load a CSV or JSON file. Raises `MandatenOnleesbaar`."""
    return laad_tekst(lees_bestand(bestand), bestand.name)


@transaction.atomic
def laad_tekst(inhoud: bytes, naam: str) -> Geladen:
    """Load what a file with this name holds. Raises `MandatenOnleesbaar`."""
    rijen = lees_rijen(inhoud, naam, KOLOMMEN)
    fouten: list[str] = []
    nieuw: list[MandaatRij] = []
    bekend = {r.code: r for r in MandaatRij.objects.select_for_update()}
    dubbel = {c for c, n in Counter(r["code"] for _, r in rijen).items() if c and n > 1}
    einden: list[MandaatRij] = []
    gelijk = 0
    for plek, r in rijen:
        hier = [
            *_fouten(r),
            *([f"code '{r['code']}' staat meer dan een keer in het bestand"] if r["code"] in dubbel else []),
        ]
        if not hier:
            rij, oud = _rij(r), bekend.get(r["code"])
            if oud is None:
                nieuw.append(rij)
            elif oud.als_mandaat() == rij.als_mandaat():
                gelijk += 1
            elif oud.tot is None and _zonder_einde(oud) == _zonder_einde(rij):
                oud.tot = rij.tot
                einden.append(oud)
            else:
                hier = [
                    f"code '{oud.code}' is er al, met een andere inhoud. Geef de nieuwe schakel een eigen code, "
                    "en de oude een einde (tot)"
                ]
        fouten += [f"{plek}: {f}." for f in hier]
    if fouten:
        raise MandatenOnleesbaar(naam, fouten)
    MandaatRij.objects.bulk_create(nieuw)
    MandaatRij.objects.bulk_update(einden, ["tot"])
    return Geladen(len(nieuw), gelijk, len(einden))


def _zonder_einde(r: MandaatRij) -> dict[str, object]:
    return r.als_mandaat().als_json() | {"tot": None}


def _fouten(r: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with a row, in words that follow its place."""
    leeg = [k for k in KOLOMMEN if not r[k] and k not in MAG_LEEG]
    yield from (f"'{k}' is leeg" for k in leeg)
    yield from (f"'{k}' bevat een teken dat hier niet kan" for k in KOLOMMEN if ONBRUIKBAAR.search(r[k]))

    def fout(kolom: str, is_fout: bool, zin: str) -> Iterator[str]:
        if kolom not in leeg and is_fout:
            yield f"'{kolom}': {zin}"

    yield from fout(
        "code", not CODE.fullmatch(r["code"]), "gebruik kleine letters, cijfers en streepjes, ten hoogste 60"
    )
    yield from fout("soort", r["soort"] not in list(Soort), f"kies {of([str(s) for s in Soort])}")
    yield from fout(
        "gever", not _is_houder(r["gever"]), f"noem een {of(ORGANEN)} (GM0358), of een functie (odnzkg/directeur)"
    )
    yield from fout(
        "ontvanger", "/" not in r["ontvanger"] or not _is_houder(r["ontvanger"]), "noem een functie, zoals odnzkg/directeur"
    )  # fmt: skip
    for kolom, kan in (("bevoegdheden", bevoegdheden().keys()), ("taken", taken().keys())):
        onbekend = [w for w in r[kolom].split() if w not in kan]
        yield from fout(
            kolom, bool(onbekend), f"'{' '.join(onbekend)[:100]}' is niet bekend; kies uit {', '.join(kan)}"
        )
    for paar in r["uitsluitingen"].split():
        b, _, t = paar.partition("/")
        goed = b in r["bevoegdheden"].split() and t in r["taken"].split()
        yield from fout("uitsluitingen", not goed, f"'{paar[:100]}' is geen bevoegdheid/taak van dit mandaat")
    for kolom in ("ondermandaat", "voorbeeld"):
        yield from fout(kolom, r[kolom] not in ("ja", "nee"), "kies ja of nee")
    van, tot = lees_dag(r["van"]), lees_dag(r["tot"])
    yield from fout("van", van is None, "geef een dag als 2026-01-31")
    yield from fout("tot", bool(r["tot"]) and tot is None, "geef een dag als 2026-01-31, of niets")
    yield from fout("tot", bool(van and tot and tot <= van), "ligt niet na 'van'")


def _is_houder(tekst: str) -> bool:
    """A function in an organisation that is known, or a body by itself."""
    h = houder(tekst)
    if h.organisatie not in partijen():
        return False
    if "/" in tekst:
        return bool(FUNCTIE.fullmatch(h.functie))
    return partijen()[h.organisatie].soort in ORGANEN


def _rij(r: Mapping[str, str]) -> MandaatRij:
    """As it is kept: lists in one order, so that the same contents are the same."""
    lijsten = {k: " ".join(sorted(set(r[k].split()))) for k in ("bevoegdheden", "taken", "uitsluitingen")}
    van = date.fromisoformat(r["van"])
    return MandaatRij(
        code=r["code"], soort=r["soort"], gever=str(houder(r["gever"])), ontvanger=str(houder(r["ontvanger"])), **lijsten,
        ondermandaat=r["ondermandaat"] == "ja", van=van, tot=lees_dag(r["tot"]), bron=r["bron"], voorbeeld=r["voorbeeld"] == "ja",
    )  # fmt: skip
