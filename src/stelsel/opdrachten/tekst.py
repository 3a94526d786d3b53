"""The dossier as text for the command line."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.markup import escape

from ..begrippen import RECORDTYPEN, Veld
from ..begrippen.soorten import Datum, Getal, JaNee
from ..begrippen.weergave import dag, toon
from ..register import Dossier, Feit, Keuze
from ..register.keuze import PUNT
from .scherm import aantal, getal

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
    if d.onbekend:
        uit.print(d.onbekend)
        return
    if d.andere_namen:
        uit.print(f"  ook: {escape(' · '.join(d.andere_namen))}")
    if d.vroegere_namen:
        uit.print(f"  vroeger: {escape(' · '.join(d.vroegere_namen))}")
    for p in d.locaties[:HOOGSTENS]:
        uit.print(f"  {p.nummer}  {escape(p.adres or 'geen adres')}{'' if p.nu else ' (vroeger)'}")
    k = d.kern()
    uit.print(f"In werking: {aantal(k['besluiten'], 'besluit', 'besluiten')}, "
              f"{aantal(k['voorschriften'], 'voorschrift', 'voorschriften')}. Laatst bezocht: {dag(k['laatst_bezocht'])}.")  # fmt: skip
    loopt = k["lopende_handhaving"]
    acties = "" if loopt is None else f", {aantal(loopt, 'handhavingsactie', 'handhavingsacties')}"
    if k["open_bevindingen"] is not None:
        uit.print(f"Open: {aantal(k['open_bevindingen'], 'bevinding', 'bevindingen')}{acties}.")
    if d.tegenspraken:
        uit.print(f"{aantal(len(d.tegenspraken), 'tegenstrijdigheid', 'tegenstrijdigheden')} tussen bronnen:")
    for keuze in d.tegenspraken[:HOOGSTENS]:
        anders = "; ".join(
            f"{s.feit.herkomst.bron}: {_los(keuze, s.waarde, d)}" for s in keuze.standpunten if not s.gekozen
        )
        uit.print(f"  {keuze.recordtype}, {keuze.veld}: {escape(_los(keuze, keuze.waarde, d))} ({keuze.feit.herkomst.bron}). "
                  f"{keuze.regel.zin if keuze.regel else ''} [dim]Anders: {escape(anders)}[/]")  # fmt: skip
    if len(d.tegenspraken) > HOOGSTENS:
        uit.print(f"  … en {len(d.tegenspraken) - HOOGSTENS} meer; alles met --json.")
    for naam, velden in KORT.items():
        feiten = d.van(naam)
        if not feiten:
            continue
        uit.print(f"\n[bold]{RECORDTYPEN[naam].meervoud.capitalize()}[/] ({len(feiten)})")
        for f in feiten[:HOOGSTENS]:
            uit.print(f"  {_regel(d, f, velden)}")
        if len(feiten) > HOOGSTENS:
            uit.print(f"  … en {len(feiten) - HOOGSTENS} meer; alles met --json.")


def _los(keuze: Keuze, waarde: Any, d: Dossier) -> str:
    """A value by itself; a point as its coordinates."""
    if keuze.veld == PUNT:
        return "; ".join(getal(round(w)) for w in waarde)
    return toon(RECORDTYPEN[keuze.recordtype].velden[keuze.veld], waarde, d.peildatum)


def _in_woorden(veld: Veld, waarde: Any, d: Dossier) -> str:
    """A value; with its label where it would say nothing by itself."""
    label = f"{veld.label.lower()}: " if isinstance(veld.soort, JaNee | Datum | Getal) else ""
    return label + toon(veld, waarde, d.peildatum)


def _regel(d: Dossier, f: Feit, velden: tuple[str, ...]) -> str:
    rt = RECORDTYPEN[f.recordtype]
    wat = "; ".join(_in_woorden(rt.velden[v], f.velden[v], d) for v in velden if f.velden.get(v) is not None)
    h = f.herkomst
    einde = f.einde(d.peildatum.isoformat())
    tot = f" tot {dag(einde.tot)}" if einde and einde.tot else ""
    voorbij = "" if d.geldt(f) else f"[dim](beëindigd{f' {dag(einde.per)}{tot}' if einde else ''})[/] "
    door = f"; einde uit levering {f.vervallen_door}" if f.vervallen_door and voorbij else ""
    return f"{dag(f.dag)}: {voorbij}{escape(wat)} [dim]← {escape(f'{h.bron}, {h.plek()}{door}')}[/]"
