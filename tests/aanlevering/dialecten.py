"""Invented agencies, each with its own names, codes and forms, and what each column truly is. Nobody real is in it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, eq=False)
class Dialect:
    """A table as an agency exports it; `waar`: column -> (record type, field), what is not in it belongs nowhere."""

    bestand: str
    kop: str
    rijen: str
    waar: dict[str, tuple[str, str]]

    @property
    def kolommen(self) -> list[str]:
        return [k.strip().lower() for k in self.kop.split(";")]

    @property
    def cellen(self) -> list[list[str | None]]:
        return [[c or None for c in r.split(";")] for r in self.rijen.strip().split("\n")]


def _d(bestand: str, recordtype: str, paren: str, rijen: str) -> Dialect:
    """`paren`: `kolom=veld` or `kolom=recordtype.veld`, with `;` between; `kolom` alone belongs nowhere."""
    waar = {}
    for paar in paren.split(";"):
        kolom, is_, veld = paar.partition("=")
        if is_:
            rt, punt, naam = veld.partition(".")
            waar[kolom.strip().lower()] = (rt, naam) if punt else (recordtype, veld)
    return Dialect(bestand, ";".join(p.partition("=")[0] for p in paren.split(";")), rijen, waar)


# With these the proposals were made better; what they measure is on the bright side.
GEZIEN = [
    # An old case system: capitals, underscores, all in one table.
    _d("inrichtingen_2024-01.csv", "vestiging",
       "INR_NR=id;INR_NAAM=handelsnaam;KVKNR=kvk_nummer;VESTNR=vestigingsnummer;ADR_STRAATNAAM=locatie.straat;ADR_HUISNR=locatie.huisnummer;"
       "ADR_HUISLTR=locatie.huisletter;ADR_TOEV=locatie.toevoeging;ADR_PC=locatie.postcode;ADR_PLAATS=locatie.woonplaats;"
       "GEMCODE=locatie.gemeente;RD_X=locatie.x;RD_Y=locatie.y;SBI=sbi_code;DT_BEGIN=begindatum;DT_EINDE=einddatum;OPM;DOSSIERMAP",
       """1001;Verfhandel De Kwast;68750110;000012345678;Oefenweg;14;A;;1234AB;Oefendorp;599;92500;437250;2016;20120501;;;/a/1
1002;Bakkerij Proef B.V.;12345678;000012345679;Proeflaan;3;;2;1235AB;Oefendorp;0599;93100;436900;1071;20150301;20200101;let op;/a/2
1003;Garage Test;23456789;;Toetsstraat;120;;;1236CD;Proefstad;363;121000;487000;4520;20180615;;;/b/3"""),
    _d("zaken-vergunningen.csv", "vergunning",
       "zaaknr=zaaknummer;besluit_id=id;inrichting_nr=locatie_id;type_besluit=soort;dt_besluit=besluitdatum;dt_inwerkingtreding=begindatum;"
       "omschr=onderwerp;bev_gezag=bevoegd_gezag;behandelaar;team",
       """Z-2021-1;B1;1001;Verlening;12-4-2021;25-5-2021;Oprichten van een loods;Gemeente Rotterdam;jk;Noord
Z-2021-2;B2;1002;Wijziging;3-11-2021;1-1-2022;Veranderen van een oven;Provincie Zuid-Holland;pl;Zuid
Z-2022-7;B3;1003;Intrekking;30-1-2022;;Intrekken op verzoek;Gemeente Amsterdam;jk;Noord"""),
    # Readable names with blanks.
    _d("Controles 2023.xlsx", "toezichtbezoek",
       "Controle nummer=id;Object nr=locatie_id;Controledatum=datum;Soort controle=soort;Aangekondigd J/N=aangekondigd;Inspecteur=toezichthouder;"
       "Conclusie=samenvatting;Uren besteed",
       """C-1;O-77;3 mrt 2023;Routinematig;J;insp 4;Geen overtreding gezien.;2,5
