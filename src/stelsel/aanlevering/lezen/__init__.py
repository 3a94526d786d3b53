"""Readers: from the bytes of a file to tables of text with the line each row began on.

In: a kept file and its name. Out: `Blok`s of rows as text, and the lines that could not be read.
Never: a line skipped in silence, and no judgement of what a value means.
"""

from .gemeen import ONZICHTBAAR, Bestandsfout, Blok, Misvormd, Vorm
from .kiezen import EXTENSIES, LEESBAAR, SOORTEN, lees, leesbaar

__all__ = [
    "EXTENSIES",
    "LEESBAAR",
    "ONZICHTBAAR",
    "SOORTEN",
    "Bestandsfout",
    "Blok",
    "Misvormd",
    "Vorm",
    "lees",
    "leesbaar",
]
