"""What a user would take instead of the map and the page of one place: pygeoapi over PostGIS, with the same table.

The table is copied out of the index of the register; indexed on its point and on its number. Asked as the register is: through the test
client of its own web framework, the whole answer rendered, nothing over a socket.
"""

from __future__ import annotations

import csv
import importlib
import io
import json
import os
import sqlite3
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

KOLOMMEN = ("id", "nummer", "naam", "adres", "gemeente", "soort", "bedrijven", "oefening")


def laad(adres: str, index: Path) -> int:
    """Fill the table `locatie` of a database with PostGIS; returns how many rows."""
    import psycopg2

    with psycopg2.connect(_dsn(adres)) as con, con.cursor() as c:
        c.execute("CREATE EXTENSION IF NOT EXISTS postgis")
        c.execute("DROP TABLE IF EXISTS locatie")
        c.execute("""CREATE TABLE locatie (id bigint PRIMARY KEY, nummer text, naam text, adres text, gemeente text, soort text,
                     bedrijven int, oefening int, geom geometry(Point, 4326))""")
        rijen = sqlite3.connect(f"file:{index}?mode=ro", uri=True).execute(
            f"SELECT {', '.join(KOLOMMEN)}, lon, lat FROM locatie WHERE lon IS NOT NULL"
        )
        tekst = io.StringIO()
        schrijver = csv.writer(tekst)
        for *r, lon, lat in rijen:
            schrijver.writerow([*r, f"SRID=4326;POINT({lon} {lat})"])
        tekst.seek(0)
        c.copy_expert("COPY locatie FROM STDIN WITH (FORMAT csv)", tekst)
        c.execute("CREATE INDEX ON locatie USING gist (geom)")
        c.execute("CREATE UNIQUE INDEX ON locatie (nummer)")
        c.execute("ANALYZE locatie")
        c.execute("SELECT count(*) FROM locatie")
        (aantal,) = c.fetchone()
    return int(aantal)


def _dsn(adres: str) -> str:
    delen = urlsplit(adres)
    return f"host={parse_qs(delen.query)['host'][0]} user={delen.username} dbname={unquote(delen.path[1:])}"


def klant(adres: str) -> Callable[[str], tuple[float, int]]:
    """A function that asks an address of pygeoapi: milliseconds, and how many features came back."""
    delen = urlsplit(adres)
    instellingen = {
        "server": {"bind": {"host": "localhost", "port": 5000}, "url": "http://localhost:5000", "mimetype": "application/json; charset=UTF-8",
                   "encoding": "utf-8", "languages": ["en-US"], "limits": {"default_items": 10, "max_items": 1000},
                   "map": {"url": "https://tile.invalid/{z}/{x}/{y}.png", "attribution": "-"}},
        "logging": {"level": "ERROR"},
        "metadata": {"identification": {"title": "t", "description": "d", "keywords": ["k"], "keywords_type": "theme",
                                        "terms_of_service": "https://example.invalid", "url": "https://example.invalid"},
                     "license": {"name": "n", "url": "https://example.invalid"}, "provider": {"name": "n", "url": "https://example.invalid"},
                     "contact": {"name": "n"}},
        "resources": {"locatie": {
            "type": "collection", "title": "locatie", "description": "locatie", "keywords": ["locatie"],
            "links": [{"type": "text/html", "rel": "canonical", "title": "t", "href": "https://example.invalid"}],
            "extents": {"spatial": {"bbox": [3, 50, 8, 54], "crs": "http://www.opengis.net/def/crs/OGC/1.3/CRS84"}},
            "providers": [{"type": "feature", "name": "PostgreSQL", "id_field": "id", "table": "locatie", "geom_field": "geom",
                           "data": {"host": parse_qs(delen.query)["host"][0], "dbname": unquote(delen.path[1:]), "user": delen.username,
                                    "password": "x", "search_path": ["public"]}}]}},
    }  # fmt: skip
    map_ = Path(tempfile.mkdtemp())
    (map_ / "c.yml").write_text(json.dumps(instellingen))  # JSON is YAML
    os.environ["PYGEOAPI_CONFIG"] = str(map_ / "c.yml")
    os.environ["PYGEOAPI_OPENAPI"] = str(map_ / "o.yml")
    openapi = importlib.import_module("pygeoapi.openapi")
    (map_ / "o.yml").write_text(openapi.generate_openapi_document(map_ / "c.yml", "yaml"))
    client = importlib.import_module("pygeoapi.flask_app").APP.test_client()

    def vraag(pad: str) -> tuple[float, int]:
        begin = time.perf_counter()
        antwoord = client.get(pad)
        duur = (time.perf_counter() - begin) * 1000
        assert antwoord.status_code == 200, antwoord.get_data(as_text=True)[:500]
        return duur, len(antwoord.get_json().get("features", [0]))

    return vraag
