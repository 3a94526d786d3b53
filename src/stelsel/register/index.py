"""Reading the baked index: opened once per thread, opened anew when the pointer names another file."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from ..begrippen import Gebruikersfout
from ..opslag import Opslag
from .bakken import indexbestand, van_nu

T = TypeVar("T")


class GeenRegister(Gebruikersfout):
    """The register was never made, or its index is missing."""

    code = "REGISTER-LEEG"

    def __init__(self, opslag: Opslag):
        self.map = opslag.map
        super().__init__(
            f"Er is nog geen register in '{opslag.map}'.", "Lever eerst, en doe dan: stelsel register bijwerken."
        )


class RegisterVerouderd(Gebruikersfout):
    """The index was made by another version of the software, and holds other things than this one reads."""

    code = "REGISTER-VEROUDERD"

    def __init__(self, opslag: Opslag):
        self.map = opslag.map
        super().__init__(
            f"Het register in '{opslag.map}' is gemaakt door een andere versie van Stelsel.",
            "Maak het opnieuw; er gaat niets verloren: stelsel register bijwerken.",
        )


class Index:
    """One opened index file. Only reads."""

    def __init__(self, bestand: Path):
        self.bestand = bestand
        self.con = sqlite3.connect(f"file:{bestand}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        self.con.row_factory = sqlite3.Row
        self.con.execute("PRAGMA mmap_size = 2147483648")
        self.meta: dict[str, str] = dict(self.con.execute("SELECT sleutel, waarde FROM meta").fetchall())
        # Per record type its fields by the class under which they lie; the first is that of the record itself.
        self.velden: dict[str, dict[str, list[str]]] = json.loads(self.meta["velden"])
        self._onthouden: dict[str, Any] = {}
        self.leveringen = {r["nr"]: r for r in self.con.execute("SELECT * FROM levering")}

    def rijen(self, sql: str, waarden: Any = ()) -> list[sqlite3.Row]:
        return self.con.execute(sql, waarden).fetchall()

    def rij(self, sql: str, waarden: Any = ()) -> sqlite3.Row | None:
        rij: sqlite3.Row | None = self.con.execute(sql, waarden).fetchone()
        return rij

    def onthoud(self, naam: str, maak: Callable[[Index], T]) -> T:
        """What is made of this index once."""
        if naam not in self._onthouden:
            self._onthouden[naam] = maak(self)
        uit: T = self._onthouden[naam]
        return uit


_open = threading.local()


def index(opslag: Opslag) -> Index:
    """The index that counts now. Raises `GeenRegister`, `RegisterVerouderd`."""
    bestand = indexbestand(opslag)
    if bestand is None or not bestand.exists():
        raise GeenRegister(opslag)
    if not van_nu(bestand):
        raise RegisterVerouderd(opslag)
    nu: Index | None = getattr(_open, "index", None)
    if nu is None or nu.bestand != bestand:
        if nu is not None:
            nu.con.close()
        nu = _open.index = Index(bestand)
    return nu
