"""The pages and files of quality, without a browser: what they say, what they sort, and what they do not show."""

from __future__ import annotations

import csv
import io
import json
import re
import urllib.error
import urllib.request
from datetime import UTC, datetime

import pyarrow.parquet as pq
import pytest
from tests.api.klant import stelsel
from tests.demo import meld_aan, server

from stelsel.aanlevering import herstel, herstelgroepen, lever, score
from stelsel.begrippen import Dimensie
from stelsel.opslag import Opslag

STEWARD = "datasteward-dcmr"
LOC = "id;straat;huisnummer;postcode;woonplaats;x;y\n"
OEFEN = LOC + "OEF-1;Weg;1;1234SA;Ede;;\nOEF-2;Weg;1;1234sa;Ede;;\nOEF-3;Weg;0;1234SA;Ede;463000;155000\n"
ECHT = LOC + "L1;Weg;1;1234AB;Ede;;\nL2;Geheimelaan;0;1234AB;Ede;;\n"


@pytest.fixture(scope="module")
def winkel(tmp_path_factory):
    """Two sources: one with exercise data, delivered twice and mended once; one with real data, of which a whole delivery waits."""
    map_ = tmp_path_factory.mktemp("kwaliteit")
    opslag = Opslag(map_ / "data")

    def geef(bron, tekst, uur, soort="wijziging"):
        pad = map_ / "locatie.csv"
        pad.write_text(tekst)
        return lever(opslag, [pad], bron, soort=soort, moment=datetime(2024, 3, 1, uur, tzinfo=UTC))

    a = geef("dcmr", OEFEN, 8)
    (groep,) = [g for g in herstelgroepen(opslag, a.levering) if "postcode" in g.sleutel]
    herstel(opslag, a.levering, [groep.sleutel], door="steward")
    b = geef("dcmr", LOC + "OEF-9;Weg;1;1234SA;Ede;;\n", 9)
    vol = geef("odh", LOC + "".join(f"L{i};Weg;1;1234AB;Ede;;\n" for i in range(20)), 8, "geheel")
    wacht = geef("odh", ECHT, 10, "geheel")
    assert wacht.status == "wacht"
    return opslag, {"a": a, "b": b, "vol": vol, "wacht": wacht}


@pytest.fixture(scope="module")
def haal(winkel):
    """Fetch a page as anybody, or with `als=STEWARD` as data steward of the first source."""
    woord = stelsel(winkel[0], "toegang", "rol", STEWARD, "--organisatie", "dcmr", "--functie", "datasteward").split()[
        -1
    ]
    with server(winkel[0]) as adres:
        openers = {"": urllib.request.build_opener(), STEWARD: meld_aan(adres, STEWARD, woord)}

        def haal_(pad, als=""):
            try:
                with openers[als].open(adres + pad, timeout=30) as r:
                    return r.status, r.read()
            except urllib.error.HTTPError as e:
                return e.code, e.read()

        yield haal_


def pagina(haal, pad):
    status, inhoud = haal(pad)
    assert status == 200, pad
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", inhoud.decode()))


def test_de_pagina_van_een_levering_zegt_wat_er_van_haar_rijen_werd(winkel, haal):
    tekst = pagina(haal, f"/leveringen/{winkel[1]['a'].levering}/")
    assert "3 rijen ontvangen, 1 opgenomen, 1 wacht nog op herstel." in tekst
    assert "1 sindsdien hersteld en opgenomen" in tekst
    assert "over 4 van 5 dimensies" in tekst
    assert "niet te bepalen" in tekst
    assert "Inhoud wijzigingen" in tekst


def test_een_levering_die_wacht_zegt_wat_er_verdween_en_toont_geen_waarde_van_een_echt_bedrijf(winkel, haal):
    b = winkel[1]["wacht"]
    tekst = pagina(haal, f"/leveringen/{b.levering}/")
    assert "Deze levering wacht op bevestiging" in tekst
    assert re.search(r"locaties 20 18\b", tekst)
    assert "Geheimelaan" not in tekst
    rapport = haal(f"/leveringen/{b.levering}/kwaliteit.json")[1].decode()
    assert json.loads(rapport)["status"] == "wacht"
    assert json.loads(rapport)["controles"][0]["voorbeeld"] == {
        "recordtype": "locatie", "regel": 3, "veld": "huisnummer",
    }  # fmt: skip
    assert "Geheimelaan" not in rapport
    for pad in ("geweigerd.parquet", "0/geweigerd.csv"):
        assert haal(f"/leveringen/{b.levering}/{pad}")[0] == 403


