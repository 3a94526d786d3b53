"""Does the reproduced progress report hold everything of the source, and nothing else? Misfits are listed.

One side is the text of the source, read by `bron`; the other the facts and the report. Exceptions stand on top.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest
from tests.programma import bron
from tests.programma.test_rapport import kaal, tekst_van

from stelsel.programma.lezen import lees
from stelsel.programma.periode import periode
from stelsel.programma.rapport import VORMEN, rapport
from stelsel.programma.rapport.opbouw import bouw

WORTEL = Path(__file__).parents[2]
BRON = WORTEL / "../shared/bronnen/voortgangsrapportage-ibp-vth-2023-12.txt"
REFERENTIE = WORTEL / "../shared/referentie/voortgangsrapportage-2023-12.json"
GEGEVENS = WORTEL / "src/stelsel/programma/gegevens/ibp-vth-2023-12.json"
if not BRON.exists():
    pytest.skip("de brontekst van het rapport is hier niet", allow_module_level=True)

# The general part by its first lines; `rest` is the legend and the annexes.
VOORTGANG, SAMENHANG, THEMAS = "Voortgang algemeen", "Samenhang tussen de pijlers", "Thematische onderzoeken"
PLEKKEN = {1: "titel", 4: "Inleiding", 16: VOORTGANG, 67: SAMENHANG, 98: "Try-outs", 167: THEMAS, 197: "rest"}
# Times in no quotation: nothing is promised or decided there.
ZONDER_CITAAT = {1: "titel", 28: "plan", 868: "plan", 890: "plan", 184: "verleden", 185: "verleden"}
# Facts (part, period, line) whose period stands not so at the quotation.
ANDERS = {
    ("P4(4)B", "2024", 954): "'voor einde 2024' is voor `bron` Q4",
    ("P4(3)B", "2024-Q2", 890): "staat bij het advies, op 887",
    ("P4(3)C", "2024-Q1/2024-Q2", 906): "staat boven de opsomming, op 901",
}
# A tick that stands in the column of the planning, too.
HERHAALD = {322: "P1(3)A", 631: "P3(3)", 668: "P3(5)"}
# Lines of the table that name a body or another pillar in no quotation; and the part that says it.
INSTANTIE = re.compile(r"stuurgroep|bestuurlijk overleg|omgevingsberaad|Tweede Kamer|staatssecretaris|pijler \d", re.I)
ELDERS = {284: "P1(1)", 288: "P1(1)", 604: "P3(2)D", 607: "P3(2)F", 714: "P3(9)", 753: "P3(11)B", 854: "P4(2)F"}
# What the facts may have beside the reference.
ERBIJ = {"code", "editie", "kort", "teksten", "tekst", "gemeld", "maatregelen", "deelresultaten_afgerond", "planning"}
# What the report shows of a fact; @ is a period.
TOONT = {
    "planning": "wat @periode", "verschoven": "wat @van @naar opmerking", "besluiten": "wat orgaan soort @datum",
    "programma_besluiten": "wat orgaan @datum", "risicos": "samenvatting maatregelen", "samenhang": "van naar wat",
    "afhankelijkheden": "wat naar", "deelresultaten_afgerond": "wat", "inconsistenties_in_bron": "wat",
}  # fmt: skip


def _feiten(x, ref="ALG", lijst=""):
    """What has a quotation: ref of its part, key it stands under, values, lines."""
    if isinstance(x, list):
        for v in x:
            yield from _feiten(v, ref, lijst)
    elif isinstance(x, dict):
        ref = x.get("ref") or x.get("code") or ref
        if x.get("citaat"):
            yield ref, lijst, x, range(x["regel_van"], x["regel_tot"] + 1)
        for k, v in x.items():
            yield from _feiten(v, ref, k)


REGELS = bron.lees(BRON)
TIJDEN, MERKEN = bron.perioden(REGELS), bron.merktekens(REGELS)
RUW, E = GEGEVENS.read_text(encoding="utf-8"), lees(GEGEVENS)
FEITEN = list(_feiten(json.loads(RUW)))
DELEN = {d.ref: d for _, _, d in E.onderdelen()}
R = bouw(E)
RIJEN = {r.ref: r for t in R.tabellen for r in t.rijen}
MET = {(m.klasse, r.ref): m.woord for r in RIJEN.values() for m in r.merken}
BEGIN = PLEKKEN | {o.regel_van: o.wat for o in bron.onderwerpen(REGELS)}


def plat(tekst):
    return " ".join(tekst.replace("’", "'").split())


def meld(mist):
    assert not mist, "\n".join(["klopt niet:", *map(str, mist)])


def plek(regel):
    """The topic in whose block this line stands, or the place in the general part."""
    return BEGIN[max(r for r in BEGIN if r <= regel)]


def zinnen(blokken):
    return [f"{b.kop}: {b.tekst}" if b.kop else b.tekst for b in blokken]


@cache
def woorden(waar):
    """What the report says in a place, without marks."""
    if rij := RIJEN.get(waar):
        return "\n\n".join([rij.titel, *zinnen([*rij.voortgang, *rij.planning])])
    uit = {h.titel: zinnen(h.blokken) for h in R.hoofdstukken} | {"titel": [R.titel]}
    uit["rest"] = [t for _, t in R.legenda] + [z for h in R.bijlagen for z in zinnen(h.blokken)]
    return "\n\n".join(uit[waar])


@cache
def tijden(tekst):
    """The times in these words, a range as its two ends."""
    return {t for v in bron.perioden(tekst.split("\n")) for t in v.wat.split("/")}


def erin(wat, gevonden):
    """Is each end of this time among those? If a year is not said (`????-10`), any will do."""
    ook = {g for v in gevonden for g in v.split("/")}
    return all(any(t == g or ("?" in t + g and t[4:] == g[4:]) for g in ook) for t in wat.split("/"))


def stammen(tekst):
    """Words of four letters or more, by their first five."""
    return {w[:5] for w in re.findall(r"[a-zà-ÿ]{4,}", tekst.lower())}


def test_pijlers_en_onderwerpen_zijn_dezelfde_met_dezelfde_titels():
    gelezen = {v.wat: plat(v.tekst) for f in (bron.pijlers, bron.onderwerpen) for v in f(REGELS)}
    feit = {f"P{p.nummer}": plat(p.titel) for p in E.pijlers} | {o.ref: plat(o.titel) for _, o in E.onderwerpen()}
    assert gelezen == feit
    titels = [t.titel for t in R.tabellen] + [f"{r.ref}: {r.titel}" for r in RIJEN.values() if not r.is_actie]
    assert [plat(t).replace("Pijler ", "P") for t in titels] == [f"{ref}: {titel}" for ref, titel in feit.items()]


def test_acties_zijn_dezelfde_en_hun_titels_zeggen_hetzelfde():
    """Two thirds of a title stand where it starts; half of the first sentence stands in the row."""
    acties = bron.acties(REGELS)
    refs = {a.ref for _, o in E.onderwerpen() for a in o.acties}
    assert {v.wat for v in acties} == refs == {r.ref for r in RIJEN.values() if r.is_actie}
    mist = []
    for v in acties:
        zin, titel = stammen(re.split(r"[.;](?:\s|$)", v.tekst)[0]), stammen(DELEN[v.wat].titel)
        vreemd = titel - stammen(" ".join(REGELS[v.regel_van - 1 : v.regel_van + 2]))
        weg = zin - stammen(woorden(v.wat))
        if 3 * len(vreemd) > len(titel) or 2 * len(weg) > len(zin):
            mist.append((v.regel_van, v.wat, vreemd, weg))
    meld(mist)


def test_elk_citaat_staat_letterlijk_op_zijn_regels():
    meld([(r, s, op, f["citaat"]) for r, s, f, op in FEITEN
          if plat(f["citaat"]) not in plat(" ".join(REGELS[n - 1] for n in op))])  # fmt: skip


def test_wat_de_tabel_van_een_orgaan_of_andere_pijler_zegt_is_een_citaat():
    met = {(n, w) for n, r in enumerate(REGELS, 1) if plek(n) in DELEN for w in INSTANTIE.findall(r)}
    met = {(n, w) for n, w in met if w[-1] != plek(n)[1]}
    zonder = {n: w for n, w in met if not any(n in op and w in f["citaat"] for *_, f, op in FEITEN)}
    meld([(n, plek(n), REGELS[n - 1]) for n in zonder.keys() ^ ELDERS.keys()])
    meld([(n, r) for n, r in ELDERS.items() if zonder[n].lower() not in woorden(r).lower()])


def test_elke_tijd_van_de_bron_staat_in_het_rapport_op_zijn_plaats():
    mist = []
    for v in TIJDEN:
        waar = plek(v.regel_van)
        delen = [r for r in RIJEN if r.startswith(waar)] or [waar]
        if not erin(v.wat, tijden("\n\n".join(map(woorden, delen)))):
            mist.append((v.regel_van, waar, v.tekst))
    meld(mist)


def test_elke_tijd_in_een_rij_staat_in_de_bron():
    """In the block of the topic or on a quoted line; perhaps more precisely."""
    mist = []
    for waar in RIJEN:
        citeert = {n for r, *_, op in FEITEN if r == waar for n in op}
        er = {v.wat for v in TIJDEN if waar.startswith(plek(v.regel_van)) or v.regel_tot in citeert}
        mist += [(waar, t) for t in tijden(woorden(waar)) if not (erin(t, er) or any(w.startswith(t) for w in er))]
    meld(mist)


def test_elke_tijd_van_de_bron_staat_in_een_citaat():
    zonder = {v.regel_van: v.tekst for v in TIJDEN
              if not any(v.regel_van in op and erin(v.wat, tijden(f["citaat"])) for _, _, f, op in FEITEN)}  # fmt: skip
    meld([(n, plek(n), zonder.get(n)) for n in zonder.keys() ^ ZONDER_CITAAT.keys()])


def test_elke_tijd_van_de_feiten_staat_in_de_bron():
    """At most two lines off the quotation; for a shift perhaps at the planning of the part."""
    mist = {}
    for r, s, f, op in FEITEN:
        for p in filter(None, (f.get(v[1:]) for v in TOONT.get(s, "").split() if v[0] == "@")):
            er = {v.wat for v in TIJDEN if op[0] - 2 <= v.regel_van <= op[-1] + 2}
            er |= {x.periode or "" for x in DELEN[r].planning} if s == "verschoven" else set()
            if not erin(p, er):
                mist[r, p, op[0]] = f["citaat"]
    meld([(k, mist.get(k)) for k in mist.keys() ^ ANDERS.keys()])


def test_elk_merk_nieuw_hoort_bij_het_deel_dat_net_ervoor_staat():
    bij = []
    for m in (m for m in MERKEN if " " in m.wat):
        o = plek(m.regel_van)
        ervoor = [(op[0], r) for r, _, _, op in FEITEN if r.startswith(o) and plek(op[0]) == o and op[0] <= m.regel_van]
        refs = {r for n, r in ervoor if n == max(ervoor)[0]}
        bij += [(*(refs if len(refs) == 1 else [o]), m.wat, (m.regel_van, m.regel_tot))]
    feit = [(r, d.nieuw_in.vgr, d.nieuw_in.marker_regels) for r, d in DELEN.items() if d.nieuw_in]
    assert sorted(feit) == sorted(bij)
    assert {r: w for (k, r), w in MET.items() if k == "nieuw"} == {r: f"nieuw [{vgr}]" for r, vgr, _ in bij}


def test_elk_vinkje_is_iets_dat_klaar_is_en_omgekeerd():
    klaar = ("afgerond_bron", "deelresultaten_afgerond", "gemeld")
    met = {n for _, s, f, op in FEITEN if s in klaar and "√" in f["citaat"] for n in op}
    assert {m.regel_van for m in MERKEN if m.wat == "√"} - met == HERHAALD.keys()
    af = {r for r, d in DELEN.items() if d.afgerond}
    assert [r for n, r in HERHAALD.items() if r not in af or not r.startswith(plek(n))] == []
    assert [r for r in af if "√" not in DELEN[r].afgerond_bron.citaat or ("afgerond", r) not in MET] == []


def test_elk_risico_met_die_kop_staat_erin_en_omgekeerd():
    feit = sorted((x.regel_van, r) for r, d in DELEN.items() for x in d.risicos if x.expliciet_risico_kop)
    assert [n for n, _ in feit] == [m.regel_van for m in MERKEN if m.wat == "Risico:"]
    assert [(n, r) for n, r in feit if not r.startswith(plek(n)) or ("risico", r) not in MET] == []


def verwacht():
    """Per place in the report what the facts put there."""
    dragers = [("rest", E), (VOORTGANG, E.algemeen), *((THEMAS, t) for t in E.themaonderzoeken)]
    dragers += [(r if r in RIJEN else "Try-outs", d) for r, d in DELEN.items()]
    yield from ((THEMAS, w) for t in E.themaonderzoeken for w in (t.thema, t.stand))
    for waar, lijst, f in ((w, k, f) for w, d in dragers for k in TOONT for f in getattr(d, k, ())):
        for veld in TOONT[lijst].split():
            if w := getattr(f, veld.strip("@")):
                w = periode(w).in_woorden() if veld[0] == "@" else w
                op = SAMENHANG if lijst == "samenhang" else waar
                yield from ((op, x.removeprefix("extern:")) for x in (w if isinstance(w, tuple) else [w]))


def test_elk_feit_staat_op_zijn_plaats_in_het_rapport():
    meld([(waar, w) for waar, w in verwacht() if kaal(w.lower()) not in kaal(woorden(waar).lower())])


@pytest.mark.parametrize("vorm", VORMEN)
def test_elke_zin_en_elk_merk_staat_in_elke_vorm(vorm):
    tekst = tekst_van(vorm, rapport(E, vorm))
    # The foot of a page may stand amid a paragraph.
    aantal = re.search(r"\d*$", tekst)[0]
    tekst = re.sub(re.escape(kaal(R.titel)) + rf"·Pagina\d+van{aantal}", "", tekst)
    alles = [z for waar in (*RIJEN, *PLEKKEN.values()) for z in woorden(waar).split("\n\n")]
    alles += [x.titel + "".join(m.teken + m.woord for m in x.merken) for x in RIJEN.values()]
    meld([z for z in alles if kaal(z) not in tekst])


def verschillen(oud, nieuw, waar=""):
    """Where the facts are not the reference with additions at the end."""
    if isinstance(oud, list):
        oud, nieuw = dict(enumerate(oud)), dict(enumerate(nieuw[: len(oud)]))
    if not isinstance(oud, dict):
        if oud != nieuw:
            yield f"{waar}: {oud!r} werd {nieuw!r}"
    elif [k for k in nieuw if k in oud or k not in ERBIJ] != list(oud):
        yield f"{waar}: {list(nieuw)}"
    else:  # An empty summary was written later.
        for k in (k for k in oud if (k, oud[k]) != ("samenvatting", "")):
            yield from verschillen(oud[k], nieuw[k], f"{waar}.{k}")


@pytest.mark.skipif(not REFERENTIE.exists(), reason="de referentie is hier niet")
def test_de_feiten_zijn_de_referentie_met_alleen_aanvullingen_achteraan():
    assert json.dumps(json.loads(RUW), indent=1, ensure_ascii=False) + "\n" == RUW
    meld(list(verschillen(json.loads(REFERENTIE.read_text(encoding="utf-8")), json.loads(RUW))))
