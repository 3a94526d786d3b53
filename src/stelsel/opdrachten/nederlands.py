"""The library that reads the command line speaks Dutch too: its messages come from `taal/`, on every machine."""

from __future__ import annotations

import gettext
import os
from pathlib import Path


def spreek_nederlands() -> None:
    """Bind the messages; to be called before the first command is declared."""
    # The library looks messages up by the language of the environment, which on servers is mostly none.
    os.environ["LANGUAGE"] = "nl"
    gettext.bindtextdomain("messages", str(Path(__file__).with_name("taal")))
