"""Toezichtbezoek and bevinding: who looked when, and what was found."""

from ..regels import Dimensie, Ernst, regel
from ..soorten import Code, Datum, JaNee, Tekst
from ..veld import Klasse, Recordtype, Veld
from .gedeeld import (
    HANDHAVING,
    VERMOEDEN,
    regel_dubbel,
    regel_na,
    regel_niet_lang_na,
    regel_oefening,
    regel_zelfde_locatie,
    regels_gebeurtenis,
    verwijzing,
)

OB = "Omgevingsbesluit art. 13.7"
LHSO = "Landelijke Handhavingsstrategie Omgevingsrecht (2022)"


class Toezichtbezoek(Recordtype):
    """Bezoek of onderzoek waarbij een toezichthouder naleving beoordeelt."""

    voorvoegsel, meervoud, dag = "TBZ", "toezichtbezoeken", "datum"
    en = "Visit or examination in which a supervisor judges compliance."
    bron = "Algemene wet bestuursrecht titel 5.2; " + OB
    ook = ("controle", "controles", "bezoek", "bezoeken", "inspectie", "inspecties", "toezicht")

    locatie_id = verwijzing(
        2, "locatie", "De bezochte locatie.", "The location visited.", verplicht=True, label="Locatie"
    )
    vestiging_id = verwijzing(3, "vestiging", "De bezochte vestiging.", "The establishment visited.", label="Vestiging")
    datum = Veld("Dag van het bezoek.", nr=4, en="Day of the visit.", bron=OB, soort=Datum(), verplicht=True,
                 voorbeeld="2024-06-18", kanttekening="Bij een bezoek van meer dagen: de laatste dag.",
                 ook=("bezoekdatum", "controledatum", "datum bezoek", "datum controle", "inspectiedatum",
                      "datum inspectie", "uitvoerdatum", "uitgevoerd op"))  # fmt: skip
    soort = Veld("Soort toezicht.", nr=5, en="Kind of supervision.", bron=OB, soort=Code("soort_bezoek"), verplicht=True,
                 voorbeeld="routinematig",
                 ook=("type", "soort controle", "type controle", "controlesoort", "bezoeksoort", "soort bezoek",
                      "type bezoek", "soort toezicht", "controletype", "type inspectie"))  # fmt: skip
    aangekondigd = Veld("Of het bezoek was aangekondigd.", nr=6, en="Whether the visit was announced.",
                        bron="Stelsel, ontwerp", soort=JaNee(), voorbeeld="nee", klasse=Klasse.BEDRIJFSGEVOELIG,
                        ook=("aangekondigd jn", "vooraf aangekondigd", "aankondiging"))  # fmt: skip
    toezichthouder = Veld(
        "Functie of personeelscode van de toezichthouder.", nr=7, en="Function or staff code of the supervisor.",
        bron="Algemene wet bestuursrecht art. 5:11", soort=Tekst(60), voorbeeld="inspecteur 14",
        klasse=Klasse.PERSOONSGEGEVEN, kanttekening="Lever nooit een naam.",
        ook=("inspecteur", "controleur", "handhaver", "medewerker", "toezichthouder code", "inspecteur code"),
    )  # fmt: skip
    samenvatting = Veld("Uitkomst van het bezoek in een zin.", nr=8, en="Outcome of the visit in one sentence.",
                        bron=OB, soort=Tekst(1000), voorbeeld="Geen overtreding vastgesteld.",
                        klasse=Klasse.BEDRIJFSGEVOELIG,
                        ook=("resultaat", "conclusie", "uitkomst", "bevindingen", "controleresultaat"))  # fmt: skip


