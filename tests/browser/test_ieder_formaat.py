"""A delivery in the strangest dialect of each format goes through the web; what waits is mended there."""

from __future__ import annotations

import pytest
from tests.api.klant import stelsel
from tests.demo import server
from tests.vreemd import vreemdste

from stelsel.aanlevering import bevindingen, bewijs, bewijzen, wachtend
from stelsel.opslag import Opslag

NIEUW = "/leveringen/nieuw/"


@pytest.fixture(scope="module")
def deur(tmp_path_factory):
    opslag = Opslag(tmp_path_factory.mktemp("deur") / "data")
    woord = stelsel(
        opslag, "toegang", "rol", "steward-dcmr", "--organisatie", "dcmr", "--functie", "datasteward"
    ).split()[-1]
    with server(opslag) as adres:
        yield opslag, adres, woord


@pytest.fixture(scope="module")
def basis_url(deur) -> str:
    """These pages are of the server above; the demo is not needed."""
    return deur[1]


@pytest.fixture
def steward(deur, nieuwe_pagina):
    """A page of the steward, at the form."""

    def open_(**opties):
        pagina = nieuwe_pagina(**opties)
        pagina.goto(f"/aanmelden/?next={NIEUW}")
        pagina.get_by_label("Naam", exact=True).fill("steward-dcmr")
        pagina.get_by_label("Wachtwoord").fill(deur[2])
        pagina.get_by_role("button", name="Meld aan").click()
        return pagina

    return open_


def lever_in(pagina, *paden) -> None:
    pagina.goto(NIEUW)
    pagina.get_by_label("Bestanden", exact=True).set_input_files(list(paden))
    pagina.get_by_role("button", name="Lever in").click()
    pagina.get_by_role("link", name="Naar het kwaliteitsrapport").wait_for(timeout=60_000)


def test_het_vreemdste_van_elk_formaat_komt_door_de_deur(deur, steward, tmp_path):
    pagina = steward()
    paden = vreemdste(tmp_path)
    for pad in paden:
        lever_in(pagina, pad)
        b = bewijzen(deur[0])[-1]
        assert b.bestanden[0].naam.startswith(pad.name)
        # The archive holds all the other files: the same two keys again and again.
        codes = {f["code"] for f in bevindingen(deur[0], [b.levering]) if f["ernst"] == "fout"}
        assert codes == ({"LOC-501"} if pad.suffix == ".zip" else set()), pad.name
        assert {d.recordtype for d in b.bestanden} == {"locatie"}, pad.name
        assert b.geaccepteerd >= 2, pad.name
        pagina.get_by_role("link", name="Naar het kwaliteitsrapport").click()
        vorm = b.bestanden[0].vorm
        assert pagina.get_by_text(vorm["soort"].upper()).count()
    assert {p.suffix for p in paden} >= {".csv", ".xlsx", ".ods", ".parquet", ".json", ".jsonl", ".gpkg", ".zip"}


def test_wat_wacht_wordt_op_het_web_hersteld_en_ingetrokken(deur, steward, tmp_path, axe, schermafdruk):
    opslag = deur[0]
    pad = tmp_path / "vestiging.csv"
    kop = "id;locatie_id;handelsnaam;kvk_nummer;begindatum\n"
    pad.write_text(
        kop + "V1;L1;Verf en Lak;68750110;1-5-2019\nV2;L1;Proef;68750111;ooit\nV3;L2;Loods;68750112;2 mei 2020\n"
    )
    pagina = steward()
    lever_in(pagina, pad)
    b = bewijzen(opslag)[-1]
    pagina.goto(f"/leveringen/{b.levering}/")
    assert axe(pagina) == []
    pagina.get_by_role("link", name="Herstel of trek in wat wacht").click()
    assert axe(pagina) == []
    schermafdruk(pagina, "herstel")
    pagina.get_by_role("button", name="Herstel 2 rijen").click()
    pagina.get_by_text("2 rijen zijn hersteld en opgenomen.").wait_for()
    assert bewijzen(opslag)[-1].van == b.levering
    pagina.get_by_label("Welke rijen").select_option("")
    pagina.get_by_label("Reden").fill("proefrij")
    pagina.get_by_role("button", name="Trek deze rijen in").click()
    pagina.get_by_text("1 rij is ingetrokken.").wait_for()
    assert {w.levering: w.open for w in wachtend(opslag, "dcmr")}[b.levering] == 0
    assert bewijs(opslag, b.levering).quarantaine == 3
    smal = steward(viewport={"width": 360, "height": 800})
    smal.goto(f"/leveringen/{b.levering}/herstel/")
    assert smal.evaluate("document.documentElement.scrollWidth") <= 360
