"""Handing in on the web: files in parts, resumed after a break, refused with what to do; and without JavaScript."""

from __future__ import annotations

import os
import socket
from urllib.parse import urlsplit

import pytest
from tests.api.klant import LOCATIES, stelsel
from tests.demo import server

from stelsel.aanlevering import bewijzen
from stelsel.opslag import Opslag

NIEUW = "/leveringen/nieuw/"


@pytest.fixture(scope="module")
def deur(tmp_path_factory):
    """Data directory, address and passwords: a steward of two sources, and somebody without a role to deliver."""
    opslag = Opslag(tmp_path_factory.mktemp("deur") / "data")
    woord = stelsel(
        opslag, "toegang", "rol", "steward-dcmr", "--organisatie", "dcmr", "--functie", "datasteward"
    ).split()[-1]
    stelsel(opslag, "toegang", "rol", "steward-dcmr", "--organisatie", "odh", "--functie", "datasteward")
    ander = stelsel(
        opslag, "toegang", "rol", "oud-steward", "--organisatie", "odh", "--functie", "datasteward"
    ).split()[-1]
    stelsel(opslag, "toegang", "rol", "oud-steward", "--organisatie", "odh", "--functie", "datasteward", "--ontneem")
    with server(opslag) as adres:
        yield opslag, adres, {"steward-dcmr": woord, "oud-steward": ander}


@pytest.fixture(scope="module")
def basis_url(deur) -> str:
    """These pages are of the server above; the demo is not needed."""
    return deur[1]


@pytest.fixture
def meld_aan(deur, nieuwe_pagina):
    """A page of somebody who is signed in."""

    def open_(naam: str = "steward-dcmr", pad: str = NIEUW, **opties):
        pagina = nieuwe_pagina(**opties)
        pagina.goto(f"/aanmelden/?next={pad}")
        pagina.get_by_label("Naam", exact=True).fill(naam)
        pagina.get_by_label("Wachtwoord").fill(deur[2][naam])
        pagina.get_by_role("button", name="Meld aan").click()
        return pagina

    return open_


def bestand(naam: str, inhoud: bytes) -> dict:
    return {"name": naam, "mimeType": "application/octet-stream", "buffer": inhoud}


def test_wie_niet_mag_leveren_ziet_de_pagina_niet(deur, nieuwe_pagina, meld_aan):
    pagina = nieuwe_pagina()
    pagina.goto(NIEUW)
    assert "/aanmelden/" in pagina.url
    pagina.goto("/leveringen/")
    assert not pagina.get_by_role("link", name="Lever nieuwe gegevens in").count()
    pagina = meld_aan("oud-steward", "/leveringen/")
    assert not pagina.get_by_role("link", name="Lever nieuwe gegevens in").count()
    assert pagina.request.get(NIEUW).status == 403
    assert pagina.request.get("/api/v1/leveringen").status == 403


def test_bestanden_gaan_in_delen_en_worden_een_levering(deur, meld_aan, axe, schermafdruk):
    pagina = meld_aan(pad="/leveringen/")
    pagina.get_by_role("link", name="Lever nieuwe gegevens in").click()
    pagina.get_by_label("Bestanden", exact=True).set_input_files(
        [bestand("locatie.csv", LOCATIES), bestand("vestiging.csv", b"id;locatie_id;handelsnaam\nV1;L1;Verf en Lak\n")]
    )
    pagina.get_by_role("group", name="locatie.csv").get_by_text("Meer: hoe leest").click()
    pagina.get_by_role("group", name="locatie.csv").get_by_label("Teken tussen kolommen").select_option("puntkomma")
    assert pagina.get_by_role("button", name="Trek in").is_hidden()
    assert axe(pagina) == []
    schermafdruk(pagina, "inleveren")
    pagina.get_by_role("button", name="Lever in").click()
    pagina.get_by_role("link", name="Naar het kwaliteitsrapport").wait_for(timeout=30_000)
    assert pagina.get_by_text("4 rijen ontvangen, 3 opgenomen, 1 wachten op u.").is_visible()
    assert axe(pagina) == []
    schermafdruk(pagina, "inzending-klaar")
    with pagina.expect_download() as d:
        pagina.get_by_role("link", name="locatie.csv: 1").click()
    assert "L2;Kade;x" in d.value.path().read_text()
    pagina.get_by_role("link", name="Naar het kwaliteitsrapport").click()
    assert [b.levering for b in bewijzen(deur[0], "dcmr")] == [pagina.url.rstrip("/").split("/")[-1]]


