"""The dossier as text for the command line."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.markup import escape

from ..begrippen import RECORDTYPEN, Veld
from ..begrippen.soorten import Datum, Getal, JaNee
from ..begrippen.weergave import dag, toon
from ..register import Dossier, Feit
from .scherm import aantal

# Which fields stand in one line per record; the rest is in --json and on the page.
KORT = {
    "activiteit": ("bal_paragraaf", "omschrijving", "ippc_categorie", "seveso", "uitvoerende_dienst"),
    "vergunning": ("soort", "onderwerp", "zaaknummer"),
    "melding": ("soort", "onderwerp"),
    "toezichtbezoek": ("soort", "samenvatting"),
    "bevinding": ("omschrijving", "overtreding", "hersteld_op"),
    "handhavingsactie": ("soort", "stand", "bedrag", "termijn_tot"),
    "monster": ("medium", "monsterpunt"),
}
HOOGSTENS = 12


def toon_dossier(uit: Console, d: Dossier) -> None:
    """Print the dossier: header, at a glance, then the newest records per kind with their source."""
    merk = " (oefengegevens)" if d.oefening else ""
    uit.print(
        f"[bold]{escape(d.naam)}[/]{merk}  {d.nummer}  stand van {dag(d.peildatum)}{f', zoals bekend op {dag(d.bekend_op)}' if d.bekend_op else ''}"
    )
    if d.doorverwezen_van:
        uit.print(f"  {d.doorverwezen_van} verwijst hierheen.")
    if d.andere_namen:
        uit.print(f"  ook: {escape(' · '.join(d.andere_namen))}")
    for p in d.locaties[:HOOGSTENS]:
        uit.print(f"  {p.nummer}  {escape(p.adres or 'geen adres')}")
    k = d.kern()
    uit.print(f"In werking: {aantal(k['besluiten'], 'besluit', 'besluiten')}, "
              f"{aantal(k['voorschriften'], 'voorschrift', 'voorschriften')}. Laatst bezocht: {dag(k['laatst_bezocht'])}.")  # fmt: skip
    loopt = k["lopende_handhaving"]
    acties = "" if loopt is None else f", {aantal(loopt, 'handhavingsactie', 'handhavingsacties')}"
    uit.print(f"Open: {aantal(k['open_bevindingen'], 'bevinding', 'bevindingen')}{acties}.")
    for naam, velden in KORT.items():
        feiten = d.van(naam)
        if not feiten:
            continue
        uit.print(f"\n[bold]{RECORDTYPEN[naam].meervoud.capitalize()}[/] ({len(feiten)})")
        for f in feiten[:HOOGSTENS]:
            uit.print(f"  {_regel(d, f, velden)}")
        if len(feiten) > HOOGSTENS:
            uit.print(f"  … en {len(feiten) - HOOGSTENS} meer; alles met --json.")


def _in_woorden(veld: Veld, waarde: Any, d: Dossier) -> str:
    """A value; with its label where it would say nothing by itself."""
    label = f"{veld.label.lower()}: " if isinstance(veld.soort, JaNee | Datum | Getal) else ""
    return label + toon(veld, waarde, d.peildatum)


def _regel(d: Dossier, f: Feit, velden: tuple[str, ...]) -> str:
    rt = RECORDTYPEN[f.recordtype]
    wat = "; ".join(_in_woorden(rt.velden[v], f.velden[v], d) for v in velden if f.velden.get(v) is not None)
    h = f.herkomst
    voorbij = "" if d.geldt(f) else "[dim](beëindigd)[/] "
    return f"{dag(f.dag)}: {voorbij}{escape(wat)} [dim]← {escape(f'{h.bron}, {h.bestand}, regel {h.regel}')}[/]"
