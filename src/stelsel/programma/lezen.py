"""Read a file with an edition: every fault at once, in Dutch, with its place. Nothing is stored here."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ..begrippen import Gebruikersfout, onder_elkaar
from .feiten import Editie
from .periode import ONBEKEND, periode

MEEGELEVERD = Path(__file__).parent / "gegevens"
GROOTSTE = 20_000_000
SLEUTELS = ("planning", "verschoven", "afhankelijkheden", "risicos", "besluiten", "deelresultaten_afgerond")
_ZIN = {
    "missing": "ontbreekt",
    "extra_forbidden": "kent dit model niet; is de naam goed geschreven?",
    "string_type": "moet tekst zijn",
    "int_type": "moet een heel getal zijn",
    "int_parsing": "moet een heel getal zijn",
    "bool_type": "moet true of false zijn",
    "bool_parsing": "moet true of false zijn",
    "tuple_type": "moet een lijst zijn",
    "model_type": "moet een object met velden zijn",
    "model_attributes_type": "moet een object met velden zijn",
    "string_pattern_mismatch": "bevat een teken dat hier niet kan",
    "string_too_long": "is te lang",
    "greater_than_equal": "is te klein",
    "string_unicode": "bevat een teken dat hier niet kan",
    "string_too_short": "mag niet leeg zijn",
    "less_than_equal": "is te groot",
    "date_from_datetime_parsing": "is geen dag",
    "finite_number": "moet een getal zijn",
    "enum": "staat niet in de legenda",
}


class EditieOnleesbaar(Gebruikersfout):
    """The file is no JSON, too large, or not there in the form of an edition."""

    code = "EDITIE-ONLEESBAAR"

    def __init__(self, bestand: str, fouten: Sequence[str]):
        self.bestand, self.fouten = bestand, tuple(fouten)
        super().__init__(
            f"'{bestand}' is geen editie die Stelsel kan lezen; er is niets geladen.{onder_elkaar(fouten)}",
            "Herstel deze plekken en laad het bestand opnieuw. De vorm staat in docs/voor/programmateam.md.",
        )


def _eenmalig(paren: list[tuple[str, Any]]) -> dict[str, Any]:
    """A key that stands twice would silently lose its first value."""
    dubbel = [k for k, n in Counter(k for k, _ in paren).items() if n > 1]
    if dubbel:
        raise ValueError(f"'{dubbel[0]}' staat twee keer in hetzelfde object")
    return dict(paren)


def _geen_getal(tekst: str) -> float:
    raise ValueError(f"{tekst} is geen getal")


def _getal(tekst: str) -> int:
    if len(tekst) > 15:
        raise ValueError(f"{tekst[:15]}… is een te groot getal")
    return int(tekst)


def _plek(loc: Sequence[int | str]) -> str:
    """pijlers[2].onderwerpen[1].titel, counted from 1 as readers do."""
    uit = ""
    for deel in loc:
        uit += f"[{deel + 1}]" if isinstance(deel, int) else f".{deel}" if uit else deel
    return uit


def zinnen(e: ValidationError) -> list[str]:
    """Every fault as a Dutch sentence with its place."""
    return [_zin(f) for f in e.errors()]


def _zin(f: Any) -> str:
    zin = _ZIN.get(f["type"])
    if f["type"] == "value_error":
        zin = str(f["ctx"]["error"])
    return f"{_plek(f['loc']) or 'het bestand'}: {zin or 'is ongeldig'}"


def lees(bestand: Path) -> Editie:
    """The edition in a file. Raises `EditieOnleesbaar` with every fault."""
    naam = bestand.name
    if bestand.stat().st_size > GROOTSTE:
        raise EditieOnleesbaar(naam, [f"Het bestand is groter dan {GROOTSTE // 1_000_000} MB."])
    try:
        ruw = json.loads(
            bestand.read_text(encoding="utf-8-sig"),
            object_pairs_hook=_eenmalig,
            parse_constant=_geen_getal,
            parse_int=_getal,
        )
    except json.JSONDecodeError as e:
        raise EditieOnleesbaar(naam, [f"Regel {e.lineno}, teken {e.colno}: dit is geen geldige JSON."]) from e
    except UnicodeDecodeError as e:
        raise EditieOnleesbaar(naam, [f"Byte {e.start + 1} is geen UTF-8."]) from e
    except RecursionError as e:
        raise EditieOnleesbaar(naam, ["Het bestand is te diep genest."]) from e
    except ValueError as e:
        raise EditieOnleesbaar(naam, [f"{e}."]) from e
    return uit_dict(ruw, naam)


def uit_dict(ruw: Any, naam: str) -> Editie:
    """The edition in these values. Raises `EditieOnleesbaar` with every fault; `naam` says where they came from."""
    try:
        editie = Editie.model_validate(ruw)
    except ValidationError as e:
        raise EditieOnleesbaar(naam, zinnen(e)) from e
    if fouten := _fouten(editie):
        raise EditieOnleesbaar(naam, fouten)
    return genummerd(editie)


def _fouten(e: Editie) -> list[str]:
    refs = Counter(d.ref for _, _, d in e.onderdelen())
    refs.update(t.ref for t in e.themaonderzoeken)
    pijlers = Counter(p.nummer for p in e.pijlers)
    secties = Counter(s.sleutel for s in e.teksten)
    return (
        ([] if e.pijlers else ["pijlers: er is geen enkele pijler"])
        + [f"ref '{r}' komt {n} keer voor" for r, n in refs.items() if n > 1]
        + [f"pijler {p} komt {n} keer voor" for p, n in pijlers.items() if n > 1]
        + [f"tekst '{s}' komt {n} keer voor" for s, n in secties.items() if n > 1]
        + [f"id '{i}' komt {n} keer voor" for i, n in Counter(_ids(e)).items() if n > 1]
        + list(_vaststelling(e))
    )


def _ids(e: Editie) -> list[str]:
    delen = [d for _, _, d in e.onderdelen()]
    feiten = [f for d in delen for naam in SLEUTELS for f in getattr(d, naam)]
    feiten += [p for t in e.themaonderzoeken for p in (*t.planning, *t.afhankelijkheden)]
    return [f.id for f in (*feiten, *e.algemeen.planning, *e.programma_besluiten) if f.id]


def _vaststelling(e: Editie) -> Iterator[str]:
    """An edition in a file was adopted, on real days; or it is a draft that says who will adopt it."""
    besluiten = [b for b in e.programma_besluiten if b.soort == "besluit"]
    for b in besluiten:
        if b.wanneer is None or b.wanneer.soort != "datum":
            yield f"programma_besluiten: het besluit van '{b.orgaan}' heeft geen dag"
        elif b.wanneer.einde > date.today():
            yield f"programma_besluiten: {b.wanneer.einde:%d-%m-%Y} ligt nog voor ons"
    if not besluiten and (not e.meta.vaststellers or e.programma_besluiten):
        yield "programma_besluiten: geen besluit van vaststelling; noem voor een concept in meta.vaststellers wie het vaststelt"
    if besluiten and e.vastgesteld_op is None:
        yield "programma_besluiten: een deel van meta.vaststellers heeft nog niet vastgesteld"


def genummerd(e: Editie) -> Editie:
    """The edition with its code, and with an id for every fact that had none. An id once given stays."""
    ruw = e.model_dump(mode="json")
    meta = ruw["meta"]
    meta["code"] = meta["code"] or _programmacode(meta["programma"])
    if not meta["editie"]:
        meta["editie"] = f"{e.vastgesteld_op:%Y-%m}" if e.vastgesteld_op else f"concept-{meta['volgnummer']}"
    _nummer(ruw["algemeen"], "ALG", meta["editie"])
    _nummer({"besluiten": ruw["programma_besluiten"]}, "ALG", meta["editie"])
    for p in ruw["pijlers"]:
        for o in p["onderwerpen"]:
            for d in (o, *o["acties"]):
                _nummer(d, d["ref"], meta["editie"])
    for t in ruw["tryouts"]:
        _nummer(t, t["code"], meta["editie"])
    for t in ruw["themaonderzoeken"]:
        _nummer(t, f"TH-{t['nummer']}", meta["editie"])
    return Editie.model_validate(ruw)


def _nummer(d: dict[str, Any], ref: str, editie: str) -> None:
    for sleutel in SLEUTELS:
        feiten = d.get(sleutel, [])
        hoogste = max((int(m[1]) for f in feiten if (m := re.search(r"-(\d+)$", f["id"]))), default=0)
        for f in feiten:
            if not f["id"]:
                hoogste += 1
                f["id"] = f"{ref}:{sleutel}-{hoogste}"
            if sleutel == "planning":
                f["soort"] = periode(f["periode"]).soort if f["periode"] else ONBEKEND
            if sleutel == "verschoven":
                f["editie"] = f["editie"] or editie


def _programmacode(naam: str) -> str:
    """`ibp-vth` from `Interbestuurlijk programma Versterking VTH-stelsel (IBP VTH)`."""
    m = re.search(r"\(([^)]+)\)\s*$", naam)
    return re.sub(r"[^a-z0-9]+", "-", (m[1] if m else naam).lower()).strip("-")[:60] or "programma"
