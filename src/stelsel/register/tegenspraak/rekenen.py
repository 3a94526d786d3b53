"""Find every contradiction of the register as of a day, set-wise: the rules and fields of `keuze` over all rows at once.

The same as `kiezen.Kiezer` does for one dossier.
"""

from __future__ import annotations

from datetime import date

import pyarrow as pa

from ...begrippen import RECORDTYPEN, alle_organisaties, codelijst, dienst_voor, opgevolgd
from ...opslag import Motor
from ..keuze import KEUZEREGELS, METERS, PUNT, VELDEN

# What a contradiction is about, as columns with register numbers.
SLEUTEL = {"onderneming": ("onderneming",), "vestiging": ("onderneming", "locatie"), "locatie": ("locatie",),
           "activiteit": ("activiteit",)}  # fmt: skip


def vind(con: Motor, dag: date) -> None:
    """Make `tegenspraak_nu(sleutel, soort, onderneming, locatie, activiteit, veld, waarde, regel, oefening, standpunten)`.

    Needs `koppeling` and the views of `bron`. `sleutel` names what it is about and the field: it is the same in every snapshot.
    """
    _namen(con, dag)
    con.execute("""CREATE TEMP TABLE teg_kandidaat (sleutel VARCHAR, ding VARCHAR, soort VARCHAR, onderneming VARCHAR, locatie VARCHAR,
        activiteit VARCHAR, veld VARCHAR, waarde VARCHAR, klasse VARCHAR, kvk BOOLEAN, oefening BOOLEAN, bron VARCHAR, record VARCHAR)""")
    for recordtype in VELDEN:
        _geldend(con, recordtype, dag)
        _kandidaten(con, recordtype, dag)
    con.execute("""
        CREATE TEMP TABLE teg_strijd AS
        WITH per_klasse AS (SELECT sleutel, klasse, count(DISTINCT bron) AS n FROM teg_kandidaat GROUP BY ALL),
        per_sleutel AS (SELECT sleutel, count(DISTINCT bron) AS n FROM teg_kandidaat GROUP BY ALL)
        SELECT k.* FROM teg_kandidaat k SEMI JOIN (
            SELECT sleutel FROM per_klasse JOIN per_sleutel s USING (sleutel) GROUP BY sleutel, s.n HAVING max(per_klasse.n) < s.n
        ) USING (sleutel)""")
    con.execute("DROP TABLE teg_kandidaat")
    _diensten(con)
    _sinds(con)
    _kies(con)
    for tabel in ("teg_strijd", "teg_gezegd", "teg_taak", *(f"teg_geldend_{rt}" for rt in VELDEN)):
        con.execute(f"DROP TABLE {tabel}")


def _namen(con: Motor, dag: date) -> None:
    """Make `teg_nu(org, nu)`, who holds on the day the tasks of whom, and `teg_dienst(gemeente, dienst)`."""
    orgs = list(alle_organisaties())
    con.register("_o", pa.table({"org": orgs, "nu": [opgevolgd(o, dag).id for o in orgs]}))
    con.execute("CREATE OR REPLACE TEMP TABLE teg_nu AS FROM _o")
    con.unregister("_o")
    paren = [(g, d.id) for g in codelijst("gemeente").codes if (d := dienst_voor(g, dag)) is not None]
    con.execute("CREATE OR REPLACE TEMP TABLE teg_dienst (gemeente VARCHAR, dienst VARCHAR)")
    con.executemany("INSERT INTO teg_dienst VALUES (?, ?)", paren)


def _geldend(con: Motor, recordtype: str, dag: date) -> None:
    """Make `teg_geldend_<type>`: the newest versions that are in force on the day, with their register numbers."""
    con.execute(f"""
        CREATE TEMP TABLE teg_geldend_{recordtype} AS
        SELECT r.*, k.onderneming, k.locatie, k.activiteit
        FROM nu_{recordtype} r JOIN (FROM koppeling WHERE recordtype = '{recordtype}') k USING (levering_nr, bestand, regel)
        ANTI JOIN (FROM vervallen_{recordtype} WHERE per <= DATE '{dag}') v ON v.bron = r.bron AND v.id = r.id
        WHERE coalesce(r.begindatum <= DATE '{dag}', true) AND coalesce(r.einddatum > DATE '{dag}', true)
          AND {" AND ".join(f"k.{k} IS NOT NULL" for k in SLEUTEL[recordtype])}""")


