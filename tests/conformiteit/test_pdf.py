"""The report before judges that are not ours: veraPDF and LibreOffice. Runs only in `make conformiteit`."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from itertools import product
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import typst
from tests.programma.voorbeeld import VOORJAAR

from stelsel.programma.feiten import Editie
from stelsel.programma.lezen import MEEGELEVERD, lees, uit_dict
from stelsel.programma.rapport import rapport
from stelsel.programma.rapport.opbouw import KOLOMMEN

if not os.environ.get("STELSEL_CONFORMITEIT"):
    pytest.skip("de conformiteit wordt alleen getoetst met: make conformiteit", allow_module_level=True)

WORTEL = Path(__file__).parent.parent.parent
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
UITVOER = 'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"}}'
KOP = '#set document(title: "Titel")\n#set text(lang: "nl")\n= Een\n'
VLAK = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>"


def echt() -> Editie:
    return lees(MEEGELEVERD / "ibp-vth-2023-12.json")


def concept() -> Editie:
    return echt().model_copy(update={"programma_besluiten": ()})


def klein() -> Editie:
    e = deepcopy(VOORJAAR)
    return uit_dict(e | {"pijlers": e["pijlers"][:1]}, "klein")


EDITIES: dict[str, Callable[[], Editie]] = {"echt": echt, "concept": concept, "klein": klein}
ERRATA = {"klein": [("1 mei 2025", "Een verbetering.")]}


@pytest.fixture(scope="module")
def map_(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All reports as `NAAM.pdf` and `NAAM.odt`."""
    map_ = tmp_path_factory.mktemp("rapporten")
    for naam, vorm in product(EDITIES, ("pdf", "odt")):
        (map_ / f"{naam}.{vorm}").write_bytes(rapport(EDITIES[naam](), vorm, ERRATA.get(naam, ())))
    return map_


def draai(soorten: str, *bestanden: Path) -> subprocess.CompletedProcess[str]:
    opdracht = ["sh", str(WORTEL / "hulp/verapdf/keur.sh"), sys.prefix, soorten, *map(str, bestanden)]
    return subprocess.run(opdracht, capture_output=True, text=True, check=False)


def keur(soorten: str, *bestanden: Path) -> dict[tuple[str, str], list[str]]:
    """The failed rules per file and flavour; none when it passes. Fails itself when a verdict is missing."""
    uit = draai(soorten, *bestanden)
    assert uit.returncode in (0, 1), uit.stderr
    oordeel: dict[tuple[str, str], list[str]] = {}
    gevallen = set()
    sleutel = ("", "")
    for regel in uit.stdout.splitlines():
        if regel.startswith("  "):
            oordeel[sleutel].append(regel.strip())
            continue
        woord, soort, naam = regel.split()[:3]
        assert woord in ("PASS", "FAIL"), regel
        sleutel = naam, soort
        oordeel[sleutel] = []
        if woord == "FAIL":
            gevallen.add(sleutel)
    assert set(oordeel) == set(product((b.name for b in bestanden), soorten.split(","))), uit.stdout + uit.stderr
    assert gevallen == {s for s, fouten in oordeel.items() if fouten}, uit.stdout
    assert uit.returncode == bool(gevallen)
    return oordeel


@pytest.fixture(scope="module")
def oordeel(map_: Path) -> dict[tuple[str, str], list[str]]:
    """All reports in one run: starting Java costs more than a small report."""
    return keur("ua1,2a", *(map_ / f"{n}.pdf" for n in EDITIES))


@pytest.mark.parametrize("soort", ["ua1", "2a"])
@pytest.mark.parametrize("naam", EDITIES)
def test_het_rapport_is_pdf_ua_1_en_pdf_a_2a(naam, soort, oordeel):
    assert oordeel[f"{naam}.pdf", soort] == []


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) staat niet op deze computer")
def test_de_odt_is_in_libreoffice_op_te_slaan_als_pdf_ua_1(map_, tmp_path):
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'profiel').as_uri()}", "--headless", "--convert-to", UITVOER,
         "--outdir", str(tmp_path), *(str(map_ / f"{n}.odt") for n in EDITIES)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    pdfs = [tmp_path / f"{n}.pdf" for n in EDITIES]
    assert keur("ua1", *pdfs) == {(p.name, "ua1"): [] for p in pdfs}
    for naam in EDITIES:
        assert koppen(tmp_path / f"{naam}.pdf") == len(KOLOMMEN) * len(EDITIES[naam]().pijlers)


