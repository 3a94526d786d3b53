"""Commands of the permit in force: the text on a day, the difference of two days, IPPC permits beside their BREFs."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..begrippen import Gebruikersfout, organisatie
from ..begrippen.weergave import dag
from ..opslag import Opslag
from .scherm import aantal, schrijf_json, uit, veilig

if TYPE_CHECKING:
    from ..register import Dossier
    from ..vergunning import GeldendeVergunning, Verschil

DAG = click.DateTime(["%Y-%m-%d", "%d-%m-%Y"])
WOORD = {"nieuw": "✚ nieuw", "gewijzigd": "◆ gewijzigd", "geeindigd": "✕ geëindigd"}


class LocatieOnbekend(Gebruikersfout):
    """The dossier has no location with this number."""

    code = "LOCATIE-ONBEKEND"

    def __init__(self, locatie: str, mogelijk: list[str]):
        self.locatie, self.mogelijk = locatie, mogelijk
        lijst = ", ".join(mogelijk[:10]) + (f" en {len(mogelijk) - 10} meer" if len(mogelijk) > 10 else "")
        super().__init__(f"Locatie '{locatie}' hoort niet bij dit dossier.", f"Kies uit: {lijst}.")


class MetNummer(click.Group):
    """`stelsel vergunning NUMMER` is short for `stelsel vergunning toon NUMMER`."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        if args and args[0] not in self.commands:
            args = ["toon", *args]
        return super().resolve_command(ctx, args)


@click.group(cls=MetNummer)
def vergunning() -> None:
    """De vergunning zoals zij geldt: alle besluiten samen, op elke dag.

    Kort: stelsel vergunning NUMMER --geldig-op DAG
    """


@vergunning.command()
@click.argument("nummer")
@click.option("--geldig-op", type=DAG, help="Wat gold op deze dag? Zonder: vandaag.")
@click.option("--bekend-op", type=DAG, help="Alleen wat op deze dag al was geleverd.")
@click.option("--vergelijk", type=DAG, help="Toon ook het verschil met deze dag.")
@click.option("--locatie", help="Alleen deze locatie van het bedrijf (registernummer).")
@click.option("--json", "als_json_", is_flag=True)
@click.option(
    "--pdf", "doel", type=click.Path(dir_okay=False, path_type=Path), help="Schrijf een PDF naar dit bestand."
)
def toon(
    nummer: str, geldig_op: datetime | None, bekend_op: datetime | None, vergelijk: datetime | None, locatie: str | None,
    als_json_: bool, doel: Path | None,
) -> None:  # fmt: skip
    """Toon de voorschriften van NUMMER die op een dag gelden, en waardoor."""
    from ..register import dossier
    from ..vergunning import als_json, geldende_vergunning
    from ..vergunning import vergelijk as vergelijk_

    d = dossier(Opslag(), nummer, geldig_op.date() if geldig_op else None, bekend_op.date() if bekend_op else None)
    waar = None
    if locatie:
        waar = next((p.id for p in d.locaties if p.nummer == locatie.strip().upper()), None)
        if waar is None:
            raise LocatieOnbekend(locatie, [p.nummer for p in d.locaties])
    g = geldende_vergunning(d, locatie=waar)
    verschil = None
    if vergelijk:
        ander = geldende_vergunning(d, vergelijk.date(), waar)
        verschil = vergelijk_(*sorted((ander, g), key=lambda x: x.dag))
    met = str(vergelijk.date()) if vergelijk else ""
    if doel:
        from ..vergunning.pdf import pdf

        doel.write_bytes(pdf(d, g, verschil, met))
        uit.print(f"{veilig(str(doel))}: {aantal(len(g.voorschriften), 'voorschrift', 'voorschriften')}.")
    elif als_json_:
        schrijf_json(als_json(d, g, verschil, met))
    else:
        _toon(d, g, verschil, met)


