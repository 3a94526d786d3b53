"""The checks of a delivery, set-wise: all conditions of a record type in one pass, a bit per check.

In: the text tables of a delivery. Out: per table a view of the typed rows, and a mask of the checks that failed for each row
that fails one. Typed values are not kept: to make them again costs less than to keep them, and no memory.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import pyarrow as pa

from ..begrippen import RECORDTYPEN, Ernst, Recordtype, Regel, Verwijzing, Werking, regels_van
from ..begrippen.soorten import Bekend, Geheel, Getal
from ..opslag import Motor, naar_volgorde
from .formule import teruggekeerd
from .getallen import zonder_duizendtekens
from .lezen import ONZICHTBAAR, Vorm
from .opzoeken import opzoekjoins

# What stands around a value and says nothing: space, tab, line ends, the space that does not break, signs without width.
WIT = " \t\r\n\xa0" + "".join(map(chr, ONZICHTBAAR))


GEEN_TEKST = "NULL::VARCHAR"


def zonder_wit(k: str) -> str:
    """SQL: the text without surrounding white space; empty is NULL.

    Nearly every value has none, and a look at both ends is several times as fast as a trim.
    """
    if not k.isidentifier():  # an expression of a translation: asked once only
        return f"nullif(trim({k}, '{WIT}'), '')"
    schoon = f"{k} >= '!' AND {k} < '\x7f' AND {k}[-1] BETWEEN '!' AND '~'"  # beyond ASCII it may be white space too
    return f"CASE WHEN {k} = '' THEN NULL WHEN {schoon} THEN {k} ELSE nullif(trim({k}, '{WIT}'), '') END"


@dataclass(frozen=True)
class Teksttabel:
    """A delivered table inside the engine: text columns k0, k1, … in delivered order, line in `_regel`.

    Names that somebody delivered never become part of a query; only their places do.
    """

    nummer: int
    naam: str
    recordtype: type[Recordtype]
    bestand: str
    kolommen: tuple[str, ...]
    rijen: int = 0
    oefening: bool = False
    vertaald: Mapping[str, str] | None = None  # field of the model -> SQL over k0, k1, …; None: columns bear our names
    vertaling: str = ""  # which translation that is, by name and number
    vorm: Vorm = field(default_factory=Vorm)
    onderdeel: str = ""  # the sheet or the member of an archive that it was
    bekend: tuple[Bekend, ...] = ()  # what is known of the texts of each column; nothing: not looked at

    def tekst(self, veld: str) -> str:
        """SQL: the text of a field without surrounding white space; empty or not delivered is NULL."""
        ruw = self._ruw(veld)
        if ruw is None:
            return GEEN_TEKST
        bekend = self._bekend(veld)
        kaal = zonder_wit(ruw) if bekend.wit else f"nullif({ruw}, '')" if bekend.leeg else ruw
        if (
            self.vorm.decimaal
            and self.vertaald is None
            and isinstance(self.recordtype.velden[veld].soort, Getal | Geheel)
        ):
            return zonder_duizendtekens(kaal, self.vorm.decimaal)
        return kaal

    def getypeerd(self, veld: str) -> str:
        """SQL: the typed value of a field, from its text in column `<veld>:tekst`."""
        soort = self.recordtype.velden[veld].soort
        if self.tekst(veld) == GEEN_TEKST:
            return f"NULL::{soort.sqltype}"
        return soort.getypeerd_bekend(f'"{veld}:tekst"', self._bekend(veld))

    def _bekend(self, veld: str) -> Bekend:
        """What is known of the column of this field, when that is read as it was delivered."""
        eigen = self.bekend and self.vertaald is None and veld in self.kolommen and "_rij" not in self.kolommen
        return self.bekend[self.kolommen.index(veld)] if eigen else Bekend()

    def _ruw(self, veld: str) -> str | None:
        if self.vertaald is not None:
            return self.vertaald.get(veld)
        if veld not in self.kolommen:
            return None
        kolom = f"k{self.kolommen.index(veld)}"
        # A file with refused rows comes back: the apostrophe that we put before what looked like a formula goes off again.
        return teruggekeerd(kolom) if "_rij" in self.kolommen else kolom

    @property
    def ongebruikt(self) -> list[str]:
        """Delivered columns that nothing is read from; ours begin with an underscore."""
        eigen = [k for k in self.kolommen if not k.startswith("_")]
        if self.vertaald is None:
            return [k for k in eigen if k not in self.recordtype.velden]
        gelezen = set(re.findall(r"\bk\d+\b", " ".join(self.vertaald.values())))
        return [k for k in eigen if f"k{self.kolommen.index(k)}" not in gelezen]

    @property
    def gefaald(self) -> str:
        """Name of the table with `_regel` and `_masker` of every row that fails a check."""
        return f"gefaald_{self.nummer}"

    @property
    def waarden(self) -> str:
        """Name of the view of all rows: `_regel` and the typed fields."""
        return f"waarden_{self.nummer}"

    def goede(self, velden: Iterable[str] = ()) -> str:
        """SQL: `_regel` and these typed fields, or all, of the rows that no check refuses."""
        namen = ", ".join(["_regel", *(f'"{v}"' for v in velden or self.recordtype.velden)])
        fout = masker(regels_van(self.recordtype.typenaam), Ernst.FOUT)
        return f"SELECT {namen} FROM {self.waarden} ANTI JOIN (SELECT _regel FROM {self.gefaald} WHERE _masker & {fout} <> 0) USING (_regel)"


def masker(regels: Sequence[Regel], ernst: Ernst) -> int:
    """The bits of the checks of one severity."""
    return sum(1 << i for i, r in enumerate(regels) if r.ernst is ernst)


def sleuteltabellen(con: Motor, tabellen: Sequence[Teksttabel], eerder: Mapping[str, str]) -> None:
    """Make `_sleutels_<type>`: every key of this source, delivered now or before, refused rows included.

    Only of types that a delivered type refers to. A reference to a row that waits in quarantine is sound: mending that
    row mends the link. `eerder` gives per record type the SQL of the keys that were delivered before.
    """
    for typenaam in verwezen({t.recordtype.typenaam for t in tabellen}):
        delen = [f"SELECT {t.tekst('id')} AS id FROM {t.naam}" for t in tabellen if t.recordtype.typenaam == typenaam]
        delen += [eerder[typenaam]] if typenaam in eerder else []
        bron = " UNION ALL ".join(delen) or "SELECT NULL::VARCHAR AS id"
        con.execute(f"CREATE TEMP TABLE _sleutels_{typenaam} AS SELECT id FROM ({bron}) WHERE id IS NOT NULL")


def verwezen(typen: Iterable[str]) -> list[str]:
    """The record types that these refer to."""
    soorten = [v.soort for n in typen for v in RECORDTYPEN[n].velden.values()]
    doelen = {s.recordtype for s in soorten if isinstance(s, Verwijzing)}
    return [n for n in RECORDTYPEN if n in doelen]


def herhaaltabellen(con: Motor, tabellen: Sequence[Teksttabel]) -> None:
    """Make `_herhaald(tabel, _regel)`: every occurrence of a key within its record type but the first.

    Keys are looked at by their hash, and compared themselves only where a hash comes twice.
    """
    con.execute("CREATE TEMP TABLE _herhaald (tabel INTEGER, _regel BIGINT)")
    for typenaam in RECORDTYPEN:
        van_type = [t for t in tabellen if t.recordtype.typenaam == typenaam]
        if not van_type:
            continue
        alle = " UNION ALL ".join(
            f"SELECT {t.tekst('id')} AS id, {t.nummer} AS tabel, _regel FROM {t.naam}" for t in van_type
        )
        if dubbele(con, f"SELECT hash(id) AS h FROM ({alle}) WHERE id IS NOT NULL"):
            with naar_volgorde(con):
                con.execute(f"""
                    INSERT INTO _herhaald
                    SELECT tabel, _regel FROM ({alle}) WHERE id IS NOT NULL AND hash(id) IN (SELECT h FROM _dubbel)
                    QUALIFY row_number() OVER (PARTITION BY id ORDER BY tabel, _regel) > 1
                """)


def dubbele(con: Motor, hashes: str) -> bool:
    """Make `_dubbel(h)`: those that come more than once. Returns whether there are any; else nothing is made.

    `hashes`: SQL of one column `h` of hashes, without empty ones.
    Sorting eight bytes a row takes a third of the time that counting them in the engine does, and an eighth of the memory.
    """
    h = con.sql(hashes).fetchnumpy()["h"]
    h.sort()
    vaker = np.unique(h[1:][h[1:] == h[:-1]])
    if len(vaker):
        con.register("_hashes", pa.table({"h": vaker}))
        con.execute("CREATE OR REPLACE TEMP TABLE _dubbel AS FROM _hashes")
        con.unregister("_hashes")
    return bool(len(vaker))


def keur(con: Motor, tabel: Teksttabel, vandaag: date, opzoektabellen: Collection[str], herhaald: bool) -> None:
    """Make the view `tabel.waarden` and the table `tabel.gefaald`, with a bit per failed check.

    `opzoektabellen`: names of the lookup tables that are there; what another would have told is unknown. `herhaald`: whether
    `_herhaald` holds rows of this table.
    """
    rt = tabel.recordtype
    regels = regels_van(rt.typenaam)
    tekst = ", ".join(f'{tabel.tekst(n)} AS "{n}:tekst"' for n in rt.velden)
    typen = ", ".join(f'{tabel.getypeerd(n)} AS "{n}"' for n in rt.velden)
    con.execute(
        f"CREATE OR REPLACE TEMP VIEW {tabel.waarden} AS SELECT _regel, {typen} FROM (SELECT _regel, {tekst} FROM {tabel.naam})"
    )
    # Most deliveries repeat no key: then nothing is joined to say so.
    herhaling = f"_regel IN (SELECT _regel FROM _herhaald WHERE tabel = {tabel.nummer})" if herhaald else "false"
    kolommen, joins = opzoekjoins(rt, opzoektabellen)
    op_rij = [i for i, r in enumerate(regels) if r.werking is Werking.RIJ]
    hard = [i for i in op_rij if regels[i].ernst is Ernst.FOUT]
    zacht = [i for i in op_rij if regels[i].ernst is not Ernst.FOUT]
    eerst = [i for i, r in enumerate(regels) if r.werking in (Werking.TEKST, Werking.LEVERING) and _speelt(tabel, r)]
    # As constants: the engine works out what follows from a constant once, and what follows from a column for every row.
    vast = {"_vandaag": f"DATE '{vandaag}'", "_oefening": str(tabel.oefening).lower()}
    welke = (*eerst, *hard, *zacht)
    zakt = ", ".join(f"NOT ({_met(regels[i].sql, vast)}) AS z{i}" for i in welke)
    con.execute(f"""
        CREATE OR REPLACE TEMP TABLE {tabel.gefaald} AS
        WITH ruw AS (
            SELECT _regel, {tekst}, {herhaling} AS _herhaling FROM {tabel.naam}
        ), getypeerd AS (
            SELECT *, {typen} FROM ruw
        ), bij AS (
            SELECT g.*{kolommen} FROM getypeerd g{joins}
        ), gevraagd AS (
            SELECT _regel, {zakt} FROM bij
        ), gezakt AS MATERIALIZED (
            SELECT * FROM gevraagd WHERE {" OR ".join(f"z{i}" for i in welke)}
        ), tekst AS (
            SELECT *, {_bits(regels, eerst)} AS _m1 FROM gezakt
        ), hard AS (
            SELECT *, _m1 | {_bits(regels, hard, "_m1")} AS _m2 FROM tekst
        )
        SELECT _regel, _m2 | {_bits(regels, zacht, "_m2")} AS _masker FROM hard
    """)


def _met(sql: str, vast: Mapping[str, str]) -> str:
    """The condition with these names replaced by what they stand for."""
    return re.sub(rf"\b({'|'.join(vast)})\b", lambda m: vast[m[0]], sql)


def _speelt(tabel: Teksttabel, r: Regel) -> bool:
    """Could this check fail here? Form, list and reference of a column that was not delivered hold, and the form of a column of
    which every text is its own value."""
    veld = r.velden[0]
    if r.code[-3] not in "234":
        return True
    eigen = r.code[-3] == "2" and tabel.getypeerd(veld) == f'"{veld}:tekst"'
    return not eigen and tabel.tekst(veld) != GEEN_TEKST


def _bits(regels: Sequence[Regel], welke: Sequence[int], tot_nu: str = "") -> str:
    """SQL: the bits of those of these checks of which `z<place>` says that the row fails.

    An unknown condition holds: NOT unknown is unknown, and CASE takes that for false. A condition over a field in which
    an earlier check found a fault (of which the bits are in `tot_nu`) is not asked, so that one fault gives one finding.
    """
    delen = []
    for i in welke:
        voor = eerder_gevonden(regels, regels[i]) if tot_nu else 0
        mits = f" AND {tot_nu} & {voor} = 0" if voor else ""
        delen.append(f"CASE WHEN z{i}{mits} THEN {1 << i}::UBIGINT ELSE 0::UBIGINT END")
    return f"({' | '.join(delen)})" if delen else "0::UBIGINT"


def eerder_gevonden(regels: Sequence[Regel], r: Regel) -> int:
    """The bits of the checks after whose failure this check is not asked: of the form of its fields, and for a
    warning or remark every fault in them."""
    if r.ernst is Ernst.FOUT:
        return sum(1 << j for j, f in enumerate(regels) if f.code[-3] in "23" and f.velden[0] in r.velden)
    return sum(1 << j for j, f in enumerate(regels) if f.ernst is Ernst.FOUT and set(f.velden) & set(r.velden))
