"""Functions of people: given, ended, handed over during an absence, taken in an emergency; and nothing beyond that."""

from __future__ import annotations

import logging
from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import mail

from stelsel.toegang import partijen
from stelsel.toegang.leverrecht import bronnen_van
from stelsel.toegang.models import Rol
from stelsel.toegang.rollen import (
    AccountGesloten,
    EindeVoorbij,
    GebruikerOnbekend,
    NoodtoegangKanNiet,
    OnbekendeFunctie,
    OnbekendeOrganisatie,
    VervangingKanNiet,
    geef_rol,
    neem_noodtoegang,
    noodfuncties,
    noodtoegangen,
    ontneem_rol,
    rollen_nu,
    rollen_van,
    sluit,
    stop,
    vervang,
)

pytestmark = pytest.mark.django_db
NU = datetime.now(UTC)
MORGEN = NU + timedelta(days=1)


def rol(naam="inspecteur-dcmr", organisatie="dcmr", functie="inspecteur", **kw):
    return geef_rol(naam, organisatie, functie, "toets", **kw)[0]


def van(gebruiker):
    """Both ways of asking say the same."""
    assert list(rollen_van(gebruiker)) == rollen_nu(gebruiker)
    return [(r.organisatie, r.functie) for r in rollen_van(gebruiker)]


def test_een_functie_geldt_tot_zij_eindigt_en_wie_er_niet_meer_werkt_heeft_niets():
    r = rol()
    assert van(r.gebruiker) == [("dcmr", "inspecteur")]
    assert rol().pk == r.pk
    assert van(AnonymousUser()) == []
    r.gebruiker.is_active = False
    assert van(r.gebruiker) == []
    r.gebruiker.is_active = True
    assert ontneem_rol("inspecteur-dcmr", "dcmr", "inspecteur")
    assert not ontneem_rol("inspecteur-dcmr", "dcmr", "inspecteur")
    assert van(r.gebruiker) == []
    assert Rol.objects.get(pk=r.pk).tot  # what was stays known


def test_een_functie_met_een_einde_houdt_vanzelf_op():
    r = rol(tot=MORGEN)
    assert van(r.gebruiker)
    Rol.objects.filter(pk=r.pk).update(tot=NU - timedelta(seconds=1))
    assert van(r.gebruiker) == []
    Rol.objects.filter(pk=r.pk).update(tot=None, van=MORGEN)
    assert van(r.gebruiker) == []


@pytest.mark.parametrize(
    ("organisatie", "functie", "fout"),
    [("nergens", "inspecteur", OnbekendeOrganisatie), ("dcmr", "tovenaar", OnbekendeFunctie), ("om", "inspecteur", OnbekendeFunctie),
     ("dcmr", "officier", OnbekendeFunctie), ("veiligheidsregio", "partner_seveso", OnbekendeOrganisatie)],
)  # fmt: skip
def test_een_functie_past_bij_de_soort_organisatie(organisatie, functie, fout):
    with pytest.raises(fout) as e:
        rol("iemand-x", organisatie, functie)
    assert e.value.doe


def test_een_collega_neemt_waar_tot_de_afgesproken_dag_en_niet_langer_dan_wie_afwezig_is():
    r, collega = rol(), rol("planner-dcmr", functie="planner").gebruiker
    v = vervang(r, "planner-dcmr", MORGEN)
    assert (v.vervangt, v.tot, set(van(collega))) == (
        r.gebruiker,
        MORGEN,
        {("dcmr", "planner"), ("dcmr", "inspecteur")},
    )
    ontneem_rol("inspecteur-dcmr", "dcmr", "inspecteur")
    assert van(collega) == [("dcmr", "planner")]


def test_wat_niet_kan_worden_overgedragen():
    r = rol()
    rol("vreemde", "odh", "inspecteur")
    rol("planner-dcmr", functie="planner")
    for naam, tot in (
        ("vreemde", MORGEN),
        ("inspecteur-dcmr", MORGEN),
        ("planner-dcmr", NU),
        ("planner-dcmr", NU + timedelta(days=61)),
    ):
        with pytest.raises(VervangingKanNiet):
            vervang(r, naam, tot)
    rol("auditor-dcmr", functie="auditor")
    zinnen = set()
    for naam in ("bestaat-niet", "vreemde", "auditor-dcmr"):
        with pytest.raises(VervangingKanNiet) as e:
            vervang(r, naam, MORGEN)
        zinnen.add(str(e.value.args).replace(naam, ""))
    assert len(zinnen) == 1, "wie vraagt leert geen namen"
    with pytest.raises(VervangingKanNiet):
        vervang(rol("auditor-dcmr", functie="auditor"), "planner-dcmr", MORGEN)
    tweede = vervang(r, "planner-dcmr", MORGEN)
    with pytest.raises(VervangingKanNiet):
        vervang(tweede, "inspecteur-dcmr", MORGEN)
    eindigt = rol("tijdelijk-dcmr", functie="inspecteur", tot=MORGEN)
    assert vervang(eindigt, "planner-dcmr", NU + timedelta(days=9)).tot == MORGEN


