"""The text in force as JSON: everything the page says, with the decision and the delivered row behind each step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..register import Dossier, Feit
from .afleiden import GeldendeVergunning
from .regels import Besluit, Kwestie, Stap, Voorschrift
from .vergelijken import Verschil


def als_json(
    d: Dossier, g: GeldendeVergunning, verschil: Sequence[Verschil] | None = None, met: str = ""
) -> dict[str, Any]:
    """The permit of a dossier on a day; with `verschil`, also what differs from the day `met`."""
    uit: dict[str, Any] = {
        "nummer": d.nummer, "naam": d.naam, "oefening": d.oefening, "geldig_op": g.dag,
        "bekend_op": str(d.bekend_op) if d.bekend_op else None, "snapshot": d.snapshot,
        "voorschriften": [voorschrift(v) for v in g.voorschriften],
        "geeindigd": [voorschrift(v) for v in g.geeindigd],
        "besluiten": [_besluit(b) for b in g.besluiten],
        "kwesties": [_kwestie(k) for k in g.kwesties],
    }  # fmt: skip
    if verschil is not None:
        uit["vergeleken_met"] = met
        uit["verschil"] = [
            {
                "soort": x.soort,
                "oud": voorschrift(x.oud) if x.oud else None,
                "nieuw": voorschrift(x.nieuw) if x.nieuw else None,
                "woorden": [{"soort": s, "tekst": t} for s, t in x.woorden],
            }
            for x in verschil
        ]
    return uit


def voorschrift(v: Voorschrift) -> dict[str, Any]:
    """One condition: number, text, theme, limit, when and why."""
    f = v.feit.velden
    return {
        **{n: f.get(n) for n in ("nummer", "tekst", "thema", "parameter", "grenswaarde", "eenheid")},
        "tijden": [{"van": van, "tot": tot} for van, tot in v.tijden],
        "begin": _stap(v.begin), "einde": _stap(v.einde) if v.einde else None,
        "vervangt": [_waar(x) for x in v.vervangt], "vervangen_door": [_waar(x) for x in v.door],
        "herkomst": vars(v.feit.herkomst),
    }  # fmt: skip


def _stap(s: Stap) -> dict[str, Any]:
    return {"regel": s.regel, "zin": s.zin, "dag": s.dag, "besluit": _waar(s.besluit) if s.besluit else None}


def _waar(f: Feit) -> dict[str, Any]:
    """Which record, and where it was delivered."""
    kort = {
        n: f.velden.get(n) for n in ("soort", "zaaknummer", "besluitdatum", "nummer") if f.velden.get(n) is not None
    }
    return {"recordtype": f.recordtype, **kort, "herkomst": vars(f.herkomst)}


def _besluit(b: Besluit) -> dict[str, Any]:
    return {
        **_waar(b.feit), "onderwerp": b.feit.velden.get("onderwerp"), "begin": b.begin,
        "einde": _stap(b.einde) if b.einde else None, "keten": b.keten,
        "hoofdbesluit": _waar(b.hoofd) if b.hoofd else None, "geplaatst_door": b.hoe or None,
    }  # fmt: skip


def _kwestie(k: Kwestie) -> dict[str, Any]:
    return {
        "code": k.code,
        "soort": k.soort,
        "zin": k.zin,
        "bij": k.bij,
        "doe": k.doe,
        "over": [_waar(f) for f in k.feiten],
    }
