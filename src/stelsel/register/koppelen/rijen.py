"""From linked companies and locations to rows: every row gets those of the records that it names."""

from __future__ import annotations

from ...begrippen import RECORDTYPEN
from ...opslag import Motor

# How a record finds its place: by a key of its own, or through the record it belongs to.
_EIGEN_PLEK = ("melding", "vergunning", "toezichtbezoek", "handhavingsactie", "monster")
MET_PLEK = ("activiteit", *_EIGEN_PLEK)
_VIA = {"voorschrift": "vergunning", "bevinding": "toezichtbezoek", "meting": "monster"}
# What a row refers to and has no place (yet): when that gets one, the row does, though nobody delivers it again.
_OPEN = "NULL::VARCHAR AS open_locatie, NULL::VARCHAR AS open_vestiging, NULL::VARCHAR AS open_ander"


def verwijzingen(typenaam: str) -> dict[str, str]:
    """The fields through which a record of this type finds its place, each with the type that it names."""
    if ouder := _VIA.get(typenaam):
        return {f"{ouder}_id": ouder}
    doelen = ("locatie", "vestiging", "activiteit") if typenaam in MET_PLEK else ()
    return {f"{doel}_id": doel for doel in doelen if f"{doel}_id" in RECORDTYPEN[typenaam].velden}


def koppel_rijen(con: Motor) -> None:
    """Make the table `koppel` from `profiel_`, `deel_locatie`, `profiel_`, `deel_onderneming` and the views of `bron`."""
    con.execute("""CREATE OR REPLACE TEMP VIEW loc AS
        SELECT levering_nr, bestand, regel, bron, id, oefening, f AS sleutel FROM profiel_locatie JOIN deel_locatie USING (rij)""")
    con.execute("""CREATE OR REPLACE TEMP VIEW ond AS
        SELECT levering_nr, bestand, regel, recordtype, bron, id, oefening, f AS sleutel, loc
        FROM profiel_onderneming JOIN deel_onderneming USING (rij)""")
    con.execute(f"""
        CREATE TABLE koppel AS
        SELECT levering_nr, bestand, 'locatie' AS recordtype, regel, bron, id AS record, oefening,
               NULL::BIGINT AS ond, sleutel AS loc, NULL::VARCHAR AS act, {_OPEN} FROM loc
        UNION ALL
        SELECT levering_nr, bestand, recordtype, regel, bron, id, oefening, sleutel, loc, NULL, {_OPEN} FROM ond""")
    con.execute("CREATE TEMP TABLE ves AS SELECT bron, id, sleutel AS ond, loc FROM ond WHERE recordtype = 'vestiging'")
    # The one company that this source knows at a place: stands in where a record names no establishment.
    con.execute("""CREATE TEMP TABLE enige_ond AS SELECT bron, loc, min(ond) AS ond FROM ves
                   WHERE loc IS NOT NULL GROUP BY ALL HAVING count(DISTINCT ond) = 1""")
    _koppel_activiteiten(con)
    for typenaam in _EIGEN_PLEK:
        _koppel_eigen_plek(con, typenaam)
    for typenaam, ouder in _VIA.items():
        _koppel_via(con, typenaam, ouder)
    for typenaam in RECORDTYPEN:
        _koppel_eerdere_versies(con, typenaam)


def _open(alias: str, verwijzing: str) -> str:
    return f"CASE WHEN {alias}.bron IS NULL THEN r.{verwijzing} END AS open_{verwijzing.removesuffix('_id')}"


def _open_ander(typenaam: str, geen: str) -> str:
    return f"CASE WHEN {geen} THEN '{typenaam}|' || r.{typenaam}_id END AS open_ander"


def _koppel_activiteiten(con: Motor) -> None:
    con.execute(f"""
        CREATE TEMP TABLE act AS
        SELECT r.levering_nr, r.bestand, r.regel, r.bron, r.id, r.oefening, coalesce(v.ond, e.ond) AS ond, l.sleutel AS loc,
               concat_ws('|', coalesce(v.ond, e.ond, 0)::VARCHAR, coalesce(l.sleutel::VARCHAR, 'bron|' || r.bron || '|' || r.id),
                         coalesce(bal_paragraaf, norm_naam(omschrijving))) AS act,
               {_open("l", "locatie_id")}, {_open("v", "vestiging_id")}, NULL::VARCHAR AS open_ander
        FROM nu_activiteit r
        LEFT JOIN ves v ON v.bron = r.bron AND v.id = r.vestiging_id
        LEFT JOIN loc l ON l.bron = r.bron AND l.id = r.locatie_id
        LEFT JOIN enige_ond e ON e.bron = r.bron AND e.loc = l.sleutel AND r.vestiging_id IS NULL""")
    con.execute("""INSERT INTO koppel SELECT levering_nr, bestand, 'activiteit', regel, bron, id, oefening, ond, loc, act,
                   open_locatie, open_vestiging, open_ander FROM act""")


def _koppel_eigen_plek(con: Motor, typenaam: str) -> None:
    met_act = "activiteit_id" in RECORDTYPEN[typenaam].velden
    act_join = "LEFT JOIN act a ON a.bron = r.bron AND a.id = r.activiteit_id" if met_act else ""
    con.execute(f"""
        INSERT INTO koppel
        SELECT r.levering_nr, r.bestand, '{typenaam}', r.regel, r.bron, r.id, r.oefening,
               coalesce(v.ond, {"a.ond," if met_act else ""} e.ond), l.sleutel, {"a.act" if met_act else "NULL"},
               {_open("l", "locatie_id")}, {_open("v", "vestiging_id")}, {_open_ander("activiteit", "a.bron IS NULL") if met_act else "NULL"}
        FROM nu_{typenaam} r
        LEFT JOIN ves v ON v.bron = r.bron AND v.id = r.vestiging_id
        LEFT JOIN loc l ON l.bron = r.bron AND l.id = r.locatie_id
        {act_join}
        LEFT JOIN enige_ond e ON e.bron = r.bron AND e.loc = l.sleutel AND r.vestiging_id IS NULL""")


def _koppel_via(con: Motor, typenaam: str, ouder: str) -> None:
    con.execute(f"""
        INSERT INTO koppel
        SELECT r.levering_nr, r.bestand, '{typenaam}', r.regel, r.bron, r.id, r.oefening, o.ond, o.loc, o.act,
               NULL, NULL, {_open_ander(ouder, "o.ond IS NULL AND o.loc IS NULL")}
        FROM nu_{typenaam} r LEFT JOIN (FROM koppel WHERE recordtype = '{ouder}') o
        ON o.bron = r.bron AND o.record = r.{ouder}_id""")


def _koppel_eerdere_versies(con: Motor, typenaam: str) -> None:
    con.execute(f"""
        INSERT INTO koppel
        SELECT r.levering_nr, r.bestand, '{typenaam}', r.regel, r.bron, r.id, r.oefening, k.ond, k.loc, k.act,
               open_locatie, open_vestiging, open_ander
        FROM rij_{typenaam} r JOIN vaker_{typenaam} v ON v.bron = r.bron AND v.id = r.id AND v.laatste <> r.levering_nr
        JOIN (FROM koppel WHERE recordtype = '{typenaam}') k
        ON k.bron = r.bron AND k.record = r.id AND k.levering_nr = v.laatste""")
