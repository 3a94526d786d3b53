"""A translation of a source: own names, codes, days and units in; the model out; and the raw row as it was delivered."""

from __future__ import annotations

import csv
import io

import pytest

from stelsel.aanlevering import (
    Bestandsbewijs,
    bevindingen,
    bewaar_vertaling,
    bewijzen,
    herbeoordeel,
    herstelbestand,
    herstelnaam,
    lever,
    vertaling,
    wachtend,
)
from stelsel.aanlevering.lezen import Bestandsfout
from stelsel.aanlevering.vertalen import herkende, lees_vertaling
from stelsel.opslag import parquet, rijen, werkmotor

EIGEN = """
# Zo noemt ons zaaksysteem de dingen.
[[tabel]]
naam = "objecten"
recordtype = "locatie"
bestand = "objecten*"
[tabel.velden]
id = "OBJ_NR"
straat = { kolom = "adres", voor_laatste = " " }
huisnummer = { kolom = "adres", na_laatste = " " }
postcode = "pc"
gemeente = { kolom = "cbs", nullen = 4, begin = "GM" }
x = { kolom = "xkm", factor = 1000, decimaal = "," }
y = { kolom = "ykm", factor = 1000, decimaal = "," }
begindatum = { kolom = "vanaf", datum = "jjjjmmdd" }

[[tabel]]
naam = "besluiten"
recordtype = "vergunning"
kolommen = ["besl_nr", "besl_srt"]
[tabel.velden]
id = "besl_nr"
locatie_id = "obj"
soort = { kolom = "besl_srt", codes = { V = "verlening", "I" = "intrekking", "Won't \\"\\\\ fix" = "maatwerk" } }
besluitdatum = { kolom = "dt", datum = "d mmm jjjj" }
bevoegd_gezag = { kolom = "gezag", codes = { PZH = "PV28" }, betekenis = true }
onderwerp = { samen = ["kort", "lang"], tussen = ": " }
"""
OBJECTEN = (
    "OBJ_NR;adres;pc;cbs;xkm;ykm;vanaf;kleur\n"
    "7;Oude Kerkweg 12;1234AB;599;92,5;1.437,25;20190501;rood\n"
    "8;Laan 3;1234AB;0599;92,5;437,1255;2019-05-01;blauw\n"
)
OBJECTEN = OBJECTEN.replace("1.437,25", "437,25")
BESLUITEN = (
    "besl_nr;obj;besl_srt;dt;gezag;kort;lang\n"
    'B1;7;V;3 mrt 2021;PZH;Tank;Plaatsen\nB2;7;Q;3 mrt 2021;Gemeente Rotterdam;Tank;\nB3;7;Won\'t ""\\ fix;4 mei 2021;;;Lang\n'
).replace('Won\'t ""\\ fix', '"Won\'t ""\\ fix"')


@pytest.fixture
def met_vertaling(opslag):
    return bewaar_vertaling(opslag, "dcmr", EIGEN, "toets")


def opgenomen(opslag, recordtype, levering):
    with werkmotor(opslag, "toets") as con:
        bron = parquet(opslag.bestanden(f"rij_{recordtype}", "levering", [levering]), {})
        return {r["id"]: r for r in rijen(con, f"SELECT * EXCLUDE (geregistreerd_op) FROM {bron}")}


def test_eigen_namen_codes_datums_en_eenheden_komen_in_het_model_en_het_bewijs_noemt_de_vertaling(
    geef, opslag, met_vertaling
):
    b = geef(objecten_2024=OBJECTEN, zaken=BESLUITEN)
    assert (b.rijen_in, b.geaccepteerd, b.quarantaine) == (5, 3, 2)
    assert {d.vertaling for d in b.bestanden} == {"dcmr/1"}
    (loc,) = opgenomen(opslag, "locatie", b.levering).values()
    assert (loc["id"], loc["straat"], loc["huisnummer"], loc["gemeente"]) == ("7", "Oude Kerkweg", 12, "GM0599")
    assert (loc["x"], loc["y"], f"{loc['begindatum']}") == (92500.0, 437250.0, "2019-05-01")
    verg = opgenomen(opslag, "vergunning", b.levering)
    assert {k: (r["soort"], f"{r['besluitdatum']}", r["bevoegd_gezag"], r["onderwerp"]) for k, r in verg.items()} == {
        "B1": ("verlening", "2021-03-03", "PV28", "Tank: Plaatsen"),
        "B3": ("maatwerk", "2021-05-04", None, "Lang"),
    }


