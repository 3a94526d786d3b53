"""What can be missing in a chain, or stand in its way: each kind with its facts, and the sentence that is made from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .botsing import Botsing
from .model import Houder, Mandaat, Soort


@dataclass(frozen=True)
class GeenSchakel:
    """Nobody who got this power from the body passed it on, under no condition at all, to who asks."""

    orgaan: Houder
    actor: Houder
    bevoegdheid: str
    taak: str

    @property
    def zin(self) -> str:
        return (
            f"Geen besluit dat is geladen geeft '{self.bevoegdheid}' voor '{self.taak}' van {self.orgaan} door aan {self.actor}."
        )  # fmt: skip


@dataclass(frozen=True)
class NogNiet:
    """A link that begins later."""

    schakel: Mandaat
    dag: date

    @property
    def zin(self) -> str:
        return f"{_schakel(self.schakel)} begint pas op {self.schakel.van:%d-%m-%Y}."


@dataclass(frozen=True)
class Verlopen:
    """A link that has ended."""

    schakel: Mandaat
    dag: date

    @property
    def zin(self) -> str:
        return f"{_schakel(self.schakel)} is geëindigd op {self.schakel.tot:%d-%m-%Y}."


@dataclass(frozen=True)
class Opgeheven:
    """A link to or from an organisation that is not in being on the day."""

    schakel: Mandaat
    organisatie: str
    dag: date

    @property
    def zin(self) -> str:
        return f"{_schakel(self.schakel)} noemt {self.organisatie}, en die organisatie bestaat niet op {self.dag:%d-%m-%Y}."


@dataclass(frozen=True)
class Uitgesloten:
    """A link that excludes this power for this task."""

    schakel: Mandaat
    bevoegdheid: str
    taak: str

    @property
    def zin(self) -> str:
        return f"{_schakel(self.schakel)} zondert '{self.bevoegdheid}' voor '{self.taak}' uit."


@dataclass(frozen=True)
class AndereHandeling:
    """A link that is about another kind of act than this power."""

    schakel: Mandaat
    nodig: Soort

    @property
    def zin(self) -> str:
        return (
            f"{_schakel(self.schakel)} is een {self.schakel.soort}, voor {self.schakel.soort.handeling}; "
            f"hier is een {self.nodig} nodig, voor {self.nodig.handeling}."
        )  # fmt: skip


@dataclass(frozen=True)
class GeenOndermandaat:
    """A link whose receiver passed it on (`verder`) although the giver did not allow that (Awb 10:9 lid 1)."""

    schakel: Mandaat
    verder: Mandaat

    @property
    def zin(self) -> str:
        return (
            f"{_schakel(self.schakel)} staat niet toe dat {self.schakel.ontvanger} verder mandateert (Awb 10:9), "
            f"maar besluit '{self.verder.code}' doet dat wel."
        )  # fmt: skip


Oorzaak = GeenSchakel | NogNiet | Verlopen | Opgeheven | Uitgesloten | AndereHandeling | GeenOndermandaat | Botsing


def _schakel(m: Mandaat) -> str:
    return f"Besluit '{m.code}' van {m.gever} aan {m.ontvanger}"
