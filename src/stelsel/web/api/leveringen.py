"""Routes to what became of it: receipts, findings, refused rows. A source sees its own only."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Annotated

from django.http import HttpRequest, StreamingHttpResponse
from ninja import Path, Query, Router

from ...aanlevering import Bewijs, bevestig, bewijs, bewijzen, herstelbestand, herstelnaam, wijs_af
from ...aanlevering import bevindingen as bevindingen_van
from ...aanlevering.bewijs import OnbekendeLevering
from ...begrippen import Gebruikersfout
from ...opslag import Opslag
from ...toegang.lezen import noteer_geweigerd
from .vormen import Afwijzing, Leveringen, Ontvangstbewijs, bewijs_uit
from .wie import Beller, spreekt_voor

router = Router()
Nr = Annotated[str, Path(description="Nummer van de levering.", pattern=r"^[A-Za-z0-9-]{5,80}$")]


class DeelOnbekend(Gebruikersfout):
    """The delivery has no such table."""

    code = "DEEL-ONBEKEND"

    def __init__(self, deel: int):
        self.deel = deel
        super().__init__(
            f"Deze levering heeft geen deel {deel}.", "De delen staan genummerd in het ontvangstbewijs, vanaf 1."
        )


def _eigen(request: HttpRequest, nr: str) -> Bewijs:
    """The receipt, when it is of a source of the caller. Raises `OnbekendeLevering`, also when it is of another."""
    b = bewijs(Opslag(), nr)
    if b.bron not in request.auth.bronnen:
        raise OnbekendeLevering(nr)
    return b


@router.get("/leveringen", response=Leveringen, summary="Uw leveringen", operation_id="leesLeveringen")
def overzicht(
    request: HttpRequest,
    bron: Annotated[str | None, Query(description="Alleen van deze bron.")] = None,
    pagina: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
    per_pagina: Annotated[int, Query(alias="perPagina", ge=1, le=200)] = 50,
) -> Leveringen:
    """De ontvangstbewijzen van uw leveringen, de laatste eerst."""
    beller: Beller = request.auth
    bronnen = (spreekt_voor(beller, bron),) if bron is not None else beller.bronnen
    alle = [b for b in bewijzen(Opslag())[::-1] if b.bron in bronnen]
    blad = alle[(pagina - 1) * per_pagina : pagina * per_pagina]
    return Leveringen(aantal=len(alle), pagina=pagina, per_pagina=per_pagina, leveringen=[bewijs_uit(b) for b in blad])


@router.get("/leveringen/{nr}", response=Ontvangstbewijs, summary="Ontvangstbewijs", operation_id="leesLevering")
def levering(request: HttpRequest, nr: Nr) -> Ontvangstbewijs:
    """Wat er binnenkwam, wat is opgenomen en wat op herstel wacht, per bestand."""
    return bewijs_uit(_eigen(request, nr))


@router.get(
    "/leveringen/{nr}/bevindingen", summary="Bevindingen", operation_id="leesBevindingen",
    openapi_extra={"responses": {200: {"description": "Per regel een bevinding als JSON, alle bevindingen.",
                                       "content": {"application/jsonl": {"schema": {"type": "string"}}}}}},
)  # fmt: skip
def bevindingen(request: HttpRequest, nr: Nr) -> StreamingHttpResponse:
    """Elke bevinding, op volgorde van bestand en regel, als JSON Lines; nooit ingekort."""
    b = _eigen(request, nr)
    noteer_geweigerd(request.auth.wie, b.bron, b.levering)

    def regels() -> Iterator[str]:
        for r in bevindingen_van(Opslag(), [b.levering]):
            yield json.dumps(r, ensure_ascii=False) + "\n"

    return StreamingHttpResponse(regels(), content_type="application/jsonl; charset=utf-8")


@router.get(
    "/leveringen/{nr}/geweigerd/{deel}", summary="Geweigerde rijen", operation_id="leesGeweigerd",
    openapi_extra={"responses": {200: {"description": "De geweigerde rijen in uw eigen kolommen, met de redenen erachter.",
                                       "content": {"text/csv": {"schema": {"type": "string"}}}}}},
)  # fmt: skip
def geweigerd(
    request: HttpRequest, nr: Nr, deel: Annotated[int, Path(description="Nummer van het bestand in het bewijs.", ge=1)]
) -> StreamingHttpResponse:
    """Verbeter de rijen en lever het bestand zo weer in."""
    b = _eigen(request, nr)
    if deel > len(b.bestanden):
        raise DeelOnbekend(deel)
    d = b.bestanden[deel - 1]
    noteer_geweigerd(request.auth.wie, b.bron, b.levering)
    antwoord = StreamingHttpResponse(herstelbestand(Opslag(), b, deel - 1), content_type="text/csv; charset=utf-8")
    antwoord["Content-Disposition"] = f'attachment; filename="{herstelnaam(b.levering, d)}"'
    return antwoord


@router.post(
    "/leveringen/{nr}/bevestigen", response=Ontvangstbewijs, summary="Bevestig", operation_id="bevestigLevering"
)
def bevestigen(request: HttpRequest, nr: Nr) -> Ontvangstbewijs:
    """Laat een levering tellen die wacht omdat er veel verdween. De eerste beslissing geldt."""
    b = _eigen(request, nr)
    return bewijs_uit(bevestig(Opslag(), b.levering, door=request.auth.wie))


@router.post("/leveringen/{nr}/afwijzen", response=Ontvangstbewijs, summary="Wijs af", operation_id="wijsLeveringAf")
def afwijzen(request: HttpRequest, nr: Nr, gegevens: Afwijzing) -> Ontvangstbewijs:
    """Laat een levering die wacht niet tellen; zij blijft bewaard. De eerste beslissing geldt."""
    b = _eigen(request, nr)
    return bewijs_uit(wijs_af(Opslag(), b.levering, door=request.auth.wie, reden=gegevens.reden))
