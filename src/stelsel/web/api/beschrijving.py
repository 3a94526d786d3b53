"""What the description of the API says of every route: the version header, and the faults it can answer with."""

from __future__ import annotations

from typing import Any

from .problemen import Probleem

KOP = {"API-Version": {"description": "Versie van de API.", "schema": {"type": "string"}}}
ALTIJD = {400: "Het verzoek klopt niet.", 401: "Er is geen geldige sleutel.", 403: "Dit mag u niet.",
          404: "Dit bestaat niet, of niet voor u.", 429: "Te veel verzoeken; zie Retry-After.", 500: "Storing."}  # fmt: skip
BIJ = {
    "put": {409: "Het deel sluit niet aan.", 411: "De lengte ontbreekt.", 413: "Te groot.", 503: "Even vol; zie Retry-After.",
            507: "De schijf is vol."},
    "post": {409: "Dat kan nu niet.", 413: "Te groot.", 507: "De schijf is vol."},
    "delete": {409: "De inzending is niet meer open."},
}  # fmt: skip
# Shapes that come from rooms: their docstrings speak to developers, the API to its clients.
BETEKENIS = {
    "Soort": "Wat de bestanden zijn: wijzigingen, of alles wat de bron heeft.",
    "Status": "Waar een inzending is.",
    "Fout": "Waarom een inzending geen levering werd, en wat u kunt doen.",
    "Voortgang": "Hoe ver Stelsel is met lezen en keuren.",
    "Vorm": "Hoe een bestand wordt gelezen; leeg: Stelsel zoekt het uit.",
}


def beschrijf(schema: dict[str, Any]) -> dict[str, Any]:
    """The description with what holds everywhere."""
    vormen = schema["components"]["schemas"]
    vormen["Probleem"] = Probleem.model_json_schema()
    for naam, tekst in BETEKENIS.items():
        vormen[naam]["description"] = tekst
    fout = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Probleem"}}}
    for pad in schema["paths"].values():
        for methode, handeling in pad.items():
            antwoorden = handeling["responses"]
            for code, tekst in (ALTIJD | BIJ.get(methode, {})).items():
                antwoorden[code] = {"description": tekst, "content": fout}
            for code, antwoord in antwoorden.items():
                antwoord["headers"] = dict(KOP)
                if code in (429, 503):
                    antwoord["headers"]["Retry-After"] = {
                        "description": "Wacht zoveel seconden.",
                        "schema": {"type": "integer"},
                    }
                if code == 201:
                    antwoord["headers"]["Location"] = {
                        "description": "Adres van de inzending.",
                        "schema": {"type": "string"},
                    }
    return schema
