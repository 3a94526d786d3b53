"""What a reader may not see leaves no trace: no value, no count, no place, no order; the filter stands in the query."""

from __future__ import annotations

import sqlite3

import pytest
from tests.zicht import ALLES

from stelsel.aanlevering import (
    bewijzen,
    bronstanden,
    herstel,
    herstelgroepen,
    kwaliteit,
    lever,
    openbare_bewijzen,
)
from stelsel.aanlevering.bewijs import OnbekendeLevering
from stelsel.aanlevering.kwaliteit.score import Breuk
from stelsel.begrippen import Dimensie, Klasse
from stelsel.opslag import Opslag
from stelsel.register import OPEN, Filters, Recht, Zicht, bijwerken, dossier, kaartpunten, zoek
from stelsel.register.index import index
from stelsel.register.koppelen import staat
from stelsel.register.levensloop import levensloop, rijen_in_stand

GEHEIM = "Vaten lekten in de sloot"
LOC = "id;straat;huisnummer;woonplaats;x;y\n"
VES = "id;locatie_id;handelsnaam;kvk_nummer\n"
HHA = "id;locatie_id;vestiging_id;soort;datum;stand\n"
HEEL_NEDERLAND = (3.0, 50.0, 8.0, 54.0)


def zicht(*klassen: Klasse, **kw) -> Zicht:
    return Zicht(frozenset(Recht(k, **kw) for k in klassen))


@pytest.fixture
def bekend(geef, opslag):
    """A company with a visit, a finding, an order and an official report, all of one source; another source knows it too."""
    geef(
        locatie=LOC + "L1;Kade;1;Ede;175000;450000\n",
        vestiging=VES + "V1;L1;Verf en Lak;12345678\n",
        toezichtbezoek="id;locatie_id;vestiging_id;datum;soort;samenvatting;toezichthouder\n"
        f"T1;L1;V1;2024-03-01;routinematig;{GEHEIM};I-7\nT2;L1;V1;2025-03-01;routinematig;;\n",
        bevinding=f"id;toezichtbezoek_id;datum;omschrijving;overtreding\nB1;T1;2024-03-01;{GEHEIM};ja\n",
        handhavingsactie=HHA
        + "H1;L1;V1;last_onder_dwangsom;2024-04-01;loopt\nH2;L1;V1;proces_verbaal;2024-04-02;loopt\n",
    )
    geef("odh", locatie=LOC + "A;Kade;1;Ede;;\n", vestiging=VES + "B;A;Verf en Lak;12345678\n",
         handhavingsactie=HHA + "H9;A;B;waarschuwen;2023-01-01;loopt\n")  # fmt: skip
    bijwerken(opslag)
    return opslag


def kijk(opslag, z: Zicht):
    return dossier(opslag, zoek(opslag, "verf").treffers[0].nummer, zicht=z)


def test_zonder_recht_blijft_over_wat_openbaar_is(bekend):
    d = kijk(bekend, OPEN)
    assert set(d.feiten) == {"locatie", "vestiging", "toezichtbezoek"}
    bezoek = next(f for f in d.van("toezichtbezoek") if f.velden["id"] == "T1")
    assert (bezoek.velden["soort"], bezoek.velden["samenvatting"], bezoek.velden["toezichthouder"]) == (
        "routinematig",
        None,
        None,
    )
    assert (d.kern()["open_bevindingen"], d.kern()["lopende_handhaving"]) == (None, None)
    assert GEHEIM not in str(d.als_json())


@pytest.mark.parametrize(
    ("klasse", "ziet", "ziet_niet"),
    [
        (Klasse.BEDRIJFSGEVOELIG, {"samenvatting"}, {"toezichthouder"}),
        (Klasse.PERSOONSGEGEVEN, {"toezichthouder"}, {"samenvatting"}),
    ],
)
def test_een_klasse_opent_alleen_haar_eigen_velden(bekend, klasse, ziet, ziet_niet):
    d = kijk(bekend, zicht(klasse))
    bezoek = next(f for f in d.van("toezichtbezoek") if f.velden["id"] == "T1")
    assert all(bezoek.velden[v] for v in ziet)
    assert all(bezoek.velden[v] is None for v in ziet_niet)
    assert not d.van("bevinding")
    assert not d.van("handhavingsactie")


def test_een_proces_verbaal_is_strafrechtelijk_en_gaat_niet_mee_met_de_bestuurlijke_handhaving(bekend):
    d = kijk(bekend, zicht(Klasse.BESTUURLIJKE_HANDHAVING))
    assert {f.velden["id"] for f in d.van("handhavingsactie")} == {"H1", "H9"}
    assert d.kern()["lopende_handhaving"] == 2
    d = kijk(bekend, zicht(Klasse.STRAFRECHTELIJK))
    assert {f.velden["id"] for f in d.van("handhavingsactie")} == {"H2"}


