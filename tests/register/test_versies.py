"""The newest version of a record decides where it belongs; the two clocks; numbers that come back."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from tests.zicht import ALLES

from stelsel.aanlevering import lever
from stelsel.register import bijwerken, dossier, zoek
from stelsel.register.dossier import NogZonderPlek

LOC = "id;straat;huisnummer;postcode;woonplaats\nL1;Kade;1;3011AB;Rotterdam\nL2;Dijk;2;3011AC;Rotterdam\n"
VES = "id;locatie_id;handelsnaam;kvk_nummer\n"
OND = "id;naam;kvk_nummer\n"
ACTIE = "id;locatie_id;vestiging_id;soort;datum;stand\n"


def nummers(opslag, tekst):
    return [t.nummer for t in zoek(opslag, tekst).treffers]


def test_een_verbeterde_plek_haalt_het_record_weg_van_de_oude(geef, opslag):
    bezoek = "id;locatie_id;datum;soort\n"
    geef(
        locatie=LOC,
        vestiging=VES + "V1;L1;Verf;12345678\nV2;L2;Lak;87654321\n",
        toezichtbezoek=bezoek + "B;L1;2024-01-01;routinematig\n",
    )
    geef(toezichtbezoek=bezoek + "B;L2;2024-01-01;routinematig\n")
    bijwerken(opslag)
    assert dossier(opslag, nummers(opslag, "verf")[0]).van("toezichtbezoek") == []
    (bezocht,) = dossier(opslag, nummers(opslag, "lak")[0]).van("toezichtbezoek")
    assert [e.velden["locatie_id"] for e in bezocht.eerder] == ["L1"]


def test_een_verbeterd_kvk_nummer_houdt_het_bedrijf_heel(geef, opslag):
    ves = "id;locatie_id;handelsnaam;onderneming_id\nV1;L1;Verf;O1\n"
    geef(onderneming=OND + "O1;Verf BV;12345678\n", locatie=LOC, vestiging=ves)
    bijwerken(opslag)
    (oud,) = nummers(opslag, "verf")
    geef(onderneming=OND + "O1;Verf BV;87654321\n")
    bijwerken(opslag)
    assert nummers(opslag, "verf") == [oud]
    assert [f.velden["kvk_nummer"] for f in dossier(opslag, oud).van("onderneming")] == ["87654321"]


def test_wat_het_register_op_een_eerdere_dag_wist(opslag, schrijf):
    def geef(dag: int, naam: str) -> None:
        map_ = schrijf(locatie=LOC, vestiging=VES + f"V1;L1;{naam};12345678\n")
        lever(opslag, [map_], "dcmr", moment=datetime(2024, 1, dag, tzinfo=UTC))

    geef(10, "Oude naam")
    geef(20, "Nieuwe naam")
    bijwerken(opslag)
    (nummer,) = nummers(opslag, "nieuwe naam")

    def namen(dag: int) -> list[str]:
        return [f.velden["handelsnaam"] for f in dossier(opslag, nummer, bekend_op=date(2024, 1, dag)).van("vestiging")]

    assert (namen(9), namen(10), namen(19), namen(20)) == ([], ["Oude naam"], ["Oude naam"], ["Nieuwe naam"])


def test_een_nummer_dat_opging_komt_terug_als_de_twee_weer_uiteengaan(geef, opslag):
    geef("dcmr", locatie=LOC, vestiging=VES + "V1;L1;Verf;12345678\n")
    geef("odh", locatie=LOC, vestiging=VES + "V2;L2;Lak;\n")
    bijwerken(opslag)
    verf, lak = nummers(opslag, "verf")[0], nummers(opslag, "lak")[0]
    geef("odh", vestiging=VES + "V2;L2;Lak;12345678\n")
    bijwerken(opslag)
    assert dossier(opslag, lak).nummer == verf
    geef("odh", vestiging=VES + "V2;L2;Lak;87654321\n")
    bijwerken(opslag)
    assert dossier(opslag, lak).nummer == lak
    assert dossier(opslag, verf).nummer == verf


def test_andere_koppelregels_geven_een_nieuwe_stand_en_nooit_een_nummer_twee_keer(geef, opslag, monkeypatch):
    geef(locatie=LOC, vestiging=VES + "V1;L1;Verf BV;\nV2;L1;Verf NV;\n")
    eerste, _ = bijwerken(opslag)
    assert eerste.tellingen["onderneming"] == 1
    macros = dict(_macros()) | {"norm_naam(s)": "woorden(s)"}
    monkeypatch.setattr("stelsel.register.normaliseren._MACROS", macros)
    monkeypatch.setattr("stelsel.register.bakken.maken.__version__", "0.1.1")
    tweede, nieuw = bijwerken(opslag)
    assert nieuw
    assert tweede.tellingen["onderneming"] == 2
    uitgegeven = {t.nummer for t in zoek(opslag, "verf").treffers}
    geef("odh", locatie=LOC.replace("Kade", "Laan"), vestiging=VES + "X;L1;Brood;11112222\n")
    bijwerken(opslag)
    assert nummers(opslag, "brood")[0] not in uitgegeven


def _macros():
    from stelsel.register.normaliseren import _MACROS

    return _MACROS


def test_een_voorschrift_geldt_zolang_zijn_besluit_geldt(geef, opslag):
    geef(locatie=LOC, vestiging=VES + "V1;L1;Verf;12345678\n",
         vergunning="id;locatie_id;soort;besluitdatum;begindatum;einddatum\nP1;L1;verlening;2010-01-01;2010-01-01;2020-01-01\n"
         "P2;L1;intrekking;2020-01-01;2020-01-01;\n",
         voorschrift="id;vergunning_id;nummer;tekst\nS1;P1;1;Stof\n")  # fmt: skip
    bijwerken(opslag)
    (nummer,) = nummers(opslag, "verf")

    def kern(dag: date) -> tuple[int, int]:
        k = dossier(opslag, nummer, dag).kern()
        return k["besluiten"], k["voorschriften"]

    assert (kern(date(2015, 1, 1)), kern(date(2021, 1, 1))) == ((1, 1), (0, 0))


def test_lopende_handhaving_telt_de_nieuwste_stand_en_zwijgt_over_een_eerdere_dag(geef, opslag):
    geef(
        locatie=LOC,
        vestiging=VES + "V1;L1;Verf;12345678\n",
        handhavingsactie=ACTIE + "H;L1;V1;waarschuwen;2024-01-01;loopt\n",
    )
    geef(handhavingsactie=ACTIE + "H;L1;V1;waarschuwen;2024-01-01;nagekomen\n")
    bijwerken(opslag)
    (treffer,) = zoek(opslag, "verf").treffers
    assert dossier(opslag, treffer.nummer, zicht=ALLES).kern()["lopende_handhaving"] == 0
    assert dossier(opslag, treffer.nummer, date(2024, 2, 1), zicht=ALLES).kern()["lopende_handhaving"] is None
    assert dossier(opslag, treffer.nummer).kern()["lopende_handhaving"] is None


def test_een_rij_waarvan_de_locatie_nog_wacht_wordt_geteld(geef, opslag):
    geef(locatie="id;straat;huisnummer;woonplaats\nL1;Kade;0;Rotterdam\n",
         activiteit="id;locatie_id;omschrijving\nA1;L1;Verf maken\n")  # fmt: skip
    stand, _ = bijwerken(opslag)
    assert stand.tellingen["zonder_plek"] == 1
    from stelsel.register.nummers import munt

    with pytest.raises(NogZonderPlek, match="nog geen bedrijf"):
        dossier(opslag, munt([1])[0])