def _toon(d: Dossier, g: GeldendeVergunning, verschil: list[Verschil] | None, met: str) -> None:
    from ..vergunning.pdf import besluitnaam, grens, herkomst, kwestie_over, thema

    merk = " (oefengegevens)" if d.oefening else ""
    bekend = f", zoals bekend op {dag(d.bekend_op)}" if d.bekend_op else ""
    uit.print(f"[bold]{veilig(d.naam)}[/]{merk}  {d.nummer}  geldig op {dag(g.dag)}{bekend}")
    uit.print(f"{aantal(len(g.besluiten), 'besluit', 'besluiten')}, {aantal(len(g.voorschriften), 'voorschrift', 'voorschriften')} "
              f"in werking, {aantal(len(g.kwesties), 'punt staat', 'punten staan')} nog niet vast.")  # fmt: skip
    plekken = {p.id: p.adres or p.nummer for p in d.locaties}
    plek = None
    for v in g.voorschriften:
        if len(plekken) > 1 and v.feit.locatie != plek:
            plek = v.feit.locatie
            uit.print(f"\n[bold]{veilig(plekken.get(plek, 'locatie onbekend'))}[/]")
        waarde = f" [{grens(v.feit)}]" if grens(v.feit) else ""
        tekst = " ".join(v.feit.velden["tekst"].split())
        uit.print(f"  [bold]{veilig(v.nummer)}[/] {veilig(tekst)}{veilig(waarde)} ({thema(v.feit)})")
        uit.print(
            f"      [dim]sinds {dag(v.begin.dag)}: {veilig(besluitnaam(v.besluit.feit, d))} ← {veilig(herkomst(v.feit))}[/]"
        )
    if verschil is not None:
        van, tot = sorted((met, g.dag))
        telling = Counter(x.soort for x in verschil)
        uit.print(f"\n[bold]Verschil tussen {dag(van)} en {dag(tot)}[/]: {telling['gewijzigd']} gewijzigd, {telling['nieuw']} nieuw, "
                  f"{telling['geeindigd']} geëindigd, {telling['gelijk']} gelijk.")  # fmt: skip
        for x in verschil:
            if x.soort in WOORD:
                stukken = [{"weg": f"[-{t}-]", "erbij": f"[+{t}+]"}.get(s, t) for s, t in x.woorden]
                tekst = " ".join(("".join(stukken) or x.een.feit.velden["tekst"]).split())
                uit.print(f"  {WOORD[x.soort]}  {veilig(x.een.nummer)}: {veilig(tekst)}")
    if g.kwesties:
        uit.print("\n[bold]Wat nog niet vaststaat[/]")
    for k in g.kwesties:
        uit.print(f"  {k.soort} ({k.code}): {k.zin} {veilig(kwestie_over(k, d))}")
        uit.print(f"      → {k.doe}")


@vergunning.command("brefs")
@click.option("--dienst", default="", help="Alleen deze omgevingsdienst (code).")
@click.option("--gezag", default="", help="Alleen dit bevoegd gezag (code).")
@click.option("--geldig-op", type=DAG, help="Stand van deze dag. Zonder: vandaag.")
@click.option("--hoogstens", default=50, show_default=True, help="Zoveel regels op het scherm.")
@click.option("--json", "als_json_", is_flag=True)
@click.option(
    "--csv", "doel", type=click.Path(dir_okay=False, path_type=Path), help="Schrijf de hele selectie naar dit bestand."
)
def brefs_(
    dienst: str, gezag: str, geldig_op: datetime | None, hoogstens: int, als_json_: bool, doel: Path | None
) -> None:
    """Welke IPPC-vergunningen zijn ouder dan de termijn van hun BREF?"""
    from ..aanlevering.formule import onschadelijk
    from ..vergunning.bbt import NORM
    from ..vergunning.brefs import KOPPEN, OORDELEN, brefs, cellen

    if dienst:
        organisatie(dienst, date.today())
    alle = brefs(Opslag(), geldig_op.date() if geldig_op else None)
    rijen = [r for r in alle if (not dienst or r.dienst == dienst) and (not gezag or r.gezag == gezag)]
    if doel:
        with doel.open("w", encoding="utf-8-sig", newline="") as f:
            csv.writer(f, delimiter=";").writerows([KOPPEN, *([onschadelijk(c) for c in cellen(r)] for r in rijen)])
        uit.print(f"{veilig(str(doel))}: {aantal(len(rijen), 'rij', 'rijen')}.")
        return
    if als_json_:
        schrijf_json([dict(zip(KOPPEN, cellen(r), strict=True)) for r in rijen])
        return
    uit.print(NORM + ".")
    telling = Counter(r.oordeel for r in rijen)
    uit.print("; ".join(f"{zin}: {telling[o]}" for o, (zin, _) in OORDELEN.items()) + ".")
    for r in rijen[:hoogstens]:
        c = r.conclusies
        bbt = f"{c.bref} {c.besluit}, bekendgemaakt {dag(c.gepubliceerd)}, uiterlijk {dag(c.uiterlijk)}" if c else "–"
        deels = "" if r.geheel else " (dekt de categorie voor een deel)"
        uit.print(
            f"[bold]{r.nummer}[/]  {veilig(r.naam)}  IPPC {r.categorie}  {r.zin}; laatste besluit {dag(r.laatste)}; {veilig(bbt)}{deels}"
        )
        uit.print(f"      [dim]{veilig(r.dienst_naam)} → {r.doe}[/]")
    if len(rijen) > hoogstens:
        uit.print(f"… en {len(rijen) - hoogstens} meer; alles met --csv of --json.")
