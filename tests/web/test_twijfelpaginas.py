"""The pages of linking: the queue, why a record stands where it does, two records beside each other, and the decision."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urlencode

import pytest
from django.test import Client

from stelsel.opslag import Opslag
from stelsel.register import Verwijzing, bijwerken, koppeling, oordelen, twijfelgevallen
from stelsel.register.koppelen.vergelijkingen import LOCATIE, ONDERNEMING
from stelsel.toegang.rollen import geef_rol
from stelsel.web.koppelwoorden import BEVINDINGEN, ONBEKEND, een_op, in_woorden, keer

pytestmark = pytest.mark.django_db
LOC = "id;straat;huisnummer;postcode;woonplaats;gemeente\n"
VES = "id;locatie_id;handelsnaam;kvk_nummer\n"
V1, V2, V3 = (Verwijzing("vestiging", "dcmr", f"V{n}") for n in (1, 2, 3))


@pytest.fixture
def drie(geef, opslag, monkeypatch):
    """Three establishments of real companies: V1 and V2 under one KvK number, V3 on its own."""
    monkeypatch.setenv("STELSEL_DATA", str(opslag.map))
    geef("dcmr", locatie=LOC + "L1;Kade;1;3011AB;Rotterdam;GM0599\nL2;Dijk;2;3012AB;Rotterdam;GM0599\n",
         vestiging=VES + "V1;L1;Verf & <b>Lak;12345678\nV2;L2;Verf en <b>Lak;12345678\nV3;L2;Beits BV;12345687\n")  # fmt: skip
    bijwerken(opslag)
    return opslag


@pytest.fixture
def vol(demo, monkeypatch):
    """The small demo, of which a model learned."""
    monkeypatch.setenv("STELSEL_DATA", str(demo.map))
    return demo


@pytest.fixture
def bezoeker():
    return Client(headers={"host": "localhost"})


@pytest.fixture
def steward():
    return klant("dcmr")


def klant(bron: str) -> Client:
    rol, _ = geef_rol(f"datasteward-{bron}", bron, "datasteward", "toets")
    client = Client(headers={"host": "localhost"})
    client.force_login(rol.gebruiker, "django.contrib.auth.backends.ModelBackend")
    return client


def naast(a, b):
    return f"/koppeling/vergelijk/?{urlencode({'a': a.code, 'b': b.code})}"


def besluit(client, wat, a=V1, b=V2, reden="gebeld met de eigenaar", **anders):
    return client.post("/koppeling/besluit/", {"a": a.code, "b": b.code, "besluit": wat, "reden": reden}, **anders)


def tekst(antwoord) -> str:
    """What a reader sees, on one line."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", antwoord.text)).split())


def test_de_rij_toont_wat_wacht_met_kans_reden_en_winst(vol, bezoeker):
    gevallen, totaal = twijfelgevallen(vol)
    bladzij = tekst(bezoeker.get("/twijfel/"))
    assert f"{totaal} paren wachten op een mens" in bladzij
    assert in_woorden(gevallen[0].kans) in bladzij
    assert "De gegevens zeggen niet genoeg." in bladzij
    assert re.search(r"ongeveer \d+ rijen op hun plaats", bladzij)
    assert unescape(bezoeker.get("/twijfel/").text).count("/koppeling/vergelijk/?") == min(totaal, 25)


def test_de_rij_is_te_kiezen_op_soort_en_bron_en_gaat_in_bladen(vol, bezoeker):
    g = twijfelgevallen(vol)[0][0]
    _, totaal = twijfelgevallen(vol, g.soort, g.a.bron)
    bladzij = bezoeker.get(f"/twijfel/?soort={g.soort}&bron={g.a.bron}")
    assert bladzij.text.count("/koppeling/vergelijk/?") == totaal
    _, alle = twijfelgevallen(vol)
    if alle > 25:
        assert bezoeker.get("/twijfel/?blad=2").text.count("/koppeling/vergelijk/?") == min(alle - 25, 25)
    assert "Op dit blad staat niets." in bezoeker.get("/twijfel/?blad=999999").text
    assert bezoeker.get("/twijfel/?blad=x&soort=y&bron=z").status_code == 200


