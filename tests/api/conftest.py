"""A server of its own for the API: an empty data directory, two sources with a key."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.api.klant import Klant, nieuwe_sleutel
from tests.demo import server

from stelsel.opslag import Opslag


@pytest.fixture(scope="module")
def huis(tmp_path_factory) -> Iterator[tuple[Opslag, str]]:
    """Data directory and address."""
    opslag = Opslag(tmp_path_factory.mktemp("api") / "data")
    with server(opslag) as adres:
        yield opslag, adres


@pytest.fixture(scope="module")
def dcmr(huis) -> Klant:
    return Klant(huis[1], nieuwe_sleutel(huis[0], "dcmr"))


@pytest.fixture(scope="module")
def odh(huis) -> Klant:
    return Klant(huis[1], nieuwe_sleutel(huis[0], "odh"), "odh")
