"""The progress report: one build of blocks (`opbouw`), written as PDF, ODT or HTML.

In: an edition with its errata. Out: bytes. Never: a sentence that is in one form and not in another.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ...begrippen import Gebruikersfout, of
from ..feiten import Editie
from . import html, odt, pdf
from .opbouw import Rapport, bouw

VORMEN: dict[str, tuple[Callable[[Rapport], bytes], str]] = {
    "pdf": (pdf.schrijf, "application/pdf"),
    "odt": (odt.schrijf, "application/vnd.oasis.opendocument.text"),
    "html": (html.schrijf, "text/html; charset=utf-8"),
}


class VormOnbekend(Gebruikersfout):
    """A report cannot be written in this form."""

    code = "RAPPORT-VORM"

    def __init__(self, vorm: str):
        self.vorm = vorm
        namen = of([f".{v}" for v in VORMEN])
        super().__init__(f"Een rapport kan niet als '{vorm[:20]}'.", f"Kies een naam die eindigt op {namen}.")


def rapport(e: Editie, vorm: str, errata: Sequence[tuple[str, str]] = ()) -> bytes:
    """The report of an edition in a form (`pdf`, `odt`, `html`). `errata`: day and text. Raises `VormOnbekend`."""
    if vorm not in VORMEN:
        raise VormOnbekend(vorm)
    return VORMEN[vorm][0](bouw(e, errata))


__all__ = ["VORMEN", "VormOnbekend", "rapport"]
