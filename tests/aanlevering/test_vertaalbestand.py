"""The file of a translation: every fault at once at its place, hostile values stay values, versions stay."""

from __future__ import annotations

import multiprocessing

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stelsel.aanlevering import (
    VertalingOnbekend,
    VertalingOngeldig,
    bevindingen,
    bewaar_vertaling,
    vertaling,
    vertalingen,
)
from stelsel.aanlevering.vertalen.bestand import lees_vertaling
from stelsel.aanlevering.vertalen.model import Veldbron
from stelsel.aanlevering.vertalen.sql import expressie
from stelsel.begrippen import RECORDTYPEN, Gebruikersfout
from stelsel.opslag import Opslag

KOP = '[[tabel]]\nrecordtype = "onderneming"\nbestand = "bedrijven"\n[tabel.velden]\nid = "nr"\nnaam = "naam"\n'


def zinnen(tekst: str) -> list[str]:
    with pytest.raises(VertalingOngeldig) as e:
        lees_vertaling(tekst)
    return [str(f) for f in e.value.fouten]


def test_alle_fouten_komen_tegelijk_met_tabel_veld_en_regel():
    gevonden = zinnen("""
[[tabel]]
naam = "zaken"
recordtype = "vergunning"
[tabel.velden]
id = "nr"
locatie_id = "obj"
soort = { kolom = "srt", codes = { V = "verlenging" } }
kvknr = "kvk"
besluitdatum = { kolom = "dt", datum = "jj-mm-dd" }
einddatum = { kolom = "a", vast = "b" }
onderwerp = { kolom = "o", datum = "jjjjmmdd" }

[[tabel]]
recordtype = "vergunningen"
bestand = "x"
velden = { id = "nr" }
""")
    assert gevonden == [
        "tabel 1 (zaken), regel 2: Waaraan is deze tabel te herkennen? Vul 'bestand' in, of 'kolommen'.",
        "tabel 1 (zaken), veld soort, regel 8: 'verlenging' staat niet in de lijst 'soort_besluit'. Bedoelt u verlening?",
        "tabel 1 (zaken), veld kvknr, regel 9: Een vergunning heeft dit veld niet. Alle velden staan op /begrippen/vergunning/.",
        "tabel 1 (zaken), veld besluitdatum, regel 10: De vorm 'jj-mm-dd' is geen vorm van een datum. Voorbeelden: jjjj-mm-dd, "
        "dd-mm-jjjj, d-m-jjjj, jjjjmmdd, d mmm jjjj, d mmmm jjjj, jjjj-mm-dd uu:nn:ss.",
        "tabel 1 (zaken), veld einddatum, regel 11: Geef één van kolom, samen of vast; hier staat kolom en vast.",
        "tabel 1 (zaken), veld einddatum, regel 11: Bij 'vast' kan niet ook: kolom.",
        "tabel 1 (zaken), veld onderwerp, regel 12: 'datum' kan alleen bij een veld met een datum; dit veld is: tekst van ten "
        "hoogste 400 tekens.",
        "tabel 2 (vergunningen), regel 15: De soort record 'vergunningen' bestaat niet. Bedoelt u vergunning?",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("tekst", "zin"),
    [
        (KOP + 'naam = "x"\n', "regel 7: deze naam staat hier voor de tweede keer."),
        ("[[tabel]]\nx = \n", "regel 2: hier staat iets dat geen TOML is."),
        ("", "'tabel' ontbreekt."),
        ('tabel = "x"', "'tabel' moet een lijst zijn: [\"een\", \"two\"]".replace("two", "twee") + "."),
        (KOP + 'rsin = { kolm = "x" }\n', "tabel 1 (onderneming), veld rsin, regel 7: 'kolm' kent Stelsel niet. Bedoelt u kolom?"),
        (KOP + "rsin = 7\n", "tabel 1 (onderneming), veld rsin, regel 7: moet een kolomnaam zijn, of een tabel: { kolom = \"naam\" }."),
        (KOP + 'rsin = "a\\u0000b"\n', "tabel 1 (onderneming), veld rsin, regel 7: 'kolom' bevat een teken dat niet te lezen is."),
        (KOP.replace('naam = "naam"\n', ""), "tabel 1 (onderneming), regel 1: Het veld 'naam' is verplicht bij een onderneming, "
         "en krijgt hier geen kolom."),
        (KOP + KOP, "tabel 2 (onderneming), regel 7: Deze tabel is aan hetzelfde te herkennen als tabel 1, en is ook een onderneming."),
        ('[[tabel]]\nrecordtype = "meting"\nbestand="m"\n[tabel.velden]\nid="i"\nmonster_id="m"\ndatum="d"\nparameter="p"\neenheid="e"\n'
         'waarde = { kolom = "w", factor = 0.001 }', "tabel 1 (meting), veld waarde, regel 10: De waarde wordt vermenigvuldigd, maar de eenheid "
         "komt ongewijzigd mee. Geef het veld 'eenheid' de eenheid na het vermenigvuldigen, met 'vast' of 'codes'."),
        ("x = 1e9999999999", "'tabel' ontbreekt."),
        ("x = " + "[" * 9000, "hier staat iets dat geen TOML is."),
    ],
)  # fmt: skip
def test_een_fout_is_een_zin_met_haar_plaats(tekst, zin):
    assert zin in zinnen(tekst)


VIJANDIG = st.text(st.sampled_from("abk0'\"\\{}[]();-%_$ \t|·é€😀*?"), min_size=1, max_size=12).filter(
    lambda t: t.strip() == t
)


