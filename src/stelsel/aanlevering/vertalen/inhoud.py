"""What the values of a column say: of which kind they are, in which form, and which codes they could be.

A sample is looked at, set-wise, with the very conditions by which the door will check the field.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import duckdb
import pyarrow as pa

from ...begrippen import RECORDTYPEN, Recordtype, Veld, Werking, codelijst, regels_van
from ...begrippen.soorten import Code, Datum, Getal, JaNee, Patroon, Tekst, Verwijzing
from ..keuren import WIT
from .datums import lees_datum
from .sql import betekenissen

MONSTER = 2_000
MEESTE_WAARDEN = 200
LANG = 6  # characters of an example value from which on its form is rare
DATUMVORMEN = ("jjjj-mm-dd", "jjjjmmdd", "dd-mm-jjjj", "d-m-jjjj", "d/m/jjjj", "d.m.jjjj", "d mmm jjjj", "d mmmm jjjj", "d-mmm-jjjj",
               "jjjj/mm/dd", "jjjj-mm-dd uu:nn:ss", "jjjj-mm-ddtuu:nn:ss", "d-m-jjjj uu:nn", "d-m-jjjj uu:nn:ss", "m/d/jjjj")  # fmt: skip
JA, NEE = ("ja", "j", "true", "1", "waar", "y", "yes", "t", "x"), ("nee", "n", "false", "0", "onwaar", "no", "f", "")
GEWOON_JA, GEWOON_NEE = ("ja", "j", "true", "1"), ("nee", "n", "false", "0")
KOMMA = r"-?([0-9]{1,3}([.][0-9]{3})+(,[0-9]+)?|[0-9]+,[0-9]+)"


@dataclass(frozen=True)
class Bewijs:
    """How well the values fit a field, how rare such a fit is, and what the translation must say of them."""

    deel: float | None  # share of the filled values that fit; None: there are none
    zeldzaam: float  # how much a fit says by itself: 0 to 1
    bron: dict[str, Any] = field(default_factory=dict)
    waarom: str = ""


class Monster:
    """The columns of a sample, each with its different values."""

    def __init__(self, kolommen: Sequence[str], tabel: pa.Table):
        self.kolommen = tuple(kolommen)
        op_plaats = tabel.slice(0, MONSTER).rename_columns([f"k{i}" for i in range(len(kolommen))])
        self._con = duckdb.connect()
        self._con.execute("SET threads = 1")  # a thousand small questions, none of which is worth two
        self._con.register("monster", op_plaats)
        self.waarden: dict[str, list[tuple[str, int]]] = {}
        for i, k in enumerate(kolommen):
            w = f"nullif(trim(k{i}::VARCHAR, '{WIT}'), '')"
            self.waarden[k] = self._con.execute(
                f"SELECT {w} AS w, count(*) FROM monster WHERE {w} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1"
            ).fetchall()
        self._delen: dict[tuple[str, str], float | None] = {}
        self._begonnen: set[str] = set()

    def gevuld(self, kolom: str) -> int:
        return sum(n for _, n in self.waarden[kolom])

    def rijen(self) -> int:
        return int(self._con.execute("SELECT count(*) FROM monster").fetchall()[0][0])

    def deel(self, kolom: str, voorwaarde: str) -> float | None:
        """Share of the filled values for which this condition over `v` holds; None when nothing is filled."""
        return self.delen(kolom, [voorwaarde])[0]

    def delen(self, kolom: str, voorwaarden: Sequence[str]) -> list[float | None]:
        """The same for many conditions at once."""
        if kolom not in self._begonnen:
            self._begonnen.add(kolom)
            self.delen(kolom, _altijd())  # in one question, what is asked of nearly every column
        nieuw = [v for v in voorwaarden if (kolom, v) not in self._delen]
        if nieuw:
            w = f"nullif(trim(k{self.kolommen.index(kolom)}::VARCHAR, '{WIT}'), '')"
            sql = ", ".join(f"avg((coalesce({v}, false))::INT)" for v in nieuw)
            uit = self._con.execute(f"SELECT {sql} FROM (SELECT {w} AS v FROM monster) WHERE v IS NOT NULL").fetchall()[
                0
            ]
            self._delen.update({(kolom, v): d for v, d in zip(nieuw, uit, strict=True)})
        return [self._delen[kolom, v] for v in voorwaarden]


def kan_zelf_spreken(veld: Veld) -> bool:
    """Could values alone, without a name, tell that a column is this field?"""
    soort = veld.soort
    if isinstance(soort, Patroon):
        return len(veld.voorbeeld) >= LANG
    return _lange_codes(soort.lijst) if isinstance(soort, Code) else _grens(veld) is not None


@cache
def _lange_codes(lijst: str) -> bool:
    codes = codelijst(lijst).codes
    return sum(map(len, codes)) / len(codes) >= 4


def _grens(veld: Veld) -> tuple[int, int] | None:
    """The part of the national grid in which nearly all of the country lies, for a coordinate."""
    return {"x": (10_000, 280_000), "y": (300_000, 625_000)}.get(veld.naam) if veld.eenheid == "m" else None


def bewijs(m: Monster, kolom: str, rt: type[Recordtype], veld: Veld) -> Bewijs:
    """What the values of this column say about this field."""
    if not m.waarden[kolom]:
        return Bewijs(None, 0.0)
    soort = veld.soort
    if isinstance(soort, Datum):
        return _datum(m, kolom)
    if isinstance(soort, Code):
        return _code(m, kolom, veld, soort)
    if isinstance(soort, JaNee):
        return _ja_nee(m, kolom)
    if isinstance(soort, Getal):
        return _getal(m, kolom, rt, veld)
    if isinstance(soort, Patroon):
        return _patroon(m, kolom, rt, veld, soort)
    if isinstance(soort, Tekst | Verwijzing):
        if veld.naam == "id":
            uniek = len(m.waarden[kolom]) / max(1, m.rijen())
            return Bewijs(
                uniek if uniek > 0.9 else uniek / 2, 0.3, waarom="elke waarde komt één keer voor" if uniek == 1 else ""
            )
        deel = m.deel(kolom, soort.vorm("v"))
        if isinstance(soort, Tekst) and soort.hoogstens >= 200:
            # Sentences and names hold letters; a column of mere numbers or days is something else.
            deel = m.deel(kolom, f"{soort.vorm('v')} AND regexp_matches(v, '[A-Za-z]{{2}}')")
        return Bewijs(deel, 0.0)
    return Bewijs(m.deel(kolom, soort.vorm("v")), 0.1)


def _eigen_regels(rt: type[Recordtype], veld: Veld) -> str:
    """SQL: the checks that look at this field alone (an elfproef, digits of a BAG id), as the door will apply them."""
    delen = [
        r.sql.replace(f'"{veld.naam}"', "v") for r in regels_van(rt.typenaam)
        if r.velden == (veld.naam,) and r.werking is Werking.RIJ and not re.search(r"\b_\w+", r.sql)
    ]  # fmt: skip
    return " AND ".join(["true", *delen])


def _goed(rt: type[Recordtype], veld: Veld) -> str:
    """SQL: a text that is well-formed, and passes the checks of this field alone."""
    return f"({veld.soort.vorm('v')}) AND {_eigen_regels(rt, veld)}"


@cache
def _altijd() -> tuple[str, ...]:
    alle = ((rt, v) for rt in RECORDTYPEN.values() for v in rt.velden.values())
    vormen = [_goed(rt, v) for rt, v in alle if isinstance(v.soort, Patroon) and kan_zelf_spreken(v)]
    return tuple(dict.fromkeys([*vormen, Datum().vorm("v"), Getal().vorm("v")]))


def _patroon(m: Monster, kolom: str, rt: type[Recordtype], veld: Veld, soort: Patroon) -> Bewijs:
    gewoon = m.deel(kolom, _goed(rt, veld)) or 0.0
    # The examples of the model tell how long and how composed such a value is; short ones fit too much.
    zeldzaam = 0.7 if len(veld.voorbeeld) >= LANG else 0.1
    if zeldzaam > 0.5 and veld.voorbeeld.isdecimal() and len(veld.voorbeeld) == 8:
        zeldzaam = 0.2 if (m.deel(kolom, lees_datum("v", "jjjjmmdd") + " IS NOT NULL") or 0) > 0.5 else 0.55
    bron: dict[str, Any] = {}
    vast = re.fullmatch(r"\[0-9\]\{(\d+)\}", soort.regex)
    if gewoon < 1 and vast:
        # A spreadsheet drops leading zeros.
        n = int(vast[1])
        met_nullen = m.deel(kolom, f"regexp_full_match(v, '[0-9]{{{max(1, n - 2)},{n}}}')") or 0.0
        if met_nullen > gewoon and gewoon > 0.3 and not _eigen_regels(rt, veld).count("AND"):
            return Bewijs(met_nullen, zeldzaam / 2, {"nullen": n}, "getallen waar nullen voor kunnen ontbreken")
    return Bewijs(gewoon, zeldzaam, bron, f"{_procent(gewoon)} heeft de vorm: {soort.omschrijving()}")


def _datum(m: Monster, kolom: str) -> Bewijs:
    model = m.deel(kolom, Datum().vorm("v")) or 0.0
    if model == 1:
        return Bewijs(1.0, 0.2, waarom="alle waarden zijn een datum")
    gevonden = m.delen(kolom, [f"({lees_datum('v', v)}) IS NOT NULL" for v in DATUMVORMEN])
    delen = {v: d or 0.0 for v, d in zip(DATUMVORMEN, gevonden, strict=True)}
    vorm = max(delen, key=lambda v: delen[v])
    if delen[vorm] > model:
        return Bewijs(delen[vorm], 0.2, {"datum": vorm}, f"{_procent(delen[vorm])} is een datum als {vorm}")
    return Bewijs(model, 0.2, waarom=f"{_procent(model)} is een datum")


def _getal(m: Monster, kolom: str, rt: type[Recordtype], veld: Veld) -> Bewijs:
    model = m.deel(kolom, Getal().vorm("v")) or 0.0
    komma = m.deel(kolom, f"regexp_full_match(v, '{KOMMA}') OR regexp_full_match(v, '-?[0-9]+')") or 0.0
    duizend = m.deel(kolom, "regexp_full_match(v, '-?[0-9]{1,3}([.][0-9]{3})+,[0-9]+')") or 0.0
    bron = {"decimaal": ","} if duizend and komma >= model else {}
    deel = komma if bron else model
    grens = _grens(veld)
    if grens is None:
        return Bewijs(deel, 0.1, bron)
    getal = "try_cast(replace(CASE WHEN contains(v, ',') THEN replace(v, '.', '') ELSE v END, ',', '.') AS DOUBLE)"
    raak = m.deel(kolom, f"{getal} BETWEEN {grens[0]} AND {grens[1]}") or 0.0
    return Bewijs(min(deel, raak), 0.55, bron, f"{_procent(raak)} ligt in het gebied van het RD-stelsel")


def _ja_nee(m: Monster, kolom: str) -> Bewijs:
    waarden = [(w.lower(), n) for w, n in m.waarden[kolom][:MEESTE_WAARDEN]]
    kan = sum(n for w, n in waarden if w in JA or w in NEE)
    deel = kan / m.gevuld(kolom)
    if all(w in GEWOON_JA + GEWOON_NEE for w, _ in waarden):
        return Bewijs(deel, 0.3)
    bron = {"ja": sorted({w for w, _ in waarden if w in JA}), "nee": sorted({w for w, _ in waarden if w in NEE})}
    if not bron["nee"] and m.gevuld(kolom) < m.rijen():
        bron["nee"] = [""]
    return Bewijs(deel, 0.3, bron, f"{_procent(deel)} betekent ja of nee")


def _code(m: Monster, kolom: str, veld: Veld, soort: Code) -> Bewijs:
    codes, zinnen = soort.codes(), betekenissen(veld)
    alle, waarden = m.gevuld(kolom), m.waarden[kolom][:MEESTE_WAARDEN]
    eigen: dict[str, str] = {}
    zonder: list[str] = []
    raak = op_zin = 0
    nummers: Counter[tuple[str, int]] = Counter()
    for w, n in waarden:
        if w in codes:
            raak += n
        elif w.lower() in zinnen:
            op_zin += n
        elif w.isdecimal() and (vormen := _nummers(soort.lijst).get(int(w[:15]), [])):
            nummers.update(dict.fromkeys(vormen, n))
        elif (code := _lijkt_op_code(w, soort.lijst)) is not None:
            eigen[w] = code
        elif w.isprintable():
            zonder.append(w[:40])
    ((begin, lengte), op_nummer), *_ = [*nummers.most_common(1), (("", 0), 0)]
    gevonden = raak + op_zin + op_nummer + sum(n for w, n in waarden if w in eigen)
    bron: dict[str, Any] = {}
    if op_zin:
        bron["betekenis"] = True
    if op_nummer > raak:
        bron |= {"nullen": lengte, "begin": begin}
    if eigen:
        bron["codes"] = eigen
    zeldzaam = 0.65 if _lange_codes(soort.lijst) and (raak + op_zin) / alle > 0.8 else 0.1
    waarom = f"{_procent(gevonden / alle)} is te vinden in de lijst '{soort.lijst}'"
    if zonder and gevonden:
        meer = f" en nog {len(zonder) - 5}" if len(zonder) > 5 else ""
        waarom += f"; zonder code: {', '.join(zonder[:5])}{meer}"
    return Bewijs(gevonden / alle, zeldzaam, bron, waarom)


@cache
def _nummers(lijst: str) -> dict[int, list[tuple[str, int]]]:
    """Number -> letters and length of the codes in a list that are letters and this number: 599 -> GM, 4."""
    uit: dict[int, list[tuple[str, int]]] = {}
    for code in codelijst(lijst).codes:
        if m := re.fullmatch(r"([A-Z]+)(\d{2,})", code):
            uit.setdefault(int(m[2]), []).append((m[1], len(m[2])))
    return uit


def _kaal(tekst: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", tekst.lower()))


@cache
def _kale_lijst(lijst: str) -> dict[str, str]:
    uit: dict[str, str] = {}
    for code, zin in codelijst(lijst).codes.items():
        uit.setdefault(_kaal(zin), code)
        uit[_kaal(code)] = code
    return uit


@cache
def _lijkt_op_code(waarde: str, lijst: str) -> str | None:
    """The code that an own value most looks like; None where that is not plain."""
    kaal, codes = _kaal(waarde), _kale_lijst(lijst)
    if not kaal:
        return None
    if kaal in codes:
        return codes[kaal]
    if len(kaal) >= 4:
        begin = {
            code for zin, code in codes.items() if zin.startswith(kaal) or (len(zin) >= 5 and kaal.startswith(zin))
        }
        if len(begin) == 1:
            return begin.pop()
        dichtbij = difflib.get_close_matches(kaal, codes, n=2, cutoff=0.84)
        if dichtbij and len({codes[d] for d in dichtbij}) == 1:
            return codes[dichtbij[0]]
    return None


def _procent(deel: float) -> str:
    return f"{round(100 * deel)}%"
