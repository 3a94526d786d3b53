"""What each agency knows and how it writes it down: its own ids, spellings, gaps. Dirt, not faults: all passes the door.

Makes a table `uit_<recordtype>` per record type: `bron`, `volg` (a number that orders its rows), the fields as typed
values, and the truth (`e_ond`, `e_loc`, `e_act`).
"""

from __future__ import annotations

import duckdb

from ..begrippen.codelijsten import lees_gegevens
from . import verhoudingen as v
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


def _sleutel(letter: str, *delen: str) -> str:
    """SQL: a key as a case system would make one: it says nothing of who it is, but that it is exercise data."""
    return f"'OEF-{letter}' || left(format('{{:x}}', hash(bron, '{letter}', {', '.join(delen)})), 12)"


NAAM = f"""CASE
    WHEN kans(z, 'naam') >= {v.NAAM_ANDERS} THEN trim(kern || ' ' || rv)
    WHEN kans(z, 'naam') < {v.NAAM_TYPEFOUT} THEN trim(left(kern, length(kern) - 2) || right(kern, 1) || kern[-2] || ' ' || rv)
    ELSE kies([trim(kern || ' ' || replace(rv, '.', '')), kern, upper(trim(kern || ' ' || rv)),
               trim(replace(kern, '&', 'en') || ' ' || lower(replace(rv, '.', '')))], z, 'schrijfwijze') END"""


def maak_leveringen(con: duckdb.DuckDBPyConnection) -> None:
    """Make all `uit_<recordtype>` tables."""
    _kennis(con)
    _stam(con)
    _stukken(con)


def _stam(con: duckdb.DuckDBPyConnection) -> None:
    """Companies, locations, establishments, activities: of every agency that knows them."""
    con.execute(f"""
        CREATE TABLE uit_locatie AS
        SELECT bron, loc * 2 + dubbel AS volg, {_sleutel("L", "loc", "dubbel")} AS id, NULL AS aanduiding, straat, nr AS huisnummer,
               CASE WHEN kans(z, 'letter weg') < {v.ZONDER_HUISLETTER} THEN NULL ELSE letter END AS huisletter, NULL AS toevoeging,
               CASE WHEN kans(z, 'oude pc') < {v.OUDE_POSTCODE} THEN pc_oud ELSE pc END AS postcode, woonplaats, gemeente,
               CASE WHEN kans(z, 'bag') < {v.ZONDER_BAG} THEN NULL ELSE bag END AS bag_nummeraanduiding,
               CASE WHEN kans(z, 'vbo') < 0.5 THEN NULL ELSE vbo END AS bag_verblijfsobject,
               x + (kans(z, 'dx') * 8)::INT - 4 AS x, y + (kans(z, 'dy') * 8)::INT - 4 AS y,
               DATE '2012-01-01' + (kans(loc, 'lb') * 1000)::INT AS begindatum, NULL::DATE AS einddatum,
               NULL::BIGINT AS e_ond, loc AS e_loc, NULL::BIGINT AS e_act
        FROM (SELECT DISTINCT bron, loc, dubbel, hash(bron, loc, dubbel) AS z FROM kent) JOIN loc USING (loc)""")
    con.execute(f"""
        CREATE TABLE uit_onderneming AS
        SELECT bron, ond * 2 + dubbel AS volg, {_sleutel("O", "ond", "dubbel")} AS id, {NAAM} AS naam,
               CASE WHEN kans(z, 'kvk') < {v.ZONDER_KVK} THEN NULL ELSE kvk END AS kvk_nummer,
               CASE WHEN kans(z, 'rsin') < 0.6 THEN NULL ELSE rsin END AS rsin, nullif(rv, '') AS rechtsvorm,
               begin AS begindatum, NULL::DATE AS einddatum, ond AS e_ond, NULL::BIGINT AS e_loc, NULL::BIGINT AS e_act
        FROM (SELECT DISTINCT bron, ond, dubbel, hash(bron, ond, dubbel) AS z FROM kent) JOIN ond USING (ond)
        LEFT JOIN (
            -- Eight digits that begin with 999, and the ninth that makes the elfproef right; a remainder of ten has none.
            SELECT ond AS o2, CASE WHEN m < 10 AND ond < 100000 THEN c || m::VARCHAR END AS rsin FROM (
                SELECT ond, c, (9*9 + 8*9 + 7*9 + 6*c[4]::INT + 5*c[5]::INT + 4*c[6]::INT + 3*c[7]::INT + 2*c[8]::INT) % 11 AS m
                FROM (SELECT ond, '999' || lpad((ond % 100000)::VARCHAR, 5, '0') AS c FROM ond))) ON o2 = ond""")
    con.execute(f"""
        CREATE TABLE uit_vestiging AS
        SELECT bron, ves * 4 + deel * 2 + dubbel AS volg, {_sleutel("V", "ves", "deel", "dubbel")} AS id,
               CASE WHEN kans(z, 'vnr') < {v.ZONDER_VESTIGINGSNUMMER} THEN NULL ELSE vnr END AS vestigingsnummer,
               CASE WHEN kans(z, 'kvk') < {v.ZONDER_KVK} THEN NULL ELSE kvk END AS kvk_nummer,
               {_sleutel("O", "ond", "dubbel")} AS onderneming_id, {_sleutel("L", "loc", "dubbel")} AS locatie_id,
               {NAAM} AS handelsnaam, NULL AS sbi_code, k.begin AS begindatum, einde AS einddatum,
               ond AS e_ond, loc AS e_loc, NULL::BIGINT AS e_act
        FROM (SELECT *, hash(bron, ves, deel, dubbel) AS z FROM kent) k JOIN ond USING (ond)""")
    con.execute(f"""
        CREATE TABLE uit_activiteit AS
        SELECT bron, a.act * 2 AS volg, {_sleutel("A", "a.act")} AS id, {_sleutel("L", "a.loc", "0")} AS locatie_id,
               {_sleutel("V", "a.ves", "0", "0")} AS vestiging_id, split_part(wat, '|', 1) AS bal_paragraaf, NULL AS omschrijving,
               nullif(split_part(wat, '|', 2), '') AS ippc_categorie,
               CASE WHEN a.seveso AND a.nr = 0 THEN CASE WHEN kans(a.ves, 'hoog') < {v.SEVESO_HOOG} THEN 'hogedrempel' ELSE 'lagedrempel' END
               END AS seveso, CASE WHEN a.seveso OR a.ippc THEN pv ELSE gemeente END AS bevoegd_gezag, bron AS uitvoerende_dienst,
               a.begin AS begindatum, NULL::DATE AS einddatum, a.ond AS e_ond, a.loc AS e_loc, a.act AS e_act
        FROM kent k JOIN act a USING (ves) JOIN loc ON loc.loc = a.loc WHERE k.deel = 0 AND k.dubbel = 0""")


