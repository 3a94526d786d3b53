"""Pages of mandates: open to everybody, the model marked as an example, no verdict by colour alone."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from stelsel.toegang.demo import maak_mandaten
from stelsel.toegang.mandaat import MERK, modelmandaat
from stelsel.toegang.models import MandaatRij

pytestmark = pytest.mark.django_db
OP = {"peildatum": "2026-11-01"}


@pytest.fixture
def gast(tmp_path, monkeypatch):
    monkeypatch.setenv("STELSEL_DATA", str(tmp_path / "data"))
    return Client(headers={"host": "localhost"})


@pytest.fixture
def geladen(gast):
    maak_mandaten()
    return gast


def kaal(tekst: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", tekst).split())


def test_als_er_niets_is_geladen_zegt_de_pagina_dat(gast):
    tekst = gast.get("/toegang/mandaten/").text
    assert "Er zijn geen mandaten geladen." in tekst
    assert MERK in kaal(tekst)


def test_elke_deelnemer_is_een_rij_met_teken_en_woord_in_elk_vak(geladen):
    tekst = geladen.get("/toegang/mandaten/", OP).text
    assert MERK in kaal(tekst)
    rij = re.search(r'<tr><th scope="row"><a[^>]*/toegang/mandaten/GM0361/.*?</tr>', tekst, re.DOTALL)[0]
    assert "oefening" in rij
    assert "▲ 1 mist" in kaal(rij)
    assert "✚ 1 meer" in kaal(rij)
    assert "✔ 4 gelijk" in kaal(rij)
    assert all(kaal(vak) for vak in re.findall(r"<td>.*?</td>", rij, re.DOTALL))
    assert tekst.count("/toegang/mandaten/GM") == 3


def test_het_model_staat_erbij_met_bron_en_merk_per_regel_en_ook_wat_niet_samengaat(geladen):
    tekst = geladen.get("/toegang/mandaten/", OP).text
    assert tekst.count("Omgevingsbesluit 13.12 lid 1 onder") == len(modelmandaat())
    assert kaal(tekst).count("▲ voorbeeld") == len(modelmandaat())
    assert "Awb 10:3 lid 4" in tekst
    assert "te verifiëren" not in tekst
    assert kaal(geladen.get("/toegang/mandaten/", {"peildatum": "2028-01-01"}).text).count("▲ te verifiëren") == 3


def test_een_deelnemer_toont_wat_mist_wat_meer_is_en_elke_keten_met_dag_en_bron(geladen):
    antwoord = geladen.get("/toegang/mandaten/GM0361/", OP)
    tekst = kaal(antwoord.text)
    assert antwoord.status_code == 200
    assert MERK in tekst
    assert "Geen orgaan heeft dit besloten." in tekst
    assert "teamleider vergunningen ( oefening-nhn-1 )" in tekst
    assert "vanaf 1 februari 2026" in tekst
    assert "geldt niet op deze dag" in tekst
    assert 'href="#oefening-nhn-1"' in antwoord.text
    assert 'id="oefening-nhn-1"' in antwoord.text
    assert "Behalve: " in kaal(geladen.get("/toegang/mandaten/GM0228/", OP).text)


@pytest.mark.parametrize("orgaan", ["GM9999", "dcmr", "GM0599", "%3Cscript%3E"])
def test_van_wie_niets_is_geladen_is_er_een_zin_en_een_weg_terug(geladen, orgaan):
    antwoord = geladen.get(f"/toegang/mandaten/{orgaan}/")
    assert antwoord.status_code == 404
    assert "zijn geen mandaten geladen" in antwoord.text
    assert "<script>" not in antwoord.text


def test_wat_iemand_in_een_bestand_schrijft_wordt_tekst(geladen):
    MandaatRij.objects.filter(code="oefening-alkmaar-1").update(bron="<img src=x onerror=alert(1)>")
    assert "<img src=x" not in geladen.get("/toegang/mandaten/GM0361/", OP).text


@pytest.mark.parametrize("pad", ["/toegang/mandaten/", "/toegang/mandaten/GM0361/"])
def test_de_paginas_zijn_alleen_te_lezen(geladen, pad):
    assert geladen.post(pad).status_code == 405
    assert geladen.get(pad, {"peildatum": "gisteren"}).status_code == 400


def test_de_paginas_zijn_er_ook_in_het_engels(geladen):
    geladen.post("/taal/", {"language": "en"})
    for pad in ("/toegang/mandaten/", "/toegang/mandaten/GM0361/"):
        tekst = geladen.get(pad, OP).text
        assert "example: the official text is not loaded" in tekst
        assert "missing" in tekst


def test_de_pagina_met_gronden_wijst_naar_de_mandaten(gast):
    assert 'href="/toegang/mandaten/"' in gast.get("/toegang/gronden/").text
