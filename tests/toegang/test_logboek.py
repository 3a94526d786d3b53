"""The log of processing: every look leaves a line before it is answered, and no line can be changed without showing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from tests.api.klant import stelsel

from stelsel.opslag import Opslag
from stelsel.register import bijwerken, zoek
from stelsel.toegang import NIEMAND, Vraag, blik, lezen, logboek
from stelsel.toegang.leverrecht import maak_sleutel
from stelsel.toegang.logboek import BEGIN_KETEN, als_standaard, controleer, hash_van, leg_vast, uitvoer, zet_spoor
from stelsel.toegang.logboek import zoek as zoek_log
from stelsel.toegang.models import Logregel
from stelsel.toegang.rollen import geef_rol

INSPECTEUR = Vraag("inspecteur-dcmr", "dcmr", "inspecteur", "handhavingstaak")


@pytest.fixture
def nummer(geef, opslag):
    geef(
        locatie="id;straat;huisnummer;woonplaats\nL1;Kade;1;Ede\n", vestiging="id;locatie_id;handelsnaam\nV1;L1;Verf\n"
    )
    bijwerken(opslag)
    return zoek(opslag, "verf").treffers[0].nummer


def kijk(n: int = 1, over: str = "VTH-1") -> None:
    for _ in range(n):
        leg_vast(blik(INSPECTEUR), "inzage-dossier", over, datetime.now(UTC))


@pytest.mark.django_db
def test_wie_met_een_recht_kijkt_laat_een_regel_na_ook_als_er_niets_was(opslag, nummer):
    lezen.dossier(opslag, blik(NIEMAND), nummer)
    assert not Logregel.objects.count()
    d = lezen.dossier(opslag, blik(INSPECTEUR), nummer)
    r = Logregel.objects.get()
    assert (r.betrokkene, r.wie, r.organisatie, r.functie, r.doel) == (
        d.nummer,
        "inspecteur-dcmr",
        "dcmr",
        "inspecteur",
        "handhavingstaak",
    )
    assert (r.gronden, r.klassen) == (
        "Omgevingswet 18.25 lid 1",
        "bedrijfsgevoelig; persoonsgegeven; bestuurlijke handhaving",
    )
    assert (len(r.trace_id), len(r.span_id), r.status) == (32, 16, "Ok")
    assert r.begin <= r.einde
    lezen.rijen_in_stand(opslag, blik(INSPECTEUR), nummer, 1)
    lezen.levensloop(opslag, blik(INSPECTEUR), nummer)
    assert [r.activiteit for r in Logregel.objects.all()] == ["inzage-dossier", "inzage-rijen", "inzage-rijen"]


@pytest.mark.django_db
def test_wie_eigen_geweigerde_rijen_ziet_laat_een_regel_na(opslag, geef, monkeypatch):
    monkeypatch.setenv("STELSEL_DATA", str(opslag.map))
    b = geef(locatie="id;straat;huisnummer;woonplaats\nL1;Kade;0;Ede\n")
    assert b.quarantaine == 1
    client = Client(headers={"host": "localhost"})
    client.force_login(
        geef_rol("steward-dcmr", "dcmr", "datasteward", "toets")[0].gebruiker,
        "django.contrib.auth.backends.ModelBackend",
    )
    sleutel = {"authorization": f"Bearer {maak_sleutel('dcmr', 'x', 'toets')[1]}"}
    pagina, api = f"/leveringen/{b.levering}", f"/api/v1/leveringen/{b.levering}"
    for n, (pad, koppen) in enumerate([
        (f"{pagina}/", {}), (f"{pagina}/0/geweigerd.csv", {}), (f"{pagina}/geweigerd.parquet", {}), (f"{pagina}/kwaliteit.json", {}),
        (f"{pagina}/herstel/", {}), (f"{api}/bevindingen", sleutel), (f"{api}/geweigerd/1", sleutel),
    ], 1):  # fmt: skip
        assert client.get(pad, headers=koppen).status_code == 200, pad
        assert Logregel.objects.filter(activiteit="inzage-geweigerd", betrokkene=b.levering).count() == n, pad
    assert {r.gronden for r in Logregel.objects.all()} == {"eigen gegevens"}


@pytest.mark.django_db
def test_zonder_logboek_geen_antwoord(opslag, nummer, monkeypatch):
    monkeypatch.setattr(logboek, "_INSERT", "INSERT INTO bestaat_niet VALUES (%s)")
    with pytest.raises(DatabaseError):
        lezen.dossier(opslag, blik(INSPECTEUR), nummer)


@pytest.mark.django_db
def test_de_databank_weigert_een_regel_te_wijzigen_of_te_wissen():
    kijk(2)
    for doe in (
        lambda: Logregel.objects.filter(nr=1).update(wie="een ander"),
        lambda: Logregel.objects.all().delete(),
        lambda: Logregel.objects.get(nr=2).delete(),
    ):
        with pytest.raises(DatabaseError, match="bevroren"), transaction.atomic():
            doe()
    assert controleer().regels == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("knoei", "fout_bij"),
    [
        ("UPDATE toegang_logregel SET wie = 'een ander' WHERE nr = 3", 3),
        ("UPDATE toegang_logregel SET begin = '2020-01-01 00:00:00' WHERE nr = 1", 1),
        ("DELETE FROM toegang_logregel WHERE nr = 2", 2),
        ("DELETE FROM toegang_logregel WHERE nr = 1", 1),
        ("UPDATE toegang_logregel SET nr = nr + 1 WHERE nr = 5", 5),
    ],
)
def test_wie_buiten_de_databank_om_knoeit_wordt_gezien(knoei, fout_bij):
    kijk(5)
    with connection.cursor() as c:
        for gebeurtenis in ("update", "delete"):
            op = " ON toegang_logregel" if connection.vendor == "postgresql" else ""
            c.execute(f"DROP TRIGGER toegang_logregel_{gebeurtenis}_bevroren{op}")
        c.execute(knoei)
    assert controleer().fout_bij == fout_bij


@pytest.mark.django_db
def test_wat_achteraan_is_weggehaald_blijkt_uit_een_kenmerk_dat_elders_is_bewaard():
    kijk(3)
    heel = controleer()
    assert (heel.regels, heel.fout_bij, controleer(heel.laatste).gezien) == (3, None, True)
    assert controleer("f" * 64).gezien is False
    assert controleer(BEGIN_KETEN).gezien


@pytest.mark.django_db
def test_de_hash_gaat_over_elk_veld_dat_iets_zegt():
    kijk()
    r = Logregel.objects.get()
    was = hash_van(r, BEGIN_KETEN)
    assert r.hash == was
    for veld in (f.name for f in Logregel._meta.get_fields() if f.name != "hash"):
        eerst = getattr(r, veld)
        setattr(
            r,
            veld,
            99 if veld == "nr" else datetime(2020, 1, 1, tzinfo=UTC) if veld in ("begin", "einde") else "anders",
        )
        assert hash_van(r, BEGIN_KETEN) != was, veld
        setattr(r, veld, eerst)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "stuk", ["", "00-onzin-01", "00-" + "0" * 32 + "-00f067aa0ba902b7-01", "00-" + "G" * 32 + "-00f067aa0ba902b7-01"]
)
def test_een_spoor_van_een_ander_wordt_gevolgd_en_een_kapot_spoor_niet(stuk):
    goed = "4bf92f3577b34da6a3ce929d0e0e4736"
    s = zet_spoor(f"00-{goed}-00f067aa0ba902b7-01")
    kijk()
    r = Logregel.objects.get()
    assert (s.trace_id, r.trace_id, r.parent_span_id) == (goed, goed, "00f067aa0ba902b7")
    assert zet_spoor(stuk).trace_id not in (goed, "0" * 32)


@pytest.mark.django_db
def test_een_regel_in_de_vorm_van_de_standaard():
    zet_spoor("")
    kijk(over="VTH-B894-M9CS")
    r = Logregel.objects.get()
    j = als_standaard(r)
    assert {"trace_id", "span_id", "status", "name", "start_time", "end_time", "attributes", "resource"} == j.keys()
    assert j["attributes"]["dpl.core.data_subject_id"] == "VTH-B894-M9CS"
    assert j["attributes"]["dpl.core.data_subject_id_type"] == "registernummer"
    assert j["attributes"]["dpl.core.processing_activity_id"].endswith("/toegang/verwerkingen/#inzage-dossier")
    assert j["start_time"] == round(r.begin.timestamp() * 1000)
    *regels, einde = uitvoer(zoek_log("VTH-B894-M9CS"))
    assert ([json.loads(x) for x in regels], json.loads(einde)) == ([j], {"einde": 1})
    assert {"nl.stelsel.wie", "nl.stelsel.zaak"}.isdisjoint(als_standaard(r, eigen=False)["attributes"])


SCHRIJF = """
from datetime import UTC, datetime
from stelsel.web.klaar import maak_klaar
maak_klaar()
from stelsel.toegang import Vraag, blik
from stelsel.toegang.logboek import leg_vast
b = blik(Vraag("{0}", "dcmr", "inspecteur", "handhavingstaak"))
print("klaar", flush=True)
for n in range({1}):
    leg_vast(b, "inzage-dossier", f"VTH-{{n}}", datetime.now(UTC))
    print(n, flush=True)
