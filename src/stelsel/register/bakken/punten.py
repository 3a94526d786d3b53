"""The map: a box index over locations, and counts per grid cell for the zooms at which points would overlap."""

from __future__ import annotations

import sqlite3

from ...opslag import Motor
from .documenten import PER_KEER

# Zooms at which cells are counted beforehand: a cell is a 64th part of a degree of longitude at zoom 10.
ZOOMS = range(3, 13)
_RIJ = 1_000_000  # a cell is its column times this, plus its row


def maaswijdte(zoom: int) -> float:
    """Width of a grid cell in degrees of longitude; its height is 0.6 of that, square at this latitude."""
    return 16.0 / 2**zoom


def maak_punten(con: Motor, pl: str = "pl", cel: str = "cel", doc: str = "doc") -> None:
    """Make `punt`: of each place of `pl` what the map shows. `cel(ond_nr, loc_nr, rijen)` and `doc` must hold all who are there."""
    con.execute(f"""
        CREATE TEMP TABLE punt AS
        SELECT p.id, p.loc_nr, p.adres, p.gemeente, p.x, p.y, p.lon, p.lat,
               coalesce(first(d.naam ORDER BY c.rijen DESC, d.nummer) FILTER (WHERE d.naam IS NOT NULL), any_value(p.aanduiding),
                        any_value(p.adres)) AS naam,
               count(d.id) AS bedrijven,
               CASE WHEN bool_or(d.seveso IS NOT NULL) THEN 'seveso' WHEN bool_or(d.ippc) THEN 'ippc' ELSE 'gewoon' END AS soort,
               p.oefening::INT AS oefening, coalesce(bool_or(d.ippc), false)::INT AS ippc, max(d.seveso) AS seveso, p.einde::VARCHAR AS einde
        FROM {pl} p LEFT JOIN {cel} c USING (loc_nr) LEFT JOIN {doc} d ON d.nummer = c.ond_nr
        GROUP BY ALL""")


def schrijf_punten(con: Motor, lite: sqlite3.Connection) -> None:
    """Write the places of `punt`, and the box index."""
    cursor = con.execute("SELECT * FROM punt ORDER BY id")
    while rijen := cursor.fetchmany(PER_KEER):
        lite.executemany(f"INSERT INTO locatie VALUES ({', '.join('?' * 15)})", rijen)
        lite.executemany(
            "INSERT INTO punt VALUES (?, ?, ?, ?, ?)",
            [(r[0], r[6], r[6], r[7], r[7]) for r in rijen if r[6] is not None],
        )


def cel_op(zoom: int, lon: str = "lon", lat: str = "lat") -> str:
    """SQL of the grid cell in which a point lies."""
    maas = maaswijdte(zoom)
    # A cast cuts off; what is added keeps that from turning round at zero.
    x, y = (
        f"(CAST({lon} / {maas} + 500000 AS INTEGER) - 500000)",
        f"(CAST({lat} / {maas * 0.6} + 500000 AS INTEGER) - 500000)",
    )
    return f"{x} * {_RIJ} + {y}"


def schrijf_raster(lite: sqlite3.Connection, alleen: set[int] | None = None) -> None:
    """Count per grid cell: at the last zoom the places, at each before it the cells inside. `alleen`: of these cells of the last zoom,
    and those around them."""
    laatste = ZOOMS[-1]
    punten = "locatie WHERE lon IS NOT NULL"
    if alleen is not None:
        lite.execute("CREATE TEMP TABLE doel (cel INTEGER PRIMARY KEY)")
        lite.execute("CREATE TEMP TABLE hier (id INTEGER PRIMARY KEY)")
        for cel in alleen:
            west, oost, zuid, noord = _rand(cel)
            lite.execute(
                "INSERT OR IGNORE INTO hier SELECT id FROM punt WHERE oost >= ? AND west <= ? AND noord >= ? AND zuid <= ?",
                (west, oost, zuid, noord),
            )
        _doelen(lite, laatste, alleen)
        punten = f"locatie WHERE id IN (SELECT id FROM hier) AND {cel_op(laatste)} IN (SELECT cel FROM doel)"
    lite.execute(f"""INSERT INTO raster SELECT {laatste}, {cel_op(laatste)}, avg(lon), avg(lat), count(*), sum(soort = 'ippc'),
                     sum(soort = 'seveso'), min(oefening) FROM {punten} GROUP BY 2""")
    for zoom in reversed(ZOOMS[:-1]):
        ouder = f"(cel / {_RIJ} / 2) * {_RIJ} + (cel % {_RIJ}) / 2"
        kinderen = f"raster WHERE zoom = {zoom + 1}"
        if alleen is not None:
            alleen = {c // _RIJ // 2 * _RIJ + c % _RIJ // 2 for c in alleen}
            _doelen(lite, zoom, alleen)
            in_ouder = " UNION ALL ".join(
                f"SELECT (cel / {_RIJ} * 2 + {i}) * {_RIJ} + (cel % {_RIJ}) * 2 + {j} FROM doel"
                for i in (0, 1)
                for j in (0, 1)
            )
            kinderen += f" AND cel IN ({in_ouder})"
        lite.execute(f"""INSERT INTO raster SELECT {zoom}, {ouder}, sum(lon * aantal) / sum(aantal), sum(lat * aantal) / sum(aantal), sum(aantal),
                         sum(ippc), sum(seveso), min(oefening) FROM {kinderen} GROUP BY 2""")


def _doelen(lite: sqlite3.Connection, zoom: int, cellen: set[int]) -> None:
    lite.execute("DELETE FROM doel")
    lite.executemany("INSERT INTO doel VALUES (?)", [(c,) for c in cellen])
    lite.execute("DELETE FROM raster WHERE zoom = ? AND cel IN (SELECT cel FROM doel)", (zoom,))


def _rand(cel: int) -> tuple[float, float, float, float]:
    """A box around a cell of the last zoom, a little wider: the box index rounds."""
    maas, iets = maaswijdte(ZOOMS[-1]), 1e-4
    x, y = cel // _RIJ, cel % _RIJ
    return x * maas - iets, (x + 1) * maas + iets, y * maas * 0.6 - iets, (y + 1) * maas * 0.6 + iets
