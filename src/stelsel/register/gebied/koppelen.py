"""Linking of what a change touches: the same steps as for the whole, over a region, then fitted into the state.

In: the state of the last snapshot as `staat`, which is written to. Out: `deel_<soort>` and all that hangs on it, in `staat` as if
everything had been linked; and `verplaatst_<soort>(rij, was, f)`: what is now one with other things than it was.
"""

from __future__ import annotations

from types import ModuleType

from ...opslag import Motor
from ..koppelen import locaties, ondernemingen
from ..koppelen.model import Model
from ..koppelen.niveaus import maak_kenmerken, voeg_samen
from ..koppelen.stappen import NIVEAUS, leg_oordelen, voeg_paren_samen
from ..koppelen.vergelijkingen import LOCATIE, ONDERNEMING, Vergelijking
from ..koppelen.waarschijnlijk import GROOTSTE_BLOK, maak_vergelijk, scoor
from .gebied import Geheel, maak_gebied, tel

SLEUTEL = {"locatie": "bron, id", "onderneming": "bron, recordtype, id"}


def koppel_gebied(con: Motor, model: Model, geoordeeld: int) -> None:
    """Link what the rows in `nu_<type>` touch, and what decisions after the first `geoordeeld` are about.

    Needs `oordeel`, `frequentie`. Raises `Geheel`.
    """
    for module, soort in ((locaties, "locatie"), (ondernemingen, "onderneming")):
        module.maak_ruw(con)
        _nieuwste(con, soort, module.RUW)
        _oordelen(con, soort, geoordeeld)
    # Who is at a place is part of what is known of it: says another who is there, then the place is another.
    con.execute("""CREATE OR REPLACE TEMP TABLE elders AS SELECT DISTINCT bron, locatie_id AS id FROM (
        SELECT bron, locatie_id FROM ruw_onderneming
        UNION ALL SELECT bron, locatie_id FROM staat.profiel_onderneming SEMI JOIN ruw_onderneming USING (rij)) WHERE locatie_id IS NOT NULL""")
    con.execute("""INSERT INTO wissel_locatie SELECT rij FROM staat.profiel_locatie SEMI JOIN elders USING (bron, id)
                   ANTI JOIN wissel_locatie USING (rij)""")
    _koppel(con, LOCATIE, locaties, model)
    con.execute("""CREATE OR REPLACE TEMP VIEW plek AS
        SELECT bron, id, f AS plek, pc, plaats FROM staat.profiel_locatie JOIN staat.deel_locatie USING (rij)""")
    con.execute("""CREATE OR REPLACE TEMP TABLE elders AS SELECT bron, id FROM staat.profiel_locatie
                   WHERE rij IN (SELECT rij FROM verplaatst_locatie UNION ALL SELECT rij FROM wissel_locatie)""")
    con.execute("""INSERT INTO wissel_onderneming SELECT rij FROM staat.profiel_onderneming p
                   SEMI JOIN elders e ON e.bron = p.bron AND e.id = p.locatie_id ANTI JOIN wissel_onderneming w ON w.rij = p.rij""")
    _koppel(con, ONDERNEMING, ondernemingen, model)


def _nieuwste(con: Motor, soort: str, ruw: str) -> None:
    """Leave in `ruw_<soort>` what now says something else by which it is linked, or is new, numbered as the state numbers it; make
    `wissel_<soort>` of those. What says the same in a later delivery only gets another origin."""
    con.execute(f"""CREATE OR REPLACE TABLE ruw_{soort} AS
        SELECT r.* REPLACE (coalesce(s.rij, (SELECT coalesce(max(rij), 0) FROM staat.profiel_{soort})
                            + row_number() OVER (PARTITION BY s.rij IS NULL ORDER BY r.rij)) AS rij)
        FROM ruw_{soort} r LEFT JOIN staat.profiel_{soort} s USING ({SLEUTEL[soort]})
        WHERE s.rij IS NULL OR s.levering_nr < r.levering_nr""")
    con.execute(f"""UPDATE staat.profiel_{soort} s SET levering_nr = r.levering_nr, bestand = r.bestand, regel = r.regel
                    FROM ruw_{soort} r WHERE r.rij = s.rij""")
    con.execute(f"""CREATE OR REPLACE TABLE ruw_{soort} AS
        SELECT {ruw} FROM ruw_{soort} EXCEPT SELECT {ruw} FROM staat.profiel_{soort} SEMI JOIN ruw_{soort} USING (rij)""")
    con.execute(f"CREATE OR REPLACE TABLE wissel_{soort} AS SELECT rij FROM ruw_{soort}")


