"""The log of processing, after the standard Logboek Dataverwerkingen (Logius): one line per look at data of a subject.

Lines are chained: the hash of each goes over the line itself and the hash of the one before it, so that a line that was changed, left
out or put in between shows. A line is on disk before the answer leaves (`PRAGMA synchronous = FULL`); the database refuses to change it.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q, QuerySet

from ..begrippen import Klasse
from .models import Logregel
from .vraag import Blik

BEGIN_KETEN = "0" * 64
# Any number, as long as nobody else uses it: who holds it writes.
_SLOT = 0x5354454C53454C
_VELDEN = ("trace_id", "span_id", "parent_span_id", "status", "naam", "begin", "einde", "activiteit", "betrokkene", "wie",
           "organisatie", "functie", "doel", "zaak", "gronden", "klassen")  # fmt: skip
_INSERT = (
    f"INSERT INTO toegang_logregel (nr, {', '.join(_VELDEN)}, hash) VALUES ({', '.join(['%s'] * (len(_VELDEN) + 2))})"
)
# The processing activities, as the register of them on /toegang/verwerkingen/ describes them.
ACTIVITEITEN = {
    "inzage-dossier": "Een dossier van een bedrijf of locatie inzien",
    "inzage-rijen": "De geleverde rijen achter een registernummer inzien",
    "inzage-geweigerd": "De geweigerde rijen van een eigen levering inzien",
    "inzage-logboek": "Het logboek van verwerkingen inzien",
}


@dataclass(frozen=True)
class Spoor:
    """The trace that a request belongs to (W3C Trace Context): its own, or the one it came with, and then the span that asked."""

    trace_id: str
    parent_span_id: str = ""


_spoor: ContextVar[Spoor | None] = ContextVar("spoor", default=None)


def zet_spoor(traceparent: str) -> Spoor:
    """Begin a request: follow the trace that it names, or begin one."""
    delen = traceparent.split("-")
    goed = len(delen) == 4 and [len(d) for d in delen] == [2, 32, 16, 2] and all(_hex(d) for d in delen)
    s = Spoor(delen[1], delen[2]) if goed and set(delen[1]) != {"0"} else Spoor(secrets.token_hex(16))
    _spoor.set(s)
    return s


def _hex(tekst: str) -> bool:
    return set(tekst) <= set("0123456789abcdef")


def leg_vast(b: Blik, activiteit: str, betrokkene: str, begin: datetime) -> None:
    """Write that data of this subject (empty: of nobody) were looked at; returns when it is on disk. `begin`: when the look began."""
    spoor = _spoor.get() or zet_spoor("")
    v = b.vraag
    rij = Logregel(
        trace_id=spoor.trace_id, span_id=secrets.token_hex(8), parent_span_id=spoor.parent_span_id, betrokkene=betrokkene,
        status="Ok", naam=ACTIVITEITEN[activiteit], activiteit=activiteit, begin=begin, einde=datetime.now(UTC),
        wie=v.wie[:150], organisatie=v.organisatie, functie=f"{v.functie} ({v.hoe})" if v.hoe else v.functie, doel=v.doel,
        zaak=v.zaak[:200], gronden="; ".join(b.gronden), klassen="; ".join(k.value for k in b.klassen),
    )  # fmt: skip
    with transaction.atomic():
        _wacht_op_beurt()
        with connection.cursor() as c:
            c.execute("SELECT nr, hash FROM toegang_logregel ORDER BY nr DESC LIMIT 1")
            laatste, vorige = c.fetchone() or (0, BEGIN_KETEN)
            rij.nr = laatste + 1
            rij.hash = hash_van(rij, vorige)
            # By hand: this stands in the way of every answer, and the ORM takes three times as long.
            c.execute(_INSERT, [_voor_databank(getattr(rij, v)) for v in ("nr", *_VELDEN, "hash")])


def _voor_databank(waarde: Any) -> Any:
    return connection.ops.adapt_datetimefield_value(waarde) if isinstance(waarde, datetime) else waarde


def _wacht_op_beurt() -> None:
    """One writer at a time: SQLite begins each transaction as a writer, PostgreSQL must be asked."""
    if connection.vendor == "postgresql":
        with connection.cursor() as c:
            c.execute("SELECT pg_advisory_xact_lock(%s)", [_SLOT])


def hash_van(r: Logregel, vorige: str) -> str:
    """SHA-256 over the line and the hash of the line before it."""
    waarden = [r.nr, *(_tekst(getattr(r, v)) for v in _VELDEN), vorige]
    return hashlib.sha256(json.dumps(waarden, ensure_ascii=False).encode()).hexdigest()


def _tekst(waarde: Any) -> Any:
    return waarde.astimezone(UTC).isoformat(timespec="microseconds") if isinstance(waarde, datetime) else waarde


@dataclass(frozen=True)
class Keten:
    """Whether the log is whole: how many lines, the last hash, the first line that does not fit (None: all fit), and whether the hash
    that was kept elsewhere is in it."""

    regels: int
    laatste: str
    fout_bij: int | None
    gezien: bool = True


def controleer(bewaard: str = "") -> Keten:
    """Walk the chain. Lines that were cut off at the end show only by a hash that was `bewaard` elsewhere."""
    vorige, n, gezien = BEGIN_KETEN, 0, bewaard in ("", BEGIN_KETEN)
    for r in Logregel.objects.order_by("nr").iterator(5_000):
        n += 1
        if r.nr != n or r.hash != hash_van(r, vorige):
            return Keten(n, vorige, n, gezien)
        vorige = r.hash
        gezien |= vorige == bewaard
    return Keten(n, vorige, None, gezien)


def zoek(tekst: str = "") -> QuerySet[Logregel]:
    """Lines that name this text as subject, account, organisation, case or trace; the last first."""
    uit = Logregel.objects.order_by("-nr")
    if tekst := tekst.strip():
        uit = uit.filter(
            Q(betrokkene__iexact=tekst)
            | Q(wie=tekst)
            | Q(functie__endswith=f"(in plaats van {tekst})")
            | Q(organisatie=tekst)
            | Q(zaak__icontains=tekst)
            | Q(trace_id=tekst)
        )
    return uit


def zonder_straf(r: Logregel) -> tuple[str, str]:
    """Grounds and classes of a line for who may not know of the criminal side: that a right to it was used, under a covenant, is one of its
    secrets, whatever the purpose was."""
    klassen = [k for k in r.klassen.split("; ") if k != Klasse.STRAFRECHTELIJK.value]
    return "; ".join(g for g in r.gronden.split("; ") if ", convenant " not in g), "; ".join(klassen)


def als_standaard(r: Logregel, eigen: bool = True) -> dict[str, Any]:
    """A line in the form of the standard: times in milliseconds since 1970, attributes of Stelsel under `nl.stelsel`.

    Of another organisation (`eigen` is false) without the account, the case and what could betray them.
    """
    gronden, klassen = (r.gronden, r.klassen) if eigen else zonder_straf(r)
    return {
        "trace_id": r.trace_id, "span_id": r.span_id, **({"parent_span_id": r.parent_span_id} if r.parent_span_id else {}),
        "status": r.status, "name": r.naam, "start_time": round(r.begin.timestamp() * 1000), "end_time": round(r.einde.timestamp() * 1000),
        "resource": {"attributes": {"service.name": "stelsel"}},
        "attributes": {
            "dpl.core.processing_activity_id": f"{settings.ADRES}/toegang/verwerkingen/#{r.activiteit}",
            **({"dpl.core.data_subject_id": r.betrokkene, "dpl.core.data_subject_id_type": _soort(r.betrokkene)} if r.betrokkene else {}),
            # The hash goes over account and case too: who has it can try names until one fits.
            **({"nl.stelsel.wie": r.wie, "nl.stelsel.zaak": r.zaak, "nl.stelsel.hash": r.hash} if eigen else {}),
            "nl.stelsel.organisatie": r.organisatie, "nl.stelsel.functie": r.functie if eigen else r.functie.partition(" (")[0],
            "nl.stelsel.doel": r.doel,
            "nl.stelsel.gronden": gronden, "nl.stelsel.klassen": klassen,
            "nl.stelsel.nr": r.nr,
        },
    }  # fmt: skip


def _soort(betrokkene: str) -> str:
    return "registernummer" if betrokkene.startswith("VTH-") else "levering"


def uitvoer(regels: QuerySet[Logregel], eigen: set[str] | None = None) -> Iterator[str]:
    """Lines as JSON, one a line; the last line tells how many there were. `eigen`: name account and case only of these organisations."""
    n = 0
    for r in regels.iterator(2_000):
        n += 1
        yield json.dumps(als_standaard(r, eigen is None or r.organisatie in eigen), ensure_ascii=False) + "\n"
    yield json.dumps({"einde": n}) + "\n"
