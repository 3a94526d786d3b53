"""What all readers share: the blocks they give, and the faults for which a file is refused as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from ...begrippen import Gebruikersfout, Regel

MEESTE_KOLOMMEN = 1_000


class Bestandsfout(Gebruikersfout):
    """A file that cannot be taken in as a whole: where (file, line), what, and what to do."""

    code = "BESTAND"

    def __init__(self, bestand: str, tekst: str, doe: str, regel: int | None = None):
        self.bestand, self.regel = bestand, regel
        waar = f"Bestand '{bestand}'" + (f", regel {regel}" if regel else "")
        super().__init__(f"{waar}: {tekst}", doe)


@dataclass(frozen=True)
class Misvormd:
    """A line that is no row: the check that failed, with the raw text, which is never thrown away."""

    regel: int
    ruw: str
    fout: Regel
    tekst: str


@dataclass(frozen=True)
class Vorm:
    """How a file is read. As a wish of the user an empty field means: find out; as an answer it says what was found.

    `soort`: csv, xlsx, ods, parquet, json, jsonl, gpkg. `codering`: utf-8, utf-16, windows-1252. `scheiding`: the sign between
    columns. `decimaal`: the sign before decimals; with a comma, points stand between thousands.
    """

    soort: str = ""
    codering: str = ""
    scheiding: str = ""
    decimaal: str = ""


@dataclass
class Blok:
    """Rows of one table of a file: `tabel` holds `_regel` (int64) and a text column per delivered column."""

    onderdeel: str  # name of the sheet; empty where a file is one table
    kolommen: Sequence[str]
    tabel: pa.Table
    misvormd: list[Misvormd] = field(default_factory=list)
    vorm: Vorm = field(default_factory=Vorm)


def kolomnamen(bestand: str, kop: Sequence[str], regel: int = 1) -> list[str]:
    """Delivered column names, trimmed and in lower case. Raises `Bestandsfout` when two are the same."""
    namen = [k.strip().lower() for k in kop]
    if len(namen) > MEESTE_KOLOMMEN:
        raise Bestandsfout(
            bestand, f"er zijn {len(namen)} kolommen; meer dan {MEESTE_KOLOMMEN} leest Stelsel niet.",
            "Controleer het scheidingsteken, of haal de kolommen weg die niet bij de gegevens horen.", regel,
        )  # fmt: skip
    while namen and not namen[-1]:
        namen.pop()
    if not namen:
        raise Bestandsfout(
            bestand, "er staat geen kop met kolomnamen.", "Zet de namen van de kolommen op de eerste regel.", regel
        )
    for n in namen:
        if not n:
            raise Bestandsfout(bestand, "een kolom heeft geen naam.", "Geef elke kolom een naam.", regel)
        if namen.count(n) > 1:
            raise Bestandsfout(bestand, f"de kolom '{n}' komt twee keer voor.", "Haal er een weg.", regel)
    return namen


def teksttabel(regels: Sequence[int], kolommen: Sequence[str], waarden: Sequence[Sequence[str | None]]) -> pa.Table:
    """A block table from rows of text."""
    per_kolom = list(zip(*waarden, strict=True)) if waarden else [()] * len(kolommen)
    return pa.table(
        {"_regel": pa.array(regels, pa.int64())}
        | {k: pa.array(w, pa.string()) for k, w in zip(kolommen, per_kolom, strict=True)}
    )


def waarde_zonder_kolom(bestand: str, regel: int) -> Bestandsfout:
    """A value stands where the header has no name: to leave it out would lose it."""
    return Bestandsfout(
        bestand, "er staat een waarde in een kolom zonder naam.", "Geef die kolom een naam, of maak haar leeg.", regel
    )
