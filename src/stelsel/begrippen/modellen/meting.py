"""Monster and meting: what was taken from the environment, and what the laboratory found in it."""

from ..regels import Dimensie, Ernst, regel
from ..soorten import Code, Datum, Getal, JaNee, Patroon, Tekst
from ..veld import Klasse, Recordtype, Veld
from .gedeeld import (
    VERMOEDEN,
    regel_dubbel,
    regel_na,
    regel_niet_lang_na,
    regel_oefening,
    regel_uitschieter,
    regel_zelfde_locatie,
    regels_gebeurtenis,
    verwijzing,
)

GEVOELIG = Klasse.BEDRIJFSGEVOELIG
EMISSIE = "Wet milieubeheer art. 19.3: milieu-informatie"


class Monster(Recordtype):
    """Hoeveelheid lucht, water, bodem of afval die voor onderzoek is genomen."""

    voorvoegsel, meervoud, dag = "MON", "monsters", "datum"
    en = "Quantity of air, water, soil or waste taken for examination."
    bron = "Stelsel, ontwerp; Algemene wet bestuursrecht art. 5:18"
    ook = ("bemonstering", "bemonsteringen", "monstername")

    locatie_id = verwijzing(2, "locatie", "De locatie waar het monster is genomen.", "The location of sampling.",
                            verplicht=True, label="Locatie")  # fmt: skip
    vestiging_id = verwijzing(3, "vestiging", "De vestiging waar het monster is genomen.",
                              "The establishment where the sample was taken.", label="Vestiging")  # fmt: skip
    toezichtbezoek_id = verwijzing(4, "toezichtbezoek", "Het bezoek waarbij het monster is genomen.",
                                   "The visit during which it was taken.", label="Toezichtbezoek")  # fmt: skip
    datum = Veld("Dag waarop het monster is genomen.", nr=5, en="Day of sampling.", soort=Datum(), verplicht=True,
                 bron="Algemene wet bestuursrecht art. 5:18", voorbeeld="2024-06-18",
                 ook=("monsterdatum", "datum monstername", "datum bemonstering", "bemonsteringsdatum",
                      "genomen op"))  # fmt: skip
    medium = Veld("Waaruit het monster is genomen.", nr=6, en="Medium sampled.", bron="Indeling van Stelsel",
                  soort=Code("medium"), verplicht=True, voorbeeld="afvalwater",
                  ook=("matrix", "compartiment", "soort monster", "monstersoort", "type monster",
                       "bemonsterd medium"))  # fmt: skip
    monsterpunt = Veld("Plaats op de locatie waar het monster is genomen.", nr=7, en="Point of sampling.",
                       bron="Stelsel, ontwerp", soort=Tekst(120), voorbeeld="controleput 2", klasse=GEVOELIG,
                       ook=("meetpunt", "bemonsteringspunt", "monsternamepunt", "punt", "monsterplaats",
                            "lozingspunt"))  # fmt: skip


class Meting(Recordtype):
    """Uitkomst van een bepaling aan een monster, voor één parameter."""

    voorvoegsel, meervoud, dag = "MET", "metingen", "datum"
    en = "Result of a determination on a sample, for one parameter."
    bron = EMISSIE
    ook = ("analyse", "analyses", "meetresultaat", "meetresultaten", "labresultaat", "labresultaten")

    monster_id = verwijzing(2, "monster", "Het monster waaraan is gemeten.", "The sample that was measured.",
                            verplicht=True, label="Monster")  # fmt: skip
    datum = Veld("Dag van de bepaling.", nr=3, en="Day of the determination.", bron=EMISSIE, soort=Datum(),
                 verplicht=True, voorbeeld="2024-06-25",
                 ook=("analysedatum", "datum analyse", "datum meting", "meetdatum", "bepaald op"))  # fmt: skip
    parameter = Veld("Gemeten grootheid of stof.", nr=4, en="Quantity or substance measured.", bron=EMISSIE,
                     soort=Tekst(80), verplicht=True, voorbeeld="zink",
                     ook=("stof", "component", "parameternaam", "stofnaam", "analyt", "analyse"))  # fmt: skip
    cas_nummer = Veld("CAS-nummer van de stof.", nr=5, en="CAS registry number of the substance.", label="CAS-nummer",
                      bron="CAS Registry (Chemical Abstracts Service)", voorbeeld="7440-66-6",
                      soort=Patroon("[1-9][0-9]{1,6}-[0-9]{2}-[0-9]", "CAS-nummer, zoals 7440-66-6"),
                      ook=("cas", "cas nr", "casnr"))  # fmt: skip
    waarde = Veld("Gemeten waarde.", nr=6, en="Value measured.", bron=EMISSIE, soort=Getal(), verplicht=True,
                  voorbeeld="0,12",
                  ook=("resultaat", "meetwaarde", "uitslag", "concentratie", "gemeten waarde", "analyseresultaat"))  # fmt: skip
    eenheid = Veld("Eenheid van de waarde.", nr=7, en="Unit of the value.", bron=EMISSIE, soort=Tekst(30), verplicht=True,
                   voorbeeld="mg/l",
                   ook=("unit", "meeteenheid", "eenh", "eenheid resultaat"))  # fmt: skip
    onder_detectiegrens = Veld("Of de waarde onder de detectiegrens ligt.", nr=8, bron="Stelsel, ontwerp",
                               en="Whether the value is below the limit of detection.", soort=JaNee(), voorbeeld="nee",
                               kanttekening="Zo ja, dan is de waarde de detectiegrens zelf.",
                               ook=("detectiegrens", "kleiner dan", "onder rapportagegrens", "bepalingsgrens",
                                    "kleiner dan detectiegrens"))  # fmt: skip


