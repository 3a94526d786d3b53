"""A dossier says since when a fact is not in force, and by whose word."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.demo import server
from tests.web.test_antwoorden import haal

from stelsel.aanlevering import lever
from stelsel.register import bijwerken, zoek

LOC = "id;straat;huisnummer;postcode;woonplaats\nL1;Weg;1;1234AB;Ede\n"
ACT = "id;locatie_id;omschrijving;begindatum;einddatum\n"
A = {n: f"{n};L1;Werk {n};2020-01-01;\n" for n in ("A1", "A2", "A3")}
GEHEEL = [
    (date(2025, 1, 1), A["A1"] + A["A2"] + A["A3"] + "A4;L1;Werk A4;2020-01-01;2024-06-01\n"),
    (date(2025, 2, 1), A["A1"] + "A4;L1;Werk A4;2020-01-01;2024-06-01\n"),
    (date(2025, 3, 1), A["A1"] + A["A3"] + "A4;L1;Werk A4;2020-01-01;2024-06-01\n"),
]


@pytest.fixture
def adres(opslag, schrijf, monkeypatch):
    monkeypatch.setenv("STELSEL_VERDWENEN", "1")
    for n, (stand, rijen) in enumerate(GEHEEL):
        lever(opslag, [schrijf(locatie=LOC, activiteit=ACT + rijen)], "dcmr", soort="geheel", stand=stand,
              moment=datetime(2025, 5, 1 + n, tzinfo=UTC))  # fmt: skip
    bijwerken(opslag)
    with server(opslag) as basis:
        yield f"{basis}/dossier/{zoek(opslag, 'weg 1').treffers[0].nummer}/"


def test_de_pagina_zegt_waarom_iets_niet_geldt(adres):
    nu = haal(adres)[1]
    assert "beëindigd 1 februari 2025: de bron noemt het niet meer" in nu
    assert "beëindigd 1 juni 2024<" in nu
    assert "noemde de bron het niet" not in nu
    toen = haal(f"{adres}?peildatum=2025-02-15")[1]
    assert "van 1 februari 2025 tot 1 maart 2025 noemde de bron het niet" in toen
