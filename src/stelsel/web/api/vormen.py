"""The shapes of what goes in and out."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from ninja import Schema
from pydantic import ConfigDict, Field

from ...aanlevering import Bestandsbewijs, Bewijs
from ...aanlevering.inzending import DEEL_HOOGSTENS, Fout, Inzending, Soort, Status, Voortgang, voortgang_van
from ...aanlevering.lezen import Vorm
from ...opslag import Opslag


class _Streng(Schema):
    model_config = ConfigDict(extra="forbid")


class NieuwBestand(_Streng):
    """Een bestand dat komt."""

    naam: str = Field(description="Naam van het bestand bij de bron, zonder map.", examples=["locatie.csv"])
    grootte: int = Field(description="Aantal bytes.", examples=[1048576])
    sha256: str = Field("", description="SHA-256 van het hele bestand, als u die weet; dan wordt zij nagekeken.")


class Wens(_Streng):
    """Hoe een bestand gelezen moet worden; wat leeg blijft, zoekt Stelsel zelf uit."""

    soort: str = Field("", description="csv, xlsx, ods, parquet, json, jsonl of gpkg.")
    codering: str = Field("", description="utf-8, utf-16 of windows-1252.")
    scheiding: str = Field("", description="Teken tussen kolommen.")
    decimaal: str = Field("", description="Teken voor de decimalen.")

    def als_vorm(self) -> Vorm:
        return Vorm(**self.model_dump())


class NieuweInzending(_Streng):
    """Wat er komt."""

    bron: str = Field(description="Id van de organisatie die levert.", examples=["dcmr"])
    soort: Soort = Field(
        Soort.WIJZIGING,
        description="wijziging: records die nieuw of anders zijn. geheel: alles wat de bron heeft; wat ontbreekt, is beëindigd.",
    )
    stand: date | None = Field(None, description="Van welke dag de gegevens zijn; leeg: van vandaag.")
    bestanden: list[NieuwBestand]
    wensen: dict[str, Wens] = Field({}, description="Per naam van een bestand: hoe het gelezen moet worden.")


class BestandStand(Schema):
    """Hoe ver een bestand is."""

    nr: int
    naam: str
    grootte: int
    ontvangen: int = Field(description="Zoveel bytes zijn bewaard; het volgende deel begint hier.")
    sha256: str
    wens: Vorm


class InzendingStand(Schema):
    """Een inzending en hoe ver zij is."""

    id: str
    bron: str
    soort: Soort
    stand: date | None
    status: Status = Field(
        description="open: stuur delen. aangeboden, bezig: Stelsel verwerkt. klaar: zie levering. geweigerd: zie fout."
    )
    begonnen_op: datetime
    aangeboden_op: datetime | None
    bestanden: list[BestandStand]
    deel_hoogstens: int = Field(DEEL_HOOGSTENS, description="Zoveel bytes mag een deel hoogstens hebben.")
    voortgang: Voortgang | None
    levering: str | None = Field(description="Nummer van de levering, als de status klaar is.")
    ongewijzigd: bool = Field(description="Deze bytes waren al opgenomen; er is niets veranderd.")
    fout: Fout | None = Field(description="Waarom er geen levering is, als de status geweigerd is.")


def stand_van(opslag: Opslag, i: Inzending) -> InzendingStand:
    """A session as the API shows it."""
    bestanden = [BestandStand(nr=nr, **b.model_dump()) for nr, b in enumerate(i.bestanden, 1)]
    velden = {n: getattr(i, n) for n in InzendingStand.model_fields if n in type(i).model_fields}
    anders = {"bestanden": bestanden, "levering": i.levering or None, "voortgang": voortgang_van(opslag, i)}
    return InzendingStand(**{**velden, **anders})


class Ontvangen(Schema):
    """Hoe ver een bestand is, na een deel."""

    nr: int
    ontvangen: int = Field(description="Zoveel bytes zijn bewaard.")
    grootte: int


@dataclass(frozen=True)
class Deel(Bestandsbewijs):
    """Een bestand of blad van een levering. `geweigerd`: adres van de geweigerde rijen, als die er zijn."""

    geweigerd: str | None = None


@dataclass(frozen=True)
class Ontvangstbewijs(Bewijs):
    """Wat er binnenkwam en wat daarmee is gebeurd."""

    bestanden: list[Deel]  # type: ignore[assignment]
    bevindingen: str = ""


def bewijs_uit(b: Bewijs) -> Ontvangstbewijs:
    """A receipt as the API gives it: without its findings, with their addresses."""
    hier = f"/api/v1/leveringen/{b.levering}"
    delen = [
        Deel(**asdict(d), geweigerd=f"{hier}/geweigerd/{nr}" if d.quarantaine else None)
        for nr, d in enumerate(b.bestanden, 1)
    ]
    velden: dict[str, Any] = {n: getattr(b, n) for n in b.__dataclass_fields__}
    return Ontvangstbewijs(**velden | {"bestanden": delen}, bevindingen=f"{hier}/bevindingen")


class Afwijzing(_Streng):
    """Waarom een levering niet telt."""

    reden: str = Field(min_length=1, max_length=1000)


class Leveringen(Schema):
    """Een bladzijde van de leveringen van uw bronnen, de laatste eerst."""

    aantal: int = Field(description="Zoveel leveringen zijn er in totaal.")
    pagina: int
    per_pagina: int
    leveringen: list[Ontvangstbewijs]
