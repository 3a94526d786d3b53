"""The command line. Every command parses, calls an act of a room, and renders."""

from __future__ import annotations

import errno
import sys
from datetime import datetime
from typing import Any

import click

from . import __version__
from .begrippen import Gebruikersfout
from .opdrachten.aanlevering import OPDRACHTEN
from .opdrachten.kwaliteit import kwaliteit
from .opdrachten.levensloop import nummer, standen
from .opdrachten.maken import demo, model, oefendata, regels, serve
from .opdrachten.mandaat import mandaat
from .opdrachten.nederlands import spreek_nederlands
from .opdrachten.programma import programma
from .opdrachten.register import register
from .opdrachten.scherm import fout, schrijf_json, uit, veilig
from .opdrachten.tegenspraak import tegenspraak, terugmelden
from .opdrachten.toegang import toegang
from .opdrachten.vergunning import vergunning
from .opdrachten.vertaling import vertaling
from .opdrachten.verwerken import verwerk
from .opdrachten.vraag import met_vraag, zeg_wat_ontbreekt
from .opdrachten.zoeken import zoek
from .opslag import Opslag

spreek_nederlands()


BESTANDSSYSTEEM = {
    errno.EACCES: "u mag daar niet bij", errno.EPERM: "u mag daar niet bij", errno.EROFS: "daar kan niet worden geschreven",
    errno.ENOENT: "dat bestaat niet", errno.ENOTDIR: "dat is geen map", errno.EISDIR: "dat is een map",
    errno.EEXIST: "dat is geen map", errno.ENAMETOOLONG: "die naam is te lang",
}  # fmt: skip


class Groep(click.Group):
    """Commands that end in exit code 2 with a sentence when the user can mend the fault."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except OSError as e:
            if e.errno not in BESTANDSSYSTEEM or not e.filename:
                raise
            fout.print(f"[bold red]Fout[/] (BESTANDSSYSTEEM): '{veilig(str(e.filename))}': {BESTANDSSYSTEEM[e.errno]}.")
            fout.print("  → Kijk de naam en de rechten na. Er is niets half geladen.")
            sys.exit(2)
        except Gebruikersfout as e:
            fout.print(f"[bold red]Fout[/] ({e.code}): {veilig(e.tekst)}")
            if e.doe:
                fout.print(f"  → {veilig(e.doe)}")
            sys.exit(2)


@click.group(cls=Groep, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="stelsel")
def main() -> None:
    """Stelsel: één deur, één register, veel gebruik."""


for _opdracht in (standen, nummer, tegenspraak, terugmelden):
    register.add_command(_opdracht)
toegang.add_command(mandaat)


@main.command()
@click.argument("nummer")
@click.option(
    "--geldig-op",
    "--peildatum",
    "peildatum",
    type=click.DateTime(["%Y-%m-%d", "%d-%m-%Y"]),
    help="Toon wat op deze dag gold.",
)
@click.option(
    "--bekend-op", type=click.DateTime(["%Y-%m-%d", "%d-%m-%Y"]), help="Alleen wat op deze dag al was geleverd."
)
@click.option("--json", "als_json", is_flag=True)
@met_vraag
def dossier(nummer: str, peildatum: datetime | None, bekend_op: datetime | None, als_json: bool, b: Any) -> None:
    """Toon wat van een bedrijf of locatie bekend is: wat openbaar is, en waarvoor u een grond hebt."""
    from .toegang import lezen

    d = lezen.dossier(
        Opslag(), b, nummer, peildatum.date() if peildatum else None, bekend_op.date() if bekend_op else None
    )
    if als_json:
        schrijf_json(d.als_json())
        return
    from .opdrachten.tekst import toon_dossier

    toon_dossier(uit, d)
    zeg_wat_ontbreekt(b)


for _opdracht in (
    *OPDRACHTEN,
    kwaliteit,
    vergunning,
    vertaling,
    model,
    regels,
    oefendata,
    programma,
    register,
    demo,
    serve,
    toegang,
    verwerk,
    zoek,
):
    main.add_command(_opdracht)


if __name__ == "__main__":
    main()
