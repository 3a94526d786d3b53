"""GeoPackage: the tables that its list of contents names; a point becomes x and y in the Dutch national grid.

The file is a database of somebody else, so it is opened for reading only, no function of its schema is trusted, and
every question is bounded in steps and size. Only true tables are read: a view could compute without end.
A geometry that is no point stays as it stands, in hexadecimal: which point would stand for an area is not for us to say.
"""

from __future__ import annotations

import math
import sqlite3
import struct
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pyproj import Transformer
from pyproj.exceptions import ProjError

from ...begrippen.rijregels import GEOMETRIE
from .codering import zichtbaar
from .gemeen import MEESTE_KOLOMMEN, MEESTE_ONDERDELEN, VERHOUDING, VRIJ, Bestandsfout, Blok, Bouwer, Vorm, veldnamen

RD = 28992
LANGSTE_WAARDE = 8 << 20
STAPPEN_PER_RIJ = 200_000  # steps of the virtual machine between two rows; an ordinary row takes some tens
_OMHULLING = (0, 32, 48, 48, 64)  # bytes of the envelope, by its kind
_PUNT, _MULTIPUNT = 1, 4


def lees_gpkg(pad: Path, naam: str, wens: Vorm) -> Iterator[Blok]:
    """Blocks per table of a GeoPackage; rows are numbered in the order in which they are stored. Raises `Bestandsfout`."""
    try:
        con = sqlite3.connect(f"file:{quote(str(pad.absolute()))}?mode=ro&immutable=1", uri=True)
    except sqlite3.Error as e:
        raise _stuk(naam) from e
    try:
        yield from _Lezer(con, naam, Vorm("gpkg", decimaal=wens.decimaal), pad.stat().st_size).blokken()
    except (
        sqlite3.Error,
        UnicodeError,
        OverflowError,
        MemoryError,
    ) as e:  # a message of the library may itself be unreadable
        raise _stuk(naam) from e
    finally:
        con.close()


def _stuk(naam: str) -> Bestandsfout:
    return Bestandsfout(naam, "het GeoPackage is niet te lezen.", "Maak het opnieuw in het bronsysteem.")