def test_noodtoegang_is_kort_vraagt_een_reden_en_wordt_meteen_gemeld(settings, caplog):
    settings.MELDEN_AAN = ["fg@dcmr.example"]
    g = rol("planner-dcmr", functie="planner").gebruiker
    with pytest.raises(NoodtoegangKanNiet, match="kan hier niet in nood"):
        neem_noodtoegang(g, "dcmr", "inspecteur", "Er is nu brand bij dit bedrijf.")  # nobody here is an inspector
    rol()
    zinnen = ("brand", "  ,  " * 20, "a" * 40, "brandbrandbrand brandbrandbrand")
    for organisatie, reden in (("odh", "Er is nu brand bij dit bedrijf."), *(("dcmr", z) for z in zinnen)):
        with pytest.raises(NoodtoegangKanNiet):
            neem_noodtoegang(g, organisatie, "inspecteur", reden)
    with pytest.raises(OnbekendeFunctie):
        neem_noodtoegang(g, "dcmr", "officier", "Er is nu brand bij dit bedrijf.")
    with caplog.at_level(logging.WARNING, "stelsel.toegang"):
        r = neem_noodtoegang(g, "dcmr", "inspecteur", "Er is nu brand bij dit bedrijf.")
    assert r.tot - r.van == timedelta(hours=1)
    assert "Er is nu brand" in caplog.text
    assert [(m.to, "planner-dcmr" in m.body) for m in mail.outbox] == [(["fg@dcmr.example"], True)]
    assert list(noodtoegangen()) == [r]
    neem_noodtoegang(g, "dcmr", "inspecteur", "Er is nog steeds brand bij dit bedrijf.")
    with pytest.raises(NoodtoegangKanNiet, match="al 2 keer"):
        neem_noodtoegang(g, "dcmr", "inspecteur", "Er is nog steeds brand bij dit bedrijf.")
    Rol.objects.exclude(noodreden="").update(tot=NU - timedelta(seconds=1))
    assert van(g) == [("dcmr", "planner")]
    # What was an emergency gives no right to another one.
    assert not rollen_van(rol("x-odh", "odh").gebruiker).exclude(noodreden="").exists()


def test_wie_weg_is_opent_niets_ook_niet_voor_wie_waarneemt():
    r, planner = rol(), rol("planner-dcmr", functie="planner").gebruiker
    vervang(r, "planner-dcmr", MORGEN)
    vervang(rol("jurist-dcmr", functie="handhavingsjurist"), "inspecteur-dcmr", MORGEN)
    assert len(van(r.gebruiker)) == 2
    # Who has no function of their own any more does not stand in for others either.
    ontneem_rol("inspecteur-dcmr", "dcmr", "inspecteur")
    assert van(r.gebruiker) == []
    assert van(planner) == [("dcmr", "planner")]
    r = rol()
    vervang(r, "planner-dcmr", MORGEN)
    r.gebruiker.is_active = False
    r.gebruiker.save()
    assert van(planner) == [("dcmr", "planner")]
    sluit("planner-dcmr")
    planner.refresh_from_db()
    assert (planner.is_active, van(planner)) == (False, [])
    with pytest.raises(GebruikerOnbekend):
        sluit("bestaat-niet")


def test_noodtoegang_geeft_geen_logboek_en_geen_recht_om_te_leveren():
    g = rol("planner-dcmr", functie="planner").gebruiker
    auditor = rol("auditor-dcmr", functie="auditor").gebruiker
    rol("steward-dcmr", functie="datasteward")
    for wie, functie in ((g, "auditor"), (auditor, "datasteward")):
        with pytest.raises(NoodtoegangKanNiet):
            neem_noodtoegang(wie, "dcmr", functie, "Er is nu brand bij dit bedrijf.")
    neem_noodtoegang(g, "dcmr", "datasteward", "Er is nu brand bij dit bedrijf.")
    assert bronnen_van(g) == []


def test_een_mailserver_die_niet_antwoordt_houdt_de_nood_niet_tegen(settings):
    settings.MELDEN_AAN, settings.EMAIL_BACKEND = ["fg@dcmr.example"], "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    rol()
    assert neem_noodtoegang(
        rol("planner-dcmr", functie="planner").gebruiker, "dcmr", "inspecteur", "Er is nu brand bij dit bedrijf."
    ).pk


