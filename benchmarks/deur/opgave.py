"""What is asked: the checks, with the limits and lists that the model declares. Nothing about a field is written again here."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from stelsel.begrippen import RECORDTYPEN, codelijst
from stelsel.begrippen.modellen.gedeeld import VROEGST

BRON = "dcmr"
MOMENT = datetime(2025, 6, 2, 9, 0, tzinfo=UTC)
VANDAAG = MOMENT.date()
VELDEN = RECORDTYPEN["vergunning"].velden
KOLOMMEN = (
    "id",
    "locatie_id",
    "zaaknummer",
    "soort",
    "onderwerp",
    "besluitdatum",
    "bevoegd_gezag",
    "begindatum",
    "einddatum",
)
DATUMS = ("besluitdatum", "begindatum", "einddatum")

VERPLICHT = {"id": "VRG-101", "locatie_id": "VRG-102", "soort": "VRG-106", "besluitdatum": "VRG-108"}
TEKSTVORM = {"id": "VRG-201", "zaaknummer": "VRG-205", "onderwerp": "VRG-207"}
DATUMVORM = {"besluitdatum": "VRG-208", "begindatum": "VRG-210", "einddatum": "VRG-211"}
IN_LIJST = {"soort": "VRG-306", "bevoegd_gezag": "VRG-309"}
BESTAAT, UNIEK = "VRG-402", "VRG-501"
EIND_NA_BEGIN, NA_1800, NIET_OEFENING, NIET_TOEKOMST, NIET_TERUG = "VRG-010", "VRG-011", "VRG-090", "VRG-014", "VRG-015"
CODES = (*VERPLICHT.values(), *TEKSTVORM.values(), *DATUMVORM.values(), *IN_LIJST.values(), BESTAAT, UNIEK,
         EIND_NA_BEGIN, NA_1800, NIET_OEFENING, NIET_TOEKOMST, NIET_TERUG)  # fmt: skip

LENGTE = {veld: VELDEN[veld].soort.hoogstens for veld in TEKSTVORM}  # type: ignore[attr-defined]
LIJST = {veld: tuple(codelijst(VELDEN[veld].soort.lijst).codes) for veld in IN_LIJST}  # type: ignore[attr-defined]
STUURTEKENS = r"[\x00-\x08\x0B\x0C\x0E-\x1F]"  # as `Tekst` refuses them
ZONDER_STUURTEKENS = r"^[^\x00-\x08\x0B\x0C\x0E-\x1F]*$"
VANAF = VROEGST


def vergunningen(map_: Path) -> Path:
    return map_ / "vergunning.csv"


def locaties(map_: Path) -> Path:
    return map_ / "locatie.csv"
