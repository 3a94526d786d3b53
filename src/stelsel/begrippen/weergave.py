"""Values as Dutch readers expect them: 1.234,5; 6 december 2023; the meaning of a code instead of the code."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from .codelijsten import codelijst
from .organisaties import alle_organisaties, opgevolgd
from .soorten import Code
from .veld import Veld

MAANDEN = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip


def dag(d: date | str | None, maanden: Sequence[str] = MAANDEN) -> str:
    """`6 december 2023`; a dash when there is no day. Another language brings its own months."""
    if not d:
        return "–"
    d = date.fromisoformat(d[:10]) if isinstance(d, str) else d
    return f"{d.day} {maanden[d.month - 1]} {d.year}"


def getal(n: float | int) -> str:
    """Point for thousands, comma for decimals; no needless zeros."""
    heel = f"{n:,.6f}".rstrip("0").rstrip(".") if isinstance(n, float) else f"{n:,}"
    return heel.replace(",", "_").replace(".", ",").replace("_", ".")


def toon(veld: Veld, waarde: Any, peildatum: date, maanden: Sequence[str] = MAANDEN) -> str:
    """A field's value in words, as of a day: a merged agency is shown with its successor."""
    if waarde is None:
        return "–"
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(veld.soort, Code):
        return _code(veld.soort, str(waarde), peildatum)
    if veld.soort.sqltype == "DATE":
        return dag(waarde, maanden)
    if veld.naam == "huisnummer":
        return str(waarde)
    if isinstance(waarde, int | float):
        return f"{getal(waarde)} {veld.eenheid}".strip()
    return str(waarde)


def _code(soort: Code, code: str, peildatum: date) -> str:
    if soort.lijst in ("organisatie", "omgevingsdienst"):
        org = alle_organisaties()[code]
        nu = opgevolgd(code, peildatum)
        return org.naam if nu is org else f"{nu.naam} (opvolger van {org.naam})"
    betekenis = codelijst(soort.lijst).codes.get(code, code)
    return (
        f"{code} {betekenis}"
        if soort.lijst in ("bal_paragraaf", "ippc_categorie", "lhso_ernst", "lhso_gedrag")
        else betekenis
    )
