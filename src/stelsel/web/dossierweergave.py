"""A dossier made ready for its page: sections with tables, nested records, and the time line.

The page shows the newest rows of every kind; `?toon=bevinding` shows all of one kind, page by page. So a chain with ten
thousand records opens as quickly as a bakery.
"""

from __future__ import annotations

from calendar import month_name
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from zlib import crc32

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from ..begrippen import RECORDTYPEN, Veld
from ..begrippen.weergave import dag
from ..begrippen.weergave import toon as in_woorden
from ..register import Dossier, Feit
from .keuzeweergave import TEGENSPRAKEN, Keuzerij, keuzerijen
from .tijdlijn import Tijdlijn

# The columns of each table; all other fields stand behind "alle velden" of the row.
KOLOMMEN = {
    "activiteit": ("bal_paragraaf", "omschrijving", "ippc_categorie", "seveso", "bevoegd_gezag", "uitvoerende_dienst"),
    "vergunning": ("soort", "onderwerp", "zaaknummer", "besluitdatum", "bevoegd_gezag"),
    "voorschrift": ("nummer", "tekst", "thema", "parameter", "grenswaarde", "eenheid"),
    "melding": ("datum", "soort", "onderwerp"),
    "toezichtbezoek": ("datum", "soort", "samenvatting"),
    "bevinding": ("datum", "omschrijving", "overtreding", "ernst", "gedrag", "hersteld_op"),
    "handhavingsactie": ("datum", "soort", "stand", "bedrag", "termijn_tot"),
    "monster": ("datum", "medium", "monsterpunt"),
    "meting": ("datum", "parameter", "waarde", "eenheid", "onder_detectiegrens"),
    "onderneming": ("naam", "kvk_nummer", "rsin", "rechtsvorm", "begindatum", "einddatum"),
    "vestiging": ("handelsnaam", "kvk_nummer", "vestigingsnummer", "sbi_code", "begindatum", "einddatum"),
    "locatie": ("aanduiding", "straat", "huisnummer", "huisletter", "postcode", "woonplaats", "bag_nummeraanduiding"),
}
ONDER = {"vergunning": ("voorschrift", "vergunning_id"), "toezichtbezoek": ("bevinding", "toezichtbezoek_id"),
         "monster": ("meting", "monster_id")}  # fmt: skip
SECTIES = (
    ("activiteiten", _("Activiteiten"), ("activiteit", "melding")),
    ("vergunningen", _("Vergunningen"), ("vergunning",)),
    ("toezicht", _("Toezicht"), ("toezichtbezoek",)),
    ("handhaving", _("Handhaving"), ("handhavingsactie",)),
    ("metingen", _("Metingen"), ("monster",)),
    ("bronnen", _("Gegevens en bronnen"), ("onderneming", "vestiging", "locatie")),
)

KENMERKEN = (
    ("vestiging", "kvk_nummer"), ("activiteit", "ippc_categorie"), ("activiteit", "seveso"),
    ("activiteit", "bevoegd_gezag"), ("activiteit", "uitvoerende_dienst"),
)  # fmt: skip
OP_OVERZICHT, PER_BLAD = 20, 100


@dataclass
class Rij:
    """A record in a table: cells for the columns, all its fields, whether it is in force, why not, and what hangs under it."""

    feit: Feit
    anker: str
    cellen: list[str]
    velden: list[tuple[str, str]]
    geldt: bool
    einde: str = ""
    onder: Tabel | None = None


@dataclass
class Tabel:
    """Records of one type: `rijen` are those on this page, out of `totaal`, of which `geldend` are in force."""

    recordtype: str
    koppen: list[str]
    totaal: int
    geldend: int
    rijen: list[Rij] = field(default_factory=list)

    @property
    def titel(self) -> str:
        return RECORDTYPEN[self.recordtype].meervoud.capitalize()

    @property
    def gebeurtenis(self) -> bool:
        return RECORDTYPEN[self.recordtype].is_gebeurtenis()


