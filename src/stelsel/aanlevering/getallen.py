"""Which sign stands before the decimals of a file? One comma in it may decide what 2.500 means.

Where both signs occur in one number, or one of them only where no thousands can end, the file itself tells. Where it does
not, either sign is taken for decimals, and numbers that could be thousands are told of in the receipt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..begrippen.soorten import Geheel, Getal
from ..opslag import Motor

if TYPE_CHECKING:
    from .keuren import Teksttabel

MONSTER = 100_000  # values per field that are looked at: a file does not change its sign halfway
GETYPEERD = ("parquet", "json", "jsonl", "gpkg")  # there a number is a number, with a point
PUNT, KOMMA = "[0-9]{1,3}([.][0-9]{3})+", "[0-9]{1,3}(,[0-9]{3})+"


def getalvelden(tabel: Teksttabel) -> list[str]:
    """Fields of the table that hold numbers."""
    return [n for n, v in tabel.recordtype.velden.items() if isinstance(v.soort, Getal | Geheel)]


def decimaalteken(con: Motor, tabel: Teksttabel) -> tuple[str, str]:
    """The sign before decimals (empty: either), and a remark where numbers could be read otherwise."""
    if tabel.vorm.decimaal or tabel.vorm.soort in GETYPEERD:
        return tabel.vorm.decimaal, ""
    velden = [tabel.tekst(n) for n in getalvelden(tabel)]
    velden = [v for v in velden if not v.startswith("NULL")]
    if not velden or not tabel.rijen:
        return "", ""
    komma_zeker = f"-?({PUNT},[0-9]+|[0-9]+,[0-9]{{1,2}}|[0-9]+,[0-9]{{4,}}|[0-9]{{4,}},[0-9]+)"
    punt_zeker = f"-?({KOMMA}[.][0-9]+|[0-9]+[.][0-9]{{1,2}}|[0-9]+[.][0-9]{{4,}}|[0-9]{{4,}}[.][0-9]+)"
    delen = [
        f"SELECT w FROM (SELECT {v} AS w FROM {tabel.naam}) WHERE contains(w, '.') OR contains(w, ',') LIMIT {MONSTER}"
        for v in velden
    ]
    komma, punt, met_punt, met_komma = con.execute(f"""
        SELECT bool_or(regexp_full_match(w, '{komma_zeker}')), bool_or(regexp_full_match(w, '{punt_zeker}')),
               min(w) FILTER (WHERE regexp_full_match(w, '-?{PUNT}')), min(w) FILTER (WHERE regexp_full_match(w, '-?{KOMMA}'))
        FROM ({" UNION ALL ".join(f"({d})" for d in delen)})""").fetchall()[0]
    if komma and not punt:
        return ",", ""
    if punt and not komma and not met_komma:
        return ".", ""
    twijfel = met_punt or met_komma
    if twijfel is None:
        return "", ""
    kaal = twijfel.replace(",", "").replace(".", "")
    return "", (
        f"een getal als {twijfel} is gelezen met {twijfel[-3:]} achter het decimaalteken; "
        f"bedoelt u {kaal}, lever dan opnieuw en geef het decimaalteken op."
    )


def zonder_duizendtekens(tekst: str, decimaal: str) -> str:
    """SQL: the number without the signs between its thousands, where the other sign stands before its decimals."""
    teken, patroon = {",": (".", PUNT + "(,[0-9]+)?"), ".": (",", KOMMA + "([.][0-9]+)?")}[decimaal]
    return f"CASE WHEN regexp_full_match({tekst}, '-?{patroon}') THEN replace({tekst}, '{teken}', '') ELSE {tekst} END"
