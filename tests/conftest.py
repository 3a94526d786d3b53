"""Shared fixtures: small real stores on disk, no mocks of our own parts."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from stelsel.aanlevering import Bewijs, lever
from stelsel.opslag import Opslag

from .demo import maak_demo, server

LOCATIE = "id;straat;huisnummer;postcode;woonplaats;gemeente;x;y\n"
VESTIGING = "id;locatie_id;handelsnaam;kvk_nummer;vestigingsnummer\n"


@pytest.fixture
def opslag(tmp_path: Path) -> Opslag:
    """An empty data directory."""
    return Opslag(tmp_path / "data")


@pytest.fixture
def schrijf(tmp_path: Path) -> Callable[..., Path]:
    """Write files into a folder: `schrijf(locatie="...", vestiging=b"...")`; a name with a dot is taken as it is."""
    teller = iter(range(1_000_000))

    def maak(**bestanden: str | bytes) -> Path:
        map_ = tmp_path / f"levering-{next(teller)}"
        map_.mkdir()
        for naam, inhoud in bestanden.items():
            naam = naam if "." in naam else f"{naam}.csv"
            (map_ / naam).write_bytes(inhoud if isinstance(inhoud, bytes) else inhoud.encode())
        return map_

    return maak


@pytest.fixture
def geef(opslag: Opslag, schrijf: Callable[..., Path]) -> Callable[..., Bewijs]:
    """Deliver tables as one source: `geef("dcmr", locatie="...")`."""

    def lever_(bron: str = "dcmr", **bestanden: str | bytes) -> Bewijs:
        return lever(opslag, [schrijf(**bestanden)], bron)

    return lever_


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Opslag:
    """The small demo. Made once; where several processes share the tests, each has a copy of its own."""
    eigen = tmp_path_factory.mktemp("demo")
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return maak_demo(eigen)
    samen = tmp_path_factory.getbasetemp().parent / "demo"
    with samen.with_suffix(".slot").open("w") as slot:
        fcntl.flock(slot, fcntl.LOCK_EX)
        if not samen.exists():
            half = samen.with_suffix(".half")
            maak_demo(half)
            half.rename(samen)
    shutil.copytree(samen, eigen, dirs_exist_ok=True)
    return Opslag(eigen / "data")


@pytest.fixture(scope="session")
def basis_url(demo: Opslag) -> Iterator[str]:
    """Address of a server over the small demo."""
    with server(demo) as adres:
        yield adres
