"""What changed from one edition to another: new, done, slipped, reopened, vanished.

A part that vanishes without having been closed is a fault: a promise cannot be dropped in silence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from .feiten import Editie, Onderdeel, Planning
from .periode import kwartalen, periode
from .status import in_woorden, oordelen


@dataclass(frozen=True)
class Wijziging:
    """One difference: the part, in words what it was and what it is now, and whether it is a fault."""

    ref: str
    titel: str
    van: str = ""
    naar: str = ""
    reden: str = ""
    fout: bool = False


@dataclass(frozen=True)
class Verschil:
    oud: str
    nieuw_: str
    nieuw: list[Wijziging] = field(default_factory=list)
    afgerond: list[Wijziging] = field(default_factory=list)
    verschoven: list[Wijziging] = field(default_factory=list)
    heropend: list[Wijziging] = field(default_factory=list)
    verdwenen: list[Wijziging] = field(default_factory=list)
    status: list[Wijziging] = field(default_factory=list)
    hernoemd: list[Wijziging] = field(default_factory=list)
    gewijzigd: list[Wijziging] = field(default_factory=list)

    @property
    def fouten(self) -> list[Wijziging]:
        return [w for w in (*self.verdwenen, *self.verschoven) if w.fout]

    def als_json(self) -> dict[str, Any]:
        uit = asdict(self)
        return {"van": uit.pop("oud"), "naar": uit.pop("nieuw_"), **uit}


def verschil(oud: Editie, nu: Editie) -> Verschil:
    """The difference between two editions of one programme; parts and promises are the same when their ids are."""
    v = Verschil(oud.code, nu.code)
    toen = {d.ref: d for _, _, d in oud.onderdelen()}
    dan = {d.ref: d for _, _, d in nu.onderdelen()}
    was, is_ = oordelen(oud), oordelen(nu)
    for ref, d in dan.items():
        if ref not in toen:
            v.nieuw.append(Wijziging(ref, d.titel, naar=in_woorden(is_[ref].status)))
            continue
        eerder = toen[ref]
        if d.afgerond and not eerder.afgerond:
            v.afgerond.append(Wijziging(ref, d.titel, in_woorden(was[ref].status), "afgerond"))
        if eerder.afgerond and not d.afgerond:
            v.heropend.append(Wijziging(ref, d.titel, "afgerond", in_woorden(is_[ref].status)))
        if d.titel != eerder.titel:
            v.hernoemd.append(Wijziging(ref, d.titel, eerder.titel, d.titel))
        v.gewijzigd.extend(_gewijzigd(eerder, d, ref))
        if was[ref].status != is_[ref].status and not d.afgerond and not eerder.afgerond:
            reden = is_[ref].redenen[0].zin
            v.status.append(Wijziging(ref, d.titel, in_woorden(was[ref].status), in_woorden(is_[ref].status), reden))
        if d.vervallen and not eerder.vervallen:
            v.verdwenen.append(Wijziging(ref, d.titel, in_woorden(was[ref].status), "vervallen", d.vervallen))
        v.verschoven.extend(_verschoven(eerder, d, ref))
    for ref, d in toen.items():
        if ref not in dan:
            gesloten = d.afgerond or bool(d.vervallen)
            naar = (
                "afgerond en weggelaten" if d.afgerond else "vervallen" if d.vervallen else "verdwenen zonder afronding"
            )
            v.verdwenen.append(
                Wijziging(ref, d.titel, in_woorden(was[ref].status), naar, d.vervallen or "", not gesloten)
            )
    return v


def _woorden(p: Planning) -> str:
    return periode(p.periode).in_woorden() if p.periode else "onbekend"


def _verschoven(oud: Onderdeel, nu: Onderdeel, ref: str) -> Iterator[Wijziging]:
    """Promises with another period, and promises that vanished without having been reported done."""
    nieuwe = {p.id: p for p in nu.planning}
    for p in oud.planning:
        q = nieuwe.get(p.id)
        if q is None:
            if not p.gemeld and not nu.afgerond and not nu.vervallen:
                yield Wijziging(ref, p.wat, _woorden(p), "verdwenen zonder afronding", fout=True)
        elif q.periode != p.periode:
            reden = next((v.reden or v.wat for v in reversed(nu.verschoven) if v.planning == q.id), "")
            n = kwartalen(p.periode, q.periode)
            ver = f" ({n:+d} {'kwartaal' if abs(n) == 1 else 'kwartalen'})" if n else ""
            yield Wijziging(ref, p.wat, _woorden(p), _woorden(q) + ver, reden)


_FEITEN = {"risicos": ("risico", "samenvatting"), "besluiten": ("besluit", "wat"), "afhankelijkheden": ("samenhang", "wat"),
           "deelresultaten_afgerond": ("deelresultaat", "wat"), "planning": ("toezegging", "wat")}  # fmt: skip


def _gewijzigd(oud: Onderdeel, nu: Onderdeel, ref: str) -> Iterator[Wijziging]:
    """Facts in other words, gone, or (promises) reported done or no longer so."""
    for naam, (soort, kern) in _FEITEN.items():
        nieuwe = {f.id: f for f in getattr(nu, naam)}
        for f in getattr(oud, naam):
            g = nieuwe.get(f.id)
            was = getattr(f, kern)
            if g is None:
                if naam != "planning":
                    yield Wijziging(ref, soort, was, "weggelaten")
                continue
            if getattr(g, kern) != was:
                yield Wijziging(ref, soort, was, getattr(g, kern))
            if naam == "planning" and bool(g.gemeld) != bool(f.gemeld):
                yield Wijziging(ref, soort, was, "gereed gemeld" if g.gemeld else "niet meer gereed gemeld")
