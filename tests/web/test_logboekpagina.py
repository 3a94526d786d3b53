"""The log on screen and what comes out of it: who reads it, what of others stays hidden, the list for whom it is about."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta

import pypdfium2
import pytest
from django.test import Client
from tests.web.kijkers import GEHEIM, HIER, klant, rol

from stelsel.opslag import Opslag
from stelsel.register import Verwijzing, bijwerken, dossier, oordeel, zoek
from stelsel.toegang.demo import maak_convenant
from stelsel.toegang.inzagelijst import inzagelijst
from stelsel.toegang.models import Logregel
from stelsel.toegang.rollen import geef_rol, vervang

pytestmark = pytest.mark.django_db


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


def test_een_convenant_over_strafrecht_blijft_ook_bij_een_bestuurlijk_doel_van_wie_het_gebruikt(nummer):
    maak_convenant()
    klant("jurist-dcmr", functie="handhavingsjurist").get(f"/dossier/{nummer}/")
    assert "strafrechtelijk" in Logregel.objects.get().klassen
    auditor = klant("auditor-odh", "odh", "auditor")
    pagina = auditor.get("/toegang/logboek/", {"over": nummer}).text
    uitvoer = b"".join(auditor.get("/toegang/logboek/uitvoer.jsonl", {"over": nummer}).streaming_content).decode()
    with pypdfium2.PdfDocument(auditor.get(f"/toegang/logboek/inzagen/{nummer}.pdf").content) as papier:
        lijst = papier[0].get_textpage().get_text_range()
    assert "Handhavingsjurist" in pagina
    for tekst in (pagina.split("<table")[1].split("</table")[0], uitvoer, lijst.split("Bekeken:")[1]):
        assert "convenant" not in tekst
        assert "strafrechtelijk" not in tekst
    eigen = klant("auditor-dcmr", functie="auditor").get("/toegang/logboek/", {"over": nummer}).text
    assert "convenant oefenconvenant-rijnmond (voorbeeld)" in eigen


def test_de_uitvoer_geeft_niets_waaruit_een_account_van_een_ander_te_raden_is(nummer):
    """The hash of a line goes over the account: with all else known, names can be tried."""
    klant("chris-odh", "odh").get(f"/dossier/{nummer}/")
    auditor = klant("auditor-dcmr", functie="auditor")
    auditor.get(f"/dossier/{nummer}/")
    *regels, einde = (
        json.loads(r)
        for r in b"".join(
            auditor.get("/toegang/logboek/uitvoer.jsonl", {"over": nummer}).streaming_content
        ).splitlines()
    )
    assert einde == {"einde": 1}
    assert not {"nl.stelsel.wie", "nl.stelsel.zaak", "nl.stelsel.hash"} & regels[0]["attributes"].keys()
    eigen = klant("auditor-odh", "odh", "auditor").get("/toegang/logboek/uitvoer.jsonl", {"over": nummer})
    assert Logregel.objects.get(nr=1).hash in b"".join(eigen.streaming_content).decode()


def test_een_nummer_dat_anders_is_getypt_komt_onder_zijn_eigen_nummer_in_het_logboek(nummer):
    anders = nummer.lower().replace("-", "")
    klant("chris-odh", "odh").get(f"/nummer/{anders}/", {"stand": "1"})
    assert set(Logregel.objects.values_list("betrokkene", flat=True)) == {nummer}


def test_wie_auditor_is_van_twee_organisaties_laat_bij_beide_een_regel_na(nummer):
    auditor = klant("auditor-dcmr", functie="auditor")
    geef_rol("auditor-dcmr", "odh", "auditor", "toets")
    auditor.get("/toegang/logboek/", {"over": nummer})
    assert sorted(Logregel.objects.values_list("organisatie", flat=True)) == ["dcmr", "odh"]


def test_de_lijst_telt_ook_wat_onder_een_vroeger_nummer_is_bekeken(geef, opslag, monkeypatch):
    """Two numbers become one: who looked at the old one looked at this company."""
    monkeypatch.setenv("STELSEL_DATA", str(opslag.map))
    geef("odh", locatie="id;straat;huisnummer;woonplaats\nL1;Kade;1;Ede\nL2;Gracht;2;Ede\n",
         vestiging="id;locatie_id;handelsnaam\nV1;L1;Verf en Lak\nV2;L2;Beits\n")  # fmt: skip
    bijwerken(opslag)
    oud = {t.naam: t.nummer for w in ("verf", "beits") for t in zoek(opslag, w).treffers}
    for n in oud.values():
        klant("chris-odh", "odh").get(f"/dossier/{n}/")
    v1, v2 = Verwijzing("vestiging", "odh", "V1"), Verwijzing("vestiging", "odh", "V2")
    oordeel(opslag, "onderneming", v1, v2, "zelfde", door="x", reden="y")
    bijwerken(opslag)
    (nu,) = {dossier(opslag, n).nummer for n in oud.values()}
    lijst = inzagelijst(opslag, nu)
    assert {i.nummer for i in lijst.inzagen} == set(oud.values())
    assert inzagelijst(opslag, next(n for n in oud.values() if n != nu)).inzagen == lijst.inzagen