class Weergave:
    """Sections and time line of a dossier; or, with `toon`, one page of all records of that type."""

    def __init__(self, d: Dossier, toon: str = "", blad: int = 1):
        self.d = d
        self.dag: date = d.peildatum
        self._maanden = [month_name[1:]] if get_language() == "en" else []
        self._kinderen: dict[tuple[str, str, str], list[Feit]] = {}
        for kind, sleutel in ONDER.values():
            for f in d.van(kind):
                self._kinderen.setdefault((kind, f.herkomst.bron, f.velden[sleutel]), []).append(f)
        self.keuzen: list[Keuzerij] = []
        if toon == TEGENSPRAKEN and d.tegenspraken:
            self.toon = toon
            self.bladen = -(-len(d.tegenspraken) // PER_BLAD)
            self.blad = min(max(blad, 1), self.bladen)
            self.keuzen = keuzerijen(d, self._in_woorden, (self.blad - 1) * PER_BLAD, PER_BLAD)
            return
        self.toon = toon if d.van(toon) else ""
        if self.toon:
            alle = d.van(toon)
            self.bladen = -(-len(alle) // PER_BLAD)
            self.blad = min(max(blad, 1), self.bladen)
            self.tabel = self._tabel(toon, alle, (self.blad - 1) * PER_BLAD, PER_BLAD)
            return
        secties = ((naam, titel, [self._tabel(rt, d.van(rt)) for rt in typen]) for naam, titel, typen in SECTIES)
        self.secties = [
            (naam, titel, gevuld) for naam, titel, tabellen in secties if (gevuld := [t for t in tabellen if t.rijen])
        ]
        self.keuzen = keuzerijen(d, self._in_woorden, 0, OP_OVERZICHT)
        self.tijdlijn = Tijdlijn(d, set(self._ankers(t for _, _, tabellen in self.secties for t in tabellen)))

    def _in_woorden(self, veld: Veld, waarde: Any) -> str:
        return in_woorden(veld, waarde, self.dag, *self._maanden)

    def _datum(self, dag_: str) -> str:
        return dag(dag_, *self._maanden)

    def _einde(self, f: Feit) -> str:
        """Since when a fact is not in force on the day, and by whose word."""
        einde = f.einde(str(self.dag))
        if einde is None:
            return gettext("beëindigd")
        if einde.tot:
            van, tot = self._datum(einde.per), self._datum(einde.tot)
            return gettext("van %(van)s tot %(tot)s noemde de bron het niet") % {"van": van, "tot": tot}
        if einde.levering:
            return gettext("beëindigd %(dag)s: de bron noemt het niet meer") % {"dag": self._datum(einde.per)}
        return gettext("beëindigd %(dag)s") % {"dag": self._datum(einde.per)}

    @property
    def kenmerken(self) -> list[tuple[str, str]]:
        """Who this is in one line, as of the day: label and values of the fields by which people know a company."""
        uit = []
        for recordtype, naam in KENMERKEN:
            veld = RECORDTYPEN[recordtype].velden[naam]
            codes = {f.velden[naam] for f in self.d.geldend(recordtype)} - {None}
            waarden = {self._in_woorden(veld, c) for c in codes}
            if waarden:
                meer = f" (+{len(waarden) - 3})" if len(waarden) > 3 else ""
                uit.append((veld.label, ", ".join(sorted(waarden)[:3]) + meer))
        return uit

    def _ankers(self, tabellen: Iterable[Tabel]) -> Iterator[str]:
        for rij in (r for t in tabellen for r in t.rijen):
            yield rij.anker
            if rij.onder:
                yield from self._ankers([rij.onder])

    def _tabel(self, recordtype: str, feiten: list[Feit], van: int = 0, aantal: int = OP_OVERZICHT) -> Tabel:
        rt = RECORDTYPEN[recordtype]
        kolommen = [k for k in KOLOMMEN[recordtype] if any(f.velden.get(k) is not None for f in feiten)]
        tabel = Tabel(recordtype, [rt.velden[k].label for k in kolommen], len(feiten), sum(map(self.d.geldt, feiten)))
        for f in feiten[van : van + aantal]:
            rij = Rij(
                f, anker(f), [self._in_woorden(rt.velden[k], f.velden[k]) for k in kolommen],
                [(rt.velden[k].label, self._in_woorden(rt.velden[k], w)) for k, w in f.velden.items() if w is not None],
                geldt := self.d.geldt(f), "" if geldt else self._einde(f),
            )  # fmt: skip
            if recordtype in ONDER:
                kind = ONDER[recordtype][0]
                kinderen = self._kinderen.get((kind, f.herkomst.bron, f.velden["id"]), [])
                rij.onder = self._tabel(kind, kinderen) if kinderen else None
            tabel.rijen.append(rij)
        return tabel


def anker(f: Feit) -> str:
    """Place of a record within the page."""
    return f"{f.recordtype}-{f.herkomst.bron}-{f.herkomst.levering[-6:]}-{crc32(f.herkomst.record.encode())}"
