"""The draft in the browser: sign in, answer what was due, meet somebody else's edit, hand on, check, adopt."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pytest
from tests.demo import server
from tests.programma.voorbeeld import VOORJAAR

from stelsel.opslag import Opslag

ORGAAN = "dijkgraaf en heemraden"


@pytest.fixture(scope="module")
def werkplaats(tmp_path_factory):
    """A data directory with the small programme, a draft and three users; their passwords by name."""
    map_ = tmp_path_factory.mktemp("werkplaats")
    opslag = Opslag(map_ / "data")

    def stelsel(*woorden: str) -> str:
        opdracht = [sys.executable, "-m", "stelsel.cli", "programma", *woorden]
        omgeving = os.environ | {"STELSEL_DATA": str(opslag.map)}
        return subprocess.run(opdracht, env=omgeving, check=True, capture_output=True, text=True).stdout

    (map_ / "voorjaar.json").write_text(json.dumps(VOORJAAR))
    stelsel("laad", str(map_ / "voorjaar.json"))
    rollen = {"team": ("programmateam", ""), "trekker-aanleg": ("trekker", "P1"), "dijkgraaf": ("vaststeller", ORGAAN)}
    wachtwoorden = {n: stelsel("rol", n, "--als", s, "--bereik", b).split()[-1] for n, (s, b) in rollen.items()}
    stelsel("concept", "2025-10", "--titel", "Najaar 2025", "--stand-op", "2025-09-30")
    with server(opslag) as adres:
        yield adres, wachtwoorden


@pytest.fixture
def als(werkplaats, nieuwe_pagina):
    """A page on which a user is signed in."""
    adres, wachtwoorden = werkplaats

    def open_(naam: str, pad: str):
        pagina = nieuwe_pagina(base_url=adres)
        pagina.goto(pad)
        pagina.get_by_label("Naam", exact=True).fill(naam)
        pagina.get_by_label("Wachtwoord").fill(wachtwoorden[naam])
        pagina.get_by_role("button", name="Meld aan").click()
        return pagina

    return open_


CONCEPT = "/programma/psd/concept/"
NOORD = f"{CONCEPT}onderwerp/P1(1)/"


def test_wie_niet_is_aangemeld_ziet_het_concept_niet(werkplaats, nieuwe_pagina):
    pagina = nieuwe_pagina(base_url=werkplaats[0])
    pagina.goto(CONCEPT)
    assert "/aanmelden/" in pagina.url
    for pad in (
        "/programma/psd/?editie=2025-10",
        "/programma/psd/2025-10/rapport.pdf",
        "/programma/psd/verschil/?van=2025-10",
    ):
        antwoord = pagina.request.get(pad)
        assert antwoord.status == 403, pad
        assert "niet openbaar" in antwoord.text()


def test_alleen_wie_een_rol_heeft_kan_iets_doen(als):
    pagina = als("dijkgraaf", NOORD)
    assert pagina.get_by_text("U kunt dit deel nu lezen, niet wijzigen.").is_visible()
    assert pagina.request.get(NOORD).headers["cache-control"] == "private, no-store"
    munt = pagina.locator("[name=csrfmiddlewaretoken]").first.get_attribute("value")
    for pad in (NOORD, f"{NOORD}stap/", f"{CONCEPT}nieuw/", f"{CONCEPT}begin/", "/programma/psd/2025-04/erratum/"):
        formulier = {
            "csrfmiddlewaretoken": munt,
            "versie": "1",
            "stap": "doorgeven",
            "pijler": "1",
            "titel": "x",
            "tekst": "x",
        }
        assert pagina.request.post(pad, form=formulier).status == 403, pad


def test_de_hele_weg_van_opstellen_tot_vaststellen(als, axe, schermafdruk):
    trekker = als("trekker-aanleg", CONCEPT)
    assert axe(trekker) == []
    trekker.get_by_role("link", name="P1(1) Noorderdijk").click()
    assert (
        "Ontwerp gereed" in trekker.get_by_text("Deze toezeggingen hadden af moeten zijn").locator("../..").inner_text()
    )
    assert axe(trekker) == []
    schermafdruk(trekker, "concept-onderwerp")
    schermafdruk(trekker, "concept-onderwerp", 360)
    trekker.get_by_role("button", name="Geef door aan het programmateam").click()
    assert trekker.get_by_text("Nog niet beantwoord: Ontwerp gereed; Gekocht.").is_visible()
    trekker.fouten.clear()  # the answer 409 stands in the console

    team = als("team", NOORD)
    team.get_by_label("Voortgang en doel").fill("Het team schreef dit.")
    team.get_by_role("button", name="Bewaar").click()
    assert team.get_by_text("Bewaard.").is_visible()

    trekker.goto(NOORD)
    eerst = trekker.get_by_label("Termijn").first
    eerst.fill("ooit")
    trekker.get_by_role("button", name="Bewaar").click()
    assert trekker.get_by_text("'ooit' is geen termijn").is_visible()
    trekker.fouten.clear()
    trekker.get_by_label("Termijn").first.fill("Q4 2025")
    trekker.get_by_label("Reden als de termijn verschuift").first.fill("Zieke ontwerper")
    trekker.get_by_label("Voortgang en doel").fill("De trekker schreef dit.")
    team.get_by_label("Voortgang en doel").fill("Het team schreef dit nog eens.")
    team.get_by_role("button", name="Bewaar").click()
    trekker.get_by_role("button", name="Bewaar").click()
    assert trekker.get_by_text(re.compile("Dit deel is inmiddels gewijzigd door team")).is_visible()
    assert trekker.get_by_text("Het team schreef dit nog eens.").first.is_visible()
    assert trekker.get_by_label("Termijn").first.input_value() == "Q4 van 2025"
    assert trekker.get_by_label("Voortgang en doel").input_value() == "De trekker schreef dit."
    trekker.fouten.clear()
    trekker.get_by_role("button", name="Bewaar").click()
    assert trekker.get_by_text("Bewaard.").is_visible()
    assert trekker.get_by_label("Termijn").first.input_value() == "Q4 van 2025"

    trekker.get_by_role("link", name="(A) Grond kopen").click()
    trekker.get_by_label("Afgerond").check()
    trekker.get_by_role("button", name="Bewaar").click()
    for ref in ("P1(1)", "P1(2)"):
        trekker.goto(f"{CONCEPT}onderwerp/{ref}/")
        trekker.get_by_role("button", name="Geef door aan het programmateam").click()
        assert trekker.get_by_text("bij het programmateam", exact=True).is_visible()
    for pad in ("onderwerp/P2(1)/", "onderwerp/P2(2)/", "tekst/inleiding/", "tekst/voortgang/", "tekst/samenhang/"):
        team.goto(CONCEPT + pad)
        team.get_by_role("button", name="Geef door aan het programmateam").click()
    for pad in (
        "onderwerp/P1(1)/",
        "onderwerp/P1(2)/",
        "onderwerp/P2(1)/",
        "onderwerp/P2(2)/",
        "tekst/inleiding/",
        "tekst/voortgang/",
        "tekst/samenhang/",
    ):
        team.goto(CONCEPT + pad)
        team.get_by_role("button", name="Gecontroleerd").click()
        assert team.get_by_text("klaar voor vaststelling", exact=True).is_visible()

    team.goto(f"{CONCEPT}kop/algemeen/")
    assert axe(team) == []
    team.get_by_label("Titel").fill("Najaar van 2025")
    team.get_by_role("button", name="Bewaar").click()
    assert team.get_by_role("heading", level=1).inner_text() == "Najaar van 2025"
    dijkgraaf = als("dijkgraaf", CONCEPT)
    assert axe(dijkgraaf) == []
    dijkgraaf.get_by_role("button", name=f"Stel vast namens: {ORGAAN}").click()
    dijkgraaf.goto("/programma/psd/verschil/")
    assert dijkgraaf.get_by_text(
        "P1(1) Ontwerp gereed: Q2 van 2025 → Q4 van 2025 (+2 kwartalen). Zieke ontwerper"
    ).is_visible()
    dijkgraaf.goto("/programma/psd/pijler/1/")
    assert dijkgraaf.locator("svg.s-slip polyline").count() == 1


def test_na_vijf_verkeerde_wachtwoorden_wacht_men_een_kwartier(werkplaats, nieuwe_pagina):
    pagina = nieuwe_pagina(base_url=werkplaats[0])
    for _ in range(5):
        pagina.goto("/aanmelden/")
        pagina.get_by_label("Naam", exact=True).fill("een-ander")
        pagina.get_by_label("Wachtwoord").fill("verkeerd")
        pagina.get_by_role("button", name="Meld aan").click()
    assert pagina.get_by_role("heading", name="Te veel keer een verkeerd wachtwoord").is_visible()
    pagina.fouten.clear()
