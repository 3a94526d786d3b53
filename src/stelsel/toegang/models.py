"""Who may deliver for a source: keys for its systems, roles for its people.

Of a key only its hash is kept. The secret has 256 random bits, so a plain SHA-256 cannot be searched back.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Sleutel(models.Model):
    """A key with which the system of one source may use the API."""

    bron = models.CharField(max_length=61, db_index=True)
    hash = models.CharField(max_length=64, unique=True)
    label = models.CharField(max_length=100)
    gemaakt_door = models.CharField(max_length=150)
    gemaakt_op = models.DateTimeField(auto_now_add=True)
    ingetrokken_op = models.DateTimeField(null=True)
    laatst_gebruikt = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]


class Leverrol(models.Model):
    """A user may deliver for a source."""

    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="leverrollen")
    bron = models.CharField(max_length=61)

    class Meta:
        ordering = ["bron"]
        constraints = [models.UniqueConstraint(fields=["gebruiker", "bron"], name="een_leverrol_per_bron")]
