"""Rows of a change delivery that say only that a record has ended: column `_mutatie`, with the day in `_per`.

Such a row needs its key and nothing else. It is no version of the record: it closes the last one.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ..begrippen.rijregels import EINDE_ONBEKEND, MUTATIE_ONBEKEND, PER_ONGELDIG
from ..begrippen.soorten import Datum
from ..begrippen.uitdrukking import waarde as literal
from ..opslag import Motor
from .keuren import WIT
from .laden import Gelezen
from .schrijven import Gegeven

GEWOON = ("nieuw", "gewijzigd")
EINDE = "beeindigd"


def beeindigd(con: Motor, g: Gelezen, gegeven: Gegeven, stand: date, eerdere: str | None) -> tuple[Gelezen, int]:
    """Take the rows that end a record out of the table; returns what is left and how many ended one.

    `eerdere`: SQL of all keys of this type that the source delivered before. Rows with an unknown word,
    day or key are refused: they go where lines that are no rows go.
    """
    tabel = g.tabel
    if "_mutatie" not in tabel.kolommen or not tabel.rijen:
        return g, 0

    def kolom(naam: str) -> str:
        return (
            f"nullif(trim(k{tabel.kolommen.index(naam)}, '{WIT}'), '')" if naam in tabel.kolommen else "NULL::VARCHAR"
        )

    ruw = ", ".join(f"k{i}" for i in range(len(tabel.kolommen)))
    woord = f"replace(lower({kolom('_mutatie')}), 'ë', 'e')"
    con.execute(f"""
        CREATE OR REPLACE TEMP TABLE _mutatie AS
        SELECT _regel, [{ruw}] AS ruw, {tabel.tekst("id")} AS id, {kolom("_mutatie")} AS mutatie, {woord} = '{EINDE}' AS einde,
               {kolom("_per")} AS per, {Datum().getypeerd(kolom("_per"))} AS dag
        FROM {tabel.naam} WHERE {kolom("_mutatie")} IS NOT NULL AND {woord} NOT IN {GEWOON!r}""")
    bekend = f"coalesce(id IN ({eerdere}), false)" if eerdere else "false"
    redenen = [
        (MUTATIE_ONBEKEND, "NOT einde", {"mutatie": "mutatie"}),
        (PER_ONGELDIG, "einde AND per IS NOT NULL AND dag IS NULL", {"per": "per"}),
        (EINDE_ONBEKEND, f"einde AND (per IS NULL OR dag IS NOT NULL) AND (id IS NULL OR NOT {bekend})", {"id": "id"}),
    ]
    geweigerd = 0
    for regel, waar, waarden in redenen:
        voor, naam, na = regel.stukken
        zin = f"concat({literal(voor)}, coalesce({waarden[naam]}, '(leeg)'), {literal(na)})"
        con.execute(
            f"INSERT INTO {g.misvormde_regels} SELECT _regel, id, ruw, '{regel.code}', {zin} FROM _mutatie WHERE {waar}"
        )
        geweigerd += con.execute(f"SELECT count(*) FROM _mutatie WHERE {waar}").fetchall()[0][0]
    goed = f"einde AND (per IS NULL OR dag IS NOT NULL) AND id IS NOT NULL AND {bekend}"
    con.execute(
        f"""INSERT INTO _einde SELECT '{gegeven.levering}', '{gegeven.bron}', ?, '{tabel.recordtype.typenaam}', _regel, id,
            coalesce(dag, DATE '{stand}') FROM _mutatie WHERE {goed}""",
        [tabel.bestand],
    )
    gesloten = con.execute(f"SELECT count(*) FROM _mutatie WHERE {goed}").fetchall()[0][0]
    over_naam = f"{tabel.naam}_over"
    con.execute(f"CREATE TABLE {over_naam} AS FROM {tabel.naam} WHERE _regel NOT IN (SELECT _regel FROM _mutatie)")
    con.execute("DROP TABLE _mutatie")
    over = replace(tabel, naam=over_naam, rijen=tabel.rijen - gesloten - geweigerd)
    return replace(g, tabel=over, misvormd=g.misvormd + geweigerd), gesloten
