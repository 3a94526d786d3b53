"""Mandates on the command line: load, ask, compare; exit code 0 for yes, 1 for no, 2 for a mistake with what to do."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import stelsel
from stelsel.toegang.mandaat import MERK

OEFENING = Path(stelsel.__file__).parent / "toegang" / "mandaat" / "gegevens" / "oefenmandaten.csv"
KOP = OEFENING.read_text(encoding="utf-8").splitlines()[0]


def mandaat(map_: Path, *woorden: str) -> subprocess.CompletedProcess[str]:
    omgeving = os.environ | {"STELSEL_DATA": str(map_ / "data"), "COLUMNS": "200"}
    opdracht = [sys.executable, "-m", "stelsel.cli", "toegang", "mandaat", *woorden]
    return subprocess.run(opdracht, env=omgeving, cwd=map_, capture_output=True, text=True)


@pytest.fixture(scope="module")
def map_(tmp_path_factory):
    """A data directory with the mandates for practice."""
    pad = tmp_path_factory.mktemp("mandaat")
    uit = mandaat(pad, "laad", str(OEFENING))
    assert (uit.returncode, uit.stdout) == (0, "8 mandaten geladen, 0 beëindigd, 0 ongewijzigd.\n")
    return pad


def test_nog_een_keer_laden_verandert_niets(map_):
    assert mandaat(map_, "laad", str(OEFENING)).stdout == "0 mandaten geladen, 0 beëindigd, 8 ongewijzigd.\n"


def test_wie_mag_ziet_de_keten_met_dag_bron_en_merk(map_):
    vraag = (
        "mag",
        "od-nhn/teamleider_vergunningen",
        "vergunning_beslissen",
        "vergunningen",
        "GM0361",
        "--op",
        "2026-06-01",
    )
    uit = mandaat(map_, *vraag)
    assert uit.returncode == 0
    assert "GM0361 → od-nhn/directeur → od-nhn/teamleider_vergunningen." in uit.stdout
    assert (
        "mandaat oefening-nhn-1: od-nhn/directeur → od-nhn/teamleider_vergunningen, vanaf 01-02-2026. Bron: oefening"
        in uit.stdout
    )
    assert "deze keten is een voorbeeld om mee te oefenen" in uit.stdout
    j = json.loads(mandaat(map_, *vraag, "--json").stdout)
    assert (j["mag"], j["voorbeeld"], j["ontbreekt"]) == (True, True, [])
    assert [s["code"] for s in j["keten"]] == ["oefening-alkmaar-2", "oefening-nhn-1"]


def test_wie_niet_mag_ziet_welke_schakel_ontbreekt(map_):
    vraag = ("mag", "od-nhn/directeur", "toezicht_houden", "ketentoezicht", "GM0361", "--op", "2026-06-01")
    uit = mandaat(map_, *vraag)
    assert uit.returncode == 1
    assert "Besluit 'oefening-alkmaar-3' van GM0361 aan od-nhn/directeur is geëindigd op 01-01-2026." in uit.stdout
    uit = mandaat(map_, *vraag, "--json")
    assert uit.returncode == 1
    j = json.loads(uit.stdout)
    assert (j["mag"], j["keten"], [o["soort"] for o in j["ontbreekt"]]) == (False, [], ["Verlopen"])


HANDELINGEN = "wie;soort;zaak;activiteit;dag\nchris;vergunning_beslissen;Z1;A1;2026-03-01\n"
BEZWAAR = ("mag", "GM0361/ambtenaar", "bezwaar_beslissen", "vergunningen", "GM0361", "--op", "2026-06-01")
GEVAL = ("--wie", "chris", "--zaak", "Z1", "--activiteit", "A1", "--eerder", "eerder.csv")


def test_wie_het_besluit_nam_mag_volgens_de_opdracht_niet_op_het_bezwaar_beslissen(map_):
    (map_ / "eerder.csv").write_text(HANDELINGEN)
    schakel = "m,mandaat,GM0361,GM0361/ambtenaar,bezwaar_beslissen,vergunningen,,nee,2026-01-01,,oefening,ja"
    (map_ / "bezwaar.csv").write_text(f"{KOP}\n{schakel}\n")
    assert mandaat(map_, "laad", "bezwaar.csv").returncode == 0
    zonder = mandaat(map_, *BEZWAAR)
    assert zonder.returncode == 0
    assert "Niet getoetst: of dit samengaat met wat deze persoon eerder deed" in zonder.stdout
    met = mandaat(map_, *BEZWAAR, *GEVAL)
    assert met.returncode == 1
    assert "chris deed op 01-03-2026 'vergunning_beslissen' (zaak Z1)" in met.stdout
    assert "Bron: Awb 10:3 lid 3." in met.stdout
    assert "Laat op het bezwaar beslissen door het orgaan zelf of door iemand die het besluit niet nam." in met.stdout
    j = json.loads(mandaat(map_, *BEZWAAR, *GEVAL, "--json").stdout)
    assert (j["mag"], j["rollen_getoetst"], [o["soort"] for o in j["ontbreekt"]]) == (False, True, ["Botsing"])
    ander = mandaat(map_, *BEZWAAR, "--wie", "robin", *GEVAL[2:])
    assert ander.returncode == 0
    assert "Niet getoetst" not in ander.stdout
    assert "Getoetst aan 0 eerdere handelingen van robin, van 1 in het bestand." in ander.stdout


def test_de_vergelijking_draagt_het_merk_van_het_model(map_):
    uit = mandaat(map_, "vergelijk", "--op", "2026-06-01")
    assert uit.returncode == 0
    assert MERK in uit.stdout
    assert "Gemeente Ede (oefening): 5 gelijk, 2 mist, 0 meer" in uit.stdout
    assert "mist  toezicht_houden / ketentoezicht" in uit.stdout
    j = json.loads(mandaat(map_, "vergelijk", "--op", "2026-06-01", "--json").stdout)
    assert j["model"] == MERK
    assert [(d["orgaan"], d["voorbeeld"], d["model"]) for d in j["deelnemers"]] == [
        ("GM0358", True, MERK), ("GM0361", True, MERK), ("GM0228", True, MERK)
    ]  # fmt: skip


def test_zonder_mandaten_zegt_de_vergelijking_dat_er_niets_is(tmp_path):
    uit = mandaat(tmp_path, "vergelijk")
    assert uit.returncode == 0
    assert "Er zijn geen mandaten geladen" in uit.stdout


@pytest.mark.parametrize(
    ("woorden", "code"),
    [
        (["mag", "odnzkg/directeur", "toveren", "vergunningen", "GM0358"], "BEVOEGDHEID-ONBEKEND"),
        (["mag", "odnzkg/directeur", "toezicht_houden", "vergunningen", "GM0358"], "TAAK-ONBEKEND"),
        (["mag", "nergens/directeur", "toezicht_houden", "toezicht", "GM0358"], "HOUDER-ONBEKEND"),
        (["mag", "odnzkg/directeur", "toezicht_houden", "toezicht", "odnzkg"], "HOUDER-ONBEKEND"),
        (["laad", "kapot.csv"], "MANDATEN-ONLEESBAAR"),
        ([*BEZWAAR, "--wie", "chris"], "GEVAL-ONVOLLEDIG"),
        ([*BEZWAAR, "--wie", " ", *GEVAL[2:]], "GEVAL-ONVOLLEDIG"),
        ([*BEZWAAR, *GEVAL[:-1], "kapot.csv"], "MANDATEN-ONLEESBAAR"),
    ],
)
def test_een_vergissing_is_een_zin_met_een_remedie(map_, woorden, code):
    (map_ / "kapot.csv").write_text(f"{KOP}\nx,delegatie,GM0358,odnzkg/directeur,x,x,,ja,2026-01-01,,b,ja\n")
    uit = mandaat(map_, *woorden)
    assert (uit.returncode, uit.stdout) == (2, "")
    assert f"({code})" in uit.stderr
    assert "→" in uit.stderr
    assert "Traceback" not in uit.stderr
