"""How two records of a kind are compared: in what, in which steps, and which pairs are looked at at all.

What one fact says is counted once: street, number and postal code make one comparison, not three. BAG ids, points and who is
there are facts of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import splink.comparison_level_library as cll
import splink.comparison_library as cl


@dataclass(frozen=True)
class Vergelijking:
    """How one kind of thing is compared.

    `kolommen`: SQL over its profile; `blokken`: SQL over its profile: a pair is looked at when it shares one of these keys, and `ook` holds;
    `frequenties`: columns in which a
    rare value says more, counted over the things that `eigenaar` names.
    """

    soort: str
    kolommen: str
    vergelijkingen: Sequence[cl.CustomComparison]
    blokken: Sequence[str]
    frequenties: Sequence[str] = ()
    eigenaar: str = ""
    ook: str = "true"


def _niveau(conditie: str, label: str) -> cll.CustomLevel:
    return cll.CustomLevel(conditie, label_for_charts=label)


def _nul(conditie: str) -> Any:
    return cll.CustomLevel(conditie, label_for_charts="onbekend").configure(is_null_level=True)


_NR = "nr_l = nr_r"
_LETTER = "letter_l = letter_r"
_GEBIED = "(pc_l = pc_r OR plaats_l = plaats_r OR gemeente_l = gemeente_r)"
_AFSTAND = "((x_l - x_r) * (x_l - x_r) + (y_l - y_r) * (y_l - y_r))"
_DICHTBIJ = "coalesce(abs(l.x - r.x) <= 1000 AND abs(l.y - r.y) <= 1000, true)"

LOCATIE = Vergelijking(
    "locatie",
    "straat, nr, letter, plaats, gemeente, pc, bag, vbo, x, y, namen, kvks",
    (
        cl.CustomComparison(
            output_column_name="adres",
            comparison_levels=[
                _nul(
                    "nr_l IS NULL OR nr_r IS NULL OR (pc_l IS NULL OR pc_r IS NULL) AND (plaats_l IS NULL OR plaats_r IS NULL) "
                    "AND (gemeente_l IS NULL OR gemeente_r IS NULL)"
                ),
                _niveau("gemeente_l <> gemeente_r", "andere gemeente"),
                _niveau(
                    f"{_NR} AND {_LETTER} AND straat_l = straat_r AND (pc_l = pc_r OR (plaats_l = plaats_r AND "
                    "(pc_l IS NULL OR pc_r IS NULL)))",
                    "adres gelijk",
                ),
                _niveau(
                    f"{_NR} AND {_LETTER} AND straat_l = straat_r AND {_GEBIED}",
                    "adres gelijk, postcode of plaats verschilt",
                ),
                cll.And(
                    _niveau(f"{_NR} AND {_LETTER} AND {_GEBIED}", ""), cll.JaroWinklerLevel("straat", 0.85)
                ).configure(label_for_charts="straat bijna gelijk, huisnummer gelijk"),
                _niveau(
                    f"{_NR} AND {_LETTER} AND pc_l = pc_r AND (straat_l IS NULL OR straat_r IS NULL)",
                    "postcode en huisnummer gelijk",
                ),
                _niveau(
                    f"{_NR} AND straat_l = straat_r AND {_GEBIED} AND (letter_l = '' OR letter_r = '' OR letter_l IS NULL "
                    "OR letter_r IS NULL)",
                    "adres gelijk, huisletter onbekend",
                ),
                _niveau(f"{_NR} AND straat_l = straat_r AND {_GEBIED}", "adres gelijk, huisletter verschilt"),
                _niveau(f"straat_l = straat_r AND {_GEBIED}", "zelfde straat, huisnummer verschilt"),
                cll.ElseLevel().configure(label_for_charts="ander adres"),
            ],
        ),
        cl.CustomComparison(
            output_column_name="afstand",
            comparison_levels=[
                # Within one building a point tells nothing that the address did not.
                _nul(
                    f"x_l IS NULL OR x_r IS NULL OR {_NR} AND straat_l = straat_r AND (letter_l IS NULL OR letter_r IS NULL)"
                ),
                _niveau(f"{_AFSTAND} <= 225", "minder dan 15 meter uiteen"),
                _niveau(f"{_AFSTAND} <= 22500", "minder dan 150 meter uiteen"),
                _niveau(f"{_AFSTAND} <= 1000000", "minder dan een kilometer uiteen"),
                cll.ElseLevel().configure(label_for_charts="verder uiteen"),
            ],
        ),
        cl.CustomComparison(
            output_column_name="bag",
            comparison_levels=[
                _nul("(bag_l IS NULL OR bag_r IS NULL) AND (vbo_l IS NULL OR vbo_r IS NULL)"),
                _niveau("bag_l = bag_r AND nr_l <> nr_r", "BAG gelijk, huisnummer verschilt"),
                _niveau("bag_l = bag_r OR vbo_l = vbo_r", "BAG gelijk"),
                cll.ElseLevel().configure(label_for_charts="BAG verschilt"),
            ],
        ),
        cl.CustomComparison(
            output_column_name="wie",
            comparison_levels=[
                _nul("namen_l IS NULL OR namen_r IS NULL"),
                cll.ArrayIntersectLevel("kvks", 1).configure(label_for_charts="zelfde KvK-nummer ter plaatse"),
                cll.And(_niveau("kvks_l IS NULL OR kvks_r IS NULL", ""), cll.ArrayIntersectLevel("namen", 1)).configure(
                    label_for_charts="zelfde bedrijfsnaam ter plaatse"
                ),
                cll.ElseLevel().configure(label_for_charts="andere bedrijven ter plaatse"),
            ],
        ),
    ),
    (
        "plaats || '|' || straat || '|' || nr",
        "pc || '|' || nr",
        "floor(x / 100)::BIGINT || '|' || floor(y / 100)::BIGINT",
        "floor((x + 50) / 100)::BIGINT || '|' || floor((y + 50) / 100)::BIGINT",
    ),
    ook=_DICHTBIJ,
)

ONDERNEMING = Vergelijking(
    "onderneming",
    "naam, kvk, vnr, sbi, loc, pc, plaats, array_to_string(list_sort(string_split(naam, ' ')), ' ') AS woorden",
    (
        cl.CustomComparison(
            output_column_name="naam",
            comparison_levels=[
                cll.NullLevel("naam"),
                cll.ExactMatchLevel("naam", term_frequency_adjustments=True).configure(label_for_charts="naam gelijk"),
                cll.ExactMatchLevel("woorden").configure(label_for_charts="zelfde woorden in andere volgorde"),
                cll.JaroWinklerLevel("naam", 0.96).configure(label_for_charts="naam bijna gelijk"),
                cll.JaroWinklerLevel("naam", 0.88).configure(label_for_charts="naam lijkt erop"),
                cll.ElseLevel().configure(label_for_charts="andere naam"),
            ],
        ),
        cl.CustomComparison(
            output_column_name="plek",
            comparison_levels=[
                _nul("loc_l IS NULL OR loc_r IS NULL"),
                _niveau("loc_l = loc_r", "zelfde locatie"),
                _niveau("pc_l = pc_r", "zelfde postcode"),
                _niveau("plaats_l = plaats_r", "zelfde woonplaats"),
                cll.ElseLevel().configure(label_for_charts="andere plaats"),
            ],
        ),
        cl.CustomComparison(
            output_column_name="kvk",
            comparison_levels=[
                cll.NullLevel("kvk"),
                cll.ExactMatchLevel("kvk").configure(label_for_charts="KvK-nummer gelijk"),
                cll.DamerauLevenshteinLevel("kvk", 1).configure(label_for_charts="KvK-nummer scheelt één teken"),
                cll.ElseLevel().configure(label_for_charts="KvK-nummer verschilt"),
            ],
        ),
        cl.CustomComparison(
            output_column_name="sbi",
            comparison_levels=[
                cll.NullLevel("sbi"),
                cll.ExactMatchLevel("sbi").configure(label_for_charts="zelfde afdeling van de SBI"),
                cll.ElseLevel().configure(label_for_charts="andere afdeling van de SBI"),
            ],
        ),
        cl.CustomComparison(
            output_column_name="vestigingsnummer",
            comparison_levels=[
                cll.NullLevel("vnr"),
                cll.ExactMatchLevel("vnr").configure(label_for_charts="vestigingsnummer gelijk"),
                cll.ElseLevel().configure(label_for_charts="vestigingsnummer verschilt"),
            ],
        ),
    ),
    (
        "loc::VARCHAR",
        "vnr",
        "naam",
        "substr(naam, 1, 12) || '|' || plaats",
    ),
    ("naam",),
    "kvk",
)  # fmt: skip
