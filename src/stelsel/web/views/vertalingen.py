"""The translation of a source: its versions, an editor with every fault at its place, and a proposal from a file."""

from __future__ import annotations

import os
import threading
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ...aanlevering import (
    VertalingOngeldig,
    Voorstel,
    als_toml,
    bewaar_vertaling,
    stel_voor_uit,
    vertaling,
    vertalingen,
)
from ...aanlevering.vertalen.bestand import GROOTSTE
from ...begrippen import Gebruikersfout, alle_organisaties
from ...opslag import Opslag
from ...toegang.leverrecht import bronnen_van, mag_leveren

MONSTER_HOOGSTENS = 4 * 1024**2


class MagNietVertalen(Gebruikersfout):
    """This user does not deliver for this source."""

    code = "GEEN-ROL"

    def __init__(self) -> None:
        super().__init__(
            gettext("U kunt deze vertaling niet zien."), gettext("Dat kan wie voor deze bron mag leveren.")
        )


class MonsterOngeldig(Gebruikersfout):
    """No file to make a proposal from, or one that is too large for it."""

    code = "MONSTER"

    def __init__(self) -> None:
        super().__init__(
            gettext("Er is geen bestand gekozen, of het is groter dan 4 MB."),
            gettext("Kies een bestand; een deel van de rijen is genoeg voor een voorstel."),
        )


def _bron(request: HttpRequest, bron: str) -> str:
    """The source, for who delivers for it. Raises `MagNietVertalen`."""
    if not mag_leveren(request.user, bron):
        raise MagNietVertalen
    return bron


def _nummer(tekst: str) -> int | None:
    return int(tekst) if tekst.isascii() and tekst.isdecimal() and len(tekst) < 7 else None


@login_required
@require_safe
def overzicht(request: HttpRequest) -> HttpResponse:
    """The sources of this user, with the last version of each."""
    opslag = Opslag()
    bronnen = [(b, alle_organisaties()[b].naam, vertaling(opslag, b)) for b in bronnen_van(request.user)]
    return render(request, "stelsel/vertalingen.html", {"bronnen": bronnen})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def vertaling_(request: HttpRequest, bron: str) -> HttpResponse:
    """One version as text; saving makes the next. A text with faults stays on the page, with all of them."""
    opslag = Opslag()
    _bron(request, bron)
    if request.method != "POST":
        versie = vertaling(opslag, bron, _nummer(request.GET.get("nr", "")) or None)
        return _pagina(request, opslag, bron, versie.tekst if versie else "", nr=versie.nr if versie else None)
    # A browser sends its own line ends; the text keeps those in which it was written.
    tekst = request.POST.get("tekst", "").replace("\r\n", "\n")
    reden = " ".join(request.POST.get("reden", "").split())[:300]
    try:
        v = bewaar_vertaling(
            opslag, bron, tekst, str(request.user.get_username()), reden, na=_nummer(request.POST.get("na", "")) or 0
        )
    except Gebruikersfout as e:
        return _pagina(request, opslag, bron, tekst, fout=e, reden=reden)
    return redirect(f"{request.path}?nr={v.nr}&bewaard=1")


@login_required
@require_POST
def voorstel(request: HttpRequest, bron: str) -> HttpResponse:
    """A proposal from a file of the user, to be mended and saved. The file is not kept."""
    opslag = Opslag()
    _bron(request, bron)
    bestand = request.FILES.get("bestand")
    try:
        if bestand is None or not bestand.name or (bestand.size or 0) > MONSTER_HOOGSTENS:
            raise MonsterOngeldig
        voorstellen = _voorstellen(opslag, bestand)
    except Gebruikersfout as e:
        laatste = vertaling(opslag, bron)
        return _pagina(request, opslag, bron, laatste.tekst if laatste else "", fout=e)
    return _pagina(request, opslag, bron, als_toml(voorstellen), voorstellen=voorstellen)


def _voorstellen(opslag: Opslag, bestand: UploadedFile) -> list[Voorstel]:
    pad = opslag.werkmap() / f"monster-p{os.getpid()}-{threading.get_ident()}"
    try:
        with pad.open("wb") as f:
            f.writelines(bestand.chunks())
        return stel_voor_uit(pad, bestand.name or "")
    finally:
        pad.unlink(missing_ok=True)


def _pagina(
    request: HttpRequest,
    opslag: Opslag,
    bron: str,
    tekst: str,
    *,
    nr: int | None = None,
    fout: Gebruikersfout | None = None,
    reden: str = "",
    voorstellen: list[Voorstel] | None = None,
) -> HttpResponse:
    alle = vertalingen(opslag, bron)[::-1]
    regels = tekst.split("\n")
    fouten = fout.fouten if isinstance(fout, VertalingOngeldig) else ()
    context: dict[str, Any] = {
        "bron": bron, "naam": alle_organisaties()[bron].naam, "alle": alle, "laatste": alle[0].nr if alle else 0, "nr": nr,
        "tekst": tekst, "reden": reden, "voorstellen": voorstellen, "hoogstens": GROOTSTE,
        "fout": None if fouten else fout,
        "fouten": [(f, regels[f.regel - 1][:200] if f.regel and f.regel <= len(regels) else "") for f in fouten],
        "aantal_regels": min(40, max(12, len(regels) + 2)),
    }  # fmt: skip
    return render(request, "stelsel/vertaling.html", context, status=400 if fout else 200)