def test_de_weging_staat_er_als_beeld_als_tabel_en_in_woorden(vol, bezoeker):
    g = twijfelgevallen(vol)[0][0]
    antwoord = bezoeker.get(naast(g.a, g.b))
    bladzij = tekst(antwoord)
    assert "Vooraf: van elke" in bladzij
    assert re.search(r"dat maakt het \S.* keer waarschijnlijker\.", bladzij)
    assert "De weging als tabel" in bladzij
    assert "Gewogen met model 1" in bladzij
    assert 'class="s-weging"' in antwoord.text
    # A Dutch comma would break the drawing.
    assert not re.search(r'(?:x|width|x1)="\d+,\d', antwoord.text)


def test_elk_niveau_van_het_model_heeft_een_zin():
    for v in (LOCATIE, ONDERNEMING):
        for c in v.vergelijkingen:
            d = c.create_comparison_dict("duckdb")
            for niveau in d["comparison_levels"]:
                if niveau.get("is_null_level"):
                    assert d["output_column_name"] in ONBEKEND
                else:
                    assert (d["output_column_name"], niveau["label_for_charts"]) in BEVINDINGEN


@pytest.mark.parametrize(("bits", "woorden"), [
    (0.5, "1,4"), (-2, "4"), (6.87, "ongeveer 120"), (13.3, "ruim 10.000"), (22.8, "ruim 7 miljoen"), (31, "ruim 2 miljard"),
    (-1000, "meer dan duizend biljoen")])  # fmt: skip
def test_bits_worden_keren(bits, woorden):
    assert keer(bits) == woorden


@pytest.mark.parametrize(("kans", "woorden"), [
    (0.9999999, "vrijwel zeker, 99,9%"), (0.93, "waarschijnlijk, 93%"), (0.5, "eerder wel dan niet, 50%"),
    (0.3, "eerder niet dan wel, 30%"), (0.02, "onwaarschijnlijk, 2%"), (0.0, "vrijwel uitgesloten, minder dan 0,1%")])  # fmt: skip
def test_een_kans_heeft_een_woord_en_een_getal(kans, woorden):
    assert in_woorden(kans) == woorden


def test_vooraf_is_een_op_zoveel():
    assert een_op(-13.53) == "12.000"


def test_waarom_hier_noemt_nummer_medestanders_en_regel(drie, bezoeker):
    bladzij = bezoeker.get("/koppeling/vestiging/dcmr/V1/")
    assert koppeling(drie, V1).nummer in bladzij.text
    assert "zelfde KvK-nummer" in tekst(bladzij)
    assert naast(V1, V2).replace("&", "&amp;") in bladzij.text
    assert "<b>Lak" not in bladzij.text
    assert bezoeker.get("/koppeling/vestiging/dcmr/weg/").status_code == 404
    assert bezoeker.get("/koppeling/vergunning/dcmr/V1/").status_code == 404


def test_het_dossier_verwijst_naar_waarom_hier(drie, bezoeker):
    bladzij = bezoeker.get(f"/dossier/{koppeling(drie, V1).nummer}/").text
    assert 'href="/koppeling/vestiging/dcmr/V1/"' in bladzij
    assert 'href="/koppeling/locatie/dcmr/L1/"' in bladzij


def test_velden_staan_naast_elkaar_met_gelijk_bijna_of_verschilt(drie, bezoeker):
    bladzij = tekst(bezoeker.get(naast(V1, V2)))
    assert "Verf & <b>Lak Verf en <b>Lak = gelijk, anders geschreven" in bladzij
    assert "KvK-nummer 12345678 12345678 = gelijk" in bladzij
    assert "Kade 1, 3011AB Rotterdam" in bladzij
    assert "te weinig records om van te leren" in bladzij
    # Two digits changed places: a slip of the pen.
    assert "12345678 12345687 ≈ bijna gelijk" in tekst(bezoeker.get(naast(V1, V3)))