def _kandidaten(con: Motor, recordtype: str, dag: date) -> None:
    """Add to `teg_kandidaat` what each source says of things that more than one source tells of."""
    kolommen = ", ".join(SLEUTEL[recordtype])
    kvk = "kvk_nummer IS NOT NULL" if "kvk_nummer" in VELDEN[recordtype] else "false"
    ding = f"concat_ws(':', '{recordtype}', {kolommen})"
    con.execute(f"""CREATE OR REPLACE TEMP TABLE teg_gedeeld AS SELECT {ding} AS ding, * FROM teg_geldend_{recordtype}
        SEMI JOIN (SELECT {kolommen} FROM teg_geldend_{recordtype} GROUP BY ALL HAVING min(bron) <> max(bron)) USING ({kolommen})""")
    velden = [
        (veld, f'"{veld}"::VARCHAR', g.sql(f'"{veld}"', dag), "teg_gedeeld") for veld, g in VELDEN[recordtype].items()
    ]
    if recordtype == "locatie":
        con.execute("CREATE OR REPLACE TEMP TABLE teg_punten AS FROM teg_gedeeld WHERE x IS NOT NULL")
        # Along each axis in turn: a new group where somebody is further than that from the one before.
        for as_ in "xy":
            verder = f"coalesce({as_} - lag({as_}) OVER (PARTITION BY ding ORDER BY {as_}), 0) > {METERS}"
            con.execute(
                f"CREATE OR REPLACE TEMP TABLE teg_punten AS SELECT *, ({verder})::INT AS ver_{as_} FROM teg_punten"
            )
            con.execute(f"""CREATE OR REPLACE TEMP TABLE teg_punten AS
                SELECT *, sum(ver_{as_}) OVER (PARTITION BY ding ORDER BY {as_}) AS groep_{as_} FROM teg_punten""")
        velden.append((PUNT, "concat_ws(', ', x::BIGINT, y::BIGINT)", "groep_x || '.' || groep_y", "teg_punten"))
    for veld, waarde, klasse, tabel in velden:
        con.execute(f"""INSERT INTO teg_kandidaat
            SELECT ding || ':{veld}', ding, '{recordtype}', onderneming, locatie, activiteit, '{veld}', {waarde}, {klasse}, {kvk},
                   oefening, bron, id FROM {tabel} WHERE {klasse} IS NOT NULL""")
    con.execute("DROP TABLE teg_gedeeld")


def _diensten(con: Motor) -> None:
    """Make `teg_taak(ding, dienst)`: whose task it is, of what sources contradict each other on; where they leave no doubt."""
    con.execute("""
        CREATE TEMP TABLE teg_bij_plek AS SELECT locatie, dienst FROM (
            SELECT locatie, min(gemeente) AS gemeente FROM teg_geldend_locatie GROUP BY locatie HAVING count(DISTINCT gemeente) = 1)
        JOIN teg_dienst USING (gemeente)""")
    con.execute("""
        CREATE TEMP TABLE teg_taak AS
        WITH ding AS (SELECT DISTINCT ding, soort, onderneming, locatie, activiteit FROM teg_strijd),
        genoemd AS (SELECT activiteit, min(nu) AS dienst FROM teg_geldend_activiteit JOIN teg_nu ON org = uitvoerende_dienst
                    GROUP BY activiteit HAVING count(DISTINCT nu) = 1),
        plekken AS (
            SELECT ding, locatie FROM ding WHERE soort IN ('locatie', 'vestiging')
            UNION SELECT ding, a.locatie FROM ding d JOIN teg_geldend_activiteit a USING (activiteit)
            WHERE d.soort = 'activiteit' AND d.activiteit NOT IN (SELECT activiteit FROM genoemd)
            UNION SELECT ding, v.locatie FROM ding d JOIN teg_geldend_vestiging v USING (onderneming) WHERE d.soort = 'onderneming')
        SELECT ding, min(dienst) AS dienst FROM plekken JOIN teg_bij_plek USING (locatie) GROUP BY ding HAVING count(DISTINCT dienst) = 1
        UNION ALL SELECT ding, dienst FROM ding JOIN genoemd USING (activiteit) WHERE soort = 'activiteit'""")
    con.execute("DROP TABLE teg_bij_plek")


