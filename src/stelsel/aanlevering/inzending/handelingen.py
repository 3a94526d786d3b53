"""Acts on a session besides its parts: begin, offer, withdraw, clear away."""

from __future__ import annotations

import re
import secrets
import shutil
import time
from collections import Counter
from collections.abc import Sequence
from datetime import date

from ...begrippen import of, organisatie
from ...opslag import Opslag, SchijfVol
from ..lezen import leesbaar
from ..lezen.codering import CODERINGEN
from ..lezen.csvbestand import SCHEIDING
from ..lezen.kiezen import LEESBAAR, SOORTEN
from .fouten import InzendingOnbekend, InzendingOngeldig, InzendingTeGroot, NietOpen, NogNietHeel, TeVeelInzendingen
from .staat import (
    Bestand,
    Inzending,
    Soort,
    Status,
    bewaar,
    bronmappen,
    gesloten,
    hoogstens,
    map_van,
    naar_schijf,
    nu,
    plek,
    slot,
    van_bron,
)

BESTANDEN_HOOGSTENS = 200
OPEN_HOOGSTENS = 10
BEWAREN = 7 * 24 * 3600
NAAM_HOOGSTENS = 200
DECIMALEN = (",", ".")
WENSEN = (("soort", SOORTEN), ("codering", CODERINGEN), ("scheiding", SCHEIDING), ("decimaal", DECIMALEN))
SHA256 = re.compile(r"[0-9a-f]{64}")


def begin(
    opslag: Opslag,
    bron: str,
    bestanden: Sequence[Bestand],
    *,
    door: str,
    soort: Soort = Soort.WIJZIGING,
    stand: date | None = None,
) -> Inzending:
    """Announce files. Raises `OnbekendeBron`, `InzendingOngeldig`, `InzendingTeGroot`, `TeVeelInzendingen`, `SchijfVol`."""
    organisatie(bron, nu().date())
    if redenen := [*_op_te_merken(bestanden), *_over_de_stand(stand)]:
        raise InzendingOngeldig(redenen)
    totaal = sum(b.grootte for b in bestanden)
    if totaal > hoogstens():
        raise InzendingTeGroot(totaal, hoogstens())
    map_ = map_van(opslag, bron)
    map_.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(map_).free < totaal:
        raise SchijfVol(opslag.map)
    # Two that begin at once would both be the tenth.
    with slot(map_ / "slot"), opslag.ruimte():
        if sum(not i.status.afgelopen for i in van_bron(opslag, bron)) >= OPEN_HOOGSTENS:
            raise TeVeelInzendingen(OPEN_HOOGSTENS)
        i = Inzending(id=secrets.token_hex(16), bron=bron, soort=soort, stand=stand, door=door, status=Status.OPEN,
                      begonnen_op=nu(), bestanden=tuple(b.model_copy(update={"ontvangen": 0}) for b in bestanden))  # fmt: skip
        plek(opslag, bron, i.id).mkdir()
        bewaar(opslag, i)
        naar_schijf(map_)
        return i


def _op_te_merken(bestanden: Sequence[Bestand]) -> list[str]:
    """Every fault of what was announced, not only the first."""
    if not bestanden:
        return ["Noem ten minste één bestand."]
    if len(bestanden) > BESTANDEN_HOOGSTENS:
        return [f"Een inzending heeft hoogstens {BESTANDEN_HOOGSTENS} bestanden; dit zijn er {len(bestanden)}."]
    uit = []
    for nr, b in enumerate(bestanden, 1):
        if not _naam_kan(b.naam):
            uit.append(
                f"Bestand {nr}: geef een naam zonder map en zonder onleesbare tekens, van hoogstens {NAAM_HOOGSTENS} bytes."
            )
        elif not leesbaar(b.naam):
            uit.append(f"Bestand {nr}: deze soort kan Stelsel niet lezen. Lever {LEESBAAR}.")
        if b.grootte < 1:
            uit.append(f"Bestand {nr} is leeg.")
        if b.sha256 and not SHA256.fullmatch(b.sha256):
            uit.append(f"Bestand {nr}: sha256 heeft 64 tekens, 0 tot en met 9 en a tot en met f.")
        for veld, mag in WENSEN:
            if (waarde := getattr(b.wens, veld)) and waarde not in mag:
                uit.append(f"Bestand {nr}: {veld} kan zijn: {of([repr(m)[1:-1] for m in mag])}.")
    for naam, aantal in Counter(b.naam for b in bestanden).items():
        if aantal > 1:
            uit.append(f"De naam '{naam[:NAAM_HOOGSTENS]}' komt {aantal} keer voor.")
    return uit


def _naam_kan(naam: str) -> bool:
    """One component of a path at most, and readable: the name stands in receipts and on pages."""
    return (
        naam.isprintable()
        and bool(naam.strip())
        and not naam.startswith(".")
        and not set(naam) & {"/", "\\", "\0"}
        and len(naam.encode("utf-8", "surrogatepass")) <= NAAM_HOOGSTENS
    )


def _over_de_stand(stand: date | None) -> list[str]:
    return ["De dag van de stand ligt in de toekomst."] if stand and stand > nu().date() else []


def bied_aan(opslag: Opslag, bron: str, id_: str) -> Inzending:
    """The source is done; from here on it is ours. Offering again changes nothing. Raises `NogNietHeel`."""
    with gesloten(opslag, bron, id_) as i, opslag.ruimte():
        if i.status is not Status.OPEN:
            return i
        if half := [b.naam for b in i.bestanden if b.ontvangen < b.grootte]:
            raise NogNietHeel(half)
        return bewaar(opslag, i.model_copy(update={"status": Status.AANGEBODEN, "aangeboden_op": nu()}))


def trek_in(opslag: Opslag, bron: str, id_: str) -> None:
    """Take back a session that was not offered yet; its bytes go. Raises `NietOpen`."""
    with gesloten(opslag, bron, id_) as i:
        if i.status is not Status.OPEN:
            raise NietOpen(i.status)
        _wis(opslag, i)


def _wis(opslag: Opslag, i: Inzending) -> None:
    """First out of sight as a whole, then gone."""
    weg = map_van(opslag, i.bron) / f"weg-{i.id}"
    plek(opslag, i.bron, i.id).rename(weg)
    shutil.rmtree(weg, ignore_errors=True)


def ruim_op(opslag: Opslag) -> int:
    """Remove sessions that nobody touched for a week, unless they wait for us. Returns how many."""
    grens, weg = time.time() - BEWAREN, 0
    for map_ in bronmappen(opslag):
        for rest in map_.glob("weg-*"):
            shutil.rmtree(rest, ignore_errors=True)
        for i in van_bron(opslag, map_.name):
            try:
                with gesloten(opslag, i.bron, i.id) as nu_:
                    oud = (plek(opslag, i.bron, i.id) / "inzending.json").stat().st_mtime < grens
                    if oud and (nu_.status is Status.OPEN or nu_.status.afgelopen):
                        _wis(opslag, nu_)
                        weg += 1
            except InzendingOnbekend:
                continue
    return weg
