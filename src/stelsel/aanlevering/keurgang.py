"""The checks of a whole delivery, table after table, so that what a row refers to is known before it is judged.

In: text tables, and the SQL of what the source delivered before. Out: every `gekeurd` table with its mask complete.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from ..begrippen import GROEP_MINSTENS, RECORDTYPEN, Ernst, Groep, regels_van
from ..opslag import Motor
from .keuren import Teksttabel, eerder_gevonden, keur, masker
from .opzoeken import lijsttabellen, opzoekvelden, volgorde


def keur_alles(
    con: Motor,
    tabellen: Sequence[Teksttabel],
    vandaag: date,
    eerder: Mapping[str, str],
    voortgang: Callable[[int], None] = lambda gedaan: None,
) -> None:
    """Make `gekeurd` of every table that has rows, in an order in which what is referred to comes first.

    `eerder` gives per record type the SQL of the newest accepted version of every row this source delivered before,
    with all its columns. Needs `_sleutels_…` and `_herhaald`.
    """
    per_type = {n: [t for t in tabellen if t.recordtype.typenaam == n and t.rijen] for n in volgorde()}
    nodig = opzoekvelden(RECORDTYPEN[n] for n, van_type in per_type.items() if van_type)
    bron = {n for n in RECORDTYPEN if per_type[n] or n in eerder}
    lijsttabellen(con, nodig)
    gedaan = 0
    for typenaam, van_type in per_type.items():
        for t in van_type:
            keur(con, t, vandaag, bron)
            gedaan += 1
            voortgang(gedaan)
        if van_type:
            _keur_groepen(con, van_type)
        if typenaam in bron and f"_bij_{typenaam}" in nodig:
            _opzoektabel(con, typenaam, nodig[f"_bij_{typenaam}"], van_type, eerder.get(typenaam))


def _opzoektabel(
    con: Motor, typenaam: str, velden: Sequence[str], van_type: Sequence[Teksttabel], eerder: str | None
) -> None:
    """Make `_bij_<type>`: these fields of every row that counts, by key.

    A row of which the newest version waits in quarantine is unknown: what was accepted of it before is no longer what
    the source says.
    """
    fout = masker(regels_van(typenaam), Ernst.FOUT)
    namen = ", ".join(f'"{v}"' for v in velden)
    delen = [f"SELECT id, {namen} FROM {t.gekeurd} WHERE _masker & {fout} = 0" for t in van_type]
    if eerder is not None:
        nieuw = " UNION ALL ".join(f"SELECT id FROM {t.gekeurd}" for t in van_type)
        behalve = f" WHERE id NOT IN (SELECT id FROM ({nieuw}) WHERE id IS NOT NULL)" if nieuw else ""
        delen.append(f"SELECT id, {namen} FROM ({eerder}){behalve}")
    con.execute(f"CREATE OR REPLACE TEMP TABLE _bij_{typenaam} AS {' UNION ALL '.join(delen)}")


def _keur_groepen(con: Motor, van_type: Sequence[Teksttabel]) -> None:
    """Add the bits of the checks that hold a row against its like rows: the sound ones of its type in this delivery."""
    regels = regels_van(van_type[0].recordtype.typenaam)
    fout = masker(regels, Ernst.FOUT)
    for i, r in enumerate(regels):
        groepen = [b for b in r.bij if isinstance(b, Groep)]
        for g in groepen:
            alle = " UNION ALL ".join(f"SELECT * FROM {t.gekeurd} WHERE _masker & {fout} = 0" for t in van_type)
            if not con.execute(_groeptabel(g, alle)).fetchall()[0][0]:
                continue
            is_gelijk = "IS NOT DISTINCT FROM" if g.geheel else "="
            gelijk = " AND ".join(f't."{v}" {is_gelijk} _groep._k{n}' for n, v in enumerate(g.per))
            for t in van_type:
                con.execute(f"""
                    UPDATE {t.gekeurd} AS t SET _masker = t._masker | {1 << i}::UBIGINT FROM _groep
                    WHERE {gelijk} AND t._masker & {eerder_gevonden(regels, r)} = 0 AND NOT ({r.sql})""")


def _groeptabel(g: Groep, alle: str) -> str:
    """SQL that makes `_groep`: the figure per group, of groups that can matter only.

    Rows are counted by the hash of what they must agree in, which is small; a hash that comes once is let go.
    """
    sleutels = ", ".join(f'"{v}" AS _k{n}' for n, v in enumerate(g.per))
    per = ", ".join(f"_k{n}" for n in range(len(g.per)))
    leeg = [] if g.geheel else [f'"{v}" IS NOT NULL' for v in g.per]
    waar = " AND ".join(["true", *leeg, *(['"einddatum" IS NULL'] * g.lopend)])
    if g.mediaan:
        return f"""
            CREATE OR REPLACE TEMP TABLE _groep AS
            SELECT {sleutels}, median("{g.mediaan}") AS "{g.kolom}" FROM ({alle}) WHERE {waar} AND "{g.mediaan}" IS NOT NULL
            GROUP BY {per} HAVING count(*) >= {GROEP_MINSTENS}"""
    velden = ", ".join(f'"{v}"' for v in g.per)
    return f"""
        CREATE OR REPLACE TEMP TABLE _groep AS
        WITH vaker AS (SELECT hash({velden}) AS h FROM ({alle}) WHERE {waar} GROUP BY h HAVING count(*) > 1)
        SELECT {sleutels}, count(*) AS "{g.kolom}" FROM ({alle}) WHERE {waar} AND hash({velden}) IN (SELECT h FROM vaker)
        GROUP BY {per} HAVING count(*) > 1"""
