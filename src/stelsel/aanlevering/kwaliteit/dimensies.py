"""The dimension of data quality that a check measures."""

from __future__ import annotations

from enum import Enum

from ...begrippen import Ernst, Regel


class Dimensie(Enum):
    """A side of data quality; its definition stands in `definitie.py`."""

    VOLLEDIGHEID = "volledigheid"
    GELDIGHEID = "geldigheid"
    CONSISTENTIE = "consistentie"
    TIJDIGHEID = "tijdigheid"
    UNICITEIT = "uniciteit"


_AFGELEID = {
    "1": Dimensie.VOLLEDIGHEID, "2": Dimensie.GELDIGHEID, "3": Dimensie.GELDIGHEID, "4": Dimensie.CONSISTENTIE,
    "5": Dimensie.UNICITEIT,
}  # fmt: skip


def dimensie_van(regel: Regel) -> Dimensie:
    """Of a derived check by its hundred; of our own: one field is about validity, more are about consistency."""
    eigen = Dimensie.CONSISTENTIE if len(regel.velden) > 1 else Dimensie.GELDIGHEID
    return _AFGELEID.get(regel.code[-3], eigen)


def weegt(regel: Regel) -> bool:
    """Does a failure of this check count in a score? A remark only tells."""
    return regel.ernst is not Ernst.OPMERKING
