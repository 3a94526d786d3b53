"""A change worked out by itself ends in the register that working out everything would have made: numbers, history, index and all.

Long form, with more sources and rounds: `make vergelijk`.
"""

from __future__ import annotations

import csv
import os
import random
import shutil
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.zelfde import verschillen

from stelsel.aanlevering import lever
from stelsel.oefening import maak
from stelsel.opslag import MotorOnbekend, Opslag
from stelsel.register import Verwijzing, bijwerken, oordeel, oordelen, stand
from stelsel.register.gebied import Geheel
from stelsel.register.gebied.volgorde import nummers_met_ruimte, nummers_tussen
from stelsel.register.tegenspraak import tegenspraken

RONDES = int(os.environ.get("STELSEL_TOETS_RONDES", "2"))
ZADEN = range(1, 1 + int(os.environ.get("STELSEL_TOETS_ZADEN", "1")))
WERK = sys.modules["stelsel.register.bijwerken"]


@pytest.fixture(autouse=True)
def altijd_deels(monkeypatch):
    """However much a change touches here, it is worked out by itself; and what is likely is learned from little."""
    for waar in ("gebied", "geraakt"):
        monkeypatch.setattr(f"stelsel.register.gebied.{waar}.DEEL", 2.0)
    for waar in ("koppelen.stappen", "gebied.werken"):
        monkeypatch.setattr(f"stelsel.register.{waar}.LEERZAAM", 150)


@pytest.fixture
def op_dag(monkeypatch):
    """Make it so many days later for the register, of which the sources know nothing."""

    def zet(dagen: int) -> None:
        class Dag(date):
            @classmethod
            def today(cls) -> date:
                return date.today() + timedelta(days=dagen)

        monkeypatch.setattr(WERK, "date", Dag)

    return zet


@pytest.fixture
def redenen(monkeypatch) -> list[str]:
    """Why everything was worked out anew after all, each time that it was."""
    uit: list[str] = []
    begin = Geheel.__init__

    def onthoud(self, reden):
        uit.append(reden)
        begin(self, reden)

    monkeypatch.setattr(Geheel, "__init__", onthoud)
    return uit


class Wereld:
    """Sources with their tables, which change at random and deliver in every way they may."""

    def __init__(self, map_: Path, zaad: int):
        self.map, self.kans = map_, random.Random(zaad)
        self.deur = Opslag(map_ / "deur")
        self.deels, self.heel = Opslag(map_ / "deels"), Opslag(map_ / "heel")
        maak(map_ / "in", locaties=260, zaad=zaad, fouten=0.06)
        self.tabellen: dict[tuple[str, str], list[dict[str, str]]] = {}
        for bestand in sorted((map_ / "in").glob("*/*.csv")):
            with bestand.open(encoding="utf-8-sig", newline="") as f:
                kop = f.readline()
                f.seek(0)
                lezer = csv.DictReader(f, delimiter=max(";,|\t", key=kop.count), restkey="_rest", restval="")
                rijen = [{k: v for k, v in r.items() if k and k != "_rest"} for r in lezer]
            if rijen and "id" in rijen[0]:
                self.tabellen[bestand.parent.name, bestand.stem] = rijen
        self.keer = 0

    def lever(self, bron: str, tabellen: dict[str, list[dict[str, str]]], **zo) -> None:
        self.keer += 1
        map_ = self.map / f"levering-{self.keer}"
        map_.mkdir()
        for naam, rijen in tabellen.items():
            if not rijen:
                continue
            with (map_ / f"{naam}.csv").open("w", newline="") as f:
                schrijver = csv.DictWriter(f, list(dict.fromkeys(k for r in rijen for k in r)), delimiter=";")
                schrijver.writeheader()
                schrijver.writerows(rijen)
        if any(map_.iterdir()):
            lever(self.deur, [map_], bron, **zo)

    def begin(self, aandeel: float) -> None:
        """Every source delivers part of what it has."""
        for bron in sorted({b for b, _ in self.tabellen}):
            self.lever(
                bron,
                {
                    t: [r for r in rijen if self.kans.random() < aandeel]
                    for (b, t), rijen in self.tabellen.items()
                    if b == bron
                },
            )

    def verander(self) -> None:
        """One source says something else, of some of its records."""
        bron = self.kans.choice(sorted({b for b, _ in self.tabellen}))
        eigen = {t: rijen for (b, t), rijen in self.tabellen.items() if b == bron}
        for naam, rijen in eigen.items():
            for r in self.kans.sample(rijen, min(len(rijen), 4)):
                self._anders(naam, r, rijen)
        hoe = self.kans.random()
        stand_ = date.today() - timedelta(days=self.kans.choice([0, 0, 1, 30]))
        if hoe < 0.3:  # the whole picture, without a few
            self.lever(
                bron,
                {t: [r for r in rijen if self.kans.random() < 0.96] for t, rijen in eigen.items()},
                soort="geheel",
                stand=stand_,
            )
            return
        delen = {t: self.kans.sample(rijen, min(len(rijen), 12)) for t, rijen in eigen.items()}
        if hoe < 0.5:  # some have ended
            for rijen in delen.values():
                for i, r in enumerate(rijen[:3]):
                    rijen[i] = r | {"_mutatie": "beeindigd", "_per": str(stand_)}
        self.lever(bron, delen, stand=stand_)

    def _anders(self, naam: str, r: dict[str, str], rijen: list[dict[str, str]]) -> None:
        ander = self.kans.choice(rijen)
        velden = {"locatie": ("postcode", "huisnummer", "straat", "bag_nummeraanduiding"), "vestiging": ("kvk_nummer", "handelsnaam", "locatie_id"),
                  "onderneming": ("kvk_nummer", "naam"), "activiteit": ("locatie_id", "vestiging_id", "begindatum")}  # fmt: skip
        for veld in velden.get(naam, ("vestiging_id", "locatie_id")):
            if veld in r and self.kans.random() < 0.4:
                binnenkort = (
                    [str(date.today() + timedelta(days=self.kans.randint(1, 3)))] if veld == "begindatum" else []
                )
                r[veld] = self.kans.choice([ander[veld], ander[veld], "", *binnenkort])

    def beoordeel(self) -> None:
        """A person says of two records that they are the same, or not, or takes that back."""
        soort = self.kans.choice(["locatie", "vestiging"])
        bronnen = [b for b, t in self.tabellen if t == soort]
        a, b = (
            Verwijzing(soort, bron, self.kans.choice(self.tabellen[bron, soort])["id"])
            for bron in self.kans.choices(bronnen, k=2)
        )
        if a == b:
            return
        eerder = oordelen(self.deur)
        try:
            if eerder and self.kans.random() < 0.3:
                o = self.kans.choice(eerder)
                oordeel(self.deur, o.soort, o.a, o.b, "herroepen", door="toets", reden="nagezien")
            wat = self.kans.choice(["zelfde", "anders"])
            oordeel(
                self.deur, "locatie" if soort == "locatie" else "onderneming", a, b, wat, door="toets", reden="nagezien"
            )
        except Exception as e:
            if "Oordeel" not in type(e).__name__ and "Niets" not in type(e).__name__:
                raise

    def vergelijk(self) -> dict:
        for opslag, geheel in ((self.deels, False), (self.heel, True)):
            shutil.copytree(self.deur.map, opslag.map, dirs_exist_ok=True)
            bijwerken(opslag, geheel=geheel, samenvoegingen=10_000)
        return verschillen(self.deels, self.heel)


