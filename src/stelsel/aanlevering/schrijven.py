"""Divide a checked table: accepted rows to the register's tables, refused rows to quarantine, findings beside.

All of it set-wise inside the engine: a delivery in which every row fails costs no more memory than one without faults.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa

from ..begrippen import Dimensie, Ernst, Recordtype, Regel, regels_van
from ..begrippen.uitdrukking import waarde as literal
from ..opslag import Motor, Opslag, naar_volgorde
from .bewijs import AFHANDELING, EINDE, KEURING, QUARANTAINE, Bestandsbewijs
from .keuren import Teksttabel, masker
from .kwaliteit.definitie import openbaar, weegt
from .laden import Gelezen

UITVAL = {"keuring": KEURING, "quarantaine": QUARANTAINE, "afhandeling": AFHANDELING, "einde": EINDE}
VERTRAGINGEN = (30, 90, 365)


@dataclass(frozen=True)
class Gegeven:
    """What holds for every row of a delivery: its number, its source, its moment."""

    levering: str
    bron: str
    moment: datetime

    @property
    def kort(self) -> str:
        """The last characters of its number: enough to name a scratch file."""
        return self.levering.rsplit("-", 1)[-1]

    @property
    def tijd(self) -> str:
        """The moment as an SQL literal."""
        return f"TIMESTAMPTZ '{self.moment:%Y-%m-%d %H:%M:%S.%f}+00'"


def begin_uitval(con: Motor) -> None:
    """Make the tables in which a delivery gathers what is not accepted, to be written at once: a commit costs more than its rows."""
    for naam, kolommen in UITVAL.items():
        con.execute(f"CREATE TEMP TABLE _{naam} ({', '.join(f'{k} {t}' for k, t in kolommen.items())})")


def schrijf_uitval(con: Motor, opslag: Opslag, delen: Sequence[Bestandsbewijs]) -> None:
    """Append what was gathered, one commit per table. Every row that the receipts call refused must be among it."""
    geweigerd = con.execute("SELECT count(*) FROM _quarantaine").fetchall()[0][0]
    if geweigerd != sum(d.quarantaine for d in delen):
        raise AssertionError(f"{geweigerd} geweigerde rijen bewaard, {sum(d.quarantaine for d in delen)} geteld")
    for naam in UITVAL:
        if con.execute(f"SELECT 1 FROM _{naam} LIMIT 1").fetchall():
            opslag.voeg_toe(naam, con.sql(f"FROM _{naam}").to_arrow_reader(100_000), per="levering")


def schrijf_tabel(
    con: Motor, opslag: Opslag, g: Gelezen, gegeven: Gegeven, eerdere: str | None, beeindigd: int = 0
) -> Bestandsbewijs:
    """Write the accepted rows of a checked table, gather the others, and count both.

    `eerdere`: SQL of the keys of this type that the source delivered before; None when it never did. `beeindigd`: rows that
    were taken out of the table because they only end a record; they count as accepted.
    """
    tabel, rt = g.tabel, g.tabel.recordtype
    regels = regels_van(rt.typenaam)
    fout = masker(regels, Ernst.FOUT)
    maskers = con.execute(f"SELECT _masker, count(*) FROM {tabel.gefaald} GROUP BY 1").fetchall() if tabel.rijen else []
    goed = tabel.rijen - sum(n for m, n in maskers if m & fout)
    bevonden = {r.code: sum(n for m, n in maskers if m >> i & 1) for i, r in enumerate(regels)}
    gevuld = ingevuld = {}
    with naar_volgorde(con):
        if goed:
            gevuld = ingevuld = _schrijf_goede(con, opslag, tabel, gegeven, goed)
        if maskers:
            ingevuld = _gefaald(con, tabel, gegeven, bevonden, gevuld)
    geraakt = _geraakt(maskers, [weegt(r) for r in regels], regels, g.misvormd)
    openbaar_ = _geraakt(maskers, [weegt(r) and openbaar(r) for r in regels], regels, g.misvormd)
    if g.misvormd:
        bevonden |= _misvormd(con, g, gegeven)
    return Bestandsbewijs(
        tabel.bestand, g.sha, rt.typenaam, list(tabel.kolommen), tabel.ongebruikt, tabel.oefening,
        rijen_in=tabel.rijen + g.misvormd + beeindigd, geaccepteerd=goed + beeindigd, quarantaine=tabel.rijen - goed + g.misvormd,
        vorm=g.vorm, onderdeel=tabel.onderdeel, vertaling=tabel.vertaling, gevuld=gevuld,
        bevonden={k: n for k, n in bevonden.items() if n}, geraakt=geraakt, geraakt_openbaar=openbaar_, ingevuld=ingevuld,
        vertraging=_vertraging(con, tabel, gegeven.moment, eerdere) if goed else {},
    )  # fmt: skip


def _geraakt(
    maskers: Sequence[tuple[int, int]], tellen: Sequence[bool], regels: Sequence[Regel], misvormd: int
) -> dict[str, int]:
    """Per dimension in how many rows a check failed that counts (`tellen`, in the order of `regels`). A line that cannot be read is invalid."""
    bits = {d: sum(1 << i for i, r in enumerate(regels) if tellen[i] and r.dimensie is d) for d in Dimensie}
    uit = {d.value: sum(n for m, n in maskers if m & b) for d, b in bits.items()}
    uit[Dimensie.GELDIGHEID.value] += misvormd
    return uit


def _schrijf_goede(con: Motor, opslag: Opslag, tabel: Teksttabel, gegeven: Gegeven, aantal: int) -> dict[str, int]:
    """Append the rows that no check refuses; returns per field how many of them hold a value. There must be this many."""
    rt = tabel.recordtype
    velden = ", ".join(f'"{n}"' for n in rt.velden)
    stroom = con.sql(f"""
        SELECT '{gegeven.levering}' AS levering, '{gegeven.bron}' AS bron, $bestand AS bestand, _regel AS regel,
               {str(tabel.oefening).lower()} AS oefening, {gegeven.tijd} AS geregistreerd_op, {velden}
        FROM ({tabel.goede()})""", params={"bestand": tabel.bestand}).to_arrow_reader(100_000)  # fmt: skip
    gevuld, geschreven = dict.fromkeys(rt.velden, 0), 0

    def tellend() -> Iterator[pa.RecordBatch]:
        nonlocal geschreven
        for deel in stroom:
            geschreven += len(deel)
            for n in rt.velden:
                gevuld[n] += len(deel) - deel.column(n).null_count
            yield deel

    opslag.voeg_toe(f"rij_{rt.typenaam}", pa.RecordBatchReader.from_batches(stroom.schema, tellend()), per="levering")
    if geschreven != aantal:
        raise AssertionError(f"{tabel.bestand}: {geschreven} rijen geschreven, {aantal} goedgekeurd")
    return gevuld


def _vertraging(con: Motor, tabel: Teksttabel, moment: datetime, eerdere: str | None) -> dict[str, int]:
    """How late the source told of events: new ones only, and not of its first delivery, which holds a whole past."""
    rt: type[Recordtype] = tabel.recordtype
    if eerdere is None or not rt.is_gebeurtenis():
        return {}
    binnen = ", ".join(f"count(*) FILTER (WHERE dagen <= {d})" for d in VERTRAGINGEN)
    nieuw, *per_grens = con.execute(f"""
        SELECT count(*), {binnen} FROM (
            SELECT date_diff('day', "{rt.dag}", DATE '{moment:%Y-%m-%d}') AS dagen FROM ({tabel.goede(("id", rt.dag))})
            ANTI JOIN ({eerdere}) USING (id))""").fetchall()[0]
    return {"nieuw": nieuw} | {str(d): n for d, n in zip(VERTRAGINGEN, per_grens, strict=True)}


def _gefaald(
    con: Motor, tabel: Teksttabel, gegeven: Gegeven, bevonden: Mapping[str, int], gevuld: Mapping[str, int]
) -> dict[str, int]:
    """Gather refused rows as they were delivered, and a finding per failed check with its sentence.

    Returns per field how many rows of the table hold anything in it, refused ones too; `gevuld` counts the accepted ones.
    """
    rt = tabel.recordtype
    regels = regels_van(rt.typenaam)
    fout = masker(regels, Ernst.FOUT)
    ruw = ", ".join(f"t.k{i}" for i in range(len(tabel.kolommen)))
    velden = ", ".join(f'{tabel.tekst(n)} AS "{n}"' for n in rt.velden)
    con.execute(f"""
        CREATE OR REPLACE TEMP TABLE _gefaald AS SELECT _regel, g._masker, [{ruw}] AS _ruw, {velden}
        FROM {tabel.naam} t JOIN {tabel.gefaald} g USING (_regel)""")
    vast = f"'{gegeven.levering}', ?, '{rt.typenaam}', _regel, id"
    con.execute(
        f"INSERT INTO _quarantaine SELECT {vast}, _ruw FROM _gefaald WHERE _masker & {fout} <> 0", [tabel.bestand]
    )
    for i, r in enumerate(regels):
        if bevonden[r.code]:
            con.execute(
                f"""INSERT INTO _keuring SELECT {vast}, '{r.velden[0]}', "{r.velden[0]}", '{r.code}', '{r.ernst.value}', {_zin(r)}
                    FROM _gefaald WHERE _masker & {1 << i}::UBIGINT <> 0""",
                [tabel.bestand],
            )
    tellingen = con.execute(f"""
        SELECT {", ".join(f'count("{n}")' for n in rt.velden)} FROM _gefaald WHERE _masker & {fout} <> 0""").fetchall()[
        0
    ]
    con.execute("DROP TABLE _gefaald")
    return {n: gevuld.get(n, 0) + x for n, x in zip(rt.velden, tellingen, strict=True)}


def _zin(r: Regel) -> str:
    """SQL: the sentence of a finding, with the values that the row holds."""
    delen = []
    for i, stuk in enumerate(r.stukken):
        if i % 2 == 0:
            delen += [literal(stuk)] if stuk else []
        else:
            delen.append(f"coalesce(\"{stuk}\", '(leeg)')")
    return f"concat({', '.join(delen)})"


def _misvormd(con: Motor, g: Gelezen, gegeven: Gegeven) -> dict[str, int]:
    """Gather lines that are no rows, with their raw text; count them per check."""
    vast = f"'{gegeven.levering}', ?, '{g.tabel.recordtype.typenaam}', _regel, record"
    bron = g.misvormde_regels
    con.execute(f"INSERT INTO _quarantaine SELECT {vast}, ruw FROM {bron}", [g.tabel.bestand])
    con.execute(f"INSERT INTO _keuring SELECT {vast}, NULL, NULL, code, 'fout', tekst FROM {bron}", [g.tabel.bestand])
    return dict(con.execute(f"SELECT code, count(*) FROM {bron} GROUP BY 1 ORDER BY 1").fetchall())
