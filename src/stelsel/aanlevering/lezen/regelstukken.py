"""The bytes of a text in pieces of whole lines, so that a piece can be read by itself."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from .codering import Stroom
from .gemeen import Bestandsfout

BLOK = 4 << 20  # larger gains nothing, and a block of separators only costs forty times its size
LANGSTE_RECORD = 1 << 20  # bytes
LF = 10


def hele_regels(stroom: Stroom, naam: str) -> Iterator[tuple[bytes, bool]]:
    """The pieces, and whether it is the last; the last line gets an end when it has none. Raises `Bestandsfout` for an endless line.

    A file of which the first piece knows only CR ends its lines by that.
    """
    rest, regel, eerste, alleen_cr = b"", 1, True, False
    while stuk := stroom.lees(BLOK):
        if eerste:
            alleen_cr, eerste = b"\r" in stuk and b"\n" not in stuk, False
        if alleen_cr:
            stuk = stuk.replace(b"\r", b"\n")
        data = rest + stuk
        knip = data.rfind(b"\n") + 1
        if not knip and len(data) > LANGSTE_RECORD + BLOK:
            raise Bestandsfout(naam, "de regel is langer dan een miljoen tekens.",
                               "Controleer de regeleinden van het bestand.", regel)  # fmt: skip
        if knip:
            yield data[:knip], False
            regel += regels_in(data[:knip])
        rest = data[knip:]
    yield rest + (b"\n" if rest else b""), True


def regels_in(blok: bytes) -> int:
    """How many line ends there are: `bytes.count` takes ten times as long, and lets no other thread work meanwhile."""
    return int(np.count_nonzero(np.frombuffer(blok, np.uint8) == LF))
