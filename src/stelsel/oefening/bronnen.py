"""What each agency knows and how it writes it down: its own ids, spellings, gaps. Dirt, not faults: all passes the door.

Makes a table `uit_<recordtype>` per record type: `bron`, `volg` (a number that orders its rows), the fields as typed
values, and the truth (`e_ond`, `e_loc`, `e_act`, `moeilijkheid`).
"""

from __future__ import annotations

import duckdb

from ..begrippen.codelijsten import lees_gegevens
from . import verhoudingen as v
from .stam import maak_stam, sleutel
from .wereld import _lijst
from .woorden import BEVINDINGEN, INTERVENTIES, ONDERWERPEN, STOFFEN, VOORSCHRIFTEN


def _kennis(con: duckdb.DuckDBPyConnection) -> None:
    """Make `kent(bron, ves, deel, loc, ond, dubbel)`: which agency knows which stretch of which establishment."""
    seveso = {
        r["provincie"].split("; ")[0]: r["id"] for r in lees_gegevens("omgevingsdiensten.csv") if r["seveso_od"] == "ja"
    }
    con.execute("CREATE TABLE sevod (od VARCHAR)")
    con.executemany("INSERT INTO sevod VALUES (?)", [[s] for s in seveso.values()])
    con.execute(f"""
        CREATE TABLE kent AS
        WITH eigen AS (SELECT od AS bron, ves.*, 0 AS dubbel FROM ves JOIN loc USING (loc)),
             buur AS (SELECT pv, list_sort(list_distinct(list(od))) AS ods FROM gem GROUP BY pv),
             allen AS (SELECT list_sort(list(od)) AS ods FROM sevod)
        SELECT * FROM eigen
        UNION ALL BY NAME
        SELECT kies(allen.ods, ves, 'seveso-dienst') AS bron, eigen.* EXCLUDE (bron) FROM eigen, allen
        WHERE seveso AND kies(allen.ods, ves, 'seveso-dienst') <> bron
        UNION ALL BY NAME
        SELECT kies(buur.ods, ves, 'buur') AS bron, eigen.* EXCLUDE (bron) FROM eigen JOIN loc USING (loc) JOIN buur USING (pv)
        WHERE NOT seveso AND kans(ves, 'ook bekend') < {v.BEKEND_BIJ_ANDERE_DIENST * 2} AND kies(buur.ods, ves, 'buur') <> eigen.bron
        UNION ALL BY NAME
        SELECT * REPLACE (1 AS dubbel) FROM eigen WHERE deel = 0 AND kans(ves, 'dubbel') < {v.DUBBEL_BIJ_EEN_DIENST}""")


def maak_leveringen(con: duckdb.DuckDBPyConnection) -> None:
    """Make all `uit_<recordtype>` tables."""
    _kennis(con)
    maak_stam(con)
    _stukken(con)


