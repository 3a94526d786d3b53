"""The national model mandate as data, marked as an example wherever it is shown; every participant beside it; and the file to load."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from stelsel.toegang import partijen
from stelsel.toegang.demo import maak_mandaten
from stelsel.toegang.mandaat import MERK, Oordeel, Soort, bevoegdheden, merk, modelmandaat, paren, taken, vergelijk
from stelsel.toegang.mandaat import catalogus as catalogus_
from stelsel.toegang.mandaat.laden import KOLOMMEN, MandatenOnleesbaar, laad, laad_tekst, mandaten
from stelsel.toegang.models import MandaatRij

DAG = date(2026, 11, 1)
GOED = {
    "code": "aalsmeer-1", "soort": "mandaat", "gever": "GM0358", "ontvanger": "odnzkg/directeur",
    "bevoegdheden": "vergunning_beslissen bezwaar_beslissen", "taken": "vergunningen", "uitsluitingen": "bezwaar_beslissen/vergunningen",
    "ondermandaat": "ja", "van": "2026-01-01", "tot": "", "bron": "Gemeenteblad 2026 nr. 1", "voorbeeld": "nee",
}  # fmt: skip


def csv(*rijen: dict[str, str], scheiding: str = ";") -> bytes:
    return "\n".join(scheiding.join(r) for r in [KOLOMMEN, *([r[k] for k in KOLOMMEN] for r in rijen)]).encode()


def test_het_model_is_een_voorbeeld_en_zegt_dat_tot_de_officiele_tekst_er_is(monkeypatch):
    assert merk() == MERK == "voorbeeld: de officiële tekst is niet geladen"
    assert all(r.voorbeeld for r in modelmandaat())
    officieel = tuple(replace(r, voorbeeld=False) for r in modelmandaat())
    monkeypatch.setattr(catalogus_, "modelmandaat", lambda: officieel)
    assert merk() == ""


def test_het_model_noemt_alleen_het_werk_van_omgevingsbesluit_13_12_lid_1():
    assert {r.artikel for r in modelmandaat()} == {f"Omgevingsbesluit 13.12 lid 1 onder {x}" for x in "abcdef"}
    # What an agency prepares is not decided by it: the model holds no power to decide.
    assert {bevoegdheden()[r.bevoegdheid].soort for r in modelmandaat()} == {Soort.MACHTIGING}


def test_elke_bevoegdheid_taak_en_regel_heeft_een_bron_en_noemt_alleen_wat_bestaat():
    assert all(x.bron and x.naam for x in (*bevoegdheden().values(), *taken().values()))
    assert all(b.taken and b.taken <= taken().keys() for b in bevoegdheden().values())
    soorten = {o.soort for o in partijen().values()}
    for r in modelmandaat():
        assert (r.bevoegdheid, r.taak) in paren()
        assert r.organen <= soorten
        assert r.bron


@pytest.mark.django_db
def test_elke_deelnemer_staat_naast_het_model():
    maak_mandaten()
    maak_mandaten()
    aalsmeer, alkmaar, ede = vergelijk(mandaten(), DAG)
    assert [d.naam for d in (aalsmeer, alkmaar, ede)] == ["Gemeente Aalsmeer", "Gemeente Alkmaar", "Gemeente Ede"]
    assert all(d.voorbeeld for d in (aalsmeer, alkmaar, ede))
    assert {p.oordeel for p in aalsmeer.paren} == {Oordeel.GELIJK}
    assert len(aalsmeer.paren) == len(modelmandaat())
    # An exclusion and an end are both missing; a power to decide is more than the model.
    assert mist(ede) == {("besluit_voorbereiden", "sancties"), ("toezicht_houden", "ketentoezicht")}
    assert mist(alkmaar) == {("toezicht_houden", "ketentoezicht")}
    assert {p.bevoegdheid for p in alkmaar.paren if p.oordeel is Oordeel.MEER} == {
        "vergunning_beslissen", "maatwerkvoorschrift_stellen", "last_onder_dwangsom", "invorderen"
    }  # fmt: skip
    assert mist(vergelijk(mandaten(), date(2025, 6, 1))[1]) == {
        (r.bevoegdheid, r.taak) for r in modelmandaat() if r.taak != "ketentoezicht"
    }
    assert alkmaar.als_json()["model"] == MERK


def mist(d) -> set[tuple[str, str]]:
    return {(p.bevoegdheid, p.taak) for p in d.paren if p.oordeel is Oordeel.MIST}


@pytest.mark.django_db
def test_alleen_wat_een_omgevingsdienst_mag_telt_mee_en_een_waterschap_staat_niet_in_het_model():
    eigen = GOED | {"code": "eigen", "ontvanger": "GM0358/teamleider", "uitsluitingen": ""}
    schap = GOED | {"code": "schap", "gever": "ws-de-dommel"}
    laad_tekst(csv(eigen, schap), "m.csv")
    gemeente, waterschap = vergelijk(mandaten(), DAG)
    assert {p.oordeel for p in gemeente.paren} == {Oordeel.MIST}
    assert [(p.oordeel, p.bevoegdheid, p.artikel) for p in waterschap.paren] == [
        (Oordeel.MEER, "vergunning_beslissen", "")
    ]
    assert not gemeente.voorbeeld


@pytest.mark.django_db
def test_hetzelfde_bestand_verandert_niets_ook_niet_als_json_of_in_een_andere_volgorde():
    eerst = laad_tekst(csv(GOED), "m.csv")
    assert (eerst.nieuw, eerst.gelijk) == (1, 0)
    omgekeerd = GOED | {"bevoegdheden": "bezwaar_beslissen  vergunning_beslissen"}
    als_json = json.dumps([m.als_json() for m in mandaten()]).encode()
    for inhoud, naam in (
        (csv(GOED), "m.csv"),
        (csv(omgekeerd, scheiding=","), "m.csv"),
        (b"\xef\xbb\xbf" + csv(GOED), "m.csv"),
        (als_json, "m.json"),
    ):
        g = laad_tekst(inhoud, naam)
        assert (g.nieuw, g.gelijk, g.beeindigd) == (0, 1, 0)


@pytest.mark.django_db
def test_een_mandaat_eindigt_door_een_einde_erbij_te_laden_en_verandert_verder_nooit():
    laad_tekst(csv(GOED), "m.csv")
    einde = GOED | {"tot": "2026-12-31"}
    assert laad_tekst(csv(einde), "m.csv").beeindigd == 1
    assert mandaten()[0].tot == date(2026, 12, 31)
    for anders in (
        GOED,
        einde | {"tot": "2027-12-31"},
        einde | {"bron": "elders"},
        einde | {"taken": "meldingen", "uitsluitingen": ""},
    ):
        with pytest.raises(MandatenOnleesbaar, match="Geef de nieuwe schakel een eigen code"):
            laad_tekst(csv(anders), "m.csv")
    assert mandaten()[0].tot == date(2026, 12, 31)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"code": ""}, "'code' is leeg"),
        ({"code": "Aalsmeer 1"}, "kleine letters"),
        ({"soort": "delegatie"}, "kies mandaat, volmacht of machtiging"),
        ({"gever": "GM9999"}, "'gever'"),
        ({"gever": "odnzkg"}, "'gever'"),
        ({"gever": "GM0358/"}, "'gever'"),
        ({"ontvanger": "odnzkg"}, "'ontvanger'"),
        ({"ontvanger": "odnzkg/De Directeur"}, "'ontvanger'"),
        ({"bevoegdheden": "toveren"}, "'toveren' is niet bekend"),
        ({"taken": "vergunningen dansen"}, "'dansen' is niet bekend"),
        ({"uitsluitingen": "invorderen/sancties"}, "is geen bevoegdheid/taak van dit mandaat"),
        ({"ondermandaat": "misschien"}, "kies ja of nee"),
        ({"voorbeeld": ""}, "'voorbeeld' is leeg"),
        ({"van": "1-1-2026"}, "'van': geef een dag"),
        ({"van": "20260101"}, "'van': geef een dag"),
        ({"tot": "2026-02-30"}, "'tot': geef een dag"),
        ({"tot": "2026-01-01"}, "ligt niet na 'van'"),
        ({"bron": ""}, "'bron' is leeg"),
        ({"bron": "\x00x"}, "een teken dat hier niet kan"),
    ],
)
def test_een_fout_in_een_rij_zegt_waar_en_wat(anders, zin):
    with pytest.raises(MandatenOnleesbaar) as fout:
        laad_tekst(csv(GOED | {"code": "ander"}, GOED | anders), "m.csv")
    assert "regel 3: " in fout.value.tekst
    assert zin in fout.value.tekst
    assert not MandaatRij.objects.exists()


@pytest.mark.django_db
def test_alle_fouten_komen_in_een_keer_en_er_is_niets_half_geladen():
    kapot = [GOED | {"code": f"c{i}", "soort": "x", "van": "x"} for i in range(15)]
    with pytest.raises(MandatenOnleesbaar) as fout:
        laad_tekst(csv(GOED, GOED, *kapot), "m.csv")
    assert len(fout.value.fouten) == 32
    assert "staat meer dan een keer in het bestand" in fout.value.fouten[0]
    assert "… en nog 12." in fout.value.tekst
    assert not MandaatRij.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("inhoud", "naam", "zin"),
    [
        (b"", "m.csv", "de kop klopt niet"),
        (csv(), "m.csv", "er staat geen enkele rij in"),
        (b"code;soort\nx;y\n", "m.csv", "ontbreekt: gever"),
        (csv(GOED) + b";te veel", "m.csv", "13 kolommen in plaats van 12"),
        (csv(GOED).replace(b"Gemeenteblad", b"\xff"), "m.csv", "geen UTF-8"),
        (csv(GOED) + b'\n"x', "m.csv", "niet als tabel te lezen"),
        (b"{", "m.json", "dit is geen JSON"),
        (b"{}", "m.json", "geen lijst van objecten"),
        (b"[" * 100_000, "m.json", "niet als tabel te lezen"),
        (b'[{"naam": 1}]', "m.json", "onbekend: naam"),
        (b'[{"bron": {}}]', "m.json", "zelf een object"),
        (b'[{"bron": "\\ud800"}]', "m.json", "een teken dat hier niet kan"),
        (b"[]", "m.json", "er staat geen enkele rij in"),
    ],
)
def test_een_bestand_dat_niet_kan_is_een_zin(inhoud, naam, zin):
    with pytest.raises(MandatenOnleesbaar) as fout:
        laad_tekst(inhoud, naam)
    assert zin in fout.value.tekst


@pytest.mark.django_db
def test_een_te_groot_bestand_wordt_niet_gelezen(tmp_path, monkeypatch):
    monkeypatch.setattr("stelsel.toegang.mandaat.bestand.GROOTSTE", 10)
    pad = tmp_path / "m.csv"
    pad.write_bytes(csv(GOED))
    with pytest.raises(MandatenOnleesbaar, match="groter dan"):
        laad(pad)
