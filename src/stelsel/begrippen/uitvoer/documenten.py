"""The generated pages of `docs/begrippen`. A test compares them with what is written here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..codelijsten import Codelijst, alle_codelijsten, codelijst
from ..regels import Dimensie, Ernst, Regel, alle_regels
from ..veld import Klasse
from .catalogus import toon_voorbeeld
from .woordenboek import Recordwoord, Veldwoord, woordenboek

_GEMAAKT = "<!-- Made from the declarations by `stelsel model woordenboek docs/begrippen`: do not edit. -->\n"


def schrijf_docs(map_: Path) -> list[Path]:
    """Write README.md, a page per record type and codelijsten.md into `map_`; return the paths.

    Pages that were written by hand stay as they are.
    """
    map_.mkdir(parents=True, exist_ok=True)
    woorden = woordenboek()
    bladen = {
        "README.md": _overzicht(woorden),
        "bestand.md": _bestand(),
        "codelijsten.md": _codelijsten(),
        **{f"{w.naam}.md": _recordblad(w) for w in woorden},
    }
    for naam, tekst in bladen.items():
        (map_ / naam).write_text(_GEMAAKT + tekst, encoding="utf-8", newline="\n")
    return [map_ / naam for naam in bladen]


def _cel(tekst: str) -> str:
    """Text that cannot break out of a table cell."""
    return re.sub(r"([|<>*_`\\\[\]])", r"\\\1", " ".join(tekst.split()))


def _tabel(kop: Sequence[str], rijen: Iterable[Sequence[str]]) -> str:
    regels = [kop, ["---"] * len(kop), *rijen]
    return "".join(f"| {' | '.join(r)} |\n" for r in regels)


def _overzicht(woorden: Sequence[Recordwoord]) -> str:
    records = _tabel(["Term", "In English"], [[f"[{w.naam}]({w.naam}.md)", _cel(w.en)] for w in woorden])
    velden = "\n".join(
        f"### {w.naam.capitalize()}\n\n"
        + _tabel(["Term", "In English"], [[f"`{v.naam}`", _cel(v.en)] for v in w.velden])
        for w in woorden
    )
    lijsten = _tabel(
        ["Term", "In English"], [[f"[{c.naam}](codelijsten.md#{c.naam})", _cel(c.en)] for c in alle_codelijsten()]
    )
    return f"""# Begrippen: every Dutch term in one English line

The information model, version 1. Definitions in Dutch, sources, caveats and checks stand on the page of each record
type. Words that are no part of the model itself: [woorden.md](woorden.md). Checks on a line of a file:
[bestand.md](bestand.md).

## Record types

{records}
## Code lists

{lijsten}
## Data classes

{_tabel(["Term", "In English"], [[k.value, _cel(k.en)] for k in Klasse])}
## Severity of checks

{_tabel(["Term", "In English"], [[e.value, _cel(e.en)] for e in Ernst])}

## Dimensions of quality

{_tabel(["Term", "In English"], [[d.value, _cel(d.en)] for d in Dimensie])}
## Fields

{velden}"""


def _recordblad(w: Recordwoord) -> str:
    uitleg = f"\n\n{w.uitleg}" if w.uitleg else ""
    soort = "an event on one day" if w.gebeurtenis else "a state with a beginning and an end"
    velden = _tabel(
        [
            "Nr",
            "Term",
            "Definition",
            "Form",
            "Unit",
            "Code list",
            "Required",
            "Data class",
            "Source",
            "Caveat",
            "English",
            "Also known as",
        ],
        [_veldrij(v) for v in w.velden],
    )
    return f"""# {w.naam.capitalize()}

{w.definitie}{uitleg}

In English: {w.en} Source: {w.bron}. In plural: {w.meervoud}. A record is {soort}.

## Fields

{velden}
## Checks

{_regels(w.regels)}"""


def _veldrij(v: Veldwoord) -> list[str]:
    lijst = f"[{v.codelijst}](codelijsten.md#{v.codelijst})" if v.codelijst else ""
    vorm = f"{_cel(v.vorm)}, zoals `{v.voorbeeld}`" if v.voorbeeld else _cel(v.vorm)
    return [
        str(v.nr), f"`{v.naam}`", _cel(v.definitie), vorm, _cel(v.eenheid), lijst, "ja" if v.verplicht else "nee",
        v.klasse.value, _cel(v.bron), _cel(v.kanttekening), _cel(v.en), ", ".join(v.ook),
    ]  # fmt: skip


def _regels(regels: Iterable[Regel]) -> str:
    return _tabel(
        ["Code", "Severity", "Dimension", "Text", "Remedy", "Good example", "Bad example", "Source"],
        [
            [
                f'<a id="{r.code}"></a>{r.code}', r.ernst.value, r.dimensie.value, _cel(r.tekst), _cel(r.remedie),
                _voorbeeld(r.goed), _voorbeeld(r.fout), _cel(r.bron),
            ]
            for r in regels
        ],
    )  # fmt: skip


def _voorbeeld(voorbeeld: Mapping[str, Any]) -> str:
    return "<br>".join(f"{_cel(k)}: {_cel(w)}" for k, w in toon_voorbeeld(voorbeeld))


def _bestand() -> str:
    regels = [r for r in alle_regels().values() if not r.recordtype]
    return f"""# Checks on a line of a file

Judged before a line is a row of a record type. What cannot be read is kept, with its reason.

{_regels(regels)}"""


def _codelijsten() -> str:
    delen = "\n".join(_codelijst(c) for c in alle_codelijsten())
    return f"""# Code lists

Each list with its source. A list that Stelsel made itself says so.

{delen}"""


def _codelijst(lijst: Codelijst) -> str:
    herkomst = f"{'Own list of Stelsel. ' if lijst.eigen else ''}Source: {lijst.bron}."
    codes, meer = dict(lijst.codes), ""
    if lijst.naam == "organisatie":
        gemeenten = codelijst("gemeente").codes
        meer = f"\nAnd each of the {len(gemeenten)} codes of the list [gemeente](#gemeente).\n"
        codes = {c: t for c, t in codes.items() if c not in gemeenten}
    rijen = _tabel(["Code", "Meaning"], [[f"`{c}`", _cel(t)] for c, t in codes.items()])
    return f'## <a id="{lijst.naam}"></a>{lijst.titel}\n\n`{lijst.naam}`: {lijst.en} {herkomst}\n\n{rijen}{meer}'
