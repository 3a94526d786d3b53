"""Hold the findings of the door against the truth of exercise data."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa

from ..aanlevering import bevindingen, bewijzen, lever
from ..oefening import Toets, ingebrachte_codes, vergelijk
from ..opslag import Opslag

SCHEMA = pa.schema(
    [("bron", pa.string()), ("bestand", pa.string()), ("regel", pa.int64()), ("record", pa.string()),
     ("veld", pa.string()), ("code", pa.string())]
)  # fmt: skip


def toets(opslag: Opslag, uitmap: Path, tijdelijk: Path, voortgang: Callable[[str, int, int], None]) -> Toets:
    """Compare every finding of severity fout, and of the warnings and remarks that are put in, with the truth of `uitmap`.

    Deliveries that the data directory does not hold are made in `tijdelijk`: the comparison needs no load.
    """
    bronnen = sorted(m.name for m in uitmap.iterdir() if m.is_dir())
    geleverd = {b.bron: b for b in bewijzen(opslag) if b.oefening}
    if not _zelfde(opslag, uitmap, bronnen):
        opslag = Opslag(tijdelijk)
        geleverd = {}
        for i, bron in enumerate(bronnen):
            voortgang(bron, i, len(bronnen))
            geleverd[bron] = lever(opslag, [uitmap / bron], bron)
    gevonden = [
        {"bron": bron, **{k: f[k] for k in SCHEMA.names if k != "bron"}}
        for bron in bronnen
        for f in bevindingen(opslag, [geleverd[bron].levering])
        if f["ernst"] == "fout" or f["code"] in ingebrachte_codes()
    ]
    return vergelijk(uitmap / "waarheid.parquet", pa.Table.from_pylist(gevonden, SCHEMA))


def _zelfde(opslag: Opslag, uitmap: Path, bronnen: list[str]) -> bool:
    """Is every source's last exercise delivery made of exactly the files that stand here?"""
    laatste = {b.bron: b for b in bewijzen(opslag) if b.oefening}
    return all(
        bron in laatste
        and {d.sha256 for d in laatste[bron].bestanden} == {opslag.hash(p) for p in (uitmap / bron).iterdir()}
        for bron in bronnen
    )
