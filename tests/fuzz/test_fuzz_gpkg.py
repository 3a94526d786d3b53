"""GeoPackage: every row counts once; a spoiled database is read or refused, and runs nothing."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st
from tests.fuzz.grond import INGREPEN, INSTELLING, bederf, lees_bytes, regels
from tests.vreemd import gpkg, punt

GEOMETRIE = st.none() | st.builds(punt, st.floats(), st.floats(), st.just(28992)) | st.binary(max_size=40) | st.builds(
    bederf, st.just(punt(155000, 463000, 28992)), INGREPEN
)  # fmt: skip
RIJ = st.tuples(GEOMETRIE, st.text(st.characters(exclude_categories=("Cs",)), max_size=9), st.none() | st.integers(-(2**63), 2**63 - 1)
                | st.floats(allow_nan=False) | st.binary(max_size=4))  # fmt: skip


def bytes_van(rijen: list, soort: str, srs: int) -> bytes:
    with tempfile.TemporaryDirectory() as map_:
        lagen = {"locatie": ("geom BLOB, id TEXT, w ANY", rijen, soort), "vestiging": ("id TEXT", [("V1",)], "")}
        return gpkg(Path(map_) / "x.gpkg", lagen, srs).read_bytes()


@INSTELLING
@given(
    st.lists(RIJ, max_size=9),
    st.sampled_from(["POINT", "MULTIPOINT", "GEOMETRY", "POLYGON"]),
    st.sampled_from([28992, 4258, 4326]),
)
def test_elke_rij_telt_een_keer(rijen, soort, srs):
    blokken = lees_bytes(bytes_van(rijen, soort, srs), "x.gpkg")
    assert blokken is not None
    assert regels([b for b in blokken if b.onderdeel == "locatie"]) == list(range(1, len(rijen) + 1))


GOED = bytes_van([(punt(155000 + i, 463000, 28992), f"L{i}" * 20, i / 3) for i in range(120)], "POINT", 28992)


@INSTELLING
@given(INGREPEN)
@example(ingrepen=[("vervang", 0.078125, b'"\x80')])  # a name in the schema that is no UTF-8
def test_een_bedorven_geopackage_wordt_gelezen_of_geweigerd(ingrepen):
    lees_bytes(bederf(GOED, ingrepen), "x.gpkg")
