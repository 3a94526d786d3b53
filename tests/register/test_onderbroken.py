"""Killed or read halfway an update: the register answers as before, and the next update ends as the first would have."""

from __future__ import annotations

import sys

import pytest

from stelsel.aanlevering import lever
from stelsel.oefening import maak
from stelsel.opslag import Opslag, parquet, rijen, werkmotor
from stelsel.register import Verwijzing, bijwerken, koppeling, stand
from stelsel.register.koppelen.model import FREQUENTIE

LOC = "id;straat;huisnummer;postcode;woonplaats;gemeente\nL1;Kade;1;3011AB;Rotterdam;GM0599\n"
VES = "id;locatie_id;handelsnaam;kvk_nummer\nV1;L1;Verf;12345678\n"
WERK = sys.modules["stelsel.register.bijwerken"]


class Gedood(BaseException):
    """The process ended here."""


def dood(*args, **kwargs):
    raise Gedood


def test_zolang_de_nieuwe_staat_er_niet_is_antwoordt_de_vorige(geef, opslag, monkeypatch):
    geef(locatie=LOC, vestiging=VES)
    bijwerken(opslag)
    voor = koppeling(opslag, Verwijzing.lees("vestiging:dcmr:V1"))
    geef("odh", locatie=LOC, vestiging=VES.replace("12345678", ""))
    monkeypatch.setattr(WERK, "bewaar_staat", dood)
    with pytest.raises(Gedood):
        bijwerken(opslag)
    assert stand(opslag).snapshot == 2
    assert koppeling(opslag, Verwijzing.lees("vestiging:dcmr:V1")) == voor


def test_een_model_van_een_gedode_poging_telt_niet_mee(tmp_path, monkeypatch):
    monkeypatch.setattr("stelsel.register.koppelen.stappen.LEERZAAM", 5)
    maak(tmp_path / "in", locaties=600, zaad=3, fouten=0.02)
    opslag = Opslag(tmp_path / "data")
    lever(opslag, [tmp_path / "in" / "dcmr"], "dcmr")
    with monkeypatch.context() as m:
        m.setattr(WERK, "leg_vast", dood)
        with pytest.raises(Gedood):
            bijwerken(opslag)
    lever(opslag, [tmp_path / "in" / "odh"], "odh")
    nu, _ = bijwerken(opslag)
    with werkmotor(opslag, "toets") as con:
        bron = parquet(opslag.bestanden("koppelfrequentie"), FREQUENTIE)
        dubbel = rijen(
            con, f"SELECT waarde FROM {bron} WHERE model = {nu.model} GROUP BY soort, kolom, waarde HAVING count(*) > 1"
        )
    assert not dubbel
