"""The one place through which closed data of the register are read: with the rights of a question as a filter, and into the log.

Whatever else reads the register gets no rights along, and so sees open data only (`tests/toegang/test_een_plek.py` holds that).
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from .. import register
from ..opslag import Opslag
from ..register import Dossier
from ..register.levensloop import Levensloop
from ..register.levensloop import levensloop as _levensloop
from ..register.levensloop import rijen_in_stand as _rijen_in_stand
from .gronden import EIGEN
from .vraag import Blik, Vraag, blik


def dossier(
    opslag: Opslag, b: Blik, nummer: str, peildatum: date | None = None, bekend_op: date | None = None
) -> Dossier:
    """The dossier as far as this question may see it (`register.dossier`)."""
    begin = datetime.now(UTC)
    d = register.dossier(opslag, nummer, peildatum, bekend_op, b.zicht)
    _log(b, "inzage-dossier", d.nummer, begin)
    return d


def levensloop(opslag: Opslag, b: Blik, nummer: str) -> Levensloop:
    """The life of a number as far as this question may see it (`register.levensloop`)."""
    begin = datetime.now(UTC)
    n = _levensloop(opslag, nummer, b.zicht)
    _log(b, "inzage-rijen", n.nummer, begin)
    return n


def rijen_in_stand(
    opslag: Opslag, b: Blik, nummer: str, stand: int, vanaf: int = 0, hoogstens: int = -1
) -> tuple[int, list[dict[str, Any]]]:
    """The rows that bore a number in a snapshot, as far as this question may know of them (`register.levensloop`)."""
    begin, nummer = datetime.now(UTC), register.lees_nummer(nummer)
    uit = _rijen_in_stand(opslag, nummer, stand, vanaf, hoogstens, b.zicht)
    _log(b, "inzage-rijen", nummer, begin)
    return uit


def noteer_geweigerd(wie: str, bron: str, levering: str) -> None:
    """Note that a source looks at its own refused rows, in which any field may hold anything; before they are given."""
    from . import logboek
    from .leverrecht import STEWARD, hoe_steward

    vraag = Vraag(wie, bron, STEWARD, EIGEN, hoe=hoe_steward(wie, bron))
    logboek.leg_vast(blik(vraag), "inzage-geweigerd", levering, datetime.now(UTC))


def _log(b: Blik, activiteit: str, nummer: str, begin: datetime) -> None:
    """Open data are read by everybody; any more than that leaves a line, also when there was nothing to see."""
    if b.toegestaan:
        from . import logboek  # its tables are there only for who asked with a right

        logboek.leg_vast(b, activiteit, nummer, begin)
