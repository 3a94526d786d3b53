"""Who may what: keys for systems of sources, roles for people, covenants between organisations, mandates, and the log of what was looked at.

Of a key only its hash is kept. The secret has 256 random bits, so a plain SHA-256 cannot be searched back.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models

from ..begrippen import Klasse
from .convenant import Convenant
from .mandaat.model import Mandaat, Soort, houder


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


class Rol(models.Model):
    """A user has a function in an organisation, from `van` up to `tot`; `vervangt`: instead of whom; `noodreden`: taken in an emergency, why."""

    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="functies")
    organisatie = models.CharField(max_length=61)
    functie = models.CharField(max_length=40)
    van = models.DateTimeField()
    tot = models.DateTimeField(null=True)
    gegeven_door = models.CharField(max_length=150)
    vervangt = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="vervangen_door")
    noodreden = models.TextField(blank=True)

    class Meta:
        ordering = ["organisatie", "functie", "id"]


class Identiteit(models.Model):
    """Who a user is at an OpenID provider: the subject of its tokens, which it never gives to another."""

    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="identiteiten")
    uitgever = models.CharField(max_length=255)
    onderwerp = models.CharField(max_length=255)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["uitgever", "onderwerp"], name="een_gebruiker_per_identiteit")]


class ConvenantRij(models.Model):
    """A covenant (`convenant.Convenant`) as it is kept; lists are codes with a space between."""

    code = models.SlugField(max_length=60, unique=True)
    titel = models.CharField(max_length=200)
    belang = models.TextField()
    doel = models.TextField()
    doelen = models.TextField()
    houders = models.TextField()
    klassen = models.TextField()
    voorwaarden = models.TextField()
    ontvangers = models.TextField()
    van = models.DateField()
    tot = models.DateField(null=True)
    bron = models.TextField()
    voorbeeld = models.BooleanField(default=False)

    class Meta:
        ordering = ["code"]

    @classmethod
    def van_convenant(cls, c: Convenant, er: ConvenantRij | None = None) -> ConvenantRij:
        """A row, new or `er`, that says this."""
        rij = er or cls(code=c.code)
        rij.titel, rij.belang, rij.doel, rij.voorwaarden, rij.bron, rij.van, rij.tot, rij.voorbeeld = (
            c.titel, c.belang, c.doel, c.voorwaarden, c.bron, c.van, c.tot, c.voorbeeld,
        )  # fmt: skip
        rij.doelen, rij.houders, rij.ontvangers = (" ".join(sorted(w)) for w in (c.doelen, c.houders, c.ontvangers))
        rij.klassen = " ".join(sorted(k.name.lower() for k in c.klassen))
        return rij

    def als_convenant(self) -> Convenant:
        """As the rest of the room reads it."""
        return Convenant(
            self.code, self.titel, self.belang, self.doel, frozenset(self.doelen.split()), frozenset(self.houders.split()),
            frozenset(Klasse[k.upper()] for k in self.klassen.split()), self.voorwaarden, frozenset(self.ontvangers.split()),
            self.van, self.tot, self.bron, self.voorbeeld,
        )  # fmt: skip


class Logregel(models.Model):
    """One look at data of one subject, with what the standard Logboek Dataverwerkingen asks, chained to the line before it.

    `betrokkene`: the register number of which data were shown, or the delivery of which refused rows were; empty for what is of nobody;
    `hash`: over all of this line and the `hash`
    of the one before it (`logboek.hash_van`). The database refuses to change or delete a line.
    """

    nr = models.BigIntegerField(primary_key=True)
    trace_id = models.CharField(max_length=32)
    span_id = models.CharField(max_length=16)
    parent_span_id = models.CharField(max_length=16, blank=True)
    status = models.CharField(max_length=5)
    naam = models.CharField(max_length=100)
    begin = models.DateTimeField(db_index=True)
    einde = models.DateTimeField()
    activiteit = models.CharField(max_length=60)
    betrokkene = models.CharField(max_length=40, blank=True, db_index=True)
    wie = models.CharField(max_length=150, db_index=True)
    organisatie = models.CharField(max_length=61)
    functie = models.CharField(max_length=250)
    doel = models.CharField(max_length=60)
    zaak = models.CharField(max_length=200, blank=True)
    gronden = models.TextField()
    klassen = models.TextField()
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["nr"]


class MandaatRij(models.Model):
    """A link of a mandate (`mandaat.Mandaat`) as it is kept; lists are codes with a space between, exclusions `bevoegdheid/taak`."""

    code = models.SlugField(max_length=60, unique=True)
    soort = models.CharField(max_length=10)
    gever = models.CharField(max_length=102)
    ontvanger = models.CharField(max_length=102)
    bevoegdheden = models.TextField()
    taken = models.TextField()
    uitsluitingen = models.TextField(blank=True)
    ondermandaat = models.BooleanField()
    van = models.DateField()
    tot = models.DateField(null=True)
    bron = models.TextField()
    voorbeeld = models.BooleanField()

    class Meta:
        ordering = ["code"]

    def als_mandaat(self) -> Mandaat:
        """As the rest of the room reads it."""
        uitsluitingen = (paar.partition("/") for paar in self.uitsluitingen.split())
        return Mandaat(
            self.code, Soort(self.soort), houder(self.gever), houder(self.ontvanger), frozenset(self.bevoegdheden.split()),
            frozenset(self.taken.split()), frozenset((b, t) for b, _, t in uitsluitingen), self.ondermandaat,
            self.van, self.tot, self.bron, self.voorbeeld,
        )  # fmt: skip
