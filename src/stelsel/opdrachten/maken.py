"""Commands that make or show rather than deliver: model, checks, exercise data, demo, server."""

from __future__ import annotations

import socket
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import click

from ..aanlevering import grens
from ..begrippen import Gebruikersfout
from ..opslag import Opslag
from ..web.klaar import maak_klaar
from .scherm import getal, schrijf_json, uit, veilig, voortgang
from .verwerken import verwerker


@click.group()
def model() -> None:
    """Het informatiemodel: schema, sjablonen, woordenboek."""


@model.command()
@click.argument("recordtype", required=False)
def schema(recordtype: str | None) -> None:
    """Toon het JSON Schema van alle recordtypen, of van één."""
    from ..begrippen.uitvoer import schema as schema_

    schrijf_json(schema_(recordtype))


@model.command()
@click.argument("map_", metavar="MAP", type=click.Path(path_type=Path))
def sjablonen(map_: Path) -> None:
    """Schrijf een CSV-sjabloon per recordtype in MAP."""
    from ..begrippen.uitvoer import schrijf_sjablonen

    for pad in schrijf_sjablonen(map_):
        uit.print(str(pad))


@model.command()
@click.argument("map_", metavar="MAP", type=click.Path(path_type=Path))
def woordenboek(map_: Path) -> None:
    """Schrijf het woordenboek als Markdown in MAP."""
    from ..begrippen.uitvoer import schrijf_docs

    for pad in schrijf_docs(map_):
        uit.print(str(pad))


@model.command()
@click.option("--peildatum", type=click.DateTime(["%Y-%m-%d"]), help="Alleen organisaties die op deze dag bestaan.")
def organisaties(peildatum: Any) -> None:
    """Toon de organisaties die kunnen leveren, met hun id."""
    from ..begrippen import alle_organisaties

    dag = peildatum.date() if peildatum else None
    for o in alle_organisaties().values():
        if dag is None or o.bestaat(dag):
            einde = f" (tot {o.tot:%d-%m-%Y}, daarna {o.opvolger})" if o.tot else ""
            uit.print(f"{o.id:24} {veilig(o.naam)}{einde}")


@click.command()
@click.option("--json", "als_json", is_flag=True)
def regels(als_json: bool) -> None:
    """Toon alle controles van de deur."""
    from ..begrippen import alle_regels
    from ..begrippen.uitvoer import regels_json

    if als_json:
        schrijf_json(regels_json())
        return
    for r in alle_regels().values():
        uit.print(f"{r.code}  {r.ernst.value:13} {r.recordtype or 'regel':18} {veilig(r.tekst)}")


