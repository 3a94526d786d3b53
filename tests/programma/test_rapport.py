"""The report in three forms from one build: the same words in each, tagged, and without a person's markup in it."""

from __future__ import annotations

import io
import re
import zipfile
from copy import deepcopy
from html import unescape

import pypdfium2
import pytest
from tests.programma.voorbeeld import VOORJAAR

from stelsel.druk import TekenNietAfTeDrukken
from stelsel.programma.lezen import EditieOnleesbaar, uit_dict
from stelsel.programma.rapport import VormOnbekend, rapport
from stelsel.programma.rapport.opbouw import KOLOMMEN, alineas, bouw

GEMEEN = '<script>alert(1)</script> #panic("typst") $x$ *vet* & \\ ]]> \''


def kaal(tekst: str) -> str:
    """Without white space and soft hyphens, so that line breaks do not matter."""
    return re.sub(r"[\s\u00ad\ufffe\x02-]+", "", tekst)


def tekst_van(vorm: str, ruw: bytes) -> str:
    if vorm == "pdf":
        return kaal("".join(p.get_textpage().get_text_range() for p in pypdfium2.PdfDocument(ruw)))
    if vorm == "odt":
        ruw = zipfile.ZipFile(io.BytesIO(ruw)).read("content.xml")
    zonder = re.sub(r"<style>.*?</style>", "", ruw.decode(), flags=re.S)
    return kaal(unescape(re.sub(r"<[^>]+>", "", zonder)))


@pytest.fixture
def gemeen():
    e = deepcopy(VOORJAAR)
    onderwerp = e["pijlers"][0]["onderwerpen"][0]
    onderwerp["samenvatting"] = GEMEEN
    onderwerp["titel"] = f"Dijk {GEMEEN}"
    return uit_dict(e, "gemeen")


@pytest.mark.parametrize("vorm", ["pdf", "odt", "html"])
def test_elke_vorm_bevat_elk_woord_van_de_opbouw(vorm, gemeen):
    r = bouw(gemeen, [("1 mei 2025", "Een verbetering.")])
    tekst = tekst_van(vorm, rapport(gemeen, vorm, [("1 mei 2025", "Een verbetering.")]))
    woorden = [r.titel, r.ondertitel, *KOLOMMEN, *(b.tekst for h in (*r.hoofdstukken, *r.bijlagen) for b in h.blokken)]
    for t in r.tabellen:
        woorden += [t.titel, *(x.titel for x in t.rijen), *(m.woord for x in t.rijen for m in x.merken)]
        woorden += [b.kop + b.tekst for x in t.rijen for b in (*x.voortgang, *x.planning) if not b.kop]
        woorden += [b.tekst for x in t.rijen for b in (*x.voortgang, *x.planning)]
    assert [w for w in woorden if kaal(w) not in tekst] == []


def test_wat_iemand_schrijft_is_tekst_en_geen_opmaak(gemeen):
    assert "<script>" not in rapport(gemeen, "html").decode()


def test_een_merk_is_te_lezen_zonder_kleur(voorjaar):
    for t in bouw(voorjaar).tabellen:
        for r in t.rijen:
            assert all(m.teken and m.woord for m in r.merken)


def test_de_pdf_is_gelabeld_en_zegt_dat_zij_pdf_ua_is(voorjaar):
    ruw = rapport(voorjaar, "pdf")
    assert b"pdfuaid:part" in ruw
    assert b"/MarkInfo" in ruw
    assert b"(nl-NL)" in ruw or b"/Lang" in ruw


def test_dezelfde_editie_geeft_dezelfde_pdf(voorjaar):
    """A published report is the same whenever it is asked for."""
    tekst = [tekst_van("pdf", rapport(voorjaar, "pdf")) for _ in range(2)]
    assert tekst[0] == tekst[1]


def test_een_concept_zegt_op_elke_vorm_dat_het_een_concept_is(voorjaar):
    e = voorjaar.model_copy(update={"programma_besluiten": ()})
    for vorm in ("pdf", "odt", "html"):
        assert kaal("Deze editie is niet vastgesteld") in tekst_van(vorm, rapport(e, vorm))


def test_een_andere_vorm_is_een_fout_met_de_keuzen(voorjaar):
    with pytest.raises(VormOnbekend) as fout:
        rapport(voorjaar, "docx")
    assert fout.value.doe == "Kies een naam die eindigt op .pdf, .odt of .html."


def test_alineas_en_tussenkoppen():
    assert [(b.soort, b.tekst) for b in alineas("een\ntwee\n\n## kop\ndrie\r\n\r\nvier")] == [
        ("alinea", "een twee"), ("kop", "kop"), ("alinea", "drie"), ("alinea", "vier"),
    ]  # fmt: skip


def test_een_lege_tussenkop_valt_weg(voorjaar):
    assert [b.soort for b in alineas("##\n\n## \ntekst")] == ["alinea"]


def test_een_teken_zonder_vorm_is_een_zin_en_geen_storing():
    e = uit_dict(
        deepcopy(VOORJAAR) | {"teksten": [{"sleutel": "inleiding", "titel": "Inleiding", "tekst": "Feest 🎉 vandaag"}]},
        "proef",
    )
    with pytest.raises(TekenNietAfTeDrukken) as fout:
        rapport(e, "pdf")
    assert "🎉" in fout.value.tekst
    assert "🎉" in rapport(e, "html").decode()
    assert rapport(e, "odt")


@pytest.mark.parametrize("teken", ["\x00", "\x07", "\x1b", "\ue000", "\ud800", "\uffff"])
def test_wat_geen_vorm_kan_bevatten_komt_er_niet_in(teken):
    with pytest.raises(EditieOnleesbaar, match="bevat een teken dat hier niet kan"):
        uit_dict(
            deepcopy(VOORJAAR) | {"teksten": [{"sleutel": "inleiding", "titel": "x", "tekst": f"a{teken}b"}]}, "proef"
        )
