"""Every format in its strangest dialect gives the same rows; what was found is said, and can be overruled."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from tests.vreemd import KOP, RIJEN, csv_tekst, gpkg, punt, vreemdste

from stelsel.aanlevering import bevindingen, lever
from stelsel.aanlevering.herkennen import herken
from stelsel.aanlevering.lezen import Bestandsfout, Blok, Vorm, lees

GEEN_WENS = Vorm()


def rijen(blokken: list[Blok]) -> list[tuple[int, dict[str, str]]]:
    """Line and filled fields of every row."""
    uit = []
    for b in blokken:
        for regel, *waarden in zip(*(k.to_pylist() for k in b.tabel.columns), strict=True):
            uit.append((regel, {k: w for k, w in zip(b.kolommen, waarden, strict=True) if w}))
    return sorted(uit, key=lambda r: r[0])


def lees_in(tmp_path: Path, naam: str, inhoud: bytes, wens: Vorm = Vorm()) -> list[Blok]:  # noqa: B008 (frozen)
    pad = tmp_path / naam
    pad.write_bytes(inhoud)
    return list(lees(pad, naam, wens))


def codes(blokken: list[Blok]) -> list[tuple[int, str, str]]:
    return [(m.regel, m.fout.code, m.ruw) for b in blokken for m in b.misvormd]


GEWONE = [dict(zip(KOP, r, strict=True)) for r in RIJEN]
NAMEN = ["alles.json", "kaart.gpkg", "locatie.jsonl", "locatie.parquet", "locaties mac.csv", "locaties utf16.csv",
         "locaties windows.csv", "werkboek.ods", "werkboek.xlsx"]  # fmt: skip


@pytest.fixture(scope="module")
def map_(tmp_path_factory) -> Path:
    map_ = tmp_path_factory.mktemp("vreemd")
    assert {p.name for p in vreemdste(map_)} == {*NAMEN, "van alles.zip"}
    return map_


def als_gewoon(rij: dict[str, str]) -> dict[str, str]:
    """A row without what is the format's own: its row number, decimal comma, Dutch date, CRLF, trailing zeros."""
    rij = {k: w.replace("\r\n", "\n") for k, w in rij.items() if k != "fid"}
    for k in ("x", "y"):
        heel, punt_, deel = rij[k].replace(",", ".").partition(".")
        rij[k] = (heel + punt_ + deel.rstrip("0")).rstrip(".")
    dag = rij["begindatum"].split("-")
    return rij | {"begindatum": "-".join(reversed(dag)) if len(dag[0]) == 2 else rij["begindatum"]}


@pytest.mark.parametrize("naam", NAMEN)
def test_het_vreemdste_dialect_van_elk_formaat_geeft_dezelfde_rijen(map_, naam):
    blokken = list(lees(map_ / naam, naam))
    assert [als_gewoon(r) for _, r in rijen(blokken)] == GEWONE
    assert codes(blokken) == []
    assert {herken(naam, b.onderdeel, b.kolommen).typenaam for b in blokken} == {"locatie"}


def test_een_zip_van_alles_geeft_alles_onder_zijn_eigen_naam(map_):
    blokken = list(lees(map_ / "van alles.zip", "van alles.zip", werkmap=map_.parent))
    per_deel: dict[str, list[dict[str, str]]] = {}
    for b in blokken:
        per_deel.setdefault(b.onderdeel.split(" [")[0], []).extend(als_gewoon(r) for _, r in rijen([b]))
    assert per_deel == {f"2024/kwartaal 1/{n}": GEWONE for n in NAMEN}
    assert {herken("van alles.zip", b.onderdeel, b.kolommen).typenaam for b in blokken} == {"locatie"}
    assert [o for b in blokken for o in b.opmerkingen if "docx" in o] == [
        "lees mij.docx: niet gelezen, want geen soort die Stelsel leest."
    ]
    assert [p for p in map_.parent.iterdir() if p.name.startswith("uitgepakt")] == []


def test_de_vorm_zegt_wat_gevonden_is(map_):
    gevonden = {n: next(iter(lees(map_ / n, n))).vorm for n in NAMEN}
    assert gevonden == {
        "alles.json": Vorm("json", "utf-16"), "kaart.gpkg": Vorm("gpkg"), "locatie.jsonl": Vorm("jsonl", "utf-8"),
        "locatie.parquet": Vorm("parquet"), "locaties mac.csv": Vorm("csv", "utf-8", "|"),
        "locaties utf16.csv": Vorm("csv", "utf-16", "\t"), "locaties windows.csv": Vorm("csv", "windows-1252", ";"),
        "werkboek.ods": Vorm("ods"), "werkboek.xlsx": Vorm("xlsx"),
    }  # fmt: skip


