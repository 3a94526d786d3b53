"""Read a translation: every fault at once, as a Dutch sentence with table, field and line. Nothing is stored here."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from pydantic import ValidationError

from ...begrippen import RECORDTYPEN, Gebruikersfout, Veld, of, onder_elkaar
from ...begrippen.soorten import Code, Datum, Getal, JaNee
from .datums import VOORBEELDEN, ontleed
from .model import Tabel, Veldbron, Vertaalbestand
from .sql import past_factor

GROOTSTE = 1_000_000
MEESTE_PUNTEN = 500  # on one line
GETOOND = 25
_ZIN = {
    "missing": "ontbreekt",
    "string_type": "moet tekst tussen aanhalingstekens zijn",
    "string_too_short": "mag niet leeg zijn",
    "string_too_long": "is te lang",
    "too_short": "heeft er te weinig",
    "too_long": "heeft er te veel",
    "list_type": "moet een lijst zijn: [\"een\", \"twee\"]",
    "dict_type": "moet een tabel zijn: { eigen = \"onze\" }",
    "model_type": "moet een kolomnaam zijn, of een tabel: { kolom = \"naam\" }",
    "bool_type": "moet true of false zijn",
    "int_type": "moet een heel getal zijn",
    "greater_than_equal": "is te klein",
    "less_than_equal": "is te groot",
    "literal_error": "moet \",\" of \".\" zijn",
    "is_instance_of": "moet een getal zijn",
}  # fmt: skip


@dataclass(frozen=True)
class Vertaalfout:
    """What is wrong, and where: table, field, and the line of the text as far as it can be told."""

    tekst: str
    tabel: str = ""
    veld: str = ""
    regel: int | None = None

    @property
    def plaats(self) -> str:
        delen = [self.tabel, f"veld {self.veld}" if self.veld else "", f"regel {self.regel}" if self.regel else ""]
        return ", ".join(filter(None, delen))

    def __str__(self) -> str:
        return f"{self.plaats}: {self.tekst}" if self.plaats else self.tekst


class VertalingOngeldig(Gebruikersfout):
    """A translation with faults; all of them, in the order of the text."""

    code = "VERTALING-ONGELDIG"

    def __init__(self, fouten: Sequence[Vertaalfout]):
        self.fouten = tuple(fouten)
        super().__init__(
            f"Deze vertaling kan Stelsel niet gebruiken.{onder_elkaar(fouten, GETOOND)}", "Herstel deze plekken."
        )


def vertaaltekst(inhoud: bytes) -> str:
    """The text in these bytes. Raises `VertalingOngeldig`."""
    if len(inhoud) > GROOTSTE:
        raise VertalingOngeldig([Vertaalfout("De tekst is groter dan 1 MB.")])
    try:
        return inhoud.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        regel = inhoud[: e.start].count(b"\n") + 1
        raise VertalingOngeldig([Vertaalfout("hier staat een teken dat geen UTF-8 is.", regel=regel)]) from e


def lees_vertaling(tekst: str) -> Vertaalbestand:
    """The translation in this text. Raises `VertalingOngeldig` with every fault."""
    if len(tekst.encode("utf-8", "replace")) > GROOTSTE:
        raise VertalingOngeldig([Vertaalfout("De tekst is groter dan 1 MB.")])
    if diep := next((i for i, r in enumerate(tekst.split("\n"), 1) if r.count(".") > MEESTE_PUNTEN), 0):
        # A name of so many parts takes the library the square of their number.
        raise VertalingOngeldig([Vertaalfout(f"Er staan meer dan {MEESTE_PUNTEN} punten op één regel.", regel=diep)])
    try:
        ruw = tomllib.loads(tekst, parse_float=_decimaal)
    except (tomllib.TOMLDecodeError, RecursionError, InvalidOperation, ValueError) as e:
        raise VertalingOngeldig([_leesfout(e)]) from e
    plekken = _Plekken(tekst)
    try:
        bestand = Vertaalbestand.model_validate(ruw)
    except ValidationError as e:
        raise VertalingOngeldig([_vormfout(f, ruw, plekken) for f in e.errors()]) from e
    fouten = [f for nr, t in enumerate(bestand.tabel) for f in _inhoudsfouten(nr, t, plekken)]
    fouten += _zelfde_herkenning(bestand, plekken)
    if fouten:
        raise VertalingOngeldig(fouten)
    return bestand


def _decimaal(tekst: str) -> Decimal:
    if len(tekst) > 30:
        raise ValueError("number")
    return Decimal(tekst)


def _leesfout(e: Exception) -> Vertaalfout:
    plek = re.search(r"line (\d+)", str(e))
    dubbel = "overwrite" in str(e) or "twice" in str(e)
    wat = "deze naam staat hier voor de tweede keer" if dubbel else "hier staat iets dat geen TOML is"
    return Vertaalfout(f"{wat}.", regel=int(plek[1]) if plek else None)


class _Plekken:
    """On which lines the tables and their fields stand; TOML itself does not tell."""

    def __init__(self, tekst: str):
        self.tabellen: list[int] = []
        self.velden: dict[tuple[int, str], int] = {}
        for nummer, regel in enumerate(tekst.splitlines(), 1):
            if re.match(r"\s*\[\[\s*tabel\s*\]\]", regel):
                self.tabellen.append(nummer)
            elif (
                m := re.match(r"""\s*(?:\[\s*tabel\s*\.\s*velden\s*\.)?\s*["']?([\w-]+)["']?\s*[=.\]]""", regel)
            ) and self.tabellen:
                self.velden.setdefault((len(self.tabellen) - 1, m[1]), nummer)

    def regel(self, tabel: int | None, veld: str = "") -> int | None:
        if tabel is None:
            return None
        return self.velden.get((tabel, veld)) or (self.tabellen[tabel] if tabel < len(self.tabellen) else None)


def _tabelnaam(nr: int, naam: str) -> str:
    return f"tabel {nr + 1}" + (f" ({naam[:60]})" if naam else "")


def _vormfout(f: Any, ruw: Any, plekken: _Plekken) -> Vertaalfout:
    loc = f["loc"]
    nr = loc[1] if len(loc) > 1 and isinstance(loc[1], int) else None
    tabel, veld = "", ""
    if nr is not None:
        er = ruw["tabel"][nr]
        naam = (er.get("naam") or er.get("recordtype") or "") if isinstance(er, dict) else ""
        tabel = _tabelnaam(nr, naam if isinstance(naam, str) and naam.isprintable() else "")
        veld = str(loc[3]) if len(loc) > 3 and loc[2] == "velden" else ""
    laatste = str(loc[-1])
    wat = "" if laatste == veld or not loc else f"'{'.'.join(map(str, loc[4:] or loc[2:] or loc))}' "
    if f["type"] == "extra_forbidden":
        kan = (Veldbron if veld else Tabel if nr is not None else Vertaalbestand).model_fields
        lijkt_op = difflib.get_close_matches(laatste, kan, n=1, cutoff=0.6)
        zin = f"kent Stelsel niet. {f'Bedoelt u {lijkt_op[0]}?' if lijkt_op else f'Dit kan wel: {of(list(kan))}.'}"
    else:
        eigen = str(f.get("ctx", {}).get("error", "")) if f["type"] == "value_error" else ""
        zin = f"{eigen or _ZIN.get(f['type'], 'heeft niet de goede vorm')}."
    return Vertaalfout((wat + zin).strip(), tabel, veld, plekken.regel(nr, veld or laatste))


def _inhoudsfouten(nr: int, t: Tabel, plekken: _Plekken) -> Iterator[Vertaalfout]:
    """What is well-formed, and still cannot be."""
    naam = _tabelnaam(nr, t.naam or t.recordtype)

    def fout(tekst: str, veld: str = "", bij: str = "") -> Vertaalfout:
        return Vertaalfout(tekst, naam, veld, plekken.regel(nr, veld or bij))

    rt = RECORDTYPEN.get(t.recordtype)
    if t.bestand is None and t.kolommen is None:
        yield fout("Waaraan is deze tabel te herkennen? Vul 'bestand' in, of 'kolommen'.")
    if rt is None:
        lijkt_op = difflib.get_close_matches(t.recordtype, RECORDTYPEN, n=1, cutoff=0.6)
        yield fout(
            f"De soort record '{t.recordtype}' bestaat niet. Bedoelt u {of(lijkt_op or list(RECORDTYPEN))}?",
            bij="recordtype",
        )
        return
    for veldnaam, bron in t.velden.items():
        if veldnaam not in rt.velden:
            lijkt_op = difflib.get_close_matches(veldnaam, rt.velden, n=1, cutoff=0.6)
            bedoelt = f"Bedoelt u {lijkt_op[0]}?" if lijkt_op else f"Alle velden staan op /begrippen/{rt.typenaam}/."
            yield fout(f"Een {rt.typenaam} heeft dit veld niet. {bedoelt}", veldnaam)
        else:
            yield from (fout(zin, veldnaam) for zin in _veldfouten(rt.velden[veldnaam], bron))
    for v in rt.velden.values():
        if v.verplicht and v.naam not in t.velden:
            yield fout(f"Het veld '{v.naam}' is verplicht bij een {rt.typenaam}, en krijgt hier geen kolom.")
    for veldnaam, bron in t.velden.items():
        maat = t.velden.get("eenheid")
        if bron.factor is not None and "eenheid" in rt.velden and not (maat and (maat.vast or maat.codes)):
            yield fout("De waarde wordt vermenigvuldigd, maar de eenheid komt ongewijzigd mee. Geef het veld 'eenheid' de eenheid "
                       "na het vermenigvuldigen, met 'vast' of 'codes'.", veldnaam)  # fmt: skip


def _veldfouten(veld: Veld, b: Veldbron) -> Iterator[str]:
    herkomst = [n for n in ("kolom", "samen", "vast") if getattr(b, n) is not None]
    if len(herkomst) != 1:
        yield f"Geef één van kolom, samen of vast; hier staat {' en '.join(herkomst) or 'er geen'}."
    if b.vast is not None and b.gezet - {"vast"}:
        yield f"Bij 'vast' kan niet ook: {of(sorted(b.gezet - {'vast'}))}."
    if "tussen" in b.gezet and b.samen is None:
        yield "'tussen' hoort bij 'samen'."
    for namen, soort, zin in (
        (("datum",), Datum, "een datum"), (("decimaal", "factor"), Getal, "een getal"), (("ja", "nee"), JaNee, "ja of nee"),
        (("betekenis",), Code, "een code uit een lijst"),
    ):  # fmt: skip
        for n in namen:
            if n in b.gezet and not isinstance(veld.soort, soort):
                yield f"'{n}' kan alleen bij een veld met {zin}; dit veld is: {veld.soort.omschrijving()}."
    if isinstance(veld.soort, Datum | Getal | JaNee) and b.gezet & {"codes", "nullen", "begin"}:
        yield f"{of(sorted(b.gezet & {'codes', 'nullen', 'begin'}))} kan niet bij een veld met: {veld.soort.omschrijving()}."
    if b.datum is not None and ontleed(b.datum) is None:
        yield f"De vorm '{b.datum}' is geen vorm van een datum. Voorbeelden: {', '.join(VOORBEELDEN)}."
    te_lang = isinstance(b.factor, int) and b.factor.bit_length() > 64  # as a decimal it would take minutes
    if b.factor is not None and (te_lang or not past_factor(Decimal(b.factor))):
        yield "De factor heeft te veel cijfers, of is nul. Hoogstens 11 cijfers, waarvan 9 achter de komma."
    dubbel = {w.lower() for w in b.ja} & {w.lower() for w in b.nee}
    if dubbel:
        yield f"{of(sorted(dubbel))} betekent hier ja en nee tegelijk."
    if isinstance(veld.soort, Code):
        yield from _codefouten(veld.soort, b)


def _codefouten(soort: Code, b: Veldbron) -> Iterator[str]:
    codes = soort.codes()
    for onze in dict.fromkeys([*b.codes.values(), *([b.vast] if b.vast is not None else [])]):
        if onze not in codes:
            lijkt_op = difflib.get_close_matches(onze, codes, n=1, cutoff=0.6)
            bedoelt = f" Bedoelt u {lijkt_op[0]}?" if lijkt_op else " De codes staan op /begrippen/codelijsten/."
            yield f"'{onze}' staat niet in de lijst '{soort.lijst}'.{bedoelt}"


def _zelfde_herkenning(b: Vertaalbestand, plekken: _Plekken) -> Iterator[Vertaalfout]:
    """Two tables of one record type that are recognised alike: one delivered table would give each record twice."""
    gezien: dict[tuple[str, str, frozenset[str]], int] = {}
    for nr, t in enumerate(b.tabel):
        sleutel = (t.recordtype, (t.bestand or "").lower(), frozenset(t.kolommen or ()))
        eerder = gezien.setdefault(sleutel, nr)
        if eerder != nr:
            yield Vertaalfout(
                f"Deze tabel is aan hetzelfde te herkennen als tabel {eerder + 1}, en is ook een {t.recordtype}.",
                _tabelnaam(nr, t.naam or t.recordtype), regel=plekken.regel(nr),
            )  # fmt: skip
