"""Two delivered records beside each other: field by field, with in words whether they are the same."""

from __future__ import annotations

from calendar import month_name
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import get_language, gettext

from ..begrippen import RECORDTYPEN
from ..begrippen.soorten import Getal, Patroon, Tekst
from ..begrippen.weergave import toon
from ..opslag import Opslag
from ..register import Dossier, Feit, Verwijzing, dossier, woorden

# Not shown: the key stands above; what a source refers to is shown as what it is.
_NIET = ("id", "locatie_id", "onderneming_id")
# The name of a company and that of its establishment stand in one row.
_ZELFDE = {"handelsnaam": "naam"}
NAMEN = {"locatie": "aanduiding", "onderneming": "naam", "vestiging": "handelsnaam"}
LIJKT = 0.8
VLAKBIJ = 25  # metres
MERKEN = {"gelijk": ("goed", "="), "geschreven": ("goed", "="), "bijna": ("letop", "≈"), "verschilt": ("fout", "≠"), "alleen": ("", "–")}  # fmt: skip


@dataclass(frozen=True)
class Record:
    """A delivered record as a page shows it. `feit`: None when the index does not hold it. `adres`: of where it is."""

    verwijzing: Verwijzing
    nummer: str
    feit: Feit | None
    adres: str
    ter_plaatse: str
    oefening: bool

    @property
    def soort(self) -> str:
        return RECORDTYPEN[self.verwijzing.type].typenaam

    @property
    def naam(self) -> str:
        """How people call it: its name, else its address, else its key."""
        gegeven = self.feit.velden.get(NAMEN[self.verwijzing.type]) if self.feit else None
        return gegeven or self.adres or self.verwijzing.id


@dataclass(frozen=True)
class Veldpaar:
    """A field of both; `oordeel` in words, with its class and sign."""

    label: str
    a: str
    b: str
    oordeel: str
    klasse: str
    teken: str


def laad(opslag: Opslag, nummer: str) -> Dossier:
    """The open dossier in which a record stands."""
    return dossier(opslag, nummer)


def record(d: Dossier, v: Verwijzing) -> Record:
    """One record out of its dossier."""
    feit = next((f for f in d.feiten.get(v.type, []) if f.herkomst.bron == v.bron and f.velden["id"] == v.id), None)
    plek = next((p.adres for p in d.locaties if feit and p.id == feit.locatie), None)
    ter_plaatse = ""
    if v.type == "locatie":
        hier = {
            str(f.velden["handelsnaam"])
            for f in d.feiten.get("vestiging", [])
            if f.herkomst.bron == v.bron and f.velden["locatie_id"] == v.id and f.velden["handelsnaam"]
        }
        ter_plaatse = ", ".join(sorted(hier))
    return Record(v, d.nummer, feit, plek or "", ter_plaatse, d.oefening)


def naast_elkaar(a: Record, b: Record) -> list[Veldpaar]:
    """The fields that either has, in the order of the model."""
    velden: dict[str, list[Any]] = {}
    for plek, r in enumerate((a, b)):
        for naam, veld in RECORDTYPEN[r.verwijzing.type].velden.items():
            if naam not in _NIET:
                velden.setdefault(_ZELFDE.get(naam, naam), [None, None])[plek] = veld
    uit = []
    for twee in velden.values():
        waarden = [r.feit.velden.get(v.naam) if v and r.feit else None for v, r in zip(twee, (a, b), strict=True)]
        if waarden == [None, None]:
            continue
        veld = twee[0] or twee[1]
        links, rechts = ("" if w is None else _in_woorden(v, w) for v, w in zip(twee, waarden, strict=True))
        uit.append(_paar(veld.label, links, rechts, _oordeel(veld.soort, *waarden)))
    for label, wat in ((gettext("Adres"), "adres"), (gettext("Bedrijven ter plaatse"), "ter_plaatse")):
        links, rechts = getattr(a, wat), getattr(b, wat)
        if (links or rechts) and (wat == "ter_plaatse" or a.verwijzing.type != "locatie"):
            uit.append(_paar(label, links, rechts, _oordeel(Tekst(), links or None, rechts or None)))
    return uit


def _in_woorden(veld: Any, waarde: Any) -> str:
    return toon(veld, waarde, date.today(), *([month_name[1:]] if get_language() == "en" else []))


def _oordeel(soort: Any, a: Any, b: Any) -> str:
    if a is None or b is None:
        return "alleen"
    if a == b:
        return "gelijk"
    if isinstance(soort, Getal):
        return "bijna" if abs(a - b) <= VLAKBIJ else "verschilt"
    if not isinstance(soort, Tekst | Patroon):
        return "verschilt"
    links, rechts = (" ".join(woorden(str(w))) for w in (a, b))
    if links == rechts:
        return "geschreven"
    if isinstance(soort, Patroon):
        # Of a number one character is a slip of the pen, two are another number.
        anders = [(x, y) for x, y in zip(links, rechts, strict=False) if x != y]
        verwisseld = len(anders) == 2 and anders[0] == anders[1][::-1]
        return "bijna" if len(links) == len(rechts) and (len(anders) == 1 or verwisseld) else "verschilt"
    return "bijna" if SequenceMatcher(None, links, rechts, autojunk=False).ratio() >= LIJKT else "verschilt"


def _paar(label: str, a: str, b: str, oordeel: str) -> Veldpaar:
    alleen = gettext("alleen bij A") if a else gettext("alleen bij B")
    woord = {
        "gelijk": gettext("gelijk"),
        "geschreven": gettext("gelijk, anders geschreven"),
        "bijna": gettext("bijna gelijk"),
        "verschilt": gettext("verschilt"),
        "alleen": alleen,
    }[oordeel]
    return Veldpaar(label, a, b, woord, *MERKEN[oordeel])
