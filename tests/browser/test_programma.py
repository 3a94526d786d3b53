"""The programme on the screen: from a block to its evidence, and the report without a fault of axe."""

from __future__ import annotations

import re
import urllib.request

PROGRAMMA = "/programma/ibp-vth/"


def test_van_een_blok_naar_het_bewijs(pagina):
    pagina.goto("/programma/")
    assert pagina.url.endswith(PROGRAMMA)
    pagina.get_by_role("link", name=re.compile(r"Ketentoezicht: ▲ wijkt sterk af")).click()
    assert pagina.get_by_role("heading", level=1).inner_text() == "P2(2) Ketentoezicht"
    pagina.get_by_text("bewijs").first.click()
    assert pagina.locator("details[open] q").first.is_visible()


def test_wat_moest_af_zijn_op_een_dag_is_een_klik(pagina):
    pagina.goto(PROGRAMMA)
    pagina.get_by_label("Wat moest af zijn op").fill("2024-04-01")
    pagina.get_by_role("button", name="Toon").click()
    assert "1 april 2024" in pagina.get_by_role("heading", level=1).inner_text()
    assert pagina.get_by_role("cell", name="Convenanten voor 'witte vlekken' opstellen").is_visible()
    assert pagina.get_by_text("U ziet de stand van 1 april 2024.").is_visible()


def test_elke_tekening_heeft_een_tabel_met_hetzelfde(pagina):
    for adres, svg in (("pijler/4/", "svg.s-slip"), ("samenhang/", "svg.s-graaf")):
        pagina.goto(PROGRAMMA + adres)
        getekend = set(pagina.locator(f"{svg} g > text:first-of-type").all_text_contents())
        refs = {t.split()[-1] for t in getekend if "(" in t}
        tabel = pagina.locator("table").last.inner_text()
        alles = tabel + pagina.locator("table").first.inner_text()
        assert refs
        assert {r for r in refs if r not in alles} == set()


def test_het_rapport_als_pagina_heeft_geen_overtreding_van_axe(nieuwe_pagina, axe, basis_url, tmp_path):
    with urllib.request.urlopen(f"{basis_url}{PROGRAMMA}2023-12/rapport.html") as r:
        (tmp_path / "rapport.html").write_bytes(r.read())
    for breedte in (1280, 360):
        pagina = nieuwe_pagina(breedte)
        pagina.goto((tmp_path / "rapport.html").as_uri())
        assert axe(pagina) == []
        assert pagina.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
