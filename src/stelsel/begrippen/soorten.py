"""Kinds of value a field may hold: how a delivered text is recognised, typed and described.

Each kind gives SQL over the trimmed text `{v}`: `vorm` (is it well-formed?) and `getypeerd` (the value,
NULL when it is not). Both are evaluated over whole columns by the engine.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

LANGSTE_CODE, LANGSTE_SLEUTEL = 100, 64


@dataclass(frozen=True)
class Bekend:
    """What is known of all delivered texts of a column together, so that it need not be asked of each. Unsaid: anything can be."""

    leeg: bool = True  # some are empty
    wit: bool = True  # some may have white space around them
    stuurtekens: bool = True  # some may hold control characters
    langste: int = 1 << 40  # bytes of the longest
    isodatum: bool = False  # all that are filled look like 2024-03-31


@dataclass(frozen=True)
class Soort:
    """A kind of value."""

    sqltype: ClassVar[str] = "VARCHAR"
    naam: ClassVar[str] = ""

    def vorm(self, v: str) -> str:
        """SQL condition: the delivered text has the form of this kind."""
        raise NotImplementedError

    def getypeerd(self, v: str) -> str:
        """SQL expression: the value in the column type of this kind."""
        return f"CASE WHEN {self.vorm(v)} THEN {v} END"

    def getypeerd_bekend(self, v: str, b: Bekend) -> str:
        """The same, for a text of which this is known: what then holds need not be asked."""
        return self.getypeerd(v)

    def omschrijving(self) -> str:
        """Dutch description for the data dictionary and for messages."""
        return self.naam

    def jsonschema(self) -> dict[str, Any]:
        return {"type": "string"}


@dataclass(frozen=True)
class Tekst(Soort):
    """Text of at most `hoogstens` characters, without control characters."""

    hoogstens: int = 250
    naam = "tekst"

    def vorm(self, v: str) -> str:
        return f"(length({v}) <= {self.hoogstens} AND NOT regexp_matches({v}, '[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F]'))"

    def getypeerd_bekend(self, v: str, b: Bekend) -> str:
        if b.stuurtekens:
            return self.getypeerd(v)
        return v if b.langste <= self.hoogstens else f"CASE WHEN length({v}) <= {self.hoogstens} THEN {v} END"

    def omschrijving(self) -> str:
        return f"tekst van ten hoogste {self.hoogstens} tekens"

    def jsonschema(self) -> dict[str, Any]:
        return {"type": "string", "maxLength": self.hoogstens}


@dataclass(frozen=True)
class Patroon(Soort):
    """Text that matches a regular expression as a whole; `uitleg` says it in words."""

    regex: str = ""
    uitleg: str = ""
    naam = "tekst met vaste vorm"

    def vorm(self, v: str) -> str:
        return f"regexp_full_match({v}, '{self.regex}')"

    def omschrijving(self) -> str:
        return self.uitleg

    def jsonschema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{self.regex}$"}


def Cijfers(n: int) -> Patroon:
    """Exactly `n` digits; kept as text, because a leading zero counts."""
    return Patroon(f"[0-9]{{{n}}}", f"{n} cijfers")


@dataclass(frozen=True)
class Getal(Soort):
    """Number with a point or a comma before the decimals, without a sign for thousands."""

    sqltype = "DOUBLE"
    naam = "getal"

    def getypeerd(self, v: str) -> str:
        return f"CASE WHEN {self.vorm(v)} THEN try_cast(replace({v}, ',', '.') AS DOUBLE) END"

    def vorm(self, v: str) -> str:
        return f"regexp_full_match({v}, '-?[0-9]{{1,15}}([.,][0-9]{{1,12}})?')"

    def omschrijving(self) -> str:
        return "getal, bijvoorbeeld 12,5"

    def jsonschema(self) -> dict[str, Any]:
        return {"type": "number"}


@dataclass(frozen=True)
class Geheel(Soort):
    """Whole number."""

    sqltype = "BIGINT"
    naam = "geheel getal"

    def getypeerd(self, v: str) -> str:
        return f"CASE WHEN {self.vorm(v)} THEN try_cast({v} AS BIGINT) END"

    def vorm(self, v: str) -> str:
        return f"regexp_full_match({v}, '-?[0-9]{{1,15}}')"

    def jsonschema(self) -> dict[str, Any]:
        return {"type": "integer"}


@dataclass(frozen=True)
class Datum(Soort):
    """Day, as 2024-03-31 or 31-03-2024; a day that does not exist in the calendar is not well-formed."""

    sqltype = "DATE"
    naam = "datum"

    def getypeerd(self, v: str) -> str:
        # The places of the dashes leave a cast nothing to guess at but a sign before the year and a space at the end; digits it
        # checks itself.
        return (
            f"CASE WHEN {v} LIKE '____-__-__' AND {v} >= '0' AND {v}[10] BETWEEN '0' AND '9' THEN try_cast({v} AS DATE) "
            f"WHEN {v} LIKE '__-__-____' AND {v} >= '0' AND {v}[10] BETWEEN '0' AND '9' THEN try_strptime({v}, '%d-%m-%Y')::DATE END"
        )

    def getypeerd_bekend(self, v: str, b: Bekend) -> str:
        return f"try_cast({v} AS DATE)" if b.isodatum else self.getypeerd(v)

    def vorm(self, v: str) -> str:
        return f"({v} IS NULL OR ({self.getypeerd(v)}) IS NOT NULL)"

    def omschrijving(self) -> str:
        return "datum, als 2024-03-31 of 31-03-2024"

    def jsonschema(self) -> dict[str, Any]:
        return {"type": "string", "format": "date"}


@dataclass(frozen=True)
class JaNee(Soort):
    """Yes or no."""

    sqltype = "BOOLEAN"
    naam = "ja of nee"

    def getypeerd(self, v: str) -> str:
        return (
            f"CASE WHEN lower({v}) IN ('ja', 'j', 'true', '1') THEN true "
            f"WHEN lower({v}) IN ('nee', 'n', 'false', '0') THEN false END"
        )

    def vorm(self, v: str) -> str:
        return f"(lower({v}) IN ('ja', 'j', 'true', '1', 'nee', 'n', 'false', '0'))"

    def jsonschema(self) -> dict[str, Any]:
        return {"type": "boolean"}


@dataclass(frozen=True)
class Code(Soort):
    """Code from a list; the form is free, the list is checked under a number of its own."""

    lijst: str = ""
    naam = "code"

    def vorm(self, v: str) -> str:
        return f"(length({v}) <= {LANGSTE_CODE})"

    def getypeerd_bekend(self, v: str, b: Bekend) -> str:
        return v if b.langste <= LANGSTE_CODE else self.getypeerd(v)

    def codes(self) -> Mapping[str, str]:
        """Codes of the list with their meaning."""
        from .codelijsten import codelijst

        return codelijst(self.lijst).codes

    def omschrijving(self) -> str:
        return f"code uit de lijst '{self.lijst}'"

    def jsonschema(self) -> dict[str, Any]:
        return {"type": "string", "enum": list(self.codes())}


@dataclass(frozen=True)
class Verwijzing(Soort):
    """Key of a record of another type, as the same source delivered it."""

    recordtype: str = ""
    naam = "verwijzing"

    def vorm(self, v: str) -> str:
        return f"(length({v}) <= {LANGSTE_SLEUTEL})"

    def getypeerd_bekend(self, v: str, b: Bekend) -> str:
        return v if b.langste <= LANGSTE_SLEUTEL else self.getypeerd(v)

    def omschrijving(self) -> str:
        return f"sleutel (id) van een {self.recordtype} van dezelfde bron, ten hoogste {LANGSTE_SLEUTEL} tekens"

    def jsonschema(self) -> dict[str, Any]:
        return {"type": "string", "maxLength": LANGSTE_SLEUTEL}
