"""A number stays with what it names: not with a visit or an activity that was filed there first."""

from __future__ import annotations

from stelsel.register import Verwijzing, bijwerken, koppeling

LOC = "id;straat;huisnummer;postcode;woonplaats;gemeente\nL1;Kade;1;3011AB;Rotterdam;GM0599\nL2;Dijk;2;3012AB;Rotterdam;GM0599\n"
ACT = "id;locatie_id;vestiging_id;omschrijving\n"
VES = "id;locatie_id;handelsnaam;kvk_nummer\nV1;L1;Verf;12345678\nV2;L2;Lak;87654321\n"
WIE = ("vestiging:dcmr:V1", "vestiging:dcmr:V2", "locatie:dcmr:L1", "locatie:dcmr:L2")


def nummers(opslag):
    return [koppeling(opslag, Verwijzing.lees(c)).nummer for c in WIE]


def test_een_activiteit_die_verhuist_neemt_geen_nummer_van_bedrijf_of_plek_mee(geef, opslag):
    geef(locatie=LOC, vestiging=VES, activiteit=ACT + "A1;L1;V1;Verf maken\n")
    bijwerken(opslag)
    voor = nummers(opslag)
    geef(activiteit=ACT + "A1;L2;V2;Verf maken\n")
    bijwerken(opslag)
    assert nummers(opslag) == voor