class _Lezer:
    def __init__(self, con: sqlite3.Connection, naam: str, vorm: Vorm, omvang: int):
        self.con, self.naam, self.vorm, self.omvang = con, naam, vorm, omvang
        self.stappen, self.tekst = STAPPEN_PER_RIJ, 0
        con.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LANGSTE_WAARDE)
        con.setlimit(sqlite3.SQLITE_LIMIT_SQL_LENGTH, 1 << 20)
        con.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        con.set_progress_handler(self._stap, 1_000)
        for pragma in ("trusted_schema=OFF", "cell_size_check=ON", "query_only=ON", "mmap_size=0"):
            con.execute(f"PRAGMA {pragma}")
        con.text_factory = lambda b: b.decode("utf-8", "surrogateescape")

    def _stap(self) -> int:
        self.stappen -= 1_000
        return self.stappen < 0

    def _rijen(self, sql: str, *waarden: Any, stappen: int = STAPPEN_PER_RIJ) -> Iterator[tuple]:
        """Rows of a question, with a set number of steps for each."""
        self.stappen = stappen
        for rij in self.con.execute(sql, waarden):
            self.stappen = stappen
            yield rij

    def blokken(self) -> Iterator[Blok]:
        (blz,), (maat,) = [*self._rijen("PRAGMA page_count"), *self._rijen("PRAGMA page_size")]
        if blz * maat > self.omvang:
            raise _stuk(self.naam)
        if any(self._rekent(t) for t in ("gpkg_contents", "gpkg_geometry_columns", "gpkg_spatial_ref_sys")):
            raise _stuk(self.naam)
        opmerkingen: list[str] = []
        lagen: list[str] = []
        for tabel, soort in self._rijen("SELECT table_name, data_type FROM gpkg_contents ORDER BY rowid"):
            if len(lagen) + len(opmerkingen) > MEESTE_ONDERDELEN:
                raise Bestandsfout(self.naam, f"er staan meer dan {MEESTE_ONDERDELEN} lagen in.", "Lever het in delen.")
            if isinstance(tabel, str) and soort in ("features", "attributes"):
                lagen.append(tabel)
            else:
                opmerkingen.append(f"laag '{zichtbaar(str(tabel))}': niet gelezen, want geen tabel.")
        gelezen = False
        for tabel in lagen:
            # A root page is what a table has, and a view or a table of a module has not.
            if not list(
                self._rijen("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ? AND rootpage > 0", tabel)
            ):
                opmerkingen.append(f"laag '{zichtbaar(tabel)}': niet gelezen, want geen tabel.")
                continue
            for blok in self._laag(tabel):
                blok.opmerkingen, opmerkingen = opmerkingen, []
                gelezen = True
                yield blok
        if not gelezen:
            raise Bestandsfout(self.naam, "er staat geen tabel in om te lezen.", "Lever een laag met kenmerken.")

    def _rekent(self, tabel: str) -> bool:
        """Has the table columns that are computed when they are read? One of them can take minutes in a single step."""
        return bool(list(self._rijen("SELECT 1 FROM pragma_table_xinfo(?) WHERE hidden IN (2, 3) LIMIT 1", tabel)))

    def _laag(self, tabel: str) -> Iterator[Blok]:
        waar = f"{self.naam} [{zichtbaar(tabel)}]"
        if self._rekent(tabel):
            raise Bestandsfout(waar, "de tabel heeft berekende kolommen.", "Lever de uitkomsten als gewone kolommen.")
        # Of a broken tree some rows could be out of reach without a word.
        if list(self._rijen("SELECT * FROM pragma_quick_check(?)", tabel, stappen=self.omvang)) != [("ok",)]:
            raise _stuk(waar)
        info = list(
            self._rijen("SELECT name, upper(type) FROM pragma_table_info(?) LIMIT ?", tabel, MEESTE_KOLOMMEN + 1)
        )
        namen = veldnamen(waar, [zichtbaar(str(n)) for n, _ in info])
        meetkunde = self._geometrie(tabel, waar, [str(n) for n, _ in info], namen)
        plek, punt, houd = meetkunde or (-1, lambda _: None, True)
        kolommen = [n for i, n in enumerate(namen) if i != plek or houd] + (["x", "y"] if plek >= 0 else [])
        bouwer = Bouwer(zichtbaar(tabel), kolommen, self.vorm, waar)
        soorten = [str(t) for _, t in info]
        velden = ", ".join(_aangehaald(str(n)) for n, _ in info)
        for nummer, rij in enumerate(self._rijen(f"SELECT {velden} FROM {_aangehaald(tabel)}"), 1):
            tekst = [_als_tekst(w, t) for w, t in zip(rij, soorten, strict=True)]
            if plek >= 0:
                try:
                    xy = punt(rij[plek])
                    leesbaar = xy is not None or rij[plek] is None or houd
                except ValueError:
                    leesbaar = False
                if not leesbaar:
                    bouwer.misvormd(nummer, zichtbaar(";".join(t or "" for t in tekst)), GEOMETRIE)
                    continue
                if not houd:
                    del tekst[plek]
                tekst += xy or ("", "")
            bouwer.rij(nummer, tekst)
            if bouwer.vol:
                yield self._geteld(bouwer.blok(), waar)
        yield self._geteld(bouwer.blok(), waar)

    def _geteld(self, blok: Blok, waar: str) -> Blok:
        """The block; refused when rows give far more text than is stored, as a default value of a million letters does."""
        self.tekst += blok.tabel.nbytes
        if self.tekst > max(VRIJ, VERHOUDING * self.omvang):
            raise Bestandsfout(waar, f"de gegevens zijn meer dan {VERHOUDING} keer zo groot als het bestand.",
                               "Lever CSV, of een GeoPackage zonder zo veel herhaling.")  # fmt: skip
        return blok

    def _geometrie(
        self, tabel: str, waar: str, kolommen: list[str], namen: list[str]
    ) -> tuple[int, Callable[[Any], tuple[str, str] | None], bool] | None:
        """Place of the geometry, what makes x and y of it (`ValueError`: not on the map), and whether it is kept as a column too.

        None where there is none, or where x or y is a column already.
        """
        if {"x", "y"} & set(namen):
            return None
        rijen = list(self._rijen(
            "SELECT g.column_name, upper(g.geometry_type_name), s.organization, s.organization_coordsys_id FROM gpkg_geometry_columns g "
            "LEFT JOIN gpkg_spatial_ref_sys s USING (srs_id) WHERE g.table_name = ? LIMIT 2", tabel,
        )) if self._bestaat("gpkg_geometry_columns") and self._bestaat("gpkg_spatial_ref_sys") else []  # fmt: skip
        if len(rijen) != 1 or rijen[0][0] not in kolommen:
            return None
        kolom, soort, instelling, code = rijen[0]
        if soort not in ("POINT", "MULTIPOINT", "GEOMETRY", "GEOMETRYCOLLECTION"):
            return None
        try:
            if str(instelling).upper() != "EPSG" or not isinstance(code, int) or code <= 0:
                raise ProjError(f"{instelling}:{code}")
            om = None if code == RD else Transformer.from_crs(code, RD, always_xy=True)
        except ProjError:
            raise Bestandsfout(waar, "het coördinatenstelsel van deze laag is niet bekend.",
                               "Geef de laag een stelsel, bijvoorbeeld EPSG:28992 (RD).") from None  # fmt: skip

        def punt(waarde: Any) -> tuple[str, str] | None:
            if (xy := _punt(waarde)) is None:
                return None
            if all(map(math.isnan, xy)):
                return "", ""
            if not om:
                return _getal(xy[0]), _getal(xy[1])
            x, y = om.transform(*xy)
            if not math.isfinite(x) or not math.isfinite(y):
                raise ValueError(xy)
            return f"{x:.2f}", f"{y:.2f}"

        return kolommen.index(kolom), punt, soort != "POINT"

    def _bestaat(self, tabel: str) -> bool:
        return bool(
            list(self._rijen("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ? AND rootpage > 0", tabel))
        )


