"""Proposals for invented agencies: how often right, never surely wrong, and a file that a person can go on with."""

from __future__ import annotations

import tomllib
from functools import cache

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.aanlevering.dialecten import DIALECTEN, GEZIEN, ONGEZIEN, Dialect

from stelsel.aanlevering import Eigen, als_toml, bewaar_vertaling, lever, proef, stel_voor, stel_voor_uit
from stelsel.aanlevering.vertalen import lees_vertaling
from stelsel.aanlevering.vertalen.namen import woorden
from stelsel.aanlevering.vertalen.toml import patroon


def monster(kolommen, cellen) -> pa.Table:
    kolommen_ = zip(*cellen, strict=True) if cellen else [()] * len(kolommen)
    return pa.table([pa.array(k, pa.string()) for k in kolommen_], names=[f"n{i}" for i in range(len(kolommen))])


@cache
def voorstel(d: Dialect):
    return stel_voor(d.kolommen, monster(d.kolommen, d.cellen), d.bestand)


@pytest.mark.parametrize(("welke", "dialecten"), [("gezien", GEZIEN), ("ongezien", ONGEZIEN)])
def test_voorstellen_kloppen_en_zijn_nooit_zeker_en_fout(welke, dialecten, capsys):
    goed, fout, gemist = 0, [], []
    for d in dialecten:
        gevonden = {(x.kolom, t.recordtype, x.veld): x for t in voorstel(d).tabellen for x in t.velden}
        waar = {(k, *w) for k, w in d.waar.items()}
        goed += len(waar & gevonden.keys())
        fout += [(d.bestand, *s, gevonden[s].zekerheid) for s in gevonden.keys() - waar]
        gemist += [(d.bestand, *s) for s in waar - gevonden.keys()]
    precisie, vangst = goed / (goed + len(fout)), goed / (goed + len(gemist))
    with capsys.disabled():
        print(f"\n{welke}: {goed} goed, fout {fout}, gemist {gemist}: precisie {precisie:.3f}, vangst {vangst:.3f}")
    assert precisie >= 0.9
    assert vangst >= 0.9
    assert [f for f in fout if f[-1] > 0.8] == []


@pytest.mark.parametrize("d", DIALECTEN, ids=lambda d: d.bestand)
def test_een_voorstel_is_een_vertaling_die_kan_of_zegt_welk_verplicht_veld_nog_geen_kolom_heeft(d):
    v = voorstel(d)
    tekst = als_toml([v])
    if any(t.ontbreekt for t in v.tabellen):
        assert "VERPLICHT" in tekst
        tomllib.loads(tekst)
    else:
        assert {t.recordtype for t in lees_vertaling(tekst).tabel} == {t.recordtype for t in v.tabellen}
    for kolom in v.ongebruikt:
        assert f'#   "{kolom}"' in tekst


def test_een_voorgestelde_vertaling_levert_een_hele_platte_tabel(opslag, tmp_path):
    d = GEZIEN[0]
    (tmp_path / d.bestand).write_text(f"{d.kop}\n{d.rijen}\n")
    voorstellen = stel_voor_uit(tmp_path / d.bestand, d.bestand)
    versie = bewaar_vertaling(opslag, "dcmr", als_toml(voorstellen), "toets")
    b = lever(opslag, [tmp_path / d.bestand], "dcmr")
    assert [(x.recordtype, x.geaccepteerd, x.quarantaine) for x in b.bestanden] == [
        ("locatie", 3, 0),
        ("vestiging", 3, 0),
    ]
    eerste, _ = proef(Eigen.van(versie), tmp_path / d.bestand, d.bestand)
    assert dict(zip(eerste.velden, eerste.rijen[0], strict=True))["gemeente"] == "GM0599"
    assert "dossiermap" in eerste.ongebruikt


def test_eigen_codes_krijgen_een_voorstel_en_wat_geen_code_heeft_wordt_genoemd():
    soorten = ("Last onder dwangsom", "LOD", "Bestuurl. boete", "bestuurlijke boet")
    cellen = [[f"{i}", "L", w, "2020-01-01"] for i, w in enumerate(soorten)]
    v = stel_voor(["sanctienr", "objectnr", "type sanctie", "datum besluit"], monster("abcd", cellen), "sancties.csv")
    (soort,) = (x for x in v.tabellen[0].velden if x.veld == "soort")
    assert soort.bron["codes"] == dict.fromkeys(("Bestuurl. boete", "bestuurlijke boet"), "bestuurlijke_boete")
    assert soort.bron["betekenis"]
    assert soort.waarom.endswith("zonder code: LOD")


def test_een_lege_kolom_en_een_leeg_monster_geven_ook_een_voorstel():
    v = stel_voor(["id", "straat", "postcode"], monster(["a", "b", "c"], []), "locatie.csv")
    assert v.tabellen[0].recordtype == "locatie"
    assert {x.veld for x in v.tabellen[0].velden} == {"id", "straat", "postcode"}


@settings(deadline=None, max_examples=15)
@given(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=4, unique=True), st.text(max_size=12))
def test_vreemde_namen_en_waarden_maken_het_bestand_niet_stuk(kolommen, waarde):
    v = stel_voor(
        ["kvk", *kolommen], monster(["x", *kolommen], [["12345678", *[waarde] * len(kolommen)]]), "x\n[[tabel]].csv"
    )
    tomllib.loads(als_toml([v]))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("KvKnr", "kvk_nummer"),
        ("DT_BESLUIT", "besluitdatum"),
        ("ADR_HUISNR", "adr huisnummer"),
        ("Straatnaam", "straat"),
    ],
)
def test_afkortingen_en_aan_elkaar_geschreven_namen_zijn_hetzelfde(a, b):
    assert woorden(a) == woorden(b)


def test_de_herkenning_laat_de_dag_in_de_naam_van_het_bestand_los():
    assert [patroon(n) for n in ("zaken_2024-01", "2024 zaken", "zaken", "2024")] == ["zaken*", "*zaken", "zaken", "*"]
