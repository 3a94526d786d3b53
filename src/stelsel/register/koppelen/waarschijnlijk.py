"""What the exact keys leave over: how likely two clusters are one, by a model that learned from these data (Splink).

The weight of a pair is a function of the two records and the model, whatever else is or is not in the register; and the model is
a function of the set of records from which it learned. So no order of arrival shows.
"""

from __future__ import annotations

import logging
from typing import Any

import duckdb
from splink import DuckDBAPI, Linker, SettingsCreator

from ...opslag import Motor
from .vergelijkingen import Vergelijking

logging.getLogger("splink").setLevel(logging.ERROR)

STEEKPROEF = 2_000  # records of which every pair is looked at, to learn what strangers look like
GROOTSTE_VOORBEELD = 20  # records of a cluster, to learn what the same looks like
GROOTSTE_BLOK = 2_000  # records; what more of them share ("onbekend", the middle of a town) sets nobody beside another
TWIJFEL = 0.1  # what is less likely is not looked at


def maak_druk(con: Motor, v: Vergelijking) -> None:
    """Make `druk_<soort>(blok, o, sleutel, aantal)`: the keys of blocks that so many records share that they say nothing."""
    delen = " UNION ALL ".join(
        f"SELECT {i} AS blok, oefening AS o, {b} AS sleutel FROM profiel_{v.soort}" for i, b in enumerate(v.blokken)
    )
    con.execute(f"""CREATE OR REPLACE TABLE druk_{v.soort} AS
        SELECT blok, o, sleutel, count(*) AS aantal FROM ({delen}) WHERE sleutel IS NOT NULL GROUP BY ALL HAVING count(*) > {GROOTSTE_BLOK}""")


def maak_vergelijk(con: Motor, v: Vergelijking) -> None:
    """Make `vergelijk_<soort>`: the records as they are compared. Needs `druk_<soort>`, `frequentie(soort, kolom, waarde, frequentie)`.

    A value that stands in no list is as rare as what stands in it under NULL.
    """
    tf = "".join(
        f", coalesce((SELECT any_value(frequentie) FROM frequentie f WHERE f.soort = '{v.soort}' AND f.kolom = '{k}' AND f.waarde = p.{k}), "
        f"(SELECT any_value(frequentie) FROM frequentie WHERE soort = '{v.soort}' AND kolom = '{k}' AND waarde IS NULL), 1) AS tf_{k}"
        for k in v.frequenties
    )
    blokken = "".join(f", CASE WHEN d{i}.blok IS NULL THEN {b} END AS blok{i}" for i, b in enumerate(v.blokken))
    joins = " ".join(
        f"LEFT JOIN druk_{v.soort} d{i} ON d{i}.blok = {i} AND d{i}.o = oefening AND d{i}.sleutel = {b}"
        for i, b in enumerate(v.blokken)
    )
    con.execute(f"""CREATE OR REPLACE TABLE vergelijk_{v.soort} AS
        SELECT rij, k, oefening, {v.kolommen}{tf}{blokken} FROM profiel_{v.soort} p JOIN kern_{v.soort} USING (rij) {joins}""")


def _regels(v: Vergelijking, ook: str = "") -> list[Any]:
    """Which pairs are looked at: of this version, whatever the model was learned with."""
    return [
        {"blocking_rule": f"l.blok{i} = r.blok{i} AND {v.ook} AND l.k <> r.k AND l.oefening = r.oefening{ook}", "sql_dialect": "duckdb"}
        for i in range(len(v.blokken))
    ]  # fmt: skip


def maak_frequentie(con: Motor, v: Vergelijking) -> None:
    """Add to `frequentie` of how many known things each value is; one that is of one thing is not listed.

    How likely yet another has a value that is of one is told by those that turned out to be of two (Good and Turing).
    """
    for k in v.frequenties:
        con.execute(f"""INSERT INTO frequentie
            WITH n AS (SELECT {k} AS waarde, greatest(count(DISTINCT {v.eigenaar}), 1) AS n FROM profiel_{v.soort}
                       WHERE {k} IS NOT NULL GROUP BY ALL),
                 alle AS (SELECT sum(n) AS som, greatest(count(*) FILTER (WHERE n = 1), 1) AS een, count(*) FILTER (WHERE n = 2) + 1 AS twee FROM n)
            SELECT '{v.soort}', '{k}', waarde, n / (SELECT som FROM alle) FROM n WHERE n > 1
            UNION ALL SELECT '{v.soort}', '{k}', NULL, least(2 * twee / een, 1) / som FROM alle""")


