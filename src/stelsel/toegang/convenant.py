"""Covenants: what partners agreed to give each other, in the five parts that the law asks of such a decision; and the white spots.

The five parts (Wet politiegegevens art. 20 lid 2): public interest; partners and aim; which data; conditions; receivers. A white spot is a
pair of an omgevingsdienst and a partner of the chain without a covenant that names a class of data.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources.abc import Traversable
from typing import Any

from ..begrippen import Gebruikersfout, Klasse, Organisatie, onder_elkaar
from .gronden import CONVENANT, Grond, gronden, partijen
from .mandaat.bestand import CODE, ONBRUIKBAAR, lees_dag

# The partners of an omgevingsdienst, by kind, as the programme names them: provinces, OM, police, water authorities, ILT.
PARTNERS = {"provincie": "Provincies", "om": "OM", "politie": "Politie", "waterschap": "Waterschappen", "ilt": "ILT"}
DICHT = tuple(k for k in Klasse if k is not Klasse.OPENBAAR)
_VELDEN = (
    "code",
    "titel",
    "belang",
    "doel",
    "doelen",
    "houders",
    "klassen",
    "voorwaarden",
    "ontvangers",
    "van",
    "bron",
)
_TEKSTEN = ("code", "titel", "belang", "doel", "voorwaarden", "bron")


@dataclass(frozen=True)
class Convenant:
    """An agreement as it counts from `van` up to, not including, `tot`. `houders` give, `ontvangers` get; `bron`: where its text stands;
    `voorbeeld`: made up, for practice."""

    code: str
    titel: str
    belang: str
    doel: str
    doelen: frozenset[str]
    houders: frozenset[str]
    klassen: frozenset[Klasse]
    voorwaarden: str
    ontvangers: frozenset[str]
    van: date
    tot: date | None
    bron: str
    voorbeeld: bool = False

    @property
    def naam(self) -> str:
        """Its code, with its mark when it is an example."""
        return f"{self.code} (voorbeeld)" if self.voorbeeld else self.code

    def geldt(self, dag: date) -> bool:
        return self.van <= dag and (self.tot is None or dag < self.tot)

    def tussen(self, a: str, b: str) -> bool:
        """May one of both give to the other under it?"""
        return (a in self.houders and b in self.ontvangers) or (b in self.houders and a in self.ontvangers)


class ConvenantOngeldig(Gebruikersfout):
    """Covenants in a file that cannot be taken in, all of them told at once."""

    code = "CONVENANT-ONGELDIG"

    def __init__(self, fouten: Sequence[str]):
        self.fouten = list(fouten)
        super().__init__(
            f"Er is niets geladen.{onder_elkaar(fouten)}",
            "Herstel deze plekken en laad opnieuw. De vorm staat in docs/voor/jurist.md.",
        )


def lees_convenanten(pad: Traversable) -> list[Convenant]:
    """Covenants from a JSON file: a list of objects with the fields of `Convenant`; sets are lists of codes. Raises `ConvenantOngeldig`."""
    try:
        lijst = json.loads(pad.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ConvenantOngeldig([f"'{pad.name}' is geen UTF-8."]) from None
    except json.JSONDecodeError as e:
        raise ConvenantOngeldig([f"'{pad.name}', regel {e.lineno}: dit is geen JSON."]) from None
    except RecursionError:
        raise ConvenantOngeldig([f"'{pad.name}' is geen lijst van convenanten."]) from None
    if not isinstance(lijst, list):
        raise ConvenantOngeldig([f"'{pad.name}' is geen lijst van convenanten."])
    fouten: list[str] = []
    uit = [c for n, r in enumerate(lijst, 1) if (c := _lees(r, n, fouten)) is not None]
    dubbel = {c.code for c in uit if [d.code for d in uit].count(c.code) > 1}
    fouten += [f"Convenant '{c}' staat er meer dan eens in." for c in sorted(dubbel)]
    if fouten:
        raise ConvenantOngeldig(fouten)
    return uit


def _lees(r: Any, n: int, fouten: list[str]) -> Convenant | None:
    if not isinstance(r, dict):
        fouten.append(f"Convenant {n}: dit is geen object met velden.")
        return None
    code = r.get("code")
    wie = f"Convenant {n} ('{code[:60]}')" if isinstance(code, str) and code else f"Convenant {n}"
    hier = [f"'{v}' ontbreekt of is leeg" for v in _VELDEN if not r.get(v)]
    hier += [f"Stelsel kent het veld '{v}' niet" for v in sorted(set(r) - {*_VELDEN, "tot", "voorbeeld"})]
    hier += [f for v in _TEKSTEN if r.get(v) for f in _tekstfouten(v, r[v])]
    klassen = {k.value: k for k in DICHT}
    for veld, mag in (("doelen", _doelen()), ("houders", partijen()), ("ontvangers", partijen()), ("klassen", klassen)):
        if not isinstance(r.get(veld) or [], list):
            hier.append(f"'{veld}' is geen lijst")
            continue
        kies = "" if veld in ("houders", "ontvangers") else f"; kies uit {', '.join(mag)}"
        hier += [
            f"'{str(c)[:60]}' kan niet bij {veld}{kies}"
            for c in r.get(veld) or []
            if not isinstance(c, str) or c not in mag
        ]
    if not isinstance(r.get("voorbeeld", False), bool):
        hier.append("'voorbeeld' is geen true of false")
    dagen = {v: lees_dag(r[v]) if isinstance(r.get(v), str) else None for v in ("van", "tot")}
    hier += [f"'{v}' is geen dag als 2026-12-31" for v, dag in dagen.items() if r.get(v) and dag is None]
    van, tot = dagen["van"], dagen["tot"]
    if van and tot and tot <= van:
        hier.append("'tot' ligt niet na 'van'")
    fouten += [f"{wie}: {f}." for f in hier]
    if hier or van is None:
        return None
    return Convenant(
        r["code"], r["titel"], r["belang"], r["doel"], frozenset(r["doelen"]), frozenset(r["houders"]), frozenset(klassen[k] for k in r["klassen"]),
        r["voorwaarden"], frozenset(r["ontvangers"]), van, tot, r["bron"], r.get("voorbeeld", False),
    )  # fmt: skip


def _tekstfouten(veld: str, waarde: Any) -> Iterator[str]:
    if not isinstance(waarde, str):
        yield f"'{veld}' is geen tekst"
        return
    if ONBRUIKBAAR.search(waarde):
        yield f"'{veld}' bevat een teken dat hier niet kan"
    if veld == "code" and not CODE.fullmatch(waarde):
        yield "'code' mag alleen kleine letters, cijfers en streepjes hebben, hoogstens 60"
    if veld == "titel" and len(waarde) > 200:
        yield "'titel' is langer dan 200 tekens"


def _doelen() -> list[str]:
    """The purposes for which some ground asks a covenant: one for another purpose would open nothing."""
    return sorted({d for g in gronden() if g.eis == CONVENANT for d in g.doelen})


def laad_convenanten(nieuw: Iterable[Convenant]) -> int:
    """Keep covenants, all or none. One that is known under its code stays as it was agreed; only an end can be added, once.

    Returns how many are new or end now. Raises `ConvenantOngeldig`.
    """
    from django.db import transaction

    from .models import ConvenantRij

    gewijzigd, fouten = 0, []
    with transaction.atomic():
        for c in nieuw:
            er = ConvenantRij.objects.filter(code=c.code).first()
            was = er.als_convenant() if er else None
            if was == c:
                continue
            if was and (was.tot is not None or replace(was, tot=c.tot) != c):
                fouten.append(f"Convenant '{c.code}' is al bekend en zei iets anders: geef het nieuwe een eigen code.")
                continue
            ConvenantRij.van_convenant(c, er).save()
            gewijzigd += 1
        if fouten:
            raise ConvenantOngeldig(fouten)
    return gewijzigd


def convenanten(dag: date) -> list[Convenant]:
    """The covenants that count on a day."""
    from .models import ConvenantRij

    alle = (r.als_convenant() for r in ConvenantRij.objects.filter(van__lte=dag))
    return [c for c in alle if c.geldt(dag)]


@dataclass(frozen=True)
class Vlek:
    """A pair and a class: the covenants between both that name it, and the grounds that open it to the partner without one."""

    dienst: str
    partner: Organisatie
    soort: str
    klasse: Klasse
    afspraken: tuple[str, ...]
    wet: tuple[str, ...]

    @property
    def wit(self) -> bool:
        """Is there no covenant?"""
        return not self.afspraken


def partners(dag: date) -> dict[str, list[Organisatie]]:
    """The partners of every omgevingsdienst that are in being on a day, by kind."""
    alle = [o for o in partijen().values() if o.bestaat(dag)]
    uit = {s: [o for o in alle if o.soort == s and o.id != "politie"] for s in PARTNERS}
    return uit | {"ilt": [o for o in alle if o.id == "ilt"]}


def vlekken(dienst: str, dag: date, afspraken: Sequence[Convenant]) -> list[Vlek]:
    """Every partner and class of an omgevingsdienst, with what covers it on a day."""
    geldend = [c for c in afspraken if c.geldt(dag)]
    return [
        Vlek(dienst, p, soort, k, tuple(sorted(c.naam for c in geldend if k in c.klassen and c.tussen(dienst, p.id))), _wet(p.soort, k, dag))
        for soort, lijst in partners(dag).items()
        for p in lijst
        for k in DICHT
    ]  # fmt: skip


def _wet(soort: str, klasse: Klasse, dag: date) -> tuple[str, ...]:
    def opent(g: Grond) -> bool:
        return klasse in g.klassen and soort in g.ontvangers and g.eis != CONVENANT and g.geldt(dag)

    return tuple(g.merk(dag) for g in gronden() if opent(g))
