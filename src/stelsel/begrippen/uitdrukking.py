"""Conditions over columns, written in Python, evaluated by the engine as SQL.

In: the columns of a record type. Out: one SQL expression per condition.
Never: a loop over rows. A comparison with a missing value is unknown, and an unknown condition holds:
absence is judged by the required-check alone, so that one fault gives one finding.
"""

from __future__ import annotations

from datetime import date
from typing import Any


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

    __slots__ = ("sql", "velden")

    def __init__(self, sql: str, velden: tuple[str, ...] = ()):
        self.sql, self.velden = sql, velden

    def _met(self, ander: Any, sql: str) -> Uitdrukking:
        meer = ander.velden if isinstance(ander, Uitdrukking) else ()
        return Uitdrukking(sql, (*self.velden, *(v for v in meer if v not in self.velden)))

    def _twee(self, teken: str, ander: Any) -> Uitdrukking:
        return self._met(ander, f"({self.sql} {teken} {waarde(ander)})")

    def __and__(self, a: Any) -> Uitdrukking:
        return self._twee("AND", a)

    def __or__(self, a: Any) -> Uitdrukking:
        return self._twee("OR", a)

    def __invert__(self) -> Uitdrukking:
        return Uitdrukking(f"(NOT {self.sql})", self.velden)

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

    __hash__ = None  # type: ignore[assignment]

    def tussen(self, laag: Any, hoog: Any) -> Uitdrukking:
        """Between both bounds, both included."""
        return Uitdrukking(f"({self.sql} BETWEEN {waarde(laag)} AND {waarde(hoog)})", self.velden)

    def een_van(self, *mogelijk: Any) -> Uitdrukking:
        return Uitdrukking(f"({self.sql} IN ({', '.join(map(waarde, mogelijk))}))", self.velden)

    def begint_met(self, *voorvoegsels: str) -> Uitdrukking:
        delen = " OR ".join(f"starts_with({self.sql}, {waarde(v)})" for v in voorvoegsels)
        return Uitdrukking(f"({delen})", self.velden)

    def eindigt_op(self, *achtervoegsels: str) -> Uitdrukking:
        delen = " OR ".join(f"suffix({self.sql}, {waarde(v)})" for v in achtervoegsels)
        return Uitdrukking(f"({delen})", self.velden)

    def deel(self, begin: int, lengte: int) -> Uitdrukking:
        """Characters from position `begin` (the first is 1)."""
        return Uitdrukking(f"substr({self.sql}, {begin}, {lengte})", self.velden)

    def aanwezig(self) -> Uitdrukking:
        return Uitdrukking(f"({self.sql} IS NOT NULL)", self.velden)

    def ontbreekt(self) -> Uitdrukking:
        return Uitdrukking(f"({self.sql} IS NULL)", self.velden)

    def dan(self, gevolg: Uitdrukking) -> Uitdrukking:
        """If this holds, `gevolg` must hold."""
        return self._met(gevolg, f"(NOT {self.sql} OR {gevolg.sql})")

    def elfproef(self) -> Uitdrukking:
        """Nine digits, not all zero, of which 9·a + 8·b + … + 2·h − i is a multiple of eleven."""
        som = " + ".join(
            f"{g} * try_cast(substr({self.sql}, {i}, 1) AS INTEGER)"
            for i, g in enumerate([9, 8, 7, 6, 5, 4, 3, 2, -1], 1)
        )
        return Uitdrukking(f"(({som}) % 11 = 0 AND {self.sql} <> '000000000')", self.velden)

    def cas_controle(self) -> Uitdrukking:
        """Last digit of a CAS number: the digits before it, weighted 1, 2, 3… from the right, modulo ten."""
        cijfers = f"replace({self.sql}, '-', '')"
        som = " + ".join(
            f"{i} * coalesce(try_cast(nullif(substr(reverse({cijfers}), {i + 1}, 1), '') AS INTEGER), 0)"
            for i in range(1, 10)
        )
        return Uitdrukking(f"(({som}) % 10 = try_cast(right({self.sql}, 1) AS INTEGER))", self.velden)


class Rij:
    """What a condition sees: the fields of a record type, and the circumstances of the delivery."""

    def __init__(self, namen: frozenset[str]):
        self._namen = namen

    def __getattr__(self, naam: str) -> Uitdrukking:
        if naam not in self._namen:
            raise AttributeError(f"Geen veld '{naam}'")
        return Uitdrukking(f'"{naam}"', (naam,))

    @property
    def vandaag(self) -> Uitdrukking:
        """The day on which the delivery was received."""
        return Uitdrukking("_vandaag")

    @property
    def oefening(self) -> Uitdrukking:
        """True when the file holds exercise data."""
        return Uitdrukking("_oefening")
