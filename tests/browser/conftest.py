"""A real browser for the tests of the screens.

`pagina` fails its test when the page wrote an error to the console or broke the content security policy.
The test session provides `basis_url`, the address of a server with a small register.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright
from tests.demo import wachtwoord

from stelsel.opslag import Opslag

WORTEL = Path(__file__).resolve().parents[2]
AXE = WORTEL / "src/stelsel/web/voorkant/node_modules/axe-core/axe.min.js"
PADBESTAND = WORTEL / ".venv/chromium-pad"
AFDRUKKEN = Path(__file__).parent / "schermafdrukken"
HOOGTE = 900
TOEGANKELIJK = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
VLAGGEN = [
    "--disable-background-networking",
    "--disable-quic",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu-compositing",
    "--disable-gpu-rasterization",
    # The map draws with WebGL, here without a graphics card.
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
]
LUISTER_NAAR_CSP = """
document.addEventListener("securitypolicyviolation",
  (g) => console.error(`CSP ${g.violatedDirective}: ${g.blockedURI} (${g.sourceFile}:${g.lineNumber})`));
"""


def _chromium() -> str:
    pad = os.environ.get("CHROMIUM") or (PADBESTAND.read_text(encoding="utf-8").strip() if PADBESTAND.exists() else "")
    if not pad:
        pytest.skip("Geen Chromium: voer eerst 'make test' uit, of zet CHROMIUM.")
    return pad


@pytest.fixture(scope="session", autouse=True)
def _een_klik_wacht_op_de_pagina() -> Iterator[None]:
    """A click returns when the next document is named, not when it is read: on a busy computer tests looked too early."""
    klik = Locator.click

    def klik_en_wacht(plek: Locator, **opties: Any) -> None:
        klik(plek, **opties)
        plek.page.wait_for_load_state()

    with pytest.MonkeyPatch.context() as mp:
        mp.setattr(Locator, "click", klik_en_wacht)
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole session."""
    als_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as p:
        b = p.chromium.launch(executable_path=_chromium(), args=[*VLAGGEN, *als_root])
        yield b
        b.close()


@pytest.fixture
def nieuwe_pagina(browser: Browser, basis_url: str) -> Iterator[Callable[..., Page]]:
    """Opens pages with options of a browser context (color_scheme="dark", java_script_enabled=False, ...)."""
    contexten: list[BrowserContext] = []
    fouten: list[str] = []

    def open_(breedte: int = 1280, **opties: Any) -> Page:
        opties = {"viewport": {"width": breedte, "height": HOOGTE}, "base_url": basis_url, "locale": "nl-NL"} | opties
        context = browser.new_context(**opties)
        contexten.append(context)
        pagina = context.new_page()
        pagina.add_init_script(LUISTER_NAAR_CSP)
        pagina.on("console", lambda m: fouten.append(m.text) if m.type == "error" else None)
        pagina.on("pageerror", lambda e: fouten.append(str(e)))
        pagina.fouten = fouten  # type: ignore[attr-defined]
        return pagina

    yield open_
    for context in contexten:
        context.close()
    assert not fouten, "De pagina meldde fouten:\n" + "\n".join(fouten)


@pytest.fixture
def pagina(nieuwe_pagina: Callable[..., Page]) -> Page:
    """A new page of 1280 px. A test that expects an error empties `pagina.fouten`."""
    return nieuwe_pagina()


@pytest.fixture
def als(nieuwe_pagina: Callable[..., Page], demo: Opslag) -> Callable[..., Page]:
    """A page of an account of the demo, signed in: `als("inspecteur-dcmr")`."""

    def open_(naam: str, **opties: Any) -> Page:
        pagina = nieuwe_pagina(**opties)
        pagina.goto("/aanmelden/")
        pagina.get_by_label("Naam", exact=True).fill(naam)
        pagina.get_by_label("Wachtwoord", exact=True).fill(wachtwoord(demo, naam))
        pagina.get_by_role("button", name="Meld aan").click()
        return pagina

    return open_


@pytest.fixture
def axe() -> Callable[..., list[str]]:
    """Violations of WCAG 2.2 A and AA and of good practice, one line per rule and element; of some rules only, when named."""

    def keur(pagina: Page, *regels: str) -> list[str]:
        pagina.evaluate(f"{AXE.read_text(encoding='utf-8')}; undefined")
        alleen = {"type": "rule", "values": regels} if regels else {"type": "tag", "values": TOEGANKELIJK}
        uitkomst = pagina.evaluate("(alleen) => axe.run(document, { runOnly: alleen })", alleen)
        return [
            f"{fout['id']}: {fout['help']} in {plek['html'][:160]}"
            for fout in uitkomst["violations"]
            for plek in fout["nodes"]
        ]

    return keur


@pytest.fixture
def schermafdruk() -> Callable[..., Path]:
    """Writes a picture of the whole page at a width, for people to look at."""

    def maak(pagina: Page, naam: str, breedte: int = 1280) -> Path:
        AFDRUKKEN.mkdir(exist_ok=True)
        pagina.set_viewport_size({"width": breedte, "height": HOOGTE})
        pad = AFDRUKKEN / f"{naam}-{breedte}.png"
        pagina.screenshot(path=pad, full_page=True)
        return pad

    return maak
