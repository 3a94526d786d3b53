"""The index of the next snapshot: a copy of the last one, in which what the change touches is written anew."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from ...opslag import Motor
from ..bakken.cellen import IN_CEL, cel_van, maak_cellen, schrijf_cellen
from ..bakken.documenten import (
    KOLOMMEN,
    OPENBAAR,
    documenten,
    maak_documenten,
    nummers,
    schrijf_documenten,
    schrijf_nummers,
    wis_documenten,
)
from ..bakken.maken import schrijf_meta
from ..bakken.punten import ZOOMS, cel_op, maak_punten, schrijf_punten, schrijf_raster
from ..bakken.tegenspraken import bak_tegenspraken
from ..bakken.woordenboek import om_te_filteren, om_te_spellen, voeg_woorden_toe

_IN = "IN (SELECT value FROM json_each(?))"
_KLEIN = {
    "volgnr": pa.int64(),
    "id": pa.int64(),
    "nummer": pa.string(),
    "naam": pa.string(),
    "ippc": pa.bool_(),
    "seveso": pa.string(),
}


def bak_gebied(con: Motor, index: Path, snapshot: int, gemaakt_op: datetime) -> None:
    """Make of `index`, a copy of that of the last snapshot, the one of this snapshot."""
    lite = sqlite3.connect(index)
    try:
        lite.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -200000;"
        )
        schrijf_meta(con, lite, snapshot, gemaakt_op)
        maak_documenten(con)
        _documenten(con, lite)
        for rijen in nummers(con):
            schrijf_nummers(lite, rijen)
        _punten(con, lite)
        _cellen(con, lite)
        _tegenspraken(con, lite)
        lite.commit()
    finally:
        lite.close()


def _weg(con: Motor, soort: str) -> list[int]:
    """Sequence numbers of things in the region, as they were and as they are."""
    return [v for (v,) in con.execute(f"""SELECT volgnummer FROM weg WHERE soort = '{soort}'
        UNION SELECT volgnummer FROM nr_{soort} SEMI JOIN raak_{soort} USING (sleutel)""").fetchall()]  # fmt: skip


def _lijst(getallen: Iterable[int]) -> str:
    return f"[{','.join(map(str, getallen))}]"


def _documenten(con: Motor, lite: sqlite3.Connection) -> None:
    """Documents that are other than they were; and make `anders(volgnr)`, those of which the map shows something else."""
    nieuw = {r[1]: r for rijen in documenten(con) for r in rijen}
    eigen = _lijst(_weg(con, "onderneming") + _weg(con, "locatie"))
    oud = {r[1]: r for r in lite.execute(f"SELECT {', '.join(KOLOMMEN)} FROM document WHERE volgnr {_IN}", (eigen,))}
    anders = [v for v in nieuw.keys() | oud.keys() if nieuw.get(v) != oud.get(v)]
    # What is found by the same words stays where it is in the full-text index.
    zelfde = {v for v in anders if v in nieuw and v in oud and all(nieuw[v][i] == oud[v][i] for i in (0, -2, -1))}
    lite.executemany(f"REPLACE INTO document VALUES ({', '.join('?' * len(KOLOMMEN))})", [nieuw[v] for v in zelfde])
    weg = wis_documenten(lite, [oud[v] for v in anders if v in oud and v not in zelfde])
    erbij = schrijf_documenten(lite, sorted(nieuw[v] for v in anders if v in nieuw and v not in zelfde))
    was, is_ = (Counter(w for t in teksten for w in set(t.split())) for teksten in (weg, erbij))
    voeg_woorden_toe(lite, (w for w in is_.keys() - was.keys() if om_te_spellen(w)))
    verschil = [(w, is_[w] - was[w]) for w in is_.keys() | was.keys() if om_te_filteren(w) and is_[w] != was[w]]
    lite.executemany(
        "INSERT INTO filterwaarde VALUES (?, ?) ON CONFLICT (merk) DO UPDATE SET aantal = aantal + excluded.aantal",
        verschil,
    )
    lite.execute("DELETE FROM filterwaarde WHERE aantal = 0")
    op_kaart = [KOLOMMEN.index(k) for k in ("naam", "ippc", "seveso")]

    def kaart(r: Any) -> Any:
        return r and [r[i] for i in op_kaart]

    kijkt = [v for v in anders if kaart(nieuw.get(v)) != kaart(oud.get(v))]
    con.register("_anders", pa.table({"volgnr": pa.array(kijkt, pa.int64())}))
    con.execute("CREATE TABLE anders AS FROM _anders")
    con.unregister("_anders")


def _punten(con: Motor, lite: sqlite3.Connection) -> None:
    """The places of the region, and those beside it whose company shows otherwise on the map."""
    con.execute("""CREATE TEMP TABLE pl_punt AS SELECT p.* FROM pl p JOIN nr_locatie n ON n.nummer = p.loc_nr
        WHERE n.sleutel IN (SELECT sleutel FROM raak_locatie) OR n.sleutel IN (
            SELECT k.loc FROM staat.koppel k JOIN staat.nr_onderneming o ON o.sleutel = k.ond JOIN anders a ON a.volgnr = o.volgnummer)""")
    con.execute(f"""CREATE TEMP TABLE cel_punt AS
        SELECT o.nummer AS ond_nr, o.volgnummer, p.loc_nr, count(*) AS rijen FROM (FROM staat.koppel WHERE {OPENBAAR}) k
        JOIN staat.nr_locatie n ON n.sleutel = k.loc JOIN pl_punt p ON p.loc_nr = n.nummer
        LEFT JOIN staat.nr_onderneming o ON o.sleutel = k.ond GROUP BY ALL""")
    nodig = con.execute("SELECT DISTINCT volgnummer FROM cel_punt WHERE volgnummer IS NOT NULL").fetchall()
    rijen = lite.execute(
        f"SELECT {', '.join(_KLEIN)} FROM document WHERE volgnr {_IN}", (_lijst(v for (v,) in nodig),)
    ).fetchall()
    kolommen = list(zip(*rijen, strict=True)) or [()] * len(_KLEIN)
    doc = {
        k: pa.array([bool(w) for w in v] if k == "ippc" else v, _KLEIN[k])
        for k, v in zip(_KLEIN, kolommen, strict=True)
    }
    con.register("doc_punt", pa.table(doc))
    maak_punten(con, "pl_punt", "cel_punt", "doc_punt")
    con.unregister("doc_punt")
    weg = _lijst({*_weg(con, "locatie"), *(i for (i,) in con.execute("SELECT id FROM punt").fetchall())})
    laatste = cel_op(ZOOMS[-1])
    cellen = {
        c for (c,) in lite.execute(f"SELECT DISTINCT {laatste} FROM locatie WHERE lon IS NOT NULL AND id {_IN}", (weg,))
    }
    lite.execute(f"DELETE FROM locatie WHERE id {_IN}", (weg,))
    lite.execute(f"DELETE FROM punt WHERE id {_IN}", (weg,))
    schrijf_punten(con, lite)
    cellen |= {
        c for (c,) in lite.execute(f"SELECT DISTINCT {laatste} FROM locatie WHERE lon IS NOT NULL AND id {_IN}", (weg,))
    }
    schrijf_raster(lite, cellen)


def _cellen(con: Motor, lite: sqlite3.Connection) -> None:
    """The cells in which a row is new, gone, or has another number or another end."""
    con.execute(
        f"CREATE TEMP TABLE cel_nu AS FROM ({IN_CEL}) ANTI JOIN naast USING (levering_nr, bestand, recordtype, regel)"
    )
    con.execute(f"""CREATE TEMP TABLE cel_toen AS SELECT levering_nr, bestand, recordtype, regel, record, bron, activiteit,
        {cel_van("ond_volgnr", "loc_volgnr", "levering_nr", "regel")} FROM vorige WHERE NOT naast""")
    con.execute("""CREATE TABLE wissel_cel AS SELECT DISTINCT ond, loc FROM (
        (FROM cel_nu EXCEPT FROM cel_toen) UNION ALL (FROM cel_toen EXCEPT FROM cel_nu)
        UNION ALL (SELECT c.* FROM cel_nu c JOIN geraakt g ON g.recordtype = c.recordtype AND g.bron = c.bron AND g.id = c.record))""")
    maak_cellen(con, "wissel_cel")
    _buren(con, lite)
    weg = con.execute("SELECT ond, loc FROM wissel_cel ORDER BY ALL").fetchall()
    for tabel in ("cel", "seveso"):
        lite.executemany(f"DELETE FROM {tabel} WHERE ond = ? AND loc = ?", weg)
    schrijf_cellen(con, lite)


def _buren(con: Motor, lite: sqlite3.Connection) -> None:
    """Add to `cel_rij` what lies in a cell of the region without being in it: of rows without a place, their neighbours in the file."""
    buren: list[tuple[int, int, int, str, str, str]] = []
    for ond, loc in con.execute("SELECT ond, loc FROM wissel_cel WHERE ond < 0").fetchall():
        cellen = lite.execute("SELECT ond, loc, klasse, bron, inhoud FROM cel WHERE ond = ? AND loc = ?", (ond, loc))
        for *cel, inhoud in cellen:
            for soort, lijst in json.loads(zlib.decompress(inhoud)).items():
                buren += [(*cel, soort, json.dumps(r, ensure_ascii=False, separators=(",", ":"))) for r in lijst]
    if buren:
        kolommen = ("ond", "loc", "klasse", "bron", "soort", "inhoud")
        con.register("_buren", pa.table(dict(zip(kolommen, zip(*buren, strict=True), strict=True))))
        con.execute("""INSERT INTO cel_rij SELECT b.* FROM _buren b WHERE (soort, (inhoud->>0)::INT, inhoud->>1, (inhoud->>2)::BIGINT) NOT IN (
            SELECT (recordtype, levering_nr, bestand, regel) FROM vorige)""")
        con.unregister("_buren")


def _tegenspraken(con: Motor, lite: sqlite3.Connection) -> None:
    """Of all contradictions in the region: as they were out, as they are in; one that stands keeps its number."""
    eigen = con.execute("SELECT sleutel FROM tegenspraak_verloop").fetchall()
    lite.execute("CREATE TEMP TABLE eigen (sleutel TEXT PRIMARY KEY)")
    lite.executemany("INSERT INTO eigen VALUES (?)", eigen)
    oud = lite.execute(
        "SELECT sleutel, sinds, nr FROM tegenspraak WHERE sleutel IN (SELECT sleutel FROM eigen)"
    ).fetchall()
    hoogste = lite.execute("SELECT coalesce(max(nr), 0) FROM tegenspraak").fetchone()[0]
    nrs = _lijst(nr for *_, nr in oud)
    lite.execute(f"DELETE FROM tegenspraak WHERE nr {_IN}", (nrs,))
    lite.execute(f"DELETE FROM tegenspraak_bron WHERE nr {_IN}", (nrs,))
    sleutels, sinds, nummer = zip(*oud, strict=True) if oud else ((), (), ())
    kolommen = {
        "sleutel": pa.array(sleutels, pa.string()),
        "sinds": pa.array(sinds, pa.int64()),
        "nr": pa.array(nummer, pa.int64()),
    }
    con.register("_oud", pa.table(kolommen))
    bak_tegenspraken(con, lite, hoogste, "_oud")
    con.unregister("_oud")