class _MaakOfToets(click.Group):
    """`oefendata UITMAP` makes; `oefendata toets` compares: whatever is no command is the folder to make."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in (*self.commands, "-h", "--help"):
            args = ["maak", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_MaakOfToets)
def oefendata() -> None:
    """Maak oefengegevens (oefendata [OPTIES] UITMAP), of toets de deur eraan (oefendata toets)."""


class _Aandeel(click.ParamType):
    name = "aandeel"

    def convert(self, value: Any, param: Any, ctx: Any) -> float:
        try:
            kaal = str(value).replace(",", ".")
            deel = float(kaal.rstrip("%")) / (100 if kaal.endswith("%") or float(kaal) >= 1 else 1)
        except ValueError:
            self.fail(f"'{value}' is geen aandeel; geef bijvoorbeeld 0.05 of 5%.", param, ctx)
        if not 0 <= deel <= 0.5:
            self.fail(f"'{value}' ligt niet tussen 0 en 50%.", param, ctx)
        return deel


@oefendata.command()
@click.argument("uitmap", type=click.Path(path_type=Path))
@click.option(
    "--locaties", default=1000, show_default=True, type=click.IntRange(10, 5_000_000), help="Aantal locaties."
)
@click.option("--zaad", default=1, show_default=True, help="Hetzelfde zaad geeft dezelfde bytes.")
@click.option(
    "--fouten", default="0.01", show_default=True, type=_Aandeel(), help="Aandeel rijen met een fout: 0.05 of 5%."
)
def maak(uitmap: Path, locaties: int, zaad: int, fouten: float) -> None:
    """Maak leveringen van 28 omgevingsdiensten in UITMAP, met de waarheid erbij."""
    from ..oefening import maak as maak_

    with voortgang("oefengegevens") as v:
        s = maak_(uitmap, locaties=locaties, zaad=zaad, fouten=fouten, voortgang=v)
    uit.print(
        f"{getal(s.rijen)} rijen in {uitmap}, waarvan {getal(s.fouten)} met een fout. Wat waar is staat in waarheid.parquet."
    )


@oefendata.command()
@click.argument("uitmap", required=False, type=click.Path(path_type=Path))
@click.option("--json", "als_json", is_flag=True)
def toets(uitmap: Path | None, als_json: bool) -> None:
    """Vergelijk wat de deur vond met de waarheid. Zonder UITMAP: de oefengegevens van de demo."""
    from .demo import geladen
    from .toets import toets as toets_

    opslag = Opslag()
    gekozen = uitmap or geladen(opslag)
    if gekozen is None or not (gekozen / "waarheid.parquet").exists():
        raise Gebruikersfout(
            f"Er staat geen waarheid.parquet in '{gekozen or opslag.map}'.",
            "Maak eerst oefengegevens: stelsel oefendata UITMAP.",
        )
    with voortgang("toets") as v, tempfile.TemporaryDirectory() as tijdelijk:
        t = toets_(opslag, gekozen, Path(tijdelijk), v)
    if als_json:
        schrijf_json(t.als_json())
    else:
        for c in t.per_code:
            scores = f"precisie {c.precision:.3f}  volledigheid {c.recall:.3f}"
            uit.print(f"{c.code}  ingebracht {c.verwacht:6}  gevonden {c.gevonden:6}  {scores}")
        for soort, voorbeelden in (("gemist", t.gemist), ("verzonnen", t.verzonnen)):
            for x in voorbeelden[:10]:
                uit.print(f"  {soort}: {x}")
        uit.print(
            "Geslaagd: elke ingebrachte fout is gevonden, en geen enkele verzonnen."
            if t.geslaagd
            else "[bold red]Niet geslaagd.[/]"
        )
    sys.exit(0 if t.geslaagd else 1)


@click.command()
@click.option(
    "--schaal", type=click.Choice(["klein", "standaard", "landelijk"]), default="standaard", show_default=True
)
def demo(schaal: str) -> None:
    """Maak en laad de demo."""
    from .demo import draai

    opslag = Opslag()
    totaal = 0.0
    with voortgang("demo") as v:
        for stap in draai(opslag, schaal, v):
            totaal += stap.seconden
            tempo = getal(round(stap.rijen / max(stap.seconden, 0.001)))
            uit.print(f"{stap.naam:26} {getal(stap.rijen):>12} rijen  {stap.seconden:8.1f} s  {tempo:>10} rijen/s")
    maak_klaar()
    from ..programma.handelingen.laden import laad_meegeleverd
    from ..toegang.demo import maak_accounts, maak_convenant, maak_mandaten

    maak_accounts(opslag)
    maak_convenant()
    maak_mandaten()
    for e in laad_meegeleverd():
        uit.print(f"Programma {veilig(e.programma.kort)}, editie {e.code}: stelsel programma stand")
    uit.print(f"De demo staat in '{opslag.map}', in {totaal:.1f} s. Zoek bijvoorbeeld: stelsel zoek chemie")


class PoortBezet(Gebruikersfout):
    """Another program listens there; two servers on one port would answer in turns."""

    code = "POORT-BEZET"

    def __init__(self, poort: int):
        self.poort = poort
        super().__init__(
            f"Poort {poort} is bezet.", f"Stop wat daar draait, of kies een andere: stelsel serve --poort {poort + 1}."
        )


def _is_vrij(poort: int) -> bool:
    with socket.socket() as s:
        s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            s.bind(("127.0.0.1", poort))
        except OSError:
            return False
    return True


@click.command()
@click.option("--poort", default=8000, show_default=True, type=click.IntRange(1, 65_535))
@click.option("--werkers", default=2, show_default=True, type=click.IntRange(1, 64))
def serve(poort: int, werkers: int) -> None:
    """Start de webserver op deze computer (127.0.0.1)."""
    grens()
    if not _is_vrij(poort):
        raise PoortBezet(poort)
    maak_klaar()
    from granian import Granian
    from granian.constants import Interfaces

    uit.print(f"Stelsel staat op http://127.0.0.1:{poort}/ (stoppen met Ctrl+C), {date.today():%d-%m-%Y}")
    with verwerker():
        # A thread that takes in bytes of a slow line mostly waits; at most half of them do (`web.api.delen`).
        Granian("stelsel.web.wsgi:application", address="127.0.0.1", port=poort, interface=Interfaces.WSGI, workers=werkers,
                blocking_threads=8, log_access=False).serve()  # fmt: skip
