"""Companies, locations, establishments and activities as each agency wrote them down, with what is hard about each record.

All that is wrong here is dirt: the door takes it. What a record is about stays what it is, whatever is written in it.
"""

from __future__ import annotations

import duckdb

from . import verhoudingen as v


def sleutel(letter: str, *delen: str) -> str:
    """SQL: a key as a case system would make one: it says nothing of who it is, but that it is exercise data."""
    return f"'OEF-{letter}' || left(format('{{:x}}', hash(bron, '{letter}', {', '.join(delen)})), 12)"


def maak_stam(con: duckdb.DuckDBPyConnection) -> None:
    """Make `uit_locatie`, `uit_onderneming`, `uit_vestiging` and `uit_activiteit`. Needs the world and `kent`."""
    # A slip of the typist: two letters change places, one is left out, or one stands twice.
    con.execute("""
        CREATE MACRO tik(s, i, tag) AS (
            SELECT CASE WHEN hash(i, tag) % 3 = 0 AND s[p] <> s[p + 1] THEN left(s, p - 1) || s[p + 1] || s[p] || s[p + 2:]
                        WHEN hash(i, tag) % 3 = 1 THEN left(s, p - 1) || s[p + 1:] ELSE left(s, p) || s[p:] END
            FROM (SELECT (2 + (kans(i, tag) * (length(s) - 3))::INT) AS p))""")
    con.execute("""
        CREATE TABLE hoofd AS
        SELECT ves, loc, hoofdloc FROM (SELECT ves, loc, arg_min(loc, ves) OVER (PARTITION BY ond) AS hoofdloc FROM ves WHERE deel = 0)
        WHERE loc <> hoofdloc""")
    _locaties(con)
    _ondernemingen(con)
    _vestigingen(con)
    _activiteiten(con)


def _soorten(gevallen: dict[str, str], *ook: str) -> str:
    """SQL: the names of all kinds that apply, joined by +; after those of other records on which this one leans."""
    eigen = [f"CASE WHEN {sql} THEN '{naam}' END" for naam, sql in gevallen.items()]
    return f"nullif(concat_ws('+', {', '.join([*ook, *eigen])}), '')"


def _vaker(kolom: str, aandeel: float) -> str:
    """SQL: this happened to the record with this chance; the tag is its own."""
    return f"kans(z, '{kolom}') < {aandeel}"


