"""Two days beside each other."""

from __future__ import annotations

from datetime import date

import pytest

from stelsel.vergunning import als_json, geldende_vergunning, vergelijk
from stelsel.vergunning.vergelijken import woordverschil

BESLUITEN = [
    "V1 verlening 2020-01-01",
    "V2 wijziging 2021-01-01 >V1",
    "V3 wijziging 2022-01-01 >V1",
    "V4 intrekking_deel 2023-01-01 >V1",
]
VOORSCHRIFTEN = [
    "S1 V1 1 stof:5:mg/Nm3 | Ten hoogste 5 mg/Nm3 stof.", "S2 V2 1 stof:4:mg/Nm3 | Ten hoogste 4 mg/Nm3 stof.",
    "S3 V3 1 stof:3:mg/Nm3 | Ten hoogste 3 mg/Nm3 stof.", "S4 V1 2 | Logboek.", "S5 V1 3 | Hek.", "S6 V3 4 =stelt | Bord.",
    "S7 V4 3 =trekt_in | Vervalt.",
]  # fmt: skip


@pytest.fixture
def d(maak):
    return maak(BESLUITEN, VOORSCHRIFTEN)


def op(d, dag: str):
    return geldende_vergunning(d, date.fromisoformat(dag))


def test_gewijzigd_nieuw_geeindigd_en_gelijk(d):
    verschil = vergelijk(op(d, "2020-06-01"), op(d, "2025-06-01"))
    assert [(x.soort, x.een.nummer) for x in verschil] == [
        ("gewijzigd", "1"),
        ("nieuw", "4"),
        ("geeindigd", "3"),
        ("gelijk", "2"),
    ]


def test_een_wijziging_wordt_gevolgd_over_wat_ertussen_zat(d):
    (gewijzigd, *_) = vergelijk(op(d, "2020-06-01"), op(d, "2025-06-01"))
    assert (gewijzigd.oud.feit.velden["grenswaarde"], gewijzigd.nieuw.feit.velden["grenswaarde"]) == (5, 3)


def test_de_woorden_die_veranderden():
    assert woordverschil("Ten hoogste 5 mg/Nm3.", "Ten hoogste 3 mg/Nm3 stof.") == (
        ("gelijk", "Ten hoogste "), ("weg", "5"), ("erbij", "3"), ("gelijk", " "), ("weg", "mg/Nm3."), ("erbij", "mg/Nm3 stof."),
    )  # fmt: skip
    assert woordverschil("", "Nieuw.") == (("erbij", "Nieuw."),)


@pytest.mark.parametrize(("oud", "nieuw"), [("a b c", "a c"), ("a\nb", "a b"), ("", ""), ("x", "y z")])
def test_uit_de_woorden_zijn_beide_teksten_weer_te_maken(oud, nieuw):
    stukken = woordverschil(oud, nieuw)
    assert "".join(t for s, t in stukken if s != "erbij") == oud
    assert "".join(t for s, t in stukken if s != "weg") == nieuw


def test_wie_een_dag_met_zichzelf_vergelijkt_ziet_niets(d):
    assert {x.soort for x in vergelijk(op(d, "2025-06-01"), op(d, "2025-06-01"))} == {"gelijk"}


def test_json_noemt_van_elke_stap_de_regel_en_de_geleverde_rij(d):
    g = op(d, "2025-06-01")
    uit = als_json(d, g, vergelijk(op(d, "2020-06-01"), g), "2020-06-01")
    een = uit["voorschriften"][0]
    assert (een["nummer"], een["grenswaarde"], een["eenheid"], een["begin"]["regel"]) == ("1", 3, "mg/Nm3", "VG-01")
    assert een["begin"]["besluit"]["herkomst"]["bestand"] == "vergunning.csv"
    weg = next(v for v in uit["geeindigd"] if v["nummer"] == "3")
    assert (weg["einde"]["regel"], weg["einde"]["dag"], weg["einde"]["besluit"]["zaaknummer"]) == (
        "VG-05",
        "2023-01-01",
        "Z-V4",
    )
    assert uit["vergeleken_met"] == "2020-06-01"
    assert [v["soort"] for v in uit["verschil"]] == ["gewijzigd", "nieuw", "geeindigd", "gelijk"]
