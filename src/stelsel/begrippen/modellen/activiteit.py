"""Activiteit and melding: what is done at a location, and what the operator reported of it."""

from ..regels import Dimensie, Ernst, regel
from ..soorten import Code, Datum, Tekst
from ..veld import Recordtype, Veld
from .gedeeld import (
    begindatum,
    bevoegd_gezag,
    einddatum,
    regel_dubbel,
    regel_gezag_in_gebied,
    regel_oefening,
    regel_zelfde_locatie,
    regels_gebeurtenis,
    regels_geldigheid,
    verwijzing,
)

BAL = "Besluit activiteiten leefomgeving, hoofdstuk 3"


class Activiteit(Recordtype):
    """Milieubelastende activiteit die een vestiging op een locatie verricht."""

    voorvoegsel, meervoud = "ACT", "activiteiten"
    en = "Environmentally harmful activity carried out by an establishment at a location."
    bron = BAL
    ook = ("mba", "activiteit")
    uitleg = "Functioneel ondersteunende activiteiten horen bij de kernactiviteit en krijgen geen eigen record."

    locatie_id = verwijzing(2, "locatie", "De locatie waarop de activiteit wordt verricht.",
                            "The location at which the activity is carried out.", verplicht=True, label="Locatie")  # fmt: skip
    vestiging_id = verwijzing(3, "vestiging", "De vestiging die de activiteit verricht.",
                              "The establishment that carries out the activity.", label="Vestiging")  # fmt: skip
    bal_paragraaf = Veld(
        "Paragraaf van hoofdstuk 3 Bal die de activiteit aanwijst.",
        nr=4, en="Paragraph of chapter 3 of the Bal that designates the activity.", bron=BAL,
        soort=Code("bal_paragraaf"), voorbeeld="3.3.8", label="Activiteit (Bal)",
        kanttekening="De geladen lijst is die van 11-07-2026; nummers van vervallen paragrafen ontbreken.",
        ook=("bal", "mba", "paragraaf bal", "activiteit bal", "bal code", "mba code", "paragraaf"),
    )  # fmt: skip
    omschrijving = Veld("Omschrijving van de activiteit door de bron.", nr=5, en="Description by the source.",
                        bron="Stelsel, ontwerp", soort=Tekst(400), voorbeeld="Maken van verf en lak",
                        ook=("activiteit", "activiteit omschrijving", "activiteitomschrijving", "toelichting"))  # fmt: skip
    ippc_categorie = Veld(
        "Categorie van bijlage I bij de Richtlijn industriële emissies.",
        nr=6, en="Category of annex I to the Industrial Emissions Directive.", bron="Richtlijn 2010/75/EU, bijlage I",
        soort=Code("ippc_categorie"), voorbeeld="4.1(a)", label="IPPC-categorie",
        kanttekening="Omschrijvingen na 2.4 zijn niet met de tekst van de richtlijn vergeleken.",
        ook=("ippc", "rie categorie", "ippc code", "rie", "categorie ippc"),
    )  # fmt: skip
    seveso = Veld("Drempel van de Seveso-richtlijn waaronder de locatie valt.", nr=7, en="Seveso tier of the location.",
                  bron="Richtlijn 2012/18/EU; Omgevingsbesluit art. 13.21", soort=Code("seveso"),
                  voorbeeld="hogedrempel", label="Seveso",
                  ook=("brzo", "seveso drempel", "drempel", "seveso status", "brzo status"))  # fmt: skip
    bevoegd_gezag = bevoegd_gezag(8)
    uitvoerende_dienst = Veld(
        "Omgevingsdienst die de taken voor deze activiteit uitvoert.",
        nr=9, en="Environment agency that carries out the tasks for this activity.",
        bron="Omgevingswet art. 18.21; Omgevingsbesluit art. 13.12", soort=Code("omgevingsdienst"), voorbeeld="dcmr",
        kanttekening="Na een fusie wijst het register op de peildatum de opvolger aan.",
        ook=("omgevingsdienst", "od", "uitvoeringsdienst", "uitvoerder"),
    )  # fmt: skip
    begindatum = begindatum(10, "Dag waarop de activiteit begon.", "Day on which the activity began.")
    einddatum = einddatum(11, "Dag waarop de activiteit eindigde.", "Day on which the activity ended.")


