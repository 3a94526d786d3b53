"""Handhavingsactie: what the authority did after a finding."""

from ..regels import Ernst, regel
from ..soorten import Code, Datum, Getal, Tekst
from ..veld import Recordtype, Veld
from .gedeeld import HANDHAVING, bevoegd_gezag, regel_niet_in_toekomst, regel_oefening, verwijzing

AWB = "Algemene wet bestuursrecht titel 5.3"


class Handhavingsactie(Recordtype):
    """Interventie van het bestuur of de opsporing na een of meer bevindingen."""

    voorvoegsel, meervoud, dag = "HHA", "handhavingsacties", "datum"
    en = "Intervention by the administration or the criminal side after one or more findings."
    bron = "Landelijke Handhavingsstrategie Omgevingsrecht (2022); " + AWB
    ook = ("sanctie", "sancties", "handhaving", "handhavingszaak", "handhavingszaken", "interventie", "interventies")
    uitleg = "Een proces-verbaal en een strafbeschikking zijn strafrechtelijk: zij vragen een eigen grond om te delen."

    locatie_id = verwijzing(2, "locatie", "De locatie waar de overtreding plaatsvond.", "The location of the violation.",
                            verplicht=True, label="Locatie")  # fmt: skip
    vestiging_id = verwijzing(3, "vestiging", "De vestiging tot wie de actie is gericht.",
                              "The establishment the action is addressed to.", label="Vestiging")  # fmt: skip
    bevinding_id = verwijzing(4, "bevinding", "De bevinding waarop de actie volgt.",
                              "The finding that the action follows.", label="Bevinding")  # fmt: skip
    soort = Veld("Interventie die is gekozen.", nr=5, en="Intervention chosen.", soort=Code("interventie"),
                 bron="Landelijke Handhavingsstrategie Omgevingsrecht (2022)", verplicht=True,
                 voorbeeld="last_onder_dwangsom", klasse=HANDHAVING,
                 ook=("type", "interventie", "sanctie", "soort sanctie", "type sanctie", "sanctiesoort",
                      "instrument", "sanctiemiddel", "soort interventie", "handhavingsinstrument"))  # fmt: skip
    datum = Veld("Dag van het besluit of de handeling.", nr=6, en="Day of the decision or act.", bron=AWB, soort=Datum(),
                 verplicht=True, voorbeeld="2024-07-15", klasse=HANDHAVING,
                 ook=("datum besluit", "besluitdatum", "datum sanctie", "sanctiedatum", "datum beschikking",
                      "verzenddatum", "datum verzonden"))  # fmt: skip
    termijn_tot = Veld("Laatste dag van de begunstigingstermijn.", nr=7, en="Last day of the compliance period.",
                       bron="Algemene wet bestuursrecht art. 5:32a", soort=Datum(), voorbeeld="2024-10-15",
                       klasse=HANDHAVING,
                       ook=("begunstigingstermijn", "einde begunstigingstermijn", "hersteltermijn", "termijn",
                            "datum einde termijn", "begunstigingstermijn tot"))  # fmt: skip
    bedrag = Veld("Bedrag van dwangsom (per overtreding of tijdseenheid) of boete.", nr=8,
                  en="Amount of the penalty (per violation or unit of time) or fine.", bron=AWB, soort=Getal(),
                  eenheid="EUR", voorbeeld="2500", klasse=HANDHAVING,
                  ook=("dwangsom", "dwangsombedrag", "bedrag dwangsom", "boetebedrag", "bedrag boete",
                       "bedrag eur"))  # fmt: skip
    maximum = Veld("Bedrag waarboven geen dwangsom meer wordt verbeurd.", nr=9,
                   en="Amount above which no penalty is forfeited.", bron="Algemene wet bestuursrecht art. 5:32b",
                   soort=Getal(), eenheid="EUR", voorbeeld="10000", klasse=HANDHAVING,
                   ook=("maximum bedrag", "maximaal bedrag", "max dwangsom", "maximum dwangsom", "max bedrag",
                        "dwangsom maximum"))  # fmt: skip
    stand = Veld("Hoe de actie ervoor staat.", nr=10, en="State of the action.", bron="Indeling van Stelsel",
                 soort=Code("stand_actie"), voorbeeld="loopt", klasse=HANDHAVING,
                 ook=("status", "stand van zaken", "status sanctie", "voortgang"))  # fmt: skip
    toelichting = Veld("Toelichting van de bron.", nr=11, en="Explanation by the source.", bron="Stelsel, ontwerp",
                             soort=Tekst(1000), voorbeeld="Opruimen van de opslag.", label="Toelichting",
                             klasse=HANDHAVING,
                             ook=("opmerking", "opmerkingen", "omschrijving", "reden"))  # fmt: skip
    bevoegd_gezag = bevoegd_gezag(12)


regel_niet_in_toekomst(Handhavingsactie, 10, "datum")
regel_oefening(Handhavingsactie, 90)
regel(
    "HHA-014", Ernst.FOUT, Handhavingsactie,
    voorwaarde=lambda r: r.termijn_tot >= r.datum,
    tekst="De begunstigingstermijn loopt tot {termijn_tot}: voor het besluit van {datum}.",
    remedie="Kijk beide datums na.", bron="Algemene wet bestuursrecht art. 5:32a",
    goed={"datum": "2024-07-15", "termijn_tot": "2024-10-15"}, fout={"datum": "2024-07-15", "termijn_tot": "2023-10-15"},
)  # fmt: skip
regel(
    "HHA-015", Ernst.FOUT, Handhavingsactie,
    voorwaarde=lambda r: r.bedrag >= 0,
    tekst="Het bedrag {bedrag} is negatief.", remedie="Lever een bedrag van nul of meer.", bron=AWB,
    goed={"bedrag": 2500}, fout={"bedrag": -2500},
)  # fmt: skip
regel(
    "HHA-016", Ernst.FOUT, Handhavingsactie,
    voorwaarde=lambda r: r.maximum >= r.bedrag,
    tekst="Het maximum {maximum} is lager dan het bedrag {bedrag}.",
    remedie="Zijn bedrag en maximum verwisseld?", bron="Algemene wet bestuursrecht art. 5:32b",
    goed={"bedrag": 2500, "maximum": 10000}, fout={"bedrag": 10000, "maximum": 2500},
)  # fmt: skip
