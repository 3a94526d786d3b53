"""What the sheets of a workbook would take in memory, counted from its parts before a library unfolds them."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from functools import cache
from xml.parsers import expat

import numpy as np

from .archief import stukken
from .gemeen import Bestandsfout

MEESTE_CELLEN = 10_000_000  # in the rectangle around all cells of a sheet, filled or not
MEESTE_BLADEN = 250
MEESTE_RIJEN = 1 << 20  # what Excel and LibreOffice hold; the library drops what lies below
MEESTE_TEKST = 1 << 30  # bytes of text, each time it stands in a cell
LANGSTE_CEL = 1 << 20
GROOTSTE = 512 << 20  # bytes of all parts, unpacked
_N = rb"<(?:\w+:)?"
_KENMERK = rb"""\s+(?!r\s*=)[^\s=>"']+\s*=\s*(?:"[^"]*"|'[^']*')"""
_CEL = re.compile(
    _N + rb"(?:c|row)(?=\s)(?:" + _KENMERK + rb")*\s+r\s*=\s*[\"']\s*([A-Za-z]{0,3})\$?([0-9]{1,10})(?![0-9])"
)
_KALE_CEL = re.compile(_N + rb"c(?:" + _KENMERK + rb")*\s*/?>")
_KALE_RIJ = re.compile(_N + rb"row(?:" + _KENMERK + rb")*\s*/?>")
_CEL_OF_RIJ = re.compile(_N + rb"(?:c|row)(?=[\s/>])")
_RIJ = re.compile(_N + rb"row(?=[\s/>])")
_WAARDE = re.compile(_N + rb"v(\s[^>]*)?>(<!\[|[^<]{0,400})")
_PLAATS = re.compile(rb"\s*\+?0*([0-9]{1,10})\s*")
_TEKST = re.compile(_N + rb"si(?=[\s/>])")
_FOUT = re.compile(rb"\st=[\"']e[\"']")
_LANGSTE_TAG = 1 << 20


def _past(rijen: int, kolommen: int, tekst: int, naam: str) -> None:
    if rijen * kolommen > MEESTE_CELLEN or rijen > MEESTE_RIJEN:
        raise Bestandsfout(
            naam, f"een blad beslaat {rijen} rijen en {kolommen} kolommen; dat is te groot.",
            "Verwijder wat ver buiten de tabel staat, of lever CSV of Parquet.",
        )  # fmt: skip
    if tekst > MEESTE_TEKST:
        raise Bestandsfout(naam, "de tekst in de cellen beslaat samen meer dan 1 GB.", "Lever CSV of Parquet.")


def te_veel_bladen(naam: str) -> Bestandsfout:
    """A workbook with more sheets than can each be a table."""
    return Bestandsfout(
        naam, f"het werkboek heeft meer dan {MEESTE_BLADEN} bladen; die leest Stelsel niet.", "Lever het in delen."
    )


def _onleesbaar(naam: str) -> Bestandsfout:
    return Bestandsfout(naam, "het werkboek is niet te lezen.", "Open en bewaar het opnieuw.")


def _delen(z: zipfile.ZipFile, naam: str) -> list[zipfile.ZipInfo]:
    delen = z.infolist()
    if sum(d.file_size for d in delen) > GROOTSTE:
        raise Bestandsfout(naam, "het werkboek is uitgepakt groter dan 512 MB.", "Lever het in delen, of als CSV.")
    return delen


def keur_xlsx(z: zipfile.ZipFile, naam: str) -> list[str]:
    """Raises `Bestandsfout` when a sheet would take too much; returns remarks on what reads as empty."""
    delen = _delen(z, naam)
    lengtes = [n for d in delen if len(n := _lengtes(_hele_tags(_xml(z, d, naam), naam), naam))]
    if len(lengtes) > 1:
        raise Bestandsfout(naam, "het werkboek heeft twee lijsten met teksten.", "Open en bewaar het opnieuw.")
    fouten = 0
    for deel in delen:
        rijen = kolommen = kale_rijen = kale_cellen = tekst = 0
        for data in _hele_tags(_xml(z, deel, naam), naam):
            if gevonden := _CEL.findall(data):
                rijen = max(rijen, *map(int, {cijfers for _, cijfers in gevonden}))
                kolommen = max(kolommen, *(_kolomnummer(k.upper()) for k in {letters for letters, _ in gevonden}))
            if (alle := len(_CEL_OF_RIJ.findall(data))) > len(gevonden):
                # A row or cell that does not say where it is, stands beside the one before it.
                kaal = len(_KALE_RIJ.findall(data))
                kale_rijen += kaal
                kale = [m.start() for m in _KALE_CEL.finditer(data)]
                if len(gevonden) + kaal + len(kale) < alle:
                    raise _onleesbaar(naam)
                per_rij = np.histogram(kale, [-1, *(m.start() for m in _RIJ.finditer(data)), len(data)])[0]
                kale_cellen = max(kale_cellen + int(per_rij[0]), int(per_rij.max()))
            if lengtes:
                tekst += _teksten(_WAARDE.findall(data), lengtes[0])
            fouten += len(_FOUT.findall(data))
        _past(rijen + kale_rijen, kolommen + kale_cellen, tekst, naam)
    if fouten:
        return [f"{fouten} cellen met een foutwaarde, zoals #N/B, zijn gelezen als leeg."]
    return []


def _xml(z: zipfile.ZipFile, deel: zipfile.ZipInfo, naam: str) -> Iterator[bytes]:
    """The bytes of a part; refused when it declares entities, or hides its tags in another encoding."""
    staart = b""
    for stuk in stukken(z, deel, naam):
        if not staart and deel.filename.lower().endswith((".xml", ".rels")) and b"\0" in stuk[:4] + stuk[:2]:
            raise Bestandsfout(naam, f"'{deel.filename}' is geen UTF-8.", "Open en bewaar het werkboek opnieuw.")
        if b"<!DOCTYPE" in staart + stuk or b"<!ENTITY" in staart + stuk:
            raise Bestandsfout(
                naam, "het werkboek bevat een DOCTYPE; die hoort daar niet.", "Open en bewaar het opnieuw."
            )
        staart = stuk[-16:]
        yield stuk


def _hele_tags(stukken_: Iterator[bytes], naam: str) -> Iterator[bytes]:
    """The same bytes, cut before a tag, so that each tag is seen whole, with the text that follows it."""
    rest = b""
    for stuk in stukken_:
        data = rest + stuk
        knip = max(data.rfind(b"<"), 0)
        if len(data) - knip > _LANGSTE_TAG:
            if b">" not in data[knip:]:
                raise _onleesbaar(naam)
            knip = len(data)
        yield data[:knip]
        rest = data[knip:]
    yield rest


def _lengtes(xml: Iterator[bytes], naam: str) -> np.ndarray:
    """Bytes of each shared text, its tags included."""
    plekken: list[np.ndarray] = []
    al = aantal = 0
    for data in xml:
        hier = np.fromiter((al + m.start() for m in _TEKST.finditer(data)), np.int64)
        plekken.append(hier)
        aantal += len(hier)
        if aantal > MEESTE_CELLEN:
            raise Bestandsfout(naam, "het werkboek heeft meer dan tien miljoen teksten.", "Lever CSV of Parquet.")
        al += len(data)
    return np.diff(np.concatenate([*plekken, [al]]))


def _teksten(waarden: list[tuple[bytes, bytes]], lengtes: np.ndarray) -> int:
    """At most how much shared text these values, each behind the attributes of its tag, stand for.

    A number is counted as if it were the place of a text; what cannot be seen whole, as the longest.
    """
    som, langste = 0, int(lengtes.max())
    for (kenmerken, waarde), keer in Counter(waarden).items():
        if kenmerken or waarde.startswith(b"<!") or b"&" in waarde or len(waarde) == 400:
            som += keer * langste
        elif (plaats := _PLAATS.fullmatch(waarde)) and int(plaats[1]) < len(lengtes):
            som += keer * int(lengtes[int(plaats[1])])
    return som


@cache
def _kolomnummer(letters: bytes) -> int:
    n = 0
    for t in letters:
        n = n * 26 + t - 64
    return n


class _Ods:
    """Counts rows, columns and text of the tables in an ODS, with all repetitions written out."""

    def __init__(self, naam: str):
        self.naam = naam
        self.diepte = self.tabeldiepte = self.tabellen = 0
        self.cellen = 0  # of the tables before, for the library unfolds them all at once
        self.rijen = self.lege_rijen = self.kolommen = self.tekst = 0  # of the table
        self.breed = self.lege_cellen = self.rij_tekst = self.rij_keer = 0  # of the row
        self.tekens = self.cel_keer = 0  # of the cell
        self.gevuld = False

    def begin(self, tag: str, kenmerken: dict[str, str]) -> None:
        soort = tag.rpartition(" ")[2]
        eigen = {k.rpartition(" ")[2]: v for k, v in kenmerken.items()}
        self.diepte += 1
        self.tabeldiepte += soort == "table"
        if self.diepte > 100 or self.tabeldiepte > 1:
            raise Bestandsfout(self.naam, "het werkboek is te diep genest.", "Laat tabellen in cellen weg.")
        if soort == "table":
            self.cellen += self.rijen * self.kolommen
            self.tabellen += 1
            self.rijen = self.lege_rijen = self.kolommen = 0
            if self.tabellen > MEESTE_BLADEN:
                raise te_veel_bladen(self.naam)
        elif soort == "table-row":
            self.rij_keer = _aantal(eigen.get("number-rows-repeated"))
            self.breed = self.lege_cellen = self.rij_tekst = 0
        elif soort in ("table-cell", "covered-table-cell"):
            self.cel_keer = _aantal(eigen.get("number-columns-repeated"))
            self.gevuld = any(k.endswith(("value", "value-type", "formula")) for k in eigen)
            self.tekens = sum(map(len, kenmerken.values()))
        elif soort == "s":  # so many spaces
            self.tekens += _aantal(eigen.get("c"))

    def tekst_(self, tekst: str) -> None:
        self.tekens += len(tekst)
        self.gevuld = self.gevuld or not tekst.isspace()

    def eind(self, tag: str) -> None:
        soort = tag.rpartition(" ")[2]
        self.diepte -= 1
        self.tabeldiepte -= soort == "table"
        if soort in ("table-cell", "covered-table-cell"):
            if self.tekens > LANGSTE_CEL:
                raise Bestandsfout(self.naam, "een cel bevat meer dan een miljoen tekens.", "Lever die tekst niet mee.")
            if self.gevuld:
                self.breed += self.lege_cellen + self.cel_keer
                self.lege_cellen = 0
                self.rij_tekst += self.tekens * self.cel_keer
            else:
                self.lege_cellen += self.cel_keer
            self.gevuld = False
        elif soort == "table-row":
            if self.breed:
                self.rijen += self.lege_rijen + self.rij_keer
                self.lege_rijen = 0
                self.kolommen = max(self.kolommen, self.breed)
                self.tekst += self.rij_tekst * self.rij_keer
                _past(self.rijen, self.kolommen, self.tekst, self.naam)
                if self.cellen + self.rijen * self.kolommen > MEESTE_CELLEN:
                    raise Bestandsfout(self.naam, "de bladen beslaan samen meer dan tien miljoen cellen.",
                                       "Verwijder wat ver buiten de tabellen staat, of lever CSV of Parquet.")  # fmt: skip
            else:
                self.lege_rijen += self.rij_keer


def _aantal(waarde: str | None) -> int:
    if waarde is None:
        return 1
    return int(waarde) if waarde.isdecimal() and len(waarde) < 10 else 1 << 30


def keur_ods(z: zipfile.ZipFile, naam: str) -> list[str]:
    """Raises `Bestandsfout` when a sheet would take too much, with all its repetitions."""
    for deel in _delen(z, naam):
        inhoud = deel.filename.lower() == "content.xml"
        telling = _Ods(naam)
        lezer = expat.ParserCreate(namespace_separator=" ")
        lezer.buffer_text = True
        lezer.StartElementHandler, lezer.EndElementHandler = telling.begin, telling.eind
        lezer.CharacterDataHandler = telling.tekst_
        try:
            for stuk in _xml(z, deel, naam):
                if inhoud:
                    lezer.Parse(stuk, False)
            if inhoud:
                lezer.Parse(b"", True)
        except expat.ExpatError as e:
            raise _onleesbaar(naam) from e
    return []
