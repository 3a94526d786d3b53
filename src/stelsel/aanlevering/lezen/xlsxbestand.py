"""XLSX: every sheet is a table; cells become text as a person reads them."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from .gemeen import Bestandsfout, Blok, kolomnamen, teksttabel, waarde_zonder_kolom

MEESTE_CELLEN = 50_000_000  # a sheet is read as a full rectangle: one cell in its far corner would ask for terabytes
CELNAAM = re.compile(rb"<(?:\w+:)?c [^>]*?r=[\"']([A-Z]{1,3})([0-9]{1,7})[\"']")
GROOTSTE = 1 << 30  # bytes after unpacking: a workbook that unpacks to more is refused unread


def _als_tekst(cel: Any) -> str:
    if isinstance(cel, bool):
        return "ja" if cel else "nee"
    if isinstance(cel, float):
        return str(int(cel)) if cel.is_integer() and abs(cel) < 1e15 else f"{Decimal(repr(cel)):f}"
    if isinstance(cel, dt.datetime):
        return cel.date().isoformat()
    return "" if cel is None else str(cel)


def lees_xlsx(pad: Path, naam: str) -> Iterator[Blok]:
    """One block per sheet that holds anything; row numbers as the sheet shows them. Raises `Bestandsfout`."""
    try:
        with zipfile.ZipFile(pad) as z:
            if sum(i.file_size for i in z.infolist()) > GROOTSTE:
                raise Bestandsfout(
                    naam, "het werkboek is uitgepakt groter dan 1 GB.", "Lever het in delen, of als CSV."
                )
            for deel in (i for i in z.infolist() if i.filename.lower().endswith(".xml")):
                _past(z, deel, naam)
        werkboek = CalamineWorkbook.from_path(str(pad))
        bladen = [(b, werkboek.get_sheet_by_name(b).to_python(skip_empty_area=False)) for b in werkboek.sheet_names]
    except Bestandsfout:
        raise
    except Exception as e:  # the reader raises a type of its own per kind of damage
        raise Bestandsfout(naam, "het werkboek is niet te lezen.", "Open en bewaar het opnieuw als .xlsx.") from e
    gevuld = False
    for blad, rijen in bladen:
        if not any(_als_tekst(c).strip() for rij in rijen for c in rij):
            continue
        gevuld = True
        kolommen = kolomnamen(f"{naam} [{blad}]", [_als_tekst(c) for c in rijen[0]])
        regels, waarden = [], []
        for nummer, rij in enumerate(rijen[1:], 2):
            if any(_als_tekst(c).strip() for c in rij[len(kolommen) :]):
                raise waarde_zonder_kolom(f"{naam} [{blad}]", nummer)
            tekst = [_als_tekst(c) for c in rij[: len(kolommen)]]
            if any(t.strip() for t in tekst):
                regels.append(nummer)
                waarden.append([*tekst, *[""] * (len(kolommen) - len(tekst))])
        yield Blok(blad, kolommen, teksttabel(regels, kolommen, waarden))
    if not gevuld:
        raise Bestandsfout(naam, "het werkboek is leeg.", "Zet de kolomnamen op de eerste rij van een blad.")


def _past(z: zipfile.ZipFile, deel: zipfile.ZipInfo, naam: str) -> None:
    """Raises `Bestandsfout` when the outermost cells of a sheet span too large a rectangle."""
    rij = kolom = 0
    rest = b""
    with z.open(deel) as f:
        while stuk := f.read(1 << 20):
            for letters, cijfers in CELNAAM.findall(rest + stuk):
                rij = max(rij, int(cijfers))
                kolom = max(kolom, _kolomnummer(letters))
            rest = stuk[-64:]
    if rij * kolom > MEESTE_CELLEN:
        raise Bestandsfout(
            naam, f"een blad beslaat {rij} rijen en {kolom} kolommen; dat is te groot.",
            "Verwijder wat ver buiten de tabel staat, of lever CSV of Parquet.",
        )  # fmt: skip


@cache
def _kolomnummer(letters: bytes) -> int:
    n = 0
    for t in letters:
        n = n * 26 + t - 64
    return n
