"""Who may deliver for which source: a person by a role, a system by a key."""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q

from ..begrippen import Gebruikersfout, alle_organisaties, organisatie
from .models import Sleutel
from .rollen import hoe, rollen_van

# A fixed beginning, so that scanners for leaked secrets can know one of ours.
BEGIN = "stelsel_"
VERS = timedelta(minutes=1)
STEWARD = "datasteward"


class SleutelOnbekend(Gebruikersfout):
    """There is no key with this number."""

    code = "SLEUTEL-ONBEKEND"

    def __init__(self, id_: int):
        self.id = id_
        super().__init__(f"Sleutel {id_} bestaat niet.", "Alle sleutels: stelsel toegang sleutel lijst.")


def mag_leveren(gebruiker: Any, bron: str) -> bool:
    """May this user deliver for this source?"""
    return bron in bronnen_van(gebruiker)


def bronnen_van(gebruiker: Any) -> list[str]:
    """The sources for which a user may deliver: of which the user is data steward, not in an emergency; none for who is not signed in."""
    return sorted(
        set(rollen_van(gebruiker).filter(functie=STEWARD, noodreden="").values_list("organisatie", flat=True))
    )


def hoe_steward(wie: str, bron: str) -> str:
    """In which way an account is data steward of a source, for the log; empty for who was given that, and for a key."""
    er = get_user_model().objects.filter(username=wie).first()
    rollen = [] if er is None else list(rollen_van(er).filter(functie=STEWARD, organisatie=bron, noodreden=""))
    return hoe(rollen[0]) if rollen and all(r.vervangt_id for r in rollen) else ""


def maak_sleutel(bron: str, label: str, door: str) -> tuple[Sleutel, str]:
    """A new key, and its secret, which nobody can ask again. Raises `OnbekendeBron`."""
    organisatie(bron, date.today())
    geheim = BEGIN + secrets.token_urlsafe(32)
    return Sleutel.objects.create(bron=bron, hash=_hash(geheim), label=label[:100], gemaakt_door=door), geheim


def sleutel_van(geheim: str) -> Sleutel | None:
    """The key with this secret, when it is still good and its source is there. Notes that it was used, to the minute."""
    s = Sleutel.objects.filter(hash=_hash(geheim), ingetrokken_op=None).first()
    if s is not None and not alle_organisaties()[s.bron].bestaat(date.today()):
        return None
    if s is not None:
        nu = datetime.now(UTC)
        oud = Q(laatst_gebruikt=None) | Q(laatst_gebruikt__lt=nu - VERS)
        if s.laatst_gebruikt is None or s.laatst_gebruikt < nu - VERS:
            Sleutel.objects.filter(oud, pk=s.pk).update(laatst_gebruikt=nu)
    return s


def trek_sleutel_in(id_: int) -> Sleutel:
    """From now on this key opens nothing. Raises `SleutelOnbekend`."""
    s = Sleutel.objects.filter(pk=id_).first()
    if s is None:
        raise SleutelOnbekend(id_)
    if s.ingetrokken_op is None:
        s.ingetrokken_op = datetime.now(UTC)
        s.save(update_fields=["ingetrokken_op"])
    return s


def sleutels() -> list[Sleutel]:
    """Every key that was ever made."""
    return list(Sleutel.objects.all())


def _hash(geheim: str) -> str:
    return hashlib.sha256(geheim.encode("utf-8", "surrogatepass")).hexdigest()