@pytest.mark.parametrize(("a", "b", "status"), [
    ("vestiging:dcmr:V1", "vestiging:dcmr:V1", 400), ("vestiging:dcmr:V1", "locatie:dcmr:L1", 400), ("x", "y", 400),
    ("vestiging:dcmr:V1", "vestiging:dcmr:V9", 404), ("", "", 400)])  # fmt: skip
def test_wat_niet_te_vergelijken_is_krijgt_een_uitleg(drie, bezoeker, a, b, status):
    assert bezoeker.get("/koppeling/vergelijk/", {"a": a, "b": b}).status_code == status


def test_alleen_wie_voor_een_van_beide_levert_beslist(drie, bezoeker):
    assert besluit(bezoeker, "anders").status_code == 302
    assert "/aanmelden/" in besluit(bezoeker, "anders").url
    ander = klant("odh")
    assert besluit(ander, "anders").status_code == 403
    assert "Uw besluit" not in ander.get(naast(V1, V2)).text
    assert oordelen(drie) == []
    streng = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
    streng.force_login(
        geef_rol("datasteward-dcmr", "dcmr", "datasteward", "toets")[0].gebruiker,
        "django.contrib.auth.backends.ModelBackend",
    )
    assert besluit(streng, "anders").status_code == 403
    assert oordelen(drie) == []


def test_een_besluit_telt_na_het_bijwerken_en_is_te_herroepen(drie, steward):
    oud = koppeling(drie, V1).nummer
    antwoord = tekst(besluit(steward, "anders", follow=True))
    assert "Vastgelegd: dit is niet hetzelfde. Het telt vanaf de volgende keer" in antwoord
    assert "datasteward-dcmr: gebeld met de eigenaar ◆ telt nog niet" in antwoord
    assert "1 oordeel telt vanaf de volgende keer" in tekst(steward.get("/twijfel/"))
    bijwerken(drie)
    nieuw = koppeling(drie, V2).nummer
    assert koppeling(drie, V1).nummer == oud != nieuw
    bladzij = tekst(steward.get(naast(V1, V2)))
    assert f"Het register houdt beide nu uiteen. Zij staan onder {oud} en {nieuw}" in bladzij
    assert "telt nog niet" not in bladzij
    assert "het eerdere besluit is herroepen" in tekst(besluit(steward, "herroepen", follow=True))
    assert besluit(steward, "herroepen").status_code == 409
    bijwerken(drie)
    assert koppeling(drie, V2).nummer == oud


def test_wie_en_waarom_van_echte_bedrijven_ziet_niet_iedereen(drie, steward, bezoeker):
    besluit(steward, "anders", reden="buurman zag het")
    bladzij = bezoeker.get(naast(V1, V2)).text
    assert "dit is niet hetzelfde" in bladzij
    assert "buurman" not in bladzij
    assert "datasteward-dcmr" not in bladzij


def test_zonder_reden_zonder_keuze_of_in_tegenspraak_wordt_niets_vastgelegd(drie, steward):
    assert besluit(steward, "anders", reden="  ").status_code == 400
    assert besluit(steward, "misschien").status_code == 400
    assert besluit(steward, "anders", b=Verwijzing("vestiging", "dcmr", "V9")).status_code == 404
    assert oordelen(drie) == []
    besluit(steward, "zelfde", V1, V3)
    besluit(steward, "zelfde", V3, V2)
    fout = besluit(steward, "anders")
    assert fout.status_code == 409
    assert "spreekt eerdere oordelen tegen" in fout.text
    assert len(oordelen(drie)) == 2


def test_zonder_register_zegt_de_rij_wat_te_doen(tmp_path, monkeypatch, bezoeker):
    monkeypatch.setenv("STELSEL_DATA", str(Opslag(tmp_path / "leeg").map))
    assert bezoeker.get("/twijfel/").status_code == 503
