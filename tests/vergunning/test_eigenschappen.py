"""What holds for any facts: times never overlap, and a day knows only of decisions that had begun."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from stelsel.register import Dossier, Feit
from stelsel.register.feiten import Herkomst
from stelsel.vergunning import GeldendeVergunning, geldende_vergunning, vergelijk

NUL = date(2020, 1, 1)
SOORTEN = ("verlening", "wijziging", "intrekking", "intrekking_deel", "maatwerk", "gelijkwaardig")
dagen = st.integers(0, 12).map(lambda n: (NUL + timedelta(days=n)).isoformat())
misschien = st.one_of(st.none(), dagen)
WAAR = Herkomst("dcmr", "DCMR", "dcmr-1", "a.csv", 2, "x", "2025-01-01", "2025-01-01")


def feit(recordtype: str, velden: dict[str, Any], vervallen: str | None, gat: tuple[str, str] | None) -> Feit:
    f = Feit(recordtype, velden, replace(WAAR, record=velden["id"]), 0, 1, None, vervallen=vervallen)
    if gat and gat[0] < gat[1]:
        f.onderbroken = [gat]
    return f


@st.composite
def feiten(trek: st.DrawFn) -> dict[str, list[Feit]]:
    """Decisions that may refer to any other, and conditions that may replace any other."""
    n = trek(st.integers(1, 6))
    gaten = st.one_of(st.none(), st.tuples(dagen, dagen))
    besluiten = [
        feit("vergunning", {
            "id": f"V{i}", "soort": trek(st.sampled_from(SOORTEN)), "besluitdatum": trek(dagen), "begindatum": trek(misschien),
            "einddatum": trek(misschien), "hoofdbesluit_id": trek(st.one_of(st.none(), st.integers(0, n).map(lambda j: f"V{j}"))),
            "vestiging_id": None, "activiteit_id": None,
        }, trek(misschien), trek(gaten))
        for i in range(n)
    ]  # fmt: skip
    m = trek(st.integers(0, 8))
    voorschriften = [
        feit("voorschrift", {
            "id": f"S{i}", "vergunning_id": f"V{trek(st.integers(0, n))}", "nummer": trek(st.sampled_from(("1", "2", "2.1"))),
            "tekst": trek(st.sampled_from(("a", "b"))), "thema": None, "parameter": trek(st.sampled_from((None, "stof"))),
            "grenswaarde": trek(st.sampled_from((None, 1.0, 2.0))), "eenheid": "mg", "begindatum": trek(misschien),
            "einddatum": trek(misschien), "vervangt_id": trek(st.one_of(st.none(), st.integers(0, m).map(lambda j: f"S{j}"))),
            "werking": trek(st.sampled_from((None, None, "stelt", "wijzigt", "trekt_in"))),
        }, trek(misschien), trek(gaten))
        for i in range(m)
    ]  # fmt: skip
    return {"vergunning": besluiten, "voorschrift": voorschriften}


def op(f: dict[str, list[Feit]], dag: str) -> GeldendeVergunning:
    d = Dossier("VTH-1", "locatie", "x", [], True, date.fromisoformat(dag), None, 1, [], [], f)
    return geldende_vergunning(d)


def tekst(g: GeldendeVergunning) -> set[str]:
    return {v.feit.velden["id"] for v in g.voorschriften}


def begin(f: Feit) -> str:
    return str(f.velden["begindatum"] or f.velden["besluitdatum"])


@settings(max_examples=150, deadline=None)
@given(feiten(), dagen)
def test_de_tijden_van_een_voorschrift_overlappen_nooit(f, dag):
    g = op(f, dag)
    for v in (*g.voorschriften, *g.geeindigd):
        for (van, tot), (volgend, _) in zip(v.tijden, v.tijden[1:], strict=False):
            assert tot is not None
            assert van < tot <= volgend
        assert all(tot is None or van < tot for van, tot in v.tijden)


@settings(max_examples=150, deadline=None)
@given(feiten(), dagen)
def test_de_tekst_hangt_alleen_af_van_besluiten_die_waren_begonnen(f, dag):
    begonnen = [b for b in f["vergunning"] if begin(b) <= dag]
    later = {b.velden["id"] for b in f["vergunning"]} - {b.velden["id"] for b in begonnen}
    zonder = {
        "vergunning": begonnen,
        "voorschrift": [v for v in f["voorschrift"] if v.velden["vergunning_id"] not in later],
    }
    een, ander = op(f, dag), op(zonder, dag)
    assert tekst(een) == tekst(ander)
    assert een.kwesties == ander.kwesties


@settings(max_examples=150, deadline=None)
@given(feiten(), dagen)
def test_wat_de_bron_heeft_beeindigd_geldt_niet(f, dag):
    for v in op(f, dag).voorschriften:
        assert v.feit.geldt(dag)
        assert v.besluit.feit.geldt(dag)
        assert v.feit.velden["werking"] != "trekt_in"


@settings(max_examples=150, deadline=None)
@given(feiten(), dagen)
def test_twee_teksten_onder_een_nummer_worden_altijd_gemeld(f, dag):
    g = op(f, dag)
    per: dict[tuple[str, str], set[tuple[Any, ...]]] = {}
    for v in g.voorschriften:
        if v.besluit.soort not in ("maatwerk", "gelijkwaardig"):
            inhoud = tuple(v.feit.velden[i] for i in ("tekst", "parameter", "grenswaarde", "eenheid"))
            per.setdefault((v.besluit.keten, v.nummer), set()).add(inhoud)
    gemeld = {k.bij for k in g.kwesties if k.code in ("VK-05", "VK-11")}
    assert {nummer for (_, nummer), w in per.items() if len(w) > 1} <= gemeld


@settings(max_examples=150, deadline=None)
@given(feiten(), dagen, dagen)
def test_een_vergelijking_noemt_elk_voorschrift_van_beide_dagen(f, dag, ander):
    van, tot = op(f, min(dag, ander)), op(f, max(dag, ander))
    verschil = vergelijk(van, tot)
    assert {x.oud.feit.velden["id"] for x in verschil if x.oud} == tekst(van)
    assert {x.nieuw.feit.velden["id"] for x in verschil if x.nieuw} == tekst(tot)
    assert len([x for x in verschil if x.oud]) == len(van.voorschriften)
    assert len([x for x in verschil if x.nieuw]) == len(tot.voorschriften)
