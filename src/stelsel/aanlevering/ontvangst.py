"""What is handed in: which files to read, their bytes kept under their hash, and which bytes were known already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import duckdb

from ..begrippen import Gebruikersfout
from ..opslag import Opslag, parquet
from .bewijs import EINDE, Bewijs
from .lezen import LEESBAAR, Bestandsfout, Vorm, lees, leesbaar


class NietsTeLeveren(Gebruikersfout):
    """The path holds no file that can be read."""

    code = "LEVERING-LEEG"

    def __init__(self, pad: Path):
        self.pad = pad
        wat = "bestaat niet" if not pad.exists() else "bevat geen bestand dat Stelsel kan lezen"
        super().__init__(f"'{pad}' {wat}.", f"Geef een bestand of map met {LEESBAAR}.")


@dataclass(frozen=True)
class Ontvangen:
    """A file as it was received: its name at the source, the hash of its bytes, and where they are kept."""

    naam: str
    sha: str
    pad: Path


def te_lezen(paden: Sequence[Path]) -> tuple[list[tuple[str, Path]], list[str]]:
    """Names and places of the files to read, and remarks on what was passed over. Raises `NietsTeLeveren`, `Bestandsfout`."""
    uit: list[tuple[str, Path]] = []
    opmerkingen: list[str] = []
    for pad in paden:
        if pad.is_dir():
            kinderen = sorted(k for k in pad.iterdir() if not k.name.startswith("."))
            uit += [(k.name, k) for k in kinderen if k.is_file() and leesbaar(k.name)]
            opmerkingen += [f"{k.name}: niet gelezen, want een map in een map." for k in kinderen if k.is_dir()]
            opmerkingen += [f"{k.name}: niet gelezen, want geen {LEESBAAR}."
                            for k in kinderen if not k.is_dir() and not leesbaar(k.name)]  # fmt: skip
            if not any(leesbaar(k.name) for k in kinderen):
                raise NietsTeLeveren(pad)
        elif pad.is_file():
            if not leesbaar(pad.name):
                lees(pad, pad.name)
            uit.append((pad.name, pad))
        else:
            raise NietsTeLeveren(pad)
    namen = [n for n, _ in uit]
    for n in namen:
        if not n.isprintable():
            raise Bestandsfout(
                ascii(n)[1:-1],
                "in de naam van het bestand staat een onleesbaar teken.",
                "Geef het bestand een andere naam.",
            )
        if namen.count(n) > 1:
            raise Bestandsfout(
                n, "deze naam komt twee keer voor in de levering.", "Geef de bestanden verschillende namen."
            )
    return uit, opmerkingen


def al_bekend(
    opslag: Opslag, ontvangen: Sequence[Ontvangen], eerder: Sequence[Bewijs], soort: str, stand: date
) -> dict[str, Bewijs]:
    """Per file whose bytes change nothing: the delivery in which they came before. `eerder` in the order of the world.

    A change is known when its bytes are still the last word on every record in them. A whole picture is known only when
    it is, file by file, the last thing that this source delivered, and of the same day: that a picture was the same on a
    later day is news.
    """
    if soort != "geheel":
        return {o.naam: b for o in ontvangen if (b := _laatst_zo_geleverd(opslag, o.sha, eerder, stand))}
    laatste = eerder[-1] if eerder else None
    if laatste is None or laatste.soort != "geheel" or stand != laatste.peildag:
        return {}
    zelfde = {d.sha256 for d in laatste.bestanden} == {o.sha for o in ontvangen}
    return {o.naam: laatste for o in ontvangen} if zelfde else {}


def _laatst_zo_geleverd(opslag: Opslag, sha: str, eerder: Sequence[Bewijs], stand: date) -> Bewijs | None:
    """The delivery in which these bytes are still the last word on every record in them, and on the end of every one."""
    b = next((b for b in reversed(eerder) if not b.van and any(d.sha256 == sha for d in b.bestanden)), None)
    if b is None or b.peildag > stand:
        return None
    later = [n for n in eerder[eerder.index(b) + 1 :] if n.van != b.levering]
    if any(n.soort == "geheel" for n in later):
        return None
    if not later:
        return b
    with duckdb.connect() as con:
        for d in b.bestanden:
            if d.sha256 == sha and d.geaccepteerd:
                eigen, nieuwer = (
                    _sleutels(opslag, d.recordtype, x) for x in ([b.levering], [n.levering for n in later])
                )
                vraag = f"SELECT 1 FROM ({eigen}) WHERE bestand = ? AND id IN (SELECT id FROM ({nieuwer})) LIMIT 1"
                if con.execute(vraag, [d.naam]).fetchall():
                    return None
    return b


def _sleutels(opslag: Opslag, recordtype: str, leveringen: Sequence[str]) -> str:
    """SQL: the keys of this type on which these deliveries had a word, be it a version or an end."""
    rij = parquet(
        opslag.bestanden(f"rij_{recordtype}", "levering", leveringen), {"id": "VARCHAR", "bestand": "VARCHAR"}
    )
    einde = parquet(opslag.bestanden("einde", "levering", leveringen), EINDE)
    return (
        f"SELECT id, bestand FROM {rij} UNION ALL SELECT record, bestand FROM {einde} WHERE recordtype = '{recordtype}'"
    )


def zo_gelezen(b: Bewijs, sha: str, wens: Vorm | None) -> bool:
    """Were these bytes read then as the user wishes now? Else they may tell something else."""
    gezegd = {k: w for k, w in asdict(wens or Vorm()).items() if w}
    return all(d.vorm.get(k, "") == w for d in b.bestanden if d.sha256 == sha for k, w in gezegd.items())


def herhaling(ontvangen: Sequence[Ontvangen], bekend: dict[str, Bewijs]) -> Bewijs:
    """A receipt for bytes that were known: the numbers of then, and nothing changed."""
    delen = [d for o in ontvangen for d in bekend[o.naam].bestanden if d.sha256 == o.sha]
    laatste = max(bekend.values(), key=lambda b: b.ontvangen_op)
    return Bewijs(
        laatste.levering, laatste.bron, laatste.ontvangen_op, any(d.oefening for d in delen),
        sum(d.rijen_in for d in delen), sum(d.geaccepteerd for d in delen), sum(d.quarantaine for d in delen),
        laatste.model, delen,
        [f"Deze bytes zijn al opgenomen in levering {laatste.levering}; er is niets veranderd."],
        soort=laatste.soort, stand=laatste.stand, status=laatste.status, van=laatste.van, door=laatste.door,
        ongewijzigd=True,
    )  # fmt: skip
