"""The search page and its file, without a browser: what they say, what stands in the address, how often they may be asked."""

from __future__ import annotations

import csv
import io
import urllib.error
import urllib.request
from urllib.parse import urlencode

import pytest
from tests.demo import server

from stelsel.aanlevering import lever
from stelsel.opslag import Opslag
from stelsel.register import bijwerken

LOC = "id;straat;huisnummer;postcode;woonplaats;gemeente;x;y\n"
VES = "id;locatie_id;handelsnaam;kvk_nummer;einddatum\n"


@pytest.fixture(scope="module")
def winkel(tmp_path_factory):
    """Thirty companies in one street, one of which has ended, and one in another town."""
    map_ = tmp_path_factory.mktemp("zoekpagina")
    loc = "".join(f"L{i};Kade;{i};3011AB;Rotterdam;GM0599;92000;437{i:03}\n" for i in range(1, 31))
    ves = "".join(
        f"V{i};L{i};Drukkerij {'abcdefghij'[i % 10] * 4};{10000000 + i};{'2020-01-01' if i == 9 else ''}\n"
        for i in range(1, 31)
    )
    (map_ / "locatie.csv").write_text(LOC + loc + "M;Laan;2;2311AB;Leiden;GM0546;93000;464000\n")
    (map_ / "vestiging.csv").write_text(VES + ves + 'M;M;"<b>Petrochemie</b>";22222222;\n')
    opslag = Opslag(map_ / "data")
    lever(opslag, [map_ / "locatie.csv", map_ / "vestiging.csv"], "dcmr")
    bijwerken(opslag)
    with server(opslag) as adres:
        yield adres


def haal(adres, pad, *, htmx=False, **vraag):
    url = f"{adres}{pad}?{urlencode(vraag)}"
    with urllib.request.urlopen(urllib.request.Request(url, headers={"HX-Request": "true"} if htmx else {})) as r:
        return r.read().decode(), r.headers


def test_de_lijst_zegt_hoeveel_er_zijn_en_biedt_ze_alle_aan(winkel):
    tekst, _ = haal(winkel, "/zoek/", q="drukkerijen")
    assert "30 treffers; u ziet de eerste 25" in tekst
    assert "Download alle 30 bedrijven en locaties in deze selectie" in tekst
    tekst, _ = haal(winkel, "/zoek/", q="drukkerijen", toon="200")
    assert "30 treffers<" in tekst
    assert "beëindigd per</strong>" not in tekst
    assert "beëindigd per 1 januari 2020" in tekst
    assert tekst.rindex('class="utrecht-link s-lijst__naam"') < tekst.index("beëindigd per 1 januari 2020")


def test_het_adres_noemt_alleen_wat_gekozen_is_en_elk_filter_is_weg_te_halen(winkel):
    tekst, koppen = haal(winkel, "/zoek/", htmx=True, q="drukkerij", gemeente="GM0599", dienst="", nooit="ja", kader="")
    assert koppen["HX-Push-Url"] == "/zoek/?q=drukkerij&gemeente=GM0599&nooit=ja"
    assert "<html" not in tekst
    assert 'href="/zoek/?q=drukkerij&amp;nooit=ja">gemeente: Rotterdam' in tekst
    assert 'href="/zoek/?q=drukkerij&amp;gemeente=GM0599">nooit bezocht' in tekst


def test_wat_raak_is_staat_vet_ook_midden_in_een_woord_en_nooit_als_opmaak(winkel):
    tekst, _ = haal(winkel, "/zoek/", q="chemie")
    assert "&lt;b&gt;Petro<mark>chemie</mark>&lt;/b&gt;" in tekst
    tekst, _ = haal(winkel, "/zoek/", q="drukkerijen aaaa")
    assert "<mark>Drukkerij</mark> <mark>aaaa</mark>" in tekst


def test_een_typefout_wordt_gezegd(winkel):
    tekst, _ = haal(winkel, "/zoek/", q="petrochmie")
    assert "Niets gevonden voor “petrochmie”" in tekst
    assert "<strong>petrochemie</strong>" in tekst


def test_niets_gevonden_zegt_wat_er_zonder_filters_is_en_waar_verder_te_kijken(winkel):
    tekst, _ = haal(winkel, "/zoek/", q="petrochemie", gemeente="GM0599")
    assert "Zonder filters is er 1 treffer" in tekst
    assert 'href="/zoek/?q=petrochemie"' in tekst
    assert "bekijk de leveringen" in tekst


def test_de_selectie_komt_heel_en_niet_eindeloos_vaak(winkel):
    tekst, koppen = haal(winkel, "/zoek/selectie.csv", q="drukkerij", gemeente="GM0599")
    assert koppen["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in koppen["Content-Disposition"]
    regels = list(csv.reader(io.StringIO(tekst.removeprefix("\ufeff"), newline=""), delimiter=";"))
    assert (len(regels), regels[-1]) == (32, ["EINDE: 30 rijen"])
    for _ in range(5):
        haal(winkel, "/zoek/selectie.csv", q="kade")
    with pytest.raises(urllib.error.HTTPError, match="429"):
        haal(winkel, "/zoek/selectie.csv", q="kade")
