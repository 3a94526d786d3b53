"""The life of a register number: minted when and for which row, merged, split, where it leads; and its rows in any snapshot.

Of rows only those of which the question may know that they are there.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ...opslag import Opslag
from ...toegang import lezen
from ...toegang.tempo import neem_beurt
from ..vragen import blik_van

PER_BLAD = 100
# Each question reads whole columns of the register: so a caller gets some at once, and then one per second.
INEENS, PER_SECONDE = 30, 1.0


def nummer_(request: HttpRequest, nummer: str) -> HttpResponse:
    """`?stand=3` also shows the rows that bore the number in snapshot 3. Raises `TeVaak`."""
    opslag = Opslag()
    neem_beurt(opslag, f"nummer {request.META.get('REMOTE_ADDR', '')}", hoogstens=INEENS, per_seconde=PER_SECONDE)
    b = blik_van(request)
    n = lezen.levensloop(opslag, b, nummer)
    stand, blad = (int(w) if (w := request.GET.get(k, "")).isdecimal() and len(w) < 7 else 0 for k in ("stand", "blad"))
    context = {"n": n, "stand": stand, "oefening": n.oefening, "blik": b}
    if stand:
        totaal, gevonden = lezen.rijen_in_stand(opslag, b, n.nummer, stand, max(blad - 1, 0) * PER_BLAD, PER_BLAD)
        context |= {"totaal": totaal, "rijen": gevonden, "blad": max(blad, 1), "bladen": -(-totaal // PER_BLAD)}
    return render(request, "stelsel/nummer.html", context)
