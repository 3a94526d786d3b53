"""Roles that conflict: what somebody did before can bar what they want to do now. Every rule is a row with its source (`botsingen.csv`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from ..gronden import Rechtsbron
from .bestand import MandatenOnleesbaar, lees_bestand, lees_dag, lees_rijen
from .catalogus import lees

ACTIVITEIT, ZAAK = "activiteit", "zaak"
KOLOMMEN = ("wie", "soort", "zaak", "activiteit", "dag")


class HandelingOnbekend(ValueError):
    """An act of a kind that no rule knows, or that names no person, case or activity: it can never conflict, so it is a fault of ours."""


@dataclass(frozen=True)
class Handeling:
    """What somebody (`wie`: the account of a function) did or wants to do, in which case, about which activity, on which day.

    The case of an objection is that of the decision that it is against; an activity is a milieubelastende activiteit of the Bal, chapter 3.
    Who decides with an account does so under mandate. `boete_opleggen` is a fine to which Awb 5:53 applies, `lichte_boete_opleggen` one to
    which it does not: who does not know takes the first.
    """

    wie: str
    soort: str
    zaak: str
    activiteit: str
    dag: date

    def __post_init__(self) -> None:
        if self.soort not in handelingen() or not (self.wie.strip() and self.zaak.strip() and self.activiteit.strip()):
            raise HandelingOnbekend(f"{self}")


@dataclass(frozen=True)
class Botsregel(Rechtsbron):
    """Who did one of `eerder` does not do one of `nu`, when both are about the same `over`: case or activity."""

    code: str
    eerder: frozenset[str]
    nu: frozenset[str]
    over: str
    zin: str
    doe: str
    artikel: str
    stand: str
    tekst_van: date
    opnieuw_na: date
    bron: str


@dataclass(frozen=True)
class Botsing:
    """The rule that bars an act, and the earlier act that it follows from."""

    regel: Botsregel
    eerder: Handeling
    gewenst: Handeling

    @property
    def zin(self) -> str:
        e, welke = self.eerder, getattr(self.eerder, self.regel.over)
        return (
            f"{e.wie} deed op {e.dag:%d-%m-%Y} '{e.soort}' ({self.regel.over} {welke}) en mag daarom niet '{self.gewenst.soort}' doen. "
            f"{self.regel.zin} Bron: {self.regel.merk(self.gewenst.dag)}."
        )  # fmt: skip

    @property
    def doe(self) -> str:
        return self.regel.doe


@cache
def botsregels() -> tuple[Botsregel, ...]:
    """Every rule that is loaded."""
    return tuple(
        Botsregel(
            r["code"], frozenset(r["eerder"].split()), frozenset(r["nu"].split()), r["over"], r["zin"], r["doe"], r["artikel"],
            r["stand"], date.fromisoformat(r["tekst_van"]), date.fromisoformat(r["opnieuw_na"]), r["bron"],
        )
        for r in lees("botsingen.csv")
    )  # fmt: skip


@cache
def handelingen() -> frozenset[str]:
    """Every kind of act that a rule names."""
    return frozenset().union(*(r.eerder | r.nu for r in botsregels()))


def botsing(
    verleden: Sequence[Handeling], gewenst: Handeling, regels: Sequence[Botsregel] | None = None
) -> Botsing | None:
    """The conflict that bars this act, the latest when there are several; None when nothing does. `regels`: others than those loaded."""
    gevonden = [
        Botsing(r, h, gewenst)
        for r in (botsregels() if regels is None else regels)
        if gewenst.soort in r.nu
        for h in verleden
        if h.soort in r.eerder and zelfde(h.wie, gewenst.wie) and h.dag <= gewenst.dag
        and zelfde(getattr(h, r.over), getattr(gewenst, r.over))
    ]  # fmt: skip
    return max(gevonden, key=lambda b: b.eerder.dag, default=None)


def zelfde(a: str, b: str) -> bool:
    """Is it one name, however a system writes it: capitals and blanks at its ends say nothing."""
    return a.strip().casefold() == b.strip().casefold()


def lees_handelingen(pad: Path) -> tuple[Handeling, ...]:
    """Acts from a CSV or JSON file of a case system, one a row; nothing is kept of it. Raises `MandatenOnleesbaar`, with every fault."""
    uit, fouten = [], []
    for plek, r in lees_rijen(lees_bestand(pad), pad.name, KOLOMMEN):
        dag = lees_dag(r["dag"])
        try:
            if dag is None:
                raise HandelingOnbekend
            uit.append(Handeling(r["wie"], r["soort"], r["zaak"], r["activiteit"], dag))
        except HandelingOnbekend:
            fouten += [f"{plek}: {f}." for f in _fouten(r, dag)]
    if fouten:
        raise MandatenOnleesbaar(pad.name, fouten)
    return tuple(uit)


def _fouten(r: Mapping[str, str], dag: date | None) -> Iterator[str]:
    yield from (f"'{k}' is leeg" for k in KOLOMMEN if not r[k])
    if r["soort"] and r["soort"] not in handelingen():
        yield f"'soort': '{r['soort'][:60]}' is niet bekend; kies uit {', '.join(sorted(handelingen()))}"
    if r["dag"] and dag is None:
        yield "'dag': geef een dag als 2026-01-31"
