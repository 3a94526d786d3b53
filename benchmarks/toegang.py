"""What rights and the log cost: the same pages, question by question, as three readers in turn. `STELSEL_DATA=MAP python -m benchmarks.toegang`

Anybody (open data, no log), somebody signed in without a function (the same data: what signing in costs by itself), an inspector, who gets
closed data by a filter in the query and leaves a line in the log; and "zonder vraag": the page of the inspector with the outcome of the
question given beforehand and the log left out, so that the difference is what rights and log cost. Prints p50 and p95 in milliseconds.
"""

from __future__ import annotations

import argparse
import os
import random
import sqlite3
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from stelsel.opslag import Opslag
from stelsel.register.bakken import indexbestand


@contextmanager
def _zonder_vraag(b: Any) -> Iterator[None]:
    """Pages get this `Blik` without anybody asking for it, and leave no line."""
    from stelsel.toegang import lezen
    from stelsel.web import context
    from stelsel.web.views import dossier

    eerst = dossier.blik_van, lezen._log, context.in_kop
    kop = {"organisatie": "", "functie": "", "nood": False, "tot": None}
    dossier.blik_van, lezen._log, context.in_kop = (lambda r: b), (lambda *a: None), (lambda r: kop)
    try:
        yield
    finally:
        dossier.blik_van, lezen._log, context.in_kop = eerst


def meet(aantal: int, zaad: int) -> None:
    os.environ["STELSEL_TWEEDE_FACTOR"] = "0"
    from stelsel.web.klaar import maak_klaar

    maak_klaar()
    from django.test import Client

    from stelsel.toegang import Vraag, blik
    from stelsel.toegang.gebruikers import maak_gebruiker
    from stelsel.toegang.logboek import leg_vast
    from stelsel.toegang.rollen import geef_rol

    with sqlite3.connect(f"file:{indexbestand(Opslag())}?mode=ro", uri=True) as con:
        kies = random.Random(zaad)
        plekken = kies.sample([n for (n,) in con.execute("SELECT nummer FROM locatie")], aantal)
        bedrijven = kies.sample(
            con.execute("SELECT nummer, naam FROM document WHERE soort = 'onderneming'").fetchall(), aantal
        )
    gebruikers = {
        "iedereen": None,
        "aangemeld, geen functie": maak_gebruiker("meting-zonder-functie")[0],
        "inspecteur": geef_rol("meting-inspecteur", "dcmr", "inspecteur", "meting")[0].gebruiker,
    }
    gebruikers["zonder vraag"] = gebruikers["inspecteur"]
    klanten = {naam: Client(headers={"host": "localhost"}) for naam in gebruikers}
    inspecteur = blik(Vraag("meting-inspecteur", "dcmr", "inspecteur", "handhavingstaak"))
    for naam, g in gebruikers.items():
        if g is not None:
            klanten[naam].force_login(g, "django.contrib.auth.backends.ModelBackend")
    vragen = {
        "zoeken": [f"/zoek/?{urlencode({'q': ' '.join(naam.split()[:3])})}" for _, naam in bedrijven],
        "dossier van een bedrijf": [f"/dossier/{n}/" for n, _ in bedrijven],
        "dossier van een locatie": [f"/dossier/{n}/" for n in plekken],
    }
    for wat, adressen in vragen.items():
        tijden: dict[str, list[float]] = {naam: [] for naam in klanten}
        for nr, adres in enumerate(adressen):
            volgorde = list(klanten.items())
            kies.shuffle(volgorde)
            for naam, klant in volgorde:
                with _zonder_vraag(inspecteur) if naam == "zonder vraag" else nullcontext():
                    if nr == 0:
                        klant.get(adres)
                    begin = time.perf_counter()
                    assert klant.get(adres).status_code == 200, adres
                    tijden[naam].append((time.perf_counter() - begin) * 1000)
        for naam, t in tijden.items():
            print(
                f"{wat:26} {naam:26} p50 {statistics.median(t):6.2f}   p95 {statistics.quantiles(t, n=20)[18]:6.2f}",
                flush=True,
            )
    regels = []
    for nummer in plekken:
        begin = time.perf_counter()
        leg_vast(inspecteur, "inzage-dossier", nummer, datetime.now(UTC))
        regels.append((time.perf_counter() - begin) * 1000)
    print(
        f"een regel in het logboek {'':29} p50 {statistics.median(regels):6.2f}   p95 {statistics.quantiles(regels, n=20)[18]:6.2f}"
    )


if __name__ == "__main__":
    keuze = argparse.ArgumentParser(description=__doc__)
    keuze.add_argument("--aantal", type=int, default=300)
    keuze.add_argument("--zaad", type=int, default=1)
    k = keuze.parse_args()
    meet(k.aantal, k.zaad)
