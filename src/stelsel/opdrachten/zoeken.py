"""`stelsel zoek`: hits on the screen, as JSON, or the whole selection as CSV."""

from __future__ import annotations

import sys
from typing import Any

import click

from ..opslag import Opslag
from .scherm import getal, schrijf_json, uit, veilig


@click.command()
@click.argument("tekst", nargs=-1)
@click.option("--activiteit", metavar="PARAGRAAF", help="Alleen met deze activiteit, bijvoorbeeld 3.3.8 (Bal).")
@click.option("--dienst", metavar="ID", help="Alleen van deze uitvoerende dienst of bron, bijvoorbeeld dcmr.")
@click.option("--gemeente", metavar="CODE", help="Alleen in deze gemeente, bijvoorbeeld GM0599.")
@click.option("--ippc", is_flag=True, help="Alleen met een IPPC-installatie.")
@click.option("--seveso", type=click.Choice(["ja", "hogedrempel", "lagedrempel"]), help="Alleen Seveso.")
@click.option("--bezocht-voor", metavar="DAG", help="Laatst bezocht voor deze dag.")
@click.option("--bezocht-na", metavar="DAG", help="Laatst bezocht na deze dag.")
@click.option("--nooit", is_flag=True, help="Nooit bezocht; samen met --bezocht-voor: een van beide.")
@click.option("--kader", metavar="W,Z,O,N", help="Alleen in dit kader op de kaart, in graden.")
@click.option("--json", "als_json", is_flag=True)
@click.option("--csv", "als_csv", is_flag=True, help="De hele selectie als CSV.")
@click.option("--hoogstens", default=25, show_default=True, help="Zoveel treffers, ten hoogste 200.")
def zoek(tekst: tuple[str, ...], als_json: bool, als_csv: bool, hoogstens: int, **keuzes: Any) -> None:
    """Zoek op naam, adres, KvK-nummer, vestigingsnummer, registernummer of coördinaten."""
    from ..register import Filters, selectie
    from ..register import zoek as zoek_

    filters = Filters.lees({k: "ja" if w is True else w for k, w in keuzes.items() if w})
    if als_csv:
        for blok in selectie(Opslag(), " ".join(tekst), filters).csv():
            sys.stdout.write(blok)
        return
    u = zoek_(Opslag(), " ".join(tekst), filters, hoogstens=hoogstens)
    if als_json:
        schrijf_json({
            "tekst": u.tekst, "filters": filters.als_vraag(), "aantal": u.aantal, "meer_dan": u.meer_dan, "meer": u.meer,
            "verbeterd": u.verbeterd, "voorstellen": u.voorstellen, "treffers": [t.als_json() for t in u.treffers], "los": u.los,
        })  # fmt: skip
        return
    if u.verbeterd:
        uit.print(f"Niets gevonden voor '{veilig(u.tekst)}'; dit zijn de treffers voor '{veilig(u.verbeterd)}'.")
    if u.voorstellen:
        uit.print(f"Bedoelde u: {veilig(', '.join(u.voorstellen))}?")
    for t in u.treffers:
        merken = [
            "(oefening)" if t.oefening else "", "IPPC" if t.ippc else "", f"Seveso {t.seveso}" if t.seveso else "",
            f"beëindigd per {t.einde}" if t.einde else "", f"op {t.afstand} m" if t.afstand is not None else "",
            *(f"gevonden op {soort} {veilig(wat)}" for soort, wat in t.gevonden),
        ]  # fmt: skip
        kop = f"[bold]{t.nummer}[/]  {veilig(t.naam)}  {veilig(t.adres or 'adres onbekend')}"
        uit.print("  ".join([kop, *(m for m in merken if m)]))
    if u.meer:
        aantal = f"meer dan {getal(u.aantal)}" if u.meer_dan else getal(u.aantal)
        uit.print(f"Er zijn {aantal} treffers: zoek met meer woorden, of haal ze alle met --csv.")
    if not u.treffers:
        if not u.gevraagd:
            uit.print("Geef woorden, een nummer, een punt of een filter om op te zoeken.")
            return
        uit.print(f"Niets gevonden voor '{veilig(u.tekst)}'." if u.tekst else "Niets gevonden met deze filters.")
        for woord, n in u.los.items():
            uit.print(f"  {woord}: {'niets' if not n else getal(n) + (' of meer' if n >= 200 else '')}")
        if u.zonder_filters:
            uit.print(f"  zonder filters: {getal(u.zonder_filters)}{' of meer' if u.zonder_filters >= 200 else ''}")
