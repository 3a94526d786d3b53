"""A session on disk: what was acknowledged is there, whatever a crash left beside it; and what is old goes."""

from __future__ import annotations

import io
import os
import shutil
import time
from datetime import UTC, datetime

import pytest
from tests.inzending.inzendhulp import bied, rijen, stuur, verwerk

from stelsel.aanlevering import bewijs, bewijzen
from stelsel.aanlevering import inzending as inz
from stelsel.aanlevering.inzending.staat import bytes_van, plek
from stelsel.opslag import SchijfVol

INHOUD = rijen(50)


def begin(opslag, inhoud=INHOUD, **anders):
    return inz.begin(opslag, "dcmr", [inz.Bestand(naam="locatie.csv", grootte=len(inhoud))], door="toets", **anders)


def test_wat_een_val_achter_de_bevestigde_bytes_liet_telt_niet(opslag):
    i = stuur(opslag, begin(opslag), INHOUD[:100])
    with bytes_van(opslag, i, 1).open("ab") as f:
        f.write(b"half geschreven toen de stroom uitviel")
    i = stuur(opslag, i, INHOUD[100:], 100)
    assert i.ontvangen == len(INHOUD)
    assert bytes_van(opslag, i, 1).read_bytes() == INHOUD


def test_een_afgebroken_deel_laat_niets_achter(opslag):
    i = begin(opslag)
    with pytest.raises(inz.DeelAfgebroken):
        inz.voeg_toe(opslag, "dcmr", i.id, 1, vanaf=0, lengte=len(INHOUD), stroom=io.BytesIO(INHOUD[:-1]).read)
    assert inz.lees(opslag, "dcmr", i.id).ontvangen == 0
    assert list((opslag.map / "werk").iterdir()) == []


def test_de_naam_van_de_bron_staat_in_het_bewijs_en_nooit_op_de_schijf_van_de_inzending(opslag):
    naam = "Übersicht $(rm -rf) 'x'.locatie.csv"
    i = bied(opslag, INHOUD, naam=naam)
    assert {p.name for p in plek(opslag, "dcmr", i.id).iterdir()} == {"inzending.json", "slot", "bestand-1"}
    verwerk(opslag)
    i = inz.lees(opslag, "dcmr", i.id)
    assert i.status is inz.Status.KLAAR, i.fout
    assert [d.naam for d in bewijs(opslag, i.levering).bestanden] == [naam]
    assert list((opslag.map / "werk").iterdir()) == []


def test_na_het_verwerken_staan_de_bytes_alleen_nog_onder_hun_hash(opslag):
    i = bied(opslag, INHOUD)
    verwerk(opslag)
    assert not bytes_van(opslag, i, 1).exists()
    assert opslag.bewaard(i.bestanden[0].sha256).read_bytes() == INHOUD


def test_een_inzending_van_een_bron_is_voor_een_andere_onbekend(opslag):
    i = begin(opslag)
    for bron, id_ in (("odh", i.id), ("dcmr", "0" * 32), ("dcmr", "../dcmr/" + i.id), ("..", i.id)):
        with pytest.raises(inz.InzendingOnbekend):
            inz.lees(opslag, bron, id_)


def test_leveringen_van_een_bron_worden_verwerkt_in_de_volgorde_van_aanbieden(opslag):
    tweede = begin(opslag, rijen(5, 100))
    eerste = bied(opslag, rijen(5))
    stuur(opslag, tweede, rijen(5, 100))
    inz.bied_aan(opslag, "dcmr", tweede.id)
    verwerk(opslag)
    volgorde = [inz.lees(opslag, "dcmr", i.id).levering for i in (eerste, tweede)]
    assert [b.levering for b in bewijzen(opslag, "dcmr")] == volgorde


def test_een_week_onaangeraakt_en_zij_is_weg_tenzij_zij_op_ons_wacht(opslag):
    oud, vers, wacht = begin(opslag), begin(opslag), bied(opslag, INHOUD)
    toen = time.time() - 8 * 24 * 3600
    for i in (oud, wacht):
        os.utime(plek(opslag, "dcmr", i.id) / "inzending.json", (toen, toen))
    assert inz.ruim_op(opslag) == 1
    assert not plek(opslag, "dcmr", oud.id).exists()
    for i in (vers, wacht):
        assert inz.lees(opslag, "dcmr", i.id) == i


def test_wat_niet_op_de_schijf_past_wordt_niet_begonnen(opslag, monkeypatch):
    opslag.map.mkdir()
    groter = shutil.disk_usage(opslag.map).free + 10**12
    monkeypatch.setenv("STELSEL_INZENDING_HOOGSTENS", str(groter))
    with pytest.raises(SchijfVol):
        inz.begin(opslag, "dcmr", [inz.Bestand(naam="a.csv", grootte=groter)], door="toets")


def test_een_stand_in_de_toekomst_kan_niet(opslag):
    morgen = datetime.now(UTC).date().replace(year=2999)
    with pytest.raises(inz.InzendingOngeldig):
        begin(opslag, stand=morgen)
