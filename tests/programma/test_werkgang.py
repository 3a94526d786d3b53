"""The workflow of a draft: begin, draft, check, adopt; and nobody overwrites another's edit unseen."""

from __future__ import annotations

from copy import deepcopy
from datetime import date

import pytest

from stelsel.programma import edities, mag, models
from stelsel.programma.handelingen.concept import CodeOngeldig, begin, trek_in
from stelsel.programma.handelingen.doorgeven import NogVragen, vragen, zet
from stelsel.programma.handelingen.doorgeven import meta_van as meta
from stelsel.programma.handelingen.laden import EditieBestaatAl, bewaar
from stelsel.programma.handelingen.rollen import BereikOngeldig, geef_rol
from stelsel.programma.handelingen.toevoegen import TitelOntbreekt, voeg_actie_toe, voeg_onderwerp_toe
from stelsel.programma.handelingen.vaststellen import NogNietKlaar, stel_vast, trek_vaststelling_in
from stelsel.programma.handelingen.verbeteren import ErratumOngeldig, verbeter
from stelsel.programma.handelingen.wijzigen import (
    AlVastgesteld,
    DeelOngeldig,
    InmiddelsGewijzigd,
    ToezeggingVerdwijnt,
    wijzig,
)
from stelsel.programma.verschil import verschil

pytestmark = pytest.mark.django_db
ORGAAN = "dijkgraaf en heemraden"


@pytest.fixture
def vorige(voorjaar):
    return bewaar(voorjaar, "toets", "voorjaar.json")[0]


@pytest.fixture
def concept(vorige):
    return begin(vorige.programma, "2025-10", "Voortgang dijken, najaar 2025", date(2025, 9, 30), "programmateam")


def noord(concept) -> models.Deel:
    return concept.delen.get(sleutel="P1(1)")


def antwoord(inhoud: dict) -> dict:
    """What was due by 30-9-2025, answered: the design slipped, the land was bought."""
    nieuw = deepcopy(inhoud)
    nieuw["planning"][0] |= {"periode": "2025-Q4", "reden": "Zieke ontwerper"}
    nieuw["acties"][0]["planning"][0]["gemeld"] = {}
    return nieuw


def stel(e, orgaan: str, dag: date, wie: str):
    """Adopt what is there now."""
    return stel_vast(e, orgaan, dag, wie, edities.vingerafdruk(edities.lees(e)))


def keur_alles_goed(concept) -> None:
    d = noord(concept)
    wijzig(d, d.versie, antwoord(d.inhoud), "trekker")
    for d in concept.delen.exclude(soort="kop"):
        zet(d, d.versie, "doorgeven", "trekker")
        zet(d, d.versie, "goedkeuren", "programmateam")


def test_een_concept_begint_met_alles_uit_de_laatste_editie(concept, voorjaar):
    v = verschil(voorjaar, edities.lees(concept))
    assert (v.nieuw, v.verdwenen, v.verschoven, v.hernoemd) == ([], [], [], [])
    assert edities.lees(concept).vastgesteld_op is None


def test_er_is_een_concept_tegelijk_en_een_code_is_een_code(concept):
    with pytest.raises(EditieBestaatAl):
        begin(concept.programma, "2026-04", "Nog een", date(2026, 3, 31), "programmateam")
    with pytest.raises(TitelOntbreekt):
        begin(concept.programma, "2026-04", " ", date(2026, 3, 31), "programmateam")
    for code in ("", "../x", "Juni 2024", "a" * 70, "é", "-a", "concept", "plan"):
        with pytest.raises(CodeOngeldig):
            begin(concept.programma, code, "x", date(2026, 3, 31), "programmateam")


def test_wat_af_moest_zijn_wordt_gevraagd_en_houdt_het_doorgeven_tegen(concept):
    d = noord(concept)
    assert [p.wat for p in vragen(d, meta(concept))] == ["Ontwerp gereed", "Gekocht"]
    with pytest.raises(NogVragen):
        zet(d, d.versie, "doorgeven", "trekker")
    d = wijzig(d, d.versie, antwoord(d.inhoud), "trekker")
    assert zet(d, d.versie, "doorgeven", "trekker").fase == models.Fase.CONTROLE


