"""One small register in which every example of the manual is a location of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from tests.vergunning.voorbeelden import KWESTIES_VOORBEELD, REGELS_VOORBEELD, Voorbeeld

from stelsel.aanlevering import lever
from stelsel.opslag import Opslag
from stelsel.register import Dossier, bijwerken, dossier, zoek

B = ("id", "locatie_id", "soort", "besluitdatum", "begindatum", "einddatum", "hoofdbesluit_id", "zaaknummer")
V = ("id", "vergunning_id", "nummer", "tekst", "parameter", "grenswaarde", "eenheid", "thema", "begindatum", "einddatum",
     "vervangt_id", "werking")  # fmt: skip
MUTATIE = ("_mutatie", "_per")


@dataclass
class Bouw:
    """Rows of a delivery, gathered per example."""

    map: Path
    rijen: dict[str, list[dict[str, str]]] = field(default_factory=lambda: {"vergunning": [], "voorschrift": []})
    plekken: list[str] = field(default_factory=list)
    weg: list[tuple[str, str, str]] = field(default_factory=list)

    def voeg_toe(self, naam: str, v: Voorbeeld) -> None:
        """Take an example in as the location `naam`; its keys get that name before them."""

        def met(rij: dict[str, str], *sleutels: str) -> dict[str, str]:
            return rij | {s: f"{naam}-{rij[s]}" for s in sleutels if rij.get(s)}

        self.plekken.append(naam)
        self.rijen["vergunning"] += [
            met(r, "id", "hoofdbesluit_id") | {"locatie_id": naam} for r in map(_besluit, v.besluiten)
        ]
        self.rijen["voorschrift"] += [
            met(r, "id", "vergunning_id", "vervangt_id") for r in map(_voorschrift, v.voorschriften)
        ]
        self.weg += [(soort, f"{naam}-{id_}", per) for soort, id_, per in v.weg]

    def lever(self, opslag: Opslag) -> None:
        """Deliver it all, and then the ends."""
        plek = "".join(f"{n};Kade;{i + 1};{1000 + i}AB;Ede\n" for i, n in enumerate(self.plekken))
        ves = "".join(f"V-{n};{n};{n}\n" for n in self.plekken)
        een = self._map("een", locatie="id;straat;huisnummer;postcode;woonplaats\n" + plek,
                        vestiging="id;locatie_id;handelsnaam\n" + ves,
                        vergunning=_csv(B, self.rijen["vergunning"]), voorschrift=_csv(V, self.rijen["voorschrift"]))  # fmt: skip
        bewijs = lever(opslag, [een], "dcmr", stand=date(2019, 12, 31))
        assert bewijs.quarantaine == 0
        if self.weg:
            per_soort: dict[str, list[dict[str, str]]] = {}
            for soort, id_, per in self.weg:
                per_soort.setdefault(soort, []).append({"id": id_, "_mutatie": "beeindigd", "_per": per})
            kolommen = {"vergunning": (*B, *MUTATIE), "voorschrift": (*V, *MUTATIE)}
            bestanden = {s: _csv(kolommen[s], rijen) for s, rijen in per_soort.items()}
            lever(opslag, [self._map("twee", **bestanden)], "dcmr", soort="wijziging", stand=date(2025, 12, 31))
        bijwerken(opslag)

    def _map(self, naam: str, **bestanden: str) -> Path:
        map_ = self.map / naam
        map_.mkdir()
        for n, tekst in bestanden.items():
            (map_ / f"{n}.csv").write_text(tekst)
        return map_


def _besluit(regel: str) -> dict[str, str]:
    """`V1 verlening 2020-01-01 [..2024-01-01] [>V0]`."""
    id_, soort, begin, *rest = regel.split()
    uit = {"id": id_, "soort": soort, "besluitdatum": begin, "begindatum": begin, "zaaknummer": f"Z-{id_}"}
    return uit | _rest(rest, "hoofdbesluit_id")


def _voorschrift(regel: str) -> dict[str, str]:
    """`S1 V1 2.1 [..2024-01-01] [>S0] [=wijzigt] [@2020-02-01] [stof:5:mg] | tekst`."""
    kop, _, tekst = regel.partition("|")
    id_, besluit, nummer, *rest = kop.split()
    uit = {
        "id": id_,
        "vergunning_id": besluit,
        "nummer": nummer,
        "tekst": tekst.strip() or f"Tekst {id_}.",
        "thema": "lucht",
    }
    return uit | _rest(rest, "vervangt_id")


def _rest(stukken: Iterable[str], naar: str) -> dict[str, str]:
    uit = {}
    for s in stukken:
        if ":" in s:
            uit |= dict(zip(("parameter", "grenswaarde", "eenheid"), s.split(":"), strict=True))
        else:
            veld = {"..": "einddatum", ">": naar, "=": "werking", "@": "begindatum"}
            teken = ".." if s.startswith("..") else s[0]
            uit[veld[teken]] = s.removeprefix(teken)
    return uit


def _csv(velden: tuple[str, ...], rijen: Iterable[dict[str, str]]) -> str:
    return ";".join(velden) + "\n" + "".join(";".join(r.get(v, "") for v in velden) + "\n" for r in rijen)


@pytest.fixture(scope="session")
def handboek(tmp_path_factory: pytest.TempPathFactory) -> Opslag:
    """The register with every example, good and bad."""
    map_ = tmp_path_factory.mktemp("vergunning")
    bouw, opslag = Bouw(map_), Opslag(map_ / "data")
    for code, (goed, fout) in (REGELS_VOORBEELD | KWESTIES_VOORBEELD).items():
        bouw.voeg_toe(f"{code.replace('-', '')}goed", goed)
        bouw.voeg_toe(f"{code.replace('-', '')}fout", fout)
    bouw.lever(opslag)
    return opslag


@pytest.fixture
def maak(tmp_path: Path, opslag: Opslag) -> Callable[..., Dossier]:
    """A register with one location: `maak(besluiten, voorschriften)` gives its dossier."""

    def maak_(besluiten: list[str], voorschriften: list[str] = ()) -> Dossier:  # type: ignore[assignment]
        bouw = Bouw(tmp_path)
        bouw.voeg_toe("Bedrijf", Voorbeeld(besluiten, voorschriften))
        bouw.lever(opslag)
        return van(opslag, "Bedrijf")

    return maak_


def van(opslag: Opslag, naam: str) -> Dossier:
    """The dossier of the example with this name."""
    return dossier(opslag, zoek(opslag, naam).treffers[0].nummer)
