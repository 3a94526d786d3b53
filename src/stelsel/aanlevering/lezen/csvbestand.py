"""CSV: an independent count of records, a fast reader where its result agrees, a careful path elsewhere.

No reader from the shelf keeps the books: some lose thousands of good rows after one open quote. So the structure
of every line is found first, set-wise, from the places of line ends, quotes and separators. Lines that are whole
records go to Arrow in one piece, and Arrow's count is held against ours. Lines with an odd number of quotes are
walked one by one: they join with the next such line when together they make exactly one record, and are kept as
unreadable otherwise, so that an open quote costs its own line only.
"""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa

from ...begrippen import Regel
from ...begrippen.rijregels import CODERING, LOS_REGELEINDE, NUL_TEKEN, OPEN_AANHALING, TE_WEINIG
from .codering import NIET_ASCII, Codering, Stroom, is_utf8, ruw, vreemd
from .csvsnel import SnelleLezer
from .gemeen import (
    MEESTE_MISVORMD,
    Bestandsfout,
    Blok,
    Misvormd,
    Vorm,
    kolomnamen,
    te_veel_misvormd,
    teksttabel,
    waarde_zonder_kolom,
)
from .regelstukken import LANGSTE_RECORD, hele_regels, regels_in

VOORUIT = 2  # blocks that are read while another is taken in
MEESTE_REGELS = 1_000
SCHEIDING = (";", ",", "\t", "|")
NUL, LF, CR, QUOTE = 0, 10, 13, 34
_SEP = re.compile(rb'"?sep=([\t -!#-~])"?\r?\n', re.IGNORECASE)  # a line for Excel, not of the table


def lees_csv(pad: Path, naam: str, wens: Vorm, codering: Codering) -> Iterator[Blok]:
    """Blocks of a CSV file, with `;`, `,`, tab or `|` between columns. Raises `Bestandsfout`."""
    if wens.scheiding and (len(wens.scheiding) > 1 or not wens.scheiding.isascii() or wens.scheiding in '"\r\n\0'):
        raise Bestandsfout(naam, f"'{wens.scheiding}' kan geen scheidingsteken zijn.", "Kies ; , | of de tab.")
    with pad.open("rb") as f:
        yield from _Lezer(naam, wens, codering).blokken(Stroom(f, codering))


