"""What is known of all texts of a column together: so the engine need not ask it of each of a million values.

Looks at the bytes themselves. It may say in vain that something can be: what then follows is only a slower way to the same.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pyarrow as pa

from ..begrippen.soorten import Bekend
from .keuren import WIT

SPATIE, STREEP, NUL, NEGEN, BUITEN_ASCII = 32, 45, 48, 57, 128
ISODATUM = 10  # bytes
# The first and last bytes of white space in UTF-8.
_WIT_VOOR, _WIT_NA = np.zeros(256, bool), np.zeros(256, bool)
_WIT_VOOR[[t.encode()[0] for t in WIT]] = True
_WIT_NA[[t.encode()[-1] for t in WIT]] = True
NIETS = Bekend(leeg=False, wit=False, stuurtekens=False, langste=0, isodatum=True)


def bekijk(kolom: pa.Array) -> Bekend:
    """What holds for these texts."""
    if not len(kolom):
        return NIETS
    _, plekken, data = kolom.buffers()
    grenzen = np.frombuffer(plekken, np.int32)[kolom.offset : kolom.offset + len(kolom) + 1]
    tekens = np.frombuffer(data if data is not None else b"", np.uint8)
    gebruikt = tekens[grenzen[0] : grenzen[-1]]
    if not len(gebruikt):
        return replace(NIETS, leeg=True)
    lengte = np.diff(grenzen)
    leeg, langste, laagste, hoogste = lengte.min() == 0, lengte.max(), gebruikt.min(), gebruikt.max()
    wit = bool(laagste <= SPATIE or hoogste >= BUITEN_ASCII)
    if wit:
        gevuld = np.flatnonzero(lengte)
        wit = bool(_WIT_VOOR[tekens[grenzen[:-1][gevuld]]].any() or _WIT_NA[tekens[grenzen[1:][gevuld] - 1]].any())
    dagen = bool(langste == ISODATUM and ((lengte == ISODATUM) | (lengte == 0)).all())
    return Bekend(
        bool(leeg or kolom.null_count), wit, bool(laagste < SPATIE), int(langste), dagen and _is_isodatum(gebruikt)
    )


def samen(a: Bekend, b: Bekend) -> Bekend:
    """What holds for both."""
    return Bekend(
        a.leeg or b.leeg, a.wit or b.wit, a.stuurtekens or b.stuurtekens, max(a.langste, b.langste), a.isodatum and b.isodatum
    )  # fmt: skip


def _is_isodatum(tekens: np.ndarray) -> bool:
    """Are these, ten by ten, digits and dashes as in 2024-03-31?"""
    per_dag = tekens.reshape(-1, ISODATUM)
    streep = per_dag[:, [4, 7]] == STREEP
    cijfer = (tekens >= NUL) & (tekens <= NEGEN)
    return bool(streep.all()) and int(cijfer.sum()) == 8 * len(per_dag)
