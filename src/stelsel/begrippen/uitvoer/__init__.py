"""What is made from the declarations: JSON Schema, CSV templates, dictionary, catalogue of checks.

In: record types, fields, code lists and checks as declared. Out: documents and plain structures.
Never: a statement about a field that is not taken from its declaration.
"""

from .catalogus import naast_elkaar, omgeving, regels_json, toon_voorbeeld
from .documenten import schrijf_docs
from .jsonschema import schema
from .sjablonen import schrijf_sjablonen
from .woordenboek import Recordwoord, Veldwoord, woordenboek

__all__ = [
    "Recordwoord",
    "Veldwoord",
    "naast_elkaar",
    "omgeving",
    "regels_json",
    "schema",
    "schrijf_docs",
    "schrijf_sjablonen",
    "toon_voorbeeld",
    "woordenboek",
]