def _locaties(con: duckdb.DuckDBPyConnection) -> None:
    vuil = {
        "punt": _vaker("alleen punt", v.ALLEEN_PUNT),
        "hk": f"h.loc IS NOT NULL AND {_vaker('hoofdkantoor', v.ADRES_VAN_HOOFDKANTOOR)}",
        "tik": _vaker("straat tik", v.STRAAT_TYPEFOUT), "instraat": _vaker("nr in straat", v.NUMMER_IN_STRAAT),
        "wissel": f"nr0 >= 10 AND nr0 % 10 <> nr0 // 10 % 10 AND {_vaker('nr wissel', v.NUMMER_VERWISSELD)}",
        "letterweg": f"letter0 IS NOT NULL AND {_vaker('letter weg', v.ZONDER_HUISLETTER)}",
        "toev": f"letter0 IS NOT NULL AND NOT letterweg AND {_vaker('toevoeging', v.LETTER_IN_TOEVOEGING)}",
        "pcweg": _vaker("pc weg", v.ZONDER_POSTCODE), "pcoud": f"NOT pcweg AND {_vaker('oude pc', v.OUDE_POSTCODE)}",
        "plaatsweg": _vaker("plaats weg", v.ZONDER_WOONPLAATS), "gemweg": _vaker("gemeente weg", v.ZONDER_GEMEENTE),
        "bagweg": f"punt OR hk OR {_vaker('bag', v.ZONDER_BAG)}",
        "bagbuur": f"NOT bagweg AND bag_buur IS NOT NULL AND {_vaker('buur', v.BAG_VAN_BUUR)}",
        "xyweg": f"NOT punt AND NOT hk AND {_vaker('punt weg', v.ZONDER_PUNT)}", "ver": f"NOT punt AND NOT xyweg AND {_vaker('ver', v.PUNT_ERNAAST)}",
    }  # fmt: skip
    hoofd = "SELECT loc, min(hoofdloc) AS hoofdloc FROM hoofd GROUP BY loc"
    con.execute(f"""
        CREATE TABLE vuil AS
        WITH k AS (
            SELECT bron, dubbel, hash(bron, loc.loc, dubbel) AS z, loc.*, coalesce(a.straat, loc.straat) AS straat0, coalesce(a.nr, loc.nr) AS nr0,
                   CASE WHEN a.loc IS NULL THEN loc.letter ELSE a.letter END AS letter0, coalesce(a.pc, loc.pc) AS pc0,
                   coalesce(a.woonplaats, loc.woonplaats) AS plaats0, h.loc IS NOT NULL AND a.loc IS NOT NULL AS hk
            FROM (SELECT DISTINCT bron, loc, dubbel FROM kent) k JOIN loc USING (loc) LEFT JOIN ({hoofd}) h USING (loc)
            LEFT JOIN loc a ON a.loc = h.hoofdloc AND kans(hash(k.bron, k.loc, dubbel), 'hoofdkantoor') < {v.ADRES_VAN_HOOFDKANTOOR})
        SELECT *, {", ".join(f"({sql}) AS {k}" for k, sql in vuil.items() if k != "hk")} FROM k""")
    soorten = _soorten({
        "verzamelgebouw": "eerste IS NOT NULL", "dubbel": "dubbel = 1", "alleen punt": "punt", "adres hoofdkantoor": "hk AND NOT punt",
        "typefout straat": "tik AND NOT punt", "nummer in straat": "instraat AND NOT punt", "nummer verwisseld": "wissel AND NOT punt",
        "zonder huisletter": "letterweg AND NOT punt", "letter in toevoeging": "toev AND NOT punt AND NOT instraat",
        "zonder postcode": "pcweg AND NOT punt", "oude postcode": "pcoud AND NOT punt AND NOT hk", "zonder woonplaats": "plaatsweg AND NOT punt",
        "zonder gemeente": "gemweg AND NOT punt", "zonder BAG": "bagweg", "BAG van buur": "bagbuur", "zonder punt": "xyweg", "punt ernaast": "ver",
    })  # fmt: skip
    con.execute(f"ALTER TABLE vuil ADD COLUMN moeilijkheid VARCHAR; UPDATE vuil SET moeilijkheid = {soorten}")
    nr = "CASE WHEN wissel THEN nr0 // 100 * 100 + nr0 % 10 * 10 + nr0 // 10 % 10 ELSE nr0 END"
    letter = "CASE WHEN letterweg THEN NULL ELSE letter0 END"
    # A hundred metres off, in some direction.
    ernaast = "+ CASE WHEN ver THEN (60 + 90 * kans(z, 'hoe ver')) * {}(6.28 * kans(z, 'kant')) ELSE 0 END"
    con.execute(f"""
        CREATE TABLE uit_locatie AS
        SELECT bron, loc * 2 + dubbel AS volg, {sleutel("L", "loc", "dubbel")} AS id,
               CASE WHEN punt THEN 'terrein ' || loc % 97 END AS aanduiding,
               CASE WHEN NOT punt THEN CASE WHEN tik THEN tik(straat0, z, 'tik') ELSE straat0 END
                   || CASE WHEN instraat THEN ' ' || {nr} || coalesce({letter}, '') ELSE '' END END AS straat,
               CASE WHEN NOT punt AND NOT instraat THEN {nr} END AS huisnummer,
               CASE WHEN NOT punt AND NOT instraat AND NOT toev THEN {letter} END AS huisletter,
               CASE WHEN NOT punt AND NOT instraat AND toev THEN letter0 END AS toevoeging,
               CASE WHEN NOT punt AND NOT pcweg THEN CASE WHEN pcoud AND NOT hk THEN pc_oud ELSE pc0 END END AS postcode,
               CASE WHEN NOT punt AND NOT plaatsweg THEN plaats0 END AS woonplaats, CASE WHEN punt OR NOT gemweg THEN gemeente END AS gemeente,
               CASE WHEN bagweg THEN NULL WHEN bagbuur THEN bag_buur ELSE bag END AS bag_nummeraanduiding,
               CASE WHEN punt OR hk OR bagbuur OR kans(z, 'vbo') < 0.5 THEN NULL ELSE vbo END AS bag_verblijfsobject,
               CASE WHEN NOT xyweg THEN round(x + (kans(z, 'dx') * 8)::INT - 4 {ernaast.format("cos")}) END AS x,
               CASE WHEN NOT xyweg THEN round(y + (kans(z, 'dy') * 8)::INT - 4 {ernaast.format("sin")}) END AS y,
               DATE '2012-01-01' + (kans(loc, 'lb') * 1000)::INT AS begindatum, NULL::DATE AS einddatum,
               NULL::BIGINT AS e_ond, loc AS e_loc, NULL::BIGINT AS e_act, moeilijkheid FROM vuil""")


