"""JSON and JSON Lines: flat records, one at a time; the text of each number stays as it was written.

A JSON file is a list of records, or an object with lists of records by kind. The standard library reads one record at a
time from a buffer of bounded size, so that the raw text of a refused one is at hand. Records may have different fields,
and a table has one set of columns: so the file is read twice, for the names and for the rows.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from ...begrippen import Regel
from ...begrippen.rijregels import CODERING, DUBBEL_VELD, GEEN_GETAL, GEEN_JSON, GEEN_OBJECT, GENEST
from .codering import Codering, Stroom, ruw, zichtbaar
from .gemeen import MEESTE_KOLOMMEN, MEESTE_ONDERDELEN, Bestandsfout, Blok, Bouwer, Vorm, kolomnamen, veldnamen
from .regelstukken import LANGSTE_RECORD

STUK = 1 << 20
GROOTSTE_MACHT = 40  # 1e40 is written out; beyond that a number stands as it was written
_WIT = re.compile(r"[ \t\r\n]*")


class _Object(list[tuple[str, Any]]):
    """The fields of a JSON object in order, doubles and all."""


class _Vreemd(str):
    """NaN or Infinity: words that JSON does not know, but writers use."""


def _macht(tekst: str) -> str:
    """1e-5 as 0.00001; any other number as it was written."""
    if "e" not in tekst and "E" not in tekst:
        return tekst
    macht = re.split("[eE]", tekst)[1]
    return f"{Decimal(tekst):f}" if len(macht) < 4 and abs(int(macht)) <= GROOTSTE_MACHT else tekst


ONTLEED = json.JSONDecoder(object_pairs_hook=_Object, parse_float=_macht, parse_int=str, parse_constant=_Vreemd)


@dataclass
class _Record:
    """One element of a list, or one line: where, how it stands there, and its fields or why it has none."""

    onderdeel: str
    regel: int
    ruw: str
    velden: dict[str, str | None] = field(default_factory=dict)
    fout: Regel | None = None
    feiten: dict[str, str] = field(default_factory=dict)


def _record(onderdeel: str, regel: int, ruwe: str, waarde: Any) -> _Record:
    r = _Record(onderdeel, regel, ruwe)
    if not isinstance(waarde, _Object):
        r.fout = GEEN_OBJECT
        return r
    for naam, w in waarde:
        if naam in r.velden:
            r.fout, r.feiten = DUBBEL_VELD, {"veld": naam}
        elif isinstance(w, list):
            r.fout, r.feiten = GENEST, {"veld": naam}
        elif isinstance(w, _Vreemd):
            r.fout, r.feiten = GEEN_GETAL, {"veld": naam, "waarde": str(w)}
        else:
            r.velden[naam] = ("ja" if w else "nee") if isinstance(w, bool) else w
            continue
        break
    return r


def _diep(naam: str, regel: int) -> Bestandsfout:
    return Bestandsfout(
        naam, "de JSON is dieper genest dan Stelsel leest.", "Lever een lijst van platte records.", regel
    )


def _regels(stroom: Stroom, naam: str, codering: Codering) -> Iterator[_Record]:
    """Every line of JSON Lines that is not empty."""
    nummer, rest, einde = 0, b"", False
    while not einde:
        stuk = stroom.lees(STUK)
        einde = not stuk
        regels = (rest + stuk).split(b"\n")
        rest = b"" if einde else regels.pop()
        if len(rest) > LANGSTE_RECORD:
            raise Bestandsfout(naam, "de regel is langer dan een miljoen tekens.",
                               "Zet elk record op een eigen regel.", nummer + len(regels) + 1)  # fmt: skip
        for regel in regels:
            nummer += 1
            if not regel or regel.isspace():
                continue
            try:
                yield _record("", nummer, ruw(regel.rstrip(b"\r")), ONTLEED.decode(regel.decode()))
            except UnicodeDecodeError:
                yield _Record("", nummer, ruw(regel), fout=CODERING, feiten={"codering": codering.naam})
            except (ValueError, RecursionError):
                yield _Record("", nummer, ruw(regel), fout=GEEN_JSON)


class _Document:
    """A JSON document, read value by value."""

    def __init__(self, stroom: Stroom, naam: str, opmerkingen: list[str]):
        self.stroom, self.naam, self.opmerkingen = stroom, naam, opmerkingen
        self.lezer = codecs.getincrementaldecoder("utf-8")("surrogateescape")
        self.tekst, self.plek, self.regel, self.einde = "", 0, 1, False

    def _meer(self) -> None:
        self.regel += self.tekst.count("\n", 0, self.plek)
        stuk = self.stroom.lees(STUK)
        self.einde = not stuk
        self.tekst = self.tekst[self.plek :] + self.lezer.decode(stuk, self.einde)
        self.plek = 0

    def _fout(self) -> Bestandsfout:
        regel = self.regel + self.tekst.count("\n", 0, self.plek)
        return Bestandsfout(
            self.naam, "dit is geen geldige JSON.", "Maak het bestand opnieuw in het bronsysteem.", regel
        )

    def teken(self) -> str:
        """The next sign that is no white space; empty at the end."""
        while True:
            self.plek = _WIT.match(self.tekst, self.plek).end()  # type: ignore[union-attr]
            if self.plek < len(self.tekst) or self.einde:
                return self.tekst[self.plek : self.plek + 1]
            self._meer()

    def neem(self, tekens: str) -> str:
        teken = self.teken()
        if not teken or teken not in tekens:
            raise self._fout()
        self.plek += 1
        return teken

    def waarde(self) -> tuple[Any, str]:
        """The next value, with its raw text."""
        self.teken()
        while True:
            try:
                uit, eind = ONTLEED.raw_decode(self.tekst, self.plek)
                if eind < len(self.tekst) or self.einde:
                    ruwe, self.plek = self.tekst[self.plek : eind], eind
                    return uit, ruwe
            except RecursionError:
                raise _diep(self.naam, self.regel) from None
            except ValueError:
                if self.einde:
                    raise self._fout() from None
            if len(self.tekst) - self.plek > LANGSTE_RECORD:
                raise self._te_lang()
            self._meer()

    def _te_lang(self) -> Bestandsfout:
        fout = self._fout()
        return Bestandsfout(self.naam, "vanaf hier staat geen geldig record van hoogstens een miljoen tekens.",
                            fout.doe, fout.regel)  # fmt: skip

    def lijst(self, onderdeel: str, vanaf: int) -> Iterator[_Record]:
        self.neem("[")
        if self.teken() == "]":
            self.neem("]")
            return
        while True:
            vanaf += 1
            waarde, ruwe = self.waarde()
            yield _record(onderdeel, vanaf, ruwe, waarde)
            if self.neem(",]") == "]":
                return

    def records(self) -> Iterator[_Record]:
        if self.teken() == "[":
            yield from self.lijst("", 0)
        else:
            yield from self._object()
        if self.teken():
            raise self._fout()

    def _object(self) -> Iterator[_Record]:
        self.neem("{")
        al: dict[str, int] = {}
        slot = self.neem("}") if self.teken() == "}" else ","
        while slot == ",":
            if self.teken() != '"':
                raise self._fout()
            sleutel = self.waarde()[0]
            self.neem(":")
            if self.teken() == "[":
                al.setdefault(sleutel, 0)
                for r in self.lijst(sleutel, al[sleutel]):
                    al[sleutel] = r.regel
                    yield r
                if not al[sleutel]:
                    self.opmerkingen.append(f"'{zichtbaar(sleutel)}' is een lege lijst.")
            else:
                waarde = self.waarde()[0]
                if (sleutel, waarde) == ("type", "FeatureCollection"):
                    raise Bestandsfout(
                        self.naam, "dit is GeoJSON.", "Lever een GeoPackage, of een lijst van platte records."
                    )
                self.opmerkingen.append(f"'{zichtbaar(sleutel)}' is geen lijst van records en is niet gelezen.")
            if len(al) + len(self.opmerkingen) > MEESTE_ONDERDELEN:
                raise Bestandsfout(self.naam, f"het object heeft meer dan {MEESTE_ONDERDELEN} onderdelen.",
                                   "Lever een lijst van records per soort.")  # fmt: skip
            slot = self.neem(",}")
        if not al:
            raise Bestandsfout(
                self.naam, "er staat geen lijst van records in.", "Lever een lijst, of een object met lijsten."
            )


def _kolommen(records: Iterator[_Record], naam: str) -> dict[str, dict[str, None]]:
    """The names of the fields per part, in the order in which they are first seen."""
    uit: dict[str, dict[str, None]] = {}
    for r in records:
        namen = uit.setdefault(r.onderdeel, {})
        if r.fout is None and not r.velden.keys() <= namen.keys():
            namen.update(dict.fromkeys(r.velden))
            if len(namen) > MEESTE_KOLOMMEN:
                kolomnamen(naam, list(namen))
    return uit


def lees_json(pad: Path, naam: str, wens: Vorm, codering: Codering, soort: str) -> Iterator[Blok]:
    """Blocks of a JSON or JSON Lines file, per kind of record. Raises `Bestandsfout`."""
    opmerkingen: list[str] = []

    def records(opmerkingen: list[str]) -> Iterator[_Record]:
        with pad.open("rb") as f:
            stroom = Stroom(f, codering)
            yield from (
                _Document(stroom, naam, opmerkingen).records() if soort == "json" else _regels(stroom, naam, codering)
            )

    vorm = Vorm(soort, codering.naam, decimaal=wens.decimaal)
    bouwers: dict[str, tuple[Bouwer, list[str]]] = {}
    for onderdeel, velden in _kolommen(records(opmerkingen), naam).items():
        label = zichtbaar(onderdeel)
        waar = f"{naam} [{label}]" if onderdeel else naam
        if velden:
            namen = veldnamen(waar, [zichtbaar(v) for v in velden])
            bouwers[onderdeel] = Bouwer(label, namen, vorm, waar), list(velden)
        else:
            opmerkingen.append(f"{waar}: hierin staat geen enkel record; niet gelezen.")
    if not bouwers:
        raise Bestandsfout(naam, "er staat geen enkel record in.", "Lever een lijst van records met velden.")
    for r in records([]):
        if r.onderdeel not in bouwers:
            continue
        bouwer, velden_ = bouwers[r.onderdeel]
        if r.fout:
            bouwer.misvormd(r.regel, zichtbaar(r.ruw), r.fout, **{k: zichtbaar(v) for k, v in r.feiten.items()})
        else:
            bouwer.rij(r.regel, [r.velden.get(v) for v in velden_], zichtbaar(r.ruw))
        if bouwer.vol:
            yield bouwer.blok()
    for bouwer, _ in bouwers.values():
        blok = bouwer.blok()
        blok.opmerkingen, opmerkingen = opmerkingen, []
        yield blok
