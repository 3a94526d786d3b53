"""Make the index file and let the pointer name it."""

from __future__ import annotations

import json
import os
import sqlite3
import zlib
from datetime import UTC, datetime
from pathlib import Path

from ... import __version__
from ...aanlevering.bewijs import dag_in_nederland
from ...begrippen import MODELVERSIE, RECORDTYPEN
from ...opslag import Motor, Opslag
from ..zoekwoorden import PREFIXEN
from .cellen import maak_cellen, schrijf_cellen
from .documenten import documenten, maak_documenten, nummers, schrijf_documenten, schrijf_nummers
from .punten import maak_punten, schrijf_punten, schrijf_raster
from .tegenspraken import TEGENSPRAKEN, bak_tegenspraken
from .woordenboek import bak_woordenboek

SCHEMA = (
    """
CREATE TABLE meta (sleutel TEXT PRIMARY KEY, waarde TEXT) WITHOUT ROWID;
CREATE TABLE levering (nr INTEGER PRIMARY KEY, levering TEXT, bron TEXT, stand TEXT, ontvangen_op TEXT, dag TEXT);
CREATE TABLE nummer (nummer TEXT PRIMARY KEY, soort TEXT, ond INTEGER, loc INTEGER, opvolger TEXT) WITHOUT ROWID;
CREATE TABLE document (id INTEGER PRIMARY KEY /* class * 2**32 + volgnr */, volgnr INTEGER UNIQUE /* of its register number */,
    nummer TEXT, soort TEXT, naam TEXT, andere TEXT, kvk TEXT, adres TEXT, adressen TEXT /* other delivered addresses */, gemeente TEXT,
    locaties INTEGER, ippc INTEGER, seveso TEXT, bezoek TEXT, einde TEXT, oefening INTEGER, lon REAL, lat REAL,
    naamwoorden TEXT, woorden TEXT /* zoekwoorden.zoektekst of both is what `zoek` holds */);
CREATE VIRTUAL TABLE zoek USING fts5(woorden, content='', detail='none', columnsize=0, prefix='PREFIXEN',
    tokenize="unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE term USING fts5vocab('zoek', 'row');
CREATE TABLE spel (vorm TEXT, woord TEXT, PRIMARY KEY (vorm, woord)) WITHOUT ROWID;
CREATE TABLE filterwaarde (merk TEXT PRIMARY KEY, aantal INTEGER) WITHOUT ROWID;
CREATE TABLE locatie (id INTEGER PRIMARY KEY /* sequence number of its register number */, nummer TEXT,
    adres TEXT, gemeente TEXT, x REAL, y REAL, lon REAL, lat REAL,
    naam TEXT, bedrijven INTEGER, soort TEXT, oefening INTEGER, ippc INTEGER, seveso TEXT, einde TEXT);
CREATE VIRTUAL TABLE punt USING rtree(id, west, oost, zuid, noord);
CREATE TABLE raster (zoom INTEGER, cel INTEGER, lon REAL, lat REAL, aantal INTEGER, ippc INTEGER, seveso INTEGER,
    oefening INTEGER, PRIMARY KEY (zoom, cel)) WITHOUT ROWID;
CREATE TABLE cel (ond INTEGER /* document.volgnr */, loc INTEGER, klasse INTEGER, bron TEXT /* empty: of all */,
    inhoud BLOB /* records, all their ends */, PRIMARY KEY (ond, loc, klasse, bron)) WITHOUT ROWID;
CREATE TABLE seveso (ond INTEGER, loc INTEGER /* the cells of a company at a place that is a Seveso establishment */,
    PRIMARY KEY (ond, loc)) WITHOUT ROWID;
""".replace("PREFIXEN", " ".join(map(str, PREFIXEN)))
    + TEGENSPRAKEN
)


