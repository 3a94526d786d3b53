"""The EU Registry on industrial sites: tables ProductionSite and ProductionInstallationPart, as downloaded.

Points come in degrees (EPSG:4258) and are turned into RD (EPSG:28992). A site becomes a locatie and a vestiging; a
part becomes a locatie, a vestiging named after the text before the first comma, and an activiteit. Where a file tells an
object for several reporting years, the last keeps its key and the others carry their year behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import pyarrow as pa
from pyproj import Transformer

from ...opslag import Motor


@dataclass(frozen=True)
class Vertaling:
    """`herkent` tells by the columns; `vertaal` makes a text table per record type out of one raw table."""

    naam: str
    herkent: Callable[[Sequence[str]], bool]
    vertaal: Callable[[Motor, str, Sequence[str]], dict[str, str]]


@cache
def _naar_rd() -> Transformer:
    return Transformer.from_crs("EPSG:4258", "EPSG:28992", always_xy=True)


def _kolom(kolommen: Sequence[str], *namen: str) -> str:
    """The text column of the first of these names that was delivered; NULL when none was."""
    return next((f"k{kolommen.index(n)}" for n in namen if n in kolommen), "NULL::VARCHAR")


def herkent(kolommen: Sequence[str]) -> bool:
    """A table of the register names its object by localid and namespace, and its name by sitename or partname."""
    return {"localid", "namespace"} <= set(kolommen) and bool({"sitename", "partname"} & set(kolommen))


def vertaal(con: Motor, tabel: str, kolommen: Sequence[str]) -> dict[str, str]:
    """SQL per record type over the raw table; the points are computed once for the whole column."""
    lat, lon = _kolom(kolommen, "lat_epsg4258", "lat"), _kolom(kolommen, "lon_epsg4258", "lon")
    punten = con.sql(
        f"SELECT _regel, try_cast({lon} AS DOUBLE) AS lon, try_cast({lat} AS DOUBLE) AS lat FROM {tabel}"
    ).to_arrow_table()
    graden = [punten.column(k).to_numpy(zero_copy_only=False) for k in ("lon", "lat")]
    x, y = _naar_rd().transform(*graden)
    rd = pa.table({"_regel": punten.column("_regel"), "x": pa.array(np.round(x, 1)), "y": pa.array(np.round(y, 1))})
    con.register("_rd", rd)
    con.execute(f"""CREATE TABLE {tabel}_rd AS
        SELECT _regel, x::DECIMAL(18,1)::VARCHAR AS x, y::DECIMAL(18,1)::VARCHAR AS y FROM _rd
        WHERE isfinite(x) AND isfinite(y)""")
    con.unregister("_rd")
    lokaal, naam, jaar = (_kolom(kolommen, *k) for k in (("localid",), ("sitename", "partname"), ("reportingyear",)))
    con.execute(f"""CREATE TABLE {tabel}_id AS SELECT *, {lokaal} || CASE
        WHEN dense_rank() OVER (PARTITION BY {lokaal} ORDER BY {jaar} DESC NULLS LAST) = 1 THEN '' ELSE '/' || {jaar} END AS id
        FROM {tabel}""")
    deel = "partname" in kolommen
    handelsnaam = f"split_part({naam}, ',', 1)" if deel else naam
    uit = {
        "locatie": f"SELECT _regel, id, {naam} AS aanduiding, x, y FROM {tabel}_id LEFT JOIN {tabel}_rd USING (_regel)",
        "vestiging": f"SELECT _regel, id, id AS locatie_id, {handelsnaam} AS handelsnaam FROM {tabel}_id",
    }
    if deel:
        soort, stand = (_kolom(kolommen, k) for k in ("planttype", "status"))
        uit["activiteit"] = f"""
            SELECT _regel, id, id AS locatie_id, id AS vestiging_id,
                   CASE {soort} WHEN 'LCP' THEN 'Grote stookinstallatie' WHEN 'WI' THEN 'Afvalverbranding'
                        WHEN 'co-WI' THEN 'Afvalmeeverbranding' ELSE coalesce({soort}, 'Installatie') END
                   || ' (EU-register ' || coalesce({jaar}, 'jaar onbekend') || ', '
                   || coalesce({stand}, 'stand onbekend') || ')' AS omschrijving
            FROM {tabel}_id"""
    return uit


EU_REGISTER = Vertaling("EU-register industriële locaties", herkent, vertaal)
