"""XLSX and ODS: what a writer writes comes in whole; a workbook spoiled within or without is read or refused."""

from __future__ import annotations

import io
import zipfile

import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from tests.bommen import ods, zip_van
from tests.fuzz.grond import INGREPEN, INSTELLING, bederf, lees_bytes, tel

# What XML can hold, without white space at the ends.
TEKST = st.text(st.characters(min_codepoint=33, exclude_categories=("Cs", "Cn", "Co", "Cc")), min_size=1, max_size=9)
CEL = st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.floats(-1e9, 1e9, width=32) | TEKST
ROOSTER = st.lists(st.tuples(CEL, CEL, CEL), max_size=9)


def xlsx_van(rooster: list[tuple[object, ...]]) -> bytes:
    uit = io.BytesIO()
    with xlsxwriter.Workbook(uit, {"strings_to_formulas": False, "strings_to_urls": False}) as boek:
        boek.add_worksheet("leeg")
        blad = boek.add_worksheet("locatie")
        for i, rij in enumerate([("id", "b", "c"), *rooster]):
            for j, cel in enumerate(rij):
                blad.write(i, j, cel)
    return uit.getvalue()


def ods_van(rooster: list[tuple[object, ...]]) -> bytes:
    def xml(cel: object) -> str:
        if cel is None:
            return "<table:table-cell/>"
        if isinstance(cel, bool):
            return f'<table:table-cell office:value-type="boolean" office:boolean-value="{str(cel).lower()}"/>'
        if isinstance(cel, int | float):
            return f'<table:table-cell office:value-type="float" office:value="{cel!r}"/>'
        tekst = str(cel).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return f'<table:table-cell office:value-type="string"><text:p>{tekst}</text:p></table:table-cell>'

    rijen = [("id", "b", "c"), *rooster]
    return ods("".join(f"<table:table-row>{''.join(map(xml, r))}</table:table-row>" for r in rijen))


def getoond(cel: object) -> str:
    if isinstance(cel, bool):
        return "ja" if cel else "nee"
    return "" if cel is None else str(cel)


def _gelijk(gelezen: str, cel: object) -> bool:
    if isinstance(cel, int | float) and not isinstance(cel, bool):
        return "e" not in gelezen and abs(float(gelezen) - cel) <= 1e-12 * abs(cel)
    return gelezen == getoond(cel)


@INSTELLING
@given(ROOSTER, st.sampled_from(["xlsx", "ods"]))
def test_wat_een_gewone_schrijver_schrijft_komt_ongeschonden_binnen(rooster, soort):
    blokken = lees_bytes(xlsx_van(rooster) if soort == "xlsx" else ods_van(rooster), f"x.{soort}")
    assert blokken is not None
    gelezen = [r for b in blokken for r in zip(*(k.to_pylist() for k in b.tabel.columns), strict=True)]
    gevuld = [(i, r) for i, r in enumerate(rooster, 2) if any(c is not None for c in r)]
    assert [r[0] for r in gelezen] == [i for i, _ in gevuld]
    for (_, *waarden), (_, cellen) in zip(gelezen, gevuld, strict=True):
        assert all(_gelijk(w, c) for w, c in zip(waarden, cellen, strict=True)), (waarden, cellen)


VOORBEELD = [("L1", 1.5, True), ("Café & <zo>", None, -3), ("L3", 1e-7, "x" * 300)]
GOED = {"xlsx": xlsx_van(VOORBEELD), "ods": ods_van(VOORBEELD)}
DELEN = {
    s: {n: zipfile.ZipFile(io.BytesIO(g)).read(n) for n in zipfile.ZipFile(io.BytesIO(g)).namelist()}
    for s, g in GOED.items()
}


@INSTELLING
@given(st.sampled_from(["xlsx", "ods"]), INGREPEN)
def test_een_bedorven_werkboek_wordt_gelezen_of_geweigerd(soort, ingrepen):
    lees_bytes(bederf(GOED[soort], ingrepen), f"x.{soort}")


@INSTELLING
@given(
    st.sampled_from(["xlsx", "ods"]).flatmap(lambda s: st.tuples(st.just(s), st.sampled_from(sorted(DELEN[s])))),
    INGREPEN,
)
def test_een_werkboek_met_een_bedorven_deel_wordt_gelezen_of_geweigerd(deel, ingrepen):
    soort, naam = deel
    blokken = lees_bytes(zip_van(DELEN[soort] | {naam: bederf(DELEN[soort][naam], ingrepen)}), f"x.{soort}")
    if blokken:
        assert sum(tel(blokken)) < 10_000
