"""The act of deciding on a delivery that waits: take it in, or turn it down. The first decision holds."""

from __future__ import annotations

from datetime import UTC, datetime

import pyarrow as pa

from ..begrippen import Gebruikersfout
from ..opslag import Opslag
from .bewijs import BESLUIT, Bewijs, bewijs


class WachtNiet(Gebruikersfout):
    """There is nothing to decide on this delivery."""

    code = "LEVERING-WACHT-NIET"

    def __init__(self, levering: str):
        self.levering = levering
        super().__init__(f"Levering {levering} wacht niet op bevestiging.", "Zij is al opgenomen.")


class AlBesloten(Gebruikersfout):
    """Somebody decided otherwise on this delivery before."""

    code = "LEVERING-AL-BESLOTEN"

    def __init__(self, levering: str, status: str):
        self.levering, self.status = levering, status
        anders = (
            "Klopt zij niet, lever dan opnieuw wat wel klopt."
            if status == "bevestigd"
            else "Klopt zij toch, lever haar dan opnieuw."
        )
        super().__init__(f"Over levering {levering} is al besloten: zij is {status}.", anders)


def bevestig(opslag: Opslag, levering: str, *, door: str) -> Bewijs:
    """Let a waiting delivery count. Raises `OnbekendeLevering`, `WachtNiet`, `AlBesloten`. Returns the receipt as it now is."""
    return _besluit(opslag, levering, "bevestigd", door, "")


def wijs_af(opslag: Opslag, levering: str, *, door: str, reden: str) -> Bewijs:
    """Turn a waiting delivery down; its bytes and rows stay, and never count. Raises as `bevestig`."""
    return _besluit(opslag, levering, "afgewezen", door, reden)


def _besluit(opslag: Opslag, levering: str, wat: str, door: str, reden: str) -> Bewijs:
    b = bewijs(opslag, levering)
    with opslag.slot(f"bron-{b.bron}"):
        b = bewijs(opslag, levering)
        if b.status == "opgenomen":
            raise WachtNiet(levering)
        if b.status == "wacht":
            rij = {"levering": levering, "besluit": wat, "door": door, "reden": reden, "op": datetime.now(UTC)}
            opslag.voeg_toe("besluit", pa.Table.from_pylist([{k: rij[k] for k in BESLUIT}]))
        elif b.status != wat:
            raise AlBesloten(levering, b.status)
    return bewijs(opslag, levering)
