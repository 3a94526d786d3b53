"""What a second pair of eyes found at the door: each a way in which a row was lost, changed, or ended without a word."""

from __future__ import annotations

from datetime import UTC, date, datetime

import duckdb
import pytest

from stelsel.aanlevering import (
    bevestig,
    bevindingen,
    herbeoordeel,
    herstel,
    herstelbestand,
    herstelgroepen,
    lever,
    tellende,
    wachtend,
)
from stelsel.aanlevering.formule import onschadelijk, teruggekeerd
from stelsel.opslag import Opslag, parquet
from stelsel.register import Verwijzing, bijwerken, dossier, koppeling

LOC = "id;straat;huisnummer;postcode;woonplaats\n"
MUT = "id;straat;huisnummer;postcode;woonplaats;_mutatie;_per\n"


def plek(*nummers: int, pc: str = "1234AB") -> str:
    return LOC + "".join(f"L{n};Weg;{n};{pc};Ede\n" for n in nummers)


@pytest.fixture
def op_dag(opslag, schrijf):
    def geef(dag: str, soort="wijziging", **bestanden):
        return lever(opslag, [schrijf(**bestanden)], "dcmr", soort=soort, stand=date.fromisoformat(dag))

    return geef


def geldt(opslag, nummer: int, dag: str) -> bool:
    bijwerken(opslag)
    d = dossier(opslag, koppeling(opslag, Verwijzing("locatie", "dcmr", f"L{nummer}")).nummer, date.fromisoformat(dag))
    return any(d.geldt(f) for f in d.feiten["locatie"] if f.velden["id"] == f"L{nummer}")


def bewaard(opslag, levering) -> int:
    files = opslag.bestanden("quarantaine", "levering", [levering])
    return duckdb.sql(f"SELECT count(*) FROM {parquet(files, {'levering': 'VARCHAR'})}").fetchall()[0][0]


def test_een_onbekend_einde_na_een_onleesbare_regel_verdwijnt_niet(op_dag, opslag):
    op_dag("2025-01-01", locatie=LOC + 'L1;"Weg;1;1234AB;Ede\n')
    b = op_dag("2025-01-02", locatie=MUT + "L9;;;;;beeindigd;\n")
    assert (b.quarantaine, bewaard(opslag, b.levering)) == (1, 1)
    assert [f["code"] for f in bevindingen(opslag, [b.levering]) if f["ernst"] == "fout"] == ["RIJ-022"]


def test_een_levering_die_alleen_beeindigt_beeindigt(op_dag, opslag):
    op_dag("2025-01-01", locatie=plek(1, 2))
    op_dag("2025-02-01", locatie=MUT + "L1;;;;;beeindigd;\n")
    assert geldt(opslag, 1, "2025-01-31")
    assert not geldt(opslag, 1, "2025-02-01")


def test_een_geheel_met_geweigerde_mutaties_of_onleesbare_regels_beeindigt_niets_stil(op_dag, opslag):
    op_dag("2025-01-01", "geheel", locatie=plek(*range(1, 21)))
    rijen = MUT + "".join(f"L{n};Weg;{n};1234AB;Ede;{'anders' if n < 3 else ''};\n" for n in range(1, 21))
    assert op_dag("2025-02-01", "geheel", locatie=rijen).verdwenen["locatie"]["verdwenen"] == 0
    assert geldt(opslag, 1, "2025-03-01")
    half = plek(*range(1, 20)) + "L20;Weg;20;1234AB;Ede;te veel\n"
    b = op_dag("2025-03-01", "geheel", locatie=half)
    assert (b.status, b.verdwenen["locatie"]) == ("wacht", {"bekend": 20, "verdwenen": 1, "onleesbaar": 1})
    assert "niet te lezen" in b.opmerkingen[-1]


def test_opnieuw_keuren_maakt_van_een_geweigerde_mutatie_geen_record(op_dag, opslag):
    op_dag("2025-01-01", locatie=plek(1))
    b = op_dag("2025-01-02", locatie=MUT + "L9;Weg;9;1234AB;Ede;beeindigd;\nL8;Weg;8;1234AB;Ede;weg;\n")
    assert b.quarantaine == 2
    assert [u.opgenomen for u in herbeoordeel(opslag, "dcmr")] == [0]


def test_een_gewijzigd_antwoord_op_een_mutatie_sluit_de_rij(op_dag, opslag):
    op_dag("2025-01-01", locatie=plek(1))
    a = op_dag("2025-01-02", locatie=MUT + "L1;;;;;beeindigen;\n")
    kop, rij = herstelbestand(opslag, a, 0)
    b = op_dag("2025-01-02", locatie=kop + rij.replace("beeindigen", "beeindigd"))
    assert b.geaccepteerd == 1
    assert {w.levering: w.open for w in wachtend(opslag, "dcmr")} == {a.levering: 0}


