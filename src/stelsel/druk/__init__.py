"""Print: facts and a Typst template become a PDF/UA-1 and PDF/A-2a document.

In: facts as data, never as markup, and a template: of a room, or the one here of headings and tables. Out: bytes. Never: words of its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..begrippen import Gebruikersfout

LETTERS = Path(__file__).parent / "letters"
DOCUMENT = Path(__file__).parent / "document.typ"


class TekenNietAfTeDrukken(Gebruikersfout):
    """A character for which the letters of print have no shape; an accessible PDF may not leave it out."""

    code = "RAPPORT-TEKEN"

    def __init__(self, teken: str):
        self.teken = teken
        super().__init__(
            f"De PDF kan '{teken[:20]}' niet afdrukken: daar zijn in het lettertype geen tekens voor.",
            "Vervang het in de tekst, of kies een andere vorm dan PDF.",
        )


def maak_pdf(sjabloon: Path, **gegevens: Mapping[str, Any]) -> bytes:
    """The document that the template makes of these facts (each under its name in `sys.inputs`). Raises `TekenNietAfTeDrukken`."""
    import typst

    try:
        return typst.compile(
            str(sjabloon),
            root=str(sjabloon.parent),
            font_paths=[str(LETTERS)],
            ignore_system_fonts=True,
            sys_inputs={naam: json.dumps(w, ensure_ascii=False, default=str) for naam, w in gegevens.items()},
            pdf_standards=["ua-1", "a-2a"],
        )
    except typst.TypstError as e:
        if m := re.search(r'the text `?"(.+?)"`? could not be displayed', str(e)):
            raise TekenNietAfTeDrukken(m[1]) from e
        raise


__all__ = ["DOCUMENT", "LETTERS", "TekenNietAfTeDrukken", "maak_pdf"]
