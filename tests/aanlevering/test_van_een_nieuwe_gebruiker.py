"""What a new user ran into, with only the README."""

from __future__ import annotations

import csv
from datetime import date

import pytest

from stelsel.aanlevering import (
    Vorm,
    bevestig,
    bevindingen,
    bewijs,
    herstelbestand,
    herstelnaam,
    lever,
    wachtend,
    wijs_af,
)
from stelsel.aanlevering.besluiten import AlBesloten
from stelsel.aanlevering.lezen import Bestandsfout
from stelsel.register import bijwerken, dossier, zoek

LOC = "id;straat;huisnummer;postcode;woonplaats\n"


def test_dezelfde_bytes_anders_gelezen_zijn_een_nieuwe_levering(opslag, schrijf):
    map_ = schrijf(locatie=LOC + "L1;Café;1;1234AB;Ede\n")
    eerste = lever(opslag, [map_], "dcmr", wensen={"locatie.csv": Vorm(codering="windows-1252")})
    assert lever(opslag, [map_], "dcmr").ongewijzigd
    assert lever(opslag, [map_], "dcmr", wensen={"locatie.csv": Vorm(codering="windows-1252")}).ongewijzigd
    tweede = lever(opslag, [map_], "dcmr", wensen={"locatie.csv": Vorm(codering="utf-8")})
    assert (tweede.ongewijzigd, tweede.levering != eerste.levering) == (False, True)
    with pytest.raises(Bestandsfout, match="codering 'latin1'"):
        lever(opslag, [map_], "dcmr", wensen={"locatie.csv": Vorm(codering="latin1")})


def test_wat_nog_niet_hersteld_is_komt_terug_zoals_het_was_en_de_hulpkolommen_stapelen_niet(opslag, schrijf, tmp_path):
    eerste = lever(opslag, [schrijf(locatie=LOC + "L1;Weg;0;1234AB;Ede\nL2;Weg\n")], "dcmr")
    vorige = eerste
    for ronde in (1, 2, 3):
        inhoud = "".join(herstelbestand(opslag, vorige, 0))
        kop, *rijen = csv.reader(inhoud.removeprefix("\ufeff").splitlines(), delimiter=";")
        assert kop == [*LOC.strip().split(";"), "_rij", "_codes", "_redenen", "_ruw"]
        naam = herstelnaam(vorige.levering, vorige.bestanden[0])
        assert naam == f"{vorige.levering}-locatie-locatie-geweigerd.csv"
        assert [r[-1] for r in rijen] == ["", "L2;Weg"]
        (tmp_path / naam).write_text(inhoud)
        vorige = lever(opslag, [tmp_path / naam], "dcmr")
        assert (vorige.rijen_in, vorige.geaccepteerd, vorige.quarantaine) == (2, 0, 2), ronde
        gevonden = [(f["regel"], f["code"], f["tekst"]) for f in bevindingen(opslag, [vorige.levering])]
        assert gevonden[-1][1:] == ("RIJ-001", "De regel heeft 2 kolommen; er zijn er 5.")
    assert sum(w.open for w in wachtend(opslag, "dcmr")) == 2


def test_een_besluit_is_genomen_en_een_ander_besluit_hoort_dat(opslag, schrijf):
    lever(opslag, [schrijf(locatie=LOC + "".join(f"L{i};Weg;{i};1234AB;Ede\n" for i in range(1, 9)))], "dcmr",
          soort="geheel", stand=date(2025, 1, 1))  # fmt: skip
    b = lever(opslag, [schrijf(locatie=LOC + "L1;Weg;1;1234AB;Ede\n")], "dcmr", soort="geheel", stand=date(2025, 2, 1))
    bevestig(opslag, b.levering, door="toets")
    assert bevestig(opslag, b.levering, door="toets").status == "bevestigd"
    with pytest.raises(AlBesloten, match="al besloten: zij is bevestigd"):
        wijs_af(opslag, b.levering, door="toets", reden="te laat")
    assert bewijs(opslag, b.levering).status == "bevestigd"


def test_het_bewijs_van_een_geheel_zegt_wat_het_beeindigde(opslag, schrijf):
    rijen = [f"L{i};Weg;{i};1234AB;Ede\n" for i in range(1, 31)]
    lever(opslag, [schrijf(locatie=LOC + "".join(rijen))], "dcmr", soort="geheel", stand=date(2025, 1, 1))
    b = lever(opslag, [schrijf(locatie=LOC + "".join(rijen[:-2]))], "dcmr", soort="geheel", stand=date(2025, 2, 1))
    assert b.opmerkingen == ["2 locaties die wij van u kennen staan niet in deze levering: beëindigd per 01-02-2025."]


def test_een_besluit_werkt_niet_voor_het_genomen_is(opslag, geef):
    geef(
        locatie=LOC + "L1;Weg;1;1234AB;Ede\n",
        vergunning="id;locatie_id;soort;besluitdatum\nP1;L1;verlening;2018-01-01\n",
    )
    bijwerken(opslag)
    nummer = zoek(opslag, "weg 1").treffers[0].nummer
    assert [dossier(opslag, nummer, date(j, 6, 1)).kern()["besluiten"] for j in (2017, 2018)] == [0, 1]


def test_een_dag_die_niet_bestaat_krijgt_een_zin_die_klopt(geef, opslag):
    b = geef(
        locatie=LOC + "L1;Weg;1;1234AB;Ede\n",
        vergunning="id;locatie_id;soort;besluitdatum\nP1;L1;verlening;30-02-2018\n",
    )
    (f,) = bevindingen(opslag, [b.levering])
    assert f["tekst"] == "'30-02-2018' is geen dag die bestaat, geschreven als 2024-03-31 of 31-03-2024."
