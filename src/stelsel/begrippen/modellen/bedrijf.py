"""Onderneming and vestiging: who is responsible, and where that body works."""

from typing import Any

from ..regels import Dimensie, Ernst, regel
from ..soorten import Cijfers, Patroon, Tekst
from ..veld import Klasse, Recordtype, Veld
from .gedeeld import VERMOEDEN, begindatum, einddatum, regel_oefening, regel_uniek, regels_geldigheid, verwijzing

HRW = "Handelsregisterwet 2007"

KVK: dict[str, Any] = {
    "en": "Number in the Dutch business register.",
    "soort": Cijfers(8),
    "bron": HRW,
    "voorbeeld": "00123456",
    "kanttekening": "Wisselt bij een fusie of een andere rechtsvorm; is dus geen blijvende sleutel van een bedrijf. "
    "Nummers die met 00 beginnen zijn voor oefengegevens.",
}


class Onderneming(Recordtype):
    """Rechtspersoon of natuurlijke persoon die een of meer milieubelastende activiteiten verricht."""

    voorvoegsel, meervoud = "OND", "ondernemingen"
    en = "Legal or natural person that carries out one or more environmentally harmful activities."
    bron = HRW
    ook = ("bedrijf", "bedrijven", "relatie", "relaties", "rechtspersoon", "rechtspersonen", "exploitant")

    naam = Veld(
        "Statutaire naam, of de naam waaronder de onderneming in het Handelsregister staat.",
        nr=2, en="Name under the articles of association, or in the business register.",
        bron=HRW, soort=Tekst(200), verplicht=True, klasse=Klasse.OPENBAAR, voorbeeld="Voorbeeld Chemie B.V.",
        kanttekening="De naam van een eenmanszaak kan de naam van een persoon zijn.",
        ook=("statutaire naam", "bedrijfsnaam", "naam onderneming", "naam bedrijf", "naam rechtspersoon", "firmanaam", "relatienaam"),
    )  # fmt: skip
    kvk_nummer = Veld(
        "Nummer van de inschrijving in het Handelsregister.",
        nr=3,
        label="KvK-nummer",
        **KVK,
        ook=("kvk", "kvk nr", "nummer handelsregister", "dossiernummer kvk", "inschrijvingsnummer"),
    )
    rsin = Veld(
        "Rechtspersonen en Samenwerkingsverbanden Informatienummer.",
        nr=4, en="Fiscal number of legal persons and partnerships.", soort=Cijfers(9), bron=HRW,
        voorbeeld="999990019", label="RSIN",
        kanttekening="Ontbreekt bij een eenmanszaak: lever daar nooit een BSN.",
        ook=("rsin nummer", "fiscaal nummer"),
    )  # fmt: skip
    rechtsvorm = Veld(
        "Rechtsvorm zoals de bron die noemt.", nr=5, en="Legal form as named by the source.", bron=HRW,
        soort=Tekst(60), voorbeeld="Besloten vennootschap",
        ook=("juridische vorm", "rechtsvorm omschrijving", "bedrijfsvorm"),
    )  # fmt: skip
    begindatum = begindatum(
        6, "Eerste dag waarop de onderneming bestond of de bron haar kende.",
        "First day on which the company existed or was known to the source.",
    )  # fmt: skip
    einddatum = einddatum(
        7, "Dag waarop de onderneming ophield te bestaan.", "Day on which the company ceased to exist."
    )


