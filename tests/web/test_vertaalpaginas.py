"""The page of a translation: for who delivers for the source, every fault at its place, nothing of a sample kept."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from stelsel.aanlevering import vertaling, vertalingen
from stelsel.opslag import Opslag
from stelsel.toegang.gebruikers import maak_gebruiker
from stelsel.toegang.rollen import geef_rol

pytestmark = pytest.mark.django_db
GOED = '# van ons\n[[tabel]]\nrecordtype = "onderneming"\nbestand = "bedrijven"\n[tabel.velden]\nid = "nr"\nnaam = "naam"\n'
CSV = b"RelatieNummer;StatutaireNaam;KvKnummer;<b>\n9;Proef & Zo;68750110;x\n10;Toets;12345678;y\n"


@pytest.fixture
def opslag(tmp_path, monkeypatch):
    monkeypatch.setenv("STELSEL_DATA", str(tmp_path / "data"))
    return Opslag()


@pytest.fixture
def steward():
    rol, _ = geef_rol("datasteward-dcmr", "dcmr", "datasteward", "toets")
    client = Client(headers={"host": "localhost"})
    client.force_login(rol.gebruiker, "django.contrib.auth.backends.ModelBackend")
    return client


def bewaar(client, tekst, na=0, **meer):
    return client.post("/vertalingen/dcmr/", {"tekst": tekst, "na": na, "reden": "daarom", **meer})


def test_alleen_wie_voor_de_bron_levert_ziet_en_wijzigt_haar_vertaling(opslag, steward, client):
    assert client.get("/vertalingen/dcmr/", headers={"host": "localhost"}).status_code == 302
    assert steward.get("/vertalingen/odh/").status_code == 403
    assert steward.post("/vertalingen/odh/", {"tekst": GOED, "na": 0}).status_code == 403
    assert steward.post("/vertalingen/odh/voorstel/", {}).status_code == 403
    ander = Client(headers={"host": "localhost"})
    ander.force_login(maak_gebruiker("zonder-rol")[0], "django.contrib.auth.backends.ModelBackend")
    assert ander.get("/vertalingen/dcmr/").status_code == 403
    assert "nog voor geen enkele bron" in ander.get("/vertalingen/").text
    assert "DCMR" in steward.get("/vertalingen/").text
    assert steward.get("/vertalingen/dcmr/?nr=7").status_code == 404
    assert not (opslag.map / "vertalingen").exists()


def test_zonder_csrf_verandert_er_niets(opslag, steward):
    streng = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
    streng.cookies = steward.cookies
    assert bewaar(streng, GOED).status_code == 403
    assert vertalingen(opslag, "dcmr") == []


def test_bewaren_maakt_een_versie_met_wie_en_waarom_in_de_eigen_regels_van_de_tekst(opslag, steward):
    antwoord = bewaar(steward, GOED.replace("\n", "\r\n"))
    assert antwoord.url == "/vertalingen/dcmr/?nr=1&bewaard=1"
    v = vertaling(opslag, "dcmr")
    assert (v.tekst, v.door, v.reden) == (GOED, "datasteward-dcmr", "daarom")
    assert "# van ons" in steward.get(antwoord.url).text


def test_elke_fout_staat_op_de_pagina_met_haar_regel_en_de_tekst_blijft_staan(opslag, steward):
    fout = GOED + 'kvknummer = "k"\nrsin = { kolom = "<script>", datum = "x" }\n'
    antwoord = bewaar(steward, fout)
    assert antwoord.status_code == 400
    for zin in ("regel 8: Een onderneming heeft dit veld niet. Bedoelt u kvk_nummer?", "regel 9: &#x27;datum&#x27; kan alleen",
                "rsin = { kolom = &quot;&lt;script&gt;&quot;"):  # fmt: skip
        assert zin in antwoord.text
    assert "<script>" not in antwoord.text.split("<main", 1)[1]
    assert vertalingen(opslag, "dcmr") == []


def test_wie_over_een_nieuwere_versie_heen_bewaart_ziet_haar_eerst(opslag, steward):
    bewaar(steward, GOED)
    antwoord = bewaar(steward, GOED + "# anders\n")
    assert antwoord.status_code == 400
    assert "Intussen heeft datasteward-dcmr versie 1 bewaard." in antwoord.text
    assert 'name="na" value="1"' in antwoord.text
    assert bewaar(steward, GOED + "# anders\n", na=1).status_code == 302


def test_een_voorstel_uit_een_bestand_staat_op_de_pagina_en_het_bestand_nergens(opslag, steward):
    antwoord = steward.post("/vertalingen/dcmr/voorstel/", {"bestand": SimpleUploadedFile("relaties.csv", CSV)})
    assert antwoord.status_code == 200
    assert "StatutaireNaam".lower() in antwoord.text
    assert "kvk_nummer = &quot;kvknummer&quot;" in antwoord.text
    assert "&lt;b&gt;" in antwoord.text
    assert vertalingen(opslag, "dcmr") == []
    assert not [p for p in opslag.map.rglob("*") if p.is_file() and b"Proef" in p.read_bytes()]


@pytest.mark.parametrize(
    ("naam", "inhoud", "zin"),
    [("x.exe", b"MZ", "kan Stelsel niet lezen"), ("x.csv", b"", "leeg"), ("x.csv", b"a;b\n" + b"1;2\n" * 1_100_000, "groter dan 4 MB")],
    ids=["soort", "leeg", "groot"],
)  # fmt: skip
def test_een_bestand_dat_niet_kan_is_een_zin_op_de_pagina(opslag, steward, naam, inhoud, zin):
    antwoord = steward.post("/vertalingen/dcmr/voorstel/", {"bestand": SimpleUploadedFile(naam, inhoud)})
    assert antwoord.status_code == 400
    assert zin in antwoord.text
