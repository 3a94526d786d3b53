"""The act of bringing the register up to date: link, mint, record what changed, bake the index.

The snapshot is the commit point: it is appended to the table `stand` last, with the name of the attempt that made
it. Killed before that, the register is what it was; killed after, the index is baked at the next call.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import cast

import duckdb
import pyarrow as pa

from ..aanlevering import tellende
from ..begrippen import Gebruikersfout
from ..begrippen.weergave import getal
from ..opslag import Motor, Opslag, parquet, rekenmotor, rijen, werkmotor
from ..opslag.spark import SparkMotor
from .bakken import bak, gebakken
from .bron import maak_bronnen, maak_verloop
from .koppelen import TABELLEN as KOPPELTABELLEN
from .koppelen import bewaar_model, bewaar_staat, heeft_staat, koppel, lees_model
from .normaliseren import maak_macros
from .oordelen import maak_oordelen, oordelen
from .redenen import geef_redenen
from .tegenspraak.rekenen import vind
from .tegenspraak.vastleggen import maak_stand, wat_veranderde
from .toewijzen import RIJ, SOORTEN, wijs_toe

STAND = {
    "snapshot": "BIGINT", "poging": "VARCHAR", "gemaakt_op": "TIMESTAMPTZ", "leveringen": "VARCHAR",
    "hoogste": "BIGINT", "tellingen": "VARCHAR", "model": "BIGINT", "oordelen": "BIGINT",
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
    "reden": "VARCHAR", "actor": "VARCHAR",
}  # fmt: skip
_GELIJK = " AND ".join(
    [f"v.{k} = n.{k}" for k in RIJ.split(", ")] + [f"v.{s} IS NOT DISTINCT FROM n.{s}" for s in SOORTEN]
)
# What linking and minting make, that the rest goes on with.
UITKOMST = [
    *KOPPELTABELLEN,
    *(f"nr_{s}" for s in SOORTEN),
    "koppeling",
    "nieuw_nummer",
    "verwijzing",
    "gebeurtenis",
    "frequentie",
]
TABELLEN = {"koppeling": KOPPELING, "nummer": NUMMER, "gebeurtenis": GEBEURTENIS}


class NietsGeleverd(Gebruikersfout):
    """There is no delivery to make a register of."""

    code = "REGISTER-LEEG"

    def __init__(self, opslag: Opslag):
        self.map = opslag.map
        super().__init__(f"In '{opslag.map}' is nog niets geleverd.", "Lever eerst: stelsel lever MAP --bron UW-ID.")


class KlokLooptTerug(Gebruikersfout):
    """This computer says it is earlier than when the last snapshot was made."""

    code = "KLOK-LOOPT-TERUG"

    def __init__(self, laatste: datetime):
        self.laatste = laatste
        super().__init__(
            f"De klok van deze computer staat voor het moment van de vorige stand ({laatste:%d-%m-%Y %H:%M} UTC).",
            "Zet de klok goed; het register is gebleven zoals het was.",
        )


class TeVeelSamenvoegingen(Gebruikersfout):
    """What came in would merge more companies than the limit: held, for a person to look at."""

    code = "REGISTER-VEEL-SAMENVOEGINGEN"

    def __init__(self, aantal: int, hoogstens: int, grootste: str, voorbeelden: Sequence[str]):
        self.aantal, self.hoogstens, self.grootste, self.voorbeelden = aantal, hoogstens, grootste, list(voorbeelden)
        super().__init__(
            f"Door nieuwe leveringen of oordelen zouden {getal(aantal)} ondernemingen in een andere opgaan; meer dan {getal(hoogstens)} gaat niet "
            f"vanzelf. De meeste in {grootste}, zoals {', '.join(voorbeelden)}. Het register is gebleven zoals het was.",
            "Kijk na of een levering overal hetzelfde KvK-nummer noemt. Klopt het, doe dan: stelsel register bijwerken "
            f"--samenvoegingen {aantal}.",
        )


# A delivery that fills one KvK number everywhere would merge thousands; an honest one merges few.
MEESTE_SAMENVOEGINGEN = 250
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
    model: int = 0  # version of the model that linked what is likely; 0: exact keys only
    oordelen: int = 0  # decisions of people that were known


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
            r["hoogste"], json.loads(r["tellingen"]), r["model"] or 0, r["oordelen"] or 0,
        )
        for r in gevonden
    ]  # fmt: skip


def stand(opslag: Opslag) -> Stand | None:
    """The last snapshot, or None when the register was never made."""
    return next(iter(standen(opslag)), None)


def bijwerken(
    opslag: Opslag,
    voortgang: Voortgang = lambda stap, gedaan, totaal: None,
    *,
    hertrain: bool = False,
    samenvoegingen: int = MEESTE_SAMENVOEGINGEN,
) -> tuple[Stand, bool]:
    """Bring the register up to all committed deliveries and decisions. Returns the snapshot, and whether it is new.

    `hertrain`: learn the model anew, and link everything with it; without, that is done only when there is none.
    `samenvoegingen`: so many companies may lose their number to another at most. Raises `NietsGeleverd`, `KlokLooptTerug`,
    `TeVeelSamenvoegingen`; then the register stays as it was.
    """
    with opslag.slot("register"):
        eerdere = standen(opslag)
        vorige = eerdere[0] if eerdere else None
        if vorige and datetime.now(UTC) < vorige.gemaakt_op:
            raise KlokLooptTerug(vorige.gemaakt_op)
        bewijzen = tellende(opslag)
        leveringen = [b.levering for b in bewijzen]
        if not leveringen:
            raise NietsGeleverd(opslag)
        geoordeeld = oordelen(opslag)
        nieuw = vorige is None or hertrain or leveringen != vorige.leveringen or len(geoordeeld) != vorige.oordelen
        if vorige and not nieuw and gebakken(opslag, vorige.snapshot) and heeft_staat(opslag, vorige.snapshot):
            return vorige, False
        with werkmotor(opslag, "register") as con:
            voortgang("koppelen", 0, 4)
            with rekenmotor(opslag, con) as motor:
                maak_bronnen(motor, opslag, bewijzen)
                maak_oordelen(motor, geoordeeld)
                model = lees_model(motor, opslag, vorige.model if vorige else 0)
                train_nieuw = hertrain or not model.per_soort
                gebruikt = koppel(motor, model, train_nieuw=train_nieuw)
                voortgang("nummers", 1, 4)
                _laad_vorige(motor, opslag, [s.poging for s in eerdere])
                hoogste = wijs_toe(motor, vorige.hoogste if vorige else 0)
                _maak_koppeling(motor)
                if motor is not con:
                    cast(SparkMotor, motor).draag_over(con, UITKOMST)
                    maak_macros(con)
                    maak_bronnen(con, opslag, bewijzen)
                    maak_oordelen(con, geoordeeld)
                    _laad_vorige(con, opslag, [s.poging for s in eerdere])
            _weeg_samenvoegingen(con, samenvoegingen)
            geef_redenen(con, vorige.oordelen if vorige else 0)
            maak_verloop(con, opslag, bewijzen)
            voortgang("vastleggen", 2, 4)
            # Other software may link the same rows otherwise: then that too is a new snapshot, or numbers could be lost.
            nieuw = nieuw or _anders(con) or opslag.tabel("tegenspraak") is None
            nu = vorige
            if nieuw or nu is None:
                if gebruikt.per_soort and train_nieuw:
                    gebruikt = bewaar_model(con, opslag, gebruikt)
                vind(con, date.today())
                maak_stand(con, opslag, eerdere)
                nu = _leg_vast(con, opslag, vorige, leveringen, hoogste, gebruikt.nummer, len(geoordeeld))
                eerdere = [nu, *eerdere]
            maak_stand(con, opslag, eerdere)
            voortgang("index", 3, 4)
            bewaar_staat(con, opslag, nu.snapshot, gebruikt)
            bak(con, opslag, nu.snapshot, nu.gemaakt_op, leveringen)
            voortgang("index", 4, 4)
        return nu, nieuw


def _weeg_samenvoegingen(con: Motor, hoogstens: int) -> None:
    """Hold what would merge more companies than somebody meant."""
    van, grootste = con.execute("""
        SELECT coalesce(sum(n), 0)::BIGINT, arg_max(naar, n) FROM (
            SELECT naar, count(DISTINCT van) AS n FROM gebeurtenis
            WHERE soort = 'onderneming' AND gebeurtenis = 'samengevoegd' GROUP BY naar)""").fetchall()[0]
    if van > hoogstens:
        voorbeelden = con.execute(
            "SELECT DISTINCT van FROM gebeurtenis WHERE naar = ? AND gebeurtenis = 'samengevoegd' ORDER BY van LIMIT 3",
            [grootste],
        )
        raise TeVeelSamenvoegingen(van, hoogstens, grootste, [v for (v,) in voorbeelden.fetchall()])


def _laad_vorige(con: Motor, opslag: Opslag, pogingen: Sequence[str]) -> None:
    """Make `vorige` (the links of the last snapshot) and `oud_nummer`."""

    def tabel(naam: str) -> str:
        return parquet(opslag.bestanden(naam, "poging", pogingen), TABELLEN[naam])

    con.execute(f"""CREATE TABLE vorige AS SELECT {", ".join(KOPPELING)} FROM {tabel("koppeling")}
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


