"""Search, map and dossier, measured: the whole answer of the server, per kind of question. `STELSEL_DATA=MAP python -m benchmarks.zoeken`

With `--als inspecteur` as who sees all that an inspector of DCMR may, every dossier into the log; without, as anybody.

Through Django's test client, rights and rendering included, one question at a time; prints p50 and p95 in milliseconds. The questions
are made of random companies of the register, after a seed. With `--naast`, inside `hulp/postgres.sh` and with PostGIS on this machine,
pygeoapi answers the same boxes and places beside it, from the same table.
"""

from __future__ import annotations

import argparse
import os
import random
import sqlite3
import statistics
import time
from collections.abc import Callable
from urllib.parse import urlencode

from stelsel.opslag import Opslag
from stelsel.register.bakken import indexbestand
from stelsel.register.kaart import MEESTE_PUNTEN

Rij = sqlite3.Row


def _typefout(kies: random.Random, tekst: str) -> str:
    """A letter lost from the longest word, not its first."""
    woord = max((w for w in tekst.split() if w.isalpha()), key=len, default=tekst)
    plek = kies.randrange(1, max(len(woord), 2))
    return tekst.replace(woord, woord[:plek] + woord[plek + 1 :])


def _naam(r: Rij) -> str:
    return " ".join(r["naam"].split()[:3])


def soorten(kies: random.Random) -> dict[str, Callable[[Rij], dict[str, str]]]:
    """Per kind of question: the query of an address, from a company."""

    def om(r: Rij, half: float) -> str:
        return f"{r['lon'] - half:.5f},{r['lat'] - half * 0.6:.5f},{r['lon'] + half:.5f},{r['lat'] + half * 0.6:.5f}"

    return {
        "naam, drie woorden": lambda r: {"q": _naam(r)},
        "naam, eerste woord": lambda r: {"q": r["naam"].split()[0]},
        "drie letters": lambda r: {"q": r["naam"].split()[-2][:3]},
        "twee letters": lambda r: {"q": r["naam"].split()[1][:2]},
        "een letter": lambda r: {"q": r["naam"][:1]},
        "midden van een naam": lambda r: {"q": max(r["naam"].split(), key=len)[2:]},
        "vaak woord (straat)": lambda r: {"q": (r["adres"] or "weg").split()[0]},
        "straat met nummer": lambda r: {"q": (r["adres"] or "weg 1").split(",")[0]},
        "adres met plaats": lambda r: {"q": (r["adres"] or "weg 1").replace(",", "")},
        "typefout in de naam": lambda r: {"q": _typefout(kies, _naam(r))},
        "niets": lambda r: {"q": f"qx{kies.randrange(10**6)} {_naam(r)}"},
        "KvK": lambda r: {"q": r["kvk"] or "12345678"},
        "registernummer": lambda r: {"q": r["nummer"]},
        "punt (graden)": lambda r: {"q": f"{r['lat']} {r['lon']}"},
        "gemeente": lambda r: {"gemeente": r["gemeente"] or "GM0599"},
        "woord in gemeente, IPPC": lambda r: {
            "q": r["naam"].split()[0],
            "gemeente": r["gemeente"] or "GM0599",
            "ippc": "ja",
        },
        "bezocht voor": lambda r: {"bezocht_voor": "2023-06-15"},
        "woord, nooit bezocht": lambda r: {"q": r["naam"].split()[1], "nooit": "ja"},
        "woord in kader, wijk": lambda r: {"q": r["naam"].split()[0], "kader": om(r, 0.02)},
        "kader, provincie": lambda r: {"kader": om(r, 0.4)},
    }


def vol_kader(con: sqlite3.Connection, r: Rij) -> str:
    """A box around a company with as many places as the map still draws one by one, and hardly fewer."""
    laag, hoog = 0.0, 0.5
    for _ in range(12):
        half = (laag + hoog) / 2
        (n,) = con.execute(
            "SELECT count(*) FROM punt WHERE oost >= ? AND west <= ? AND noord >= ? AND zuid <= ?",
            (r["lon"] - half, r["lon"] + half, r["lat"] - half * 0.6, r["lat"] + half * 0.6),
        ).fetchone()
        laag, hoog = (half, hoog) if n <= MEESTE_PUNTEN else (laag, half)
    return f"{r['lon'] - laag:.6f},{r['lat'] - laag * 0.6:.6f},{r['lon'] + laag:.6f},{r['lat'] + laag * 0.6:.6f}"


