"""Killed with SIGKILL: receiving, halfway a delivery, and between its commit and the state of the session."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.demo import vrije_poort
from tests.inzending.inzendhulp import bied, proces, rijen, stuur, verwerk

from stelsel.aanlevering import bewijzen
from stelsel.aanlevering import inzending as inz
from stelsel.aanlevering.inzending.staat import bytes_van

DODEN = int(os.environ.get("STELSEL_DODEN", "4"))
# Dies by SIGKILL at the moment after the commit of the delivery and before the session hears of it.
NA_HET_VASTLEGGEN = """
import os, signal
from stelsel.aanlevering.inzending import verwerken
from stelsel.opslag import Opslag
verwerken._einde = lambda *a, **k: os.kill(os.getpid(), signal.SIGKILL)
verwerken.verwerk_wat_wacht(Opslag())
"""
# Dies before the act of delivering has begun.
VOOR_HET_LEVEREN = NA_HET_VASTLEGGEN.replace("_einde", "_lever")
ONTVANG = """
import io, sys
from stelsel.aanlevering import inzending as inz
from stelsel.opslag import Opslag
opslag, id_, bron = Opslag(), sys.argv[1], open(sys.argv[2], "rb").read()
vanaf = inz.lees(opslag, "dcmr", id_).ontvangen
while vanaf < len(bron):
    deel = bron[vanaf : vanaf + 5_000]
    vanaf = inz.voeg_toe(opslag, "dcmr", id_, 1, vanaf=vanaf, lengte=len(deel), stroom=io.BytesIO(deel).read).ontvangen
    print(vanaf, flush=True)