def _oordelen(con: Motor, soort: str, sinds: int) -> None:
    """Make `band_<soort>(a, b)`, who is the same by decision; what new decisions are about joins `wissel_<soort>`."""
    eigen = "recordtype" if soort == "onderneming" else f"'{soort}'"
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE genoemd AS
        WITH p AS (SELECT {eigen} AS type, bron, id, rij FROM staat.profiel_{soort} UNION SELECT {eigen}, bron, id, rij FROM ruw_{soort}),
        n AS (SELECT type_a AS type, bron_a AS bron, id_a AS id FROM oordeel WHERE soort = '{soort}'
              UNION SELECT type_b, bron_b, id_b FROM oordeel WHERE soort = '{soort}')
        SELECT * FROM p SEMI JOIN n USING (type, bron, id)"""
        if tel(con, "oordeel")
        else "CREATE OR REPLACE TEMP TABLE genoemd (type VARCHAR, bron VARCHAR, id VARCHAR, rij BIGINT)"
    )
    con.execute(f"""CREATE OR REPLACE TEMP TABLE besluit AS
        SELECT a.rij AS a, b.rij AS b, besluit = 'zelfde' AND geldt AS zelfde, volgnr FROM (FROM oordeel WHERE soort = '{soort}') o
        LEFT JOIN genoemd a ON a.type = o.type_a AND a.bron = o.bron_a AND a.id = o.id_a
        LEFT JOIN genoemd b ON b.type = o.type_b AND b.bron = o.bron_b AND b.id = o.id_b""")
    con.execute(
        f"CREATE OR REPLACE TABLE band_{soort} AS SELECT a, b FROM besluit WHERE zelfde AND a IS NOT NULL AND b IS NOT NULL"
    )
    con.execute(f"""INSERT INTO wissel_{soort} SELECT DISTINCT rij FROM (SELECT unnest([a, b]) AS rij FROM besluit WHERE volgnr > {sinds})
                    ANTI JOIN wissel_{soort} USING (rij) WHERE rij IS NOT NULL""")


def _koppel(con: Motor, v: Vergelijking, module: ModuleType, model: Model) -> None:
    s = v.soort
    maak_gebied(con, s, module.RUW)
    con.execute(
        f"INSERT INTO ruw_{s} SELECT {module.RUW} FROM staat.profiel_{s} SEMI JOIN gebied_{s} USING (rij) ANTI JOIN ruw_{s} USING (rij)"
    )
    if s == "locatie":
        con.execute("""CREATE OR REPLACE TEMP TABLE ter_plaatse AS
            SELECT v.* FROM (
                SELECT recordtype, bron, locatie_id, naam, kvk_bron FROM ruw_onderneming UNION ALL
                SELECT recordtype, bron, locatie_id, naam, kvk_bron FROM staat.profiel_onderneming ANTI JOIN ruw_onderneming USING (rij)) v
            SEMI JOIN ruw_locatie r ON r.bron = v.bron AND r.id = v.locatie_id""")
        locaties.maak_profiel(con, "ter_plaatse")
    else:
        ondernemingen.maak_profiel(con)
    leg_oordelen(con, s)
    maak_kenmerken(con, s, NIVEAUS[s])
    voeg_samen(con, s, NIVEAUS[s])
    _vergelijk(con, v)
    _paren(con, v, model)
    _met_paren(con, s)
    leg_oordelen(con, s)
    voeg_paren_samen(con, s)
    con.execute(f"""CREATE OR REPLACE TABLE verplaatst_{s} AS
        SELECT rij, o.f AS was, d.f FROM deel_{s} d LEFT JOIN staat.deel_{s} o USING (rij) WHERE o.f IS DISTINCT FROM d.f""")
    _pas_in(con, s)


def _vergelijk(con: Motor, v: Vergelijking) -> None:
    """Make `vergelijk_<soort>` of the region and of all that shares a block with what is `raak`: the clusters, by `raak_k_<soort>(k)`, of
    records that are compared otherwise than before or stand with others. And `druk_<soort>` as it is now.

    Raises `Geheel` when a block becomes too large to say anything, or is so no longer: then pairs far from the change come or go.
    """
    s = v.soort

    def sleutels(van: str) -> str:
        return " UNION ALL ".join(
            f"SELECT {i} AS blok, oefening AS o, {b} AS sleutel FROM {van}" for i, b in enumerate(v.blokken)
        )

    con.execute(f"CREATE OR REPLACE TEMP TABLE was AS FROM staat.profiel_{s} SEMI JOIN gebied_{s} USING (rij)")
    con.execute(f"""CREATE OR REPLACE TEMP TABLE verschil AS
        SELECT blok, o, sleutel, sum(d)::BIGINT AS d FROM (
            SELECT *, 1 AS d FROM ({sleutels(f"profiel_{s}")}) UNION ALL SELECT *, -1 FROM ({sleutels("was")})
        ) WHERE sleutel IS NOT NULL GROUP BY ALL""")
    con.execute(f"""CREATE OR REPLACE TABLE druk_{s} AS
        SELECT blok, o, sleutel, aantal + coalesce(d, 0) AS aantal FROM staat.druk_{s} LEFT JOIN verschil USING (blok, o, sleutel)""")
    maak_vergelijk(con, v)
    con.execute(f"""CREATE OR REPLACE TEMP TABLE gewijzigd AS SELECT rij FROM (
        FROM vergelijk_{s} EXCEPT SELECT * FROM staat.vergelijk_{s} SEMI JOIN gebied_{s} USING (rij))""")
    con.execute(f"""CREATE OR REPLACE TABLE raak_k_{s} AS SELECT k FROM kern_{s} SEMI JOIN gewijzigd USING (rij)
                    UNION SELECT k FROM staat.deel_{s} SEMI JOIN gewijzigd USING (rij)""")
    con.execute(
        f"CREATE OR REPLACE TABLE vergelijk_{s} AS SELECT *, k IN (SELECT k FROM raak_k_{s}) AS raak FROM vergelijk_{s}"
    )
    con.execute("CREATE OR REPLACE TEMP TABLE buur (rij BIGINT, blok INT, o BOOLEAN, sleutel VARCHAR)")
    for i in range(len(v.blokken)):
        con.execute(f"""INSERT INTO buur SELECT rij, {i}, oefening, blok{i} FROM staat.vergelijk_{s} SEMI JOIN (
            SELECT oefening AS o, blok{i} AS sleutel FROM vergelijk_{s} WHERE raak
            UNION SELECT o, sleutel FROM verschil WHERE blok = {i} AND d > 0) k ON k.o = oefening AND k.sleutel = blok{i}""")
    over = con.execute(f"""SELECT count(*) FROM (
        SELECT blok, o, sleutel FROM druk_{s} WHERE aantal <= {GROOTSTE_BLOK} UNION ALL
        SELECT blok, o, sleutel FROM (SELECT blok, o, sleutel, count(*) AS n FROM buur GROUP BY ALL) RIGHT JOIN verschil USING (blok, o, sleutel)
        ANTI JOIN druk_{s} USING (blok, o, sleutel) WHERE coalesce(n, 0) + d > {GROOTSTE_BLOK})""").fetchall()[0][0]
    if over:
        raise Geheel(f"een blok gaat over de grens: {s}")
    con.execute(f"""INSERT INTO vergelijk_{s} BY NAME SELECT *, false AS raak FROM staat.vergelijk_{s}
                    SEMI JOIN buur USING (rij) ANTI JOIN gebied_{s} USING (rij)""")


def _paren(con: Motor, v: Vergelijking, model: Model) -> None:
    """Make `paar_<soort>`, all pairs: those of what is `raak` anew, the others as they were."""
    s = v.soort
    if v.soort in model.per_soort and tel(con, f"raak_k_{s}"):
        scoor(con, v, model.per_soort[s], alleen_raak=True)
    else:
        con.execute(f"CREATE OR REPLACE TABLE paar_{s} AS FROM staat.paar_{s} LIMIT 0")
    con.execute(f"""INSERT INTO paar_{s} BY NAME FROM staat.paar_{s}
                    WHERE a NOT IN (SELECT k FROM raak_k_{s}) AND b NOT IN (SELECT k FROM raak_k_{s})""")


def _met_paren(con: Motor, s: str) -> None:
    """Add to the region whatever is in a pair, now or before: which of those become one is weighed among all."""
    con.execute(f"""CREATE OR REPLACE TEMP TABLE erbij AS SELECT rij, k FROM staat.deel_{s} ANTI JOIN gebied_{s} USING (rij) WHERE k IN (
        SELECT unnest([a, b]) FROM paar_{s} UNION ALL SELECT unnest([a, b]) FROM staat.paar_{s})""")
    con.execute(f"INSERT INTO kern_{s} SELECT rij, k FROM erbij")
    con.execute(f"INSERT INTO profiel_{s} BY NAME FROM staat.profiel_{s} SEMI JOIN erbij USING (rij)")


def _pas_in(con: Motor, s: str) -> None:
    """Put what was worked out into the state."""
    for tabel, waar, nieuw in (
        ("profiel", f"gebied_{s}", f"FROM profiel_{s} SEMI JOIN gebied_{s} USING (rij)"),
        ("houvast", f"wissel_{s}", f"FROM houvast_{s}"),
        ("deel", f"deel_{s}", f"FROM deel_{s}"),
        ("vergelijk", f"gebied_{s}", f"SELECT * EXCLUDE (raak) FROM vergelijk_{s} SEMI JOIN gebied_{s} USING (rij)"),
    ):
        con.execute(f"DELETE FROM staat.{tabel}_{s} WHERE rij IN (SELECT rij FROM {waar})")
        con.execute(f"INSERT INTO staat.{tabel}_{s} BY NAME {nieuw}")
    for tabel in ("paar", "twijfel", "druk"):
        con.execute(f"DELETE FROM staat.{tabel}_{s}")
        con.execute(f"INSERT INTO staat.{tabel}_{s} BY NAME FROM {tabel}_{s}")