def _sinds(con: Motor) -> None:
    """Make `teg_gezegd(soort, bron, record, nr, bestand, rij)`: of the records at issue, where each began to say what it says now."""
    con.execute(
        """CREATE TEMP TABLE teg_gezegd (soort VARCHAR, bron VARCHAR, record VARCHAR, nr INT, bestand VARCHAR, rij BIGINT)"""
    )
    for recordtype in VELDEN:
        velden = ", ".join(f'"{n}"' for n in RECORDTYPEN[recordtype].velden)
        con.execute(f"""
            INSERT INTO teg_gezegd
            WITH versie AS (
                SELECT r.bron, r.id, levering_nr AS nr, bestand, regel, hash({velden}) AS nu, lag(hash({velden})) OVER versies AS was,
                       lag(levering_nr) OVER versies AS vorig_nr
                FROM rij_{recordtype} r SEMI JOIN (FROM teg_strijd WHERE soort = '{recordtype}') s ON s.bron = r.bron AND s.record = r.id
                WINDOW versies AS (PARTITION BY r.bron, r.id ORDER BY levering_nr)),
            begin AS (
                SELECT v.* FROM versie v LEFT JOIN eindes_{recordtype} e
                ON e.bron = v.bron AND e.id = v.id AND (e.nr > vorig_nr OR (e.gezegd AND e.nr = vorig_nr)) AND e.nr < v.nr
                WHERE vorig_nr IS NULL OR v.nu <> v.was OR e.nr IS NOT NULL)
            SELECT '{recordtype}', bron, id, max(nr), arg_max(bestand, nr), arg_max(regel, nr) FROM begin GROUP BY bron, id""")


def _kies(con: Motor) -> None:
    """Make `tegenspraak_nu`: what the rules choose, by which of them, and what every source says."""
    rangen = [f"r{i}" for i in range(len(KEUZEREGELS))]
    volgorde = ", ".join(rangen)
    orde = ", ".join(f"{r.sql} AS {rang}" for r, rang in zip(KEUZEREGELS, rangen, strict=True))
    winnaar = ", ".join(f"first_value({rang}) OVER best AS w{rang}" for rang in rangen)
    gevallen = " ".join(
        f"WHEN count(DISTINCT klasse) FILTER ({' AND '.join(f'{rang} = w{rang}' for rang in rangen[: i + 1])}) = 1 THEN '{r.naam}'"
        for i, r in enumerate(KEUZEREGELS)
    )
    con.execute(f"""
        CREATE TABLE tegenspraak_nu AS
        WITH alles AS (
            SELECT s.*, l.levering, g.bestand, g.rij, l.dag AS stand, coalesce(t.dienst = n.nu, false) AS taak,
                   count(DISTINCT s.bron) OVER (PARTITION BY s.sleutel, s.klasse) AS bronnen
            FROM teg_strijd s JOIN teg_gezegd g ON g.soort = s.soort AND g.bron = s.bron AND g.record = s.record
            JOIN _levering l ON l.nr = g.nr JOIN teg_nu n ON n.org = s.bron LEFT JOIN teg_taak t ON t.ding = s.ding),
        geordend AS (SELECT *, {orde} FROM alles),
        best AS (SELECT *, {winnaar}, first_value(klasse) OVER best AS winnend, row_number() OVER best AS plaats FROM geordend
                 WINDOW best AS (PARTITION BY sleutel ORDER BY {volgorde}))
        SELECT sleutel, any_value(soort) AS soort, min(onderneming) AS onderneming, min(locatie) AS locatie, min(activiteit) AS activiteit,
               any_value(veld) AS veld, arg_min(waarde, plaats) AS waarde, CASE {gevallen} END AS regel, bool_or(oefening) AS oefening,
               list({{'bron': bron, 'waarde': waarde, 'gekozen': klasse = winnend, 'levering': levering, 'bestand': bestand, 'regel': rij,
                      'record': record}} ORDER BY plaats <> 1, klasse <> winnend, bron, record) AS standpunten
        FROM best GROUP BY sleutel""")
