"""The permit in force on paper before veraPDF. Runs only in `make conformiteit`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.conformiteit.test_pdf import keur, koppen
from tests.vergunning.test_eigenschappen import feit

from stelsel.register import Dossier, Feit
from stelsel.vergunning import geldende_vergunning, vergelijk
from stelsel.vergunning.pdf import pdf

LANG = "Een lang voorschrift. " * 300


def besluit(id_: str, soort: str, begin: str, hoofd: str | None = None) -> Feit:
    velden = {"id": id_, "soort": soort, "besluitdatum": begin, "begindatum": begin, "hoofdbesluit_id": hoofd, "onderwerp": None,
              "zaaknummer": f"Z-{id_}"}  # fmt: skip
    return feit("vergunning", velden, None, None)


def voorschrift(id_: str, van: str, nummer: str, tekst: str, grens: float | None = None) -> Feit:
    velden = {"id": id_, "vergunning_id": van, "nummer": nummer, "tekst": tekst, "thema": "lucht" if grens else None,
              "parameter": "stof" if grens else None, "grenswaarde": grens, "eenheid": "mg/Nm3" if grens else None, "begindatum": None,
              "einddatum": None, "vervangt_id": None, "werking": None}  # fmt: skip
    return feit("voorschrift", velden, None, None)


def dossier(voorschriften: int) -> Dossier:
    """A permit of which one condition was changed, with an open point."""
    besluiten = [besluit("V1", "verlening", "2020-01-01"), besluit("V2", "wijziging", "2022-01-01", "V1"),
                 besluit("V3", "intrekking_deel", "2023-01-01", "V1")]  # fmt: skip
    lijst = [voorschrift(f"S{n}", "V1", f"1.{n}", LANG if n == 2 else "Ten hoogste 5 mg/Nm3 stof.\na. een;\nb. twee.", 5)
             for n in range(voorschriften)]  # fmt: skip
    if lijst:
        lijst.append(voorschrift("N", "V2", "1.1", "Ten hoogste 3 mg/Nm3 stof <en> #geen $code$.", 3))
    return Dossier("VTH-1", "locatie", "Bedrijf & zoon", [], True, date(2025, 6, 1), date(2025, 5, 1), 1, [], [],
                   {"vergunning": besluiten if lijst else [], "voorschrift": lijst})  # fmt: skip


VORMEN = {"veel": (312, None), "vergeleken": (12, date(2021, 1, 1)), "leeg": (0, date(2021, 1, 1))}


@pytest.fixture(scope="module")
def map_(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every form as `NAAM.pdf`."""
    map_ = tmp_path_factory.mktemp("vergunningen")
    for naam, (aantal, met) in VORMEN.items():
        d = dossier(aantal)
        g = geldende_vergunning(d)
        verschil = vergelijk(geldende_vergunning(d, met), g) if met else None
        (map_ / f"{naam}.pdf").write_bytes(pdf(d, g, verschil, str(met or "")))
    return map_


def test_de_vergunning_is_pdf_ua_1_en_pdf_a_2a(map_):
    oordeel = keur("ua1,2a", *(map_ / f"{n}.pdf" for n in VORMEN))
    assert oordeel == {(f"{n}.pdf", soort): [] for n in VORMEN for soort in ("ua1", "2a")}


def test_elke_tabel_heeft_echte_koppen(map_):
    assert koppen(map_ / "veel.pdf") == 3 + 4
    assert koppen(map_ / "vergeleken.pdf") == 3 + 3 + 4
