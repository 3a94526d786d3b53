"""Which reader reads which file: its contents decide, and its extension helps only where they leave it open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from .archief import geopend, stukken
from .codering import Codering, Stroom, bepaal
from .csvbestand import SCHEIDING, lees_csv
from .gemeen import LANGSTE_MISVORMD, Bestandsfout, Blok, Vorm, te_veel_misvormd
from .geopackage import lees_gpkg
from .jsonbestand import ONTLEED, lees_json
from .parquetbestand import lees_parquet
from .werkboek import lees_werkboek
from .zipbestand import lees_zip

EXTENSIES = {
    ".csv": "csv", ".tsv": "csv", ".txt": "csv", ".xlsx": "xlsx", ".xlsm": "xlsx", ".ods": "ods", ".parquet": "parquet",
    ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl", ".gpkg": "gpkg", ".zip": "zip",
}  # fmt: skip
SOORTEN = ("csv", "xlsx", "ods", "parquet", "json", "jsonl", "gpkg", "zip")
LEESBAAR = "CSV, XLSX, ODS, Parquet, JSON, JSON Lines, GeoPackage of ZIP"
_ANDERS = (  # what comes under the name of a table and is none, by its first bytes
    (b"\xd0\xcf\x11\xe0", "een oud Excel-bestand (.xls), of een werkboek met een wachtwoord", "Bewaar het als .xlsx, zonder wachtwoord."),
    (b"%PDF", "een PDF", f"Lever {LEESBAAR}."),
    (b"\x1f\x8b", "ingepakt met gzip", "Pak het eerst uit, of maak er een zip-bestand van."),
    (b"7z\xbc\xaf", "ingepakt met 7-Zip", "Maak er een zip-bestand van."),
    (b"Rar!", "ingepakt met RAR", "Maak er een zip-bestand van."),
)  # fmt: skip
_JSON = re.compile(r"\s*(\[\s*([\[\]{\"\d-]|$)|\{\s*([\"}]|$))")
_XML = re.compile(r"\s*<(\?xml|!doctype|html|table|\w+[\s>:])", re.IGNORECASE)


def leesbaar(naam: str) -> bool:
    """May a file with this name be meant for a reader?"""
    return Path(naam).suffix.lower() in EXTENSIES


def lees(pad: Path, naam: str, wens: Vorm = Vorm(), werkmap: Path | None = None) -> Iterator[Blok]:  # noqa: B008 (frozen)
    """Blocks of the kept file at `pad`, delivered as `naam`; `wens` overrules what is detected. Raises `Bestandsfout`.

    `werkmap`: where an archive may be unpacked, a file at a time; left empty afterwards.
    """
    if not leesbaar(naam):
        raise Bestandsfout(naam, f"bestanden van de soort '{Path(naam).suffix or 'zonder extensie'}' kan Stelsel niet lezen.",
                           f"Lever {LEESBAAR}.")  # fmt: skip
    if wens.soort not in ("", *SOORTEN):
        raise Bestandsfout(naam, f"de soort '{wens.soort}' kent Stelsel niet.", f"Kies uit: {', '.join(SOORTEN)}.")
    soort, codering = _soort(pad, naam, wens)
    if soort == "zip":
        return lees_zip(pad, naam, wens, werkmap, leesbaar, _lees_deel)
    return _begrensd(naam, _lezer(pad, naam, wens, soort, codering))


def _lees_deel(pad: Path, naam: str, wens: Vorm) -> Iterator[Blok]:
    soort, codering = _soort(pad, naam, wens)
    if soort == "zip":
        raise Bestandsfout(naam, "dit is een archief in een archief.", "Pak het binnenste uit en lever dat.")
    return _begrensd(naam, _lezer(pad, naam, wens, soort, codering))


def _lezer(pad: Path, naam: str, wens: Vorm, soort: str, codering: Codering | None) -> Iterator[Blok]:
    match soort:
        case "csv":
            return lees_csv(pad, naam, wens, codering or bepaal(pad, naam, wens.codering))
        case "json" | "jsonl":
            return lees_json(pad, naam, wens, codering or bepaal(pad, naam, wens.codering), soort)
        case "parquet":
            return lees_parquet(pad, naam, wens)
        case "gpkg":
            return lees_gpkg(pad, naam, wens)
        case _:
            return lees_werkboek(pad, naam, wens, soort)


def _begrensd(naam: str, blokken: Iterator[Blok]) -> Iterator[Blok]:
    """The same blocks, as long as what is no row in them stays within memory."""
    tekens = 0
    for blok in blokken:
        tekens += sum(len(m.ruw) for m in blok.misvormd)
        if tekens > LANGSTE_MISVORMD:
            raise te_veel_misvormd(naam, blok.misvormd[-1].regel)
        yield blok


def _soort(pad: Path, naam: str, wens: Vorm) -> tuple[str, Codering | None]:
    """What kind of file this is; and its encoding, where finding that was part of the answer."""
    with pad.open("rb") as f:
        begin = f.read(4096)
    if not begin:
        raise Bestandsfout(naam, "het bestand is leeg.", "Lever een bestand met een kop en ten minste één rij.")
    binnen = _binair(pad, naam, begin)
    if binnen == "zip" or (binnen and wens.soort in ("", binnen)):
        return binnen, None
    if wens.soort:
        return wens.soort, None
    for merk, wat, doe in _ANDERS:
        if begin.startswith(merk):
            raise Bestandsfout(naam, f"dit is {wat}.", doe)
    codering = bepaal(pad, naam, wens.codering)
    return _tekst(pad, naam, EXTENSIES[Path(naam).suffix.lower()], codering), codering


def _binair(pad: Path, naam: str, begin: bytes) -> str:
    if begin[:4] == b"PAR1":
        return "parquet"
    if begin[:16] == b"SQLite format 3\0":
        return "gpkg"
    if begin[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        boek = Path(naam).suffix.lower() in (".xlsx", ".xlsm", ".ods")
        with geopend(pad, naam, "werkboek" if boek else "zip-bestand") as z:
            namen = set(z.namelist())
            if (
                len({"xl/workbook.xml", "xl/workbook.bin", "content.xml"} & namen) > 1
            ):  # the library would choose otherwise than we
                raise Bestandsfout(naam, "dit werkboek is van meer dan één soort.", "Bewaar het opnieuw als .xlsx.")
            if "xl/workbook.xml" in namen:
                return "xlsx"
            if "content.xml" in namen and "mimetype" in namen:
                soort = b"".join(stukken(z, z.getinfo("mimetype"), naam))
                if b"opendocument.spreadsheet" not in soort:
                    raise Bestandsfout(naam, "dit is een document, geen rekenblad.", f"Lever {LEESBAAR}.")
                return "ods"
            if "[Content_Types].xml" in namen:
                raise Bestandsfout(naam, "dit is een Office-bestand, maar geen .xlsx.", "Bewaar het als .xlsx.")
        return "zip"
    return ""


def _tekst(pad: Path, naam: str, extensie: str, codering: Codering) -> str:
    """Which kind of text this is; a file that is no text goes to the reader of its extension, which will refuse it."""
    with pad.open("rb") as f:
        tekst = Stroom(f, codering).lees(1 << 20).decode("utf-8", "replace")
    if "\0" in tekst[:4096] and extensie != "csv":
        return extensie
    if _JSON.match(tekst):
        return "jsonl" if extensie == "jsonl" or _is_regels(tekst) else "json"
    if _XML.match(tekst) and extensie != "csv":
        raise Bestandsfout(naam, "dit is XML of HTML.", f"Lever {LEESBAAR}.")
    if extensie != "csv" and not any(s in tekst.split("\n", 1)[0] for s in SCHEIDING):
        return extensie
    return "jsonl" if extensie == "jsonl" and "{" in tekst else "csv"


def _is_regels(tekst: str) -> bool:
    """Does the first line hold a whole record by itself?"""
    try:
        waarde = ONTLEED.decode(tekst.lstrip().split("\n", 1)[0])
    except (ValueError, RecursionError):
        return False
    return tekst.lstrip()[0] == "{" and not any(isinstance(w, list) for _, w in waarde)
