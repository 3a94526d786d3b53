"""A field of a translation as one SQL expression over the raw columns k0, k1, …: set-wise, never a row in Python.

What a user wrote in a translation, and what stands in the model, enters a query only as a literal of `waarde`. A text that
does not have the form that the translation names is marked, so that the check of the field refuses it and shows why:
left as it is, it could be read as another day or number than was meant.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from ...begrippen import Veld, codelijst
from ...begrippen.soorten import Code, Geheel, Getal
from ...begrippen.uitdrukking import waarde
from ..formule import teruggekeerd
from ..getallen import zonder_duizendtekens
from ..keuren import WIT
from .datums import lees_datum
from .model import Veldbron

_GETAL = {
    None: "-?[0-9]{1,15}(?:[.,][0-9]{1,12})?",
    ",": "-?(?:[0-9]{1,15}|[0-9]{1,3}(?:[.][0-9]{3}){1,4})(?:,[0-9]{1,12})?",
    ".": "-?(?:[0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{3}){1,4})(?:[.][0-9]{1,12})?",
}


def expressie(veld: Veld, bron: Veldbron, kolommen: Sequence[str], decimaal: str = "") -> str | None:
    """SQL of the translated text; None when a column that it needs was not delivered.

    `decimaal`: the sign before decimals that the file was found to have, for numbers of which the translation says nothing.
    """
    if any(k not in kolommen for k in bron.kolommen):
        return None
    v = _begin(bron, kolommen)
    v = _deel(v, bron)
    if bron.datum:
        return _of_merk(v, lees_datum(v, bron.datum), bron.datum)
    if decimaal and not bron.decimaal and isinstance(veld.soort, Getal | Geheel):
        v = zonder_duizendtekens(v, decimaal)
    if bron.factor is not None or bron.decimaal:
        return _of_merk(v, _getal(v, bron), f"getal met {'een komma' if bron.decimaal == ',' else 'een punt'}")
    if bron.ja or bron.nee:
        woorden = {w.lower(): "ja" for w in bron.ja} | {w.lower(): "nee" for w in bron.nee}
        return _of_merk(v, _zoek(f"lower({v})", woorden), "ja of nee")
    anders = _aangevuld(v, bron)
    if bron.codes:
        # The text itself when the table does not hold it: the check refuses it by the name that the source knows.
        anders = f"coalesce({_zoek(v, bron.codes)}, {_op_betekenis(v, veld, bron) or anders})"
    elif op_betekenis := _op_betekenis(v, veld, bron):
        anders = op_betekenis
    return anders


def _schoon(sql: str) -> str:
    return f"nullif(trim({sql}, '{WIT}'), '')"


def _begin(bron: Veldbron, kolommen: Sequence[str]) -> str:
    if bron.vast is not None:
        return waarde(bron.vast)
    # A file with refused rows comes back with the apostrophes that we put before what looked like a formula.
    terug = teruggekeerd if "_rij" in kolommen else str
    delen = [_schoon(terug(f"k{kolommen.index(k)}")) for k in bron.kolommen]
    return delen[0] if len(delen) == 1 else f"nullif(concat_ws({waarde(bron.tussen)}, {', '.join(delen)}), '')"


def _deel(v: str, bron: Veldbron) -> str:
    """A part of the text, before or after a separator. Without that sign, what would come before it is the whole."""
    if bron.na is not None:
        t = waarde(bron.na)
        v = _schoon(f"array_to_string(string_split({v}, {t})[2:], {t})")
    if bron.na_laatste is not None:
        v = _schoon(f"string_split({v}, {waarde(bron.na_laatste)})[2:][-1]")
    if bron.voor is not None:
        v = _schoon(f"string_split({v}, {waarde(bron.voor)})[1]")
    if bron.voor_laatste is not None:
        t = waarde(bron.voor_laatste)
        s = f"string_split({v}, {t})"
        v = _schoon(f"CASE WHEN len({s}) > 1 THEN array_to_string({s}[:-2], {t}) ELSE {v} END")
    return v


def _of_merk(v: str, goed: str, vorm: str) -> str:
    """The translated text, or the delivered one with what it is not."""
    return f"coalesce({goed}, {v} || {waarde(f' (niet: {vorm})')})"


def _zoek(v: str, tabel: Mapping[str, str]) -> str:
    """SQL: what the table gives for a text; NULL when it does not hold it. The key '' stands for an empty cell."""
    sleutels, waarden = (f"[{', '.join(map(waarde, lijst))}]" for lijst in (tabel, tabel.values()))
    sleutel = f"coalesce({v}, '')" if "" in tabel else v
    return f"MAP({sleutels}, {waarden})[{sleutel}]"


def betekenissen(veld: Veld) -> dict[str, str]:
    """Meaning in lower case -> code, for a field with a code list; a meaning of two codes decides nothing."""
    if not isinstance(veld.soort, Code):
        return {}
    per: dict[str, list[str]] = {}
    for code, zin in codelijst(veld.soort.lijst).codes.items():
        per.setdefault(zin.strip().lower(), []).append(code)
    return {zin: codes[0] for zin, codes in per.items() if len(codes) == 1}


def _op_betekenis(v: str, veld: Veld, bron: Veldbron) -> str | None:
    return f"coalesce({_zoek(f'lower({v})', betekenissen(veld))}, {_aangevuld(v, bron)})" if bron.betekenis else None


def _aangevuld(v: str, bron: Veldbron) -> str:
    """Leading zeros that a spreadsheet dropped, and a fixed beginning, before what holds digits only."""
    if bron.nullen is None and bron.begin is None:
        return v
    gevuld = v
    if bron.nullen is not None:
        gevuld = f"CASE WHEN length({v}) < {bron.nullen} THEN lpad({v}, {bron.nullen}, '0') ELSE {v} END"
    return f"CASE WHEN regexp_full_match({v}, '[0-9]+') THEN {waarde(bron.begin or '')} || {gevuld} ELSE {v} END"


def _getal(v: str, bron: Veldbron) -> str:
    """The number times the factor, exactly: in decimals, never in floating point."""
    cijfers = f"replace(replace({v}, '.', ''), ',', '.')" if bron.decimaal == "," else f"replace({v}, ',', '')"
    if bron.decimaal is None:
        cijfers = f"replace({v}, ',', '.')"
    factor = Decimal(bron.factor if bron.factor is not None else 1)
    maal = f"try_cast({cijfers} AS DECIMAL(27,12)) * {factor:f}::DECIMAL(11,{_decimalen(factor)})"
    tekst = f"regexp_replace(({maal})::VARCHAR, '[.]?0+$', '')"
    return f"CASE WHEN regexp_full_match({v}, '{_GETAL[bron.decimaal]}') THEN {tekst} END"


def _decimalen(factor: Decimal) -> int:
    return max(0, -int(factor.normalize().as_tuple().exponent))


def past_factor(factor: Decimal) -> bool:
    """At most eleven digits in all: then the product of any number of the model is exact."""
    if not factor.is_finite() or factor == 0 or not -10 <= factor.adjusted() <= 10:
        return False
    decimalen = _decimalen(factor)
    return decimalen <= 9 and abs(factor) < 10 ** (11 - decimalen)
