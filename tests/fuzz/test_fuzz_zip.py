"""ZIP: every readable member is read under its own name; a spoiled archive is read or refused, and leaves nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.bommen import zip_van
from tests.fuzz.grond import INGREPEN, INSTELLING, bederf, lees_bytes, tel

CSV = b"id;b\n" + b"1;2\n" * 9
NAAM = st.text("ab./\\:_- é", min_size=1, max_size=9).map(lambda n: f"x{n}y")


@INSTELLING
@given(st.dictionaries(NAAM, st.sampled_from([".csv", ".CSV", ".pdf", ".jsonl"]), min_size=1, max_size=5))
def test_elk_leesbaar_lid_wordt_gelezen_onder_zijn_eigen_naam(namen):
    delen = {n + e: b'{"id": 1}\n' * 9 if e == ".jsonl" else CSV for n, e in namen.items()}
    blokken = lees_bytes(zip_van(delen), "x.zip")
    if blokken is not None:
        verwacht = {n for n in delen if not n.endswith(".pdf") and not any(d.startswith(".") for d in n.split("/"))}
        assert {b.onderdeel for b in blokken} == verwacht
        assert tel(blokken) == (9 * len(verwacht), 0)


GOED = zip_van(
    {"map/locatie.csv": CSV, "b.jsonl": b'{"id": 1}\n' * 9, "c.txt": "id;é\n1;2\n".encode("cp1252"), "d.pdf": b"x"}
)


@INSTELLING
@given(INGREPEN)
def test_een_bedorven_zip_wordt_gelezen_of_geweigerd(ingrepen):
    blokken = lees_bytes(bederf(GOED, ingrepen), "x.zip")
    if blokken is not None:
        assert sum(tel(blokken)) <= 19
