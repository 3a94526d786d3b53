"""The written rules of the status, one by one: the specification of `stelsel.programma.status`."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from tests.programma.voorbeeld import VOORJAAR

from stelsel.programma.feiten import Status
from stelsel.programma.lezen import uit_dict
from stelsel.programma.status import REGELS, oordelen

BEWIJS = {"citaat": "zo staat het er", "regel_van": 3, "regel_tot": 4}


def oordeel(**onderwerp: Any):
    """The judgement of one topic in a programme that ends on 31-12-2026, adopted on 1-4-2025."""
    e = deepcopy(VOORJAAR)
    basis = {"nummer": 1, "ref": "P1(1)", "titel": "Proef"}
    e["pijlers"] = [{"nummer": 1, "titel": "Proef", "onderwerpen": [basis | onderwerp]}]
    return oordelen(uit_dict(e, "proef"))["P1(1)"]


def uitspraak(label: str) -> dict[str, Any]:
    return {"status_afgeleid": [{"label": label} | BEWIJS]}


def schuif(van: str | None, naar: str | None) -> dict[str, Any]:
    return {"verschoven": [{"van": van, "naar": naar, "wat": "Dijk"} | BEWIJS]}


GEVALLEN = [
    ("PRG-01", Status.AFGEROND, {"afgerond": True, **schuif("2024", None)}, "Gemeld als afgerond."),
    ("PRG-02", Status.AFGEROND, uitspraak("afgerond (tekst, geen √)"), "Afgeleid uit tekst: afgerond (tekst, geen √)."),
    ("PRG-03", Status.WIJKT_STERK_AF, schuif("2025-Q1", None), "'Dijk' is verschoven van Q1 van 2025; een nieuwe datum ontbreekt."),
    ("PRG-04", Status.WIJKT_STERK_AF, schuif("2026-Q2", "2027-Q1"),
     "'Dijk' is verschoven van Q2 van 2026 naar Q1 van 2027, 3 kwartalen later. Dat is na het einde van het programma (31-12-2026)."),
    ("PRG-05", Status.WIJKT_AF, schuif("2025-Q2", "2025-Q3"), "'Dijk' is verschoven van Q2 van 2025 naar Q3 van 2025, 1 kwartaal later."),
    ("PRG-06", Status.WIJKT_AF, uitspraak("niet gehaald"), "Afgeleid uit tekst: niet gehaald."),
    ("PRG-07", Status.WIJKT_AF, {"planning": [{"periode": "2025-Q1", "wat": "Ontwerp"}]},
     "'Ontwerp' stond voor Q1 van 2025; dat het klaar is, is niet gemeld."),
    ("PRG-08", Status.VOLGENS_PLANNING, uitspraak("volgens planning"), "Afgeleid uit tekst: volgens planning."),
    ("PRG-09", Status.VOLGENS_PLANNING, {"planning": [{"periode": "2025-Q2", "wat": "Ontwerp"}]},
     "Geen termijn is verstreken zonder melding, en niets is verschoven."),
    ("PRG-10", Status.AFGEROND, {"acties": [{"id": "A", "ref": "A", "titel": "A", "afgerond": True}]}, "Alle acties zijn afgerond."),
    ("PRG-12", None, {"vervallen": "De klei is op.", **schuif("2025-Q1", None)}, "Vervallen: De klei is op."),
    ("PRG-11", None, {}, "Er is geen planning, en de tekst zegt niets over de voortgang."),
]  # fmt: skip


@pytest.mark.parametrize(("regel", "status", "onderwerp", "zin"), GEVALLEN, ids=[g[0] for g in GEVALLEN])
def test_elke_regel_heeft_een_uitkomst_en_een_reden_in_woorden(regel, status, onderwerp, zin):
    o = oordeel(**onderwerp)
    assert (o.redenen[0].regel, o.voorstel, o.redenen[0].zin) == (regel, status, zin)


def test_geen_regel_zonder_voorbeeld():
    assert {g[0] for g in GEVALLEN} == set(REGELS)


def test_de_zwaarste_reden_beslist_en_alle_redenen_blijven_staan():
    o = oordeel(**uitspraak("volgens planning"), **schuif("2025-Q1", None))
    assert (o.status, [r.regel for r in o.redenen]) == (Status.WIJKT_STERK_AF, ["PRG-03", "PRG-08"])


def test_een_termijn_die_gereed_is_gemeld_wijkt_niet_af():
    o = oordeel(planning=[{"periode": "2025-Q1", "wat": "Ontwerp", "gemeld": BEWIJS}])
    assert o.status is Status.VOLGENS_PLANNING


def test_de_laatste_dag_van_een_termijn_hoort_er_nog_bij():
    assert oordeel(planning=[{"periode": "2025-04-01", "wat": "Vandaag"}]).status is Status.VOLGENS_PLANNING
    assert oordeel(planning=[{"periode": "2025-03-31", "wat": "Gisteren"}]).status is Status.WIJKT_AF


def test_een_onderwerp_volgt_zijn_zwaarste_actie():
    acties = [
        {"id": "A", "ref": "A", "titel": "A", "afgerond": True},
        {"id": "B", "ref": "B", "titel": "B"} | schuif(None, None),
    ]
    assert oordeel(acties=acties).redenen[0].zin == "Volgt de zwaarste actie: B (wijkt sterk af)."


def test_een_keuze_gaat_voor_en_het_voorstel_blijft_zichtbaar():
    gekozen = {
        "status": "wijkt_af",
        "motief": "De aannemer haalt het in.",
        "door": "programmateam",
        "op": "2025-03-01T12:00:00Z",
    }
    o = oordeel(**schuif("2025-Q1", None), gekozen=gekozen)
    assert (o.status, o.voorstel) == (Status.WIJKT_AF, Status.WIJKT_STERK_AF)


def test_wat_uit_de_tekst_is_afgeleid_zegt_dat_met_het_citaat():
    o = oordeel(**uitspraak("vertraagd"))
    assert o.uit_tekst
    assert o.redenen[0].bewijs == (BEWIJS,)
