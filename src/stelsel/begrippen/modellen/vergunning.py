"""Vergunning and voorschrift: the decision, and the conditions that it makes, changes or ends."""

from ..regels import Ernst, regel
from ..soorten import Code, Datum, Getal, Tekst
from ..veld import Recordtype, Veld
from .gedeeld import (
    VERMOEDEN,
    VROEGST,
    begindatum,
    bevoegd_gezag,
    einddatum,
    regel_gezag_in_gebied,
    regel_niet_in_toekomst,
    regel_oefening,
    regel_uitschieter,
    regel_uniek,
    regel_zelfde_locatie,
    regels_geldigheid,
    verwijzing,
)

OW = "Omgevingswet; Omgevingsbesluit art. 13.12 lid 1"


class Vergunning(Recordtype):
    """Besluit van het bevoegd gezag dat een activiteit toestaat, wijzigt, beperkt of beëindigt."""

    voorvoegsel, meervoud, codedag = "VRG", "vergunningen", "besluitdatum"
    en = "Decision of the authority that allows, changes, limits or ends an activity."
    bron = OW
    ook = ("besluit", "besluiten", "beschikking", "beschikkingen", "omgevingsvergunning", "omgevingsvergunningen")

    locatie_id = verwijzing(2, "locatie", "De locatie waarvoor het besluit geldt.",
                            "The location for which the decision holds.", verplicht=True, label="Locatie")  # fmt: skip
    vestiging_id = verwijzing(3, "vestiging", "De vestiging tot wie het besluit is gericht.",
                              "The establishment to which the decision is addressed.", label="Vestiging")  # fmt: skip
    activiteit_id = verwijzing(4, "activiteit", "De activiteit waarover het besluit gaat.",
                               "The activity the decision is about.", label="Activiteit")  # fmt: skip
    zaaknummer = Veld("Nummer van de zaak bij de bron.", nr=5, en="Case number at the source.", soort=Tekst(40),
                      bron="Standaarden zaakgericht werken: identificatie van ten hoogste 40 tekens",
                      voorbeeld="Z-2019-004512",
                      ook=("zaak", "zaak id", "dossiernummer", "dossier", "zaak identificatie", "kenmerk",
                           "zaakkenmerk", "dossiernr"))  # fmt: skip
    soort = Veld("Soort besluit.", nr=6, en="Kind of decision.", bron=OW, soort=Code("soort_besluit"), verplicht=True,
                 voorbeeld="verlening",
                 ook=("type", "soort besluit", "type besluit", "besluitsoort", "besluittype", "soort vergunning",
                      "besluit"))  # fmt: skip
    onderwerp = Veld("Waar het besluit over gaat.", nr=7, en="Subject of the decision.", bron="Stelsel, ontwerp",
                     soort=Tekst(400), voorbeeld="Oprichten van een verffabriek",
                     ook=("omschrijving", "betreft", "korte omschrijving", "titel", "zaakomschrijving", "project"))  # fmt: skip
    besluitdatum = Veld("Dag waarop het besluit is genomen.", nr=8, en="Day on which the decision was taken.",
                        bron="Algemene wet bestuursrecht", soort=Datum(), verplicht=True, voorbeeld="2019-04-12",
                        ook=("datum besluit", "datum beschikking", "beschikkingsdatum", "datum verlening",
                             "verleend op", "datum verleend", "datum vergunning", "verleningsdatum",
                             "datum afgifte"))  # fmt: skip
    bevoegd_gezag = bevoegd_gezag(9)
    begindatum = begindatum(10, "Dag waarop het besluit in werking trad.", "Day on which the decision took effect.")
    einddatum = einddatum(11, "Dag waarop het besluit ophield te gelden.", "Day on which the decision ceased to hold.")
    hoofdbesluit_id = verwijzing(
        12, "vergunning", "Het eerdere besluit dat dit besluit wijzigt, aanvult of intrekt.",
        "The earlier decision that this decision changes, supplements or withdraws.", label="Hoofdbesluit",
        kanttekening="Leeg bij een verlening die op zichzelf staat. Ontbreekt het bij een wijziging of intrekking, dan is "
        "niet altijd te zeggen welke voorschriften gelden.",
        ook=("hoofdvergunning", "moedervergunning", "oorspronkelijk besluit", "hoofdzaak", "hoort bij besluit", "wijzigt besluit",
             "hoofdbesluit"),
    )  # fmt: skip