def train(con: Motor, v: Vergelijking) -> dict[str, Any]:
    """Learn the model of one kind from `vergelijk_<soort>`, as Splink keeps it.

    What strangers look like, from all pairs of a sample; what the same looks like, from the clusters that the exact keys made.
    """
    # One record of a cluster: else what strangers seem to share is what the same share.
    con.execute(f"""CREATE OR REPLACE TABLE vreemden AS SELECT * EXCLUDE (volgorde) FROM (
            SELECT * FROM (SELECT v.*, md5(p.bron || '|' || p.id) AS volgorde FROM vergelijk_{v.soort} v JOIN profiel_{v.soort} p USING (rij))
            QUALIFY row_number() OVER (PARTITION BY k ORDER BY volgorde, rij) = 1)
        ORDER BY volgorde, rij LIMIT {STEEKPROEF}""")
    # Large clusters would drown the rest: of a chain with a thousand establishments every pair is the same.
    con.execute(f"""CREATE OR REPLACE TABLE voorbeelden AS SELECT *, k AS voorbeeld FROM vergelijk_{v.soort}
        QUALIFY count(*) OVER (PARTITION BY k) BETWEEN 2 AND {GROOTSTE_VOORBEELD}""")
    paren = con.execute(
        "SELECT coalesce(sum(n * (n - 1) / 2), 0)::BIGINT FROM (SELECT count(*) AS n FROM voorbeelden GROUP BY k)"
    )
    voorbeelden = max(paren.fetchall()[0][0], 1)
    instellingen = SettingsCreator(
        link_type="dedupe_only",
        comparisons=list(v.vergelijkingen),
        blocking_rules_to_generate_predictions=_regels(v),
        probability_two_random_records_match=_kans_vooraf(con, v),
        unique_id_column_name="rij",
        additional_columns_to_retain=["k"],
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=True,
        linker_uid=v.soort,
    )
    linker = _linker(con, "vreemden", instellingen)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e9, min_count_per_level=None, num_chunks=1)
    model = linker.misc.save_model_to_json()
    if voorbeelden > 1:
        linker = _linker(con, "voorbeelden", model)
        linker.training.estimate_m_from_label_column("voorbeeld")
        model = linker.misc.save_model_to_json()
    for vergelijking in model["comparisons"]:
        for niveau in vergelijking["comparison_levels"]:
            if not niveau.get("is_null_level"):
                # What was never seen is rarer than once in what was looked at; and what the same never showed does not speak for it.
                # Rounded, so that no order of adding up shows.
                m, u = niveau.get("m_probability"), niveau.get("u_probability") or 1 / STEEKPROEF**2
                niveau["m_probability"] = _afgerond(m or 0.5 / voorbeelden)
                niveau["u_probability"] = _afgerond(u if m else max(u, 0.5 / voorbeelden))
    return model


def _afgerond(kans: float) -> float:
    return float(f"{kans:.3g}")


def _kans_vooraf(con: Motor, v: Vergelijking) -> float:
    """How likely two records are the same before anything is compared: as often as the exact keys found it.

    Never likelier than not: where one key stands everywhere, all of them would be.
    """
    gelijk, alle = con.execute(f"""SELECT sum(n * (n - 1)), sum(n) FROM (
        SELECT count(*) AS n FROM vergelijk_{v.soort} GROUP BY k)""").fetchall()[0]
    return min(_afgerond(max(float(gelijk or 0), 1.0) / max(float(alle or 0) ** 2, 2.0)), 0.5)


def _linker(con: Motor, tabel: str, instellingen: SettingsCreator | dict[str, Any]) -> Linker:
    if isinstance(con, duckdb.DuckDBPyConnection):
        return Linker(DuckDBAPI(con).register(tabel), instellingen, log_level=None, validate_settings=False)
    from .op_spark import linker  # only there with the extra `spark`

    return linker(con, tabel, instellingen)


def scoor(con: Motor, v: Vergelijking, model: dict[str, Any], *, alleen_raak: bool = False) -> None:
    """Make `paar_<soort>(a, b, rij_l, rij_r, gewicht, mw_…)`: clusters `a` < `b` that may be one, with the two records that say it most.

    `gewicht`: log2 of the odds; `mw_…`: what each comparison adds to it. `alleen_raak`: only pairs of which at least one record is
    `raak` in `vergelijk_<soort>`.
    """
    regels = _regels(v, " AND (l.raak OR r.raak)" if alleen_raak else "")
    linker = _linker(con, f"vergelijk_{v.soort}", model | {"blocking_rules_to_generate_predictions": regels})
    uit = linker.inference.predict(threshold_match_probability=TWIJFEL)
    delen = [f"mw_{c['output_column_name']}" for c in model["comparisons"]]
    # Of pairs that say as much the outcome may not depend on how records are numbered here.
    volgorde = ", ".join(f"round({d}, 2) DESC" for d in ("match_weight", *delen))
    con.execute(f"""CREATE OR REPLACE TABLE paar_{v.soort} AS
        SELECT least(k_l, k_r) AS a, greatest(k_l, k_r) AS b, rij_l, rij_r, round(match_weight, 2) AS gewicht,
               {", ".join(f"round({d}, 2) AS {d}" for d in delen)} FROM {uit.physical_name}
        QUALIFY row_number() OVER (PARTITION BY least(k_l, k_r), greatest(k_l, k_r) ORDER BY {volgorde}, rij_l, rij_r) = 1""")
    uit.drop_table_from_database_and_remove_from_cache()
