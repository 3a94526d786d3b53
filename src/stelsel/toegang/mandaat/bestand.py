"""A file of rows for mandates, CSV or JSON: its cells as text, each row with the place where it stands."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from ...begrippen import Gebruikersfout, onder_elkaar

GROOTSTE = 5_000_000
CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
DAG = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# What a database cannot keep, or a screen should not get.
ONBRUIKBAAR = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class MandatenOnleesbaar(Gebruikersfout):
    """The file holds no rows that can be read; `fouten`: every one, with its place."""

    code = "MANDATEN-ONLEESBAAR"

    def __init__(self, bestand: str, fouten: Sequence[str]):
        self.bestand, self.fouten = bestand, tuple(fouten)
        super().__init__(
            f"'{bestand}' is niet te laden; er is niets veranderd.{onder_elkaar(fouten)}",
            "Herstel deze plekken en laad het bestand opnieuw. De kolommen staan in docs/voor/beheerder.md.",
        )


def lees_bestand(pad: Path) -> bytes:
    """The bytes of a file that is not too large. Raises `MandatenOnleesbaar`."""
    if pad.stat().st_size > GROOTSTE:
        raise MandatenOnleesbaar(pad.name, [f"het bestand is groter dan {GROOTSTE // 1_000_000} MB"])
    return pad.read_bytes()


def lees_rijen(inhoud: bytes, naam: str, kolommen: Sequence[str]) -> list[tuple[str, dict[str, str]]]:
    """Every row with its place, at least one. Raises `MandatenOnleesbaar`."""
    try:
        tekst = inhoud.decode("utf-8-sig")
        rijen = (_uit_json if naam.lower().endswith(".json") else _uit_csv)(tekst, kolommen)
    except (ValueError, csv.Error, RecursionError) as e:
        raise MandatenOnleesbaar(naam, [_waarom(e)]) from None
    if not rijen:
        raise MandatenOnleesbaar(naam, ["er staat geen enkele rij in"])
    return rijen


def lees_dag(tekst: str) -> date | None:
    """The day that is written as 2026-01-31; None for anything else."""
    if not DAG.fullmatch(tekst):
        return None
    try:
        return date.fromisoformat(tekst)
    except ValueError:
        return None


def _waarom(e: Exception) -> str:
    if isinstance(e, UnicodeDecodeError):
        return "het bestand is geen UTF-8"
    if isinstance(e, json.JSONDecodeError):
        return f"regel {e.lineno}: dit is geen JSON"
    return str(e) if isinstance(e, _Vorm) else "het bestand is niet als tabel te lezen"


class _Vorm(ValueError):
    """The file is no list of rows."""


def _uit_csv(tekst: str, kolommen: Sequence[str]) -> list[tuple[str, dict[str, str]]]:
    kop = tekst.partition("\n")[0]
    lezer = csv.reader(io.StringIO(tekst, newline=""), delimiter=";" if ";" in kop else ",", strict=True)
    namen = [n.strip().lower() for n in next(lezer, [])]
    if sorted(namen) != sorted(kolommen):
        mist = [n for n in kolommen if n not in namen]
        vreemd = [n for n in namen if n not in kolommen]
        delen = [f"{wat}: {', '.join(x)[:300]}" for wat, x in (("ontbreekt", mist), ("onbekend", vreemd)) if x]
        raise _Vorm(f"de kop klopt niet ({'; '.join(delen) or 'een kolom staat er twee keer'})")
    uit = []
    for cellen in lezer:
        if any(c.strip() for c in cellen):
            if len(cellen) != len(namen):
                raise _Vorm(f"regel {lezer.line_num}: {len(cellen)} kolommen in plaats van {len(namen)}")
            uit.append((f"regel {lezer.line_num}", dict(zip(namen, (c.strip() for c in cellen), strict=True))))
    return uit


def _uit_json(tekst: str, kolommen: Sequence[str]) -> list[tuple[str, dict[str, str]]]:
    lijst = json.loads(tekst)
    if not isinstance(lijst, list) or not all(isinstance(o, dict) for o in lijst):
        raise _Vorm("het bestand is geen lijst van objecten")
    uit = []
    for nr, o in enumerate(lijst, 1):
        if vreemd := sorted(str(k) for k in o if k not in kolommen):
            raise _Vorm(f"rij {nr}: onbekend: {', '.join(vreemd)[:300]}")
        uit.append((f"rij {nr}", {k: _cel(o.get(k)) for k in kolommen}))
    return uit


def _cel(waarde: Any) -> str:
    """A value of JSON as it would stand in a cell of the CSV file."""
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, list):
        return " ".join(_cel(w) for w in waarde)
    if isinstance(waarde, dict):
        raise _Vorm("een veld is zelf een object")
    return "" if waarde is None else str(waarde).strip()