def test_een_geweigerde_rij_blijft_zoals_zij_kwam_en_de_bevinding_noemt_de_eigen_code(geef, opslag, met_vertaling):
    b = geef(objecten=OBJECTEN, zaken=BESLUITEN)
    gevonden = {
        (f["record"], f["veld"], f["waarde"]) for f in bevindingen(opslag, [b.levering]) if f["ernst"] == "fout"
    }
    assert gevonden == {("B2", "soort", "Q"), ("8", "begindatum", "2019-05-01 (niet: jjjjmmdd)")}
    (plek,) = (i for i, d in enumerate(b.bestanden) if d.recordtype == "locatie")
    assert b.bestanden[plek].ongebruikt == ["kleur"]
    rij = next(csv.DictReader(io.StringIO("".join(herstelbestand(opslag, b, plek))[1:]), delimiter=";"))
    assert [rij[k] for k in ("obj_nr", "adres", "cbs", "xkm", "vanaf", "kleur")] == [
        "8", "Laan 3", "0599", "92,5", "2019-05-01", "blauw",
    ]  # fmt: skip


def test_het_herstelbestand_gaat_verbeterd_zo_weer_terug(geef, opslag, met_vertaling, tmp_path):
    b = geef(objecten=OBJECTEN, zaken=BESLUITEN)
    for plek, deel in enumerate(b.bestanden):
        tekst = "".join(herstelbestand(opslag, b, plek)).replace("2019-05-01", "20190501", 1).replace("Q", "V")
        (tmp_path / herstelnaam(b.levering, deel)).write_text(tekst, encoding="utf-8", newline="")
    terug = lever(opslag, [p for p in tmp_path.iterdir() if p.suffix == ".csv"], "dcmr")
    assert (terug.rijen_in, terug.geaccepteerd) == (2, 2)
    assert {d.vertaling for d in terug.bestanden} == {"dcmr/1"}
    assert [w.open for w in wachtend(opslag, "dcmr")] == [0]


def test_een_onvermenigvuldigbaar_getal_wordt_nooit_als_ander_getal_gelezen(geef, opslag, met_vertaling):
    b = geef(objecten="OBJ_NR;adres;pc;cbs;xkm;ykm;vanaf\n9;Weg 1;;;92.5;437,1;\n")
    assert {(f["veld"], f["waarde"]) for f in bevindingen(opslag, [b.levering])} == {
        ("x", "92.5 (niet: getal met een komma)")
    }


def test_een_nieuwe_versie_geldt_voor_nieuwe_leveringen_ook_van_dezelfde_bytes_en_een_oude_is_te_vragen(
    opslag, schrijf, met_vertaling
):
    map_ = schrijf(objecten=OBJECTEN)
    eerste = lever(opslag, [map_], "dcmr")
    assert lever(opslag, [map_], "dcmr").ongewijzigd
    bewaar_vertaling(opslag, "dcmr", EIGEN.replace('"jjjjmmdd"', '"jjjj-mm-dd"'), "toets")
    tweede = lever(opslag, [map_], "dcmr")
    assert (eerste.bestanden[0].vertaling, tweede.bestanden[0].vertaling) == ("dcmr/1", "dcmr/2")
    assert set(opgenomen(opslag, "locatie", tweede.levering)) == {"8"}
    oud = lever(opslag, [map_], "dcmr", vertaal_met=1)
    assert oud.bestanden[0].vertaling == "dcmr/1"
    assert vertaling(opslag, "dcmr").nr == 2


def test_een_vertaling_geldt_alleen_voor_haar_bron_en_onze_eigen_namen_blijven_gewoon_werken(geef, met_vertaling):
    with pytest.raises(Bestandsfout):
        geef("odh", objecten=OBJECTEN)
    b = geef("dcmr", locatie="id;straat\nL1;Weg\n")
    assert (b.geaccepteerd, b.bestanden[0].vertaling) == (1, "")


def test_een_kolom_die_een_verplicht_veld_voedt_mag_niet_ontbreken(geef, met_vertaling):
    with pytest.raises(Bestandsfout, match="de kolom 'obj_nr' ontbreekt; vertaling dcmr/1 haalt daar 'id' uit"):
        geef(objecten="adres;pc\nWeg 1;1234AB\n")


def test_een_platte_tabel_wordt_twee_soorten_records(geef, opslag):
    tekst = """
[[tabel]]
recordtype = "locatie"
bestand = "inrichtingen"
velden = { id = "nr", straat = "straat" }
[[tabel]]
recordtype = "vestiging"
bestand = "inrichtingen"
velden = { id = "nr", locatie_id = "nr", handelsnaam = "naam", kvk_nummer = { kolom = "kvk", nullen = 8 } }
"""
    bewaar_vertaling(opslag, "dcmr", tekst, "toets")
    b = geef(inrichtingen="nr;naam;straat;kvk\n1;Bakker;Weg;8123456\n2;;Laan;12345678\n")
    assert [(d.recordtype, d.geaccepteerd, d.quarantaine) for d in b.bestanden] == [
        ("locatie", 2, 0),
        ("vestiging", 1, 1),
    ]
    assert opgenomen(opslag, "vestiging", b.levering)["1"]["kvk_nummer"] == "08123456"


