"""From kept files to text tables inside the engine, each with its record type; what is no row goes to a table beside."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import pyarrow as pa

from ..begrippen import RECORDTYPEN
from ..opslag import Geheugen, Motor, Stroom
from .getallen import decimaalteken
from .herkennen import herken
from .keuren import Teksttabel
from .kolombeeld import NIETS, bekijk, samen
from .lezen import Bestandsfout, Blok, Vorm, lees
from .ontvangst import Ontvangen
from .vertalen import VERTALINGEN, Eigen, Tabel, herkende, vertaal

Voortgang = Callable[[str, int, int], None]
MISVORMD = "_regel BIGINT, record VARCHAR, ruw VARCHAR[], code VARCHAR, tekst VARCHAR"
_SCHEMA = pa.schema(
    [
        ("_regel", pa.int64()),
        ("record", pa.string()),
        ("ruw", pa.list_(pa.string())),
        ("code", pa.string()),
        ("tekst", pa.string()),
    ]
)


@dataclass(frozen=True)
class Gelezen:
    """A text table, the hash of its file, and how many lines of that file are refused as they are (in `misvormd_<nummer>`)."""

    tabel: Teksttabel
    sha: str
    misvormd: int

    @property
    def misvormde_regels(self) -> str:
        """Name of the table with the lines that were no rows."""
        return f"misvormd_{self.tabel.nummer}"

    @property
    def vorm(self) -> dict[str, str]:
        """How it was read, for the receipt."""
        return {k: w for k, w in asdict(self.tabel.vorm).items() if w}


class _Onderdeel:
    """A raw table on its way in: names that somebody delivered stay outside the engine, only their places are known there."""

    def __init__(self, con: Motor, naam: str, blok: Blok, geheugen: Geheugen):
        self.naam, self.kolommen, self.vorm = naam, tuple(blok.kolommen), blok.vorm
        self.misvormd = 0
        self.bekend = [NIETS] * len(self.kolommen)
        self._con = con
        velden = [("_regel", pa.int64()), *((f"k{i}", pa.string()) for i in range(len(self.kolommen)))]
        self._stroom = Stroom(con, naam, pa.schema(velden), geheugen)
        con.execute(f"CREATE TABLE {naam}_misvormd ({MISVORMD})")

    def voeg_toe(self, blok: Blok) -> None:
        """Add the rows of a block, and its lines that are no rows."""
        self._stroom.voeg_toe(blok.tabel.rename_columns(self._stroom.schema.names))
        for i, kolom in enumerate(blok.tabel.columns[1:]):
            for deel in kolom.chunks:
                self.bekend[i] = samen(self.bekend[i], bekijk(deel))
        if blok.misvormd:
            rijen = [
                {"_regel": m.regel, "record": None, "ruw": [m.ruw], "code": m.fout.code, "tekst": m.tekst}
                for m in blok.misvormd
            ]
            self._con.register("_blok", pa.Table.from_pylist(rijen, _SCHEMA))
            self._con.execute(f"INSERT INTO {self.naam}_misvormd SELECT * FROM _blok")
            self._con.unregister("_blok")
            self.misvormd += len(rijen)

    def sluit(self) -> None:
        """All blocks are in: the engine may scan it."""
        self._stroom.sluit()


def lees_alles(
    con: Motor,
    werkmap: Path,
    eigen: Eigen | None,
    ontvangen: Sequence[Ontvangen],
    wensen: Mapping[str, Vorm],
    opmerkingen: list[str],
    voortgang: Voortgang,
) -> list[Gelezen]:
    """Read every file into the engine; archives unpack in `werkmap`. Raises `Bestandsfout`. Remarks of the reading are added."""
    uit: list[Gelezen] = []
    geheugen = Geheugen()
    for i, o in enumerate(ontvangen):
        voortgang("lezen", i, len(ontvangen))
        onderdelen: dict[str, _Onderdeel] = {}
        for blok in lees(o.pad, o.naam, wensen.get(o.naam, Vorm()), werkmap):
            zelfde = onderdelen.get(blok.onderdeel)
            if zelfde and zelfde.kolommen != tuple(blok.kolommen):
                raise Bestandsfout(o.naam, f"twee tabellen heten '{blok.onderdeel}'.", "Geef ze verschillende namen.")
            if zelfde is None:
                onderdelen[blok.onderdeel] = _Onderdeel(con, f"tekst_{i}_{len(onderdelen)}", blok, geheugen)
            onderdelen[blok.onderdeel].voeg_toe(blok)
            opmerkingen += [f"{o.naam}: {z}" for z in blok.opmerkingen]
        for blad, deel in onderdelen.items():
            deel.sluit()
            # Two sheets have a line 2 each: what is said of a row must name the sheet.
            zo = o if len(onderdelen) == 1 else replace(o, naam=f"{o.naam} [{blad}]")
            gelezen = _tabellen(con, eigen, zo, blad, deel, len(uit), opmerkingen)
            uit += [replace(g, tabel=replace(g.tabel, onderdeel=blad)) for g in gelezen]
    voortgang("lezen", len(ontvangen), len(ontvangen))
    return uit


def _tabellen(
    con: Motor,
    eigen: Eigen | None,
    o: Ontvangen,
    blad: str,
    deel: _Onderdeel,
    nummer: int,
    opmerkingen: list[str],
) -> list[Gelezen]:
    """The text tables of one raw table: itself, or one per record type where a translation applies."""
    con.execute(f"ALTER TABLE {deel.naam}_misvormd RENAME TO misvormd_{nummer}")
    if eigen and (herkend := herkende(eigen.tabellen, o.naam, blad, deel.kolommen)):
        return [_eigen(con, eigen, t, o, deel, nummer, i, opmerkingen) for i, t in enumerate(herkend)]
    vertaling = next((v for v in VERTALINGEN if v.herkent(deel.kolommen)), None)
    if vertaling is None:
        rt = herken(o.naam, blad, deel.kolommen)
        kaal = Teksttabel(nummer, deel.naam, rt, o.naam, deel.kolommen, vorm=deel.vorm, bekend=tuple(deel.bekend))
        tabel = met_tellingen(con, kaal)
        teken, twijfel = decimaalteken(con, tabel)
        if twijfel:
            opmerkingen.append(f"{o.naam}: {twijfel}")
        return [Gelezen(replace(tabel, vorm=replace(deel.vorm, decimaal=teken)), o.sha, deel.misvormd)]
    uit = []
    for i, (typenaam, sql) in enumerate(vertaling.vertaal(con, deel.naam, deel.kolommen).items()):
        velden = tuple(k for k in con.sql(sql).columns if k != "_regel")
        op_plaats = ", ".join(f'"{v}" AS k{j}' for j, v in enumerate(velden))
        con.execute(f"CREATE TABLE {deel.naam}_{typenaam} AS SELECT _regel, {op_plaats} FROM ({sql})")
        rijen = con.execute(f"SELECT count(*) FROM {deel.naam}_{typenaam}").fetchall()[0][0]
        tabel = Teksttabel(
            nummer + i, f"{deel.naam}_{typenaam}", RECORDTYPEN[typenaam], o.naam, velden, rijen,
            vertaling=vertaling.naam, vorm=deel.vorm,
        )  # fmt: skip
        if i:
            con.execute(f"CREATE TABLE misvormd_{nummer + i} ({MISVORMD})")
        uit.append(Gelezen(tabel, o.sha, 0 if i else deel.misvormd))
    return uit


def _eigen(
    con: Motor, eigen: Eigen, t: Tabel, o: Ontvangen, deel: _Onderdeel, nummer: int, i: int, opmerkingen: list[str]
) -> Gelezen:
    """A raw table by the translation of its source, as one of the record types that it tells of."""
    naam = deel.naam
    if i:
        # Rows that only end a record are taken out of a table: each record type has one of its own.
        naam = f"{deel.naam}_{t.recordtype}"
        con.execute(f"CREATE TABLE {naam} AS FROM {deel.naam}")
        con.execute(f"CREATE TABLE misvormd_{nummer + i} ({MISVORMD})")
    rijen = con.execute(f"SELECT count(*) FROM {naam}").fetchall()[0][0]
    ruw = Teksttabel(nummer + i, naam, RECORDTYPEN[t.recordtype], o.naam, deel.kolommen, rijen, vorm=deel.vorm)
    tabel, twijfel = vertaal(con, eigen, t, ruw)
    if twijfel:
        opmerkingen.append(f"{o.naam}: {twijfel}")
    return Gelezen(met_tellingen(con, tabel), o.sha, 0 if i else deel.misvormd)


def met_tellingen(con: Motor, tabel: Teksttabel) -> Teksttabel:
    """The table with its number of rows, and whether it holds exercise data.

    What most rows are, the file is: so a forgotten row of the template is refused, and not all others for its sake.
    """
    rijen, oefening = con.execute(
        f"SELECT count(*), coalesce(avg(starts_with({tabel.tekst('id')}, 'OEF-')::INT) > 0.5, false) FROM {tabel.naam}"
    ).fetchall()[0]
    return replace(tabel, rijen=rijen, oefening=oefening)
