"""pydantic, row by row as `csv` reads them: a model with validators, the errors of every row gathered. That a key is new and
a location is known is asked of a set. Of conditions over two fields a model tells the first that fails."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    Field,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    model_validator,
)
from pydantic import field_validator as veldcontrole
from pydantic_core import PydanticCustomError

from .opgave import (
    BESTAAT,
    DATUMVORM,
    EIND_NA_BEGIN,
    IN_LIJST,
    LENGTE,
    LIJST,
    NA_1800,
    NIET_OEFENING,
    NIET_TERUG,
    NIET_TOEKOMST,
    TEKSTVORM,
    UNIEK,
    VANAF,
    VANDAAG,
    VERPLICHT,
    ZONDER_STUURTEKENS,
    locaties,
    vergunningen,
)


def _tekst(veld: str) -> StringConstraints:
    return StringConstraints(max_length=LENGTE[veld], pattern=ZONDER_STUURTEKENS)


def _geen_oefening(v: str) -> str:
    if v.startswith("OEF-"):
        raise PydanticCustomError(NIET_OEFENING, "exercise and real rows in one file")
    return v


def _niet_later(v: date) -> date:
    if v > VANDAAG:
        raise PydanticCustomError(NIET_TOEKOMST, "in the future")
    return v


class Vergunning(BaseModel):
    id: Annotated[str, _tekst("id"), AfterValidator(_geen_oefening)]
    locatie_id: str
    zaaknummer: Annotated[str, _tekst("zaaknummer")] | None = None
    soort: Literal[LIJST["soort"]]  # type: ignore[valid-type]
    onderwerp: Annotated[str, _tekst("onderwerp")] | None = None
    besluitdatum: Annotated[date, AfterValidator(_niet_later)]
    bevoegd_gezag: Literal[LIJST["bevoegd_gezag"]] | None = None  # type: ignore[valid-type]
    begindatum: Annotated[date, Field(ge=VANAF)] | None = None
    einddatum: date | None = None

    @veldcontrole("locatie_id")
    @classmethod
    def _bekend(cls, v: str, info: ValidationInfo) -> str:
        if v not in info.context:
            raise PydanticCustomError(BESTAAT, "unknown location")
        return v

    @model_validator(mode="after")
    def _volgorde(self) -> Self:
        if self.begindatum is not None:
            if self.einddatum is not None and self.einddatum < self.begindatum:
                raise PydanticCustomError(EIND_NA_BEGIN, "ends before it begins")
            if self.begindatum < self.besluitdatum:
                raise PydanticCustomError(NIET_TERUG, "begins before it was decided")
        return self


Fout = tuple[int, str, str]  # line, field, type of error as pydantic names it


def vind(map_: Path) -> list[Fout]:
    with locaties(map_).open(encoding="utf-8", newline="") as f:
        bekend = {r["id"] for r in csv.DictReader(f)}
    fouten: list[Fout] = []
    gezien: set[str] = set()
    keur = Vergunning.model_validate
    with vergunningen(map_).open(encoding="utf-8", newline="") as f:
        for regel, ruw in enumerate(csv.DictReader(f), 2):
            rij = {k: v for k, v in ruw.items() if v}
            try:
                keur(rij, context=bekend)
            except ValidationError as e:
                fouten += [
                    (regel, str(x["loc"][0]) if x["loc"] else "", x["type"]) for x in e.errors(include_url=False)
                ]
            sleutel = rij.get("id")
            if sleutel in gezien:
                fouten.append((regel, "id", UNIEK))
            elif sleutel:
                gezien.add(sleutel)
    return fouten


def paren(uitkomst: list[Fout]) -> list[tuple[int, str]]:
    def code(veld: str, soort: str) -> str:
        if soort == "missing":
            return VERPLICHT[veld]
        if soort == "literal_error":
            return IN_LIJST[veld]
        if soort.startswith("string_"):
            return TEKSTVORM[veld]
        if soort.startswith("date_"):
            return DATUMVORM[veld]
        return NA_1800 if soort == "greater_than_equal" else soort

    return [(regel, code(veld, soort)) for regel, veld, soort in uitkomst]
