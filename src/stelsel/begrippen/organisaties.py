"""Organisations through time: who existed, and who served a place, is always asked at a day.

Known beginnings and ends come from the reference files; a beginning that no source gives is left open.
Which agency serves a municipality is known for part of the country only: elsewhere the answer is None.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from .codelijsten import lees_gegevens
from .fouten import Gebruikersfout, of


@dataclass(frozen=True)
class Organisatie:
    """A government body with its life span: in being from `vanaf` up to, not including, `tot`."""

    id: str
    naam: str
    soort: str
    provincie: str = ""
    vanaf: date | None = None
    tot: date | None = None
    opvolger: str = ""
    voorgangers: tuple[str, ...] = ()
    bron: str = ""

    def bestaat(self, dag: date) -> bool:
        return (self.vanaf is None or self.vanaf <= dag) and (self.tot is None or dag < self.tot)


class OnbekendeBron(Gebruikersfout):
    """No organisation with this id is known."""

    code = "BRON-ONBEKEND"

    def __init__(self, bron: str, dag: date, lijkt_op: tuple[str, ...]):
        self.bron, self.dag, self.lijkt_op = bron, dag, lijkt_op
        doe = (f"Bedoelt u {of(lijkt_op)}? " if lijkt_op else "") + "Alle bronnen: stelsel model organisaties."
        super().__init__(f"Bron '{bron}' bestaat niet op {dag:%d-%m-%Y}.", doe)


# Bodies of the State that the law or the open data name; "ezk" is called so in the text that was read (Bal 2.7).
_RIJK = {
    "ienw": ("Minister van Infrastructuur en Waterstaat", "Besluit activiteiten leefomgeving art. 2.6"),
    "ezk": ("Minister van Economische Zaken en Klimaat", "Besluit activiteiten leefomgeving art. 2.7"),
    "ilt": (
        "Inspectie Leefomgeving en Transport",
        "Voortgangsrapportage IBP VTH, december 2023: ILT als partij in het stelsel",
    ),
    "rivm": ("Rijksinstituut voor Volksgezondheid en Milieu", "EU-register: namespace NL.RIVM"),
}


@cache
def alle_organisaties() -> Mapping[str, Organisatie]:
    """Every organisation by id, past ones included."""
    uit: dict[str, Organisatie] = {}
    opvolging = lees_gegevens("omgevingsdienst_opvolging.csv")
    gaat_op = {v: r for r in opvolging for v in r["voorgangers"].split(";")}
    for r in lees_gegevens("omgevingsdiensten.csv"):
        op = gaat_op.get(r["id"])
        uit[r["id"]] = Organisatie(
            r["id"], r["naam_2024"], "omgevingsdienst", r["provincie"],
            tot=date.fromisoformat(op["datum"]) if op else None,
            opvolger=op["nieuw_id"] if op else "", bron=r["bron_rij"],
        )  # fmt: skip
    for r in opvolging:
        voor = tuple(r["voorgangers"].split(";"))
        uit[r["nieuw_id"]] = Organisatie(
            r["nieuw_id"], r["nieuw_naam"], "omgevingsdienst", uit[voor[0]].provincie,
            vanaf=date.fromisoformat(r["datum"]), voorgangers=voor, bron=r["bron"],
        )  # fmt: skip
    for r in lees_gegevens("gemeenten_2024.csv"):
        uit[r["provinciecode"]] = Organisatie(
            r["provinciecode"], f"Provincie {r['provincie'].replace(' ', '-')}", "provincie", r["provincie"],
            bron="Gemeentelijke indeling 2024",
        )  # fmt: skip
        uit[r["gemeentecode"]] = Organisatie(
            r["gemeentecode"], f"Gemeente {r['gemeente']}", "gemeente", r["provincie"],
            bron="Gemeentelijke indeling 2024",
        )  # fmt: skip
    for r in lees_gegevens("waterschappen.csv"):
        uit[r["id"]] = Organisatie(r["id"], r["naam"], "waterschap", bron=r["bron"])
    for sleutel, (naam, bron) in _RIJK.items():
        uit[sleutel] = Organisatie(sleutel, naam, "rijk", bron=bron)
    return uit


def organisatie(id_: str, dag: date) -> Organisatie:
    """The organisation with this id, also when it has ended by `dag`: its deliveries stay its own.

    Raises `OnbekendeBron` when no such id was ever in being up to that day.
    """
    alle = alle_organisaties()
    org = alle.get(id_)
    if org is None or (org.vanaf is not None and org.vanaf > dag):
        raise OnbekendeBron(id_, dag, tuple(difflib.get_close_matches(id_.lower(), alle, n=3, cutoff=0.5)))
    return org


def bestaande(soort: str, dag: date) -> list[Organisatie]:
    """All organisations of a kind that are in being on `dag`."""
    return [o for o in alle_organisaties().values() if o.soort == soort and o.bestaat(dag)]


def opgevolgd(id_: str, dag: date) -> Organisatie:
    """Who holds on `dag` the tasks of this organisation: itself, or the one it was merged into."""
    alle = alle_organisaties()
    org = alle[id_]
    while not org.bestaat(dag) and org.opvolger:
        org = alle[org.opvolger]
    return org


@cache
def _deelnemers() -> Mapping[str, str]:
    # The two files write "Bergen (NH)" with and without a full stop.
    code = {r["gemeente"].replace(".", ""): r["gemeentecode"] for r in lees_gegevens("gemeenten_2024.csv")}
    deelnemers = ((r["gemeente"].replace(".", ""), r["od_id"]) for r in lees_gegevens("od_deelnemers_deels.csv"))
    return {code[gemeente]: od for gemeente, od in deelnemers if gemeente in code}


def dienst_voor(gemeentecode: str, dag: date) -> Organisatie | None:
    """The agency that serves a municipality on `dag`; None where no source says so."""
    od = _deelnemers().get(gemeentecode)
    return opgevolgd(od, dag) if od else None
