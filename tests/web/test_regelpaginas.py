"""The catalogue of checks on the web: a page for each, and a list that is filtered by its address."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client

from stelsel.begrippen import RECORDTYPEN, Dimensie, Ernst, alle_regels


@pytest.fixture(scope="module")
def bezoeker():
    return Client(headers={"host": "localhost"})


def test_elke_controle_heeft_een_pagina_met_zin_remedie_bron_en_velden(bezoeker):
    for r in alle_regels().values():
        antwoord = bezoeker.get(f"/regels/{r.code}/")
        assert antwoord.status_code == 200, r.code
        tekst = html.unescape(antwoord.content.decode())
        for zin in (r.zonder_waarden, r.remedie, r.bron, r.dimensie.value, *r.velden):
            assert zin in tekst, (r.code, zin)


def test_een_pagina_legt_uit_wat_de_controle_buiten_de_rij_vraagt(bezoeker):
    tekst = bezoeker.get("/regels/BEV-019/").content.decode()
    assert "voorschrift_id.vergunning_id.locatie_id" in tekst
    assert 'href="/begrippen/bevinding/#voorschrift_id"' in tekst


def test_een_controle_die_niet_bestaat_heeft_geen_pagina(bezoeker):
    assert bezoeker.get("/regels/XYZ-001/").status_code == 404


@pytest.mark.parametrize("ernst", [e.value for e in Ernst])
@pytest.mark.parametrize("dimensie", [d.value for d in Dimensie])
def test_de_lijst_toont_wat_het_adres_vraagt(bezoeker, ernst, dimensie):
    tekst = bezoeker.get(
        "/regels/", {"soort": "handhavingsactie", "ernst": ernst, "dimensie": dimensie}
    ).content.decode()
    verwacht = [
        r.code
        for r in alle_regels().values()
        if (r.recordtype, r.ernst.value, r.dimensie.value) == ("handhavingsactie", ernst, dimensie)
    ]
    assert re.findall(r'href="/regels/([A-Z]{3}-\d{3})/"', tekst) == verwacht


def test_alle_soorten_samen_zijn_de_hele_lijst(bezoeker):
    gevonden = [
        c
        for soort in (*RECORDTYPEN, "bestand")
        for c in re.findall(
            r'href="/regels/([A-Z]{3}-\d{3})/"', bezoeker.get(f"/regels/?soort={soort}").content.decode()
        )
    ]
    assert sorted(gevonden) == sorted(alle_regels())