class Melding(Recordtype):
    """Mededeling van de initiatiefnemer aan het bevoegd gezag over een activiteit."""

    voorvoegsel, meervoud, dag = "MEL", "meldingen", "datum"
    en = "Notice by the operator to the authority about an activity."
    bron = "Omgevingswet art. 4.4; Besluit activiteiten leefomgeving"
    ook = ("kennisgeving", "kennisgevingen")

    locatie_id = verwijzing(2, "locatie", "De locatie waarover de melding gaat.", "The location the notice is about.",
                            verplicht=True, label="Locatie")  # fmt: skip
    vestiging_id = verwijzing(
        3, "vestiging", "De vestiging die meldt.", "The establishment that gives notice.", label="Vestiging"
    )
    activiteit_id = verwijzing(4, "activiteit", "De activiteit waarover de melding gaat.",
                               "The activity the notice is about.", label="Activiteit")  # fmt: skip
    soort = Veld("Waarvan melding wordt gedaan.", nr=5, en="What notice is given of.", bron="Indeling van Stelsel",
                 soort=Code("soort_melding"), verplicht=True, voorbeeld="wijziging",
                 ook=("type", "soort melding", "type melding", "meldingsoort", "meldingtype"))  # fmt: skip
    datum = Veld("Dag waarop het bevoegd gezag de melding ontving.", nr=6, en="Day of receipt by the authority.",
                 bron="Algemene wet bestuursrecht", soort=Datum(), verplicht=True, voorbeeld="2022-02-14",
                 ook=("meldingsdatum", "datum melding", "datum ontvangst", "ontvangstdatum", "ontvangen op",
                      "datum ontvangen", "datum binnenkomst"))  # fmt: skip
    onderwerp = Veld("Korte inhoud van de melding.", nr=7, en="Short content of the notice.", bron="Stelsel, ontwerp",
                     soort=Tekst(400), voorbeeld="Plaatsen van een opslagtank",
                     ook=("omschrijving", "betreft", "korte omschrijving", "inhoud"))  # fmt: skip


regels_geldigheid(Activiteit, 10)
regel_oefening(Activiteit, 90)
regel_oefening(Melding, 90)
regels_gebeurtenis(Melding, 10, "datum")
regel(
    "ACT-014", Ernst.FOUT, Activiteit,
    voorwaarde=lambda r: r.bal_paragraaf.aanwezig() | r.omschrijving.aanwezig(),
    tekst="De activiteit heeft geen paragraaf uit het Bal en geen omschrijving.",
    remedie="Vul de paragraaf van hoofdstuk 3 Bal in, of omschrijf de activiteit.", bron=BAL,
    dimensie=Dimensie.VOLLEDIGHEID,
    goed={"bal_paragraaf": "3.3.8", "omschrijving": None}, fout={"bal_paragraaf": None, "omschrijving": None},
)  # fmt: skip
regel(
    "ACT-015", Ernst.WAARSCHUWING, Activiteit,
    voorwaarde=lambda r: r.seveso.aanwezig().dan(r.bevoegd_gezag.begint_met("PV", "ienw", "ezk")),
    veld="bevoegd_gezag",
    tekst="Bij een Seveso-activiteit is {bevoegd_gezag} opgegeven; meestal is de provincie bevoegd.",
    remedie="Kijk na wie bevoegd gezag is.", bron="Vermoeden van Stelsel; geen norm",
    goed={"seveso": "hogedrempel", "bevoegd_gezag": "PV28"}, fout={"seveso": "hogedrempel", "bevoegd_gezag": "GM0599"},
)  # fmt: skip
regel_gezag_in_gebied(Activiteit, 16)
regel_zelfde_locatie(Activiteit, 17, "vestiging_id")
regel_dubbel(Activiteit, 18)
regel_zelfde_locatie(Melding, 14, "vestiging_id")
regel_zelfde_locatie(Melding, 15, "activiteit_id")
regel_dubbel(Melding, 16)
regel(
    "MEL-017", Ernst.OPMERKING, Melding,
    voorwaarde=lambda r: (r.soort == "start").dan(r.datum <= r.via("activiteit_id").begindatum), veld="datum",
    tekst="De melding van het begin kwam op {datum}: na het begin van activiteit '{activiteit_id}'.",
    remedie="Kijk beide datums na.", bron="Omgevingswet art. 4.4: melden gaat vooraf aan de activiteit",
    dimensie=Dimensie.CONSISTENTIE,
    goed={"soort": "start", "datum": "2022-02-14", "activiteit_id": "A-1", "activiteit_id.begindatum": "2022-04-01"},
    fout={"soort": "start", "datum": "2022-02-14", "activiteit_id": "A-1", "activiteit_id.begindatum": "2021-04-01"},
)  # fmt: skip
