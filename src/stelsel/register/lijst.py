"""Which locations there are of a kind, from the index; for uses that then ask each dossier."""

from __future__ import annotations

from pathlib import Path

from ..opslag import Opslag
from .index import index


def ippc_nummers(opslag: Opslag) -> tuple[Path, list[str]]:
    """Numbers of the locations at which some source ever reported an IPPC category, and the index file that says so.

    As long as the file is the same, so is the list. Raises `GeenRegister`.
    """
    ix = index(opslag)
    return ix.bestand, [r["nummer"] for r in ix.rijen("SELECT nummer FROM locatie WHERE ippc ORDER BY nummer")]
