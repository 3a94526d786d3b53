"""The map: a box index over locations, and counts per grid cell for the zooms at which points would overlap."""

from __future__ import annotations

import sqlite3

from ...opslag import Motor
from .documenten import PER_KEER

# Zooms at which cells are counted beforehand: a cell is a 64th part of a degree of longitude at zoom 10.
ZOOMS = range(3, 13)


def maaswijdte(zoom: int) -> float:
    """Width of a grid cell in degrees of longitude; its height is 0.6 of that, square at this latitude."""
    return 16.0 / 2**zoom


def bak_punten(con: Motor, lite: sqlite3.Connection) -> None:
    """Write locations, the box index and the grid."""
    con.execute("""
        CREATE TEMP TABLE plek AS
        SELECT p.id, p.loc_nr, p.adres, p.gemeente, p.x, p.y, p.lon, p.lat,
               coalesce(first(d.naam ORDER BY c.rijen DESC) FILTER (WHERE d.naam IS NOT NULL), any_value(p.aanduiding),
                        any_value(p.adres)) AS naam,
               count(d.id) AS bedrijven,
               CASE WHEN bool_or(d.seveso IS NOT NULL) THEN 'seveso' WHEN bool_or(d.ippc) THEN 'ippc' ELSE 'gewoon' END AS soort,
               p.oefening::INT AS oefening, coalesce(bool_or(d.ippc), false)::INT AS ippc, max(d.seveso) AS seveso, p.einde::VARCHAR AS einde
        FROM pl p LEFT JOIN cel c USING (loc_nr) LEFT JOIN doc d ON d.nummer = c.ond_nr
        GROUP BY ALL ORDER BY p.id""")
    cursor = con.execute("SELECT * FROM plek ORDER BY id")
    while rijen := cursor.fetchmany(PER_KEER):
        lite.executemany(f"INSERT INTO locatie VALUES ({', '.join('?' * 15)})", rijen)
        lite.executemany(
            "INSERT INTO punt VALUES (?, ?, ?, ?, ?)",
            [(r[0], r[6], r[6], r[7], r[7]) for r in rijen if r[6] is not None],
        )
    for zoom in ZOOMS:
        maas = maaswijdte(zoom)
        rijen = con.execute(f"""
            SELECT {zoom}, floor(lon / {maas})::BIGINT * 1000000 + floor(lat / {maas * 0.6})::BIGINT AS cel,
                   avg(lon), avg(lat), count(*), count(*) FILTER (WHERE soort = 'ippc'),
                   count(*) FILTER (WHERE soort = 'seveso'), min(oefening)
            FROM plek WHERE lon IS NOT NULL GROUP BY cel ORDER BY cel""").fetchall()
        lite.executemany("INSERT INTO raster VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rijen)