def _stukken(con: duckdb.DuckDBPyConnection) -> None:
    """What happened: in the case system of the establishment's own agency."""
    waarheid = "ond AS e_ond, loc AS e_loc, NULL::BIGINT AS e_act"
    plek = f"{_sleutel('L', 'e.loc', '0')} AS locatie_id, {_sleutel('V', 'ves', '0', '0')} AS vestiging_id"
    bron = "JOIN (SELECT loc AS l2, od AS bron, gemeente, pv FROM loc) w ON w.l2 = e.loc"
    con.execute(f"""
        CREATE TABLE uit_vergunning AS
        SELECT bron, vrg AS volg, {_sleutel("P", "vrg")} AS id, {plek}, NULL AS activiteit_id,
               'Z-' || year(dag) || '-' || lpad(vrg::VARCHAR, 7, '0') AS zaaknummer,
               CASE WHEN nr = 0 THEN 'verlening' ELSE kies(['wijziging', 'wijziging', 'maatwerk', 'intrekking_deel'], vrg, 'soort') END AS soort,
               kies({_lijst(ONDERWERPEN)}, vrg, 'onderwerp') AS onderwerp, dag AS besluitdatum,
               CASE WHEN zwaar THEN pv ELSE gemeente END AS bevoegd_gezag, dag + 42 AS begindatum,
               CASE WHEN kans(vrg, 'einde') < 0.1 THEN dag + 42 + (kans(vrg, 'duur') * 2000)::INT END AS einddatum, {waarheid}
        FROM vrg e {bron}""")
    teksten = ", ".join(
        f"({i}, {_sql(t)}, {_sql(th)}, {_sql(p)}, {_sql(w)}, {_sql(e)})"
        for i, (t, th, p, w, e) in enumerate(VOORSCHRIFTEN)
    )
    con.execute(f"CREATE TABLE vst AS SELECT * FROM (VALUES {teksten}) t(k, tekst, thema, parameter, grens, eenheid)")
    con.execute(f"""
        CREATE TABLE uit_voorschrift AS
        SELECT bron, vsc AS volg, {_sleutel("S", "vsc")} AS id, {_sleutel("P", "vrg")} AS vergunning_id,
               (1 + nr // 6) || '.' || (1 + nr % 6) AS nummer,
               replace(tekst, '{{w}}', coalesce((grens * (1 + vsc % 5))::INT::VARCHAR, '')) AS tekst, thema, parameter,
               grens * (1 + vsc % 5) AS grenswaarde, vst.eenheid, dag + 42 AS begindatum, NULL::DATE AS einddatum, {waarheid}
        FROM vsc e {bron} JOIN vst ON vst.k = (kans(vsc, 'tekst') * {len(VOORSCHRIFTEN)})::INT % {len(VOORSCHRIFTEN)}""")
    con.execute(f"""
        CREATE TABLE uit_melding AS
        SELECT bron, mel AS volg, {_sleutel("M", "mel")} AS id, {plek}, NULL AS activiteit_id,
               kies(['start', 'wijziging', 'wijziging', 'beeindiging', 'ongewoon_voorval'], mel, 'soort') AS soort, dag AS datum,
               kies({_lijst(ONDERWERPEN)}, mel, 'onderwerp') AS onderwerp, {waarheid} FROM mel e {bron}""")
    con.execute(f"""
        CREATE TABLE uit_toezichtbezoek AS
        SELECT bron, tbz AS volg, {_sleutel("T", "tbz")} AS id, {plek}, dag AS datum,
               kies(['routinematig', 'routinematig', 'routinematig', 'niet_routinematig', 'hercontrole'], tbz, 'soort') AS soort,
               kies(['ja', 'nee'], tbz, 'aangekondigd') AS aangekondigd, 'inspecteur ' || (1 + tbz % 60) AS toezichthouder,
               CASE WHEN kans(tbz, 'raak') < {v.BEVINDING_PER_BEZOEK} THEN 'Een of meer bevindingen.'
                    ELSE 'Geen overtreding vastgesteld.' END AS samenvatting, {waarheid} FROM tbz e {bron}""")
    con.execute(f"""
        CREATE TABLE uit_bevinding AS
        SELECT bron, bev AS volg, {_sleutel("B", "bev")} AS id, {_sleutel("T", "tbz")} AS toezichtbezoek_id, NULL AS voorschrift_id,
               dag AS datum, kies({_lijst(BEVINDINGEN)}, bev, 'wat') AS omschrijving, 'ja' AS overtreding,
               kies(['1', '2', '2', '3', '4'], bev, 'ernst') AS ernst, kies(['A', 'A', 'B', 'C', 'D'], bev, 'gedrag') AS gedrag,
               CASE WHEN kans(bev, 'hersteld') < 0.8 THEN
                   least(dag + 30 + (kans(bev, 'hoe lang') * 200)::INT, greatest(dag, (SELECT max(dag) FROM tbz)))
               END AS hersteld_op, {waarheid} FROM bev e {bron}""")
    soorten = _lijst([s for s, n in INTERVENTIES for _ in range(n)])
    con.execute(f"""
        CREATE TABLE uit_handhavingsactie AS
        WITH e AS (SELECT *, kies({soorten}, hha, 'soort') AS soort, 500 * (1 + hha % 20) AS eur FROM hha)
        SELECT bron, hha AS volg, {_sleutel("H", "hha")} AS id, {plek}, {_sleutel("B", "bev")} AS bevinding_id, soort, dag + 14 AS datum,
               CASE WHEN soort LIKE 'last%' THEN dag + 14 + 28 * (1 + hha % 6)::INT END AS termijn_tot,
               CASE WHEN soort IN ('last_onder_dwangsom', 'bestuurlijke_boete') THEN eur END AS bedrag,
               CASE WHEN soort = 'last_onder_dwangsom' THEN eur * 5 END AS maximum,
               kies(['loopt', 'nagekomen', 'nagekomen', 'nagekomen', 'verbeurd', 'ingetrokken'], hha, 'stand') AS stand,
               NULL AS toelichting, CASE WHEN zwaar THEN pv ELSE gemeente END AS bevoegd_gezag, {waarheid} FROM e {bron}""")
    con.execute(f"""
        CREATE TABLE uit_monster AS
        SELECT bron, mon AS volg, {_sleutel("N", "mon")} AS id, {plek}, {_sleutel("T", "tbz")} AS toezichtbezoek_id, dag AS datum,
               kies(['lucht', 'afvalwater', 'afvalwater', 'grondwater', 'bodem'], mon, 'medium') AS medium,
               'controlepunt ' || (1 + mon % 4) AS monsterpunt, {waarheid} FROM mon e {bron}""")
    con.execute(f"""
        CREATE TABLE uit_meting AS
        SELECT bron, met AS volg, {_sleutel("G", "met")} AS id, {_sleutel("N", "mon")} AS monster_id, dag + 5 AS datum,
               stof[1] AS parameter, stof[2] AS cas_nummer, round(kans(met, 'waarde') * 3, 3) AS waarde, 'mg/l' AS eenheid,
               kies(['nee', 'nee', 'nee', 'ja'], met, 'grens') AS onder_detectiegrens, {waarheid}
        FROM (SELECT *, [{", ".join(_lijst(list(s)) for s in STOFFEN)}][1 + (met % {len(STOFFEN)})] AS stof FROM met) e {bron}""")


def _sql(w: object) -> str:
    return "NULL" if w is None else "'" + w.replace("'", "''") + "'" if isinstance(w, str) else f"{w}::DOUBLE"
