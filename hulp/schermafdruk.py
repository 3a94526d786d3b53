"""Makes the picture in the README from the loaded demo, as an inspector sees it: schermafdruk.py DOEL.png. Needs what `make test` installs."""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from stelsel.opslag import Opslag
from stelsel.register import Dossier, dossier, zoek
from stelsel.toegang import Vraag, blik
from stelsel.web.tijdlijn import BANEN

WORTEL = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(WORTEL))
from tests.demo import server, wachtwoord  # noqa: E402 -- the root of the project is not installed

WIE, BIJ, FUNCTIE, WAARVOOR = "inspecteur-dcmr", "dcmr", "inspecteur", "handhavingstaak"
VLAGGEN = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]


def _veelzeggend(d: Dossier) -> tuple[int, ...]:
    """Few locations, several authorities, many kinds of events: what fits on one screen and shows the most."""
    bronnen = len({f.herkomst.bron for s in BANEN for f in d.van(s)})
    soorten = sum(bool(d.van(s)) for s in BANEN)
    return (min(bronnen, 3), soorten, -sum(map(len, d.feiten.values())))


def main(doel: Path) -> None:
    opslag = Opslag()
    kandidaten = [t for t in zoek(opslag, "chemie", hoogstens=200).treffers if t.oefening and t.locaties in (2, 3)]
    zicht = blik(Vraag(WIE, BIJ, FUNCTIE, WAARVOOR)).zicht
    d = max((dossier(opslag, t.nummer, zicht=zicht) for t in kandidaten), key=_veelzeggend)
    with server(opslag) as adres, sync_playwright() as p:
        browser = p.chromium.launch(executable_path=(WORTEL / ".venv/chromium-pad").read_text().strip(), args=VLAGGEN)
        pagina = browser.new_page(viewport={"width": 1280, "height": 1130}, locale="nl-NL")
        pagina.goto(f"{adres}/aanmelden/")
        pagina.get_by_label("Naam", exact=True).fill(WIE)
        pagina.get_by_label("Wachtwoord", exact=True).fill(wachtwoord(opslag, WIE))
        pagina.get_by_role("button", name="Meld aan").click()
        pagina.goto(f"{adres}/dossier/{d.nummer}/")
        pagina.wait_for_selector(".s-kaart[data-klaar]")
        pagina.wait_for_timeout(1000)
        doel.parent.mkdir(parents=True, exist_ok=True)
        pagina.screenshot(path=doel)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
