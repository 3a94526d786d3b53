"""Pages without a browser: status codes, errors as sentences, security headers, nothing executable in delivered text."""

from __future__ import annotations

import urllib.error
import urllib.request
from email.message import Message

import pytest
from tests.demo import server

from stelsel.register import bijwerken, zoek


def haal(adres: str) -> tuple[int, str, Message]:
    try:
        with urllib.request.urlopen(adres, timeout=10) as r:
            return r.status, r.read().decode(), r.headers
    except urllib.error.HTTPError as e:
        return e.code, e.read().decode(), e.headers


@pytest.mark.parametrize(
    ("pad", "status", "zin"),
    [
        ("/dossier/VTH-0000-0001/", 404, "geen registernummer"),
        ("/dossier/onzin/", 404, "geen registernummer"),
        ("/leveringen/bestaat-niet/", 404, "bestaat niet"),
        ("/begrippen/bestaatniet/", 404, "bestaat niet"),
        ("/nergens/", 404, "bestaat niet"),
        ("/kaart/punten.json?bbox=1,2", 400, "geen kader"),
        ("/kaart/punten.json?bbox=nan,1,2,3", 400, "geen kader"),
        ("/kaart/?bbox=x", 400, "geen kader"),
        ("/zoek/?gemeente=GM9999", 400, "kan niet bij het filter gemeente"),
        ("/zoek/?bezocht_voor=morgen", 400, "Kies een dag als 2024-03-31"),
        ("/zoek/selectie.csv?seveso=x", 400, "Kies ja, hogedrempel of lagedrempel"),
    ],
)
def test_een_fout_van_de_gebruiker_is_een_zin_met_een_remedie(basis_url, pad, status, zin):
    code, tekst, koppen = haal(basis_url + pad)
    assert code == status
    assert zin in tekst
    assert "Traceback" not in tekst
    if ".json" in pad:
        assert koppen["Content-Type"] == "application/problem+json"


def test_een_peildatum_die_geen_dag_is(basis_url, demo):
    nummer = zoek(demo, "oefen").treffers[0].nummer
    assert haal(f"{basis_url}/dossier/{nummer}/?peildatum=2024-02-31")[0] == 400


def test_veilige_koppen_op_elke_pagina(basis_url):
    koppen = haal(basis_url + "/")[2]
    assert "default-src 'self'" in koppen["Content-Security-Policy"]
    assert koppen["X-Frame-Options"] == "DENY"
    assert koppen["X-Content-Type-Options"] == "nosniff"


def test_een_andere_hostnaam_wordt_geweigerd(basis_url):
    vraag = urllib.request.Request(basis_url + "/", headers={"Host": "kwaad.example"})
    with pytest.raises(urllib.error.HTTPError) as fout:
        urllib.request.urlopen(vraag, timeout=10)
    assert fout.value.code == 400


def test_zoektekst_komt_nooit_als_opmaak_terug(basis_url):
    tekst = haal(basis_url + "/zoek/?q=%3Cscript%3Ealert(1)%3C/script%3E")[1]
    assert "<script>alert" not in tekst


def test_zonder_keuze_is_elke_pagina_nederlands(basis_url):
    vraag = urllib.request.Request(basis_url + "/", headers={"Accept-Language": "en-US,en;q=0.9"})
    with urllib.request.urlopen(vraag, timeout=10) as r:
        assert '<html lang="nl"' in r.read().decode()


def test_een_lange_lijst_onder_een_besluit_zegt_ook_op_het_deelblad_dat_er_meer_is(geef, opslag):
    voorschriften = "".join(f"S{i};P1;{i};Stof\n" for i in range(25))
    geef(
        locatie="id;straat;huisnummer;woonplaats\nL1;Kade;1;Ede\n",
        vestiging="id;locatie_id;handelsnaam;kvk_nummer\nV1;L1;Verf;12345678\n",
        vergunning="id;locatie_id;soort;besluitdatum\nP1;L1;verlening;2020-01-01\n",
        voorschrift="id;vergunning_id;nummer;tekst\n" + voorschriften,
    )
    bijwerken(opslag)
    with server(opslag) as adres:
        blad = haal(f"{adres}/dossier/{zoek(opslag, 'verf').treffers[0].nummer}/?toon=vergunning")[1]
    assert "?toon=voorschrift" in blad
    assert 'name="toon" value="vergunning"' in blad
