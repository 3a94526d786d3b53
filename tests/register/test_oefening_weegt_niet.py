"""What is exercise does not change how real records are linked."""

from __future__ import annotations

import pytest

from stelsel.register import OefeningEnEcht, Verwijzing, bijwerken, koppeling, vergelijk

LOC = "id;straat;huisnummer;postcode;woonplaats;gemeente\n"
VES = "id;locatie_id;handelsnaam;kvk_nummer;onderneming_id\n"


def samen(opslag):
    een, twee = (koppeling(opslag, Verwijzing.lees(f"vestiging:dcmr:{v}")).nummer for v in ("V1", "V2"))
    return een == twee


def test_oefenbedrijven_met_dezelfde_naam_tellen_niet_mee_in_wiens_kvk_nummer_het_is(geef, opslag):
    """Others who know V1 say another number: one of its sisters, and somebody elsewhere with its name."""
    geef("dcmr", locatie=LOC + "L1;Kade;1;3011AB;Rotterdam;GM0599\nL2;Dijk;2;3012AB;Rotterdam;GM0599\n",
         onderneming="id;naam\nO1;Verf\n",
         vestiging=VES + "V1;L1;Verf;68750110;O1\nV2;L2;Lak;68750110;\nV3;L2;Hars;27124700;O1\nV4;L2;Was;33011433;O1\n")  # fmt: skip
    geef("odru", locatie=LOC + "L1;Steeg;3;3511AB;Utrecht;GM0344\n", vestiging=VES + "W1;L1;Verf;27124700;\n")
    bijwerken(opslag)
    assert not samen(opslag)
    geef("odh", locatie=LOC + "OEF-1;Laan;3;2511AB;Den Haag;GM0518\n",
         vestiging=VES + "".join(f"OEF-{i};OEF-1;Verf;00123456;\n" for i in range(9)))  # fmt: skip
    bijwerken(opslag)
    assert not samen(opslag)


def test_niemand_oordeelt_dat_een_oefening_en_een_echt_bedrijf_hetzelfde_zijn(geef, opslag):
    geef("dcmr", locatie=LOC + "L1;Kade;1;3011AB;Rotterdam;GM0599\n", vestiging=VES + "V1;L1;Verf;68750110;\n")
    geef("odh", locatie=LOC + "OEF-1;Laan;3;2511AB;Den Haag;GM0518\n", vestiging=VES + "OEF-V;OEF-1;Verf;00123456;\n")
    bijwerken(opslag)
    with pytest.raises(OefeningEnEcht, match="nooit hetzelfde"):
        vergelijk(opslag, Verwijzing.lees("vestiging:dcmr:V1"), Verwijzing.lees("vestiging:odh:OEF-V"))
