"""Which rows a change touches: those that came in, those that have ended or lost an end since, and all that stands with them.

Whole dossiers: of every company and location of which anything changes, all rows, so that whatever is made of them can be made anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ...aanlevering import Bewijs, maak_eindes, maak_gemeld
from ...begrippen import RECORDTYPEN, alle_organisaties, codelijst, dienst_voor, opgevolgd
from ...opslag import Motor, Opslag, parquet
from ..bron import VAST
from ..keuze import VELDEN
from ..koppelen.rijen import verwijzingen
from .gebied import DEEL, Geheel, tel


def maak_geraakt(con: Motor, opslag: Opslag, bewijzen: Sequence[Bewijs], nieuwe: Sequence[Bewijs], dag: date) -> None:
    """Make `geraakt(recordtype, bron, id)`, the records of which something changes. Needs the views of `bron` over the new deliveries,
    and `verplaatst_<soort>`; puts the ends that are new into `staat`. Raises `Geheel`."""
    con.execute("CREATE TABLE geraakt (recordtype VARCHAR, bron VARCHAR, id VARCHAR)")
    for typenaam in RECORDTYPEN:
        con.execute(f"INSERT INTO geraakt SELECT DISTINCT '{typenaam}', bron, id FROM rij_{typenaam}")
    _eindes(con, opslag, bewijzen, nieuwe)
    _dagen(con, opslag, [b.levering for b in bewijzen], dag)
    con.execute("""INSERT INTO geraakt SELECT 'locatie', bron, id FROM staat.profiel_locatie
                   WHERE rij IN (SELECT rij FROM verplaatst_locatie UNION ALL SELECT rij FROM wissel_locatie)""")
    con.execute("""INSERT INTO geraakt SELECT recordtype, bron, id FROM staat.profiel_onderneming
                   WHERE rij IN (SELECT rij FROM verplaatst_onderneming UNION ALL SELECT rij FROM wissel_onderneming)""")
    # What a new row refers to: there it will stand.
    for typenaam in RECORDTYPEN:
        for veld, doel in verwijzingen(typenaam).items():
            con.execute(
                f"INSERT INTO geraakt SELECT DISTINCT '{doel}', bron, {veld} FROM rij_{typenaam} WHERE {veld} IS NOT NULL"
            )
    con.execute("CREATE OR REPLACE TABLE geraakt AS SELECT DISTINCT * FROM geraakt")
    _wachtenden(con)


def _eindes(con: Motor, opslag: Opslag, bewijzen: Sequence[Bewijs], nieuwe: Sequence[Bewijs]) -> None:
    """Of every record whose ends may be others now: work them out, and put those that are in `geraakt` and `staat.eindes`."""
    bronnen = {b.bron for b in nieuwe}  # a source tells of its own records only
    maak_gemeld(con, opslag, [b.levering for b in bewijzen if b.bron in bronnen])
    con.execute(
        "CREATE TEMP TABLE nieuwe_levering AS SELECT nr FROM _levering ANTI JOIN staat.levering USING (levering)"
    )
    for typenaam in RECORDTYPEN:
        geheel = sorted(
            {b.bron for b in nieuwe if b.soort == "geheel" and any(d.recordtype == typenaam for d in b.bestanden)}
        )
        alle = ", ".join(f"'{b}'" for b in geheel) or "''"
        con.execute(f"""CREATE OR REPLACE TEMP TABLE bij AS
            SELECT DISTINCT bron, id FROM rij_{typenaam}
            UNION SELECT g.bron, id FROM _gemeld g SEMI JOIN nieuwe_levering USING (nr) WHERE recordtype = '{typenaam}'
            UNION SELECT g.bron, id FROM _geweigerd g SEMI JOIN nieuwe_levering USING (nr) WHERE recordtype = '{typenaam}'
            UNION SELECT bron, record FROM staat.koppel WHERE recordtype = '{typenaam}' AND bron IN ({alle})""")
        if not tel(con, "bij"):
            continue
        maak_eindes(
            con,
            typenaam,
            f"""
            SELECT k.bron, record AS id, levering_nr AS nr FROM staat.koppel k SEMI JOIN bij b ON b.bron = k.bron AND b.id = k.record
            WHERE recordtype = '{typenaam}' UNION ALL SELECT bron, id, levering_nr FROM rij_{typenaam}""",
        )
        con.execute(f"""CREATE OR REPLACE TEMP TABLE was AS SELECT bron, id, per, nr, gezegd FROM staat.eindes SEMI JOIN bij USING (bron, id)
                        WHERE recordtype = '{typenaam}'""")
        con.execute(f"""INSERT INTO geraakt SELECT DISTINCT '{typenaam}', bron, id FROM (
            (FROM was EXCEPT FROM eindes_{typenaam}) UNION ALL (FROM eindes_{typenaam} EXCEPT FROM was))""")
        con.execute(
            f"""DELETE FROM staat.eindes WHERE recordtype = '{typenaam}' AND (bron, id) IN (SELECT (bron, id) FROM bij)"""
        )
        con.execute(f"INSERT INTO staat.eindes SELECT '{typenaam}', bron, id, per, nr, gezegd FROM eindes_{typenaam}")


def _dagen(con: Motor, opslag: Opslag, leveringen: Sequence[str], dag: date) -> None:
    """Add to `geraakt` what began or ended between the day of the last snapshot and this one: sources may contradict each other anew."""
    vorige: date = con.execute("SELECT dag FROM staat.dag").fetchall()[0][0]
    if vorige == dag:
        return
    if _wie_wat(vorige) != _wie_wat(dag):
        raise Geheel("diensten zijn anders ingedeeld")
    van, tot = sorted((vorige, dag))
    con.execute(
        f"""INSERT INTO geraakt SELECT recordtype, bron, id FROM staat.eindes WHERE per > DATE '{van}' AND per <= DATE '{tot}'"""
    )
    for typenaam in VELDEN:
        bestanden = opslag.bestanden(f"rij_{typenaam}", "levering", leveringen)
        typen = VAST | {"id": "VARCHAR", "begindatum": "DATE", "einddatum": "DATE"}
        con.execute(f"""INSERT INTO geraakt SELECT DISTINCT '{typenaam}', r.bron, id FROM {parquet(bestanden, typen)} r
            WHERE begindatum > DATE '{van}' AND begindatum <= DATE '{tot}' OR einddatum > DATE '{van}' AND einddatum <= DATE '{tot}'""")
    con.execute("UPDATE staat.dag SET dag = ?", [dag])


def _wie_wat(dag: date) -> tuple[object, ...]:
    """Who holds on a day the tasks of whom, and in which municipality."""
    diensten = (dienst_voor(g, dag) for g in codelijst("gemeente").codes)
    return tuple(opgevolgd(o, dag).id for o in alle_organisaties()), tuple(d and d.id for d in diensten)


def _wachtenden(con: Motor) -> None:
    """Add to `geraakt` the records that wait for one in it: they get a place now."""
    while True:
        con.execute("""CREATE OR REPLACE TEMP TABLE erbij AS SELECT DISTINCT k.recordtype, k.bron, k.record AS id FROM staat.koppel k WHERE
            (open_locatie IS NOT NULL AND (bron, open_locatie) IN (SELECT (bron, id) FROM geraakt WHERE recordtype = 'locatie'))
            OR (open_vestiging IS NOT NULL AND (bron, open_vestiging) IN (SELECT (bron, id) FROM geraakt WHERE recordtype = 'vestiging'))
            OR (open_ander IS NOT NULL AND (bron, open_ander) IN (SELECT (bron, recordtype || '|' || id) FROM geraakt))""")
        con.execute("CREATE OR REPLACE TEMP TABLE erbij AS FROM erbij ANTI JOIN geraakt USING (recordtype, bron, id)")
        if not tel(con, "erbij"):
            return
        con.execute("INSERT INTO geraakt FROM erbij")


def maak_gebiedrijen(con: Motor) -> None:
    """Make `raak_locatie(sleutel)` and `raak_onderneming(sleutel)`, the things that are worked out anew, under their old names and their
    new; and `gebied_rij`: all their rows as they were, and beside those (`naast`) what is needed to work them out. Raises `Geheel`."""
    for soort, kolom in (("locatie", "loc"), ("onderneming", "ond")):
        con.execute(f"""CREATE OR REPLACE TABLE raak_{soort} AS SELECT DISTINCT sleutel FROM (
            SELECT unnest([was, f]) AS sleutel FROM verplaatst_{soort}
            UNION ALL SELECT {kolom} FROM staat.koppel k SEMI JOIN geraakt g ON g.recordtype = k.recordtype AND g.bron = k.bron AND g.id = k.record
        ) WHERE sleutel IS NOT NULL""")
    con.execute("""INSERT INTO raak_locatie SELECT DISTINCT f FROM staat.profiel_locatie JOIN staat.deel_locatie USING (rij)
        SEMI JOIN (FROM geraakt WHERE recordtype = 'locatie') USING (bron, id) ANTI JOIN raak_locatie ON sleutel = f""")
    con.execute("""CREATE OR REPLACE TEMP TABLE hier AS SELECT f, loc FROM staat.profiel_onderneming JOIN staat.deel_onderneming USING (rij)
        SEMI JOIN geraakt USING (recordtype, bron, id)""")
    con.execute("INSERT INTO raak_onderneming SELECT DISTINCT f FROM hier ANTI JOIN raak_onderneming ON sleutel = f")
    con.execute(
        "INSERT INTO raak_locatie SELECT DISTINCT loc FROM hier ANTI JOIN raak_locatie ON sleutel = loc WHERE loc IS NOT NULL"
    )
    while True:
        _ondernemingen_ter_plaatse(con)
        con.execute("""CREATE OR REPLACE TABLE gebied_rij AS SELECT k.rowid AS r, k.*, false AS naast FROM staat.koppel k
            WHERE loc IN (SELECT sleutel FROM raak_locatie) OR ond IN (SELECT sleutel FROM raak_onderneming)
               OR (ond IS NULL AND loc IS NULL AND (recordtype, bron, record) IN (SELECT (recordtype, bron, id) FROM geraakt))""")
        if tel(con, "gebied_rij") > DEEL * tel(con, "staat.koppel"):
            raise Geheel("de wijziging raakt te veel rijen")
        # An activity may get another number; rows that name it may stand elsewhere.
        con.execute("""CREATE OR REPLACE TEMP TABLE elders AS SELECT recordtype, bron, record AS id, ond, loc FROM staat.koppel
            WHERE act IN (SELECT act FROM gebied_rij WHERE recordtype = 'activiteit') AND rowid NOT IN (SELECT r FROM gebied_rij)""")
        if not tel(con, "elders"):
            break
        con.execute("INSERT INTO geraakt SELECT DISTINCT recordtype, bron, id FROM elders")
        for soort, kolom in (("locatie", "loc"), ("onderneming", "ond")):
            con.execute(f"""INSERT INTO raak_{soort} SELECT DISTINCT {kolom} FROM elders ANTI JOIN raak_{soort} ON sleutel = {kolom}
                            WHERE {kolom} IS NOT NULL""")
    con.execute("""INSERT INTO gebied_rij SELECT k.rowid, k.*, true FROM staat.koppel k WHERE rowid NOT IN (SELECT r FROM gebied_rij) AND (
        recordtype = 'locatie' AND loc IN (SELECT loc FROM gebied_rij)
        OR recordtype = 'activiteit' AND act IN (SELECT act FROM gebied_rij))""")


def _ondernemingen_ter_plaatse(con: Motor) -> None:
    con.execute("""INSERT INTO raak_onderneming SELECT DISTINCT f FROM (
            SELECT f FROM staat.profiel_onderneming JOIN staat.deel_onderneming USING (rij) WHERE loc IN (SELECT sleutel FROM raak_locatie)
            UNION ALL SELECT ond FROM staat.koppel WHERE loc IN (SELECT sleutel FROM raak_locatie) AND ond IS NOT NULL
        ) ANTI JOIN raak_onderneming ON sleutel = f""")