C-2;O-78;4 apr 2023;Hercontrole;N;insp 9;Alles hersteld.;1
C-3;O-79;31 mei 2023;Niet-routinematig;N;insp 4;Twee bevindingen gedaan.;4"""),
    _d("overtredingen.csv", "bevinding",
       "overtreding_id=id;controle_id=toezichtbezoek_id;datum_constatering=datum;constatering=omschrijving;is_overtreding=overtreding;"
       "ernst=ernst;gedrag=gedrag;hersteldatum=hersteld_op;kleurcode",
       """F1;C-1;2023-03-03;Vaten stonden buiten de bak;1;2;A;2023-06-01;rood
F2;C-2;2023-04-04;Filter was verzadigd;1;3;B;;groen
F3;C-3;2023-05-31;Niets aan de hand;0;;;;groen"""),
    _d("export_sancties.csv", "handhavingsactie",
       "sanctienr=id;objectnr=locatie_id;type sanctie=soort;datum besluit=datum;einde begunstigingstermijn=termijn_tot;dwangsombedrag=bedrag;"
       "maximaal bedrag=maximum;status=stand;opmerkingen=toelichting;jurist",
       """S1;O-77;Last onder dwangsom;15-07-2023;15-10-2023;2.500,00;10.000,00;Loopt;Opruimen van de opslag;mv
S2;O-78;Bestuurlijke boete;01-02-2023;;1.250,50;;Nagekomen;Eerste keer gezien;mv
S3;O-79;Last onder dwangsom;20-08-2023;20-09-2023;500,00;5.000,00;Ingetrokken;Op verzoek van bedrijf;ab"""),
    # A laboratory.
    _d("monsters.csv", "monster",
       "monsternr=id;locatiecode=locatie_id;bemonsteringsdatum=datum;matrix=medium;meetpunt=monsterpunt;temp",
       """M1;O-77;20230618;Afvalwater;controleput 2;12
M2;O-77;20230619;Grondwater;peilbuis 1;11
M3;O-78;20230620;Lucht;schoorsteen oost;80"""),
    _d("labresultaten.csv", "meting",
       "analyse_id=id;monsternr=monster_id;analysedatum=datum;stof=parameter;casnr=cas_nummer;resultaat=waarde;eenh=eenheid;methode",
       """R1;M1;20230625;zink;7440-66-6;0,12;mg/l;NEN-1
R2;M1;20230625;lood;7439-92-1;0,03;mg/l;NEN-1
R3;M2;20230626;kwik;7439-97-6;0,001;mg/l;NEN-2"""),
    # Case system with camel case, which the readers turn into small letters.
    _d("Relaties.csv", "onderneming",
       "RelatieNummer=id;StatutaireNaam=naam;KvKnummer=kvk_nummer;RSIN=rsin;Rechtsvorm=rechtsvorm;IngangsDatum=begindatum;EindDatum=einddatum;"
       "Telefoon;Email",
       """9;Voorbeeld Chemie B.V.;68750110;999990019;Besloten vennootschap;2001-01-01;;0101234567;a@voorbeeld.example
10;Maatschap Proef;12345678;999990020;Maatschap;2011-05-01;2020-01-01;0101234568;b@voorbeeld.example
11;Stichting Toets;23456789;;Stichting;2014-09-01;;0101234569;c@voorbeeld.example"""),
    _d("objecten.csv", "locatie",
       "ObjectID=id;Omschrijving=aanduiding;Openbare ruimte=straat;Huisnummer=huisnummer;Postcode6=postcode;Woonplaatsnaam=woonplaats;"
       "Gemeentenaam=gemeente;BAG NAD ID=bag_nummeraanduiding;VBO ID=bag_verblijfsobject;XCOORD=x;YCOORD=y;Laatst gewijzigd door",
       """O-77;Loods aan de haven;Oefenweg;14;1234AB;Oefendorp;Rotterdam;0599200000000001;0599010000000001;92500,0;437250,5;admin
O-78;Depot noord;Proeflaan;3;1235AB;Proefstad;Amsterdam;0363200000000002;0363010000000002;121000,0;487000,0;admin
O-79;Werkplaats zuid;Toetsstraat;7;1236AB;Toetsdam;Utrecht;0344200000000003;0344010000000003;136000,0;455000,0;jk"""),
    _d("mba.csv", "activiteit",
       "act_id=id;locatie=locatie_id;vestiging=vestiging_id;bal_code=bal_paragraaf;activiteit_omschr=omschrijving;ippc=ippc_categorie;"
       "brzo=seveso;uitvoerder=uitvoerende_dienst;startdatum=begindatum;risicoklasse",
       """A1;O-77;V1;3.3.8;Maken van verf en lak;4.1(a);hogedrempel;dcmr;2019-05-01;hoog
