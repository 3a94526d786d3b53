"""Quality report of a delivery: the faults grouped by check, the biggest first, each with an example."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import duckdb

from ..begrippen import Regel, alle_regels
from ..opslag import Opslag, parquet, rijen
from .bewijs import KEURING, Bewijs, bewijs


@dataclass(frozen=True)
class Groep:
    """All findings of one check in a delivery, with one of them as example."""

    regel: Regel
    aantal: int
    rijen: int
    voorbeeld: dict[str, Any]


@dataclass(frozen=True)
class Kwaliteit:
    """The report: receipt, groups of faults that refused rows, groups of flags on accepted rows."""

    bewijs: Bewijs
    fouten: list[Groep]
    waarschuwingen: list[Groep]

    @property
    def aandeel(self) -> float:
        """Share of rows accepted, 0 to 1."""
        return self.bewijs.geaccepteerd / self.bewijs.rijen_in if self.bewijs.rijen_in else 1.0


def kwaliteit(opslag: Opslag, levering: str) -> Kwaliteit:
    """The quality report of a delivery. Raises `OnbekendeLevering`."""
    b = bewijs(opslag, levering)
    bron = parquet(opslag.bestanden("keuring", "levering", [levering]), KEURING)
    with duckdb.connect() as con:
        gevonden = rijen(
            con,
            f"""SELECT code, ernst, count(*) AS aantal, count(DISTINCT (bestand, regel)) AS rijen,
                       arg_min({{'bestand': bestand, 'recordtype': recordtype, 'regel': regel, 'record': record, 'veld': veld, 'waarde': waarde,
                                 'tekst': tekst}}, (bestand, regel)) AS voorbeeld
                FROM {bron} GROUP BY code, ernst ORDER BY rijen DESC, code""",
        )
    catalogus = alle_regels()
    groepen = [Groep(catalogus[g["code"]], g["aantal"], g["rijen"], g["voorbeeld"]) for g in gevonden]
    return Kwaliteit(
        b,
        [g for g in groepen if g.regel.ernst.value == "fout"],
        [g for g in groepen if g.regel.ernst.value != "fout"],
    )