def test_na_een_betere_vertaling_komen_geweigerde_rijen_alsnog_binnen(geef, opslag, met_vertaling):
    eerste = geef(objecten=OBJECTEN, zaken=BESLUITEN)
    assert [u.opgenomen for u in herbeoordeel(opslag, "dcmr")] == [0]
    bewaar_vertaling(opslag, "dcmr", EIGEN.replace('"I" =', '"Q" = "wijziging", "I" ='), "toets")
    (u,) = herbeoordeel(opslag, "dcmr")
    assert (u.van, u.bekeken, u.opgenomen, u.anders_geweigerd) == (eerste.levering, 2, 1, 0)
    assert opgenomen(opslag, "vergunning", u.levering)["B2"]["soort"] == "wijziging"
    (b,) = (b for b in bewijzen(opslag, "dcmr") if b.levering == u.levering)
    assert [d.vertaling for d in b.bestanden] == ["dcmr/2"]


def test_een_oude_vertaling_blijft_gelden_voor_rijen_waar_de_nieuwe_niet_over_gaat(geef, opslag, met_vertaling):
    geef(objecten=OBJECTEN)
    anders = '[[tabel]]\nrecordtype = "locatie"\nbestand = "iets-anders"\nvelden = { id = "x" }\n'
    bewaar_vertaling(opslag, "dcmr", anders, "toets")
    (u,) = herbeoordeel(opslag, "dcmr")
    assert (u.bekeken, u.opgenomen, u.anders_geweigerd) == (1, 0, 0)


def test_een_platte_rij_kan_beide_records_beeindigen(geef, opslag):
    tekst = """
[[tabel]]
recordtype = "locatie"
bestand = "inr*"
velden = { id = "nr", straat = "straat" }
[[tabel]]
recordtype = "vestiging"
bestand = "inr*"
velden = { id = "nr", locatie_id = "nr", handelsnaam = "naam" }
"""
    bewaar_vertaling(opslag, "dcmr", tekst, "toets")
    geef(inr1="nr;naam;straat\n1;Bakker;Weg\n2;Slager;Laan\n")
    b = geef(inr2="nr;naam;straat;_mutatie;_per\n1;Bakker;Weg;beeindigd;2024-01-01\n2;Slager;Laan;gewijzigd;\n")
    assert [(d.recordtype, d.rijen_in, d.geaccepteerd) for d in b.bestanden] == [("locatie", 2, 2), ("vestiging", 2, 2)]


def test_waar_de_vertaling_zwijgt_beslist_het_bestand_over_het_decimaalteken(geef, opslag):
    tekst = """
[[tabel]]
recordtype = "locatie"
bestand = "punten"
velden = { id = "nr", x = "oost", y = { kolom = "noord_km", factor = 1000 } }
"""
    bewaar_vertaling(opslag, "dcmr", tekst, "toets")
    b = geef(punten="nr;oost;noord_km\n1;92.500;437,5\n2;121.000,25;487\n")
    assert (b.geaccepteerd, b.bestanden[0].vorm["decimaal"]) == (2, ",")
    assert {(r["x"], r["y"]) for r in opgenomen(opslag, "locatie", b.levering).values()} == {
        (92500.0, 437500.0),
        (121000.25, 487000.0),
    }


@pytest.mark.parametrize(
    "bestand",
    ["Zaken 2024.json", "alles.xlsx [Zaken 2024]", "post.zip [map/zaken_2024.csv]", "post.zip [boek.ods [zaken-2024]]"],
)
def test_een_tabel_heet_naar_bestand_of_blad_waar_zij_ook_in_zit_en_haar_herstelbestand_ook(bestand):
    tabellen = lees_vertaling(
        '[[tabel]]\nrecordtype = "locatie"\nbestand = "zaken 20??"\nvelden = { id = "nr" }\n'
    ).tabel
    deel = Bestandsbewijs(bestand, "", "locatie", ["nr"], [], False, 1, 0, 1)
    terug = herstelnaam("dcmr-20240101-120000-abcdef", deel)
    assert [len(herkende(tabellen, naam, "", ["nr"])) for naam in (bestand, terug, "zaken.csv")] == [1, 1, 0]
    assert herkende(tabellen, terug.replace("locatie", "vestiging"), "", ["nr"]) == []
