"""`stelsel vergunning`: a number alone is enough; days, comparison, JSON, PDF and the list of BREFs."""

from __future__ import annotations

import json
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner
from tests.vergunning.conftest import handboek  # noqa: F401

from stelsel.cli import main
from stelsel.opslag import Opslag
from stelsel.register import zoek


@pytest.fixture
def doe(handboek: Opslag, monkeypatch: pytest.MonkeyPatch):  # noqa: F811
    monkeypatch.setenv("STELSEL_DATA", str(handboek.map))

    def doe_(naam: str, *opties: str) -> str:
        uit = CliRunner().invoke(main, ["vergunning", zoek(handboek, naam).treffers[0].nummer, *opties])
        assert uit.exit_code == 0, uit.output
        return uit.output

    return doe_


def test_een_nummer_is_genoeg(doe):
    uit = doe("VG04goed", "--geldig-op", "2025-06-01")
    assert "geldig op 1 juni 2025" in uit
    assert "2.1" in uit
    assert "sinds 1 januari 2022: wijziging" in uit
    assert "dcmr" in uit or "DCMR" in uit


def test_het_verschil_met_een_andere_dag(doe):
    uit = doe("VG04goed", "--geldig-op", "2025-06-01", "--vergelijk", "2021-01-01")
    assert "1 gewijzigd, 0 nieuw, 0 geëindigd, 0 gelijk" in uit
    assert "[-S1.-]" in uit
    assert "[+S2.+]" in uit


def test_json_en_pdf(doe, tmp_path: Path):
    j = json.loads(doe("VG02goed", "--geldig-op", "2025-06-01", "--json"))
    assert [v["nummer"] for v in j["voorschriften"]] == ["9"]
    assert j["geeindigd"][0]["einde"]["regel"] == "VG-02"
    doel = tmp_path / "v.pdf"
    doe("VG02goed", "--geldig-op", "2025-06-01", "--vergelijk", "2021-01-01", "--pdf", str(doel))
    with pypdfium2.PdfDocument(doel) as pdf:
        tekst = "".join(blad.get_textpage().get_text_range() for blad in pdf)
    assert "Voorschriften in werking op 1 juni 2025" in tekst
    assert "Verschil tussen twee dagen" in tekst


def test_een_open_punt_zegt_wat_het_oplost(doe):
    uit = doe("VK01goed", "--geldig-op", "2025-06-01")
    assert "leemte (VK-01)" in uit
    assert "→ De bron levert de voorschriften van dit besluit" in uit


def test_bekend_op_voor_de_levering_is_leeg(doe):
    assert "0 besluiten, 0 voorschriften" in doe("VG04goed", "--bekend-op", "2020-01-01")


def test_de_lijst_van_brefs_zonder_ippc_is_leeg(handboek, monkeypatch, tmp_path):  # noqa: F811
    monkeypatch.setenv("STELSEL_DATA", str(handboek.map))
    uit = CliRunner().invoke(main, ["vergunning", "brefs", "--csv", str(tmp_path / "b.csv")])
    assert "0 rijen" in uit.output
    assert (tmp_path / "b.csv").read_text("utf-8-sig").startswith("nummer;naam")
