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
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from ...begrippen.rijregels import LOS_REGELEINDE, NUL_TEKEN, OPEN_AANHALING, TE_WEINIG
from .gemeen import Bestandsfout, Blok, Misvormd, kolomnamen, teksttabel, waarde_zonder_kolom

BLOK = 16 << 20
LANGSTE_RECORD = 1 << 20
MEESTE_REGELS = 1_000
SCHEIDING = (";", ",", "\t", "|")
NUL, LF, CR, QUOTE = 0, 10, 13, 34


def lees_csv(pad: Path, naam: str) -> Iterator[Blok]:
    """Blocks of a CSV file in UTF-8, with `;`, `,`, tab or `|` between columns. Raises `Bestandsfout`."""
    with pad.open("rb") as f:
        begin = f.read(4)
        if not begin:
            raise Bestandsfout(naam, "het bestand is leeg.", "Lever een bestand met een kop en ten minste één rij.")
        if begin[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise Bestandsfout(
                naam, "het bestand is UTF-16, geen UTF-8.", "Sla het op als 'CSV UTF-8' en lever opnieuw."
            )
        if begin[:2] == b"PK" or begin == b"PAR1":
            raise Bestandsfout(
                naam, "dit is geen CSV, al heet het zo.", "Geef het bestand de extensie die erbij hoort."
            )
        f.seek(3 if begin[:3] == b"\xef\xbb\xbf" else 0)
        lezer = _Lezer(naam)
        yield from lezer.blokken(f)


class _Lezer:
    """State over the blocks of one file: where we are, what the header said, what is left of the last block."""

    def __init__(self, naam: str):
        self.naam = naam
        self.regel = 1
        self.kolommen: list[str] = []
        self.scheiding = b";"
        self.alleen_cr = False

    def blokken(self, f: io.BufferedReader) -> Iterator[Blok]:
        rest = b""
        einde = False
        eerste = True
        while not einde:
            stuk = f.read(BLOK)
            einde = len(stuk) < BLOK
            if eerste:
                self.alleen_cr = b"\r" in stuk and b"\n" not in stuk
            if self.alleen_cr:
                stuk = stuk.replace(b"\r", b"\n")
            data = rest + stuk
            if einde:
                data += b"" if data.endswith(b"\n") or not data else b"\n"
                knip = len(data)
            else:
                knip = data.rfind(b"\n") + 1
                if not knip and len(data) > LANGSTE_RECORD + BLOK:
                    raise Bestandsfout(self.naam, "de regel is langer dan een miljoen tekens.",
                                       "Controleer de regeleinden van het bestand.", self.regel)  # fmt: skip
            blok, rest = data[:knip], data[knip:]
            self._utf8(blok)
            if eerste and blok:
                blok = self._kop(blok)
                eerste = False
            if not eerste and (blok or einde):
                uit, over = self._blok(blok, einde)
                rest = over + rest
                yield uit

    def _utf8(self, blok: bytes) -> None:
        try:
            blok.decode("utf-8")
        except UnicodeDecodeError as e:
            regel = self.regel + blok.count(b"\n", 0, e.start)
            raise Bestandsfout(
                self.naam, f"het teken met waarde {blok[e.start]:#04x} is geen UTF-8.",
                "Sla het bestand op als UTF-8 (in Excel: 'CSV UTF-8') en lever opnieuw.", regel,
            ) from None  # fmt: skip

    def _kop(self, blok: bytes) -> bytes:
        einde = blok.index(b"\n") + 1
        kop = blok[:einde].decode().rstrip("\r\n")
        if "\0" in kop:
            raise Bestandsfout(self.naam, "de kop bevat een onleesbaar teken (NUL).", "Maak het bestand opnieuw.", 1)
        buiten = "".join(kop.split('"')[::2])
        teken = max(SCHEIDING, key=buiten.count)
        self.scheiding = teken.encode()
        try:
            rij = next(csv.reader([kop], delimiter=teken, strict=True), [])
        except csv.Error:
            raise Bestandsfout(self.naam, "de kop is niet te lezen.", "Controleer de aanhalingstekens.", 1) from None
        self.kolommen = kolomnamen(self.naam, rij)
        self.breedte = len(rij)
        self.regel = 2
        return blok[einde:]

    def _blok(self, blok: bytes, einde: bool) -> tuple[Blok, bytes]:
        """The rows of whole lines; and the tail that must wait for the next block (an open record)."""
        a = np.frombuffer(blok, np.uint8)
        nl = np.flatnonzero(a == LF)
        n = len(nl)
        start = np.concatenate(([0], nl[:-1] + 1)) if n else np.array([], np.int64)
        goed, even, vreemd, leeg = self._structuur(a, nl, start)
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
                rij = self._samen(blok, start[i], nl[j]) if j - i <= MEESTE_REGELS else None
            if rij is None:
                misvormd.append(self._misvormd(blok, start, nl, i, OPEN_AANHALING))
                verbruikt[i] = True
                k += 1
            else:
                losse.append((self.regel + i, rij))
                verbruikt[i : j + 1] = True
                k += 2
        vol = np.arange(n) < over
        for i in np.flatnonzero(vol & even & ~goed & ~leeg & ~verbruikt).tolist():
            rij = self._samen(blok, start[i], nl[i])
            if vreemd[i] == NUL:
                misvormd.append(self._misvormd(blok, start, nl, i, NUL_TEKEN))
            elif rij is not None:
                losse.append((self.regel + i, rij))
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
        return Blok("", self.kolommen, tabel, misvormd), rest

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

    def _misvormd(self, blok: bytes, start: np.ndarray, nl: np.ndarray, i: int, fout: object) -> Misvormd:
        ruw = blok[int(start[i]) : int(nl[i])].decode().removesuffix("\r")
        if fout is TE_WEINIG:
            try:
                rij = next(csv.reader([ruw], delimiter=self.scheiding.decode(), strict=True), [])
            except csv.Error:
                return Misvormd(self.regel + i, ruw, OPEN_AANHALING, OPEN_AANHALING.tekst)
            tekst = TE_WEINIG.tekst.format(gevonden=len(rij), verwacht=self.breedte)
            return Misvormd(self.regel + i, ruw, TE_WEINIG, tekst)
        return Misvormd(self.regel + i, ruw.replace("\0", "\\0"), fout, fout.tekst)  # type: ignore[arg-type,attr-defined]

    def _arrow(self, blok: bytes, start: np.ndarray, nl: np.ndarray, lijnen: np.ndarray) -> pa.Table:
        """The given lines through the fast reader; it must find as many rows as there are lines."""
        if len(lijnen) == 0:
            return teksttabel([], self.kolommen, [])
        breuk = np.flatnonzero(np.diff(lijnen) != 1)
        van = lijnen[np.concatenate(([0], breuk + 1))]
        tot = lijnen[np.concatenate((breuk, [len(lijnen) - 1]))]
        stukken = [blok[int(start[v]) : int(nl[t]) + 1] for v, t in zip(van, tot, strict=True)]
        data = stukken[0] if len(stukken) == 1 else b"".join(stukken)
        namen = [*self.kolommen, *(f"_leeg{i}" for i in range(self.breedte - len(self.kolommen)))]
        tabel = pacsv.read_csv(
            pa.BufferReader(data),
            read_options=pacsv.ReadOptions(column_names=namen, block_size=len(data) + 1),
            parse_options=pacsv.ParseOptions(delimiter=self.scheiding.decode(), ignore_empty_lines=False),
            convert_options=pacsv.ConvertOptions(
                column_types=dict.fromkeys(namen, pa.string()), strings_can_be_null=False
            ),
        )
        for i in range(len(self.kolommen), self.breedte):
            gevuld = pc.indices_nonzero(pc.binary_length(tabel.column(i)))
            if len(gevuld):
                raise waarde_zonder_kolom(self.naam, self.regel + int(lijnen[gevuld[0].as_py()]))
        tabel = tabel.select(range(len(self.kolommen)))
        if tabel.num_rows != len(lijnen):
            raise AssertionError(f"{self.naam}: {len(lijnen)} records geteld, {tabel.num_rows} gelezen")
        return tabel.add_column(0, "_regel", pa.array(lijnen + self.regel, pa.int64()))
