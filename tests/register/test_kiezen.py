"""Choosing between sources: which value a dossier shows when authorities contradict each other, and by which rule."""

from __future__ import annotations

from datetime import UTC, date, datetime

import duckdb
import pytest

from stelsel.aanlevering import lever
from stelsel.begrippen import RECORDTYPEN, Klasse, alle_organisaties
from stelsel.register import bijwerken, dossier, zoek
from stelsel.register.keuze import KEUZEREGELS, METERS, PUNT, VELDEN
from stelsel.register.normaliseren import maak_macros
from stelsel.register.tegenspraak import tegenspraken

BAG = "0546200000000001"
LOC = "id;straat;huisnummer;huisletter;postcode;woonplaats;gemeente;bag_nummeraanduiding;x;y\n"
OND = "id;naam;kvk_nummer;rechtsvorm;begindatum;einddatum\n"
VES = "id;locatie_id;onderneming_id;handelsnaam;kvk_nummer;vestigingsnummer;begindatum;einddatum\n"
ACT = "id;locatie_id;vestiging_id;bal_paragraaf;seveso;uitvoerende_dienst\n"


def plek(bron="A", postcode="3011AB", gemeente="GM0546", x=92000, y=437000, straat="Kade"):
    return LOC + f"{bron};{straat};1;;{postcode};Leiden;{gemeente};{BAG};{x};{y}\n"


@pytest.fixture
def dossier_van(geef, opslag):
    """Deliver per source and give the dossier of the location: `dossier_van(dcmr=dict(locatie=...), odh=...)`."""

    def maak(**bronnen):
        for bron, tabellen in bronnen.items():
            geef(bron.replace("_", "-"), **tabellen)
        bijwerken(opslag)
        return dossier(opslag, zoek(opslag, "kade 1").treffers[0].nummer)

    return maak


def gekozen(d):
    """Per field of which sources contradict each other: what is shown, and by which rule."""
    return {f"{k.recordtype}.{k.veld}": (k.waarde, k.regel.naam) for k in d.tegenspraken}


def test_de_dienst_die_de_taak_heeft_gaat_voor(dossier_van):
    # Leiden is served by this agency; the other comes first in the alphabet.
    d = dossier_van(odwh={"locatie": plek(postcode="3011AB")}, dcmr={"locatie": plek(postcode="3011XX")})
    assert gekozen(d) == {"locatie.postcode": ("3011AB", "taak")}
    (k,) = d.tegenspraken
    assert [(s.feit.herkomst.bron, s.waarde, s.gekozen) for s in k.standpunten] == [
        ("odwh", "3011AB", True),
        ("dcmr", "3011XX", False),
    ]
    assert d.als_json()["tegenspraken"][0]["bron_van_de_regel"] == "Keuzeregel van Stelsel"


def test_wie_het_kvk_nummer_noemt_gaat_voor_als_niemand_de_taak_heeft(dossier_van):
    ander = plek(gemeente="")
    d = dossier_van(
        dcmr={
            "locatie": ander,
            "onderneming": OND + "O;Verf Zuid BV;12345678;;;\n",
            "vestiging": VES + "V;A;O;Verf Zuid;;000012345678;;\n",
        },
        odh={"locatie": ander, "vestiging": VES + "V;A;;Verf Noord;12345678;000012345678;;\n"},
    )
    assert gekozen(d)["vestiging.handelsnaam"] == ("Verf Noord", "inschrijving")


def test_wat_de_meeste_bronnen_zeggen_gaat_voor_wat_een_ander_later_zei(dossier_van):
    d = dossier_van(dcmr={"locatie": plek(gemeente="", postcode="3011AB")}, odh={"locatie": plek(gemeente="", postcode="3011AB")},
                    odwh={"locatie": plek(gemeente="", postcode="3011XX")})  # fmt: skip
    assert gekozen(d) == {"locatie.postcode": ("3011AB", "meeste")}


def test_wat_het_laatst_is_gezegd_gaat_voor_en_opnieuw_hetzelfde_zeggen_maakt_niet_later(opslag, schrijf):
    def geef(bron, postcode, op):
        lever(
            opslag,
            [schrijf(locatie=plek(gemeente="", postcode=postcode))],
            bron,
            moment=datetime(2025, op, 1, tzinfo=UTC),
        )

    geef("dcmr", "3011AB", 1)
    geef("odh", "3011XX", 2)
    # The same again, with one more source field so that the bytes differ.
    lever(
        opslag,
        [schrijf(locatie=plek(gemeente="", postcode="3011AB") + "Z;Weg;9;;;Delft;;;;\n")],
        "dcmr",
        moment=datetime(2025, 3, 1, tzinfo=UTC),
    )
    bijwerken(opslag)
    d = dossier(opslag, zoek(opslag, "kade 1").treffers[0].nummer)
    assert gekozen(d) == {"locatie.postcode": ("3011XX", "laatst")}
    assert [t.regel for t in tegenspraken(opslag)[1]] == ["laatst"]


