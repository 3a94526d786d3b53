"""The links as a file: of every accepted row the numbers of its company, location and activity, as of the last snapshot or an earlier one.

In: the table of links, which only grows. Out: one Parquet file. Never: held in memory as a whole, or half a file under its name.
"""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pyarrow.parquet as pq

from ..opslag import Opslag, parquet, werkmotor
from .index import GeenRegister
from .levensloop import OnbekendeStand
from .standen import KOPPELING, standen

BLOK = 100_000


def schrijf_koppelingen(opslag: Opslag, pad: Path, tot: int | None = None) -> int:
    """Write levering, bron, bestand, recordtype, regel, record, onderneming, locatie, activiteit to `pad`; returns the number of rows.

    Numbers that went into another are followed: each row has the number under which it is found now; empty where the row has no
    place yet. With `tot` all is as it was in that snapshot. Raises `GeenRegister`, `OnbekendeStand`.
    """
    alle = standen(opslag)
    if not alle:
        raise GeenRegister(opslag)
    if tot is not None:
        laatste, alle = alle[0].snapshot, [s for s in alle if s.snapshot <= tot]
        if not alle or alle[0].snapshot != tot:
            raise OnbekendeStand(tot, laatste)
    bron = parquet(opslag.bestanden("koppeling", "poging", [s.poging for s in alle]), KOPPELING)
    half = pad.with_name(f".{pad.name}.{uuid4().hex[:8]}")
    kolommen = ", ".join(k for k in KOPPELING if k != "snapshot")
    try:
        # The file first: who may not write there hears it before the work.
        with half.open("wb") as f, werkmotor(opslag, "koppelingen") as con:
            con.execute("CREATE TEMP TABLE telt AS SELECT unnest(?::VARCHAR[]) AS levering", [alle[0].leveringen])
            # A row says itself again only when its numbers changed: the last word counts.
            lezer = con.sql(f"""
                WITH laatst AS (
                    SELECT levering, bestand, recordtype, regel, max(snapshot) AS snapshot FROM {bron} SEMI JOIN telt USING (levering)
                    GROUP BY ALL)
                SELECT {kolommen} FROM {bron} JOIN laatst USING (levering, bestand, recordtype, regel, snapshot)
                ORDER BY levering, bestand, recordtype, regel""").to_arrow_reader(BLOK)
            rijen = 0
            with opslag.ruimte(), pq.ParquetWriter(f, lezer.schema, compression="zstd") as schrijver:
                for blok in lezer:
                    schrijver.write_batch(blok)
                    rijen += blok.num_rows
        half.replace(pad)
    except OSError as e:
        e.filename = str(pad)  # the file that was asked for, not the half one
        raise
    finally:
        half.unlink(missing_ok=True)
    return rijen
