"""The programme on the command line: lists as JSON, a sentence and exit code 2 for every mistake."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.programma.voorbeeld import VOORJAAR, najaar

from stelsel.programma.lezen import MEEGELEVERD

LIJSTEN = ("pijlers", "onderwerpen", "acties", "planningen", "verschuivingen", "besluiten", "risicos", "afhankelijkheden",
           "afgerond", "nieuw")  # fmt: skip


def programma(map_: Path, *woorden: str) -> subprocess.CompletedProcess[str]:
    omgeving = os.environ | {"STELSEL_DATA": str(map_ / "data"), "COLUMNS": "200"}
    opdracht = [sys.executable, "-m", "stelsel.cli", "programma", *woorden]
    return subprocess.run(opdracht, env=omgeving, cwd=map_, capture_output=True, text=True)


@pytest.fixture(scope="module")
def map_(tmp_path_factory):
    """A data directory with the real edition."""
    pad = tmp_path_factory.mktemp("programma")
    uit = programma(pad, "laad", str(MEEGELEVERD / "ibp-vth-2023-12.json"))
    assert uit.returncode == 0, uit.stderr
    return pad


def test_de_stand_van_een_editie_als_json_met_tien_lijsten(map_):
    j = json.loads(programma(map_, "stand", "--editie", "2023-12", "--json").stdout)
    assert {naam: len(j[naam]) for naam in ("pijlers", "onderwerpen", "acties")} == {
        "pijlers": 6,
        "onderwerpen": 33,
        "acties": 56,
    }
    for naam in LIJSTEN:
        assert j[naam], naam
        assert all(item["id"] and item["titel"] and "bewijs" in item for item in j[naam]), naam
    zonder = [x["id"] for naam in LIJSTEN for x in j[naam] if not x["bewijs"]]
    assert zonder == []


def test_toegezegd_en_niet_gereed_op_een_dag(map_):
    j = json.loads(programma(map_, "stand", "--peildatum", "2024-04-01", "--json").stdout)
    assert {x["einde"] for x in j["open_toezeggingen"]} >= {"2024-03-31"}
    assert all(x["einde"] <= "2024-04-01" and not x["gereed_gemeld"] for x in j["open_toezeggingen"])
    tekst = programma(map_, "stand", "--peildatum", "2024-04-01").stdout
    assert f"{len(j['open_toezeggingen'])} toezeggingen" in tekst


@pytest.mark.parametrize("vorm", ["pdf", "odt", "html"])
def test_het_rapport_in_elke_vorm(map_, vorm):
    uit = programma(map_, "rapport", "--editie", "2023-12", "--uit", f"rapport.{vorm}")
    assert uit.returncode == 0
    assert (map_ / f"rapport.{vorm}").stat().st_size > 20_000


@pytest.mark.parametrize(
    ("woorden", "code"),
    [
        (["laad", "kapot.json"], "EDITIE-ONLEESBAAR"),
        (["stand", "--editie", "2022-01"], "EDITIE-ONBEKEND"),
        (["stand", "--peildatum", "2020-01-01"], "EDITIE-NOG-GEEN"),
        (["stand", "--programma", "ander"], "PROGRAMMA-ONBEKEND"),
        (["verschil", "2023-12", "CONCEPT"], "EDITIE-ONBEKEND"),
        (["rapport", "--editie", "2023-12", "--uit", "rapport.docx"], "RAPPORT-VORM"),
        (["rapport", "--editie", "2023-12", "--uit", "geen/map/r.pdf"], "BESTANDSSYSTEEM"),
        (["rol", "Jan", "--als", "programmateam"], "GEBRUIKER-NAAM"),
        (["erratum", "x", "--editie", "2023-12", "--ref", "P9(9)"], "ERRATUM-ONGELDIG"),
        (["wachtwoord", "niemand"], "GEBRUIK"),
    ],
)
def test_een_fout_is_een_zin_met_een_remedie(map_, woorden, code):
    (map_ / "kapot.json").write_text('{"meta": {"titel": 3}}')
    uit = programma(map_, *woorden)
    assert uit.returncode == 2
    assert f"({code})" in uit.stderr
    assert "→" in uit.stderr
    assert "Traceback" not in uit.stderr


def test_twee_keer_tegelijk_laden_en_nog_een_programma_ernaast(tmp_path):
    for naam, inhoud in (("voorjaar", VOORJAAR), ("najaar", najaar())):
        (tmp_path / f"{naam}.json").write_text(json.dumps(inhoud))
    programma(tmp_path, "laad", "voorjaar.json")
    with ThreadPoolExecutor(4) as pool:
        uit = list(pool.map(lambda _: programma(tmp_path, "laad", "najaar.json"), range(4)))
    assert [u.returncode for u in uit] == [0] * 4, [u.stderr for u in uit]
    assert sum("is geladen" in u.stdout for u in uit) == 1
    assert programma(tmp_path, "laad", str(MEEGELEVERD / "ibp-vth-2023-12.json")).returncode == 0
    verschil = programma(tmp_path, "verschil", "2025-04", "2025-10", "--programma", "psd").stdout
    assert "Zuiderdijk: geen voorstel → verdwenen zonder afronding fout" in verschil
    assert "1 fout" in verschil
