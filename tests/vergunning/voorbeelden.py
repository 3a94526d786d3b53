"""The manual of the permit in force: per rule and per open point an example in which it speaks, and one in which it does not.

A decision is `key kind begin [..end] [>main decision]`; a condition `key decision number [..end] [>replaces] [=effect]
[@begin] [parameter:limit:unit] | text`. All are asked on 1 June 2025.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

DAG = "2025-06-01"


@dataclass(frozen=True)
class Voorbeeld:
    """Decisions and conditions as one source delivered them; `weg`: what it told ended later (record type, key, day)."""

    besluiten: Sequence[str]
    voorschriften: Sequence[str] = ()
    weg: Sequence[tuple[str, str, str]] = ()


V1, V2 = "V1 verlening 2020-01-01", "V2 wijziging 2022-01-01 >V1"

REGELS_VOORBEELD = {
    "VG-01": (Voorbeeld([V1], ["S1 V1 1"]), Voorbeeld(["V1 verlening 2025-07-01"], ["S1 V1 1"])),
    "VG-02": (
        Voorbeeld([V1, V2], ["S1 V1 1", "S2 V2 9 >S1 =wijzigt"]),
        Voorbeeld([V1, V2], ["S1 V1 1", "S2 V2 9 =stelt"]),
    ),
    "VG-03": (
        Voorbeeld([V1, "V2 intrekking_deel 2022-01-01 >V1"], ["S1 V1 1", "S2 V2 1 >S1 =trekt_in"]),
        Voorbeeld([V1, "V2 intrekking_deel 2025-07-01 >V1"], ["S1 V1 1", "S2 V2 1 >S1 =trekt_in"]),
    ),
    "VG-04": (
        Voorbeeld([V1, V2], ["S1 V1 2.1", "S2 V2 2.1"]),
        # Another chain numbers for itself.
        Voorbeeld([V1, "V2 verlening 2022-01-01"], ["S1 V1 2.1", "S2 V2 2.1"]),
    ),
    "VG-05": (
        Voorbeeld([V1, "V2 intrekking_deel 2022-01-01 >V1"], ["S1 V1 1", "S2 V2 1 =trekt_in"]),
        Voorbeeld([V1, "V2 intrekking_deel 2022-01-01 >V1"], ["S1 V1 1", "S2 V2 2 =trekt_in"]),
    ),
    "VG-06": (
        Voorbeeld([V1, V2, "V3 intrekking 2024-01-01 >V1"], ["S1 V1 1", "S2 V2 2 =stelt"]),
        # Which of two grants is withdrawn, is not guessed.
        Voorbeeld([V1, "V2 verlening 2020-01-01", "V3 intrekking 2024-01-01"], ["S1 V1 1"]),
    ),
    "VG-07": (Voorbeeld([V1], ["S1 V1 1 ..2024-01-01"]), Voorbeeld([V1], ["S1 V1 1 ..2026-01-01"])),
    "VG-08": (
        Voorbeeld([V1], ["S1 V1 1"], [("voorschrift", "S1", "2024-01-01")]),
        Voorbeeld([V1], ["S1 V1 1"], [("voorschrift", "S1", "2025-12-01")]),
    ),
    "VG-09": (Voorbeeld(["V1 verlening 2020-01-01 ..2024-01-01"], ["S1 V1 1"]), Voorbeeld([V1], ["S1 V1 1"])),
    "VG-10": (
        Voorbeeld([V1], ["S1 V1 1"], [("vergunning", "V1", "2024-01-01")]),
        Voorbeeld([V1], ["S1 V1 1"], [("vergunning", "V1", "2025-12-01")]),
    ),
    "VG-11": (Voorbeeld([V1, V2]), Voorbeeld([V1, "V2 wijziging 2022-01-01"])),
    "VG-12": (
        Voorbeeld([V1, "V2 wijziging 2022-01-01"]),
        # Two grants were in force: which one is changed is not guessed.
        Voorbeeld([V1, "V3 verlening 2021-01-01", "V2 wijziging 2022-01-01"]),
    ),
    "VG-13": (Voorbeeld([V1]), Voorbeeld(["V2 wijziging 2022-01-01"])),
}

DEEL = "V2 intrekking_deel 2022-01-01 >V1"
KWESTIES_VOORBEELD = {
    "VK-01": (Voorbeeld([V1, DEEL], ["S1 V1 1"]), Voorbeeld([V1, DEEL], ["S1 V1 1", "S2 V2 1 =trekt_in"])),
    "VK-02": (Voorbeeld(["V2 wijziging 2022-01-01"]), Voorbeeld([V1, "V2 wijziging 2022-01-01"])),
    # Known to the register, but begun only after this day.
    "VK-03": (
        Voorbeeld(["V1 verlening 2025-07-01", "V2 wijziging 2022-01-01 >V1"]),
        Voorbeeld([V1, V2]),
    ),
    "VK-04": (
        Voorbeeld(["V1 wijziging 2020-01-01 >V2", "V2 wijziging 2022-01-01 >V1"]),
        Voorbeeld([V1, V2, "V3 wijziging 2023-01-01 >V2"]),
    ),
    "VK-05": (
        Voorbeeld([V1, V2, "V3 wijziging 2022-01-01 >V1"], ["S1 V1 1", "S2 V2 1 | Een.", "S3 V3 1 | Twee."]),
        Voorbeeld([V1, V2, "V3 wijziging 2022-01-01 >V1"], ["S1 V1 1", "S2 V2 1 | Een.", "S3 V3 1 | Een."]),
    ),
    "VK-06": (
        Voorbeeld([V1, "V2 maatwerk 2022-01-01 >V1"], ["S1 V1 1 stof:5:mg/Nm3", "S2 V2 M1 stof:3:mg/Nm3"]),
        # Within one chain another limit is meant for another point.
        Voorbeeld([V1, V2], ["S1 V1 1 stof:5:mg/Nm3", "S2 V2 2 stof:3:mg/Nm3"]),
    ),
    "VK-07": (
        Voorbeeld([V1], ["S1 V1 1"]),  # see test_een_voorschrift_zonder_besluit_…: the door does not let it in
        Voorbeeld([V1], ["S1 V1 1"]),
    ),
    "VK-08": (
        Voorbeeld(["V1 verlening 2020-01-01 ..2022-01-01", "V2 verlening 2023-01-01"]),
        Voorbeeld(["V1 verlening 2020-01-01 ..2022-01-01", "V2 verlening 2022-01-01"]),
    ),
    "VK-09": (
        Voorbeeld([V1, V2], ["S1 V1 1", "S2 V2 2 =wijzigt"]),
        Voorbeeld([V1, V2], ["S1 V1 1", "S2 V2 1 =wijzigt"]),
    ),
    "VK-10": (
        Voorbeeld([V1, "V3 intrekking 2021-01-01 >V1", V2]),
        Voorbeeld([V1, V2, "V3 intrekking 2023-01-01 >V1"]),
    ),
    "VK-11": (
        Voorbeeld([V1, V2], ["S1 V1 1", "S2 V2 1 =stelt"]),
        # A custom rule counts in a series of its own.
        Voorbeeld([V1, "V2 maatwerk 2022-01-01 >V1"], ["S1 V1 1", "S2 V2 1 =stelt"]),
    ),
    "VK-12": (
        Voorbeeld(["V1 verlening 2020-01-01 ..2024-01-01", V2], ["S1 V1 1", "S2 V2 2 =stelt"]),
        Voorbeeld(["V1 verlening 2020-01-01 ..2026-01-01", V2], ["S1 V1 1", "S2 V2 2 =stelt"]),
    ),
}
