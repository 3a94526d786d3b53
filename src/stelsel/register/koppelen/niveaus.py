"""Merging by exact keys, level by level: records that share a key become one where nothing among them contradicts.

The outcome is a function of the set of records: no order of arrival, no ties broken by chance. It falls apart over the
groups that keys tie together, so that a part which no change touches need not be looked at again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from ...opslag import Motor


@dataclass(frozen=True)
class Niveau:
    """A rule by which records are one. `naam`: as a person reads it, after "zelfde".

    `sleutels`: SQL over the profile that gives a list of keys, NULL where a record lacks part of one. `veto`: SQL over the profile of which one
    cluster may hold no second value through this rule; `bijeen`: an aggregate that must hold of the whole; `veto_kluster`:
    aggregates over each cluster that goes into it, of each of which there may be one value.
    """

    naam: str
    sleutels: str
    veto: tuple[str, ...] = ()
    bijeen: str = "true"
    veto_kluster: tuple[str, ...] = ()


def kenmerken(profiel: str, niveaus: Sequence[Niveau]) -> str:
    """SQL of (rij, niveau, t): the keys that each record of this profile holds."""
    delen = [
        f"""SELECT rij, {nr} AS niveau, CASE WHEN oefening THEN 'o|' ELSE 'e|' END || s AS t
            FROM (SELECT rij, oefening, unnest({niveau.sleutels}) AS s FROM {profiel}) WHERE s IS NOT NULL"""
        for nr, niveau in enumerate(niveaus)
    ]
    return " UNION ALL ".join(delen)


def maak_kenmerken(con: Motor, soort: str, niveaus: Sequence[Niveau]) -> None:
    """Make `kenmerk_<soort>(rij, niveau, t)`: the keys that each record of `profiel_<soort>` holds."""
    con.execute(f"CREATE OR REPLACE TABLE kenmerk_{soort} AS {kenmerken(f'profiel_{soort}', niveaus)}")


def voeg_samen(con: Motor, soort: str, niveaus: Sequence[Niveau]) -> None:
    """Make `kern_<soort>(rij, k)`: equal `k`, one thing by exact keys and by what people decided.

    Needs `profiel_<soort>(rij, oefening, …)`, `kenmerk_<soort>`, and the decisions `zelfde_<soort>(a, b)` and
    `anders_<soort>(a, b)` as pairs of `rij`.
    """
    con.execute(f"CREATE OR REPLACE TABLE kern_{soort} AS SELECT rij, rij AS k FROM profiel_{soort}")
    con.execute(f"""CREATE OR REPLACE TEMP TABLE verbonden AS
        SELECT a::VARCHAR || '|' || b::VARCHAR AS t, unnest([a, b]) AS k FROM zelfde_{soort}""")
    _voeg_bij(con, soort, None)
    for nr, niveau in enumerate(niveaus):
        con.execute(f"""CREATE OR REPLACE TEMP TABLE verbonden AS
            SELECT t, k FROM (SELECT DISTINCT t, k FROM kenmerk_{soort} JOIN kern_{soort} USING (rij) WHERE niveau = {nr})
            QUALIFY count(*) OVER (PARTITION BY t) > 1""")
        _voeg_bij(con, soort, niveau)


def _voeg_bij(con: Motor, soort: str, niveau: Niveau | None) -> None:
    """Merge the clusters that `verbonden(t, k)` ties together; `niveau` None: whatever they contradict.

    What a person kept out of a group is looked at again with the others that were kept out.
    """
    while con.execute("SELECT count(*) FROM verbonden").fetchall()[0][0]:
        con.execute("CREATE OR REPLACE TEMP TABLE later AS FROM verbonden LIMIT 0")
        verspreid(con)
        while uit := _uitgezonderd(con, soort):
            # Without these the others may no longer be tied.
            con.register("_uit", pa.table({"k": pa.array(sorted(uit), pa.int64())}))
            con.execute("INSERT INTO later FROM verbonden SEMI JOIN _uit USING (k)")
            con.execute("CREATE OR REPLACE TEMP TABLE verbonden AS FROM verbonden ANTI JOIN _uit USING (k)")
            con.unregister("_uit")
            verspreid(con)
        con.execute("CREATE OR REPLACE TEMP TABLE goed AS SELECT k, l FROM groep")
        if niveau is not None:
            _weiger_tegenspraak(con, soort, niveau)
        con.execute(f"""CREATE OR REPLACE TABLE kern_{soort} AS
            SELECT rij, coalesce(naar, k) AS k FROM kern_{soort} LEFT JOIN (
                SELECT k, min(k) OVER (PARTITION BY l) AS naar FROM goed) USING (k)""")
        con.execute("CREATE OR REPLACE TEMP TABLE verbonden AS FROM later")


def _uitgezonderd(con: Motor, soort: str) -> set[int]:
    """Which clusters leave their group in `groep`, because a person said that they are not the same as another in it.

    Of a pair the second leaves, if the first stays; where that goes round, the pair whose records come first decides.
    """
    paren = con.execute(f"""SELECT DISTINCT ka.k, kb.k FROM anders_{soort} a JOIN kern_{soort} ka ON ka.rij = a.a JOIN kern_{soort} kb ON kb.rij = a.b
        JOIN groep ga ON ga.k = ka.k JOIN groep gb ON gb.k = kb.k WHERE ga.l = gb.l AND ka.k <> kb.k""").fetchall()
    uit: set[int] = set()
    while paren:
        tweede = {b for _, b in paren}
        weg = {b for a, b in paren if a not in tweede} or {_eerste(con, soort, paren)[1]}
        uit |= weg
        paren = [p for p in paren if weg.isdisjoint(p)]
    return uit


def _eerste(con: Motor, soort: str, paren: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Of pairs of clusters the one whose first records, by source and key, come first: whatever numbers they go by here."""
    lijst = ", ".join(str(k) for k in sorted({k for paar in paren for k in paar}))
    namen = dict(con.execute(f"""SELECT k, min(bron || '|' || id) FROM profiel_{soort} JOIN kern_{soort} USING (rij)
                                 WHERE k IN ({lijst}) GROUP BY k""").fetchall())  # fmt: skip
    return min(paren, key=lambda p: (namen[p[0]], namen[p[1]]))


