"""Commands of the door: deliver, look at what came of it, decide, mend, withdraw, judge anew."""

from __future__ import annotations

import getpass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from ..opslag import Opslag
from .kwaliteit import geweigerd
from .scherm import aantal, getal, schrijf_json, uit, veilig, voortgang

DAG = click.DateTime(["%Y-%m-%d", "%d-%m-%Y"])


def wie() -> str:
    """Who works at this terminal: the log names the account, not a person."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "opdrachtregel"


@click.command()
@click.argument("paden", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--bron", required=True, help="Id van de organisatie die levert, bijvoorbeeld dcmr.")
@click.option("--geheel", is_flag=True, help="Dit is het hele beeld van de bron: wat ontbreekt is beëindigd.")
@click.option("--stand", type=DAG, help="Dag waarvan de gegevens zijn; zonder: vandaag.")
@click.option("--codering", default="", help="Lees CSV als utf-8, utf-16 of windows-1252.")
@click.option("--scheiding", default="", help="Teken tussen de kolommen van CSV; een tab schrijft u als tab.")
@click.option("--decimaal", type=click.Choice([",", "."]), help="Teken voor de decimalen.")
@click.option(
    "--vertaling", "nr", type=click.IntRange(min=1), help="Nummer van de vertaling; zonder: de laatste van de bron."
)
@click.option("--json", "als_json", is_flag=True, help="Toon het ontvangstbewijs met alle bevindingen als JSON.")
def lever(
    paden: tuple[Path, ...],
    bron: str,
    geheel: bool,
    stand: datetime | None,
    codering: str,
    scheiding: str,
    decimaal: str | None,
    nr: int | None,
    als_json: bool,
) -> None:
    """Lever bestanden of mappen aan (CSV, XLSX, ODS, Parquet, JSON, JSON Lines, GeoPackage, ZIP)."""
    from ..aanlevering import Vorm, te_lezen
    from ..aanlevering import lever as lever_

    opslag = Opslag()
    wens = Vorm(codering=codering, scheiding="\t" if scheiding == "tab" else scheiding, decimaal=decimaal or "")
    wensen = {naam: wens for naam, _ in te_lezen(paden)[0]} if wens != Vorm() else {}
    with voortgang(bron) as v:
        b = lever_(
            opslag, paden, bron, soort="geheel" if geheel else "wijziging", stand=stand.date() if stand else None,
            wensen=wensen, vertaal_met=nr, door=wie(), voortgang=v,
        )  # fmt: skip
    if als_json:
        _schrijf_bewijs(opslag, b)
        return
    uit.print(f"{b.bron_naam}, levering [bold]{b.levering}[/]{' (oefengegevens)' if b.oefening else ''}")
    uit.print(
        f"{aantal(b.rijen_in, 'rij', 'rijen')} ontvangen, {getal(b.geaccepteerd)} opgenomen, "
        f"{aantal(b.quarantaine, 'wacht', 'wachten')} op u."
    )
    for o in b.opmerkingen:
        uit.print(f"  {veilig(o)}")
    if b.status == "wacht":
        uit.print("[bold]De levering telt nog niet mee: zij wacht op u.[/]")
        uit.print(f"  → Klopt het? stelsel bevestig {b.levering}")
        uit.print(f"  → Klopt het niet? stelsel wijs-af {b.levering} --reden '...'")
    if b.quarantaine and not b.ongewijzigd:
        _toon_fouten(opslag, b.levering)


def _schrijf_bewijs(opslag: Opslag, b: Any) -> None:
    """The receipt with every finding as JSON, a finding at a time: there may be millions."""
    import json
    import sys

    from ..aanlevering import bevindingen

    kop = json.dumps({k: w for k, w in b.als_json([]).items() if k != "bevindingen"}, ensure_ascii=False, indent=2)
    sys.stdout.write(kop.removesuffix("\n}") + ',\n  "bevindingen": [')
    namen = [d.naam for d in b.bestanden] if b.ongewijzigd else None
    for i, f in enumerate(bevindingen(opslag, [b.levering], namen)):
        sys.stdout.write(("," if i else "") + "\n    " + json.dumps(f, ensure_ascii=False))
    sys.stdout.write("\n  ]\n}\n")


def _toon_fouten(opslag: Opslag, levering: str) -> None:
    from ..aanlevering import kwaliteit

    groepen = kwaliteit(opslag, levering).fouten
    for g in groepen[:10]:
        v = g.voorbeeld
        uit.print(
            f"  {g.regel.code}  {getal(g.rijen)}×  {veilig(v['tekst'])} ({veilig(v['bestand'])}, regel {v['regel']})"
        )
        uit.print(f"            → {veilig(g.regel.remedie)}")
    if len(groepen) > 10:
        uit.print(f"  … en nog {aantal(len(groepen) - 10, 'controle', 'controles')}.")
    uit.print(f"Alles staat op de kwaliteitspagina, of in: stelsel geweigerd {levering}")


@click.command()
@click.option("--json", "als_json", is_flag=True)
def leveringen(als_json: bool) -> None:
    """Toon alle leveringen, de laatste eerst."""
    from ..aanlevering import bewijzen, in_nederland

    alle = bewijzen(Opslag())[::-1]
    if als_json:
        schrijf_json([{k: w for k, w in b.als_json([]).items() if k != "bevindingen"} for b in alle])
        return
    for b in alle:
        merk = {"wacht": "  wacht op bevestiging", "afgewezen": "  afgewezen"}.get(b.status, "")
        uit.print(
            f"{in_nederland(b.ontvangen_op):%d-%m-%Y %H:%M}  {b.levering}  {b.soort}  {getal(b.rijen_in)} in, "
            f"{getal(b.quarantaine)} geweigerd{merk}"
        )


@click.command()
@click.argument("levering")
def bevestig(levering: str) -> None:
    """Laat een levering meetellen die wacht omdat er veel in ontbreekt."""
    from ..aanlevering import bevestig as bevestig_

    uit.print(f"Levering {levering}: {bevestig_(Opslag(), levering, door=wie()).status}.")


@click.command("wijs-af")
@click.argument("levering")
@click.option("--reden", required=True, help="Waarom de levering niet meetelt.")
def wijs_af(levering: str, reden: str) -> None:
    """Laat een levering die wacht niet meetellen."""
    from ..aanlevering import wijs_af as wijs_af_

    uit.print(f"Levering {levering}: {wijs_af_(Opslag(), levering, door=wie(), reden=reden).status}.")


@click.command()
@click.option("--bron", help="Alleen de wachtende rijen van deze organisatie.")
@click.option("--json", "als_json", is_flag=True)
def herbeoordeel(bron: str | None, als_json: bool) -> None:
    """Keur rijen die wachten opnieuw, na een andere controle, codelijst of vertaling."""
    from ..aanlevering import herbeoordeel as herbeoordeel_
    from ..aanlevering import tellende
    from ..begrippen import organisatie

    opslag = Opslag()
    if bron:
        organisatie(bron, date.today())
    bronnen = [bron] if bron else sorted({b.bron for b in tellende(opslag)})
    uitkomsten = [u for b in bronnen for u in herbeoordeel_(opslag, b, door=wie())]
    if als_json:
        schrijf_json([{**vars(u), "gebleven": u.gebleven} for u in uitkomsten])
        return
    for u in uitkomsten:
        uit.print(
            f"{u.van}: {getal(u.bekeken)} bekeken, {getal(u.opgenomen)} opgenomen, {getal(u.anders_geweigerd)} om een andere reden "
            f"geweigerd, {getal(u.gebleven)} zoals het was" + (f" (levering {u.levering})" if u.levering else "")
        )
    if not uitkomsten:
        uit.print("Er wachten geen geweigerde rijen.")


@click.command()
@click.argument("levering")
@click.option("--aanvaard", multiple=True, help="Sleutel van een groep; zonder: toon alleen de voorstellen.")
@click.option("--json", "als_json", is_flag=True)
def herstel(levering: str, aanvaard: tuple[str, ...], als_json: bool) -> None:
    """Toon wat aan geweigerde rijen te herstellen is, of aanvaard het per groep."""
    from ..aanlevering import herstel as herstel_
    from ..aanlevering import herstelgroepen

    opslag = Opslag()
    if aanvaard:
        b = herstel_(opslag, levering, aanvaard, door=wie())
        uit.print(f"{aantal(b.geaccepteerd, 'rij', 'rijen')} hersteld en opgenomen, als levering {b.levering}.")
        return
    groepen = herstelgroepen(opslag, levering)
    if als_json:
        schrijf_json([{**vars(g), "namen": g.namen} for g in groepen])
        return
    for g in groepen:
        uit.print(f"{aantal(g.aantal, 'rij', 'rijen'):>14}  {veilig('; '.join(g.namen))}")
        for v in g.voorbeelden[:2]:
            uit.print(
                f"                regel {v['regel']}: {v['veld']} '{veilig(str(v['oud']))}' → '{veilig(str(v['nieuw']))}'"
            )
        uit.print(f"                → stelsel herstel {levering} --aanvaard '{g.sleutel}'")
    if not groepen:
        uit.print("Voor de rijen die wachten is geen herstel voor te stellen.")


@click.command("trek-in")
@click.argument("levering")
@click.option("--code", default="", help="Alleen rijen die op deze controle zijn geweigerd.")
@click.option("--reden", required=True, help="Waarom deze rijen niet hoeven te worden opgenomen.")
def trek_in(levering: str, code: str, reden: str) -> None:
    """Trek geweigerde rijen in die nog wachten; zij blijven bewaard."""
    from ..aanlevering import trek_in as trek_in_

    n = trek_in_(Opslag(), levering, door=wie(), reden=reden, code=code)
    uit.print(f"{aantal(n, 'rij', 'rijen')} ingetrokken.")


OPDRACHTEN = (lever, leveringen, geweigerd, bevestig, wijs_af, herbeoordeel, herstel, trek_in)
