"""Status marks, periods and evidence on the pages of a programme."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_noop

from ...programma.feiten import Planning, Status
from ...programma.periode import periode
from ...programma.rapport.opbouw import alineas
from ...programma.status import TEKEN, TEKEN_NIEUW, TEKEN_RISICO, WOORD, Oordeel

register = template.Library()
KLASSE = {
    Status.VOLGENS_PLANNING: "goed",
    Status.WIJKT_AF: "letop",
    Status.WIJKT_STERK_AF: "fout",
    Status.AFGEROND: "info",
}
_WOORDEN = (
    gettext_noop("volgens planning"), gettext_noop("wijkt af"), gettext_noop("wijkt sterk af"), gettext_noop("afgerond"),
    gettext_noop("geen voorstel"), gettext_noop("datum onbekend"), gettext_noop("doorlopend"),
)  # fmt: skip


@register.filter
def statusmerk(status: Status | None) -> SafeString:
    """Symbol and word, coloured."""
    if status is None:
        return format_html('<span class="s-merk"><span aria-hidden="true">–</span> {}</span>', gettext("geen voorstel"))
    return format_html('<span class="s-merk s-merk--{}"><span aria-hidden="true">{}</span> {}</span>', KLASSE[status],
                       TEKEN[status], gettext(WOORD[status]))  # fmt: skip


@register.filter
def merken(o: Oordeel) -> SafeString:
    """The status with the marks beside it, and whether the text only implies it."""
    uit = [statusmerk(o.status)]
    if o.nieuw:
        uit.append(format_html('<span class="s-merk s-merk--nieuw"><span aria-hidden="true">{}</span> {} [{}]</span>',
                               TEKEN_NIEUW, gettext("nieuw"), o.nieuw))  # fmt: skip
    if o.risico:
        uit.append(format_html('<span class="s-merk s-merk--fout"><span aria-hidden="true">{}</span> {}</span>', TEKEN_RISICO,
                               gettext("risico")))  # fmt: skip
    if o.uit_tekst and not o.gekozen:
        uit.append(format_html('<span class="s-klein">{}</span>', gettext("afgeleid uit tekst")))
    return format_html_join(" ", "{}", ((m,) for m in uit))


@register.filter
def teken(o: Oordeel) -> str:
    return TEKEN[o.status] if o.status else "–"


@register.filter
def statusklasse(o: Oordeel) -> str:
    return KLASSE[o.status] if o.status else "geen"


@register.filter
def woorden(tekst: str | None) -> str:
    """A written period in words."""
    return periode(tekst).in_woorden() if tekst else gettext("datum onbekend")


@register.filter
def reeks(stappen: Sequence[tuple[str, str | None]]) -> str:
    """`plan: Q4 van 2023 → 2023-12: Q1 van 2024`."""
    return " → ".join(f"{editie}: {woorden(p)}" for editie, p in stappen)


@register.filter
def toegezegd(planning: Sequence[Planning]) -> SafeString:
    """Promises as a list; written here because a page may hold hundreds."""
    gereed = format_html(
        ' <span class="s-merk s-merk--goed"><span aria-hidden="true">✔</span> {}</span>', gettext("gereed")
    )
    rijen = ((woorden(p.periode), p.wat, gereed if p.gemeld else "") for p in planning)
    binnen = format_html_join("", "<li><strong>{}</strong>: {}{}</li>", rijen)
    return format_html('<ul class="s-kort">{}</ul>', binnen) if binnen else binnen


@register.filter
def opgemaakt(tekst: str) -> SafeString:
    """A text with paragraphs and subheadings, as the report has it."""
    return format_html_join("", "<{0} class='utrecht-{1}'>{2}</{0}>", (
        ("h3", "heading-3", b.tekst) if b.soort == "kop" else ("p", "paragraph", b.tekst) for b in alineas(tekst)
    ))  # fmt: skip


@register.filter
def krijg(tabel: dict[str, Any], sleutel: str) -> Any:
    return tabel.get(sleutel)


def _regels(b: dict[str, Any]) -> str:
    """Where a quotation stands, and in which edition when it was taken over from an earlier one."""
    if b["regel_van"] is None:
        return ""
    plek = gettext("regel %(van)s tot %(tot)s") % {"van": b["regel_van"], "tot": b["regel_tot"]}
    return f"({plek}, {gettext('editie')} {b['editie']})" if "editie" in b else f"({plek})"


@register.filter
def feit(waarde: Any) -> str:
    """A value of the log as people read it: of a fact its words, not its keys."""
    if isinstance(waarde, dict):
        return ", ".join(
            feit(w)
            for k, w in waarde.items()
            if k in ("periode", "orgaan", "wat", "samenvatting", "naar", "titel") and w
        )
    if isinstance(waarde, list):
        return "; ".join(map(feit, waarde))
    if isinstance(waarde, bool):
        return gettext("ja") if waarde else gettext("nee")
    return "–" if waarde in (None, "") else str(waarde)


@register.filter
def bewijs(stukken: Sequence[dict[str, Any]]) -> SafeString:
    """The quotations behind a fact, with their lines; closed until asked for."""
    if not stukken:
        return SafeString("")
    binnen = format_html_join("", '<li><q lang="nl">{}</q> {}</li>', ((b["citaat"], _regels(b)) for b in stukken))
    return format_html(
        '<details class="s-bewijs"><summary>{}</summary><ul>{}</ul></details>', gettext("bewijs"), binnen
    )