A2;O-78;V2;3.2.1;Stoken van een ketel;;;dcmr;2020-05-01;laag
A3;O-79;V3;3.4.5;Opslaan van stoffen;;lagedrempel;dcmr;2021-05-01;midden"""),
    _d("vergunningvoorschriften.csv", "voorschrift",
       "vs_id=id;verg_nr=vergunning_id;vs_nr=nummer;voorschrifttekst=tekst;milieuthema=thema;stof=parameter;norm=grenswaarde;eenheid=eenheid;"
       "geldig_van=begindatum;geldig_tot=einddatum;sjabloon",
       """X1;B1;1.1;De emissie van stof bedraagt ten hoogste 5 mg/Nm3.;Lucht;stof;5;mg/Nm3;2021-05-25;;s1
X2;B1;1.2;Het geluid is ten hoogste 50 dB.;Geluid;geluid;50;dB(A);2021-05-25;2024-01-01;s1
X3;B2;2.1;De vloer is vloeistofdicht en wordt gekeurd.;Bodem;;;;2022-01-01;;s2"""),
    _d("meldingen_portaal.csv", "melding",
       "meldingnr=id;loc_id=locatie_id;vest_id=vestiging_id;type melding=soort;datum ontvangst=datum;betreft=onderwerp;kanaal",
       """ME1;O-77;V1;Start;14-2-2022;Plaatsen van een opslagtank;portaal
ME2;O-78;V2;Wijziging;15-3-2022;Verplaatsen van een tank;post
ME3;O-79;V3;Ongewoon voorval;16-4-2022;Lekkage bij het vullen;telefoon"""),
    # Names that say nothing: only the contents can tell.
    _d("lijst.csv", "locatie",
       "sleutel=id;veld_a=postcode;veld_b=bag_nummeraanduiding;veld_c=bag_verblijfsobject;veld_d;plaatsnaam=woonplaats;straat=straat",
       """L1;1234AB;0599200000000001;0599010000000001;99;Oefendorp;Oefenweg
L2;1235AB;0599200000000002;0599010000000002;98;Proefstad;Proeflaan
L3;1236AB;0599200000000003;0599010000000003;97;Toetsdam;Toetsstraat"""),
]  # fmt: skip

# Written afterwards, and never used to tune anything.
ONGEZIEN = [
    _d("bedrijven_totaal.csv", "vestiging",
       "bedrijfsnr=id;bedrijfsnaam=handelsnaam;kvk=kvk_nummer;vestiging_kvk=vestigingsnummer;straat=locatie.straat;huisnr=locatie.huisnummer;"
       "toev=locatie.toevoeging;postcode=locatie.postcode;plaats=locatie.woonplaats;gemeentenaam=locatie.gemeente;sbi_hoofdactiviteit=sbi_code;"
       "contactpersoon;laatste_bezoek",
       """501;Zagerij Proef;8123456;000087654321;Oefenweg;1;;1234AB;Oefendorp;Leiden;1610;piet;2023-01-01
502;Smederij Toets;12345679;000087654322;Proefpad;22;a;1235AB;Oefendorp;Leiden;2550;kees;2022-05-06
503;Wasserij Voorbeeld;33456789;;Toetsplein;333;;1236AB;Proefdam;Gouda;9601;anna;"""),
    _d("Beschikkingen Q3.xlsx", "vergunning",
       "Beschikkingnummer=id;Dossier=zaaknummer;Object=locatie_id;Soort=soort;Datum verleend=besluitdatum;Ingangsdatum=begindatum;"
       "Geldig tot=einddatum;Titel=onderwerp;Bevoegde instantie=bevoegd_gezag;Leges;Status",
       """BS-9;D-1;L77;Verlening;2020-02-03;2020-03-16;;Bouwen van een hal;GM0546;1200;Definitief
