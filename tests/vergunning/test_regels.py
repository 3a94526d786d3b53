"""The manual: every rule speaks in its good example and is silent in its bad one. The test has the rule's code."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.vergunning.conftest import van
from tests.vergunning.voorbeelden import DAG, KWESTIES_VOORBEELD, REGELS_VOORBEELD

from stelsel.vergunning import KWESTIES, REGELS, GeldendeVergunning, geldende_vergunning

OP = date.fromisoformat(DAG)
NIET_IN_TE_VOEREN = "VK-07"


def gebruikt(g: GeldendeVergunning) -> set[str]:
    """The rules by which something was concluded."""
    stappen = [s for v in (*g.voorschriften, *g.geeindigd) for s in (v.begin, v.einde) if s and s.dag <= g.dag]
    einden = [b.einde for b in g.besluiten if b.einde and b.einde.dag <= g.dag]
    return {s.regel for s in (*stappen, *einden)} | {b.hoe for b in g.besluiten}


@pytest.mark.parametrize("code", REGELS)
def test_een_regel_spreekt_in_haar_goede_voorbeeld_en_zwijgt_in_het_andere(code, handboek):
    naam = code.replace("-", "")
    assert code in gebruikt(geldende_vergunning(van(handboek, f"{naam}goed"), OP))
    assert code not in gebruikt(geldende_vergunning(van(handboek, f"{naam}fout"), OP))


@pytest.mark.parametrize("code", [c for c in KWESTIES if c != NIET_IN_TE_VOEREN])
def test_een_open_punt_wordt_gemeld_en_anders_niet(code, handboek):
    naam = code.replace("-", "")
    assert code in {k.code for k in geldende_vergunning(van(handboek, f"{naam}goed"), OP).kwesties}
    assert code not in {k.code for k in geldende_vergunning(van(handboek, f"{naam}fout"), OP).kwesties}


def test_elke_regel_en_elk_open_punt_heeft_een_voorbeeld():
    assert set(REGELS_VOORBEELD) == set(REGELS)
    assert set(KWESTIES_VOORBEELD) == set(KWESTIES)


def test_een_voorschrift_zonder_besluit_staat_niet_bij_de_tekst_maar_bij_wat_openstaat(handboek):
    """The door refuses it; so it is taken from a dossier of which the decision is not known."""
    d = van(handboek, "VK07goed")
    zonder = replace(d, feiten=d.feiten | {"vergunning": []})
    g = geldende_vergunning(zonder, OP)
    assert g.voorschriften == []
    assert [(k.code, k.bij) for k in g.kwesties] == [("VK-07", "1")]


def test_wat_niet_vaststaat_wordt_niet_ingevuld(maak):
    d = maak(
        ["V1 verlening 2020-01-01", "V2 intrekking_deel 2022-01-01 >V1"], ["S1 V1 1 | Een.", "S2 V2 1 | Onduidelijk."]
    )
    g = geldende_vergunning(d, OP)
    assert [v.feit.velden["tekst"] for v in g.voorschriften] == ["Een."]
    assert [k.code for k in g.kwesties] == ["VK-01"]


def test_een_wijziging_geldt_vanaf_haar_begin_en_niet_vanaf_het_besluit(maak):
    d = maak(
        ["V1 verlening 2020-01-01", "V2 wijziging 2022-01-01 >V1"], ["S1 V1 1 | Oud.", "S2 V2 1 @2022-03-01 | Nieuw."]
    )

    def tekst(dag: str) -> list[str]:
        return [v.feit.velden["tekst"] for v in geldende_vergunning(d, date.fromisoformat(dag)).voorschriften]

    assert [tekst(t) for t in ("2019-12-31", "2020-01-01", "2022-02-28", "2022-03-01")] == [
        [],
        ["Oud."],
        ["Oud."],
        ["Nieuw."],
    ]
    (nieuw,) = geldende_vergunning(d, OP).voorschriften
    assert nieuw.besluit.feit.velden["zaaknummer"] == "Z-V2"
    assert (nieuw.feit.herkomst.bron, nieuw.feit.herkomst.bestand, nieuw.feit.herkomst.regel) == (
        "dcmr",
        "voorschrift.csv",
        3,
    )
    assert nieuw.feit.herkomst.levering.startswith("dcmr-")


def test_een_besluit_dat_nooit_gold_vervangt_niets(maak):
    d = maak(
        ["V1 verlening 2020-01-01", "V2 wijziging 2022-01-01 ..2022-01-01 >V1"], ["S1 V1 1 | Oud.", "S2 V2 1 | Nieuw."]
    )
    assert [v.feit.velden["tekst"] for v in geldende_vergunning(d, OP).voorschriften] == ["Oud."]


def test_na_een_wijziging_van_een_wijziging_geldt_de_laatste(maak):
    d = maak(
        ["V1 verlening 2020-01-01", "V2 wijziging 2021-01-01 >V1", "V3 wijziging 2022-01-01 >V2"],
        ["S1 V1 1 | Een.", "S2 V2 1 | Twee.", "S3 V3 1 | Drie."],
    )
    g = geldende_vergunning(d, OP)
    assert [v.feit.velden["tekst"] for v in g.voorschriften] == ["Drie."]
    assert [(v.feit.velden["tekst"], v.tijden) for v in g.geeindigd] == [
        ("Twee.", [("2021-01-01", "2022-01-01")]),
        ("Een.", [("2020-01-01", "2021-01-01")]),
    ]


def test_nummers_staan_zoals_mensen_ze_lezen(maak):
    d = maak(["V1 verlening 2020-01-01"], [f"S{n} V1 {n}" for n in ("2.10", "2.9", "2.1", "10.1", "M1")])
    assert [v.nummer for v in geldende_vergunning(d, OP).voorschriften] == ["2.1", "2.9", "2.10", "10.1", "M1"]