def test_een_andere_termijn_wordt_vanzelf_een_verschuiving_met_reden(concept):
    d = noord(concept)
    zonder = deepcopy(d.inhoud)
    zonder["planning"][0]["periode"] = "2025-Q4"
    with pytest.raises(DeelOngeldig, match="geef een reden"):
        wijzig(d, d.versie, zonder, "trekker")
    d = wijzig(d, d.versie, antwoord(d.inhoud), "trekker")
    nog_eens = deepcopy(d.inhoud)
    nog_eens["planning"][0] |= {"periode": "2026-Q1", "reden": "Nog steeds ziek"}
    d = wijzig(d, d.versie, nog_eens, "trekker")
    (v,) = edities.lees(concept).onderdeel("P1(1)").verschoven
    assert (v.van, v.naar, v.reden, v.editie) == ("2025-Q2", "2026-Q1", "Nog steeds ziek", "2025-10")
    terug = deepcopy(d.inhoud)
    terug["planning"][0] |= {"periode": "2025-Q2"}
    wijzig(d, d.versie, terug, "trekker")
    assert edities.lees(concept).onderdeel("P1(1)").verschoven == ()


def test_niemand_overschrijft_ongezien_het_werk_van_een_ander(concept):
    ik = noord(concept)
    zij = noord(concept)
    wijzig(zij, zij.versie, zij.inhoud | {"samenvatting": "Van haar."}, "trekker-noord", "haar reden")
    with pytest.raises(InmiddelsGewijzigd) as fout:
        wijzig(ik, ik.versie, ik.inhoud | {"samenvatting": "Van mij."}, "programmateam")
    (regel,) = fout.value.sinds
    assert regel.wie == "trekker-noord"
    assert regel.wijzigingen == [{"veld": "samenvatting", "van": "Het werk ligt op schema.", "naar": "Van haar."}]
    assert noord(concept).inhoud["samenvatting"] == "Van haar."


def test_wat_twee_mensen_naast_elkaar_wijzigen_blijft_allebei(concept):
    """Two actions, or two facts, of one topic: nobody has to wait for the other."""
    ik, zij = noord(concept), noord(concept)
    hun = deepcopy(zij.inhoud) | {"risicos": [{"samenvatting": "Hoog water"}]}
    hun["acties"][0]["samenvatting"] = "Van haar."
    wijzig(zij, zij.versie, hun, "trekker-noord")
    mijn = antwoord(ik.inhoud)
    mijn["trekker"] = "projectleider"
    wijzig(ik, ik.versie, mijn, "programmateam")
    o = edities.lees(concept).onderdeel("P1(1)")
    assert (o.trekker, o.acties[0].samenvatting, o.risicos[0].samenvatting) == (
        "projectleider",
        "Van haar.",
        "Hoog water",
    )
    assert [v.naar for v in o.verschoven] == ["2025-Q4"]
    assert o.acties[0].planning[0].gemeld is not None


def test_na_een_botsing_staat_in_het_formulier_ook_wat_de_ander_schreef(concept):
    ik, zij = noord(concept), noord(concept)
    wijzig(
        zij,
        zij.versie,
        zij.inhoud | {"samenvatting": "Van haar.", "risicos": [{"samenvatting": "Hoog water"}]},
        "trekker",
    )
    with pytest.raises(InmiddelsGewijzigd) as fout:
        wijzig(ik, ik.versie, ik.inhoud | {"samenvatting": "Van mij."}, "programmateam")
    assert fout.value.samen["samenvatting"] == "Van mij."
    assert fout.value.samen["risicos"][0]["samenvatting"] == "Hoog water"


def test_een_nummer_van_een_feit_komt_niet_terug_met_een_ander_feit(concept):
    d = concept.delen.get(sleutel="P1(2)")
    d = wijzig(d, d.versie, d.inhoud | {"risicos": []}, "trekker")
    d = wijzig(d, d.versie, d.inhoud | {"risicos": [{"samenvatting": "Iets heel anders"}]}, "trekker")
    assert d.inhoud["risicos"][0]["id"] == "P1(2):risicos-2"
    v = verschil(edities.lees(concept.vorige), edities.lees(concept))
    assert ("P1(2)", "risico", "Te weinig klei", "weggelaten") in [(w.ref, w.titel, w.van, w.naar) for w in v.gewijzigd]


