"""The pages and files of the permit in force, over the small demo and over a real company."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from urllib.parse import quote

import pytest
from django.test import Client

from stelsel.opslag import Opslag
from stelsel.register import bijwerken, dossier, ippc_nummers, zoek
from stelsel.register.index import index
from stelsel.vergunning import geldende_vergunning


def haal(adres: str) -> str:
    with urllib.request.urlopen(adres, timeout=20) as r:
        return r.read().decode()


@pytest.fixture(scope="module")
def nummer(demo: Opslag) -> str:
    """The location of the demo whose permit changed most."""
    nummers = [r["nummer"] for r in index(demo).rijen("SELECT nummer FROM locatie ORDER BY id LIMIT 400")]
    return max(
        nummers, key=lambda n: min(len((g := geldende_vergunning(dossier(demo, n))).geeindigd), len(g.voorschriften))
    )


def test_de_pagina_toont_wat_geldt_en_waardoor(basis_url, nummer, demo):
    tekst = haal(f"{basis_url}/dossier/{nummer}/vergunning/")
    g = geldende_vergunning(dossier(demo, nummer))
    assert g.voorschriften
    assert "Oefengegevens" in tekst
    for v in g.voorschriften:
        assert f'<th scope="row">{v.nummer}</th>' in tekst
    assert "De besluiten zelf gaan voor" in tekst


def test_filter_op_thema_en_besluit(basis_url, nummer, demo):
    g = geldende_vergunning(dossier(demo, nummer))
    v = g.voorschriften[0]
    thema = v.feit.velden["thema"]
    tekst = haal(f"{basis_url}/dossier/{nummer}/vergunning/?thema={thema}")
    n = sum(x.feit.velden["thema"] == thema for x in g.voorschriften)
    assert f"Deze keuze: {n} van {len(g.voorschriften)} voorschriften." in tekst
    besluit = quote(f"{v.besluit.feit.herkomst.bron}:{v.besluit.feit.velden['id']}")
    assert "Deze keuze:" in haal(f"{basis_url}/dossier/{nummer}/vergunning/?besluit={besluit}")
    assert "Geen voorschrift past" in haal(f"{basis_url}/dossier/{nummer}/vergunning/?thema=bestaat-niet")


def test_de_vergelijking_noemt_wat_verviel_en_wat_nieuw_is_ook_voor_wie_het_hoort(basis_url, nummer, demo):
    d = dossier(demo, nummer)
    g = geldende_vergunning(d)
    dag = g.geeindigd[0].begin.dag
    tekst = haal(f"{basis_url}/dossier/{nummer}/vergunning/?vergelijk={dag}")
    assert "Verschil tussen" in tekst
    assert "Gelijk gebleven" in tekst
    if "<del>" in tekst:
        assert 'class="s-alleen-lezen">vervallen: </span>' in tekst


def test_json_en_pdf_zeggen_hetzelfde_als_de_pagina(basis_url, nummer, demo):
    j = json.loads(haal(f"{basis_url}/dossier/{nummer}/vergunning.json"))
    assert len(j["voorschriften"]) == len(geldende_vergunning(dossier(demo, nummer)).voorschriften)
    with urllib.request.urlopen(f"{basis_url}/dossier/{nummer}/vergunning.pdf", timeout=20) as r:
        assert r.headers["Content-Type"] == "application/pdf"
        assert r.read(5) == b"%PDF-"


def test_een_keten_kiest_eerst_een_locatie(basis_url, demo):
    keten = index(demo).rij("SELECT nummer FROM document WHERE locaties > 3 ORDER BY locaties DESC")["nummer"]
    tekst = haal(f"{basis_url}/dossier/{keten}/vergunning/")
    assert "Kies een van" in tekst
    plek = json.loads(haal(f"{basis_url}/dossier/{keten}/vergunning.json"))["locaties"][0]["nummer"]
    assert "In werking op" in haal(f"{basis_url}/dossier/{keten}/vergunning/?locatie={plek}")
    with pytest.raises(urllib.error.HTTPError) as fout:
        haal(f"{basis_url}/dossier/{keten}/vergunning.pdf")
    assert fout.value.code == 400
    assert "Kies een van de locaties" in fout.value.read().decode()


def test_een_onbekend_nummer_en_een_dag_die_niet_bestaat(basis_url, nummer):
    for pad, code in (
        (f"/dossier/{nummer}/vergunning/?vergelijk=31-02-2020", 400),
        ("/dossier/VTH-0000-0000/vergunning.json", 404),
    ):
        with pytest.raises(urllib.error.HTTPError) as fout:
            haal(basis_url + pad)
        assert fout.value.code == code, pad


def test_de_brefs_per_dienst_en_als_bestand(basis_url, demo):
    assert ippc_nummers(demo)[1]
    tekst = haal(f"{basis_url}/vergunningen/brefs/")
    assert "art. 21 lid 3" in tekst
    assert "norm niet geladen" in tekst
    csv = haal(f"{basis_url}/vergunningen/brefs.csv").lstrip("\ufeff").splitlines()
    assert csv[0].startswith("nummer;naam;oefening;ippc_categorie")
    assert len(csv) > 1
    dienst = next(d for d in ("od-achterhoek", "odru", "rud-utrecht", "fumo", "dcmr") if f"dienst={d}" in tekst)
    assert "Download" in haal(f"{basis_url}/vergunningen/brefs/?dienst={dienst}")


def test_bestanden_gaan_niet_onbeperkt(geef, opslag, monkeypatch):
    geef(locatie="id;straat;huisnummer;woonplaats\nL1;Kade;1;Ede\n", vestiging="id;locatie_id;handelsnaam\nV1;L1;Verf en Lak\n",
         vergunning="id;locatie_id;soort;besluitdatum\nB1;L1;verlening;2020-01-01\n",
         voorschrift="id;vergunning_id;nummer;tekst\nS1;B1;1;<script>alert(1)</script>\n")  # fmt: skip
    bijwerken(opslag)
    nummer = zoek(opslag, "verf").treffers[0].nummer
    monkeypatch.setenv("STELSEL_DATA", str(opslag.map))
    # A turn comes back every so many seconds, and a busy computer is slow: so time stands still.
    monkeypatch.setattr("stelsel.toegang.tempo.time.time", lambda: 2_000_000_000.0)
    gast = Client(headers={"host": "localhost"})
    tekst = gast.get(f"/dossier/{nummer}/vergunning/").text
    assert "echte open gegevens" in tekst
    assert "<script>alert(1)" not in tekst
    codes = [gast.get(f"/dossier/{nummer}/vergunning.json").status_code for _ in range(25)]
    assert codes[0] == 200
    assert codes[-1] == 429
