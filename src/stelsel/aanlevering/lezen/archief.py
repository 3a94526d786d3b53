"""Archives that may be meant to harm: what the list of contents says is held against the bytes, within set limits.

A list of contents can lie about sizes, and two readers can find different lists in one file. So each part is unpacked to
its true end and counted, and a workbook, which a second library reads too, may hold one list only, at its very end.
"""

from __future__ import annotations

import copy
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from .gemeen import Bestandsfout

MEESTE_DELEN = 10_000
LIJST = 4 << 20  # bytes of the list of contents
GROOTSTE = 10 << 30  # bytes of all parts, unpacked
VERHOUDING = 250  # unpacked against packed; tables of text stay far below it
KLEIN = 16 << 20  # what is no larger than this may be packed as tightly as it likes
STUK = 1 << 20
_SCHADE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    OverflowError,
    struct.error,
)
_EINDE = struct.Struct("<4s4H2LH")


@contextmanager
def geopend(pad: Path, naam: str, soort: str) -> Iterator[zipfile.ZipFile]:
    """The archive, after its list of contents was found sound. Raises `Bestandsfout`."""
    if _einde(pad)[0] > LIJST:
        raise Bestandsfout(naam, f"het {soort} bevat meer dan {MEESTE_DELEN:_} bestanden.".replace("_", "."),
                           "Lever het in delen.")  # fmt: skip
    try:
        z = zipfile.ZipFile(pad)
    except _SCHADE as e:
        raise _beschadigd(naam, soort) from e
    with z:
        _keur(z.infolist(), naam, soort)
        yield z


def _beschadigd(naam: str, soort: str) -> Bestandsfout:
    return Bestandsfout(naam, f"het {soort} is beschadigd.", "Maak het opnieuw en lever het nog eens.")


def _einde(pad: Path) -> tuple[int, bool]:
    """The size of the list, and whether list and closing record end the file."""
    with pad.open("rb") as f:
        grootte = f.seek(0, 2)
        f.seek(max(0, grootte - 65_557))
        staart = f.read()
    plek = staart.rfind(b"PK\x05\x06")
    if plek < 0 or len(staart) - plek < _EINDE.size:
        return 0, False
    *_, lijst, begin, commentaar = _EINDE.unpack_from(staart, plek)
    sluit = plek + _EINDE.size == len(staart) and lijst + begin + _EINDE.size == grootte and not commentaar
    return lijst, sluit


def een_lezing(pad: Path) -> bool:
    """Can this archive be read in one way only?"""
    return _einde(pad)[1]


def _keur(delen: Sequence[zipfile.ZipInfo], naam: str, soort: str) -> None:
    if len(delen) > MEESTE_DELEN:
        raise Bestandsfout(
            naam, f"het {soort} bevat {len(delen)} bestanden; dat zijn er te veel.", "Lever het in delen."
        )
    gezien: set[str] = set()
    eind = 0
    for d in sorted(delen, key=lambda d: d.header_offset):
        if not d.filename:
            raise _beschadigd(naam, soort)
        if d.flag_bits & 1:
            raise Bestandsfout(naam, f"'{d.filename}' is met een wachtwoord beveiligd.", "Lever zonder wachtwoord.")
        if d.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Bestandsfout(naam, f"'{d.filename}' is ingepakt op een manier die Stelsel niet leest.",
                               "Maak een gewoon zip-bestand.")  # fmt: skip
        if d.filename in gezien:
            raise Bestandsfout(naam, f"'{d.filename}' staat er twee keer in.", "Geef de bestanden verschillende namen.")
        gezien.add(d.filename)
        if d.header_offset < eind:
            raise Bestandsfout(naam, f"delen van het {soort} liggen over elkaar heen.", "Maak het opnieuw.")
        eind = d.header_offset + 30 + d.compress_size
        if d.file_size > max(KLEIN, VERHOUDING * d.compress_size):
            raise Bestandsfout(naam, f"'{d.filename}' wordt uitgepakt meer dan {VERHOUDING} keer zo groot.",
                               "Lever het bestand zelf, niet ingepakt.")  # fmt: skip
    if sum(d.file_size for d in delen) > GROOTSTE:
        raise Bestandsfout(naam, f"het {soort} is uitgepakt groter dan 10 GB.", "Lever het in delen.")


def stukken(z: zipfile.ZipFile, deel: zipfile.ZipInfo, naam: str) -> Iterator[bytes]:
    """The bytes of one part, to its true end. Raises `Bestandsfout` when there are more or fewer than the list says."""
    waar = copy.copy(deel)
    waar.file_size = deel.file_size + 1  # the library stops at this size, whatever follows
    gelezen = 0
    try:
        with z.open(waar) as f:
            while stuk := f.read(STUK):
                gelezen += len(stuk)
                yield stuk
    except _SCHADE as e:
        raise _beschadigd(naam, f"deel '{deel.filename}'") from e
    if gelezen != deel.file_size:
        raise Bestandsfout(naam, f"'{deel.filename}' is niet zo groot als het archief zegt.", "Maak het opnieuw.")
