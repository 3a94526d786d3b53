"""The API of version 1: hand in over parts, follow, fetch the receipt and the refused rows.

Every route asks who may (`wie`), how often and how much (`grenzen`), and answers faults as problem+json (`problemen`).
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from ninja import NinjaAPI

from ..versie import API_VERSIE
from . import inzendingen, leveringen, problemen
from .beschrijving import beschrijf
from .wie import Aangemeld, Sleutelhouder


class StelselAPI(NinjaAPI):
    """Its description says what holds for every route: the version header, and how faults look."""

    def get_openapi_schema(self, **anders: Any) -> Any:
        return beschrijf(super().get_openapi_schema(**anders | {"path_prefix": ""}))


api = StelselAPI(
    title="Stelsel: gegevens aanleveren",
    version=API_VERSIE,
    description="Lever gegevens aan in delen, volg de verwerking, en haal het ontvangstbewijs en de geweigerde rijen op.",
    auth=[Sleutelhouder(), Aangemeld()],
    docs_url=None,
    openapi_url="/openapi.json",
    servers=[{"url": f"{settings.ADRES}/api/v1", "description": "Deze installatie"}],
    openapi_extra={
        "info": {"license": {"name": "EUPL-1.2", "url": "https://eupl.eu/1.2/nl/"}, **settings.API_CONTACT},
        "tags": [
            {"name": "Inzendingen", "description": "Bestanden in delen sturen en aanbieden."},
            {"name": "Leveringen", "description": "Wat is opgenomen, en wat op herstel wacht."},
        ],
    },
    urls_namespace="api",
)
problemen.vang(api)
api.add_router("", inzendingen.router, tags=["Inzendingen"])
api.add_router("", leveringen.router, tags=["Leveringen"])
