"""Delivered text that goes back to people: what a spreadsheet would run as a formula gets an apostrophe, and loses it on its return."""

from __future__ import annotations

import re

# What some spreadsheet takes for the begin of a formula, also behind white space; and with an apostrophe of its own before it, so
# that ours can be told from one that was delivered.
_ONVEILIG = "'?[ \xa0\u200b\ufeff]*[=+@\t\r\n\uff1d\uff0b\uff0d\uff20-]"
_BEGIN = re.compile(_ONVEILIG)
_GETAL = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?")


def onschadelijk(waarde: str | None) -> str:
    """The text with an apostrophe before it where a spreadsheet could run it; numbers stay as they are."""
    w = waarde or ""
    return "'" + w if _BEGIN.match(w) and not _GETAL.fullmatch(w) else w


def teruggekeerd(kolom: str) -> str:
    """SQL: the text as it was before `onschadelijk`."""
    patroon = _ONVEILIG.replace("'", "''")
    return f"regexp_replace({kolom}, '^''({patroon})', '\\1')"
