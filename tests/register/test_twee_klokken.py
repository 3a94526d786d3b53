"""What was known on a day is what the register would be, had nothing been delivered since: also when deliveries come out of order."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from stelsel.aanlevering import lever
from stelsel.opslag import Opslag
from stelsel.register import bijwerken, dossier, zoek
from stelsel.register.index import RegisterVerouderd

LOC = "id;straat;huisnummer;postcode;woonplaats\n"
BEZOEK = "id;locatie_id;datum;soort\n"
# (received on, tells of, kind, visits: key to kind of visit; empty is an end)
Levering = tuple[date, date, str, dict[str, str]]


def dag(d: int, m: int = 5) -> date:
    return date(2025, m, d)


# In the order in which they came in; the world had another.
LEVERINGEN: list[Levering] = [
    (
        dag(1),
        dag(10, 1),
        "geheel",
        {"A": "routinematig", "B": "routinematig", "C": "routinematig", "D": "routinematig", "G": "routinematig"},
    ),
    (dag(2), dag(10, 4), "geheel", {"A": "routinematig", "B": "aanleiding", "F": "routinematig", "G": "routinematig"}),
    (dag(3), dag(10, 2), "wijziging", {"C": "aanleiding", "D": "", "E": "routinematig"}),
    (dag(4), dag(10, 3), "geheel", {"A": "routinematig", "B": "aanleiding", "E": "routinematig", "F": "routinematig"}),
    (dag(5), dag(20, 4), "wijziging", {"C": "routinematig", "B": ""}),
]


@pytest.fixture
def doe(schrijf, monkeypatch):
    monkeypatch.setenv("STELSEL_VERDWENEN", "1")

    def doe(opslag: Opslag, leveringen: list[Levering]) -> list[dict[str, list[tuple[str, str, str | None]]]]:
        """Deliver them; returns what the register said after each."""
        uit = []
        lever(opslag, [schrijf(locatie=LOC + "L1;Weg;1;1234AB;Ede\n")], "dcmr", stand=date(2024, 1, 1),
              moment=datetime(2025, 4, 1, tzinfo=UTC))  # fmt: skip
        for op, stand, soort, bezoeken in leveringen:
            rijen = "".join(
                f"{id_};L1;2024-03-01;{wat};;\n" if wat else f"{id_};;;;beeindigd;\n" for id_, wat in bezoeken.items()
            )
            bestand = (
                BEZOEK.strip() + ";_mutatie;_per\n" + rijen
                if soort == "wijziging"
                else BEZOEK + rijen.replace(";;\n", "\n")
            )
            lever(opslag, [schrijf(toezichtbezoek=bestand)], "dcmr", soort=soort, stand=stand,
                  moment=datetime(op.year, op.month, op.day, 12, tzinfo=UTC))  # fmt: skip
            bijwerken(opslag)
            uit.append(bekend(opslag))
        return uit

    return doe


def bekend(opslag: Opslag, bekend_op: date | None = None) -> dict[str, list[tuple[str, str, str | None]]]:
    """Of each visit its versions, newest first: kind, since when it was known, and since when it has ended."""
    nummer = zoek(opslag, "weg 1").treffers[0].nummer
    feiten = dossier(opslag, nummer, bekend_op=bekend_op).feiten.get("toezichtbezoek", [])
    return {
        f.velden["id"]: [(v.velden["soort"], v.herkomst.sinds[:10], v.vervallen) for v in (f, *f.eerder)]
        for f in feiten
    }


@pytest.mark.parametrize("volgorde", [(0, 1, 2, 3, 4), (3, 1, 0, 4, 2), (4, 3, 2, 1, 0)])
def test_wat_toen_bekend_was_is_wat_het_register_toen_zei(opslag, doe, volgorde):
    toen = doe(opslag, [(dag(n + 1), *LEVERINGEN[i][1:]) for n, i in enumerate(volgorde)])
    assert [bekend(opslag, dag(n + 1)) for n in range(len(toen))] == toen


def test_een_record_dat_weg_was_en_terugkwam_was_intussen_beeindigd(opslag, doe):
    doe(opslag, [(dag(1), dag(10, 1), "geheel", {"A": "routinematig", "B": "routinematig"}),
                 (dag(2), dag(10, 2), "geheel", {"A": "routinematig"}),
                 (dag(3), dag(10, 3), "geheel", {"A": "routinematig", "B": "routinematig"})])  # fmt: skip
    assert bekend(opslag, dag(2))["B"] == [("routinematig", "2025-05-01", "2025-02-10")]
    assert bekend(opslag)["B"] == [("routinematig", "2025-05-03", None), ("routinematig", "2025-05-01", "2025-02-10")]

    def geldt(op: date) -> bool:
        d = dossier(opslag, zoek(opslag, "weg 1").treffers[0].nummer, op)
        return next(d.geldt(f) for f in d.feiten["toezichtbezoek"] if f.velden["id"] == "B")

    assert [geldt(d) for d in (date(2025, 2, 9), date(2025, 2, 10), date(2025, 3, 9), date(2025, 3, 10))] == [
        True,
        False,
        False,
        True,
    ]


def test_een_late_levering_die_hetzelfde_zegt_verbergt_niet_dat_het_al_bekend_was(opslag, doe):
    doe(
        opslag,
        [
            (dag(1), dag(10, 2), "wijziging", {"A": "routinematig"}),
            (dag(9), dag(10, 1), "wijziging", {"A": "routinematig"}),
        ],
    )
    assert bekend(opslag, dag(5)) == {"A": [("routinematig", "2025-05-01", None)]}
    assert bekend(opslag) == {"A": [("routinematig", "2025-05-01", None)]}


def test_een_levering_laat_op_de_avond_hoort_bij_de_dag_in_nederland(opslag, schrijf):
    lever(
        opslag,
        [schrijf(locatie=LOC + "L1;Weg;1;1234AB;Ede\n")],
        "dcmr",
        moment=datetime(2025, 5, 1, 22, 30, tzinfo=UTC),
    )
    bijwerken(opslag)
    nummer = zoek(opslag, "weg 1").treffers[0].nummer
    assert [len(dossier(opslag, nummer, bekend_op=dag(d)).feiten.get("locatie", [])) for d in (1, 2)] == [0, 1]


def test_een_register_van_een_andere_versie_vraagt_om_opnieuw_maken(opslag, geef, monkeypatch):
    geef(locatie=LOC + "L1;Weg;1;1234AB;Ede\n")
    bijwerken(opslag)
    monkeypatch.setattr("stelsel.register.bakken.maken.SCHEMA", "CREATE TABLE anders (x);")
    with pytest.raises(RegisterVerouderd, match="andere versie"):
        zoek(opslag, "weg")
    monkeypatch.undo()
    assert zoek(opslag, "weg").treffers
