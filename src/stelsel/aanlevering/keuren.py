"""The checks of a delivery, set-wise: all conditions of a record type in one pass, a bit per check.

In: the text tables of a delivery. Out: per table the typed rows with a mask of the checks that failed.
Codes are spelled out only for rows that fail.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ..begrippen import RECORDTYPEN, Ernst, Recordtype, Regel, Werking, regels_van
from ..begrippen.soorten import Geheel, Getal
from ..opslag import Motor
from .getallen import zonder_duizendtekens
from .lezen import Vorm

WIT = " \t\r\n\xa0"  # white space around a value says nothing: space, tab, line ends, the space that does not break


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

    def tekst(self, veld: str) -> str:
        """SQL: the text of a field without surrounding white space; empty or not delivered is NULL."""
        ruw = self._ruw(veld)
        if ruw is None:
            return "NULL::VARCHAR"
        kaal = f"nullif(trim({ruw}, '{WIT}'), '')"
        if (
            self.vorm.decimaal
            and self.vertaald is None
            and isinstance(self.recordtype.velden[veld].soort, Getal | Geheel)
        ):
            return zonder_duizendtekens(kaal, self.vorm.decimaal)
        return kaal

    def _ruw(self, veld: str) -> str | None:
        if self.vertaald is not None:
            return self.vertaald.get(veld)
        return f"k{self.kolommen.index(veld)}" if veld in self.kolommen else None

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


def sleuteltabellen(con: Motor, tabellen: Sequence[Teksttabel], eerder: dict[str, str]) -> None:
    """Make `_sleutels_<type>`: every key of this source, delivered now or before, refused rows included.

    A reference to a row that waits in quarantine is sound: mending that row mends the link.
    `eerder` gives per record type the SQL of the keys that were delivered before.
    """
    for typenaam in RECORDTYPEN:
        delen = [f"SELECT {t.tekst('id')} AS id FROM {t.naam}" for t in tabellen if t.recordtype.typenaam == typenaam]
        delen += [eerder[typenaam]] if typenaam in eerder else []
        bron = " UNION ".join(delen) or "SELECT NULL::VARCHAR AS id"
        con.execute(f"CREATE TEMP TABLE _sleutels_{typenaam} AS SELECT id FROM ({bron}) WHERE id IS NOT NULL")


def herhaaltabellen(con: Motor, tabellen: Sequence[Teksttabel]) -> None:
    """Make `_herhaald(tabel, _regel)`: every occurrence of a key within its record type but the first."""
    con.execute("CREATE TEMP TABLE _herhaald (tabel INTEGER, _regel BIGINT)")
    for typenaam in RECORDTYPEN:
        van_type = [t for t in tabellen if t.recordtype.typenaam == typenaam]
        if not van_type:
            continue
        alle = " UNION ALL ".join(
            f"SELECT {t.tekst('id')} AS id, {t.nummer} AS tabel, _regel FROM {t.naam}" for t in van_type
        )
        con.execute(f"""
            INSERT INTO _herhaald
            WITH alle AS ({alle}), dubbel AS (SELECT id FROM alle WHERE id IS NOT NULL GROUP BY id HAVING count(*) > 1)
            SELECT tabel, _regel FROM alle SEMI JOIN dubbel USING (id)
            QUALIFY row_number() OVER (PARTITION BY id ORDER BY tabel, _regel) > 1
        """)


def keur(con: Motor, tabel: Teksttabel, vandaag: date) -> None:
    """Make the table `tabel.gekeurd`: `_regel`, the typed fields, and `_masker` with a bit per failed check."""
    rt = tabel.recordtype
    regels = regels_van(rt.typenaam)
    tekst = ", ".join(f'{tabel.tekst(n)} AS "{n}"' for n in rt.velden)
    typen = ", ".join(f'{v.soort.getypeerd(chr(34) + n + chr(34))} AS "{n}"' for n, v in rt.velden.items())

    def bits(werkingen: set[Werking], tenzij: str = "") -> str:
        # An unknown condition holds: NOT unknown is unknown, and CASE takes that for false. A condition over a field
        # whose text has the wrong form is unknown too, so that one fault gives one finding.
        delen = []
        for i, r in enumerate(regels):
            if r.werking in werkingen:
                vorm = sum(1 << j for j, f in enumerate(regels) if f.code[-3] in "23" and f.velden[0] in r.velden)
                mits = f" AND {tenzij} & {vorm} = 0" if tenzij and vorm else ""
                delen.append(f"(CASE WHEN NOT ({r.sql}){mits} THEN {1 << i} ELSE 0 END)::UBIGINT")
        return " | ".join(delen) or "0::UBIGINT"

    con.execute(f"""
        CREATE TABLE {tabel.gekeurd} AS
        WITH ruw AS (
            SELECT _regel, {tekst}, coalesce(h.tabel IS NOT NULL, false) AS _herhaling
            FROM {tabel.naam} LEFT JOIN (SELECT * FROM _herhaald WHERE tabel = {tabel.nummer}) h USING (_regel)
        ), getypeerd AS (
            SELECT _regel, {typen}, DATE '{vandaag}' AS _vandaag, {str(tabel.oefening).lower()} AS _oefening,
                   {bits({Werking.TEKST, Werking.LEVERING})} AS _tekstmasker
            FROM ruw
        )
        SELECT * EXCLUDE (_tekstmasker, _vandaag, _oefening), _tekstmasker | {bits({Werking.RIJ}, "_tekstmasker")} AS _masker
        FROM getypeerd
    """)
