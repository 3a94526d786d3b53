"""Pages of access: choosing for whom one looks, substitution, emergency, grounds, the log."""

from __future__ import annotations

import json
import re
import shutil
from datetime import UTC, date, datetime, timedelta

import pypdfium2
import pytest
from django.test import Client

from stelsel.aanlevering import lever
from stelsel.opslag import Opslag
from stelsel.register import bijwerken, dossier, zoek
from stelsel.toegang.models import Logregel, Rol
from stelsel.toegang.rollen import geef_rol, rollen_van, vervang

pytestmark = pytest.mark.django_db
GEHEIM = "Vaten lekten in de sloot"
HIER = {"host": "localhost"}


@pytest.fixture(scope="module")
def register(tmp_path_factory):
    """A register with one company, of which a visit has a summary that is closed."""
    map_ = tmp_path_factory.mktemp("register")
    tabellen = {
        "locatie": "id;straat;huisnummer;woonplaats\nL1;Kade;1;Ede\n",
        "vestiging": "id;locatie_id;handelsnaam\nV1;L1;Verf en Lak\n",
        "toezichtbezoek": f"id;locatie_id;vestiging_id;datum;soort;samenvatting\nT1;L1;V1;2024-03-01;routinematig;{GEHEIM}\n",
    }
    (map_ / "levering").mkdir()
    for naam, inhoud in tabellen.items():
        (map_ / "levering" / f"{naam}.csv").write_text(inhoud, encoding="utf-8")
    opslag = Opslag(map_ / "data")
    lever(opslag, [map_ / "levering"], "odh")
    bijwerken(opslag)
    return opslag


@pytest.fixture
def nummer(register, tmp_path, monkeypatch):
    shutil.copytree(register.map, tmp_path / "data")
    monkeypatch.setenv("STELSEL_DATA", str(tmp_path / "data"))
    return zoek(Opslag(), "verf").treffers[0].nummer


def klant(naam="inspecteur-dcmr", organisatie="dcmr", functie="inspecteur", client=None) -> Client:
    r, _ = geef_rol(naam, organisatie, functie, "toets")
    client = client or Client(headers=HIER)
    client.force_login(r.gebruiker, "django.contrib.auth.backends.ModelBackend")
    return client


def rol(client, functie) -> Rol:
    return Rol.objects.get(gebruiker_id=client.session["_auth_user_id"], functie=functie)


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


def test_in_het_logboek_staat_hoe_iemand_aan_zijn_functie_kwam_en_van_een_ander_niet_voor_welke_zaak(nummer):
    klant()
    officier = klant("officier-om", "om", "officier")
    officier.post(
        "/blik/",
        {"rol": rol(officier, "officier").pk, "doel": "strafrechtelijke_handhaving", "zaak": "geheim onderzoek"},
    )
    officier.get(f"/dossier/{nummer}/")
    steward = klant("datasteward-dcmr", functie="datasteward")
    steward.post("/blik/noodtoegang/", {"welke": "dcmr inspecteur", "reden": "Er is nu brand bij dit bedrijf."})
    steward.get(f"/dossier/{nummer}/")
    auditor = klant("auditor-dcmr", functie="auditor")
    over = auditor.get("/toegang/logboek/", {"over": nummer}).text
    uitvoer = b"".join(auditor.get("/toegang/logboek/uitvoer.jsonl", {"over": nummer}).streaming_content).decode()
    assert "geheim onderzoek" not in over + uitvoer
    # That the criminal side looks at all is only for its own auditor to read.
    assert "Openbaar Ministerie" not in over
    assert "Inspecteur, noodtoegang" in over
    assert Logregel.objects.filter(activiteit="inzage-logboek", wie="auditor-dcmr").count() == 2
    assert "geheim onderzoek" in klant("auditor-om", "om", "auditor").get("/toegang/logboek/", {"over": nummer}).text


def test_de_auditor_ziet_eigen_accounts_en_van_een_ander_alleen_de_organisatie(nummer):
    klant().get(f"/dossier/{nummer}/")
    klant("inspecteur-odh", "odh").get(f"/dossier/{nummer}/")
    auditor = klant("auditor-dcmr", functie="auditor")
    eigen = auditor.get("/toegang/logboek/").text
    assert "inspecteur-dcmr" in eigen
    assert "odh" not in eigen
    over = auditor.get("/toegang/logboek/", {"over": nummer}).text
    assert f"Wie bekeek {nummer}? Er is 2 keer gekeken." in over
    assert "inspecteur-dcmr" in over
    assert "inspecteur-odh" not in over
    assert "Omgevingsdienst Haaglanden" in over
    regels = (
        b"".join(auditor.get("/toegang/logboek/uitvoer.jsonl", {"over": nummer}).streaming_content)
        .decode()
        .splitlines()
    )
    assert json.loads(regels[-1]) == {"einde": 2}
    assert [json.loads(r)["attributes"].get("nl.stelsel.wie") for r in regels[:-1]] == [None, "inspecteur-dcmr"]


