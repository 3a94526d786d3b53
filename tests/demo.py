"""A small demo, made once per test session: 28 agencies, some hundreds of locations, real server beside it."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import stelsel.programma
from stelsel.aanlevering import lever
from stelsel.oefening import maak
from stelsel.opslag import Opslag
from stelsel.register import bijwerken
from stelsel.toegang.demo import demo_accounts

LOCATIES, ZAAD, FOUTEN = 600, 7, 0.05


def maak_demo(map_: Path) -> Opslag:
    """Exercise data of every agency, one real company beside them, delivered and linked."""
    map_.mkdir(parents=True, exist_ok=True)
    opslag = Opslag(map_ / "data")
    maak(map_ / "oefening", locaties=LOCATIES, zaad=ZAAD, fouten=FOUTEN)
    for dienst in sorted(m for m in (map_ / "oefening").iterdir() if m.is_dir()):
        lever(opslag, [dienst], dienst.name)
    echt = map_ / "echt.csv"
    echt.write_text(
        "localId,namespace,reportingYear,siteName,lat_epsg4258,lon_epsg4258\n1.SITE,NL.RIVM,2017,Echt Bedrijf B.V.,51.9,4.3\n"
    )
    lever(opslag, [echt], "rivm")
    bijwerken(opslag)
    programma = Path(stelsel.programma.__file__).parent / "gegevens" / "ibp-vth-2023-12.json"
    opdracht = [sys.executable, "-m", "stelsel.cli", "programma", "laad", str(programma)]
    subprocess.run(
        opdracht, env=os.environ | {"STELSEL_DATA": str(opslag.map.absolute())}, check=True, stdout=subprocess.DEVNULL
    )
    accounts = (
        "from stelsel.web.klaar import maak_klaar; maak_klaar(); from stelsel.opslag import Opslag; "
        "from stelsel.toegang.demo import maak_accounts, maak_convenant; maak_accounts(Opslag()); maak_convenant()"
    )
    omgeving = os.environ | {"STELSEL_DATA": str(opslag.map.absolute())}
    subprocess.run([sys.executable, "-c", accounts], env=omgeving, check=True)
    return opslag


def wachtwoord(opslag: Opslag, naam: str) -> str:
    """The password of an account of the demo."""
    return next(a["wachtwoord"] for a in demo_accounts(opslag) if a["naam"] == naam)


def meld_aan(adres: str, naam: str, woord: str) -> urllib.request.OpenerDirector:
    """Sign in over real HTTP; an opener that keeps the session."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    pagina = opener.open(f"{adres}/aanmelden/", timeout=10).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', pagina)
    assert token
    velden = {"csrfmiddlewaretoken": token[1], "username": naam, "password": woord, "next": "/over/"}
    assert opener.open(f"{adres}/aanmelden/", urllib.parse.urlencode(velden).encode(), timeout=10).url.endswith(
        "/over/"
    )
    return opener


def vrije_poort() -> int:
    """A port on which nobody listens now."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


@contextmanager
def server(opslag: Opslag) -> Iterator[str]:
    """The product's own server over a data directory; yields its address."""
    poort = vrije_poort()
    omgeving = os.environ | {"STELSEL_DATA": str(opslag.map.absolute())}
    opdracht = [sys.executable, "-m", "stelsel.cli", "serve", "--poort", str(poort), "--werkers", "1"]
    proces = subprocess.Popen(opdracht, env=omgeving, stdout=subprocess.DEVNULL)
    adres = f"http://127.0.0.1:{poort}"
    try:
        for _ in range(150):
            try:
                urllib.request.urlopen(adres + "/over/", timeout=1)
                break
            except OSError:
                time.sleep(0.1)
        yield adres
    finally:
        proces.terminate()
        proces.wait(10)
