"""Parquet: every row comes in with its value as text; a spoiled file is read or refused."""

from __future__ import annotations

import io
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import given
from hypothesis import strategies as st
from tests.fuzz.grond import INGREPEN, INSTELLING, bederf, lees_bytes, regels

SOORTEN = st.sampled_from([
    (pa.string(), st.text(st.characters(exclude_categories=("Cs",)), max_size=9)), (pa.int64(), st.integers(-(2**63), 2**63 - 1)),
    (pa.uint8(), st.integers(0, 255)), (pa.float64(), st.floats(allow_nan=False, allow_infinity=False)), (pa.bool_(), st.booleans()),
    (pa.decimal128(30, 9), st.decimals(-(10**15), 10**15, places=9)), (pa.date32(), st.dates()),
    (pa.timestamp("us"), st.datetimes()), (pa.large_string(), st.text("ab;\n", max_size=9)), (pa.binary(), st.binary(max_size=5)),
])  # fmt: skip
KOLOM = SOORTEN.flatmap(lambda s: st.tuples(st.just(s[0]), st.lists(st.none() | s[1], min_size=5, max_size=5)))
INPAKKEN = st.sampled_from(["none", "snappy", "zstd", "gzip"])


def parquet(kolommen: list[tuple[pa.DataType, list]], inpakken: str, groep: int, woordenboek: bool) -> bytes:
    tabel = pa.table({f"k{i}": pa.array(w, t) for i, (t, w) in enumerate(kolommen)})
    uit = io.BytesIO()
    pq.write_table(tabel, uit, compression=inpakken, row_group_size=groep, use_dictionary=woordenboek)
    return uit.getvalue()


@INSTELLING
@given(st.lists(KOLOM, min_size=1, max_size=4), INPAKKEN, st.integers(1, 5), st.booleans())
def test_elke_rij_komt_binnen_met_haar_waarden_als_tekst(kolommen, inpakken, groep, woordenboek):
    blokken = lees_bytes(parquet(kolommen, inpakken, groep, woordenboek), "x.parquet")
    if blokken is None:
        assert any(t == pa.binary() for t, _ in kolommen)
        return
    assert regels(blokken) == [1, 2, 3, 4, 5]
    for b in blokken:
        for regel, *waarden in zip(*(k.to_pylist() for k in b.tabel.columns), strict=True):
            for tekst, (soort, delivered) in zip(waarden, kolommen, strict=True):
                echt = delivered[regel - 1]
                assert (tekst is None) == (echt is None)
                if echt is not None and (pa.types.is_floating(soort) or pa.types.is_decimal(soort)):
                    assert "e" not in tekst.lower()
                    assert type(echt)(tekst) == echt if isinstance(echt, float) else Decimal(tekst) == echt
                elif (isinstance(echt, int) and not isinstance(echt, bool)) or isinstance(echt, str):
                    assert tekst == str(echt)


GOED = parquet(
    [(pa.string(), ["a", "é", None, "", "x" * 99]), (pa.int32(), [1, 2, None, 4, 5]), (pa.float64(), [0.1, 1e-9, None, 2.0, 1e300])],
    "snappy", 3, True,
)  # fmt: skip


@INSTELLING
@given(INGREPEN)
def test_een_bedorven_parquet_wordt_gelezen_of_geweigerd(ingrepen):
    lees_bytes(bederf(GOED, ingrepen), "x.parquet")
