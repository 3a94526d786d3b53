"""Commands about the quality of deliveries: scores, and all refused rows as files."""

from __future__ import annotations

from datetime import date
from math import floor
from pathlib import Path

import click

from ..begrippen import Gebruikersfout, organisatie, weergave
from ..opslag import Opslag
from .scherm import aantal, getal, schrijf_json, uit, veilig


class NietBeide(Gebruikersfout):
    """A delivery has one source already."""

    code = "KWALITEIT-KEUZE"

    def __init__(self) -> None:
        super().__init__(
            "Een levering en een bron tegelijk kan niet.", "Geef een levering, of --bron, of geen van beide."
        )


def _punten(score: float | None) -> str:
    """A score with one decimal, cut off and not rounded."""
    return "niet te bepalen" if score is None else weergave.getal(floor(score * 10 + 1e-9) / 10)


@click.command()
@click.argument("levering", required=False)
@click.option("--bron", help="Id van een organisatie: toon al haar leveringen.")
@click.option("--json", "als_json", is_flag=True, help="Toon alles als JSON, ook tellers en noemers.")
def kwaliteit(levering: str | None, bron: str | None, als_json: bool) -> None:
    """Toon de kwaliteit van een levering, van een bron (--bron), of van alle bronnen."""
    if levering and bron:
        raise NietBeide
    opslag = Opslag()
    if levering:
        _levering(opslag, levering, als_json)
    elif bron:
        _bron(opslag, bron, als_json)
    else:
        _bronnen(opslag, als_json)


def _levering(opslag: Opslag, levering: str, als_json: bool) -> None:
    from ..aanlevering import DEFINITIES
    from ..aanlevering import kwaliteit as kwaliteit_

    k = kwaliteit_(opslag, levering)
    if als_json:
        schrijf_json(k.als_json(waarden=True))
        return
    b = k.bewijs
    uit.print(f"{b.bron_naam}, levering [bold]{b.levering}[/]{' (oefengegevens)' if b.oefening else ''}")
    uit.print(f"{aantal(b.rijen_in, 'rij', 'rijen')} ontvangen, {getal(b.geaccepteerd)} opgenomen, "
              f"{aantal(k.wacht, 'wacht', 'wachten')} op u; {getal(k.hersteld)} hersteld, "
              f"{getal(k.afgehandeld)} ingetrokken of vervangen.")  # fmt: skip
    uit.print(f"Score {_punten(k.score.totaal)}, over {k.score.bepaald} van 5 dimensies:")
    for d, f in k.score.dimensies.items():
        deel = f"{getal(f.teller)} van {getal(f.noemer)}" if f.noemer else ""
        uit.print(f"  {DEFINITIES[d].naam:14} {_punten(f.score):>16}  {deel}".rstrip())
    for g in (*k.fouten, *k.waarschuwingen):
        uit.print(f"  {g.regel.code}  {getal(g.rijen)}×  {g.regel.ernst.value}: {veilig(g.regel.zonder_waarden)}")


def _bron(opslag: Opslag, bron: str, als_json: bool) -> None:
    from ..aanlevering import bewijzen, bronrapport, bronstand, in_nederland, verloop

    org = organisatie(bron, date.today())
    if als_json:
        schrijf_json(bronrapport(opslag, bron))
        return
    alle = bewijzen(opslag, bron)
    stand = bronstand(opslag, alle)
    if stand is None:
        uit.print(f"{org.naam} heeft nog niets geleverd dat meetelt.")
        return
    uit.print(f"{org.naam}: score {_punten(stand.score.totaal)}, over {stand.score.bepaald} van 5 dimensies; "
              f"{aantal(stand.wacht, 'rij wacht', 'rijen wachten')} nog.")  # fmt: skip
    for p in verloop(alle):
        uit.print(f"  {in_nederland(p.bewijs.ontvangen_op):%d-%m-%Y %H:%M}  {p.bewijs.levering}  {aantal(p.nu.rijen, 'rij', 'rijen')}  "
                  f"{_punten(p.ontvangen.totaal)} bij ontvangst, {_punten(p.nu.totaal)} na herstel")  # fmt: skip


def _bronnen(opslag: Opslag, als_json: bool) -> None:
    from ..aanlevering import bronstanden

    standen = bronstanden(opslag)
    if als_json:
        schrijf_json([s.als_json() for s in standen])
        return
    if not standen:
        uit.print("Er is nog niets geleverd.")
    for s in standen:
        uit.print(f"{s.bron:24} {_punten(s.score.totaal):>16}  ({s.score.bepaald}/5)  {aantal(s.score.rijen, 'rij', 'rijen')}, "
                  f"{getal(s.wacht)} wacht op herstel")  # fmt: skip


@click.command()
@click.argument("levering")
@click.option("--uit", "map_", type=click.Path(path_type=Path), default=Path(), help="Map voor de bestanden.")
@click.option("--vorm", type=click.Choice(["csv", "parquet"]), default="csv", show_default=True,
              help="CSV in uw eigen kolommen, per bestand; of alles in één Parquet-bestand.")  # fmt: skip
def geweigerd(levering: str, map_: Path, vorm: str) -> None:
    """Schrijf alle geweigerde rijen van een levering, met hun redenen."""
    from ..aanlevering import bewijs, schrijf_alles

    opslag = Opslag()
    b = bewijs(opslag, levering)
    map_.mkdir(parents=True, exist_ok=True)
    for pad, n in schrijf_alles(opslag, b, map_, vorm):
        uit.print(f"{pad}: {aantal(n, 'rij', 'rijen')}")
    if not b.quarantaine:
        uit.print("Van deze levering is geen enkele rij geweigerd.")
