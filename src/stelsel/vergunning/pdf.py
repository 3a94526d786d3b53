"""The permit in force on paper: PDF/UA-1 and PDF/A-2a."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from ..begrippen import RECORDTYPEN
from ..begrippen.weergave import dag, getal, toon
from ..druk import DOCUMENT, maak_pdf
from ..register import Dossier, Feit
from .afleiden import GeldendeVergunning
from .regels import Kwestie, Voorschrift
from .vergelijken import GEEINDIGD, GELIJK, Verschil

Cel = list[tuple[str, str]]
WOORD = {GEEINDIGD: "geëindigd"}
UITLEG_VERSCHIL = "Woorden die vervielen zijn doorgestreept en staan tussen [- en -]; nieuwe woorden zijn onderstreept en staan tussen [+ en +]."


def pdf(d: Dossier, g: GeldendeVergunning, verschil: Sequence[Verschil] | None = None, met: str = "") -> bytes:
    """The document; with `verschil`, also what differs from the day `met`. Raises `TekenNietAfTeDrukken`."""
    bekend = f", zoals bekend op {dag(d.bekend_op)}" if d.bekend_op else ""
    hoofdstukken = [_in_werking(d, g)]
    if verschil is not None:
        hoofdstukken.append(_verschil(d, verschil, met, g.dag))
    if g.kwesties:
        punten = [{"kop": k.zin, "tekst": f"{kwestie_over(k, d)}. {k.doe}"} for k in g.kwesties]
        uitleg = "Wat niet met een regel is te zeggen, is niet ingevuld."
        hoofdstukken.append(_hoofdstuk("Wat nog niet vaststaat", [uitleg], punten=punten))
    hoofdstukken.append(_besluiten(d, g))
    return maak_pdf(DOCUMENT, document={
        "titel": f"Geldende vergunning van {d.naam}", "datum": date.today().isoformat(), "maker": "Stelsel",
        "voet": f"{d.nummer}, stand van {dag(g.dag)}",
        "merk": "Oefengegevens: dit bedrijf en deze vergunning bestaan niet." if d.oefening else "",
        "kop": [f"{d.nummer}, stand van {dag(g.dag)}{bekend}.",
                f"Afgeleid uit de geleverde besluiten, uit stand {d.snapshot} van het register. De besluiten zelf gaan voor."],
        "hoofdstukken": hoofdstukken,
    })  # fmt: skip


def _hoofdstuk(titel: str, alineas: Sequence[str] = (), **anders: Any) -> dict[str, Any]:
    return {"titel": titel, "alineas": list(alineas), "punten": [], "tabellen": [], **anders}


def thema(f: Feit) -> str:
    """The theme in words; without one: `zonder thema`."""
    veld = RECORDTYPEN["voorschrift"].velden["thema"]
    return toon(veld, f.velden["thema"], date.today()) if f.velden.get("thema") else "zonder thema"


def grens(f: Feit) -> str:
    """`stof: ten hoogste 5 mg/Nm3`, or nothing."""
    v = f.velden
    return f"{v['parameter']}: {getal(v['grenswaarde'])} {v['eenheid']}" if v.get("grenswaarde") is not None else ""


def besluitnaam(f: Feit, d: Dossier) -> str:
    """`wijziging van 3 mei 2020 (Z-2020-1)`."""
    soort = toon(RECORDTYPEN["vergunning"].velden["soort"], f.velden["soort"], d.peildatum)
    zaak = f" ({f.velden['zaaknummer']})" if f.velden.get("zaaknummer") else ""
    return f"{soort}, {dag(f.velden.get('besluitdatum'))}{zaak}"


def herkomst(f: Feit) -> str:
    """Who delivered it, in which file and line."""
    return f"{f.herkomst.bron_naam}, {f.herkomst.plek()}"


def kwestie_over(k: Kwestie, d: Dossier) -> str:
    """Which records an open point is about, in words."""
    namen = [
        besluitnaam(f, d) if f.recordtype == "vergunning" else f"voorschrift {f.velden['nummer']} ({f.herkomst.bron})"
        for f in k.feiten[:6]
    ]
    meer = f" en {len(k.feiten) - 6} meer" if len(k.feiten) > 6 else ""
    return "; ".join([*([k.bij] if k.bij else []), *namen]) + meer


def _tekst(v: Voorschrift) -> Cel:
    g = grens(v.feit)
    return [("gelijk", v.feit.velden["tekst"] + (f"\nGrenswaarde: {g}" if g else ""))]


def _waarom(v: Voorschrift, d: Dossier) -> Cel:
    tot = f"\nTot {dag(v.einde.dag)}: {v.einde.zin}" if v.einde else ""
    return [("gelijk", f"Sinds {dag(v.begin.dag)}: {besluitnaam(v.besluit.feit, d)}{tot}\n{herkomst(v.feit)}")]


def _in_werking(d: Dossier, g: GeldendeVergunning) -> dict[str, Any]:
    per_thema = sorted(g.voorschriften, key=lambda v: thema(v.feit))
    tabellen = [
        {"titel": naam[:1].upper() + naam[1:], "koppen": ["Nr.", "Voorschrift", "Sinds wanneer, waardoor"], "breedtes": [1, 6, 4],
         "rijen": [[[("gelijk", v.nummer)], _tekst(v), _waarom(v, d)] for v in groep]}
        for naam, groep in groupby(per_thema, key=lambda v: thema(v.feit))
    ]  # fmt: skip
    n = len(g.voorschriften)
    telling = (
        "Er is geen voorschrift in werking."
        if not n
        else f"In werking: {n} {'voorschrift' if n == 1 else 'voorschriften'}."
    )
    return _hoofdstuk(f"Voorschriften in werking op {dag(g.dag)}", [telling], tabellen=tabellen)


def _verschil(d: Dossier, verschil: Iterable[Verschil], met: str, nu: str) -> dict[str, Any]:
    rijen = []
    gelijk = 0
    for x in verschil:
        if x.soort == GELIJK:
            gelijk += 1
            continue
        stukken = list(x.woorden) or _tekst(x.een)
        if x.woorden and x.oud and x.nieuw and (oud := grens(x.oud.feit)) != (nieuw := grens(x.nieuw.feit)):
            stukken.append(("gelijk", f"\nGrenswaarde: was {oud or 'er niet'}, is {nieuw or 'er niet meer'}"))
        rijen.append([[("gelijk", WOORD.get(x.soort, x.soort))], [("gelijk", x.een.nummer)], stukken])
    van, tot = sorted((met, nu))
    wanneer = f"Van {dag(van)} naar {dag(tot)}"
    alineas = (
        [f"{wanneer}. Niet veranderd: {gelijk}.", UITLEG_VERSCHIL] if rijen else [f"{wanneer} veranderde er niets."]
    )
    tabellen = (
        [{"titel": "", "koppen": ["Wat", "Nr.", "Voorschrift"], "breedtes": [2, 1, 8], "rijen": rijen}] if rijen else []
    )
    return _hoofdstuk("Verschil tussen twee dagen", alineas, tabellen=tabellen)


def _besluiten(d: Dossier, g: GeldendeVergunning) -> dict[str, Any]:
    rijen = [
        [[("gelijk", besluitnaam(b.feit, d))], [("gelijk", b.feit.velden.get("onderwerp") or "–")],
         [("gelijk", f"vanaf {dag(b.begin)}" + (f"\ntot {dag(b.einde.dag)}: {b.einde.zin}" if b.einde else ""))],
         [("gelijk", herkomst(b.feit))]]
        for b in g.besluiten
    ]  # fmt: skip
    if not rijen:
        return _hoofdstuk("Besluiten", ["Er is geen besluit geleverd dat op deze dag was begonnen."])
    koppen = ["Besluit", "Onderwerp", "Werking", "Geleverd door"]
    return _hoofdstuk("Besluiten", tabellen=[{"titel": "", "koppen": koppen, "breedtes": [3, 3, 3, 3], "rijen": rijen}])
