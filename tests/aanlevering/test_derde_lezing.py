"""Defects that readers of the code found; each was seen to fail before it was mended."""

from __future__ import annotations

import pyarrow as pa

from stelsel.aanlevering import bevindingen
from stelsel.aanlevering.kolombeeld import bekijk, samen
from stelsel.begrippen.soorten import Bekend
from stelsel.opslag import Geheugen, Stroom, parquet, rijen, werkmotor

LOC = "id;straat;huisnummer;postcode;woonplaats;gemeente\n"


def _locaties(opslag, con, levering):
    return rijen(
        con, f"SELECT id, aanduiding FROM {parquet(opslag.bestanden('rij_locatie', 'levering', [levering]), {})}"
    )


def test_een_code_die_te_lang_is_wordt_geweigerd_en_niet_leeg_bewaard(geef, opslag):
    b = geef(locatie=LOC + f"L1;Weg;1;1234AB;Ede;{'z' * 101}\nL2;Weg;2;1234AB;Ede;\n")
    assert (b.geaccepteerd, b.quarantaine) == (1, 1)
    (gevonden,) = bevindingen(opslag, [b.levering])
    assert (gevonden["veld"], gevonden["code"]) == ("gemeente", "LOC-309")


def test_wit_achter_een_apostrof_die_terugkomt_gaat_er_ook_af(geef, opslag):
    kop = "_rij;id;straat;huisnummer;postcode;woonplaats;aanduiding\n"
    b = geef(locatie=kop + "2;' -L2;Weg;1;1234AB;Ede;' =x\n")
    with werkmotor(opslag, "toets") as con:
        assert _locaties(opslag, con, b.levering) == [{"id": "-L2", "aanduiding": "=x"}]


def test_sep_telt_ook_als_de_kop_nog_niet_heel_binnen_is(geef, opslag, monkeypatch):
    monkeypatch.setattr("stelsel.aanlevering.lezen.regelstukken.BLOK", 8)
    b = geef(locatie="sep=|\nid|straat|huisnummer|postcode|woonplaats\nL1|Weg|1|1234AB|Ede")
    assert (b.geaccepteerd, b.quarantaine) == (1, 0)


def test_tabellen_van_een_levering_delen_hun_geheugen(opslag):
    schema = pa.schema([("_regel", pa.int64())])
    with werkmotor(opslag, "toets") as con:
        geheugen = Geheugen(40_000)
        stromen = [Stroom(con, f"t{i}", schema, geheugen) for i in range(4)]
        for i in range(3):
            for s in stromen:
                s.voeg_toe(pa.table({"_regel": range(1_000 * i, 1_000 * (i + 1))}))
        for s in stromen:
            s.sluit()
        assert geheugen.over >= 0
        tellingen = [con.execute(f"SELECT count(*), sum(_regel) FROM {s.naam}").fetchall()[0] for s in stromen]
        op_schijf = len(list((opslag.map / "werk").glob("*.arrow")))
    assert tellingen == [(3_000, sum(range(3_000)))] * 4
    assert 1 <= op_schijf < 4


def test_wat_van_een_hele_kolom_bekend_is_klopt_ook_voor_een_deel_ervan():
    dagen = pa.array(["2024-03-31", "", "2024-02-30", None])
    assert bekijk(dagen) == Bekend(leeg=True, wit=False, stuurtekens=False, langste=10, isodatum=True)
    assert bekijk(dagen.slice(2, 1)) == Bekend(leeg=False, wit=False, stuurtekens=False, langste=10, isodatum=True)
    for tekst in ("2024-3-31", "+024-03-31", "2024-03-3 ", "2024/03/31", "31-03-2024"):
        assert not bekijk(pa.array(["2024-03-31", tekst])).isodatum
    assert bekijk(pa.array(["a", " b"])).wit
    assert bekijk(pa.array(["a", "b\xa0"])).wit
    assert not bekijk(pa.array(["a b", "é;"])).wit
    assert bekijk(pa.array(["a\x01b"])).stuurtekens
    assert samen(bekijk(pa.array(["abc"])), bekijk(pa.array([""]))) == Bekend(True, False, False, 3, False)