def verspreid(con: Motor) -> None:
    """Make `groep(k, l)` from `verbonden(t, k)`: equal `l`, tied together; the smallest name spreads until nothing moves."""
    con.execute("CREATE OR REPLACE TEMP TABLE groep AS SELECT DISTINCT k, k AS l FROM verbonden")
    while True:
        con.execute("""CREATE OR REPLACE TEMP TABLE stap AS
            WITH per_t AS (SELECT t, min(l) AS l FROM verbonden JOIN groep USING (k) GROUP BY t)
            SELECT k, min(p.l) AS l FROM verbonden JOIN per_t p USING (t) GROUP BY k""")
        anders = con.execute("SELECT count(*) FROM stap JOIN groep USING (k) WHERE stap.l <> groep.l").fetchall()[0][0]
        con.execute("CREATE OR REPLACE TEMP TABLE groep AS FROM stap")
        if not anders:
            return


def _weiger_tegenspraak(con: Motor, soort: str, niveau: Niveau) -> None:
    """Leave out of `goed` the groups in which a value would meet another that was not with it before."""
    if not niveau.veto:
        return
    delen = [f"count(DISTINCT {v}) AS v{i}" for i, v in enumerate(niveau.veto)]
    con.execute(f"""CREATE OR REPLACE TEMP TABLE lid AS
        SELECT g.l, g.k, p.* FROM groep g JOIN kern_{soort} USING (k) JOIN profiel_{soort} p USING (rij)""")
    con.execute(f"""CREATE OR REPLACE TEMP TABLE per_k AS
        SELECT l, k, {", ".join([*delen, *(f"{v} AS e{i}" for i, v in enumerate(niveau.veto_kluster))])} FROM lid GROUP BY l, k""")
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE per_l AS SELECT {', '.join(['l', *delen, f'{niveau.bijeen} AS bijeen'])} FROM lid GROUP BY l"
    )
    grens = " AND ".join(
        [f"any_value(p.v{i}) <= greatest(1, max(k.v{i}))" for i in range(len(niveau.veto))]
        + [f"count(DISTINCT k.e{i}) <= 1" for i in range(len(niveau.veto_kluster))]
        + ["bool_and(p.bijeen)"]
    )
    con.execute(f"""CREATE OR REPLACE TEMP TABLE goed AS
        SELECT k, l FROM groep SEMI JOIN (SELECT k.l FROM per_k k JOIN per_l p USING (l) GROUP BY k.l HAVING {grens}) USING (l)""")
