"""The refused rows of one delivered table, in its own column order, with the reasons behind them.

Mended in place it can be delivered again as it is: the added columns begin with an underscore and are not read.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from uuid import uuid4

import duckdb

from ..opslag import Opslag, parquet, werkmotor
from .bewijs import KEURING, QUARANTAINE, Bestandsbewijs, Bewijs
from .lezen import EXTENSIES
from .quarantaine.herkomst import rijnaam

FORMULE = ("=", "+", "-", "@", "\t", "\r")


def onschadelijk(waarde: str | None) -> str:
    """A delivered text that a spreadsheet would run as a formula gets an apostrophe before it; numbers do not."""
    w = waarde or ""
    if w.startswith(FORMULE) and not w.lstrip("+-").replace(",", "", 1).replace(".", "", 1).isdigit():
        return "'" + w
    return w


def herstelnaam(levering: str, deel: Bestandsbewijs) -> str:
    """File name for the refused rows of one table: two tables of one type keep apart."""
    zonder = re.sub(rf"[.]({'|'.join(e[1:] for e in EXTENSIES)})\b", "", deel.naam, flags=re.IGNORECASE)
    stam = re.sub(r"[^A-Za-z0-9_]+", "-", zonder).strip("-")
    return f"{levering}-{stam}-{deel.recordtype}-geweigerd.csv"


def echte_rijen(opslag: Opslag, levering: str) -> dict[tuple[str, str], int]:
    """Per file and record type: how many refused rows show no key of exercise data at all."""
    quarantaine = parquet(opslag.bestanden("quarantaine", "levering", [levering]), QUARANTAINE)
    with duckdb.connect() as con:
        # A key is read from its row. Where every key shows it, the rows themselves, which are far larger, need not be read.
        if not con.execute(
            f"SELECT 1 FROM {quarantaine} WHERE starts_with(record, 'OEF-') IS NOT true LIMIT 1"
        ).fetchall():
            return {}
        rijen_ = con.execute(f"""SELECT bestand, recordtype, count(*) FROM {quarantaine}
                                 WHERE NOT contains(array_to_string(ruw, ' '), 'OEF-') GROUP BY ALL""").fetchall()
    return {(bestand, recordtype): n for bestand, recordtype, n in rijen_}


def herstelbestand(opslag: Opslag, b: Bewijs, plek: int) -> Iterator[str]:
    """The CSV of the table at this place of the receipt, line by line: never cut short. `;` between columns, UTF-8 with byte order mark."""
    levering, deel = b.levering, b.bestanden[plek]
    voor = rijnaam(levering, plek)
    quarantaine = parquet(opslag.bestanden("quarantaine", "levering", [levering]), QUARANTAINE)
    keuring = parquet(opslag.bestanden("keuring", "levering", [levering]), KEURING)
    buffer = io.StringIO()
    schrijver = csv.writer(buffer, delimiter=";", lineterminator="\r\n")

    def regel(cellen: list[str]) -> str:
        buffer.seek(0)
        buffer.truncate()
        schrijver.writerow(cellen)
        return buffer.getvalue()

    yield "\ufeff" + regel([*map(onschadelijk, deel.kolommen), "_rij", "_codes", "_redenen", "_ruw"])
    with werkmotor(opslag, f"geweigerd-{uuid4().hex[:8]}") as con:
        cursor = con.execute(
            f"""SELECT q.ruw, q.regel, k.codes, k.redenen FROM {quarantaine} q JOIN (
                    SELECT bestand, recordtype, regel, string_agg(code, ' ' ORDER BY code) AS codes,
                           string_agg(tekst, ' ' ORDER BY code) AS redenen
                    FROM {keuring} WHERE ernst = 'fout' GROUP BY ALL) k USING (bestand, recordtype, regel)
                WHERE bestand = ? AND recordtype = ? ORDER BY regel""",
            [deel.naam, deel.recordtype],
        )
        while blok := cursor.fetchmany(5_000):
            for ruw, nummer, codes, redenen in blok:
                heel = len(ruw) == len(deel.kolommen)
                cellen = [onschadelijk(w) for w in ruw] if heel else [""] * len(deel.kolommen)
                yield regel(
                    [*cellen, f"{voor}{nummer}", codes, onschadelijk(redenen), "" if heel else onschadelijk(ruw[0])]
                )