@pytest.mark.parametrize("codering", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("scheiding", [";", ",", "\t", "|"])
@pytest.mark.parametrize("einde", ["\n", "\r\n"])
@pytest.mark.parametrize("sep", [False, True])
def test_csv_in_elke_codering_met_elk_teken(tmp_path, codering, scheiding, einde, sep):
    tekst = (f"sep={scheiding}{einde}" if sep else "") + csv_tekst(scheiding, einde)
    blokken = lees_in(tmp_path, "x.csv", tekst.encode(codering))
    assert [als_gewoon(r) for _, r in rijen(blokken)] == GEWONE
    assert [n for n, _ in rijen(blokken)] == [2 + sep, 4 + sep]


def test_de_gebruiker_beslist_boven_wat_gevonden_is(tmp_path):
    inhoud = "id;b,c\nCafÃ©;1,2\n".encode()
    assert rijen(lees_in(tmp_path, "x.csv", inhoud, Vorm(scheiding=","))) == [(2, {"id;b": "CafÃ©;1", "c": "2"})]
    (blok,) = lees_in(tmp_path, "x.csv", "id;b\n1;é\n".encode(), Vorm("csv", "windows-1252", decimaal=","))
    assert blok.vorm == Vorm("csv", "windows-1252", ";", ",")
    assert rijen([blok]) == [(2, {"id": "1", "b": "Ã©"})]
    with pytest.raises(Bestandsfout, match="latin-9"):
        lees_in(tmp_path, "x.csv", b"id;b\n1;2\n", Vorm(codering="latin-9"))


def test_een_teken_ver_in_het_bestand_beslist_voor_het_hele_bestand(tmp_path):
    veel = "".join(f"{i};Café\n" for i in range(400_000))
    blokken = lees_in(tmp_path, "x.csv", ("id;b\n" + "1;Cafe\n" * 900_000 + veel).encode("cp1252"))
    assert len(blokken) > 1
    assert {b.vorm.codering for b in blokken} == {"windows-1252"}
    assert sum(b.tabel.num_rows for b in blokken) == 1_300_000
    assert rijen(blokken[-1:])[-1][1]["b"] == "Café"


@pytest.mark.parametrize(
    ("veel", "weinig", "ruw"), [("utf-8", "cp1252", "4;ü"), ("cp1252", "utf-8", "4;Ã¼")], ids=["utf-8", "windows"]
)
def test_in_een_bestand_met_twee_coderingen_wacht_de_kleinste_groep(tmp_path, veel, weinig, ruw):
    inhoud = "id;b\n1;é\n2;ë\n3;ö\n".encode(veel) + "4;ü\n".encode(weinig)
    blokken = lees_in(tmp_path, "x.csv", inhoud)
    assert [r["b"] for _, r in rijen(blokken)] == ["é", "ë", "ö"]
    assert codes(blokken) == [(5, "RIJ-005", ruw)]


def test_een_teken_dat_windows_niet_heeft_kost_alleen_zijn_regel(tmp_path):
    blokken = lees_in(tmp_path, "x.csv", b"id;b\n1;\xe9\n2;\x81\n3;CAF\xc9\x92S\n")
    assert rijen(blokken) == [(2, {"id": "1", "b": "é"}), (4, {"id": "3", "b": "CAFÉ’S"})]
    assert codes(blokken) == [(3, "RIJ-005", "2;\\x81")]


def test_onzichtbare_tekens_in_een_kolomnaam_tellen_niet_mee(tmp_path):
    (blok,) = lees_in(tmp_path, "x.csv", '\ufeff\u200bId ;"Naam\nbedrijf\u200e"\n1;2\n'.encode())
    assert blok.kolommen == ["id", "naam bedrijf"]
    assert rijen([blok]) == [(3, {"id": "1", "naam bedrijf": "2"})]


def test_getallen_in_json_houden_hun_tekst(tmp_path):
    inhoud = (
        '[{"a":0.10,"b":1e-5,"c":12345678901234567890123,"d":true,"e":null,"f":-0.0,"g":1E999999,"h":"007","i":1e3}]'
    )
    for naam, tekst in (("x.json", inhoud), ("x.jsonl", inhoud[1:-1])):
        assert rijen(lees_in(tmp_path, naam, tekst.encode())) == [
            (1, {"a": "0.10", "b": "0.00001", "c": "12345678901234567890123", "d": "ja", "f": "-0.0", "g": "1E999999",
                 "h": "007", "i": "1000"})
        ]  # fmt: skip


FOUTE_RECORDS = [
    ('{"id": [1]}', "RIJ-008"), ('{"id": {"a": 1}}', "RIJ-008"), ('{"id": 1, "id": 2}', "RIJ-009"), ('"los"', "RIJ-007"),
    ('{"id": NaN}', "RIJ-010"), ('{"id": -Infinity}', "RIJ-010"), ('{"id": "\\ud800"}', "RIJ-005"), ("3", "RIJ-007"),
    ('{"id": "a\\u0000b"}', "RIJ-003"),
]  # fmt: skip


@pytest.mark.parametrize(("record", "code"), FOUTE_RECORDS)
def test_een_record_dat_niet_plat_is_wacht_met_zijn_tekst(tmp_path, record, code):
    blokken = lees_in(tmp_path, "x.json", f'[{{"id": 1}},\n {record} , {{"id": 3}}]'.encode())
    assert rijen(blokken) == [(1, {"id": "1"}), (3, {"id": "3"})]
    assert codes(blokken) == [(2, code, record)]
    blokken = lees_in(tmp_path, "x.jsonl", f'{{"id": 1}}\n\n{record}\n{{"id": 3}}'.encode())
    assert rijen(blokken) == [(1, {"id": "1"}), (4, {"id": "3"})]
    assert codes(blokken) == [(3, code, record)]


def test_een_kapotte_regel_van_json_lines_wacht_met_zijn_tekst(tmp_path):
    blokken = lees_in(tmp_path, "x.ndjson", b'{"id": 1}\n{"id": 2\n\xff\xfe\n{"id": 3}\n')
    assert [r for _, r in rijen(blokken)] == [{"id": "1"}, {"id": "3"}]
    assert [(n, c) for n, c, _ in codes(blokken)] == [(2, "RIJ-006"), (3, "RIJ-006")]


def test_json_per_soort_telt_elke_soort_apart_en_zegt_wat_het_overslaat(tmp_path):
    inhoud = {"versie": 1, "locaties": [{"id": "L1"}, {"id": "L2", "x": 1}], "vestigingen": [{"id": "V1"}], "lijst": []}
    blokken = lees_in(tmp_path, "x.json", json.dumps(inhoud).encode())
    assert [(b.onderdeel, b.kolommen, rijen([b])) for b in blokken] == [
        ("locaties", ["id", "x"], [(1, {"id": "L1"}), (2, {"id": "L2", "x": "1"})]),
        ("vestigingen", ["id"], [(1, {"id": "V1"})]),
    ]
    assert [o.split(" ")[0] for b in blokken for o in b.opmerkingen] == ["'versie'", "'lijst'"]


def test_geopackage_geeft_punten_in_rd_en_verzint_niets(tmp_path):
    vlak = b"GP\0\1" + (28992).to_bytes(4, "little") + b"\1" + (3).to_bytes(4, "little") + bytes(4)
    pad = gpkg(tmp_path / "x.gpkg", {
        "locatie": ("geom BLOB, id TEXT, actief BOOLEAN, r REAL, d DATETIME",
                    [(punt(155000, 463000.5, 28992), "L1", 1, 1e-7, "2024-01-02T10:00:00Z"), (None, "L2", 0, 2.0, None),
                     (b"GP\0\1junk", "L3", None, None, None)], "POINT"),
        "gebied": ("geom BLOB, id TEXT", [(vlak, "G1")], "POLYGON"),
        "vestiging": ("id TEXT", [("V1",)], ""),
    })  # fmt: skip
    blokken = list(lees(pad, pad.name))
    assert [(b.onderdeel, rijen([b])) for b in blokken] == [
        ("locatie", [(1, {"id": "L1", "actief": "ja", "r": "0.0000001", "d": "2024-01-02", "x": "155000", "y": "463000.5"}),
                     (2, {"id": "L2", "actief": "nee", "r": "2"})]),
        ("gebied", [(1, {"geom": vlak.hex(), "id": "G1"})]),
        ("vestiging", [(1, {"id": "V1"})]),
    ]  # fmt: skip
    assert [(n, c) for n, c, _ in codes(blokken)] == [(3, "RIJ-011")]


@pytest.mark.parametrize("naam", ["x.csv", "x.xlsx", "x.parquet", "x.json", "x.zip", "x.gpkg", "x.txt"])
def test_de_inhoud_beslist_en_niet_de_extensie(map_, tmp_path, naam):
    for echt in NAMEN:
        verkeerd = tmp_path / naam
        verkeerd.write_bytes((map_ / echt).read_bytes())
        assert [als_gewoon(r) for _, r in rijen(list(lees(verkeerd, naam)))] == GEWONE, echt


def test_een_cel_met_een_foutwaarde_wordt_gemeld(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "x.xlsx") as boek:
        blad = boek.add_worksheet("locatie")
        blad.write_row(0, 0, ["id", "straat"])
        blad.write(1, 0, "L1")
        blad.write_formula(1, 1, "=1/0", None, "#DIV/0!")
    (blok,) = lees(tmp_path / "x.xlsx", "x.xlsx")
    assert blok.opmerkingen == ["1 cellen met een foutwaarde, zoals #N/B, zijn gelezen als leeg."]


def test_elk_vreemd_bestand_gaat_heel_door_de_deur(map_, opslag):
    for naam in NAMEN:
        if naam == "locaties windows.csv":
            continue  # the decimal comma is the business of the checks
        b = lever(opslag, [map_ / naam], "dcmr")
        assert (b.rijen_in, b.geaccepteerd) == (2, 2), (naam, list(bevindingen(opslag, [b.levering])))


def test_onzichtbare_tekens_om_een_waarde_zijn_wit(geef, opslag):
    b = geef(locatie="id;straat;huisnummer;woonplaats\n\u200bL1\ufeff;Ka\u200dde;1;\u202aEde\u202c\n")
    assert (b.rijen_in, b.geaccepteerd) == (1, 1)
    (rij,) = pa.concat_tables(map(pq.read_table, opslag.bestanden("rij_locatie"))).to_pylist()
    assert (rij["id"], rij["straat"], rij["woonplaats"]) == ("L1", "Ka\u200dde", "Ede")
