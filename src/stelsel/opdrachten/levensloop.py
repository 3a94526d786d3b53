"""Commands of the register through time: its snapshots, and the life of a number."""

from __future__ import annotations

from typing import Any

import click

from ..begrippen.weergave import dag
from ..opslag import Opslag
from .scherm import aantal, schrijf_json, uit, veilig
from .vraag import met_vraag


@click.command("standen")
@click.option("--json", "als_json", is_flag=True)
def standen(als_json: bool) -> None:
    """Toon alle standen van het register, de laatste eerst."""
    from ..aanlevering import in_nederland
    from ..register import standen as standen_

    alle = standen_(Opslag())
    if als_json:
        schrijf_json([vars(s) for s in alle])
        return
    if not alle:
        uit.print("Er is nog geen stand. Maak de eerste met: stelsel register bijwerken.")
    for s in alle:
        t = s.tellingen
        uit.print(f"Stand {s.snapshot}  {in_nederland(s.gemaakt_op):%d-%m-%Y %H:%M}  "
                  f"{aantal(t['onderneming'], 'onderneming', 'ondernemingen')}, {aantal(t['locatie'], 'locatie', 'locaties')}, "
                  f"{aantal(t['activiteit'], 'activiteit', 'activiteiten')} uit {aantal(len(s.leveringen), 'levering', 'leveringen')}")  # fmt: skip


@click.command("nummer")
@click.argument("nummer")
@click.option("--stand", type=int, help="Toon welke rijen dit nummer in deze stand hadden (stelsel register standen).")
@click.option("--json", "als_json", is_flag=True)
@met_vraag
def nummer(nummer: str, stand: int | None, als_json: bool, b: Any) -> None:
    """Toon de levensloop van een registernummer: uitgegeven, samengevoegd, gesplitst."""
    from ..aanlevering.bewijs import dag_in_nederland
    from ..toegang import lezen

    if stand is not None:
        _rijen(nummer, stand, als_json, b)
        return
    n = lezen.levensloop(Opslag(), b, nummer)
    if als_json:
        schrijf_json(n.als_json())
        return
    uit.print(f"[bold]{n.nummer}[/]  {n.soort}{' (oefengegevens)' if n.oefening else ''}")
    r = n.rij
    voor = (f", voor {r['recordtype']} '{veilig(r['record'] or '')}' van {r['bron']}: {veilig(r['bestand'])}, regel {r['regel']} "
            f"van levering {r['levering']}" if r else "")  # fmt: skip
    uit.print(f"Uitgegeven in stand {n.gemunt.snapshot}, {dag(dag_in_nederland(n.gemunt.gemaakt_op))}{voor}.")
    for g in n.gebeurtenissen:
        uit.print(f"  stand {g.stand.snapshot}, {dag(dag_in_nederland(g.stand.gemaakt_op))}: {g.van} {g.gebeurtenis} naar {g.naar}. "
                  f"Reden: {veilig(g.reden) or 'niet getoond'}. Door: {veilig(g.door)}.")  # fmt: skip
    if n.meer:
        uit.print("  … en er zijn er meer.")
    if not n.gebeurtenissen:
        uit.print("Nooit samengevoegd of gesplitst.")
    if n.opvolger:
        uit.print(f"Verwijst nu naar {n.opvolger}.")
    if n.verwijst_hierheen:
        uit.print(f"Hierheen verwijzen: {', '.join(n.verwijst_hierheen)}.")


def _rijen(nummer_: str, stand: int, als_json: bool, b: Any) -> None:
    from ..toegang import lezen

    totaal, gevonden = lezen.rijen_in_stand(Opslag(), b, nummer_, stand)
    if als_json:
        schrijf_json({"nummer": nummer_, "stand": stand, "aantal": totaal, "rijen": gevonden})
        return
    uit.print(
        f"In stand {stand} {'had' if totaal == 1 else 'hadden'} {aantal(totaal, 'rij', 'rijen')} nummer {veilig(nummer_)}."
    )
    for r in gevonden:
        uit.print(
            f"  {r['bron']}  {r['recordtype']}  {veilig(r['record'] or '')}  {veilig(r['bestand'])}, regel {r['regel']}  {r['levering']}"
        )
