"""Options by which a command says for whom and for what it reads; without them it shows open data."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import click

from ..begrippen import Gebruikersfout
from .aanlevering import wie
from .scherm import uit


class VraagOnvolledig(Gebruikersfout):
    """A function without an organisation, or the other way round, or one that is not there."""

    code = "VRAAG-ONVOLLEDIG"

    def __init__(self, waarom: str):
        super().__init__(
            waarom, "Geef beide, zoals: --namens dcmr --als inspecteur. Alle functies: stelsel toegang functies."
        )


def met_vraag(opdracht: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command `--namens`, `--als`, `--doel` and `--zaak`, and itself the `Blik` that follows as argument `b`."""

    @click.option(
        "--namens",
        default="",
        envvar="STELSEL_NAMENS",
        help="Id van de organisatie waarvoor u kijkt, zoals dcmr. Dit komt in het logboek.",
    )
    @click.option("--als", "als", default="", envvar="STELSEL_ALS", help="Uw functie daar, zoals inspecteur.")
    @click.option(
        "--doel", default="", envvar="STELSEL_DOEL", help="Waarvoor u kijkt; anders het eerste doel van de functie."
    )
    @click.option("--zaak", default="", help="De zaak waarvoor dit nodig is, als de grond daarom vraagt.")
    @functools.wraps(opdracht)
    def met(*args: Any, namens: str, als: str, doel: str, zaak: str, **kw: Any) -> Any:
        return opdracht(*args, b=_blik(namens, als, doel, zaak), **kw)

    return met


def _blik(namens: str, als: str, doel: str, zaak: str) -> Any:
    from ..toegang import NIEMAND, Vraag, blik, functies, partijen

    if not (namens or als or doel):
        return blik(NIEMAND)
    if namens not in partijen():
        raise VraagOnvolledig(f"Organisatie '{namens[:60]}' is niet bekend." if namens else "U noemt geen organisatie.")
    if als not in functies():
        raise VraagOnvolledig(f"De functie '{als[:60]}' bestaat niet." if als else "U noemt geen functie.")
    from ..web.klaar import maak_klaar

    maak_klaar()  # the log is there
    eerste = next(iter(functies()[als].doelen), "")
    return blik(Vraag(wie(), namens, als, doel or eerste, zaak))


def zeg_wat_ontbreekt(b: Any) -> None:
    """Tell which classes are not shown or in part, and why; the same whether or not there was anything of them."""
    for grens in b.grenzen:
        uit.print(f"[dim]{grens}[/]")
    per_reden: dict[str, list[str]] = {}
    for klasse, reden in b.geweigerd.items():
        per_reden.setdefault(reden, []).append(klasse.value)
    for reden, klassen in per_reden.items():
        uit.print(f"[dim]Niet getoond: {', '.join(klassen)}. {reden}[/]")
    if not b.vraag.wie:
        uit.print("[dim]Zeg voor wie en waarvoor u kijkt met: --namens ORGANISATIE --als FUNCTIE.[/]")