@pytest.mark.parametrize("zaad", ZADEN)
def test_een_wijziging_op_zichzelf_eindigt_in_hetzelfde_register(zaad, tmp_path, redenen, op_dag):
    wereld = Wereld(tmp_path, zaad)
    wereld.begin(0.85)
    assert wereld.vergelijk() == {}
    for ronde in range(RONDES):
        op_dag(ronde)
        for _ in range(wereld.kans.randint(1, 3)):
            wereld.verander()
        if ronde % 2:
            wereld.beoordeel()
        assert wereld.vergelijk() == {}, f"ronde {ronde}"
    assert stand(wereld.deels).tellingen["locatie"] > 150
    assert not redenen


@pytest.mark.parametrize(
    ("leveringen", "bekend", "uit"),
    [
        (["a", "b"], {}, [1000, 2000]),
        (["a", "b", "c"], {"a": 1000, "b": 2000}, [1000, 2000, 3000]),
        (["a", "x", "y", "b"], {"a": 1000, "b": 2000}, [1000, 1333, 1666, 2000]),
        (["x", "a"], {"a": 1000}, [500, 1000]),
    ],
)
def test_een_late_levering_komt_tussen_de_bekende_te_staan(leveringen, bekend, uit):
    assert nummers_tussen(leveringen, bekend) == uit
    assert list(nummers_met_ruimte(2)) == [1000, 2000]


@pytest.mark.parametrize(
    ("leveringen", "bekend"), [(["a", "x", "b"], {"a": 1000, "b": 1001}), (["b", "a"], {"a": 1, "b": 2})]
)
def test_zonder_ruimte_of_in_een_andere_volgorde_wordt_alles_opnieuw_gedaan(leveringen, bekend):
    with pytest.raises(Geheel):
        nummers_tussen(leveringen, bekend)


LOC = "id;straat;huisnummer;postcode;woonplaats;gemeente\nL1;Kade;1;3011AB;Rotterdam;GM0599\n"
VES = "id;locatie_id;handelsnaam;kvk_nummer\nV1;L1;Verf;12345678\n"


