"""The receipt of a delivery: what came in, what was accepted, what waits in quarantine and why."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import duckdb

from ..begrippen import Gebruikersfout, alle_organisaties, openbare_typen
from ..opslag import Opslag, parquet, rijen

AANLEVERING = {
    "levering": "VARCHAR", "bron": "VARCHAR", "ontvangen_op": "TIMESTAMPTZ", "oefening": "BOOLEAN",
    "rijen_in": "BIGINT", "geaccepteerd": "BIGINT", "quarantaine": "BIGINT", "model": "VARCHAR",
    "bestanden": "VARCHAR", "opmerkingen": "VARCHAR", "soort": "VARCHAR", "stand": "DATE", "status": "VARCHAR",
    "van": "VARCHAR", "door": "VARCHAR", "verdwenen": "VARCHAR",
}  # fmt: skip
KEURING = {
    "levering": "VARCHAR", "bestand": "VARCHAR", "recordtype": "VARCHAR", "regel": "BIGINT", "record": "VARCHAR",
    "veld": "VARCHAR", "waarde": "VARCHAR", "code": "VARCHAR", "ernst": "VARCHAR", "tekst": "VARCHAR",
}  # fmt: skip
QUARANTAINE = {
    "levering": "VARCHAR", "bestand": "VARCHAR", "recordtype": "VARCHAR", "regel": "BIGINT", "record": "VARCHAR",
    "ruw": "VARCHAR[]",
}  # fmt: skip
# What became of a refused row: `levering` is the delivery that handles it, `van` the one in which it was refused.
AFHANDELING = {
    "levering": "VARCHAR", "van": "VARCHAR", "bestand": "VARCHAR", "recordtype": "VARCHAR", "regel": "BIGINT", "wat": "VARCHAR",
    "veld": "VARCHAR", "oud": "VARCHAR", "nieuw": "VARCHAR", "voorstel": "VARCHAR", "door": "VARCHAR", "op": "TIMESTAMPTZ",
}  # fmt: skip
# Records that a source said have ended, without saying anything else of them.
EINDE = {
    "levering": "VARCHAR", "bron": "VARCHAR", "bestand": "VARCHAR", "recordtype": "VARCHAR", "regel": "BIGINT",
    "record": "VARCHAR", "per": "DATE",
}  # fmt: skip
# What somebody decided on a delivery that waited.
BESLUIT = {"levering": "VARCHAR", "besluit": "VARCHAR", "door": "VARCHAR", "reden": "VARCHAR", "op": "TIMESTAMPTZ"}


@dataclass(frozen=True)
class Bestandsbewijs:
    """One table of the delivery: a file, or a sheet of one."""

    naam: str
    sha256: str
    recordtype: str
    kolommen: list[str]
    ongebruikt: list[str]
    oefening: bool
    rijen_in: int
    geaccepteerd: int
    quarantaine: int
    vorm: dict[str, str] = field(default_factory=dict)  # how it was read: see `lezen.Vorm`; empty fields left out
    onderdeel: str = ""  # the sheet, or the member of an archive
    vertaling: str = ""  # the translation that was used, as `bron/nr`
    gevuld: dict[str, int] = field(default_factory=dict)  # per field: in how many rows it held something
    bevonden: dict[str, int] = field(default_factory=dict)  # per code of a check: in how many rows it failed
    ingevuld: dict[str, int] = field(
        default_factory=dict
    )  # per field: readable rows, refused ones too, that held anything
    geraakt: dict[str, int] = field(
        default_factory=dict
    )  # per dimension of quality: rows in which a check of it failed
    was: dict[str, int] = field(
        default_factory=dict
    )  # rows taken up again: the same count of them as they were refused
    # `geraakt` and `was` by checks of which everybody may know that they failed
    geraakt_openbaar: dict[str, int] = field(default_factory=dict)
    was_openbaar: dict[str, int] = field(default_factory=dict)
    vertraging: dict[str, int] = field(default_factory=dict)  # whole days from event to delivery -> rows (events only)


@dataclass(frozen=True)
class Bewijs:
    """Receipt. `rijen_in == geaccepteerd + quarantaine`, always; `ongewijzigd` when these bytes were known already."""

    levering: str
    bron: str
    ontvangen_op: datetime
    oefening: bool
    rijen_in: int
    geaccepteerd: int
    quarantaine: int
    model: str
    bestanden: list[Bestandsbewijs]
    opmerkingen: list[str] = field(default_factory=list)
    soort: str = "wijziging"  # wijziging, geheel, herbeoordeling, herstel
    stand: date | None = None  # the day of which the source tells; None: the day of receipt
    status: str = "opgenomen"  # opgenomen, wacht, bevestigd, afgewezen
    van: str = ""  # the delivery whose refused rows this one took up
    door: str = ""
    verdwenen: dict[str, dict[str, int]] = field(default_factory=dict)  # per record type: `bekend`, `verdwenen`
    ongewijzigd: bool = False
    alleen_openbaar: bool = False  # made by `openbaar`: what counts it counts only what everybody may know of

    def __post_init__(self) -> None:
        if self.rijen_in != self.geaccepteerd + self.quarantaine:
            raise AssertionError(f"{self.levering}: {self.rijen_in} != {self.geaccepteerd} + {self.quarantaine}")

    @property
    def telt(self) -> bool:
        """Does the register take this delivery in? One that waits or was turned down does not."""
        return self.status in ("opgenomen", "bevestigd")

    def openbaar(self) -> Bewijs:
        """As who is not of the source may see it: without record types of which even that they are there is not open, and without words
        in which names of files, columns or people may stand."""
        mag = openbare_typen()
        delen = [
            replace(d, geraakt=d.geraakt_openbaar, was=d.was_openbaar) for d in self.bestanden if d.recordtype in mag
        ]
        goed, fout = sum(d.geaccepteerd for d in delen), sum(d.quarantaine for d in delen)
        return replace(
            self, bestanden=delen, rijen_in=goed + fout, geaccepteerd=goed, quarantaine=fout, opmerkingen=[], door="",
            verdwenen={t: n for t, n in self.verdwenen.items() if t in mag}, alleen_openbaar=True,
        )  # fmt: skip

    @property
    def gesloten(self) -> bool:
        """Did it only take up rows again of which not even that they are there is open? Then others do not hear of it."""
        return bool(self.van) and not any(d.recordtype in openbare_typen() for d in self.bestanden)

    @property
    def peildag(self) -> date:
        """The day of which the source tells: its place on the clock of the world."""
        return self.stand or dag_in_nederland(self.ontvangen_op)

    @property
    def bron_naam(self) -> str:
        return alle_organisaties()[self.bron].naam

    def als_rij(self) -> dict[str, Any]:
        """As a row of the table `aanlevering`."""
        rij = {k: getattr(self, k) for k in AANLEVERING}
        rij["bestanden"] = json.dumps([asdict(b) for b in self.bestanden], ensure_ascii=False)
        rij["opmerkingen"] = json.dumps(self.opmerkingen, ensure_ascii=False)
        rij["verdwenen"] = json.dumps(self.verdwenen)
        return rij

    def als_json(self, gevonden: list[dict[str, Any]]) -> dict[str, Any]:
        """The receipt for machines, with every finding."""
        uit = asdict(self)
        del uit["alleen_openbaar"]
        uit["ontvangen_op"] = self.ontvangen_op.isoformat()
        uit["stand"] = self.peildag.isoformat()
        uit["status"] = "ongewijzigd" if self.ongewijzigd else self.status
        uit["bevindingen"] = gevonden
        return uit


def dag_in_nederland(moment: datetime) -> date:
    """The day on which something happened, where it happened: late in the evening UTC still tells of the day before."""
    return in_nederland(moment).date()


def in_nederland(moment: datetime) -> datetime:
    """The same moment by the clock in the Netherlands."""
    return moment.astimezone(ZoneInfo("Europe/Amsterdam"))


class OnbekendeLevering(Gebruikersfout):
    """There is no delivery with this number."""

    code = "LEVERING-ONBEKEND"

    def __init__(self, levering: str):
        self.levering = levering
        super().__init__(f"Levering '{levering}' bestaat niet.", "Alle leveringen: stelsel leveringen.")


def _van_rij(r: dict[str, Any], besluit: str | None) -> Bewijs:
    bestanden = [Bestandsbewijs(**b) for b in json.loads(r["bestanden"])]
    anders = {
        "bestanden": bestanden,
        "opmerkingen": json.loads(r["opmerkingen"]),
        "ontvangen_op": r["ontvangen_op"].replace(tzinfo=UTC),
        "verdwenen": json.loads(r["verdwenen"] or "{}"),
        "status": besluit or r["status"],
    }
    return Bewijs(**{**r, **anders})


def bewijzen(opslag: Opslag, bron: str | None = None) -> list[Bewijs]:
    """Receipts of all committed deliveries, or those of one source, in the order in which they were received."""
    return _bewijzen(opslag, "bron", bron)


def _bewijzen(opslag: Opslag, kolom: str, waarde: str | None) -> list[Bewijs]:
    kolommen = ", ".join(AANLEVERING).replace("ontvangen_op", "ontvangen_op::TIMESTAMP AS ontvangen_op")
    sql = f"SELECT {kolommen} FROM {parquet(opslag.bestanden('aanlevering'), AANLEVERING)}"
    with duckdb.connect() as con:
        con.execute("SET TimeZone = 'UTC'")
        waar, waarden = (f" WHERE {kolom} = ?", [waarde]) if waarde else ("", [])
        besluiten = dict(
            con.execute(f"SELECT levering, arg_min(besluit, op) FROM {parquet(opslag.bestanden('besluit'), BESLUIT)} GROUP BY 1").fetchall()
        )  # fmt: skip
        gevonden = rijen(con, f"{sql}{waar} ORDER BY ontvangen_op, levering", waarden)
    return [_van_rij(r, besluiten.get(r["levering"])) for r in gevonden]


def openbare_bewijzen(opslag: Opslag, bron: str | None = None) -> list[Bewijs]:
    """The same as who is not of the source may see them (`Bewijs.openbaar`, `Bewijs.gesloten`)."""
    return [b.openbaar() for b in bewijzen(opslag, bron) if not b.gesloten]


def tellende(opslag: Opslag, bron: str | None = None) -> list[Bewijs]:
    """The deliveries that make up the register, in the order of the world: a late one stands where it belongs."""
    return op_volgorde([b for b in bewijzen(opslag, bron) if b.telt])


def op_volgorde(bewijzen_: Sequence[Bewijs]) -> list[Bewijs]:
    """In the order of the world. Rows that were taken up later stand right behind the delivery in which they were refused."""
    per_nummer = {b.levering: b for b in bewijzen_}

    def wortel(b: Bewijs) -> Bewijs:
        while b.van in per_nummer:
            b = per_nummer[b.van]
        return b

    return sorted(bewijzen_, key=lambda b: (b.peildag, wortel(b).ontvangen_op, b.ontvangen_op, b.levering))


def bewijs(opslag: Opslag, levering: str) -> Bewijs:
    """The receipt of one delivery. Raises `OnbekendeLevering`."""
    gevonden = _bewijzen(opslag, "levering", levering) if levering else []
    if not gevonden:
        raise OnbekendeLevering(levering)
    return gevonden[0]


def bevindingen(
    opslag: Opslag, leveringen: Iterable[str], bestanden: Iterable[str] | None = None
) -> Iterator[dict[str, Any]]:
    """Every finding of these deliveries, by file and line; of some files only, when given. There may be millions."""
    bron = parquet(opslag.bestanden("keuring", "levering", list(leveringen)), KEURING)
    waar, waarden = "", []
    if bestanden is not None:
        waar, waarden = "WHERE bestand IN (SELECT unnest(?))", [list(bestanden)]
    with duckdb.connect() as con:
        cursor = con.execute(
            f"""SELECT bestand, regel, record, veld, waarde, code, ernst, tekst, recordtype FROM {bron} {waar}
                ORDER BY bestand, regel, code""",
            waarden,
        )
        namen = [k[0] for k in cursor.description or []]
        while blok := cursor.fetchmany(10_000):
            for r in blok:
                yield dict(zip(namen, r, strict=True))