def test_een_recht_op_eigen_gegevens_opent_die_van_een_ander_niet(bekend):
    d = kijk(bekend, zicht(Klasse.BESTUURLIJKE_HANDHAVING, bronnen=frozenset({"odh"})))
    assert {f.velden["id"] for f in d.van("handhavingsactie")} == {"H9"}
    assert not d.van("bevinding")


def test_met_alle_rechten_is_alles_er_en_voegen_de_delen_van_een_rij_zich_weer(bekend):
    d = kijk(bekend, ALLES)
    assert {rt: len(f) for rt, f in d.feiten.items()} == {
        "locatie": 2, "vestiging": 2, "toezichtbezoek": 2, "bevinding": 1, "handhavingsactie": 3,
    }  # fmt: skip
    bezoek = next(f for f in d.van("toezichtbezoek") if f.velden["id"] == "T1")
    assert (bezoek.velden["samenvatting"], bezoek.velden["toezichthouder"]) == (GEHEIM, "I-7")


def test_alleen_bij_seveso_geldt_alleen_waar_een_bron_die_meldt(geef, opslag):
    act = "id;locatie_id;vestiging_id;bal_paragraaf;seveso\n"
    # Verf has an office elsewhere too, and a baker next door at the same address.
    geef(locatie=LOC + "L1;Kade;1;Ede;;\nL2;Gracht;2;Ede;;\nL3;Plein;3;Ede;;\n",
         vestiging=VES + "V1;L1;Verf;12345678\nV2;L2;Beits;12345687\nV3;L3;Verf;12345678\nV4;L1;Bakker;12345696\n",
         activiteit=act + "A1;L1;V1;3.2.1;hogedrempel\nA2;L2;V2;3.2.1;\n",
         handhavingsactie=HHA + "".join(f"H{n};L{1 if n == 4 else n};V{n};waarschuwen;2024-01-01;loopt\n" for n in (1, 2, 3, 4)))  # fmt: skip
    bijwerken(opslag)
    z = zicht(Klasse.BESTUURLIJKE_HANDHAVING, alleen_seveso=True)
    telling = {
        t: [
            f.velden["id"] for f in dossier(opslag, zoek(opslag, t).treffers[0].nummer, zicht=z).van("handhavingsactie")
        ]
        for t in ("verf", "beits", "bakker")
    }
    assert telling == {"verf": ["H1"], "beits": [], "bakker": []}
    # It ends: then it is none any more.
    geef(activiteit=f"{act.strip()};einddatum\nA1;L1;V1;3.2.1;hogedrempel;2025-01-01\n")
    bijwerken(opslag)
    assert not dossier(opslag, zoek(opslag, "verf").treffers[0].nummer, zicht=z).van("handhavingsactie")


def test_een_plek_die_alleen_een_handhaving_met_een_bedrijf_verbindt_verraadt_haar_niet(geef, opslag):
    geef(
        locatie=LOC + "L1;Kade;1;Ede;175000;450000\nL2;Gracht;2;Ede;175100;450100\n",
        vestiging=VES + "V1;L1;Verf en Lak;12345678\nV2;L2;Beits;12345687\n",
        handhavingsactie=HHA + "H1;L2;V1;waarschuwen;2024-04-01;loopt\n",
    )
    bijwerken(opslag)
    (treffer,) = zoek(opslag, "verf").treffers
    assert treffer.locaties == 1
    assert [t.naam for t in zoek(opslag, "gracht").treffers] == ["Beits"]
    # Around the canal only the company whose own it is, although the other is there by a sanction, and has more than one place.
    geef("odh", locatie=LOC + "A;Plein;3;Ede;176000;451000\n", vestiging=VES + "W;A;Verf en Lak;12345678\n")
    bijwerken(opslag)
    plekken = {
        f["properties"]["adres"]: f["geometry"]["coordinates"] for f in kaartpunten(opslag, *HEEL_NEDERLAND)["features"]
    }
    lon, lat = plekken["Gracht 2, Ede"]
    rond = Filters(kader=(lon - 0.0005, lat - 0.0005, lon + 0.0005, lat + 0.0005))
    assert [t.naam for t in zoek(opslag, "", rond).treffers] == ["Beits"]
    assert {f["properties"]["adres"]: f["properties"]["bedrijven"] for f in kaartpunten(opslag, *HEEL_NEDERLAND)["features"]} == {
        "Kade 1, Ede": 1, "Gracht 2, Ede": 1, "Plein 3, Ede": 1,
    }  # fmt: skip
    open_ = dossier(opslag, treffer.nummer)
    assert {p.adres for p in open_.locaties} == {"Kade 1, Ede", "Plein 3, Ede"}
    assert {f.velden["id"] for f in open_.van("locatie")} == {"L1", "A"}
    alles = dossier(opslag, treffer.nummer, zicht=ALLES)
    assert {p.adres for p in alles.locaties} == {"Kade 1, Ede", "Gracht 2, Ede", "Plein 3, Ede"}
    gracht = next(p.nummer for p in alles.locaties if "Gracht" in str(p.adres))
    assert [o.naam for o in dossier(opslag, gracht).ondernemingen] == ["Beits"]
    assert len(dossier(opslag, gracht, zicht=ALLES).ondernemingen) == 2


