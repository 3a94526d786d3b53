"""Divide a checked table: accepted rows to the register's tables, refused rows to quarantine, findings beside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pyarrow as pa

from ..begrippen import Ernst, regels_van
from ..opslag import Motor, Opslag
from .bewijs import Bestandsbewijs
from .keuren import WIT, Teksttabel, masker
from .lezen import Misvormd

_TEKST = pa.string()
KEURING_SCHEMA = pa.schema(
    [("levering", _TEKST), ("bestand", _TEKST), ("recordtype", _TEKST), ("regel", pa.int64()), ("record", _TEKST),
     ("veld", _TEKST), ("waarde", _TEKST), ("code", _TEKST), ("ernst", _TEKST), ("tekst", _TEKST)]
)  # fmt: skip
QUARANTAINE_SCHEMA = pa.schema(
    [("levering", _TEKST), ("bestand", _TEKST), ("recordtype", _TEKST), ("regel", pa.int64()), ("record", _TEKST),
     ("ruw", pa.list_(_TEKST))]
)  # fmt: skip


class _Waarden(dict[str, str | None]):
    def __missing__(self, sleutel: str) -> str:
        return "(leeg)"


@dataclass
class Uitval:
    """Findings and refused rows of a whole delivery, to be written at once: a commit costs more than its rows."""

    keuring: list[pa.Table] = field(default_factory=list)
    quarantaine: list[pa.Table] = field(default_factory=list)

    def schrijf(self, opslag: Opslag) -> None:
        for naam, tabellen in (("keuring", self.keuring), ("quarantaine", self.quarantaine)):
            if tabellen:
                opslag.voeg_toe(naam, pa.concat_tables(tabellen), per="levering")


def schrijf_tabel(
    con: Motor,
    opslag: Opslag,
    tabel: Teksttabel,
    sha: str,
    misvormd: Sequence[Misvormd],
    levering: str,
    bron: str,
    moment: datetime,
    uitval: Uitval,
) -> Bestandsbewijs:
    """Write the accepted rows of a checked table, gather what failed in `uitval`, and count both."""
    rt = tabel.recordtype
    fout = masker(regels_van(rt.typenaam), Ernst.FOUT)
    velden = ", ".join(f'"{n}"' for n in rt.velden)
    tijd = moment.strftime("%Y-%m-%d %H:%M:%S.%f")
    goed = 0
    if tabel.rijen:
        goed = con.execute(f"SELECT count(*) FROM {tabel.gekeurd} WHERE _masker & {fout} = 0").fetchall()[0][0]
    if goed:
        rijen = con.sql(f"""
            SELECT '{levering}' AS levering, '{bron}' AS bron, $bestand AS bestand, _regel AS regel,
                   {str(tabel.oefening).lower()} AS oefening, TIMESTAMPTZ '{tijd}+00' AS geregistreerd_op, {velden}
            FROM {tabel.gekeurd} WHERE _masker & {fout} = 0 ORDER BY _regel""", params={"bestand": tabel.bestand})  # fmt: skip
        opslag.voeg_toe(f"rij_{rt.typenaam}", rijen.to_arrow_reader(100_000), per="levering")
    geweigerd = 0
    for gevonden, weg in _fouten(con, tabel, misvormd, levering, fout):
        uitval.keuring.append(pa.Table.from_pylist(gevonden, KEURING_SCHEMA))
        if weg:
            uitval.quarantaine.append(pa.Table.from_pylist(weg, QUARANTAINE_SCHEMA))
        geweigerd += len(weg)
    rijen_in = tabel.rijen + len(misvormd)
    ongebruikt = [k for k in tabel.kolommen if k not in rt.velden and not k.startswith("_")]
    return Bestandsbewijs(
        tabel.bestand,
        sha,
        rt.typenaam,
        list(tabel.kolommen),
        ongebruikt,
        tabel.oefening,
        rijen_in,
        goed,
        geweigerd,
    )


Rij = dict[str, Any]


def _fouten(
    con: Motor, tabel: Teksttabel, misvormd: Sequence[Misvormd], levering: str, fout: int
) -> Iterator[tuple[list[Rij], list[Rij]]]:
    """Findings and refused rows, a block at a time. Only rows that failed something are looked at."""
    vast = {"levering": levering, "bestand": tabel.bestand, "recordtype": tabel.recordtype.typenaam}
    if misvormd:
        yield _onleesbaar(vast, misvormd)
    regels = regels_van(tabel.recordtype.typenaam)
    for blok in _gefaald(con, tabel) if tabel.rijen else ():
        gevonden, geweigerd = [], []
        for nummer, masker_, ruw in blok:
            waarden = _Waarden(
                {k: w.strip(WIT) for k, w in zip(tabel.kolommen, ruw, strict=True) if w and w.strip(WIT)}
            )
            rij = {**vast, "regel": nummer, "record": waarden.get("id")}
            if masker_ & fout:
                geweigerd.append({**rij, "ruw": ruw})
            for i, r in enumerate(regels):
                if masker_ >> i & 1:
                    veld = r.velden[0]
                    gevonden.append({
                        **rij, "veld": veld, "waarde": waarden.get(veld), "code": r.code, "ernst": r.ernst.value,
                        "tekst": r.tekst.format_map(waarden),
                    })  # fmt: skip
        yield gevonden, geweigerd


def _onleesbaar(vast: Rij, misvormd: Sequence[Misvormd]) -> tuple[list[Rij], list[Rij]]:
    """Findings and refused rows of lines that are no rows."""
    gevonden, geweigerd = [], []
    for m in misvormd:
        rij = {**vast, "regel": m.regel, "record": None}
        gevonden.append(
            {**rij, "veld": None, "waarde": None, "code": m.fout.code, "ernst": m.fout.ernst.value, "tekst": m.tekst}
        )
        geweigerd.append({**rij, "ruw": [m.ruw]})
    return gevonden, geweigerd


def _gefaald(con: Motor, tabel: Teksttabel) -> Iterator[list[tuple[int, int, list[str]]]]:
    """Line, mask and delivered texts of the rows that failed a check, by line, in blocks."""
    ruw = ", ".join(f"t.k{i}" for i in range(len(tabel.kolommen)))
    cursor = con.execute(f"""
        SELECT g._regel, g._masker, [{ruw}] FROM {tabel.gekeurd} g JOIN {tabel.naam} t USING (_regel)
        WHERE g._masker <> 0 ORDER BY g._regel""")
    while blok := cursor.fetchmany(10_000):
        yield blok
