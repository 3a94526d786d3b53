"""Killed at any moment, an act is wholly in or wholly out, and can simply be run again."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from stelsel.aanlevering import bewijzen, lever
from stelsel.opslag import Opslag
from stelsel.register import bijwerken, stand, zoek

RIJEN = 20_000
KEREN = int(os.environ.get("STELSEL_KEREN_DODEN", "6"))


@pytest.fixture(scope="module")
def bestanden(tmp_path_factory) -> Path:
    map_ = tmp_path_factory.mktemp("groot")
    kies = random.Random(1)
    plekken = [f"L{i};Weg;{i % 90_000 if i % 50 else 0};{kies.randint(1000, 9999)}AB;Ede\n" for i in range(RIJEN)]
    (map_ / "locatie.csv").write_text("id;straat;huisnummer;postcode;woonplaats\n" + "".join(plekken))
    bedrijven = [f"V{i};L{i};Bedrijf {i};{10_000_000 + i}\n" for i in range(RIJEN)]
    (map_ / "vestiging.csv").write_text("id;locatie_id;handelsnaam;kvk_nummer\n" + "".join(bedrijven))
    return map_


def start_en_dood(opslag: Opslag, opdracht: list[str], na: float) -> bool:
    """Run a command and kill it after a while. True when it was killed before its end."""
    omgeving = os.environ | {"STELSEL_DATA": str(opslag.map)}
    p = subprocess.Popen([sys.executable, "-m", "stelsel.cli", *opdracht], env=omgeving, stdout=subprocess.DEVNULL)
    try:
        p.wait(na)
    except subprocess.TimeoutExpired:
        p.send_signal(signal.SIGKILL)
        p.wait()
        return True
    assert p.returncode == 0
    return False


def klopt_de_boekhouding(opslag: Opslag) -> None:
    for b in bewijzen(opslag):
        aanvaard = sum(
            duckdb.sql(f"SELECT count(*) FROM read_parquet({opslag.bestanden(f'rij_{d.recordtype}', 'levering', [b.levering])})")
            .fetchall()[0][0]
            for d in b.bestanden
        )  # fmt: skip
        assert aanvaard == b.geaccepteerd
        assert b.rijen_in == 2 * RIJEN
        assert all(opslag.bewaard(d.sha256).exists() for d in b.bestanden)


def test_een_gedode_levering_is_helemaal_binnen_of_helemaal_buiten(tmp_path, bestanden):
    opslag, kies, gedood = Opslag(tmp_path / "data"), random.Random(2), 0
    begin = time.perf_counter()
    assert not start_en_dood(Opslag(tmp_path / "maat"), ["lever", str(bestanden), "--bron", "dcmr"], 60)
    duur = time.perf_counter() - begin
    for i in range(KEREN):
        bron = ["dcmr", "odh", "odwh", "fumo"][i % 4]
        gedood += start_en_dood(opslag, ["lever", str(bestanden), "--bron", bron], kies.uniform(0.2, duur))
        klopt_de_boekhouding(opslag)
    assert gedood
    b = lever(opslag, [bestanden], "dcmr")
    assert b.rijen_in == 2 * RIJEN
    klopt_de_boekhouding(opslag)
    assert list((opslag.map / "werk").iterdir()) == []


def test_een_gedode_bijwerking_laat_het_register_zoals_het_was(tmp_path, bestanden):
    opslag, kies = Opslag(tmp_path / "data"), random.Random(3)
    lever(opslag, [bestanden], "dcmr")
    eerste, _ = bijwerken(opslag)
    nummer = zoek(opslag, "bedrijf 17").treffers[0].nummer
    lever(opslag, [bestanden], "odh")
    for _ in range(max(KEREN // 3, 2)):
        if not start_en_dood(opslag, ["register", "bijwerken"], kies.uniform(0.3, 1.5)):
            break
        assert zoek(opslag, "bedrijf 17").treffers[0].nummer == nummer
        assert (nu := stand(opslag)) is not None
        assert nu.snapshot in (eerste.snapshot, eerste.snapshot + 1)
    laatste, _ = bijwerken(opslag)
    assert laatste.snapshot == eerste.snapshot + 1
    assert zoek(opslag, "bedrijf 17").treffers[0].nummer == nummer
    nummers = duckdb.sql(f"""SELECT count(*), count(DISTINCT nummer) FROM read_parquet(
        {opslag.bestanden("nummer", "poging", [eerste.poging, laatste.poging])})""").fetchall()[0]
    assert nummers[0] == nummers[1]