class Voorschrift(Recordtype):
    """Regel die aan een vergunning is verbonden of bij maatwerk is gesteld."""

    voorvoegsel, meervoud = "VSC", "voorschriften"
    en = "Condition attached to a permit or set as a custom rule."
    bron = OW
    ook = ("vergunningvoorschrift", "vergunningvoorschriften")

    vergunning_id = verwijzing(2, "vergunning", "Het besluit waarbij het voorschrift is gesteld.",
                               "The decision that set the condition.", verplicht=True, label="Vergunning")  # fmt: skip
    nummer = Veld("Nummer van het voorschrift binnen het besluit.", nr=3, en="Number within the decision.",
                  bron="Stelsel, ontwerp", soort=Tekst(20), verplicht=True, voorbeeld="2.1.3",
                  ook=("voorschriftnummer", "volgnummer", "artikel", "vs nr", "nummer voorschrift"))  # fmt: skip
    tekst = Veld("Tekst van het voorschrift.", nr=4, en="Text of the condition.", bron=OW, soort=Tekst(8000),
                 verplicht=True, voorbeeld="De emissie van stof bedraagt ten hoogste 5 mg/Nm3.",
                 ook=("voorschrifttekst", "omschrijving", "inhoud", "voorschrift tekst", "volledige tekst"))  # fmt: skip
    thema = Veld("Onderwerp van het voorschrift.", nr=5, en="Theme of the condition.", bron="Indeling van Stelsel",
                 soort=Code("thema"), voorbeeld="lucht",
                 ook=("onderwerp", "categorie", "aspect", "milieuthema"))  # fmt: skip
    parameter = Veld("Grootheid of stof waarvoor een grenswaarde geldt.", nr=6, en="Quantity or substance with a limit.",
                     bron="Stelsel, ontwerp", soort=Tekst(80), voorbeeld="stof",
                     ook=("stof", "component", "grootheid"))  # fmt: skip
    grenswaarde = Veld("Waarde die niet mag worden overschreden.", nr=7, en="Value that may not be exceeded.", bron=OW,
                       soort=Getal(), voorbeeld="5", kanttekening="Betekent niets zonder parameter en eenheid.",
                       ook=("norm", "limiet", "normwaarde", "maximale waarde", "emissiegrenswaarde"))  # fmt: skip
    eenheid = Veld("Eenheid van de grenswaarde.", nr=8, en="Unit of the limit value.", bron="Stelsel, ontwerp",
                   soort=Tekst(30), voorbeeld="mg/Nm3",
                   ook=("unit", "meeteenheid", "eenh"))  # fmt: skip
    begindatum = begindatum(9, "Dag waarop het voorschrift ging gelden.", "Day from which the condition holds.")
    einddatum = einddatum(10, "Dag waarop het voorschrift ophield te gelden.", "Day on which it ceased to hold.")
    vervangt_id = verwijzing(
        11, "voorschrift", "Het eerdere voorschrift dat door dit voorschrift vervalt.",
        "The earlier condition that lapses by this one.", label="Vervangt",
        kanttekening="Zonder verwijzing geldt bij een wijziging het nummer: hetzelfde nummer in een later besluit vervangt.",
        ook=("vervangt", "vervangt voorschrift", "oud voorschrift", "vorig voorschrift", "gewijzigd voorschrift"),
    )  # fmt: skip
    werking = Veld(
        "Wat het besluit met dit voorschrift doet.", nr=12, en="What the decision does with this condition.",
        bron="Stelsel, ontwerp", soort=Code("werking_voorschrift"), voorbeeld="stelt",
        kanttekening="Bij 'trekt_in' is het nummer dat van het voorschrift dat eindigt, en de tekst die van de intrekking. "
        "Leeg bij een intrekking voor een deel betekent: niet gezegd wat er eindigt.",
        ook=("effect", "soort wijziging", "bewerking", "mutatie voorschrift", "handeling"),
    )  # fmt: skip


for _rt in (Vergunning, Voorschrift):
    regels_geldigheid(_rt, 10)
    regel_oefening(_rt, 90)
regel_niet_in_toekomst(Vergunning, 14, "besluitdatum")
regel(
    "VRG-015", Ernst.WAARSCHUWING, Vergunning,
    voorwaarde=lambda r: r.begindatum >= r.besluitdatum,
    tekst="Het besluit van {besluitdatum} zou al op {begindatum} in werking zijn getreden.",
    remedie="Een besluit werkt zelden terug: kijk beide datums na.", bron="Algemene wet bestuursrecht art. 3:40",
    goed={"besluitdatum": "2019-04-12", "begindatum": "2019-05-25"},
    fout={"besluitdatum": "2019-04-12", "begindatum": "2018-05-25"},
)  # fmt: skip
regel(
    "VSC-014", Ernst.FOUT, Voorschrift,
    voorwaarde=lambda r: r.grenswaarde.aanwezig().dan(r.parameter.aanwezig() & r.eenheid.aanwezig()),
    tekst="De grenswaarde {grenswaarde} heeft geen parameter of geen eenheid.",
    remedie="Vul parameter en eenheid in.", bron="Stelsel, ontwerp: een getal zonder eenheid zegt niets",
    goed={"grenswaarde": 5, "parameter": "stof", "eenheid": "mg/Nm3"},
    fout={"grenswaarde": 5, "parameter": "stof", "eenheid": None},
)  # fmt: skip
regel(
    "VRG-016", Ernst.FOUT, Vergunning,
    voorwaarde=lambda r: r.besluitdatum >= VROEGST,
    tekst="De besluitdatum {besluitdatum} ligt voor 1800.",
    remedie="Kijk het jaartal na.", bron="Stelsel, ontwerp: eigen ondergrens",
    goed={"besluitdatum": "1998-03-01"}, fout={"besluitdatum": "0198-03-01"},
)  # fmt: skip
regel_gezag_in_gebied(Vergunning, 17)
regel_zelfde_locatie(Vergunning, 18, "vestiging_id")
regel_zelfde_locatie(Vergunning, 19, "activiteit_id")
regel_uniek(Vergunning, 20, Ernst.OPMERKING, ("zaaknummer", "soort"),
            "Zaaknummer {zaaknummer} staat in deze levering bij meer dan één besluit van de soort {soort}.")  # fmt: skip
