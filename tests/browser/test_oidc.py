"""Signing in at a real OpenID provider (npm `oidc-provider`), in a real browser: known, unknown, and a code that is used twice."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest
from tests.api.klant import stelsel
from tests.demo import server, vrije_poort

MAP = Path(__file__).resolve().parents[1] / "oidc"


@pytest.fixture
def adressen(opslag, monkeypatch, geef):
    """A server of the product that trusts a provider, and that provider."""
    if not (MAP / "node_modules").exists():
        pytest.skip("Geen oidc-provider: voer eerst 'make test' uit.")
    from stelsel.register import bijwerken

    geef(locatie="id;straat;huisnummer;woonplaats\nL1;Kade;1;Ede\n")
    bijwerken(opslag)
    poort = vrije_poort()
    monkeypatch.setenv("STELSEL_OIDC", f"http://127.0.0.1:{poort}")
    monkeypatch.setenv("STELSEL_OIDC_GEHEIM", "geheim-van-de-toets")
    monkeypatch.setenv("STELSEL_TWEEDE_FACTOR", "1")
    node = subprocess.run(
        ["sh", "hulp/node.sh", ".venv"], cwd=MAP.parents[1], capture_output=True, text=True, check=True
    ).stdout.strip()
    omgeving = os.environ | {"PATH": f"{node}:{os.environ['PATH']}"}
    with server(opslag) as adres:
        opdracht = ["node", "server.mjs", str(poort), adres]
        proces = subprocess.Popen(
            opdracht, cwd=MAP, env=omgeving, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        try:
            for regel in proces.stdout:
                if regel.strip() == "klaar":
                    break
            yield adres, opslag
        finally:
            proces.kill()
            proces.wait()


def bij_de_dienst(pagina, naam):
    """Through the pages of the provider: who, and yes. They ask for a letter from elsewhere, which is not waited for."""
    pagina.route(re.compile(r"^https://"), lambda r: r.abort())
    pagina.get_by_role("link", name="Meld aan bij uw organisatie").click()
    pagina.locator("input[name=login]").fill(naam)
    pagina.locator("input[name=password]").fill("willekeurig")
    pagina.locator("button[type=submit]").click()
    pagina.locator("button[type=submit]").click()


def test_de_hele_weg_langs_een_echte_aanmelddienst(adressen, nieuwe_pagina, axe):
    adres, opslag = adressen
    pagina = nieuwe_pagina(base_url=adres)
    pagina.goto("/aanmelden/?next=/toegang/gronden/")
    bij_de_dienst(pagina, "u-1")
    pagina.get_by_text("hier hebt u nog geen account").wait_for()
    assert pagina.get_by_text("u-1").is_visible()
    assert axe(pagina) == []
    pagina.fouten.clear()
    assert "is nu inspecteur-dcmr" in stelsel(opslag, "toegang", "identiteit", "inspecteur-dcmr", "u-1")
    stelsel(opslag, "toegang", "rol", "inspecteur-dcmr", "--organisatie", "dcmr", "--functie", "inspecteur")

    pagina = nieuwe_pagina(base_url=adres)
    terug = []
    pagina.on("request", lambda r: terug.append(r.url) if "/oidc/terug/" in r.url else None)
    pagina.goto("/aanmelden/?next=/toegang/gronden/")
    bij_de_dienst(pagina, "u-1")
    pagina.wait_for_url("**/toegang/gronden/")
    # The provider asked its own second factor, or not: here none is asked again.
    assert pagina.get_by_text("U kijkt als Inspecteur, DCMR").is_visible()
    (adres_terug,) = terug
    # The same answer of the provider a second time opens nothing, here or in another browser.
    ander = nieuwe_pagina(base_url=adres)
    ander.goto(adres_terug)
    assert ander.get_by_text("De aanmelddienst bevestigde niet wie u bent").is_visible()
    # A letter that was not loaded, and a refusal is a status of 403.
    ander.fouten.clear()
