"""How often: a bucket of turns per caller, that fills up again with time.

Kept in a small file under a lock, not in the memory of a process: every worker of the server counts in the same bucket.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import struct
import time

from ..begrippen import Gebruikersfout
from ..opslag import Opslag

_VORM = struct.Struct("dd")  # turns left, moment


class TeVaak(Gebruikersfout):
    """No turns left; `over` says after how many seconds there is one."""

    code = "TE-VAAK"

    def __init__(self, over: float):
        self.over = max(1, round(over + 0.5))
        super().__init__("Er komen te veel verzoeken achter elkaar.", f"Probeer het over {_duur(self.over)} opnieuw.")


def _duur(seconden: int) -> str:
    if seconden < 120:
        return "1 seconde" if seconden == 1 else f"{seconden} seconden"
    return f"{-(-seconden // 60)} minuten"


def neem_beurt(opslag: Opslag, wie: str, *, hoogstens: float, per_seconde: float) -> None:
    """Take a turn of `wie`, who may have `hoogstens` at once and gets `per_seconde` back. Raises `TeVaak`."""
    map_ = opslag.map / "app" / "tempo"
    map_.mkdir(parents=True, exist_ok=True)
    # The clock of the wall: after a restart of the machine the other one starts again.
    nu = time.time()
    pad = map_ / hashlib.sha256(wie.encode()).hexdigest()[:32]
    with os.fdopen(os.open(pad, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as f:
        fcntl.flock(f, fcntl.LOCK_EX)
        inhoud = f.read(_VORM.size)
        over, sinds = _VORM.unpack(inhoud) if len(inhoud) == _VORM.size else (hoogstens, nu)
        over = min(hoogstens, over + max(0.0, nu - sinds) * per_seconde)
        if over < 1:
            raise TeVaak((1 - over) / per_seconde)
        f.seek(0)
        f.write(_VORM.pack(over - 1, nu))
