"""Commands of the translation of a source: propose, keep, show, list, try."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..opslag import Opslag
from .scherm import aantal, schrijf_json, uit, veilig

if TYPE_CHECKING:
    from ..aanlevering import Vertaalversie

bron_ = click.option("--bron", required=True, help="Id van de organisatie die levert, bijvoorbeeld dcmr.")
nr_ = click.option("--nr", type=click.IntRange(min=1), help="Nummer van de vertaling; anders de laatste.")
BESTAND = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def vertaling() -> None:
    """De vertaling van een bron: eigen kolomnamen en codes naar het model."""


@vertaling.command()
@click.argument("bestanden", nargs=-1, required=True, type=BESTAND)
@click.option("--json", "als_json", is_flag=True)
def voorstel(bestanden: tuple[Path, ...], als_json: bool) -> None:
    """Stel een vertaling voor uit BESTANDEN. Bewaar de uitvoer, kijk haar na, en leg haar vast met: vertaling bewaar."""
    from ..aanlevering import als_toml, stel_voor_uit

    voorstellen = [v for pad in bestanden for v in stel_voor_uit(pad, pad.name)]
    if als_json:
        schrijf_json([v.als_json() for v in voorstellen])
        return
    sys.stdout.write(als_toml(voorstellen))


@vertaling.command()
@click.argument("bestand", type=BESTAND)
@bron_
@click.option("--reden", default="", help="Waarom deze versie er komt.")
@click.option("--door", default=getpass.getuser, help="Wie haar vastlegt; anders de gebruiker van deze computer.")
def bewaar(bestand: Path, bron: str, reden: str, door: str) -> None:
    """Leg de vertaling in BESTAND vast als de nieuwe versie van een bron."""
    from ..aanlevering import bewaar_vertaling, vertaaltekst

    v = bewaar_vertaling(Opslag(), bron, vertaaltekst(bestand.read_bytes()), door, reden)
    uit.print(
        f"Vertaling [bold]{v.naam}[/] ({aantal(len(v.inhoud().tabel), 'tabel', 'tabellen')}) geldt voor nieuwe leveringen."
    )


@vertaling.command()
@bron_
@nr_
def toon(bron: str, nr: int | None) -> None:
    """Toon een vertaling zoals zij is geschreven."""
    sys.stdout.write(_versie(bron, nr).tekst)


@vertaling.command()
@bron_
@click.option("--json", "als_json", is_flag=True)
def lijst(bron: str, als_json: bool) -> None:
    """Toon alle versies van de vertaling van een bron, de laatste eerst."""
    from ..aanlevering import vertalingen

    alle = vertalingen(Opslag(), bron)[::-1]
    if als_json:
        schrijf_json([{"nr": v.nr, "door": v.door, "op": v.op.isoformat(), "reden": v.reden} for v in alle])
        return
    for v in alle:
        uit.print(f"{v.naam}  {v.op:%d-%m-%Y %H:%M} (UTC)  {veilig(v.door)}  {veilig(v.reden)}".rstrip())
    if not alle:
        uit.print(
            f"'{veilig(bron)}' heeft nog geen vertaling. Een voorstel maakt u met: stelsel vertaling voorstel BESTAND."
        )


@vertaling.command()
@click.argument("bestand", type=BESTAND)
@bron_
@nr_
@click.option("--json", "als_json", is_flag=True)
def proef(bestand: Path, bron: str, nr: int | None, als_json: bool) -> None:
    """Toon wat de vertaling van een bron van BESTAND maakt. Er wordt niets geleverd."""
    from ..aanlevering import Eigen
    from ..aanlevering import proef as proef_

    proeven = proef_(Eigen.van(_versie(bron, nr)), bestand, bestand.name)
    if als_json:
        schrijf_json([vars(p) for p in proeven])
        return
    for p in proeven:
        waar = f"{bestand.name} [{p.onderdeel}]" if p.onderdeel else bestand.name
        if not p.recordtype:
            uit.print(f"{veilig(waar)}: niet in deze vertaling.")
            continue
        uit.print(f"{veilig(waar)} als [bold]{p.recordtype}[/]")
        for i, veld in enumerate(p.velden):
            uit.print(f"  {veld:22} {veilig(' | '.join(r[i] or '(leeg)' for r in p.rijen))}")
        uit.print(f"  Kolommen die geen veld kregen: {veilig(', '.join(p.ongebruikt) or 'geen')}")


def _versie(bron: str, nr: int | None) -> Vertaalversie:
    from ..aanlevering import VertalingOnbekend
    from ..aanlevering import vertaling as vertaling_

    v = vertaling_(Opslag(), bron, nr)
    if v is None:
        raise VertalingOnbekend(bron)
    return v
