"""Roles that do not go together, each rule with its source: what was done before bars what is wanted now."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stelsel.toegang.gronden import TE_VERIFIEREN
from stelsel.toegang.mandaat import (
    GeenMandaat,
    Geval,
    Handeling,
    Keten,
    Mandaat,
    Soort,
    bevoegdheden,
    botsing,
    houder,
    mag,
    paren,
)
from stelsel.toegang.mandaat.bestand import MandatenOnleesbaar
from stelsel.toegang.mandaat.botsing import (
    ACTIVITEIT,
    ZAAK,
    Botsing,
    HandelingOnbekend,
    botsregels,
    handelingen,
    lees_handelingen,
)
from stelsel.toegang.mandaat.ontbreekt import GeenSchakel

TOEN, NU = date(2026, 3, 1), date(2026, 11, 1)


def deed(
    soort: str, wie: str = "vergunningverlener-dcmr", zaak: str = "Z1", activiteit: str = "A1", dag: date = TOEN
) -> Handeling:
    return Handeling(wie, soort, zaak, activiteit, dag)


def wil(soort: str, **anders) -> Handeling:
    return deed(soort, **{"dag": NU} | anders)


@pytest.mark.parametrize(
    "eerder",
    [
        "vergunning_beoordelen",
        "vergunning_beslissen",
        "gelijkwaardige_maatregel_beslissen",
        "maatwerkvoorschrift_stellen",
    ],
)
@pytest.mark.parametrize("nu", ["toezicht_houden", "sanctie_opleggen", "sanctie_uitvoeren", "boete_opleggen"])
def test_wie_de_vergunning_verleende_houdt_geen_toezicht_op_dezelfde_activiteit(eerder, nu):
    b = botsing([deed(eerder)], wil(nu, zaak="Z2"))
    assert (b.regel.code, b.regel.artikel) == ("vergunning-toezicht", "Omgevingsbesluit 13.9 lid 2 onder b")
    assert botsing([deed(eerder)], wil(nu, zaak="Z2", activiteit="A2")) is None
    assert botsing([deed(eerder)], wil(nu, zaak="Z2", wie="inspecteur-dcmr")) is None


@pytest.mark.parametrize("eerder", ["rapport_opmaken", "proces_verbaal_opmaken"])
def test_wie_het_rapport_opmaakte_legt_de_zware_boete_niet_op(eerder):
    b = botsing([deed(eerder)], wil("boete_opleggen"))
    assert (b.regel.code, b.regel.artikel) == ("rapport-boete", "Awb 10:3 lid 4")
    assert botsing([deed(eerder)], wil("boete_opleggen", zaak="Z2")) is None
    # A fine to which Awb 5:53 does not apply is not barred.
    assert botsing([deed(eerder)], wil("lichte_boete_opleggen")) is None


@pytest.mark.parametrize(
    "eerder", ["vergunning_beslissen", "sanctie_opleggen", "boete_opleggen", "invordering_beslissen"]
)
@pytest.mark.parametrize("nu", ["bezwaar_beslissen", "rechtstreeks_beroep_beslissen"])
def test_wie_het_besluit_nam_beslist_niet_op_het_bezwaar(eerder, nu):
    b = botsing([deed(eerder)], wil(nu))
    assert (b.regel.code, b.regel.artikel) == ("besluit-bezwaar", "Awb 10:3 lid 3")
    assert botsing([deed(eerder)], wil(nu, zaak="Z2")) is None
    assert botsing([deed("vergunning_beoordelen")], wil(nu)) is None


def test_een_botsing_zegt_wat_eerder_is_gedaan_waarom_het_botst_en_wat_u_kunt_doen():
    b = botsing([deed("rapport_opmaken", "inspecteur-dcmr")], wil("boete_opleggen", wie="inspecteur-dcmr"))
    assert b.zin.startswith(
        "inspecteur-dcmr deed op 01-03-2026 'rapport_opmaken' (zaak Z1) en mag daarom niet 'boete_opleggen' doen."
    )
    assert b.zin.endswith("Bron: Awb 10:3 lid 4.")
    assert b.doe == "Laat de boete opleggen door iemand die het rapport of proces-verbaal niet opmaakte."


def test_wat_later_gebeurt_staat_niets_in_de_weg_en_de_laatste_botsing_wordt_genoemd():
    assert botsing([], wil("toezicht_houden")) is None
    assert botsing([deed("vergunning_beslissen", dag=date(2026, 12, 1))], wil("toezicht_houden")) is None
    laatste = deed("maatwerkvoorschrift_stellen", dag=date(2026, 5, 1))
    assert botsing([deed("vergunning_beslissen"), laatste], wil("toezicht_houden")).eerder == laatste


def test_een_regel_waarvan_de_tekst_opnieuw_gelezen_moet_worden_draagt_zijn_merk():
    for r in botsregels():
        h, w = deed(min(r.eerder)), wil(min(r.nu))
        assert "(te verifiëren)" not in botsing([h], w).zin
        assert f"{r.artikel} (te verifiëren)" in botsing([h], w, [replace(r, stand=TE_VERIFIEREN)]).zin
        assert f"{r.artikel} (te verifiëren)" in botsing([h], replace(w, dag=r.opnieuw_na)).zin


def test_elke_regel_heeft_een_bron_en_een_remedie():
    assert {r.code for r in botsregels()} == {"vergunning-toezicht", "rapport-boete", "besluit-bezwaar"}
    for r in botsregels():
        assert all([r.zin, r.doe, r.artikel, r.bron, r.eerder, r.nu])
        assert r.over in (ACTIVITEIT, ZAAK)
        assert r.opnieuw_na > r.tekst_van
        assert not r.eerder & r.nu


@pytest.mark.parametrize("anders", [{"soort": "dansen"}, {"wie": ""}, {"zaak": ""}, {"activiteit": ""}])
def test_een_handeling_die_nooit_kan_botsen_is_een_fout_van_ons(anders):
    with pytest.raises(HandelingOnbekend):
        deed(**{"soort": "toezicht_houden"} | anders)


daden = st.builds(
    Handeling, st.sampled_from(["x", "y"]), st.sampled_from(sorted(handelingen())), st.sampled_from(["Z1", "Z2"]),
    st.sampled_from(["A1", "A2"]), st.sampled_from([TOEN, NU]),
)  # fmt: skip


@given(st.lists(daden, max_size=6), daden)
def test_een_botsing_gaat_altijd_over_dezelfde_persoon_en_dezelfde_zaak_of_activiteit(verleden, gewenst):
    b = botsing(verleden, gewenst)
    verwacht = any(
        h.wie == gewenst.wie and h.dag <= gewenst.dag and h.soort in r.eerder and gewenst.soort in r.nu
        and (h.zaak == gewenst.zaak if r.over == ZAAK else h.activiteit == gewenst.activiteit)
        for r in botsregels() for h in verleden
    )  # fmt: skip
    assert (b is not None) == verwacht
    assert b is None or b.eerder in verleden


GEMEENTE, FUNCTIE = houder("GM0358"), houder("odnzkg/medewerker")


def _mag(bevoegdheid: str, *eerder: Handeling, actor=FUNCTIE, **anders):
    """May a function that was given everything do this, when the person in it did these things before?"""
    taak = min(bevoegdheden()[bevoegdheid].taken)
    m = Mandaat("m", bevoegdheden()[bevoegdheid].soort, GEMEENTE, FUNCTIE, frozenset({bevoegdheid}), frozenset({taak}),
                frozenset(), False, date(2026, 1, 1), None, "Gemeenteblad", False)  # fmt: skip
    geval = Geval(**{"wie": "vergunningverlener-dcmr", "zaak": "Z1", "activiteit": "A1", "eerder": eerder} | anders)
    return mag(actor, bevoegdheid, taak, GEMEENTE, NU, [m], geval)


@pytest.mark.parametrize(
    ("eerder", "bevoegdheid", "regel"),
    [
        ("vergunning_beslissen", "toezicht_houden", "vergunning-toezicht"),
        ("vergunning_beoordelen", "last_onder_dwangsom", "vergunning-toezicht"),
        ("gelijkwaardige_maatregel_beslissen", "last_onder_bestuursdwang", "vergunning-toezicht"),
        ("rapport_opmaken", "bestuurlijke_boete", "rapport-boete"),
        ("vergunning_beslissen", "bezwaar_beslissen", "besluit-bezwaar"),
        ("invordering_beslissen", "bezwaar_beslissen", "besluit-bezwaar"),
    ],
)
def test_wie_de_keten_heeft_mag_toch_niet_als_zijn_rollen_botsen(eerder, bevoegdheid, regel):
    a = _mag(bevoegdheid, deed(eerder))
    assert isinstance(a, GeenMandaat)
    (b,) = a.oorzaken
    assert isinstance(b, Botsing)
    assert b.regel.code == regel
    assert b.zin in a.zin
    # Somebody else in the same function may; so may who did it elsewhere.
    assert isinstance(_mag(bevoegdheid, deed(eerder), wie="een-ander"), Keten)
    assert isinstance(_mag(bevoegdheid, deed(eerder, zaak="Z9", activiteit="A9")), Keten)


@pytest.mark.parametrize("wie", ["Vergunningverlener-DCMR", " vergunningverlener-dcmr "])
@pytest.mark.parametrize("zaak", ["z1", "Z1 "])
def test_hoe_een_systeem_een_naam_of_zaak_schrijft_maakt_niets_uit(wie, zaak):
    assert isinstance(_mag("bezwaar_beslissen", deed("vergunning_beslissen", zaak=zaak), wie=wie), GeenMandaat)


@pytest.mark.parametrize("wat", ["bestaat-niet", "odnzkg/directeur"])
def test_wat_geen_orgaan_is_mag_niet_namens_zichzelf(wat):
    h = houder(wat)
    assert isinstance(mag(h, "vergunning_beslissen", "vergunningen", h, NU, []), GeenMandaat)


def test_een_botsing_en_een_ontbrekende_schakel_worden_samen_verteld():
    a = _mag("toezicht_houden", deed("vergunning_beslissen"), actor=houder("odnzkg/ander"))
    assert [type(o) for o in a.oorzaken] == [GeenSchakel, Botsing]


def test_het_orgaan_zelf_is_geen_persoon_en_mag_beslissen_op_het_bezwaar():
    a = _mag("bezwaar_beslissen", deed("vergunning_beslissen", wie="GM0358"), actor=GEMEENTE, wie="GM0358")
    assert isinstance(a, Keten)


def test_elke_bevoegdheid_is_een_handeling_van_een_regel_of_er_spreekt_geen_regel_over():
    zonder = {"besluit_voorbereiden", "melding_beoordelen", "privaatrechtelijke_handeling"}
    assert {b.code for b in bevoegdheden().values() if not b.handeling} == zonder
    assert {b.handeling for b in bevoegdheden().values()} - {""} <= handelingen()
    # Acts that a rule bars and for which the catalogue has no power: who uses it elsewhere asks `botsing`.
    assert frozenset().union(*(r.nu for r in botsregels())) - {b.handeling for b in bevoegdheden().values()} == {
        "sanctie_uitvoeren", "lichte_boete_opleggen", "rechtstreeks_beroep_beslissen",
    }  # fmt: skip
    assert all(isinstance(_mag(b), Keten) for b, _ in paren())
    assert {b.soort for b in bevoegdheden().values()} == set(Soort)


def test_handelingen_uit_een_bestand_met_alle_fouten_in_een_keer(tmp_path):
    goed = tmp_path / "h.csv"
    goed.write_text("wie;soort;zaak;activiteit;dag\na;rapport_opmaken;Z1;A1;2026-03-01\n", encoding="utf-8")
    assert lees_handelingen(goed) == (deed("rapport_opmaken", "a"),)
    fout = tmp_path / "f.csv"
    fout.write_text(
        "wie;soort;zaak;activiteit;dag\n;dansen;Z1;A1;1-3-2026\na;rapport_opmaken;;A1;2026-03-01\n", encoding="utf-8"
    )
    with pytest.raises(MandatenOnleesbaar) as e:
        lees_handelingen(fout)
    assert [f.split(";")[0][:25] for f in e.value.fouten] == [
        "regel 2: 'wie' is leeg.", "regel 2: 'soort': 'dansen", "regel 2: 'dag': geef een ", "regel 3: 'zaak' is leeg.",
    ]  # fmt: skip
