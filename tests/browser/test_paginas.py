"""Every page in a real browser: no axe violations, usable at 360 px and at 200%, with and without JavaScript."""

from __future__ import annotations

import base64
import csv
import io
import re

import pytest
from tests.zicht import ALLES

from stelsel.aanlevering import bewijzen
from stelsel.register import dossier, zoek

PAGINAS = [
    "/", "/zoek/", "/zoek/?q=oefen", "/zoek/?q=xyzzy+oefen",
    "/zoek/?q=oefn&ippc=ja&bezocht_voor=2030-01-01&nooit=ja", "/zoek/?q=52.1,+5.4", "/kaart/", "/leveringen/",
    "/tegenspraak/?bron=dcmr", "/kwaliteit/?sorteer=-totaal", "/kwaliteit/definitie/", "/leveringen/bron/dcmr/", "/begrippen/",
    "/begrippen/vestiging/", "/begrippen/codelijsten/", "/regels/?soort=locatie", "/over/", "/toegankelijkheid/",
    "/regels/BEV-019/", "/regels/LOC-309/", "/regels/RIJ-001/",
    "/programma/", "/programma/ibp-vth/pijler/4/", "/programma/ibp-vth/onderwerp/P2(4)/", "/programma/ibp-vth/samenhang/",
    "/programma/ibp-vth/besluiten/", "/programma/ibp-vth/risicos/", "/programma/ibp-vth/stand/?peildatum=2024-04-01",
    "/programma/ibp-vth/tryouts/", "/aanmelden/",
    "/programma/ibp-vth/verschil/", "/programma/ibp-vth/verantwoording/",
]  # fmt: skip


@pytest.fixture(scope="session")
def rijk_dossier(demo):
    """Number of the company of which most is known."""
    treffers = [
        dossier(demo, t.nummer, zicht=ALLES)
        for t in zoek(demo, "oefen", hoogstens=100).treffers
        if t.soort == "onderneming"
    ]
    return max(treffers, key=lambda d: len(d.van("bevinding")) + 5 * len(d.van("handhavingsactie"))).nummer


@pytest.fixture(scope="session")
def alle_paginas(demo, rijk_dossier):
    echt = zoek(demo, "echt bedrijf").treffers[0].nummer
    levering = bewijzen(demo)[0].levering
    plekken = (p.nummer for t in zoek(demo, "oefen", hoogstens=100).treffers for p in dossier(demo, t.nummer).locaties)
    vergund = max(plekken, key=lambda n: len(dossier(demo, n).van("vergunning")))
    return [*PAGINAS, f"/dossier/{rijk_dossier}/", f"/dossier/{rijk_dossier}/?peildatum=2020-06-01", f"/dossier/{echt}/",
            f"/dossier/{rijk_dossier}/vergunning/", f"/dossier/{vergund}/vergunning/?vergelijk=2021-01-01", "/vergunningen/brefs/?gezag=PV25",
            f"/nummer/{rijk_dossier}/?stand=1", f"/leveringen/{levering}/"]  # fmt: skip


@pytest.mark.parametrize(("kleuren", "regels"), [("light", ()), ("dark", ("color-contrast",))])
def test_geen_enkele_pagina_heeft_een_overtreding_van_axe(nieuwe_pagina, axe, alle_paginas, kleuren, regels):
    pagina = nieuwe_pagina(color_scheme=kleuren)
    fouten = {}
    for adres in alle_paginas:
        pagina.goto(adres)
        if gevonden := axe(pagina, *regels):
            fouten[adres] = gevonden
    assert fouten == {}


@pytest.mark.parametrize("breedte", [360, 640])
def test_geen_pagina_schuift_zijwaarts_op_een_smal_scherm_of_bij_200_procent(nieuwe_pagina, alle_paginas, breedte):
    pagina = nieuwe_pagina(breedte)
    te_breed = {}
    for adres in alle_paginas:
        pagina.goto(adres)
        over = pagina.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if over > 0:
            te_breed[adres] = over
    assert te_breed == {}


def test_elke_pagina_in_het_engels_heeft_de_taal_in_haar_kop(nieuwe_pagina, axe):
    pagina = nieuwe_pagina()
    pagina.goto("/zoek/")
    pagina.get_by_role("button", name="English").click()
    assert pagina.locator("html").get_attribute("lang") == "en"
    assert pagina.get_by_role("heading", level=1).inner_text() == "Search"
    assert axe(pagina) == []


def test_zoeken_terwijl_u_typt(nieuwe_pagina):
    pagina = nieuwe_pagina()
    pagina.goto("/zoek/")
    pagina.locator("#zoek-groot").press_sequentially("oefen", delay=20)
    pagina.wait_for_selector(".s-lijst__rij mark")
    pagina.wait_for_function("location.search === '?q=oefen'")
    pagina.locator("#zoek-groot").fill("qqqqqq")
    pagina.wait_for_selector("text=Niets gevonden")