def test_zoeken_geeft_met_en_zonder_handhaving_hetzelfde_antwoord(geef, opslag, tmp_path, schrijf):
    """Neither order, nor weight, nor count of search knows of what is closed."""

    tabellen = {"locatie": LOC + "".join(f"L{i};Kade;{i};Ede;175000;45000{i}\n" for i in range(1, 6)),
                "vestiging": VES + "".join(f"V{i};L{i};Verf {i};1234567{i}\n" for i in range(1, 6))}  # fmt: skip
    acties = HHA + "".join(f"H{n};L5;V5;waarschuwen;2024-01-01;loopt\n" for n in range(40))
    geef(**tabellen, handhavingsactie=acties)
    zonder = Opslag(tmp_path / "zonder")
    lever(zonder, [schrijf(**tabellen)], "dcmr")
    antwoorden = []
    for o in (opslag, zonder):
        bijwerken(o)
        u = zoek(o, "verf")
        antwoorden.append(
            (
                u.aantal,
                [t.naam for t in u.treffers],
                kaartpunten(o, *HEEL_NEDERLAND)["features"][0]["properties"]["naam"],
            )
        )
    assert antwoorden[0] == antwoorden[1]


def test_de_pagina_van_een_levering_vertelt_een_ander_niets_van_wat_gesloten_is(bekend):
    """A small delivery and one open row of it would tell of whom a sanction is."""
    heel = next(b for b in bewijzen(bekend) if b.bron == "dcmr")
    b, k = heel.openbaar(), kwaliteit(bekend, heel.levering, alleen_openbaar=True)
    assert {d.recordtype for d in heel.bestanden} - {d.recordtype for d in b.bestanden} == {
        "bevinding",
        "handhavingsactie",
    }
    assert (b.rijen_in, b.geaccepteerd, b.quarantaine, b.opmerkingen) == (4, 4, 0, [])
    tekst = str(k.als_json(waarden=False))
    for woord in ("bevinding", "handhavingsactie", "HHA", "BEV"):
        assert woord not in tekst.replace("bevindingen", ""), woord


def test_wat_gesloten_is_telt_voor_een_ander_nergens_mee_ook_niet_in_wat_wacht(geef, opslag, tmp_path, schrijf):
    """Two sources deliver the same open rows; one of them also closed ones, of which some wait, and closed fields."""
    locatie = LOC + "L1;Weg;1;Ede;175000;450001\nL2;Weg;x?;Ede;175000;450002\n"
    bezoek = "id;locatie_id;datum;soort;samenvatting\nT1;L1;2024-03-01;routinematig;{}\n"
    sancties = HHA + "".join(f"H{n};L1;;waarschuwen;2024-13-01;loopt\n" for n in range(5))
    met = geef(locatie=locatie, toezichtbezoek=bezoek.format("Vaten lekten"), handhavingsactie=sancties)
    zonder = Opslag(tmp_path / "zonder")
    kaal = lever(zonder, [schrijf(locatie=locatie, toezichtbezoek=bezoek.format(""))], "dcmr")
    geef(locatie=LOC + "L2;Weg;2;Ede;175000;450002\n")
    lever(zonder, [schrijf(locatie=LOC + "L2;Weg;2;Ede;175000;450002\n")], "dcmr")
    a, b = kwaliteit(opslag, met.levering, alleen_openbaar=True), kwaliteit(zonder, kaal.levering, alleen_openbaar=True)
    assert (a.bewijs.quarantaine, a.wacht, a.hersteld, a.afgehandeld) == (1, 0, 0, 1)
    assert (a.score, a.wacht, a.per_recordtype, [g.rijen for g in a.fouten]) == (
        b.score, b.wacht, b.per_recordtype, [g.rijen for g in b.fouten],
    )  # fmt: skip
    (x,), (y,) = bronstanden(opslag), bronstanden(zonder)
    assert (x.score, x.wacht, x.per_recordtype.keys()) == (y.score, y.wacht, y.per_recordtype.keys())
    # A check on a closed field fails: not in the list of faults, not in the figure of validity.
    lang = geef("odh", locatie=LOC + "L1;Weg;1;Ede;175000;450001\n", toezichtbezoek=bezoek.format("x" * 20_000))
    k, heel = kwaliteit(opslag, lang.levering, alleen_openbaar=True), kwaliteit(opslag, lang.levering)
    assert (len(heel.fouten), k.fouten, k.bewijs.quarantaine) == (1, [], 1)
    geldig = Dimensie.GELDIGHEID
    assert (k.score.dimensies[geldig], heel.score.dimensies[geldig]) == (Breuk(2, 2), Breuk(1, 2))
    # Who delivered it sees all of it, in other figures.
    eigen = kwaliteit(opslag, met.levering)
    assert (eigen.bewijs.quarantaine, eigen.wacht) == (6, 5)
    assert eigen.score.rijen == a.score.rijen + 5


