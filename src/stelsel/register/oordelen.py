"""What people decided about two records: the same thing, or not. The machine never overrules it.

A decision names records as their sources do, so that it holds whatever number they have. The last one on a pair counts; an
earlier one stays readable.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

import duckdb
import pyarrow as pa

from ..begrippen import Gebruikersfout, of
from ..opslag import Motor, Opslag, parquet, rijen

OORDEEL = {
    "soort": "VARCHAR", "type_a": "VARCHAR", "bron_a": "VARCHAR", "id_a": "VARCHAR", "type_b": "VARCHAR", "bron_b": "VARCHAR",
    "id_b": "VARCHAR", "besluit": "VARCHAR", "door": "VARCHAR", "reden": "VARCHAR", "op": "TIMESTAMPTZ",
}  # fmt: skip
# The kinds of record that are linked; all others stand where these put them.
SOORTEN = ("onderneming", "vestiging", "locatie")
Besluit = Literal["zelfde", "anders", "herroepen"]


@dataclass(frozen=True, order=True)
class Verwijzing:
    """A record as its source names it."""

    type: str
    bron: str
    id: str

    def __str__(self) -> str:
        return f"{self.type} {self.id} van {self.bron}"

    @property
    def code(self) -> str:
        """As it is written in an address or a command: `vestiging:dcmr:V1`."""
        return f"{self.type}:{self.bron}:{self.id}"

    @classmethod
    def lees(cls, tekst: str) -> Verwijzing:
        """Read what `code` wrote. Raises `VerwijzingOngeldig`."""
        delen = tekst.split(":", 2)
        if len(delen) != 3 or not all(delen) or delen[0] not in SOORTEN:
            raise VerwijzingOngeldig(tekst)
        return cls(*delen)


class VerwijzingOngeldig(Gebruikersfout):
    """Text that names no record."""

    code = "VERWIJZING-ONGELDIG"

    def __init__(self, tekst: str):
        self.gegeven = tekst[:200]
        super().__init__(
            f"'{self.gegeven}' wijst geen record aan dat wordt gekoppeld.",
            f"Schrijf soort ({of(SOORTEN)}), bron en sleutel, zoals vestiging:dcmr:V1.",
        )


@dataclass(frozen=True)
class Oordeel:
    """One decision: by whom, why, when. `herroepen` takes back what was decided on the pair."""

    soort: str
    a: Verwijzing
    b: Verwijzing
    besluit: Besluit
    door: str
    reden: str
    op: datetime

    @property
    def paar(self) -> tuple[str, Verwijzing, Verwijzing]:
        return self.soort, *sorted((self.a, self.b))  # type: ignore[return-value]


class OordeelZonderReden(Gebruikersfout):
    """A decision without a reason: nobody could weigh it later."""

    code = "OORDEEL-ZONDER-REDEN"

    def __init__(self) -> None:
        super().__init__("Er is geen reden opgegeven.", "Schrijf in één zin waarop u dit oordeel baseert.")


class OordeelOverZichzelf(Gebruikersfout):
    """A record is itself."""

    code = "OORDEEL-OVER-ZICHZELF"

    def __init__(self, record: Verwijzing):
        self.record = record
        super().__init__(f"Dit is twee keer hetzelfde record: {record}.", "Kies twee verschillende records.")


class NietsTeHerroepen(Gebruikersfout):
    """No decision on this pair holds now."""

    code = "OORDEEL-NIETS-TE-HERROEPEN"

    def __init__(self, a: Verwijzing, b: Verwijzing):
        self.a, self.b = a, b
        super().__init__(f"Over {a} en {b} geldt nu geen oordeel.", "Er is niets te herroepen en niets vastgelegd.")


class TegenstrijdigOordeel(Gebruikersfout):
    """Together with earlier decisions this one says that two records are and are not the same. Nothing was recorded."""

    code = "OORDEEL-TEGENSTRIJDIG"

    def __init__(self, nieuw: Oordeel, eerder: Sequence[Oordeel]):
        self.nieuw, self.eerder = nieuw, list(eerder)
        lijst = "; ".join(f"{o.a} en {o.b}: {o.besluit} ({o.op:%d-%m-%Y})" for o in eerder)
        super().__init__(
            f"Dit oordeel spreekt eerdere oordelen tegen: {lijst}.",
            "Er is niets vastgelegd. Herroep eerst het oordeel dat niet klopt.",
        )


def oordelen(opslag: Opslag) -> list[Oordeel]:
    """All decisions ever made, the oldest first."""
    with duckdb.connect() as con:
        con.execute("SET TimeZone = 'UTC'")
        gevonden = rijen(
            con,
            f"SELECT * REPLACE (op::TIMESTAMP AS op) FROM {parquet(opslag.bestanden('oordeel'), OORDEEL)} ORDER BY op",
        )
    return [
        Oordeel(
            r["soort"], Verwijzing(r["type_a"], r["bron_a"], r["id_a"]), Verwijzing(r["type_b"], r["bron_b"], r["id_b"]),
            r["besluit"], r["door"], r["reden"], r["op"].replace(tzinfo=UTC),
        )
        for r in gevonden
    ]  # fmt: skip


def geldende(alle: Sequence[Oordeel]) -> list[Oordeel]:
    """Of each pair the last decision, unless it was taken back."""
    laatste = {o.paar: o for o in sorted(alle, key=lambda o: o.op)}
    return [o for o in laatste.values() if o.besluit != "herroepen"]


def oordeel(
    opslag: Opslag, soort: str, a: Verwijzing, b: Verwijzing, besluit: Besluit, *, door: str, reden: str
) -> Oordeel:
    """Record a decision; it counts from the next time the register is brought up to date.

    Of "anders" the second record is the one that leaves where both would meet. Raises `OordeelZonderReden`,
    `OordeelOverZichzelf`, `NietsTeHerroepen`, `TegenstrijdigOordeel`.
    """
    if not reden.strip():
        raise OordeelZonderReden()
    if a == b:
        raise OordeelOverZichzelf(a)
    with opslag.slot("oordeel"):
        alle = oordelen(opslag)
        # A later decision stands later, also when the clock was set back.
        op = max([datetime.now(UTC), *(o.op + timedelta(microseconds=1) for o in alle[-1:])])
        nieuw = Oordeel(soort, a, b, besluit, door, reden.strip(), op)
        gelden = geldende(alle)
        rest = [o for o in gelden if o.paar != nieuw.paar and o.soort == soort]
        if besluit == "herroepen" and all(o.paar != nieuw.paar for o in gelden):
            raise NietsTeHerroepen(a, b)
        if botsing := _botsing(nieuw, rest):
            raise TegenstrijdigOordeel(nieuw, botsing)
        opslag.voeg_toe("oordeel", pa.Table.from_pylist([_rij(nieuw)], schema=_SCHEMA))
    return nieuw


_SCHEMA = pa.schema([(k, pa.timestamp("us", "UTC") if k == "op" else pa.string()) for k in OORDEEL])


def _rij(o: Oordeel) -> dict[str, Any]:
    a, b = asdict(o.a), asdict(o.b)
    return {
        "soort": o.soort, **{f"{k}_a": w for k, w in a.items()}, **{f"{k}_b": w for k, w in b.items()},
        "besluit": o.besluit, "door": o.door, "reden": o.reden, "op": o.op,
    }  # fmt: skip


def maak_oordelen(con: Motor, alle: Sequence[Oordeel]) -> None:
    """Make the table `oordeel` inside the engine: all decisions, `volgnr` in the order in which they were made, and which `geldt`."""
    gelden = {id(o) for o in geldende(alle)}
    kolommen = pa.Table.from_pylist([_rij(o) for o in alle], schema=_SCHEMA)
    kolommen = kolommen.append_column("volgnr", pa.array(range(1, len(alle) + 1), pa.int64()))
    kolommen = kolommen.append_column("geldt", pa.array([id(o) in gelden for o in alle], pa.bool_()))
    con.register("_oordeel", kolommen)
    con.execute("CREATE OR REPLACE TABLE oordeel AS FROM _oordeel")
    con.unregister("_oordeel")


def _botsing(nieuw: Oordeel, rest: Sequence[Oordeel]) -> list[Oordeel]:
    """The earlier decisions that, with this one, tie together what must stay apart; empty when none."""
    zelfde = [o for o in [*rest, nieuw] if o.besluit == "zelfde"]
    for apart in (o for o in [*rest, nieuw] if o.besluit == "anders"):
        pad = _pad(zelfde, apart.a, apart.b)
        if pad:
            return [o for o in [*pad, apart] if o is not nieuw]
    return []


def _pad(zelfde: Sequence[Oordeel], van: Verwijzing, naar: Verwijzing) -> list[Oordeel]:
    """Decisions "the same" that lead from one record to another; empty when none do."""
    paden: dict[Verwijzing, list[Oordeel]] = {van: []}
    rand = [van]
    while rand:
        hier = rand.pop(0)
        for o in zelfde:
            if hier in (o.a, o.b) and (daar := o.b if o.a == hier else o.a) not in paden:
                paden[daar] = [*paden[hier], o]
                if daar == naar:
                    return paden[daar]
                rand.append(daar)
    return []
