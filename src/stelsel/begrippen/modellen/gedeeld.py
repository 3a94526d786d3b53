"""Fields and checks that several record types have in common."""

from datetime import date
from typing import Any

from ..regels import Dimensie, Ernst, regel
from ..soorten import Code, Datum, Verwijzing
from ..veld import Klasse, Recordtype, Veld

VROEGST = date(1800, 1, 1)
VERMOEDEN = "Vermoeden van Stelsel; geen norm"
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
    """End not before beginning, and days that can be true: codes `nr` to `nr + 4`."""
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

    regel(
        f"{rt.voorvoegsel}-{nr + 2:03d}", Ernst.WAARSCHUWING, rt,
        voorwaarde=lambda r: r.begindatum <= r.vandaag + 3653,
        tekst="De begindatum {begindatum} ligt meer dan tien jaar na de dag van levering.",
        remedie="Kijk het jaartal na.", bron=VERMOEDEN,
        goed={"begindatum": date(2027, 1, 1)}, fout={"begindatum": date(2924, 1, 1)},
    )  # fmt: skip
    regel(
        f"{rt.voorvoegsel}-{nr + 3:03d}", Ernst.OPMERKING, rt,
        voorwaarde=lambda r: r.einddatum <= r.vandaag + 36525,
        tekst="De einddatum {einddatum} ligt meer dan honderd jaar na de dag van levering: betekent die 'geen einde'?",
        remedie="Laat de einddatum leeg zolang er geen einde bekend is.", bron=VERMOEDEN,
        goed={"einddatum": date(2040, 1, 1)}, fout={"einddatum": date(9999, 12, 31)},
    )  # fmt: skip
    regel_invuldatum(rt, nr + 13, "begindatum")


def regel_invuldatum(rt: type[Recordtype], nr: int, veld: str) -> None:
    """A day that systems fill in when they do not know it."""
    regel(
        f"{rt.voorvoegsel}-{nr:03d}", Ernst.OPMERKING, rt,
        voorwaarde=lambda r: getattr(r, veld) != date(1900, 1, 1),
        tekst=f"De datum {{{veld}}} is vaak ingevuld omdat de echte dag niet bekend was.",
        remedie="Kijk na of dit de echte dag is.", bron=VERMOEDEN,
        goed={veld: date(1998, 3, 1)}, fout={veld: date(1900, 1, 1)},
    )  # fmt: skip


def regels_gebeurtenis(rt: type[Recordtype], nr: int, veld: str) -> None:
    """A day on which something happened: codes `nr`, `nr + 1` and `nr + 2`."""
    regel_niet_in_toekomst(rt, nr, veld)
    regel(
        f"{rt.voorvoegsel}-{nr + 1:03d}", Ernst.FOUT, rt,
        voorwaarde=lambda r: getattr(r, veld) >= VROEGST,
        tekst=f"De datum {{{veld}}} ligt voor 1800.",
        remedie="Kijk het jaartal na.", bron="Stelsel, ontwerp: eigen ondergrens",
        goed={veld: date(1998, 3, 1)}, fout={veld: date(198, 3, 1)},
    )  # fmt: skip
    regel_invuldatum(rt, nr + 2, veld)


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


def regel_zelfde_locatie(rt: type[Recordtype], nr: int, veld: str, *stappen: str) -> None:
    """What the record refers to lies at the location that the record itself names."""
    pad = ".".join((veld, *stappen, "locatie_id"))
    naam = veld.removesuffix("_id")

    def voorwaarde(r: Any) -> Any:
        ander = r.via(veld)
        for stap in stappen:
            ander = ander.via(stap)
        return ander.locatie_id == r.locatie_id

    regel(
        f"{rt.voorvoegsel}-{nr:03d}", Ernst.WAARSCHUWING, rt, voorwaarde=voorwaarde,
        tekst=f"De {naam} '{{{veld}}}' hoort bij een andere locatie dan '{{locatie_id}}'.",
        remedie=f"Kijk na welke {naam} en welke locatie bij dit record horen.",
        bron="Stelsel, ontwerp: verwijzingen spreken elkaar niet tegen",
        goed={veld: "A-1", "locatie_id": "L-1", pad: "L-1"}, fout={veld: "A-1", "locatie_id": "L-1", pad: "L-2"},
    )  # fmt: skip


def regel_gezag_in_gebied(rt: type[Recordtype], nr: int) -> None:
    """A municipality or province is competent in its own area; of the State and water authorities nothing is said."""
    regel(
        f"{rt.voorvoegsel}-{nr:03d}", Ernst.WAARSCHUWING, rt,
        voorwaarde=lambda r: ~r.bevoegd_gezag.begint_met("GM", "PV")
        | r.bevoegd_gezag.een_van(r.via("locatie_id").gemeente, r.via("locatie_id").via("gemeente").provincie),
        tekst="De locatie '{locatie_id}' ligt niet in het gebied van {bevoegd_gezag}.",
        remedie="Kijk na wie bevoegd gezag is, en in welke gemeente de locatie ligt.",
        bron="Besluit activiteiten leefomgeving art. 2.3 tot en met 2.7; Gemeentelijke indeling 2024",
        goed={"bevoegd_gezag": "PV28", "locatie_id": "L-1", "locatie_id.gemeente": "GM0599",
              "locatie_id.gemeente.provincie": "PV28"},
        fout={"bevoegd_gezag": "GM0363", "locatie_id": "L-1", "locatie_id.gemeente": "GM0599",
              "locatie_id.gemeente.provincie": "PV28"},
    )  # fmt: skip