"""


def test_velen_tegelijk_en_een_die_wordt_gedood_houden_de_keten_heel(tmp_path):
    """What a process said it had written is there after it was killed, whoever else was writing."""
    opslag = Opslag(tmp_path / "data")
    omgeving = os.environ | {"STELSEL_DATA": str(opslag.map)}
    processen = [
        subprocess.Popen(
            [sys.executable, "-c", SCHRIJF.format(naam, n)], env=omgeving, stdout=subprocess.PIPE, text=True
        )
        for naam, n in (("a", 40), ("b", 40), ("gedood", 100_000))
    ]
    gezegd = []
    for regel in processen[2].stdout:
        gezegd.append(regel.strip())
        if len(gezegd) == 30:
            processen[2].kill()
            break
    gezegd += [r.strip() for r in processen[2].stdout]
    for p in processen[:2]:
        assert p.communicate(timeout=60)[0].split()[-1] == "39"
    processen[2].wait()
    uit = stelsel(opslag, "toegang", "logboek", "uitvoer")
    namen = [json.loads(r)["attributes"]["nl.stelsel.wie"] for r in uit.splitlines()[:-1]]
    assert (namen.count("a"), namen.count("b")) == (40, 40)
    assert namen.count("gedood") >= len([g for g in gezegd if g.isdecimal()])
    assert "geen enkele gewijzigd" in stelsel(opslag, "toegang", "logboek", "controleer")
