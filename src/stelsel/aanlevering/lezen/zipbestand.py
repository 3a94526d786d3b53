"""ZIP: each file in it is read as if it had been delivered by itself, and named by its path in the archive.

Names in the archive never become paths on disk: one file at a time is unpacked under a name of our own. An archive within
an archive is refused, so that unpacking ends.
"""

from __future__ import annotations

import os
import stat
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from .archief import geopend, stukken
from .gemeen import MEESTE_ONDERDELEN, Bestandsfout, Blok, Vorm

Lees = Callable[[Path, str, Vorm], Iterator[Blok]]


def lees_zip(
    pad: Path, naam: str, wens: Vorm, werkmap: Path | None, leesbaar: Callable[[str], bool], lees: Lees
) -> Iterator[Blok]:
    """Blocks of every file in the archive that has a reader. Raises `Bestandsfout`."""
    opmerkingen: list[str] = []
    with geopend(pad, naam, "zip-bestand") as z:
        delen = [d for d in z.infolist() if not d.is_dir() and not _verborgen(d.filename)]
        for d in delen:
            _keur_naam(d, naam)
        te_lezen = [d for d in delen if leesbaar(d.filename)]
        opmerkingen += [
            f"{d.filename}: niet gelezen, want geen soort die Stelsel leest." for d in delen if d not in te_lezen
        ]
        if not te_lezen:
            raise Bestandsfout(naam, "er zit geen bestand in dat Stelsel kan lezen.", "Kijk na wat er ingepakt is.")
        if len(te_lezen) > MEESTE_ONDERDELEN:
            raise Bestandsfout(naam, f"er zitten {len(te_lezen)} bestanden in; meer dan {MEESTE_ONDERDELEN} leest Stelsel niet.",
                               "Lever het in delen.")  # fmt: skip
        # The name holds the process, so that what a killed one left behind can be told and cleaned.
        with tempfile.TemporaryDirectory(prefix=f"uitgepakt-p{os.getpid()}-", dir=werkmap) as map_:
            for nummer, deel in enumerate(te_lezen):
                los = Path(map_) / str(nummer)
                with los.open("wb") as f:
                    for stuk in stukken(z, deel, naam):
                        f.write(stuk)
                for blok in lees(los, f"{naam}/{deel.filename}", wens):
                    blok.onderdeel = deel.filename + (f" [{blok.onderdeel}]" if blok.onderdeel else "")
                    blok.opmerkingen = [*opmerkingen, *(f"{deel.filename}: {o}" for o in blok.opmerkingen)]
                    opmerkingen = []
                    yield blok
                los.unlink()


def _verborgen(pad: str) -> bool:
    return any((deel.startswith(".") and deel != "..") or deel == "__MACOSX" for deel in pad.split("/"))


def _keur_naam(d: zipfile.ZipInfo, naam: str) -> None:
    veilig = d.filename.encode("utf-8", "backslashreplace").decode()
    if not d.filename.isprintable():
        raise Bestandsfout(
            naam, f"in de naam {d.filename!a} staat een onleesbaar teken.", "Geef het bestand een andere naam."
        )
    if d.filename.startswith(("/", "\\")) or ".." in d.filename.replace("\\", "/").split("/") or ":" in d.filename[:2]:
        raise Bestandsfout(naam, f"'{veilig}' wijst naar een plek buiten het archief.", "Maak het zip-bestand opnieuw.")
    if stat.S_ISLNK(d.external_attr >> 16):
        raise Bestandsfout(naam, f"'{veilig}' is een verwijzing, geen bestand.", "Pak het bestand zelf in.")
