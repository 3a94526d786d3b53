"""Register numbers: unique, checkable, forgiving in how they are typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stelsel.register.nummers import TEKENS, OngeldigNummer, lees_nummer, munt

VOLG = st.integers(0, 10**9)


def test_een_miljoen_nummers_zijn_alle_verschillend():
    assert len(set(munt(range(1_000_000)))) == 1_000_000


@given(VOLG)
def test_een_nummer_leest_terug_hoe_het_ook_getypt_is(n):
    (nummer,) = munt([n])
    assert lees_nummer(nummer) == nummer
    assert lees_nummer(nummer.lower().replace("-", " ")) == nummer
    assert lees_nummer(nummer.replace("0", "o").replace("1", "l")) == nummer


@given(VOLG, st.integers(0, 7), st.sampled_from(TEKENS))
def test_een_verkeerd_teken_wordt_altijd_gezien(n, plek, teken):
    kaal = munt([n])[0].replace("VTH-", "").replace("-", "")
    if kaal[plek] != teken:
        with pytest.raises(OngeldigNummer):
            lees_nummer(kaal[:plek] + teken + kaal[plek + 1 :])


@given(VOLG, st.integers(0, 6), st.integers(0, 6))
def test_twee_verwisselde_tekens_worden_altijd_gezien(n, i, j):
    t = list(munt([n])[0].replace("VTH-", "").replace("-", ""))
    if t[i] != t[j]:
        t[i], t[j] = t[j], t[i]
        with pytest.raises(OngeldigNummer):
            lees_nummer("".join(t))
