"""What each figure of a score means: shown on a page, exported, and used by the calculation itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from ...begrippen import RECORDTYPEN, Dimensie, Ernst, Klasse, Regel

BINNEN_DAGEN = 90  # how late an event may be told of and still be in time; one of `schrijven.VERTRAGINGEN`
MAG_LEEG = ("einddatum",)  # empty means that it has not ended: nothing is missing
EIGEN_KEUZE = "eigen keuze van Stelsel, geen norm"


def weegt(regel: Regel) -> bool:
    """Does a failure of this check count in a score? A remark only tells."""
    return regel.ernst is not Ernst.OPMERKING


def openbaar(regel: Regel) -> bool:
    """May everybody know that this check failed? That tells of the fields that it looks at."""
    velden = RECORDTYPEN[regel.recordtype].velden if regel.recordtype in RECORDTYPEN else {}
    return all(velden[n].klasse is Klasse.OPENBAAR for n in regel.velden if n in velden)


@dataclass(frozen=True)
class Definitie:
    """A dimension: what it asks, how it is counted, where that comes from, and what to beware of."""

    dimensie: Dimensie
    naam: str
    en: str
    vraag: str
    teller: str
    noemer: str
    bron: str
    kanttekening: str

    def als_json(self) -> dict[str, Any]:
        return asdict(self) | {"dimensie": self.dimensie.value}


_LIJST = (
    Definitie(
        Dimensie.VOLLEDIGHEID, "Volledigheid", "Completeness: values that are there, of all fields that could hold one.",
        "Is ingevuld wat kan worden ingevuld?",
        "De vakjes waarin iets is ingevuld, goed of fout.",
        "Alle vakjes: elk veld van de soort record, even zwaar, keer alle leesbare rijen, ook geweigerde. De einddatum telt "
        "niet mee: is die leeg, dan loopt iets nog. Rijen die alleen een record beëindigen tellen ook niet.",
        "Naam: ISO/IEC 25012 (completeness). Meetwijze: Stelsel, ontwerp.",
        "Een veld kan terecht leeg zijn, zoals een huisletter. 100 is daarom geen doel. Vergelijk alleen bronnen met "
        "dezelfde soorten records. Controles op volledigheid tellen niet nog eens mee.",
    ),
    Definitie(
        Dimensie.GELDIGHEID, "Geldigheid", "Validity: rows in which no value is wrong by itself.",
        "Kan elke waarde op zichzelf kloppen?",
        "De rijen waarop geen controle op geldigheid faalde: vorm, controlecijfer, codelijst.",
        "Alle rijen, ook regels die niet te lezen waren. Rijen die alleen een record beëindigen tellen niet mee.",
        "Stelsel, ontwerp.",
        "Een geldige waarde kan nog steeds onwaar zijn.",
    ),
    Definitie(
        Dimensie.CONSISTENTIE, "Consistentie", "Consistency: rows that contradict neither themselves nor other records.",
        "Spreken de gegevens elkaar niet tegen?",
        "De rijen waarop geen controle op samenhang faalde: tussen velden, of met een ander record.",
        "Alle leesbare rijen, zonder de rijen die alleen een record beëindigen.",
        "Naam: ISO/IEC 25012 (consistency). Meetwijze: Stelsel, ontwerp.",
        "Alleen binnen de gegevens van één bron. Tegenspraak tussen bronnen staat in het dossier.",
    ),
    Definitie(
        Dimensie.TIJDIGHEID, "Tijdigheid", "Timeliness: new events that were told of in time.",
        "Wordt een gebeurtenis op tijd gemeld?",
        f"De nieuwe gebeurtenissen die binnen {BINNEN_DAGEN} dagen na hun dag zijn geleverd.",
        "Alle opgenomen gebeurtenissen die de bron niet eerder leverde.",
        f"Stelsel, ontwerp. De grens van {BINNEN_DAGEN} dagen is een {EIGEN_KEUZE}.",
        "De eerste levering van een soort record telt niet: daarin zit een heel verleden. Toestanden, zoals een "
        "vergunning, tellen ook niet. Daarom is tijdigheid vaak niet te bepalen.",
    ),
    Definitie(
        Dimensie.UNICITEIT, "Uniciteit", "Uniqueness: rows that are not a repetition of another.",
        "Staat elk ding er één keer in?",
        "De rijen waarop geen controle op dubbele records faalde.",
        "Alle leesbare rijen, zonder de rijen die alleen een record beëindigen.",
        "Stelsel, ontwerp.",
        "Dezelfde rij onder een andere sleutel is niet altijd te herkennen.",
    ),
)  # fmt: skip
DEFINITIES: Mapping[Dimensie, Definitie] = {d.dimensie: d for d in _LIJST}

# What stands beside the dimensions: on the page of definitions, and for machines.
UITLEG: Mapping[str, str] = {
    "totaal": (
        "Het gemiddelde van de dimensies die te bepalen zijn, elk even zwaar "
        f"({EIGEN_KEUZE}). Erbij staat hoeveel van de vijf dat zijn."
    ),
    "bron": (
        "Per soort record telt de laatste levering van de bron waarin die soort zat. Tellers en noemers zijn daarover opgeteld: "
        "een soort met meer rijen weegt dus zwaarder. Een kleine laatste levering zegt weinig; daarom staat het aantal rijen erbij."
    ),
    "herstel": (
        "Een rij die later is hersteld of opnieuw beoordeeld, telt mee in de levering waarin zij was geweigerd. "
        "Een levering heeft dus een score bij ontvangst, en een score na herstel. De volledigheid blijft daarbij gelijk: herstel "
        "verbetert waarden, en vult geen lege vakjes. "
        "Wie een verbeterde rij zelf opnieuw levert, verbetert de score van die nieuwe levering."
    ),
    "onbepaald": (
        "Is er niets te tellen, dan staat er 'niet te bepalen': nooit 0 en nooit 100. "
        "Dat geldt ook voor leveringen van voor de tijd dat Stelsel dit telde."
    ),
    "openbaar": (
        "In de vergelijking van bronnen, en voor wie niet van de bron is, tellen alleen soorten records mee waarvan iedereen mag weten "
        "dat zij er zijn: geen bevindingen en geen handhaving. Velden die niet openbaar zijn, en controles daarop, tellen dan ook niet mee. "
        "Wie van de bron is en zich aanmeldt, ziet op haar eigen pagina alles."
    ),
    "weging": "Een fout en een waarschuwing tellen; een opmerking niet. Een rij telt per dimensie hoogstens één keer.",
}


def als_json() -> dict[str, Any]:
    """All definitions, for machines."""
    return {"dimensies": [d.als_json() for d in _LIJST], **UITLEG}
