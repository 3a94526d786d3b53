"""Handhavingsactie: what the authority did after a finding."""

from ..codelijsten import lees_gegevens
from ..regels import Dimensie, Ernst, regel
from ..soorten import Code, Datum, Getal, Tekst
from ..veld import Klasse, Recordtype, Veld
from .gedeeld import (
    HANDHAVING,
    VERMOEDEN,
    bevoegd_gezag,
    regel_dubbel,
    regel_gezag_in_gebied,
    regel_na,
    regel_oefening,
    regel_zelfde_locatie,
    regels_gebeurtenis,
    verwijzing,
)

AWB = "Algemene wet bestuursrecht titel 5.3"


class Handhavingsactie(Recordtype):
    """Interventie van het bestuur of de opsporing na een of meer bevindingen."""

    voorvoegsel, meervoud, dag = "HHA", "handhavingsacties", "datum"
    en = "Intervention by the administration or the criminal side after one or more findings."
    bron = "Landelijke Handhavingsstrategie Omgevingsrecht (2022); " + AWB
    ook = ("sanctie", "sancties", "handhaving", "handhavingszaak", "handhavingszaken", "interventie", "interventies")
    klasseveld = "soort"
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
                 soort=Code("stand_actie"), voorbeeld="nagekomen", klasse=HANDHAVING,
                 ook=("status", "stand van zaken", "status sanctie", "voortgang"))  # fmt: skip
    toelichting = Veld("Toelichting van de bron.", nr=11, en="Explanation by the source.", bron="Stelsel, ontwerp",
                             soort=Tekst(1000), voorbeeld="Opruimen van de opslag.", label="Toelichting",
                             klasse=HANDHAVING,
                             ook=("opmerking", "opmerkingen", "omschrijving", "reden"))  # fmt: skip
    bevoegd_gezag = bevoegd_gezag(12)

    @classmethod
    def klasse_per_code(cls) -> dict[str, Klasse]:
        """What the ILT's division of the strategy calls criminal is so here."""
        return {
            r["intervention"]: Klasse.STRAFRECHTELIJK
            for r in lees_gegevens("lhso_interventions.csv")
            if r["category"] == "strafrechtelijk"
        }


regels_gebeurtenis(Handhavingsactie, 10, "datum")
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
regel(
    "HHA-017", Ernst.WAARSCHUWING, Handhavingsactie,
    voorwaarde=lambda r: r.bevinding_id.aanwezig(), dimensie=Dimensie.VOLLEDIGHEID,
    tekst="De actie noemt geen bevinding waarop zij volgt.",
    remedie="Vul de sleutel van de bevinding in. Bij een last die een overtreding voorkomt is er nog geen.",
    bron="Landelijke Handhavingsstrategie Omgevingsrecht (2022): de interventie volgt op een bevinding",
    goed={"bevinding_id": "B-1"}, fout={"bevinding_id": None},
)  # fmt: skip
regel_na(Handhavingsactie, 18, "datum", "bevinding_id", "datum",
         tekst="De actie van {datum} ligt voor bevinding '{bevinding_id}'.",
         bron="Landelijke Handhavingsstrategie Omgevingsrecht (2022): de interventie volgt op een bevinding")  # fmt: skip
regel_zelfde_locatie(Handhavingsactie, 19, "vestiging_id")
regel_zelfde_locatie(Handhavingsactie, 20, "bevinding_id", "toezichtbezoek_id")
regel_gezag_in_gebied(Handhavingsactie, 21)
regel_dubbel(Handhavingsactie, 22)
regel(
    "HHA-023", Ernst.OPMERKING, Handhavingsactie,
    voorwaarde=lambda r: r.bedrag <= 10_000_000,
    tekst="Het bedrag {bedrag} is meer dan tien miljoen euro.",
    remedie="Staat de komma goed, en is het bedrag in euro's?", bron=VERMOEDEN,
    goed={"bedrag": 2500}, fout={"bedrag": 250_000_000},
)  # fmt: skip
regel(
    "HHA-024", Ernst.WAARSCHUWING, Handhavingsactie,
    voorwaarde=lambda r: (r.soort == "last_onder_dwangsom").dan(r.bedrag.aanwezig()), veld="bedrag",
    dimensie=Dimensie.VOLLEDIGHEID, tekst="Bij deze last onder dwangsom ontbreekt het bedrag.",
    remedie="Vul het bedrag van de dwangsom in.", bron="Algemene wet bestuursrecht art. 5:32b",
    goed={"soort": "last_onder_dwangsom", "bedrag": 2500}, fout={"soort": "last_onder_dwangsom"},
)  # fmt: skip
regel(
    "HHA-025", Ernst.OPMERKING, Handhavingsactie,
    voorwaarde=lambda r: r.soort.een_van("last_onder_dwangsom", "last_onder_bestuursdwang").dan(r.termijn_tot.aanwezig()),
    veld="termijn_tot", dimensie=Dimensie.VOLLEDIGHEID, tekst="Bij deze last ontbreekt de begunstigingstermijn.",
    remedie="Vul de laatste dag van de termijn in, als het besluit die noemt.",
    bron="Algemene wet bestuursrecht art. 5:24 en 5:32a",
    goed={"soort": "last_onder_dwangsom", "termijn_tot": "2024-10-15"}, fout={"soort": "last_onder_dwangsom"},
)  # fmt: skip
regel(
    "HHA-026", Ernst.WAARSCHUWING, Handhavingsactie,
    voorwaarde=lambda r: r.via("bevinding_id").overtreding,
    tekst="Bevinding '{bevinding_id}' is volgens de levering geen overtreding.",
    remedie="Kijk na op welke bevinding de actie volgt.", bron="Algemene wet bestuursrecht art. 5:1 en 5:4",
    goed={"bevinding_id": "B-1", "bevinding_id.overtreding": "ja"},
    fout={"bevinding_id": "B-1", "bevinding_id.overtreding": "nee"},
)  # fmt: skip
regel(
    "HHA-027", Ernst.OPMERKING, Handhavingsactie,
    voorwaarde=lambda r: (r.stand == "loopt").dan(r.termijn_tot >= r.vandaag - 366), veld="stand",
    dimensie=Dimensie.TIJDIGHEID,
    tekst="De actie loopt nog, maar haar termijn eindigde op {termijn_tot}: meer dan een jaar geleden.",
    remedie="Werk de stand bij.", bron=VERMOEDEN,
    goed={"stand": "loopt", "termijn_tot": "2025-12-01"}, fout={"stand": "loopt", "termijn_tot": "2019-12-01"},
)  # fmt: skip
