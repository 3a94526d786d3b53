"""Where it stands on a day, what changed, and what does not go together."""

from __future__ import annotations

from copy import deepcopy
from datetime import date

from tests.programma.voorbeeld import VOORJAAR

from stelsel.programma.lezen import uit_dict
from stelsel.programma.stand import als_json, in_periode, open_op
from stelsel.programma.tegenspraak import tegenspraken
from stelsel.programma.verschil import verschil

LIJSTEN = ("pijlers", "onderwerpen", "acties", "planningen", "verschuivingen", "besluiten", "risicos", "afhankelijkheden",
           "afgerond", "nieuw")  # fmt: skip


def test_toegezegd_en_niet_gereed_op_een_dag(voorjaar):
    assert [t.planning.wat for t in open_op(voorjaar, date(2025, 6, 29))] == []
    assert [t.planning.wat for t in open_op(voorjaar, date(2025, 6, 30))] == ["Ontwerp gereed", "Gekocht"]
    assert [t.planning.wat for t in open_op(voorjaar, date(2030, 1, 1))] == [
        "Ontwerp gereed",
        "Gekocht",
        "Dijk opgeleverd",
    ]


def test_van_een_afgeronde_actie_staat_niets_meer_open(herfst):
    assert [t.planning.wat for t in open_op(herfst, date(2025, 12, 31))] == ["Ontwerp gereed"]


def test_wat_vervallen_is_staat_niet_meer_open_en_verdwijnt_met_een_motief(voorjaar):
    e = deepcopy(VOORJAAR)
    e["pijlers"][0]["onderwerpen"][0]["vervallen"] = "De dijk is niet meer nodig."
    nu = uit_dict(e, "proef")
    assert [t.planning.wat for t in open_op(nu, date(2030, 1, 1))] == ["Gekocht"]
    (weg,) = verschil(voorjaar, nu).verdwenen
    assert (weg.ref, weg.naar, weg.reden, weg.fout) == ("P1(1)", "vervallen", "De dijk is niet meer nodig.", False)


def test_wat_in_een_kwartaal_af_moet(voorjaar):
    assert [t.van for t in in_periode(voorjaar, date(2025, 4, 1), date(2025, 6, 30))] == ["P1(1)", "P1(1)A"]


def test_elke_lijst_heeft_id_titel_en_bewijs(voorjaar):
    j = als_json(voorjaar)
    for naam in LIJSTEN:
        assert all({"id", "titel", "bewijs"} <= item.keys() for item in j[naam]), naam
    assert [x["id"] for x in j["afgerond"]] == ["P2(2)"]
    assert j["risicos"][0]["maatregelen"] == ["Klei uit de Maas"]


def test_het_verschil_tussen_twee_edities(voorjaar, herfst):
    v = verschil(voorjaar, herfst)
    assert [w.ref for w in v.nieuw] == ["P1(3)"]
    assert [w.ref for w in v.afgerond] == ["P1(1)A"]
    assert [w.ref for w in v.heropend] == ["P2(2)"]
    assert [(w.ref, w.van, w.naar, w.reden) for w in v.verschoven] == [
        ("P1(1)", "Q2 van 2025", "Q4 van 2025 (+2 kwartalen)", "Zieke ontwerper")
    ]
    assert [(w.ref, w.fout) for w in v.verdwenen] == [("P1(2)", True)]
    assert v.fouten == v.verdwenen


def test_een_afgerond_onderwerp_mag_uit_het_rapport_verdwijnen(voorjaar):
    zonder = voorjaar.model_copy(
        update={"pijlers": (voorjaar.pijlers[0], voorjaar.pijlers[1].model_copy(update={"onderwerpen": ()}))}
    )
    v = verschil(voorjaar, zonder)
    assert [(w.ref, w.fout) for w in v.verdwenen] == [("P2(1)", True), ("P2(2)", False)]


def test_een_toezegging_die_stil_verdwijnt_is_een_fout(voorjaar):
    p = voorjaar.pijlers[0]
    noord = p.onderwerpen[0].model_copy(update={"planning": p.onderwerpen[0].planning[1:]})
    nu = voorjaar.model_copy(
        update={"pijlers": (p.model_copy(update={"onderwerpen": (noord, *p.onderwerpen[1:])}), voorjaar.pijlers[1])}
    )
    assert [(w.titel, w.fout) for w in verschil(voorjaar, nu).verschoven] == [("Ontwerp gereed", True)]


def test_een_editie_verschilt_niet_van_zichzelf(voorjaar):
    v = verschil(voorjaar, voorjaar).als_json()
    assert {k: w for k, w in v.items() if w and isinstance(w, list)} == {}


def test_een_verwijzing_naar_niets_is_een_tegenspraak():
    e = deepcopy(VOORJAAR)
    e["pijlers"][0]["onderwerpen"][1]["afhankelijkheden"][0]["naar"] = "P9(9)"
    assert [t.wat for t in tegenspraken(uit_dict(e, "proef"))] == [
        "Verwijst naar 'P9(9)', dat in deze editie niet staat."
    ]
