"""The door as its users meet it: receipts that add up, refusals with a reason, nothing twice, nothing half."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from stelsel.aanlevering import bevindingen, bewijzen, herstelbestand, kwaliteit, lever
from stelsel.aanlevering.lezen import Bestandsfout
from stelsel.begrippen import Gebruikersfout

LOC = "id;straat;huisnummer;postcode;woonplaats;x;y\n"
VES = "id;locatie_id;handelsnaam;kvk_nummer\n"


def codes(opslag, bewijs):
    return {
        (b["bestand"], b["regel"], b["code"]) for b in bevindingen(opslag, [bewijs.levering]) if b["ernst"] == "fout"
    }


def test_het_bewijs_klopt_en_elke_weigering_heeft_regel_veld_waarde_en_reden(geef, opslag):
    b = geef(locatie=LOC + "L1;Weg;1;1234AB;Ede;155000;463000\nL2;Weg;2;1234AB;Ede;463000;155000\n")
    assert (b.rijen_in, b.geaccepteerd, b.quarantaine) == (2, 1, 1)
    (f,) = bevindingen(opslag, [b.levering])
    assert (f["regel"], f["record"], f["veld"], f["waarde"], f["code"]) == (3, "L2", "x", "463000", "LOC-014")
    assert "463000" in f["tekst"]


def test_dezelfde_bytes_twee_keer_verandert_niets_en_zegt_dat(geef, opslag):
    eerste = geef(locatie=LOC + "L1;Weg;1;1234AB;Ede;;\nL2;Weg;0;;;;\n")
    tweede = geef(locatie=LOC + "L1;Weg;1;1234AB;Ede;;\nL2;Weg;0;;;;\n")
    assert tweede.ongewijzigd
    assert (tweede.levering, tweede.rijen_in, tweede.quarantaine) == (eerste.levering, 2, 1)
    assert "niets veranderd" in tweede.opmerkingen[0]
    assert len(bewijzen(opslag)) == 1


def test_terug_naar_een_vroegere_versie_is_een_nieuwe_levering(geef, opslag):
    a, b = LOC + "L1;Weg;1;;;;\n", LOC + "L1;Laan;1;;;;\n"
    geef(locatie=a), geef(locatie=b)
    assert not geef(locatie=a).ongewijzigd
    assert len(bewijzen(opslag)) == 3


def test_een_bron_kent_de_bytes_van_een_andere_bron_niet(geef):
    geef("dcmr", locatie=LOC + "L1;Weg;1;;;;\n")
    assert not geef("odh", locatie=LOC + "L1;Weg;1;;;;\n").ongewijzigd


def test_een_verwijzing_naar_een_geweigerde_rij_is_geen_fout_en_naar_niets_wel(geef, opslag):
    b = geef(
        locatie=LOC + "L1;Weg;0;;;;\n",
        vestiging=VES + "V1;L1;Bakker;12345678\nV2;L9;Bakker;12345678\n",
    )
    assert codes(opslag, b) == {("locatie.csv", 2, "LOC-016"), ("vestiging.csv", 3, "VES-405")}


def test_een_verwijzing_mag_naar_een_eerdere_levering_van_dezelfde_bron(geef):
    geef("dcmr", locatie=LOC + "L1;Weg;1;;;;\n")
    assert geef("dcmr", vestiging=VES + "V1;L1;Bakker;12345678\n").quarantaine == 0
    assert geef("odh", vestiging=VES + "V1;L1;Bakker;12345678\n").quarantaine == 1


def test_de_tweede_van_twee_gelijke_sleutels_wordt_geweigerd(geef, opslag):
    b = geef(locatie=LOC + "L1;Weg;1;;;;\nL1;Weg;2;;;;\nL1;Weg;3;;;;\n")
    assert codes(opslag, b) == {("locatie.csv", 3, "LOC-501"), ("locatie.csv", 4, "LOC-501")}


def test_een_waarschuwing_houdt_de_rij_niet_tegen(geef, opslag):
    b = geef(onderneming="id;naam\nO1;Bakker\n")
    assert b.quarantaine == 0
    assert [f["code"] for f in bevindingen(opslag, [b.levering])] == ["OND-015"]
    assert [g.regel.code for g in kwaliteit(opslag, b.levering).waarschuwingen] == ["OND-015"]


def test_oefengegevens_en_echte_gegevens_delen_geen_bestand(geef, opslag):
    b = geef(vestiging="id;locatie_id;handelsnaam;kvk_nummer\nOEF-1;;x;00123456\nV2;;y;00123456\nOEF-3;;z;12345678\n",
             locatie="id;straat\nOEF-L;Oefenweg\n")  # fmt: skip
    assert b.oefening
    assert {c for c in codes(opslag, b) if c[2][-3:] in ("090", "091")} == {
        ("vestiging.csv", 3, "VES-090"), ("vestiging.csv", 4, "VES-091"),
    }  # fmt: skip


def test_csv_parquet_en_xlsx_geven_hetzelfde_oordeel(geef, opslag, schrijf, tmp_path):
    kop = ["id", "straat", "huisnummer", "x", "y", "begindatum"]
    rijen = [
        ["L1", "Weg", 14, 155000.5, 463000.0, date(2020, 3, 1)],
        ["L2", "Weg", 0, 463000.0, 155000.0, date(2020, 3, 1)],
    ]
    tekst = ";".join(kop) + "\nL1;Weg;14;155000,5;463000;01-03-2020\nL2;Weg;0;463000;155000;2020-03-01\n"
    pq.write_table(
        pa.table(dict(zip(kop, map(list, zip(*rijen, strict=True)), strict=True))), tmp_path / "locatie.parquet"
    )
    boek = xlsxwriter.Workbook(tmp_path / "anders.xlsx", {"default_date_format": "dd-mm-yyyy"})
    blad = boek.add_worksheet("locaties")
    for i, rij in enumerate([kop, *rijen]):
        blad.write_row(i, 0, rij)
    boek.close()
    uit = [geef("dcmr", locatie=tekst)]
    uit += [lever(opslag, [tmp_path / n], b) for n, b in (("locatie.parquet", "odh"), ("anders.xlsx", "odwh"))]
    gevonden = [
        [(f["record"], f["veld"], f["waarde"], f["code"]) for f in bevindingen(opslag, [b.levering])] for b in uit
    ]
    assert gevonden[0] == gevonden[1] == gevonden[2] != []
    assert [b.geaccepteerd for b in uit] == [1, 1, 1]


def test_het_herstelbestand_kan_na_herstel_zo_terug(geef, opslag):
    b = geef(locatie=LOC + "L1;Weg;0;1234AB;Ede;;\nL2;=1+1;0;;;-1;-1\n" + 'L3;"open;1;;;;\n')
    regels = list(herstelbestand(opslag, b, 0))
    assert regels[0] == "\ufeffid;straat;huisnummer;postcode;woonplaats;x;y;_rij;_codes;_redenen;_ruw\r\n"
    assert regels[1].startswith(f"L1;Weg;0;1234AB;Ede;;;{b.levering}:0:2;LOC-016;")
    assert regels[2].startswith(f"L2;'=1+1;0;;;-1;-1;{b.levering}:0:3;")
    assert "open" in regels[3]
    terug = geef(locatie="".join([regels[0], regels[1].replace(";0;", ";10;", 1)]))
    assert (terug.rijen_in, terug.geaccepteerd) == (1, 1)
    assert terug.opmerkingen == []


@pytest.mark.parametrize(
    ("bestanden", "zin"),
    [
        ({"locatie": ""}, "leeg"),
        ({"vestiging": "id;naam\n1;2\n"}, "locatie_id"),
        ({"onbekend": "a;b\n1;2\n"}, "herkennen"),
        ({"locatie.parquet": b"PAR1kapot"}, "Parquet"),
        ({"locatie.xlsx": b"PK\x03\x04kapot"}, "werkboek"),
        ({"locatie": b"\xef\xbb\xbf" + LOC.encode().replace(b"id", b"\xe9d", 1)}, "utf-8"),
    ],
)
def test_een_slecht_bestand_weigert_de_hele_levering_en_er_blijft_niets_achter(geef, opslag, bestanden, zin):
    with pytest.raises(Bestandsfout, match=zin):
        geef(**bestanden)
    assert bewijzen(opslag) == []
    assert not opslag.bestanden("rij_locatie")


def test_een_goed_bestand_naast_een_slecht_komt_ook_niet_binnen(geef, opslag):
    with pytest.raises(Bestandsfout):
        geef(locatie=LOC + "L1;Weg;1;;;;\n", vestiging=b"")
    assert bewijzen(opslag) == []


def test_een_onbekende_bron_krijgt_een_suggestie(geef):
    with pytest.raises(Gebruikersfout, match="Bedoelt u dcmr"):
        geef("dmcr", locatie=LOC)


def test_een_gefuseerde_dienst_mag_nog_leveren_en_hoort_dat_hij_is_opgegaan(geef):
    assert "od-utrecht" in geef("odru", locatie=LOC + "L1;Weg;1;;;;\n").opmerkingen[0]


def test_het_eu_register_vertelt_een_object_per_verslagjaar(opslag, schrijf):
    bestand = schrijf(**{
        "delen.csv": "localId,namespace,reportingYear,partName,plantType,status,lat,lon\n"
        "1.PART,NL.RIVM,2017,\"Voorbeeld B.V., ketel\",LCP,functional,52.15517,5.38720\n"
        "1.PART,NL.RIVM,2018,\"Voorbeeld B.V., ketel\",LCP,functional,52.15517,5.38720\n"
        "1.PART,NL.RIVM,2018,\"Voorbeeld B.V., ketel\",LCP,functional,52.15517,5.38720\n"
    })  # fmt: skip
    b = lever(opslag, [bestand], "rivm")
    assert (b.rijen_in, b.quarantaine) == (9, 3)
    assert codes(opslag, b) == {("delen.csv", 4, c) for c in ("LOC-501", "VES-501", "ACT-501")}


def test_het_eu_register_komt_door_dezelfde_deur(opslag, schrijf):
    bestand = schrijf(**{
        "sites.csv": "localId,namespace,reportingYear,siteName,lat_epsg4258,lon_epsg4258\n"
        "1.SITE,NL.RIVM,2017,Voorbeeld B.V.,52.15517,5.38720\n2.SITE,NL.RIVM,2017,Depot,47.97,3.31\n"
    })  # fmt: skip
    b = lever(opslag, [bestand], "rivm")
    assert (b.rijen_in, b.quarantaine) == (4, 1)
    assert codes(opslag, b) == {("sites.csv", 3, "LOC-014")}