class Vestiging(Recordtype):
    """Deel van een onderneming dat op één adres werkt."""

    voorvoegsel, meervoud = "VES", "vestigingen"
    en = "Part of a company that works at one address."
    bron = HRW
    ook = ("inrichting", "inrichtingen", "bedrijf", "bedrijven", "instelling")

    vestigingsnummer = Veld(
        "Nummer van de vestiging in het Handelsregister.",
        nr=2, en="Number of the establishment in the business register.", soort=Cijfers(12), bron=HRW,
        voorbeeld="990012345678",
        kanttekening="Ontbreekt bij rechtspersonen zonder onderneming. Blijft gelijk bij een verhuizing binnen Nederland.",
        ook=("vestigingsnr kvk", "kvk vestiging", "vestigingsnummer kvk"),
    )  # fmt: skip
    kvk_nummer = Veld(
        "KvK-nummer van de onderneming waarvan dit een vestiging is.",
        nr=3,
        label="KvK-nummer",
        **KVK,
        ook=("kvk", "kvk nr", "nummer handelsregister", "dossiernummer kvk", "inschrijvingsnummer"),
    )
    onderneming_id = verwijzing(4, "onderneming", "De onderneming waarvan dit een vestiging is.",
                                "The company of which this is an establishment.", label="Onderneming")  # fmt: skip
    locatie_id = verwijzing(5, "locatie", "De locatie waarop de vestiging werkt.",
                            "The location at which the establishment works.", verplicht=True, label="Locatie")  # fmt: skip
    handelsnaam = Veld(
        "Naam waaronder de vestiging naar buiten treedt.", nr=6, en="Name under which the establishment trades.",
        bron=HRW, soort=Tekst(200), verplicht=True, voorbeeld="Voorbeeld Chemie Botlek",
        ook=("naam", "bedrijfsnaam", "naam bedrijf", "naam vestiging", "naam inrichting", "firmanaam", "naam instelling"),
    )  # fmt: skip
    sbi_code = Veld(
        "Hoofdactiviteit volgens de Standaard Bedrijfsindeling.", nr=7, en="Main activity, Dutch standard industry code.",
        bron="Standaard Bedrijfsindeling (CBS)", soort=Patroon("[0-9]{2,6}", "2 tot 6 cijfers"), voorbeeld="2016",
        label="SBI-code", kanttekening="De lijst met codes is niet geladen: alleen de vorm wordt gekeurd.",
        ook=("sbi", "bedrijfsactiviteit code", "branche code", "hoofd sbi", "sbi hoofdactiviteit"),
    )  # fmt: skip
    begindatum = begindatum(8, "Eerste dag van de vestiging op deze locatie.",
                            "First day of the establishment at this location.")  # fmt: skip
    einddatum = einddatum(9, "Dag waarop de vestiging deze locatie verliet.",
                          "Day on which the establishment left this location.")  # fmt: skip


OEFENNUMMER = "Stelsel, ontwerp: oefening blijft oefening"

for _rt, _nr in ((Onderneming, 10), (Vestiging, 10)):
    regels_geldigheid(_rt, _nr)
    regel_oefening(_rt, 90)
    regel(
        f"{_rt.voorvoegsel}-091", Ernst.FOUT, _rt,
        voorwaarde=lambda r: (r.kvk_nummer.begint_met("00") == r.oefening) | (r.kvk_nummer == "00000000"),
        tekst="Het KvK-nummer {kvk_nummer} past niet bij dit bestand: oefengegevens hebben nummers die met 00 beginnen, echte niet.",
        remedie="Kijk het nummer na, en of in dit bestand oefenrijen en echte rijen door elkaar staan.", bron=OEFENNUMMER,
        goed={"kvk_nummer": "68750110", "_oefening": False}, fout={"kvk_nummer": "00123456", "_oefening": False},
    )  # fmt: skip
    regel(
        f"{_rt.voorvoegsel}-016", Ernst.FOUT, _rt,
        voorwaarde=lambda r: r.kvk_nummer != "00000000",
        tekst="{kvk_nummer} is geen KvK-nummer maar een plaatshouder.",
        remedie="Laat het veld leeg als het nummer niet bekend is.", bron=HRW + ": het nummer wijst een inschrijving aan",
        goed={"kvk_nummer": "68750110"}, fout={"kvk_nummer": "00000000"},
    )  # fmt: skip
    regel(
        f"{_rt.voorvoegsel}-017", Ernst.OPMERKING, _rt,
        voorwaarde=lambda r: ~r.kvk_nummer.een_van("12345678", "87654321", *(str(n) * 8 for n in range(1, 10))),
        tekst="Het KvK-nummer {kvk_nummer} lijkt een plaatshouder.",
        remedie="Kijk het nummer na; laat het veld leeg als het nummer niet bekend is.", bron=VERMOEDEN,
        goed={"kvk_nummer": "68750110"}, fout={"kvk_nummer": "12345678"},
    )  # fmt: skip