def test_een_datum_bij_wat_er_nog_geen_had_is_geen_verschuiving(concept):
    d = noord(concept)
    d = wijzig(d, d.versie, d.inhoud | {"planning": [*d.inhoud["planning"], {"wat": "Feest"}]}, "trekker")
    nieuw = deepcopy(d.inhoud)
    nieuw["planning"][2]["periode"] = "2027-Q1"
    wijzig(d, d.versie, nieuw, "trekker")
    assert edities.lees(concept).onderdeel("P1(1)").verschoven == ()


def test_wat_een_orgaan_heeft_vastgesteld_verandert_niet_meer(concept):
    kop = concept.delen.get(soort="kop")
    kop.inhoud["meta"]["vaststellers"] = ["stuurgroep", ORGAAN]
    kop.save()
    keur_alles_goed(concept)
    gezien = edities.vingerafdruk(edities.lees(concept))
    d = concept.delen.get(sleutel="P2(1)")
    wijzig(d, d.versie, d.inhoud | {"titel": "Maaien en hooien"}, "programmateam")
    zet(d, d.versie + 1, "goedkeuren", "programmateam")
    with pytest.raises(NogNietKlaar, match="gewijzigd nadat u het opende"):
        stel_vast(concept, "stuurgroep", date(2025, 10, 1), "a", gezien)
    stel(concept, "stuurgroep", date(2025, 10, 1), "a")
    d.refresh_from_db()
    with pytest.raises(AlVastgesteld):
        wijzig(d, d.versie, d.inhoud | {"titel": "Weer anders"}, "programmateam")
    with pytest.raises(AlVastgesteld):
        zet(d, d.versie, "heropenen", "programmateam")
    trek_vaststelling_in(concept, "programmateam", "Er was een fout gevonden.")
    zet(d, d.versie, "heropenen", "programmateam")


def test_een_concept_kan_worden_ingetrokken_en_dat_blijft_bekend(concept):
    vorige = concept.vorige
    trek_in(concept, "programmateam")
    assert list(vorige.programma.edities.all()) == [vorige]
    assert vorige.log.last().handeling == "concept ingetrokken"
    assert begin(vorige.programma, "2025-10", "Opnieuw", date(2025, 9, 30), "programmateam").volgnummer == 2


@pytest.mark.parametrize("dag", [date(1900, 1, 1), date(2025, 3, 31), date(2025, 9, 29), date(2999, 1, 1)])
def test_een_dag_van_vaststelling_ligt_na_wat_eraan_voorafging_en_niet_voor_ons(concept, dag):
    keur_alles_goed(concept)
    with pytest.raises(NogNietKlaar, match="of nog voor ons"):
        stel(concept, ORGAAN, dag, "secretaris")


def test_dezelfde_inhoud_bewaren_is_geen_wijziging(concept):
    d = noord(concept)
    assert wijzig(d, d.versie, deepcopy(d.inhoud), "trekker").versie == d.versie


def test_een_toezegging_of_actie_kan_niet_verdwijnen(concept):
    d = noord(concept)
    with pytest.raises(ToezeggingVerdwijnt) as fout:
        wijzig(d, d.versie, d.inhoud | {"planning": d.inhoud["planning"][1:]}, "trekker")
    assert fout.value.wat == ("Ontwerp gereed",)
    with pytest.raises(ToezeggingVerdwijnt):
        wijzig(d, d.versie, d.inhoud | {"acties": []}, "trekker")


@pytest.mark.parametrize(
    "kapot",
    [{"titel": 7}, {"ref": "P9(9)"}, {"acties": [{"id": "A", "ref": "X", "titel": "a"}] * 2}, {"onbekend": 1},
     {"planning": [{"wat": "x", "periode": "lente"}]}],
)  # fmt: skip
def test_wat_niet_in_het_model_past_wordt_niet_bewaard(concept, kapot):
    d = noord(concept)
    with pytest.raises(DeelOngeldig):
        wijzig(d, d.versie, d.inhoud | kapot, "trekker")
    assert noord(concept).versie == d.versie


def test_een_wijziging_na_controle_vraagt_opnieuw_controle(concept):
    d = concept.delen.get(sleutel="P2(2)")
    zet(d, d.versie, "doorgeven", "trekker")
    d = zet(d, d.versie, "goedkeuren", "programmateam")
    assert (
        wijzig(d, d.versie, d.inhoud | {"titel": "Muskusratten en beverratten"}, "programmateam").fase
        == models.Fase.CONTROLE
    )