def test_blijft_alles_gelijk_dan_beslist_het_alfabet(dossier_van):
    d = dossier_van(
        odh={"locatie": plek(gemeente="", postcode="3011XX")}, dcmr={"locatie": plek(gemeente="", postcode="3011AB")}
    )
    assert gekozen(d) == {"locatie.postcode": ("3011AB", "volgorde")}


def test_een_andere_schrijfwijze_is_geen_tegenspraak(dossier_van):
    d = dossier_van(
        dcmr={"locatie": plek(postcode="3011 AB"), "onderneming": OND + "O;Verf & Lak B.V.;12345678;Besloten vennootschap;;\n",
              "vestiging": VES + "V;A;O;Verf & Lak BV;12345678;;;\n"},
        odh={"locatie": plek(postcode="3011AB", x=92000 + METERS), "onderneming": OND + "O;verf en lak bv;12345678;B.V.;;\n",
             "vestiging": VES + "V;A;O;VERF EN LAK;12345678;;;\n"},
    )  # fmt: skip
    assert d.tegenspraken == []


def test_een_punt_verderop_en_een_andere_dienst_zijn_dat_wel(dossier_van):
    d = dossier_van(
        odwh={"locatie": plek(x=92000), "vestiging": VES + "V;A;;Verf;12345678;;;\n", "activiteit": ACT + "X;A;V;3.3.8;hogedrempel;odwh\n"},
        dcmr={"locatie": plek(x=92001 + METERS), "vestiging": VES + "V;A;;Verf;12345678;;;\n",
             "activiteit": ACT + "X;A;V;3.3.8;lagedrempel;dcmr\n"},
    )  # fmt: skip
    assert gekozen(d) == {
        "locatie.punt": ((92000.0, 437000.0), "taak"),
        "activiteit.seveso": ("hogedrempel", "taak"),
        "activiteit.uitvoerende_dienst": ("odwh", "taak"),
    }


def test_twee_waarden_van_een_bron_zijn_geen_tegenspraak_zolang_iedereen_er_een_deelt(dossier_van):
    d = dossier_van(
        odwh={
            "locatie": plek(),
            "vestiging": VES + "V;A;;Verf;12345678;000000000001;;\nW;A;;Verf;12345678;000000000002;;\n",
        },
        dcmr={"locatie": plek(), "vestiging": VES + "V;A;;Verf;12345678;000000000001;;\n"},
    )
    assert d.tegenspraken == []


def test_wat_niet_meer_geldt_spreekt_niemand_tegen(dossier_van, opslag):
    d = dossier_van(
        odwh={"locatie": plek(), "vestiging": VES + "V;A;;Oude Naam;12345678;000000000001;2010-01-01;2020-01-01\n"},
        dcmr={"locatie": plek(), "vestiging": VES + "V;A;;Nieuwe Naam;12345678;000000000001;2010-01-01;\n"},
    )
    assert d.tegenspraken == []
    assert gekozen(dossier(opslag, d.nummer, date(2015, 1, 1))) == {"vestiging.handelsnaam": ("Oude Naam", "taak")}


def test_alleen_open_velden_van_wie_en_wat_worden_vergeleken():
    assert set(VELDEN) == {"onderneming", "vestiging", "locatie", "activiteit"}
    assert all(RECORDTYPEN[rt].velden[v].klasse is Klasse.OPENBAAR for rt, velden in VELDEN.items() for v in velden)
    assert all(RECORDTYPEN["locatie"].velden[v].klasse is Klasse.OPENBAAR for v in "xy")
    assert PUNT not in RECORDTYPEN["locatie"].velden


WAARDEN = ["Verf & Lak B.V.", "VERF EN LAK BV", "Café 't Höekje N.V.", "B.V.", "Besloten Vennootschap", "'s-Gravenhage", "Den Haag",
           "Oude  Kadestr", "3011 ab", "a", "dcmr", *alle_organisaties()]  # fmt: skip


def test_een_veld_vergelijkt_in_het_hele_register_als_in_een_dossier():
    dag = date.today()
    with duckdb.connect() as con:
        maak_macros(con)
        for velden in VELDEN.values():
            for veld, gelijk in velden.items():
                sql = con.execute(f"SELECT {gelijk.sql('w', dag)} FROM (SELECT unnest(?) AS w)", [WAARDEN]).fetchall()
                assert [r[0] for r in sql] == [gelijk.py(w, dag) for w in WAARDEN], veld


def test_het_hele_register_kiest_als_elk_dossier(demo):
    heel = {}
    for t in tegenspraken(demo)[1]:
        plekken = sorted((s["bron"], s["record"], s["levering"], s["regel"], s["gekozen"]) for s in t.standpunten)
        heel[t.soort, t.veld, tuple(plekken)] = t.regel
    per_dossier = {}
    for n in {t.nummer for t in tegenspraken(demo)[1]}:
        for k in dossier(demo, n).tegenspraken:
            h = [(s.feit.herkomst, s.gekozen) for s in k.standpunten]
            plekken = sorted((x.bron, x.record, x.levering, x.regel, g) for x, g in h)
            per_dossier[k.recordtype, k.veld, tuple(plekken)] = k.regel.naam
    assert heel
    assert heel == {s: per_dossier[s] for s in heel}
    assert set(heel.values()) <= {r.naam for r in KEUZEREGELS}
