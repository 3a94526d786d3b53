"""Register numbers: VTH-7K3M-2Q9R. Minted once, never given out again, with a check character.

Seven characters count through a scrambled order, so that a number does not tell its age; the eighth is a weighted
sum modulo 31. As 31 is prime and the weights differ, every single wrong character and every swap of two is noticed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np

from ..begrippen import Gebruikersfout

TEKENS = "0123456789ABCDFGHJKMNPQRSTVWXYZ"
_BASIS = len(TEKENS)
_RUIMTE = _BASIS**7
_STAP = 10_000_019_003  # no multiple of 31: stepping by it visits every number once
_GEWICHTEN = np.array([1, 2, 3, 4, 5, 6, 7])


class OngeldigNummer(Gebruikersfout):
    """This is no register number: wrong form, or its check character does not fit."""

    code = "NUMMER-ONGELDIG"

    def __init__(self, tekst: str):
        self.nummer = tekst
        super().__init__(
            f"'{tekst[:60]}' is geen registernummer.",
            "Een nummer ziet eruit als VTH-7K3M-2Q9R; kijk het na op typefouten.",
        )


def munt(volgnummers: Iterable[int]) -> list[str]:
    """The register numbers that belong to these sequence numbers (0 and up)."""
    n = np.fromiter(volgnummers, dtype=np.int64)
    # Python's integers, because the product is wider than 64 bits.
    geschud = np.array([(int(v) * _STAP + 4_099) % _RUIMTE for v in n], dtype=np.int64)
    cijfers = (
        np.stack([(geschud // _BASIS**i) % _BASIS for i in range(6, -1, -1)], axis=1)
        if len(n)
        else np.empty((0, 7), int)
    )
    controle = (cijfers * _GEWICHTEN).sum(axis=1) % _BASIS
    tekens = np.array(list(TEKENS))
    letters = tekens[np.concatenate([cijfers, controle[:, None]], axis=1)]
    return [f"VTH-{''.join(r[:4])}-{''.join(r[4:])}" for r in letters]


def lees_nummer(tekst: str) -> str:
    """The number in its own spelling, from how a person typed it. Raises `OngeldigNummer`."""
    kaal = re.sub(r"[\s.-]", "", tekst.upper()).removeprefix("VTH")
    kaal = kaal.translate(str.maketrans("OIL", "011"))
    if len(kaal) != 8 or any(t not in TEKENS for t in kaal):
        raise OngeldigNummer(tekst)
    cijfers = [TEKENS.index(t) for t in kaal]
    if sum(c * int(g) for c, g in zip(cijfers, _GEWICHTEN, strict=False)) % _BASIS != cijfers[7]:
        raise OngeldigNummer(tekst)
    return f"VTH-{kaal[:4]}-{kaal[4:]}"
