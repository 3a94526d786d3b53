"""The same deliveries in another order, or split otherwise, end in the same register; and what is held for a person."""

from __future__ import annotations

import csv
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from stelsel.aanlevering import lever
from stelsel.oefening import maak
from stelsel.opslag import Opslag
from stelsel.register import KlokLooptTerug, TeVeelSamenvoegingen, bijwerken, stand
from stelsel.register.koppelen import staat

BRONNEN = ("dcmr", "odh", "odru", "rud-utrecht", "ozhz", "odmh")
STAM = ("onderneming", "locatie", "vestiging", "activiteit")


@pytest.fixture(scope="module")
def leveringen(tmp_path_factory) -> dict[str, Path]:
    """Core files of neighbouring agencies that know many of the same places."""
    uit = tmp_path_factory.mktemp("volgorde") / "in"
    maak(uit, locaties=4_000, zaad=7, fouten=0.02)
    for bestand in uit.glob("*/*"):
        if bestand.stem not in STAM:
            bestand.unlink()
    return {b: uit / b for b in BRONNEN}


@pytest.fixture(autouse=True)
def leer_van_weinig(monkeypatch):
    monkeypatch.setattr("stelsel.register.koppelen.stappen.LEERZAAM", 200)


def indeling(opslag: Opslag) -> dict[str, set[frozenset[tuple[str, ...]]]]:
    """Which records are one, whatever their numbers."""
    con = staat(opslag, stand(opslag).snapshot)
    uit = {}
    for soort, wie in (("locatie", "p.bron, p.id"), ("onderneming", "p.recordtype, p.bron, p.id")):
        groepen: dict[int, list[tuple[str, ...]]] = {}
        for f, *record in con.execute(
            f"SELECT f, {wie} FROM profiel_{soort} p JOIN deel_{soort} USING (rij)"
        ).fetchall():
            groepen.setdefault(f, []).append(tuple(record))
        uit[soort] = {frozenset(g) for g in groepen.values()}
    return uit


def lever_in(opslag: Opslag, mappen: dict[str, Path], volgorde: list[str], *, tussen: int) -> None:
    for n, bron in enumerate(volgorde, 1):
        lever(opslag, [mappen[bron]], bron)
        if n % tussen == 0:
            bijwerken(opslag)
    bijwerken(opslag, hertrain=True)


def test_een_andere_volgorde_eindigt_in_hetzelfde_register(leveringen, tmp_path):
    uitkomsten = []
    for naam, volgorde, tussen in (("heen", list(BRONNEN), 6), ("terug", list(BRONNEN[::-1]), 2)):
        opslag = Opslag(tmp_path / naam)
        lever_in(opslag, leveringen, volgorde, tussen=tussen)
        uitkomsten.append(indeling(opslag))
    assert len(uitkomsten[0]["locatie"]) > 300
    assert uitkomsten[0] == uitkomsten[1]


def test_in_stukken_geleverd_is_het_zelfde_register(leveringen, tmp_path):
    heel, stukken = Opslag(tmp_path / "heel"), Opslag(tmp_path / "stukken")
    lever(heel, [leveringen["dcmr"]], "dcmr")
    bestand = next(leveringen["dcmr"].glob("locatie.*"))
    if bestand.suffix != ".csv":
        pytest.skip("dcmr levert in deze oefening geen CSV")
    regels = bestand.read_bytes().splitlines(keepends=True)
    for i, stuk in enumerate((regels[1:80], regels[80:])):
        map_ = tmp_path / f"deel{i}"
        map_.mkdir()
        (map_ / "locatie.csv").write_bytes(regels[0] + b"".join(stuk))
        lever(stukken, [map_], "dcmr")
        bijwerken(stukken)
    rest = tmp_path / "rest"
    rest.mkdir()
    for ander in leveringen["dcmr"].iterdir():
        if ander != bestand:
            (rest / ander.name).write_bytes(ander.read_bytes())
    lever(stukken, [rest], "dcmr")
    for opslag in (heel, stukken):
        bijwerken(opslag, hertrain=True)
    assert indeling(heel) == indeling(stukken)


def test_een_levering_die_te_veel_bedrijven_zou_samenvoegen_wacht_op_een_mens(geef, opslag):
    loc = "id;straat;huisnummer;postcode;woonplaats;gemeente\nL1;Kade;1;3011AB;Rotterdam;GM0599\n"
    kop = "id;locatie_id;handelsnaam;kvk_nummer\n"
    geef(locatie=loc, vestiging=kop + "".join(f"V{i};L1;Bedrijf {i};{68750000 + i}\n" for i in range(12)))
    bijwerken(opslag)
    geef(vestiging=kop + "".join(f"V{i};L1;Bedrijf {i};68750110\n" for i in range(12)))
    voor = stand(opslag)
    with pytest.raises(TeVeelSamenvoegingen, match="gebleven zoals het was") as fout:
        bijwerken(opslag, samenvoegingen=5)
    assert fout.value.aantal == 11
    assert stand(opslag) == voor
    assert bijwerken(opslag, samenvoegingen=11)[0].tellingen["onderneming"] == 1


def test_een_klok_die_terugloopt_houdt_het_register_vast(geef, opslag, monkeypatch):
    geef(locatie="id;straat;huisnummer;woonplaats\nL1;Kade;1;Rotterdam\n")
    voor, _ = bijwerken(opslag)

    class Gisteren(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(UTC) - timedelta(days=1)

    monkeypatch.setattr(sys.modules["stelsel.register.bijwerken"], "datetime", Gisteren)
    with pytest.raises(KlokLooptTerug):
        bijwerken(opslag)
    monkeypatch.undo()
    assert stand(opslag) == voor


def test_de_oefengegevens_van_deze_toets_zijn_csv(leveringen):
    """Else the test of splitting would look at nothing."""
    with next(leveringen["dcmr"].glob("locatie.*")).open(newline="", encoding="utf-8", errors="replace") as f:
        assert len(next(csv.reader(f, delimiter=";"))) > 3


def test_zonder_genoeg_om_van_te_leren_is_er_geen_model(geef, opslag):
    """Whatever the number of updates: 0 says that only exact keys linked."""
    for straat in ("Kade", "Dijk"):
        geef(locatie=f"id;straat;huisnummer;woonplaats\nL1;{straat};1;Rotterdam\n")
        assert bijwerken(opslag)[0].model == 0
