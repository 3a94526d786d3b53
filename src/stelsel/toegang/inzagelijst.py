"""Who looked at a company: the list that it gets when it asks, made from the log by an auditor.

It tells organisations, functions, purposes and grounds, never an account or a case. Looks for criminal enforcement are not in it: whether
there are any may be a secret.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db.models import QuerySet

from .. import register
from ..aanlevering import in_nederland
from ..begrippen.weergave import dag as in_woorden
from ..druk import DOCUMENT, maak_pdf
from ..opslag import Opslag
from ..register.levensloop import vroegere
from .gronden import doelen, functies, organisatienaam
from .logboek import zonder_straf
from .models import Logregel, Rol

# That the criminal side looks at a company may be a secret: only its own auditor reads of it.
STRAF = "strafrechtelijke_handhaving"
LOGBOEK_LEZEN = "inzage-logboek"
# So many of the numbers beside it are named.
GETOOND = 20


@dataclass(frozen=True)
class Inzage:
    """How often one organisation looked on one day at one number, in one function, for one purpose, on the same grounds."""

    dag: date
    nummer: str
    organisatie: str
    functie: str
    doel: str
    wat: str
    gronden: str
    klassen: str
    keer: int


@dataclass(frozen=True)
class Inzagelijst:
    """The looks at `nummer` and at the numbers beside it whose dossier shows it too; the last first. `op`: when the list was made."""

    nummer: str
    naam: str
    oefening: bool
    ook: tuple[str, ...]
    op: datetime
    inzagen: tuple[Inzage, ...]


def over(nummers: Sequence[str]) -> QuerySet[Logregel]:
    """The looks at these numbers, the last first. That an auditor asked who looked is no look at a company."""
    return Logregel.objects.filter(betrokkene__in=nummers).exclude(activiteit=LOGBOEK_LEZEN).order_by("-nr")


def functie_in_woorden(r: Logregel | Rol, eigen: bool = False) -> str:
    """The function of a line or a role by its name; how it was had only says whose it is to who may know accounts (`eigen`)."""
    code, _, hoe = r.functie.partition(" (")
    naam = functies()[code].naam if code in functies() else code
    hoe = hoe.removesuffix(")")
    if hoe and hoe != "noodtoegang" and not eigen:
        hoe = "als vervanger"
    return f"{naam}, {hoe}" if hoe else naam


def doel_in_woorden(r: Logregel) -> str:
    """The purpose of a line by its name."""
    return doelen()[r.doel].naam if r.doel in doelen() else r.doel


def inzagelijst(opslag: Opslag, nummer: str) -> Inzagelijst:
    """The list of a number, with the numbers that lead to it. Raises `OngeldigNummer`, `OnbekendNummer`, `GeenRegister`.

    The dossier of a location shows its companies and the other way round, so looks at those count too.
    """
    d = register.dossier(opslag, nummer)
    ook = sorted({p.nummer for p in (*d.locaties, *d.ondernemingen)} - {d.nummer})
    nu = [d.nummer, *ook]
    tellen: Counter[tuple[date, str, str, str, str, str, str, str]] = Counter()
    for r in over([*nu, *vroegere(opslag, nu)]).exclude(doel=STRAF).iterator(2_000):
        sleutel = (
            in_nederland(r.begin).date(),
            r.betrokkene,
            organisatienaam(r.organisatie),
            functie_in_woorden(r),
            doel_in_woorden(r),
        )
        tellen[(*sleutel, r.naam, *zonder_straf(r))] += 1
    inzagen = tuple(Inzage(*sleutel, keer) for sleutel, keer in tellen.items())
    return Inzagelijst(d.nummer, d.naam, d.oefening, tuple(ook), datetime.now(UTC), inzagen)


def pdf(lijst: Inzagelijst) -> bytes:
    """The list on paper. Raises `TekenNietAfTeDrukken`."""
    van = in_woorden(in_nederland(lijst.op).date())
    namen = ", ".join(lijst.ook[:GETOOND]) + (
        f" en nog {len(lijst.ook) - GETOOND} andere" if len(lijst.ook) > GETOOND else ""
    )
    ook = f" Inzagen in het dossier van {namen} tellen mee, want daarin staan deze gegevens ook." if lijst.ook else ""
    keren = sum(i.keer for i in lijst.inzagen)
    rijen = [
        [
            in_woorden(i.dag), f"{i.organisatie}: {i.functie}", f"{i.doel}. Grond: {i.gronden}",
            f"{i.wat} ({i.nummer}), met recht op: {i.klassen or '–'}", str(i.keer),
        ]
        for i in lijst.inzagen
    ]  # fmt: skip
    tabel = {
        "titel": "", "breedtes": [4, 4, 5, 5, 2], "koppen": ["Dag", "Wie", "Waarvoor", "Wat", "Keer"],
        "rijen": [[[["", cel]] for cel in rij] for rij in rijen],
    }  # fmt: skip
    return maak_pdf(DOCUMENT, document={
        "titel": f"Wie bekeek {lijst.naam}?", "datum": in_nederland(lijst.op).date().isoformat(), "maker": "Stelsel",
        "voet": f"{lijst.nummer}, logboek tot en met {van}",
        "merk": "Oefengegevens: dit bedrijf bestaat niet." if lijst.oefening else "",
        "kop": [f"{lijst.nummer}, uit het logboek van verwerkingen tot en met {van}."],
        "hoofdstukken": [
            {"titel": "Wat hierin staat", "punten": [], "tabellen": [], "alineas": [
                f"Elke keer dat iemand namens een organisatie het dossier opende met een recht om meer te zien dan wat openbaar is.{ook}",
                "Wat openbaar is, kan iedereen bekijken; wie dat deed, houden wij niet bij. Een bron die de eigen geweigerde rijen "
                "nakijkt, staat er ook niet in.",
                "Bij elke inzage staat wat de organisatie mocht zien; of er zulke gegevens waren, zegt deze lijst niet. Inzagen voor "
                "strafrechtelijke handhaving staan hier niet bij: of er zulke inzagen waren, zegt deze lijst ook niet.",
            ]},
            {"titel": f"Bekeken: {keren} keer", "punten": [], "alineas": [] if rijen else ["Er is niets bekeken."],
             "tabellen": [tabel] if rijen else []},
        ],
    })  # fmt: skip
