"""Conditions over columns, written in Python, evaluated by the engine as SQL.

In: the columns of a record type. Out: one SQL expression per condition.
Never: a loop over rows. A comparison with a missing value is unknown, and an unknown condition holds:
absence is judged by the required-check alone, so that one fault gives one finding.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from .opzoeken import Groep, Pad

if TYPE_CHECKING:
    from .veld import Recordtype


def waarde(w: Any) -> str:
    """A Python value as an SQL literal."""
    if isinstance(w, Uitdrukking):
        return w.sql
    if w is None:
        return "NULL"
    if isinstance(w, bool):
        return "true" if w else "false"
    if isinstance(w, date):
        return f"DATE '{w:%Y-%m-%d}'"
    if isinstance(w, int | float):
        return repr(w)
    return "'" + str(w).replace("'", "''") + "'"


class Uitdrukking:
    """An SQL expression with the fields it looks at, in the order in which they were named."""

    __slots__ = ("bij", "sql", "velden")

    def __init__(self, sql: str, velden: tuple[str, ...] = (), bij: tuple[Pad | Groep, ...] = ()):
        self.sql, self.velden, self.bij = sql, velden, bij

    def _met(self, sql: str, *anderen: Any) -> Uitdrukking:
        """A new expression that looks at what this one and the others look at."""
        velden, bij = dict.fromkeys(self.velden), dict.fromkeys(self.bij)
        for a in anderen:
            if isinstance(a, Uitdrukking):
                velden |= dict.fromkeys(a.velden)
                bij |= dict.fromkeys(a.bij)
        return Uitdrukking(sql, tuple(velden), tuple(bij))

    def _twee(self, teken: str, ander: Any) -> Uitdrukking:
        return self._met(f"({self.sql} {teken} {waarde(ander)})", ander)

    def __and__(self, a: Any) -> Uitdrukking:
        return self._twee("AND", a)

    def __or__(self, a: Any) -> Uitdrukking:
        return self._twee("OR", a)

    def __invert__(self) -> Uitdrukking:
        return self._met(f"(NOT {self.sql})")

    def __eq__(self, a: Any) -> Uitdrukking:  # type: ignore[override]
        return self._twee("=", a)

    def __ne__(self, a: Any) -> Uitdrukking:  # type: ignore[override]
        return self._twee("<>", a)

    def __lt__(self, a: Any) -> Uitdrukking:
        return self._twee("<", a)

    def __le__(self, a: Any) -> Uitdrukking:
        return self._twee("<=", a)

    def __gt__(self, a: Any) -> Uitdrukking:
        return self._twee(">", a)

    def __ge__(self, a: Any) -> Uitdrukking:
        return self._twee(">=", a)

    def __add__(self, a: Any) -> Uitdrukking:
        return self._twee("+", a)

    def __sub__(self, a: Any) -> Uitdrukking:
        return self._twee("-", a)

    def __mul__(self, a: Any) -> Uitdrukking:
        return self._twee("*", a)

    __hash__ = None  # type: ignore[assignment]

    def tussen(self, laag: Any, hoog: Any) -> Uitdrukking:
        """Between both bounds, both included."""
        return self._met(f"({self.sql} BETWEEN {waarde(laag)} AND {waarde(hoog)})", laag, hoog)

    def een_van(self, *mogelijk: Any) -> Uitdrukking:
        return self._met(f"({self.sql} IN ({', '.join(map(waarde, mogelijk))}))", *mogelijk)

    def begint_met(self, *voorvoegsels: str) -> Uitdrukking:
        delen = " OR ".join(f"starts_with({self.sql}, {waarde(v)})" for v in voorvoegsels)
        return self._met(f"({delen})")

    def eindigt_op(self, *achtervoegsels: str) -> Uitdrukking:
        delen = " OR ".join(f"suffix({self.sql}, {waarde(v)})" for v in achtervoegsels)
        return self._met(f"({delen})")

    def deel(self, begin: int, lengte: int) -> Uitdrukking:
        """Characters from position `begin` (the first is 1)."""
        return self._met(f"substr({self.sql}, {begin}, {lengte})")

    def aanwezig(self) -> Uitdrukking:
        return self._met(f"({self.sql} IS NOT NULL)")

    def ontbreekt(self) -> Uitdrukking:
        return self._met(f"({self.sql} IS NULL)")

    def dan(self, gevolg: Uitdrukking) -> Uitdrukking:
        """If this holds, `gevolg` must hold."""
        return self._met(f"(NOT {self.sql} OR {gevolg.sql})", gevolg)

    def elfproef(self) -> Uitdrukking:
        """Nine digits, not all zero, of which 9·a + 8·b + … + 2·h − i is a multiple of eleven."""
        som = " + ".join(
            f"{g} * try_cast(substr({self.sql}, {i}, 1) AS INTEGER)"
            for i, g in enumerate([9, 8, 7, 6, 5, 4, 3, 2, -1], 1)
        )
        return self._met(f"(({som}) % 11 = 0 AND {self.sql} <> '000000000')")

    def cas_controle(self) -> Uitdrukking:
        """Last digit of a CAS number: the digits before it, weighted 1, 2, 3… from the right, modulo ten."""
        cijfers = f"replace({self.sql}, '-', '')"
        som = " + ".join(
            f"{i} * coalesce(try_cast(nullif(substr(reverse({cijfers}), {i + 1}, 1), '') AS INTEGER), 0)"
            for i in range(1, 10)
        )
        return self._met(f"(({som}) % 10 = try_cast(right({self.sql}, 1) AS INTEGER))")


class Verweg:
    """The record that a field of the row refers to, or what is known of its code."""

    def __init__(self, stappen: tuple[str, ...]):
        self._stappen = stappen

    def __getattr__(self, naam: str) -> Uitdrukking:
        pad = Pad((*self._stappen, naam))
        return Uitdrukking(f'"{pad.kolom}"', self._stappen[:1], (pad,))

    def via(self, veld: str) -> Verweg:
        """One reference further."""
        return Verweg((*self._stappen, veld))


class Rij:
    """What a condition sees: the fields of a record type, what they refer to, its like rows, and the circumstances."""

    def __init__(self, recordtype: type[Recordtype]):
        self._recordtype = recordtype

    def __getattr__(self, naam: str) -> Uitdrukking:
        if naam not in self._recordtype.velden:
            raise AttributeError(f"Geen veld '{naam}'")
        return Uitdrukking(f'"{naam}"', (naam,))

    def via(self, veld: str) -> Verweg:
        """What this field refers to. A record that was refused, or is not there, is unknown."""
        return Verweg((veld,))

    def aantal(self, *velden: str, lopend: bool = False) -> Uitdrukking:
        """How many rows of the delivery hold the same in these fields, this row included; unknown when one is empty."""
        groep = Groep(velden, lopend=lopend)
        return Uitdrukking(f'"{groep.kolom}"', velden, (groep,))

    def gelijke_rijen(self) -> Uitdrukking:
        """How many rows of the delivery hold the same in every field but the key, this row included."""
        velden = tuple(v for v in self._recordtype.velden if v != "id")
        groep = Groep(velden, geheel=True)
        return Uitdrukking(f'"{groep.kolom}"', velden, (groep,))

    def mediaan(self, veld: str, per: tuple[str, ...]) -> Uitdrukking:
        """The median of `veld` over the rows that hold the same in `per`; unknown when they are few."""
        groep = Groep(per, mediaan=veld)
        return Uitdrukking(f'"{groep.kolom}"', (veld, *per), (groep,))

    @property
    def vandaag(self) -> Uitdrukking:
        """The day on which the delivery was received."""
        return Uitdrukking("_vandaag")

    @property
    def oefening(self) -> Uitdrukking:
        """True when the file holds exercise data."""
        return Uitdrukking("_oefening")
