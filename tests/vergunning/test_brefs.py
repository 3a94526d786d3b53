"""IPPC permits beside the decisions on BAT conclusions."""

from __future__ import annotations

from datetime import date

import pytest

from stelsel.begrippen import codelijst
from stelsel.register import bijwerken
from stelsel.vergunning.bbt import BbtTabelOngeldig, bbt_conclusies, lees, voor
from stelsel.vergunning.brefs import KOPPEN, brefs, cellen

KOP = "bref,titel,besluit,gepubliceerd,categorieen,categorieen_deels,bron,opmerking\n"
TABEL = lees(KOP + "AAA,Titel,2000/1,2016-03-01,4.1,5.2,bron,\n")


@pytest.fixture
def bedrijf(geef, opslag):
    """`bedrijf(category, day of the decision, kind)` delivers one location."""

    def maak(categorie: str, besluit: str = "", soort: str = "verlening"):
        geef(
            locatie="id;straat;huisnummer;woonplaats\nL1;Kade;1;Ede\n",
            vestiging="id;locatie_id;handelsnaam\nV1;L1;Bedrijf\n",
            activiteit=f"id;locatie_id;vestiging_id;bal_paragraaf;ippc_categorie;begindatum\nA1;L1;V1;3.3.8;{categorie};2010-01-01\n",
            vergunning="id;locatie_id;soort;besluitdatum\n" + (f"B1;L1;{soort};{besluit}\n" if besluit else ""),
        )
        bijwerken(opslag)

        def op(dag: str) -> list[tuple[str, str]]:
            return [
                (r.oordeel, r.conclusies.bref if r.conclusies else "")
                for r in brefs(opslag, date.fromisoformat(dag), TABEL)
            ]

        return op

    return maak


def test_een_vergunning_van_voor_de_bekendmaking_is_na_vier_jaar_te_oud(bedrijf):
    op = bedrijf("4.1(a)", "2012-01-01")
    assert op("2016-02-29") == [("norm_niet_geladen", "")]
    assert op("2020-03-01") == [("loopt", "AAA")]
    assert op("2020-03-02") == [("verlopen", "AAA")]


def test_een_vergunning_die_na_de_bekendmaking_is_gewijzigd_heet_niet_te_oud(bedrijf):
    assert bedrijf("4.1(a)", "2016-03-01")("2025-01-01") == [("gewijzigd", "AAA")]


def test_maatwerk_is_geen_toetsing(bedrijf):
    assert bedrijf("4.1(a)", "2019-01-01", "maatwerk")("2025-01-01") == [("geen_besluit", "")]


def test_zonder_rij_voor_de_categorie_is_de_norm_niet_geladen(bedrijf):
    assert bedrijf("6.6(a)", "2012-01-01")("2025-01-01") == [("norm_niet_geladen", "")]


def test_een_deel_van_een_categorie_wordt_als_zodanig_genoemd(bedrijf, opslag):
    bedrijf("5.2(a)", "2012-01-01")
    (r,) = brefs(opslag, date(2025, 1, 1), TABEL)
    assert (r.oordeel, r.geheel) == ("verlopen", False)
    rij = dict(zip(KOPPEN, cellen(r), strict=True))
    assert (rij["dekking"], rij["uiterlijk"], rij["laatste_besluit"]) == ("deels", "2020-03-01", "2012-01-01")
    assert "art. 21 lid 3" in rij["regel"]


def test_de_meegeleverde_tabel_noemt_van_elke_rij_de_bron_en_alleen_bestaande_categorieen():
    codes = codelijst("ippc_categorie").codes
    for b in bbt_conclusies():
        assert "http" in b.bron or "EUR-Lex" in b.bron
        assert b.gepubliceerd < date.today()
        for c in (*b.geheel, *b.deels):
            assert any(voor(code, [b]) for code in codes if code.startswith(c)), (b.bref, c)


def test_een_groep_dekt_wat_eronder_valt_en_niet_wat_erop_lijkt():
    (b,) = lees(KOP + "X,T,1,2020-01-01,6.1;2.3(a),,bron,\n")
    assert [b.dekt(c) for c in ("6.1(a)", "6.10", "6.11", "2.3(a)", "2.3(b)")] == [True, False, False, True, False]


@pytest.mark.parametrize("rij", ["X,T,1,,4,,bron,", "X,T,1,31-12-2020,4,,bron,", "X,T,1,2020-01-01,4,,,"])
def test_een_rij_zonder_dag_of_bron_wordt_geweigerd(rij):
    with pytest.raises(BbtTabelOngeldig):
        lees(KOP + rij + "\n")