regel(
    "VES-018", Ernst.FOUT, Vestiging,
    voorwaarde=lambda r: r.vestigingsnummer != "000000000000",
    tekst="{vestigingsnummer} is geen vestigingsnummer maar een plaatshouder.",
    remedie="Laat het veld leeg als het nummer niet bekend is.", bron=HRW + ": het nummer wijst een vestiging aan",
    goed={"vestigingsnummer": "000012345678"}, fout={"vestigingsnummer": "000000000000"},
)  # fmt: skip
regel(
    "VES-019", Ernst.WAARSCHUWING, Vestiging,
    voorwaarde=lambda r: r.via("onderneming_id").kvk_nummer == r.kvk_nummer, veld="kvk_nummer",
    tekst="Het KvK-nummer {kvk_nummer} is niet dat van onderneming '{onderneming_id}'.",
    remedie="Kijk na van welke onderneming dit een vestiging is.", bron=HRW,
    goed={"kvk_nummer": "68750110", "onderneming_id": "O-1", "onderneming_id.kvk_nummer": "68750110"},
    fout={"kvk_nummer": "68750110", "onderneming_id": "O-1", "onderneming_id.kvk_nummer": "12345679"},
)  # fmt: skip
# Divisions of SBI 2008 are those of NACE Rev. 2: the numbers that no division has.
_GEEN_AFDELING = ("00", "04", "34", "40", "44", "48", "54", "57", "67", "76", "83", "89")
regel(
    "VES-020", Ernst.WAARSCHUWING, Vestiging,
    voorwaarde=lambda r: ~r.sbi_code.deel(1, 2).een_van(*_GEEN_AFDELING),
    tekst="De SBI-code {sbi_code} begint met een afdeling die niet bestaat.",
    remedie="Kijk de code na; is een nul aan het begin weggevallen?",
    bron="Standaard Bedrijfsindeling 2008 (CBS): afdelingen gelijk aan NACE Rev. 2",
    goed={"sbi_code": "2016"}, fout={"sbi_code": "0416"},
)  # fmt: skip
regel_uniek(Vestiging, 21, Ernst.WAARSCHUWING, ("vestigingsnummer",),
            "Vestigingsnummer {vestigingsnummer} staat in deze levering bij meer dan één vestiging die nog loopt.",
            lopend=True)  # fmt: skip
regel_uniek(Onderneming, 18, Ernst.WAARSCHUWING, ("kvk_nummer",),
            "KvK-nummer {kvk_nummer} staat in deze levering bij meer dan één onderneming die nog bestaat.", lopend=True)  # fmt: skip
regel_uniek(Onderneming, 19, Ernst.WAARSCHUWING, ("rsin",),
            "RSIN {rsin} staat in deze levering bij meer dan één onderneming die nog bestaat.", lopend=True)  # fmt: skip
regel(
    "VES-092", Ernst.FOUT, Vestiging,
    voorwaarde=lambda r: (r.vestigingsnummer.begint_met("99") == r.oefening) | (r.vestigingsnummer == "000000000000"),
    tekst="Het vestigingsnummer {vestigingsnummer} past niet bij dit bestand: oefengegevens hebben nummers die met 99 beginnen, "
    "echte niet.",
    remedie="Kijk het nummer na, en of in dit bestand oefenrijen en echte rijen door elkaar staan.", bron=OEFENNUMMER,
    goed={"vestigingsnummer": "000012345678", "_oefening": False},
    fout={"vestigingsnummer": "990012345678", "_oefening": False},
)  # fmt: skip
regel(
    "OND-014", Ernst.FOUT, Onderneming,
    voorwaarde=lambda r: r.rsin.elfproef(),
    tekst="Het RSIN {rsin} voldoet niet aan de elfproef.",
    remedie="Eén cijfer is verkeerd, of twee cijfers zijn verwisseld. Kijk het na in het Handelsregister.",
    bron="Elfproef voor RSIN en BSN (python-stdnum: nl.bsn)",
    goed={"rsin": "999990019"}, fout={"rsin": "999990018"},
)  # fmt: skip
regel(
    "OND-015", Ernst.WAARSCHUWING, Onderneming,
    voorwaarde=lambda r: r.kvk_nummer.aanwezig() | r.rsin.aanwezig(), veld="kvk_nummer", dimensie=Dimensie.VOLLEDIGHEID,
    tekst="De onderneming heeft geen KvK-nummer en geen RSIN; koppelen gebeurt dan op naam en adres.",
    remedie="Vul het KvK-nummer aan.", bron="Algemene Rekenkamer 2021: meer dan tien schrijfwijzen per vestiging",
    goed={"kvk_nummer": "68750110", "rsin": None}, fout={"kvk_nummer": None, "rsin": None},
)  # fmt: skip
regel(
    "VES-015", Ernst.WAARSCHUWING, Vestiging,
    voorwaarde=lambda r: r.kvk_nummer.aanwezig() | r.vestigingsnummer.aanwezig() | r.onderneming_id.aanwezig(),
    veld="kvk_nummer", dimensie=Dimensie.VOLLEDIGHEID,
    tekst="De vestiging noemt geen KvK-nummer, geen vestigingsnummer en geen onderneming.",
    remedie="Vul ten minste één van deze drie aan.",
    bron="Algemene Rekenkamer 2021: meer dan tien schrijfwijzen per vestiging",
    goed={"kvk_nummer": "68750110", "vestigingsnummer": None, "onderneming_id": None},
    fout={"kvk_nummer": None, "vestigingsnummer": None, "onderneming_id": None},
)  # fmt: skip
