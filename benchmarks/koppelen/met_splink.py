"""Splink with the settings that its own tutorial teaches, on companies and on locations.

As there: a name comparison for names, small edit distances for codes, exact comparison with term frequencies for the rest; u from
random pairs, m by expectation maximisation under two blocking rules, clusters of pairs at 0.95.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence

import duckdb
import splink.comparison_library as cl
from splink import Linker, SettingsCreator, block_on
from splink.backends.duckdb import DuckDBAPI

DREMPEL = 0.95
BEDRIJF = SettingsCreator(
    link_type="dedupe_only",
    unique_id_column_name="rij",
    comparisons=[
        cl.NameComparison("naam"),
        cl.LevenshteinAtThresholds("kvk", 1),
        cl.NameComparison("straat"),
        cl.ExactMatch("nr"),
        cl.PostcodeComparison("postcode"),
        cl.ExactMatch("plaats").configure(term_frequency_adjustments=True),
    ],
    blocking_rules_to_generate_predictions=[block_on("naam"), block_on("kvk"), block_on("postcode", "nr")],
    retain_matching_columns=False,
)
LOCATIE = SettingsCreator(
    link_type="dedupe_only",
    unique_id_column_name="rij",
    comparisons=[
        cl.NameComparison("straat"),
        cl.ExactMatch("nr"),
        cl.ExactMatch("letter"),
        cl.PostcodeComparison("postcode"),
        cl.ExactMatch("plaats").configure(term_frequency_adjustments=True),
        cl.ExactMatch("bag"),
    ],
    blocking_rules_to_generate_predictions=[
        block_on("bag"),
        block_on("postcode", "nr"),
        block_on("plaats", "straat", "nr"),
    ],
    retain_matching_columns=False,
)


def clusters(
    con: duckdb.DuckDBPyConnection,
    bron: str,
    uit: str,
    settings: SettingsCreator,
    zeker: Sequence[object],
    leer: Sequence[object],
) -> None:
    """Make the table `uit(rij, sleutel)`: train on `bron`, predict, connect at the threshold.

    `zeker`: rules that are surely right, for the prior. `leer`: blocking rules under which m is learnt.
    """
    logging.getLogger("splink").setLevel(logging.ERROR)
    api = DuckDBAPI(connection=con)
    linker = Linker(api.register(bron), settings, log_level=logging.ERROR)
    linker.training.estimate_probability_two_random_records_match(list(zeker), recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for regel in leer:
        linker.training.estimate_parameters_using_expectation_maximisation(regel)
    paren = linker.inference.predict(threshold_match_probability=0.2)
    groepen = linker.clustering.cluster_pairwise_predictions_at_threshold(paren, DREMPEL)
    con.execute(
        f"CREATE OR REPLACE TABLE {uit} AS SELECT rij, cluster_id::VARCHAR AS sleutel FROM {groepen.physical_name}"
    )
    api.delete_tables_created_by_splink_from_db()


def koppel(con: duckdb.DuckDBPyConnection) -> None:
    """Make `bedrijf_splink` and `locatie_splink`."""
    con.execute(
        "CREATE OR REPLACE TABLE s_bedrijf AS SELECT rij, naam, kvk, straat, nr::VARCHAR AS nr, postcode, plaats FROM bedrijven"
    )
    con.execute("""CREATE OR REPLACE TABLE s_locatie AS
                   SELECT rij, straat, nr::VARCHAR AS nr, nullif(letter, '') AS letter, postcode, plaats, bag FROM locaties""")
    clusters(
        con,
        "s_bedrijf",
        "bedrijf_splink",
        BEDRIJF,
        [block_on("kvk"), block_on("naam", "postcode")],
        [block_on("naam"), block_on("kvk")],
    )
    clusters(con, "s_locatie", "locatie_splink", LOCATIE, [block_on("bag"), block_on("postcode", "nr", "straat")],
             [block_on("bag"), block_on("postcode", "nr")])  # fmt: skip
