"""Why two records are one, or may be: the keys that they share, and what each comparison adds to the odds."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ...opslag import Motor, rijen
from .niveaus import kenmerken
from .stappen import NIVEAUS


@dataclass(frozen=True)
class Bewijsstuk:
    """One comparison of two records: what was found, and how many bits that adds; `onbekend` when there was nothing to compare."""

    naam: str
    bevinding: str
    gewicht: float
    onbekend: bool = False


@dataclass(frozen=True)
class Weging:
    """How likely two records are one by the model of their kind: `vooraf` bits before anything was compared, and what adds to it."""

    model: int
    vooraf: float
    bewijs: Sequence[Bewijsstuk]

    @property
    def gewicht(self) -> float:
        return self.vooraf + sum(b.gewicht for b in self.bewijs)

    @property
    def kans(self) -> float:
        return 1 / (1 + 2.0 ** -min(self.gewicht, 1000.0))


def gedeelde_sleutels(con: Motor, soort: str, a: int, anderen: Sequence[int]) -> dict[int, list[str]]:
    """Per other record (`rij`) the rules, by name and strongest first, of which it shares a key with record `a`."""
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE naast AS FROM profiel_{soort} WHERE rij IN (SELECT unnest(?))", [[a, *anderen]]
    )
    sleutels = kenmerken("naast", NIVEAUS[soort])
    gevonden = con.execute(
        f"""WITH k AS ({sleutels}) SELECT DISTINCT r.rij, l.niveau FROM k l JOIN k r USING (niveau, t)
            WHERE l.rij = $a AND r.rij <> $a ORDER BY ALL""",
        {"a": a},
    ).fetchall()
    uit: dict[int, list[str]] = {ander: [] for ander in anderen}
    for ander, niveau in gevonden:
        uit[ander].append(NIVEAUS[soort][niveau].naam)
    return uit


def weeg(con: Motor, soort: str, a: int, b: int) -> Weging | None:
    """What the model says of two records (`rij`) in the state `con`; None when this kind has no model."""
    modellen = con.execute("SELECT nummer, inhoud FROM model WHERE soort = ?", [soort]).fetchall()
    if not modellen:
        return None
    nummer, inhoud = modellen[0]
    model = json.loads(inhoud)
    kolommen = [k[0] for k in con.execute(f"SELECT * FROM vergelijk_{soort} LIMIT 0").description or []]
    naast = ", ".join(f"l.{k} AS {k}_l, r.{k} AS {k}_r" for k in kolommen)
    delen = ", ".join(f"{_niveau(c)} AS n{i}" for i, c in enumerate(model["comparisons"]))
    gevonden = rijen(
        con,
        f"""SELECT *, {delen} FROM (SELECT {naast} FROM (FROM vergelijk_{soort} WHERE rij = ?) l,
            (FROM vergelijk_{soort} WHERE rij = ?) r)""",
        [a, b],
    )[0]
    bewijs = [_bewijs(c, gevonden[f"n{i}"], gevonden) for i, c in enumerate(model["comparisons"])]
    kans = model["probability_two_random_records_match"]
    return Weging(nummer, round(math.log2(kans / (1 - kans)), 2), bewijs)


def _niveau(vergelijking: dict[str, Any]) -> str:
    """SQL that tells which level of a comparison holds, as its place in the list."""
    takken = "".join(
        f" WHEN {n['sql_condition']} THEN {i}"
        for i, n in enumerate(vergelijking["comparison_levels"])
        if n["sql_condition"] != "ELSE"
    )
    return f"CASE{takken} ELSE {len(vergelijking['comparison_levels']) - 1} END"


def _bewijs(vergelijking: dict[str, Any], plek: int, waarden: dict[str, Any]) -> Bewijsstuk:
    niveau = vergelijking["comparison_levels"][plek]
    naam = vergelijking["output_column_name"]
    if niveau.get("is_null_level"):
        return Bewijsstuk(naam, niveau["label_for_charts"], 0.0, onbekend=True)
    u = niveau["u_probability"]
    if kolom := niveau.get("tf_adjustment_column"):
        u = max(waarden[f"tf_{kolom}_l"], waarden[f"tf_{kolom}_r"])
    return Bewijsstuk(naam, niveau["label_for_charts"], round(math.log2(niveau["m_probability"] / u), 2))
