"""CSV: no line goes missing or counts twice, whatever its bytes; a spoiled file is read or refused."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.fuzz.grond import INGREPEN, INSTELLING, bederf, lees_bytes, regels
from tests.vreemd import csv_tekst

TEKENS = st.text(alphabet='ab;"é€\0\r ,\u200b', max_size=12)
RUW = st.lists(st.sampled_from([b"a", b";", b'"', b"\xe9", b"\x81", b"\xff", b"\xc3\xa9", b"\0", b" "]), max_size=9)


@INSTELLING
@given(st.lists(st.tuples(TEKENS, RUW), max_size=12), st.sampled_from(["utf-8", "cp1252", "utf-16-le", "utf-16-be"]),
       st.sampled_from(["\n", "\r\n"]), st.booleans())  # fmt: skip
def test_elke_gevulde_regel_telt_een_keer(inhoud, codering, einde, met_ruw):
    bytes_: list[bytes] = []
    for tekst, ruw in inhoud:
        regel = tekst.encode(codering, "ignore")
        bytes_.append(regel + b"".join(ruw) if met_ruw and "16" not in codering else regel)
    slot = einde.encode(codering)
    blokken = lees_bytes("a;b;c".encode(codering) + slot + slot.join(bytes_) + slot, "x.csv")
    if blokken is None:
        return
    gevuld = {i + 2 for i, r in enumerate(bytes_) if r.replace("\r".encode(codering), b"") or r.count(b"\r") > 1}
    binnen: set[int] = {m.regel for b in blokken for m in b.misvormd}
    for b in blokken:
        for regel, *waarden in zip(*(k.to_pylist() for k in b.tabel.columns), strict=True):
            binnen |= set(range(regel, regel + 1 + sum(w.count("\n") for w in waarden)))
    assert gevuld <= binnen
    assert len(set(regels(blokken))) == len(regels(blokken))


@INSTELLING
@given(
    st.sampled_from([";", ",", "\t", "|"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    st.booleans(),
    INGREPEN,
)
def test_een_bedorven_csv_wordt_gelezen_of_geweigerd(scheiding, codering, sep, ingrepen):
    tekst = (f"sep={scheiding}\r\n" if sep else "") + csv_tekst(scheiding, "\r\n", komma=scheiding != ",")
    blokken = lees_bytes(bederf(tekst.encode(codering), ingrepen), "x.csv")
    if blokken:
        assert len(set(regels(blokken))) == len(regels(blokken)) or len({b.onderdeel for b in blokken}) > 1
