"""The pages of any programme, also an odd one: no input of a visitor or a file ends in a fault of ours."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from tests.programma.voorbeeld import VOORJAAR, najaar

from stelsel.programma.handelingen.laden import AnderProgramma, bewaar, laad_meegeleverd
from stelsel.programma.lezen import uit_dict

pytestmark = pytest.mark.django_db
PAGINAS = [
    "",
    "pijler/1/",
    "onderwerp/P1(1)/",
    "samenhang/",
    "besluiten/",
    "risicos/",
    "tryouts/",
    "stand/",
    "verschil/",
    "verantwoording/",
]
VRAGEN = ["", "?peildatum=2026-01-01", "?peildatum=9998-12-31", "?peildatum=9999-12-31", "?peildatum=0001-01-01", "?peildatum=x",
          "?editie=zzz", "?editie=CONCEPT", "?editie=2025-04", "?van=zzz", "?editie=%00", "?peildatum=2025-05-01&editie=2025-04"]  # fmt: skip


@pytest.fixture
def bezoek(client):
    def haal(pad: str, **koppen: Any):
        return client.get(pad, headers={"host": "localhost"}, **koppen)

    return haal


@pytest.fixture
def voorjaar():
    return uit_dict(deepcopy(VOORJAAR), "voorjaar")


@pytest.fixture
def vreemd():
    """A programme that names things oddly and leaves out whatever may be left out."""
    e = deepcopy(VOORJAAR)
    e["meta"] = {"titel": "Vreemd <b>", "programma": "Vreemd programma (V&D)", "volgnummer": 1}
    del e["legenda"], e["teksten"]
    onderwerp = e["pijlers"][0]["onderwerpen"][0]
    onderwerp["afhankelijkheden"] = [
        {"naar": n, "wat": "x"} for n in ("BZK (BRP/RNI)", "P1(1)", "P1", "", "P9(9)", "extern:x")
    ]
    onderwerp["verschoven"] = [
        {"van": a, "naar": b, "wat": "x"} for a, b in (("2025", "doorlopend"), ("2100-Q4", "1900"), (None, "2026"))
    ]
    onderwerp["acties"][0]["ref"] = "A.1-x"
    e["pijlers"].append({"nummer": 9, "titel": "Leeg"})
    e["tryouts"] = [{"code": "P1", "titel": "Met de naam van een pijler", "gekoppeld_aan": "weg"}]
    bewaar(uit_dict(e, "vreemd"), "toets", "vreemd.json")
    return "/programma/v-d/"


@pytest.mark.parametrize("vraag", VRAGEN)
def test_geen_vraag_van_een_bezoeker_is_een_storing(bezoek, vraag):
    for e in (VOORJAAR, najaar()):
        bewaar(uit_dict(deepcopy(e), "e"), "toets", "e.json")
    for pad in PAGINAS:
        antwoord = bezoek(f"/programma/psd/{pad}{vraag}")
        assert antwoord.status_code in (200, 302, 400, 403, 404), pad


def test_een_vreemd_programma_heeft_al_zijn_paginas(bezoek, vreemd):
    for pad in [*PAGINAS, "pijler/9/", "2025-04/rapport.pdf", "2025-04/rapport.odt", "2025-04/rapport.html"]:
        antwoord = bezoek(vreemd + pad)
        assert antwoord.status_code == 200, pad
        assert b"<b>" not in antwoord.content or "rapport" in pad
    assert bezoek(f"{vreemd}onderwerp/A.1-x/")["Location"] == f"{vreemd}onderwerp/P1(1)/#A.1-x"


def test_de_code_van_een_concept_lekt_niet(bezoek, voorjaar):
    bewaar(voorjaar, "toets", "voorjaar.json")
    concept = najaar() | {"programma_besluiten": []}
    concept["meta"] |= {"editie": "geheim-2025", "vaststellers": ["het bestuur"]}
    bewaar(uit_dict(concept, "concept"), "toets", "concept.json")
    for vraag in ("?editie=zzz", "?editie=CONCEPT", ""):
        assert b"geheim-2025" not in bezoek(f"/programma/psd/{vraag}").content


def test_een_ander_programma_met_dezelfde_afkorting_wordt_geen_editie_van_het_eerste(voorjaar):
    bewaar(voorjaar, "toets", "voorjaar.json")
    ander = najaar()
    ander["meta"]["programma"] = "Programma Stille Dorpen (PSD)"
    with pytest.raises(AnderProgramma):
        bewaar(uit_dict(ander, "ander"), "toets", "ander.json")


def test_van_elk_overgenomen_citaat_staat_er_de_editie_bij(bezoek):
    laad_meegeleverd()
    assert "regel 385 tot" in bezoek("/programma/ibp-vth/onderwerp/P2(2)/").content.decode()


def test_twee_programmas_geven_een_keuze(bezoek, voorjaar):
    assert "nog geen programma" in bezoek("/programma/").content.decode()
    bewaar(voorjaar, "toets", "voorjaar.json")
    assert bezoek("/programma/")["Location"] == "/programma/psd/"
    laad_meegeleverd()
    assert bezoek("/programma/").status_code == 200
