"""The command line as its users meet it: every mistake one Dutch sentence, what to do, and exit code 2."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from stelsel.aanlevering import bewijzen
from stelsel.opslag import Opslag

GOED = "id;straat;huisnummer;postcode;woonplaats\nL1;Kerkweg;1;1234AB;Ede\n"


def _leeg_parquet() -> bytes:
    uit = io.BytesIO()
    pq.write_table(pa.table({"id": pa.array([], pa.string())}), uit)
    return uit.getvalue()


def stelsel(map_, *woorden: str) -> subprocess.CompletedProcess[str]:
    omgeving = os.environ | {"STELSEL_DATA": str(map_ / "data"), "LANGUAGE": "en", "COLUMNS": "200"}
    opdracht = [sys.executable, "-m", "stelsel.cli", *woorden]
    return subprocess.run(opdracht, env=omgeving, cwd=map_, capture_output=True, text=True)


@pytest.mark.parametrize(
    ("naam", "inhoud", "wat", "doe"),
    [
        ("locatie.csv", b"", "Bestand 'locatie.csv': het bestand is leeg.", "Lever een bestand met een kop"),
        ("locatie.csv", b"id;straat\n", "geen enkele rij in: locatie.csv", "ten minste één rij"),
        (
            "locatie.csv",
            b"id;str\x81at\n1;Weg\n",
            "de kop bevat een teken dat geen windows-1252 is",
            "Sla het bestand op als UTF-8",
        ),
        ("locatie.csv", "id;straat\n".encode("utf-32"), "het bestand is UTF-32", "Sla het op als UTF-8"),
        ("locatie.csv", b"straat;huisnummer\nWeg;1\n", "de kolom 'id' ontbreekt", "stelsel model sjablonen"),
        ("locatie.csv", b"id;id\n1;1\n", "de kolom 'id' komt twee keer voor", "Haal er een weg"),
        ("iets.csv", b"a;b\n1;2\n", "niet te herkennen welke soort records", "vestiging.csv"),
        ("locatie.parquet", b"PAR1 kapot", "het Parquet-bestand is niet te lezen", "Maak het bestand opnieuw"),
        ("locatie.xlsx", b"geen werkboek", "het werkboek is beschadigd", "Maak het opnieuw"),
        ("locatie.parquet", _leeg_parquet(), "geen enkele rij in: locatie.parquet", "ten minste één rij"),
        ("locatie.doc", b"id\n1\n", "'.doc' kan Stelsel niet lezen", "Lever CSV, XLSX, ODS, Parquet"),
    ],
)
def test_een_bestand_dat_niet_kan_is_een_zin_met_een_remedie_en_laat_niets_achter(tmp_path, naam, inhoud, wat, doe):
    (tmp_path / naam).write_bytes(inhoud)
    r = stelsel(tmp_path, "lever", naam, "--bron", "dcmr")
    assert r.returncode == 2
    assert r.stdout == ""
    assert wat in r.stderr
    assert doe in r.stderr
    assert "Traceback" not in r.stderr
    assert bewijzen(Opslag(tmp_path / "data")) == []


@pytest.mark.parametrize(
    ("woorden", "zin"),
    [
        (["lever"], "Er ontbreekt een argument: 'PADEN...'."),
        (["lever", "x.csv"], "Er ontbreekt een optie: '--bron'."),
        (["levr"], "De opdracht 'levr' bestaat niet."),
        (["zoek", "x", "--hoogstens", "veel"], "'veel' is geen getal."),
        (["dossier", "VTH-7K3M-2Q9R", "--peildatum", "31-02-2021"], "'31-02-2021' is geen datum"),
        (["lever", "x.csv", "--bron", "dmcr"], "Bedoelt u dcmr"),
        (["lever", "bestaatniet", "--bron", "dcmr"], "'bestaatniet' bestaat niet."),
        (["zoek", "chemie"], "Er is nog geen register"),
        (["geweigerd", "x"], "Levering 'x' bestaat niet."),
    ],
)
def test_een_verkeerde_opdracht_wordt_in_het_nederlands_beantwoord(tmp_path, woorden, zin):
    r = stelsel(tmp_path, *woorden)
    assert r.returncode == 2
    assert zin in r.stderr
    assert "Traceback" not in r.stderr


def test_van_levering_tot_dossier_met_json(tmp_path):
    (tmp_path / "locatie.csv").write_text(GOED + "L2;Kerkweg;nul;1234AB;Ede\n")
    (tmp_path / "vestiging.csv").write_text("id;locatie_id;handelsnaam;kvk_nummer\nV1;L1;Verf & Zo;12345678\n")
    bewijs = json.loads(stelsel(tmp_path, "lever", ".", "--bron", "dcmr", "--json").stdout)
    assert (bewijs["rijen_in"], bewijs["geaccepteerd"], bewijs["quarantaine"]) == (3, 2, 1)
    (fout,) = (b for b in bewijs["bevindingen"] if b["ernst"] == "fout")
    assert fout == {
        "bestand": "locatie.csv", "regel": 3, "record": "L2", "veld": "huisnummer", "waarde": "nul", "code": "LOC-204",
        "ernst": "fout", "tekst": fout["tekst"], "recordtype": "locatie",
    }  # fmt: skip
    assert "'nul'" in fout["tekst"]
    assert json.loads(stelsel(tmp_path, "lever", ".", "--bron", "dcmr", "--json").stdout)["ongewijzigd"] is True
    assert stelsel(tmp_path, "register", "bijwerken").returncode == 0
    (treffer,) = json.loads(stelsel(tmp_path, "zoek", "verf", "--json").stdout)["treffers"]
    d = json.loads(stelsel(tmp_path, "dossier", treffer["nummer"], "--peildatum", "2026-01-01", "--json").stdout)
    assert (d["naam"], d["peildatum"], d["oefening"]) == ("Verf & Zo", "2026-01-01", False)
    assert d["vestigingen"][0]["herkomst"]["regel"] == 2
