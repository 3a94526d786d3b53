"""While there are no grounds: of a real company open fields only, and of a sanction not even that it exists."""

from __future__ import annotations

import urllib.request

import pytest
from tests.demo import server

from stelsel.register import bijwerken, dossier, zoek
from stelsel.toegang import Verborgen, alleen_openbaar

GEHEIM = "Vaten lekten in de sloot"


@pytest.fixture
def bekend(geef, opslag):
    """A real company with a visit, a finding and an order."""
    geef(
        locatie="id;straat;huisnummer;woonplaats\nL1;Kade;1;Ede\n",
        vestiging="id;locatie_id;handelsnaam;kvk_nummer\nV1;L1;Verf en Lak;12345678\n",
        toezichtbezoek="id;locatie_id;vestiging_id;datum;soort;samenvatting\n"
        f"T1;L1;V1;2024-03-01;routinematig;{GEHEIM}\n",
        bevinding=f"id;toezichtbezoek_id;datum;omschrijving;overtreding\nB1;T1;2024-03-01;{GEHEIM};ja\n",
        handhavingsactie="id;locatie_id;vestiging_id;soort;datum;stand\nH1;L1;V1;last_onder_dwangsom;2024-04-01;loopt\n",
    )
    bijwerken(opslag)
    return opslag


def test_van_een_echt_bedrijf_blijven_alleen_open_velden_over(bekend):
    heel = dossier(bekend, zoek(bekend, "verf").treffers[0].nummer)
    assert heel.kern()["lopende_handhaving"] == 1
    open_, verborgen = alleen_openbaar(heel)
    assert set(open_.feiten) == {"locatie", "vestiging", "toezichtbezoek"}
    assert open_.van("handhavingsactie") == []
    assert open_.van("toezichtbezoek")[0].velden["samenvatting"] is None
    assert verborgen == [Verborgen("bedrijfsgevoelig", 1)]


def test_een_plek_die_alleen_een_handhaving_met_een_bedrijf_verbindt_verraadt_haar_niet(geef, opslag):
    geef(
        locatie="id;straat;huisnummer;woonplaats\nL1;Kade;1;Ede\nL2;Gracht;2;Ede\n",
        vestiging="id;locatie_id;handelsnaam;kvk_nummer\nV1;L1;Verf en Lak;12345678\nV2;L2;Beits;12345687\n",
        handhavingsactie="id;locatie_id;vestiging_id;soort;datum;stand\nH1;L2;V1;waarschuwen;2024-04-01;loopt\n",
    )
    bijwerken(opslag)
    heel = dossier(opslag, zoek(opslag, "verf").treffers[0].nummer)
    assert len(heel.locaties) == 2
    open_, _ = alleen_openbaar(heel)
    assert [p.adres for p in open_.locaties] == ["Kade 1, Ede"]
    assert [f.velden["id"] for f in open_.van("locatie")] == ["L1"]
    gracht = dossier(opslag, next(p.nummer for p in heel.locaties if "Gracht" in str(p.adres)))
    assert len(gracht.ondernemingen) == 2
    assert [o.naam for o in alleen_openbaar(gracht)[0].ondernemingen] == ["Beits"]


def test_geen_pagina_verraadt_een_handhaving_van_een_echt_bedrijf(bekend):
    nummer = zoek(bekend, "verf").treffers[0].nummer
    with server(bekend) as adres:
        for pad in ("/", "/zoek/?q=verf", "/kaart/", f"/dossier/{nummer}/", f"/dossier/{nummer}/?toon=handhavingsactie",
                    f"/dossier/{nummer}/?toon=bevinding", f"/dossier/{nummer}/?toon=toezichtbezoek"):  # fmt: skip
            with urllib.request.urlopen(adres + pad, timeout=10) as r:
                tekst = r.read().decode()
            assert GEHEIM not in tekst, pad
            assert "dwangsom" not in tekst, pad
            assert "bestuurlijke handhaving" not in tekst, pad


def test_de_kerncijfers_beweren_niet_dat_er_geen_handhaving_is(geef, opslag):
    geef(
        locatie="id;straat;huisnummer;woonplaats\nL1;Kade;1;Ede\n",
        vestiging="id;locatie_id;handelsnaam;kvk_nummer\nV1;L1;Verf en Lak;12345678\n",
        handhavingsactie="id;locatie_id;vestiging_id;soort;datum;stand\nH1;L1;V1;waarschuwen;2024-04-01;loopt\n",
    )
    bijwerken(opslag)
    with server(opslag) as adres:
        nummer = zoek(opslag, "verf").treffers[0].nummer
        with urllib.request.urlopen(f"{adres}/dossier/{nummer}/", timeout=10) as r:
            tekst = r.read().decode()
    assert "Besluiten in werking" in tekst
    assert "Open bevindingen" not in tekst
    assert "Handhaving die loopt" not in tekst
