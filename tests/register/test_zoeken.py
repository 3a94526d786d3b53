"""Search as an inspector wants it: sloppy words, parts of names, what was, points, filters, and the whole selection."""

from __future__ import annotations

import csv
import io
import shutil
import sqlite3
from datetime import date

import pytest

from stelsel.aanlevering import lever
from stelsel.begrippen import Gebruikersfout
from stelsel.opslag import Opslag
from stelsel.register import Filters, bijwerken, selectie, zoek
from stelsel.register.bakken import indexbestand
from stelsel.register.bakken.documenten import KLASSE, wis_documenten
from stelsel.register.zoeken.coordinaten import lees_punt
from stelsel.register.zoekwoorden import CELZOOMS, stam

LOC = "id;straat;huisnummer;huisletter;toevoeging;postcode;woonplaats;gemeente;x;y;aanduiding;einddatum\n"
VES = "id;locatie_id;handelsnaam;kvk_nummer;vestigingsnummer;einddatum\n"
ACT = "id;locatie_id;vestiging_id;bal_paragraaf;ippc_categorie;seveso;uitvoerende_dienst;einddatum\n"
BEZ = "id;locatie_id;vestiging_id;datum;soort\n"
LOCATIES = LOC + (
    "L1;Kade;1;A;;3011AB;Rotterdam;GM0599;92000;437000;;\n"
    "L2;Vughterweg;7;;2;5211 CD;'s-Hertogenbosch;GM0796;149000;411000;;\n"
    "L3;Laan;12;;;2311AB;Leiden;GM0546;93000;464000;Baggerdepot noord;\n"
    "L4;Oude Kade;5;;;3011AC;Rotterdam;GM0599;92300;437300;;\n"
)  # fmt: skip
VESTIGINGEN = VES + (
    "V1;L1;Petrochemie Maasmond B.V.;12345678;000000000011;\n"
    "V2;L2;Drukkerijen De Bosch;23456789;000000000022;\n"
    "V4;L4;Chemie & Verf 2021 BV;45678901;000000000044;\n"
)  # fmt: skip


@pytest.fixture(scope="module")
def register(tmp_path_factory):
    """Three companies and one location at which nobody is known. Only to be read."""
    map_ = tmp_path_factory.mktemp("zoeken")
    tabellen = {
        "locatie": LOCATIES,
        "vestiging": VESTIGINGEN,
        "activiteit": ACT
        + "A1;L1;V1;3.3.8;4.1(a);hogedrempel;dcmr;\nA2;L2;V2;3.2.1;;;;\nA4;L4;V4;3.3.8;5.1(a);;dcmr;2015-01-01\n",
        "toezichtbezoek": BEZ + "B1;L1;V1;2023-03-10;routinematig\nB4;L4;V4;2023-03-20;routinematig\n",
    }
    for naam, tekst in tabellen.items():
        (map_ / f"{naam}.csv").write_text(tekst)
    gevuld = Opslag(map_ / "data")
    assert lever(gevuld, sorted(map_.glob("*.csv")), "dcmr").quarantaine == 0
    bijwerken(gevuld)
    return gevuld


@pytest.fixture
def eigen(register, opslag):
    """A copy of it to add to."""
    shutil.copytree(register.map, opslag.map, dirs_exist_ok=True)
    return opslag


def namen(opslag, tekst="", **keuzes):
    return [t.naam for t in zoek(opslag, tekst, Filters.lees(keuzes)).treffers]


MAAS, BOSCH, VERF = "Petrochemie Maasmond B.V.", "Drukkerijen De Bosch", "Chemie & Verf 2021 BV"


