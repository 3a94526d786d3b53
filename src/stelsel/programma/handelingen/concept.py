"""Begin the next edition: everything of the last adopted one, less what was only true of that edition."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.db import transaction

from ...begrippen import Gebruikersfout
from .. import edities, feiten, models
from ..lezen import genummerd
from .laden import EditieBestaatAl, schrijf_delen
from .toevoegen import schone_titel


class GeenEersteEditie(Gebruikersfout):
    """There is nothing to begin from."""

    code = "CONCEPT-BEGIN"

    def __init__(self, code: str):
        super().__init__(f"Programma '{code}' heeft nog geen vastgestelde editie.", "Laad die eerst.")


CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")
# Words that mean something else in commands and charts.
GERESERVEERD = ("concept", "plan")


class CodeOngeldig(Gebruikersfout):
    """The code of a new edition."""

    code = "EDITIE-CODE"

    def __init__(self, code: str):
        super().__init__(f"'{code[:60]}' kan geen code van een editie zijn.", "Gebruik bijvoorbeeld 2024-06.")


# The general part of a report, so that there is always a place to write it.
ALGEMEEN = (
    ("inleiding", "Inleiding"),
    ("voortgang", "Voortgang algemeen"),
    ("samenhang", "Samenhang tussen de pijlers"),
)


@transaction.atomic
def trek_in(e: models.Editie, wie: str) -> None:
    """Take a draft back whole; the edition it began from remembers that."""
    if e.vastgesteld_op or e.vorige is None:
        raise GeenEersteEditie(e.programma_id)
    models.Logregel.objects.create(editie=e.vorige, wie=wie, handeling="concept ingetrokken", toelichting=e.code)
    e.log.all().delete()
    e.delen.all().delete()
    e.delete()


@transaction.atomic
def begin(p: models.Programma, code: str, titel: str, stand_op: date, wie: str) -> models.Editie:
    """A draft from the last adopted edition. Raises `EditieBestaatAl`, `GeenEersteEditie`, `CodeOngeldig`."""
    if not CODE.fullmatch(code) or code in GERESERVEERD:
        raise CodeOngeldig(code)
    titel = schone_titel(titel)
    p = models.Programma.objects.select_for_update().get(pk=p.pk)
    vast = list(p.edities.exclude(vastgesteld_op=None).order_by("volgnummer"))
    if not vast:
        raise GeenEersteEditie(p.code)
    if p.edities.filter(vastgesteld_op=None).exists():
        raise EditieBestaatAl("CONCEPT", False)
    if p.edities.filter(code=code).exists():
        raise EditieBestaatAl(code, True)
    oud = edities.lees(vast[-1])
    e = volgende(oud, code, titel, stand_op)
    rij = models.Editie.objects.create(programma=p, code=code, volgnummer=e.meta.volgnummer, vorige=vast[-1])
    schrijf_delen(rij, e)
    rij.delen.filter(soort="kop").update(fase=models.Fase.CONTROLE)
    models.Logregel.objects.create(editie=rij, wie=wie, handeling="begonnen", toelichting=f"uit editie {oud.code}")
    return rij


def volgende(oud: feiten.Editie, code: str, titel: str, stand_op: date) -> feiten.Editie:
    """The facts with which the next edition begins. Statements on status and adoption stay with the old one."""
    ruw = _uit(oud.model_dump(mode="json"), oud.code)
    organen = [b.orgaan for b in sorted(oud.programma_besluiten, key=lambda b: b.datum or "") if b.soort == "besluit"]
    ruw["meta"] |= {
        "titel": titel, "editie": code, "volgnummer": oud.meta.volgnummer + 1, "stand_op": stand_op.isoformat(),
        "vaststellers": list(dict.fromkeys(oud.meta.vaststellers or organen)), "volgnummer_bron": None, "bronbestand": None,
        "bronregels": None, "noot_status": None, "noot_samenvattingen": None,
    }  # fmt: skip
    ruw |= {"programma_besluiten": [], "inconsistenties_in_bron": []}
    er = {t["sleutel"] for t in ruw["teksten"]}
    ruw["teksten"] += [{"sleutel": s, "titel": t} for s, t in ALGEMEEN if s not in er]
    for d in [d for p in ruw["pijlers"] for o in p["onderwerpen"] for d in (o, *o["acties"])] + ruw["tryouts"]:
        # What the text called done stays done; every other statement was about its own half-year.
        d |= {
            "status_afgeleid": [u for u in d["status_afgeleid"] if u["label"].startswith("afgerond")],
            "gekozen": None,
        }
    return genummerd(feiten.Editie.model_validate(ruw))


def _uit(x: Any, editie: str) -> Any:
    """Every quotation says from which edition it was taken over, for its lines are lines of that report."""
    if isinstance(x, list):
        return [_uit(y, editie) for y in x]
    if isinstance(x, dict):
        x = {k: _uit(y, editie) for k, y in x.items()}
        if x.get("citaat") and not x.get("uit_editie"):
            x["uit_editie"] = editie
    return x
