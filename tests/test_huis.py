"""The house: who may import whom, how long a module may be, what must not be in a commit."""

from __future__ import annotations

import ast
import subprocess
from pathlib import Path

import pytest

WORTEL = Path(__file__).parent.parent
BRON = WORTEL / "src" / "stelsel"
VERDIEPING = {
    "begrippen": 0, "opslag": 1, "druk": 1, "aanlevering": 2, "register": 3, "toegang": 4, "oefening": 5, "programma": 5,
    "vergunning": 5, "web": 6, "opdrachten": 6,
    "cli": 6,
}  # fmt: skip
MODULES = sorted(BRON.rglob("*.py"))


def kamer(pad: Path) -> str:
    deel = pad.relative_to(BRON).parts[0]
    return deel.removesuffix(".py")


def kamers_van(pad: Path) -> set[str]:
    """The rooms that a module imports."""
    uit = set()
    hier = ("stelsel", *pad.relative_to(BRON).with_suffix("").parts)
    for n in ast.walk(ast.parse(pad.read_text())):
        if isinstance(n, ast.ImportFrom):
            voor = hier[: len(hier) - n.level] if n.level else ()
            namen = [(*voor, *(n.module or "").split("."))] if n.module else [(*voor, a.name) for a in n.names]
            uit |= {m[1] for m in namen if len(m) > 1 and m[0] == "stelsel"}
    return uit & VERDIEPING.keys()


@pytest.mark.parametrize("pad", MODULES, ids=lambda p: str(p.relative_to(BRON)))
def test_een_kamer_importeert_alleen_kamers_erboven(pad):
    if pad.parent == BRON and pad.name == "__init__.py":
        return
    hier = kamer(pad)
    for ander in kamers_van(pad) - {hier}:
        hoger = VERDIEPING[ander] < VERDIEPING[hier] or (VERDIEPING[hier] == 6 and hier in ("cli", "opdrachten"))
        assert hoger, f"{hier} (verdieping {VERDIEPING[hier]}) mag {ander} niet importeren"


@pytest.mark.parametrize(
    "pad", [*MODULES, *sorted((WORTEL / "tests").rglob("*.py"))], ids=lambda p: str(p.relative_to(WORTEL))
)
def test_een_module_blijft_onder_15_kb(pad):
    assert pad.stat().st_size < 15_000


@pytest.mark.parametrize("pad", MODULES, ids=lambda p: str(p.relative_to(BRON)))
def test_elke_module_zegt_waarvoor_zij_dient(pad):
    boom = ast.parse(pad.read_text())
    if boom.body:
        assert ast.get_docstring(boom)


def test_er_staat_geen_adres_van_een_register_in_de_vastgelegde_bestanden():
    lijst = subprocess.run(["git", "ls-files"], cwd=WORTEL, capture_output=True, text=True, check=False).stdout.split()
    verboden = ["files.python" + "hosted.org", "registry.npm" + "js.org", "pypi" + ".org/simple", "/work" + "/"]
    for naam in lijst:
        if (WORTEL / naam).suffix not in {".png", ".woff2"} and (WORTEL / naam).exists():
            tekst = (WORTEL / naam).read_text(encoding="utf-8", errors="replace")
            assert not [v for v in verboden if v in tekst], naam