def test_na_een_verbroken_verbinding_gaan_dezelfde_bestanden_verder(deur, meld_aan, tmp_path, axe):
    groot = tmp_path / "lijst.xlsx"
    groot.write_bytes(os.urandom(9_000_000))
    pagina = meld_aan()
    pagina.clock.install()  # the pauses between tries
    pagina.route("**/bestanden/1?vanaf=8388608", lambda r: r.abort())
    pagina.get_by_label("Bestanden", exact=True).set_input_files(groot)
    pagina.get_by_role("button", name="Lever in").click()
    melding = pagina.get_by_role("status")
    for _ in range(40):
        if melding.get_by_text("verbinding is verbroken").count():
            break
        pagina.clock.run_for(5_000)
        pagina.wait_for_timeout(200)
    assert melding.get_by_text("verbinding is verbroken").is_visible()
    assert axe(pagina) == []
    pagina.fouten.clear()
    pagina = pagina.context.new_page()  # as on another day
    pagina.goto(NIEUW)
    hervat = []
    pagina.expose_function("noteer", lambda tekst: hervat.append(tekst))
    pagina.evaluate("""() => new MutationObserver(() => noteer(document.querySelector("[data-melding]").textContent))
        .observe(document.querySelector("[data-melding]"), { childList: true, characterData: true })""")
    pagina.get_by_label("Bestanden", exact=True).set_input_files(groot)
    pagina.get_by_role("button", name="Lever in").click()
    pagina.get_by_role("alert").get_by_text("lijst.xlsx").wait_for(timeout=30_000)
    assert "Hervat. Al ontvangen: 8,4 MB" in hervat
    assert pagina.get_by_text("Er is niets opgenomen.").is_visible()
    assert axe(pagina) == []


def test_een_fout_in_de_aankondiging_staat_op_de_pagina(meld_aan):
    pagina = meld_aan()
    pagina.get_by_label("Bestanden", exact=True).set_input_files([bestand("leeg.csv", b"")])
    pagina.get_by_role("button", name="Lever in").click()
    pagina.get_by_text("Bestand 1 is leeg.").wait_for()
    assert pagina.get_by_role("button", name="Lever in").is_enabled()
    pagina.fouten.clear()


def test_met_het_toetsenbord_en_op_een_smal_scherm(meld_aan, axe):
    pagina = meld_aan(breedte=360)
    pagina.get_by_label("Bestanden", exact=True).set_input_files(
        [bestand("een-heel-lange-naam-van-een-bestand-" * 3 + ".csv", LOCATIES)]
    )
    assert pagina.evaluate("document.documentElement.scrollWidth") <= 360
    assert axe(pagina) == []
    pagina.get_by_label("Voor wie levert u in?").focus()
    gezien = set()
    for _ in range(14):
        pagina.keyboard.press("Tab")
        gezien.add(pagina.evaluate("document.activeElement.innerText || document.activeElement.name"))
    assert {"soort", "stand", "bestanden", "Lever in"} <= gezien
    assert any(g.startswith("Meer: hoe leest") for g in gezien)


def test_zonder_javascript_werkt_het_formulier(deur, meld_aan):
    pagina = meld_aan(java_script_enabled=False)
    pagina.get_by_label("Voor wie levert u in?").select_option("odh")
    pagina.get_by_role("button", name="Lever in").click()  # no file: the browser holds it
    assert pagina.url.endswith(NIEUW)
    pagina.get_by_label("Bestanden", exact=True).set_input_files([bestand("locatie.csv", LOCATIES)])
    pagina.get_by_role("button", name="Lever in").click()
    for _ in range(50):
        if pagina.get_by_role("link", name="Naar het kwaliteitsrapport").count():
            break
        pagina.wait_for_timeout(300)
        pagina.get_by_role("link", name="Kijk hoe ver het is").click()
    assert pagina.get_by_text("3 rijen ontvangen, 2 opgenomen, 1 wachten op u.").is_visible()
    assert len(bewijzen(deur[0], "odh")) == 1


def test_schrijven_met_een_sessie_vraagt_de_munt_en_een_groot_formulier_wordt_niet_gelezen(deur, meld_aan):
    pagina = meld_aan()
    a = pagina.request.post(
        "/api/v1/inzendingen", data={"bron": "dcmr", "bestanden": [{"naam": "a.csv", "grootte": 1}]}
    )
    assert (a.status, a.json()["code"]) == (403, "GEWEIGERD")
    koek = "; ".join(f"{k['name']}={k['value']}" for k in pagina.context.cookies())
    u = urlsplit(deur[1])
    for pad, lengte in ((NIEUW, 105_000_000), ("/zoek/", 6_000_000)):
        with socket.create_connection((u.hostname, u.port)) as s:
            kop = f"POST {pad} HTTP/1.1\r\nHost: {u.netloc}\r\nCookie: {koek}\r\nContent-Length: {lengte}\r\n"
            s.sendall(kop.encode() + b"Content-Type: multipart/form-data; boundary=x\r\n\r\n")
            assert s.recv(20).startswith(b"HTTP/1.1 413"), pad  # answered before a byte of the body came