def uitkomst(recordtype: str, veld: str, bron: dict, *waarden: str | None) -> str | None:
    kolommen = [f"c{i}" for i in range(len(waarden))]
    sql = expressie(RECORDTYPEN[recordtype].velden[veld], Veldbron.model_validate(bron), kolommen)
    namen = ", ".join(f"? AS k{i}" for i in range(len(waarden)))
    with duckdb.connect() as con:
        return con.execute(f"SELECT {sql} FROM (SELECT {namen})", list(waarden)).fetchall()[0][0]


@settings(deadline=None, max_examples=60)
@given(eigen=VIJANDIG, onze=VIJANDIG, ander=VIJANDIG)
def test_wat_iemand_in_een_vertaling_schrijft_blijft_een_waarde(eigen, onze, ander):
    codes = {"kolom": "c0", "codes": {eigen: onze}}
    assert uitkomst("vergunning", "onderwerp", codes, eigen) == onze
    assert uitkomst("vergunning", "onderwerp", codes, ander) == (onze if ander == eigen else ander)
    assert uitkomst("vergunning", "onderwerp", {"vast": onze}, "x") == onze
    assert uitkomst("vergunning", "onderwerp", {"samen": ["c0", "c1"], "tussen": eigen}, "x", "y") == f"x{eigen}y"
    deel = {"kolom": "c0", "na": eigen, "voor": ander}
    verwacht = f"q{eigen}w{ander}z".partition(eigen)[2].strip(" \t").partition(ander)[0].strip(" \t")
    assert (uitkomst("vergunning", "onderwerp", deel, f"q{eigen}w{ander}z") or "") == verwacht
    assert (
        uitkomst("toezichtbezoek", "aangekondigd", {"kolom": "c0", "ja": [eigen], "nee": [f"{eigen}."]}, eigen) == "ja"
    )


@pytest.mark.parametrize(
    ("bron", "waarde", "uit"),
    [
        ({"factor": 1000, "decimaal": ","}, "1.234,5", "1234500"),
        ({"decimaal": ","}, "1.234", "1234"),
        ({"decimaal": "."}, "1,234.50", "1234.5"),
        ({"factor": 1000}, "0,1", "100"),
        ({"factor": 1000}, "-12.345", "-12345"),
        ({"factor": 1000}, "0", "0"),
        ({"decimaal": ","}, "999999999999999,123456789012", "999999999999999.123456789012"),
        ({"decimaal": ","}, "12 km", "12 km (niet: getal met een komma)"),
        ({"factor": 1000}, None, None),
    ],
)
def test_een_getal_wordt_precies_vermenigvuldigd(bron, waarde, uit):
    assert uitkomst("locatie", "x", {"kolom": "c0", **bron}, waarde) == uit


def test_leeg_mag_nee_betekenen_en_een_onbekend_woord_wordt_geen_ja():
    bron = {"kolom": "c0", "ja": ["0"], "nee": [""]}
    assert [uitkomst("bevinding", "overtreding", bron, w) for w in ("0", None, "1")] == [
        "ja",
        "nee",
        "1 (niet: ja of nee)",
    ]


def test_een_vijandige_vertaling_levert_gewoon(geef, opslag):
    naam = "x'); DROP TABLE tekst_0_0; --"
    tekst = (
        KOP.replace('id = "nr"', f'id = "{naam}"')
        + 'rechtsvorm = { kolom = "rv", codes = { "\' OR 1=1 --" = "\\\\\'; ATTACH \'x\'" } }\n'
    )
    bewaar_vertaling(opslag, "dcmr", tekst, "toets")
    b = geef(bedrijven=f'"{naam}";naam;rv\n' + "1;Bakker;' OR 1=1 --\n")
    assert (b.geaccepteerd, [f["code"] for f in bevindingen(opslag, [b.levering])]) == (1, ["OND-015"])


def test_een_bron_die_niet_bestaat_wordt_geen_map(opslag):
    for bron in ("../../etc", "nergens", ""):
        with pytest.raises(Gebruikersfout, match="bestaat niet"):
            bewaar_vertaling(opslag, bron, KOP, "toets")
    assert not (opslag.map / "vertalingen").exists()


def test_een_versie_houdt_de_tekst_met_commentaar_en_wie_en_waarom(opslag):
    tekst = "# geschreven door de datasteward — é\r\n" + KOP
    v = bewaar_vertaling(opslag, "dcmr", tekst, "datasteward-dcmr", "eerste")
    assert (opslag.map / "vertalingen/dcmr/1.toml").read_bytes() == tekst.encode()
    assert vertaling(opslag, "dcmr") == v
    assert (v.naam, v.door, v.reden) == ("dcmr/1", "datasteward-dcmr", "eerste")
    assert bewaar_vertaling(opslag, "dcmr", tekst, "een-ander").door == "datasteward-dcmr"
    with pytest.raises(VertalingOnbekend, match="Vertaling 2 van 'dcmr' bestaat niet"):
        vertaling(opslag, "dcmr", 2)
    with pytest.raises(VertalingOngeldig):
        bewaar_vertaling(opslag, "dcmr", "", "toets")
    assert [v.nr for v in vertalingen(opslag, "dcmr")] == [1]


def _schrijver(map_: str, wie: int) -> None:
    for i in range(5):
        bewaar_vertaling(Opslag(map_), "dcmr", f"# {wie} {i}\n{KOP}", f"schrijver-{wie}")


def test_gelijktijdige_schrijvers_krijgen_elk_hun_eigen_nummer(opslag):
    spawn = multiprocessing.get_context("spawn")
    wie = [spawn.Process(target=_schrijver, args=(str(opslag.map), i)) for i in range(3)]
    for p in wie:
        p.start()
    for p in wie:
        p.join()
    alle = vertalingen(opslag, "dcmr")
    assert [v.nr for v in alle] == list(range(1, 16))
    assert {v.tekst.splitlines()[0] for v in alle} == {f"# {w} {i}" for w in range(3) for i in range(5)}
