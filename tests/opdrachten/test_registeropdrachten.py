"""The register on the command line: what is doubtful, a decision, and why a record stands where it does."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from stelsel.cli import main
from stelsel.opdrachten.register import _kans
from stelsel.opslag import Opslag
from stelsel.register import twijfelgevallen

LOC = "id;straat;huisnummer;postcode;woonplaats;gemeente\n"
VES = "id;locatie_id;handelsnaam;kvk_nummer\n"
V1, V2, V3 = "vestiging:dcmr:V1", "vestiging:dcmr:V2", "vestiging:dcmr:V3"


@pytest.fixture
def drie(geef, opslag, monkeypatch):
    """Three establishments, two of them under one KvK number; the commands find them."""
    monkeypatch.setenv("STELSEL_DATA", str(opslag.map))
    geef("dcmr", locatie=LOC + "L1;Kade;1;3011AB;Rotterdam;GM0599\n",
         vestiging=VES + "V1;L1;Verf BV;12345678\nV2;L1;Lak BV;12345678\nV3;L1;Beits BV;\n")  # fmt: skip
    draai("bijwerken")
    return opslag


def draai(*woorden, code=0):
    r = CliRunner().invoke(main, ["register", *woorden])
    assert r.exit_code == code, r.output
    return r.output


def test_twijfel_noemt_paren_met_de_meeste_winst_eerst(demo, monkeypatch):
    monkeypatch.setenv("STELSEL_DATA", str(demo.map))
    gevallen, totaal = twijfelgevallen(Opslag())
    uit = draai("twijfel", "--aantal", "2")
    assert gevallen[0].a.code in uit
    assert f"{totaal} paren wachten op een besluit; hier staan de eerste 2." in uit
    j = json.loads(draai("twijfel", "--soort", "locatie", "--bron", gevallen[0].a.bron, "--json"))
    assert all(
        g["soort"] == "locatie" and gevallen[0].a.bron in (g["a"]["bron"], g["b"]["bron"]) for g in j["gevallen"]
    )


def test_zonder_twijfel_wacht_er_niets(drie):
    assert draai("twijfel") == "0 paren wachten op een besluit.\n"


def test_koppeling_noemt_nummer_en_regel(drie):
    uit = draai("koppeling", V1)
    assert "vestiging:dcmr:V2: zelfde KvK-nummer" in uit
    j = json.loads(draai("koppeling", V3, "--json"))
    assert (j["soort"], j["leden"]) == ("onderneming", [])
    assert "Geen ander record" in draai("koppeling", V3)


def test_een_oordeel_telt_na_bijwerken_en_is_te_herroepen(drie):
    uit = draai("oordeel", "anders", V1, V2, "--reden", "twee bedrijven", "--door", "inspecteur")
    assert "anders, door inspecteur." in uit
    assert "stelsel register bijwerken" in uit
    draai("bijwerken")
    assert "Geen ander record" in draai("koppeling", V2)
    draai("oordeel", "herroepen", V1, V2, "--reden", "toch niet")
    draai("bijwerken")
    assert "zelfde KvK-nummer" in draai("koppeling", V2)


@pytest.mark.parametrize("woorden", [
    ("oordeel", "anders", V1, V2, "--reden", " "), ("oordeel", "anders", V1, V1, "--reden", "x"), ("oordeel", "herroepen", V1, V2, "--reden", "x"),
    ("oordeel", "zelfde", V1, "locatie:dcmr:L1", "--reden", "x"), ("oordeel", "zelfde", V1, "V2", "--reden", "x"),
    ("koppeling", "vestiging:dcmr:V9"), ("koppeling", "vergunning:dcmr:V1"), ("oordeel", "zelfde", V1, V2)])  # fmt: skip
def test_wat_niet_kan_wordt_niet_vastgelegd(drie, woorden):
    draai(*woorden, code=2)
    assert not drie.bestanden("oordeel")


def test_bijwerken_houdt_tegen_wat_te_veel_samenvoegt_tot_iemand_het_toelaat(drie):
    draai("oordeel", "zelfde", V1, V3, "--reden", "zelfde eigenaar")
    draai("bijwerken", "--samenvoegingen", "0", code=2)
    assert "Geen ander record" in draai("koppeling", V3)
    assert "Stand 2" in draai("bijwerken", "--samenvoegingen", "1")
    assert "Stand 3" in draai("bijwerken", "--hertrain")


def test_een_bron_die_niet_bestaat_is_geen_lege_rij(drie):
    assert "Bron 'onzin' bestaat niet" in draai("twijfel", "--bron", "onzin", code=2)
    r = CliRunner().invoke(main, ["vergunning", "brefs", "--dienst", "onzin"])
    assert (r.exit_code, "Bron 'onzin' bestaat niet" in r.output) == (2, True)


def test_nooit_heel_zeker(drie):
    assert [_kans(k) for k in (0.99996, 0.5, 0.0001)] == ["meer dan 99%", "50%", "minder dan 1%"]


def test_een_sleutel_tussen_dubbele_punten_wordt_geen_plaatje(drie):
    assert "'foo:a:b' wijst geen record aan" in draai("koppeling", "foo:a:b", code=2)
