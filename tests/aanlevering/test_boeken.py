"""The books of a whole delivery, whatever is in it: in is accepted plus quarantined, in the receipt and in the store."""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from stelsel.aanlevering import bevindingen, herstelbestand, lever
from stelsel.aanlevering.bewijs import QUARANTAINE
from stelsel.opslag import Opslag, parquet

KOP = ["id", "straat", "huisnummer", "woonplaats"]
RIJ = st.tuples(
    st.sampled_from(["L1", "L2", "L3", "OEF-1", "", "\t", "x" * 65]),
    st.sampled_from(["Kade", "", "a;b", '"', "é\nö", "=1+1"]),
    st.sampled_from(["1", "0", "nul", "", "2.5"]),
    st.sampled_from(["Ede", "", " ", "\xa0"]),
)


def schrijf(pad: Path, rijen: list[tuple[str, ...]]) -> None:
    if pad.suffix == ".csv":
        with pad.open("w", encoding="utf-8", newline="") as f:
            csv.writer(f, delimiter=";").writerows([KOP, *rijen])
    elif pad.suffix == ".parquet":
        pq.write_table(pa.table({k: pa.array([r[i] for r in rijen], pa.string()) for i, k in enumerate(KOP)}), pad)
    else:
        boek = xlsxwriter.Workbook(pad, {"strings_to_formulas": False})
        blad = boek.add_worksheet("locatie")
        for i, r in enumerate([KOP, *rijen]):
            for j, w in enumerate(r):
                blad.write_string(i, j, w)
        boek.close()


@settings(max_examples=10, deadline=None)
@given(rijen=st.lists(RIJ, min_size=1, max_size=12), soort=st.sampled_from(["csv", "parquet", "xlsx"]))
def test_elke_rij_is_opgenomen_of_wacht_met_een_reden(rijen, soort):
    # A row without any value is no row in a workbook.
    rijen = [r for r in rijen if any(w.strip() for w in r)] or [("L1", "Kade", "1", "Ede")]
    with tempfile.TemporaryDirectory() as map_:
        opslag, pad = Opslag(Path(map_) / "data"), Path(map_) / f"locatie.{soort}"
        schrijf(pad, rijen)
        b = lever(opslag, [pad], "dcmr")
        assert len(b.bestanden) == 1
        con = duckdb.connect()
        aanvaard = parquet(opslag.bestanden("rij_locatie", "levering", [b.levering]), {"id": "VARCHAR"})
        wacht = parquet(opslag.bestanden("quarantaine", "levering", [b.levering]), QUARANTAINE)
        opgenomen = con.sql(f"SELECT count(*) FROM {aanvaard}").fetchall()[0][0]
        geweigerd = con.sql(f"SELECT regel, ruw FROM {wacht}").fetchall()
        assert b.rijen_in == len(rijen)
        assert (b.geaccepteerd, b.quarantaine) == (opgenomen, len(geweigerd))
        assert opgenomen + len(geweigerd) == len(rijen)
        redenen = {f["regel"] for f in bevindingen(opslag, [b.levering]) if f["ernst"] == "fout"}
        assert redenen == {regel for regel, _ in geweigerd}
        assert all(tuple(ruw) in rijen for _, ruw in geweigerd)
        herstel = "".join(herstelbestand(opslag, b, 0)).lstrip("\ufeff")
        assert len(list(csv.reader(herstel.splitlines(keepends=True), delimiter=";"))) == 1 + len(geweigerd)
