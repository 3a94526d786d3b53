"""The life of a register number, and the links of the register as they were at any snapshot; asked of the tables, not of the index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from ..begrippen import Gebruikersfout, Klasse
from ..opslag import Motor, Opslag, parquet, rijen, werkmotor
from .dossier import OnbekendNummer
from .index import index
from .nummers import lees_nummer
from .redenen import REGISTER
from .standen import GEBEURTENIS, KOPPELING, NUMMER, Stand, standen
from .toewijzen import RIJ
from .zicht import OPEN, Zicht

MEESTE_GEBEURTENISSEN = 500
EEN_MENS = "een mens"


class OnbekendeStand(Gebruikersfout):
    """There is no such snapshot."""

    code = "STAND-ONBEKEND"

    def __init__(self, nummer: int, laatste: int):
        self.nummer, self.laatste = nummer, laatste
        super().__init__(
            f"Stand {nummer} bestaat niet.", f"De laatste stand is {laatste}; alle standen: stelsel register standen."
        )


@dataclass(frozen=True)
class Gebeurtenis:
    """A merge or a split in which a number took part: in which snapshot, from which number to which, why, and by whom.

    Who decided is a person: who may not see that gets `EEN_MENS` and no reason.
    """

    stand: Stand
    gebeurtenis: str
    van: str
    naar: str
    reden: str
    door: str


@dataclass(frozen=True)
class Levensloop:
    """When and for which row a number was minted, what happened to it, where it leads now, and which numbers lead to it."""

    nummer: str
    soort: str
    oefening: bool
    gemunt: Stand
    rij: dict[str, Any] | None  # None when it may not be told which
    gebeurtenissen: list[Gebeurtenis]
    meer: bool
    opvolger: str | None
    verwijst_hierheen: list[str]
    standen: list[Stand]

    def als_json(self) -> dict[str, Any]:
        def stand(s: Stand) -> dict[str, Any]:
            return {"snapshot": s.snapshot, "gemaakt_op": s.gemaakt_op.isoformat()}

        return {
            "nummer": self.nummer, "soort": self.soort, "oefening": self.oefening, "gemunt": stand(self.gemunt), "rij": self.rij,
            "gebeurtenissen": [vars(g) | {"stand": stand(g.stand)} for g in self.gebeurtenissen], "meer": self.meer,
            "opvolger": self.opvolger, "verwijst_hierheen": self.verwijst_hierheen,
        }  # fmt: skip


@contextmanager
def _tabellen(opslag: Opslag, tot: int | None = None) -> Iterator[tuple[Motor, list[Stand]]]:
    """An engine with the views `koppeling`, `nummer` and `gebeurtenis` of the snapshots up to `tot`, and those snapshots, the last first."""
    alle = standen(opslag)
    if tot is not None and tot not in {s.snapshot for s in alle}:
        raise OnbekendeStand(tot, alle[0].snapshot if alle else 0)
    pogingen = [s.poging for s in alle if tot is None or s.snapshot <= tot]
    with werkmotor(opslag, "levensloop") as con:
        for naam, kolommen in (("koppeling", KOPPELING), ("nummer", NUMMER), ("gebeurtenis", GEBEURTENIS)):
            con.execute(
                f"CREATE TEMP VIEW {naam} AS FROM {parquet(opslag.bestanden(naam, 'poging', pogingen), kolommen)}"
            )
        yield con, alle


def levensloop(opslag: Opslag, nummer: str, zicht: Zicht = OPEN) -> Levensloop:
    """The whole life of a number. Raises `OngeldigNummer`, `OnbekendNummer`."""
    nummer = lees_nummer(nummer)
    mag, waarden = zicht.rijen()
    with _tabellen(opslag) as (con, alle):
        gemunt = rijen(con, f"""SELECT n.soort, n.oefening, n.snapshot, {", ".join(f"k.{r}" for r in RIJ.split(", "))}, k.bron, k.record
            FROM nummer n LEFT JOIN (FROM koppeling WHERE {mag}) k USING ({RIJ}) WHERE n.nummer = ? ORDER BY k.snapshot LIMIT 1""",
                       [*waarden, nummer])  # fmt: skip
        if not gemunt:
            raise OnbekendNummer(nummer)
        (g,) = gemunt
        per_stand = {s.snapshot: s for s in alle}
        wie = "actor AS actor, reden AS reden"
        if not zicht.ziet(Klasse.PERSOONSGEGEVEN):
            register = f"coalesce(actor, '{REGISTER}') = '{REGISTER}'"
            wie = f"if({register}, actor, '{EEN_MENS}') AS actor, if({register}, reden, '') AS reden"
        gevonden = rijen(con, f"""SELECT * REPLACE ({wie}) FROM gebeurtenis WHERE van = $n OR naar = $n
            ORDER BY snapshot, gebeurtenis, van, naar LIMIT {MEESTE_GEBEURTENISSEN + 1}""", {"n": nummer})  # fmt: skip
        gebeurtenissen = [
            Gebeurtenis(per_stand[r["snapshot"]], r["gebeurtenis"], r["van"], r["naar"], r["reden"], r.get("actor") or REGISTER)
            for r in gevonden[:MEESTE_GEBEURTENISSEN]
        ]  # fmt: skip
        anderen = [r["van"] for r in gevonden if r["gebeurtenis"] == "samengevoegd" and r["naar"] == nummer]
        nu = _waar_nu(con, g["soort"], [nummer, *anderen])
    opvolger = nu.get(nummer)
    return Levensloop(
        nummer, g["soort"], g["oefening"], per_stand[g["snapshot"]],
        {k: g[k] for k in ("bron", *RIJ.split(", "), "record")} if g["bron"] else None,
        gebeurtenissen, len(gevonden) > MEESTE_GEBEURTENISSEN, opvolger if opvolger != nummer else None,
        sorted({n for n in anderen if nu.get(n) == nummer and n != nummer}), alle,
    )  # fmt: skip


def vroegere(opslag: Opslag, nummers: Iterable[str]) -> list[str]:
    """The numbers that lead to one of these now, also by way of others: from the index, in one look however many are asked."""
    naar: dict[str, list[str]] = {}
    for van, opvolger in index(opslag).rijen("SELECT nummer, opvolger FROM nummer WHERE opvolger IS NOT NULL"):
        naar.setdefault(opvolger, []).append(van)
    uit, wacht = [], list(nummers)
    while wacht:
        eerder = naar.pop(wacht.pop(), [])
        uit += eerder
        wacht += eerder
    return uit


def _waar_nu(con: Motor, soort: str, nummers: Sequence[str]) -> dict[str, str]:
    """For each number the one that its row bears now: a number is where the row is for which it was minted."""
    gevonden = con.execute(
        f"""SELECT n.nummer, arg_max(k.{soort}, k.snapshot) FROM nummer n JOIN koppeling k USING ({RIJ})
            WHERE n.nummer IN (SELECT unnest(?)) GROUP BY n.nummer""",
        [list(nummers)],
    ).fetchall()
    return dict(gevonden)


def rijen_in_stand(
    opslag: Opslag, nummer: str, stand: int, vanaf: int = 0, hoogstens: int = -1, zicht: Zicht = OPEN
) -> tuple[int, list[dict[str, Any]]]:
    """How many delivered rows bore this number in a snapshot, and those of them from place `vanaf` on; -1 is all.

    Only rows of which `zicht` lets it be told that they are there. Raises `OngeldigNummer`, `OnbekendNummer`, `OnbekendeStand`.
    """
    mag, waarden = zicht.rijen()
    nummer = lees_nummer(nummer)
    with _tabellen(opslag, stand) as (con, _):
        gemunt = con.execute("SELECT soort FROM nummer WHERE nummer = ?", [nummer]).fetchall()
        if not gemunt:
            # Minted later, or never: only of the latter it may be said that it is unknown.
            levensloop(opslag, nummer)
            return 0, []
        soort = gemunt[0][0]
        # Only rows that ever bore it can have borne it then: so two scans of a column suffice.
        con.execute(f"""CREATE TEMP TABLE toen AS
            SELECT * FROM (SELECT k.* FROM koppeling k SEMI JOIN (SELECT {RIJ} FROM koppeling WHERE {soort} = ?) USING ({RIJ})
                           QUALIFY row_number() OVER (PARTITION BY {RIJ} ORDER BY snapshot DESC) = 1)
            WHERE {soort} = ? AND {mag}""", [nummer, nummer, *waarden])  # fmt: skip
        totaal = con.execute("SELECT count(*) FROM toen").fetchall()[0][0]
        grens = f"LIMIT {int(hoogstens)}" if hoogstens >= 0 else ""
        kolommen = ", ".join(k for k in KOPPELING if k != "snapshot")
        return totaal, rijen(
            con,
            f"SELECT {kolommen} FROM toen ORDER BY bron, recordtype, levering, bestand, regel {grens} OFFSET {int(vanaf)}",
        )
