"""Periods: what is written, what it means, and what people type."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stelsel.programma.periode import kwartalen, periode, uit_mensentaal


@pytest.mark.parametrize(
    ("tekst", "soort", "begin", "einde", "woorden"),
    [
        ("2024-01-16", "datum", date(2024, 1, 16), date(2024, 1, 16), "16 januari 2024"),
        ("2024-02", "maand", date(2024, 2, 1), date(2024, 2, 29), "februari 2024"),
        ("2024-Q1", "kwartaal", date(2024, 1, 1), date(2024, 3, 31), "Q1 van 2024"),
        ("2024-H2", "halfjaar", date(2024, 7, 1), date(2024, 12, 31), "tweede helft van 2024"),
        ("2024", "jaar", date(2024, 1, 1), date(2024, 12, 31), "2024"),
        ("2024-Q3/2024-Q4", "kwartaalbereik", date(2024, 7, 1), date(2024, 12, 31), "Q3 van 2024 en Q4 van 2024"),
        (
            "2024-Q1/2024-Q4",
            "kwartaalbereik",
            date(2024, 1, 1),
            date(2024, 12, 31),
            "Q1 van 2024 tot en met Q4 van 2024",
        ),
        ("2023/2024", "jaarbereik", date(2023, 1, 1), date(2024, 12, 31), "2023 en 2024"),
    ],
)
def test_een_periode_heeft_een_eerste_en_een_laatste_dag(tekst, soort, begin, einde, woorden):
    p = periode(tekst)
    assert uit_mensentaal(p.in_woorden()) == tekst
    assert (p.soort, p.begin, p.einde, p.in_woorden()) == (soort, begin, einde, woorden)


@pytest.mark.parametrize(
    "tekst", ["", "2024-Q5", "2024-13", "2024-02-30", "24-Q1", "2024-Q4/2024-Q1", "2024-Q1/2024", "ooit"]
)
def test_iets_anders_is_geen_periode(tekst):
    with pytest.raises(ValueError):
        periode(tekst)


@pytest.mark.parametrize(
    ("getypt", "bedoeld"),
    [
        ("Q2 2024", "2024-Q2"), ("q2 van 2024", "2024-Q2"), ("2024-Q2", "2024-Q2"), ("16-1-2024", "2024-01-16"),
        ("16 januari 2024", "2024-01-16"), ("Januari 2024", "2024-01"), ("eerste helft van 2024", "2024-H1"),
        ("Q3/Q4 2024", "2024-Q3/2024-Q4"), ("Q3 en Q4 van 2024", "2024-Q3/2024-Q4"), ("2023 tot en met 2025", "2023/2025"),
        ("eind 2024", "2024-Q4"), ("doorlopend", "doorlopend"), ("", None), ("onbekend", None),
    ],
)  # fmt: skip
def test_wat_mensen_typen_wordt_begrepen(getypt, bedoeld):
    assert uit_mensentaal(getypt) == bedoeld


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_elke_dag_valt_in_zijn_kwartaal_en_komt_terug_uit_woorden(dag):
    p = periode(f"{dag.year}-Q{(dag.month + 2) // 3}")
    assert p.begin <= dag <= p.einde
    assert uit_mensentaal(periode(dag.isoformat()).in_woorden()) == dag.isoformat()
    assert uit_mensentaal(p.in_woorden()) == p.tekst


def test_verschuiven_telt_in_kwartalen():
    assert kwartalen("2023-Q4", "2024-Q2") == 2
    assert kwartalen("2024", "2024-Q1") == -3
    assert kwartalen("2024-01-16", "2024-03-01") == 0
