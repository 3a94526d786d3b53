"""Routes to hand in: begin, send parts, offer, follow, withdraw."""

from __future__ import annotations

import base64
import binascii
from typing import Annotated

from django.http import HttpRequest, HttpResponse, UnreadablePostError
from ninja import Path, Query, Router
from ninja.responses import Status as Antwoord

from ...aanlevering import inzending as inz
from ...begrippen import Gebruikersfout
from ...opslag import Opslag
from .grenzen import een_deel
from .vormen import InzendingStand, NieuweInzending, Ontvangen, stand_van
from .wie import Beller, spreekt_voor

router = Router()
Id = Annotated[str, Path(description="Nummer van de inzending.", pattern=r"^[0-9a-f]{32}$")]


class LengteNodig(Gebruikersfout):
    """Without a length a part cannot be told from half a part."""

    code = "LENGTE-NODIG"

    def __init__(self) -> None:
        super().__init__("Van dit deel is de lengte niet bekend.", "Stuur de header Content-Length mee.")


class DigestOngeldig(Gebruikersfout):
    """The header is no digest as RFC 9530 writes it."""

    code = "DIGEST-ONGELDIG"

    def __init__(self) -> None:
        super().__init__("De header Content-Digest is niet te lezen.", "Schrijf: Content-Digest: sha-256=:<base64>:")


class WensZonderBestand(Gebruikersfout):
    """A wish for a file that is not announced."""

    code = "WENS-ZONDER-BESTAND"

    def __init__(self, namen: list[str]):
        super().__init__(f"Deze namen staan wel bij de wensen, niet bij de bestanden: {', '.join(namen)[:500]}.",
                         "Gebruik dezelfde naam.")  # fmt: skip


def _beller(request: HttpRequest) -> Beller:
    return request.auth


def zoek(opslag: Opslag, beller: Beller, id_: str) -> inz.Inzending:
    """The session, when it is of a source of this caller. Raises `InzendingOnbekend`, also when it is of another."""
    for bron in beller.bronnen:
        try:
            return inz.lees(opslag, bron, id_)
        except inz.InzendingOnbekend:
            continue
    raise inz.InzendingOnbekend(id_)


@router.post(
    "/inzendingen", response={201: InzendingStand}, summary="Begin een inzending", operation_id="beginInzending"
)
def begin(request: HttpRequest, response: HttpResponse, gegevens: NieuweInzending) -> Antwoord:
    """Kondig bestanden aan. Stuur ze daarna in delen, en bied de inzending aan."""
    opslag, beller = Opslag(), _beller(request)
    bron = spreekt_voor(beller, gegevens.bron)
    if los := [n for n in gegevens.wensen if n not in {b.naam for b in gegevens.bestanden}]:
        raise WensZonderBestand(los)
    bestanden = []
    for b in gegevens.bestanden:
        wens = gegevens.wensen.get(b.naam)
        bestanden.append(inz.Bestand(**b.model_dump(), wens=wens.als_vorm()) if wens else inz.Bestand(**b.model_dump()))
    i = inz.begin(opslag, bron, bestanden, soort=gegevens.soort, stand=gegevens.stand, door=beller.wie)
    response["Location"] = f"/api/v1/inzendingen/{i.id}"
    return Antwoord(201, stand_van(opslag, i))


@router.get("/inzendingen/{id}", response=InzendingStand, summary="Volg een inzending", operation_id="leesInzending")
def volg(request: HttpRequest, id: Id) -> InzendingStand:
    """Hoe ver is zij: ontvangen bytes per bestand, de verwerking, en de uitkomst."""
    opslag = Opslag()
    return stand_van(opslag, zoek(opslag, _beller(request), id))


@router.put(
    "/inzendingen/{id}/bestanden/{nr}", response=Ontvangen, summary="Stuur een deel", operation_id="stuurDeel",
    openapi_extra={
        "requestBody": {
            "required": True,
            "description": "De bytes van het deel.",
            "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)  # fmt: skip
def deel(
    request: HttpRequest,
    id: Id,
    nr: Annotated[int, Path(description="Nummer van het bestand, vanaf 1.", ge=1)],
    vanaf: Annotated[int, Query(description="Op welke byte van het bestand dit deel begint.", ge=0)] = 0,
) -> Ontvangen:
    """Een deel telt helemaal of niet, en mag nog eens komen. Sluit het niet aan (409), dan staat in het antwoord waar u verder
    gaat. Met de header `Content-Digest: sha-256=:<base64>:` wordt het deel nagekeken."""
    opslag = Opslag()
    lengte = request.META.get("CONTENT_LENGTH") or ""
    if not lengte.isdigit():
        raise LengteNodig
    i = zoek(opslag, _beller(request), id)
    with een_deel():
        try:
            i = inz.voeg_toe(opslag, i.bron, i.id, nr, vanaf=vanaf, lengte=int(lengte), stroom=_lezer(request),
                             sha256=_digest(request))  # fmt: skip
        except Gebruikersfout:
            _lees_leeg(request, int(lengte))
            raise
    b = i.bestanden[nr - 1]
    return Ontvangen(nr=nr, ontvangen=b.ontvangen, grootte=b.grootte)


def _lezer(request: HttpRequest):  # type: ignore[no-untyped-def]
    def lees(n: int) -> bytes:
        try:
            return request.read(n)
        except UnreadablePostError:  # the line broke
            return b""

    return lees


def _lees_leeg(request: HttpRequest, lengte: int) -> None:
    """A client that is still sending would not see the answer; of a body not much too large the rest is read first."""
    if lengte <= 2 * inz.DEEL_HOOGSTENS:
        lees = _lezer(request)
        while lees(1 << 18):
            pass


def _digest(request: HttpRequest) -> bytes | None:
    """The SHA-256 that was sent along (RFC 9530); other algorithms are passed over, as that says."""
    for deel_ in request.headers.get("Content-Digest", "").split(","):
        naam, _, waarde = deel_.strip().partition("=")
        if naam == "sha-256":
            try:
                ruw = base64.b64decode(waarde.strip(":"), validate=True)
            except binascii.Error:
                raise DigestOngeldig from None
            if len(ruw) != 32:
                raise DigestOngeldig
            return ruw
    return None


@router.post("/inzendingen/{id}/aanbieden", response={202: InzendingStand}, summary="Bied aan", operation_id="biedAan")
def aanbieden(request: HttpRequest, id: Id) -> Antwoord:
    """Alles is gestuurd: Stelsel verwerkt het. Nog eens aanbieden verandert niets."""
    opslag = Opslag()
    i = zoek(opslag, _beller(request), id)
    return Antwoord(202, stand_van(opslag, inz.bied_aan(opslag, i.bron, i.id)))


@router.delete("/inzendingen/{id}", response={204: None}, summary="Trek in", operation_id="trekInzendingIn")
def trek_in(request: HttpRequest, id: Id) -> Antwoord:
    """Trek een inzending in die nog open is; haar bytes worden gewist."""
    opslag = Opslag()
    i = zoek(opslag, _beller(request), id)
    inz.trek_in(opslag, i.bron, i.id)
    return Antwoord(204, None)
