"""The walk of an inspector: a typing error, the dossier, another day, who said so, the permit on two days, a wrong merge undone."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.demo import server

from stelsel.register import bijwerken

LOC = "id;straat;huisnummer;postcode;woonplaats;gemeente;x;y\n"
VES = "id;locatie_id;handelsnaam;kvk_nummer;begindatum\n"
VERGUNNING = "id;locatie_id;vestiging_id;soort;onderwerp;besluitdatum;begindatum;hoofdbesluit_id\n"
VOORSCHRIFT = "id;vergunning_id;nummer;tekst;parameter;grenswaarde;eenheid;begindatum;vervangt_id\n"


def lever(geef) -> None:
    """Two companies under one KvK number, by a mistake of the second source; a permit that changed once."""
    geef("dcmr",
         locatie=LOC + "L1;Kade;1;3011AB;Rotterdam;GM0599;92000;437000\n",
         vestiging=VES + "V1;L1;Verffabriek De Kwast;12345678;2012-01-01\n",
         vergunning=VERGUNNING + "P1;L1;V1;verlening;Oprichten;2015-01-01;2015-02-01;\n"
         "P2;L1;V1;wijziging;Nieuwe filters;2020-05-01;2020-06-01;P1\n",
         voorschrift=VOORSCHRIFT + "S1;P1;1.1;De emissie van stof is ten hoogste 10 mg/Nm3.;stof;10;mg/Nm3;2015-02-01;\n"
         "S2;P2;1.1;De emissie van stof is ten hoogste 5 mg/Nm3.;stof;5;mg/Nm3;2020-06-01;S1\n")  # fmt: skip
    geef("odh",
         locatie=LOC + "A;Dijk;9;2511AB;'s-Gravenhage;GM0518;81000;455000\n",
         vestiging=VES + "B;A;Bakkerij Zonneschijn;12345678;2014-01-01\n")  # fmt: skip


def test_de_wandeling_van_een_inspecteur(geef, opslag, nieuwe_pagina, axe):
    lever(geef)
    bijwerken(opslag)
    opdracht = (
        "from stelsel.web.klaar import maak_klaar; maak_klaar()\n"
        "from stelsel.toegang.rollen import geef_rol; print(geef_rol('steward', 'odh', 'datasteward', 'toets')[1])"
    )
    omgeving = os.environ | {"STELSEL_DATA": str(opslag.map)}
    uit = subprocess.run([sys.executable, "-c", opdracht], env=omgeving, check=True, capture_output=True, text=True)
    with server(opslag) as adres:
        pagina = nieuwe_pagina(base_url=adres)
        pagina.goto("/zoek/?q=verfabriek+kwst")
        hoofd = pagina.get_by_role("main")
        treffer = hoofd.get_by_role("listitem").filter(has_text="Verffabriek De Kwast")
        treffer.get_by_role("link").first.click()
        pagina.wait_for_url("**/dossier/**")
        assert "Besluiten in werking" in hoofd.inner_text()
        dossier = pagina.url

        pagina.get_by_label("Stand van").fill("2016-01-01")
        pagina.get_by_role("button", name="Toon").click()
        pagina.wait_for_url("**/*2016*")  # a busy computer takes its time
        assert "2016" in pagina.url
        assert hoofd.get_by_text("10 mg/Nm3", exact=False).first.is_visible()

        pagina.get_by_role("link", name="dcmr").first.hover()
        assert "regel" in hoofd.inner_html()

        hoofd.get_by_role("link", name="De vergunning zoals zij geldt").click()
        pagina.get_by_label("Geldig op").fill("2021-01-01")
        pagina.get_by_label("vergelijk met").fill("2016-01-01")
        pagina.get_by_role("button", name="Toon").first.click()
        hoofd.get_by_text("Verschil tussen").first.wait_for()
        tekst = hoofd.inner_text()
        assert "Verschil tussen" in tekst
        assert "gewijzigd" in tekst
        assert axe(pagina) == []

        pagina.goto(f"/aanmelden/?next={dossier.removeprefix(adres).split('?')[0]}")
        pagina.get_by_label("Naam", exact=True).fill("steward")
        pagina.get_by_label("Wachtwoord").fill(uit.stdout.split()[-1])
        pagina.get_by_role("button", name="Meld aan").click()
        pagina.wait_for_url("**/dossier/**")
        assert "Bakkerij Zonneschijn" in hoofd.inner_text()
        pagina.get_by_role("link", name="waarom hier? V1, dcmr").click()
        hoofd.get_by_role("row").filter(has_text="B").get_by_role("link", name="Vergelijk").first.click()
        pagina.get_by_label("Waarop baseert u dit?").fill("de bakker heeft een ander KvK-nummer")
        pagina.get_by_role("button", name="Dit is niet hetzelfde").click()
        pagina.wait_for_url("**gedaan=1**")
        bijwerken(opslag)
        pagina.goto(dossier)
        assert "Bakkerij Zonneschijn" not in hoofd.inner_text()
        pagina.goto("/zoek/?q=zonneschijn")
        assert hoofd.get_by_role("link", name="Bakkerij Zonneschijn").first.is_visible()