def _stukken(con: duckdb.DuckDBPyConnection) -> None:
    """What happened: in the case system of the establishment's own agency."""
    waarheid = "ond AS e_ond, loc AS e_loc, NULL::BIGINT AS e_act, NULL::VARCHAR AS moeilijkheid"
    plek = f"{sleutel('L', 'e.loc', '0')} AS locatie_id, {sleutel('V', 'ves', '0', '0')} AS vestiging_id"
    bron = "JOIN (SELECT loc AS l2, od AS bron, gemeente, pv FROM loc) w ON w.l2 = e.loc"
    con.execute(f"""
        CREATE TABLE uit_vergunning AS
        SELECT bron, vrg AS volg, {sleutel("P", "vrg")} AS id, {plek}, NULL AS activiteit_id,
               'Z-' || year(dag) || '-' || lpad(vrg::VARCHAR, 7, '0') AS zaaknummer,
               soort, kies({_lijst(ONDERWERPEN)}, vrg, 'onderwerp') AS onderwerp, dag AS besluitdatum,
               CASE WHEN zwaar THEN pv ELSE gemeente END AS bevoegd_gezag, dag + 42 AS begindatum,
               CASE WHEN kans(vrg, 'einde') < 0.1 THEN dag + 42 + (kans(vrg, 'duur') * 2000)::INT END AS einddatum,
               CASE WHEN nr > 0 THEN {sleutel("P", "hoofd")} END AS hoofdbesluit_id, {waarheid}
        FROM vrg e {bron}""")
    teksten = ", ".join(
        f"({i}, {_sql(t)}, {_sql(th)}, {_sql(p)}, {_sql(w)}, {_sql(e)})"
        for i, (t, th, p, w, e) in enumerate(VOORSCHRIFTEN)
    )
    con.execute(f"CREATE TABLE vst AS SELECT * FROM (VALUES {teksten}) t(k, tekst, thema, parameter, grens, eenheid)")
    con.execute(f"""
        CREATE TABLE uit_voorschrift AS
        SELECT bron, vsc AS volg, {sleutel("S", "vsc")} AS id, {sleutel("P", "vrg")} AS vergunning_id,
               nummer, CASE WHEN weg THEN 'Voorschrift ' || nummer || ' vervalt.'
                   ELSE replace(tekst, '{{w}}', coalesce((grens * (1 + vsc % 5))::INT::VARCHAR, '')) END AS tekst, thema,
               CASE WHEN NOT weg THEN parameter END AS parameter, CASE WHEN NOT weg THEN grens * (1 + vsc % 5) END AS grenswaarde,
               CASE WHEN NOT weg THEN vst.eenheid END AS eenheid, dag + 42 AS begindatum, NULL::DATE AS einddatum,
               CASE WHEN eerder IS NOT NULL THEN {sleutel("S", "eerder")} END AS vervangt_id, werking, {waarheid}
        -- A condition keeps its subject when it is changed.
        FROM (SELECT *, werking = 'trekt_in' AS weg, hash(ves, nummer) AS z FROM vsc) e {bron}
        JOIN vst ON vst.k = (kans(z, 'tekst') * {len(VOORSCHRIFTEN)})::INT % {len(VOORSCHRIFTEN)}""")
    con.execute(f"""
        CREATE TABLE uit_melding AS
        SELECT bron, mel AS volg, {sleutel("M", "mel")} AS id, {plek}, NULL AS activiteit_id,
               kies(['start', 'wijziging', 'wijziging', 'beeindiging', 'ongewoon_voorval'], mel, 'soort') AS soort, dag AS datum,
               kies({_lijst(ONDERWERPEN)}, mel, 'onderwerp') AS onderwerp, {waarheid} FROM mel e {bron}""")
    con.execute(f"""
        CREATE TABLE uit_toezichtbezoek AS
        SELECT bron, tbz AS volg, {sleutel("T", "tbz")} AS id, {plek}, dag AS datum,
               kies(['routinematig', 'routinematig', 'routinematig', 'niet_routinematig', 'hercontrole'], tbz, 'soort') AS soort,
               kies(['ja', 'nee'], tbz, 'aangekondigd') AS aangekondigd, 'inspecteur ' || (1 + tbz % 60) AS toezichthouder,
               CASE WHEN kans(tbz, 'raak') < {v.BEVINDING_PER_BEZOEK} THEN 'Een of meer bevindingen.'
                    ELSE 'Geen overtreding vastgesteld.' END AS samenvatting, {waarheid} FROM tbz e {bron}""")
    con.execute(f"""
        CREATE TABLE uit_bevinding AS
        SELECT bron, bev AS volg, {sleutel("B", "bev")} AS id, {sleutel("T", "tbz")} AS toezichtbezoek_id, NULL AS voorschrift_id,
               dag AS datum, kies({_lijst(BEVINDINGEN)}, bev, 'wat') AS omschrijving, 'ja' AS overtreding,
               kies(['1', '2', '2', '3', '4'], bev, 'ernst') AS ernst, kies(['A', 'A', 'B', 'C', 'D'], bev, 'gedrag') AS gedrag,
               CASE WHEN kans(bev, 'hersteld') < 0.8 THEN
                   least(dag + 30 + (kans(bev, 'hoe lang') * 200)::INT, greatest(dag, (SELECT max(dag) FROM tbz)))
               END AS hersteld_op, {waarheid} FROM bev e {bron}""")
    soorten = _lijst([s for s, n in INTERVENTIES for _ in range(n)])
    con.execute(f"""
        CREATE TABLE uit_handhavingsactie AS
        WITH e AS (SELECT *, kies({soorten}, hha, 'soort') AS soort, 500 * (1 + hha % 20) AS eur FROM hha)
        SELECT bron, hha AS volg, {sleutel("H", "hha")} AS id, {plek}, {sleutel("B", "bev")} AS bevinding_id, soort, dag + 14 AS datum,
               CASE WHEN soort LIKE 'last%' THEN dag + 14 + 28 * (1 + hha % 6)::INT END AS termijn_tot,
               CASE WHEN soort IN ('last_onder_dwangsom', 'bestuurlijke_boete') THEN eur END AS bedrag,
               CASE WHEN soort = 'last_onder_dwangsom' THEN eur * 5 END AS maximum,
               kies(['loopt', 'nagekomen', 'nagekomen', 'nagekomen', 'verbeurd', 'ingetrokken'], hha, 'stand') AS stand,
               NULL AS toelichting, CASE WHEN zwaar THEN pv ELSE gemeente END AS bevoegd_gezag, {waarheid} FROM e {bron}""")
    con.execute(f"""
        CREATE TABLE uit_monster AS
        SELECT bron, mon AS volg, {sleutel("N", "mon")} AS id, {plek}, {sleutel("T", "tbz")} AS toezichtbezoek_id, dag AS datum,
               kies(['lucht', 'afvalwater', 'afvalwater', 'grondwater', 'bodem'], mon, 'medium') AS medium,
               'controlepunt ' || (1 + mon % 4) AS monsterpunt, {waarheid} FROM mon e {bron}""")
    con.execute(f"""
        CREATE TABLE uit_meting AS
        SELECT bron, met AS volg, {sleutel("G", "met")} AS id, {sleutel("N", "mon")} AS monster_id, dag + 5 AS datum,
               stof[1] AS parameter, stof[2] AS cas_nummer, round(kans(met, 'waarde') * 3, 3) AS waarde, 'mg/l' AS eenheid,
               kies(['nee', 'nee', 'nee', 'ja'], met, 'grens') AS onder_detectiegrens, {waarheid}
        FROM (SELECT *, [{", ".join(_lijst(list(s)) for s in STOFFEN)}][1 + (met % {len(STOFFEN)})] AS stof FROM met) e {bron}""")


def _sql(w: object) -> str:
    return "NULL" if w is None else "'" + w.replace("'", "''") + "'" if isinstance(w, str) else f"{w}::DOUBLE"
