"""The door's books over CSV: every record is accounted for, whatever is in the file, and a fault costs its own line."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stelsel.aanlevering.lezen import Bestandsfout, lees, regelstukken

CEL = st.text(
    alphabet=st.characters(blacklist_categories=("Cs",), blacklist_characters="\0"), max_size=12
) | st.sampled_from(["", '"', '""', ";", ",", "\n", "\r", "a\rb", 'a"b', "é€", "'", " "])
ZUINIG = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def lees_alles(pad: Path) -> tuple[list[tuple[int, list[str]]], list[int]]:
    rijen: list[tuple[int, list[str]]] = []
    misvormd: list[int] = []
    for blok in lees(pad, pad.name):
        kolommen = [blok.tabel.column(k).to_pylist() for k in ("_regel", *blok.kolommen)]
        rijen += [(r, list(w)) for r, *w in zip(*kolommen, strict=True)]
        misvormd += [m.regel for m in blok.misvormd]
    return sorted(rijen), sorted(misvormd)


@ZUINIG
@given(rijen=st.lists(st.tuples(CEL, CEL, CEL), max_size=30), teken=st.sampled_from(";,\t|"),
       einde=st.sampled_from(["\n", "\r\n"]), alles=st.booleans(), blok=st.sampled_from([64, 200, 16 << 20]))  # fmt: skip
def test_wat_een_gewone_schrijver_schrijft_komt_ongeschonden_binnen(tmp_path, rijen, teken, einde, alles, blok):
    # A row of which every cell is empty would be an empty line for a reader of one column only; with three it is not.
    # This writer leaves a lone CR bare unless it quotes everything: then the file itself says something else.
    alles = alles or any("\r" in w for r in rijen for w in r)
    buffer = io.StringIO()
    schrijver = csv.writer(
        buffer, delimiter=teken, lineterminator=einde, quoting=csv.QUOTE_ALL if alles else csv.QUOTE_MINIMAL
    )
    schrijver.writerow(["a", "b", "c"])
    schrijver.writerows(rijen)
    pad = tmp_path / "x.csv"
    pad.write_bytes(buffer.getvalue().encode())
    oud, regelstukken.BLOK = regelstukken.BLOK, blok
    try:
        gelezen, misvormd = lees_alles(pad)
    finally:
        regelstukken.BLOK = oud
    assert misvormd == []
    assert [w for _, w in gelezen] == [list(r) for r in rijen]
    assert all(_begint_daar(buffer.getvalue(), regel, w, teken) for regel, w in gelezen)


def _begint_daar(tekst: str, regel: int, waarden: list[str], teken: str) -> bool:
    """The physical line that the reader names is where this record starts."""
    rest = "\n".join(tekst.split("\n")[regel - 1 :])
    return next(csv.reader(io.StringIO(rest, newline=""), delimiter=teken)) == waarden


@ZUINIG
@given(st.lists(st.text(alphabet='abc;"\n\0é', max_size=20), max_size=25), st.sampled_from([32, 16 << 20]))
def test_geen_regel_raakt_zoek_hoe_vreemd_hij_ook_is(tmp_path, regels, blok):
    pad = tmp_path / "x.csv"
    pad.write_bytes(("a;b;c\n" + "\n".join(regels) + "\n").encode())
    oud, regelstukken.BLOK = regelstukken.BLOK, blok
    try:
        gelezen, misvormd = lees_alles(pad)
    finally:
        regelstukken.BLOK = oud
    fysiek = ("\n".join(regels) + "\n").split("\n")[:-1]
    gevuld = {i + 2 for i, r in enumerate(fysiek) if r}
    binnen: set[int] = set(misvormd)
    for regel, waarden in gelezen:
        binnen |= set(range(regel, regel + 1 + sum(w.count("\n") for w in waarden)))
    assert gevuld <= binnen
    assert len(set(misvormd)) == len(misvormd)
    assert not set(misvormd) & {r for r, _ in gelezen}


GOED = [f"K{i};straat {i};{i}" for i in range(2_000)]


@pytest.mark.parametrize(
    ("naam", "bederf"),
    [
        ("aanhaling open", lambda r: r.replace("straat", '"straat')),
        ("tekst na aanhaling", lambda r: r.replace("straat", '"straat"x')),
        ("kolom te veel", lambda r: r + ";extra"),
        ("kolom te weinig", lambda r: r.rsplit(";", 1)[0]),
        ("NUL", lambda r: r + "\0"),
    ],
)
def test_een_bedorven_regel_kost_alleen_zichzelf(tmp_path, naam, bederf):
    regels = [bederf(r) if i % 20 == 7 else r for i, r in enumerate(GOED)]
    pad = tmp_path / "x.csv"
    pad.write_text("id;straat;nr\n" + "\n".join(regels) + "\n", newline="")
    gelezen, misvormd = lees_alles(pad)
    assert misvormd == [i + 2 for i in range(2_000) if i % 20 == 7]
    assert len(gelezen) == 1_900


@pytest.mark.parametrize("einde", ["\r\n", "\n", "\r"])
def test_regeleinden_van_windows_unix_en_oude_mac(tmp_path, einde):
    pad = tmp_path / "x.csv"
    pad.write_text("id;b" + einde + "1;2" + einde + "3;4" + einde, newline="")
    assert lees_alles(pad) == ([(2, ["1", "2"]), (3, ["3", "4"])], [])


def test_zonder_regeleinde_aan_het_eind_en_met_bom(tmp_path):
    pad = tmp_path / "x.csv"
    pad.write_bytes(b"\xef\xbb\xbfid,b\n1,2")
    assert lees_alles(pad) == ([(2, ["1", "2"])], [])


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (b"", "leeg"),
        ("id;b\n1;2".encode("utf-32"), "UTF-32"),
        (b"\xef\xbb\xbfid;\xe9\n1;2\n", "geen utf-8"),
        (b"PK\x03\x04rest", "beschadigd"),
        (b"id;;b\n1;2;3\n", "geen naam"),
        (b"id;b;id\n1;2;3\n", "twee keer"),
        (b"\n1;2\n", "kop"),
        (b"a" * 40_000_000, "miljoen"),
    ],
)
def test_een_onbruikbaar_bestand_geeft_een_zin_met_bestand_en_remedie(tmp_path, inhoud, zin):
    pad = tmp_path / "x.csv"
    pad.write_bytes(inhoud)
    with pytest.raises(Bestandsfout) as fout:
        lees_alles(pad)
    assert zin in str(fout.value)
    assert "'x.csv'" in fout.value.tekst
    assert fout.value.doe
