"""Several decisions and rules at once: what nobody decided does not move with what somebody did."""

from __future__ import annotations

import duckdb

from stelsel.opslag import parquet, rijen
from stelsel.register import Verwijzing, bijwerken, koppeling, oordeel
from stelsel.register.standen import GEBEURTENIS

LOC = "id;straat;huisnummer;postcode;woonplaats;gemeente\nL1;Kade;1;3011AB;Rotterdam;GM0599\nL2;Dijk;2;3012AB;Rotterdam;GM0599\n"
VES = "id;locatie_id;handelsnaam;kvk_nummer;onderneming_id\n"


def nummer(opslag, code):
    return koppeling(opslag, Verwijzing.lees(code)).nummer


def zeg(opslag, besluit, a, b):
    return oordeel(
        opslag, "onderneming", Verwijzing.lees(a), Verwijzing.lees(b), besluit, door="inspecteur", reden="gebeld"
    )


def test_wie_alleen_via_een_uitgezonderde_verbonden_was_wordt_niet_een(geef, opslag):
    """B knows two company records; A refers to the one, C to the other. Without B nothing ties A and C."""
    geef(
        onderneming="id;naam\nO1;Aap\nO2;Mies\n",
        locatie=LOC,
        vestiging=VES + "A;L1;Aap;;O1\nB1;L1;Noot;12345678;O1\nB2;L2;Noot;12345678;O2\nC;L2;Mies;;O2\n",
    )
    bijwerken(opslag)
    assert nummer(opslag, "vestiging:dcmr:A") == nummer(opslag, "vestiging:dcmr:C")
    zeg(opslag, "anders", "vestiging:dcmr:A", "vestiging:dcmr:B1")
    bijwerken(opslag)
    a, b, c = (nummer(opslag, f"vestiging:dcmr:{v}") for v in ("A", "B1", "C"))
    assert a not in (b, c)


def test_uitgezonderden_blijven_onderling_een(geef, opslag):
    geef(locatie=LOC, vestiging=VES + "".join(f"V{i};L1;Verf;12345678;\n" for i in range(1, 5)))
    for v in ("V3", "V4"):
        zeg(opslag, "anders", "vestiging:dcmr:V1", f"vestiging:dcmr:{v}")
    bijwerken(opslag)
    een, twee, drie, vier = (nummer(opslag, f"vestiging:dcmr:V{i}") for i in range(1, 5))
    assert een == twee != drie == vier


def test_wie_apart_staat_van_een_uitgezonderde_blijft_bij_de_rest(geef, opslag):
    geef(locatie=LOC, vestiging=VES + "".join(f"V{i};L1;Verf;12345678;\n" for i in range(1, 4)))
    zeg(opslag, "anders", "vestiging:dcmr:V1", "vestiging:dcmr:V2")
    zeg(opslag, "anders", "vestiging:dcmr:V2", "vestiging:dcmr:V3")
    bijwerken(opslag)
    een, twee, drie = (nummer(opslag, f"vestiging:dcmr:V{i}") for i in range(1, 4))
    assert een == drie != twee


def test_drie_die_om_beurten_apart_staan_zijn_drie(geef, opslag):
    geef(locatie=LOC, vestiging=VES + "".join(f"V{i};L1;Verf;12345678;\n" for i in range(1, 5)))
    for a, b in ((1, 2), (2, 3), (3, 1)):
        zeg(opslag, "anders", f"vestiging:dcmr:V{a}", f"vestiging:dcmr:V{b}")
    bijwerken(opslag)
    assert len({nummer(opslag, f"vestiging:dcmr:V{i}") for i in range(1, 4)}) == 3


def test_oefening_en_echt_worden_ook_door_een_oordeel_niet_een(geef, opslag):
    geef("dcmr", locatie=LOC, vestiging="id;locatie_id;handelsnaam\nV1;L1;Verf\n")
    geef(
        "odh",
        locatie=LOC.replace("L1", "OEF-L1").replace("L2", "OEF-L2"),
        vestiging="id;locatie_id;handelsnaam\nOEF-V1;OEF-L1;Verf\n",
    )
    zeg(opslag, "zelfde", "vestiging:dcmr:V1", "vestiging:odh:OEF-V1")
    bijwerken(opslag)
    assert nummer(opslag, "vestiging:dcmr:V1") != nummer(opslag, "vestiging:odh:OEF-V1")


def test_een_samenvoeging_door_een_levering_heet_niet_naar_wie_ander_besluit_nam(geef, opslag):
    geef(locatie=LOC, vestiging=VES + "V1;L1;Verf;12345678;\nV2;L2;Lak;12345678;\nV3;L2;Beits;;\n")
    bijwerken(opslag)
    van = nummer(opslag, "vestiging:dcmr:V3")
    zeg(opslag, "anders", "vestiging:dcmr:V1", "vestiging:dcmr:V2")
    geef(vestiging=VES + "V3;L2;Beits;12345678;\n")
    bijwerken(opslag)
    with duckdb.connect() as con:
        gevonden = rijen(
            con,
            f"SELECT van, gebeurtenis, actor FROM {parquet(opslag.bestanden('gebeurtenis'), GEBEURTENIS)} WHERE soort = 'onderneming'",
        )
    assert {(g["gebeurtenis"], g["actor"]) for g in gevonden if g["van"] == van} == {("samengevoegd", "het register")}
    assert {(g["gebeurtenis"], g["actor"]) for g in gevonden if g["van"] != van} == {("gesplitst", "inspecteur")}


def test_een_besluit_na_een_teruggezette_klok_is_toch_het_laatste(geef, opslag, monkeypatch):
    import sys
    from datetime import UTC, datetime, timedelta

    geef(locatie=LOC, vestiging=VES + "V1;L1;Verf;12345678;\nV2;L2;Lak;12345678;\n")
    zeg(opslag, "anders", "vestiging:dcmr:V1", "vestiging:dcmr:V2")

    class Gisteren(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(UTC) - timedelta(days=1)

    monkeypatch.setattr(sys.modules["stelsel.register.oordelen"], "datetime", Gisteren)
    zeg(opslag, "herroepen", "vestiging:dcmr:V1", "vestiging:dcmr:V2")
    monkeypatch.undo()
    bijwerken(opslag)
    assert nummer(opslag, "vestiging:dcmr:V1") == nummer(opslag, "vestiging:dcmr:V2")
