"""Between the register and every use: no ground, no data.

In: a question (`Vraag`: who, for which organisation, in which function, for which purpose). Out: what it may see (`Blik`), as a filter that
stands in the query (`lezen`), and a line in the log. Never: a way around it for a page, and a check of rows afterwards.

Nothing here imports the tables of Django before they are needed, so that commands without an account start fast.
"""

from .convenant import Convenant
from .gronden import EIGEN, Doel, Functie, Grond, doelen, functies, gronden, partijen
from .vraag import NIEMAND, Blik, Toegestaan, Vraag, blik

__all__ = [
    "EIGEN",
    "NIEMAND",
    "Blik",
    "Convenant",
    "Doel",
    "Functie",
    "Grond",
    "Toegestaan",
    "Vraag",
    "blik",
    "doelen",
    "functies",
    "gronden",
    "partijen",
]
