"""How the register chooses when sources contradict each other: the rules and the fields, each declared once, as data.

No law says which source is right: these are rules of Stelsel itself (docs/besluiten/0019). A rule orders what sources say; the first
that leaves one value over has chosen. Every declaration has its form in SQL, for the whole register at once, and in Python, for
one dossier; a test holds them against each other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..begrippen import alle_organisaties, opgevolgd
from ..begrippen.uitdrukking import waarde as literal

BRON = "Keuzeregel van Stelsel"
# Points of one place that lie nearer to each other are one point. Own choice: the width of a yard; no norm.
METERS = 25
PUNT = "punt"


@dataclass(frozen=True)
class Kandidaat:
    """What a source says of a field, as the rules look at it. `bronnen`: how many sources say the same; `stand`: the day of which the
    delivery tells in which this source began to say so."""

    klasse: Any
    taak: bool
    kvk: bool
    bronnen: int
    stand: str
    bron: str
    record: str


@dataclass(frozen=True)
class Keuzeregel:
    """A rule: what it says, and its order over candidates, lowest first, in SQL and in Python."""

    naam: str
    zin: str
    sql: str
    orde: Callable[[Kandidaat], Any]


KEUZEREGELS = (
    Keuzeregel("taak", "De dienst die er op die dag de taak heeft, gaat voor.", "(NOT taak)::INT", lambda k: not k.taak),
    Keuzeregel("inschrijving", "Wie bij dit bedrijf een KvK-nummer noemt, gaat voor.", "(NOT kvk)::INT", lambda k: not k.kvk),
    Keuzeregel("meeste", "Wat de meeste bronnen zeggen, gaat voor.", "-bronnen", lambda k: -k.bronnen),
    Keuzeregel("laatst", "Wat het laatst is gezegd, gaat voor.", "-(stand - DATE '0001-01-01')",
               lambda k: -date.fromisoformat(k.stand).toordinal()),
    Keuzeregel("volgorde", "De bron die in het alfabet eerst komt, gaat voor.",
               "row_number() OVER (PARTITION BY sleutel ORDER BY bron, record)", lambda k: (k.bron, k.record)),
)  # fmt: skip


def kies(kandidaten: list[Kandidaat]) -> tuple[Kandidaat, Keuzeregel | None]:
    """The candidate that the rules put first, and the rule after which only its value was left; None when there was no other value."""
    beste = min(kandidaten, key=lambda k: tuple(r.orde(k) for r in KEUZEREGELS))
    for regel in (None, *KEUZEREGELS):
        if regel:
            kandidaten = [k for k in kandidaten if regel.orde(k) == regel.orde(beste)]
        if len({k.klasse for k in kandidaten}) == 1:
            return beste, regel
    raise AssertionError("the last rule leaves one")


@dataclass(frozen=True)
class Gelijk:
    """When two values are one value: equal after this. `sql` and `py` get the value and the day."""

    sql: Callable[[str, date], str]
    py: Callable[[Any, date], Any]


def _plat(s: str) -> str:
    return "".join(t for t in unicodedata.normalize("NFD", s.lower()) if not unicodedata.combining(t))


def _woorden(s: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", _plat(s).replace(".", "").replace("&", " en ")).strip()


# Names and legal forms as people write them: what they leave out or abbreviate says nothing of who it is.
_VORMEN = {"besloten vennootschap": "bv", "naamloze vennootschap": "nv", "vennootschap onder firma": "vof",
           "commanditaire vennootschap": "cv", "met beperkte aansprakelijkheid": ""}  # fmt: skip
_PLAATSEN = {"denhaag": "sgravenhage", "denbosch": "shertogenbosch"}
_RECHTSVORM = re.compile(r"\b(bv|nv|vof|cv|bvba|coop|cooperatie|ua|stichting|maatschap|eenmanszaak)\b")


def _naam(s: str) -> str:
    kaal = re.sub(" +", " ", _RECHTSVORM.sub("", _woorden(s))).strip()
    return kaal or _woorden(s)


def _vorm(s: str) -> str:
    s = _woorden(s)
    for lang, kort in _VORMEN.items():
        s = s.replace(lang, kort)
    return s.strip()


def _vorm_sql(v: str, dag: date) -> str:
    uit = f"woorden({v})"
    for lang, kort in _VORMEN.items():
        uit = f"replace({uit}, '{lang}', '{kort}')"
    return f"trim({uit})"


def _dienst_sql(v: str, dag: date) -> str:
    anders = {o: opgevolgd(o, dag).id for o in alle_organisaties()}
    gevallen = " ".join(f"WHEN {literal(o)} THEN {literal(n)}" for o, n in anders.items() if o != n)
    return f"CASE {v} {gevallen} ELSE {v} END" if gevallen else v


PRECIES = Gelijk(lambda v, _: f"{v}::VARCHAR", lambda w, _: str(w))
NAAM = Gelijk(lambda v, _: f"norm_naam({v})", lambda w, _: _naam(w))
RECHTSVORM = Gelijk(_vorm_sql, lambda w, _: _vorm(w))
STRAAT = Gelijk(lambda v, _: f"norm_straat({v})",
                lambda w, _: re.sub("str$", "straat", re.sub(r"[^a-z0-9]+", "", _plat(w))))  # fmt: skip
POSTCODE = Gelijk(lambda v, _: f"norm_postcode({v})", lambda w, _: w.upper().replace(" ", ""))
LETTER = Gelijk(lambda v, _: f"upper({v})", lambda w, _: w.upper())
PLAATS = Gelijk(
    lambda v, _: f"norm_plaats({v})", lambda w, _: _PLAATSEN.get(kaal := re.sub(r"[^a-z0-9]+", "", _plat(w)), kaal)
)
# Of two agencies that were merged, who names the old one and who names the new one say the same.
ORGANISATIE = Gelijk(_dienst_sql, lambda w, dag: opgevolgd(w, dag).id if w in alle_organisaties() else w)

# The fields on which sources can contradict each other: who it is and what is done there. Descriptions may differ, the first day on
# which a source knew something does, and of enforcement nothing is compared: a report of it would tell of it.
VELDEN: dict[str, dict[str, Gelijk]] = {
    "onderneming": {"naam": NAAM, "kvk_nummer": PRECIES, "rsin": PRECIES, "rechtsvorm": RECHTSVORM},
    "vestiging": {"handelsnaam": NAAM, "vestigingsnummer": PRECIES, "kvk_nummer": PRECIES, "sbi_code": PRECIES,
                  "begindatum": PRECIES},
    "locatie": {"straat": STRAAT, "huisnummer": PRECIES, "huisletter": LETTER, "toevoeging": LETTER, "postcode": POSTCODE,
                "woonplaats": PLAATS, "gemeente": PRECIES, "bag_nummeraanduiding": PRECIES, "bag_verblijfsobject": PRECIES},
    "activiteit": {"ippc_categorie": PRECIES, "seveso": PRECIES, "bevoegd_gezag": ORGANISATIE, "uitvoerende_dienst": ORGANISATIE,
                   "begindatum": PRECIES},
}  # fmt: skip
