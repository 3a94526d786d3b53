"""Who existed, and who serves a place, is always asked at a day."""

from datetime import date

import pytest

from stelsel.begrippen import alle_organisaties, bestaande, dienst_voor, opgevolgd, organisatie
from stelsel.begrippen.organisaties import OnbekendeBron

OUDJAAR, NIEUWJAAR = date(2025, 12, 31), date(2026, 1, 1)


def test_een_gefuseerde_dienst_bestaat_tot_en_met_de_laatste_dag() -> None:
    assert organisatie("odru", OUDJAAR).bestaat(OUDJAAR)
    assert not organisatie("odru", NIEUWJAAR).bestaat(NIEUWJAAR)
    assert organisatie("od-utrecht", NIEUWJAAR).bestaat(NIEUWJAAR)


def test_een_gefuseerde_dienst_wijst_naar_haar_opvolger() -> None:
    assert opgevolgd("odru", OUDJAAR).id == "odru"
    assert opgevolgd("odru", NIEUWJAAR).id == "od-utrecht"
    assert opgevolgd("rud-utrecht", NIEUWJAAR).id == "od-utrecht"
    assert opgevolgd("dcmr", NIEUWJAAR).id == "dcmr"


def test_elke_opvolger_bestaat_en_noemt_haar_voorgangers() -> None:
    alle = alle_organisaties()
    for o in alle.values():
        if o.opvolger:
            assert o.id in alle[o.opvolger].voorgangers
            assert o.tot == alle[o.opvolger].vanaf


def test_levering_van_een_opgeheven_dienst_blijft_mogelijk() -> None:
    assert organisatie("odru", date(2026, 6, 1)).opvolger == "od-utrecht"


def test_een_onbekende_bron_krijgt_een_voorstel() -> None:
    with pytest.raises(OnbekendeBron) as fout:
        organisatie("dcmrr", OUDJAAR)
    assert "dcmr" in fout.value.lijkt_op
    assert "dcmr" in fout.value.doe
    assert "31-12-2025" in fout.value.tekst


def test_een_dienst_die_nog_moet_beginnen_is_een_onbekende_bron() -> None:
    with pytest.raises(OnbekendeBron):
        organisatie("od-utrecht", OUDJAAR)


def test_er_zijn_achtentwintig_diensten_en_na_de_fusies_zesentwintig() -> None:
    assert len(bestaande("omgevingsdienst", date(2024, 1, 1))) == 28
    assert len(bestaande("omgevingsdienst", NIEUWJAAR)) == 26


def test_wie_een_gemeente_dient_wordt_gevraagd_op_een_dag(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (voor := dienst_voor("GM0363", OUDJAAR)) is not None
    assert (na := dienst_voor("GM0363", NIEUWJAAR)) is not None
    assert voor.id == na.id == "odnzkg"
    # No municipality of a merged agency stands in the reference data: so one is put there for this test.
    monkeypatch.setattr("stelsel.begrippen.organisaties._deelnemers", lambda: {"GM0321": "odru"})
    assert (voor := dienst_voor("GM0321", OUDJAAR)) is not None
    assert (na := dienst_voor("GM0321", NIEUWJAAR)) is not None
    assert (voor.id, na.id) == ("odru", "od-utrecht")


def test_waar_geen_bron_iets_zegt_is_de_dienst_onbekend() -> None:
    assert dienst_voor("GM0599", NIEUWJAAR) is None
