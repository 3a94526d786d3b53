"""Commands of the register: bring it up to date, decide what is one and what not, and write its links to a file."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..begrippen import organisatie
from ..opslag import Opslag
from .aanlevering import wie
from .scherm import aantal, schrijf_json, uit, veilig, voortgang

if TYPE_CHECKING:
    from ..register import Besluit


@click.group()
def register() -> None:
    """Het register: koppelen en nummeren."""


@register.command()
@click.option(
    "--hertrain", is_flag=True, help="Leer opnieuw van alle gegevens wat op elkaar lijkt, en koppel alles daarmee."
)
@click.option("--geheel", is_flag=True, help="Reken alles opnieuw uit, niet alleen wat nieuwe leveringen raken.")
@click.option(
    "--samenvoegingen",
    type=click.IntRange(min=0),
    metavar="N",
    help="Laat toe dat zoveel ondernemingen in een andere opgaan.",
)
@click.option("--json", "als_json", is_flag=True)
def bijwerken(hertrain: bool, geheel: bool, samenvoegingen: int | None, als_json: bool) -> None:
    """Koppel alle leveringen tot één register en maak de zoekindex."""
    from ..register import MEESTE_SAMENVOEGINGEN
    from ..register import bijwerken as bijwerken_

    hoogstens = MEESTE_SAMENVOEGINGEN if samenvoegingen is None else samenvoegingen
    with voortgang("register") as v:
        s, nieuw = bijwerken_(Opslag(), v, hertrain=hertrain, geheel=geheel, samenvoegingen=hoogstens)
    if als_json:
        schrijf_json({**vars(s), "nieuw": nieuw})
        return
    if not nieuw:
        uit.print(f"Het register is al bij: stand {s.snapshot} van {s.gemaakt_op:%d-%m-%Y %H:%M} (UTC).")
    t = s.tellingen
    uit.print(f"Stand {s.snapshot}: {aantal(t['onderneming'], 'onderneming', 'ondernemingen')}, "
              f"{aantal(t['locatie'], 'locatie', 'locaties')}, {aantal(t['activiteit'], 'activiteit', 'activiteiten')} "
              f"uit {aantal(t['rijen'], 'rij', 'rijen')} van {aantal(len(s.leveringen), 'levering', 'leveringen')}.")  # fmt: skip
    if t["zonder_plek"]:
        uit.print(f"{aantal(t['zonder_plek'], 'rij staat', 'rijen staan')} nog in geen dossier: "
                  "het record waarnaar zij verwijzen wacht op herstel.")  # fmt: skip


@register.command()
@click.option(
    "--uit",
    "pad",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Het Parquet-bestand dat wordt gemaakt.",
)
@click.option("--stand", type=click.IntRange(min=1), help="Zoals het was in deze stand; zonder is dat de laatste.")
def koppelingen(pad: Path, stand: int | None) -> None:
    """Schrijf van elk opgenomen record bij welke onderneming, locatie en activiteit het hoort."""
    from ..register import schrijf_koppelingen

    rijen = schrijf_koppelingen(Opslag(), pad, stand)
    uit.print(f"{aantal(rijen, 'record', 'records')} met hun registernummers geschreven naar {veilig(str(pad))}.")


@register.command()
@click.option("--soort", type=click.Choice(["onderneming", "locatie"]), default=None, help="Alleen deze soort.")
@click.option("--bron", default="", help="Alleen paren waarvan deze bron er een leverde.")
@click.option(
    "--aantal", "hoogstens", type=click.IntRange(min=1), default=25, show_default=True, help="Toon er hoogstens zoveel."
)
@click.option("--json", "als_json", is_flag=True)
def twijfel(soort: str | None, bron: str, hoogstens: int, als_json: bool) -> None:
    """Toon wat een mens moet beslissen: records die misschien hetzelfde zijn, wat het meest oplevert eerst."""
    from ..register import REDENEN, twijfelgevallen

    if bron:
        organisatie(bron, date.today())
    gevallen, totaal = twijfelgevallen(Opslag(), soort or "", bron, aantal=hoogstens)
    if als_json:
        schrijf_json({"totaal": totaal, "gevallen": [asdict(g) for g in gevallen]})
        return
    for g in gevallen:
        uit.print(f"[bold]{veilig(g.a.code)}[/] ({g.nummer_a})  [bold]{veilig(g.b.code)}[/] ({g.nummer_b})")
        uit.print(f"  {_kans(g.kans)} kans dat dit hetzelfde is. {REDENEN[g.reden]} Winst: {_komma(g.winst)} rijen.")
    meer = f"; hier staan de eerste {len(gevallen)}" if totaal > len(gevallen) else ""
    uit.print(f"{aantal(totaal, 'paar wacht', 'paren wachten')} op een besluit{meer}.")
    if gevallen:
        uit.print("Beslis met: stelsel register oordeel zelfde|anders RECORD RECORD --reden TEKST.")


@register.command()
@click.argument("besluit", type=click.Choice(["zelfde", "anders", "herroepen"]))
@click.argument("record_a")
@click.argument("record_b")
@click.option("--reden", required=True, help="Waarop u dit baseert, in een zin.")
@click.option("--door", default=wie, help="Wie beslist; anders de gebruiker van deze computer.")
def oordeel(besluit: Besluit, record_a: str, record_b: str, reden: str, door: str) -> None:
    """Leg vast dat twee records hetzelfde zijn of niet, of herroep dat. Schrijf een RECORD als TYPE:BRON:SLEUTEL."""
    from ..register import Verwijzing, vergelijk
    from ..register import oordeel as oordeel_

    opslag, a, b = Opslag(), Verwijzing.lees(record_a), Verwijzing.lees(record_b)
    o = oordeel_(opslag, vergelijk(opslag, a, b).soort, a, b, besluit, door=door, reden=reden)
    uit.print(f"Vastgelegd: {veilig(str(o.a))} en {veilig(str(o.b))}: [bold]{o.besluit}[/], door {veilig(o.door)}.")
    uit.print("Het telt vanaf de volgende keer dat het register wordt bijgewerkt: stelsel register bijwerken.")


@register.command()
@click.argument("record")
@click.option("--json", "als_json", is_flag=True)
def koppeling(record: str, als_json: bool) -> None:
    """Toon onder welk nummer een RECORD (TYPE:BRON:SLEUTEL) staat, met welke andere en waarom."""
    from ..register import Verwijzing
    from ..register import koppeling as koppeling_

    k = koppeling_(Opslag(), Verwijzing.lees(record))
    if als_json:
        schrijf_json(asdict(k))
        return
    uit.print(f"{veilig(str(k.record))} staat onder [bold]{k.nummer}[/] ({k.soort}).")
    for lid in k.leden:
        waarom = f"zelfde {lid.regels[0]}" if lid.regels else "via andere records, of door gelijkenis"
        uit.print(f"  {veilig(lid.record.code)}: {waarom}")
    if k.meer:
        uit.print(f"  en nog {aantal(k.meer, 'record', 'records')}.")
    if not k.leden:
        uit.print("  Geen ander record staat onder dit nummer.")


def _kans(kans: float) -> str:
    """In whole percents; never 0 or 100, which nobody knows."""
    return "meer dan 99%" if kans > 0.99 else "minder dan 1%" if kans < 0.01 else f"{kans:.0%}"


def _komma(n: float) -> str:
    return f"{n:.1f}".replace(".", ",")
