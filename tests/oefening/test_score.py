"""Scoring by counts says what going through all pairs says."""

from __future__ import annotations

import random
from itertools import combinations

import duckdb
import pytest
from benchmarks.koppelen.score import ALLES, meet


@pytest.mark.parametrize("zaad", range(5))
def test_tellen_geeft_hetzelfde_als_alle_paren_aflopen(zaad):
    kies = random.Random(zaad)
    rijen = [
        (i, f"w{kies.randint(0, 8)}", kies.choice([None, *(f"g{k}" for k in range(8))]), kies.sample("abc", kies.randint(0, 3)))
        for i in range(40)
    ]  # fmt: skip
    with duckdb.connect() as con:
        con.execute("CREATE TABLE s (rij INT, waar VARCHAR, gevonden VARCHAR, moeilijk VARCHAR[])")
        con.executemany("INSERT INTO s VALUES (?, ?, ?, ?)", rijen)
        uit = {u.soort: u for u in meet(con, "s")}
    rijen = [(i, w, g or f"alleen {i}", {ALLES, *m}) for i, w, g, m in rijen]
    waar, gevonden = ({x: {r[0] for r in rijen if r[k] == x} for x in {r[k] for r in rijen}} for k in (1, 2))
    for soort, u in uit.items():
        paren = [(x, y) for x, y in combinations(rijen, 2) if soort in x[3] | y[3]]
        assert u.paren_waar == sum(x[1] == y[1] for x, y in paren)
        assert u.paren_gevonden == sum(x[2] == y[2] for x, y in paren)
        assert u.paren_goed == sum(x[1:3] == y[1:3] for x, y in paren)
        met = {r[0] for r in rijen if soort in r[3]}
        cw, cg = ([s for s in d.values() if s & met] for d in (waar, gevonden))
        assert (u.clusters_waar, u.clusters_gevonden, u.clusters_goed) == (len(cw), len(cg), sum(s in cw for s in cg))
        eigen = [r for r in rijen if r[0] in met]
        assert u.records == len(eigen)
        samen = [len(waar[r[1]] & gevonden[r[2]]) for r in eigen]
        assert u.b3_precision == pytest.approx(
            sum(n / len(gevonden[r[2]]) for n, r in zip(samen, eigen, strict=True)) / len(eigen)
        )
        assert u.b3_recall == pytest.approx(
            sum(n / len(waar[r[1]]) for n, r in zip(samen, eigen, strict=True)) / len(eigen)
        )
