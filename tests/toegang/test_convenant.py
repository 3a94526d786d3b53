"""Covenants in their five parts, from a file that is taken in whole or not at all; and the white spots that follow from them."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from tests.api.klant import stelsel

from stelsel.begrippen import Klasse, bestaande
from stelsel.toegang import Vraag, blik
from stelsel.toegang.convenant import (
    DICHT,
    ConvenantOngeldig,
    convenanten,
    laad_convenanten,
    lees_convenanten,
    partners,
    vlekken,
)
from stelsel.toegang.demo import maak_convenant

DAG = date(2026, 11, 1)
GOED = {
    "code": "milieu-rijnmond", "titel": "Proefconvenant", "belang": "veilig milieu", "doel": "opsporen", "doelen": ["handhavingstaak"],
    "houders": ["dcmr"], "klassen": ["strafrechtelijk"], "voorwaarden": "alleen voor de zaak", "ontvangers": ["odh", "politie-rotterdam"],
    "van": "2025-01-01", "tot": "2027-01-01", "bron": "verzonnen voor de toets",
}  # fmt: skip


@pytest.fixture
def bestand(tmp_path):
    def maak(inhoud):
        pad = tmp_path / "convenanten.json"
        pad.write_text(inhoud if isinstance(inhoud, str) else json.dumps(inhoud), encoding="utf-8")
        return pad

    return maak


def test_een_convenant_heeft_vijf_delen_een_duur_en_een_bron(bestand):
    (c,) = lees_convenanten(bestand([GOED]))
    assert (c.belang, c.doel, c.klassen, c.voorwaarden, c.ontvangers) == (
        "veilig milieu", "opsporen", {Klasse.STRAFRECHTELIJK}, "alleen voor de zaak", {"odh", "politie-rotterdam"},
    )  # fmt: skip
    assert (c.geldt(date(2024, 12, 31)), c.geldt(date(2025, 1, 1)), c.geldt(date(2027, 1, 1))) == (False, True, False)
    assert replace(c, tot=None).geldt(date(2050, 1, 1))


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"belang": ""}, "'belang' ontbreekt"), ({"bron": None}, "'bron' ontbreekt"), ({"klassen": []}, "'klassen' ontbreekt"),
        ({"klassen": ["openbaar"]}, "'openbaar' kan niet bij klassen"), ({"houders": ["nergens"]}, "'nergens' kan niet bij houders"),
        ({"doelen": ["onzin"]}, "'onzin' kan niet bij doelen"), ({"doelen": "handhavingstaak"}, "geen lijst"), ({"van": "morgen"}, "geen dag"),
        ({"van": 5}, "geen dag"),
        ({"van": "20260101"}, "geen dag"), ({"van": "2026-W01-1"}, "geen dag"), ({"titel": "\ud800"}, "bevat een teken"),
        ({"code": "Met Spatie"}, "'code' mag"), ({"titel": "x" * 201}, "langer dan 200"),
        ({"tot": "2024-01-01"}, "ligt niet na"), ({"titel": ["x"]}, "geen tekst"),
        ({"partij": "x"}, "kent het veld 'partij' niet"), ({"voorbeeld": "ja"}, "geen true of false"),
        ({"ontvangers": [{"a": 1}]}, "kan niet bij ontvangers"),
    ],
)  # fmt: skip
def test_elke_fout_wordt_verteld_met_haar_plaats(bestand, anders, zin):
    with pytest.raises(ConvenantOngeldig) as e:
        lees_convenanten(bestand([GOED, GOED | {"code": "tweede"} | anders]))
    assert any(zin in f for f in e.value.fouten)
    assert e.value.fouten[0].startswith("Convenant 2")


@pytest.mark.django_db
def test_alle_fouten_worden_tegelijk_verteld_en_dan_is_er_niets_geladen(bestand):
    fout = [GOED | {"code": "a", "van": "morgen", "doelen": ["onzin"]}, GOED, GOED | {"code": "b", "belang": ""}]
    with pytest.raises(ConvenantOngeldig) as e:
        laad_convenanten(lees_convenanten(bestand(fout)))
    assert [f.split(":")[0] for f in e.value.fouten] == ["Convenant 1 ('a')", "Convenant 1 ('a')", "Convenant 3 ('b')"]
    assert convenanten(DAG) == []


@pytest.mark.django_db
def test_een_einde_kan_er_een_keer_bij_en_gaat_niet_meer_weg(bestand):
    open_ = {k: v for k, v in GOED.items() if k != "tot"}
    assert laad_convenanten(lees_convenanten(bestand([open_]))) == 1
    assert laad_convenanten(lees_convenanten(bestand([GOED]))) == 1
    for anders in (open_, GOED | {"tot": "2028-01-01"}, GOED | {"tot": "2026-01-01"}):
        with pytest.raises(ConvenantOngeldig, match="zei iets anders"):
            laad_convenanten(lees_convenanten(bestand([anders])))
    assert [c.tot for c in convenanten(DAG)] == [date(2027, 1, 1)]


@pytest.mark.parametrize("inhoud", ["", "{", "[1]", "{}", '"x"', "[" * 100_000, "[[]]"])
def test_een_bestand_dat_iets_anders_is(bestand, inhoud):
    with pytest.raises(ConvenantOngeldig):
        lees_convenanten(bestand(inhoud))


def test_twee_met_een_code_is_een_fout(bestand):
    with pytest.raises(ConvenantOngeldig, match="meer dan eens"):
        lees_convenanten(bestand([GOED, GOED | {"titel": "anders"}]))


@pytest.mark.django_db
def test_geladen_opent_een_convenant_wat_het_noemt_en_niet_meer(bestand):
    v = Vraag("x", "odh", "handhavingsjurist", "handhavingstaak", dag=DAG)
    assert Klasse.STRAFRECHTELIJK not in blik(v).klassen
    assert laad_convenanten(lees_convenanten(bestand([GOED]))) == 1
    assert laad_convenanten(lees_convenanten(bestand([GOED]))) == 0
    (t,) = [t for t in blik(v).toegestaan if t.klasse is Klasse.STRAFRECHTELIJK]
    assert t.bronnen == {"dcmr"}
    assert Klasse.STRAFRECHTELIJK not in blik(replace(v, dag=date(2027, 1, 1))).klassen
    assert Klasse.STRAFRECHTELIJK not in blik(replace(v, organisatie="od-drenthe")).klassen
    with pytest.raises(ConvenantOngeldig, match="zei iets anders"):
        laad_convenanten(
            lees_convenanten(bestand([GOED | {"code": "nieuw"}, GOED | {"houders": ["dcmr", "od-drenthe"]}]))
        )
    assert [c.code for c in convenanten(DAG)] == ["milieu-rijnmond"]


@pytest.mark.django_db
def test_een_voorbeeld_draagt_zijn_merk_overal_waar_het_telt():
    maak_convenant()
    maak_convenant()
    (c,) = convenanten(DAG)
    b = blik(Vraag("x", "dcmr", "handhavingsjurist", "handhavingstaak", dag=DAG))
    assert Klasse.STRAFRECHTELIJK in b.klassen
    assert any("convenant oefenconvenant-rijnmond (voorbeeld)" in g for g in b.gronden)
    assert {a for v in vlekken("dcmr", DAG, [c]) for a in v.afspraken} == {"oefenconvenant-rijnmond (voorbeeld)"}
    gast = Client(headers={"host": "localhost"})
    assert "voorbeeld om mee te oefenen" in gast.get("/toegang/convenanten/").text
    assert "oefenconvenant-rijnmond (voorbeeld)" in gast.get("/toegang/convenanten/dcmr/").text


def test_witte_vlekken_zijn_alle_paren_en_klassen_die_geen_convenant_noemt(bestand):
    (c,) = lees_convenanten(bestand([GOED]))
    aantallen = {s: len(p) for s, p in partners(DAG).items()}
    assert (aantallen["provincie"], aantallen["om"], aantallen["politie"], aantallen["ilt"]) == (12, 1, 10, 1)
    for dienst in bestaande("omgevingsdienst", DAG):
        alle = vlekken(dienst.id, DAG, [c])
        assert len(alle) == sum(aantallen.values()) * len(DICHT)
        gedekt = {(v.partner.id, v.klasse) for v in alle if not v.wit}
        assert gedekt == ({("politie-rotterdam", Klasse.STRAFRECHTELIJK)} if dienst.id == "dcmr" else set())
    assert all(v.wit for v in vlekken("dcmr", date(2027, 1, 1), [c]))
    wet = {(v.soort, v.klasse) for v in vlekken("dcmr", DAG, []) if v.wet}
    assert ("provincie", Klasse.BESTUURLIJKE_HANDHAVING) in wet
    assert ("provincie", Klasse.STRAFRECHTELIJK) not in wet
    assert ("om", Klasse.STRAFRECHTELIJK) in wet


@pytest.mark.django_db
def test_de_paginas_tonen_vijf_delen_kaart_en_tabel(bestand):
    gast = Client(headers={"host": "localhost"})
    assert "Er zijn geen convenanten geladen" in gast.get("/toegang/convenanten/").text
    laad_convenanten(lees_convenanten(bestand([GOED | {"titel": "<b>Proef</b>"}])))
    tekst = gast.get("/toegang/convenanten/").text
    for zin in ("veilig milieu", "alleen voor de zaak", "&lt;b&gt;Proef", "s-vlekkaart__stip", "9 van 10"):
        assert zin in tekst, zin
    assert "12 van 12" in gast.get("/toegang/convenanten/", {"klasse": "bestuurlijke handhaving"}).text
    eigen = gast.get("/toegang/convenanten/dcmr/").text
    assert "milieu-rijnmond" in eigen
    assert "geen convenant" in eigen
    for pad in ("/toegang/convenanten/onzin/", "/toegang/convenanten/om/"):
        assert gast.get(pad).status_code == 404
    assert [c.code for c in convenanten(DAG)] == ["milieu-rijnmond"]


def test_de_opdracht_laadt_alles_of_niets(opslag, bestand):
    with pytest.raises(subprocess.CalledProcessError) as e:
        stelsel(opslag, "toegang", "convenanten", str(bestand([GOED, GOED | {"code": "b", "belang": ""}])))
    assert e.value.returncode == 2
    assert "Er is niets geladen" in e.value.stderr
    assert "1 convenant gelezen, 1 nieuw of gewijzigd" in stelsel(
        opslag, "toegang", "convenanten", str(bestand([GOED]))
    )
