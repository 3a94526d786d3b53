"""A small programme of another trade than the real one: two pillars, four topics, told in two editions."""

from __future__ import annotations

from copy import deepcopy
from typing import Any


def _besluit(dag: str) -> dict[str, Any]:
    return {"orgaan": "dijkgraaf en heemraden", "datum": dag, "soort": "besluit", "wat": "Vaststelling"}


VOORJAAR: dict[str, Any] = {
    "meta": {
        "titel": "Voortgang dijken, voorjaar 2025", "programma": "Programma Sterke Dijken (PSD)", "volgnummer": 1,
        "programma_einde": {"periode": "2026-12-31"},
    },
    "legenda": [{"code": "wijkt_af", "betekenis": "Het geheel komt op tijd."}],
    "teksten": [{"sleutel": "inleiding", "titel": "Inleiding", "tekst": "Eerste alinea.\n\n## Kop\nTweede alinea."}],
    "programma_besluiten": [_besluit("2025-04-01")],
    "pijlers": [
        {"nummer": 1, "titel": "Aanleg", "onderwerpen": [
            {"nummer": 1, "ref": "P1(1)", "titel": "Noorderdijk", "samenvatting": "Het werk ligt op schema.",
             "planning": [{"periode": "2025-Q2", "wat": "Ontwerp gereed"}, {"periode": "2026-Q3", "wat": "Dijk opgeleverd"}],
             "acties": [{"id": "A", "ref": "P1(1)A", "titel": "Grond kopen", "planning": [{"periode": "2025-06", "wat": "Gekocht"}]}]},
            {"nummer": 2, "ref": "P1(2)", "titel": "Zuiderdijk",
             "afhankelijkheden": [{"naar": "P1(1)", "wat": "Zelfde aannemer"}],
             "risicos": [{"samenvatting": "Te weinig klei", "maatregelen": ["Klei uit de Maas"]}]},
        ]},
        {"nummer": 2, "titel": "Beheer", "onderwerpen": [
            {"nummer": 1, "ref": "P2(1)", "titel": "Maaien", "planning": [{"periode": "doorlopend", "wat": "Twee keer per jaar"}]},
            {"nummer": 2, "ref": "P2(2)", "titel": "Muskusratten", "afgerond": True},
        ]},
    ],
}  # fmt: skip


def najaar() -> dict[str, Any]:
    """Half a year later: one slipped, one done, one reopened, one new, one gone without a word."""
    e = deepcopy(VOORJAAR)
    e["meta"] |= {"titel": "Voortgang dijken, najaar 2025", "volgnummer": 2}
    e["programma_besluiten"] = [_besluit("2025-10-01")]
    noord, _zuid = e["pijlers"][0]["onderwerpen"]
    noord["planning"][0]["periode"] = "2025-Q4"
    noord["verschoven"] = [{"van": "2025-Q2", "naar": "2025-Q4", "wat": "Ontwerp gereed", "reden": "Zieke ontwerper",
                            "planning": "P1(1):planning-1"}]  # fmt: skip
    noord["acties"][0]["afgerond"] = True
    e["pijlers"][1]["onderwerpen"][1]["afgerond"] = False
    e["pijlers"][0]["onderwerpen"] = [
        noord,
        {"nummer": 3, "ref": "P1(3)", "titel": "Sluis", "nieuw_in": {"vgr": "2025-10"}},
    ]
    return e
