"""The same company, seen by each kind of user of the demo; the pages of access in a real browser."""

from __future__ import annotations

import pytest
from tests.zicht import ALLES

from stelsel.register import dossier, zoek
from stelsel.toegang.demo import WIE


@pytest.fixture(scope="session")
def bekend(demo):
    """A company of DCMR with a finding, an action and a visit that has a summary."""
    alle = (
        dossier(demo, t.nummer, zicht=ALLES)
        for t in zoek(demo, "oefen", hoogstens=200).treffers
        if t.soort == "onderneming"
    )
    eigen = [d for d in alle if any(f.herkomst.bron == "dcmr" for f in d.van("bevinding"))]
    return max(eigen, key=lambda d: len(d.van("bevinding")) + 5 * len(d.van("handhavingsactie")))


def goed(pagina, axe):
    assert axe(pagina) == [], pagina.url
    assert not pagina.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"), (
        pagina.url
    )


def gezien(pagina) -> tuple[tuple[str, ...], str, str]:
    """What a page tells of closed data: its headings; the classes that it shows, and on which grounds; what it does not show, and why not."""
    koppen = [k.strip() for k in pagina.get_by_role("main").locator("h2, h3").all_text_contents()]
    ook = " ".join(pagina.get_by_text("U ziet ook").all_text_contents())
    redenen = " ".join(pagina.locator("details.s-melding li").all_text_contents())
    return tuple(sorted(koppen)), ook, redenen


def test_ieder_account_van_de_demo_ziet_hetzelfde_bedrijf_anders(nieuwe_pagina, als, bekend, schermafdruk):
    pagina = nieuwe_pagina()
    pagina.goto("/aanmelden/")
    for naam, *_ in WIE:
        assert pagina.get_by_role("cell", name=naam).or_(pagina.get_by_role("rowheader", name=naam)).count()
    schermafdruk(pagina, "aanmelden-demo")
    pagina.goto(f"/dossier/{bekend.nummer}/")
    zien = {"burger": gezien(pagina)}
    for naam, *_ in WIE:
        pagina = als(naam, java_script_enabled=False)  # the map of a dossier takes the longest, and is the same for all
        pagina.goto(f"/dossier/{bekend.nummer}/")
        zien[naam] = gezien(pagina)
    gesloten = {n for n, (_, ook, _) in zien.items() if not ook}
    # Those for whom no ground is loaded, who must name a case first, or who read the log only, see what a citizen sees.
    assert gesloten == {
        "burger",
        "analist-rivm",
        "stelselhouder-ienw",
        "officier-om",
        "opsporing-politie",
        "auditor-dcmr",
    }
    assert {zien[n][0] for n in gesloten} == {zien["burger"][0]}
    # Each is told another reason; police and prosecution the same: name the case.
    assert zien["officier-om"] == zien["opsporing-politie"]
    assert len({zien[n][2] for n in gesloten}) == 5
    # All others see other classes, or the same on another ground.
    assert len({zien[n][1] for n in set(zien) - gesloten}) == len(zien) - len(gesloten)
    # The covenant for practice opens the criminal side to the lawyer, with its mark.
    assert "strafrechtelijk" in zien["handhavingsjurist-dcmr"][1]
    assert "convenant oefenconvenant-rijnmond (voorbeeld)" in zien["handhavingsjurist-dcmr"][1]


def test_een_officier_noemt_een_zaak_en_kijkt(als, bekend, axe, schermafdruk):
    pagina = als("officier-om")
    goed(pagina, axe)
    pagina.get_by_label("Zaak waarvoor dit nodig is").fill("81/234")
    pagina.get_by_role("button", name="Kijk met deze functie").click()
    assert "strafrechtelijk" in pagina.get_by_text("U ziet ook").inner_text()
    pagina.goto(f"/dossier/{bekend.nummer}/")
    assert pagina.get_by_role("heading", name="Bevindingen").count() or pagina.get_by_text("bevinding").count()
    goed(pagina, axe)
    schermafdruk(pagina, "dossier-officier")


@pytest.mark.parametrize("breedte", [360, 1280])
def test_de_paginas_van_toegang_zijn_toegankelijk(als, axe, schermafdruk, breedte):
    pagina = als("inspecteur-dcmr", breedte=breedte)
    goed(pagina, axe)
    schermafdruk(pagina, "blik", breedte)
    pagina.goto("/toegang/gronden/")
    goed(pagina, axe)
    schermafdruk(pagina, "gronden", breedte)
    for naam in ("convenanten", "convenanten/dcmr"):
        pagina.goto(f"/toegang/{naam}/")
        goed(pagina, axe)
        schermafdruk(pagina, naam.replace("/", "-"), breedte)
    auditor = als("auditor-dcmr", breedte=breedte)
    auditor.goto("/toegang/logboek/")
    goed(auditor, axe)
    schermafdruk(auditor, "logboek", breedte)
