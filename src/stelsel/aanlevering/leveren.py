"""The act of delivering: receive, read, check, divide, commit. Wholly in or wholly out."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from ..begrippen import MODELVERSIE, RECORDTYPEN, Gebruikersfout, Organisatie, organisatie
from ..opslag import Motor, Opslag, parquet, werkmotor
from .bewijs import QUARANTAINE, Bestandsbewijs, Bewijs, bewijzen
from .herkennen import herken
from .keuren import Teksttabel, herhaaltabellen, sleuteltabellen
from .keurgang import keur_alles
from .lezen import Bestandsfout, Misvormd, lees, leesbaar
from .schrijven import Uitval, schrijf_tabel
from .vertalen import VERTALINGEN

Voortgang = Callable[[str, int, int], None]


class NietsTeLeveren(Gebruikersfout):
    """The path holds no file that can be read."""

    code = "LEVERING-LEEG"

    def __init__(self, pad: Path):
        self.pad = pad
        wat = "bestaat niet" if not pad.exists() else "bevat geen bestand dat Stelsel kan lezen"
        super().__init__(f"'{pad}' {wat}.", "Geef een bestand of map met CSV, Parquet of XLSX.")


class GeenRijen(Gebruikersfout):
    """The files have headers, and not one row among them."""

    code = "LEVERING-ZONDER-RIJEN"

    def __init__(self, bestanden: Sequence[str]):
        self.bestanden = tuple(bestanden)
        super().__init__(
            f"Er staat geen enkele rij in: {', '.join(bestanden)}.",
            "Lever een bestand met een kop en ten minste één rij.",
        )


@dataclass(frozen=True)
class _Ontvangen:
    naam: str
    sha: str
    pad: Path


@dataclass(frozen=True)
class Gelezen:
    """A text table with what could not be read from its file."""

    tabel: Teksttabel
    sha: str
    misvormd: list[Misvormd]


def lever(
    opslag: Opslag,
    paden: Sequence[Path],
    bron: str,
    *,
    moment: datetime | None = None,
    voortgang: Voortgang = lambda stap, gedaan, totaal: None,
) -> Bewijs:
    """Take in files of one source and return the receipt.

    Raises `OnbekendeBron`, `NietsTeLeveren`, `GeenRijen`, `Bestandsfout`; then nothing was taken in. Bytes that this source
    delivered before, and of which it delivered no record again since, change nothing: the receipt says so.
    """
    org = organisatie(bron, (moment or datetime.now(UTC)).date())
    bestanden, opmerkingen = _bestanden(paden)
    with opslag.slot(f"bron-{bron}"):
        # Taken inside the lock: who waited for another delivery comes after it.
        return _lever(opslag, org, bestanden, opmerkingen, moment or datetime.now(UTC), voortgang)


def _lever(
    opslag: Opslag,
    org: Organisatie,
    bestanden: Sequence[tuple[str, Path]],
    opmerkingen: list[str],
    moment: datetime,
    voortgang: Voortgang,
) -> Bewijs:
    bron = org.id
    if not org.bestaat(moment.date()):
        opmerkingen.append(
            f"{org.naam} is per {org.tot:%d-%m-%Y} opgegaan in {org.opvolger}; de levering blijft onder '{bron}'."
        )
    ontvangen = [_Ontvangen(naam, *opslag.ontvang(pad)) for naam, pad in bestanden]
    eerder = bewijzen(opslag, bron)
    bekend = {o.naam: b for o in ontvangen if (b := _laatst_zo_geleverd(opslag, o.sha, eerder))}
    nieuw = [o for o in ontvangen if o.naam not in bekend]
    if not nieuw:
        return _herhaling(ontvangen, bekend)
    opmerkingen += [f"{naam}: deze bytes zijn al opgenomen (levering {b.levering})." for naam, b in bekend.items()]
    kort = hashlib.sha256("".join([bron, moment.isoformat(), *(o.sha for o in nieuw)]).encode()).hexdigest()[:6]
    levering = f"{bron}-{moment:%Y%m%d-%H%M%S}-{kort}"
    with werkmotor(opslag, f"levering-{kort}") as con:
        gelezen = _lees_alles(con, nieuw, voortgang)
        if not any(g.misvormd or g.tabel.rijen for g in gelezen):
            raise GeenRijen([o.naam for o in nieuw])
        eerste = [b.levering for b in eerder]
        sleuteltabellen(con, [g.tabel for g in gelezen], _eerdere_sleutels(opslag, eerste, gelezen))
        herhaaltabellen(con, [g.tabel for g in gelezen])
        keur_alles(
            con, [g.tabel for g in gelezen], moment.date(), _eerdere_rijen(opslag, eerste),
            lambda gedaan: voortgang("keuren", gedaan, len(gelezen)),
        )  # fmt: skip
        delen, uitval = [], Uitval()
        for g in gelezen:
            delen.append(schrijf_tabel(con, opslag, g.tabel, g.sha, g.misvormd, levering, bron, moment, uitval))
        uitval.schrijf(opslag)
        voortgang("keuren", len(gelezen), len(gelezen))
    return _leg_vast(opslag, levering, bron, moment, delen, opmerkingen)


def _bestanden(paden: Sequence[Path]) -> tuple[list[tuple[str, Path]], list[str]]:
    """Names and places of the files to read, and remarks on what was passed over."""
    uit: list[tuple[str, Path]] = []
    opmerkingen: list[str] = []
    for pad in paden:
        if pad.is_dir():
            kinderen = sorted(k for k in pad.iterdir() if not k.name.startswith("."))
            uit += [(k.name, k) for k in kinderen if k.is_file() and leesbaar(k.name)]
            opmerkingen += [f"{k.name}: niet gelezen, want een map in een map." for k in kinderen if k.is_dir()]
            opmerkingen += [f"{k.name}: niet gelezen, want geen CSV, Parquet of XLSX."
                            for k in kinderen if not k.is_dir() and not leesbaar(k.name)]  # fmt: skip
            if not any(leesbaar(k.name) for k in kinderen):
                raise NietsTeLeveren(pad)
        elif pad.is_file():
            if not leesbaar(pad.name):
                lees(pad, pad.name)
            uit.append((pad.name, pad))
        else:
            raise NietsTeLeveren(pad)
    namen = [n for n, _ in uit]
    for n in namen:
        if not n.isprintable():
            raise Bestandsfout(
                ascii(n)[1:-1],
                "in de naam van het bestand staat een onleesbaar teken.",
                "Geef het bestand een andere naam.",
            )
        if namen.count(n) > 1:
            raise Bestandsfout(
                n, "deze naam komt twee keer voor in de levering.", "Geef de bestanden verschillende namen."
            )
    return uit, opmerkingen


def _laatst_zo_geleverd(opslag: Opslag, sha: str, eerder: Sequence[Bewijs]) -> Bewijs | None:
    """The delivery in which these bytes are still the last word on every record in them."""
    b = next((b for b in reversed(eerder) if any(d.sha256 == sha for d in b.bestanden)), None)
    if b is None:
        return None
    later = [n.levering for n in eerder[eerder.index(b) + 1 :]]
    if not later:
        return b
    with duckdb.connect() as con:
        for d in b.bestanden:
            nieuwer = opslag.bestanden(f"rij_{d.recordtype}", "levering", later)
            if d.sha256 != sha or not d.geaccepteerd or not nieuwer:
                continue
            eigen = opslag.bestanden(f"rij_{d.recordtype}", "levering", [b.levering])
            if con.execute(
                f"SELECT 1 FROM {parquet(eigen, {})} WHERE bestand = ? AND id IN (SELECT id FROM {parquet(nieuwer, {})}) LIMIT 1",
                [d.naam],
            ).fetchall():
                return None
    return b


def _herhaling(ontvangen: Sequence[_Ontvangen], bekend: dict[str, Bewijs]) -> Bewijs:
    """A receipt for bytes that were known: the numbers of then, and nothing changed."""
    delen = [d for o in ontvangen for d in bekend[o.naam].bestanden if d.sha256 == o.sha]
    laatste = max(bekend.values(), key=lambda b: b.ontvangen_op)
    return Bewijs(
        laatste.levering, laatste.bron, laatste.ontvangen_op, any(d.oefening for d in delen),
        sum(d.rijen_in for d in delen), sum(d.geaccepteerd for d in delen), sum(d.quarantaine for d in delen),
        laatste.model, delen,
        [f"Deze bytes zijn al opgenomen in levering {laatste.levering}; er is niets veranderd."], ongewijzigd=True,
    )  # fmt: skip


def _lees_alles(con: Motor, ontvangen: Sequence[_Ontvangen], voortgang: Voortgang) -> list[Gelezen]:
    uit: list[Gelezen] = []
    for i, o in enumerate(ontvangen):
        voortgang("lezen", i, len(ontvangen))
        onderdelen: dict[str, tuple[str, tuple[str, ...], list[Misvormd]]] = {}
        for blok in lees(o.pad, o.naam):
            if blok.onderdeel not in onderdelen:
                naam = f"tekst_{len(uit) + len(onderdelen)}_{i}"
                onderdelen[blok.onderdeel] = (naam, tuple(blok.kolommen), [])
                con.register("_blok", _op_plaats(blok.tabel))
                con.execute(f"CREATE TABLE {naam} AS SELECT * FROM _blok")
            else:
                con.register("_blok", _op_plaats(blok.tabel))
                con.execute(f"INSERT INTO {onderdelen[blok.onderdeel][0]} SELECT * FROM _blok")
            con.unregister("_blok")
            onderdelen[blok.onderdeel][2].extend(blok.misvormd)
        for blad, (naam, kolommen, misvormd) in onderdelen.items():
            # Two sheets have a line 2 each: what is said of a row must name the sheet.
            zo = o if len(onderdelen) == 1 else replace(o, naam=f"{o.naam} [{blad}]")
            uit += _tabellen(con, zo, blad, naam, kolommen, misvormd, len(uit))
    voortgang("lezen", len(ontvangen), len(ontvangen))
    return uit


def _op_plaats(tabel: pa.Table) -> pa.Table:
    """The table with its text columns named by place: k0, k1, …"""
    return tabel.rename_columns(["_regel", *(f"k{i}" for i in range(tabel.num_columns - 1))])


def _tabellen(
    con: Motor, o: _Ontvangen, blad: str, naam: str, kolommen: tuple[str, ...], misvormd: list[Misvormd], nummer: int
) -> list[Gelezen]:
    """The text tables of one raw table: itself, or one per record type where a translation applies."""
    vertaling = next((v for v in VERTALINGEN if v.herkent(kolommen)), None)
    if vertaling is None:
        rt = herken(o.naam, blad, kolommen)
        tabel = Teksttabel(nummer, naam, rt, o.naam, kolommen)
        # What most rows are, the file is: so a forgotten row of the template is refused, and not all others for its sake.
        rijen, oefening = con.execute(
            f"SELECT count(*), coalesce(avg(starts_with({tabel.tekst('id')}, 'OEF-')::INT) > 0.5, false) FROM {naam}"
        ).fetchall()[0]
        return [Gelezen(replace(tabel, rijen=rijen, oefening=oefening), o.sha, misvormd)]
    uit = []
    for i, (typenaam, sql) in enumerate(vertaling.vertaal(con, naam, kolommen).items()):
        velden = tuple(k for k in con.sql(sql).columns if k != "_regel")
        op_plaats = ", ".join(f'"{v}" AS k{j}' for j, v in enumerate(velden))
        con.execute(f"CREATE TABLE {naam}_{typenaam} AS SELECT _regel, {op_plaats} FROM ({sql})")
        rijen = con.execute(f"SELECT count(*) FROM {naam}_{typenaam}").fetchall()[0][0]
        tabel = Teksttabel(nummer + i, f"{naam}_{typenaam}", RECORDTYPEN[typenaam], o.naam, velden, rijen)
        uit.append(Gelezen(tabel, o.sha, misvormd if i == 0 else []))
    return uit


def _eerdere_sleutels(opslag: Opslag, leveringen: Sequence[str], gelezen: Sequence[Gelezen]) -> dict[str, str]:
    """Per record type that is referred to: SQL of the keys this source delivered before, refused ones included."""
    if not leveringen:
        return {}
    uit = {}
    geweigerd = parquet(opslag.bestanden("quarantaine", "levering", leveringen), QUARANTAINE)
    for typenaam in RECORDTYPEN:
        aanvaard = parquet(opslag.bestanden(f"rij_{typenaam}", "levering", leveringen), {"id": "VARCHAR"})
        uit[typenaam] = (
            f"SELECT id FROM {aanvaard} UNION SELECT record FROM {geweigerd} WHERE recordtype = '{typenaam}'"
        )
    return uit


def _eerdere_rijen(opslag: Opslag, leveringen: Sequence[str]) -> dict[str, str]:
    """Per record type: SQL of the newest accepted version of every row this source delivered before."""
    uit = {}
    for typenaam in RECORDTYPEN:
        if bestanden := opslag.bestanden(f"rij_{typenaam}", "levering", leveringen) if leveringen else []:
            uit[typenaam] = (
                f"SELECT * FROM {parquet(bestanden, {})} "
                "QUALIFY row_number() OVER (PARTITION BY id ORDER BY geregistreerd_op DESC) = 1"
            )
    return uit


def _bedoeld(kolom: str, recordtype: str) -> str:
    """The name of a column that is not ours, and which of ours it looks like."""
    lijkt_op = difflib.get_close_matches(kolom, RECORDTYPEN[recordtype].velden, n=1, cutoff=0.8)
    return f"{kolom} (bedoelt u {lijkt_op[0]}?)" if lijkt_op else kolom


def _leg_vast(
    opslag: Opslag, levering: str, bron: str, moment: datetime, delen: list[Bestandsbewijs], opmerkingen: list[str]
) -> Bewijs:
    """The commit point: from the append to `aanlevering` on, the delivery counts."""
    opmerkingen += [f"{d.naam}: alleen een kop, geen rijen." for d in delen if not d.rijen_in]
    opmerkingen += [
        f"{d.naam}: kolommen niet gebruikt: {', '.join(_bedoeld(k, d.recordtype) for k in d.ongebruikt)}."
        for d in delen if d.ongebruikt
    ]  # fmt: skip
    b = Bewijs(
        levering, bron, moment, any(d.oefening for d in delen), sum(d.rijen_in for d in delen),
        sum(d.geaccepteerd for d in delen), sum(d.quarantaine for d in delen), MODELVERSIE, delen, opmerkingen,
    )  # fmt: skip
    rij = b.als_rij() | {"ontvangen_op": moment}
    opslag.voeg_toe("aanlevering", pa.Table.from_pylist([rij]))
    return b