def test_nieuwe_onderdelen_krijgen_een_nummer_dat_nooit_eerder_is_gegeven(concept):
    d = voeg_onderwerp_toe(concept, 1, "Sluis", "programmateam")
    assert d.sleutel == "P1(3)"
    d = voeg_actie_toe(d, d.versie, "Deuren", "trekker")
    e = edities.lees(concept)
    assert [a.ref for a in e.onderdeel("P1(3)").acties] == ["P1(3)A"]
    assert e.onderdeel("P1(3)").nieuw_in.vgr == "2025-10"
    assert [o.ref for _, o in e.onderwerpen()] == ["P1(1)", "P1(2)", "P1(3)", "P2(1)", "P2(2)"]


def test_vaststellen_kan_pas_als_alles_is_gecontroleerd(concept):
    with pytest.raises(NogNietKlaar) as fout:
        stel(concept, ORGAAN, date(2025, 10, 1), "secretaris")
    assert any("P1(1)" in r for r in fout.value.redenen)
    keur_alles_goed(concept)
    with pytest.raises(NogNietKlaar, match="eerst stelt"):
        stel(concept, "een ander orgaan", date(2025, 10, 1), "secretaris")
    e = stel(concept, ORGAAN, date(2025, 10, 1), "secretaris")
    assert e.vastgesteld_op == date(2025, 10, 1)
    assert edities.vastgestelde(e.programma) == [e.vorige, e]
    v = verschil(edities.lees(e.vorige), edities.lees(e))
    assert [(w.ref, w.naar, w.reden) for w in v.verschoven] == [
        ("P1(1)", "Q4 van 2025 (+2 kwartalen)", "Zieke ontwerper")
    ]


def test_twee_organen_stellen_na_elkaar_vast(voorjaar):
    twee = [
        {"orgaan": o, "datum": d, "soort": "besluit", "wat": "v"}
        for o, d in (("stuurgroep", "2025-03-20"), (ORGAAN, "2025-04-01"))
    ]
    ruw = voorjaar.model_dump(mode="json") | {"programma_besluiten": twee}
    from stelsel.programma.lezen import uit_dict

    vorige = bewaar(uit_dict(ruw, "twee"), "toets", "twee.json")[0]
    e = begin(vorige.programma, "2025-10", "Najaar", date(2025, 9, 30), "programmateam")
    keur_alles_goed(e)
    assert stel(e, "stuurgroep", date(2025, 10, 1), "a").vastgesteld_op is None
    with pytest.raises(NogNietKlaar, match="ligt voor 01-10-2025"):
        stel(e, ORGAAN, date(2025, 9, 30), "b")
    assert stel(e, ORGAAN, date(2025, 10, 8), "b").vastgesteld_op == date(2025, 10, 8)


def test_een_erratum_staat_naast_de_editie(vorige, concept):
    verbeter(vorige, "P1(2)", "De Zuiderdijk is 3 km lang.", "programmateam")
    assert [t for _, t in edities.errata(vorige)] == ["P1(2): De Zuiderdijk is 3 km lang."]
    for e, ref, tekst in ((concept, "", "x"), (vorige, "P9(9)", "x"), (vorige, "", " ")):
        with pytest.raises(ErratumOngeldig):
            verbeter(e, ref, tekst, "programmateam")


def test_een_rol_bepaalt_wat_iemand_kan(concept, django_user_model):
    p = concept.programma
    wachtwoord = geef_rol(p, "trekker-aanleg", "trekker", "P1")
    assert wachtwoord
    assert geef_rol(p, "trekker-aanleg", "trekker", "P1") is None
    geef_rol(p, "team", "programmateam", "")
    geef_rol(p, "dijkgraaf", "vaststeller", ORGAAN)
    trekker, team, dijkgraaf = (
        django_user_model.objects.get(username=n) for n in ("trekker-aanleg", "team", "dijkgraaf")
    )
    p1, p2 = noord(concept), concept.delen.get(sleutel="P2(1)")
    assert [mag.mag_opstellen(g, d) for g in (trekker, team, dijkgraaf) for d in (p1, p2)] == [
        True,
        False,
        True,
        True,
        False,
        False,
    ]
    assert mag.namens(dijkgraaf, p) == [ORGAAN]
    p1.fase = models.Fase.CONTROLE
    assert not mag.mag_opstellen(trekker, p1)
    for soort, bereik in (("trekker", "P7"), ("trekker", ""), ("vaststeller", "de koning")):
        with pytest.raises(BereikOngeldig):
            geef_rol(p, "iemand", soort, bereik)
