"""What a translation of a source may say: per kind of table how it is recognised, and where each field comes from.

The file is TOML, written by people. Whatever no rule here allows is refused, so that a slip of the pen is a fault and never
a field that stays empty in silence.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, field_validator

LANGSTE_NAAM = 250
MEESTE_CODES = 5_000
MEESTE_TABELLEN = 100


def _leesbaar(tekst: str) -> str:
    if not tekst.replace("\t", "").isprintable():
        raise ValueError("bevat een teken dat niet te lezen is")
    return tekst


def _kaal(tekst: str) -> str:
    """Stripped in silence, two codes could become one."""
    if tekst != tekst.strip():
        raise ValueError("begint of eindigt met een spatie")
    return tekst


def _kolomnaam(tekst: str) -> str:
    """As the readers write the names of delivered columns."""
    return tekst.strip().lower()


Tekst = Annotated[str, StringConstraints(max_length=LANGSTE_NAAM), AfterValidator(_leesbaar)]
Gevuld = Annotated[Tekst, StringConstraints(min_length=1)]
Kolom = Annotated[Gevuld, AfterValidator(_kolomnaam), StringConstraints(min_length=1)]
Waarde = Annotated[Tekst, AfterValidator(_kaal)]


class _Streng(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Veldbron(_Streng):
    """Where one field comes from, and what is done with its text on the way: part, code, number, date, yes or no."""

    kolom: Kolom | None = None
    samen: Annotated[list[Kolom], Field(min_length=2, max_length=20)] | None = None
    tussen: Tekst = " "
    vast: Waarde | None = None
    na: Gevuld | None = None
    voor: Gevuld | None = None
    na_laatste: Gevuld | None = None
    voor_laatste: Gevuld | None = None
    codes: Annotated[dict[Waarde, Waarde], Field(max_length=MEESTE_CODES)] = {}
    betekenis: bool = False
    nullen: Annotated[int, Field(ge=2, le=20)] | None = None
    begin: Gevuld | None = None
    datum: Gevuld | None = None
    decimaal: Literal[",", "."] | None = None
    factor: Decimal | int | None = None
    ja: Annotated[list[Waarde], Field(max_length=50)] = []
    nee: Annotated[list[Waarde], Field(max_length=50)] = []

    @property
    def kolommen(self) -> tuple[str, ...]:
        """The delivered columns that are read."""
        return tuple(self.samen or ([self.kolom] if self.kolom else []))

    @property
    def gezet(self) -> set[str]:
        """What the file says of this field, by name."""
        return set(self.model_fields_set)


class Tabel(_Streng):
    """One kind of table: recognised by the name of file or sheet, by its columns, or by both."""

    recordtype: Gevuld
    naam: Tekst = ""
    bestand: Gevuld | None = None
    kolommen: Annotated[list[Kolom], Field(min_length=1, max_length=200)] | None = None
    velden: Annotated[dict[str, Veldbron], Field(min_length=1, max_length=200)]

    @field_validator("velden", mode="before")
    @classmethod
    def _kort(cls, velden: Any) -> Any:
        """`id = "nr"` is short for `id = { kolom = "nr" }`."""
        if not isinstance(velden, dict):
            return velden
        return {n: {"kolom": b} if isinstance(b, str) else b for n, b in velden.items()}


class Vertaalbestand(_Streng):
    """The whole file of a source."""

    tabel: Annotated[list[Tabel], Field(min_length=1, max_length=MEESTE_TABELLEN)]
