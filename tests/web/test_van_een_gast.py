"""What a visitor met who knew only the README, and one who meant harm: of the pages of the register."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from django.test import Client

from stelsel.aanlevering import lever
from stelsel.opslag import Opslag
from stelsel.register import Verwijzing, bijwerken, koppeling, oordeel
from stelsel.register.oordelen import VerwijzingOngeldig
from stelsel.toegang.rollen import geef_rol
from stelsel.vergunning.vergelijken import woordverschil
from stelsel.web import vergunningweergave
from stelsel.web.views import koppeling as koppelpaginas

pytestmark = pytest.mark.django_db
LOC = "id;straat;huisnummer;postcode;woonplaats;gemeente\n"
VES = "id;locatie_id;handelsnaam;kvk_nummer\n"
PER = "id;locatie_id;vestiging_id;soort;besluitdatum;bevoegd_gezag;begindatum;hoofdbesluit_id\n"
VRS = "id;vergunning_id;nummer;tekst;vervangt_id;werking\n"
V1, V2 = (Verwijzing("vestiging", "dcmr", f"V{n}") for n in (1, 2))
HIER = {"host": "localhost"}


@pytest.fixture
def opslag(tmp_path, monkeypatch):
    monkeypatch.setenv("STELSEL_DATA", str(tmp_path / "data"))
    return Opslag()


@pytest.fixture
def bedrijf(opslag, schrijf):
    """A real company of two establishments under one KvK number, one of which has a permit that was changed in 2020."""
    voor = "".join(f"A{i};P1;1.{i};Ten hoogste {i} mg.;;stelt\n" for i in range(1, 5))
    na = "".join(f"B{i};P2;1.{i};Ten hoogste {i + 5} mg.;A{i};wijzigt\n" for i in range(1, 5))
    tabellen = {
        "locatie": LOC + "L1;Kade;1;3011AB;Rotterdam;GM0599\nL2;Dijk;2;3012AB;Rotterdam;GM0599\n",
        "vestiging": VES + "V1;L1;Verf BV;12345678\nV2;L2;Verf BV;12345678\n",
        "vergunning": PER
        + "P1;L1;V1;verlening;2012-04-12;PV28;2012-05-01;\nP2;L1;V1;wijziging;2020-04-12;PV28;2020-05-01;P1\n",
        "voorschrift": VRS + voor + na,
    }
    lever(opslag, [schrijf(**tabellen)], "dcmr", moment=datetime(2025, 3, 1, tzinfo=UTC))
    bijwerken(opslag)
    return opslag


@pytest.fixture
def gast():
    return Client(headers=HIER)


def test_wie_splitste_ziet_een_bezoeker_van_een_echt_bedrijf_niet(bedrijf, gast):
    oordeel(bedrijf, "onderneming", V1, V2, "anders", door="jan-jansen", reden="gebeld met Piet")
    bijwerken(bedrijf)
    los = koppeling(bedrijf, V2).nummer
    tekst = gast.get(f"/nummer/{los}/").text
    assert "afgesplitst van" in tekst
    assert "een mens" in tekst
    assert "jan-jansen" not in tekst
    assert "Piet" not in tekst


def test_een_nummer_van_later_had_in_een_eerdere_stand_geen_rijen(bedrijf, gast):
    oordeel(bedrijf, "onderneming", V1, V2, "anders", door="x", reden="y")
    bijwerken(bedrijf)
    antwoord = gast.get(f"/nummer/{koppeling(bedrijf, V2).nummer}/?stand=1")
    assert antwoord.status_code == 200
    assert "In stand 1 hadden 0 rijen dit nummer." in antwoord.text


def test_tekst_zonder_woorden_is_geen_vraag_om_alles(bedrijf, gast):
    antwoord = gast.get("/zoek/selectie.csv?q=%22%3B%00")
    assert antwoord.status_code == 400
    assert "staat geen woord of nummer" in antwoord.text
    assert gast.get("/zoek/selectie.csv").status_code == 200


def test_wat_niet_wordt_gekoppeld_is_geen_record(bedrijf, gast):
    antwoord = gast.get(f"/koppeling/vergelijk/?a={V1.code}&b=handhavingsactie:dcmr:H1")
    assert antwoord.status_code == 400
    assert "onderneming, vestiging of locatie" in antwoord.text
    assert gast.get("/koppeling/handhavingsactie/dcmr/H1/").status_code == 404
    with pytest.raises(VerwijzingOngeldig):
        Verwijzing.lees("meting:dcmr:M1")


def test_een_formulier_dat_niet_kwam_zegt_wat_te_doen(bedrijf):
    rol, _ = geef_rol("datasteward-dcmr", "dcmr", "datasteward", "toets")
    client = Client(headers=HIER, enforce_csrf_checks=True)
    client.force_login(rol.gebruiker, "django.contrib.auth.backends.ModelBackend")
    for pad in ("/koppeling/besluit/", "/tegenspraak/meld/"):
        leeg = client.get(pad)
        assert (leeg.status_code, leeg["Allow"]) == (405, "POST")
        assert "Er is niets verstuurd." in leeg.text
        verlopen = client.post(pad, {})
        assert verlopen.status_code == 403
        assert "Het formulier is verlopen." in verlopen.text
        assert "Forbidden" not in verlopen.text


def test_een_andere_locatie_krijgt_niet_de_vergunning_van_deze(bedrijf, gast):
    nummer = koppeling(bedrijf, V1).nummer
    ander = koppeling(bedrijf, Verwijzing("locatie", "dcmr", "L2")).nummer
    for vorm in ("/", ".json", ".pdf"):
        assert gast.get(f"/dossier/{nummer}/vergunning{vorm}?locatie={ander}").status_code == 404
    assert gast.get(f"/dossier/{nummer}/vergunning/?locatie={ander}&bekend_op=2024-01-01").status_code == 200


def test_te_veel_voorschriften_worden_geen_pdf_en_verschillen_komen_bij_een_blad_vol(bedrijf, gast, monkeypatch):
    adres = f"/dossier/{koppeling(bedrijf, V1).nummer}/vergunning"
    monkeypatch.setattr(vergunningweergave, "PAPIER_VOORSCHRIFTEN", 4)
    assert gast.get(f"{adres}.pdf").status_code == 200
    vol = gast.get(f"{adres}.pdf?vergelijk=2015-01-01")
    assert vol.status_code == 413
    assert "Dit is te veel voor een PDF: 8 rijen met voorschriften." in vol.text
    monkeypatch.setattr(vergunningweergave, "PER_BLAD", 3)
    tekst = gast.get(f"{adres}/?vergelijk=2015-01-01").text
    assert "Hier staan de eerste 3 van 4 verschillen." in tekst
    assert len(gast.get(f"{adres}.json?vergelijk=2015-01-01").json()["verschil"]) == 4


def test_een_lange_tekst_vergelijken_kost_geen_seconden():
    oud, nieuw = (" ".join(f"{w}{i % 97}" for i in range(4_000)) for w in "ab")
    begin = time.perf_counter()
    stukken = woordverschil(oud, nieuw)
    assert time.perf_counter() - begin < 1
    assert "".join(t for s, t in stukken if s != "erbij") == oud
    assert "".join(t for s, t in stukken if s != "weg") == nieuw


def test_brefs_van_een_dienst_die_niet_bestaat_is_geen_lege_lijst(bedrijf, gast):
    assert gast.get("/vergunningen/brefs/?dienst=onzin").status_code == 404
    assert gast.get("/vergunningen/brefs.csv?dienst=onzin").status_code == 404
    assert gast.get("/vergunningen/brefs/?dienst=dcmr").status_code == 200


def test_alleen_het_laatste_besluit_over_een_paar_wacht_om_te_tellen(bedrijf, gast):
    for besluit in ("zelfde", "anders"):
        oordeel(bedrijf, "onderneming", V1, V2, besluit, door="x", reden="y")
    tekst = gast.get(f"/koppeling/vergelijk/?a={V1.code}&b={V2.code}").text
    assert tekst.count("telt nog niet") == 1
    assert "1 oordeel telt vanaf de volgende keer" in gast.get("/twijfel/").text


def test_vergelijken_kan_niet_eindeloos_vaak(bedrijf, gast, monkeypatch):
    monkeypatch.setattr(koppelpaginas, "INEENS", 2)
    pad = f"/koppeling/vergelijk/?a={V1.code}&b={V2.code}"
    assert [gast.get(pad).status_code for _ in range(3)] == [200, 200, 429]
