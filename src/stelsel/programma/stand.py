"""Where the programme stands, as lists of facts with their evidence: of an edition, or as it was known on a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from .feiten import Actie, Besluit, Editie, Onderwerp, Planning, Tryout
from .periode import kwartalen
from .status import Oordeel, oordelen
from .tegenspraak import tegenspraken


@dataclass(frozen=True)
class Toezegging:
    """A promise with whoever bears it. `van` is a ref; `ALG` is the general part of the report."""

    planning: Planning
    van: str
    titel: str
    pijler: int | None
    onderwerp: str | None
    gereed: bool
    vervallen: bool = False


def toezeggingen(e: Editie) -> list[Toezegging]:
    """Everything promised for a period, the vaguest last. Done: reported, or the whole of which it is part is done."""
    uit = [Toezegging(p, "ALG", "Algemeen", None, None, bool(p.gemeld)) for p in e.algemeen.planning]
    for pijler, onderwerp, d in e.onderdelen():
        klaar = (
            d.afgerond
            or bool(onderwerp and onderwerp.afgerond)
            or any(u.label.startswith("afgerond") for u in d.status_afgeleid)
        )
        uit += [
            Toezegging(p, d.ref, d.titel, pijler.nummer if pijler else None, onderwerp.ref if onderwerp else None,
                       klaar or bool(p.gemeld), bool(d.vervallen)) for p in d.planning
        ]  # fmt: skip
    uit += [Toezegging(p, t.ref, t.thema, None, None, bool(p.gemeld)) for t in e.themaonderzoeken for p in t.planning]
    return sorted(uit, key=lambda t: t.planning.wanneer.einde if t.planning.wanneer else date.max)


def open_op(e: Editie, dag: date) -> list[Toezegging]:
    """What was promised for a period that had ended by this day, and was not reported done in this edition."""
    return [
        t
        for t in toezeggingen(e)
        if not (t.gereed or t.vervallen) and (w := t.planning.wanneer) and not w.loopt_door and w.einde <= dag
    ]


def in_periode(e: Editie, van: date, tot: date) -> list[Toezegging]:
    """What ends between these days, done or not."""
    return [t for t in toezeggingen(e) if (w := t.planning.wanneer) and van <= w.einde <= tot]


def besluiten(e: Editie) -> list[tuple[str, str, Besluit]]:
    """Every decision with its ref and title, in the order of time; those without a date last."""
    uit = [("ALG", "Programma", b) for b in e.programma_besluiten]
    uit += [(d.ref, d.titel, b) for _, _, d in e.onderdelen() for b in d.besluiten]
    return sorted(uit, key=lambda x: x[2].wanneer.begin if x[2].wanneer else date.max)


def als_json(e: Editie, peildatum: date | None = None) -> dict[str, Any]:
    """The edition as ten lists; each item has id, titel and bewijs (quotations with their lines).

    With a peildatum also `open_toezeggingen`: promised for a period that had ended by then, and not reported done.
    """
    oordeel = oordelen(e)
    uit: dict[str, Any] = {
        "programma": e.meta.code,
        "editie": e.code,
        "vastgesteld_op": e.vastgesteld_op,
        "peildatum": peildatum or e.vastgesteld_op,
        "pijlers": [
            {"id": f"P{p.nummer}", "titel": p.titel, "bewijs": p.bron.bewijs(), "onderwerpen": [o.ref for o in p.onderwerpen]}
            for p in e.pijlers
        ],
        "onderwerpen": [_onderdeel(o, oordeel, pijler=f"P{p.nummer}") for p, o in e.onderwerpen()],
        "acties": [
            _onderdeel(a, oordeel, pijler=f"P{p.nummer}", onderwerp=o.ref) for p, o in e.onderwerpen() for a in o.acties
        ],
        "tryouts": [_onderdeel(t, oordeel, gekoppeld_aan=t.gekoppeld_aan) for t in e.tryouts],
        "themaonderzoeken": [
            {"id": t.ref, "titel": t.thema, "stand": t.stand, "bewijs": t.bewijs()} for t in e.themaonderzoeken
        ],
        "planningen": [_toezegging(t) for t in toezeggingen(e)],
        "verschuivingen": list(_verschuivingen(e)),
        "besluiten": [
            {"id": b.id, "titel": b.wat, "van": ref, "orgaan": b.orgaan, "datum": b.datum, "soort": b.soort, "bewijs": b.bewijs()}
            for ref, _, b in besluiten(e)
        ],
        "risicos": [
            {"id": r.id, "titel": r.samenvatting, "van": d.ref, "maatregelen": list(r.maatregelen),
             "genoemd_als_risico": r.expliciet_risico_kop, "bewijs": r.bewijs()}
            for _, _, d in e.onderdelen() for r in d.risicos
        ],
        "afhankelijkheden": list(_afhankelijkheden(e)),
        "afgerond": list(_afgerond(e)),
        "nieuw": [
            {"id": d.ref, "titel": d.titel, "nieuw_in": d.nieuw_in.vgr, "toewijzing": d.nieuw_in.toewijzing,
             "bewijs": [*d.bewijs(), *({"regel_van": r, "regel_tot": r, "citaat": None} for r in d.nieuw_in.marker_regels)]}
            for _, _, d in e.onderdelen() if d.nieuw_in
        ],
        "tegenspraken": [
            {"id": f"TEG-{n}", "titel": t.wat, "van": t.ref or None, "bewijs": list(t.bewijs)}
            for n, t in enumerate(tegenspraken(e), 1)
        ],
    }  # fmt: skip
    if peildatum:
        uit["open_toezeggingen"] = [_toezegging(t) for t in open_op(e, peildatum)]
    return uit


def _onderdeel(d: Onderwerp | Actie | Tryout, oordeel: dict[str, Oordeel], **waar: Any) -> dict[str, Any]:
    return {
        "id": d.ref, "titel": d.titel, **waar, "status": oordeel[d.ref].als_json(), "samenvatting": d.samenvatting,
        "bewijs": d.bewijs(),
    }  # fmt: skip


def _toezegging(t: Toezegging) -> dict[str, Any]:
    p, w = t.planning, t.planning.wanneer
    loopt = w is None or w.loopt_door
    return {
        "id": p.id, "titel": p.wat, "van": t.van, "periode": p.periode, "soort": w.soort if w else "onbekend",
        "begin": None if loopt or w is None else w.begin, "einde": None if loopt or w is None else w.einde,
        "gereed_gemeld": t.gereed, "vervallen": t.vervallen, "bewijs": p.bewijs() + (p.gemeld.bewijs() if p.gemeld else []),
    }  # fmt: skip


def _verschuivingen(e: Editie) -> Iterator[dict[str, Any]]:
    for _, _, d in e.onderdelen():
        for v in d.verschoven:
            yield {
                "id": v.id, "titel": v.wat, "van_onderdeel": d.ref, "van": v.van, "naar": v.naar, "editie": v.editie,
                "kwartalen": kwartalen(v.van, v.naar), "reden": v.reden,
                "opmerking": v.opmerking, "bewijs": v.bewijs(),
            }  # fmt: skip


def _afhankelijkheden(e: Editie) -> Iterator[dict[str, Any]]:
    for n, s in enumerate(e.algemeen.samenhang, 1):
        yield {"id": f"ALG:samenhang-{n}", "titel": s.wat, "van": s.van, "naar": s.naar, "bewijs": s.bewijs()}
    for _, _, d in e.onderdelen():
        for a in d.afhankelijkheden:
            yield {"id": a.id, "titel": a.wat, "van": d.ref, "naar": a.naar, "bewijs": a.bewijs()}
    for t in e.themaonderzoeken:
        for a in t.afhankelijkheden:
            bewijs = a.bewijs() or (t.afhankelijkheden_bron.bewijs() if t.afhankelijkheden_bron else [])
            yield {"id": a.id, "titel": a.wat, "van": t.ref, "naar": a.naar, "bewijs": bewijs}


def _afgerond(e: Editie) -> Iterator[dict[str, Any]]:
    for _, _, d in e.onderdelen():
        if d.afgerond:
            yield {"id": d.ref, "titel": d.titel, "soort": "geheel", "bewijs": d.bewijs()}
        for u in d.status_afgeleid:
            if u.label.startswith("afgerond") and not d.afgerond:
                yield {"id": d.ref, "titel": d.titel, "soort": "afgeleid uit tekst", "bewijs": u.bewijs()}
        for r in d.deelresultaten_afgerond:
            yield {"id": r.id, "titel": r.wat, "soort": "deelresultaat", "van": d.ref, "bewijs": r.bewijs()}
