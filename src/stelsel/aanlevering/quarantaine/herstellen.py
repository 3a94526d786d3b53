"""Repairs: proposed per group of refused rows that go wrong in the same way, accepted by a person, logged with who and when.

The refused row stays as it was delivered. What is taken in is a delivery of its own that names the same file and line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from ...begrippen import Ernst, Gebruikersfout, Recordtype, regels_van
from ...begrippen.uitdrukking import waarde as literal
from ...opslag import Motor, Opslag, rijen, werkmotor
from ..bewijs import Bewijs, bewijs, dag_in_nederland, tellende
from ..keuren import Teksttabel, masker
from ..keurgang import keur_alles
from ..laden import MISVORMD, Gelezen
from ..leveren import eerdere_rijen
from ..lezen import Vorm
from .herbeoordelen import keur_opnieuw, laat_weg, neem_op, wachtende_tabellen
from .voorstellen import HERSTELNAMEN, maak_codeherstel, punt, voorstellen

VOORBEELDEN = 5
NIEUW = 1_000  # mended tables are numbered from here, beside the ones they come from


@dataclass(frozen=True)
class Herstelgroep:
    """Rows of one record type that the same repairs would mend. `sleutel` names the group, `repairs` are pairs of repair and field."""

    sleutel: str
    recordtype: str
    herstel: tuple[tuple[str, str], ...]
    aantal: int
    voorbeelden: list[dict[str, object]]

    @property
    def namen(self) -> list[str]:
        """The repairs in words, each with its field."""
        return [f"{HERSTELNAMEN[hoe]} ({veld})" for hoe, veld in self.herstel]


class GroepOnbekend(Gebruikersfout):
    """There are no rows that wait for this repair, any more or at all."""

    code = "HERSTEL-ONBEKEND"

    def __init__(self, levering: str, sleutel: str):
        self.levering, self.sleutel = levering, sleutel
        super().__init__(
            "Er wachten geen rijen meer op dit herstel.", "Kijk op de pagina van de levering wat nog wacht."
        )


def herstelgroepen(opslag: Opslag, levering: str) -> list[Herstelgroep]:
    """What could be mended in a delivery, the largest group first; each row counted passes every check once mended."""
    van = bewijs(opslag, levering)
    with werkmotor(opslag, f"voorstel-{levering}") as con:
        gelezen = _hersteld(con, opslag, van, datetime.now(UTC))
        uit = [groep for g in gelezen for groep in _groepen(con, g)]
    return sorted(uit, key=lambda g: (-g.aantal, g.sleutel))


def herstel(
    opslag: Opslag, levering: str, sleutels: Sequence[str], *, door: str, moment: datetime | None = None
) -> Bewijs:
    """Accept the repair of these groups: the mended rows are taken in. Raises `OnbekendeLevering`, `GroepOnbekend`."""
    van = bewijs(opslag, levering)
    nu = moment or datetime.now(UTC)
    with opslag.slot(f"bron-{van.bron}"), werkmotor(opslag, f"herstel-{levering}") as con:
        gelezen = []
        for g in _hersteld(con, opslag, van, nu):
            con.execute(
                "CREATE OR REPLACE TEMP TABLE _gekozen AS SELECT unnest(?::VARCHAR[]) AS sleutel", [list(sleutels)]
            )
            laat_weg(con, g.tabel, "_sleutel NOT IN (SELECT sleutel FROM _gekozen)")
            rijen_ = con.execute(f"SELECT count(*) FROM {g.tabel.naam}").fetchall()[0][0]
            if rijen_:
                gelezen.append(replace(g, tabel=replace(g.tabel, rijen=rijen_)))
        b = neem_op(con, opslag, gelezen, van, "herstel", door, nu)
    if b is None:
        raise GroepOnbekend(levering, ", ".join(sleutels))
    return b


def _hersteld(con: Motor, opslag: Opslag, van: Bewijs, moment: datetime) -> list[Gelezen]:
    """Text tables of mended rows, checked; rows that do not pass are gone from them."""
    alle = tellende(opslag, van.bron)
    uit = []
    gelezen = wachtende_tabellen(con, opslag, alle, van)
    keur_opnieuw(con, opslag, gelezen, van, alle, moment)
    for g in gelezen:
        nieuw = _pas_toe(con, g.tabel)
        con.execute(f"CREATE TABLE misvormd_{nieuw.nummer} ({MISVORMD})")
        con.execute(
            f"INSERT INTO _herhaald SELECT {nieuw.nummer}, _regel FROM _herhaald WHERE tabel = {g.tabel.nummer}"
        )
        if nieuw.rijen:
            uit.append(Gelezen(nieuw, g.sha, 0))
    keur_alles(con, [g.tabel for g in uit], dag_in_nederland(moment), eerdere_rijen(opslag, alle))
    for g in uit:
        fout = masker(regels_van(g.tabel.recordtype.typenaam), Ernst.FOUT)
        laat_weg(con, g.tabel, f"_regel IN (SELECT _regel FROM {g.tabel.gefaald} WHERE _masker & {fout} <> 0)")
    return uit


def _pas_toe(con: Motor, tabel: Teksttabel) -> Teksttabel:
    """Make a table of mended rows: text per field of the model, `_sleutel` of the group; and `hersteld_<nummer>` with each repair.

    Only a field at which a failed check points is mended.
    """
    rt = tabel.recordtype
    regels = regels_van(rt.typenaam)
    bits = {
        n: sum(1 << i for i, r in enumerate(regels) if r.ernst is Ernst.FOUT and r.velden[0] == n) for n in rt.velden
    }
    bron = f"_fout_{tabel.nummer}"
    velden = ", ".join(f'{tabel.tekst(n)} AS "{n}"' for n in rt.velden)
    con.execute(f"""CREATE TEMP TABLE {bron} AS SELECT _regel, g._masker, {velden}
                    FROM {tabel.naam} JOIN {tabel.gefaald} g USING (_regel)""")
    maak_codeherstel(
        con, [(v, f'SELECT "{n}" AS w FROM {bron} WHERE _masker & {bits[n]} <> 0') for n, v in rt.velden.items()]
    )
    # A mended key could be that of another record: it is never guessed at.
    kansen = {n: None if n == "id" else _kansen(rt, n, bits[n], tabel.vorm.decimaal) for n in rt.velden}
    keuzes = ", ".join(f'{sql} AS "h_{n}"' for n, sql in kansen.items() if sql)
    nummer, plekken = tabel.nummer + NIEUW, {n: i for i, n in enumerate(rt.velden)}
    waarden = ", ".join(
        f'coalesce(h_{n}.w, "{n}") AS k{plekken[n]}' if kansen[n] else f'"{n}" AS k{plekken[n]}' for n in rt.velden
    )
    namen = [n for n in rt.velden if kansen[n]]
    stukken = ", ".join(f"CASE WHEN h_{n}.w IS NOT NULL THEN h_{n}.k || ' ' || '{n}' END" for n in namen) or "NULL"
    sleutel = (
        f"'{rt.typenaam}: ' || nullif(array_to_string(list_filter([{stukken}], lambda k: k IS NOT NULL), ', '), '')"
    )
    naam = f"hersteld_tekst_{nummer}"
    con.execute(f"""
        CREATE TABLE {naam} AS SELECT * FROM (
            SELECT _regel, {waarden}, {sleutel} AS _sleutel
            FROM (SELECT *{", " + keuzes if keuzes else ""} FROM {bron})) WHERE _sleutel IS NOT NULL""")
    delen = [
        f"""SELECT _regel, '{n}' AS veld, b."{n}" AS oud, k{plekken[n]} AS nieuw FROM {naam} JOIN {bron} b USING (_regel)
            WHERE k{plekken[n]} IS DISTINCT FROM b."{n}" """
        for n in rt.velden
    ]
    con.execute(f"""CREATE TABLE hersteld_{nummer} AS
        SELECT d.*, t._sleutel AS voorstel FROM ({" UNION ALL ".join(delen)}) d JOIN {naam} t USING (_regel)""")
    rijen_ = con.execute(f"SELECT count(*) FROM {naam}").fetchall()[0][0]
    con.execute(f"DROP TABLE {bron}")
    return Teksttabel(
        nummer,
        naam,
        rt,
        tabel.bestand,
        tuple(rt.velden),
        rijen_,
        tabel.oefening,
        vertaling=tabel.vertaling,
        vorm=Vorm(),
    )


def _kansen(rt: type[Recordtype], naam: str, bits: int, decimaal: str) -> str | None:
    """SQL of the first proposal for a field that has its form, as `{{w, k}}`; None when there is nothing to propose."""
    veld = rt.velden[naam]
    kandidaten = [(hoe, sql) for hoe, sql in voorstellen(veld, f'"{naam}"', decimaal)]
    if naam in ("x", "y") and {"x", "y"} <= set(rt.velden):
        fout_x = sum(
            1 << i for i, r in enumerate(regels_van(rt.typenaam)) if r.ernst is Ernst.FOUT and r.velden[0] == "x"
        )
        bits |= fout_x
        kandidaten += [(hoe, sx if naam == "x" else sy) for hoe, sx, sy in punt('"x"', '"y"')]
    delen = [
        f"CASE WHEN ({sql}) <> \"{naam}\" AND {veld.soort.vorm(f'({sql})')} THEN {{'w': {sql}, 'k': {literal(hoe)}}} END"
        for hoe, sql in kandidaten
    ]
    return f"CASE WHEN _masker & {bits} <> 0 THEN coalesce({', '.join(delen)}) END" if delen and bits else None


def _groepen(con: Motor, g: Gelezen) -> list[Herstelgroep]:
    """The groups of one table of mended rows, with some of them as examples."""
    t = g.tabel
    gevonden = con.execute(f"SELECT _sleutel, count(*) FROM {t.naam} GROUP BY 1 ORDER BY 2 DESC, 1").fetchall()
    uit = []
    for sleutel, aantal in gevonden:
        voorbeelden = rijen(
            con,
            f"""SELECT h._regel AS regel, n.id AS record, veld, oud, nieuw FROM hersteld_{t.nummer} h JOIN {t.waarden} n USING (_regel)
                WHERE voorstel = ? ORDER BY h._regel, veld LIMIT {VOORBEELDEN}""",
            [sleutel],
        )
        paren = tuple((p.rsplit(" ", 1)[0], p.rsplit(" ", 1)[1]) for p in sleutel.split(": ", 1)[1].split(", "))
        for v in voorbeelden:
            v["bestand"] = t.bestand
        uit.append(Herstelgroep(sleutel, t.recordtype.typenaam, paren, aantal, voorbeelden))
    return uit
