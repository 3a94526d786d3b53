"""What linking was sure of and what not: the doubtful pairs for a person to decide, and for any two records why they are one or may be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..begrippen import Gebruikersfout
from ..opslag import Motor, Opslag, rijen
from .index import RegisterVerouderd, index
from .koppelen import Weging, gedeelde_sleutels, staat, weeg
from .oordelen import Oordeel, OordeelOverZichzelf, Verwijzing, geldende, oordelen
from .standen import stand

MEESTE_LEDEN = 200
# Why the machine left a likely pair to a person.
REDENEN = {
    "onzeker": "De gegevens zeggen niet genoeg.",
    "tegenspraak": "Zij lijken op elkaar, maar spreken elkaar tegen.",
    "meer_kandidaten": "Er zijn meer kandidaten die elkaar uitsluiten.",
    "keten": "Zij zouden alleen via een reeks van gelijkenissen één worden.",
}


class GeenKoppeling(Gebruikersfout):
    """The register links no such record."""

    code = "RECORD-NIET-GEKOPPELD"

    def __init__(self, record: Verwijzing):
        self.record = record
        super().__init__(
            f"Het register kent geen {record}.", "Kijk de bron en de sleutel na, of doe: stelsel register bijwerken."
        )


class RecordsOnvergelijkbaar(Gebruikersfout):
    """A location and a company: never one."""

    code = "RECORDS-ONVERGELIJKBAAR"

    def __init__(self, a: Verwijzing, b: Verwijzing):
        self.a, self.b = a, b
        super().__init__(
            f"Een {a.type} en een {b.type} zijn nooit hetzelfde.",
            "Vergelijk twee locaties, of twee ondernemingen of vestigingen.",
        )


class OefeningEnEcht(Gebruikersfout):
    """An exercise record and a real one: never the same, whoever says so."""

    code = "RECORDS-OEFENING-EN-ECHT"

    def __init__(self, a: Verwijzing, b: Verwijzing):
        self.a, self.b = a, b
        super().__init__(
            f"Van deze twee records is het ene oefening en het andere echt; zij zijn nooit hetzelfde: {a} en {b}.",
            "Vergelijk twee oefenrecords, of twee echte.",
        )


@dataclass(frozen=True)
class Twijfelgeval:
    """Two things in the register that may be one, by the two records that say it most.

    `winst`: the number of delivered rows that can be expected to reach their right place when this is decided.
    """

    soort: str
    a: Verwijzing
    b: Verwijzing
    nummer_a: str
    nummer_b: str
    gewicht: float
    kans: float
    reden: str
    winst: float


@dataclass(frozen=True)
class Lid:
    """A record of the same thing, and why: the name of the strongest rule by which both are tied, or how likely; else through others."""

    record: Verwijzing
    regels: Sequence[str]


@dataclass(frozen=True)
class Koppeling:
    """A delivered record, the number it has, and what else is under that number; `meer`: not all of it stands in `leden`."""

    record: Verwijzing
    soort: str
    nummer: str
    leden: Sequence[Lid]
    meer: int


@dataclass(frozen=True)
class Gelijkenis:
    """Two records beside each other: their numbers, the keys they share, what the model says, and what people decided, newest first."""

    soort: str
    a: Verwijzing
    b: Verwijzing
    nummer_a: str
    nummer_b: str
    sleutels: Sequence[str]
    weging: Weging | None
    oordelen: Sequence[Oordeel]

    @property
    def samen(self) -> bool:
        """Does the register hold them for one?"""
        return self.nummer_a == self.nummer_b


def twijfelgevallen(
    opslag: Opslag, soort: str = "", bron: str = "", *, van: int = 0, aantal: int = 25
) -> tuple[list[Twijfelgeval], int]:
    """Doubtful pairs that nobody decided yet, most gain first, and how many there are. Raises `GeenRegister`, `RegisterVerouderd`."""
    con = _staat(opslag)
    besloten = {o.paar for o in geldende(oordelen(opslag))}
    alles = " UNION ALL ".join(
        f"""SELECT '{s}' AS soort, {t}, na.nummer AS nummer_a, nb.nummer AS nummer_b, p.gewicht, t.reden,
                   least(na.rijen, nb.rijen) / (1 + pow(2.0, -p.gewicht)) AS winst
            FROM twijfel_{s} t JOIN paar_{s} p USING (a, b) JOIN profiel_{s} l ON l.rij = p.rij_l JOIN profiel_{s} r ON r.rij = p.rij_r
            JOIN deel_{s} da ON da.rij = p.rij_l JOIN deel_{s} db ON db.rij = p.rij_r
            JOIN nr_{s} na ON na.sleutel = da.f JOIN nr_{s} nb ON nb.sleutel = db.f"""
        for s, t in (
            ("locatie", "'locatie' AS type_a, l.bron AS bron_a, l.id AS id_a, 'locatie' AS type_b, r.bron AS bron_b, r.id AS id_b"),
            ("onderneming", "l.recordtype AS type_a, l.bron AS bron_a, l.id AS id_a, r.recordtype AS type_b, r.bron AS bron_b, r.id AS id_b"),
        )
        if soort in ("", s)
    )  # fmt: skip
    waar = "WHERE ? IN ('', bron_a, bron_b)"
    gevonden = rijen(
        con, f"FROM ({alles}) {waar} ORDER BY winst DESC, gewicht DESC, bron_a, id_a, bron_b, id_b", [bron]
    )
    gevallen = [
        Twijfelgeval(
            r["soort"], Verwijzing(r["type_a"], r["bron_a"], r["id_a"]), Verwijzing(r["type_b"], r["bron_b"], r["id_b"]),
            r["nummer_a"], r["nummer_b"], r["gewicht"], 1 / (1 + 2.0 ** -r["gewicht"]), r["reden"], r["winst"],
        )
        for r in gevonden
    ]  # fmt: skip
    open_ = [g for g in gevallen if (g.soort, *sorted((g.a, g.b))) not in besloten]
    return open_[van : van + aantal], len(open_)


def wachtende_oordelen(opslag: Opslag) -> list[Oordeel]:
    """Decisions that count from the next time the register is brought up to date."""
    nu = stand(opslag)
    return oordelen(opslag)[nu.oordelen if nu else 0 :]


def koppeling(opslag: Opslag, record: Verwijzing) -> Koppeling:
    """Under which number a delivered company, establishment or location stands, and with what.

    Raises `GeenRegister`, `RegisterVerouderd`, `GeenKoppeling`.
    """
    con = _staat(opslag)
    soort = _soort(record)
    rij, f, nummer, _ = _zoek(con, record)
    type_ = "p.recordtype" if soort == "onderneming" else "'locatie'"
    leden = con.execute(
        f"""SELECT {type_}, p.bron, p.id, p.rij FROM deel_{soort} d JOIN profiel_{soort} p USING (rij)
            WHERE d.f = ? AND p.rij <> ? ORDER BY p.bron, p.id LIMIT ?""",
        [f, rij, MEESTE_LEDEN],
    ).fetchall()
    totaal = con.execute(f"SELECT count(*) - 1 FROM deel_{soort} WHERE f = ?", [f]).fetchall()[0][0]
    regels = gedeelde_sleutels(con, soort, rij, [ander for *_, ander in leden])
    return Koppeling(
        record,
        soort,
        nummer,
        [Lid(Verwijzing(t, bron, id_), regels[ander]) for t, bron, id_, ander in leden],
        totaal - len(leden),
    )


def vergelijk(opslag: Opslag, a: Verwijzing, b: Verwijzing) -> Gelijkenis:
    """Two records of one kind beside each other.

    Raises `GeenRegister`, `RegisterVerouderd`, `GeenKoppeling`, `RecordsOnvergelijkbaar`, `OordeelOverZichzelf`, `OefeningEnEcht`.
    """
    con = _staat(opslag)
    soort = _soort(a)
    if _soort(b) != soort:
        raise RecordsOnvergelijkbaar(a, b)
    if a == b:
        raise OordeelOverZichzelf(a)
    rij_a, _, nummer_a, oefening_a = _zoek(con, a)
    rij_b, _, nummer_b, oefening_b = _zoek(con, b)
    if oefening_a != oefening_b:
        raise OefeningEnEcht(a, b)
    paar = (soort, *sorted((a, b)))
    eerder = [o for o in reversed(oordelen(opslag)) if o.paar == paar]
    return Gelijkenis(
        soort,
        a,
        b,
        nummer_a,
        nummer_b,
        gedeelde_sleutels(con, soort, rij_a, [rij_b])[rij_b],
        weeg(con, soort, rij_a, rij_b),
        eerder,
    )


def _soort(record: Verwijzing) -> str:
    if record.type not in ("locatie", "onderneming", "vestiging"):
        raise GeenKoppeling(record)
    return "locatie" if record.type == "locatie" else "onderneming"


def _staat(opslag: Opslag) -> Motor:
    # That of the index, which is put in place last: so pages and links speak of one snapshot.
    con = staat(opslag, int(index(opslag).meta["snapshot"]))
    if con is None:
        raise RegisterVerouderd(opslag)
    return con


def _zoek(con: Motor, record: Verwijzing) -> tuple[int, int, str, bool]:
    """Of a record its number in the state, its group, the register number of that, and whether it is exercise."""
    soort = _soort(record)
    eigen = " AND p.recordtype = $type" if soort == "onderneming" else ""
    waarden = {"bron": record.bron, "id": record.id} | ({"type": record.type} if eigen else {})
    gevonden = con.execute(
        f"""SELECT p.rij, d.f, n.nummer, p.oefening FROM profiel_{soort} p JOIN deel_{soort} d USING (rij) JOIN nr_{soort} n ON n.sleutel = d.f
            WHERE p.bron = $bron AND p.id = $id{eigen}""",
        waarden,
    ).fetchall()
    if not gevonden:
        raise GeenKoppeling(record)
    rij, f, nummer, oefening = gevonden[0]
    return rij, f, nummer, oefening