def _leg_vast(
    con: Motor,
    opslag: Opslag,
    vorige: Stand | None,
    leveringen: Sequence[str],
    hoogste: int,
    model: int,
    geoordeeld: int,
) -> Stand:
    """Append what is new, then the snapshot that makes it count."""
    snapshot = vorige.snapshot + 1 if vorige else 1
    kolommen = ", ".join(k for k in KOPPELING if k != "snapshot")
    anders = f"n ANTI JOIN vorige v ON {_GELIJK}" if vorige else ""
    voeg = {
        "koppeling": f"SELECT {snapshot}::BIGINT AS snapshot, {kolommen} FROM koppeling {anders}",
        "nummer": f"SELECT {snapshot}::BIGINT AS snapshot, * FROM nieuw_nummer ORDER BY volgnummer",
        "gebeurtenis": f"SELECT {snapshot}::BIGINT AS snapshot, * FROM gebeurtenis",
        "tegenspraak": wat_veranderde(snapshot),
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
    nu = Stand(snapshot, poging, datetime.now(UTC), list(leveringen), hoogste, tellingen, model, geoordeeld)
    rij = {
        "snapshot": nu.snapshot, "poging": poging, "gemaakt_op": nu.gemaakt_op,
        "leveringen": json.dumps(nu.leveringen), "hoogste": hoogste, "tellingen": json.dumps(tellingen),
        "model": model, "oordelen": geoordeeld,
    }  # fmt: skip
    opslag.voeg_toe("stand", pa.Table.from_pylist([rij]))
    return nu