regel(
    "VRG-021", Ernst.WAARSCHUWING, Vergunning,
    voorwaarde=lambda r: r.einddatum >= r.besluitdatum,
    tekst="De vergunning eindigde op {einddatum}, voor het besluit van {besluitdatum}.",
    remedie="Kijk beide datums na.", bron=VERMOEDEN,
    goed={"besluitdatum": "2019-04-12", "einddatum": "2024-05-25"},
    fout={"besluitdatum": "2019-04-12", "einddatum": "2018-05-25"},
)  # fmt: skip
regel(
    "VSC-015", Ernst.WAARSCHUWING, Voorschrift,
    voorwaarde=lambda r: r.begindatum >= r.via("vergunning_id").begindatum,
    tekst="Het voorschrift zou gelden vanaf {begindatum}: voor vergunning '{vergunning_id}' in werking trad.",
    remedie="Kijk beide datums na. Een ouder voorschrift hoort bij het besluit dat het stelde.",
    bron="Stelsel, ontwerp: een voorschrift geldt binnen zijn besluit",
    goed={"begindatum": "2019-05-25", "vergunning_id": "V-1", "vergunning_id.begindatum": "2019-05-25"},
    fout={"begindatum": "2018-05-25", "vergunning_id": "V-1", "vergunning_id.begindatum": "2019-05-25"},
)  # fmt: skip
regel(
    "VSC-016", Ernst.WAARSCHUWING, Voorschrift,
    voorwaarde=lambda r: r.begindatum <= r.via("vergunning_id").einddatum,
    tekst="Het voorschrift zou gelden vanaf {begindatum}: na het einde van vergunning '{vergunning_id}'.",
    remedie="Kijk beide datums na.", bron="Stelsel, ontwerp: een voorschrift geldt binnen zijn besluit",
    goed={"begindatum": "2019-05-25", "vergunning_id": "V-1", "vergunning_id.einddatum": "2024-01-01"},
    fout={"begindatum": "2024-05-25", "vergunning_id": "V-1", "vergunning_id.einddatum": "2024-01-01"},
)  # fmt: skip
regel_uniek(Voorschrift, 17, Ernst.OPMERKING, ("vergunning_id", "nummer"),
            "Nummer {nummer} staat in deze levering meer dan eens bij vergunning '{vergunning_id}'.", lopend=True)  # fmt: skip
regel_uitschieter(Voorschrift, 18, Ernst.OPMERKING, "grenswaarde")
regel(
    "VSC-019", Ernst.WAARSCHUWING, Voorschrift,
    voorwaarde=lambda r: r.vervangt_id.aanwezig().dan(r.werking.ontbreekt() | (r.werking != "stelt")),
    veld="werking",
    tekst="Het voorschrift zou nieuw zijn gesteld, en toch '{vervangt_id}' vervangen.",
    remedie="Kies 'wijzigt', of laat de verwijzing weg.", bron="Stelsel, ontwerp: een nieuw voorschrift vervangt niets",
    goed={"vervangt_id": "S-1", "werking": "wijzigt"}, fout={"vervangt_id": "S-1", "werking": "stelt"},
)  # fmt: skip
regel(
    "VSC-020", Ernst.WAARSCHUWING, Voorschrift,
    voorwaarde=lambda r: r.vervangt_id != r.id,
    tekst="Het voorschrift '{vervangt_id}' zou zichzelf vervangen.",
    remedie="Noem de sleutel van het eerdere voorschrift.", bron="Stelsel, ontwerp: wat vervangt, is iets anders",
    goed={"id": "S-2", "vervangt_id": "S-1"}, fout={"id": "S-2", "vervangt_id": "S-2"},
)  # fmt: skip
regel(
    "VRG-022", Ernst.WAARSCHUWING, Vergunning,
    voorwaarde=lambda r: r.hoofdbesluit_id != r.id,
    tekst="Het besluit '{hoofdbesluit_id}' zou zichzelf wijzigen.",
    remedie="Noem de sleutel van het eerdere besluit.", bron="Stelsel, ontwerp: een besluit wijzigt een ander besluit",
    goed={"id": "V-2", "hoofdbesluit_id": "V-1"}, fout={"id": "V-2", "hoofdbesluit_id": "V-2"},
)  # fmt: skip
