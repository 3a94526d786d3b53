"""The report as PDF/UA-1 and PDF/A-2a, set by Typst. The facts go in as data, never as markup."""

from __future__ import annotations

import json
from pathlib import Path

import typst

from .opbouw import Rapport

HIER = Path(__file__).parent
LETTERS = HIER / "letters"


def schrijf(r: Rapport) -> bytes:
    """The bytes of the document."""
    return typst.compile(
        str(HIER / "rapport.typ"),
        root=str(HIER),
        font_paths=[str(LETTERS)],
        ignore_system_fonts=True,
        sys_inputs={"rapport": json.dumps(r.als_dict(), ensure_ascii=False)},
        pdf_standards=["ua-1", "a-2a"],
    )
