"""Fields and checks that several record types have in common."""

from datetime import date
from typing import Any

from ..regels import Ernst, regel
from ..soorten import Code, Datum, Verwijzing
from ..veld import Klasse, Recordtype, Veld

VROEGST = date(1800, 1, 1)
ONTWERP = "Stelsel, ontwerp: elk feit kent zijn geldigheid"


def begindatum(nr: int, definitie: str, en: str, **kw: Any) -> Veld:
    ook = ("begin", "ingangsdatum", "datum ingang", "startdatum", "datum start", "datum begin", "geldig vanaf", "geldig van",
           "in werking", "datum inwerkingtreding", "vanaf", "ingang")  # fmt: skip
    return Veld(definitie, nr=nr, en=en, soort=Datum(), bron=ONTWERP, voorbeeld="2019-05-01", ook=ook, **kw)


def einddatum(nr: int, definitie: str, en: str) -> Veld:
    return Veld(
        definitie, nr=nr, en=en, soort=Datum(), bron=ONTWERP, voorbeeld="2025-01-01",
        kanttekening="De dag zelf hoort er niet meer bij. Leeg betekent: nog niet beëindigd.",
        ook=("einde", "datum einde", "datum eind", "geldig tot", "vervaldatum", "datum beeindiging", "beeindigd op", "stopdatum",
             "datum vervallen", "tot"),
    )  # fmt: skip


def verwijzing(nr: int, doel: str, definitie: str, en: str, **kw: Any) -> Veld:
    return Veld(
        definitie, nr=nr, en=en, soort=Verwijzing(doel), voorbeeld="2024-00017",
        bron="Stelsel, ontwerp: verwijzingen blijven binnen één bron", **kw,
    )  # fmt: skip


def bevoegd_gezag(nr: int) -> Veld:
    return Veld(
        "Bestuursorgaan dat voor dit onderwerp bevoegd is.",
        nr=nr, en="Authority competent for this subject.", soort=Code("organisatie"), voorbeeld="PV28",
        bron="Omgevingswet; Besluit activiteiten leefomgeving art. 2.3 tot en met 2.7",
        kanttekening="Een omgevingsdienst is uitvoerder, en alleen bevoegd voor zover mandaat is verleend.",
        ook=("bg", "gezag", "bevoegde instantie", "bevoegd gezag code", "bev gezag", "bevoegd bestuursorgaan"),
    )  # fmt: skip


def regels_geldigheid(rt: type[Recordtype], nr: int) -> None:
    """End not before beginning, and a beginning that can be true: codes `nr` and `nr + 1`."""
    regel(
        f"{rt.voorvoegsel}-{nr:03d}", Ernst.FOUT, rt,
        voorwaarde=lambda r: r.einddatum >= r.begindatum,
        tekst="De einddatum {einddatum} ligt voor de begindatum {begindatum}.",
        remedie="Zijn begin en einde verwisseld?", bron=ONTWERP,
        goed={"begindatum": date(2020, 1, 1), "einddatum": date(2021, 1, 1)},
        fout={"begindatum": date(2021, 1, 1), "einddatum": date(2020, 1, 1)},
    )  # fmt: skip
    regel(
        f"{rt.voorvoegsel}-{nr + 1:03d}", Ernst.FOUT, rt,
        voorwaarde=lambda r: r.begindatum >= VROEGST,
        tekst="De begindatum {begindatum} ligt voor 1800.",
        remedie="Kijk het jaartal na.", bron="Stelsel, ontwerp: eigen ondergrens",
        goed={"begindatum": date(1998, 1, 1)}, fout={"begindatum": date(198, 1, 1)},
    )  # fmt: skip


def regel_niet_in_toekomst(rt: type[Recordtype], nr: int, veld: str) -> None:
    """What has happened cannot lie after the day on which it was delivered."""
    regel(
        f"{rt.voorvoegsel}-{nr:03d}", Ernst.FOUT, rt,
        voorwaarde=lambda r: getattr(r, veld) <= r.vandaag,
        tekst=f"De datum {{{veld}}} ligt na de dag van levering.",
        remedie="Kijk het jaartal na; een voornemen is nog geen gebeurtenis.",
        bron="Stelsel, ontwerp: een gebeurtenis heeft plaatsgevonden",
        goed={veld: date(2024, 3, 1)}, fout={veld: date(2924, 3, 1)},
    )  # fmt: skip


def regel_oefening(rt: type[Recordtype], nr: int) -> None:
    """Exercise rows and real rows never share a file."""
    regel(
        f"{rt.voorvoegsel}-{nr:03d}", Ernst.FOUT, rt,
        voorwaarde=lambda r: r.id.begint_met("OEF-") == r.oefening,
        tekst="Het record '{id}' hoort niet in dit bestand: oefengegevens (OEF-) en echte gegevens staan erin door elkaar.",
        remedie="Lever echte gegevens en oefengegevens in aparte bestanden.",
        bron="Stelsel, ontwerp: oefening blijft oefening",
        goed={"id": "OEF-1", "_oefening": True}, fout={"id": "V-1", "_oefening": True},
    )  # fmt: skip


HANDHAVING = Klasse.BESTUURLIJKE_HANDHAVING
