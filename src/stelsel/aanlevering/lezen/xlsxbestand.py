"""XLSX: every sheet is a table; cells become text as a person reads them."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from .gemeen import Bestandsfout, Blok, kolomnamen, teksttabel

GROOTSTE = 1 << 30  # bytes after unpacking: a workbook that unpacks to more is refused unread


def _als_tekst(cel: Any) -> str:
    if isinstance(cel, bool):
        return "ja" if cel else "nee"
    if isinstance(cel, float) and cel.is_integer() and abs(cel) < 1e15:
        return str(int(cel))
    if isinstance(cel, dt.datetime):
        return cel.date().isoformat()
    return "" if cel is None else str(cel)


def lees_xlsx(pad: Path, naam: str) -> Iterator[Blok]:
    """One block per sheet that holds anything; row numbers as the sheet shows them. Raises `Bestandsfout`."""
    try:
        with zipfile.ZipFile(pad) as z:
            omvang = sum(i.file_size for i in z.infolist())
        if omvang > GROOTSTE:
            raise Bestandsfout(naam, "het werkboek is uitgepakt groter dan 1 GB.", "Lever het in delen, of als CSV.")
        werkboek = CalamineWorkbook.from_path(str(pad))
        bladen = [(b, werkboek.get_sheet_by_name(b).to_python(skip_empty_area=False)) for b in werkboek.sheet_names]
    except Bestandsfout:
        raise
    except Exception as e:  # the reader raises a type of its own per kind of damage
        raise Bestandsfout(naam, "het werkboek is niet te lezen.", "Open en bewaar het opnieuw als .xlsx.") from e
    gevuld = False
    for blad, rijen in bladen:
        if not rijen or not any(_als_tekst(c).strip() for c in rijen[0]):
            continue
        gevuld = True
        kolommen = kolomnamen(f"{naam} [{blad}]", [_als_tekst(c) for c in rijen[0]])
        regels, waarden = [], []
        for nummer, rij in enumerate(rijen[1:], 2):
            tekst = [_als_tekst(c) for c in rij[: len(kolommen)]]
            if any(t.strip() for t in tekst):
                regels.append(nummer)
                waarden.append([*tekst, *[""] * (len(kolommen) - len(tekst))])
        yield Blok(blad, kolommen, teksttabel(regels, kolommen, waarden))
    if not gevuld:
        raise Bestandsfout(naam, "het werkboek is leeg.", "Zet de kolomnamen op de eerste rij van een blad.")