def test_een_gat_in_de_regelnummers_verraadt_geen_rij_die_men_niet_ziet(bekend):
    """Official reports lie in the same file as warnings: who may not see those gets no line numbers of it."""
    alleen = zicht(Klasse.BESTUURLIJKE_HANDHAVING)
    samen = zicht(Klasse.BESTUURLIJKE_HANDHAVING, Klasse.STRAFRECHTELIJK)
    for z, met in ((alleen, False), (samen, True)):
        d = kijk(bekend, z)
        acties = [v.herkomst for f in d.feiten["handhavingsactie"] for v in (f, *f.eerder)]
        assert acties
        assert all((h.regel is not None) == met for h in acties)
        assert all(h.plek().startswith("handhavingsactie.csv") for h in acties)
        assert all(f.herkomst.regel for f in d.feiten["vestiging"])


def test_van_het_herstel_van_gesloten_rijen_hoort_een_ander_niets(geef, opslag):
    locatie = LOC + "L1;Weg;1;Ede;175000;450001\n"
    a = geef(locatie=locatie, handhavingsactie=HHA + "H1;L1;;Waarschuwen;2024-01-01;loopt\n")
    (groep,) = herstelgroepen(opslag, a.levering)
    herstel(opslag, a.levering, [groep.sleutel], door="steward")
    heel, openbaar = bewijzen(opslag), openbare_bewijzen(opslag)
    assert [b.van for b in heel] == ["", a.levering]
    assert [b.levering for b in openbaar] == [a.levering]
    with pytest.raises(OnbekendeLevering):
        kwaliteit(opslag, heel[1].levering, alleen_openbaar=True)
    assert kwaliteit(opslag, heel[1].levering).bewijs.rijen_in == 1


def test_de_rij_met_twijfel_telt_geen_gesloten_rijen(bekend):
    con = staat(bekend, 1)
    open_ = sum(len(kijk(bekend, OPEN).feiten.get(t, [])) for t in ("vestiging", "toezichtbezoek"))
    assert con.execute("SELECT rijen FROM nr_onderneming").fetchall() == [(open_,)]


def test_alleen_de_tabel_met_cellen_bevat_iets_wat_niet_openbaar_is(bekend):
    """Whatever else of the index is read without a question holds no closed value, and no row of a closed record."""
    with sqlite3.connect(index(bekend).bestand) as lite:
        tabellen = [
            n for (n,) in lite.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'zoek%'")
        ]
        for tabel in set(tabellen) - {"cel", "term"}:
            tekst = str(lite.execute(f'SELECT * FROM "{tabel}"').fetchall())
            for geheim in (GEHEIM, "I-7", "H1", "H2", "dwangsom", "proces_verbaal"):
                assert geheim not in tekst, (tabel, geheim)
        assert {k for (k,) in lite.execute("SELECT DISTINCT klasse FROM cel")} == {0, 1, 2, 3, 4}
        assert lite.execute("SELECT count(*) FROM cel WHERE klasse = 0 AND bron <> ''").fetchone() == (0,)


def test_de_rijen_achter_een_nummer_tellen_alleen_wat_men_mag_weten(bekend):
    nummer = zoek(bekend, "verf").treffers[0].nummer

    def soorten(z):
        totaal, rijen = rijen_in_stand(bekend, nummer, 1, zicht=z)
        assert totaal == len(rijen)
        return sorted({r["recordtype"] for r in rijen})

    assert soorten(OPEN) == ["toezichtbezoek", "vestiging"]
    assert soorten(zicht(Klasse.BESTUURLIJKE_HANDHAVING)) == [
        "bevinding",
        "toezichtbezoek",
        "vestiging",
    ]  # an action may be criminal
    assert soorten(ALLES) == ["bevinding", "handhavingsactie", "toezichtbezoek", "vestiging"]
    assert levensloop(bekend, nummer).rij["recordtype"] == "vestiging"
