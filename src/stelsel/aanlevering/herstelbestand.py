"""The refused rows of one delivered table, in its own column order, with the reasons behind them.

Mended in place it can be delivered again as it is: the added columns begin with an underscore, and are not read but for the name of the row.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from uuid import uuid4

import duckdb

from ..opslag import Motor, Opslag, parquet, werkmotor
from .bewijs import KEURING, QUARANTAINE, Bestandsbewijs, Bewijs
from .formule import onschadelijk
from .lezen import EXTENSIES
from .quarantaine.herkomst import HULPKOLOMMEN, rijnaam
from .vertalen.toepassen import HERSTELNAAM

REGELS = 200_000  # lines of a file that are looked at together


def herstelnaam(levering: str, deel: Bestandsbewijs) -> str:
    """File name for the refused rows of one table: two tables of one type keep apart."""
    naam = terug["stam"] if (terug := HERSTELNAAM.fullmatch(deel.naam.removesuffix(".csv"))) else deel.naam
    zonder = re.sub(rf"[.]({'|'.join(e[1:] for e in EXTENSIES)})\b", "", naam, flags=re.IGNORECASE)
    stam = re.sub(r"[^A-Za-z0-9_]+", "-", zonder).strip("-")
    return f"{levering}-{stam}-{deel.recordtype}-geweigerd.csv"


def geweigerde_rijen(con: Motor, opslag: Opslag, b: Bewijs, plek: int) -> Iterator[duckdb.DuckDBPyRelation]:
    """The query of (regel, record, ruw, codes, redenen) of the table at this place of the receipt, some lines of the file at a time.

    Reasons are gathered per row, and that for millions of rows at once would not fit in memory. A line is at most one row.
    """
    d = b.bestanden[plek]
    quarantaine = parquet(opslag.bestanden("quarantaine", "levering", [b.levering]), QUARANTAINE)
    keuring = parquet(opslag.bestanden("keuring", "levering", [b.levering]), KEURING)
    tabel = "bestand = $bestand AND recordtype = $recordtype"
    welke = {"bestand": d.naam, "recordtype": d.recordtype}
    eerste, laatste = con.execute(f"SELECT min(regel), max(regel) FROM {quarantaine} WHERE {tabel}", welke).fetchall()[
        0
    ]
    if eerste is None:
        return
    for van in range(eerste, laatste + 1, REGELS):
        yield con.sql(
            f"""SELECT regel, record, ruw, codes, redenen FROM (FROM {quarantaine} WHERE {tabel} AND regel BETWEEN $van AND $tot)
                LEFT JOIN (SELECT regel, list(code ORDER BY code) AS codes, list(tekst ORDER BY code) AS redenen FROM {keuring}
                           WHERE {tabel} AND ernst = 'fout' AND regel BETWEEN $van AND $tot GROUP BY regel) USING (regel)
                ORDER BY regel""",
            params={**welke, "van": van, "tot": van + REGELS - 1},
        )


def herstelbestand(opslag: Opslag, b: Bewijs, plek: int) -> Iterator[str]:
    """The CSV of the table at this place of the receipt, line by line: never cut short. `;` between columns, UTF-8 with byte order mark."""
    levering, deel = b.levering, b.bestanden[plek]
    voor = rijnaam(levering, plek)
    # Of a file that came back only the columns of the source: ours are made anew.
    eigen = [i for i, k in enumerate(deel.kolommen) if k not in HULPKOLOMMEN]
    buffer = io.StringIO()
    schrijver = csv.writer(buffer, delimiter=";", lineterminator="\r\n")

    def regel(cellen: list[str]) -> str:
        buffer.seek(0)
        buffer.truncate()
        schrijver.writerow(cellen)
        return buffer.getvalue()

    yield "\ufeff" + regel([*(onschadelijk(deel.kolommen[i]) for i in eigen), *HULPKOLOMMEN])
    with werkmotor(opslag, f"geweigerd-{uuid4().hex[:8]}") as con:
        for stuk in geweigerde_rijen(con, opslag, b, plek):
            for blok in stuk.to_arrow_reader(5_000):
                for nummer, _, ruw, codes, redenen in zip(*(k.to_pylist() for k in blok.columns), strict=True):
                    heel = len(ruw) == len(deel.kolommen)
                    cellen = [onschadelijk(ruw[i]) for i in eigen] if heel else [""] * len(eigen)
                    waarom = [" ".join(codes), onschadelijk(" ".join(redenen)), "" if heel else onschadelijk(ruw[0])]
                    yield regel([*cellen, f"{voor}{nummer}", *waarom])
