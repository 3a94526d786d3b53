"""Commands about contradictions between sources: the report, and what a source does about one."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import click

from ..begrippen import RECORDTYPEN, alle_organisaties, organisatie
from ..begrippen.weergave import dag
from ..opslag import Opslag
from .scherm import aantal, getal, schrijf_json, uit, veilig
from .toegang import OPDRACHTREGEL

HOOGSTENS = 20


@click.command("tegenspraak")
@click.option("--bron", help="Alleen waarin deze organisatie iets zegt.")
@click.option(
    "--status", type=click.Choice(["open", "gemeld", "in_onderzoek", "geen_fout"]), help="Alleen met deze status."
)
@click.option(
    "--uit", "bestand", type=click.Path(path_type=Path, dir_okay=False), help="Schrijf alles in dit CSV-bestand."
)
@click.option("--json", "als_json", is_flag=True)
def tegenspraak(bron: str | None, status: str | None, bestand: Path | None, als_json: bool) -> None:
    """Toon waar bronnen elkaar tegenspreken, en wat het register dan toont."""
    from ..register.tegenspraak import tegenspraken
    from ..register.tegenspraak.uitvoer import csv_regels

    if bron:
        organisatie(bron, date.today())
    totaal, gevonden = tegenspraken(Opslag(), bron, status=status or "")
    if als_json:
        schrijf_json(
            {"aantal": totaal, "bron": bron, "status": status, "tegenspraken": [t.als_json() for t in gevonden]}
        )
        return
    if bestand:
        with bestand.open("w", encoding="utf-8", newline="") as f:
            f.writelines(csv_regels(gevonden, redenen_van=alle_organisaties()))
        uit.print(
            f"{veilig(str(bestand))}: {aantal(totaal, 'tegenstrijdigheid', 'tegenstrijdigheden')}, per bron een regel."
        )
        return
    uit.print(f"{aantal(totaal, 'tegenstrijdigheid', 'tegenstrijdigheden')} tussen bronnen.")
    alle = list(gevonden)
    for (soort, veld), n in Counter((t.soort, t.veld) for t in alle).most_common():
        uit.print(f"  {getal(n):>8}  {RECORDTYPEN[soort].typenaam}: {veld}")
    for t in alle[:HOOGSTENS]:
        uit.print(
            f"\n[bold]{t.nummer}[/] {veilig(t.naam or t.adres or '')}  {t.soort}: {t.veld}  sinds {dag(t.sinds_op)}"
        )
        uit.print(f"  het register toont '{veilig(t.waarde)}'. {t.zin}")
        for s in t.standpunten:
            uit.print(
                f"  {s['bron']}: {veilig(s['waarde'])} [dim]← {veilig(s['bestand'])}, regel {s['regel']}[/]  ({t.status(s['bron'])})"
            )
        uit.print(f"  [dim]{t.sleutel}[/]")
    if len(alle) > HOOGSTENS:
        uit.print(f"\n… en {getal(len(alle) - HOOGSTENS)} meer; alles met --uit of --json.")


@click.command("terugmelden")
@click.argument("tegenspraak")
@click.option("--bron", required=True, help="Id van de organisatie waarvoor u spreekt.")
@click.option("--status", required=True, type=click.Choice(["gemeld", "in_onderzoek", "geen_fout"]))
@click.option("--reden", required=True, help="In een zin: wat u gaat doen, of waarom uw waarde klopt.")
def terugmelden(tegenspraak: str, bron: str, status: str, reden: str) -> None:
    """Zeg namens een bron wat zij met een tegenspraak doet."""
    from ..register.tegenspraak import meld_terug

    t = meld_terug(Opslag(), tegenspraak, bron, status, door=OPDRACHTREGEL, reden=reden)
    uit.print(
        f"{bron}: {status}. De tegenspraak blijft staan tot een levering haar oplost. Het register toont '{veilig(t.waarde)}'."
    )