def _aangehaald(naam: str) -> str:
    """A name in the delivered database, for a question to that database alone."""
    return '"' + naam.replace('"', '""') + '"'


def _getal(waarde: float) -> str:
    if not math.isfinite(waarde):
        return str(waarde)
    return str(int(waarde)) if waarde.is_integer() and abs(waarde) < 1e15 else f"{Decimal(repr(waarde)):f}"


def _als_tekst(waarde: Any, soort: str) -> str | None:
    if isinstance(waarde, bytes):
        return waarde.hex()
    if isinstance(waarde, float):
        return _getal(waarde)
    if isinstance(waarde, int):
        return ("nee", "ja")[waarde] if soort == "BOOLEAN" and waarde in (0, 1) else str(waarde)
    if isinstance(waarde, str) and soort == "DATETIME":
        return waarde[:10]
    return waarde


def _punt(waarde: Any) -> tuple[float, float] | None:
    """x and y of a GeoPackage point, or of a multipoint of one. OGC 12-128, 2.1.3."""
    if not isinstance(waarde, bytes) or len(waarde) < 8 or waarde[:2] != b"GP" or waarde[3] >> 1 & 7 > 4:
        return None
    plek = 8 + _OMHULLING[waarde[3] >> 1 & 7]
    try:
        for _ in range(2):
            orde = "<" if waarde[plek] == 1 else ">"
            (soort,) = struct.unpack_from(f"{orde}I", waarde, plek + 1)
            if soort % 1000 == _PUNT and soort < 4000:
                return struct.unpack_from(f"{orde}2d", waarde, plek + 5)
            if soort % 1000 != _MULTIPUNT or struct.unpack_from(f"{orde}I", waarde, plek + 5) != (1,):
                return None
            plek += 9
    except (struct.error, IndexError):
        pass
    return None