@pytest.mark.parametrize("pad", ["/toegang/logboek/", "/toegang/logboek/uitvoer.jsonl"])
def test_wie_geen_auditor_is_leest_het_logboek_niet(nummer, pad):
    assert klant().get(pad).status_code == 403
    assert Client(headers=HIER).get(pad).status_code == 302


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


def test_wie_het_betreft_krijgt_een_lijst_van_wie_keek_zonder_accounts_en_zaken(nummer):
    klant("chris-odh", "odh").get(f"/dossier/{nummer}/")
    klant("chris-odh", "odh").get(f"/dossier/{nummer}/")
    officier = klant("officier-om", "om", "officier")
    officier.post(
        "/blik/",
        {"rol": rol(officier, "officier").pk, "doel": "strafrechtelijke_handhaving", "zaak": "geheim onderzoek"},
    )
    officier.get(f"/dossier/{nummer}/")
    afwezig, _ = geef_rol("robin-odh", "odh", "inspecteur", "toets")
    geef_rol("sam-odh", "odh", "planner", "toets")
    waarneming = vervang(afwezig, "sam-odh", datetime.now(UTC) + timedelta(days=3))
    sam = klant("sam-odh", "odh", "planner")
    sam.post("/blik/", {"rol": waarneming.pk, "doel": "handhavingstaak"})
    sam.get(f"/dossier/{nummer}/")
    locatie = dossier(Opslag(), nummer).locaties[0].nummer
    sam.get(f"/dossier/{locatie}/")
    auditor = klant("auditor-dcmr", functie="auditor")
    antwoord = auditor.get(f"/toegang/logboek/inzagen/{nummer}.pdf")
    assert antwoord["Content-Type"] == "application/pdf"
    assert antwoord["Content-Disposition"].startswith(f'attachment; filename="inzagen-{nummer}-')
    with pypdfium2.PdfDocument(antwoord.content) as papier:
        tekst = " ".join(" ".join(p.get_textpage().get_text_range() for p in papier).split())
    tekst = re.sub("\ufffe ?", "", tekst)  # where a word was broken
    for zin in (
        "Wie bekeek Verf en Lak?",
        "Bekeken: 4 keer",
        "Omgevingsdienst Haaglanden: Inspecteur",
        "als vervanger",
        locatie,
    ):
        assert zin in tekst, zin
    for geheim in ("chris", "robin", "sam", "geheim onderzoek", "Openbaar Ministerie", GEHEIM):
        assert geheim not in tekst, geheim
    # Making the list is reading the log, and is in it; it is no look at the company.
    assert Logregel.objects.filter(activiteit="inzage-logboek", betrokkene=nummer).count() == 1
    # Nor do others learn from the page or the export who is stood in for.
    alles = auditor.get("/toegang/logboek/", {"over": nummer}).text
    alles += b"".join(auditor.get("/toegang/logboek/uitvoer.jsonl", {"over": nummer}).streaming_content).decode()
    assert "Inspecteur, als vervanger" in alles
    assert "robin" not in alles
    eigen = klant("auditor-odh", "odh", "auditor")
    assert "in plaats van robin-odh" in eigen.get("/toegang/logboek/", {"over": nummer}).text


def test_de_lijst_is_alleen_voor_een_auditor_en_een_onbekend_nummer_heeft_er_geen(nummer):
    assert klant().get(f"/toegang/logboek/inzagen/{nummer}.pdf").status_code == 403
    assert Client(headers=HIER).get(f"/toegang/logboek/inzagen/{nummer}.pdf").status_code == 302
    auditor = klant("auditor-dcmr", functie="auditor")
    for onbekend in ("VTH-0000-0000", "x", nummer[:-1]):
        assert auditor.get(f"/toegang/logboek/inzagen/{onbekend}.pdf").status_code in (400, 404)


def test_een_zaak_wordt_alleen_bewaard_waar_een_grond_haar_vraagt(nummer):
    client = klant()
    client.post("/blik/", {"rol": rol(client, "inspecteur").pk, "doel": "handhavingstaak", "zaak": "81/234"})
    client.get(f"/dossier/{nummer}/")
    assert Logregel.objects.get().zaak == ""
