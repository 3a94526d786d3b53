"""The data directory: `ontvangen/` bytes, `tabellen/` Delta tables, `index/` baked indexes, `werk/` scratch.

Commit point. A delivery spans many tables, and no table format commits several at once. So every row carries
its delivery in its partition, and a delivery counts only once its own row stands in the table `aanlevering`,
which is appended last. Readers ask for the partitions of committed deliveries; what a killed delivery left
behind is never read. The register does the same with its attempts and the table `stand`.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from deltalake import DeltaTable, write_deltalake

from ..begrippen import Gebruikersfout


def standaard_map() -> Path:
    """`STELSEL_DATA`, or `./data`."""
    return Path(os.environ.get("STELSEL_DATA") or "data")


def wis(pad: Path) -> None:
    """Delete a file or a folder, whether or not it is still there."""
    if pad.is_dir():
        shutil.rmtree(pad, ignore_errors=True)
    else:
        pad.unlink(missing_ok=True)


def _leeft(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


class SchijfVol(Gebruikersfout):
    """The disk has no room left; nothing was half-loaded."""

    code = "SCHIJF-VOL"

    def __init__(self, map_: Path):
        self.map = map_
        super().__init__(
            f"De schijf met '{map_}' is vol.", "Maak ruimte vrij en start opnieuw; er is niets half geladen."
        )


class Opslag:
    """A data directory. Cheap to make; safe to share between processes."""

    def __init__(self, map_: Path | str | None = None):
        self.map = Path(map_) if map_ is not None else standaard_map()

    @property
    def index(self) -> Path:
        return self.map / "index"

    def werkmap(self) -> Path:
        """Scratch space, without what processes that were killed left behind. Every file here names its process."""
        werk = self.map / "werk"
        werk.mkdir(parents=True, exist_ok=True)
        for rest in werk.iterdir():
            if (pid := re.search(r"-p(\d+)", rest.name)) and not _leeft(int(pid[1])):
                wis(rest)
        return werk

    @contextmanager
    def slot(self, naam: str) -> Iterator[None]:
        """Only one process at a time works under this name; the lock goes when the process does."""
        map_ = self.map / "sloten"
        map_.mkdir(parents=True, exist_ok=True)
        with (map_ / naam).open("w") as f:
            fcntl.flock(f, fcntl.LOCK_EX)
            yield

    def ontvang(self, bestand: Path) -> tuple[str, Path]:
        """Keep the bytes of a file under their SHA-256. Returns the hash and the place where they are kept."""
        h = hashlib.sha256()
        tijdelijk = self.werkmap() / f"ontvangst-p{os.getpid()}-{threading.get_ident()}"
        try:
            with self.ruimte(), bestand.open("rb") as bron, tijdelijk.open("wb") as doel:
                while blok := bron.read(1 << 20):
                    h.update(blok)
                    doel.write(blok)
                doel.flush()
                os.fsync(doel.fileno())
            sha = h.hexdigest()
            plek = self.bewaard(sha)
            plek.parent.mkdir(parents=True, exist_ok=True)
            tijdelijk.replace(plek)
        finally:
            tijdelijk.unlink(missing_ok=True)
        return sha, plek

    @staticmethod
    def hash(bestand: Path) -> str:
        """SHA-256 of a file, as `ontvang` would name it."""
        with bestand.open("rb") as f:
            return hashlib.file_digest(f, "sha256").hexdigest()

    def bewaard(self, sha: str) -> Path:
        """Where received bytes with this hash are kept."""
        return self.map / "ontvangen" / sha[:2] / sha

    def tabel(self, naam: str) -> DeltaTable | None:
        """The table as it is; None when it was never written."""
        pad = self.map / "tabellen" / naam
        if not DeltaTable.is_deltatable(str(pad)):
            return None
        return DeltaTable(str(pad))

    def voeg_toe(self, naam: str, rijen: Any, *, per: str | None = None) -> None:
        """Append rows (anything that streams Arrow) to a table in one atomic commit. `per`: partition column."""
        pad = self.map / "tabellen" / naam
        pad.mkdir(parents=True, exist_ok=True)
        # Two sources that both make a table anew would refuse each other's first commit.
        with self.slot(f"tabel-{naam}"), self.ruimte():
            write_deltalake(str(pad), rijen, mode="append", partition_by=[per] if per else None, schema_mode="merge")

    @contextmanager
    def ruimte(self) -> Iterator[None]:
        """Whatever library finds the disk full in here, its user hears the same sentence."""
        try:
            yield
        except Exception as e:
            if "no space left" in str(e).lower():
                raise SchijfVol(self.map) from e
            raise

    def bestanden(self, naam: str, deel: str = "", waarden: Sequence[str] = ()) -> list[str]:
        """Parquet files that make up a table, or only its partitions in which `deel` is one of `waarden`."""
        tabel = self.tabel(naam)
        if tabel is None or (deel and not waarden):
            return []
        return tabel.file_uris(file_pruning_predicate=[(deel, "in", list(waarden))] if deel else None)

    def leeg(self) -> None:
        """Delete all that was received, stored and baked. Only for data that can be made again."""
        with self.slot("register"):
            for naam in ("index", "tabellen", "ontvangen"):
                shutil.rmtree(self.map / naam, ignore_errors=True)
