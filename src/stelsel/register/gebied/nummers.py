"""The rows and numbers of what a change touches: worked out as for the whole, then fitted into the state."""

from __future__ import annotations

from ...opslag import Motor
from ..koppelen.rijen import MET_PLEK, koppel_rijen
from ..koppelen.staat import RIJEN, met_rijen
from ..standen import maak_koppeling
from ..toewijzen import SOORTEN, wijs_toe

_RIJ = "levering_nr, bestand, recordtype, regel"


def koppel_gebiedrijen(con: Motor) -> None:
    """Make `koppel` of the rows in `gebied_rij` and the new ones. Needs the views of `bron` over them (`inhoud`)."""
    con.execute("""CREATE OR REPLACE TEMP TABLE genoemd AS
        SELECT bron, record AS id FROM gebied_rij WHERE recordtype = 'locatie' UNION SELECT bron, id FROM nieuw_locatie""")
    for typenaam in MET_PLEK:
        con.execute(
            f"INSERT INTO genoemd SELECT DISTINCT bron, locatie_id FROM rij_{typenaam} WHERE locatie_id IS NOT NULL"
        )
    con.execute("""CREATE OR REPLACE TABLE profiel_locatie AS SELECT p.* FROM staat.profiel_locatie p
        WHERE rij IN (SELECT rij FROM deel_locatie) OR (bron, id) IN (SELECT (bron, id) FROM genoemd)""")
    con.execute("CREATE OR REPLACE TABLE deel_locatie AS FROM staat.deel_locatie SEMI JOIN profiel_locatie USING (rij)")
    con.execute("""CREATE OR REPLACE TEMP TABLE genoemd AS
        SELECT recordtype, bron, record AS id FROM gebied_rij WHERE recordtype IN ('onderneming', 'vestiging')
        UNION SELECT 'onderneming', bron, id FROM nieuw_onderneming UNION SELECT 'vestiging', bron, id FROM nieuw_vestiging""")
    for typenaam in MET_PLEK:
        con.execute(
            f"INSERT INTO genoemd SELECT DISTINCT 'vestiging', bron, vestiging_id FROM rij_{typenaam} WHERE vestiging_id IS NOT NULL"
        )
    # Who else a source knows at a place tells whose the rows are that name nobody.
    con.execute("""CREATE OR REPLACE TABLE profiel_onderneming AS SELECT p.* FROM staat.profiel_onderneming p
        WHERE rij IN (SELECT rij FROM deel_onderneming) OR (recordtype, bron, id) IN (SELECT (recordtype, bron, id) FROM genoemd)
           OR loc IN (SELECT loc FROM gebied_rij UNION SELECT sleutel FROM raak_locatie)""")
    con.execute(
        "CREATE OR REPLACE TABLE deel_onderneming AS FROM staat.deel_onderneming SEMI JOIN profiel_onderneming USING (rij)"
    )
    koppel_rijen(con)
    # Records that were only there to be asked of keep what they had.
    con.execute(f"""CREATE OR REPLACE TABLE koppel AS FROM koppel
        WHERE levering_nr IN (SELECT nr FROM nieuwe_levering) OR ({_RIJ}) IN (SELECT ({_RIJ}) FROM gebied_rij)""")


def nummer_gebied(con: Motor, hoogste: int) -> int:
    """Make `koppeling`, `nr_<soort>` and what `wijs_toe` makes, of the region; returns the highest sequence number."""
    con.execute("""CREATE OR REPLACE TABLE raak_activiteit AS SELECT DISTINCT act AS sleutel FROM koppel
        WHERE recordtype = 'activiteit' AND (ond IN (SELECT sleutel FROM raak_onderneming) OR loc IN (SELECT sleutel FROM raak_locatie)
              OR (ond IS NULL AND loc IS NULL))""")
    con.execute("CREATE TEMP VIEW oud_nummer AS FROM staat.oud_nummer")
    con.execute("""CREATE TABLE vorige AS
        SELECT l.levering, k.bron, k.bestand, k.recordtype, k.regel, k.record, o.nummer AS onderneming, p.nummer AS locatie, a.nummer AS activiteit,
               k.levering_nr, o.volgnummer AS ond_volgnr, p.volgnummer AS loc_volgnr, naast
        FROM gebied_rij k JOIN _levering l ON l.nr = k.levering_nr LEFT JOIN staat.nr_onderneming o ON o.sleutel = k.ond
        LEFT JOIN staat.nr_locatie p ON p.sleutel = k.loc LEFT JOIN staat.nr_activiteit a ON a.volgnummer = k.act""")
    hoogste = wijs_toe(con, hoogste, alleen="raak_{}")
    for soort, kolom in SOORTEN.items():
        con.execute(f"""INSERT INTO nr_{soort} SELECT sleutel, nummer, volgnummer, oefening FROM staat.nr_{soort}
            SEMI JOIN (SELECT {kolom} AS sleutel FROM koppel) USING (sleutel) ANTI JOIN raak_{soort} USING (sleutel)""")
    maak_koppeling(con)
    _pas_in(con)
    return hoogste


def _pas_in(con: Motor) -> None:
    """Put rows and numbers into the state; leave in `koppeling` what stands whole in the region, and the places beside it."""
    con.execute("""CREATE TABLE weg AS SELECT DISTINCT soort, nummer, volgnummer FROM (
        SELECT 'onderneming' AS soort, nummer, volgnummer FROM staat.nr_onderneming SEMI JOIN raak_onderneming USING (sleutel)
        UNION ALL SELECT 'locatie', nummer, volgnummer FROM staat.nr_locatie SEMI JOIN raak_locatie USING (sleutel)
        UNION ALL SELECT 'activiteit', nummer, volgnummer FROM staat.nr_activiteit
        WHERE volgnummer IN (SELECT act FROM gebied_rij WHERE recordtype = 'activiteit' AND NOT naast))""")
    for soort in SOORTEN:
        con.execute(
            f"DELETE FROM staat.nr_{soort} WHERE volgnummer IN (SELECT volgnummer FROM weg WHERE soort = '{soort}')"
        )
        nieuw = f"FROM nr_{soort}" if soort == "activiteit" else met_rijen(soort)
        con.execute(f"INSERT INTO staat.nr_{soort} BY NAME FROM ({nieuw}) SEMI JOIN raak_{soort} USING (sleutel)")
    con.execute("""DELETE FROM staat.verwijzing WHERE van IN (SELECT van FROM verwijzing UNION ALL SELECT nummer FROM nr_onderneming
                   UNION ALL SELECT nummer FROM nr_locatie UNION ALL SELECT nummer FROM nr_activiteit)""")
    con.execute("INSERT INTO staat.verwijzing FROM verwijzing")
    con.execute("INSERT INTO staat.oud_nummer BY NAME FROM nieuw_nummer")
    con.execute(f"CREATE TABLE naast AS SELECT {_RIJ}, recordtype = 'locatie' AS plek FROM gebied_rij WHERE naast")
    con.execute("DELETE FROM staat.koppel WHERE rowid IN (SELECT r FROM gebied_rij WHERE NOT naast)")
    con.execute(f"INSERT INTO staat.koppel BY NAME FROM ({RIJEN}) ANTI JOIN naast USING ({_RIJ})")
    con.execute(
        "INSERT INTO staat.levering SELECT levering, nr FROM _levering ANTI JOIN staat.levering USING (levering)"
    )
    con.execute(
        f"CREATE OR REPLACE TABLE koppeling AS FROM koppeling ANTI JOIN (FROM naast WHERE NOT plek) USING ({_RIJ})"
    )
