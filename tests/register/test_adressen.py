"""Which delivered addresses are one place, and which only look so."""

from __future__ import annotations

import pytest

from stelsel.register import bijwerken

KOP = "id;straat;huisnummer;huisletter;postcode;woonplaats;gemeente;bag_nummeraanduiding;bag_verblijfsobject\n"
BAG = "0599200000000001"


@pytest.mark.parametrize(
    ("rijen", "plekken"),
    [
        (["Dorpsstraat;1;;1861AA;Bergen;GM0373;;", "Dorpsstraat;1;;1931BB;Egmond aan Zee;GM0373;;"], 2),
        (["Dorpsstraat;1;;1861AA;;;;", "Dorpsstraat;1;;9411BB;;;;", "Dorpsstraat;1;;5500CC;;;;"], 3),
        (["Kade;1;;3011AB;Rotterdam;GM0599;;", "Kade;1;;3011AB;Rotterdam;;;"], 1),
        (["Kade;1;;3011AB;Rotterdam;;;", ";1;;3011 AB;;;;"], 1),
        ([f"Kade;1;;3011AB;Rotterdam;;{BAG};", "Kade;1;;3011ZZ;Rotterdam;;;"], 2),
        ([f"Kade;14;;3011AB;Rotterdam;;{BAG};", "Kade;14;A;3011AB;Rotterdam;;;", "Kade;14;;3011AB;Rotterdam;;;"], 2),
        (["Kade;14;A;3011AB;Rotterdam;;;", "Kade;14;;3011AB;Rotterdam;;;"], 1),
        (["Kade;1;;;Rotterdam;;;0599010000000001", "Kadeweg;1;;;Rotterdam;;;0599010000000001"], 1),
        (["Kade;1;;;Bergen;GM0373;;", "Kade;1;;;Bergen;GM0893;;"], 2),
    ],
    ids=["twee woonplaatsen in een gemeente", "zonder woonplaats drie postcodes", "gemeente ontbreekt", "straat ontbreekt",
         "postcodes spreken elkaar tegen", "14 bestaat naast 14A", "letter vergeten", "zelfde verblijfsobject", "twee gemeenten met Bergen"],
)  # fmt: skip
def test_hoeveel_plekken_zijn_dit(geef, opslag, rijen, plekken):
    geef(locatie=KOP + "".join(f"L{i};{rij}\n" for i, rij in enumerate(rijen)))
    stand, _ = bijwerken(opslag)
    assert stand.tellingen["rijen"] == len(rijen)
    assert stand.tellingen["locatie"] == plekken


@pytest.mark.parametrize(("x", "plekken"), [(92_040, 1), (92_400, 2)], ids=["vlakbij", "verderop"])
def test_een_oude_postcode_is_te_herkennen_aan_het_punt(geef, opslag, x, plekken):
    kop = "id;straat;huisnummer;postcode;woonplaats;gemeente;x;y\n"
    geef(
        locatie=kop + f"L1;Kade;1;3011AB;Rotterdam;GM0599;92000;437000\nL2;Kade;1;3011ZZ;Rotterdam;GM0599;{x};437000\n"
    )
    assert bijwerken(opslag)[0].tellingen["locatie"] == plekken


def test_een_huisnummer_achter_de_straat_is_een_huisnummer(geef, opslag):
    kop = "id;straat;huisnummer;huisletter;postcode;woonplaats\n"
    geef(locatie=kop + "L1;Kade;12;a;3011AB;Rotterdam\nL2;Kade 12A;;;3011AB;Rotterdam\n")
    assert bijwerken(opslag)[0].tellingen["locatie"] == 1


def test_het_bag_nummer_van_de_buren_voegt_twee_huisnummers_niet_samen(geef, opslag):
    geef(locatie=KOP + f"L1;Kade;1;;3011AB;Rotterdam;;{BAG};\nL2;Kade;3;;3011AB;Rotterdam;;{BAG};\n")
    assert bijwerken(opslag)[0].tellingen["locatie"] == 2