class Bevinding(Recordtype):
    """Wat bij een toezichtbezoek is vastgesteld over een voorschrift of regel."""

    voorvoegsel, meervoud, dag = "BEV", "bevindingen", "datum"
    en = "What a visit established about a condition or rule."
    bron = OB
    ook = ("overtreding", "overtredingen", "constatering", "constateringen")

    toezichtbezoek_id = verwijzing(2, "toezichtbezoek", "Het bezoek waarbij dit is vastgesteld.",
                                   "The visit that established it.", verplicht=True, label="Toezichtbezoek")  # fmt: skip
    voorschrift_id = verwijzing(3, "voorschrift", "Het voorschrift waarover de bevinding gaat.",
                                "The condition the finding is about.", label="Voorschrift")  # fmt: skip
    datum = Veld("Dag waarop de bevinding is gedaan.", nr=4, en="Day of the finding.", bron=OB, soort=Datum(),
                 verplicht=True, voorbeeld="2024-06-18", klasse=HANDHAVING,
                 ook=("datum bevinding", "datum constatering", "constateringsdatum", "geconstateerd op",
                      "datum overtreding", "vastgesteld op"))  # fmt: skip
    omschrijving = Veld("Wat is vastgesteld.", nr=5, en="What was established.", bron=OB, soort=Tekst(2000),
                        verplicht=True, voorbeeld="Vaten stonden buiten de opvangbak.", klasse=HANDHAVING,
                        ook=("bevinding", "constatering", "overtreding omschrijving", "feit", "tekst",
                             "toelichting"))  # fmt: skip
    overtreding = Veld("Of de bevinding een overtreding is.", nr=6, en="Whether the finding is a violation.",
                       bron="Algemene wet bestuursrecht art. 5:1", soort=JaNee(), verplicht=True, voorbeeld="ja",
                       klasse=HANDHAVING,
                       ook=("is overtreding", "overtreding jn", "overtreding ja nee", "in overtreding"))  # fmt: skip
    ernst = Veld("Ernst van de overtreding (1 tot 4).", nr=7, en="Severity of the violation (1 to 4).", bron=LHSO,
                 soort=Code("lhso_ernst"), voorbeeld="2", klasse=HANDHAVING,
                 kanttekening="De inhoud van de matrix van de strategie is niet geladen.",
                 ook=("lhso ernst", "ernst overtreding", "lhs ernst"))  # fmt: skip
    gedrag = Veld("Gedrag van de normadressaat (A tot D).", nr=8, en="Behaviour of the addressee (A to D).", bron=LHSO,
                  soort=Code("lhso_gedrag"), voorbeeld="A", klasse=HANDHAVING,
                  ook=("lhso gedrag", "gedrag overtreder", "gedrag normadressaat", "lhs gedrag"))  # fmt: skip
    hersteld_op = Veld("Dag waarop herstel is vastgesteld.", nr=9, en="Day on which repair was established.",
                       bron="Stelsel, ontwerp", soort=Datum(), voorbeeld="2024-09-02", klasse=HANDHAVING,
                       kanttekening="Leeg betekent: herstel is niet vastgesteld, of de bron houdt het niet bij.",
                       ook=("hersteldatum", "datum herstel", "datum hersteld", "opgeheven op", "datum opgeheven",
                            "afgehandeld op"))  # fmt: skip


for _rt in (Toezichtbezoek, Bevinding):
    regels_gebeurtenis(_rt, 10, "datum")
    regel_oefening(_rt, 90)
