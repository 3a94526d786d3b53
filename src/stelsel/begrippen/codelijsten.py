"""Code lists, each with its source. A list of our own making says so; no code of law is made up."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

GEGEVENS = files("stelsel.begrippen") / "gegevens"


@dataclass(frozen=True)
class Codelijst:
    """A named list of codes with Dutch meanings. `eigen`: made by Stelsel, not taken from law or standard.

    `geldig`: first day and day after the last, of codes whose life span is known; None is an open side. Others are
    taken to hold always. `kenmerken`: by name, what is known of codes.
    """

    naam: str
    titel: str
    bron: str
    codes: Mapping[str, str]
    en: str
    eigen: bool = False
    geldig: Mapping[str, tuple[date | None, date | None]] = field(default_factory=dict)
    kenmerken: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def lees_gegevens(bestand: str, waar: Traversable = GEGEVENS) -> list[dict[str, str]]:
    """Rows of a reference file that travels with the package, in the folder of this room or of another."""
    tekst = (waar / bestand).read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(tekst, newline="")))


def _bal() -> Codelijst:
    return Codelijst(
        "bal_paragraaf",
        "Milieubelastende activiteit (paragraaf van hoofdstuk 3 Bal)",
        "Besluit activiteiten leefomgeving, tekst van 11-07-2026",
        {r["paragraaf"]: r["aanduiding"] for r in lees_gegevens("bal_mba.csv")},
        "Environmentally harmful activities, as paragraphs of chapter 3 of the Bal.",
    )


def _ippc() -> Codelijst:
    return Codelijst(
        "ippc_categorie",
        "Categorie van bijlage I bij de Richtlijn industriële emissies",
        "Richtlijn 2010/75/EU, bijlage I",
        {r["code"]: r["omschrijving_nl_kort"] for r in lees_gegevens("ied_annex_i.csv")},
        "Categories of annex I to the Industrial Emissions Directive.",
    )


def _lhso(as_: str, titel: str, en: str) -> Codelijst:
    return Codelijst(
        f"lhso_{as_}",
        titel,
        "Landelijke Handhavingsstrategie Omgevingsrecht (2022)",
        {r["code"]: r["label_nl"] for r in lees_gegevens("lhso_axes.csv") if r["axis"] == as_},
        en,
    )


def _interventie() -> Codelijst:
    return Codelijst(
        "interventie",
        "Interventie",
        "Landelijke Handhavingsstrategie Omgevingsrecht (2022), indeling van de ILT",
        {r["intervention"]: r["intervention"].replace("_", " ") for r in lees_gegevens("lhso_interventions.csv")},
        "Interventions that an authority may choose after a finding.",
    )


def _organisaties(naam: str, titel: str, bron: str, en: str, soort: str = "") -> Codelijst:
    from .organisaties import alle_organisaties

    alle = [o for o in alle_organisaties().values() if soort in ("", o.soort)]
    return Codelijst(
        naam,
        titel,
        bron,
        {o.id: o.naam for o in alle},
        en,
        geldig={o.id: (o.vanaf, o.tot) for o in alle if o.vanaf or o.tot},
    )


def _gemeente() -> Codelijst:
    rijen = lees_gegevens("gemeenten_2024.csv")
    midden = lees_gegevens("gemeente_middelpunt.csv")
    return Codelijst(
        "gemeente",
        "Gemeente (CBS-code)",
        "Gemeentelijke indeling 2024",
        {r["gemeentecode"]: r["gemeente"] for r in rijen},
        "Municipalities by their code.",
        kenmerken={
            "provincie": {r["gemeentecode"]: r["provinciecode"] for r in rijen},
            "x": {m["gemeentecode"]: float(m["x"]) for m in midden},
            "y": {m["gemeentecode"]: float(m["y"]) for m in midden},
        },
    )


def _eigen(naam: str, titel: str, codes: dict[str, str], bron: str, en: str) -> Callable[[], Codelijst]:
    return lambda: Codelijst(naam, titel, bron, codes, en, eigen=True)


_MAKERS: dict[str, Callable[[], Codelijst]] = {
    "bal_paragraaf": _bal,
    "ippc_categorie": _ippc,
    "lhso_ernst": lambda: _lhso("ernst", "Ernst van de bevinding", "Severity of a finding."),
    "lhso_gedrag": lambda: _lhso("gedrag", "Gedrag van de normadressaat", "Behaviour of the addressee."),
    "interventie": _interventie,
    "organisatie": lambda: _organisaties(
        "organisatie",
        "Overheidsorganisatie",
        "Organisatieregister van Stelsel (bronnen per organisatie)",
        "Government bodies, past ones included.",
    ),
    "omgevingsdienst": lambda: _organisaties(
        "omgevingsdienst",
        "Omgevingsdienst",
        "Omgevingsdiensten van 1-1-2024 en hun opvolgers",
        "Environment agencies of 1 January 2024 and their successors.",
        "omgevingsdienst",
    ),
    "gemeente": _gemeente,
    "seveso": lambda: Codelijst(
        "seveso",
        "Seveso-drempel",
        "Richtlijn 2012/18/EU; Omgevingsbesluit art. 13.21",
        {"lagedrempel": "lagedrempelinrichting", "hogedrempel": "hogedrempelinrichting"},
        "Lower or upper tier of the Seveso directive.",
    ),
    "soort_besluit": _eigen(
        "soort_besluit",
        "Soort besluit",
        {
            "verlening": "verlening van een omgevingsvergunning",
            "wijziging": "wijziging van vergunning of voorschriften",
            "intrekking": "gehele intrekking",
            "intrekking_deel": "intrekking voor een deel",
            "maatwerk": "maatwerkvoorschrift",
            "gelijkwaardig": "gelijkwaardige maatregel",
        },
        "Indeling van Stelsel, naar het werk van Omgevingsbesluit art. 13.12 lid 1 onder a tot en met c",
        "Kinds of decision on a permit.",
    ),
    "soort_bezoek": _eigen(
        "soort_bezoek",
        "Soort toezichtbezoek",
        {
            "routinematig": "routinematig toezicht",
            "niet_routinematig": "niet-routinematig toezicht",
            "hercontrole": "hercontrole na een bevinding",
        },
        "Indeling van Stelsel, naar Omgevingsbesluit art. 13.7 lid 1 onder b en c",
        "Kinds of inspection visit.",
    ),
    "soort_melding": _eigen(
        "soort_melding",
        "Soort melding",
        {
            "start": "melding van een activiteit voor het begin",
            "wijziging": "melding van een wijziging",
            "beeindiging": "melding van het einde",
            "ongewoon_voorval": "melding van een ongewoon voorval",
        },
        "Indeling van Stelsel",
        "Kinds of notice by the operator.",
    ),
    "thema": _eigen(
        "thema",
        "Thema van een voorschrift",
        {
            "algemeen": "algemeen", "lucht": "lucht", "geluid": "geluid", "geur": "geur", "bodem": "bodem",
            "water": "water", "afval": "afval", "energie": "energie", "veiligheid": "omgevingsveiligheid",
        },
        "Indeling van Stelsel",
        "Themes of a permit condition.",
    ),
    "werking_voorschrift": _eigen(
        "werking_voorschrift",
        "Werking van een voorschrift",
        {
            "stelt": "stelt een nieuw voorschrift",
            "wijzigt": "vervangt een eerder voorschrift",
            "trekt_in": "trekt een eerder voorschrift in",
        },
        "Indeling van Stelsel, naar het werk van Omgevingsbesluit art. 13.12 lid 1 onder a tot en met c",
        "What a decision does with a condition.",
    ),
    "medium": _eigen(
        "medium",
        "Bemonsterd medium",
        {"lucht": "lucht", "afvalwater": "afvalwater", "grondwater": "grondwater", "bodem": "bodem", "afval": "afval"},
        "Indeling van Stelsel",
        "Media from which samples are taken.",
    ),
    "stand_actie": _eigen(
        "stand_actie",
        "Stand van de handhavingsactie",
        {"loopt": "loopt", "nagekomen": "nagekomen", "verbeurd": "verbeurd", "ingetrokken": "ingetrokken"},
        "Indeling van Stelsel, naar de levensloop in Awb titel 5.3",
        "States of an enforcement action.",
    ),
}  # fmt: skip


@cache
def codelijst(naam: str) -> Codelijst:
    """The list with this name. Raises `KeyError` for a name that is not declared."""
    return _MAKERS[naam]()


def alle_codelijsten() -> list[Codelijst]:
    """Every list, by name."""
    return [codelijst(n) for n in sorted(_MAKERS)]
