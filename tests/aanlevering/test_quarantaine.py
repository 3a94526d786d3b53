"""Refused rows: they wait until replaced, mended or withdrawn; what becomes of them stands beside them."""

from __future__ import annotations

import duckdb
import pytest

from stelsel.aanlevering import (
    bevindingen,
    bewijs,
    herbeoordeel,
    herstel,
    herstelbestand,
    herstelgroepen,
    trek_in,
    wachtend,
)
from stelsel.aanlevering.bewijs import AFHANDELING
from stelsel.aanlevering.quarantaine.herstellen import GroepOnbekend
from stelsel.aanlevering.quarantaine.intrekken import NietsInTeTrekken
from stelsel.begrippen import codelijsten
from stelsel.opslag import parquet
from stelsel.register import bijwerken, dossier, zoek

LOC = "id;straat;huisnummer;postcode;woonplaats;gemeente;x;y\n"


def open_(opslag, bron="dcmr"):
    return {w.levering: w.open for w in wachtend(opslag, bron)}


def test_een_geweigerde_rij_wacht_tot_haar_sleutel_opnieuw_is_geleverd(geef, opslag):
    a = geef(locatie=LOC + "L1;Weg;0;1234AB;Ede;;;\nL2;Weg;0;1234AB;Ede;;;\n")
    assert open_(opslag) == {a.levering: 2}
    geef(locatie=LOC + "L1;Weg;1;1234AB;Ede;;;\n")
    assert open_(opslag) == {a.levering: 1}


def test_opnieuw_geweigerd_wacht_alleen_de_laatste(geef, opslag):
    a = geef(locatie=LOC + "L1;Weg;0;1234AB;Ede;;;\n")
    b = geef(locatie=LOC + "L1;Laan;0;1234AB;Ede;;;\n")
    assert open_(opslag) == {a.levering: 0, b.levering: 1}


def test_ook_een_onleesbare_regel_is_klaar_als_zij_uit_het_herstelbestand_terugkomt(geef, opslag):
    a = geef(locatie=LOC + 'L1;"Weg;1;1234AB;Ede;;;\n')
    kop, regel = list(herstelbestand(opslag, a, 0))
    cellen = regel.split(";")
    cellen[:8] = ["L1", "Weg", "1", "1234AB", "Ede", "", "", ""]
    b = geef(locatie=kop + ";".join(cellen))
    assert (b.geaccepteerd, b.opmerkingen) == (1, [])
    assert open_(opslag) == {a.levering: 0}


def test_ingetrokken_rijen_wachten_niet_meer_en_blijven_staan(geef, opslag):
    a = geef(locatie=LOC + "L1;Weg;0;1234AB;Ede;;;\nL2;;;;;;;\n")
    assert trek_in(opslag, a.levering, door="steward", reden="proefrij", code="LOC-020") == 1
    assert open_(opslag) == {a.levering: 1}
    assert trek_in(opslag, a.levering, door="steward", reden="weg ermee") == 1
    assert open_(opslag) == {a.levering: 0}
    assert bewijs(opslag, a.levering).quarantaine == 2
    with pytest.raises(NietsInTeTrekken):
        trek_in(opslag, a.levering, door="steward", reden="nog eens")


@pytest.fixture
def ruimere_lijst(monkeypatch):
    """A code list that grew since the delivery: a theme that was not in it."""
    from stelsel.begrippen import regels

    lijst = codelijsten.codelijst("thema")
    ruimer = codelijsten.Codelijst(
        lijst.naam, lijst.titel, lijst.bron, {**lijst.codes, "licht": "licht"}, lijst.en, lijst.eigen
    )

    def wissel():
        monkeypatch.setattr(codelijsten, "codelijst", lambda naam: ruimer if naam == "thema" else lijst)
        regels.regels_van.cache_clear()
        regels.alle_regels.cache_clear()

    yield wissel
    monkeypatch.undo()
    regels.regels_van.cache_clear()
    regels.alle_regels.cache_clear()


VRG = "id;locatie_id;soort;besluitdatum\nP1;L1;verlening;2020-01-01\n"


def test_na_een_ruimere_codelijst_komt_de_rij_alsnog_binnen_op_haar_eigen_plaats(geef, opslag, ruimere_lijst):
    a = geef(
        locatie=LOC + "L1;Weg;1;1234AB;Ede;;;\n", vergunning=VRG,
        voorschrift="id;vergunning_id;nummer;tekst;thema\nV1;P1;1;Geen licht;licht\nV2;P1;2;Stil;duister\n",
    )  # fmt: skip
    assert open_(opslag) == {a.levering: 2}
    (niets,) = herbeoordeel(opslag, "dcmr")
    assert (niets.bekeken, niets.opgenomen, niets.gebleven, niets.levering) == (2, 0, 2, None)
    ruimere_lijst()
    (uit,) = herbeoordeel(opslag, "dcmr", door="beheer")
    assert (uit.bekeken, uit.opgenomen, uit.anders_geweigerd, uit.gebleven) == (2, 1, 0, 1)
    assert open_(opslag) == {a.levering: 1}
    b = bewijs(opslag, uit.levering)
    assert (b.soort, b.van, b.stand, b.door, b.rijen_in) == ("herbeoordeling", a.levering, a.stand, "beheer", 1)
    bijwerken(opslag)
    feiten = dossier(opslag, zoek(opslag, "weg 1").treffers[0].nummer).feiten["voorschrift"]
    assert [(f.herkomst.bestand, f.herkomst.regel) for f in feiten] == [("voorschrift.csv", 2)]


