"""The report as one HTML file that needs nothing beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby

from .opbouw import Blok, Merk, Rapport, Rij

STIJL = """
:root{color-scheme:light}body{font:16px/1.5 "Noto Sans",system-ui,sans-serif;color:#1d2329;background:#fff;margin:0 auto;
max-width:78rem;padding:1.5rem}h1,h2,h3{color:#1b3f70;line-height:1.25}p,li{max-width:48rem;overflow-wrap:anywhere}h1,h2,h3{overflow-wrap:anywhere}section{min-width:0}
.tabel{overflow-x:auto;max-width:100%}table{border-collapse:collapse;width:100%;min-width:48rem}caption{text-align:start}
th,td{border:1px solid #77726a;padding:.5rem;text-align:start;vertical-align:top}thead th{background:#e5ecf5}
tbody th{width:22%;font-weight:700}tbody tr.actie th{font-weight:400;padding-inline-start:1.5rem}td ul,td p,th ul{margin:0 0 .5rem}
td ul{padding-inline-start:1.1rem}.merken{list-style:none;padding:0;margin-block-start:.4rem;font-weight:700}
.volgens_planning{color:#1c6637}.wijkt_af{color:#7a4a00}.wijkt_sterk_af,.risico{color:#a11d1a}.afgerond{color:#1b3f70}
.nieuw{color:#5e3a99}.concept{border:2px solid #a11d1a;padding:.5rem 1rem}
@media print{@page{size:A4 landscape}section.pijler{break-before:page}thead{display:table-header-group}tr{break-inside:avoid}}
"""


def schrijf(r: Rapport) -> bytes:
    """The bytes of the page."""
    return "\n".join(_pagina(r)).encode()


def _pagina(r: Rapport) -> Iterator[str]:
    yield f'<!DOCTYPE html>\n<html lang="nl"><head><meta charset="utf-8"><title>{escape(r.titel)}</title>'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<style>{STIJL}</style></head><body><main>"
    yield f"<h1>{escape(r.titel)}</h1><p>{escape(r.programma)}<br>{escape(r.ondertitel)}</p>"
    if r.concept:
        yield '<p class="concept"><strong>Concept.</strong> Deze editie is niet vastgesteld.</p>'
    for h in r.hoofdstukken:
        yield f"<section><h2>{escape(h.titel)}</h2>{_blokken(h.blokken)}</section>"
    if r.legenda:
        punten = "".join(f"<li>{_merk(m)}: {escape(betekenis)}</li>" for m, betekenis in r.legenda)
        yield f"<section><h2>Legenda</h2><ul>{punten}</ul></section>"
    for n, t in enumerate(r.tabellen, 1):
        koppen = "".join(f'<th scope="col">{escape(k)}</th>' for k in r.kolommen)
        yield f'<section class="pijler"><h2 id="t{n}">{escape(t.titel)}</h2>'
        yield f'<div class="tabel" role="region" tabindex="0" aria-labelledby="t{n}"><table aria-labelledby="t{n}">'
        yield f"<thead><tr>{koppen}</tr></thead><tbody>{''.join(map(_rij, t.rijen))}</tbody></table></div></section>"
    for h in r.bijlagen:
        yield f"<section><h2>{escape(h.titel)}</h2>{_blokken(h.blokken)}</section>"
    yield "</main></body></html>\n"


def _rij(r: Rij) -> str:
    merken = "".join(f"<li>{_merk(m)}</li>" for m in r.merken)
    return (
        f'<tr{" class=actie" if r.is_actie else ""} id="{escape(r.ref)}"><th scope="row">{escape(r.nummer)} {escape(r.titel)}'
        f'<ul class="merken">{merken}</ul></th><td>{_blokken(r.voortgang)}</td><td>{_blokken(r.planning)}</td></tr>'
    )


def _merk(m: Merk) -> str:
    return f'<span class="{m.klasse}"><span aria-hidden="true">{escape(m.teken)}</span> {escape(m.woord)}</span>'


def _blokken(blokken: Iterable[Blok]) -> str:
    uit = ""
    for soort, groep in groupby(blokken, lambda b: b.soort):
        if soort == "punt":
            uit += f"<ul>{''.join(f'<li>{_tekst(b)}</li>' for b in groep)}</ul>"
        else:
            tag = "h3" if soort == "kop" else "p"
            uit += "".join(f"<{tag}>{_tekst(b)}</{tag}>" for b in groep)
    return uit


def _tekst(b: Blok) -> str:
    return f"<strong>{escape(b.kop)}</strong>: {escape(b.tekst)}" if b.kop else escape(b.tekst)
