"""Who may what for whom: the chain from body over director to function, or what is missing in it. This is the manual of `mag`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stelsel.toegang import partijen
from stelsel.toegang.mandaat import (
    GeenMandaat,
    Houder,
    Keten,
    Mandaat,
    Soort,
    bevoegdheden,
    houder,
    mag,
    paren,
    wie_mag,
)
from stelsel.toegang.mandaat.catalogus import OnbekendeBevoegdheid, OnbekendeTaak
from stelsel.toegang.mandaat.mag import per_gever
from stelsel.toegang.mandaat.ontbreekt import (
    AndereHandeling,
    GeenOndermandaat,
    GeenSchakel,
    NogNiet,
    Opgeheven,
    Uitgesloten,
    Verlopen,
)

DAG = date(2026, 6, 1)
ORGAAN, DIRECTEUR, TEAM, JURIST = (
    houder(t) for t in ("GM0358", "odnzkg/directeur", "odnzkg/teamleider", "odnzkg/jurist")
)
BESLISSEN, VERGUNNINGEN = "vergunning_beslissen", "vergunningen"


def schakel(gever: Houder = ORGAAN, ontvanger: Houder = DIRECTEUR, **anders) -> Mandaat:
    """A link that lets the receiver decide on permits and pass that on."""
    m = Mandaat(f"{gever}-{ontvanger}", Soort.MANDAAT, gever, ontvanger, frozenset({BESLISSEN}), frozenset({VERGUNNINGEN}), frozenset(),
                True, date(2026, 1, 1), None, "Gemeenteblad", False)  # fmt: skip
    return replace(m, **anders)


def vraag(
    *mandaten: Mandaat,
    actor: Houder = DIRECTEUR,
    dag: date = DAG,
    bevoegdheid: str = BESLISSEN,
    taak: str = VERGUNNINGEN,
):
    return mag(actor, bevoegdheid, taak, ORGAAN, dag, mandaten)


def oorzaak(antwoord):
    assert isinstance(antwoord, GeenMandaat)
    (uit,) = antwoord.oorzaken
    assert uit.zin in antwoord.zin
    return uit


def test_de_keten_loopt_van_orgaan_over_directeur_naar_functie():
    eerst, dan = schakel(), schakel(DIRECTEUR, TEAM, ondermandaat=False)
    a = vraag(dan, eerst, actor=TEAM)
    assert isinstance(a, Keten)
    assert a.schakels == (eerst, dan)
    assert a.zin == (
        "odnzkg/teamleider mag 'vergunning_beslissen' voor 'vergunningen', namens GM0358 op 01-06-2026: "
        "GM0358 → odnzkg/directeur → odnzkg/teamleider."
    )


def test_het_orgaan_zelf_mag_zonder_mandaat():
    a = vraag(actor=ORGAAN)
    assert isinstance(a, Keten)
    assert a.schakels == ()
    assert "zelf het orgaan" in a.zin


def test_zonder_besluit_is_er_geen_schakel():
    assert oorzaak(vraag()) == GeenSchakel(ORGAAN, DIRECTEUR, BESLISSEN, VERGUNNINGEN)
    assert isinstance(oorzaak(vraag(schakel(), actor=JURIST)), GeenSchakel)
    # A link of another body, of another power or of another task is none for this question.
    assert isinstance(oorzaak(vraag(schakel(gever=houder("GM0228")))), GeenSchakel)
    assert isinstance(oorzaak(vraag(schakel(bevoegdheden=frozenset({"invorderen"})))), GeenSchakel)
    assert isinstance(oorzaak(vraag(schakel(taken=frozenset({"sancties"})))), GeenSchakel)


def test_een_mandaat_geldt_vanaf_zijn_begin_tot_en_niet_met_zijn_einde():
    m = schakel(van=date(2026, 1, 1), tot=date(2026, 7, 1))
    assert isinstance(vraag(m, dag=date(2026, 1, 1)), Keten)
    assert isinstance(vraag(m, dag=date(2026, 6, 30)), Keten)
    vroeg = oorzaak(vraag(m, dag=date(2025, 12, 31)))
    assert vroeg == NogNiet(m, date(2025, 12, 31))
    assert "begint pas op 01-01-2026" in vroeg.zin
    laat = oorzaak(vraag(m, dag=date(2026, 7, 1)))
    assert laat == Verlopen(m, date(2026, 7, 1))
    assert "is geëindigd op 01-07-2026" in laat.zin


def test_wat_is_uitgezonderd_mag_niet_en_de_rest_van_het_mandaat_wel():
    m = schakel(
        bevoegdheden=frozenset({BESLISSEN, "bezwaar_beslissen"}), uitsluitingen=frozenset({("bezwaar_beslissen", VERGUNNINGEN)})
    )  # fmt: skip
    assert isinstance(vraag(m), Keten)
    a = oorzaak(vraag(m, bevoegdheid="bezwaar_beslissen"))
    assert a == Uitgesloten(m, "bezwaar_beslissen", VERGUNNINGEN)
    assert "zondert 'bezwaar_beslissen' voor 'vergunningen' uit" in a.zin


def test_ondermandaat_alleen_als_de_gever_dat_toestaat():
    eerst, dan = schakel(ondermandaat=False), schakel(DIRECTEUR, TEAM)
    a = oorzaak(vraag(eerst, dan, actor=TEAM))
    assert a == GeenOndermandaat(eerst, dan)
    assert "Awb 10:9" in a.zin
    assert isinstance(vraag(eerst, dan), Keten)


def test_een_machtiging_geeft_geen_recht_om_te_besluiten():
    m = schakel(soort=Soort.MACHTIGING)
    a = oorzaak(vraag(m))
    assert a == AndereHandeling(m, Soort.MANDAAT)
    assert "is een machtiging, voor een feitelijke handeling; hier is een mandaat nodig, voor een besluit." in a.zin


def test_een_dienst_die_is_opgegaan_in_een_andere_heeft_geen_mandaat_meer():
    weg = next(o for o in partijen().values() if o.tot)
    m = schakel(ontvanger=Houder(weg.id, "directeur"), van=date(2020, 1, 1))
    assert isinstance(vraag(m, actor=m.ontvanger, dag=weg.tot - timedelta(days=1)), Keten)
    a = oorzaak(vraag(m, actor=m.ontvanger, dag=weg.tot))
    assert a == Opgeheven(m, weg.id, weg.tot)
    assert "bestaat niet op" in a.zin


def test_van_meer_ketens_telt_elke_geldige_en_de_kortste_wordt_genoemd():
    kort = schakel(ontvanger=TEAM, code="a")
    lang = (schakel(), schakel(DIRECTEUR, TEAM))
    assert vraag(*lang, kort, actor=TEAM).schakels == (kort,)
    assert vraag(*lang, replace(kort, tot=DAG), actor=TEAM).schakels == lang


def test_een_kring_van_mandaten_loopt_niet_vast():
    kring = [schakel(), schakel(DIRECTEUR, TEAM), schakel(TEAM, DIRECTEUR), schakel(TEAM, TEAM), schakel(TEAM, ORGAAN)]
    assert len(vraag(*kring, actor=TEAM).schakels) == 2
    assert isinstance(oorzaak(vraag(*kring, actor=JURIST)), GeenSchakel)


def test_een_antwoord_noemt_alles_wat_ontbreekt_in_de_keten_die_het_dichtst_bij_komt():
    eerst = schakel(tot=date(2026, 2, 1), ondermandaat=False)
    dan = schakel(DIRECTEUR, TEAM)
    a = vraag(eerst, dan, actor=TEAM)
    assert a.oorzaken == (Verlopen(eerst, DAG), GeenOndermandaat(eerst, dan))
    bijna = schakel(ontvanger=TEAM, code="z", van=date(2026, 12, 1))
    assert vraag(eerst, dan, bijna, actor=TEAM).oorzaken == (NogNiet(bijna, DAG),)


def test_een_keten_met_een_verzonnen_schakel_zegt_dat():
    assert vraag(schakel(voorbeeld=True)).voorbeeld
    assert not vraag(schakel()).voorbeeld


def test_wie_iets_vraagt_dat_niet_bestaat_hoort_wat_wel_kan():
    with pytest.raises(OnbekendeBevoegdheid) as fout:
        vraag(bevoegdheid="toveren")
    assert "vergunning_beslissen" in fout.value.doe
    with pytest.raises(OnbekendeTaak) as fout:
        vraag(taak="ketentoezicht")
    assert fout.value.doe == "Kies vergunningen."


HOUDERS = [ORGAAN, houder("GM0228"), DIRECTEUR, TEAM, JURIST]
PAREN = paren()
links = st.builds(
    Mandaat,
    st.sampled_from("abcdef"), st.sampled_from(Soort), st.sampled_from(HOUDERS), st.sampled_from(HOUDERS),
    st.frozensets(st.sampled_from([BESLISSEN, "bezwaar_beslissen"]), min_size=1), st.just(frozenset({VERGUNNINGEN})),
    st.frozensets(st.sampled_from([(BESLISSEN, VERGUNNINGEN), ("bezwaar_beslissen", VERGUNNINGEN)]), max_size=1), st.booleans(),
    st.sampled_from([date(2026, 1, 1), date(2026, 7, 1)]), st.sampled_from([None, DAG, date(2027, 1, 1)]), st.just("bron"), st.booleans(),
)  # fmt: skip


@given(st.lists(links, max_size=9), st.sampled_from(HOUDERS[2:]), st.sampled_from([BESLISSEN, "bezwaar_beslissen"]))
def test_welke_schakels_er_ook_zijn_een_keten_is_er_echt_een_en_een_weigering_is_terecht(mandaten, actor, bevoegdheid):
    a = mag(actor, bevoegdheid, VERGUNNINGEN, ORGAAN, DAG, mandaten)
    goed = [
        m for m in mandaten
        if bevoegdheid in m.bevoegdheden and (bevoegdheid, VERGUNNINGEN) not in m.uitsluitingen and m.geldt(DAG)
        and m.soort == bevoegdheden()[bevoegdheid].soort
    ]  # fmt: skip
    # Written another way: who is reached, with and without leave to pass on, until nothing is added.
    mag_door, heeft = {ORGAAN}, set()
    while nieuw := {(m.ontvanger, m.ondermandaat) for m in goed if m.gever in mag_door} - heeft:
        heeft |= nieuw
        mag_door |= {h for h, door in nieuw if door}
    assert isinstance(a, Keten) == (actor in {h for h, _ in heeft})
    assert set(wie_mag(bevoegdheid, VERGUNNINGEN, ORGAAN, DAG, per_gever(mandaten))) == {h for h, _ in heeft}
    if isinstance(a, Keten):
        assert all(s in goed for s in a.schakels)
        assert (a.schakels[0].gever, a.schakels[-1].ontvanger) == (ORGAAN, actor)
        for vorige, m in zip(a.schakels, a.schakels[1:], strict=False):
            assert vorige.ondermandaat
            assert vorige.ontvanger == m.gever
    else:
        assert a.oorzaken
        assert all(o.zin in a.zin for o in a.oorzaken)
