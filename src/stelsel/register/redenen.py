"""Why numbers merged or parted, and by whom: a decision of a person, a key that records share, or likelihood."""

from __future__ import annotations

from ..opslag import Motor
from .koppelen import REGELS, kenmerken

REGISTER = "het register"
_OVERIG = {
    "samengevoegd": "waarschijnlijk hetzelfde, of door andere records verbonden",
    "gesplitst": "de gegevens wijzen niet meer op hetzelfde",
}


def geef_redenen(con: Motor, sinds: int) -> None:
    """Fill `reden` and `actor` in `gebeurtenis`. Needs `oordeel` with `volgnr` (decisions after the first `sinds` are new), `vorige`.

    What nobody decided has the strongest rule that ties a record of the one number to a record of the other.
    """
    con.execute(
        "CREATE OR REPLACE TABLE reden (soort VARCHAR, van VARCHAR, naar VARCHAR, rang BIGINT, reden VARCHAR, actor VARCHAR)"
    )
    geraakt = {soort for (soort,) in con.execute("SELECT DISTINCT soort FROM gebeurtenis").fetchall()}
    for soort in geraakt & set(REGELS):
        recordtype = "p.recordtype" if soort == "onderneming" else "'locatie'"
        con.execute(f"""CREATE OR REPLACE TEMP TABLE lid AS
            SELECT DISTINCT p.rij, {recordtype} AS type, p.bron, p.id, v.{soort} AS oud, n.nummer
            FROM profiel_{soort} p JOIN deel_{soort} d USING (rij) JOIN nr_{soort} n ON n.sleutel = d.f
            LEFT JOIN vorige v ON v.recordtype = {recordtype} AND v.bron = p.bron AND v.record = p.id
            WHERE n.nummer IN (SELECT naar FROM gebeurtenis WHERE soort = '{soort}')
               OR v.{soort} IN (SELECT van FROM gebeurtenis WHERE soort = '{soort}')""")
        con.execute(f"""INSERT INTO reden
            SELECT g.soort, g.van, g.naar, -o.volgnr, o.reden, o.door FROM gebeurtenis g JOIN oordeel o ON o.soort = g.soort AND o.volgnr > {sinds}
            JOIN lid a ON a.type = o.type_a AND a.bron = o.bron_a AND a.id = o.id_a
            JOIN lid b ON b.type = o.type_b AND b.bron = o.bron_b AND b.id = o.id_b
            WHERE g.soort = '{soort}' AND g.van IN (a.oud, b.oud) AND g.naar IN (a.nummer, b.nummer)
              AND CASE gebeurtenis WHEN 'samengevoegd' THEN a.nummer = b.nummer ELSE a.nummer <> b.nummer END""")
        con.execute(f"CREATE OR REPLACE TEMP TABLE lid_profiel AS FROM profiel_{soort} SEMI JOIN lid USING (rij)")
        con.execute(f"CREATE OR REPLACE TEMP TABLE kenmerk AS {kenmerken('lid_profiel', REGELS[soort])}")
        for nr, regel in enumerate(REGELS[soort]):
            con.execute(
                f"""INSERT INTO reden
                SELECT DISTINCT g.soort, g.van, g.naar, {nr}, 'zelfde ' || ?, '{REGISTER}' FROM gebeurtenis g
                JOIN lid a ON a.oud = g.van AND a.nummer = g.naar JOIN lid b ON b.nummer = g.naar AND b.oud IS DISTINCT FROM g.van
                JOIN kenmerk ka ON ka.rij = a.rij AND ka.niveau = {nr}
                JOIN kenmerk kb ON kb.rij = b.rij AND kb.niveau = {nr} AND kb.t = ka.t
                WHERE g.soort = '{soort}' AND g.gebeurtenis = 'samengevoegd'""",
                [regel.naam],
            )
    overig = " ".join(f"WHEN '{wat}' THEN '{reden}'" for wat, reden in _OVERIG.items())
    con.execute(f"""CREATE OR REPLACE TABLE gebeurtenis AS
        SELECT g.soort, gebeurtenis, g.van, g.naar, coalesce(r.reden, CASE gebeurtenis {overig} END) AS reden,
               coalesce(r.actor, '{REGISTER}') AS actor
        FROM gebeurtenis g LEFT JOIN (
            SELECT soort, van, naar, arg_min(reden, rang) AS reden, arg_min(actor, rang) AS actor FROM reden GROUP BY ALL
        ) r USING (soort, van, naar)""")