def test_zonder_javascript_werken_zoeken_dossier_en_peildatum(nieuwe_pagina, rijk_dossier):
    pagina = nieuwe_pagina(java_script_enabled=False)
    pagina.goto("/")
    pagina.get_by_role("banner").get_by_role("searchbox").fill(rijk_dossier)
    pagina.get_by_role("banner").get_by_role("button", name="Zoek").click()
    pagina.locator(".s-lijst__naam").first.click()
    assert rijk_dossier in pagina.url
    pagina.locator("#peildatum").fill("2018-01-01")
    pagina.get_by_role("button", name="Toon").click()
    assert "1 januari 2018" in pagina.locator(".s-peilbalk").inner_text()


def test_met_alleen_het_toetsenbord_naar_een_dossier(nieuwe_pagina, rijk_dossier):
    pagina = nieuwe_pagina()
    pagina.goto("/")
    pagina.keyboard.press("Tab")
    assert pagina.evaluate("document.activeElement.className") == "s-springlink"
    pagina.keyboard.press("/")
    pagina.keyboard.type(rijk_dossier)
    pagina.keyboard.press("Enter")
    pagina.wait_for_selector(".s-lijst__naam")
    pagina.locator(".s-lijst__naam").first.focus()
    pagina.keyboard.press("Enter")
    pagina.wait_for_url(re.compile("/dossier/"))


def test_het_dossier_toont_tijdlijn_kaart_en_van_elk_feit_de_herkomst(als, rijk_dossier, schermafdruk):
    pagina = als("inspecteur-dcmr")
    pagina.goto(f"/dossier/{rijk_dossier}/")
    assert pagina.locator(".s-oefenbalk").count() == 1
    assert pagina.locator(".s-tijdlijn__stip").count() >= 3
    rijen = pagina.locator("section table tbody tr[id]").count()
    assert rijen > 3
    assert pagina.locator("section table tbody tr[id] > td .s-herkomst").count() == rijen
    herkomst = pagina.locator(".s-herkomst").first
    herkomst.locator("summary").click()
    assert re.search(r"regel \d+", herkomst.inner_text())
    wacht_op_kaart(pagina)
    schermafdruk(pagina, "dossier")
    schermafdruk(pagina, "dossier", 360)


def test_een_echt_bedrijf_draagt_geen_oefenmerk(nieuwe_pagina, demo):
    pagina = nieuwe_pagina()
    pagina.goto(f"/dossier/{zoek(demo, 'echt bedrijf').treffers[0].nummer}/")
    assert pagina.locator(".s-oefenbalk, .s-merk-oefening").count() == 0
    assert pagina.locator(".s-merk-echt").count() == 1


KLEUREN = """async (b64) => {
    const beeld = await createImageBitmap(new Blob([Uint8Array.from(atob(b64), (t) => t.charCodeAt(0))]));
    const doek = new OffscreenCanvas(beeld.width / 2, beeld.height / 2).getContext("2d");
    doek.drawImage(beeld, -beeld.width / 4, -beeld.height / 4);
    const { data } = doek.getImageData(0, 0, doek.canvas.width, doek.canvas.height);
    const gezien = new Set();
    for (let i = 0; i < data.length; i += 4) gezien.add(data[i] << 16 | data[i + 1] << 8 | data[i + 2]);
    return gezien.size;
}"""


def wacht_op_kaart(pagina):
    """Wait until the middle of the map shows land, signs and their edges: its pixels, not its word for it."""
    pagina.wait_for_selector(".s-kaart[data-klaar]", timeout=20_000)
    for _ in range(30):
        beeld = pagina.locator(".s-kaart").screenshot()
        if pagina.evaluate(KLEUREN, base64.b64encode(beeld).decode()) > 8:
            return
        pagina.wait_for_timeout(300)
    raise AssertionError("De kaart bleef leeg.")


def test_de_kaart_tekent_en_de_lijst_volgt_het_beeld(nieuwe_pagina):
    pagina = nieuwe_pagina()
    pagina.goto("/kaart/")
    wacht_op_kaart(pagina)
    voor = pagina.locator("#kaartlijst").inner_text()
    for _ in range(4):
        pagina.locator(".maplibregl-ctrl-zoom-in").click()
        pagina.wait_for_timeout(700)
    pagina.wait_for_function("t => document.querySelector('#kaartlijst').innerText !== t", arg=voor, timeout=10_000)


def test_kwaliteitsrapport_en_download_van_geweigerde_rijen(als, demo, schermafdruk):
    b = max((b for b in bewijzen(demo) if b.bron == "dcmr"), key=lambda b: b.quarantaine)
    pagina = als("datasteward-dcmr")
    pagina.goto("/leveringen/")
    pagina.locator(f"a[href$='/{b.levering}/']").click()
    assert f"{b.quarantaine} wachten nog op herstel" in pagina.locator(".s-inleiding").inner_text()
    schermafdruk(pagina, "levering")
    schermafdruk(pagina, "levering", 360)
    totaal = 0
    for link in pagina.locator("a[download]").all():
        with pagina.expect_download() as wacht:
            link.click()
        tekst = wacht.value.path().read_text(encoding="utf-8-sig")
        totaal += len(list(csv.reader(io.StringIO(tekst, newline=""), delimiter=";"))) - 1
    assert totaal == b.quarantaine
