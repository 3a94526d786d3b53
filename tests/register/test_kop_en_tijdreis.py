"""The head of a dossier on both clocks, the register as it was, and the life of a number."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.api.klant import stelsel

from stelsel.aanlevering import lever
from stelsel.register import OnbekendNummer, bijwerken, dossier, standen, zoek
from stelsel.register.levensloop import OnbekendeStand, levensloop, rijen_in_stand
from stelsel.register.nummers import munt

LOC = "id;straat;huisnummer;postcode;woonplaats\n"
VES = "id;locatie_id;handelsnaam;kvk_nummer;begindatum;einddatum\n"


@pytest.fixture
def geef_op(opslag, schrijf):
    """Deliver on a day: `geef_op(date(2025, 3, 1), "dcmr", locatie=...)`."""

    def geef_op(dag, bron="dcmr", stand=None, soort="wijziging", **tabellen):
        return lever(
            opslag,
            [schrijf(**tabellen)],
            bron,
            stand=stand,
            soort=soort,
            moment=datetime(dag.year, dag.month, dag.day, 12, tzinfo=UTC),
        )

    return geef_op


@pytest.fixture
def verhuisd(geef_op, opslag):
    """Since March the register knows a company; in May it hears, late, that it moved and took another name in 2020."""
    plekken = LOC + "L1;Kade;1;2311AB;Leiden\nL2;Dijk;9;2312AB;Leiden\n"
    geef_op(date(2025, 3, 1), locatie=plekken, vestiging=VES + "V1;L1;Oude Naam BV;12345678;2010-01-01;\n")
    geef_op(date(2025, 5, 1),
            vestiging=VES + "V1;L1;Oude Naam BV;12345678;2010-01-01;2020-06-01\nV2;L2;Nieuwe Naam BV;12345678;2020-06-01;\n")  # fmt: skip
    bijwerken(opslag)
    return zoek(opslag, "12345678").treffers[0].nummer


def kop(opslag, nummer, geldig_op=None, bekend_op=None):
    d = dossier(opslag, nummer, geldig_op, bekend_op)
    return d.naam, d.andere_namen, d.vroegere_namen, [(p.adres, p.nu) for p in d.locaties]


def test_naam_en_adres_zijn_die_van_de_dag(opslag, verhuisd):
    assert kop(opslag, verhuisd) == (
        "Nieuwe Naam BV", [], ["Oude Naam BV"], [("Dijk 9, 2312AB Leiden", True), ("Kade 1, 2311AB Leiden", False)]
    )  # fmt: skip
    assert kop(opslag, verhuisd, date(2015, 1, 1)) == ("Oude Naam BV", [], [], [("Kade 1, 2311AB Leiden", True)])


def test_naam_en_adres_zijn_die_welke_toen_bekend_waren(opslag, verhuisd):
    toen = ("Oude Naam BV", [], [], [("Kade 1, 2311AB Leiden", True)])
    assert kop(opslag, verhuisd, bekend_op=date(2025, 4, 1)) == toen
    assert kop(opslag, verhuisd, date(2015, 1, 1), date(2025, 4, 1)) == toen


def test_voor_het_eerste_bericht_zegt_het_register_dat_in_woorden(opslag, verhuisd):
    d = dossier(opslag, verhuisd, bekend_op=date(2019, 3, 3))
    zin = "Op 3 maart 2019 wist het register nog niets van dit bedrijf: het eerste bericht kwam op 1 maart 2025."
    assert d.onbekend == zin
    j = d.als_json()
    assert (j["naam"], j["kern"], j["melding"], j["eerste_bericht"]) == (None, None, zin, "2025-03-01")
    assert dossier(opslag, verhuisd, bekend_op=date(2025, 3, 1)).onbekend == ""
    uit = stelsel(opslag, "dossier", verhuisd, "--bekend-op", "2019-03-03")
    assert zin in uit
    assert "In werking" not in uit


def test_een_verbetering_van_een_naam_maakt_de_oude_een_vroegere(opslag, geef_op):
    geef_op(date(2025, 3, 1), locatie=LOC + "L1;Kade;1;2311AB;Leiden\n", vestiging=VES + "V1;L1;Verf BV;12345678;;\n")
    geef_op(date(2025, 4, 1), vestiging=VES + "V1;L1;Lak BV;12345678;;\n")
    bijwerken(opslag)
    nummer = zoek(opslag, "lak").treffers[0].nummer
    assert kop(opslag, nummer)[:3] == ("Lak BV", [], ["Verf BV"])
    assert kop(opslag, nummer, bekend_op=date(2025, 3, 15))[:3] == ("Verf BV", [], [])


def test_de_opdrachtregel_kent_beide_klokken_en_noemt_de_dag_van_een_einde(opslag, geef_op, monkeypatch):
    monkeypatch.setenv("STELSEL_VERDWENEN", "1")
    act = "id;locatie_id;omschrijving;begindatum\n"
    geef_op(date(2025, 3, 1), locatie=LOC + "L1;Kade;1;2311AB;Leiden\n",
            activiteit=act + "A1;L1;Verf maken;2010-01-01\nA2;L1;Lak maken;2010-01-01\n", soort="geheel")  # fmt: skip
    weg = geef_op(date(2025, 5, 1), locatie=LOC + "L1;Kade;1;2311AB;Leiden\n", activiteit=act + "A1;L1;Verf maken;2010-01-01\n",
                  soort="geheel", stand=date(2025, 4, 15))  # fmt: skip
    bijwerken(opslag)
    nummer = zoek(opslag, "kade 1").treffers[0].nummer
    nu = stelsel(opslag, "dossier", nummer)
    assert "(beëindigd 15 april 2025) Lak maken" in nu
    assert f"einde uit levering {weg.levering}" in nu
    (f,) = [f for f in dossier(opslag, nummer).van("activiteit") if f.velden["id"] == "A2"]
    assert (f.vervallen, f.vervallen_door) == ("2025-04-15", weg.levering)
    for optie in ("--geldig-op", "--peildatum"):
        assert "beëindigd" not in stelsel(opslag, "dossier", nummer, optie, "2025-04-14")
    assert "beëindigd" not in stelsel(
        opslag, "dossier", nummer, "--geldig-op", "2025-05-02", "--bekend-op", "2025-04-30"
    )


@pytest.fixture
def samengevoegd(geef, opslag):
    """Two companies that turned out to be one, in snapshot 2."""
    ves = "id;locatie_id;handelsnaam;kvk_nummer;vestigingsnummer\n"
    geef("dcmr", locatie=LOC + "L1;Kade;1;3011AB;Rotterdam\n", vestiging=ves + "V1;L1;Verf BV;12345678;\n")
    geef("odh", locatie=LOC + "A;Dijk;9;;Rotterdam\n", vestiging=ves + "B;A;Lak BV;;000000000001\n")
    bijwerken(opslag)
    verf, lak = zoek(opslag, "verf").treffers[0].nummer, zoek(opslag, "lak").treffers[0].nummer
    geef("odwh", locatie=LOC + "C;Weg;3;;Leiden\n", vestiging=ves + "C;C;Lak BV;12345678;000000000001\n")
    bijwerken(opslag)
    return (verf, lak) if dossier(opslag, lak).nummer == verf else (lak, verf)


def test_van_een_nummer_is_het_hele_leven_te_lezen(opslag, samengevoegd):
    blijft, weg = samengevoegd
    n = levensloop(opslag, weg.lower())
    assert (n.nummer, n.soort, n.gemunt.snapshot, n.rij["recordtype"]) == (weg, "onderneming", 1, "vestiging")
    assert [(g.stand.snapshot, g.gebeurtenis, g.van, g.naar, g.door) for g in n.gebeurtenissen] == [
        (2, "samengevoegd", weg, blijft, "het register")
    ]
    assert (n.opvolger, n.verwijst_hierheen) == (blijft, [])
    assert (levensloop(opslag, blijft).opvolger, levensloop(opslag, blijft).verwijst_hierheen) == (None, [weg])
    uit = stelsel(opslag, "register", "nummer", weg)
    assert f"Verwijst nu naar {blijft}." in uit
    assert "Uitgegeven in stand 1" in uit


def test_welke_rijen_een_nummer_had_in_een_eerdere_stand(opslag, samengevoegd):
    blijft, weg = samengevoegd

    def bronnen(nummer, stand):
        return {(r["bron"], r["recordtype"]) for r in rijen_in_stand(opslag, nummer, stand)[1]}

    assert bronnen(weg, 1) | bronnen(blijft, 1) == {("dcmr", "vestiging"), ("odh", "vestiging")}
    assert len(bronnen(weg, 1)) == len(bronnen(blijft, 1)) == 1
    assert bronnen(weg, 2) == set()
    assert bronnen(blijft, 2) == {("dcmr", "vestiging"), ("odh", "vestiging"), ("odwh", "vestiging")}
    # No index is needed: the tables tell.
    for bestand in opslag.index.iterdir():
        bestand.unlink()
    assert len(bronnen(blijft, 2)) == 3
    assert rijen_in_stand(opslag, blijft, 2, vanaf=2, hoogstens=5)[0] == 3
    assert len(rijen_in_stand(opslag, blijft, 2, vanaf=2, hoogstens=5)[1]) == 1


def test_een_stand_of_nummer_dat_er_niet_is(opslag, samengevoegd):
    with pytest.raises(OnbekendeStand, match="Stand 9 bestaat niet"):
        rijen_in_stand(opslag, samengevoegd[0], 9)
    with pytest.raises(OnbekendNummer):
        levensloop(opslag, munt([999_999])[0])
    with pytest.raises(OnbekendNummer):
        rijen_in_stand(opslag, munt([999_999])[0], 1)
    # Minted in the second snapshot, so nothing bore it in the first; that is not the same as a number that never was.
    later = dossier(opslag, zoek(opslag, "weg 3").treffers[0].nummer).locaties[-1].nummer
    assert rijen_in_stand(opslag, later, 1) == (0, [])


def test_de_opdrachtregel_toont_alle_standen(opslag, samengevoegd):
    assert [s.snapshot for s in standen(opslag)] == [2, 1]
    uit = stelsel(opslag, "register", "standen")
    assert uit.index("Stand 2") < uit.index("Stand 1")
