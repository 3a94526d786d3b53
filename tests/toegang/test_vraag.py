"""Which ground opens what for whom: the table of grounds as specification, and what is said when there is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stelsel.begrippen import Klasse
from stelsel.toegang import NIEMAND, Vraag, blik, doelen, functies, gronden, partijen
from stelsel.toegang.convenant import Convenant
from stelsel.toegang.gronden import CONVENANT, TE_VERIFIEREN
from stelsel.toegang.vraag import eigen_bronnen

DAG = date(2026, 11, 1)
B, P, H, S = Klasse.BEDRIJFSGEVOELIG, Klasse.PERSOONSGEGEVEN, Klasse.BESTUURLIJKE_HANDHAVING, Klasse.STRAFRECHTELIJK


def vraag(organisatie: str, functie: str, doel: str, zaak: str = "", dag: date = DAG) -> Vraag:
    return Vraag("iemand", organisatie, functie, doel, zaak, dag)


# An organisation that is no more.
VOORBIJ = next(o.id for o in partijen().values() if not o.bestaat(date(2026, 2, 1)))


@pytest.mark.parametrize(
    ("v", "klassen"),
    [
        (vraag("dcmr", "inspecteur", "handhavingstaak"), {B, P, H}),
        (vraag("dcmr", "vergunningverlener", "uitvoeringstaak"), {B, H}),
        (vraag("GM0599", "planner", "uitvoeringstaak"), {H}),
        (vraag("ienw", "stelselhouder", "stelseltoezicht"), set()),
        (vraag("rivm", "analist", "analyse"), set()),
        (vraag("om", "officier", "strafrechtelijke_handhaving"), set()),
        (vraag("om", "officier", "strafrechtelijke_handhaving", "zaak 81/234"), {B, P, H, S}),
        (vraag("politie", "opsporing", "strafrechtelijke_handhaving", "zaak 81/234"), {B, P, H, S}),
        (vraag("arbeidsinspectie", "partner_seveso", "seveso_toezicht"), {B, H}),
        (vraag("dcmr", "auditor", "handhavingstaak"), set()),
        (NIEMAND, set()),
    ],
    ids=lambda x: f"{x.functie}-{x.zaak}" if isinstance(x, Vraag) else "",
)
def test_wat_een_functie_voor_haar_doel_mag_zien(v, klassen):
    b = blik(v, afspraken=[])
    assert set(b.klassen) == klassen
    assert set(b.geweigerd) == set(Klasse) - klassen - {Klasse.OPENBAAR}
    assert all(b.geweigerd.values())


@pytest.mark.parametrize(
    ("v", "zin"),
    [
        (vraag("rivm", "analist", "analyse"), "Voor het doel 'Analyse en onderzoek' is geen grond geladen."),
        (
            vraag("om", "officier", "strafrechtelijke_handhaving", "  "),
            "vraagt dat u de zaak noemt waarvoor dit nodig is",
        ),
        (vraag("dcmr", "inspecteur", "strafrechtelijke_handhaving"), "Dit doel hoort niet bij deze functie."),
        (vraag("om", "inspecteur", "handhavingstaak"), "Dit doel hoort niet bij deze functie."),
        (vraag("dcmr", "tovenaar", "handhavingstaak"), "U bent niet aangemeld met een functie"),
        (vraag("nergens", "inspecteur", "handhavingstaak"), "U bent niet aangemeld met een functie"),
        (vraag(VOORBIJ, "inspecteur", "handhavingstaak", dag=date(2026, 2, 1)), "bestaat niet op deze dag"),
        (vraag("dcmr", "inspecteur", "handhavingstaak", dag=date(2020, 1, 1)), "is geen grond geladen"),
    ],
)
def test_een_weigering_zegt_wat_ontbreekt(v, zin):
    b = blik(v, afspraken=[])
    assert not b.toegestaan
    assert any(zin in r for r in b.geweigerd.values())


def test_wat_maar_van_een_deel_te_zien_is_wordt_gezegd():
    c = Convenant("c", "Milieu", "belang", "doel", frozenset({"handhavingstaak"}), frozenset({"odh"}), frozenset({S}), "voorwaarden",
                  frozenset({"dcmr"}), date(2026, 1, 1), None, "bron")  # fmt: skip
    odh = partijen()["odh"].naam
    assert blik(vraag("dcmr", "handhavingsjurist", "handhavingstaak"), afspraken=[c]).grenzen == [
        f"strafrechtelijk: alleen wat is geleverd door {odh}."
    ]
    assert blik(vraag("dcmr", "inspecteur", "handhavingstaak"), afspraken=[c]).grenzen == []
    assert blik(vraag("odh", "datasteward", "eigen_gegevens")).grenzen == [
        f"{k.value}: alleen wat is geleverd door {odh}." for k in sorted((B, P, H, S), key=lambda k: k.value)
    ]
    seveso = blik(vraag("arbeidsinspectie", "partner_seveso", "seveso_toezicht"), afspraken=[])
    assert all(g.endswith("alleen bij Seveso-inrichtingen.") for g in seveso.grenzen)
    assert len(seveso.grenzen) == 2


def test_een_datasteward_ziet_alles_van_de_eigen_organisatie_en_van_wie_daarin_opging():
    b = blik(vraag("dcmr", "datasteward", "eigen_gegevens"))
    assert set(b.klassen) == {B, P, H, S}
    assert {t.bronnen for t in b.toegestaan} == {frozenset({"dcmr"})}
    assert b.gronden == ["eigen gegevens"]
    opvolger = next(o for o in partijen().values() if o.voorgangers)
    assert eigen_bronnen(opvolger.id, DAG) == {opvolger.id, *opvolger.voorgangers}


def test_strafrechtelijke_gegevens_vragen_een_convenant_dat_houder_ontvanger_en_klasse_noemt():
    v = vraag("dcmr", "handhavingsjurist", "handhavingstaak")
    c = Convenant("c", "Milieu", "belang", "doel", frozenset({"handhavingstaak"}), frozenset({"odh"}), frozenset({S}), "voorwaarden",
                  frozenset({"dcmr"}), date(2025, 1, 1), date(2027, 1, 1), "bron")  # fmt: skip
    (mag,) = [t for t in blik(v, afspraken=[c]).toegestaan if t.klasse is S]
    assert (mag.bronnen, mag.grond.code) == (frozenset({"odh"}), "wpg-20")
    for anders in (
        replace(c, ontvangers=frozenset({"odh"})), replace(c, klassen=frozenset({H})), replace(c, doelen=frozenset({"uitvoeringstaak"})),
        replace(c, tot=DAG), replace(c, van=date(2026, 12, 1)),
    ):  # fmt: skip
        b = blik(v, afspraken=[anders])
        assert S not in b.klassen
        assert "convenant" in b.geweigerd[S]


def test_een_oude_tekst_draagt_zijn_merk_waar_hij_wordt_gebruikt():
    (g,) = [g for g in gronden() if g.code == "ow-18.25-1-bestuur"]
    v = vraag("dcmr", "inspecteur", "handhavingstaak")
    assert blik(v).gronden == ["Omgevingswet 18.25 lid 1"]
    assert blik(v, [replace(g, stand=TE_VERIFIEREN)]).gronden == ["Omgevingswet 18.25 lid 1 (te verifiëren)"]
    assert blik(replace(v, dag=g.opnieuw_na)).gronden == ["Omgevingswet 18.25 lid 1 (te verifiëren)"]
    assert not blik(v, [replace(g, tot=DAG)]).toegestaan


def test_elke_grond_heeft_een_bron_en_noemt_alleen_wat_bestaat():
    soorten = {o.soort for o in partijen().values()} | {"veiligheidsregio"}
    assert len({g.code for g in gronden()}) == len(gronden())
    for g in gronden():
        assert g.bron
        assert g.opnieuw_na > g.tekst_van
        assert g.doelen <= doelen().keys()
        assert g.ontvangers <= soorten
        assert bool(g.klassen) == bool(g.doelen) == bool(g.ontvangers)
        assert Klasse.OPENBAAR not in g.klassen
    for f in functies().values():
        assert set(f.doelen) <= doelen().keys()
        assert f.soorten <= soorten


@given(
    st.sampled_from(sorted(partijen())), st.sampled_from(sorted(functies())), st.sampled_from([*doelen(), "onzin"]),
    st.text(max_size=20), st.dates(date(2019, 1, 1), date(2030, 1, 1)),
)  # fmt: skip
def test_wat_iemand_ook_vraagt_elke_klasse_is_gegrond_of_geweigerd(organisatie, functie, doel, zaak, dag):
    b = blik(Vraag("x", organisatie, functie, doel, zaak, dag), afspraken=[])
    assert set(b.klassen).isdisjoint(b.geweigerd)
    assert set(b.klassen) | set(b.geweigerd) == set(Klasse) - {Klasse.OPENBAAR}
    for t in b.toegestaan:
        assert t.klasse in functies()[functie].klassen
        assert doel in functies()[functie].doelen
        if t.grond is None:
            assert t.bronnen == eigen_bronnen(organisatie, dag)
        else:
            assert t.grond.geldt(dag)
            assert (
                t.klasse in t.grond.klassen,
                doel in t.grond.doelen,
                partijen()[organisatie].soort in t.grond.ontvangers,
            ) == (True,) * 3
            assert t.grond.eis != CONVENANT
            assert t.grond.eis != "zaak" or zaak.strip()