def indexbestand(opslag: Opslag) -> Path | None:
    """The index that counts now, or None when nothing was baked."""
    wijzer = opslag.index / "actueel"
    try:
        return opslag.index / wijzer.read_text().strip()
    except FileNotFoundError:
        return None


def gebakken(opslag: Opslag, snapshot: int) -> bool:
    """Is the index of this snapshot there, made by this version of the software?"""
    bestand = indexbestand(opslag)
    return bestand is not None and bestand.exists() and bestand.name == _naam(snapshot)


def _naam(snapshot: int) -> str:
    # An index of another form must be baked anew, also between two versions.
    return f"stand-{snapshot}{_vorm()}"


def _vorm() -> str:
    return f"-{__version__}-{zlib.crc32(SCHEMA.encode()):08x}.sqlite"


def van_nu(bestand: Path) -> bool:
    """Was this index made by software that writes it as this one reads it?"""
    return bestand.name.endswith(_vorm())


def bak(con: Motor, opslag: Opslag, snapshot: int, gemaakt_op: datetime) -> None:
    """Bake the index of a snapshot, put it in place at once, and delete the ones before the last."""
    opslag.index.mkdir(parents=True, exist_ok=True)
    doel = opslag.index / _naam(snapshot)
    half = doel.with_suffix(".half")
    half.unlink(missing_ok=True)
    lite = sqlite3.connect(half)
    try:
        lite.executescript("PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCHEMA)
        schrijf_meta(con, lite, snapshot, gemaakt_op)
        maak_documenten(con)
        for rijen in documenten(con):
            schrijf_documenten(lite, rijen)
        for rijen in nummers(con):
            schrijf_nummers(lite, rijen)
        maak_punten(con)
        schrijf_punten(con, lite)
        schrijf_raster(lite)
        maak_cellen(con)
        schrijf_cellen(con, lite)
        bak_tegenspraken(con, lite)
        lite.executescript("CREATE INDEX cel_loc ON cel (loc); INSERT INTO zoek(zoek) VALUES ('optimize');")
        bak_woordenboek(lite)
        lite.commit()
    finally:
        lite.close()
    zet_index(opslag, half, snapshot)


def zet_index(opslag: Opslag, half: Path, snapshot: int) -> None:
    """Put a finished index in its place, let the pointer name it, and delete the ones before the last."""
    doel = opslag.index / _naam(snapshot)
    with half.open("rb") as f:
        os.fsync(f.fileno())
    half.replace(doel)
    vorige = indexbestand(opslag)
    wijzer = opslag.index / "actueel.nieuw"
    wijzer.write_text(doel.name)
    wijzer.replace(opslag.index / "actueel")
    # A reader may still hold the one before: that stays until the next time.
    for oud in opslag.index.glob("stand-*"):
        if oud not in (doel, vorige):
            oud.unlink(missing_ok=True)


def schrijf_meta(con: Motor, lite: sqlite3.Connection, snapshot: int, gemaakt_op: datetime) -> None:
    """Write what the index is of, and its deliveries; what stood there gives way."""
    velden = {n: {k.nr: v for k, v in rt.lagen().items()} for n, rt in RECORDTYPEN.items()}
    meta = {
        "snapshot": str(snapshot), "gemaakt_op": gemaakt_op.isoformat(), "model": MODELVERSIE,
        "software": __version__, "velden": json.dumps(velden),
    }  # fmt: skip
    lite.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", meta.items())
    rijen = con.execute("SELECT nr, levering, bron, dag, op::TIMESTAMP FROM _levering ORDER BY nr").fetchall()
    for *vast, stand, op in rijen:
        ontvangen = op.replace(tzinfo=UTC)
        waarden = (*vast, f"{stand:%Y-%m-%d}", f"{ontvangen:%Y-%m-%dT%H:%M:%SZ}", str(dag_in_nederland(ontvangen)))
        lite.execute("INSERT OR REPLACE INTO levering VALUES (?, ?, ?, ?, ?, ?)", waarden)
