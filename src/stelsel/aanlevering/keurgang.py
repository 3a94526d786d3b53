"""The checks of a whole delivery, table after table, so that what a row refers to is known before it is judged.

In: text tables, and the SQL of what the source delivered before. Out: every `gefaald` table with its masks complete.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from ..begrippen import GROEP_MINSTENS, RECORDTYPEN, Groep, regels_van
from ..opslag import Motor, naar_volgorde
from .keuren import Teksttabel, dubbele, eerder_gevonden, keur
from .opzoeken import lijsttabellen, opzoekvelden, volgorde


def keur_alles(
    con: Motor,
    tabellen: Sequence[Teksttabel],
    vandaag: date,
    eerder: Mapping[str, str],
    voortgang: Callable[[int], None] = lambda gedaan: None,
) -> None:
    """Make `gefaald` and `waarden` of every table that has rows, in an order in which what is referred to comes first.

    `eerder` gives per record type the SQL of the newest accepted version of every row this source delivered before,
    with all its columns. Needs `_sleutels_…` and `_herhaald`.
    """
    per_type = {n: [t for t in tabellen if t.recordtype.typenaam == n and t.rijen] for n in volgorde()}
    nodig = opzoekvelden(RECORDTYPEN[n] for n, van_type in per_type.items() if van_type)
    er_is = set(lijsttabellen(con, nodig))
    herhaald = {t for (t,) in con.execute("SELECT DISTINCT tabel FROM _herhaald").fetchall()}
    gedaan = 0
    for typenaam, van_type in per_type.items():
        with naar_volgorde(con):
            for t in van_type:
                keur(con, t, vandaag, er_is, t.nummer in herhaald)
                gedaan += 1
                voortgang(gedaan)
            if van_type:
                _keur_groepen(con, van_type)
        naam = f"_bij_{typenaam}"
        if naam in nodig and (van_type or typenaam in eerder):
            _opzoektabel(con, typenaam, nodig[naam], van_type, eerder.get(typenaam))
            er_is.add(naam)


def _opzoektabel(
    con: Motor, typenaam: str, velden: Sequence[str], van_type: Sequence[Teksttabel], eerder: str | None
) -> None:
    """Make `_bij_<type>`: these fields of every row that counts, by key.

    A row of which the newest version waits in quarantine is unknown: what was accepted of it before is no longer what
    the source says.
    """
    namen = ", ".join(f'"{v}"' for v in ("id", *velden))
    delen = [f"SELECT {namen} FROM ({t.goede(('id', *velden))})" for t in van_type]
    if eerder is not None:
        nieuw = " UNION ALL ".join(f"SELECT id FROM {t.waarden}" for t in van_type)
        behalve = f" WHERE id NOT IN (SELECT id FROM ({nieuw}) WHERE id IS NOT NULL)" if nieuw else ""
        delen.append(f"SELECT {namen} FROM ({eerder}){behalve}")
    con.execute(f"CREATE OR REPLACE TEMP TABLE _bij_{typenaam} AS {' UNION ALL '.join(delen)}")


def _keur_groepen(con: Motor, van_type: Sequence[Teksttabel]) -> None:
    """Add the bits of the checks that hold a row against its like rows: the sound ones of its type in this delivery."""
    regels = regels_van(van_type[0].recordtype.typenaam)
    for i, r in enumerate(regels):
        for g in (b for b in r.bij if isinstance(b, Groep)):
            velden = dict.fromkeys([*g.per, *([g.mediaan] if g.mediaan else []), *(["einddatum"] if g.lopend else [])])
            if not _groeptabel(con, g, van_type, velden):
                continue
            is_gelijk = "IS NOT DISTINCT FROM" if g.geheel else "="
            gelijk = " AND ".join(f't."{v}" {is_gelijk} _groep._k{n}' for n, v in enumerate(g.per))
            for t in van_type:
                con.execute(
                    f"CREATE OR REPLACE TEMP TABLE _gezakt AS SELECT t._regel FROM {t.waarden} t JOIN _groep ON {gelijk} WHERE NOT ({r.sql})"
                )
                con.execute(f"""
                    UPDATE {t.gefaald} AS f SET _masker = f._masker | {1 << i}::UBIGINT FROM _gezakt
                    WHERE f._regel = _gezakt._regel AND f._masker & {eerder_gevonden(regels, r)} = 0""")
                con.execute(
                    f"INSERT INTO {t.gefaald} SELECT _regel, {1 << i}::UBIGINT FROM _gezakt ANTI JOIN {t.gefaald} USING (_regel)"
                )


def _groeptabel(con: Motor, g: Groep, van_type: Sequence[Teksttabel], velden: Iterable[str]) -> bool:
    """Make `_groep`: the figure per group, of groups that can matter only. Returns whether there are any.

    Rows are first looked at by the hash of what they must agree in, unsound ones too; a hash that comes once is let go.
    """
    alle = " UNION ALL ".join(t.goede(velden) for t in van_type)
    sleutels = ", ".join(f'"{v}" AS _k{n}' for n, v in enumerate(g.per))
    per = ", ".join(f"_k{n}" for n in range(len(g.per)))
    leeg = [] if g.geheel else [f'"{v}" IS NOT NULL' for v in g.per]
    waar = " AND ".join(["true", *leeg, *(['"einddatum" IS NULL'] * g.lopend)])
    if g.mediaan:
        sql = f"""
            SELECT {sleutels}, median("{g.mediaan}") AS "{g.kolom}" FROM ({alle}) WHERE {waar} AND "{g.mediaan}" IS NOT NULL
            GROUP BY {per} HAVING count(*) >= {GROEP_MINSTENS}"""
    else:
        hash_ = f"hash({', '.join(f'{chr(34)}{v}{chr(34)}' for v in g.per)})"
        ruim = " UNION ALL ".join(f"SELECT {hash_} AS h FROM {t.waarden} WHERE {waar}" for t in van_type)
        if not dubbele(con, ruim):
            return False
        sql = f"""
            SELECT {sleutels}, count(*) AS "{g.kolom}" FROM ({alle}) WHERE {waar} AND {hash_} IN (SELECT h FROM _dubbel)
            GROUP BY {per} HAVING count(*) > 1"""
    return bool(con.execute(f"CREATE OR REPLACE TEMP TABLE _groep AS {sql}").fetchall()[0][0])
