"""What is kept of a session: `inzendingen/<bron>/<id>/` with `inzending.json`, the bytes by number, and the progress.

A source has its own folder, so a question for a session of another source finds nothing. The state is replaced as a
whole and only after the bytes it tells of are on disk: what it says is true, also after a crash.
"""

from __future__ import annotations

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from ...opslag import Opslag
from ..lezen import Vorm
from .fouten import InzendingOnbekend

ID = re.compile(r"[0-9a-f]{32}")
MAP = re.compile(r"[a-z0-9][a-z0-9-]*")
DEEL_HOOGSTENS = 64 * 1024**2
HOOGSTENS = 5 * 1024**3


def hoogstens() -> int:
    """Bytes that one session may hold: `STELSEL_INZENDING_HOOGSTENS`, else 5 GB."""
    return int(os.environ.get("STELSEL_INZENDING_HOOGSTENS") or HOOGSTENS)


class Status(StrEnum):
    """Where a session is. That a delivery waits for confirmation is a state of the delivery, not of the session."""

    OPEN = "open"
    AANGEBODEN = "aangeboden"
    BEZIG = "bezig"
    KLAAR = "klaar"
    GEWEIGERD = "geweigerd"

    @property
    def afgelopen(self) -> bool:
        return self in (Status.KLAAR, Status.GEWEIGERD)


class Soort(StrEnum):
    """What the files are: records that changed, or the whole picture of the source."""

    WIJZIGING = "wijziging"
    GEHEEL = "geheel"


class _Vast(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Bestand(_Vast):
    """A file that will come: its name at the source, its size, its hash when the source tells it, and how to read it."""

    naam: str
    grootte: int
    sha256: str = ""
    wens: Vorm = Vorm()
    ontvangen: int = 0


class Fout(_Vast):
    """Why a session ended without a delivery."""

    code: str
    tekst: str
    doe: str


class Voortgang(_Vast):
    """How far the act of delivering is."""

    stap: str
    gedaan: int
    totaal: int


class Inzending(_Vast):
    """A session. `levering` once it is `klaar`, `fout` once it is `geweigerd`."""

    id: str
    bron: str
    soort: Soort
    stand: date | None
    door: str
    status: Status
    begonnen_op: datetime
    bestanden: tuple[Bestand, ...]
    aangeboden_op: datetime | None = None
    pogingen: int = 0
    levering: str = ""
    ongewijzigd: bool = False
    fout: Fout | None = None

    @property
    def ontvangen(self) -> int:
        return sum(b.ontvangen for b in self.bestanden)

    @property
    def grootte(self) -> int:
        return sum(b.grootte for b in self.bestanden)


def map_van(opslag: Opslag, bron: str) -> Path:
    """The folder of a source. Names are checked here, where they become a path."""
    if not MAP.fullmatch(bron):
        raise InzendingOnbekend(bron)
    return opslag.map / "inzendingen" / bron


def plek(opslag: Opslag, bron: str, id_: str) -> Path:
    """The folder of a session."""
    if not ID.fullmatch(id_):
        raise InzendingOnbekend(id_)
    return map_van(opslag, bron) / id_


def bytes_van(opslag: Opslag, i: Inzending, nr: int) -> Path:
    """Where the bytes of a file are: under its number, never under its name."""
    return plek(opslag, i.bron, i.id) / f"bestand-{nr}"


def lees(opslag: Opslag, bron: str, id_: str) -> Inzending:
    """A session of a source. Raises `InzendingOnbekend`."""
    try:
        return Inzending.model_validate_json((plek(opslag, bron, id_) / "inzending.json").read_bytes())
    except FileNotFoundError:
        raise InzendingOnbekend(id_) from None


def bewaar(opslag: Opslag, i: Inzending) -> Inzending:
    """Replace the state of a session; it is on disk when this returns."""
    map_ = plek(opslag, i.bron, i.id)
    vervang(map_ / "inzending.json", i.model_dump_json(indent=1).encode())
    naar_schijf(map_)
    return i


def vervang(pad: Path, inhoud: bytes) -> None:
    """Write a file so that a reader sees the old one or the new one, whole."""
    nieuw = pad.with_suffix(".nieuw")
    with nieuw.open("wb") as f:
        f.write(inhoud)
        f.flush()
        os.fsync(f.fileno())
    nieuw.replace(pad)


def naar_schijf(map_: Path) -> None:
    """The names in a folder, too, must outlive a power failure."""
    fd = os.open(map_, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


@contextmanager
def slot(pad: Path, *, wacht: bool = True) -> Iterator[None]:
    """One at a time. Raises `BlockingIOError` when another has it and we do not wait; it goes when its process does."""
    with pad.open("a") as f:
        fcntl.flock(f, fcntl.LOCK_EX | (0 if wacht else fcntl.LOCK_NB))
        yield


@contextmanager
def gesloten(opslag: Opslag, bron: str, id_: str) -> Iterator[Inzending]:
    """The session as it is now, while nobody else can change it. Raises `InzendingOnbekend`."""
    try:
        with slot(plek(opslag, bron, id_) / "slot"):
            yield lees(opslag, bron, id_)
    except FileNotFoundError:
        raise InzendingOnbekend(id_) from None


def bronmappen(opslag: Opslag) -> list[Path]:
    """Folders of the sources that ever handed in."""
    map_ = opslag.map / "inzendingen"
    return sorted(m for m in map_.iterdir() if m.is_dir() and MAP.fullmatch(m.name)) if map_.is_dir() else []


def van_bron(opslag: Opslag, bron: str, behalve: frozenset[str] | set[str] = frozenset()) -> list[Inzending]:
    """Sessions of a source, the first begun first; without those that are asked no more."""
    map_ = map_van(opslag, bron)
    namen = [m.name for m in map_.iterdir() if ID.fullmatch(m.name)] if map_.is_dir() else []
    uit = []
    for naam in namen:
        if naam not in behalve:
            try:
                uit.append(lees(opslag, bron, naam))
            except InzendingOnbekend:
                continue  # being made, or being removed
    return sorted(uit, key=lambda i: (i.begonnen_op, i.id))


def schrijf_voortgang(opslag: Opslag, i: Inzending, v: Voortgang) -> None:
    """Progress may be lost in a crash: it is made again."""
    pad = plek(opslag, i.bron, i.id) / "voortgang.json"
    nieuw = pad.with_suffix(".nieuw")
    nieuw.write_text(v.model_dump_json())
    nieuw.replace(pad)


def voortgang_van(opslag: Opslag, i: Inzending) -> Voortgang | None:
    """How far the delivering of this session is; None when it has not begun or is over."""
    if i.status is not Status.BEZIG:
        return None
    try:
        return Voortgang.model_validate_json((plek(opslag, i.bron, i.id) / "voortgang.json").read_bytes())
    except (FileNotFoundError, ValidationError):
        return None


def nu() -> datetime:
    return datetime.now(UTC)