def test_het_rapport_als_json_draagt_tellers_en_noemers(winkel, haal):
    a = winkel[1]["a"]
    j = json.loads(haal(f"/leveringen/{a.levering}/kwaliteit.json")[1])
    assert j["rijen"] == {"ontvangen": 3, "opgenomen": 1, "geweigerd": 2, "hersteld": 1, "afgehandeld": 0, "wacht": 1}
    assert j["score_bij_ontvangst"] == score(a).als_json()
    assert j["score"]["dimensies"]["geldigheid"] == {"score": 66.66, "teller": 2, "noemer": 3}
    assert {c["code"]: c["rijen"] for c in j["controles"]}["LOC-016"] == 1


def test_alle_geweigerde_rijen_als_parquet_met_kolommen_en_redenen(winkel, haal):
    a = winkel[1]["a"]
    assert haal(f"/leveringen/{a.levering}/geweigerd.parquet")[0] == 403
    status, inhoud = haal(f"/leveringen/{a.levering}/geweigerd.parquet", STEWARD)
    rijen = pq.read_table(io.BytesIO(inhoud)).to_pylist()
    assert (status, len(rijen)) == (200, a.quarantaine)
    laatste = rijen[-1]
    assert (laatste["regel"], laatste["record"], laatste["codes"]) == (4, "OEF-3", ["LOC-014", "LOC-016"])
    assert dict(zip(laatste["kolommen"], laatste["ruw"], strict=True))["huisnummer"] == "0"
    assert "463000" in laatste["redenen"][0]
    assert haal(f"/leveringen/{winkel[1]['b'].levering}/geweigerd.parquet", STEWARD)[0] == 404
    assert haal(f"/leveringen/{winkel[1]['wacht'].levering}/geweigerd.parquet", STEWARD)[0] == 403


def test_de_pagina_van_een_bron_toont_verloop_fouten_en_wat_wacht(haal, winkel):
    tekst = pagina(haal, "/leveringen/bron/dcmr/")
    assert "Er wacht nog 1 rij." in tekst
    assert "Er is niets geweigerd" in tekst
    assert "wacht op bevestiging" in pagina(haal, "/leveringen/bron/odh/")
    assert "nog niets geleverd dat meetelt" in pagina(haal, "/leveringen/bron/odru/")
    assert haal("/leveringen/bron/bestaatniet/")[0] == 404
    j = json.loads(haal("/leveringen/bron/dcmr/kwaliteit.json")[1])
    assert [p["levering"] for p in j["verloop"]] == [winkel[1]["a"].levering, winkel[1]["b"].levering]
    assert j["stand"]["wacht"] == 1


def vergelijking(haal, vraag):
    tekst = haal(f"/kwaliteit/vergelijking.csv{vraag}")[1].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(tekst), delimiter=";"))


@pytest.mark.parametrize(
    ("sorteer", "eerst"),
    [
        ("bron", "dcmr"),
        ("-bron", "odh"),
        ("rijen", "dcmr"),
        ("-rijen", "odh"),
        ("-wacht", "dcmr"),
        ("laatste", "odh"),
        ("onzin", "dcmr"),
    ],
)
def test_bronnen_naast_elkaar_sorteren_op_adres_en_de_download_volgt(haal, sorteer, eerst):
    assert vergelijking(haal, f"?sorteer={sorteer}")[0]["bron"] == eerst
    html = haal(f"/kwaliteit/?sorteer={sorteer}")[1].decode()
    assert re.findall(r"/leveringen/bron/(\w+)/", html)[0] == eerst
    assert "Download alle 2 rijen van deze selectie" in html


def test_wat_niet_te_bepalen_is_staat_bij_sorteren_achteraan_en_is_in_de_download_leeg(haal):
    for richting in ("", "-"):
        rijen = vergelijking(haal, f"?sorteer={richting}tijdigheid")
        assert [r["tijdigheid"] for r in rijen] == ["", ""]
        assert all(r["geldigheid"] for r in rijen)


def test_elke_dimensie_heeft_haar_definitie_op_een_pagina_en_als_json(haal):
    html = haal("/kwaliteit/definitie/")[1].decode()
    j = json.loads(haal("/kwaliteit/definitie.json")[1])
    assert [d["dimensie"] for d in j["dimensies"]] == [d.value for d in Dimensie]
    for d in j["dimensies"]:
        assert f'id="{d["dimensie"]}"' in html
        assert d["kanttekening"].split(".")[0] in html
    assert "eigen keuze van Stelsel, geen norm" in html
