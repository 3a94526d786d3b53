"""The report as ODT. Written as OpenDocument XML into an empty document, so that styles and tables are exactly ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from html import escape
from io import BytesIO
from itertools import groupby

from odfdo import Document, Element

from .opbouw import Blok, Merk, Rapport, Rij

KLEUR = {"volgens_planning": "#1c6637", "wijkt_af": "#7a4a00", "wijkt_sterk_af": "#a11d1a", "afgerond": "#1b3f70",
         "nieuw": "#5e3a99", "risico": "#a11d1a", "geen": "#555a60"}  # fmt: skip
LETTER = "'Noto Sans', 'Liberation Sans', sans-serif"
_NS = (
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
_CEL = '<style:table-cell-properties fo:padding="0.15cm" fo:border="0.5pt solid #77726a"{}/>'


def schrijf(r: Rapport) -> bytes:
    """The bytes of the document."""
    doc = Document("text")
    for stijl in _bladen():
        doc.insert_style(stijl)
    for stijl in _stijlen():
        doc.insert_style(stijl, automatic=True)
    for standaard in doc.styles.get_elements("//style:default-style//style:text-properties"):
        standaard.set_attribute("fo:language", "nl")
        standaard.set_attribute("fo:country", "NL")
    for letter in doc.styles.get_elements("//style:style[@style:name='Standard' or @style:name='Heading']"):
        letter.append(Element.from_tag(f'<style:text-properties {_NS} fo:font-family="{LETTER}" fo:font-size="10pt"/>'))
    for niveau in doc.styles.get_elements("//text:outline-level-style"):
        niveau.set_attribute("style:num-format", "")
        niveau.set_attribute("style:num-suffix", "")
    doc.body.clear()
    for deel in _inhoud(r):
        doc.body.append(Element.from_tag(deel))
    doc.meta.title = r.titel
    doc.meta.subject = r.programma
    doc.meta.language = "nl-NL"
    # The day of the report, so that the same edition gives the same facts about itself.
    doc.meta.creation_date = doc.meta.date = datetime.fromisoformat(r.datum)
    uit = BytesIO()
    doc.save(uit)
    return uit.getvalue()


def _bladen() -> Iterator[str]:
    """Two page layouts and their masters; the footer tells the page."""
    for naam, breed, hoog, kant in (
        ("Staand", "21cm", "29.7cm", "portrait"),
        ("Liggend", "29.7cm", "21cm", "landscape"),
    ):
        yield (
            f'<style:page-layout {_NS} style:name="Blad{naam}"><style:page-layout-properties fo:page-width="{breed}" '
            f'fo:page-height="{hoog}" style:print-orientation="{kant}" fo:margin="1.6cm"/><style:footer-style>'
            '<style:header-footer-properties fo:min-height="0.6cm" fo:margin-top="0.3cm"/></style:footer-style></style:page-layout>'
        )
        yield (
            f'<style:master-page {_NS} style:name="{naam}" style:page-layout-name="Blad{naam}"><style:footer>'
            '<text:p>Pagina <text:page-number text:select-page="current">1</text:page-number> van '
            "<text:page-count>1</text:page-count></text:p></style:footer></style:master-page>"
        )


def _stijlen() -> Iterator[str]:
    def stijl(naam: str, familie: str, rest: str, meer: str = "") -> str:
        return f'<style:style {_NS} style:name="{naam}" style:family="{familie}"{meer}>{rest}</style:style>'

    yield stijl("Vet", "text", '<style:text-properties fo:font-weight="bold"/>')
    yield (
        f'<text:list-style {_NS} style:name="Punten"><text:list-level-style-bullet text:level="1" text:bullet-char="•">'
        '<style:list-level-properties text:space-before="0cm" text:min-label-width="0.4cm"/></text:list-level-style-bullet>'
        "</text:list-style>"
    )
    for klasse, kleur in KLEUR.items():
        yield stijl(f"M_{klasse}", "text", f'<style:text-properties fo:font-weight="bold" fo:color="{kleur}"/>')
    for naam in ("Staand", "Liggend"):
        kop = f' style:parent-style-name="Heading_20_1" style:master-page-name="{naam}"'
        yield stijl(f"Kop{naam}", "paragraph", "", kop)
    yield stijl("Titelregel", "paragraph", '<style:text-properties fo:font-size="20pt" fo:font-weight="bold"/>',
                ' style:master-page-name="Staand"')  # fmt: skip
    yield stijl("Tabel", "table", '<style:table-properties style:width="26.5cm" table:align="margins"/>')
    for naam, breedte in (("K1", "5.5cm"), ("K2", "10.5cm"), ("K3", "10.5cm")):
        yield stijl(naam, "table-column", f'<style:table-column-properties style:column-width="{breedte}"/>')
    yield stijl("Rij", "table-row", '<style:table-row-properties fo:keep-together="always"/>')
    yield stijl("Cel", "table-cell", _CEL.format(""))
    yield stijl("Kopcel", "table-cell", _CEL.format(' fo:background-color="#e5ecf5"'))


def _inhoud(r: Rapport) -> Iterator[str]:
    yield f'<text:p text:style-name="Titelregel">{escape(r.titel)}</text:p>'
    yield f"<text:p>{escape(r.programma)}</text:p>"
    yield f"<text:p>{escape(r.ondertitel)}</text:p>"
    if r.concept:
        yield f"<text:p>{_vet('Concept.')} Deze editie is niet vastgesteld.</text:p>"
    for h in r.hoofdstukken:
        yield _kop(h.titel, 1)
        yield from _blokken(h.blokken)
    if r.legenda:
        yield _kop("Legenda", 1)
        yield _lijst(f"{_merk(m)}: {escape(betekenis)}" for m, betekenis in r.legenda)
    for n, t in enumerate(r.tabellen, 1):
        yield _kop(t.titel, 1, "KopLiggend")
        koppen = "".join(
            f'<table:table-cell table:style-name="Kopcel"><text:p>{_vet(k)}</text:p></table:table-cell>'
            for k in r.kolommen
        )
        yield (
            f'<table:table table:name="Pijler{n}" table:style-name="Tabel">'
            + "".join(f'<table:table-column table:style-name="K{k}"/>' for k in (1, 2, 3))
            + f"<table:table-header-rows><table:table-row>{koppen}</table:table-row></table:table-header-rows>"
            + "".join(map(_rij, t.rijen))
            + "</table:table>"
        )
    for n, h in enumerate(r.bijlagen):
        yield _kop(h.titel, 1, "" if n else "KopStaand")
        yield from _blokken(h.blokken)


def _rij(r: Rij) -> str:
    titel = escape(f"{r.nummer} {r.titel}") if r.is_actie else _vet(f"{r.nummer} {r.titel}")
    cellen = (
        f"<text:p>{titel}</text:p>" + "".join(f"<text:p>{_merk(m)}</text:p>" for m in r.merken),
        "".join(_blokken(r.voortgang)),
        "".join(_blokken(r.planning)),
    )
    binnen = "".join(f'<table:table-cell table:style-name="Cel">{c or "<text:p/>"}</table:table-cell>' for c in cellen)
    return f'<table:table-row table:style-name="Rij">{binnen}</table:table-row>'


def _kop(tekst: str, niveau: int, stijl: str = "") -> str:
    naam = stijl or f"Heading_20_{niveau}"
    return f'<text:h text:style-name="{naam}" text:outline-level="{niveau}">{escape(tekst)}</text:h>'


def _vet(tekst: str) -> str:
    return f'<text:span text:style-name="Vet">{escape(tekst)}</text:span>'


def _merk(m: Merk) -> str:
    return f'<text:span text:style-name="M_{m.klasse}">{escape(m.teken)} {escape(m.woord)}</text:span>'


def _lijst(punten: Iterable[str]) -> str:
    binnen = "".join(f"<text:list-item><text:p>{p}</text:p></text:list-item>" for p in punten)
    return f'<text:list text:style-name="Punten">{binnen}</text:list>'


def _blokken(blokken: Iterable[Blok]) -> Iterator[str]:
    for soort, groep in groupby(blokken, lambda b: b.soort):
        if soort == "punt":
            yield _lijst(map(_tekst, groep))
        else:
            yield from (_kop(b.tekst, 2) if soort == "kop" else f"<text:p>{_tekst(b)}</text:p>" for b in groep)


def _tekst(b: Blok) -> str:
    return f"{_vet(b.kop)}: {escape(b.tekst)}" if b.kop else escape(b.tekst)
