"""The translation of a source in the browser: propose from a file, mend what is wrong, save; no violation of axe."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
from tests.demo import server

from stelsel.aanlevering import vertaling
from stelsel.opslag import Opslag

CSV = "RelatieNummer;StatutaireNaam;KvKnummer;Kleur\n9;Proef & Zo;68750110;rood\n10;Toets;12345678;geel\n"


@pytest.fixture(scope="module")
def dienst(tmp_path_factory):
    """A data directory with one user who delivers for one agency; address, password and store."""
    opslag = Opslag(tmp_path_factory.mktemp("dienst") / "data")
    opdracht = [sys.executable, "-c", "from stelsel.web.klaar import maak_klaar; maak_klaar()\n"
                "from stelsel.toegang.rollen import geef_rol; print(geef_rol('steward', 'dcmr', 'datasteward', 'toets')[1])"]  # fmt: skip
    uit = subprocess.run(
        opdracht, env=os.environ | {"STELSEL_DATA": str(opslag.map)}, check=True, capture_output=True, text=True
    )
    with server(opslag) as adres:
        yield adres, uit.stdout.split()[-1], opslag


def test_van_bestand_naar_bewaarde_vertaling(dienst, nieuwe_pagina, axe, tmp_path, schermafdruk):
    adres, wachtwoord, opslag = dienst
    pagina = nieuwe_pagina(base_url=adres)
    pagina.goto("/vertalingen/")
    pagina.get_by_label("Naam", exact=True).fill("steward")
    pagina.get_by_label("Wachtwoord").fill(wachtwoord)
    pagina.get_by_role("button", name="Meld aan").click()
    assert axe(pagina) == []
    pagina.get_by_role("link", name="DCMR").click()
    assert axe(pagina) == []
    (tmp_path / "relaties.csv").write_text(CSV)
    pagina.get_by_label("Bestand met uw eigen kolommen").set_input_files(tmp_path / "relaties.csv")
    pagina.get_by_role("button", name="Maak een voorstel").click()
    assert "onderneming" in pagina.get_by_role("heading", level=3).inner_text()
    assert "kleur" in pagina.get_by_text("Kolommen die geen veld kregen").inner_text()
    assert axe(pagina) == []
    schermafdruk(pagina, "vertaling-voorstel")
    veld = pagina.locator("#tekst")
    goed = veld.input_value()
    veld.fill(goed + 'kvknr = "kleur"\n')
    pagina.get_by_role("button", name="Bewaar als nieuwe versie").click()
    assert "Een onderneming heeft dit veld niet. Bedoelt u kvk_nummer?" in pagina.get_by_role("alert").inner_text()
    assert axe(pagina) == []
    schermafdruk(pagina, "vertaling-fouten", 360)
    assert pagina.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    # The browser tells of the answer 400, and of nothing else.
    assert [f for f in pagina.fouten if "status of 400" not in f] == []
    pagina.fouten.clear()
    pagina.locator("#tekst").fill(goed)
    pagina.get_by_label("Waarom deze wijziging").fill("eerste versie")
    pagina.get_by_role("button", name="Bewaar als nieuwe versie").click()
    assert re.search(r"nr=1", pagina.url)
    assert "Deze versie geldt voor nieuwe leveringen" in pagina.get_by_role("status").inner_text()
    assert axe(pagina) == []
    v = vertaling(opslag, "dcmr")
    assert (v.tekst, v.door, v.reden) == (goed, "steward", "eerste versie")
