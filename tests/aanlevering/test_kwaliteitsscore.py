"""The score by its definition: every dimension with a good and a bad example, and every figure followed down to rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from stelsel.aanlevering import (
    DEFINITIES,
    Breuk,
    bevindingen,
    bewijs,
    bewijzen,
    bronstand,
    bronstanden,
    definities_json,
    herbeoordeel,
    herstel,
    herstelgroepen,
    kwaliteit,
    lever,
    score,
    trek_in,
    verloop,
)
from stelsel.aanlevering.kwaliteit.definitie import weegt
from stelsel.aanlevering.kwaliteit.score import per_recordtype
from stelsel.begrippen import Dimensie, alle_regels, codelijsten, regels_van

LOC = "id;straat;huisnummer;postcode;woonplaats;gemeente;x;y\n"
VEL = 14  # fields of a locatie that can be filled: all but the end date
BEZOEK = "id;locatie_id;datum;soort\n"


def breuk(b, d):
    f = score(b).dimensies[d]
    return f.teller, f.noemer


def test_volledigheid_telt_gevulde_vakjes_van_alle_velden(geef):
    b = geef(locatie=LOC + "L1;Weg;1;1234AB;Ede;GM0228;155000;463000\nL2;;;;;;155000;463000\n")
    assert b.quarantaine == 0
    assert breuk(b, Dimensie.VOLLEDIGHEID) == (8 + 3, 2 * VEL)


def test_ook_van_geweigerde_rijen_tellen_de_vakjes_een_foute_waarde_is_ingevuld_en_een_einddatum_telt_nooit(geef):
    b = geef(
        locatie="id\nL1\n",
        vestiging="id;locatie_id;handelsnaam;kvk_nummer;einddatum\nV1;L1;Verf;12345678;2020-01-01\nV2;L1;;x;\n",
    )
    assert b.quarantaine == 2  # a location of which only the key is known, and V2
    vestiging = per_recordtype(b)["vestiging"].dimensies[Dimensie.VOLLEDIGHEID]
    assert (vestiging.teller, vestiging.noemer) == (4 + 3, 2 * 8)


@pytest.mark.parametrize(
    ("dimensie", "goed", "fout"),
    [
        (Dimensie.GELDIGHEID, "L2;Weg;1;1234AB;Ede;;;", "L2;Weg;x;1234;Ede;;;"),
        (Dimensie.GELDIGHEID, "L2;Weg;1;1234AB;Ede;;;", 'L2;"Weg;1;1234AB;Ede;;;'),
        (Dimensie.CONSISTENTIE, "L2;Weg;1;1234AB;Ede;;155000;463000", "L2;Weg;1;1234AB;Ede;;463000;155000"),
        (Dimensie.UNICITEIT, "L2;Weg;1;1234AB;Ede;;;", "L1;Weg;1;1234AB;Ede;;;"),
    ],
)
def test_een_goede_rij_telt_en_een_foute_niet(geef, dimensie, goed, fout):
    eerste = "L1;Weg;1;1234AB;Ede;;;\n"
    assert breuk(geef("dcmr", locatie=LOC + eerste + goed + "\n"), dimensie) == (2, 2)
    assert breuk(geef("odh", locatie=LOC + eerste + fout + "\n"), dimensie) == (1, 2)


def test_een_rij_met_twee_fouten_in_een_dimensie_telt_een_keer(geef, opslag):
    b = geef(locatie=LOC + "L1;Weg;x;1234;Ede;bestaatniet;;\n")
    assert len([f for f in bevindingen(opslag, [b.levering]) if f["ernst"] == "fout"]) == 3
    assert breuk(b, Dimensie.GELDIGHEID) == (0, 1)


def test_tijdigheid_telt_nieuwe_gebeurtenissen_vanaf_de_tweede_levering(opslag, schrijf):
    def op(dag, rijen):
        return lever(opslag, [schrijf(locatie="id\nL1\n", toezichtbezoek=BEZOEK + rijen)], "dcmr",
                     moment=datetime(2024, 6, dag, tzinfo=UTC))  # fmt: skip

    eerste = op(1, "B1;L1;2010-01-01;routinematig\n")
    assert breuk(eerste, Dimensie.TIJDIGHEID) == (0, 0)
    assert score(eerste).dimensies[Dimensie.TIJDIGHEID].score is None
    tweede = op(2, "B2;L1;2024-05-20;routinematig\nB3;L1;2023-01-01;routinematig\n")
    assert tweede.quarantaine == 0
    assert breuk(tweede, Dimensie.TIJDIGHEID) == (1, 2)


def test_wat_niet_te_tellen_is_wordt_nooit_nul_of_honderd(geef):
    b = geef(locatie=LOC + "L1;Weg;1;1234AB;Ede;;;\n")
    oud = replace(b, bestanden=[replace(d, gevuld={}, bevonden={}, geraakt={}, vertraging={}) for d in b.bestanden])
    s = score(oud)
    assert s.totaal is None
    assert s.bepaald == 0
    assert [f.score for f in s.dimensies.values()] == [None] * 5


def test_het_totaal_is_het_gemiddelde_van_wat_te_bepalen_is(geef):
    s = score(geef(locatie=LOC + "L1;Weg;1;1234AB;Ede;;;\nL1;Weg;2;1234AB;Ede;;;\n"))
    bekend = [f.score for f in s.dimensies.values() if f.score is not None]
    assert s.bepaald == len(bekend) == 4
    assert s.totaal == pytest.approx(sum(bekend) / 4)


def test_bijna_goed_wordt_nooit_als_honderd_geschreven(geef):
    assert Breuk(999_999, 1_000_000).als_json()["score"] == 99.99


def test_elke_dimensie_is_gedefinieerd_en_elke_controle_hoort_bij_een(opslag):
    assert list(DEFINITIES) == list(Dimensie)
    assert len(definities_json()["dimensies"]) == 5
    assert {r.dimensie for r in alle_regels().values()} == set(Dimensie)


def test_een_cijfer_is_te_volgen_tot_de_rijen(geef, opslag):
    b = geef(
        locatie=LOC
        + "L1;Weg;0;1234;Ede;;463000;155000\nL2;Weg;1;1234AB;Ede;;;\nL2;Weg;1;1234AB;Ede;;;\n"
        + 'L4;"W;;;;;;\n',
        onderneming="id;naam\nO1;Bakker\nO2;\n",
    )
    gevonden = list(bevindingen(opslag, [b.levering]))
    catalogus = alle_regels()
    for d in (Dimensie.GELDIGHEID, Dimensie.CONSISTENTIE, Dimensie.UNICITEIT):
        rijen = {
            (f["bestand"], f["regel"])
            for f in gevonden
            if catalogus[f["code"]].dimensie is d and weegt(catalogus[f["code"]])
        }
        teller, noemer = breuk(b, d)
        assert noemer - teller == len(rijen)
    for g in (k := kwaliteit(opslag, b.levering)).fouten + k.waarschuwingen:
        assert g.rijen == len({(f["bestand"], f["regel"]) for f in gevonden if f["code"] == g.regel.code})
        assert g.voorbeeld in gevonden


def test_herstel_verbetert_de_levering_waarin_de_rij_was_geweigerd(geef, opslag):
    a = geef(locatie=LOC + "L1;Weg;1;1234ab;Ede;;;\nL2;Weg;1;1234AB;Ede;;;\nL3;Weg;x?;1234AB;Ede;;;\n")
    voor = kwaliteit(opslag, a.levering)
    assert voor.score == voor.bij_ontvangst
    (groep,) = herstelgroepen(opslag, a.levering)
    herstel(opslag, a.levering, [groep.sleutel], door="steward")
    trek_in(opslag, a.levering, door="steward", reden="proefrij")
    k = kwaliteit(opslag, a.levering)
    assert (k.hersteld, k.wacht, k.afgehandeld) == (1, 0, 1)
    assert breuk(bewijs(opslag, a.levering), Dimensie.GELDIGHEID) == (1, 3)
    assert (k.score.dimensies[Dimensie.GELDIGHEID].teller, k.score.opgenomen) == (2, 2)
    assert k.bij_ontvangst.dimensies[Dimensie.GELDIGHEID].teller == 1
    (punt,) = verloop(bewijzen(opslag, "dcmr"))
    assert (punt.ontvangen, punt.nu) == (k.bij_ontvangst, k.score)


@pytest.fixture
def ruimere_themalijst(monkeypatch):
    """Call it, and the list of themes has one theme more."""
    lijst = codelijsten.codelijst("thema")
    ruimer = replace(lijst, codes={**lijst.codes, "licht": "licht"})
    anders = codelijsten.codelijst

    def wissel():
        monkeypatch.setattr(codelijsten, "codelijst", lambda naam: ruimer if naam == "thema" else anders(naam))
        regels_van.cache_clear()
        alle_regels.cache_clear()

    yield wissel
    monkeypatch.undo()
    regels_van.cache_clear()
    alle_regels.cache_clear()


def test_een_rij_die_opnieuw_wordt_geweigerd_telt_zoals_zij_nu_faalt(geef, opslag, ruimere_themalijst):
    a = geef(
        locatie=LOC + "L1;Weg;1;1234AB;Ede;;;\n",
        vergunning="id;locatie_id;soort;besluitdatum\nP1;L1;verlening;2020-01-01\n",
        voorschrift="id;vergunning_id;nummer;tekst;thema;grenswaarde\nV1;P1;1;Geen licht;licht;5\nV2;P1;2;Geen licht;licht;\n",
    )  # fmt: skip
    ruimere_themalijst()
    herbeoordeel(opslag, "dcmr", door="beheer")
    k = kwaliteit(opslag, a.levering)
    assert (k.hersteld, k.wacht, k.afgehandeld) == (1, 1, 0)
    toen, nu = k.bij_ontvangst.dimensies, k.score.dimensies
    noemer = a.rijen_in
    assert (toen[Dimensie.GELDIGHEID].teller, nu[Dimensie.GELDIGHEID].teller) == (noemer - 2, noemer)
    assert (toen[Dimensie.CONSISTENTIE].teller, nu[Dimensie.CONSISTENTIE].teller) == (noemer - 1, noemer - 1)


def test_een_bron_telt_per_soort_record_haar_laatste_levering(geef, opslag):
    geef(locatie=LOC + "L1;Weg;0;;;;;\nL2;Weg;0;;;;;\n", onderneming="id;naam;kvk_nummer\nO1;Bakker;12345678\n")
    b = geef(locatie=LOC + "L1;Weg;1;1234AB;Ede;;;\n")
    s = bronstand(opslag, bewijzen(opslag, "dcmr"))
    assert s.per_recordtype["locatie"][1] == b.levering
    assert s.per_recordtype["onderneming"][1] != b.levering
    assert (s.score.rijen, s.score.opgenomen, s.aandeel) == (2, 2, 1.0)
    assert s.wacht == 1
    assert s.leveringen == 2
    assert [x.bron for x in bronstanden(opslag)] == ["dcmr"]


def test_een_levering_die_wacht_of_is_afgewezen_telt_niet_in_het_verloop(geef, opslag, schrijf):
    vol = LOC + "".join(f"L{i};Weg;1;1234AB;Ede;;;\n" for i in range(20))
    lever(opslag, [schrijf(locatie=vol)], "dcmr", soort="geheel")
    wacht = lever(opslag, [schrijf(locatie=LOC + "L1;Weg;0;1234AB;Ede;;;\n")], "dcmr", soort="geheel")
    assert wacht.status == "wacht"
    assert len(verloop(bewijzen(opslag, "dcmr"))) == 1
    assert kwaliteit(opslag, wacht.levering).wacht == 1
    assert bronstand(opslag, bewijzen(opslag, "dcmr")).wacht == 0
