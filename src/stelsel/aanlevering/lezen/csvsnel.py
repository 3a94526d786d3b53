"""The fast reader of CSV, and when it may be trusted with bytes that nobody looked at line by line."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from .gemeen import waarde_zonder_kolom

LF, CR, QUOTE = 10, 13, 34


class SnelleLezer:
    """Reads records of one known width through Arrow. `breedte` counts columns without a name too; they must be empty."""

    def __init__(self, naam: str, kolommen: Sequence[str], breedte: int, scheiding: str):
        self.naam, self.kolommen, self.breedte = naam, list(kolommen), breedte
        self._namen = [*kolommen, *(f"_leeg{i}" for i in range(breedte - len(kolommen)))]
        self._teken = ord(scheiding)
        self._parse = pacsv.ParseOptions(delimiter=scheiding, ignore_empty_lines=False)
        self._convert = pacsv.ConvertOptions(
            column_types=dict.fromkeys(self._namen, pa.string()), strings_can_be_null=False
        )

    def ineens(self, blok: bytes, eerste: int, n: int) -> pa.Table | None:
        """Every one of the `n` lines of the block as a row, `eerste` being the first; None when something in it could mislead this reader.

        With every quote in its place, without NUL and with line ends of one kind a line is a record, unless a quoted cell goes on
        in the next: then the reader finds fewer rows than there are lines. One of another width or in another encoding it refuses.
        """
        los_cr = b"\r" in blok and blok.count(b"\r") != blok.count(b"\r\n")
        verdacht = los_cr or b"\0" in blok
        if verdacht or self.breedte == 1 or not blok or (b'"' in blok and not self._recht(blok)):
            return None
        try:
            tabel = self._lees(blok)
        except pa.ArrowInvalid:
            return None
        return self._op_regel(tabel, np.arange(eerste, eerste + n)) if tabel.num_rows == n else None

    def _recht(self, blok: bytes) -> bool:
        """Does every quote open a cell, close it, or stand for itself beside another?"""
        a = np.frombuffer(blok, np.uint8)
        q = np.flatnonzero(a == QUOTE)
        if len(q) % 2:
            return False
        opent, sluit = q[::2], q[1::2]
        voor, na = a[np.maximum(opent - 1, 0)], a[np.minimum(sluit + 1, len(a) - 1)]
        mag_open = (voor == self._teken) | (voor == LF) | (voor == QUOTE) | (opent == 0)
        mag_dicht = (na == self._teken) | (na == LF) | (na == CR) | (na == QUOTE)
        return bool(mag_open.all() and mag_dicht.all())

    def regels(self, data: bytes, regels: np.ndarray) -> pa.Table:
        """Lines of which it is known that each is a record; `regels` are their numbers. It must find as many."""
        tabel = self._lees(data)
        if tabel.num_rows != len(regels):
            raise AssertionError(f"{self.naam}: {len(regels)} records geteld, {tabel.num_rows} gelezen")
        return self._op_regel(tabel, regels)

    def _lees(self, data: bytes) -> pa.Table:
        return pacsv.read_csv(
            pa.BufferReader(data),
            read_options=pacsv.ReadOptions(column_names=self._namen, block_size=len(data) + 1, use_threads=False),
            parse_options=self._parse,
            convert_options=self._convert,
        )

    def _op_regel(self, tabel: pa.Table, regels: np.ndarray) -> pa.Table:
        """With line numbers, without the columns that have no name. Raises `Bestandsfout` when one of those holds a value."""
        for i in range(len(self.kolommen), self.breedte):
            gevuld = pc.indices_nonzero(pc.binary_length(tabel.column(i)))
            if len(gevuld):
                raise waarde_zonder_kolom(self.naam, int(regels[gevuld[0].as_py()]))
        return tabel.select(range(len(self.kolommen))).add_column(0, "_regel", pa.array(regels, pa.int64()))