"""


def test_bevestigde_bytes_zijn_er_na_een_gedode_ontvangst_nog(opslag, tmp_path):
    inhoud, kies = os.urandom(500_000 + 400_000 * DODEN), random.Random(4)
    (tmp_path / "bron").write_bytes(inhoud)
    i = inz.begin(opslag, "dcmr", [inz.Bestand(naam="a.csv", grootte=len(inhoud))], door="toets")
    gedood = 0
    while gedood < DODEN and inz.lees(opslag, "dcmr", i.id).ontvangen < len(inhoud):
        with proces(opslag, i.id, str(tmp_path / "bron"), python=ONTVANG, stdout=subprocess.PIPE, text=True) as p:
            assert p.stdout
            bevestigd = int(p.stdout.readline() or 0)
            time.sleep(kies.uniform(0, 0.15))
            p.kill()
            rest = p.stdout.read().split("\n")[:-1]
        gedood += p.returncode == -signal.SIGKILL
        bevestigd = max(bevestigd, *(int(r) for r in rest), 0)
        nu = inz.lees(opslag, "dcmr", i.id)
        assert nu.ontvangen >= bevestigd
        assert bytes_van(opslag, i, 1).read_bytes()[: nu.ontvangen] == inhoud[: nu.ontvangen]
    assert gedood
    over = inz.lees(opslag, "dcmr", i.id).ontvangen
    assert stuur(opslag, i, inhoud[over:], over).ontvangen == len(inhoud)
    assert bytes_van(opslag, i, 1).read_bytes() == inhoud


def test_halverwege_gedood_wordt_de_inzending_opnieuw_opgepakt(opslag):
    kies = random.Random(5)
    inhoud = rijen(40_000)
    i = bied(opslag, inhoud)
    for _ in range(2):
        p = proces(opslag, "verwerk")
        eind = time.monotonic() + 60
        while inz.lees(opslag, "dcmr", i.id).status is inz.Status.AANGEBODEN and time.monotonic() < eind:
            time.sleep(0.02)
        time.sleep(kies.uniform(0, 0.3))
        p.kill()
        p.wait()
    verwerk(opslag)
    i = inz.lees(opslag, "dcmr", i.id)
    assert i.status is inz.Status.KLAAR
    assert [(b.levering, b.rijen_in) for b in bewijzen(opslag)] == [(i.levering, 40_000)]


def test_gedood_na_het_vastleggen_geeft_hetzelfde_nummer_en_geen_tweede_levering(opslag):
    i = bied(opslag, rijen(20))
    assert proces(opslag, python=NA_HET_VASTLEGGEN).wait(60) == -signal.SIGKILL
    assert inz.lees(opslag, "dcmr", i.id).status is inz.Status.BEZIG
    (levering,) = [b.levering for b in bewijzen(opslag)]
    verwerk(opslag)
    i = inz.lees(opslag, "dcmr", i.id)
    assert (i.status, i.levering, i.ongewijzigd) == (inz.Status.KLAAR, levering, False)
    assert len(bewijzen(opslag)) == 1


def test_ook_een_levering_die_op_bevestiging_wacht_komt_er_na_zo_n_dood_niet_twee_keer(opslag):
    bied(opslag, rijen(20))
    verwerk(opslag)
    i = bied(opslag, rijen(1), soort=inz.Soort.GEHEEL)
    assert proces(opslag, python=NA_HET_VASTLEGGEN).wait(60) == -signal.SIGKILL
    verwerk(opslag)
    assert [(b.levering, b.status) for b in bewijzen(opslag)][1:] == [
        (inz.lees(opslag, "dcmr", i.id).levering, "wacht")
    ]


def test_wat_een_proces_telkens_meesleurt_houdt_de_rest_niet_op(opslag):
    ziek = bied(opslag, rijen(20))
    gezond = bied(opslag, rijen(20, 100))
    for _ in range(3):
        assert proces(opslag, python=VOOR_HET_LEVEREN).wait(60) == -signal.SIGKILL
    verwerk(opslag)
    ziek = inz.lees(opslag, "dcmr", ziek.id)
    assert (ziek.status, ziek.fout and ziek.fout.code) == (inz.Status.GEWEIGERD, "STORING")
    assert inz.lees(opslag, "dcmr", gezond.id).status is inz.Status.KLAAR


def test_twee_verwerkers_tegelijk_doen_geen_inzending_dubbel(opslag):
    allen = [bied(opslag, rijen(200, 1000 * n), bron) for bron in ("dcmr", "odh", "odwh") for n in range(3)]
    beide = [proces(opslag, "verwerk", "--eenmalig") for _ in range(2)]
    assert [p.wait(120) for p in beide] == [0, 0]
    verwerk(opslag)
    nummers = [inz.lees(opslag, i.bron, i.id).levering for i in allen]
    assert sorted(nummers) == sorted(b.levering for b in bewijzen(opslag))
    assert len(set(nummers)) == len(allen)
    for bron in ("dcmr", "odh", "odwh"):
        assert [b.levering for b in bewijzen(opslag, bron)] == [n for n in nummers if n.startswith(f"{bron}-")]


def _kinderen(pid: int) -> dict[int, str]:
    uit = {}
    for map_ in Path("/proc").iterdir():
        if map_.name.isdigit():
            try:
                ouder = int((map_ / "stat").read_text().rpartition(")")[2].split()[1])
                opdracht = (map_ / "cmdline").read_text().replace("\0", " ")
            except (FileNotFoundError, ProcessLookupError):
                continue
            if ouder == pid:
                uit[int(map_.name)] = opdracht
    return uit


def _verwerker_van(pid: int) -> int:
    for _ in range(400):
        if gevonden := [k for k, w in _kinderen(pid).items() if " verwerk " in w]:
            return gevonden[0]
        time.sleep(0.1)
    raise AssertionError("de server heeft geen verwerker gestart")


def _weg(pid: int) -> bool:
    for _ in range(60):
        if not Path(f"/proc/{pid}").exists() or " Z " in Path(f"/proc/{pid}/stat").read_text():
            return True
        time.sleep(0.1)
    return False


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="leest /proc")
@pytest.mark.parametrize("sein", [signal.SIGKILL, signal.SIGTERM])
def test_de_verwerker_eindigt_met_de_server_en_komt_terug_als_hij_valt(opslag, sein):
    opslag.map.mkdir()
    opdracht = ("serve", "--poort", str(vrije_poort()), "--werkers", "1")
    p = proces(opslag, *opdracht, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        eerste = _verwerker_van(p.pid)
        os.kill(eerste, signal.SIGKILL)
        assert _weg(eerste)
        tweede = _verwerker_van(p.pid)
        p.send_signal(sein)
        p.wait(20)
        assert _weg(tweede)
    finally:
        # What serves the pages outlives a killed parent; it is in the session that this test began.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(p.pid, signal.SIGKILL)