@pytest.mark.parametrize(
    ("tekst", "eerste"),
    [
        ("petrochemie", MAAS), ("chemie maasmond", MAAS), ("mond", MAAS), ("drukkerij", BOSCH), ("drukkerijen", BOSCH),
        ("Kade 1A", MAAS), ("kade 1 rotterdam", MAAS), ("3011 AB", MAAS), ("3011ab", MAAS), ("5211cd", BOSCH), ("5211 CD", BOSCH),
        ("'s-Hertogenbosch", BOSCH), ("hertogenbosch vughterweg 7", BOSCH), ("12345678", MAAS), ("000000000022", BOSCH),
        ("baggerdepot", "Baggerdepot noord"), ("depot noord", "Baggerdepot noord"), ("chemie en verf 2021 bv", VERF), ("chemie", VERF),
        ("oude kade", VERF),
    ],
)  # fmt: skip
def test_een_inspecteur_vindt_met_wat_hij_weet(register, tekst, eerste):
    u = zoek(register, tekst)
    assert u.treffers[0].naam == eerste
    assert u.verbeterd == ""


@pytest.mark.parametrize(
    ("tekst", "naam", "verbeterd"),
    [
        ("petrochmie", MAAS, "petrochemie"), ("petorchemie", MAAS, "petrochemie"), ("maasmnd", MAAS, "maasmond"),
        ("vugterweg 7", BOSCH, "vughterweg 7"), ("drukerijn", BOSCH, "drukkerijen"), ("petrochemi roterdam", MAAS, "petrochemi rotterdam"),
        ("baggerdepotnoord", "Baggerdepot noord", "baggerdepot noord"),
    ],
)  # fmt: skip
def test_een_typefout_geeft_de_treffers_van_het_woord_dat_er_wel_is(register, tekst, naam, verbeterd):
    u = zoek(register, tekst)
    assert (u.treffers[0].naam, u.verbeterd) == (naam, verbeterd)


def test_wat_nergens_op_lijkt_blijft_leeg_en_zegt_wat_los_gevonden_wordt(register):
    u = zoek(register, "kade qqqqqq")
    assert (u.treffers, u.verbeterd, u.voorstellen) == ([], "", [])
    assert u.los == {"kade": 2, "qqqqqq": 0}


def test_wat_raak_is_staat_erbij_als_het_niet_al_te_zien_is(eigen, geef):
    geef("odh", locatie=LOC + "X;Kade;1;A;;3099XX;Rotterdam;GM0599;92000;437000;;\n",
         vestiging=VES + "Y;X;Maasmond Oud;12345678;000000000011;\n")  # fmt: skip
    bijwerken(eigen)
    # Two addresses were delivered; one of them is shown anyhow.
    gezien = [zoek(eigen, f"maasmond {pc}").treffers[0] for pc in ("3099xx", "3011ab")]
    assert all(pc in f"{t.adres} {t.gevonden}" for t, pc in zip(gezien, ("3099XX", "3011AB"), strict=True))
    assert [soort for t in gezien for soort, _ in t.gevonden] == ["plek"]
    (t,) = zoek(eigen, "000000000011").treffers
    assert t.gevonden == (("vestigingsnummer", "000000000011"),)
    (t,) = zoek(eigen, "oud maasmond").treffers
    assert "Maasmond Oud" in [t.naam, t.andere_namen[0]]


def test_wat_is_beeindigd_zegt_dat_en_staat_achteraan(geef, opslag):
    geef(
        "dcmr",
        locatie=LOCATIES,
        vestiging=VES + "V1;L1;Verf Maas;12345678;;2020-05-01\nV2;L2;Verf Maas Noord;23456789;;\n",
    )
    bijwerken(opslag)
    treffers = zoek(opslag, "verf maas").treffers
    assert [(t.naam, t.einde) for t in treffers] == [("Verf Maas Noord", None), ("Verf Maas", "2020-05-01")]
    geef("dcmr", vestiging=VES + "V2;L2;Verf Maas Noord;23456789;;2999-01-01\n")
    bijwerken(opslag)
    assert zoek(opslag, "noord verf").treffers[0].einde is None


def test_elk_geleverd_adres_van_een_grote_keten_is_te_vinden(geef, opslag):
    loc = "".join(f"L{i};Straat{i}laan;{i};;;{1000 + i}AB;Leiden;GM0546;;;;\n" for i in range(1, 600))
    ves = "".join(f"V{i};L{i};Keten BV;12345678;;\n" for i in range(1, 600))
    geef("dcmr", locatie=LOC + loc, vestiging=VES + ves)
    bijwerken(opslag)
    for i in (1, 299, 599):
        (t,) = zoek(opslag, f"keten {1000 + i} ab").treffers
        assert t.locaties == 599
        assert f"Straat{i}laan" in f"{t.adres} {t.gevonden}"


