"""One register: who is who, lasting numbers, provenance, as of any day."""

from __future__ import annotations

from datetime import date

import pytest
from tests.zicht import ALLES

from stelsel.register import GeenRegister, OnbekendNummer, bijwerken, dossier, kaartpunten, zoek

LOC = "id;straat;huisnummer;huisletter;postcode;woonplaats;gemeente;bag_nummeraanduiding;x;y\n"
VES = "id;locatie_id;handelsnaam;kvk_nummer;vestigingsnummer;onderneming_id\n"
PLEK = "L1;Kade;1;;3011AB;Rotterdam;GM0599;0599200000000001;92000;437000\n"


def nummers(opslag, tekst):
    return [t.nummer for t in zoek(opslag, tekst).treffers]


@pytest.fixture
def twee_bronnen(geef, opslag):
    """One company at one place, as two agencies know it: other spelling, no BAG id, old postal code."""
    geef("dcmr", locatie=LOC + PLEK, vestiging=VES + "V1;L1;Verf & Lak B.V.;12345678;;\n")
    geef("odh", locatie=LOC + "A;Kade;1;;3011XX;Rotterdam;GM0599;;92001;437001\n",
         vestiging=VES + "B;A;verf en lak bv;;;\n")  # fmt: skip
    bijwerken(opslag)
    return opslag


def test_twee_bronnen_een_bedrijf_een_locatie(twee_bronnen):
    (nummer,) = nummers(twee_bronnen, "verf lak")
    d = dossier(twee_bronnen, nummer)
    assert {f.herkomst.bron for f in d.van("vestiging")} == {"dcmr", "odh"}
    assert len(d.locaties) == 1


def test_van_elk_feit_staat_vast_wie_het_leverde_waar_en_wanneer(twee_bronnen):
    d = dossier(twee_bronnen, nummers(twee_bronnen, "verf lak")[0])
    h = next(f for f in d.van("vestiging") if f.herkomst.bron == "odh").herkomst
    assert (h.bestand, h.regel, h.record) == ("vestiging.csv", 2, "B")
    assert h.levering.startswith("odh-")
    assert h.sinds[:10] == date.today().isoformat() or h.sinds < date.today().isoformat() + "T99"


def test_een_ander_kvk_nummer_op_hetzelfde_adres_is_een_ander_bedrijf(geef, opslag):
    geef(locatie=LOC + PLEK, vestiging=VES + "V1;L1;Verf BV;12345678;;\nV2;L1;Verf BV;87654321;;\n")
    bijwerken(opslag)
    assert len(nummers(opslag, "verf")) == 2


def test_ontbrekende_huisletter_wijst_naar_het_enige_adres_met_dat_nummer(geef, opslag):
    geef("dcmr", locatie=LOC + "L1;Kade;1;A;;Rotterdam;GM0599;;;\n")
    geef("odh", locatie=LOC + "L1;Kade;1;;;Rotterdam;GM0599;;;\n")
    s, _ = bijwerken(opslag)
    assert s.tellingen["locatie"] == 1


def test_oefening_en_echt_komen_nooit_samen(geef, opslag):
    geef("dcmr", locatie=LOC + "L1;Kade;1;;;Rotterdam;GM0599;;;\n")
    geef("odh", locatie=LOC + "OEF-1;Kade;1;;;Rotterdam;GM0599;;;\n")
    assert bijwerken(opslag)[0].tellingen["locatie"] == 2


def test_nummers_blijven_als_er_iets_bijkomt(geef, opslag, twee_bronnen):
    oud = nummers(twee_bronnen, "verf lak")
    geef(
        "odwh", locatie=LOC + "Z;Laan;5;;2311AB;Leiden;GM0546;;93000;464000\n", vestiging=VES + "Z;Z;Brood;11112222;;\n"
    )
    s, nieuw = bijwerken(opslag)
    assert nieuw
    assert nummers(opslag, "verf lak") == oud
    assert s.tellingen["nieuw_onderneming"] == 1


def test_bijwerken_zonder_nieuws_maakt_geen_nieuwe_stand(twee_bronnen):
    assert bijwerken(twee_bronnen)[1] is False


def test_een_samenvoeging_laat_het_oude_nummer_doorverwijzen(geef, opslag):
    geef("dcmr", locatie=LOC + PLEK, vestiging=VES + "V1;L1;Verf BV;12345678;;\n")
    geef("odh", locatie=LOC + "A;Dijk;9;;;Rotterdam;GM0599;;;\n", vestiging=VES + "B;A;Lak BV;;000000000001;\n")
    bijwerken(opslag)
    verf, lak = nummers(opslag, "verf")[0], nummers(opslag, "lak")[0]
    assert verf != lak
    geef("odwh", locatie=LOC + "C;Weg;3;;;Leiden;GM0546;;;\n", vestiging=VES + "C;C;Lak BV;12345678;000000000001;\n")
    bijwerken(opslag)
    d = dossier(opslag, lak)
    assert d.nummer == dossier(opslag, verf).nummer
    assert {d.nummer, d.doorverwezen_van} == {verf, lak}
    assert zoek(opslag, lak).treffers[0].nummer == d.nummer


