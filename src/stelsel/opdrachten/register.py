"""Commands of the register: bring it up to date, and write its links to a file."""

from __future__ import annotations

from pathlib import Path

import click

from ..opslag import Opslag
from .scherm import aantal, schrijf_json, uit, veilig, voortgang


@click.group()
def register() -> None:
    """Het register: koppelen en nummeren."""


@register.command()
@click.option("--json", "als_json", is_flag=True)
def bijwerken(als_json: bool) -> None:
    """Koppel alle leveringen tot één register en maak de zoekindex."""
    from ..register import bijwerken as bijwerken_

    with voortgang("register") as v:
        s, nieuw = bijwerken_(Opslag(), v)
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
def koppelingen(pad: Path) -> None:
    """Schrijf van elk opgenomen record bij welke onderneming, locatie en activiteit het hoort."""
    from ..register import schrijf_koppelingen

    rijen = schrijf_koppelingen(Opslag(), pad)
    uit.print(f"{aantal(rijen, 'record', 'records')} met hun registernummers geschreven naar {veilig(str(pad))}.")