@pytest.mark.parametrize(
    ("keuzes", "verwacht"),
    [
        ({"ippc": "ja"}, {MAAS}), ({"seveso": "ja"}, {MAAS}), ({"seveso": "lagedrempel"}, set()), ({"activiteit": "3.3.8"}, {MAAS}),
        ({"activiteit": "3.2.1"}, {BOSCH}), ({"gemeente": "GM0599"}, {MAAS, VERF}), ({"gemeente": "GM0546"}, {"Baggerdepot noord"}),
        ({"dienst": "dcmr"}, {MAAS, BOSCH, VERF, "Baggerdepot noord"}), ({"dienst": "odh"}, set()),
        ({"bezocht_voor": "2023-03-20"}, {MAAS}), ({"bezocht_na": "2023-03-10"}, {VERF}), ({"bezocht_voor": "2024-01-01"}, {MAAS, VERF}),
        ({"bezocht_na": "2022-12-31", "bezocht_voor": "2023-03-21"}, {MAAS, VERF}), ({"bezocht_na": "2023-04-01"}, set()),
        ({"nooit": "ja"}, {BOSCH, "Baggerdepot noord"}), ({"nooit": "ja", "bezocht_voor": "2023-03-11"}, {BOSCH, "Baggerdepot noord", MAAS}),
        ({"kader": "4.4,51.9,4.6,52"}, {MAAS, VERF}), ({"kader": "3,50,8,54"}, {MAAS, BOSCH, VERF, "Baggerdepot noord"}),
        ({"gemeente": "GM0599", "nooit": "ja"}, set()),
    ],
)  # fmt: skip
def test_een_filter_laat_precies_over_wat_eraan_voldoet(register, keuzes, verwacht):
    assert set(namen(register, **keuzes)) == verwacht
    u = zoek(register, "", Filters.lees(keuzes))
    assert (u.aantal, u.meer) == (len(verwacht), False)


def test_filters_en_tekst_gelden_samen_en_zonder_filters_wordt_verteld_wat_er_was(register):
    assert namen(register, "chemie", gemeente="GM0599", ippc="ja") == [MAAS]
    u = zoek(register, "drukkerij", Filters.lees({"ippc": "ja"}))
    assert (u.treffers, u.zonder_filters) == ([], 1)


@pytest.mark.parametrize("keuzes", [{"gemeente": "GM9999"}, {"seveso": "x"}, {"bezocht_na": "gisteren"}, {"kader": "1,2,3"},
                                    {"kader": "nan,1,2,3"}, {"activiteit": '"'}])  # fmt: skip
def test_een_filter_dat_niet_bestaat_zegt_wat_er_wel_kan(keuzes):
    with pytest.raises(Gebruikersfout, match=r"kan niet bij het filter|geen kader"):
        Filters.lees(keuzes)


@pytest.mark.parametrize(
    ("tekst", "punt"),
    [
        ("155000 463000", (5.387206, 52.155172)), ("155000,463000", (5.387206, 52.155172)), ("155.000 463.000", (5.387206, 52.155172)),
        ("X=155000 Y=463000", (5.387206, 52.155172)), ("RD 463000 155000", (5.387206, 52.155172)), ("52.1, 5.4", (5.4, 52.1)),
        ("52,1 5,4", (5.4, 52.1)), ("5.4 52.1", (5.4, 52.1)), ("52.1,5.4", (5.4, 52.1)),
        ("weg 12 1234", None), ("5 52", None), ("12345678", None), ("1 2 3", None), ("0.5 0.7", None),
    ],
)  # fmt: skip
def test_een_punt_in_rd_of_graden(tekst, punt):
    gelezen = lees_punt(tekst)
    assert gelezen == (punt and pytest.approx(punt, abs=1e-5))