for _rt in (Monster, Meting):
    regels_gebeurtenis(_rt, 10, "datum")
    regel_oefening(_rt, 90)
regel(
    "MET-014", Ernst.FOUT, Meting,
    voorwaarde=lambda r: r.cas_nummer.cas_controle(),
    tekst="Het controlecijfer van CAS-nummer {cas_nummer} klopt niet.",
    remedie="Eén cijfer is verkeerd, of twee cijfers zijn verwisseld.", bron="CAS Registry: controlecijfer",
    goed={"cas_nummer": "7440-66-6"}, fout={"cas_nummer": "7440-66-5"},
)  # fmt: skip
regel(
    "MET-015", Ernst.FOUT, Meting,
    voorwaarde=lambda r: r.waarde >= 0,
    tekst="De gemeten waarde {waarde} is negatief.",
    remedie="Ligt de waarde onder de detectiegrens, lever dan de grens en zet onder_detectiegrens op ja.",
    bron="Stelsel, ontwerp: concentraties zijn niet negatief", goed={"waarde": 0.12}, fout={"waarde": -0.12},
)  # fmt: skip
regel_zelfde_locatie(Monster, 14, "vestiging_id")
regel_zelfde_locatie(Monster, 15, "toezichtbezoek_id")
regel_na(Monster, 16, "datum", "toezichtbezoek_id", "datum", dagen=31,
         tekst="Het monster van {datum} is meer dan een maand voor bezoek '{toezichtbezoek_id}' genomen.",
         bron="Stelsel, ontwerp: een monster is bij het bezoek genomen; de maand is een eigen grens")  # fmt: skip
regel(
    "MON-017", Ernst.OPMERKING, Monster,
    voorwaarde=lambda r: r.toezichtbezoek_id.aanwezig(), dimensie=Dimensie.VOLLEDIGHEID,
    tekst="Het monster noemt geen toezichtbezoek.",
    remedie="Vul de sleutel van het bezoek in. Nam het bedrijf het monster zelf, dan hoeft u niets te doen.",
    bron="Algemene wet bestuursrecht art. 5:18; " + VERMOEDEN.lower(),
    goed={"toezichtbezoek_id": "T-1"}, fout={"toezichtbezoek_id": None},
)  # fmt: skip
regel_dubbel(Monster, 18)
regel_na(Meting, 16, "datum", "monster_id", "datum",
         tekst="De meting van {datum} ligt voor de dag waarop monster '{monster_id}' is genomen.",
         bron="Stelsel, ontwerp: een monster wordt na het nemen onderzocht")  # fmt: skip
regel_niet_lang_na(Meting, 17, "datum", "monster_id", "datum", dagen=366,
                   tekst="De meting van {datum} ligt meer dan een jaar na het nemen van monster '{monster_id}'.")  # fmt: skip
regel_uitschieter(Meting, 18, Ernst.WAARSCHUWING, "waarde")
regel_dubbel(Meting, 19)
regel(
    "MET-020", Ernst.OPMERKING, Meting,
    voorwaarde=lambda r: r.onder_detectiegrens.dan(r.waarde > 0), veld="waarde",
    tekst="De waarde ligt onder de detectiegrens, maar de grens zelf is nul.",
    remedie="Lever de detectiegrens als waarde.", bron="Stelsel, ontwerp: de waarde is dan de detectiegrens",
    goed={"onder_detectiegrens": "ja", "waarde": 0.05}, fout={"onder_detectiegrens": "ja", "waarde": 0},
)  # fmt: skip
