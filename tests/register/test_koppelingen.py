"""The links as a file: every accepted record, with the numbers it has now."""

from __future__ import annotations

import pyarrow.parquet as pq
import pytest

from stelsel.register import GeenRegister, bijwerken, schrijf_koppelingen
from stelsel.register.levensloop import OnbekendeStand

LOC = "id;straat;huisnummer;postcode;woonplaats;gemeente\n"
VES = "id;locatie_id;handelsnaam;kvk_nummer\n"
PLEK = "L1;Kade;1;3011AB;Rotterdam;GM0599\n"


def lees(opslag, tmp_path, stand=None):
    pad = tmp_path / "koppelingen.parquet"
    rijen = schrijf_koppelingen(opslag, pad, stand)
    uit = pq.read_table(pad).to_pylist()
    assert len(uit) == rijen
    assert not list(tmp_path.glob(".koppelingen*"))
    return {(r["bron"], r["recordtype"], r["record"]): r for r in uit}


def test_elk_opgenomen_record_staat_er_eenmaal_in_met_waar_het_vandaan_kwam(geef, opslag, tmp_path):
    b = geef(
        "dcmr", locatie=LOC + PLEK + "L2;Kade;nul;3011AB;Rotterdam;GM0599\n", vestiging=VES + "V1;L1;Verf BV;12345678\n"
    )
    bijwerken(opslag)
    uit = lees(opslag, tmp_path)
    assert uit.keys() == {("dcmr", "locatie", "L1"), ("dcmr", "vestiging", "V1")}
    v = uit["dcmr", "vestiging", "V1"]
    assert (v["levering"], v["bestand"], v["regel"]) == (b.levering, "vestiging.csv", 2)
    assert v["onderneming"]
    assert v["locatie"] == uit["dcmr", "locatie", "L1"]["locatie"]


def test_na_een_samenvoeging_staat_er_het_nummer_dat_nu_geldt(geef, opslag, tmp_path):
    geef("dcmr", locatie=LOC + PLEK, vestiging=VES + "V1;L1;Verf BV;12345678\n")
    geef("odh", locatie=LOC + "A;Kade;1;3011AB;Rotterdam;GM0599\n", vestiging=VES + "B;A;Lak BV;\n")
    bijwerken(opslag)
    eerst = lees(opslag, tmp_path)
    assert eerst["dcmr", "vestiging", "V1"]["onderneming"] != eerst["odh", "vestiging", "B"]["onderneming"]
    geef("odh", vestiging=VES + "B;A;Lak BV;12345678\n")
    bijwerken(opslag)
    uit = lees(opslag, tmp_path)
    assert {r["onderneming"] for (_, soort, _), r in uit.items() if soort == "vestiging"} == {
        eerst["dcmr", "vestiging", "V1"]["onderneming"]
    }


def test_zonder_register_is_er_niets_te_schrijven(opslag, tmp_path):
    with pytest.raises(GeenRegister):
        schrijf_koppelingen(opslag, tmp_path / "k.parquet")
    assert not list(tmp_path.glob("*k.parquet*"))


def test_waar_niet_geschreven_kan_worden_noemt_de_fout_het_gevraagde_bestand(geef, opslag, tmp_path):
    geef("dcmr", locatie=LOC + PLEK)
    bijwerken(opslag)
    with pytest.raises(FileNotFoundError) as e:
        schrijf_koppelingen(opslag, tmp_path / "weg" / "k.parquet")
    assert e.value.filename == str(tmp_path / "weg" / "k.parquet")


def test_het_hele_register_zoals_het_in_een_eerdere_stand_was(geef, opslag, tmp_path):
    geef("dcmr", locatie=LOC + PLEK, vestiging=VES + "V1;L1;Verf BV;12345678\n")
    geef("odh", locatie=LOC + "A;Kade;1;3011AB;Rotterdam;GM0599\n", vestiging=VES + "B;A;Lak BV;\n")
    bijwerken(opslag)
    toen = lees(opslag, tmp_path)
    geef("odh", vestiging=VES + "B;A;Lak BV;12345678\n")
    bijwerken(opslag)
    assert lees(opslag, tmp_path) != toen
    assert lees(opslag, tmp_path, 1) == toen
    with pytest.raises(OnbekendeStand):
        schrijf_koppelingen(opslag, tmp_path / "k.parquet", 9)
