"""The act of bringing the register up to date: link, mint, record what changed, bake the index.

The snapshot is the commit point: it is appended to the table `stand` last, with the name of the attempt that made
it. Killed before that, the register is what it was; killed after, the index is baked at the next call.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import duckdb
import pyarrow as pa

from ..aanlevering import tellende
from ..begrippen import Gebruikersfout
from ..opslag import Motor, Opslag, parquet, rijen, werkmotor
from .bakken import bak, gebakken
from .bron import maak_bronnen
from .koppelen import koppel
from .toewijzen import RIJ, SOORTEN, wijs_toe

STAND = {
    "snapshot": "BIGINT", "poging": "VARCHAR", "gemaakt_op": "TIMESTAMPTZ", "leveringen": "VARCHAR",
    "hoogste": "BIGINT", "tellingen": "VARCHAR",
}  # fmt: skip
KOPPELING = {
    "snapshot": "BIGINT", "levering": "VARCHAR", "bron": "VARCHAR", "bestand": "VARCHAR", "recordtype": "VARCHAR",
    "regel": "BIGINT", "record": "VARCHAR", "onderneming": "VARCHAR", "locatie": "VARCHAR", "activiteit": "VARCHAR",
}  # fmt: skip
NUMMER = {
    "snapshot": "BIGINT", "nummer": "VARCHAR", "soort": "VARCHAR", "volgnummer": "BIGINT", "oefening": "BOOLEAN",
    "levering": "VARCHAR", "bestand": "VARCHAR", "recordtype": "VARCHAR", "regel": "BIGINT",
}  # fmt: skip
GEBEURTENIS = {
    "snapshot": "BIGINT", "soort": "VARCHAR", "gebeurtenis": "VARCHAR", "van": "VARCHAR", "naar": "VARCHAR",
    "reden": "VARCHAR",
}  # fmt: skip
_GELIJK = " AND ".join(
    [f"v.{k} = n.{k}" for k in RIJ.split(", ")] + [f"v.{s} IS NOT DISTINCT FROM n.{s}" for s in SOORTEN]
)
TABELLEN = {"koppeling": KOPPELING, "nummer": NUMMER, "gebeurtenis": GEBEURTENIS}


class NietsGeleverd(Gebruikersfout):
    """There is no delivery to make a register of."""

    code = "REGISTER-LEEG"

    def __init__(self, opslag: Opslag):
        self.map = opslag.map
        super().__init__(f"In '{opslag.map}' is nog niets geleverd.", "Lever eerst: stelsel lever MAP --bron UW-ID.")


Voortgang = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Stand:
    """A snapshot of the register: its number, when it was made, from which deliveries, and what it counts."""

    snapshot: int
    poging: str
    gemaakt_op: datetime
    leveringen: list[str]
    hoogste: int
    tellingen: dict[str, int]


def standen(opslag: Opslag) -> list[Stand]:
    """All snapshots, the last first."""
    bestanden = opslag.bestanden("stand")
    with duckdb.connect() as con:
        con.execute("SET TimeZone = 'UTC'")
        gevonden = rijen(con, f"""SELECT * REPLACE (gemaakt_op::TIMESTAMP AS gemaakt_op)
                                  FROM {parquet(bestanden, STAND)} ORDER BY snapshot DESC""")  # fmt: skip
    return [
        Stand(
            r["snapshot"], r["poging"], r["gemaakt_op"].replace(tzinfo=UTC), json.loads(r["leveringen"]),
            r["hoogste"], json.loads(r["tellingen"]),
        )
        for r in gevonden
    ]  # fmt: skip


def stand(opslag: Opslag) -> Stand | None:
    """The last snapshot, or None when the register was never made."""
    return next(iter(standen(opslag)), None)


def bijwerken(opslag: Opslag, voortgang: Voortgang = lambda stap, gedaan, totaal: None) -> tuple[Stand, bool]:
    """Bring the register up to all committed deliveries. Returns the snapshot, and whether it is new.

    Raises `NietsGeleverd`.
    """
    stappen = ["koppelen", "nummers", "vastleggen", "index"]
    with opslag.slot("register"):
        eerdere = standen(opslag)
        vorige = eerdere[0] if eerdere else None
        bewijzen = tellende(opslag)
        leveringen = [b.levering for b in bewijzen]
        if not leveringen:
            raise NietsGeleverd(opslag)
        nieuw = vorige is None or leveringen != vorige.leveringen
        if vorige and not nieuw and gebakken(opslag, vorige.snapshot):
            return vorige, False
        with werkmotor(opslag, "register") as con:
            voortgang(stappen[0], 0, 4)
            maak_bronnen(con, opslag, bewijzen)
            koppel(con)
            voortgang(stappen[1], 1, 4)
            _laad_vorige(con, opslag, [s.poging for s in eerdere])
            hoogste = wijs_toe(con, vorige.hoogste if vorige else 0)
            _maak_koppeling(con)
            voortgang(stappen[2], 2, 4)
            # Other software may link the same rows otherwise: then that too is a new snapshot, or numbers could be lost.
            nieuw = nieuw or _anders(con)
            nu = _leg_vast(con, opslag, vorige, leveringen, hoogste) if nieuw or vorige is None else vorige
            voortgang(stappen[3], 3, 4)
            bak(con, opslag, nu.snapshot, nu.gemaakt_op, leveringen)
            voortgang(stappen[3], 4, 4)
        return nu, nieuw


def _laad_vorige(con: Motor, opslag: Opslag, pogingen: Sequence[str]) -> None:
    """Make `vorige` (the links of the last snapshot) and `oud_nummer`."""

    def tabel(naam: str) -> str:
        return parquet(opslag.bestanden(naam, "poging", pogingen), TABELLEN[naam])

    con.execute(f"""CREATE TEMP VIEW vorige AS SELECT * FROM {tabel("koppeling")}
        QUALIFY row_number() OVER (PARTITION BY {RIJ} ORDER BY snapshot DESC) = 1""")
    con.execute(f"CREATE TEMP VIEW oud_nummer AS SELECT * EXCLUDE (snapshot) FROM {tabel('nummer')}")


def _maak_koppeling(con: Motor) -> None:
    """Make `koppeling`: every accepted row with the numbers of its company, location and activity."""
    joins = " ".join(f"LEFT JOIN nr_{s} n_{s} ON n_{s}.sleutel = k.{kolom}" for s, kolom in SOORTEN.items())
    nummers = ", ".join(f"n_{s}.nummer AS {s}" for s in SOORTEN)
    con.execute(f"""
        CREATE TABLE koppeling AS
        SELECT l.levering, k.bron, k.bestand, k.recordtype, k.regel, k.record, {nummers}, k.levering_nr, k.oefening
        FROM koppel k JOIN _levering l ON l.nr = k.levering_nr {joins}""")
    con.execute("DROP TABLE koppel")


def _anders(con: Motor) -> bool:
    """Does any row have another number than in the last snapshot?"""
    return bool(con.execute(f"SELECT count(*) FROM koppeling n ANTI JOIN vorige v ON {_GELIJK}").fetchall()[0][0])


def _leg_vast(con: Motor, opslag: Opslag, vorige: Stand | None, leveringen: Sequence[str], hoogste: int) -> Stand:
    """Append what is new, then the snapshot that makes it count."""
    snapshot = vorige.snapshot + 1 if vorige else 1
    kolommen = ", ".join(k for k in KOPPELING if k != "snapshot")
    anders = f"n ANTI JOIN vorige v ON {_GELIJK}" if vorige else ""
    voeg = {
        "koppeling": f"SELECT {snapshot}::BIGINT AS snapshot, {kolommen} FROM koppeling {anders}",
        "nummer": f"SELECT {snapshot}::BIGINT AS snapshot, * FROM nieuw_nummer ORDER BY volgnummer",
        "gebeurtenis": f"SELECT {snapshot}::BIGINT AS snapshot, * FROM gebeurtenis",
    }
    poging = f"{snapshot}-{secrets.token_hex(4)}"
    for naam, sql in voeg.items():
        opslag.voeg_toe(
            naam, con.sql(f"SELECT *, '{poging}' AS poging FROM ({sql})").to_arrow_reader(100_000), per="poging"
        )
    soorten = con.execute("SELECT soort, count(*) FROM nieuw_nummer GROUP BY soort").fetchall()
    tellingen = {s: con.execute(f"SELECT count(*) FROM nr_{s}").fetchall()[0][0] for s in SOORTEN}
    rijen_, los = con.execute(
        "SELECT count(*), count(*) FILTER (WHERE onderneming IS NULL AND locatie IS NULL) FROM koppeling"
    ).fetchall()[0]
    tellingen |= {"rijen": rijen_, "zonder_plek": los}
    tellingen |= {f"nieuw_{s}": n for s, n in soorten}
    nu = Stand(snapshot, poging, datetime.now(UTC), list(leveringen), hoogste, tellingen)
    rij = {
        "snapshot": nu.snapshot, "poging": poging, "gemaakt_op": nu.gemaakt_op,
        "leveringen": json.dumps(nu.leveringen), "hoogste": hoogste, "tellingen": json.dumps(tellingen),
    }  # fmt: skip
    opslag.voeg_toe("stand", pa.Table.from_pylist([rij]))
    return nu
