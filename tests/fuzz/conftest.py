"""Prints at the end how many files each reader was given."""

from __future__ import annotations

from typing import Any

from tests.fuzz.grond import AANTAL, GELEZEN, GEWEIGERD


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if GELEZEN:
        terminalreporter.section(f"fuzz: {AANTAL} voorbeelden per toets")
        for soort, n in sorted(GELEZEN.items()):
            terminalreporter.line(f"{soort:8} {n:8} bestanden, waarvan {GEWEIGERD[soort]} geweigerd")
