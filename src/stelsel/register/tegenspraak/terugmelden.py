"""The act of a source saying what it does about a contradiction of its own. Nothing is overwritten: the last word counts."""

from __future__ import annotations

from datetime import UTC, datetime

import pyarrow as pa

from ...begrippen import Gebruikersfout, of
from ...opslag import Opslag
from ..index import index
from .lezen import TERUGMELDING, Tegenspraak, een

# Status and what it says. `open` is what nobody said anything of; `opgelost` is never said: a delivery that ends it says so.
STATUSSEN = {
    "gemeld": "Doorgegeven aan wie het kan verbeteren",
    "in_onderzoek": "Wordt uitgezocht",
    "geen_fout": "Onze waarde klopt",
}


class StatusOngeldig(Gebruikersfout):
    """That is no status that a source can give."""

    code = "STATUS-ONGELDIG"

    def __init__(self, status: str):
        self.status = status
        super().__init__(f"'{status[:40]}' is geen status.", f"Kies {of(list(STATUSSEN))}.")


class GeenStandpunt(Gebruikersfout):
    """The source says nothing in this contradiction."""

    code = "GEEN-STANDPUNT"

    def __init__(self, sleutel: str, bron: str):
        self.sleutel, self.bron = sleutel, bron
        super().__init__(
            f"Bron '{bron}' zegt niets in tegenspraak '{sleutel[:200]}'.", "Alleen wie iets leverde, kan erover melden."
        )


class RedenNodig(Gebruikersfout):
    """Why must be said: it stands in the register for ever."""

    code = "REDEN-ONTBREEKT"

    def __init__(self) -> None:
        super().__init__("Er is geen reden gegeven.", "Schrijf in een zin wat u gaat doen, of waarom uw waarde klopt.")


def meld_terug(opslag: Opslag, sleutel: str, bron: str, status: str, *, door: str, reden: str) -> Tegenspraak:
    """Say for a source what it does about a contradiction; the caller has asked whether this person speaks for the source.

    Raises `StatusOngeldig`, `RedenNodig`, `TegenspraakOnbekend`, `GeenStandpunt`, `GeenRegister`. Returns it as it now is.
    """
    if status not in STATUSSEN:
        raise StatusOngeldig(status)
    if not reden.strip():
        raise RedenNodig
    with opslag.slot("terugmelding"):
        t = een(opslag, sleutel)
        if bron not in {s["bron"] for s in t.standpunten}:
            raise GeenStandpunt(sleutel, bron)
        rij = {
            "sleutel": sleutel, "bron": bron, "snapshot": int(index(opslag).meta["snapshot"]), "status": status, "door": door,
            "reden": reden.strip()[:1000], "op": datetime.now(UTC),
        }  # fmt: skip
        opslag.voeg_toe("terugmelding", pa.Table.from_pylist([{k: rij[k] for k in TERUGMELDING}]))
    return een(opslag, sleutel)
