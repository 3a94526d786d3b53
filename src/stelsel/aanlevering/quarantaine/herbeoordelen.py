"""The act of judging refused rows anew, after a check, a code list or a translation changed.

Rows that now pass are taken in, as a delivery of their own that stands where the first one stood in the world and names the
same file and line. Rows that fail otherwise than before are refused again, with the new reasons. All others stay as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from ...begrippen import MODELVERSIE, RECORDTYPEN, Dimensie, Ernst, Regel, alle_regels, regels_van
from ...opslag import Motor, Opslag, parquet, werkmotor
from ..bewijs import KEURING, Bestandsbewijs, Bewijs, dag_in_nederland, tellende
from ..keuren import Teksttabel, herhaaltabellen, masker, sleuteltabellen
from ..keurgang import keur_alles
from ..kwaliteit.definitie import openbaar, weegt
from ..laden import MISVORMD, Gelezen
from ..leveren import eerdere_rijen, eerdere_sleutels, leg_vast, leveringsnummer
from ..lezen import Vorm
from ..schrijven import Gegeven, begin_uitval, schrijf_tabel, schrijf_uitval
from ..vertalen import opnieuw_vertaald
from .openstaand import maak_openstaand


@dataclass(frozen=True)
class Uitkomst:
    """What came of judging the waiting rows of one delivery anew; `levering` is the delivery that took rows up, if any."""

    van: str
    bekeken: int
    opgenomen: int
    anders_geweigerd: int
    levering: str | None

    @property
    def gebleven(self) -> int:
        """Rows that wait as they did."""
        return self.bekeken - self.opgenomen - self.anders_geweigerd


def herbeoordeel(opslag: Opslag, bron: str, *, door: str = "", moment: datetime | None = None) -> list[Uitkomst]:
    """Judge every waiting row of a source anew. Returns what came of it per delivery with waiting rows."""
    with opslag.slot(f"bron-{bron}"):
        return [
            _herbeoordeel(opslag, b, door, moment or datetime.now(UTC)) for b in tellende(opslag, bron) if b.quarantaine
        ]


def _herbeoordeel(opslag: Opslag, van: Bewijs, door: str, moment: datetime) -> Uitkomst:
    with werkmotor(opslag, f"herbeoordeling-{van.levering}") as con:
        alle = tellende(opslag, van.bron)
        gelezen = wachtende_tabellen(con, opslag, alle, van)
        bekeken = sum(g.tabel.rijen for g in gelezen)
        keur_opnieuw(con, opslag, gelezen, van, alle, moment)
        for g in gelezen:
            _laat_wat_gelijk_bleef(con, opslag, g.tabel, van)
        gelezen = [replace(g, tabel=replace(g.tabel, rijen=_aantal(con, g.tabel.naam))) for g in gelezen]
        b = neem_op(con, opslag, [g for g in gelezen if g.tabel.rijen], van, "herbeoordeling", door, moment)
    if b is None:
        return Uitkomst(van.levering, bekeken, 0, 0, None)
    return Uitkomst(van.levering, bekeken, b.geaccepteerd, b.quarantaine, b.levering)


def wachtende_tabellen(con: Motor, opslag: Opslag, alle: Sequence[Bewijs], van: Bewijs) -> list[Gelezen]:
    """The waiting rows of a delivery as text tables, one per table that was delivered. Lines that were no rows cannot be among them."""
    maak_openstaand(con, opslag, alle, van.levering)
    keuring = parquet(opslag.bestanden("keuring", "levering", [van.levering]), KEURING)
    uit = []
    for i, d in enumerate(van.bestanden):
        if not d.quarantaine:
            continue
        kolommen = ", ".join(f"ruw[{j + 1}] AS k{j}" for j in range(len(d.kolommen)))
        naam = f"wacht_{i}"
        con.execute(
            f"""CREATE TABLE {naam} AS SELECT regel AS _regel, {kolommen} FROM openstaand
                ANTI JOIN (SELECT bestand, recordtype, regel FROM {keuring} WHERE code LIKE 'RIJ-%') USING (bestand, recordtype, regel)
                WHERE bestand = ? AND recordtype = ? AND len(ruw) = ?""",
            [d.naam, d.recordtype, len(d.kolommen)],
        )
        rijen = _aantal(con, naam)
        if rijen:
            tabel = Teksttabel(
                i, naam, RECORDTYPEN[d.recordtype], d.naam, tuple(d.kolommen), rijen, d.oefening,
                vertaling=d.vertaling, vorm=Vorm(**d.vorm), onderdeel=d.onderdeel,
            )  # fmt: skip
            vertaald = opnieuw_vertaald(opslag, van.bron, tabel)
            if vertaald is not None:
                con.execute(f"CREATE TABLE misvormd_{i} ({MISVORMD})")
                uit.append(Gelezen(vertaald, d.sha256, 0))
    return uit


def keur_opnieuw(
    con: Motor, opslag: Opslag, gelezen: Sequence[Gelezen], van: Bewijs, alle: Sequence[Bewijs], moment: datetime
) -> None:
    """Check the tables by the rules of today. A key that the delivery itself took in elsewhere is still a repetition."""
    tabellen = [g.tabel for g in gelezen]
    sleuteltabellen(con, tabellen, eerdere_sleutels(opslag, [b.levering for b in alle]))
    herhaaltabellen(con, tabellen)
    for t in tabellen:
        opgenomen = parquet(
            opslag.bestanden(f"rij_{t.recordtype.typenaam}", "levering", [van.levering]), {"id": "VARCHAR"}
        )
        con.execute(f"""
            INSERT INTO _herhaald SELECT {t.nummer}, _regel FROM {t.naam}
            WHERE {t.tekst("id")} IN (SELECT id FROM {opgenomen})
              AND _regel NOT IN (SELECT _regel FROM _herhaald WHERE tabel = {t.nummer})""")
    keur_alles(con, tabellen, dag_in_nederland(moment), eerdere_rijen(opslag, alle))


def _laat_wat_gelijk_bleef(con: Motor, opslag: Opslag, tabel: Teksttabel, van: Bewijs) -> None:
    """Take rows out of the table that fail on exactly the checks on which they failed before."""
    regels = regels_van(tabel.recordtype.typenaam)
    fout = masker(regels, Ernst.FOUT)
    codes = ", ".join(f"'{r.code}'" for r in regels)
    keuring = parquet(opslag.bestanden("keuring", "levering", [van.levering]), KEURING)
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE _gelijk AS
            SELECT n._regel FROM (
                SELECT _regel, list_sort(list_transform(list_filter(range({len(regels)}),
                       lambda i: (_masker & {fout}::UBIGINT) >> i::UBIGINT & 1 = 1), lambda i: [{codes}][i + 1])) AS codes
                FROM {tabel.gefaald} WHERE _masker & {fout} <> 0) n
            JOIN (SELECT regel, list_sort(list_distinct(list(code))) AS codes FROM {keuring}
                  WHERE ernst = 'fout' AND bestand = ? AND recordtype = ? GROUP BY regel) o
            ON o.regel = n._regel AND o.codes = n.codes""",
        [tabel.bestand, tabel.recordtype.typenaam],
    )
    laat_weg(con, tabel, "_regel IN (SELECT _regel FROM _gelijk)")


