"""What is in a report, in the order of the source: general texts, try-outs, theme studies, legend, a table per pillar."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from ...begrippen.weergave import dag
from ..feiten import (
    Afhankelijkheid,
    Besluit,
    Editie,
    Onderdeel,
    Planning,
    Sectie,
    Status,
    Themaonderzoek,
    Tryout,
    Verschuiving,
)
from ..periode import periode
from ..status import TEKEN, TEKEN_NIEUW, TEKEN_RISICO, WOORD, Oordeel, in_woorden, oordelen
from ..tegenspraak import EXTERN, tegenspraken

KOLOMMEN = ("Onderwerpen", "Voortgang en doel", "Planning / risico’s")
# After these texts of the general part come the lists that belong to them.
VOORTGANG, SAMENHANG, TRYOUTS, ONDERZOEKEN = "voortgang", "samenhang", "tryouts", "themaonderzoeken"


@dataclass(frozen=True)
class Blok:
    """A heading, a paragraph, or an item of a list. `kop`: words that stand in bold before the text."""

    soort: str
    tekst: str
    kop: str = ""


@dataclass(frozen=True)
class Merk:
    """A status mark: symbol and word; `klasse` gives the colour, which says nothing by itself."""

    teken: str
    woord: str
    klasse: str


@dataclass(frozen=True)
class Rij:
    """A topic or an action in the table of its pillar."""

    ref: str
    nummer: str
    titel: str
    merken: list[Merk]
    voortgang: list[Blok]
    planning: list[Blok]
    is_actie: bool


@dataclass(frozen=True)
class Tabel:
    titel: str
    rijen: list[Rij]


@dataclass(frozen=True)
class Hoofdstuk:
    titel: str
    blokken: list[Blok]


@dataclass(frozen=True)
class Rapport:
    """Everything that a writer needs; it adds no words of its own but those of the frame (page numbers)."""

    titel: str
    programma: str
    ondertitel: str
    datum: str
    concept: bool
    hoofdstukken: list[Hoofdstuk]
    legenda: list[tuple[Merk, str]]
    tabellen: list[Tabel]
    bijlagen: list[Hoofdstuk] = field(default_factory=list)
    kolommen: tuple[str, ...] = KOLOMMEN

    def als_dict(self) -> dict[str, Any]:
        return asdict(self)


def bouw(e: Editie, errata: Sequence[tuple[str, str]] = ()) -> Rapport:
    """The report of an edition; `errata` are day and text of corrections made after its adoption."""
    oordeel = oordelen(e)
    titels = {d.ref: d.titel for _, _, d in e.onderdelen()}
    vast = e.vastgesteld_op
    return Rapport(
        titel=e.meta.titel,
        programma=e.meta.programma,
        ondertitel=f"Editie {e.code}, vastgesteld op {dag(vast)}" if vast else f"Editie {e.code}, concept: niet vastgesteld",
        datum=(vast or date.today()).isoformat(),
        concept=vast is None,
        hoofdstukken=[_hoofdstuk(e, s, oordeel, titels) for s in _secties(e)],
        legenda=_legenda(e),
        tabellen=[
            Tabel(
                f"Pijler {p.nummer}: {p.titel}",
                [r for o in p.onderwerpen for r in (_rij(o, f"({o.nummer})", oordeel[o.ref], titels, False),
                 *(_rij(a, f"({a.id})", oordeel[a.ref], titels, True) for a in o.acties))],
            ) for p in e.pijlers
        ],
        bijlagen=list(_bijlagen(e, errata)),
    )  # fmt: skip


def _secties(e: Editie) -> list[Sectie]:
    """The general texts; the lists that belong to one are never lost because nobody wrote it."""
    er = {s.sleutel for s in e.teksten}
    lijsten = ((VOORTGANG, "Voortgang algemeen", e.algemeen.planning or e.algemeen.kernfeiten),
               (SAMENHANG, "Samenhang tussen de pijlers", e.algemeen.samenhang), (TRYOUTS, "Try-outs", e.tryouts),
               (ONDERZOEKEN, "Thematische onderzoeken", e.themaonderzoeken))  # fmt: skip
    return [*e.teksten, *(Sectie(sleutel=s, titel=t) for s, t, lijst in lijsten if lijst and s not in er)]


def alineas(tekst: str) -> Iterator[Blok]:
    """A text of the general part as blocks: empty lines part paragraphs, `## ` begins a subheading."""
    for stuk in tekst.replace("\r\n", "\n").split("\n\n"):
        regels = [r for r in stuk.split("\n") if r.strip()]
        while regels and (regels[0] + " ").startswith("## "):
            if kop := regels.pop(0)[3:].strip():
                yield Blok("kop", kop)
        if regels:
            yield Blok("alinea", " ".join(regels))


def _hoofdstuk(e: Editie, s: Sectie, oordeel: dict[str, Oordeel], titels: dict[str, str]) -> Hoofdstuk:
    blokken = list(alineas(s.tekst))
    if s.sleutel == SAMENHANG:
        blokken += [Blok("punt", f"{x.wat}.", f"{x.van} → {x.naar}") for x in e.algemeen.samenhang]
    if s.sleutel == VOORTGANG:
        blokken += [Blok("punt", _waarde(x.waarde), x.wat) for x in e.algemeen.kernfeiten]
        blokken += [Blok("punt", p.wat, _hoofdletter(_wanneer(p))) for p in e.algemeen.planning]
    if s.sleutel == TRYOUTS:
        for t in e.tryouts:
            blokken += _tryout(t, oordeel[t.ref], titels)
    if s.sleutel == ONDERZOEKEN:
        for o in e.themaonderzoeken:
            blokken += _onderzoek(o)
    return Hoofdstuk(s.titel, blokken)


def _waarde(w: float | str) -> str:
    """A number, or a day as readers write it."""
    return dag(w) if isinstance(w, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", w) else str(w)


def _tryout(t: Tryout, o: Oordeel, titels: dict[str, str]) -> Iterator[Blok]:
    yield Blok("kop", t.titel)
    merken = ", ".join(f"{m.teken} {m.woord}" for m in _merken(o))
    yield Blok("alinea", merken + (f". Gekoppeld aan {t.gekoppeld_aan}." if t.gekoppeld_aan else "."), "Status")
    yield from alineas(t.tekst or t.samenvatting)
    for r in t.rollen:
        yield Blok("punt", r.wat, r.rol)
    for wat, lijst in (("Deelproducten", [d.wat for d in t.deelproducten]), ("Actiepunten", t.actiepunten),
                       ("Producten", t.producten), ("Bouwt voort op", t.bestaande_structuren),
                       ("Soorten vragen", [v.soort for v in t.vraagsoorten]),
                       ("Kernfeiten", [f"{f.wat}: {_waarde(f.waarde)}" for f in t.kernfeiten])):  # fmt: skip
        if lijst:
            yield Blok("punt", "; ".join(lijst), wat)
    yield from _planning(t)
    yield from _gedaan(t, titels)


def _onderzoek(t: Themaonderzoek) -> Iterator[Blok]:
    yield Blok("kop", f"{t.nummer}. {t.thema}")
    yield Blok("alinea", t.stand, "Stand")
    yield from alineas(t.tekst)
    yield from (_toezegging(p) for p in t.planning)
    for a in t.afhankelijkheden:
        yield Blok("punt", a.wat, f"Raakt {a.naar}")


def _legenda(e: Editie) -> list[tuple[Merk, str]]:
    merken = {s.value: Merk(TEKEN[s], WOORD[s], s.value) for s in Status}
    merken |= {"nieuw": Merk(TEKEN_NIEUW, "nieuw", "nieuw"), "risico": Merk(TEKEN_RISICO, "risico", "risico")}
    return [(merken[x.code], x.betekenis) for x in e.legenda if x.code in merken]


def _merken(o: Oordeel) -> list[Merk]:
    s = o.status
    woord = in_woorden(s)
    if o.gekozen and o.gekozen.status != o.voorstel:
        woord += f" (voorstel: {in_woorden(o.voorstel)}; motief: {o.gekozen.motief})"
    elif o.uit_tekst and not o.gekozen:
        woord += " (afgeleid uit tekst)"
    uit = [Merk(TEKEN[s], woord, s.value) if s else Merk("–", woord, "geen")]
    if o.nieuw:
        uit.append(Merk(TEKEN_NIEUW, f"nieuw [{o.nieuw}]", "nieuw"))
    if o.risico:
        uit.append(Merk(TEKEN_RISICO, "risico", "risico"))
    return uit


def _wanneer(p: Planning) -> str:
    return p.wanneer.in_woorden() if p.wanneer else "datum onbekend"


def _hoofdletter(tekst: str) -> str:
    """Only the first letter: `capitalize` would write "Tweede kamer"."""
    return tekst[:1].upper() + tekst[1:]


def _toezegging(p: Planning) -> Blok:
    return Blok("punt", p.wat + (" (gereed gemeld)" if p.gemeld else ""), _hoofdletter(_wanneer(p)))


def _verschuiving(v: Verschuiving) -> Blok:
    van = periode(v.van).in_woorden() if v.van else "datum niet genoemd"
    naar = periode(v.naar).in_woorden() if v.naar else "nieuwe datum ontbreekt"
    reden = "".join(f"; {x}" for x in (v.reden, v.opmerking) if x)
    return Blok("punt", f"{v.wat}: {van} → {naar}{reden}", "Verschoven")


def _planning(d: Onderdeel) -> Iterator[Blok]:
    yield from (_toezegging(p) for p in d.planning)
    yield from (_verschuiving(v) for v in d.verschoven)
    for r in d.risicos:
        maatregelen = f" Maatregelen: {'; '.join(r.maatregelen)}." if r.maatregelen else ""
        yield Blok("punt", r.samenvatting.rstrip(".") + "." + maatregelen, "Risico")


def _besluit(b: Besluit) -> Blok:
    """`22 juni 2023, bestuurlijk overleg (besluit)`."""
    wanneer = b.wanneer.in_woorden() if b.wanneer else "datum niet genoemd"
    return Blok("punt", b.wat, _hoofdletter(f"{wanneer}, {b.orgaan} ({b.soort})"))


def _samen(a: Afhankelijkheid, titels: dict[str, str]) -> Blok:
    naar = a.naar.removeprefix(EXTERN)
    titel = f" {titels[naar]}" if naar in titels else ""
    return Blok("punt", a.wat, f"Hangt samen met {naar}{titel}")


def _gedaan(d: Onderdeel, titels: dict[str, str]) -> Iterator[Blok]:
    """Who leads it, what is done and decided, what it hangs together with, and why it was closed."""
    if d.trekker:
        yield Blok("punt", d.trekker, "Trekker")
    yield from (Blok("punt", r.wat, f"{TEKEN[Status.AFGEROND]} Gereed") for r in d.deelresultaten_afgerond)
    yield from (_besluit(b) for b in d.besluiten)
    yield from (_samen(a, titels) for a in d.afhankelijkheden)
    if d.vervallen:
        yield Blok("punt", d.vervallen, "Vervallen")


def _rij(d: Any, nummer: str, o: Oordeel, titels: dict[str, str], is_actie: bool) -> Rij:
    voortgang = [*alineas(d.samenvatting), *_gedaan(d, titels)]
    return Rij(d.ref, nummer, d.titel, _merken(o), voortgang, list(_planning(d)), is_actie)


def _bijlagen(e: Editie, errata: Sequence[tuple[str, str]]) -> Iterator[Hoofdstuk]:
    if e.programma_besluiten:
        yield Hoofdstuk("Vaststelling", [_besluit(b) for b in e.programma_besluiten])
    if errata:
        yield Hoofdstuk("Errata", [Blok("punt", tekst, wanneer) for wanneer, tekst in errata])
    if gevonden := tegenspraken(e):
        yield Hoofdstuk("Tegenspraken", [Blok("punt", t.wat, t.ref) for t in gevonden])