def regel_na(
    rt: type[Recordtype], nr: int, veld: str, verwijzing_: str, ander: str, *, dagen: int = 0, tekst: str, bron: str
) -> None:
    """The day of a record is not before that of what it refers to, but for so many days."""
    pad = f"{verwijzing_}.{ander}"
    regel(
        f"{rt.voorvoegsel}-{nr:03d}", Ernst.WAARSCHUWING, rt,
        voorwaarde=lambda r: getattr(r, veld) >= getattr(r.via(verwijzing_), ander) - dagen,
        tekst=tekst, remedie="Kijk beide datums na, en of de verwijzing klopt.", bron=bron,
        goed={veld: "2024-06-25", verwijzing_: "A-1", pad: "2024-06-18"},
        fout={veld: "2023-06-25", verwijzing_: "A-1", pad: "2024-06-18"},
    )  # fmt: skip


def regel_niet_lang_na(
    rt: type[Recordtype], nr: int, veld: str, verwijzing_: str, ander: str, *, dagen: int, tekst: str
) -> None:
    """The day of a record is not so many days after that of what it refers to."""
    pad = f"{verwijzing_}.{ander}"
    regel(
        f"{rt.voorvoegsel}-{nr:03d}", Ernst.OPMERKING, rt,
        voorwaarde=lambda r: getattr(r, veld) <= getattr(r.via(verwijzing_), ander) + dagen,
        tekst=tekst, remedie="Kijk beide datums na, en of de verwijzing klopt.", bron=VERMOEDEN,
        goed={veld: "2024-06-25", verwijzing_: "A-1", pad: "2024-06-18"},
        fout={veld: "2029-06-25", verwijzing_: "A-1", pad: "2024-06-18"},
    )  # fmt: skip


def regel_uniek(
    rt: type[Recordtype], nr: int, ernst: Ernst, velden: tuple[str, ...], tekst: str, *, lopend: bool = False
) -> None:
    """The same thing stands in the delivery under one key only; with `lopend`, as far as its rows have not ended."""
    aantal = f"aantal({', '.join(velden)})"
    waarden = {v: rt.velden[v].voorbeeld for v in velden}
    regel(
        f"{rt.voorvoegsel}-{nr:03d}", ernst, rt,
        voorwaarde=lambda r: r.einddatum.aanwezig() | (r.aantal(*velden, lopend=True) <= 1)
        if lopend else r.aantal(*velden) <= 1,
        veld=velden[0], dimensie=Dimensie.UNICITEIT, tekst=tekst,
        remedie="Is het hetzelfde, lever het dan onder één sleutel. Is het iets anders, dan hoeft u niets te doen.",
        bron=VERMOEDEN, goed={**waarden, aantal: 1}, fout={**waarden, aantal: 2},
    )  # fmt: skip


def regel_uitschieter(rt: type[Recordtype], nr: int, ernst: Ernst, veld: str) -> None:
    """A value a thousand times what is usual for its parameter and unit: the step from mg to g, or from µg to mg."""
    regel(
        f"{rt.voorvoegsel}-{nr:03d}", ernst, rt,
        voorwaarde=lambda r: getattr(r, veld) <= r.mediaan(veld, per=("parameter", "eenheid")) * 1000,
        dimensie=Dimensie.GELDIGHEID,
        tekst=f"De waarde {{{veld}}} is meer dan duizend keer wat in deze levering gewoon is voor {{parameter}} in {{eenheid}}.",
        remedie="Klopt de eenheid, en staat de komma goed?", bron=VERMOEDEN,
        goed={veld: 0.12, "parameter": "zink", "eenheid": "mg/l", f"mediaan({veld})": 0.1},
        fout={veld: 120.0, "parameter": "zink", "eenheid": "mg/l", f"mediaan({veld})": 0.1},
    )  # fmt: skip


def regel_dubbel(rt: type[Recordtype], nr: int) -> None:
    """Rows that hold the same in every field but the key."""
    regel(
        f"{rt.voorvoegsel}-{nr:03d}", Ernst.OPMERKING, rt,
        voorwaarde=lambda r: r.gelijke_rijen() <= 1,
        veld="id", dimensie=Dimensie.UNICITEIT,
        tekst="Een ander record is op de sleutel na gelijk aan '{id}'.",
        remedie="Is het hetzelfde, lever het dan onder één sleutel. Is het iets anders, dan hoeft u niets te doen.",
        bron=VERMOEDEN, goed={"id": "A-1", "aantal(gelijke rijen)": 1}, fout={"id": "A-1", "aantal(gelijke rijen)": 2},
    )  # fmt: skip


HANDHAVING = Klasse.BESTUURLIJKE_HANDHAVING