def sterf(opslag: Opslag, waar: str) -> None:
    """Another process brings the register up to date, and is gone when it gets there: nothing is cleaned up."""
    code = f"""
import os, sys
import stelsel.register.gebied.gebied, stelsel.register.gebied.geraakt
from stelsel.opslag import Opslag
from stelsel.register import bijwerken
stelsel.register.gebied.gebied.DEEL = stelsel.register.gebied.geraakt.DEEL = 2.0
werk = sys.modules["stelsel.register.bijwerken"]
setattr(werk, {waar!r}, lambda *args, **kwargs: os._exit(9))
bijwerken(Opslag({str(opslag.map)!r}))
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 9


@pytest.mark.parametrize("waar", ["geef_redenen", "leg_vast", "zet_staat", "zet_index"])
def test_gedood_terwijl_een_wijziging_wordt_ingepast(waar, geef, opslag, redenen):
    geef(locatie=LOC, vestiging=VES)
    bijwerken(opslag)
    geef("odh", locatie=LOC, vestiging=VES.replace("Verf", "Lak"))
    sterf(opslag, waar)
    geef("odh", vestiging=VES.replace("Verf", "Beits"))
    nu, nieuw = bijwerken(opslag)
    assert nieuw
    assert nu.tellingen["rijen"] == 5
    ander = Opslag(opslag.map.parent / "heel")
    shutil.copytree(opslag.map, ander.map)
    bijwerken(ander, geheel=True)
    assert verschillen(opslag, ander) == {}
    assert not list(opslag.index.glob("*half*"))


def test_wat_veel_raakt_wordt_als_geheel_gedaan(geef, opslag, monkeypatch, redenen):
    monkeypatch.setattr("stelsel.register.gebied.gebied.DEEL", 0.25)
    geef(locatie=LOC, vestiging=VES)
    bijwerken(opslag)
    geef(vestiging=VES.replace("Verf", "Lak"))
    assert bijwerken(opslag)[1]
    assert len(redenen) == 1


def test_een_record_dat_op_zijn_plek_wachtte_krijgt_die_zonder_opnieuw_te_zijn_geleverd(geef, opslag, redenen):
    geef(locatie=LOC, vestiging=VES)
    kapot = LOC.replace("L1", "L9").replace(";1;", ";een;")
    geef("odh", locatie=kapot, activiteit="id;locatie_id;vestiging_id;omschrijving\nA1;L9;;Verf maken\n")
    eerst, _ = bijwerken(opslag)
    geef("odh", locatie=LOC.replace("L1", "L9"))
    nu, _ = bijwerken(opslag)
    assert (eerst.tellingen["zonder_plek"], nu.tellingen["zonder_plek"]) == (1, 0)
    assert not redenen


def test_een_levering_waarvan_alles_werd_geweigerd_verandert_alleen_de_stand(geef, opslag, redenen):
    geef(locatie=LOC, vestiging=VES)
    eerst, _ = bijwerken(opslag)
    geef("odh", locatie=LOC.replace(";1;", ";een;"))
    nu, nieuw = bijwerken(opslag)
    assert nieuw
    assert (nu.snapshot, nu.tellingen["rijen"]) == (2, eerst.tellingen["rijen"])
    assert len(nu.leveringen) == 2
    assert not redenen


def test_wat_op_een_dag_begint_of_eindigt_spreekt_vanaf_die_dag_tegen_ook_al_levert_niemand_het_opnieuw(
    geef, opslag, redenen, op_dag
):
    kop = "id;straat;huisnummer;postcode;woonplaats;gemeente;bag_nummeraanduiding;begindatum;einddatum\n"
    adres = "Kade;1;{};Rotterdam;GM0599;0599200000000001"
    morgen, overmorgen = (str(date.today() + timedelta(days=n)) for n in (1, 2))
    geef(locatie=kop + f"L1;{adres.format('3011AB')};;\n")
    geef("odh", locatie=kop + f"L1;{adres.format('3011AC')};{morgen};{overmorgen}\n")
    bijwerken(opslag)
    gezien = []
    for dagen in (0, 1, 2):
        op_dag(dagen)
        geef("odru", locatie=LOC.replace("Kade", f"Laan {dagen}").replace("3011AB", "3511AB"))
        bijwerken(opslag)
        gezien.append([t.veld for t in tegenspraken(opslag)[1]])
        ander = Opslag(opslag.map.parent / f"heel{dagen}")
        shutil.copytree(opslag.map, ander.map)
        bijwerken(ander, geheel=True)
        assert verschillen(opslag, ander) == {}
    assert gezien == [[], ["postcode"], []]
    assert not redenen


def test_een_motor_die_niet_bestaat_wordt_ook_bij_een_wijziging_genoemd(geef, opslag, monkeypatch):
    geef(locatie=LOC)
    voor, _ = bijwerken(opslag)
    geef("odh", locatie=LOC)
    monkeypatch.setenv("STELSEL_ENGINE", "hadoop")
    with pytest.raises(MotorOnbekend, match="hadoop"):
        bijwerken(opslag)
    assert stand(opslag) == voor
