"""Commands of access: keys for systems of sources, roles for people who deliver."""

from __future__ import annotations

import click

from .scherm import uit, veilig

OPDRACHTREGEL = "opdrachtregel"


@click.group()
def toegang() -> None:
    """Wie mag leveren: sleutels voor systemen, rollen voor mensen."""
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
@click.option("--bron", required=True, help="Id van de organisatie waarvoor deze gebruiker mag leveren.")
@click.option("--ontneem", is_flag=True, help="Neem deze rol terug.")
def leverrol(naam: str, bron: str, ontneem: bool) -> None:
    """Laat NAAM (een functie, zoals datasteward-dcmr) leveren voor een bron; een nieuwe naam krijgt een wachtwoord."""
    from ..toegang.leverrecht import geef_leverrol, ontneem_leverrol

    if ontneem:
        had = ontneem_leverrol(naam, bron)
        uit.print(f"{veilig(naam)} levert {'niet meer' if had else 'niet'} voor {veilig(bron)}.")
        return
    rol, wachtwoord = geef_leverrol(naam, bron)
    uit.print(f"{veilig(naam)} mag leveren voor {rol.bron}.")
    if wachtwoord:
        uit.print(f"Wachtwoord, alleen nu te zien: {wachtwoord}")
