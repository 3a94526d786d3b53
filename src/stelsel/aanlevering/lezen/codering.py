"""Encoding of a text file: decided once over all its bytes, then turned into UTF-8 block by block.

What does not fit the encoding stays in the stream as bytes that are no UTF-8, so that the reader of lines finds the line
they stand on and keeps it with its raw text. Nothing is replaced, and no line is read in another way than its neighbours.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from .gemeen import Bestandsfout

STUK = 4 << 20
UTF8, UTF16, WINDOWS = "utf-8", "utf-16", "windows-1252"
CODERINGEN = (UTF8, UTF16, WINDOWS)
BOM8 = codecs.BOM_UTF8
# From the begin of a line on: tried from every byte of it, a long line of ASCII would take the square of its length.
NIET_ASCII = re.compile(rb"(?<![^\r\n])[^\r\n\x80-\xff]*[\x80-\xff][^\r\n]*")
# UTF-8 of letters and signs that Dutch text holds, but that Windows-1252 text hardly ever has in this order: é, ë, –, ’, €.
_SPOOR = re.compile(rb"[\xc2-\xc5][\x80-\xbf]|\xe2\x80[\x80-\xbf]|\xe2\x82\xac")


# The same signs after they were taken for Windows-1252: Ã©, Ã«, â€“.
_ACHTER = bytes(range(0x80, 0xC0)).decode("cp1252", "ignore")
_DUBBEL = re.compile(f"[Â-Å][{_ACHTER}]|â€|â‚¬")
_LOS = re.compile("[\udc80-\udcff]")


@dataclass(frozen=True)
class Codering:
    """How the bytes of a file are to be read. `gemengd`: some of its lines look as if they were written in another way."""

    naam: str
    codec: str
    begin: int  # bytes of the mark at the start
    gemengd: bool = False

    @property
    def zuiver(self) -> bool:
        """The file itself is UTF-8 throughout: its bytes can go to the reader as they are."""
        return self.naam == UTF8 and not self.gemengd


def bepaal(pad: Path, naam: str, wens: str = "") -> Codering:
    """The encoding of the whole file, unless the user says which. Raises `Bestandsfout`."""
    with pad.open("rb") as f:
        begin = f.read(4096)
        merk = 0
        while begin.startswith(BOM8, merk):
            merk += len(BOM8)
        if begin[:4] in (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE):
            raise Bestandsfout(naam, "het bestand is UTF-32.", "Sla het op als UTF-8 en lever opnieuw.")
        if wens not in ("", *CODERINGEN):
            raise Bestandsfout(naam, f"de codering '{wens}' kent Stelsel niet.", f"Kies uit: {', '.join(CODERINGEN)}.")
        if wens == WINDOWS:
            return Codering(WINDOWS, "cp1252", merk)
        utf16 = _utf16(begin, bool(wens == UTF16))
        if utf16 and wens != UTF8:
            return utf16
        f.seek(merk)
        if _is_utf8(f):
            return Codering(UTF8, UTF8, merk)
        if merk or wens:
            return Codering(UTF8, UTF8, merk, gemengd=True)
        f.seek(0)
        wel, niet = _tel(f)
    if wel > niet:
        return Codering(UTF8, UTF8, 0, gemengd=True)
    return Codering(WINDOWS, "cp1252", 0, gemengd=wel > 0)


def _utf16(begin: bytes, zeker: bool) -> Codering | None:
    """UTF-16 by its mark, or by the zero bytes that every second byte of Latin text is in it."""
    for bom, codec in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if begin.startswith(bom):
            return Codering(UTF16, codec, 2)
    half = len(begin) // 2
    even, oneven = (begin[i : 2 * half : 2].count(0) for i in (0, 1))
    if zeker or (half and max(even, oneven) > 0.7 * half and min(even, oneven) < 0.1 * half):
        return Codering(UTF16, "utf-16-be" if even > oneven else "utf-16-le", 0)
    return None


def _is_utf8(f: BinaryIO) -> bool:
    lezer = codecs.getincrementaldecoder(UTF8)()
    try:
        while stuk := f.read(STUK):
            if not stuk.isascii() or lezer.getstate()[0]:
                lezer.decode(stuk)
        lezer.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def is_utf8(stuk: bytes) -> bool:
    """Are these bytes UTF-8, as they stand?"""
    try:
        stuk.decode()
    except UnicodeDecodeError:
        return False
    return True


def _tel(f: BinaryIO) -> tuple[int, int]:
    """Lines beyond ASCII that are UTF-8, and lines that cannot be."""
    wel = niet = 0
    rest = b""
    while stuk := f.read(STUK):
        stuk = rest + stuk
        knip = max(stuk.rfind(b"\n"), stuk.rfind(b"\r")) + 1 or len(stuk)
        stuk, rest = stuk[:knip], stuk[knip:]
        for regel in NIET_ASCII.finditer(stuk):
            if not is_utf8(regel[0]):
                niet += 1
            elif _SPOOR.search(regel[0]):
                wel += 1
    for regel in NIET_ASCII.finditer(rest):
        wel, niet = (wel + 1, niet) if is_utf8(regel[0]) else (wel, niet + 1)
    return wel, niet


class Stroom:
    """The bytes of a file as UTF-8, in pieces of bounded size."""

    def __init__(self, f: BinaryIO, codering: Codering):
        self.f, self.codering = f, codering
        # A lone half of a pair, or a byte without a sign, comes out as bytes that are no UTF-8.
        self.fouten = "surrogatepass" if codering.naam == UTF16 else "surrogateescape"
        self.lezer = codecs.getincrementaldecoder(codering.codec)(self.fouten)
        f.seek(codering.begin)

    def lees(self, n: int) -> bytes:
        """About `n` bytes of the file, as UTF-8; empty at its end."""
        while True:
            stuk = self.f.read(n)
            if self.codering.naam == UTF8:
                return stuk
            if not stuk:
                half = self.lezer.getstate()[0]
                self.lezer.reset()
                return b"\xff" if half else b""
            if uit := self.lezer.decode(stuk).encode("utf-8", self.fouten):
                return uit


def vreemd(regel: bytes, codering: Codering) -> bool:
    """Does a line (UTF-8 by now where it can be) hold what its file's encoding does not, or signs encoded twice?"""
    try:
        tekst = regel.decode()
    except UnicodeDecodeError:
        return True
    return codering.gemengd and codering.naam == WINDOWS and bool(_DUBBEL.search(tekst))


def ruw(regel: bytes) -> str:
    """Raw text of a line, to show and keep: bytes that are no UTF-8 as Windows-1252 has them, else by their number."""
    return zichtbaar(regel.decode("utf-8", "surrogateescape"))


def zichtbaar(tekst: str) -> str:
    """Text that can be shown and stored: undecodable bytes, lone halves of pairs and NULs written out."""
    return _LOS.sub(_als_windows, tekst).replace("\0", "\\0").encode("utf-8", "backslashreplace").decode()


def _als_windows(m: re.Match[str]) -> str:
    return bytes([ord(m[0]) - 0xDC00]).decode("cp1252", "backslashreplace")
