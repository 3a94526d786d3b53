"""The places: of each location the fullest description, every address that was delivered for it, its point in degrees."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from pyproj import Transformer

from ...opslag import Motor
from ..zoekwoorden import CELZOOMS

_MACROS = {
    "adres(straat, nr, letter, toev, pc, plaats)": """nullif(concat_ws(', ',
        nullif(trim(concat_ws(' ', straat, nr || coalesce(upper(letter), '') || coalesce('-' || toev, ''))), ''),
        nullif(trim(concat_ws(' ', norm_postcode(pc), plaats)), '')), '')""",
    # The words of many texts, each once.
    "woordlijst(teksten)": "list_sort(list_distinct(list_filter(string_split(woorden(array_to_string(teksten, ' ')), ' '), "
    "lambda w: w <> '')))",
    "merk(soort, waarde)": "'λ' || soort || regexp_replace(lower(waarde), '[^a-z0-9]', 'p', 'g')",
    "celmerk(zoom, lon, lat)": "'λk' || zoom || 'x' || floor(lon * 2**zoom / 16)::BIGINT || 'y' || floor(lat * 2**zoom / 9.6)::BIGINT",
    # A record that a later delivery ended, or whose last day had passed when it was delivered.
    "einde_van(per, einddatum)": "least(coalesce(per, einddatum), coalesce(einddatum, per))",
}


def maak_zoekmacros(con: Motor) -> None:
    """Define the macros of the index in an engine that has those of `normaliseren`."""
    for kop, sql in _MACROS.items():
        con.execute(f"CREATE OR REPLACE TEMP MACRO {kop} AS {sql}")


def maak_plekken(con: Motor) -> None:
    """Make `pl`: a row per location, its id the sequence number of its register number.

    `adressen`: every address that was delivered; `namen`: every description; `merken`: marked words to filter on.
    Needs `g_locatie` (newest versions), `ga_locatie` (all versions).
    """
    con.execute("""
        CREATE TEMP TABLE pl0 AS
        SELECT loc_nr, bool_or(oefening) AS oefening, unnest(arg_max({'straat': straat, 'huisnummer': huisnummer,
                'huisletter': huisletter, 'toevoeging': toevoeging, 'postcode': postcode, 'woonplaats': woonplaats,
                'gemeente': gemeente, 'aanduiding': aanduiding},
            ((straat IS NOT NULL)::INT + (bag_nummeraanduiding IS NOT NULL)::INT + (huisletter IS NOT NULL)::INT, levering_nr, id))),
            arg_max(x, ((bag_nummeraanduiding IS NOT NULL)::INT, levering_nr, id)) AS x,
            arg_max(y, ((bag_nummeraanduiding IS NOT NULL)::INT, levering_nr, id)) AS y,
            list_distinct(list(gemeente)) AS gemeenten,
            CASE WHEN bool_and(einde IS NOT NULL) THEN max(einde) END AS einde, bool_and(klaar) AS klaar
        FROM g_locatie GROUP BY loc_nr""")
    con.execute("""
        CREATE TEMP TABLE geleverd AS
        SELECT loc_nr, list_sort(list_distinct(list(adres(straat, huisnummer, huisletter, toevoeging, postcode, woonplaats)))) AS adressen,
               list_sort(list_distinct(list(aanduiding))) AS namen
        FROM ga_locatie GROUP BY loc_nr""")
    punten = con.sql("SELECT loc_nr, x, y FROM pl0 WHERE x IS NOT NULL").to_arrow_table()
    rd = Transformer.from_crs("EPSG:28992", "EPSG:4326", always_xy=True)
    lon, lat = rd.transform(*(punten.column(k).to_numpy() for k in ("x", "y")))
    con.register(
        "_graden", pa.table({"loc_nr": punten.column("loc_nr"), "lon": np.round(lon, 6), "lat": np.round(lat, 6)})
    )
    cellen = ", ".join(f"celmerk({z}, lon, lat)" for z in CELZOOMS)
    con.execute(f"""
        CREATE TEMP TABLE pl AS
        SELECT n.volgnummer AS id, pl0.*, lon, lat, adressen, namen,
               adres(straat, huisnummer, huisletter, toevoeging, postcode, woonplaats) AS adres,
               list_transform(gemeenten, lambda g: merk('gm', g)) || CASE WHEN lon IS NULL THEN [] ELSE [{cellen}] END AS merken
        FROM pl0 JOIN geleverd USING (loc_nr) JOIN nr_locatie n ON n.nummer = loc_nr LEFT JOIN _graden USING (loc_nr)""")
    con.unregister("_graden")
