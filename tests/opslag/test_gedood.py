"""Killed at any moment, an act is wholly in or wholly out, and can simply be run again. `STELSEL_DODEN` sets how many are killed."""

from __future__ import annotations

import os
import random
import subprocess
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest
from tests.opslag.doden import (
    VERS,
    Stappen,
    doe_bevestig,
    doe_bijwerken,
    doe_herstel,
    doe_lever,
    dood,
    draai,
    klopt_de_boekhouding,
)

from stelsel.aanlevering import bevestig, bewijzen, lever, tellende
from stelsel.opslag import Opslag, SchijfVol
from stelsel.register import bijwerken, stand, zoek

RIJEN = 4_000
DODEN = int(os.environ.get("STELSEL_DODEN", "4"))
BRONNEN = ["dcmr", "odh", "odwh", "fumo"]


def schrijf(map_: Path, laatste: int, straat: str) -> Path:
    map_.mkdir()
    kies = random.Random(1)
    plekken = [
        f"L{i};{straat};{i % 90_000 if i % 50 else 0};{kies.randint(1000, 9999)}{'ab' if i % 40 == 1 else 'AB'};Ede\n"
        for i in range(laatste)
    ]
    (map_ / "locatie.csv").write_text("id;straat;huisnummer;postcode;woonplaats\n" + "".join(plekken))
    bedrijven = [f"V{i};L{i};Bedrijf {i};{10_000_000 + i}\n" for i in range(laatste)]
    (map_ / "vestiging.csv").write_text("id;locatie_id;handelsnaam;kvk_nummer\n" + "".join(bedrijven))
    return map_


@pytest.fixture(scope="module")
def mappen(tmp_path_factory) -> list[Path]:
    """Four pictures of a source, each another day's; the last holds half of the records."""
    wortel = tmp_path_factory.mktemp("groot")
    return [
        schrijf(wortel / str(i), n, s)
        for i, (n, s) in enumerate([(RIJEN, "Weg"), (RIJEN, "Laan"), (RIJEN, "Pad"), (RIJEN // 2, "Weg")])
    ]


def test_een_gedode_handeling_is_helemaal_binnen_of_helemaal_buiten(tmp_path, mappen, capsys):
    opslag, kies, stappen = Opslag(tmp_path / "data"), random.Random(2), Stappen(tmp_path)
    duur = draai(doe_lever, tmp_path / "maat", mappen[0], "dcmr", "wijziging", date(2025, 1, 1), stappen)
    gedood = binnen = keren = 0
    gezien: set[str] = set()
    while gedood < DODEN:
        keren += 1
        assert keren < 20 + 5 * DODEN, "te veel handelingen zijn klaar voor zij gedood worden"
        voor = bewijzen(opslag)
        wachten = [b.levering for b in voor if b.telt and b.quarantaine]
        na = kies.uniform(0, duur * 1.1)
        if keren % 4 == 3 and wachten:
            weg = dood(na, doe_herstel, opslag.map, kies.choice(wachten), stappen)
        else:
            k = kies.randrange(4)
            soort = kies.choice(["wijziging", "geheel"])
            weg = dood(na, doe_lever, opslag.map, mappen[k], kies.choice(BRONNEN), soort, date(2025, 1, 1 + k), stappen)
        if weg:
            gedood += 1
            stappen.tel()
        binnen += len(bewijzen(opslag)) - len(voor)
        klopt_de_boekhouding(opslag, gezien)
    with capsys.disabled():
        print(
            f"\n{gedood} handelingen gedood in {stappen.geteld}, van {keren}; {binnen} leveringen zijn binnen, en alles klopt"
        )
    lever(opslag, [mappen[0]], "dcmr", stand=date(2025, 2, 1))
    klopt_de_boekhouding(opslag)
    assert list((opslag.map / "werk").iterdir()) == []


def test_twee_leveringen_tegelijk_doen_elkaar_geen_kwaad_ook_niet_als_er_een_sterft(tmp_path, mappen):
    opslag, kies, stappen = Opslag(tmp_path / "data"), random.Random(5), Stappen(tmp_path)
    for ronde in range(max(DODEN // 6, 2)):
        paar = [
            VERS.Process(
                target=doe_lever,
                args=(opslag.map, mappen[ronde % 4], bron, "wijziging", date(2025, 1, 1) + timedelta(ronde), stappen),
            )
            for bron in ("dcmr", BRONNEN[ronde % 2])
        ]
        for p in paar:
            p.start()
        paar[0].join(kies.uniform(0, 1.5))
        paar[0].kill()
        for p in paar:
            p.join()
        assert paar[1].exitcode == 0
        klopt_de_boekhouding(opslag)


def test_een_gedode_bevestiging_is_een_besluit_of_geen(tmp_path, mappen):
    opslag, kies = Opslag(tmp_path / "data"), random.Random(4)
    lever(opslag, [mappen[0]], "dcmr", soort="geheel", stand=date(2025, 1, 1))
    b = lever(opslag, [mappen[3]], "dcmr", soort="geheel", stand=date(2025, 1, 2))
    assert b.status == "wacht"
    for _ in range(max(DODEN // 4, 2)):
        dood(kies.uniform(0, 0.3), doe_bevestig, opslag.map, b.levering)
        assert {x.status for x in bewijzen(opslag)} <= {"opgenomen", "wacht", "bevestigd"}
        klopt_de_boekhouding(opslag)
    assert bevestig(opslag, b.levering, door="toets").status == "bevestigd"


@pytest.fixture
def volle_schijf(tmp_path):
    """A disk of a few megabytes; needs to be root."""
    plek = tmp_path / "schijf"
    plek.mkdir()
    if (
        os.geteuid()
        or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(plek)], check=False).returncode
    ):
        pytest.skip("een schijf van drie megabyte maken mag alleen root")
    yield plek
    subprocess.run(["umount", "-l", str(plek)], check=True)


def test_een_volle_schijf_is_een_heldere_fout_en_er_is_niets_half_geladen(volle_schijf, mappen):
    opslag = Opslag(volle_schijf / "data")

    def vul():
        for dag in range(1, 28):
            lever(opslag, [mappen[dag % 4]], "dcmr", soort="geheel", stand=date(2025, 1, dag))

    with pytest.raises(SchijfVol, match="is vol"):
        vul()
    # Room is made, as the message asks.
    subprocess.run(["mount", "-o", "remount,size=9m", str(volle_schijf)], check=True)
    klopt_de_boekhouding(opslag)


def test_een_gedode_bijwerking_laat_het_register_zoals_het_was(tmp_path, mappen):
    opslag, kies = Opslag(tmp_path / "data"), random.Random(3)
    lever(opslag, [mappen[0]], "dcmr")
    eerste, _ = bijwerken(opslag)
    nummer = zoek(opslag, "bedrijf 17").treffers[0].nummer
    lever(opslag, [mappen[0]], "odh")
    for _ in range(max(DODEN // 4, 3)):
        if not dood(kies.uniform(0.1, 1.5), doe_bijwerken, opslag.map):
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
    assert len(tellende(opslag)) == 2
