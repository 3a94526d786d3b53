"""Deliver what was offered, outside any request: one session of a source at a time, in the order of offering.

Who works for a source holds its lock, which goes when the process does. So a session that is `bezig` while its source is
free belonged to a process that was killed, and is taken up again. The act of delivering is wholly in or wholly out, and the
receipt names the session: so whether the killed process had come to its commit is known, not guessed.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ...begrippen import Gebruikersfout
from ...opslag import Opslag, SchijfVol, wis
from ..bewijs import Bewijs, bewijzen
from ..leveren import lever
from ..lezen import Vorm
from .fouten import BytesAnders
from .staat import (
    Fout,
    Inzending,
    Status,
    Voortgang,
    bewaar,
    bronmappen,
    bytes_van,
    gesloten,
    schrijf_voortgang,
    slot,
    van_bron,
)

POGINGEN = 3
log = logging.getLogger(__name__)


class Verwerkt:
    """What a process knows of sessions that are over, so that it does not read them every second."""

    def __init__(self) -> None:
        self.afgelopen: dict[str, set[str]] = {}

    def wachtend(self, opslag: Opslag, bron: str) -> list[Inzending]:
        """Sessions of a source that are ours to do, the first offered first."""
        klaar = self.afgelopen.setdefault(bron, set())
        alle = van_bron(opslag, bron, klaar)
        klaar |= {i.id for i in alle if i.status.afgelopen}
        wacht = [i for i in alle if i.status in (Status.AANGEBODEN, Status.BEZIG)]
        return sorted(wacht, key=lambda i: (i.aangeboden_op or i.begonnen_op, i.id))


def verwerk_wat_wacht(opslag: Opslag, bekend: Verwerkt | None = None) -> int:
    """One round: the first waiting session of every source that nobody works for. Returns how many were ended.

    Raises `SchijfVol`; the session then waits as before.
    """
    bekend, gedaan = bekend or Verwerkt(), 0
    for map_ in bronmappen(opslag):
        if not bekend.wachtend(opslag, map_.name):
            continue
        try:
            with slot(map_ / "werk", wacht=False):
                # Read again: another process may have ended it between our look and our lock.
                for i in bekend.wachtend(opslag, map_.name)[:1]:
                    _verwerk(opslag, i)
                    gedaan += 1
        except BlockingIOError:
            continue
    return gedaan


def _zet(opslag: Opslag, i: Inzending, **nieuw: object) -> Inzending:
    with gesloten(opslag, i.bron, i.id) as nu_:
        return bewaar(opslag, nu_.model_copy(update=nieuw))


def _verwerk(opslag: Opslag, i: Inzending) -> None:
    if i.pogingen >= POGINGEN:
        # It took its process with it each time: others are waiting.
        _einde(opslag, i, status=Status.GEWEIGERD, fout=_storing())
        return
    i = _zet(opslag, i, status=Status.BEZIG, pogingen=i.pogingen + 1)
    try:
        b = _lever(opslag, i)
    except SchijfVol:
        _zet(opslag, i, status=Status.AANGEBODEN, pogingen=i.pogingen - 1)
        raise
    except Gebruikersfout as e:
        _einde(opslag, i, status=Status.GEWEIGERD, fout=Fout(code=e.code, tekst=e.tekst, doe=e.doe))
    except Exception:
        # The fault is ours: the log has it whole, the source hears that it is not to blame, and the next may go on.
        log.exception("Inzending %s van %s", i.id, i.bron)
        _einde(opslag, i, status=Status.GEWEIGERD, fout=_storing())
    else:
        _einde(opslag, i, status=Status.KLAAR, levering=b.levering, ongewijzigd=b.ongewijzigd)


def _storing() -> Fout:
    return Fout(
        code="STORING",
        tekst="Stelsel kon deze inzending niet verwerken. Dat ligt niet aan uw bestanden.",
        doe="Meld het de beheerder van Stelsel, met het nummer van de inzending. Er is niets half geladen.",
    )


def _einde(opslag: Opslag, i: Inzending, **nieuw: object) -> None:
    """The outcome first, then the bytes go: the delivery keeps its own under their hash."""
    _zet(opslag, i, **nieuw)
    for nr in range(1, len(i.bestanden) + 1):
        bytes_van(opslag, i, nr).unlink(missing_ok=True)


def _lever(opslag: Opslag, i: Inzending) -> Bewijs:
    """The one place where a session becomes a delivery: once, also when a process was killed after the commit."""
    door = f"{i.door}, inzending {i.id}"
    if i.pogingen > 1 and (al := next((b for b in bewijzen(opslag, i.bron) if b.door == door), None)):
        return al
    with _onder_hun_naam(opslag, i) as paden:
        wensen = {b.naam: b.wens for b in i.bestanden if b.wens != Vorm()}
        return lever(
            opslag,
            paden,
            i.bron,
            soort=i.soort,
            stand=i.stand,
            wensen=wensen,
            door=door,
            voortgang=_gedoseerd(opslag, i),
        )


@contextmanager
def _onder_hun_naam(opslag: Opslag, i: Inzending) -> Iterator[list[Path]]:
    """The files under the names of the source: links in a scratch folder. A name is one component; `begin` saw to it."""
    map_ = opslag.werkmap() / f"inzending-{i.id}-p{os.getpid()}"
    map_.mkdir()
    try:
        paden = []
        for nr, b in enumerate(i.bestanden, 1):
            bytes_ = bytes_van(opslag, i, nr)
            if b.sha256 and opslag.hash(bytes_) != b.sha256:
                raise BytesAnders(b.naam)
            paden.append(map_ / b.naam)
            paden[-1].symlink_to(bytes_.absolute())
        yield paden
    finally:
        wis(map_)


def _gedoseerd(opslag: Opslag, i: Inzending) -> Callable[[str, int, int], None]:
    """Write the progress at most twice a second, and every new step."""
    laatst: tuple[str, float] = ("", 0.0)

    def meld(stap: str, gedaan: int, totaal: int) -> None:
        nonlocal laatst
        if stap != laatst[0] or time.monotonic() - laatst[1] > 0.5:
            laatst = (stap, time.monotonic())
            schrijf_voortgang(opslag, i, Voortgang(stap=stap, gedaan=gedaan, totaal=totaal))

    return meld
