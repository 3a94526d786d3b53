"""What all readers share: the blocks they give, and the faults for which a file is refused as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from ...begrippen import Gebruikersfout, Regel
from ...begrippen.rijregels import CODERING, NUL_TEKEN

MEESTE_KOLOMMEN = 1_000
MEESTE_MISVORMD = 200_000  # lines of one file that are no rows; with more, the file is not what it says
MEESTE_ONDERDELEN = 250  # tables of one file
LANGSTE_MISVORMD = 256 << 20  # signs of raw text of all those lines together

# Signs that cannot be seen: zero-width ones, and those that turn the direction of text. At the ends of a value and in the name
# of a column they say nothing; within a value they stay as delivered.
ONZICHTBAAR = dict.fromkeys([*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF])


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
    opmerkingen: Sequence[str] = ()  # what was passed over in the file, for the receipt


LANGSTE_NAAM = 250
VRIJ = 1 << 30  # bytes of text that any file may unfold to
VERHOUDING = 250  # and beyond that, text against the size of the file


def kolomnamen(bestand: str, kop: Sequence[str], regel: int = 1) -> list[str]:
    """Delivered column names, trimmed and in lower case. Raises `Bestandsfout` when two are the same."""
    namen = [" ".join(k.translate(ONZICHTBAAR).split()).lower() for k in kop]
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
        if len(n) > LANGSTE_NAAM:
            raise Bestandsfout(bestand, f"de naam van een kolom is langer dan {LANGSTE_NAAM} tekens: '{n[:30]}…'.",
                               "Geef die kolom een kortere naam.", regel)  # fmt: skip
        if namen.count(n) > 1:
            raise Bestandsfout(bestand, f"de kolom '{n}' komt twee keer voor.", "Haal er een weg.", regel)
    return namen


def veldnamen(bestand: str, namen: Sequence[str]) -> list[str]:
    """The same for a format in which every column must have a name."""
    uit = kolomnamen(bestand, namen)
    if len(uit) < len(namen):
        raise Bestandsfout(bestand, "een kolom heeft geen naam.", "Geef elke kolom een naam.")
    return uit


def teksttabel(regels: Sequence[int], kolommen: Sequence[str], waarden: Sequence[Sequence[str | None]]) -> pa.Table:
    """A block table from rows of text."""
    per_kolom = list(zip(*waarden, strict=True)) if waarden else [()] * len(kolommen)
    # By place, not by name: a delivered column may be called `_regel` too.
    return pa.table(
        [pa.array(regels, pa.int64()), *(pa.array(w, pa.string()) for w in per_kolom)], names=["_regel", *kolommen]
    )


class Bouwer:
    """Rows of one table as a reader finds them, given out in blocks of bounded size; a row that is no text is kept apart."""

    RIJEN, BYTES = 50_000, 16 << 20

    def __init__(self, onderdeel: str, kolommen: Sequence[str], vorm: Vorm, bestand: str):
        self.onderdeel, self.kolommen, self.vorm, self.bestand = onderdeel, kolommen, vorm, bestand
        self.aantal_misvormd = 0
        self._leeg()

    def _leeg(self) -> None:
        self.regels: list[int] = []
        self.waarden: list[Sequence[str | None]] = []
        self.misvormden: list[Misvormd] = []
        self.bytes = 0

    def rij(self, regel: int, waarden: Sequence[str | None], ruw: str | None = None) -> None:
        """A row; `ruw` is how it stands in the file, when that is not just its values."""
        tekst = "".join(w for w in waarden if w)
        try:
            self.bytes += len(tekst.encode()) + 16 * len(waarden)
        except UnicodeEncodeError:
            self.misvormd(regel, _ruw(waarden, ruw), CODERING, codering="Unicode")
            return
        if "\0" in tekst:
            self.misvormd(regel, _ruw(waarden, ruw), NUL_TEKEN)
            return
        self.regels.append(regel)
        self.waarden.append(waarden)

    def misvormd(self, regel: int, ruw: str, fout: Regel, **feiten: str) -> None:
        """A row that cannot be read, with its raw text and the reason."""
        self.aantal_misvormd += 1
        if self.aantal_misvormd > MEESTE_MISVORMD:
            raise te_veel_misvormd(self.bestand, regel)
        ruw = ruw.replace("\0", "\\0").encode("utf-8", "backslashreplace").decode()
        self.bytes += len(ruw) + 200
        self.misvormden.append(Misvormd(regel, ruw, fout, fout.tekst.format(**feiten) if feiten else fout.tekst))

    @property
    def vol(self) -> bool:
        return len(self.regels) >= self.RIJEN or self.bytes >= self.BYTES

    def blok(self) -> Blok:
        """What was gathered since the last block."""
        tabel = teksttabel(self.regels, self.kolommen, self.waarden)
        blok = Blok(self.onderdeel, self.kolommen, tabel, self.misvormden, self.vorm)
        self._leeg()
        return blok


def _ruw(waarden: Sequence[str | None], ruw: str | None) -> str:
    return ruw if ruw is not None else ";".join(w or "" for w in waarden)


def te_veel_misvormd(bestand: str, regel: int) -> Bestandsfout:
    """So many lines are no rows that the file is something else, or read in a wrong way."""
    return Bestandsfout(
        bestand, f"meer dan {MEESTE_MISVORMD:_} regels zijn geen rij.".replace("_", "."),
        "Kijk na of de soort, de codering en het scheidingsteken kloppen.", regel,
    )  # fmt: skip


def waarde_zonder_kolom(bestand: str, regel: int) -> Bestandsfout:
    """A value stands where the header has no name: to leave it out would lose it."""
    return Bestandsfout(
        bestand, "er staat een waarde in een kolom zonder naam.", "Geef die kolom een naam, of maak haar leeg.", regel
    )