def _naam(naam: str) -> tuple[str, dict[str, str]]:
    """SQL of a name as it was written down, and of what is hard about it."""
    tik = _vaker("naam", v.NAAM_TYPEFOUT)
    anders = f"kans(z, 'naam') BETWEEN {v.NAAM_TYPEFOUT} AND {v.NAAM_ANDERS}"
    sql = f"""CASE
        WHEN {tik} THEN trim(tik({naam}, z, 'naam tik') || ' ' || rv)
        WHEN {anders} THEN kies([trim({naam} || ' ' || replace(rv, '.', '')), {naam}, upper(trim({naam} || ' ' || rv)),
                   trim(replace({naam}, '&', 'en') || ' ' || lower(replace(rv, '.', '')))], z, 'schrijfwijze')
        ELSE trim({naam} || ' ' || rv) END"""
    return sql, {"typefout naam": tik, "schrijfwijze": anders, "lijkt op buur": "hoe = 'buur'",
                 "zuster": "hoe = 'zuster' OR kvk_zuster IS NOT NULL", "keten": "keten", "naamgenoot": "naamgenoot"}  # fmt: skip


def _ondernemingen(con: duckdb.DuckDBPyConnection) -> None:
    naam, hard = _naam("kern")
    geen_kvk = _vaker("kvk", v.ZONDER_KVK)
    con.execute(f"""
        CREATE TABLE uit_onderneming AS
        SELECT bron, ond * 2 + dubbel AS volg, {sleutel("O", "ond", "dubbel")} AS id, {naam} AS naam,
               CASE WHEN {geen_kvk} THEN NULL ELSE kvk END AS kvk_nummer,
               CASE WHEN kans(z, 'rsin') < 0.6 THEN NULL ELSE rsin END AS rsin, nullif(rv, '') AS rechtsvorm,
               begin AS begindatum, NULL::DATE AS einddatum, ond AS e_ond, NULL::BIGINT AS e_loc, NULL::BIGINT AS e_act,
               {_soorten(hard | {"zonder KvK": geen_kvk, "dubbel": "dubbel = 1"})} AS moeilijkheid
        FROM (SELECT DISTINCT bron, ond, dubbel, hash(bron, ond, dubbel) AS z FROM kent) JOIN ond USING (ond)
        LEFT JOIN (
            -- Eight digits that begin with 999, and the ninth that makes the elfproef right; a remainder of ten has none.
            SELECT ond AS o2, CASE WHEN m < 10 AND ond < 100000 THEN c || m::VARCHAR END AS rsin FROM (
                SELECT ond, c, (9*9 + 8*9 + 7*9 + 6*c[4]::INT + 5*c[5]::INT + 4*c[6]::INT + 3*c[7]::INT + 2*c[8]::INT) % 11 AS m
                FROM (SELECT ond, '999' || lpad((ond % 100000)::VARCHAR, 5, '0') AS c FROM ond))) ON o2 = ond""")