def test_een_einde_kan_bij_een_functie_die_er_al_is_en_niet_in_het_verleden():
    r = rol()
    assert rol(tot=MORGEN).pk == r.pk
    assert Rol.objects.get(pk=r.pk).tot == MORGEN
    assert rol().tot == MORGEN  # who says nothing of the end leaves it
    with pytest.raises(EindeVoorbij):
        rol(tot=NU - timedelta(days=1))


def test_wie_weg_is_krijgt_niets_meer_en_een_verschrijving_valt_op():
    rol()
    sluit("inspecteur-dcmr")
    with pytest.raises(AccountGesloten):
        rol(functie="planner")
    assert Rol.objects.filter(gebruiker__username="inspecteur-dcmr").count() == 1
    for mis, fout in (
        (("niemand", "dcmr", "inspecteur"), GebruikerOnbekend),
        (("inspecteur-dcmr", "nergens", "inspecteur"), OnbekendeOrganisatie),
        (("inspecteur-dcmr", "dcmr", "tovenaar"), OnbekendeFunctie),
    ):
        with pytest.raises(fout):
            ontneem_rol(*mis)


def test_wat_aan_een_eigen_functie_hangt_eindigt_met_haar():
    """A substitution or emergency access is for who works there: also when that ends by its own date."""
    afwezig, collega = rol(), rol("planner-dcmr", functie="planner")
    vervang(afwezig, "planner-dcmr", MORGEN)
    neem_noodtoegang(collega.gebruiker, "dcmr", "inspecteur", "Er is nu brand bij dit bedrijf aan de haven.")
    assert len(van(collega.gebruiker)) == 3
    Rol.objects.filter(pk=collega.pk).update(tot=NU - timedelta(seconds=1))
    assert van(collega.gebruiker) == []


def test_twee_keer_overdragen_is_een_vervanging_en_ieder_kan_haar_eindigen():
    afwezig, collega, ander = (
        rol(),
        rol("planner-dcmr", functie="planner"),
        rol("jurist-dcmr", functie="handhavingsjurist"),
    )
    eerste = vervang(afwezig, "planner-dcmr", MORGEN)
    tweede = vervang(afwezig, "planner-dcmr", MORGEN + timedelta(days=1))
    assert (tweede.pk, tweede.tot) == (eerste.pk, MORGEN + timedelta(days=1))
    assert not stop(ander.gebruiker, eerste.pk)
    assert not stop(afwezig.gebruiker, afwezig.pk)
    assert stop(afwezig.gebruiker, eerste.pk)
    assert van(collega.gebruiker) == [("dcmr", "planner")]
    vervang(afwezig, "planner-dcmr", NU + timedelta(days=60))
    with pytest.raises(VervangingKanNiet):
        vervang(afwezig, "planner-dcmr", NU + timedelta(days=61))


def test_in_nood_kan_alleen_wat_een_ander_daar_doet():
    collega = rol("planner-dcmr", functie="planner")
    assert noodfuncties(collega.gebruiker) == []
    rol()
    rol("auditor-dcmr", functie="auditor")
    assert noodfuncties(collega.gebruiker) == [("dcmr", "inspecteur")]
    nood = neem_noodtoegang(collega.gebruiker, "dcmr", "inspecteur", "Er is nu brand bij dit bedrijf aan de haven.")
    assert stop(collega.gebruiker, nood.pk)
    assert van(collega.gebruiker) == [("dcmr", "planner")]
    auditor = Rol.objects.get(functie="auditor").gebruiker
    assert noodfuncties(auditor) == []


def test_een_organisatie_die_er_niet_meer_is_geeft_geen_recht_meer():
    voorbij = next(o for o in partijen().values() if not o.bestaat(date.today()) and o.soort == "omgevingsdienst")
    er = rol().gebruiker
    Rol.objects.filter(gebruiker=er).update(organisatie=voorbij.id, functie="datasteward")
    assert van(er) == []
    assert bronnen_van(er) == []


@pytest.mark.parametrize("waardoor", ["ontneem", "sluit"])
def test_een_vervanging_die_even_niet_telt_komt_niet_terug_als_wie_zij_vervangt_de_functie_kwijt_is(waardoor):
    afwezig, collega = rol(), rol("planner-dcmr", functie="planner")
    vervang(afwezig, "planner-dcmr", MORGEN)
    Rol.objects.filter(pk=collega.pk).update(tot=NU - timedelta(seconds=1))
    assert van(collega.gebruiker) == []
    if waardoor == "ontneem":
        assert ontneem_rol("inspecteur-dcmr", "dcmr", "inspecteur")
    else:
        sluit("inspecteur-dcmr")
    rol("planner-dcmr", functie="planner")
    assert van(collega.gebruiker) == [("dcmr", "planner")]