def meet(aantal: int, zaad: int, naast: bool, als: str) -> None:
    database = os.environ.pop("STELSEL_DATABASE", "")  # that of pygeoapi, not of the programme
    os.environ["STELSEL_TWEEDE_FACTOR"] = "0"
    from stelsel.web.klaar import maak_klaar

    maak_klaar()
    from django.test import Client

    con = sqlite3.connect(f"file:{indexbestand(Opslag())}?mode=ro", uri=True)
    con.row_factory = sqlite3.Row
    kies = random.Random(zaad)
    ids = [i for (i,) in con.execute("SELECT id FROM document WHERE lon IS NOT NULL AND soort = 'onderneming'")]
    rijen = [con.execute("SELECT * FROM document WHERE id = ?", (i,)).fetchone() for i in kies.sample(ids, aantal)]
    print(f"{con.execute('SELECT count(*) FROM document').fetchone()[0]:,} documenten; {aantal} vragen per soort; ms")
    client = Client(headers={"host": "localhost"})
    if als:
        from stelsel.toegang.rollen import geef_rol

        rol, _ = geef_rol(f"meting-{als}", "dcmr", als, "meting")
        client.force_login(rol.gebruiker, "django.contrib.auth.backends.ModelBackend")
    client.get("/zoek/?q=a")

    def tijd(adres: str, **kop: str) -> float:
        begin = time.perf_counter()
        antwoord = client.get(adres, headers=kop)
        assert antwoord.status_code == 200, adres
        return (time.perf_counter() - begin) * 1000

    def druk(naam: str, tijden: list[float]) -> None:
        q = statistics.quantiles(tijden, n=20)
        print(f"{naam:28} p50 {statistics.median(tijden):7.1f}   p95 {q[18]:7.1f}   max {max(tijden):7.1f}", flush=True)

    alle: list[float] = []
    for naam, maak in soorten(kies).items():
        tijden = [tijd("/zoek/?" + urlencode(maak(r)), **{"HX-Request": "true"}) for r in rijen]
        alle += tijden
        druk(naam, tijden)
    druk("samen", alle)
    druk("hele pagina (niet htmx)", [tijd("/zoek/?" + urlencode({"q": _naam(r)})) for r in rijen])
    kaders = [vol_kader(con, r) for r in rijen]
    druk("kaart, kader van 1.000 punten", [tijd(f"/kaart/punten.json?bbox={k}") for k in kaders])
    druk("dossier van een bedrijf", [tijd(f"/dossier/{r['nummer']}/") for r in rijen])
    plekken = [
        con.execute("SELECT id, nummer FROM locatie WHERE lon = ? AND lat = ?", (r["lon"], r["lat"])).fetchone()
        for r in rijen
    ]
    druk("dossier van een locatie", [tijd(f"/dossier/{p['nummer']}/") for p in plekken if p])
    if naast:
        from . import naast_pygeoapi

        index = indexbestand(Opslag())
        print(f"pygeoapi: {naast_pygeoapi.laad(database, index):,} plekken")
        vraag = naast_pygeoapi.klant(database)
        vraag("/collections/locatie/items?f=json&limit=10")
        adressen = [f"/collections/locatie/items?f=json&limit=1000&bbox={k}" for k in kaders]
        antwoorden = [vraag(a) for a in adressen]
        print(f"punten per kader: {statistics.mean(n for _, n in antwoorden):.0f}")
        druk("pygeoapi: kader", [t for t, _ in antwoorden])
        druk("pygeoapi: een plek", [vraag(f"/collections/locatie/items/{p['id']}?f=json")[0] for p in plekken if p])


if __name__ == "__main__":
    keuze = argparse.ArgumentParser(description=__doc__)
    keuze.add_argument("--aantal", type=int, default=100)
    keuze.add_argument("--zaad", type=int, default=1)
    keuze.add_argument("--als", default="", help="functie waarmee wordt gekeken, zoals inspecteur")
    keuze.add_argument("--naast", action="store_true", help="ook pygeoapi, op de PostgreSQL van hulp/postgres.sh")
    k = keuze.parse_args()
    meet(k.aantal, k.zaad, k.naast, k.als)
