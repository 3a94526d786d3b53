"""Search in the browser: a typing error, a filter, the map, the whole selection."""

from __future__ import annotations

import csv
import io

from stelsel.register import zoek


def test_van_typefout_via_filter_naar_de_hele_selectie(nieuwe_pagina, demo, axe, schermafdruk):
    pagina = nieuwe_pagina()
    pagina.goto("/zoek/")
    pagina.locator("#zoek-groot").press_sequentially("kunstof", delay=20)
    pagina.wait_for_selector("text=U ziet de treffers voor")
    assert pagina.locator(".s-lijst__naam mark").first.inner_text().lower() == "kunststof"
    pagina.get_by_text("Verfijn").click()
    pagina.get_by_label("Nooit bezocht").check()
    pagina.wait_for_selector("a.s-chip:has-text('nooit bezocht')")
    pagina.wait_for_function("location.search === '?q=kunstof&nooit=ja'")
    assert axe(pagina) == []
    schermafdruk(pagina, "zoeken")
    schermafdruk(pagina, "zoeken", 360)
    from stelsel.register import Filters

    aantal = zoek(demo, "kunststof", Filters(nooit=True)).aantal
    link = pagina.get_by_role("link", name=f"Download alle {aantal} bedrijven en locaties in deze selectie")
    with pagina.expect_download() as wacht:
        link.click()
    regels = list(
        csv.reader(io.StringIO(wacht.value.path().read_text(encoding="utf-8-sig"), newline=""), delimiter=";")
    )
    assert regels[-1] == [f"EINDE: {aantal} rijen"]
    assert len(regels) == aantal + 2
    assert regels[1][-1] == "zoektekst: kunststof; nooit: ja"
    pagina.locator("a.s-chip").click()
    pagina.wait_for_function("location.search === '?q=kunstof'")


def test_de_kaart_verschuiven_beperkt_de_lijst_en_staat_in_het_adres(nieuwe_pagina):
    pagina = nieuwe_pagina()
    pagina.goto("/zoek/?q=oefenweg")
    pagina.wait_for_selector("#zoekkaart[data-klaar]", timeout=20_000)
    voor = pagina.locator("#aantal").inner_text()
    for _ in range(4):
        pagina.locator("#zoekkaart .maplibregl-ctrl-zoom-in").click()
        pagina.wait_for_timeout(600)
    pagina.wait_for_selector("a.s-chip:has-text('alleen op deze kaart')", timeout=10_000)
    pagina.wait_for_function("location.search.includes('kader=')")
    pagina.wait_for_function("t => document.querySelector('#uitkomst').innerText.indexOf(t) < 0", arg=voor)
