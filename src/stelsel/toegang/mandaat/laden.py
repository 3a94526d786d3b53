"""Load mandates from a file: every fault at once, nothing half loaded, and the same file again changes nothing."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from ...begrippen import Gebruikersfout, of
from ..gronden import partijen
from ..models import MandaatRij
from .catalogus import bevoegdheden, taken
from .model import Mandaat, Soort, houder
from .vergelijk import ORGANEN

KOLOMMEN = ("code", "soort", "gever", "ontvanger", "bevoegdheden", "taken", "uitsluitingen", "ondermandaat", "van", "tot", "bron",
            "voorbeeld")  # fmt: skip
MAG_LEEG = {"uitsluitingen", "tot"}
GROOTSTE = 5_000_000
GETOOND = 20
CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
DAG = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# What a database cannot keep, or a screen should not get.
ONBRUIKBAAR = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
FUNCTIE = re.compile(r"[a-z][a-z0-9_-]{0,39}")


class MandatenOnleesbaar(Gebruikersfout):
    """The file holds no links that can be loaded; `fouten`: every one, with its place."""

    code = "MANDATEN-ONLEESBAAR"

    def __init__(self, bestand: str, fouten: Sequence[str]):
        self.bestand, self.fouten = bestand, tuple(fouten)
        meer = f"\n  … en nog {len(fouten) - GETOOND}." if len(fouten) > GETOOND else ""
        lijst = "\n".join(f"  {f}" for f in fouten[:GETOOND])
        super().__init__(
            f"'{bestand}' is niet te laden; er is niets veranderd.\n{lijst}{meer}",
            "Herstel deze plekken en laad het bestand opnieuw. De kolommen staan in docs/voor/beheerder.md.",
        )


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
    if bestand.stat().st_size > GROOTSTE:
        raise MandatenOnleesbaar(bestand.name, [f"het bestand is groter dan {GROOTSTE // 1_000_000} MB"])
    return laad_tekst(bestand.read_bytes(), bestand.name)


@transaction.atomic
def laad_tekst(inhoud: bytes, naam: str) -> Geladen:
    """Load what a file with this name holds. Raises `MandatenOnleesbaar`."""
    try:
        tekst = inhoud.decode("utf-8-sig")
        rijen = _uit_json(tekst) if naam.lower().endswith(".json") else _uit_csv(tekst)
    except (ValueError, csv.Error, RecursionError) as e:
        raise MandatenOnleesbaar(naam, [_waarom(e)]) from None
    fouten = [] if rijen else ["er staat geen enkel mandaat in"]
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


def _waarom(e: Exception) -> str:
    if isinstance(e, UnicodeDecodeError):
        return "het bestand is geen UTF-8"
    if isinstance(e, json.JSONDecodeError):
        return f"regel {e.lineno}: dit is geen JSON"
    return str(e) if isinstance(e, _Vorm) else "het bestand is niet als tabel te lezen"


class _Vorm(ValueError):
    """The file is no list of links."""


def _uit_csv(tekst: str) -> list[tuple[str, dict[str, str]]]:
    kop = tekst.partition("\n")[0]
    lezer = csv.reader(io.StringIO(tekst, newline=""), delimiter=";" if ";" in kop else ",", strict=True)
    namen = [n.strip().lower() for n in next(lezer, [])]
    if sorted(namen) != sorted(KOLOMMEN):
        mist = [n for n in KOLOMMEN if n not in namen]
        vreemd = [n for n in namen if n not in KOLOMMEN]
        delen = [f"{wat}: {', '.join(x)[:300]}" for wat, x in (("ontbreekt", mist), ("onbekend", vreemd)) if x]
        raise _Vorm(f"de kop klopt niet ({'; '.join(delen) or 'een kolom staat er twee keer'})")
    uit = []
    for cellen in lezer:
        if any(c.strip() for c in cellen):
            if len(cellen) != len(namen):
                raise _Vorm(f"regel {lezer.line_num}: {len(cellen)} kolommen in plaats van {len(namen)}")
            uit.append((f"regel {lezer.line_num}", dict(zip(namen, (c.strip() for c in cellen), strict=True))))
    return uit


def _uit_json(tekst: str) -> list[tuple[str, dict[str, str]]]:
    lijst = json.loads(tekst)
    if not isinstance(lijst, list) or not all(isinstance(o, dict) for o in lijst):
        raise _Vorm("het bestand is geen lijst van objecten")
    uit = []
    for nr, o in enumerate(lijst, 1):
        if vreemd := sorted(str(k) for k in o if k not in KOLOMMEN):
            raise _Vorm(f"mandaat {nr}: onbekend: {', '.join(vreemd)[:300]}")
        uit.append((f"mandaat {nr}", {k: _cel(o.get(k)) for k in KOLOMMEN}))
    return uit


def _cel(waarde: Any) -> str:
    """A value of JSON as it would stand in a cell of the CSV file."""
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, list):
        return " ".join(_cel(w) for w in waarde)
    if isinstance(waarde, dict):
        raise _Vorm("een veld van een mandaat is zelf een object")
    return "" if waarde is None else str(waarde).strip()


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
    van, tot = _dag(r["van"]), _dag(r["tot"])
    yield from fout("van", van is None, "geef een dag als 2026-01-31")
    yield from fout("tot", bool(r["tot"]) and tot is None, "geef een dag als 2026-01-31, of niets")
    yield from fout("tot", bool(van and tot and tot <= van), "ligt niet na 'van'")


def _dag(tekst: str) -> date | None:
    if not DAG.fullmatch(tekst):
        return None
    try:
        return date.fromisoformat(tekst)
    except ValueError:
        return None


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
        ondermandaat=r["ondermandaat"] == "ja", van=van, tot=_dag(r["tot"]), bron=r["bron"], voorbeeld=r["voorbeeld"] == "ja",
    )  # fmt: skip
