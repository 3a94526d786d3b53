"""XLSX and ODS: every sheet is a table; cells become text as a person reads them.

The library that reads the cells makes a full rectangle of each sheet, with the text of each cell in it. What that would
take is counted first, from the parts of the workbook, so that a small file cannot ask for all memory.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from .archief import een_lezing, geopend
from .gemeen import Bestandsfout, Blok, Bouwer, Vorm, kolomnamen, waarde_zonder_kolom
from .omvang import MEESTE_BLADEN, keur_ods, keur_xlsx, te_veel_bladen


def _als_tekst(cel: Any) -> str:
    if isinstance(cel, str):
        return cel
    if isinstance(cel, bool):
        return "ja" if cel else "nee"
    if isinstance(cel, float):
        if cel.is_integer() and abs(cel) < 1e15:
            return str(int(cel))
        tekst = repr(cel)
        return f"{Decimal(tekst):f}" if "e" in tekst else tekst
    if isinstance(cel, dt.datetime):
        return cel.date().isoformat()
    return "" if cel is None else str(cel)


def lees_werkboek(pad: Path, naam: str, wens: Vorm, soort: str) -> Iterator[Blok]:
    """Blocks per sheet that holds anything; row numbers as the sheet shows them. Raises `Bestandsfout`."""
    with geopend(pad, naam, "werkboek") as z:
        if not een_lezing(pad):
            raise Bestandsfout(naam, "voor of achter het werkboek staat nog iets.", "Open en bewaar het opnieuw.")
        opmerkingen = (keur_ods if soort == "ods" else keur_xlsx)(z, naam)
    with pad.open("rb") as f:  # not by its path: the library would go by the extension
        werkboek = _probeer(naam, lambda: CalamineWorkbook.from_filelike(f))
    if len(werkboek.sheet_names) > MEESTE_BLADEN:
        raise te_veel_bladen(naam)
    if len(set(werkboek.sheet_names)) < len(werkboek.sheet_names):
        raise Bestandsfout(naam, "twee bladen van het werkboek heten hetzelfde.", "Geef ze verschillende namen.")
    gevuld = False
    for nummer, blad in enumerate(werkboek.sheet_names):
        for blok in _blad(werkboek, nummer, blad, naam, Vorm(soort, decimaal=wens.decimaal)):
            blok.opmerkingen = () if gevuld else opmerkingen
            gevuld = True
            yield blok
    if not gevuld:
        raise Bestandsfout(naam, "het werkboek is leeg.", "Zet de kolomnamen op de eerste rij van een blad.")


def _probeer(naam: str, doe: Any) -> Any:
    try:
        return doe()
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as e:
        raise Bestandsfout(naam, "het werkboek is niet te lezen.", "Open en bewaar het opnieuw.") from e


def _blad(werkboek: Any, nummer: int, blad: str, naam: str, vorm: Vorm) -> Iterator[Blok]:
    vel = _probeer(naam, lambda: werkboek.get_sheet_by_index(nummer))
    if vel.start is None:
        return
    links = [""] * vel.start[1]
    waar = f"{naam} [{blad}]"
    rijen = _probeer(naam, vel.iter_rows)
    kop: list[str] | None = None
    bouwer: Bouwer | None = None
    regel = 0
    while (rij := _probeer(naam, lambda: next(rijen, None))) is not None:
        regel += 1
        tekst = [*links, *map(_als_tekst, rij)]
        gevuld = any(t and not t.isspace() for t in tekst)
        if kop is None:
            kop = tekst
            continue
        if (bouwer is None and gevuld) or (bouwer is None and any(kop)):
            bouwer = Bouwer(blad, kolomnamen(waar, kop), vorm, waar)
        if bouwer is None or not gevuld:
            continue
        if any(t and not t.isspace() for t in tekst[len(bouwer.kolommen) :]):
            raise waarde_zonder_kolom(waar, regel)
        bouwer.rij(regel, tekst[: len(bouwer.kolommen)])
        if bouwer.vol:
            yield bouwer.blok()
    if bouwer is None and kop and any(t.strip() for t in kop):
        bouwer = Bouwer(blad, kolomnamen(waar, kop), vorm, waar)
    if bouwer:
        yield bouwer.blok()