def test_een_splitsing_laat_het_oude_nummer_bestaan(geef, opslag):
    geef("dcmr", locatie=LOC + PLEK, vestiging=VES + "V1;L1;Verf BV;12345678;;\nV2;L1;Verf BV;;;\n")
    bijwerken(opslag)
    (oud,) = nummers(opslag, "verf")
    geef("odh", locatie=LOC + PLEK, vestiging=VES + "X;L1;Verf BV;87654321;;\n")
    bijwerken(opslag)
    assert oud in nummers(opslag, "verf")
    assert len(nummers(opslag, "verf")) == 3


def test_een_nieuwe_versie_vervangt_de_oude_maar_wist_haar_niet(geef, opslag):
    kop = "id;locatie_id;handelsnaam;kvk_nummer\n"
    geef("dcmr", locatie=LOC + PLEK, vestiging=kop + "V1;L1;Oude Naam;12345678\n")
    geef("dcmr", vestiging=kop + "V1;L1;Nieuwe Naam;12345678\n")
    bijwerken(opslag)
    d = dossier(opslag, nummers(opslag, "nieuwe naam")[0])
    (f,) = d.van("vestiging")
    assert f.velden["handelsnaam"] == "Nieuwe Naam"
    assert [e.velden["handelsnaam"] for e in f.eerder] == ["Oude Naam"]
    assert nummers(opslag, "oude") == [d.nummer]


def test_het_dossier_zoals_het_gold_op_een_dag(geef, opslag):
    geef("dcmr", locatie=LOC + PLEK, vestiging=VES + "V1;L1;Verf BV;12345678;;\n",
         vergunning="id;locatie_id;soort;besluitdatum;begindatum;einddatum;onderwerp\n"
         "P1;L1;verlening;2010-01-01;2010-02-01;2020-01-01;oud\nP2;L1;verlening;2020-01-01;2020-01-01;;nieuw\n",
         voorschrift="id;vergunning_id;nummer;tekst;begindatum\nS1;P2;1;Stof;2020-01-01\n",
         toezichtbezoek="id;locatie_id;datum;soort\nB1;L1;2021-05-05;routinematig\n",
         bevinding="id;toezichtbezoek_id;datum;omschrijving;overtreding;ernst;gedrag;hersteld_op\n"
         "F1;B1;2021-05-05;Vaten;ja;2;A;2021-08-01\n")  # fmt: skip
    bijwerken(opslag)
    (nummer,) = nummers(opslag, "verf")

    def kern(dag):
        return dossier(opslag, nummer, date.fromisoformat(dag), zicht=ALLES).kern()

    assert (kern("2015-01-01")["besluiten"], kern("2015-01-01")["laatst_bezocht"]) == (1, None)
    assert (kern("2019-12-31")["besluiten"], kern("2020-01-01")["besluiten"]) == (1, 1)
    assert kern("2009-01-01")["besluiten"] == 0
    assert kern("2021-06-01")["open_bevindingen"] == 1
    assert kern("2021-08-01")["open_bevindingen"] == 0
    assert kern("2022-01-01")["voorschriften"] == 1


def test_zoeken_op_alles_wat_een_inspecteur_weet(twee_bronnen):
    (nummer,) = nummers(twee_bronnen, "verf lak")
    for tekst in ("12345678", "kade 1", "3011 AB", "3011ab", "VERF", "lak ver", "B.V. verf", nummer, nummer.lower()):
        assert nummers(twee_bronnen, tekst) == [nummer], tekst
    leeg = zoek(twee_bronnen, "verf bestaatniet")
    assert leeg.treffers == []
    assert leeg.los == {"verf": 1, "bestaatniet": 0}
    assert zoek(twee_bronnen, '"; DROP TABLE x --').treffers == []


def test_de_kaart_geeft_wat_in_het_kader_ligt(twee_bronnen):
    punten = kaartpunten(twee_bronnen, 4.0, 51.8, 5.0, 52.0)
    assert punten["volledig"]
    assert len(punten["features"]) == 1
    assert kaartpunten(twee_bronnen, 6.0, 51.8, 7.0, 52.0)["features"] == []


def test_zonder_register_is_er_een_duidelijke_fout(opslag):
    with pytest.raises(GeenRegister, match="register bijwerken"):
        zoek(opslag, "x")


def test_een_nummer_dat_nooit_is_uitgegeven(twee_bronnen):
    from stelsel.register.nummers import munt

    with pytest.raises(OnbekendNummer):
        dossier(twee_bronnen, munt([999_999])[0])
