"""Quality on the command line: of a delivery, a source, all sources; and all refused rows as files."""

from __future__ import annotations

import csv
import json

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from stelsel.cli import main
from stelsel.opdrachten.kwaliteit import geweigerd

LOC = "id;straat;huisnummer;postcode;woonplaats\n"


@pytest.fixture
def levering(geef, opslag, monkeypatch):
    """A delivery with one good row, a faulty one, and a line that is no row; the commands find it."""
    monkeypatch.setenv("STELSEL_DATA", str(opslag.map))
    return geef(
        locatie=LOC + 'L1;Weg;1;1234AB;Ede\nL2;Weg;0;1234AB;Ede\nL3;"Weg;1;1234AB;Ede\n', onderneming="id;naam\nO1;\n"
    )


def draai(opdracht, *woorden):
    r = CliRunner().invoke(opdracht, list(woorden))
    assert r.exit_code == 0, r.output
    return r.output


def test_de_kwaliteit_van_een_levering_met_haar_vijf_delen(levering):
    uit = draai(main, "kwaliteit", levering.levering)
    assert "4 rijen ontvangen, 1 opgenomen, 3 wachten op u" in uit
    assert "over 4 van 5 dimensies" in uit
    assert "Tijdigheid" in uit
    assert "niet te bepalen" in uit
    j = json.loads(draai(main, "kwaliteit", levering.levering, "--json"))
    assert j["score"]["dimensies"]["geldigheid"]["noemer"] == 4
    assert [c["voorbeeld"]["waarde"] for c in j["controles"] if c["code"] == "LOC-016"] == ["0"]


def test_de_kwaliteit_van_een_bron_en_van_alle_bronnen(levering):
    assert levering.levering in draai(main, "kwaliteit", "--bron", "dcmr")
    j = json.loads(draai(main, "kwaliteit", "--bron", "dcmr", "--json"))
    assert j["verloop"][0]["levering"] == levering.levering
    assert "heeft nog niets geleverd" in draai(main, "kwaliteit", "--bron", "odh")
    assert "3 wacht op herstel" in draai(main, "kwaliteit")
    assert [s["bron"] for s in json.loads(draai(main, "kwaliteit", "--json"))] == ["dcmr"]


def test_een_levering_en_een_bron_tegelijk_kan_niet(levering):
    assert CliRunner().invoke(main, ["kwaliteit", levering.levering, "--bron", "dcmr"]).exit_code == 2


@pytest.mark.parametrize("vorm", ["csv", "parquet"])
def test_alle_geweigerde_rijen_komen_in_de_bestanden(levering, tmp_path, vorm):
    draai(geweigerd, levering.levering, "--uit", str(tmp_path / "uit"), "--vorm", vorm)
    bestanden = list((tmp_path / "uit").iterdir())
    if vorm == "csv":
        rijen = [
            r for p in bestanden for r in list(csv.reader(p.open(encoding="utf-8-sig", newline=""), delimiter=";"))[1:]
        ]
    else:
        rijen = [r for p in bestanden for r in pq.read_table(p).to_pylist()]
        assert {r["regel"]: r["codes"] for r in rijen if r["bestand"] == "locatie.csv"} == {
            3: ["LOC-016"],
            4: ["RIJ-002"],
        }
    assert len(bestanden) == (2 if vorm == "csv" else 1)
    assert len(rijen) == levering.quarantaine == 3
