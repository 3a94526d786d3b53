"""The checks of a delivery, set-wise: all conditions of a record type in one pass, a bit per check.

In: the text tables of a delivery. Out: per table the typed rows with a mask of the checks that failed.
Codes are spelled out only for rows that fail.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from ..begrippen import RECORDTYPEN, Ernst, Recordtype, Regel, Verwijzing, Werking, regels_van
from ..begrippen.soorten import Geheel, Getal
from ..opslag import Motor
from .formule import teruggekeerd
from .getallen import zonder_duizendtekens
from .lezen import ONZICHTBAAR, Vorm
from .opzoeken import opzoekjoins

# Rows of which the typed values are kept in memory, which is faster; more of them go to the scratch database, compressed, for
# otherwise they would go to disk and back as they are.
IN_GEHEUGEN = 2_000_000
# What stands around a value and says nothing: space, tab, line ends, the space that does not break, signs without width.
WIT = " \t\r\n\xa0" + "".join(map(chr, ONZICHTBAAR))


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
    # Places of the columns in which some text has white space around it, or control characters in it; None: not looked.
    met_wit: frozenset[int] | None = None
    met_stuurtekens: frozenset[int] | None = None

    def tekst(self, veld: str) -> str:
        """SQL: the text of a field without surrounding white space; empty or not delivered is NULL."""
        ruw = self._ruw(veld)
        if ruw is None:
            return "NULL::VARCHAR"
        kaal = f"nullif({ruw}, '')" if self._vrij_van(self.met_wit, veld) else zonder_wit(ruw)
        if (
            self.vorm.decimaal
            and self.vertaald is None
            and isinstance(self.recordtype.velden[veld].soort, Getal | Geheel)
        ):
            return zonder_duizendtekens(kaal, self.vorm.decimaal)
        return kaal

    def getypeerd(self, veld: str) -> str:
        """SQL: the typed value of a field, from its text in column `<veld>:tekst`."""
        soort, kolom = self.recordtype.velden[veld].soort, f'"{veld}:tekst"'
        zonder = self._vrij_van(self.met_stuurtekens, veld)
        return soort.getypeerd_zonder_stuurtekens(kolom) if zonder else soort.getypeerd(kolom)

    def _vrij_van(self, kolommen: frozenset[int] | None, veld: str) -> bool:
        """Is the column of this field, read as it was delivered, known not to be among these?"""
        eigen = self.vertaald is None and veld in self.kolommen
        return kolommen is not None and eigen and self.kolommen.index(veld) not in kolommen

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
    def gekeurd(self) -> str:
        """Name of the table with typed values and mask."""
        return f"gekeurd_{self.nummer}"


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

    Keys are counted by their hash, and compared themselves only where a hash comes twice.
    """
    con.execute("CREATE TEMP TABLE _herhaald (tabel INTEGER, _regel BIGINT)")
    for typenaam in RECORDTYPEN:
        van_type = [t for t in tabellen if t.recordtype.typenaam == typenaam]
        if not van_type:
            continue
        alle = " UNION ALL ".join(
            f"SELECT {t.tekst('id')} AS id, {t.nummer} AS tabel, _regel FROM {t.naam}" for t in van_type
        )
        dubbel = con.execute(f"""
            CREATE OR REPLACE TEMP TABLE _dubbel AS
            SELECT hash(id) AS h FROM ({alle}) WHERE id IS NOT NULL GROUP BY h HAVING count(*) > 1
        """).fetchall()[0][0]
        if dubbel:
            con.execute(f"""
                INSERT INTO _herhaald
                SELECT tabel, _regel FROM ({alle}) WHERE id IS NOT NULL AND hash(id) IN (SELECT h FROM _dubbel)
                QUALIFY row_number() OVER (PARTITION BY id ORDER BY tabel, _regel) > 1
            """)


