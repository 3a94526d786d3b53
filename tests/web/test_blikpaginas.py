"""Pages of access: choosing for whom one looks, substitution, emergency, grounds."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from tests.web.kijkers import GEHEIM, HIER, klant, rol

from stelsel.opslag import Opslag
from stelsel.toegang.models import Logregel, Rol
from stelsel.toegang.rollen import geef_rol, rollen_van

pytestmark = pytest.mark.django_db


def test_wie_is_aangemeld_kijkt_met_zijn_functie_en_dat_staat_erbij(nummer):
    gast = Client(headers=HIER).get(f"/dossier/{nummer}/").text
    assert GEHEIM not in gast
    assert "U ziet wat openbaar is" in gast
    tekst = klant().get(f"/dossier/{nummer}/").text
    assert GEHEIM in tekst
    assert "U kijkt als Inspecteur, DCMR" in tekst
    assert "Grond: Omgevingswet 18.25 lid 1" in tekst
    assert Logregel.objects.get().betrokkene == nummer


def test_een_ander_doel_is_een_andere_grond_en_een_andere_sessie(nummer):
    client = klant()
    voor = client.session.session_key
    antwoord = client.post(
        "/blik/", {"rol": rol(client, "inspecteur").pk, "doel": "uitvoeringstaak", "verder": f"/dossier/{nummer}/"}
    )
    assert (antwoord.status_code, antwoord.url) == (302, f"/dossier/{nummer}/")
    assert client.session.session_key != voor
    client.get(f"/dossier/{nummer}/")
    assert Logregel.objects.get().doel == "uitvoeringstaak"


@pytest.mark.parametrize("verder", ["https://kwaad.example/", "//kwaad.example", "javascript:alert(1)", ""])
def test_na_het_kiezen_gaat_men_nooit_naar_elders(nummer, verder):
    client = klant()
    antwoord = client.post("/blik/", {"rol": rol(client, "inspecteur").pk, "doel": "uitvoeringstaak", "verder": verder})
    assert antwoord.url == "/blik/"


@pytest.mark.parametrize("gekozen", ["0", "999999", "x", "", "1" * 30, "-1"])
def test_de_functie_van_een_ander_kan_niemand_kiezen(nummer, gekozen):
    ander = geef_rol("jurist-odh", "odh", "handhavingsjurist", "toets")[0]
    client = klant()
    for pk in (gekozen, str(ander.pk)):
        antwoord = client.post("/blik/", {"rol": pk, "doel": "handhavingstaak"})
        assert antwoord.status_code == 403
        assert "Deze functie hebt u niet" in antwoord.text


def test_een_doel_dat_niet_bij_de_functie_hoort_valt_terug_op_het_eerste(nummer):
    client = klant("planner-dcmr", functie="planner")
    client.post("/blik/", {"rol": rol(client, "planner").pk, "doel": "strafrechtelijke_handhaving", "zaak": "x"})
    assert GEHEIM not in client.get(f"/dossier/{nummer}/").text
    assert Logregel.objects.get().doel == "uitvoeringstaak"


def test_een_functie_die_eindigt_sluit_ook_de_sessie_die_haar_koos(nummer):
    client = klant()
    client.post("/blik/", {"rol": rol(client, "inspecteur").pk, "doel": "handhavingstaak"})
    assert GEHEIM in client.get(f"/dossier/{nummer}/").text
    Rol.objects.update(tot=datetime.now(UTC))
    assert GEHEIM not in client.get(f"/dossier/{nummer}/").text


def test_een_officier_noemt_eerst_de_zaak(nummer):
    client = klant("officier-om", "om", "officier")
    tekst = client.get(f"/dossier/{nummer}/").text
    assert GEHEIM not in tekst
    assert "vraagt dat u de zaak noemt" in tekst
    client.post("/blik/", {"rol": rol(client, "officier").pk, "doel": "strafrechtelijke_handhaving", "zaak": "81/234"})
    assert GEHEIM in client.get(f"/dossier/{nummer}/").text
    assert Logregel.objects.get().zaak == "81/234"


def test_waarnemen_en_noodtoegang_vanaf_de_pagina(nummer):
    planner, inspecteur = klant("planner-dcmr", functie="planner"), klant()
    assert GEHEIM not in planner.get(f"/dossier/{nummer}/").text
    morgen = (date.today() + timedelta(days=1)).isoformat()
    goed = inspecteur.post(
        "/blik/draag-over/", {"rol": rol(inspecteur, "inspecteur").pk, "naam": "planner-dcmr", "tot": morgen}
    )
    assert goed.status_code == 302
    assert "in plaats van inspecteur-dcmr" in planner.get("/blik/").text
    fout = inspecteur.post(
        "/blik/draag-over/", {"rol": rol(inspecteur, "inspecteur").pk, "naam": "planner-dcmr", "tot": "morgen"}
    )
    assert (fout.status_code, "is geen datum" in fout.text) == (400, True)

    steward = klant("datasteward-dcmr", functie="datasteward")
    assert GEHEIM not in steward.get(f"/dossier/{nummer}/").text
    kort = steward.post("/blik/noodtoegang/", {"welke": "dcmr inspecteur", "reden": "brand"})
    assert (kort.status_code, "De reden is te kort" in kort.text) == (400, True)
    assert (
        steward.post(
            "/blik/noodtoegang/", {"welke": "dcmr inspecteur", "reden": "Er is nu brand bij dit bedrijf."}
        ).status_code
        == 302
    )
    tekst = steward.get(f"/dossier/{nummer}/").text
    assert GEHEIM in tekst
    assert "Noodtoegang" in tekst
    assert "Er is nu brand bij dit bedrijf." in klant("auditor-dcmr", functie="auditor").get("/toegang/logboek/").text


def test_een_noodtoegang_wordt_niet_gebruikt_door_wie_haar_niet_koos(nummer):
    klant()
    steward = klant("datasteward-dcmr", functie="datasteward")
    steward.post("/blik/noodtoegang/", {"welke": "dcmr inspecteur", "reden": "Er is nu brand bij dit bedrijf."})
    elders = klant("datasteward-dcmr", functie="datasteward")
    assert GEHEIM not in elders.get(f"/dossier/{nummer}/").text
    assert rollen_van(Rol.objects.exclude(noodreden="").get().gebruiker).count() == 2


def test_de_pagina_met_gronden_is_openbaar_en_noemt_alles(nummer):
    gast = Client(headers=HIER)
    tekst = gast.get("/toegang/gronden/").text
    assert "Omgevingswet 18.25 lid 1" in tekst
    assert "met een convenant" in tekst
    assert "Hiervoor is geen grond geladen" in tekst
    assert "inzage-dossier" in gast.get("/toegang/verwerkingen/").text


@pytest.mark.parametrize("pad", ["/blik/", "/blik/draag-over/", "/blik/noodtoegang/"])
def test_zonder_token_verandert_er_niets(nummer, pad):
    client = klant(client=Client(headers=HIER, enforce_csrf_checks=True))
    antwoord = client.post(pad, {"rol": rol(client, "inspecteur").pk, "welke": "dcmr inspecteur", "reden": "x" * 40})
    assert antwoord.status_code == 403
    assert not Rol.objects.exclude(noodreden="").exists()


def test_alleen_in_een_demo_staan_er_accounts_op_de_aanmeldpagina(nummer):
    from stelsel.toegang.demo import WIE, maak_accounts

    gast = Client(headers=HIER)
    assert "Accounts van deze demo" not in gast.get("/aanmelden/").text
    (Opslag().map / "app").mkdir(exist_ok=True)
    maak_accounts(Opslag())
    maak_accounts(Opslag())
    tekst = gast.get("/aanmelden/").text
    assert all(naam in tekst for naam, *_ in WIE)
    accounts = json.loads((Opslag().map / "app" / "demo-accounts.json").read_text())
    assert len(accounts) == len(WIE)
    a = next(a for a in accounts if a["naam"] == "inspecteur-dcmr")
    assert gast.post("/aanmelden/", {"username": a["naam"], "password": a["wachtwoord"]}).status_code == 302
    assert GEHEIM in gast.get(f"/dossier/{nummer}/").text


def test_een_vervanging_is_terug_te_nemen_door_beide_en_door_niemand_anders(nummer):
    robin = klant("robin-odh", "odh", "inspecteur")
    sam = klant("sam-odh", "odh", "planner")
    tot = (date.today() + timedelta(days=3)).isoformat()
    for wie_stopt in (robin, sam):
        robin.post("/blik/draag-over/", {"rol": rol(robin, "inspecteur").pk, "naam": "sam-odh", "tot": tot})
        waarneming = Rol.objects.filter(vervangt__username="robin-odh").latest("pk")
        assert "Neem terug van sam-odh" in robin.get("/blik/").text
        assert "Stop met waarnemen" in sam.get("/blik/").text
        vreemd = klant("chris-odh", "odh", "inspecteur")
        assert vreemd.post("/blik/neem-terug/", {"rol": waarneming.pk}).status_code == 403
        # A function of one's own is no substitution: it does not end so.
        assert robin.post("/blik/neem-terug/", {"rol": rol(robin, "inspecteur").pk}).status_code == 403
        assert wie_stopt.post("/blik/neem-terug/", {"rol": waarneming.pk}).status_code == 302
        assert "Neem terug" not in robin.get("/blik/").text
        assert "Stop met waarnemen" not in sam.get("/blik/").text


def test_een_zaak_komt_in_het_logboek_zonder_tekens_die_iets_verbergen(nummer):
    officier = klant("officier-om", "om", "officier")
    pk = rol(officier, "officier").pk
    officier.post("/blik/", {"rol": pk, "doel": "strafrechtelijke_handhaving", "zaak": "81/\u202e4\u200b32\n x"})
    officier.get(f"/dossier/{nummer}/")
    assert Logregel.objects.get().zaak == "81/432 x"


def test_een_zaak_wordt_alleen_bewaard_waar_een_grond_haar_vraagt(nummer):
    client = klant()
    client.post("/blik/", {"rol": rol(client, "inspecteur").pk, "doel": "handhavingstaak", "zaak": "81/234"})
    client.get(f"/dossier/{nummer}/")
    assert Logregel.objects.get().zaak == ""


def test_de_zaak_blijft_als_het_doel_op_het_eerste_van_de_functie_terugvalt(nummer):
    officier = klant("officier-om", "om", "officier")
    officier.post("/blik/", {"rol": rol(officier, "officier").pk, "doel": "toveren", "zaak": "81/234"})
    officier.get(f"/dossier/{nummer}/")
    assert Logregel.objects.get().zaak == "81/234"
