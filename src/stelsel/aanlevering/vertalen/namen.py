"""How much a delivered column name looks like the name of a field: abbreviations spelled out, glued words taken apart."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from functools import cache

from ...begrippen import RECORDTYPEN, Recordtype, Veld
from ...begrippen.soorten import Verwijzing

# Spellings of case systems; what a word stands for, never what it means in law.
AFKORTINGEN = {
    "nr": "nummer", "num": "nummer", "no": "nummer", "dt": "datum", "dat": "datum", "omschr": "omschrijving", "oms": "omschrijving",
    "srt": "soort", "gem": "gemeente", "pc": "postcode", "hnr": "huisnummer", "hsnr": "huisnummer", "ltr": "letter",
    "hsltr": "huisletter", "toev": "toevoeging", "verg": "vergunning", "vest": "vestiging", "vst": "vestiging", "ond": "onderneming",
    "loc": "locatie", "act": "activiteit", "adr": "adres", "str": "straat", "wpl": "woonplaats", "plts": "plaats", "cat": "categorie",
    "bedr": "bedrijf", "ref": "referentie", "cd": "code", "coord": "coordinaat", "eenh": "eenheid", "gez": "gezag",
    "besl": "besluit", "obj": "object", "insp": "inspectie", "ctrl": "controle", "vs": "voorschrift", "bijv": "bijvoegsel",
    "aangek": "aangekondigd", "inr": "inrichting", "tbz": "toezichtbezoek", "vbo": "verblijfsobject", "gd": "geldig",
    "ing": "ingang", "bgn": "begin", "ident": "id", "identificatie": "id", "sleutel": "id", "guid": "id", "eind": "einde",
    "start": "begin", "mon": "monster", "par": "parameter", "max": "maximum", "maximaal": "maximum", "pnt": "punt", "hh": "handhaving",
    "nad": "nummeraanduiding", "nag": "nummeraanduiding", "gebr": "gebruiker", "straatnaam": "straat", "plaatsnaam": "plaats",
}  # fmt: skip
_WOORDEN = (
    "datum nummer code naam soort type adres straat huis letter post woon plaats besluit begin einde ingang verleen bezoek "
    "controle zaak kenmerk vergunning vestiging handel onderneming bedrijf locatie inrichting object bag kvk rsin sbi rd "
    "coordinaat gezag bevoegd dienst omschrijving toevoeging aanduiding verblijf register dossier meld ontvangst beschikking "
    "inspectie constatering herstel sanctie dwangsom boete bedrag monster meet analyse stof cas eenheid waarde resultaat "
    "gemeente provincie status termijn voorschrift norm thema overtreding bevinding is jn id x y maximum punt"
)
# What only says to which table or system a column belongs.
OVERBODIG = {"adres", "vth", "gegevens", "veld", "van", "de", "het", "der", "op", "is", "jn", "j", "n", "vestigingsadres",
             "bezoekadres", "locatieadres"}  # fmt: skip


def _tekens(naam: str) -> str:
    return naam.lower().translate(str.maketrans("àáâäèéêëìíîïòóôöùúûüç", "aaaaeeeeiiiioooouuuuc"))


@cache
def _bekend() -> frozenset[str]:
    """Words into which a glued name may fall apart."""
    uit = set(_WOORDEN.split()) | set(AFKORTINGEN)
    for rt in RECORDTYPEN.values():
        for naam in (rt.typenaam, *rt.ook, *(w for v in rt.velden.values() for w in (v.naam, *v.ook))):
            uit |= {w for w in re.split(r"[^a-z]+", _tekens(naam)) if len(w) > 2}
    return frozenset(uit)


@cache
def _splits(woord: str) -> tuple[str, ...]:
    """`kvknr` as kvk and nr; the fewest known pieces, with an `s` between them left out; the word itself when none fit."""
    beste: dict[int, tuple[str, ...]] = {0: ()}
    for eind in range(1, len(woord) + 1):
        for begin in range(eind):
            if begin not in beste:
                continue
            stuk = woord[begin:eind]
            kort = stuk.removesuffix("s")
            past = (
                stuk
                if stuk in _bekend()
                else kort
                if eind < len(woord) and len(kort) > 2 and kort in _bekend()
                else None
            )
            if past and (eind not in beste or len(beste[begin]) + 1 < len(beste[eind])):
                beste[eind] = (*beste[begin], past)
    return beste.get(len(woord)) or (woord,)


@cache
def woorden(naam: str) -> frozenset[str]:
    """The words of a name, in full, whatever their order."""
    uit: set[str] = set()
    for stuk in re.findall(r"[a-z]+|\d+", _tekens(naam)):
        for deel in (stuk,) if stuk in AFKORTINGEN else _kleinste(stuk):
            heel = AFKORTINGEN.get(deel, deel)
            uit |= set(_kleinste(heel))
    return frozenset(AFKORTINGEN.get(w, w) for w in uit)


def _kleinste(woord: str) -> tuple[str, ...]:
    """Also words that are known as a whole fall apart, where their parts are basic words."""
    basis = set(_WOORDEN.split()) | set(AFKORTINGEN)
    for i in range(2, len(woord) - 1):
        for links in (woord[:i], woord[: i - 1] if woord[i - 1] == "s" else ""):
            if links in basis and woord[i:] in basis and len(links) > 1:
                return links, woord[i:]
    return _splits(woord)


def namen_van(rt: type[Recordtype], veld: Veld) -> list[tuple[str, float]]:
    """The names of a field, and how much each says: its own most."""
    uit = [(veld.naam, 1.0), (veld.label, 1.0), *((n, 0.95) for n in veld.ook)]
    doel = (
        rt if veld.naam == "id" else RECORDTYPEN[veld.soort.recordtype] if isinstance(veld.soort, Verwijzing) else None
    )
    if doel is not None:
        uit += [
            (f"{w} {achter}".strip(), 0.95)
            for w in (doel.typenaam, *doel.ook) for achter in ("id", "nummer", "code", "referentie", *([""] if doel is not rt else []))
        ]  # fmt: skip
    return uit


def overbodig(rt: type[Recordtype]) -> set[str]:
    """Words that say nothing within a table of this type."""
    return OVERBODIG | {w for n in (rt.typenaam, *rt.ook) for w in woorden(n)}


def lijkt(kolom: str, rt: type[Recordtype], veld: Veld) -> float:
    """How much this column name looks like this field: 0 to 1."""
    k, weg = woorden(kolom), overbodig(rt)
    kaal = "".join(re.findall(r"[a-z0-9]+", _tekens(kolom)))
    beste = 0.0
    for naam, gewicht in namen_van(rt, veld):
        v = woorden(naam)
        if k == v:
            beste = max(beste, gewicht)
        elif k - weg == v - weg and k - weg:
            beste = max(beste, 0.88 * gewicht)
        elif k - v <= {kaal} and _verhouding(kaal, naam) >= 0.88:
            beste = max(beste, 0.75 * gewicht)
        elif len(k & v) * 2 >= len(k | v):
            beste = max(beste, 0.45 * gewicht)
    return beste


@cache
def _verhouding(kaal: str, naam: str) -> float:
    ander = "".join(re.findall(r"[a-z0-9]+", _tekens(naam)))
    if min(len(kaal), len(ander)) < 5 or abs(len(kaal) - len(ander)) > 3:
        return 0.0
    return difflib.SequenceMatcher(None, kaal, ander).ratio()


def over_records(namen: Iterable[str], rt: type[Recordtype]) -> bool:
    """Does a name of a file or sheet speak of records of this type?"""
    eigen = {woorden(n) for n in (rt.typenaam, rt.meervoud, *rt.ook)}
    return any(e <= woorden(n) for n in namen for e in eigen)
