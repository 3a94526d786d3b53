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


def test_een_bedrijf_dat_zijn_eerste_vestiging_verkoopt_houdt_zijn_nummer(geef, opslag):
    kop = "id;locatie_id;handelsnaam;kvk_nummer\n"
    geef(locatie=LOC, vestiging=kop + "V1;L1;Verf;12345678\nV2;L2;Verf;12345678\nV3;L2;Verf;12345678\n")
    bijwerken(opslag)
    wie = [Verwijzing.lees(f"vestiging:dcmr:V{i}") for i in (1, 2, 3)]
    voor = {koppeling(opslag, w).nummer for w in wie}
    geef(vestiging=kop + "V1;L1;Lak;87654321\n")
    bijwerken(opslag)
    een, twee, drie = (koppeling(opslag, w).nummer for w in wie)
    assert {twee, drie} == voor
    assert een not in voor


def test_na_een_ongedaan_gemaakte_samenvoeging_heeft_ieder_zijn_nummer_terug_ook_de_grootste(geef, opslag):
    kop = "id;locatie_id;handelsnaam;kvk_nummer\n"
    groot = "".join(f"G{i};L2;Lak;{{}}\n" for i in range(5))
    geef(locatie=LOC, vestiging=kop + "V1;L1;Verf;12345678\n" + groot.format(*["87654321"] * 5))
    bijwerken(opslag)
    wie = [Verwijzing.lees(f"vestiging:dcmr:{i}") for i in ("V1", "G0", "G4")]
    voor = [koppeling(opslag, w).nummer for w in wie]
    geef(vestiging=kop + groot.format(*["12345678"] * 5))
    bijwerken(opslag)
    assert len({koppeling(opslag, w).nummer for w in wie}) == 1
    geef(vestiging=kop + groot.format(*["87654321"] * 5))
    bijwerken(opslag)
    assert [koppeling(opslag, w).nummer for w in wie] == voor
