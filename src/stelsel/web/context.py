"""What the frame of every page shows: peildatum, snapshot, versions."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest

from .. import __version__
from ..begrippen import MODELVERSIE, Gebruikersfout
from ..opslag import Opslag
from ..register.index import GeenRegister, index
from .vragen import in_kop


class PeildatumOngeldig(Gebruikersfout):
    """The day asked for is no day."""

    code = "PEILDATUM-ONGELDIG"

    def __init__(self, tekst: str):
        super().__init__(f"'{tekst[:20]}' is geen datum.", "Geef een dag als 2024-03-31.")


def peildatum(request: HttpRequest) -> date:
    """The day of the question: `?peildatum=2024-03-31`, else today. Raises `PeildatumOngeldig`."""
    return dag_uit(request, "peildatum") or date.today()


def bekend_op(request: HttpRequest) -> date | None:
    """`?bekend_op=2024-03-31`: only from what had been delivered by then. Raises `PeildatumOngeldig`."""
    return dag_uit(request, "bekend_op")


def dag_uit(request: HttpRequest, naam: str) -> date | None:
    """A day in the address, None when it is not there. Raises `PeildatumOngeldig`."""
    tekst = request.GET.get(naam, "")
    try:
        dag = date.fromisoformat(tekst) if tekst else None
    except ValueError:
        raise PeildatumOngeldig(tekst) from None
    if dag and not 1 < dag.year < 9999:
        raise PeildatumOngeldig(tekst)
    return dag


def kader(request: HttpRequest) -> dict[str, Any]:
    """Template context of the frame."""
    try:
        meta = index(Opslag()).meta
    except GeenRegister:
        meta = {}
    try:
        dag = peildatum(request)
    except PeildatumOngeldig:
        dag = date.today()
    return {
        "versie": __version__,
        "modelversie": MODELVERSIE,
        "snapshot": meta.get("snapshot"),
        "gemaakt_op": meta.get("gemaakt_op"),
        "peildatum": dag,
        "vandaag": dag == date.today(),
        "q": request.GET.get("q", "")[:200],
        "kijkt": in_kop(request) if hasattr(request, "user") else None,
    }
