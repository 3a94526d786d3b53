"""Fixtures of the programme."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from tests.programma.voorbeeld import VOORJAAR, najaar

from stelsel.programma.feiten import Editie
from stelsel.programma.lezen import uit_dict


@pytest.fixture
def voorjaar() -> Editie:
    return uit_dict(deepcopy(VOORJAAR), "voorjaar")


@pytest.fixture
def herfst() -> Editie:
    return uit_dict(najaar(), "najaar")


@pytest.fixture
def bestand(tmp_path: Path) -> Callable[[Any], Path]:
    """Write values as a JSON file: `bestand(VOORJAAR)`; text or bytes as they are."""

    def schrijf(inhoud: Any, naam: str = "editie.json") -> Path:
        pad = tmp_path / naam
        ruw = inhoud if isinstance(inhoud, str | bytes) else json.dumps(inhoud)
        pad.write_bytes(ruw if isinstance(ruw, bytes) else ruw.encode())
        return pad

    return schrijf
