"""Make a whole set of exercise data: the world, what each agency knows of it, the faults, the files, the truth."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from ..begrippen import RECORDTYPEN, Gebruikersfout
from . import verhoudingen
from .bronnen import maak_leveringen
from .fouten import breng_in
from .schrijven import gewoonten, schrijf
from .wereld import maak_macros, maak_wereld

# The agencies of 1-1-2024: on this day all 28 were in being.
TOT = date(2025, 12, 31)


@dataclass(frozen=True)
class Samenvatting:
    """What was made: delivered rows, and how many of them carry a fault."""

    rijen: int
    fouten: int
    bronnen: int


class MapNietLeeg(Gebruikersfout):
    """The folder holds something that is no exercise data: it is left alone."""

    code = "MAP-NIET-LEEG"

    def __init__(self, map_: Path):
        self.map = map_
        super().__init__(
            f"In '{map_}' staat al iets anders dan oefengegevens.", "Kies een andere map, of maak deze leeg."
        )


def maak(
    uitmap: Path,
    *,
    locaties: int,
    zaad: int,
    fouten: float,
    tot: date = TOT,
    voortgang: Callable[[str, int, int], None] | None = None,
) -> Samenvatting:
    """Write deliveries of 28 agencies and `waarheid.parquet` into `uitmap`; the same arguments give the same bytes.

    `fouten` is the share of rows (0 to 1) that gets one fault. Raises `MapNietLeeg`. Interrupted, nothing is left.
    """
    if uitmap.exists() and any(uitmap.iterdir()) and not (uitmap / "waarheid.parquet").exists():
        raise MapNietLeeg(uitmap)
    half = uitmap.parent / f".{uitmap.name}.half"
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(parents=True)
    meld = voortgang or (lambda *_: None)
    try:
        with duckdb.connect(str(half / "wereld.duckdb")) as con:
            con.execute(f"SET memory_limit = '3GB'; SET temp_directory = '{half}/tijdelijk'")
            uit = _schrijf_alles(con, half, locaties, zaad, fouten, tot, meld)
        (half / "wereld.duckdb").unlink()
        shutil.rmtree(half / "tijdelijk", ignore_errors=True)
        shutil.rmtree(uitmap, ignore_errors=True)
        half.rename(uitmap)
    finally:
        shutil.rmtree(half, ignore_errors=True)
    return uit


def _schrijf_alles(
    con: duckdb.DuckDBPyConnection,
    map_: Path,
    locaties: int,
    zaad: int,
    fouten: float,
    tot: date,
    meld: Callable[[str, int, int], None],
) -> Samenvatting:
    meld("wereld", 0, 1)
    maak_macros(con, zaad, tot)
    maak_wereld(con, locaties)
    maak_leveringen(con)
    omvang = dict(con.execute("SELECT bron, count(*) FROM kent GROUP BY bron ORDER BY bron").fetchall())
    bronnen = list(omvang)
    stijl = gewoonten(bronnen, omvang, zaad)
    geen_csv = [b for b, g in stijl.items() if g.soort != "csv"]
    rijen = met_fout = 0
    schrijver: pq.ParquetWriter | None = None
    for i, recordtype in enumerate(RECORDTYPEN):
        meld(recordtype, i, len(RECORDTYPEN))
        lijst = breng_in(con, recordtype, fouten, geen_csv)
        for bron in bronnen:
            (map_ / bron).mkdir(exist_ok=True)
            waar = schrijf(con, map_ / bron, bron, stijl[bron], recordtype, lijst)
            rijen += waar.num_rows
            met_fout += waar.num_rows - waar.column("fout_code").null_count
            schrijver = schrijver or pq.ParquetWriter(map_ / "waarheid.parquet", waar.schema, compression="zstd")
            schrijver.write_table(waar)
        con.execute(f"DROP TABLE fout_{recordtype}")
    if schrijver:
        schrijver.close()
    (map_ / "LEESMIJ.md").write_text(_leesmij(locaties, zaad, fouten, tot, rijen), encoding="utf-8")
    return Samenvatting(rijen, met_fout, len(bronnen))


def _leesmij(locaties: int, zaad: int, fouten: float, tot: date, rijen: int) -> str:
    bron = Path(verhoudingen.__file__).read_text(encoding="utf-8").split('"""')[2].strip()
    return f"""# Oefengegevens

Dit zijn verzonnen leveringen van 28 omgevingsdiensten. Geen bedrijf, adres, nummer, besluit of bevinding bestaat echt.
De gemeenten bestaan; welke dienst een gemeente bedient is voor een deel aangenomen.

- {locaties} locaties, {rijen} rijen, tien jaar tot {tot:%d-%m-%Y}; zaad {zaad}; aandeel fouten {fouten}.
- `waarheid.parquet` zegt van elke rij welk bedrijf, welke locatie en activiteit het echt is, en welke fout erin zit,
  en wat het koppelen van dit record moeilijk maakt (`moeilijkheid`: soorten, met + ertussen). Vuil is geen fout: de deur neemt het op.
- Herkenning: sleutels beginnen met OEF-, KvK-nummers met 00, vestigingsnummers met 99, BAG-identificaties met 9999;
  postcodes eindigen op SA, SD of SS.

## Verhoudingen, met hun bron of als aanname

```python
{bron}
```
"""
