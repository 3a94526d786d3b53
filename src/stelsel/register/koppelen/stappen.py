"""The steps of linking, in their order."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from ...opslag import Motor
from ..normaliseren import maak_macros
from . import locaties, ondernemingen
from .model import Model
from .niveaus import maak_kenmerken, voeg_samen
from .rijen import koppel_rijen
from .samenvoegen import Paar, voeg_waarschijnlijke_samen
from .vergelijkingen import LOCATIE, ONDERNEMING, Vergelijking
from .waarschijnlijk import maak_druk, maak_frequentie, maak_vergelijk, scoor, train

NIVEAUS = {"locatie": locaties.NIVEAUS, "onderneming": ondernemingen.NIVEAUS}
# Of these values a thing has one: what is likely does not bring a second to it.
EIGEN = {"locatie": ("nr", "nullif(letter, '')"), "onderneming": ("kvk", "rsin")}
# But for this: then the other value is a slip of the pen.
ONDANKS = {"locatie": "mw_bag > 0", "onderneming": "false"}
# Without a person these never become one by likelihood: places where others are, and companies with names that are nothing
# alike (an establishment keeps its number when it is sold).
MAG = {"locatie": "coalesce(mw_wie, 0) >= 0", "onderneming": "mw_naam > 0"}
# From fewer records nothing is learnt that holds.
LEERZAAM = 1_000


def koppel(con: Motor, model: Model, *, train_nieuw: bool) -> Model:
    """Make `koppel`, and per kind `profiel_`, `kenmerk_`, `deel_`, `paar_` and `twijfel_<soort>`. Returns the model that was used.

    `train_nieuw`: learn a new one, where there is enough to learn from. Needs the views of `bron`, `oordeel` and `frequentie`.
    """
    maak_macros(con)
    if train_nieuw:
        model = Model(model.nummer + 1)
        con.execute("DELETE FROM frequentie")
    locaties.maak_ruw(con)
    ondernemingen.maak_ruw(con)
    locaties.maak_profiel(con)
    koppel_soort(con, LOCATIE, model, train_nieuw)
    con.execute("""CREATE OR REPLACE TABLE plek AS
        SELECT bron, id, f AS plek, pc, plaats FROM profiel_locatie JOIN deel_locatie USING (rij)""")
    ondernemingen.maak_profiel(con)
    koppel_soort(con, ONDERNEMING, model, train_nieuw)
    koppel_rijen(con)
    return model if model.per_soort else Model()


def koppel_soort(con: Motor, v: Vergelijking, model: Model, train_nieuw: bool) -> None:
    """Make `deel_<soort>(rij, k, f)` from `profiel_<soort>`: equal `k`, one by exact keys; equal `f`, one."""
    leg_oordelen(con, v.soort)
    maak_kenmerken(con, v.soort, NIVEAUS[v.soort])
    voeg_samen(con, v.soort, NIVEAUS[v.soort])
    records = con.execute(f"SELECT count(*) FROM profiel_{v.soort}").fetchall()[0][0]
    leer = train_nieuw and records >= LEERZAAM
    if leer:
        maak_frequentie(con, v)
    maak_druk(con, v)
    maak_vergelijk(con, v)
    if leer:
        model.per_soort[v.soort] = train(con, v)
        model.records[v.soort] = records
    if v.soort in model.per_soort:
        scoor(con, v, model.per_soort[v.soort])
    else:
        geen_paren(con, v.soort)
    voeg_paren_samen(con, v.soort)


def geen_paren(con: Motor, soort: str) -> None:
    """Make an empty `paar_<soort>`: there is no model to say what is likely."""
    con.execute(f"""CREATE OR REPLACE TABLE paar_{soort}
        (a BIGINT, b BIGINT, rij_l BIGINT, rij_r BIGINT, gewicht DOUBLE, mw_bag DOUBLE, mw_wie DOUBLE, mw_naam DOUBLE)""")


def leg_oordelen(con: Motor, soort: str) -> None:
    """Make `zelfde_<soort>(a, b)` and `anders_<soort>(a, b)`: what people decided, of records that are there.

    Exercise and real are never the same, whoever says so.
    """
    eigen = "recordtype" if soort == "onderneming" else f"'{soort}'"
    for besluit in ("zelfde", "anders"):
        con.execute(f"""CREATE OR REPLACE TABLE {besluit}_{soort} AS
            WITH p AS (SELECT {eigen} AS type, bron, id, rij, oefening FROM profiel_{soort})
            SELECT a.rij AS a, b.rij AS b FROM oordeel o
            JOIN p a ON a.type = o.type_a AND a.bron = o.bron_a AND a.id = o.id_a
            JOIN p b ON b.type = o.type_b AND b.bron = o.bron_b AND b.id = o.id_b
            WHERE o.soort = '{soort}' AND o.besluit = '{besluit}' AND o.geldt AND a.oefening = b.oefening""")


def voeg_paren_samen(con: Motor, soort: str) -> None:
    """Make `deel_<soort>` and `twijfel_<soort>(a, b, reden)` from `kern_<soort>` and `paar_<soort>`."""
    eigen = " || '|' || recordtype" if soort == "onderneming" else ""
    con.execute(f"""CREATE OR REPLACE TEMP TABLE kandidaat AS SELECT k, min(bron || '|' || id{eigen}) AS sleutel,
        {", ".join(f"list_distinct(list({w}::VARCHAR)) AS w{i}" for i, w in enumerate(EIGEN[soort]))}
        FROM profiel_{soort} JOIN kern_{soort} USING (rij)
        WHERE k IN (SELECT a FROM paar_{soort} UNION SELECT b FROM paar_{soort}) GROUP BY k""")
    kandidaten: dict[int, tuple[str, Any]] = {
        k: (sleutel, tuple(frozenset(w) for w in waarden))
        for k, sleutel, *waarden in con.execute("FROM kandidaat").fetchall()
    }
    paren = [
        Paar(
            a,
            b,
            gewicht,
            (min(kandidaten[a][0], kandidaten[b][0]), max(kandidaten[a][0], kandidaten[b][0])),
            ondanks,
            mag,
        )
        for a, b, gewicht, ondanks, mag in con.execute(f"""SELECT a, b, gewicht, coalesce({ONDANKS[soort]}, false),
            coalesce({MAG[soort]}, false) FROM paar_{soort}""").fetchall()
    ]
    anders = con.execute(f"""SELECT DISTINCT least(ka.k, kb.k), greatest(ka.k, kb.k) FROM anders_{soort} o
        JOIN kern_{soort} ka ON ka.rij = o.a JOIN kern_{soort} kb ON kb.rij = o.b""").fetchall()
    naar, twijfel = voeg_waarschijnlijke_samen(paren, {k: w for k, (_, w) in kandidaten.items()}, set(anders))
    con.register("_naar", pa.table({"k": pa.array(naar, pa.int64()), "f": pa.array(naar.values(), pa.int64())}))
    con.execute(f"""CREATE OR REPLACE TABLE deel_{soort} AS
        SELECT rij, k, coalesce(f, k) AS f FROM kern_{soort} LEFT JOIN _naar USING (k)""")
    con.unregister("_naar")
    kolommen = {
        "a": pa.array([t.paar.a for t in twijfel], pa.int64()), "b": pa.array([t.paar.b for t in twijfel], pa.int64()),
        "reden": pa.array([t.reden for t in twijfel], pa.string()),
    }  # fmt: skip
    con.register("_twijfel", pa.table(kolommen))
    con.execute(f"CREATE OR REPLACE TABLE twijfel_{soort} AS FROM _twijfel")
    con.unregister("_twijfel")