def keur(con: Motor, tabel: Teksttabel, vandaag: date) -> None:
    """Make the table `tabel.gekeurd`: `_regel`, the typed fields, and `_masker` with a bit per failed check.

    What a lookup table that is not there would have told is unknown.
    """
    rt = tabel.recordtype
    regels = regels_van(rt.typenaam)
    tekst = ", ".join(f'{tabel.tekst(n)} AS "{n}:tekst"' for n in rt.velden)
    typen = ", ".join(f'{tabel.getypeerd(n)} AS "{n}"' for n in rt.velden)
    velden = ", ".join(f'"{n}"' for n in rt.velden)
    herhaald = con.execute("SELECT count(*) FROM _herhaald WHERE tabel = ?", [tabel.nummer]).fetchall()[0][0]
    # Most deliveries repeat no key: then nothing is joined to say so.
    herhaling = f"_regel IN (SELECT _regel FROM _herhaald WHERE tabel = {tabel.nummer})" if herhaald else "false"
    er_is = {
        n
        for (n,) in con.execute(
            "SELECT table_name FROM duckdb_tables() WHERE starts_with(table_name, '_bij_')"
        ).fetchall()
    }
    kolommen, joins = opzoekjoins(rt, er_is)
    op_rij = [i for i, r in enumerate(regels) if r.werking is Werking.RIJ]
    hard = [i for i in op_rij if regels[i].ernst is Ernst.FOUT]
    zacht = [i for i in op_rij if regels[i].ernst is not Ernst.FOUT]
    eerst = [i for i, r in enumerate(regels) if r.werking in (Werking.TEKST, Werking.LEVERING) and _speelt(tabel, r)]
    # What asks another table is asked once per row, here: the engine would join it for every place where it stands.
    vooraf = {i: f'"_v{i}"' for i in eerst if "SELECT" in regels[i].sql}
    voorwaarden = "".join(f", ({regels[i].sql}) AS {naam}" for i, naam in vooraf.items())
    # A table that is read where it lies has no known size: left to itself the engine builds its joins on the large side.
    con.execute("SET disabled_optimizers = 'build_side_probe_side'")
    con.execute(f"""
        CREATE {"TEMP" if tabel.rijen <= IN_GEHEUGEN else ""} TABLE {tabel.gekeurd} AS
        WITH ruw AS (
            SELECT _regel, {tekst}, {herhaling} AS _herhaling FROM {tabel.naam}
        ), getypeerd AS (
            SELECT *, {typen}, DATE '{vandaag}' AS _vandaag, {str(tabel.oefening).lower()} AS _oefening FROM ruw
        ), bij AS (
            SELECT g.*{kolommen} FROM getypeerd g{joins}
        ), gevraagd AS (
            SELECT *{voorwaarden} FROM bij
        ), tekst AS (
            SELECT *, {_bits(regels, eerst, vooraf=vooraf)} AS _m1 FROM gevraagd
        ), hard AS (
            SELECT *, _m1 | {_bits(regels, hard, "_m1")} AS _m2 FROM tekst
        )
        SELECT _regel, {velden}, _m2 | {_bits(regels, zacht, "_m2")} AS _masker FROM hard
    """)
    con.execute("RESET disabled_optimizers")


def _speelt(tabel: Teksttabel, r: Regel) -> bool:
    """Could this check fail here? Form, list and reference of a column that was not delivered hold."""
    return r.code[-3] not in "234" or tabel.tekst(r.velden[0]) != "NULL::VARCHAR"


def _bits(
    regels: Sequence[Regel], welke: Sequence[int], tot_nu: str = "", vooraf: Mapping[int, str] = MappingProxyType({})
) -> str:
    """SQL: the bits of those of these checks that fail.

    An unknown condition holds: NOT unknown is unknown, and CASE takes that for false. A condition over a field in which
    an earlier check found a fault (of which the bits are in `tot_nu`) is not asked, so that one fault gives one finding.
    """
    delen = []
    sql = {i: vooraf.get(i, f"({regels[i].sql})") for i in welke}
    for i in welke:
        r = regels[i]
        voor = eerder_gevonden(regels, r) if tot_nu else 0
        mits = f" AND {tot_nu} & {voor} = 0" if voor else ""
        delen.append(f"(CASE WHEN NOT {sql[i]}{mits} THEN {1 << i} ELSE 0 END)::UBIGINT")
    if not delen:
        return "0::UBIGINT"
    # Most rows are sound: then one look at all conditions together is enough.
    alle = " AND ".join(sql.values())
    return f"(CASE WHEN ({alle}) IS NOT FALSE THEN 0::UBIGINT ELSE {' | '.join(delen)} END)"


def eerder_gevonden(regels: Sequence[Regel], r: Regel) -> int:
    """The bits of the checks after whose failure this check is not asked: of the form of its fields, and for a
    warning or remark every fault in them."""
    if r.ernst is Ernst.FOUT:
        return sum(1 << j for j, f in enumerate(regels) if f.code[-3] in "23" and f.velden[0] in r.velden)
    return sum(1 << j for j, f in enumerate(regels) if f.ernst is Ernst.FOUT and set(f.velden) & set(r.velden))
