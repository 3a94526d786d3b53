"""What docs/veiligheid.md promises is proven by tests that are there, in code that is there; and how it stands behind HTTPS."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

WORTEL = Path(__file__).resolve().parents[2]
TEKST = (WORTEL / "docs/veiligheid.md").read_text(encoding="utf-8")


def test_elke_toets_die_een_belofte_noemt_bestaat():
    pad, gezien = "", 0
    for geheel, bestand, naam in re.findall(r"`(([\w/]+\.py)?::(\w+))`", TEKST):
        pad = bestand or pad
        inhoud = (WORTEL / "tests" / pad).read_text(encoding="utf-8")
        assert f"def {naam}(" in inhoud, geheel
        gezien += 1
    assert gezien > 90


def test_alle_code_die_een_belofte_noemt_bestaat():
    for pad in set(re.findall(r"`((?:toegang|register|web|aanlevering|opslag|programma)/[\w/]+(?:\.py|/))`", TEKST)):
        assert (WORTEL / "src/stelsel" / pad).exists() or (WORTEL / "tests" / pad).exists(), pad


VRAAG = """
from stelsel.web.klaar import maak_klaar
maak_klaar()
from django.test import Client
c = Client(enforce_csrf_checks=True, headers={"host": "stelsel.example", "x-forwarded-proto": "https"})
c.get("/aanmelden/")
token = c.cookies["csrftoken"]
a = c.post("/aanmelden/", {"username": "x", "password": "y", "csrfmiddlewaretoken": token.value}, headers={"origin": "https://stelsel.example"})
print(a.status_code, bool(token["secure"]), bool(token["httponly"]), token["samesite"], a.get("Strict-Transport-Security"))
kwaad = c.post("/aanmelden/", {"username": "x", "password": "y", "csrfmiddlewaretoken": token.value}, headers={"origin": "https://kwaad.example"})
print(kwaad.status_code)
"""


def test_achter_een_server_met_https_werken_formulieren_en_reizen_koekjes_nooit_zonder(tmp_path):
    omgeving = os.environ | {"STELSEL_DATA": str(tmp_path), "STELSEL_HTTPS": "1", "STELSEL_HOSTS": "stelsel.example"}
    uit = subprocess.run(
        [sys.executable, "-c", VRAAG], env=omgeving, capture_output=True, text=True, check=True
    ).stdout.split("\n")
    assert uit[0] == "200 True True Lax max-age=31536000"
    assert uit[1] == "403"