regel(
    "BEV-014", Ernst.FOUT, Bevinding,
    voorwaarde=lambda r: r.hersteld_op >= r.datum,
    tekst="Het herstel van {hersteld_op} ligt voor de bevinding van {datum}.",
    remedie="Zijn de datums verwisseld?", bron="Stelsel, ontwerp: herstel volgt op een bevinding",
    goed={"datum": "2024-06-18", "hersteld_op": "2024-09-02"}, fout={"datum": "2024-06-18", "hersteld_op": "2023-09-02"},
)  # fmt: skip
regel(
    "BEV-015", Ernst.WAARSCHUWING, Bevinding,
    voorwaarde=lambda r: r.overtreding.dan(r.ernst.aanwezig() & r.gedrag.aanwezig()), veld="ernst",
    dimensie=Dimensie.VOLLEDIGHEID,
    tekst="Bij deze overtreding ontbreekt de ernst of het gedrag.",
    remedie="Vul de beoordeling volgens de handhavingsstrategie in.", bron=LHSO,
    goed={"overtreding": True, "ernst": "2", "gedrag": "A"}, fout={"overtreding": True, "ernst": None, "gedrag": "A"},
)  # fmt: skip
regel_zelfde_locatie(Toezichtbezoek, 14, "vestiging_id")
regel_dubbel(Toezichtbezoek, 15)
# A visit of several days bears its last day: a finding may be a month older than that.
regel_na(Bevinding, 16, "datum", "toezichtbezoek_id", "datum", dagen=31,
         tekst="De bevinding van {datum} ligt meer dan een maand voor bezoek '{toezichtbezoek_id}'.",
         bron="Stelsel, ontwerp: een bevinding is bij het bezoek gedaan; de maand is een eigen grens")  # fmt: skip
regel_niet_lang_na(Bevinding, 17, "datum", "toezichtbezoek_id", "datum", dagen=366,
                   tekst="De bevinding van {datum} ligt meer dan een jaar na bezoek '{toezichtbezoek_id}'.")  # fmt: skip
regel_na(Bevinding, 18, "datum", "voorschrift_id", "begindatum",
         tekst="De bevinding van {datum} ligt voor het begin van voorschrift '{voorschrift_id}'.",
         bron="Stelsel, ontwerp: wie een voorschrift overtreedt, overtreedt het terwijl het geldt")  # fmt: skip
regel(
    "BEV-019", Ernst.WAARSCHUWING, Bevinding,
    voorwaarde=lambda r: r.via("voorschrift_id").via("vergunning_id").locatie_id == r.via("toezichtbezoek_id").locatie_id,
    tekst="Voorschrift '{voorschrift_id}' hoort bij een andere locatie dan bezoek '{toezichtbezoek_id}'.",
    remedie="Kijk na welk voorschrift en welk bezoek bij deze bevinding horen.",
    bron="Stelsel, ontwerp: verwijzingen spreken elkaar niet tegen",
    goed={"voorschrift_id": "S-1", "toezichtbezoek_id": "T-1", "voorschrift_id.vergunning_id.locatie_id": "L-1",
          "toezichtbezoek_id.locatie_id": "L-1"},
    fout={"voorschrift_id": "S-1", "toezichtbezoek_id": "T-1", "voorschrift_id.vergunning_id.locatie_id": "L-2",
          "toezichtbezoek_id.locatie_id": "L-1"},
)  # fmt: skip
regel(
    "BEV-020", Ernst.OPMERKING, Bevinding,
    voorwaarde=lambda r: r.overtreding | (r.ernst.ontbreekt() & r.gedrag.ontbreekt()), veld="overtreding",
    tekst="Dit is geen overtreding, maar ernst of gedrag is wel beoordeeld.",
    remedie="Kijk na of dit een overtreding is.", bron=VERMOEDEN,
    goed={"overtreding": "nee", "ernst": None, "gedrag": None}, fout={"overtreding": "nee", "ernst": "2", "gedrag": None},
)  # fmt: skip
regel_dubbel(Bevinding, 21)
regel(
    "BEV-022", Ernst.FOUT, Bevinding,
    voorwaarde=lambda r: r.hersteld_op <= r.vandaag,
    tekst="Het herstel van {hersteld_op} ligt na de dag van levering.",
    remedie="Kijk het jaartal na; een verwachting is nog geen herstel.",
    bron="Stelsel, ontwerp: een gebeurtenis heeft plaatsgevonden",
    goed={"hersteld_op": "2024-09-02"}, fout={"hersteld_op": "2924-09-02"},
)  # fmt: skip
