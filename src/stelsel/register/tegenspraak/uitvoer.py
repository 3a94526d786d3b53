"""The report as CSV: a line per statement of a source, so that an agency can filter on itself and still see what others say."""

from __future__ import annotations

import csv
import io
from collections.abc import Container, Iterable, Iterator

from ...aanlevering.formule import onschadelijk
from .lezen import Tegenspraak

KOLOMMEN = ("tegenspraak", "soort", "veld", "registernummer", "naam", "adres", "register_toont", "keuzeregel", "sinds", "keren", "oefening",
            "bron", "waarde", "getoond", "levering", "bestand", "regel", "sleutel", "status", "door", "op",
            "reden")  # fmt: skip


def csv_regels(tegenspraken: Iterable[Tegenspraak], redenen_van: Container[str]) -> Iterator[str]:
    """Lines of the file, its head first. Who said why stands only behind these sources: a reason is free text, so not for everybody."""
    uit = io.StringIO()
    schrijver = csv.writer(uit, delimiter=";", lineterminator="\r\n")

    def regel(waarden: Iterable[object]) -> str:
        schrijver.writerow([onschadelijk("" if w is None else str(w)) for w in waarden])
        tekst = uit.getvalue()
        uit.seek(0)
        uit.truncate()
        return tekst

    yield "\ufeff" + regel(KOLOMMEN)
    for t in tegenspraken:
        for s in t.standpunten:
            m = t.meldingen.get(s["bron"])
            waarom = (
                (m.door, m.op.isoformat(timespec="seconds"), m.reden)
                if m and s["bron"] in redenen_van
                else ("", "", "")
            )
            yield regel((
                t.sleutel, t.soort, t.veld, t.nummer, t.naam, t.adres, t.waarde, t.regel, t.sinds_op, t.keren, _janee(t.oefening),
                s["bron"], s["waarde"], _janee(s["gekozen"]), s["levering"], s["bestand"], s["regel"], s["record"], t.status(s["bron"]),
                *waarom,
            ))  # fmt: skip


def _janee(w: bool) -> str:
    return "ja" if w else "nee"