def test_de_keuring_weigert_een_pdf_met_een_fout(tmp_path):
    """Else a checker that finds nothing would look like a report that is right."""
    fouten = {
        "zonder-labels": ("Een regel.", {"pdf_tags": False}, {"6.2-1", "7.1-3", "7.1-11"}),
        "zonder-titel": ("= Een", {}, {"7.1-9"}),
        "kop-overgeslagen": (KOP + "=== Drie", {}, {"7.4.2-1"}),
        "beeld-zonder-tekst": (KOP + f'#image(bytes("{VLAK}"), format: "svg")', {}, {"7.3-1"}),
    }
    for naam, (tekst, hoe, _) in fouten.items():
        (tmp_path / f"{naam}.pdf").write_bytes(typst.compile(tekst.encode(), **hoe))
    (tmp_path / "b-en-geen-a.pdf").write_bytes(typst.compile(KOP.encode(), pdf_standards=["a-2b"]))

    oordeel = keur("ua1,2a", *(tmp_path / f"{n}.pdf" for n in [*fouten, "b-en-geen-a"]))

    for naam, (_, _, regels) in fouten.items():
        gevonden = {r.split(", ")[1] for r in oordeel[f"{naam}.pdf", "ua1"]}
        assert regels <= gevonden, (naam, gevonden)
    assert [r.split(", ")[1] for r in oordeel["b-en-geen-a.pdf", "2a"]] == ["6.6.4-3"]


def test_een_bestand_dat_geen_pdf_is_valt(tmp_path):
    (tmp_path / "geen.pdf").write_text("geen pdf")
    uit = draai("ua1", tmp_path / "geen.pdf")
    assert (uit.returncode, uit.stdout.split()[:3]) == (1, ["FAIL", "ua1", "geen.pdf"])


def test_zonder_profiel_is_er_geen_oordeel(map_):
    uit = draai("ua9", map_ / "klein.pdf")
    assert (uit.returncode, uit.stdout) == (2, "")
    assert "het profiel 'ua9' ontbreekt" in uit.stderr


def _labels(knoop: Any) -> Iterator[str]:
    """The tags of a structure element and of all that is in it."""
    lengte = pdfium.FPDF_StructElement_GetType(knoop, None, 0)
    ruimte = ctypes.create_string_buffer(lengte)
    pdfium.FPDF_StructElement_GetType(knoop, ruimte, lengte)
    yield ruimte.raw.decode("utf-16-le").rstrip("\0")
    for n in range(pdfium.FPDF_StructElement_CountChildren(knoop)):
        if kind := pdfium.FPDF_StructElement_GetChildAtIndex(knoop, n):
            yield from _labels(kind)


def koppen(pad: Path) -> int:
    """How many header cells the tables of a PDF have. A repeated header row counts once."""
    telling: Counter[str] = Counter()
    with pypdfium2.PdfDocument(pad) as pdf:
        for blad in pdf:
            boom = pdfium.FPDF_StructTree_GetForPage(blad.raw)
            for n in range(pdfium.FPDF_StructTree_CountChildren(boom)):
                if kind := pdfium.FPDF_StructTree_GetChildAtIndex(boom, n):
                    telling.update(_labels(kind))
            pdfium.FPDF_StructTree_Close(boom)
    return telling["TH"]


@pytest.mark.parametrize("naam", EDITIES)
def test_elke_tabel_heeft_in_de_pdf_echte_koppen(naam, map_):
    """PDF/UA-1 as veraPDF tests it lets a table without any header pass."""
    assert koppen(map_ / f"{naam}.pdf") == len(KOLOMMEN) * len(EDITIES[naam]().pijlers)


@pytest.mark.parametrize("naam", EDITIES)
def test_elke_tabel_heeft_in_de_odt_een_echte_kopregel(naam, map_):
    with zipfile.ZipFile(map_ / f"{naam}.odt") as z:
        inhoud, *_ = (ElementTree.fromstring(z.read(f"{n}.xml")) for n in ("content", "styles", "meta", "settings"))
    tabellen = list(inhoud.iter(f"{TABLE}table"))
    assert len(tabellen) == len(EDITIES[naam]().pijlers)
    for tabel in tabellen:
        kop, *rest = [k for k in tabel if k.tag != f"{TABLE}table-column"]
        assert kop.tag == f"{TABLE}table-header-rows"
        assert [["".join(cel.itertext()) for cel in rij] for rij in kop] == [list(KOLOMMEN)]
        assert rest
        assert {(rij.tag, len(rij)) for rij in rest} == {(f"{TABLE}table-row", len(KOLOMMEN))}
