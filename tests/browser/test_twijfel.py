"""The review queue in the browser: open a pair, decide that they are not the same, update the register, see both numbers."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest
from tests.demo import server

from stelsel.opslag import Opslag
from stelsel.register import bijwerken, koppeling, twijfelgevallen


@pytest.fixture(scope="module")
def dienst(demo, tmp_path_factory):
    """A copy of the small demo, with a user who delivers for the source of the first doubtful pair."""
    map_ = tmp_path_factory.mktemp("twijfel") / "data"
    shutil.copytree(demo.map, map_)
    opslag = Opslag(map_)
    geval = twijfelgevallen(opslag)[0][0]
    opdracht = [sys.executable, "-c", "from stelsel.web.klaar import maak_klaar; maak_klaar()\n"
                f"from stelsel.toegang.rollen import geef_rol; print(geef_rol('steward', '{geval.a.bron}', 'datasteward', 'toets')[1])"]  # fmt: skip
    uit = subprocess.run(
        opdracht, env=os.environ | {"STELSEL_DATA": str(map_)}, check=True, capture_output=True, text=True
    )
    with server(opslag) as adres:
        yield adres, uit.stdout.split()[-1], opslag, geval


def goed(pagina, axe):
    """No violation of axe, in the dark neither, and nothing sticks out on a telephone."""
    assert axe(pagina) == []
    pagina.emulate_media(color_scheme="dark")
    assert axe(pagina, "color-contrast") == []
    pagina.emulate_media(color_scheme="light")
    pagina.set_viewport_size({"width": 360, "height": 900})
    assert pagina.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    pagina.set_viewport_size({"width": 1280, "height": 900})


def test_van_de_rij_naar_een_besluit_en_twee_nummers(dienst, nieuwe_pagina, axe, schermafdruk):
    adres, wachtwoord, opslag, geval = dienst
    pagina = nieuwe_pagina(base_url=adres)
    pagina.goto("/leveringen/")
    pagina.get_by_role("link", name="Waarover het register twijfelt").click()
    goed(pagina, axe)
    schermafdruk(pagina, "twijfel", 360)
    schermafdruk(pagina, "twijfel")
    pagina.get_by_role("table").get_by_role("link", name="Vergelijk").first.click()
    goed(pagina, axe)
    assert pagina.get_by_role("button", name="Dit is hetzelfde").count() == 0
    pagina.get_by_role("main").get_by_role("link", name="Aanmelden").click()
    pagina.get_by_label("Naam", exact=True).fill("steward")
    pagina.get_by_label("Wachtwoord").fill(wachtwoord)
    pagina.get_by_role("button", name="Meld aan").click()
    pagina.get_by_label("Waarop baseert u dit?").fill("twee deuren, twee bedrijven")
    goed(pagina, axe)
    pagina.get_by_role("button", name="Dit is niet hetzelfde").click()
    assert "telt vanaf de volgende keer" in pagina.get_by_role("status").inner_text()
    assert "twee deuren, twee bedrijven" in pagina.get_by_role("main").inner_text()
    goed(pagina, axe)
    schermafdruk(pagina, "vergelijk", 360)
    schermafdruk(pagina, "vergelijk")
    bijwerken(opslag)
    pagina.reload()
    nummers = [koppeling(opslag, v).nummer for v in (geval.a, geval.b)]
    assert nummers[0] != nummers[1]
    for nummer in nummers:
        assert pagina.get_by_role("link", name=nummer).is_visible()
    assert pagina.get_by_text("telt nog niet").count() == 0
    pagina.get_by_role("link", name="Waarover het register twijfelt").click()
    assert geval.a.code not in {g.a.code for g in twijfelgevallen(opslag)[0] if g.b == geval.b}


def test_een_foute_samenvoeging_is_vanuit_het_dossier_uit_elkaar_te_halen(dienst, nieuwe_pagina, axe):
    """From the dossier to why, to the two records, to a decision, to two numbers; without JavaScript."""
    adres, wachtwoord, opslag, geval = dienst
    v = next(w for w in (geval.a, geval.b) if koppeling(opslag, w).leden)
    k = koppeling(opslag, v)
    ander = k.leden[0].record
    pagina = nieuwe_pagina(base_url=adres, java_script_enabled=False)
    pagina.goto(f"/aanmelden/?next=/dossier/{k.nummer}/")
    pagina.get_by_label("Naam", exact=True).fill("steward")
    pagina.get_by_label("Wachtwoord").fill(wachtwoord)
    pagina.get_by_role("button", name="Meld aan").click()
    pagina.get_by_role("link", name=f"waarom hier? {v.id}, {v.bron}").click()
    pagina.get_by_role("row").filter(has_text=ander.id).get_by_role("link", name="Vergelijk").click()
    assert "houdt beide nu voor hetzelfde" in pagina.get_by_role("main").inner_text()
    pagina.get_by_label("Waarop baseert u dit?").fill("ander bedrijf")
    pagina.get_by_role("button", name="Dit is niet hetzelfde").click()
    bijwerken(opslag)
    assert koppeling(opslag, v).nummer != koppeling(opslag, ander).nummer


def test_waarom_hier_heeft_geen_overtreding_van_axe(dienst, nieuwe_pagina, axe, schermafdruk):
    adres, _, _, geval = dienst
    pagina = nieuwe_pagina(base_url=adres)
    pagina.goto(f"/koppeling/{geval.a.type}/{geval.a.bron}/{geval.a.id}/")
    goed(pagina, axe)
    schermafdruk(pagina, "koppeling")
