"""What is kept of programmes: editions in parts, so that two people can work on two topics, and the log of every change.

An edition that was adopted can never change. That is kept by the database itself (migration 0002), not by good manners.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Programma(models.Model):
    """A programme with its editions."""

    code = models.SlugField(primary_key=True, max_length=61)
    naam = models.CharField(max_length=1000)
    kort = models.CharField(max_length=1000, blank=True)


class Editie(models.Model):
    """An edition of the report. `vastgesteld_op` is the day of the last adoption; until then it is a draft."""

    programma = models.ForeignKey(Programma, models.PROTECT, related_name="edities")
    code = models.SlugField(max_length=61)
    volgnummer = models.PositiveIntegerField()
    vastgesteld_op = models.DateField(null=True)
    vorige = models.ForeignKey("self", models.PROTECT, null=True, related_name="volgende")
    sha256 = models.CharField(max_length=64, blank=True)
    geladen_op = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programma", "code"], name="een_code_per_programma"),
            models.UniqueConstraint(fields=["programma", "volgnummer"], name="een_editie_per_volgnummer"),
            models.UniqueConstraint(
                fields=["programma"], condition=models.Q(vastgesteld_op__isnull=True), name="een_concept_per_programma"
            ),
        ]


class Fase(models.TextChoices):
    """Where a part of a draft is in the workflow of the report."""

    OPSTELLEN = "opstellen", "bij de trekker"
    CONTROLE = "controle", "bij het programmateam"
    GECONTROLEERD = "gecontroleerd", "klaar voor vaststelling"


class Deel(models.Model):
    """A part of an edition that one person edits at a time: the head, a text, a topic with its actions, a try-out, a study."""

    editie = models.ForeignKey(Editie, models.CASCADE, related_name="delen")
    soort = models.CharField(max_length=20)
    sleutel = models.CharField(max_length=61, blank=True)
    volgorde = models.PositiveIntegerField()
    pijler = models.PositiveIntegerField(null=True)
    inhoud = models.JSONField()
    versie = models.PositiveIntegerField(default=1)
    fase = models.CharField(max_length=20, choices=Fase.choices, default=Fase.OPSTELLEN)

    class Meta:
        ordering = ["volgorde", "id"]
        constraints = [models.UniqueConstraint(fields=["editie", "soort", "sleutel"], name="een_deel_per_sleutel")]


class Logregel(models.Model):
    """Who did what to which part, when; append-only. `wijzigingen`: a list of field, old and new value;
    `voorheen`: the whole part before, with which edits of two people are brought together."""

    editie = models.ForeignKey(Editie, models.PROTECT, related_name="log")
    deel = models.ForeignKey(Deel, models.PROTECT, null=True, related_name="log")
    versie = models.PositiveIntegerField(default=0)
    wie = models.CharField(max_length=150)
    wanneer = models.DateTimeField(auto_now_add=True)
    handeling = models.CharField(max_length=40)
    toelichting = models.TextField(blank=True)
    wijzigingen = models.JSONField(default=list)
    voorheen = models.JSONField(null=True)

    class Meta:
        ordering = ["id"]


class Erratum(models.Model):
    """A correction of an adopted edition, beside it."""

    editie = models.ForeignKey(Editie, models.PROTECT, related_name="errata")
    ref = models.CharField(max_length=61, blank=True)
    tekst = models.TextField()
    wie = models.CharField(max_length=150)
    wanneer = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]


class Rolsoort(models.TextChoices):
    TREKKER = "trekker", "trekker: stelt op"
    PROGRAMMATEAM = "programmateam", "programmateam: controleert"
    VASTSTELLER = "vaststeller", "namens een orgaan: stelt vast"


class Rol(models.Model):
    """What a user may do in a programme. `bereik`: refs and pillars of a trekker, or the body of a vaststeller."""

    programma = models.ForeignKey(Programma, models.CASCADE, related_name="rollen")
    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="rollen")
    soort = models.CharField(max_length=20, choices=Rolsoort.choices)
    bereik = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programma", "gebruiker", "soort", "bereik"], name="een_keer_per_rol")
        ]
