"""The report: contradictions that are not solved, per source, kind and status, a bounded part at a time or all of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import duckdb

from ...begrippen import Gebruikersfout, alle_organisaties
from ...opslag import Opslag, parquet, rijen
from ..index import Index, index
from ..keuze import KEUZEREGELS

OPEN = "open"
TERUGMELDING = {"sleutel": "VARCHAR", "bron": "VARCHAR", "snapshot": "BIGINT", "status": "VARCHAR", "door": "VARCHAR",
                "reden": "VARCHAR", "op": "TIMESTAMPTZ"}  # fmt: skip
_ZINNEN = {r.naam: r.zin for r in KEUZEREGELS}


class TegenspraakOnbekend(Gebruikersfout):
    """There is no such contradiction now: it never was, or it was solved."""

    code = "TEGENSPRAAK-ONBEKEND"

    def __init__(self, sleutel: str):
        self.sleutel = sleutel
        super().__init__(
            f"Tegenspraak '{sleutel[:200]}' staat nu niet open.", "Misschien is zij al opgelost; kijk op /tegenspraak/."
        )


@dataclass(frozen=True)
class Melding:
    """What a source said of a contradiction of its own: status, by whom, why, when; in which snapshot of the register."""

    status: str
    door: str
    reden: str
    op: datetime
    snapshot: int


@dataclass(frozen=True)
class Tegenspraak:
    """A field on which sources contradict each other: what the register shows and by which rule; what each says (the shown first);
    since which snapshot, how often it came back, and what the sources did about it."""

    sleutel: str
    soort: str
    veld: str
    nummer: str
    naam: str | None
    adres: str | None
    waarde: str
    regel: str
    oefening: bool
    sinds: int
    sinds_op: str
    keren: int
    standpunten: list[dict[str, Any]]
    meldingen: dict[str, Melding] = field(default_factory=dict)

    @property
    def zin(self) -> str:
        """The rule in words."""
        return _ZINNEN[self.regel]

    def status(self, bron: str) -> str:
        """What this source did about it; `open` when nothing yet."""
        return self.meldingen[bron].status if bron in self.meldingen else OPEN

    def als_json(self) -> dict[str, Any]:
        meldingen = {b: vars(m) | {"op": m.op.isoformat()} for b, m in self.meldingen.items()}
        bronnen = sorted({s["bron"] for s in self.standpunten})
        return vars(self) | {"status": {b: self.status(b) for b in bronnen}, "meldingen": meldingen}


@dataclass(frozen=True)
class Telling:
    """Of one source and kind: how many contradictions, and in how many of them the register shows what this source says."""

    bron: str
    soort: str
    veld: str
    aantal: int
    gekozen: int

    @property
    def bron_naam(self) -> str:
        return alle_organisaties()[self.bron].naam


def tellingen(opslag: Opslag, bron: str | None = None) -> list[Telling]:
    """How many there are, per source and kind. Raises `GeenRegister`."""
    waar, waarden = ("WHERE bron = ?", (bron,)) if bron else ("", ())
    return [
        Telling(*r)
        for r in index(opslag).rijen(f"SELECT * FROM tegenspraak_telling {waar} ORDER BY bron, soort, veld", waarden)
    ]


def tegenspraken(
    opslag: Opslag,
    bron: str | None = None,
    soort: str = "",
    veld: str = "",
    status: str = "",
    vanaf: int = 0,
    hoogstens: int = -1,
) -> tuple[int, Iterator[Tegenspraak]]:
    """How many there are in this selection, and those of them from place `vanaf` on, at most `hoogstens`; -1 is all.

    `status` is that of the source asked for; without one, `open` is what nobody did anything about, and another what anybody said.
    Raises `GeenRegister`.
    """
    ix = index(opslag)
    gezegd = meldingen(opslag, ix)
    tabel, voorwaarden, waarden = "tegenspraak t", [], []
    if bron:
        tabel = "tegenspraak_bron b CROSS JOIN tegenspraak t USING (nr)"
        voorwaarden, waarden = ["b.bron = ?"], [bron]
    van = "b" if bron else "t"
    for naam, w in (("soort", soort), ("veld", veld)):
        if w:
            voorwaarden.append(f"{van}.{naam} = ?")
            waarden.append(w)
    if status:
        raak = [
            s
            for s, m in gezegd.items()
            if any((not bron or b == bron) and status in (OPEN, x.status) for b, x in m.items())
        ]
        voorwaarden.append(f"t.sleutel {'NOT ' if status == OPEN else ''}IN (SELECT value FROM json_each(?))")
        waarden.append(json.dumps(raak))
    waar = f"WHERE {' AND '.join(voorwaarden)}" if voorwaarden else ""
    totaal = ix.rijen(f"SELECT count(*) FROM {tabel} {waar}", waarden)[0][0]
    gevonden = ix.con.execute(
        f"SELECT t.* FROM {tabel} {waar} ORDER BY {van}.soort, {van}.veld, t.nr LIMIT ? OFFSET ?",
        [*waarden, hoogstens, vanaf],
    )
    return totaal, (_tegenspraak(r, gezegd) for r in gevonden)


def een(opslag: Opslag, sleutel: str) -> Tegenspraak:
    """The contradiction with this key. Raises `TegenspraakOnbekend`, `GeenRegister`."""
    ix = index(opslag)
    r = ix.rij("SELECT * FROM tegenspraak WHERE sleutel = ?", (sleutel,))
    if r is None:
        raise TegenspraakOnbekend(sleutel)
    return _tegenspraak(r, meldingen(opslag, ix))


def _tegenspraak(r: Any, gezegd: dict[str, dict[str, Melding]]) -> Tegenspraak:
    return Tegenspraak(
        r["sleutel"], r["soort"], r["veld"], r["nummer"], r["naam"], r["adres"], r["waarde"], r["regel"], bool(r["oefening"]),
        r["sinds"], r["sinds_op"], r["keren"], json.loads(r["standpunten"]), gezegd.get(r["sleutel"], {}),
    )  # fmt: skip


def meldingen(opslag: Opslag, ix: Index) -> dict[str, dict[str, Melding]]:
    """Per contradiction and source the last word that still holds.

    What was said before it was solved does not hold when it returns; that it was no fault does not hold when what is said changes.
    """
    bestanden = opslag.bestanden("terugmelding")
    if not bestanden:
        return {}
    with duckdb.connect() as con:
        con.execute("SET TimeZone = 'UTC'")
        gezegd = rijen(con, f"""SELECT * REPLACE (op::TIMESTAMP AS op) FROM {parquet(bestanden, TERUGMELDING)}
                                QUALIFY row_number() OVER (PARTITION BY sleutel, bron ORDER BY op DESC) = 1""")  # fmt: skip
    nu = {
        r["sleutel"]: (r["sinds"], r["anders"])
        for r in ix.rijen(
            "SELECT sleutel, sinds, anders FROM tegenspraak WHERE sleutel IN (SELECT value FROM json_each(?))",
            (json.dumps([r["sleutel"] for r in gezegd]),),
        )
    }
    uit: dict[str, dict[str, Melding]] = {}
    for r in gezegd:
        sinds, anders = nu.get(r["sleutel"], (None, None))
        if sinds is not None and r["snapshot"] >= (anders if r["status"] == "geen_fout" else sinds):
            melding = Melding(r["status"], r["door"], r["reden"], r["op"].replace(tzinfo=UTC), r["snapshot"])
            uit.setdefault(r["sleutel"], {})[r["bron"]] = melding
    return uit
