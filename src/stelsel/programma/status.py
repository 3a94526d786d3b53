"""The status of a topic, action or try-out: proposed by the written rules below, with the reason in words.

The source of the rules is the legend of the report: `wijkt af` means that the planning of the whole is not touched,
`wijkt sterk af` is what remains. We read "the planning of the whole" as the end of the programme. That reading is ours
(decision record 0009); so a person may always set another status with a motive, and then both are shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from .feiten import Editie, Gekozen, Onderdeel, Onderwerp, Status, Verschuiving
from .periode import kwartalen, periode

RANG = {Status.AFGEROND: 0, Status.VOLGENS_PLANNING: 1, Status.WIJKT_AF: 2, Status.WIJKT_STERK_AF: 3}
TEKEN = {Status.VOLGENS_PLANNING: "●", Status.WIJKT_AF: "◆", Status.WIJKT_STERK_AF: "▲", Status.AFGEROND: "✔"}
WOORD = {Status.VOLGENS_PLANNING: "volgens planning", Status.WIJKT_AF: "wijkt af",
         Status.WIJKT_STERK_AF: "wijkt sterk af", Status.AFGEROND: "afgerond"}  # fmt: skip
TEKEN_NIEUW, TEKEN_RISICO = "✚", "!"

# Every rule by its code, in one sentence; the manual and the page on the rules come from here.
REGELS = {
    "PRG-01": "Gemeld als afgerond (√): afgerond.",
    "PRG-02": "De tekst zegt dat het klaar is, maar een √ ontbreekt: afgerond, afgeleid uit tekst.",
    "PRG-03": "Verschoven, en er is geen nieuwe datum: wijkt sterk af, want niet te zeggen is of het geheel op tijd komt.",
    "PRG-04": "Verschoven tot na het einde van het programma: wijkt sterk af.",
    "PRG-05": "Verschoven, met een nieuwe datum binnen de looptijd: wijkt af.",
    "PRG-06": "De tekst zegt dat de planning niet is gehaald of wordt bijgesteld: wijkt af, afgeleid uit tekst.",
    "PRG-07": "Een termijn verstreek voor de dag waarover de editie vertelt, zonder melding dat het klaar is: wijkt af.",
    "PRG-08": "De tekst zegt dat het volgens planning gaat: volgens planning, afgeleid uit tekst.",
    "PRG-09": "Er is een planning, geen termijn is verstreken en niets is verschoven: volgens planning.",
    "PRG-10": "Een onderwerp volgt de zwaarste status van zichzelf en zijn acties; zijn alle acties afgerond, dan ook het onderwerp.",
    "PRG-11": "Geen planning en geen uitspraak: geen voorstel.",
    "PRG-12": "Vervallen met een motief: geen voorstel.",
}
_ACHTER = ("niet gehaald", "bijgesteld", "vertraagd", "opnieuw gemaakt")


@dataclass(frozen=True)
class Reden:
    """One rule that applies: what it would propose, why, and the quotation it rests on."""

    regel: str
    status: Status | None
    zin: str
    bewijs: tuple[dict[str, Any], ...] = ()
    uit_tekst: bool = False


@dataclass(frozen=True)
class Oordeel:
    """The proposal with its reasons (the deciding one first), the choice of a person, and the marks beside it."""

    redenen: tuple[Reden, ...]
    gekozen: Gekozen | None
    nieuw: str | None
    risico: bool

    @property
    def voorstel(self) -> Status | None:
        return self.redenen[0].status

    @property
    def status(self) -> Status | None:
        """What counts: the choice of a person, else the proposal."""
        return self.gekozen.status if self.gekozen else self.voorstel

    @property
    def uit_tekst(self) -> bool:
        """Does the proposal rest on what the text implies only?"""
        return self.redenen[0].uit_tekst

    def als_json(self) -> dict[str, Any]:
        return {
            "status": self.status,
            "voorstel": self.voorstel,
            "afgeleid_uit_tekst": self.uit_tekst,
            "redenen": [{"regel": r.regel, "reden": r.zin, "bewijs": list(r.bewijs)} for r in self.redenen],
            "gekozen": self.gekozen.model_dump(mode="json") if self.gekozen else None,
            "nieuw": self.nieuw,
            "risico": self.risico,
        }


def in_woorden(status: Status | None) -> str:
    return WOORD[status] if status else "geen voorstel"


def oordelen(e: Editie) -> dict[str, Oordeel]:
    """The judgement of every topic, action and try-out by its ref, on the day of the edition."""
    uit: dict[str, Oordeel] = {}
    for _, o in e.onderwerpen():
        uit |= oordelen_van(o, e.einde, e.dag)
    for t in e.tryouts:
        uit[t.ref] = _oordeel(t, _redenen(t, e.einde, e.dag))
    return uit


def oordelen_van(o: Onderwerp, einde: date | None, dag: date) -> dict[str, Oordeel]:
    """The judgement of one topic and its actions, in a programme that ends on `einde`."""
    uit = {a.ref: _oordeel(a, _redenen(a, einde, dag)) for a in o.acties}
    uit[o.ref] = _oordeel(o, [*_redenen(o, einde, dag), *_van_acties(o, uit)])
    return uit


def _oordeel(d: Onderdeel, redenen: Sequence[Reden]) -> Oordeel:
    klaar = [r for r in redenen if r.regel in ("PRG-01", "PRG-02", "PRG-12")]
    zwaarste = sorted((r for r in redenen if r.status), key=lambda r: -RANG[r.status] if r.status else 0)
    zonder = "Er is geen planning met een datum" if d.planning else "Er is geen planning"
    geen = Reden("PRG-11", None, f"{zonder}, en de tekst zegt niets over de voortgang.")
    volgorde = [*klaar, *(r for r in zwaarste if r not in klaar)] or [geen]
    risico = bool(d.risicos) or (isinstance(d, Onderwerp) and any(a.risicos for a in d.acties))
    return Oordeel(tuple(volgorde), d.gekozen, d.nieuw_in.vgr if d.nieuw_in else None, risico)


def _redenen(d: Onderdeel, einde: date | None, dag: date) -> list[Reden]:
    if d.afgerond:
        return [Reden("PRG-01", Status.AFGEROND, "Gemeld als afgerond.", tuple((d.afgerond_bron or d.bron).bewijs()))]
    if d.vervallen:
        return [Reden("PRG-12", None, f"Vervallen: {d.vervallen}")]
    # A move of a promise that was done since decides nothing any more.
    gedaan = {p.id for p in d.planning if p.gemeld}
    uit = list(_verschoven([v for v in d.verschoven if v.planning not in gedaan or not v.planning], einde))
    for u in d.status_afgeleid:
        if u.label.startswith("afgerond"):
            uit.append(_uit_tekst("PRG-02", Status.AFGEROND, u.label, u.bewijs()))
        elif u.label in _ACHTER:
            uit.append(_uit_tekst("PRG-06", Status.WIJKT_AF, u.label, u.bewijs()))
        elif u.label.startswith("volgens planning"):
            uit.append(_uit_tekst("PRG-08", Status.VOLGENS_PLANNING, u.label, u.bewijs()))
    gepland = [p for p in d.planning if p.wanneer]
    for p in gepland:
        if p.wanneer and p.wanneer.voor(dag) and not p.gemeld:
            zin = f"'{p.wat}' stond voor {p.wanneer.in_woorden()}; dat het klaar is, is niet gemeld."
            uit.append(Reden("PRG-07", Status.WIJKT_AF, zin, tuple(p.bewijs())))
    if gepland and not any(r.status and RANG[r.status] > RANG[Status.VOLGENS_PLANNING] for r in uit):
        zin = "Geen termijn is verstreken zonder melding, en niets is verschoven."
        uit.append(Reden("PRG-09", Status.VOLGENS_PLANNING, zin, tuple(b for p in gepland for b in p.bewijs())))
    return uit


def _uit_tekst(regel: str, status: Status, label: str, bewijs: list[dict[str, Any]]) -> Reden:
    return Reden(regel, status, f"Afgeleid uit tekst: {label}.", tuple(bewijs), uit_tekst=True)


def _verschoven(verschuivingen: Sequence[Verschuiving], einde: date | None) -> Iterator[Reden]:
    for v in verschuivingen:
        van = f" van {periode(v.van).in_woorden()}" if v.van else ""
        if v.naar is None:
            zin = f"'{v.wat}' is verschoven{van}; een nieuwe datum ontbreekt."
            yield Reden("PRG-03", Status.WIJKT_STERK_AF, zin, tuple(v.bewijs()))
            continue
        naar = periode(v.naar)
        n = kwartalen(v.van, v.naar)
        if n is not None and n < 0:
            # Brought forward: nobody waits longer.
            continue
        ver = f", {n} {'kwartaal' if n == 1 else 'kwartalen'} later" if n else ""
        zin = f"'{v.wat}' is verschoven{van} naar {naar.in_woorden()}{ver}."
        if einde and not naar.loopt_door and naar.einde > einde:
            zin += f" Dat is na het einde van het programma ({einde:%d-%m-%Y})."
            yield Reden("PRG-04", Status.WIJKT_STERK_AF, zin, tuple(v.bewijs()))
        else:
            yield Reden("PRG-05", Status.WIJKT_AF, zin, tuple(v.bewijs()))


def _van_acties(o: Onderwerp, oordeel: dict[str, Oordeel]) -> Iterator[Reden]:
    staten = {a.ref: s for a in o.acties if not a.vervallen and (s := oordeel[a.ref].status)}
    if not staten or o.afgerond:
        return
    ref, zwaarste = max(staten.items(), key=lambda p: RANG[p[1]])
    if zwaarste is not Status.AFGEROND:
        yield Reden("PRG-10", zwaarste, f"Volgt de zwaarste actie: {ref} ({WOORD[zwaarste]}).")
    elif len(staten) == sum(not a.vervallen for a in o.acties):
        yield Reden("PRG-10", Status.AFGEROND, "Alle acties zijn afgerond.")
