"""Commands of the programme: load an edition, ask where it stands, compare, report."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .scherm import aantal, schrijf_json, uit, veilig

if TYPE_CHECKING:
    from ..programma.verschil import Wijziging

OPDRACHTREGEL = "opdrachtregel"
DAG = click.DateTime(["%Y-%m-%d", "%d-%m-%Y"])
welk = click.option("--programma", "code", help="Code van het programma, als er meer dan één is.")


@click.group()
def programma() -> None:
    """Het programma: stand, verschil en voortgangsrapportage."""
    from ..web.klaar import maak_klaar

    maak_klaar()


@programma.command()
@click.argument("bestand", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def laad(bestand: Path) -> None:
    """Laad een editie uit BESTAND (JSON)."""
    from ..programma.handelingen.laden import laad as laad_

    e, nieuw = laad_(bestand)
    wat = f"{e.programma.naam}, editie [bold]{e.code}[/]"
    if not nieuw:
        uit.print(f"{wat} staat er al; er is niets veranderd.")
    elif e.vastgesteld_op:
        uit.print(f"{wat} is geladen, vastgesteld op {e.vastgesteld_op:%d-%m-%Y}. Zij verandert nooit meer.")
    else:
        uit.print(f"{wat} is geladen als concept.")


@programma.command()
@welk
@click.option("--editie", "editie_", help="Code van de editie, of CONCEPT.")
@click.option("--peildatum", type=DAG, help="Wat was op deze dag toegezegd en niet gereed gemeld?")
@click.option("--json", "als_json", is_flag=True)
def stand(code: str | None, editie_: str | None, peildatum: datetime | None, als_json: bool) -> None:
    """Toon waar het programma staat: van een editie, of zoals bekend op een dag."""
    from ..programma import edities
    from ..programma.stand import als_json as als_json_
    from ..programma.stand import open_op

    p = edities.programma(code)
    dag = peildatum.date() if peildatum else None
    e = edities.lees(edities.editie(p, editie_) if editie_ else edities.bekend_op(p, dag or date.today()))
    if als_json:
        schrijf_json(als_json_(e, dag))
        return
    from ..programma.status import in_woorden, oordelen

    uit.print(f"[bold]{veilig(e.meta.titel)}[/], editie {e.code}")
    if dag is None:
        oordeel = oordelen(e)
        for pijler in e.pijlers:
            uit.print(f"\n[bold]Pijler {pijler.nummer}[/] {veilig(pijler.titel)}")
            for o in pijler.onderwerpen:
                uit.print(f"  {o.ref:8} {in_woorden(oordeel[o.ref].status):17} {veilig(o.titel)}")
        return
    te_laat = open_op(e, dag)
    uit.print(f"{aantal(len(te_laat), 'toezegging', 'toezeggingen')} tot en met {dag:%d-%m-%Y} niet gereed gemeld:")
    for t in te_laat:
        wanneer = t.planning.wanneer.in_woorden() if t.planning.wanneer else ""
        uit.print(f"  {t.van:10} {wanneer:28} {veilig(t.planning.wat)}")


@programma.command()
@welk
@click.option("--editie", "editie_", required=True, help="Code van de editie, of CONCEPT.")
@click.option(
    "--uit",
    "doel",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="naam.pdf, naam.odt of naam.html",
)
def rapport(code: str | None, editie_: str, doel: Path) -> None:
    """Maak de voortgangsrapportage van een editie als PDF, ODT of HTML."""
    from ..programma import edities
    from ..programma.rapport import rapport as rapport_

    rij = edities.editie(edities.programma(code), editie_)
    doel.write_bytes(rapport_(edities.lees(rij), doel.suffix.lower().lstrip("."), edities.errata(rij)))
    uit.print(f"{veilig(str(doel))}: {aantal(doel.stat().st_size // 1024, 'kB', 'kB')}")


@programma.command()
@click.argument("oud")
@click.argument("nieuw")
@welk
@click.option("--json", "als_json", is_flag=True)
def verschil(oud: str, nieuw: str, code: str | None, als_json: bool) -> None:
    """Toon wat er veranderde van editie OUD naar NIEUW (een code, of CONCEPT)."""
    from ..programma import edities
    from ..programma.verschil import verschil as verschil_

    p = edities.programma(code)
    v = verschil_(edities.lees(edities.editie(p, oud)), edities.lees(edities.editie(p, nieuw)))
    if als_json:
        schrijf_json(v.als_json())
        return
    uit.print(f"Van {v.oud} naar {v.nieuw_}:")
    _toon("nieuw", v.nieuw)
    _toon("afgerond", v.afgerond)
    _toon("verschoven", v.verschoven)
    _toon("heropend", v.heropend)
    _toon("verdwenen", v.verdwenen)
    _toon("andere status", v.status)
    _toon("hernoemd", v.hernoemd)
    _toon("feiten gewijzigd", v.gewijzigd)
    if v.fouten:
        uit.print(f"[bold red]{aantal(len(v.fouten), 'fout', 'fouten')}[/]: verdwenen zonder dat het is afgerond.")


def _toon(kop: str, wijzigingen: Iterable[Wijziging]) -> None:
    lijst: list[Any] = list(wijzigingen)
    uit.print(f"\n[bold]{kop.capitalize()}[/] ({len(lijst)})")
    for w in lijst:
        stap = f": {w.van} → {w.naar}" if w.van else f": {w.naar}" if w.naar else ""
        fout = " [bold red]fout[/]" if w.fout else ""
        uit.print(f"  {w.ref:10} {veilig(w.titel)}{veilig(stap)}{fout}")


@programma.command()
@click.argument("editie")
@click.option("--titel", required=True, help="Titel van de nieuwe voortgangsrapportage.")
@click.option("--stand-op", type=DAG, help="De dag waarover zij vertelt; zonder: vandaag.")
@welk
def concept(editie: str, titel: str, stand_op: datetime | None, code: str | None) -> None:
    """Begin de volgende editie, met alles uit de laatste."""
    from ..programma import edities
    from ..programma.handelingen.concept import begin

    e = begin(edities.programma(code), editie, titel, stand_op.date() if stand_op else date.today(), OPDRACHTREGEL)
    uit.print(
        f"Concept {e.code} is begonnen uit editie {e.vorige.code}: {aantal(e.delen.count() - 1, 'deel', 'delen')} om bij te werken."
    )


@programma.command()
@click.argument("naam")
@click.option("--als", "soort", required=True, type=click.Choice(["trekker", "programmateam", "vaststeller"]))
@click.option("--bereik", default="", help="Van een trekker: P2 of 'P2(4) TO-ZZS'. Van een vaststeller: het orgaan.")
@click.option("--ontneem", is_flag=True, help="Neem deze rol terug.")
@welk
def rol(naam: str, soort: str, bereik: str, ontneem: bool, code: str | None) -> None:
    """Geef NAAM (een functie, zoals trekker-pijler-2) een rol; een nieuwe naam krijgt een wachtwoord."""
    from ..programma import edities
    from ..programma.handelingen.rollen import geef_rol, ontneem_rol

    p = edities.programma(code)
    if ontneem:
        n = ontneem_rol(p, naam, soort)
        uit.print(f"{naam} is geen {soort} meer in {p.code}." if n else f"{naam} was geen {soort} in {p.code}.")
        return
    wachtwoord = geef_rol(p, naam, soort, bereik)
    uit.print(f"{naam} is {soort} in {p.code}{f' voor {veilig(bereik)}' if bereik else ''}.")
    if wachtwoord:
        uit.print(f"Wachtwoord, alleen nu te zien: {wachtwoord}")


@programma.command()
@welk
def rollen(code: str | None) -> None:
    """Toon wie welke rol heeft."""
    from ..programma import edities

    for r in edities.programma(code).rollen.select_related("gebruiker").order_by("gebruiker__username", "soort"):
        uit.print(f"{r.gebruiker.username:24} {r.soort:14} {veilig(r.bereik)}")


@programma.command()
@click.argument("naam")
def wachtwoord(naam: str) -> None:
    """Geef NAAM een nieuw wachtwoord."""
    from ..begrippen import Gebruikersfout
    from ..toegang.gebruikers import nieuw_wachtwoord

    nieuw = nieuw_wachtwoord(naam)
    if nieuw is None:
        raise Gebruikersfout(
            f"Gebruiker '{naam}' bestaat niet, of het account is gesloten.",
            "Maak een gebruiker met: stelsel programma rol NAAM --als ...",
        )
    uit.print(f"Wachtwoord van {naam}, alleen nu te zien: {nieuw}")


@programma.command()
@click.argument("tekst")
@click.option("--editie", "editie_", required=True)
@click.option("--ref", default="", help="Het onderdeel; leeg voor de hele editie.")
@welk
def erratum(tekst: str, editie_: str, ref: str, code: str | None) -> None:
    """Leg een verbetering vast bij een vastgestelde editie, die zelf nooit verandert."""
    from ..programma import edities
    from ..programma.handelingen.verbeteren import verbeter

    e = edities.editie(edities.programma(code), editie_)
    verbeter(e, ref, tekst, OPDRACHTREGEL)
    uit.print(f"Het erratum staat bij editie {e.code}, en in elk rapport dat u daarvan maakt.")
