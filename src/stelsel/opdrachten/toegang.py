"""Commands of access: keys for systems, functions for people, covenants, and the log of who looked."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from ..begrippen import Gebruikersfout
from .scherm import aantal, getal, uit, veilig

OPDRACHTREGEL = "opdrachtregel"


class LogboekGeschonden(Gebruikersfout):
    """A line of the log is not what was written."""

    code = "LOGBOEK-GESCHONDEN"

    def __init__(self, nr: int):
        self.nr = nr
        super().__init__(
            f"Het logboek klopt niet vanaf regel {nr}: een regel is gewijzigd, tussengevoegd of weggelaten.",
            "Leg dit voor aan de functionaris gegevensbescherming, en leg een reservekopie ernaast.",
        )


class LogboekIngekort(Gebruikersfout):
    """The last line that was kept elsewhere is not in the log."""

    code = "LOGBOEK-INGEKORT"

    def __init__(self, laatste: str):
        self.laatste = laatste
        super().__init__(
            f"De regel met kenmerk '{laatste[:64]}' staat niet meer in het logboek.",
            "Er is achteraan iets weggehaald, of het kenmerk is verkeerd overgenomen.",
        )


@click.group()
def toegang() -> None:
    """Wie mag wat: sleutels voor systemen, functies voor mensen, en het logboek."""
    from ..web.klaar import maak_klaar

    maak_klaar()


@toegang.group()
def sleutel() -> None:
    """Sleutels waarmee het systeem van een bron de API gebruikt."""


@sleutel.command()
@click.option("--bron", required=True, help="Id van de organisatie die levert, bijvoorbeeld dcmr.")
@click.option("--label", required=True, help="Waar de sleutel voor is, bijvoorbeeld 'zaaksysteem'.")
def maak(bron: str, label: str) -> None:
    """Maak een sleutel en toon haar, eenmalig."""
    from ..toegang.leverrecht import maak_sleutel

    s, geheim = maak_sleutel(bron, label, OPDRACHTREGEL)
    uit.print(f"Sleutel {s.pk} van {s.bron} ({veilig(s.label)}). Alleen nu te zien:")
    uit.print(geheim, soft_wrap=True, markup=False, highlight=False)


@sleutel.command()
def lijst() -> None:
    """Toon alle sleutels, zonder hun geheim."""
    from ..toegang.leverrecht import sleutels

    for s in sleutels():
        gebruikt = f"gebruikt {s.laatst_gebruikt:%d-%m-%Y %H:%M} (UTC)" if s.laatst_gebruikt else "nooit gebruikt"
        stand = f"ingetrokken {s.ingetrokken_op:%d-%m-%Y}" if s.ingetrokken_op else "geldig"
        uit.print(f"{s.pk:5} {s.bron:24} {stand:24} {gebruikt:32} {veilig(s.label)}")


@sleutel.command()
@click.argument("id_", metavar="ID", type=int)
def intrekken(id_: int) -> None:
    """Trek een sleutel in; zij opent daarna niets meer."""
    from ..toegang.leverrecht import trek_sleutel_in

    s = trek_sleutel_in(id_)
    uit.print(f"Sleutel {s.pk} van {s.bron} is ingetrokken.")


@toegang.command()
@click.argument("naam")
@click.option("--organisatie", required=True, help="Id van de organisatie, bijvoorbeeld dcmr of om.")
@click.option("--functie", required=True, help="Code van de functie, bijvoorbeeld inspecteur of datasteward.")
@click.option(
    "--tot", type=click.DateTime(["%Y-%m-%d", "%d-%m-%Y"]), help="De functie eindigt aan het begin van deze dag."
)
@click.option("--ontneem", is_flag=True, help="Neem deze functie terug.")
def rol(naam: str, organisatie: str, functie: str, tot: datetime | None, ontneem: bool) -> None:
    """Geef NAAM (een functie, zoals datasteward-dcmr) een functie bij een organisatie; een nieuwe naam krijgt een wachtwoord."""
    from ..aanlevering import in_nederland
    from ..toegang.rollen import geef_rol, ontneem_rol

    if ontneem:
        had = ontneem_rol(naam, organisatie, functie)
        uit.print(f"{veilig(naam)} is {'niet meer' if had else 'geen'} {veilig(functie)} van {veilig(organisatie)}.")
        return
    r, wachtwoord = geef_rol(naam, organisatie, functie, OPDRACHTREGEL, tot.astimezone(UTC) if tot else None)
    einde = f", tot {in_nederland(r.tot):%d-%m-%Y}" if r.tot else ""
    uit.print(f"{veilig(naam)} is {r.functie} van {r.organisatie}{einde}.")
    if wachtwoord:
        uit.print(f"Wachtwoord, alleen nu te zien: {wachtwoord}")


@toegang.command()
@click.argument("naam")
def sluit(naam: str) -> None:
    """Sluit het account NAAM van wie weg is: het opent niets meer, ook niet voor wie waarneemt."""
    from ..toegang.rollen import sluit as sluit_

    sluit_(naam)
    uit.print(f"{veilig(naam)} is gesloten.")


@toegang.command()
@click.argument("naam")
@click.argument("onderwerp")
def identiteit(naam: str, onderwerp: str) -> None:
    """Laat wie bij de aanmelddienst ONDERWERP is, hier NAAM zijn."""
    from ..toegang.oidc import koppel_identiteit

    i, nieuw = koppel_identiteit(naam, onderwerp)
    uit.print(f"{veilig(onderwerp)} van {veilig(i.uitgever)} is {'nu' if nieuw else 'al'} {veilig(naam)}.")


@toegang.command("vergeet-factor")
@click.argument("naam")
def vergeet_factor(naam: str) -> None:
    """Vergeet de app met codes van NAAM; bij de volgende aanmelding stelt die een nieuwe in."""
    from ..toegang.tweedefactor import vergeet

    had = vergeet(naam)
    uit.print(f"{veilig(naam)} {'stelt bij de volgende aanmelding een nieuwe app in' if had else 'had geen app'}.")


@toegang.command("functies")
def functies_() -> None:
    """Toon alle functies, met de doelen waarvoor zij iets mogen zien."""
    from ..toegang.gronden import functies

    for f in functies().values():
        uit.print(f"{f.code:20} {', '.join(f.doelen) or '–':44} {f.naam}: {f.uitleg}")


@toegang.command()
def organisaties() -> None:
    """Toon alle organisaties die een functie kunnen geven of iets kunnen ontvangen."""
    from ..toegang.gronden import partijen

    for o in partijen().values():
        uit.print(f"{o.id:26} {o.soort:20} {o.naam}")


@toegang.command()
@click.argument("bestand", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def convenanten(bestand: Path) -> None:
    """Laad de convenanten uit BESTAND (JSON). Van wat al bekend was onder dezelfde code kan alleen het einde (tot) erbij komen."""
    from ..toegang.convenant import laad_convenanten, lees_convenanten

    nieuw = lees_convenanten(bestand)
    gewijzigd = laad_convenanten(nieuw)
    uit.print(
        f"{aantal(len(nieuw), 'convenant', 'convenanten')} gelezen, {getal(gewijzigd)} nieuw of gewijzigd. Witte vlekken: /toegang/convenanten/."
    )


@toegang.group()
def logboek() -> None:
    """Het logboek van verwerkingen: wie bekeek wat, waarvoor en op welke grond."""


@logboek.command("controleer")
@click.option("--laatste", default="", help="Kenmerk van de laatste regel, zoals u het elders bewaarde.")
def controleer_(laatste: str) -> None:
    """Loop de keten na: is er een regel gewijzigd, tussengevoegd of weggelaten?"""
    from ..toegang.logboek import controleer

    k = controleer(laatste)
    if k.fout_bij is not None:
        raise LogboekGeschonden(k.fout_bij)
    if not k.gezien:
        raise LogboekIngekort(laatste)
    uit.print(f"{aantal(k.regels, 'regel', 'regels')}, geen enkele gewijzigd. Kenmerk van de laatste: {k.laatste}")


@logboek.command("uitvoer")
@click.option("--over", default="", help="Alleen regels over dit registernummer, deze gebruiker, organisatie of zaak.")
def uitvoer_(over: str) -> None:
    """Schrijf het logboek als JSON, een regel per verwerking (Logboek Dataverwerkingen)."""
    from ..toegang.logboek import uitvoer, zoek

    for regel in uitvoer(zoek(over)):
        click.echo(regel, nl=False)


@logboek.command("inzagen")
@click.argument("nummer")
@click.option(
    "--pdf",
    "doel",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="Schrijf de lijst naar dit bestand.",
)
def inzagen_(nummer: str, doel: Path) -> None:
    """Maak voor wie NUMMER betreft de lijst van wie keek, zonder namen van gebruikers en zaken."""
    from ..opslag import Opslag
    from ..toegang.inzagelijst import inzagelijst, pdf

    lijst = inzagelijst(Opslag(), nummer)
    doel.write_bytes(pdf(lijst))
    uit.print(f"{aantal(sum(i.keer for i in lijst.inzagen), 'inzage', 'inzagen')} van {lijst.nummer}: '{doel}'")
