"""The terminal: two consoles, Dutch numbers, JSON, a progress bar."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.markup import escape as veilig
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

uit = Console(emoji=False, highlight=False, soft_wrap=True)
fout = Console(emoji=False, stderr=True, highlight=False, soft_wrap=True)


def getal(n: int) -> str:
    """1234567 as 1.234.567."""
    return f"{n:,}".replace(",", ".")


def aantal(n: int, een: str, meer: str) -> str:
    """A number with its noun or verb: 1 rij, 2 rijen."""
    return f"{getal(n)} {een if n == 1 else meer}"


def schrijf_json(gegevens: Any) -> None:
    sys.stdout.write(json.dumps(gegevens, ensure_ascii=False, indent=2, default=str) + "\n")


@contextmanager
def voortgang(wat: str) -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar on standard error, when that is a terminal."""
    kolommen = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed}/{task.total}"),
        TimeElapsedColumn(),
    )
    with Progress(*kolommen, console=fout, transient=True, disable=not fout.is_terminal) as balk:
        taak = balk.add_task(wat, total=None)
        yield lambda stap, gedaan, totaal: balk.update(
            taak, description=f"{wat}: {stap}", completed=gedaan, total=totaal
        )


__all__ = ["aantal", "fout", "getal", "schrijf_json", "uit", "veilig", "voortgang"]
