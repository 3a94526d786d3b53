"""What the fuzz tests share: how many examples, how bytes are spoiled, and what a reader owes whatever it is given."""

from __future__ import annotations

import os
import resource
import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from stelsel.aanlevering.lezen import Bestandsfout, Blok, lees

AANTAL = int(os.environ.get("STELSEL_FUZZ") or 40)  # examples per test; `make fuzz` asks for many more
RUIM = 1_000  # MB of memory that reading may add to what this process had
GELEZEN: Counter[str] = Counter()
GEWEIGERD: Counter[str] = Counter()
INSTELLING = settings(
    max_examples=AANTAL, deadline=None, database=None, suppress_health_check=list(HealthCheck), print_blob=True
)
_BEGIN = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def lees_bytes(inhoud: bytes, naam: str) -> list[Blok] | None:
    """All blocks; None when the file was refused. Any other exception is a fault, and so is too much memory."""
    soort = Path(naam).suffix[1:]
    GELEZEN[soort] += 1
    with tempfile.TemporaryDirectory() as map_:
        pad = Path(map_) / naam
        pad.write_bytes(inhoud)
        try:
            blokken = list(lees(pad, naam, werkmap=Path(map_)))
        except Bestandsfout as e:
            str(e).encode()
            GEWEIGERD[soort] += 1
            blokken = None
        assert [p.name for p in Path(map_).iterdir()] == [naam]
    for b in blokken or ():
        b.tabel.validate(full=True)
        assert b.tabel.column_names == ["_regel", *b.kolommen]
        assert b.onderdeel.isprintable() or b.onderdeel
        for m in b.misvormd:
            assert m.tekst
            m.ruw.encode()
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - _BEGIN) / 1024 < RUIM
    return blokken


def tel(blokken: list[Blok]) -> tuple[int, int]:
    """Rows, and lines that are no rows."""
    return sum(b.tabel.num_rows for b in blokken), sum(len(b.misvormd) for b in blokken)


def regels(blokken: list[Blok]) -> list[int]:
    """The line of every row and of every line that is no row."""
    uit = [r for b in blokken for r in b.tabel.column(0).to_pylist()]
    return sorted(uit + [m.regel for b in blokken for m in b.misvormd])


_STUKKEN = st.binary(max_size=8) | st.sampled_from(
    [b"\0", b"\xff" * 4, b"\x7f\xff\xff\xff", b"\r", b"\n", b'"', b"<", b"&", b"{", b"[", b"PK\1\2", b"\xed\xa0\x80"]
)
_INGREEP = st.tuples(st.sampled_from(["vervang", "voeg", "weg", "keer", "af"]), st.floats(0, 1), _STUKKEN)
INGREPEN = st.lists(_INGREEP, min_size=1, max_size=6)


def bederf(inhoud: bytes, ingrepen: list[tuple[str, float, bytes]]) -> bytes:
    """The same bytes with places replaced, inserted, left out, doubled or cut off."""
    for soort, waar, stuk in ingrepen:
        i = int(waar * len(inhoud))
        n = max(1, len(stuk))
        if soort == "vervang":
            inhoud = inhoud[:i] + stuk + inhoud[i + n :]
        elif soort == "voeg":
            inhoud = inhoud[:i] + stuk + inhoud[i:]
        elif soort == "weg":
            inhoud = inhoud[:i] + inhoud[i + n * n :]
        elif soort == "keer":
            inhoud = inhoud[:i] + inhoud[i : i + n * 16] * 2 + inhoud[i + n * 16 :]
        else:
            inhoud = inhoud[: max(i, 1)]
    return inhoud
