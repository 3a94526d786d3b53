"""A register for the pages of access: one company, of which a visit has a summary that is closed."""

from __future__ import annotations

import shutil

import pytest
from tests.web.kijkers import GEHEIM

from stelsel.aanlevering import lever
from stelsel.opslag import Opslag
from stelsel.register import bijwerken, zoek


@pytest.fixture(scope="session")
def register_met_geheim(tmp_path_factory):
    """A register with one company, of which a visit has a summary that is closed."""
    map_ = tmp_path_factory.mktemp("register")
    tabellen = {
        "locatie": "id;straat;huisnummer;woonplaats\nL1;Kade;1;Ede\n",
        "vestiging": "id;locatie_id;handelsnaam\nV1;L1;Verf en Lak\n",
        "toezichtbezoek": f"id;locatie_id;vestiging_id;datum;soort;samenvatting\nT1;L1;V1;2024-03-01;routinematig;{GEHEIM}\n",
    }
    (map_ / "levering").mkdir()
    for naam, inhoud in tabellen.items():
        (map_ / "levering" / f"{naam}.csv").write_text(inhoud, encoding="utf-8")
    opslag = Opslag(map_ / "data")
    lever(opslag, [map_ / "levering"], "odh")
    bijwerken(opslag)
    return opslag


@pytest.fixture
def nummer(register_met_geheim, tmp_path, monkeypatch):
    shutil.copytree(register_met_geheim.map, tmp_path / "data")
    monkeypatch.setenv("STELSEL_DATA", str(tmp_path / "data"))
    return zoek(Opslag(), "verf").treffers[0].nummer
