"""Every Dutch text of a page has an English one, and no English text is left of a page that went."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

import stelsel.web
from stelsel.aanlevering import HERSTELNAMEN
from stelsel.register import REDENEN
from stelsel.register.koppelen.stappen import NIVEAUS
from stelsel.vergunning import KWESTIES, REGELS
from stelsel.vergunning.brefs import OORDELEN

WEB = Path(stelsel.web.__file__).parent
TEKST = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\")"""
AANROEP = re.compile(rf"\b(?:_|gettext|gettext_lazy|gettext_noop|ngettext)\(\s*({TEKST})")


def teksten() -> set[str]:
    bronnen = [templatize(p.read_text(encoding="utf-8")) for p in WEB.glob("templates/**/*.html")]
    bronnen += [p.read_text(encoding="utf-8") for p in WEB.rglob("*.py")]
    return {ast.literal_eval(t) for bron in bronnen for t in AANROEP.findall(bron)} | elders()


def elders() -> set[str]:
    """Texts of other rooms that pages translate."""
    return {
        *HERSTELNAMEN.values(),
        *REDENEN.values(),
        *(n.naam for soort in NIVEAUS.values() for n in soort),
        *REGELS.values(),
        *(z for _, *zin in KWESTIES.values() for z in zin),
        *(z for zin in OORDELEN.values() for z in zin),
    }


def test_elke_tekst_heeft_een_engelse_en_geen_engelse_is_overbodig():
    with (WEB / "locale/en/LC_MESSAGES/django.po").open(encoding="utf-8") as f:
        engels = {(m.id if isinstance(m.id, str) else m.id[0]): m for m in read_po(f, locale="en") if m.id}
    gevonden = teksten()
    assert gevonden - engels.keys() == set()
    assert engels.keys() - gevonden == set()
    assert [
        sleutel for sleutel, m in engels.items() if not all([m.string] if isinstance(m.string, str) else m.string)
    ] == []