class _Lezer:
    """State over the blocks of one file: where we are, what the header said, what is left of the last block."""

    def __init__(self, naam: str, wens: Vorm, codering: Codering):
        self.naam = naam
        self.wens = wens
        self.codering = codering
        self.regel = 1
        self.kolommen: list[str] = []
        self.scheiding = b";"
        self.misvormd = 0

    def blokken(self, stroom: Stroom) -> Iterator[Blok]:
        """The blocks in order; the next ones are already being read while one is taken in."""
        stukken = hele_regels(stroom, self.naam)
        begin = b""
        for stuk, einde in stukken:
            begin += stuk
            over = self._kop(begin, einde or len(begin) > LANGSTE_RECORD)
            if over is not None:
                stukken = itertools.chain([(over, einde)], stukken)
                break
        over, gegeven = b"", False
        with ThreadPoolExecutor(VOORUIT) as draden:
            for blok, einde, vooruit in self._vooruit(draden, stukken):
                if blok or over or einde:
                    # What is left of the block before comes first: then this one is to be read anew.
                    heel = vooruit.result() if vooruit and not over else None
                    uit, over = self._blok(over + blok, einde, heel)
                    if uit.tabel.num_rows or uit.misvormd or (einde and not gegeven):
                        gegeven = True
                        yield uit

    def _vooruit(
        self, draden: ThreadPoolExecutor, stukken: Iterator[tuple[bytes, bool]]
    ) -> Iterator[tuple[bytes, bool, Future[pa.Table | None] | None]]:
        """Each piece, with the fast reading of it on its way; that knows its line number as long as no line is left over."""
        regel = self.regel
        klaar: deque[tuple[bytes, bool, Future[pa.Table | None] | None]] = deque()
        for blok, einde in stukken:
            n = regels_in(blok)
            lezing = None if self.codering.gemengd else draden.submit(self.snel.ineens, blok, regel, n)
            regel += n
            klaar.append((blok, einde, lezing))
            if len(klaar) > VOORUIT:
                yield klaar.popleft()
        yield from klaar

    def _kop(self, blok: bytes, alles: bool) -> bytes | None:
        """What follows the header; None when the header may go on in the next block."""
        sep = _SEP.match(blok)
        blok = blok[sep.end() :] if sep else blok
        tot = blok.find(b"\n") + 1
        oneven = blok.count(b'"', 0, tot) % 2
        while oneven and tot < LANGSTE_RECORD and (verder := blok.find(b"\n", tot) + 1):
            oneven ^= blok.count(b'"', tot, verder) % 2
            tot = verder
        if not alles and (not tot or oneven):
            return None
        if sep:
            self.regel = 2
            self.wens = self.wens if self.wens.scheiding else replace(self.wens, scheiding=sep[1].decode())
        if not tot:
            raise Bestandsfout(
                self.naam, "het bestand is leeg.", "Lever een bestand met een kop en ten minste één rij."
            )
        if vreemd(blok[:tot], self.codering):
            raise Bestandsfout(self.naam, f"de kop bevat een teken dat geen {self.codering.naam} is.",
                               "Sla het bestand op als UTF-8 (in Excel: 'CSV UTF-8') en lever opnieuw.", self.regel)  # fmt: skip
        kop = blok[:tot].decode().rstrip("\r\n")
        if "\0" in kop:
            raise Bestandsfout(
                self.naam, "de kop bevat een onleesbaar teken (NUL).", "Maak het bestand opnieuw.", self.regel
            )
        buiten = "".join(kop.split('"')[::2])
        teken = self.wens.scheiding or max(SCHEIDING, key=buiten.count)
        self.scheiding = teken.encode()
        try:
            rij = next(csv.reader(io.StringIO(kop, newline=""), delimiter=teken, strict=True), [])
        except csv.Error:
            raise Bestandsfout(
                self.naam, "de kop is niet te lezen.", "Controleer de aanhalingstekens.", self.regel
            ) from None
        self.kolommen = kolomnamen(self.naam, rij, self.regel)
        self.breedte = len(rij)
        self.snel = SnelleLezer(self.naam, self.kolommen, self.breedte, teken)
        self.vorm = Vorm("csv", self.codering.naam, teken, self.wens.decimaal)
        self.regel += blok.count(b"\n", 0, tot)
        return blok[tot:]

    def _anders(self, blok: bytes, nl: np.ndarray) -> np.ndarray:
        """Per line: does it hold what the encoding of the file does not?"""
        uit = np.zeros(len(nl), bool)
        if not self.codering.zuiver and (self.codering.gemengd or not is_utf8(blok)):
            for regel in NIET_ASCII.finditer(blok):
                if vreemd(regel[0], self.codering):
                    uit[np.searchsorted(nl, regel.start())] = True
        return uit

    def _blok(self, blok: bytes, einde: bool, heel: pa.Table | None) -> tuple[Blok, bytes]:
        """The rows of whole lines; and the tail that must wait for the next block (an open record).

        `heel`: all lines as rows, when the fast reader could be trusted with them.
        """
        if heel is not None:
            self.regel += heel.num_rows
            return Blok("", self.kolommen, heel, [], self.vorm), b""
        a = np.frombuffer(blok, np.uint8)
        nl = np.flatnonzero(a == LF)
        n = len(nl)
        start = np.concatenate(([0], nl[:-1] + 1)) if n else np.array([], np.int64)
        goed, even, vreemd, leeg = self._structuur(a, nl, start)
        anders = self._anders(blok, nl)
        goed &= ~anders
        misvormd: list[Misvormd] = []
        losse: list[tuple[int, list[str]]] = []
        verbruikt = np.zeros(n, bool)
        over = n
        oneven = np.flatnonzero(~even)
        k = 0
        while k < len(oneven):
            i = int(oneven[k])
            if k + 1 == len(oneven):
                if not einde and len(blok) - start[i] < LANGSTE_RECORD and n - i < MEESTE_REGELS:
                    over = i
                    break
                rij = None
            else:
                j = int(oneven[k + 1])
                samen = j - i <= MEESTE_REGELS and not anders[i : j + 1].any()
                rij = self._samen(blok, start[i], nl[j]) if samen else None
            if rij is None:
                fout = CODERING if anders[i] else OPEN_AANHALING
                misvormd.append(self._misvormd(blok, start, nl, i, fout))
                verbruikt[i] = True
                k += 1
            else:
                losse.append((self.regel + i, rij))
                verbruikt[i : j + 1] = True
                k += 2
        vol = np.arange(n) < over
        for i in np.flatnonzero(vol & even & ~goed & ~leeg & ~verbruikt).tolist():
            rij = None if anders[i] else self._samen(blok, start[i], nl[i])
            if vreemd[i] == NUL:
                misvormd.append(self._misvormd(blok, start, nl, i, NUL_TEKEN))
            elif rij is not None:
                losse.append((self.regel + i, rij))
            elif anders[i]:
                misvormd.append(self._misvormd(blok, start, nl, i, CODERING))
            elif vreemd[i] == CR:
                misvormd.append(self._misvormd(blok, start, nl, i, LOS_REGELEINDE))
            else:
                misvormd.append(self._misvormd(blok, start, nl, i, TE_WEINIG))
        snel = np.flatnonzero(vol & goed & ~leeg & ~verbruikt)
        tabel = self._arrow(blok, start, nl, snel)
        if losse:
            for regel, w in losse:
                if any(w[len(self.kolommen) :]):
                    raise waarde_zonder_kolom(self.naam, regel)
            losse_tabel = teksttabel([r for r, _ in losse], self.kolommen, [w[: len(self.kolommen)] for _, w in losse])
            tabel = pa.concat_tables([tabel, losse_tabel])
        self.regel += int(over)
        rest = blok[int(start[over]) :] if over < n else b""
        return Blok("", self.kolommen, tabel, misvormd, self.vorm), rest

    def _structuur(self, a: np.ndarray, nl: np.ndarray, start: np.ndarray) -> tuple[np.ndarray, ...]:
        """Per line: is it one well-quoted record of the right width; are its quotes paired; the odd byte it holds (a NUL, or a
        CR that does not end it), or 1; is it empty."""
        n = len(nl)
        scheid = np.flatnonzero(a == self.scheiding[0])
        lijn_s = np.searchsorted(nl, scheid)
        q = np.flatnonzero(a == QUOTE)
        if len(q) == 0:
            even = np.ones(n, bool)
            breed = np.bincount(lijn_s, minlength=n)
            goed = breed == self.breedte - 1
        else:
            lijn_q = np.searchsorted(nl, q)
            per_lijn = np.bincount(lijn_q, minlength=n)
            eerste = np.concatenate(([0], np.cumsum(per_lijn)[:-1]))
            even = per_lijn % 2 == 0
            opent = (np.arange(len(q)) - eerste[lijn_q]) % 2 == 0
            voor = a[np.maximum(q - 1, 0)]
            na = a[np.minimum(q + 1, len(a) - 1)]
            randen = (self.scheiding[0], LF)
            mag_open = (q == 0) | np.isin(voor, randen) | (voor == QUOTE)
            mag_dicht = np.isin(na, (*randen, CR)) | (na == QUOTE)
            fout = np.where(opent, ~mag_open, ~mag_dicht)
            recht = np.bincount(lijn_q[fout], minlength=n) == 0
            ervoor = np.searchsorted(q, scheid) - eerste[lijn_s]
            breed = np.bincount(lijn_s[ervoor % 2 == 0], minlength=n)
            goed = even & recht & (breed == self.breedte - 1)
        vreemd = np.ones(n, np.uint8)
        cr = np.flatnonzero(a == CR)
        vreemd[np.searchsorted(nl, cr[a[np.minimum(cr + 1, len(a) - 1)] != LF])] = CR
        vreemd[np.searchsorted(nl, np.flatnonzero(a == NUL))] = NUL
        lengte = nl - start
        leeg = (lengte == 0) | ((lengte == 1) & (a[np.maximum(nl - 1, 0)] == CR))
        return goed & (vreemd == 1), even, vreemd, leeg

    def _samen(self, blok: bytes, van: int, tot: int) -> list[str] | None:
        """The one record of the right width in this stretch of bytes, or None."""
        if tot - van > LANGSTE_RECORD:
            return None
        tekst = blok[int(van) : int(tot)].decode().removesuffix("\r")
        try:
            lezer = csv.reader(io.StringIO(tekst, newline=""), delimiter=self.scheiding.decode(), strict=True)
            rijen = list(lezer)
        except csv.Error:
            return None
        return rijen[0] if len(rijen) == 1 and len(rijen[0]) == self.breedte else None

    def _misvormd(self, blok: bytes, start: np.ndarray, nl: np.ndarray, i: int, fout: Regel) -> Misvormd:
        self.misvormd += 1
        if self.misvormd > MEESTE_MISVORMD:
            raise te_veel_misvormd(self.naam, self.regel + i)
        tekst = ruw(blok[int(start[i]) : int(nl[i])]).removesuffix("\r")
        if fout is TE_WEINIG:
            try:
                rij = next(csv.reader([tekst], delimiter=self.scheiding.decode(), strict=True), [])
            except csv.Error:
                return Misvormd(self.regel + i, tekst, OPEN_AANHALING, OPEN_AANHALING.tekst)
            return Misvormd(self.regel + i, tekst, fout, fout.tekst.format(gevonden=len(rij), verwacht=self.breedte))
        return Misvormd(self.regel + i, tekst, fout, fout.tekst.format(codering=self.codering.naam))

    def _arrow(self, blok: bytes, start: np.ndarray, nl: np.ndarray, lijnen: np.ndarray) -> pa.Table:
        """The given lines through the fast reader; it must find as many rows as there are lines."""
        if len(lijnen) == 0:
            return teksttabel([], self.kolommen, [])
        breuk = np.flatnonzero(np.diff(lijnen) != 1)
        van = lijnen[np.concatenate(([0], breuk + 1))]
        tot = lijnen[np.concatenate((breuk, [len(lijnen) - 1]))]
        stukken = [blok[int(start[v]) : int(nl[t]) + 1] for v, t in zip(van, tot, strict=True)]
        data = stukken[0] if len(stukken) == 1 else b"".join(stukken)
        return self.snel.regels(data, lijnen + self.regel)
