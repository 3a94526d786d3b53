"""How often and how much: turns per caller, the size of a JSON body, and how many parts come in at once.

The server has a few threads per process. A part on a slow line holds one of them; so no more than half of them take in
parts, and a part that finds no room is told to come again.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.http import HttpRequest

from ...begrippen import Gebruikersfout
from ...opslag import Opslag
from ...toegang.tempo import neem_beurt

INEENS = 120
PER_SECONDE = 10
JSON_HOOGSTENS = 256 * 1024
DELEN_TEGELIJK = 4

_ruimte = threading.BoundedSemaphore(DELEN_TEGELIJK)


class VerzoekTeGroot(Gebruikersfout):
    """The body of a request that carries no part is larger than any such body needs to be."""

    code = "VERZOEK-TE-GROOT"

    def __init__(self, hoogstens: int):
        self.hoogstens = hoogstens
        super().__init__(f"Dit verzoek is groter dan {hoogstens} bytes.", "Stuur bestanden in delen, met PUT.")


class EvenVol(Gebruikersfout):
    """As many parts are coming in as this process takes at once."""

    code = "EVEN-VOL"
    over = 1

    def __init__(self) -> None:
        super().__init__("Er komen nu te veel delen tegelijk binnen.", "Stuur dit deel over een seconde opnieuw.")


def neem_aan(request: HttpRequest, wie: str) -> None:
    """A turn for this request of a known caller. Raises `TeVaak`, `VerzoekTeGroot`."""
    neem_beurt(Opslag(), wie, hoogstens=INEENS, per_seconde=PER_SECONDE)
    if request.method == "POST" and int(request.META.get("CONTENT_LENGTH") or 0) > JSON_HOOGSTENS:
        raise VerzoekTeGroot(JSON_HOOGSTENS)


@contextmanager
def een_deel() -> Iterator[None]:
    """Room for one part to come in. Raises `EvenVol`."""
    if not _ruimte.acquire(blocking=False):
        raise EvenVol
    try:
        yield
    finally:
        _ruimte.release()
