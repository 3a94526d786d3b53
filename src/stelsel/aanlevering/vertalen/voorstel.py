"""A translation proposed from the names and contents of a table: per field a column, how sure, and why; and what stays over.

One column goes to one field, the surest first. A table that also tells of the records it should refer to (a company with its
address in one row) is proposed as both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import pyarrow as pa

from ...begrippen import RECORDTYPEN, Recordtype
from ...begrippen.soorten import Verwijzing
from .inhoud import Monster, bewijs, kan_zelf_spreken
from .namen import lijkt, over_records
from .toepassen import namen_van

DREMPEL = 0.5
MEESTE_KANDIDATEN = 5


@dataclass(frozen=True)
class Veldvoorstel:
    """A column for a field: `bron` is what the translation would say of it."""

    veld: str
    kolom: str
    zekerheid: float
    waarom: str
    bron: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Tabelvoorstel:
    """One table of the translation, and the fields for which no column was found."""

    recordtype: str
    zekerheid: float
    velden: tuple[Veldvoorstel, ...]
    twijfel: tuple[Veldvoorstel, ...]
    zonder: tuple[str, ...]

    @property
    def ontbreekt(self) -> tuple[str, ...]:
        """Required fields without a column: the translation cannot be kept before they have one."""
        return tuple(n for n in self.zonder if RECORDTYPEN[self.recordtype].velden[n].verplicht)


@dataclass(frozen=True)
class Voorstel:
    """A proposal for one delivered table: how to recognise it, what it holds, what else it could be, what stays over."""

    bestand: str
    kolommen: tuple[str, ...]
    tabellen: tuple[Tabelvoorstel, ...]
    anders: tuple[tuple[str, float], ...]
    ongebruikt: tuple[str, ...]
    voorbeelden: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def als_json(self) -> dict[str, Any]:
        """The proposal for machines."""
        return asdict(self)


def stel_voor(kolommen: Sequence[str], voorbeelden: pa.Table, bestandsnaam: str, onderdeel: str = "") -> Voorstel:
    """The proposal for a table with these columns and these rows (text, in the order of the columns)."""
    m = Monster(kolommen, voorbeelden)
    namen = namen_van(bestandsnaam, onderdeel)
    kandidaten = sorted((_tabel(m, rt, namen, kolommen) for rt in RECORDTYPEN.values()), key=lambda t: -t.zekerheid)
    beste = _eigenlijk(kandidaten)
    tabellen = [beste] if beste.velden else []
    over = _over(kolommen, tabellen)
    if tabellen and (bij := _ook(m, beste, over)):
        tabellen = [bij[0], bij[1]]
        over = _over(kolommen, tabellen)
    gekozen = {t.recordtype for t in tabellen}
    anders = [(k.recordtype, k.zekerheid) for k in kandidaten if k.zekerheid > 0.2 and k.recordtype not in gekozen]
    return Voorstel(
        namen[-1], tuple(kolommen), tuple(tabellen), tuple(anders[:MEESTE_KANDIDATEN]), over,
        {k: tuple(w for w, _ in m.waarden[k][:3]) for k in kolommen},
    )  # fmt: skip


def _eigenlijk(kandidaten: Sequence[Tabelvoorstel]) -> Tabelvoorstel:
    """The likeliest type; or one that refers to it, where the table holds no reference and tells of that one too."""
    beste = kandidaten[0]
    gebruikt = {v.kolom for v in beste.velden}
    for k in kandidaten[1:]:
        velden = RECORDTYPEN[k.recordtype].velden
        soorten = [velden[n].soort for n in k.ontbreekt]
        verwijst = any(isinstance(s, Verwijzing) and s.recordtype == beste.recordtype for s in soorten)
        if verwijst and sum(v.kolom not in gebruikt and v.zekerheid >= 0.6 for v in k.velden) >= 2:
            return k
    return beste


def _over(kolommen: Sequence[str], tabellen: Sequence[Tabelvoorstel]) -> tuple[str, ...]:
    gebruikt = {v.kolom for t in tabellen for v in t.velden}
    return tuple(k for k in kolommen if k not in gebruikt and not k.startswith("_"))


def _paren(m: Monster, rt: type[Recordtype], kolommen: Sequence[str]) -> list[Veldvoorstel]:
    """Every field with every column that could be it, the surest first."""
    uit = []
    for kolom in kolommen:
        for naam, veld in rt.velden.items():
            op_naam = lijkt(kolom, rt, veld)
            if op_naam < 0.4 and not kan_zelf_spreken(veld):
                continue
            b = bewijs(m, kolom, rt, veld)
            if op_naam >= 0.6:
                zeker = op_naam * (0.55 + 0.45 * b.deel if b.deel is not None else 0.85)
            else:
                zeker = min(0.79, 0.3 * op_naam + b.zeldzaam * (b.deel or 0.0))
            if zeker > 0.25:
                waarom = "; ".join(filter(None, (f"de naam lijkt op '{naam}'" if op_naam >= 0.4 else "", b.waarom)))
                uit.append(Veldvoorstel(naam, kolom, round(zeker, 2), waarom, {"kolom": kolom, **b.bron}))
    return sorted(uit, key=lambda v: (-v.zekerheid, kolommen.index(v.kolom)))


def _verdeel(paren: Sequence[Veldvoorstel]) -> tuple[list[Veldvoorstel], list[Veldvoorstel]]:
    """One column per field and one field per column; those not sure enough to propose apart."""
    gekozen: list[Veldvoorstel] = []
    for p in paren:
        if not any(g.veld == p.veld or g.kolom == p.kolom for g in gekozen):
            gekozen.append(p)
    return [g for g in gekozen if g.zekerheid >= DREMPEL], [g for g in gekozen if g.zekerheid < DREMPEL]


def _tabel(m: Monster, rt: type[Recordtype], namen: Sequence[str], kolommen: Sequence[str]) -> Tabelvoorstel:
    velden, twijfel = _verdeel(_paren(m, rt, kolommen))
    plaats = list(rt.velden)
    velden.sort(key=lambda v: plaats.index(v.veld))
    gevonden = {v.veld for v in velden}
    verplicht = [n for n, v in rt.velden.items() if v.verplicht]
    dekking = sum(n in gevonden for n in verplicht) / len(verplicht)
    raak = sum(v.zekerheid for v in velden) / max(3, len(kolommen))
    op_naam = over_records(namen, rt)
    # Fields that this type alone has say more than a key and a day, which many have.
    zeker = min(1.0, raak * (0.5 + 0.5 * dekking) * 0.75 + (0.25 if op_naam else 0.0))
    return Tabelvoorstel(
        rt.typenaam, round(zeker, 2), tuple(velden), tuple(twijfel), tuple(n for n in rt.velden if n not in gevonden)
    )


def _ook(m: Monster, t: Tabelvoorstel, over: Sequence[str]) -> tuple[Tabelvoorstel, Tabelvoorstel] | None:
    """The record to which each row should refer, when the row itself tells of it: both tables, with the key of the row."""
    rt = RECORDTYPEN[t.recordtype]
    sleutel = next((v for v in t.velden if v.veld == "id"), None)
    for naam in t.ontbreekt:
        soort = rt.velden[naam].soort
        if sleutel is None or not isinstance(soort, Verwijzing):
            continue
        doel = RECORDTYPEN[soort.recordtype]
        velden, twijfel = _verdeel([p for p in _paren(m, doel, over) if p.veld != "id"])
        if sum(v.zekerheid >= 0.6 for v in velden) < 2:
            continue
        zin = f"geen eigen sleutel gevonden: elke rij wordt één {doel.typenaam}"
        eerst = [Veldvoorstel("id", sleutel.kolom, DREMPEL, zin, {"kolom": sleutel.kolom}), *velden]
        gevonden = {v.veld for v in eerst}
        verwijst = Veldvoorstel(naam, sleutel.kolom, DREMPEL, zin, {"kolom": sleutel.kolom})
        volgorde = list(rt.velden)
        samen = sorted([*t.velden, verwijst], key=lambda v: volgorde.index(v.veld))
        return (
            Tabelvoorstel(doel.typenaam, t.zekerheid, tuple(eerst), tuple(twijfel), tuple(n for n in doel.velden if n not in gevonden)),
            Tabelvoorstel(t.recordtype, t.zekerheid, tuple(samen), t.twijfel, tuple(n for n in t.zonder if n != naam)),
        )  # fmt: skip
    return None
