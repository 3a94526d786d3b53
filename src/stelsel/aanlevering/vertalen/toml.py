"""Proposals written as the file that a person will read, mend and keep: how sure and why beside each line."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from ...begrippen import RECORDTYPEN
from .voorstel import Tabelvoorstel, Veldvoorstel, Voorstel


def als_toml(voorstellen: Sequence[Voorstel]) -> str:
    """The text of a translation that holds these proposals; what nobody could tell stands in it as a remark."""
    return "\n".join(deel for v in voorstellen for deel in _voorstel(v))


def _tekst(w: str) -> str:
    return json.dumps(w, ensure_ascii=False).replace("\x7f", "\\u007f")


def _waarde(w: Any) -> str:
    if isinstance(w, bool):
        return str(w).lower()
    if isinstance(w, int):
        return str(w)
    if isinstance(w, Mapping):
        return f"{{ {', '.join(f'{_tekst(k)} = {_tekst(x)}' for k, x in w.items() if k.isprintable())} }}"
    if isinstance(w, list):
        return f"[{', '.join(_tekst(x) for x in w if x.isprintable())}]"
    return _tekst(str(w))


def _regel(v: Veldvoorstel) -> str:
    bron = dict(v.bron)
    uit = (
        _waarde(bron["kolom"])
        if len(bron) == 1
        else f"{{ {', '.join(f'{k} = {_waarde(w)}' for k, w in bron.items())} }}"
    )
    return f"{v.veld} = {uit}  # {round(100 * v.zekerheid)}% zeker: {v.waarom}"


def patroon(naam: str) -> str:
    """How later files of this kind will be named too: a number or day in the name gives way to `*`."""
    return re.sub(r"[\W_]*\d[\d\W_]*", "*", naam).strip() or "*"


def _voorstel(v: Voorstel) -> list[str]:
    uit = [f"# Voorstel voor {_tekst(v.bestand)}. Kijk elke regel na; wat achter een hekje staat, leest Stelsel niet."]
    if v.anders:
        uit.append("# Het kan ook zijn: " + ", ".join(f"{t} ({round(100 * z)}%)" for t, z in v.anders) + ".")
    if v.ongebruikt:
        uit.append("# Kolommen die geen plaats kregen:")
        uit += [
            f"#   {_tekst(k)}, bijvoorbeeld {', '.join(map(_tekst, v.voorbeelden[k])) or 'leeg'}" for k in v.ongebruikt
        ]
    return [*uit, *(regel for t in v.tabellen for regel in _tabel(v, t))]


def _tabel(v: Voorstel, t: Tabelvoorstel) -> list[str]:
    herkend = [x.kolom for x in t.velden if RECORDTYPEN[t.recordtype].velden[x.veld].verplicht]
    uit = [
        "", "[[tabel]]", f"naam = {_tekst(v.bestand[:200])}",
        f"recordtype = {_tekst(t.recordtype)}  # {round(100 * t.zekerheid)}% zeker",
        f"bestand = {_tekst(patroon(v.bestand)[:200])}",
        *([f"kolommen = {_waarde(list(dict.fromkeys(herkend)))}"] if herkend else []), "", "[tabel.velden]",
    ]  # fmt: skip
    uit += [_regel(x) for x in t.velden]
    uit += [f'# {naam} = ""  # VERPLICHT: hier is geen kolom voor gevonden' for naam in t.ontbreekt]
    uit += [f"# {_regel(x)}" for x in t.twijfel if x.zekerheid >= 0.35]
    zonder = [
        n for n in t.zonder if n not in t.ontbreekt and not any(x.veld == n and x.zekerheid >= 0.35 for x in t.twijfel)
    ]
    if zonder:
        uit.append(f"# Velden zonder kolom: {', '.join(zonder)}")
    return [*uit, ""]
