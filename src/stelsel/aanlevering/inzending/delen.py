"""A part of a file: it counts wholly or not at all, and may come twice.

A part is first written beside the file, without any lock: a slow or broken line holds nobody up and spoils nothing.
Once it is whole and its hash agrees it is put behind the bytes that are there.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from ...opslag import Opslag
from .fouten import (
    BestandOnbekend,
    DeelAfgebroken,
    DeelAnders,
    DeelBeschadigd,
    DeelPastNiet,
    DeelSluitNietAan,
    DeelTeGroot,
    NietOpen,
)
from .staat import DEEL_HOOGSTENS, Bestand, Inzending, Status, bewaar, bytes_van, gesloten, lees

BLOK = 1 << 18


def voeg_toe(
    opslag: Opslag,
    bron: str,
    id_: str,
    nr: int,
    *,
    vanaf: int,
    lengte: int,
    stroom: Callable[[int], bytes],
    sha256: bytes | None = None,
) -> Inzending:
    """Put `lengte` bytes of `stroom` behind the first `vanaf` bytes of file `nr`; on disk when this returns.

    Raises `InzendingOnbekend`, `BestandOnbekend`, `NietOpen`, `DeelTeGroot`, `DeelPastNiet`, `DeelSluitNietAan`,
    `DeelAfgebroken`, `DeelBeschadigd`, `DeelAnders`, `SchijfVol`; then nothing changed.
    """
    _mag(lees(opslag, bron, id_), nr, vanaf, lengte)  # before a byte is read
    with opslag.ruimte(), _apart(opslag, stroom, lengte, vanaf, sha256) as deel, gesloten(opslag, bron, id_) as i:
        b = _mag(i, nr, vanaf, lengte)
        with os.fdopen(os.open(bytes_van(opslag, i, nr), os.O_RDWR | os.O_CREAT, 0o600), "r+b") as doel:
            doel.seek(vanaf)
            if vanaf + lengte <= b.ontvangen:
                if not _zelfde(deel, doel):
                    raise DeelAnders(b.ontvangen)
                return i
            # What stands behind the acknowledged bytes is of a part that a crash broke off.
            doel.truncate(vanaf)
            with deel.open("rb") as bron_:
                shutil.copyfileobj(bron_, doel, BLOK)
            doel.flush()
            os.fsync(doel.fileno())
        verder = [
            x.model_copy(update={"ontvangen": vanaf + lengte}) if n == nr else x for n, x in enumerate(i.bestanden, 1)
        ]
        return bewaar(opslag, i.model_copy(update={"bestanden": tuple(verder)}))


def _mag(i: Inzending, nr: int, vanaf: int, lengte: int) -> Bestand:
    if i.status is not Status.OPEN:
        raise NietOpen(i.status)
    if not 1 <= nr <= len(i.bestanden):
        raise BestandOnbekend(nr, len(i.bestanden))
    b = i.bestanden[nr - 1]
    if lengte > DEEL_HOOGSTENS:
        raise DeelTeGroot(DEEL_HOOGSTENS)
    if vanaf < 0 or lengte < 1 or vanaf > b.ontvangen or vanaf < b.ontvangen < vanaf + lengte:
        raise DeelSluitNietAan(b.ontvangen)
    if vanaf + lengte > b.grootte:
        raise DeelPastNiet(b.naam, b.grootte)
    return b


@contextmanager
def _apart(
    opslag: Opslag, stroom: Callable[[int], bytes], lengte: int, vanaf: int, sha256: bytes | None
) -> Iterator[Path]:
    """The part in a file of its own, whole and as it was sent; the file is gone afterwards."""
    deel = opslag.werkmap() / f"deel-{uuid.uuid4().hex}-p{os.getpid()}"
    h, over = hashlib.sha256(), lengte
    try:
        with deel.open("wb") as f:
            while over and (blok := stroom(min(BLOK, over))):
                f.write(blok)
                if sha256 is not None:
                    h.update(blok)
                over -= len(blok)
        if over:
            raise DeelAfgebroken(vanaf)
        if sha256 is not None and h.digest() != sha256:
            raise DeelBeschadigd(vanaf)
        yield deel
    finally:
        deel.unlink(missing_ok=True)


def _zelfde(deel: Path, doel: BinaryIO) -> bool:
    """Do the bytes of the part stand at the place where `doel` is?"""
    with deel.open("rb") as f:
        while blok := f.read(BLOK):
            if doel.read(len(blok)) != blok:
                return False
    return True