def laat_weg(con: Motor, tabel: Teksttabel, waar: str) -> None:
    """Take rows out of a checked table of waiting or mended rows."""
    con.execute(f"CREATE OR REPLACE TEMP TABLE _weg AS SELECT _regel FROM {tabel.naam} WHERE {waar}")
    for naam in (tabel.naam, tabel.gefaald):
        con.execute(f"DELETE FROM {naam} WHERE _regel IN (SELECT _regel FROM _weg)")


def neem_op(
    con: Motor, opslag: Opslag, gelezen: Sequence[Gelezen], van: Bewijs, soort: str, door: str, moment: datetime
) -> Bewijs | None:
    """Write what the checked tables hold as a delivery that takes up rows of `van`; None when there are none.

    Where a table `hersteld_<nummer>(_regel, veld, oud, nieuw, voorstel)` stands beside one, each repair is noted too.
    """
    if not gelezen:
        return None
    gegeven = Gegeven(leveringsnummer(van.bron, moment, [soort, van.levering]), van.bron, moment)
    begin_uitval(con)
    delen: list[Bestandsbewijs] = []
    for g in gelezen:
        hersteld = f"LEFT JOIN hersteld_{g.tabel.nummer} USING (_regel)" if soort == "herstel" else ""
        waarden = "veld, oud, nieuw, voorstel" if hersteld else "NULL, NULL, NULL, NULL"
        con.execute(
            f"""INSERT INTO _afhandeling SELECT '{gegeven.levering}', '{van.levering}', ?, '{g.tabel.recordtype.typenaam}', _regel, ?,
                {waarden}, ?, {gegeven.tijd} FROM {g.tabel.naam} {hersteld}""",
            [g.tabel.bestand, soort, door],
        )
        was, was_openbaar = _was(con, opslag, g.tabel, van)
        delen.append(replace(schrijf_tabel(con, opslag, g, gegeven, None), was=was, was_openbaar=was_openbaar))
    schrijf_uitval(con, opslag, delen)
    b = Bewijs(
        gegeven.levering, van.bron, moment, any(d.oefening for d in delen), sum(d.rijen_in for d in delen),
        sum(d.geaccepteerd for d in delen), sum(d.quarantaine for d in delen), MODELVERSIE, delen,
        [f"Rijen die in levering {van.levering} waren geweigerd."],
        soort=soort, stand=van.peildag, van=van.levering, door=door,
    )  # fmt: skip
    return leg_vast(opslag, b)


def _was(con: Motor, opslag: Opslag, tabel: Teksttabel, van: Bewijs) -> tuple[dict[str, int], dict[str, int]]:
    """Per dimension of quality: in how many of these rows a check of it had failed when they were refused; and by open checks only."""
    keuring = parquet(opslag.bestanden("keuring", "levering", [van.levering]), KEURING)
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE _was AS SELECT DISTINCT regel, code FROM {keuring}
            WHERE bestand = ? AND recordtype = ? AND regel IN (SELECT _regel FROM {tabel.naam})""",
        [tabel.bestand, tabel.recordtype.typenaam],
    )
    wegend = [r for r in alle_regels().values() if weegt(r)]

    def per_dimensie(regels: Sequence[Regel]) -> dict[str, int]:
        uit = {}
        for d in Dimensie:
            codes = [r.code for r in regels if r.dimensie is d]
            telling = con.execute(
                "SELECT count(DISTINCT regel) FROM _was WHERE code IN (SELECT unnest(?::VARCHAR[]))", [codes]
            )
            uit[d.value] = telling.fetchall()[0][0]
        return uit

    uit = per_dimensie(wegend), per_dimensie([r for r in wegend if openbaar(r)])
    con.execute("DROP TABLE _was")
    return uit


def _aantal(con: Motor, tabel: str) -> int:
    n: int = con.execute(f"SELECT count(*) FROM {tabel}").fetchall()[0][0]
    return n
