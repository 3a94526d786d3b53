"""The report as PDF/UA-1 and PDF/A-2a, set by Typst. The facts go in as data, never as markup."""

from __future__ import annotations

import json
import re
from pathlib import Path

import typst

from ...begrippen import Gebruikersfout
from .opbouw import Rapport

HIER = Path(__file__).parent
LETTERS = HIER / "letters"


class TekenNietAfTeDrukken(Gebruikersfout):
    """A character for which the letters of the report have no shape; an accessible PDF may not leave it out."""

    code = "RAPPORT-TEKEN"

    def __init__(self, teken: str):
        self.teken = teken
        super().__init__(
            f"De PDF kan '{teken[:20]}' niet afdrukken: daar zijn in het lettertype geen tekens voor.",
            "Vervang het in de tekst, of maak het rapport als .odt of .html.",
        )


def schrijf(r: Rapport) -> bytes:
    """The bytes of the document. Raises `TekenNietAfTeDrukken`."""
    try:
        return typst.compile(
            str(HIER / "rapport.typ"),
            root=str(HIER),
            font_paths=[str(LETTERS)],
            ignore_system_fonts=True,
            sys_inputs={"rapport": json.dumps(r.als_dict(), ensure_ascii=False)},
            pdf_standards=["ua-1", "a-2a"],
        )
    except typst.TypstError as e:
        if m := re.search(r'the text `?"(.+?)"`? could not be displayed', str(e)):
            raise TekenNietAfTeDrukken(m[1]) from e
        raise
