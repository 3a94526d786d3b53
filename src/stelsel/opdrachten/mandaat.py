"""Commands of mandates: load what was published, ask who may what, compare with the national model mandate."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

import click

from ..begrippen import Gebruikersfout, of
from .scherm import aantal, schrijf_json, uit, veilig

DAG = click.DateTime(["%Y-%m-%d", "%d-%m-%Y"])
op = click.option("--op", type=DAG, help="Op deze dag; anders vandaag.")
als_json_ = click.option("--json", "als_json", is_flag=True)


class GevalOnvolledig(Gebruikersfout):
    """A case is told with a part missing."""

    code = "GEVAL-ONVOLLEDIG"

    def __init__(self, mist: list[str]):
        self.mist = mist
        super().__init__(
            f"U gaf niet alles wat nodig is om te toetsen of rollen samengaan: zonder {', '.join(mist)} kan dat niet.",
            "Geef alle vier: --wie, --zaak, --activiteit en --eerder.",
        )


class HouderOnbekend(Gebruikersfout):
    """Who asks, or the body, is no organisation that is known."""

    code = "HOUDER-ONBEKEND"

    def __init__(self, tekst: str, doe: str):
        super().__init__(f"'{tekst[:100]}' is niet bekend.", f"{doe} Alle organisaties: stelsel toegang organisaties.")


@click.group()
def mandaat() -> None:
    """Mandaten: wie mag wat namens welk orgaan, en wat zegt het landelijke modelmandaat?"""


@mandaat.command()
@click.argument("bestand", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def laad(bestand: Path) -> None:
    """Laad mandaten uit BESTAND (CSV of JSON). Wat er al is, verandert niet; alleen een einde kan erbij."""
    from ..toegang.mandaat.laden import laad as laad_

    g = laad_(bestand)
    uit.print(
        f"{aantal(g.nieuw, 'mandaat', 'mandaten')} geladen, {g.beeindigd} beëindigd, {g.gelijk} ongewijzigd."
    )  # fmt: skip


@mandaat.command("mag")
@click.argument("actor")
@click.argument("bevoegdheid")
@click.argument("taak")
@click.argument("orgaan")
@op
@click.option("--wie", default="", help="Account van wie het wil doen; samen met de drie hieronder.")
@click.option("--zaak", default="", help="De zaak waarin.")
@click.option("--activiteit", default="", help="De milieubelastende activiteit waarover.")
@click.option(
    "--eerder",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Wat mensen eerder deden (CSV of JSON): wie, soort, zaak, activiteit, dag.",
)
@als_json_
def mag_(
    actor: str, bevoegdheid: str, taak: str, orgaan: str, op: datetime | None, wie: str, zaak: str, activiteit: str,
    eerder: Path | None, als_json: bool,
) -> None:  # fmt: skip
    """Mag ACTOR (odnzkg/directeur) dit namens ORGAAN (GM0358)? Toont de keten, of wat daarin ontbreekt (code 1).

    Met --wie, --zaak, --activiteit en --eerder ook: gaat dit samen met wat deze persoon eerder deed?
    """
    from ..toegang.gronden import partijen
    from ..toegang.mandaat import Botsing, Geval, Keten, houder, mag
    from ..toegang.mandaat.botsing import lees_handelingen
    from ..toegang.mandaat.laden import mandaten
    from ..toegang.mandaat.vergelijk import ORGANEN

    wie, zaak, activiteit = wie.strip(), zaak.strip(), activiteit.strip()
    delen = {"--wie": wie, "--zaak": zaak, "--activiteit": activiteit, "--eerder": eerder}
    if any(delen.values()) and (mist := [d for d, w in delen.items() if not w]):
        raise GevalOnvolledig(mist)
    geval = Geval(wie, zaak, activiteit, lees_handelingen(eerder)) if eerder else None
    vrager, namens = houder(actor), houder(orgaan)
    if vrager.organisatie not in partijen():
        raise HouderOnbekend(actor, "Noem een organisatie en een functie daarin, zoals odnzkg/directeur.")
    if namens.organisatie not in partijen() or namens.functie or partijen()[namens.organisatie].soort not in ORGANEN:
        raise HouderOnbekend(orgaan, f"Noem een {of(ORGANEN)}, zoals GM0358.")
    a = mag(vrager, bevoegdheid, taak, namens, op.date() if op else date.today(), mandaten(), geval)
    ja = isinstance(a, Keten)
    if als_json:
        schrijf_json({
            "mag": ja, "actor": str(vrager), "bevoegdheid": bevoegdheid, "taak": taak, "orgaan": str(namens),
            "dag": a.vraag.dag.isoformat(), "zin": a.zin, "rollen_getoetst": geval is not None, "voorbeeld": isinstance(a, Keten) and a.voorbeeld,
            "keten": [s.als_json() for s in a.schakels] if isinstance(a, Keten) else [],
            "ontbreekt": [] if isinstance(a, Keten) else [{"soort": type(o).__name__, "zin": o.zin} for o in a.oorzaken],
        })  # fmt: skip
    elif isinstance(a, Keten):
        uit.print(veilig(a.zin))
        for s in a.schakels:
            tot = f" tot {s.tot:%d-%m-%Y}" if s.tot else ""
            uit.print(
                f"  {s.soort} {s.code}: {s.gever} → {s.ontvanger}, vanaf {s.van:%d-%m-%Y}{tot}. Bron: {veilig(s.bron)}"
            )
        if geval:
            eigen = aantal(len(geval.eigen), "eerdere handeling", "eerdere handelingen")
            uit.print(veilig(f"Getoetst aan {eigen} van {wie}, van {len(geval.eerder)} in het bestand."))
        else:
            uit.print(
                "Niet getoetst: of dit samengaat met wat deze persoon eerder deed (--wie, --zaak, --activiteit, --eerder)."
            )
        if a.voorbeeld:
            uit.print("[bold]Let op:[/] deze keten is een voorbeeld om mee te oefenen, geen besluit van een orgaan.")
    else:
        uit.print(veilig(a.zin))
        for o in a.oorzaken:
            if isinstance(o, Botsing):
                uit.print(veilig(o.doe))
    sys.exit(0 if ja else 1)


@mandaat.command()
@op
@als_json_
def vergelijk(op: datetime | None, als_json: bool) -> None:
    """Vergelijk elke deelnemer met het landelijke modelmandaat: wat is gelijk, wat mist, wat is meer?"""
    from ..toegang.mandaat import Oordeel, merk
    from ..toegang.mandaat import vergelijk as vergelijk_
    from ..toegang.mandaat.laden import mandaten

    dag = op.date() if op else date.today()
    deelnemers = vergelijk_(mandaten(), dag)
    if als_json:
        schrijf_json({"dag": dag.isoformat(), "model": merk(), "deelnemers": [d.als_json() for d in deelnemers]})
        return
    if merk():
        uit.print(f"Modelmandaat: [bold]{merk()}[/]")
    if not deelnemers:
        uit.print("Er zijn geen mandaten geladen: stelsel toegang mandaat laad BESTAND.")
    for d in deelnemers:
        oefening = " (oefening)" if d.voorbeeld else ""
        uit.print(f"{veilig(d.naam)}{oefening}: " + ", ".join(f"{d.aantal(o)} {o}" for o in Oordeel))
        for p in d.paren:
            if p.oordeel is not Oordeel.GELIJK:
                uit.print(f"  {p.oordeel:5} {p.bevoegdheid} / {p.taak}")