def test_een_sleutel_wordt_nooit_geraden(op_dag, opslag):
    a = op_dag("2025-01-01", locatie=LOC + "L1;Weg;1;1234AB;Ede\nL1\x01;Laan;2;1234AB;Ede\n")
    assert a.quarantaine == 1
    assert herstelgroepen(opslag, a.levering) == []


def test_herstel_staat_waar_de_geweigerde_rij_stond(op_dag, opslag):
    op_dag("2024-12-01", locatie=plek(*range(3, 20)))
    a = op_dag("2025-01-01", locatie=plek(1, 2, pc="1234ab"))
    b = op_dag("2025-01-01", "geheel", locatie=plek(1, pc="9999ZZ"))
    assert b.status == "wacht"
    herstel(opslag, a.levering, [g.sleutel for g in herstelgroepen(opslag, a.levering)], door="toets")
    bevestig(opslag, b.levering, door="toets")
    assert [x.levering for x in tellende(opslag)][-1] == b.levering
    assert not geldt(opslag, 2, "2025-01-01")


def test_een_duizendteken_wordt_ook_bij_herstel_geen_decimaal(op_dag, opslag):
    kop = "id;vergunning_id;nummer;tekst;grenswaarde;parameter;eenheid\n"
    rijen = "V1;P1;1;a;2.500,50;stof;mg\nV2;P1;2;b;€ 1.234;stof;mg\nV3;P1;3;c;1.234;stof;mg\n"
    b = op_dag(
        "2025-01-01", locatie=plek(1), voorschrift=kop + rijen,
        vergunning="id;locatie_id;soort;besluitdatum\nP1;L1;verlening;2020-01-01\n",
    )  # fmt: skip
    n = herstel(opslag, b.levering, [g.sleutel for g in herstelgroepen(opslag, b.levering)], door="toets")
    bestanden = opslag.bestanden("rij_voorschrift", "levering", [b.levering, n.levering])
    waarden = duckdb.sql(f"SELECT id, grenswaarde FROM {parquet(bestanden, {})} ORDER BY id").fetchall()
    assert waarden == [("V1", 2500.5), ("V2", 1234.0), ("V3", 1234.0)]


@pytest.mark.parametrize(
    "waarde",
    ["=1+1", "'=1+1", "+31 Reizen", "- eerste punt", "-5", "@Home", " =1", "＝1", "gewoon", "'s avonds", "\t=1"],
)
def test_wat_uit_het_herstelbestand_terugkomt_is_wat_geleverd_werd(waarde):
    terug = duckdb.execute(f"SELECT {teruggekeerd('w')} FROM (SELECT ?::VARCHAR AS w)", [onschadelijk(waarde)])
    assert terug.fetchall() == [(waarde,)]


def test_bytes_die_alleen_beeindigen_zijn_na_een_wijziging_weer_nieuws(op_dag):
    op_dag("2025-01-01", locatie=plek(1))
    einde = MUT + "L1;;;;;beeindigd;\n"
    op_dag("2025-01-02", locatie=einde)
    op_dag("2025-01-03", locatie=plek(1, pc="5555XX"))
    assert not op_dag("2025-01-04", locatie=einde).ongewijzigd


def test_dezelfde_bytes_na_een_einde_laten_het_record_weer_leven(op_dag, opslag):
    op_dag("2025-01-01", locatie=plek(1, 2))
    op_dag("2025-02-01", locatie=MUT + "L1;;;;;beeindigd;\n")
    assert not op_dag("2025-03-01", locatie=plek(1, 2)).ongewijzigd
    assert geldt(opslag, 1, "2025-03-01")


def test_wat_wacht_kan_nog_beeindigen_dus_zijn_bytes_dan_niet_bekend(op_dag, opslag):
    op_dag("2025-01-01", locatie=plek(*range(1, 11)))
    b = op_dag("2025-02-01", "geheel", locatie=plek(1))
    assert b.status == "wacht"
    assert not op_dag("2025-03-01", locatie=plek(*range(1, 11))).ongewijzigd
    bevestig(opslag, b.levering, door="toets")
    assert geldt(opslag, 9, "2025-03-01")


def test_een_verbeterde_dag_van_einde_telt(op_dag, opslag):
    op_dag("2025-01-01", locatie=plek(1, 2))
    op_dag("2025-03-01", locatie=MUT + "L1;;;;;beeindigd;2025-01-15\n")
    op_dag("2025-03-02", locatie=MUT + "L1;;;;;beeindigd;2025-02-20\n")
    assert geldt(opslag, 1, "2025-02-01")
    assert not geldt(opslag, 1, "2025-02-20")


def test_de_dag_is_die_van_nederland(opslag, schrijf):
    laat = datetime(2025, 6, 1, 22, 30, tzinfo=UTC)
    assert lever(opslag, [schrijf(locatie=plek(1))], "dcmr", moment=laat).peildag == date(2025, 6, 2)


def test_een_map_met_een_aanhalingsteken_in_de_naam_mag(tmp_path, schrijf):
    assert lever(Opslag(tmp_path / "o'map"), [schrijf(locatie=plek(1))], "dcmr").geaccepteerd == 1
