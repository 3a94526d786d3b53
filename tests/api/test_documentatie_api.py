"""The page about the API: its commands run as they stand; and the description holds what the rules for APIs ask."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.api.klant import LOCATIES

PAGINA = Path(__file__).resolve().parents[2] / "docs" / "api.md"


@pytest.mark.skipif(not (shutil.which("curl") and shutil.which("openssl")), reason="curl of openssl ontbreekt")
def test_de_opdrachten_op_de_pagina_doen_wat_er_staat(dcmr, tmp_path):
    (opdrachten,) = re.findall(r"```bash\n(.*?)```", PAGINA.read_text(encoding="utf-8"), re.DOTALL)
    bestand = tmp_path / "locatie.csv"
    bestand.write_bytes(LOCATIES + b"L7;Laan;7;Ede\n")
    omgeving = os.environ | {"ADRES": dcmr.adres, "SLEUTEL": dcmr.sleutel, "BRON": "dcmr", "BESTAND": str(bestand)}
    klein = opdrachten.replace("DEEL=8388608", "DEEL=50")  # so that there is more than one
    assert klein != opdrachten
    p = subprocess.run(["bash", "-c", klein], env=omgeving, cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert p.returncode == 0, p.stderr + p.stdout
    assert p.stdout.count('"ontvangen"') == 2
    assert '"rijen_in": 4, "geaccepteerd": 3, "quarantaine": 1' in p.stdout
    assert "L2;Kade;x;Ede;" in p.stdout


def test_elke_route_beschrijft_haar_versie_en_haar_fouten(dcmr):
    d = dcmr.vraag("GET", "/openapi.json").json
    assert d["openapi"].startswith("3.1")
    assert d["servers"][0]["url"].endswith("/api/v1")
    assert set(d["components"]["securitySchemes"]) == {"Sleutelhouder", "Aangemeld"}
    for pad, methoden in d["paths"].items():
        assert not pad.endswith("/")
        for handeling in methoden.values():
            assert handeling["security"], pad
            assert {"400", "401", "403", "404", "429", "500"} <= handeling["responses"].keys()
            for code, antwoord in handeling["responses"].items():
                assert "API-Version" in antwoord["headers"]
                if code >= "400":
                    assert list(antwoord["content"]) == ["application/problem+json"]


def test_de_woorden_van_de_beschrijving_zijn_nederlands(dcmr):
    vormen = dcmr.vraag("GET", "/openapi.json").json["components"]["schemas"]
    assert [
        n for n, v in vormen.items() if re.search(r"\b(the|what|when|that)\b", v.get("description", "").lower())
    ] == []
