"""The report as PDF/UA-1 and PDF/A-2a, set by Typst. The facts go in as data, never as markup."""

from __future__ import annotations

from pathlib import Path

from ...druk import maak_pdf
from .opbouw import Rapport


def schrijf(r: Rapport) -> bytes:
    """The bytes of the document. Raises `TekenNietAfTeDrukken`."""
    return maak_pdf(Path(__file__).parent / "rapport.typ", rapport=r.als_dict())
