"""What says nothing of who or where somebody is, makes nobody one."""

from __future__ import annotations

import pytest

from stelsel.register import bijwerken

LOC = "id;straat;huisnummer;postcode;woonplaats;gemeente\n"
VES = "id;locatie_id;handelsnaam\n"


@pytest.mark.parametrize(
    "namen", [("Onbekend", "onbekend"), ("n.v.t.", "N.V.T."), ("日本料理", "北京饭店"), ("!!!", "???")]
)
def test_een_naam_die_niets_zegt_maakt_op_een_plek_niemand_een(geef, opslag, namen):
    plek = "L1;Kade;1;3011AB;Rotterdam;GM0599\n"
    for bron, naam in zip(("dcmr", "odh"), namen, strict=True):
        geef(bron, locatie=LOC + plek, vestiging=VES + f"V;L1;{naam}\n")
    telling = bijwerken(opslag)[0].tellingen
    assert (telling["locatie"], telling["onderneming"]) == (1, 2)


def test_een_naam_die_iets_zegt_maakt_op_een_plek_wel_een(geef, opslag):
    for bron in ("dcmr", "odh"):
        geef(bron, locatie=LOC + "L1;Kade;1;3011AB;Rotterdam;GM0599\n", vestiging=VES + "V;L1;Verf\n")
    assert bijwerken(opslag)[0].tellingen["onderneming"] == 1


@pytest.mark.parametrize("straat", ["Onbekend", "-"])
def test_een_onbekende_straat_is_geen_adres(geef, opslag, straat):
    for bron, naam in (("dcmr", "Verf"), ("odh", "Verf")):
        geef(bron, locatie=LOC + f"L1;{straat};1;;Rotterdam;GM0599\n", vestiging=VES + f"V;L1;{naam}\n")
    assert bijwerken(opslag)[0].tellingen["locatie"] == 2