def test_een_rij_die_nu_om_een_andere_reden_faalt_krijgt_die_reden(geef, opslag, ruimere_lijst):
    a = geef(
        locatie=LOC + "L1;Weg;1;1234AB;Ede;;;\n", vergunning=VRG,
        voorschrift="id;vergunning_id;nummer;tekst;thema;grenswaarde\nV1;P1;1;Geen licht;licht;5\n",
    )  # fmt: skip
    ruimere_lijst()
    (uit,) = herbeoordeel(opslag, "dcmr")
    assert (uit.opgenomen, uit.anders_geweigerd) == (0, 1)
    assert [f["code"] for f in bevindingen(opslag, [uit.levering]) if f["ernst"] == "fout"] == ["VSC-014"]
    assert open_(opslag) == {a.levering: 0, uit.levering: 1}


@pytest.mark.parametrize(
    ("rij", "sleutel", "velden"),
    [
        ("L1;Weg;1;1234 ab;Ede;;;", "locatie: postcodevorm postcode", {"postcode": "1234AB"}),
        ("L1;Weg;1;1234AB;Ede;0228;;", "locatie: schrijfwijze gemeente", {"gemeente": "GM0228"}),
        ("L1;Weg;1;1234AB;Ede;Amsterdm;;", "locatie: tikfout gemeente", {"gemeente": "GM0363"}),
        ("L1;Weg;1;1234AB;Ede;;463000;155000", "locatie: verwisseld x, verwisseld y", {"x": 155000.0, "y": 463000.0}),
        ("L1;Weg;1;1234AB;Ede;;155.0005;463.0005", "locatie: verschoven x, verschoven y", {"x": 155000.5, "y": 463000.5}),
        ("L1;Weg;€ 14,-;1234AB;Ede;;;", "locatie: getalvorm huisnummer", {"huisnummer": 14}),
        ("L1;Weg;1;1234ab;Ede;228;;", "locatie: postcodevorm postcode, schrijfwijze gemeente", {"postcode": "1234AB", "gemeente": "GM0228"}),
    ],
)  # fmt: skip
def test_een_voorstel_wordt_pas_herstel_als_iemand_het_aanvaardt(geef, opslag, rij, sleutel, velden):
    a = geef(locatie=LOC + rij + "\nL9;Weg;0;1234AB;Ede;;;\n")
    (groep,) = herstelgroepen(opslag, a.levering)
    assert (groep.sleutel, groep.aantal) == (sleutel, 1)
    assert open_(opslag) == {a.levering: 2}
    b = herstel(opslag, a.levering, [groep.sleutel], door="steward")
    assert (b.soort, b.geaccepteerd, b.quarantaine) == ("herstel", 1, 0)
    rij_ = parquet(opslag.bestanden("rij_locatie", "levering", [b.levering]), {})
    kolommen = ", ".join(velden)
    assert duckdb.sql(f"SELECT {kolommen}, bestand, regel FROM {rij_}").fetchall() == [
        (*velden.values(), "locatie.csv", 2)
    ]
    logboek = parquet(opslag.bestanden("afhandeling", "levering", [b.levering]), AFHANDELING)
    gelogd = duckdb.sql(f"SELECT van, regel, veld, door FROM {logboek} ORDER BY veld").fetchall()
    assert gelogd == [(a.levering, 2, v, "steward") for v in sorted(velden)]
    assert open_(opslag)[a.levering] == 1
    assert {k.sleutel for k in herstelgroepen(opslag, a.levering)} == set()
    with pytest.raises(GroepOnbekend):
        herstel(opslag, a.levering, [groep.sleutel], door="steward")


def test_voorloopnullen_datums_en_woorden_krijgen_een_voorstel(geef, opslag):
    a = geef(
        locatie=LOC + "L1;Weg;1;1234AB;Ede;;;\n",
        onderneming="id;naam;kvk_nummer;rsin;begindatum\nO1;Een;1234567;;1-5-2019\nO2;Twee;;;20190501\nO3;Drie;;;1 mei 2019\n"
        "O4;Vier;;;31-2-2019\nO5;Vijf;;;2019-05-01T10:00:00\n",
    )  # fmt: skip
    groepen = {g.sleutel: g.aantal for g in herstelgroepen(opslag, a.levering)}
    assert groepen == {
        "onderneming: datumvorm begindatum": 3,
        "onderneming: voorloopnul kvk_nummer, datumvorm begindatum": 1,
    }
    b = herstel(opslag, a.levering, list(groepen), door="steward")
    rij_ = parquet(opslag.bestanden("rij_onderneming", "levering", [b.levering]), {})
    gevonden = duckdb.sql(f"SELECT id, kvk_nummer, begindatum::VARCHAR FROM {rij_} ORDER BY id").fetchall()
    dag = "2019-05-01"
    assert gevonden == [("O1", "01234567", dag), ("O2", None, dag), ("O3", None, dag), ("O5", None, dag)]


def test_een_herhaalde_sleutel_is_ook_na_herstel_een_herhaling(geef, opslag):
    a = geef(locatie=LOC + "L1;Weg;1;1234AB;Ede;;;\nL1;Weg;1;1234ab;Ede;;;\n")
    assert herstelgroepen(opslag, a.levering) == []
    assert [u.opgenomen for u in herbeoordeel(opslag, "dcmr")] == [0]