BS-10;D-2;L78;Intrekking deel;2020-04-03;2020-05-16;2024-01-01;Minder opslag;GM0546;0;Definitief
BS-11;D-3;L79;Maatwerkvoorschrift;2021-02-03;2021-03-16;;Geluid in de nacht;PV28;0;Concept"""),
    _d("INSPECTIES.csv", "toezichtbezoek",
       "INSP_ID=id;LOC_CODE=locatie_id;DT_INSPECTIE=datum;TYPE_INSPECTIE=soort;INSP_CODE=toezichthouder;UITKOMST=samenvatting;REISTIJD;VOORAF_AANGEKONDIGD=aangekondigd",
       """7001;L77;20220301;routine;I-4;Alles was in orde bevonden.;30;ja
7002;L78;20220302;niet routinematig;I-5;Opslag was niet in orde.;45;nee
7003;L79;20220303;hercontrole;I-4;Nu wel in orde bevonden.;20;ja"""),
    _d("constateringen.csv", "bevinding",
       "volgnr=id;inspectie_nr=toezichtbezoek_id;geconstateerd_op=datum;feit=omschrijving;overtreding_jn=overtreding;lhs_ernst=ernst;lhs_gedrag=gedrag;"
       "opgeheven_op=hersteld_op;foto",
       """1;7001;01-03-2022;Vloer vertoonde scheuren;J;1;A;01-09-2022;f1.jpg
2;7002;02-03-2022;Geen logboek aanwezig;J;2;B;;f2.jpg
3;7003;03-03-2022;Geen bijzonderheden gezien;N;;;;"""),
    _d("handhavingszaken 2022.csv", "handhavingsactie",
       "hh_zaak_nr=id;locatie=locatie_id;constatering_id=bevinding_id;sanctiemiddel=soort;verzenddatum=datum;hersteltermijn=termijn_tot;"
       "dwangsom=bedrag;max_dwangsom=maximum;stand van zaken=stand;advocaat",
       """H-1;L77;1;last onder dwangsom;2022-04-01;2022-07-01;5000;25000;loopt;geen
H-2;L78;2;bestuurlijke boete;2022-04-11;;1500;;nagekomen;geen
H-3;L79;2;last onder bestuursdwang;2022-05-01;2022-08-01;;;verbeurd;ja"""),
    _d("meetresultaten.csv", "meting",
       "resultaat_id=id;monster=monster_id;datum analyse=datum;component=parameter;cas=cas_nummer;meetwaarde=waarde;"
       "unit=eenheid;kleiner_dan=onder_detectiegrens;lab",
       """9001;88;3-4-2023;benzeen;71-43-2;1.200,5;ug/l;nee;lab a
9002;88;3-4-2023;tolueen;108-88-3;0,5;ug/l;ja;lab a
9003;89;4-4-2023;zink;7440-66-6;12,25;ug/l;nee;lab b"""),
    _d("adressenlijst.csv", "locatie",
       "adres_id=id;straatnaam=straat;hnr=huisnummer;hsltr=huisletter;pc6=postcode;wpl=woonplaats;gem_code=gemeente;bag_vbo=bag_verblijfsobject;"
       "nummeraanduiding=bag_nummeraanduiding;rdx=x;rdy=y;wijk",
       """L77;Oefenweg;1;;1234AB;Oefendorp;0546;0546010000000001;0546200000000001;93700;463900;Noord
L78;Proefpad;22;b;1235AB;Oefendorp;0546;0546010000000002;0546200000000002;93900;464100;Zuid
L79;Toetsplein;333;;1236AB;Proefdam;0513;0513010000000003;0513200000000003;108500;447300;West"""),
    _d("activiteiten_export.csv", "activiteit",
       "id=id;inrichting=locatie_id;mba_code=bal_paragraaf;omschrijving=omschrijving;rie_categorie=ippc_categorie;seveso_status=seveso;od=uitvoerende_dienst;"
       "begin=begindatum;einde=einddatum;score",
       """11;L77;3.2.1;Stoken van een ketel;1.1;hogedrempelinrichting;dcmr;01-01-2018;;7
12;L78;3.3.8;Maken van lak;4.1(a);;dcmr;01-02-2018;;3
13;L79;3.4.5;Opslaan van stoffen;;lagedrempelinrichting;dcmr;01-03-2018;31-12-2023;5"""),
]  # fmt: skip
DIALECTEN = [*GEZIEN, *ONGEZIEN]
