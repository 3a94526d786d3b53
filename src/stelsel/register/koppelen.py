"""From accepted rows to links: for every row the company, the location and the activity it is about.

In: the views of `bron`. Out: `koppel(levering_nr, bestand, recordtype, regel, bron, record, oefening, ond, loc, act)`
with the keys of the clusters. Never: probability; that is a later step, for what the exact keys leave over.
"""

from __future__ import annotations

from ..opslag import Motor
from .bron import nieuwste
from .locaties import koppel_locaties
from .normaliseren import maak_macros
from .ondernemingen import koppel_ondernemingen

# How a record finds its place: by a key of its own, or through the record it belongs to.
_EIGEN_PLEK = ("melding", "vergunning", "toezichtbezoek", "handhavingsactie", "monster")
_VIA = {"voorschrift": "vergunning", "bevinding": "toezichtbezoek", "meting": "monster"}


def koppel(con: Motor) -> None:
    """Make the table `koppel`."""
    maak_macros(con)
    koppel_locaties(con)
    koppel_ondernemingen(con)
    con.execute("""
        CREATE TABLE koppel AS
        SELECT levering_nr, bestand, 'locatie' AS recordtype, regel, bron, id AS record, oefening,
               NULL::VARCHAR AS ond, sleutel AS loc, NULL::VARCHAR AS act FROM loc
        UNION ALL
        SELECT levering_nr, bestand, soort, regel, bron, id, oefening, sleutel, loc, NULL FROM ond""")
    con.execute(f"""CREATE TEMP TABLE ves_nu AS
        {nieuwste("(FROM ond WHERE soort = 'vestiging')", "bron, id, sleutel AS ond, loc")}""")
    # The one company that this source knows at a place: stands in where a record names no establishment.
    con.execute("""CREATE TEMP TABLE enige_ond AS SELECT bron, loc, min(ond) AS ond FROM ves_nu
                   WHERE loc IS NOT NULL GROUP BY ALL HAVING count(DISTINCT ond) = 1""")
    _koppel_activiteiten(con)
    for typenaam in _EIGEN_PLEK:
        _koppel_eigen_plek(con, typenaam)
    for typenaam, ouder in _VIA.items():
        _koppel_via(con, typenaam, ouder)


def _koppel_activiteiten(con: Motor) -> None:
    con.execute("""
        CREATE TEMP TABLE act AS
        SELECT a.levering_nr, a.bestand, a.regel, a.bron, a.id, a.oefening, coalesce(v.ond, e.ond) AS ond, l.loc,
               concat_ws('|', coalesce(v.ond, e.ond, '-'), coalesce(l.loc, 'bron|' || a.bron || '|' || a.id),
                         coalesce(bal_paragraaf, norm_naam(omschrijving))) AS act
        FROM rij_activiteit a
        LEFT JOIN ves_nu v ON v.bron = a.bron AND v.id = a.vestiging_id
        LEFT JOIN loc_nu l ON l.bron = a.bron AND l.id = a.locatie_id
        LEFT JOIN enige_ond e ON e.bron = a.bron AND e.loc = l.loc""")
    con.execute("""INSERT INTO koppel SELECT levering_nr, bestand, 'activiteit', regel, bron, id, oefening, ond, loc, act
                   FROM act""")
    con.execute(f"CREATE TEMP TABLE act_nu AS {nieuwste('act', 'bron, id, ond, act')}")


def _koppel_eigen_plek(con: Motor, typenaam: str) -> None:
    kolommen = {k[0] for k in con.execute(f"SELECT * FROM rij_{typenaam} LIMIT 0").description or []}
    met_act = "activiteit_id" in kolommen
    act_join = "LEFT JOIN act_nu a ON a.bron = r.bron AND a.id = r.activiteit_id" if met_act else ""
    con.execute(f"""
        INSERT INTO koppel
        SELECT r.levering_nr, r.bestand, '{typenaam}', r.regel, r.bron, r.id, r.oefening,
               coalesce(v.ond, {"a.ond," if met_act else ""} e.ond), l.loc, {"a.act" if met_act else "NULL"}
        FROM rij_{typenaam} r
        LEFT JOIN ves_nu v ON v.bron = r.bron AND v.id = r.vestiging_id
        LEFT JOIN loc_nu l ON l.bron = r.bron AND l.id = r.locatie_id
        {act_join}
        LEFT JOIN enige_ond e ON e.bron = r.bron AND e.loc = l.loc""")


def _koppel_via(con: Motor, typenaam: str, ouder: str) -> None:
    con.execute(f"""
        INSERT INTO koppel
        SELECT r.levering_nr, r.bestand, '{typenaam}', r.regel, r.bron, r.id, r.oefening, o.ond, o.loc, o.act
        FROM rij_{typenaam} r LEFT JOIN (
            {nieuwste(f"(SELECT *, record AS id FROM koppel WHERE recordtype = '{ouder}')", "bron, id, ond, loc, act")}
        ) o ON o.bron = r.bron AND o.id = r.{ouder}_id""")
