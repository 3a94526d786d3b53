"""The demo: made once, loaded again without change, replaced by another scale, and never over somebody's own work."""

from __future__ import annotations

import pytest

from stelsel.aanlevering import bewijzen, lever
from stelsel.opdrachten import demo
from stelsel.register import stand


@pytest.fixture(autouse=True)
def klein(monkeypatch, tmp_path):
    monkeypatch.setattr(demo, "SCHALEN", {"klein": 3, "standaard": 4})
    monkeypatch.setenv("STELSEL_OPENDATA", str(tmp_path / "geen"))


def laad(opslag, schaal: str) -> int:
    list(demo.draai(opslag, schaal, lambda *_: None))
    return len(bewijzen(opslag))


def test_nog_een_keer_laden_verandert_niets(opslag):
    assert laad(opslag, "klein") == laad(opslag, "klein")
    nu = stand(opslag)
    assert nu is not None
    assert nu.snapshot == 1


def test_een_andere_schaal_komt_in_de_plaats(opslag):
    laad(opslag, "klein")
    eerste = [b.levering for b in bewijzen(opslag)]
    laad(opslag, "standaard")
    assert not set(eerste) & {b.levering for b in bewijzen(opslag)}
    assert demo.oefenmap(opslag, "klein").exists()


def test_eigen_werk_wordt_niet_gewist(opslag, schrijf):
    laad(opslag, "klein")
    lever(opslag, [schrijf(locatie="id;straat;huisnummer;woonplaats\nL1;Weg;1;Ede\n")], "dcmr")
    with pytest.raises(demo.AndereDemo, match="daarna is er meer geleverd"):
        laad(opslag, "standaard")