def _vestigingen(con: duckdb.DuckDBPyConnection) -> None:
    naam, hard = _naam("naam")
    geen_kvk, zuster = (
        _vaker("kvk", v.ZONDER_KVK),
        f"kvk_zuster IS NOT NULL AND {_vaker('kvk zuster', v.KVK_VAN_ZUSTER)}",
    )
    geen_vnr = _vaker("vnr", v.ZONDER_VESTIGINGSNUMMER)
    hard |= {"andere handelsnaam": "handels IS NOT NULL", "zonder KvK": geen_kvk, "KvK van zuster": f"NOT {geen_kvk} AND {zuster}",
             "zonder vestigingsnummer": geen_vnr, "dubbel": "k.dubbel = 1 AND u.moeilijkheid NOT LIKE '%dubbel%'", "eerder": "deel = 1"}  # fmt: skip
    con.execute(f"""
        CREATE TABLE uit_vestiging AS
        SELECT k.bron, ves * 4 + deel * 2 + k.dubbel AS volg, {_met_bron(sleutel("V", "ves", "deel", "k.dubbel"))} AS id,
               CASE WHEN {geen_vnr} THEN NULL ELSE vnr END AS vestigingsnummer,
               CASE WHEN {geen_kvk} THEN NULL WHEN {zuster} THEN kvk_zuster ELSE kvk END AS kvk_nummer,
               {_met_bron(sleutel("O", "k.ond", "k.dubbel"))} AS onderneming_id, {_met_bron(sleutel("L", "k.loc", "k.dubbel"))} AS locatie_id,
               {naam} AS handelsnaam, NULL AS sbi_code, k.begin AS begindatum, einde AS einddatum,
               k.ond AS e_ond, k.loc AS e_loc, NULL::BIGINT AS e_act, {_soorten(hard, "u.moeilijkheid")} AS moeilijkheid
        FROM (SELECT *, hash(bron, ves, deel, dubbel) AS z FROM kent) k
        JOIN (SELECT *, coalesce(handels, kern) AS naam FROM ond) o ON o.ond = k.ond
        JOIN (SELECT bron, loc, dubbel, moeilijkheid FROM vuil) u ON u.bron = k.bron AND u.loc = k.loc AND u.dubbel = k.dubbel""")


def _met_bron(sql: str) -> str:
    return sql.replace("hash(bron,", "hash(k.bron,")


def _activiteiten(con: duckdb.DuckDBPyConnection) -> None:
    """An activity leans on its establishment; the location that it names may be the head office of the chain."""
    elders = f"""kans(hash(k.bron, a.act), 'elders') < {v.ACTIVITEIT_OP_HOOFDKANTOOR}
                 AND EXISTS (FROM kent h WHERE h.bron = k.bron AND h.loc = hoofdloc AND h.dubbel = 0)"""
    con.execute(f"""
        CREATE TABLE uit_activiteit AS
        SELECT k.bron, a.act * 2 AS volg, {_met_bron(sleutel("A", "a.act"))} AS id,
               CASE WHEN {elders} THEN {_met_bron(sleutel("L", "hoofdloc", "0"))} ELSE {_met_bron(sleutel("L", "a.loc", "0"))} END AS locatie_id,
               {_met_bron(sleutel("V", "a.ves", "0", "0"))} AS vestiging_id, split_part(wat, '|', 1) AS bal_paragraaf, NULL AS omschrijving,
               nullif(split_part(wat, '|', 2), '') AS ippc_categorie,
               CASE WHEN a.seveso AND a.nr = 0 THEN CASE WHEN kans(a.ves, 'hoog') < {v.SEVESO_HOOG} THEN 'hogedrempel' ELSE 'lagedrempel' END
               END AS seveso, CASE WHEN a.seveso OR a.ippc THEN pv ELSE gemeente END AS bevoegd_gezag, k.bron AS uitvoerende_dienst,
               a.begin AS begindatum, NULL::DATE AS einddatum, a.ond AS e_ond, a.loc AS e_loc, a.act AS e_act,
               {_soorten({"activiteit op hoofdkantoor": elders}, "u.moeilijkheid")} AS moeilijkheid
        FROM kent k JOIN act a USING (ves) JOIN loc ON loc.loc = a.loc LEFT JOIN hoofd ON hoofd.ves = a.ves
        JOIN uit_vestiging u ON u.bron = k.bron AND u.volg = a.ves * 4
        WHERE k.deel = 0 AND k.dubbel = 0""")