def test_bij_een_punt_staat_het_dichtstbijzijnde_eerst(register):
    u = zoek(register, "92250 437250")
    assert [t.naam for t in u.treffers] == [VERF]
    assert u.straal == 100
    assert u.treffers[0].afstand == pytest.approx(71, abs=3)
    u = zoek(register, "92120 437120")
    assert [t.naam for t in u.treffers] == [MAAS, VERF]
    assert zoek(register, "200000 600000").treffers == []


def test_de_hele_selectie_als_csv_draagt_dag_snapshot_en_filters_en_telt_zichzelf(eigen, geef):
    geef(
        "odwh",
        locatie=LOC + "Z;Laan;5;;;2311AD;Leiden;GM0546;93100;464100;;\n",
        vestiging=VES + "Z;Z;=HYPERLINK(1);11112222;;\n",
    )
    bijwerken(eigen)
    rijen = selectie(eigen, "laan", Filters.lees({"gemeente": "GM0546"}))
    regels = list(csv.reader(io.StringIO("".join(rijen.csv()), newline=""), delimiter=";"))
    kop, *data, einde = regels
    assert einde == ["EINDE: 2 rijen"]
    tabel = [dict(zip(kop, r, strict=True)) for r in data]
    assert {r["naam"] for r in tabel} == {"Baggerdepot noord", "'=HYPERLINK(1)"}
    for r in tabel:
        assert (r["peildatum"], r["snapshot"]) == (date.today().isoformat(), "2")
        assert r["selectie"] == "zoektekst: laan; gemeente: Leiden"


def test_de_selectie_is_wat_de_zoekvraag_vond_ook_bij_een_typefout_een_punt_of_een_nummer(register):
    nummer = zoek(register, "petrochemie").treffers[0].nummer
    for tekst in ("petrochmie", "92000 437000", nummer, "chemie", "drukkerij"):
        gevonden = {t.nummer for t in zoek(register, tekst).treffers}
        assert {r[0] for r in selectie(register, tekst, Filters())} == gevonden, tekst


def test_het_nummer_van_een_document_volgt_uit_zijn_klasse_en_volgnummer(eigen, geef):
    geef(
        "odwh",
        locatie=LOC + "Z;Laan;5;;;2311AD;Leiden;GM0546;93100;464100;;\n",
        vestiging=VES + "Z;Z;Brood;11112222;;\n",
    )

    def documenten():
        with sqlite3.connect(indexbestand(eigen)) as con:
            return dict(con.execute("SELECT nummer, id FROM document").fetchall())

    voor = documenten()
    bijwerken(eigen)
    na = documenten()
    assert {n: na[n] for n in voor} == voor
    assert na[zoek(eigen, "petrochemie").treffers[0].nummer] // KLASSE == 0


def test_een_document_is_weer_uit_de_zoekindex_te_halen(register, tmp_path):
    with sqlite3.connect(tmp_path / "kopie.sqlite") as con, sqlite3.connect(indexbestand(register)) as bron:
        bron.backup(con)
        wis_documenten(con, con.execute("SELECT * FROM document").fetchall())
        assert con.execute("SELECT count(*) FROM term").fetchone() == (0,)
        con.execute("INSERT INTO zoek(zoek) VALUES ('integrity-check')")


def test_de_cellen_van_het_kader_zijn_bij_bakken_en_vragen_dezelfde(register):
    with sqlite3.connect(indexbestand(register)) as con:
        for lon, lat, woorden in con.execute("SELECT lon, lat, woorden FROM document"):
            for klein in (0.0001, 0.01, 0.2, 1):
                (vraag,) = Filters(kader=(lon - klein, lat - klein, lon + klein, lat + klein)).zoekvraag()
                assert any(f'"{w}"' in vraag for w in woorden.split() if w.startswith("λk"))
            assert sum(w.startswith("λk") for w in woorden.split()) == len(CELZOOMS)


def test_vormen_van_een_nederlands_woord_delen_hun_stam():
    for een, meer in (("drukkerij", "drukkerijen"), ("bedrijf", "bedrijven"), ("huis", "huizen"), ("boom", "bomen")):
        assert stam(een) == stam(meer)
    assert stam("drukkerij") != stam("druk")
