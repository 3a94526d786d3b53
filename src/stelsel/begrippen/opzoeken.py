"""What a condition may ask beyond its own row: a value found through a reference, or a figure over like rows.

Declared by the conditions themselves; the door builds only what a delivered record type needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from .codelijsten import codelijst
from .soorten import Code, Verwijzing
from .veld import RECORDTYPEN, Recordtype

# Below this number of rows a median says nothing of what is usual.
GROEP_MINSTENS = 20
_SQLTYPE = {str: "VARCHAR", float: "DOUBLE", date: "DATE"}


@dataclass(frozen=True)
class Pad:
    """A value reached by references: each step a field of the record reached so far, the last one the value.

    A step over a code list leads to what is known of the code, such as the province of a municipality.
    """

    stappen: tuple[str, ...]

    @property
    def kolom(self) -> str:
        return ".".join(self.stappen)


@dataclass(frozen=True)
class Groep:
    """A figure over the sound rows of this type in the delivery that agree with this row in the fields `per`.

    `mediaan` names the field whose median it is; empty means the number of rows. `lopend`: only rows without an end.
    `geheel`: `per` is every field but the key, and empty agrees with empty; else empty agrees with nothing.
    """

    per: tuple[str, ...]
    mediaan: str = ""
    lopend: bool = False
    geheel: bool = False

    @property
    def kolom(self) -> str:
        if self.geheel:
            return "aantal(gelijke rijen)"
        return f"mediaan({self.mediaan})" if self.mediaan else f"aantal({', '.join(self.per)})"


@dataclass(frozen=True)
class Stap:
    """One step of a path, resolved: from which record type, over which field, to which record type or code list."""

    van: str
    veld: str
    naar: str
    lijst: bool

    @property
    def tabel(self) -> str:
        """Name of the table in which the other side is looked up by key."""
        return f"_bij_lijst_{self.naar}" if self.lijst else f"_bij_{self.naar}"


def stappen(rt: type[Recordtype], pad: Pad) -> list[Stap]:
    """The steps of a path but the last, which is a value. Raises `KeyError` for a field that is not declared."""
    uit: list[Stap] = []
    hier = rt
    for veld in pad.stappen[:-1]:
        soort = hier.velden[veld].soort
        if isinstance(soort, Verwijzing):
            uit.append(Stap(hier.typenaam, veld, soort.recordtype, False))
            hier = RECORDTYPEN[soort.recordtype]
        elif isinstance(soort, Code):
            uit.append(Stap(hier.typenaam, veld, soort.lijst, True))
        else:
            raise KeyError(f"{hier.typenaam}.{veld} verwijst nergens naar")
    return uit


def sqltype(rt: type[Recordtype], pad: Pad) -> str:
    """The column type of the value at the end of a path."""
    laatste = stappen(rt, pad)[-1]
    if laatste.lijst:
        waarden = kenmerk(laatste.naar, pad.stappen[-1])
        return _SQLTYPE[type(next(iter(waarden.values())))]
    return RECORDTYPEN[laatste.naar].velden[pad.stappen[-1]].soort.sqltype


def kenmerk(lijst: str, naam: str) -> dict[str, Any]:
    """What is known of the codes of a list under this name."""
    return dict(codelijst(lijst).kenmerken[naam])
