"""Between the register and every use: no ground, no data.

In: a question (`Vraag`: who, for which organisation, in which function, for which purpose). Out: what it may see (`Blik`), as a filter that
stands in the query (`lezen`), and a line in the log. Never: a way around it for a page, and a check of rows afterwards.

Nothing here imports the tables of Django before they are needed, so that commands without an account start fast. What needs those tables has
a door of its own: `rollen`, `leverrecht`, `logboek`, `inzagelijst`, `convenant`, `mandaat`, `oidc`, `tweedefactor`, `tempo`.
"""

from .gronden import doelen, functies, gronden, organisatienaam, partijen
from .vraag import NIEMAND, Blik, Vraag, blik

__all__ = [
    "NIEMAND",
    "Blik",
    "Vraag",
    "blik",
    "doelen",
    "functies",
    "gronden",
    "organisatienaam",
    "partijen",
]
