"""The facts of an edition of a programme: one model, which is the file, what is stored, and what a report is made of.

Every fact may carry evidence: the literal quotation of its source with the lines where it stands. What was recorded in
the tool itself has no quotation; its evidence is the log of changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, AliasChoices, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from .periode import Periode, periode


def _is_periode(tekst: str | None) -> str | None:
    if tekst is not None:
        try:
            periode(tekst)
        except ValueError:
            raise ValueError(f"'{tekst}' is geen periode; schrijf bijvoorbeeld 2024-Q1, 2024-H1, 2024-01-16") from None
    return tekst


# Text that every form of a report can hold: no control characters, nothing private or unassigned.
LEESBAAR = r"^[\n\r\t\P{C}\p{Cf}]*$"
Periodetekst = Annotated[str | None, AfterValidator(_is_periode)]
Code = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,60}$")]
Ref = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9().-]{0,40}$")]
Tekst = Annotated[str, Field(max_length=20_000, pattern=LEESBAAR)]
Regel = Annotated[str, Field(max_length=1_000, pattern=LEESBAAR)]


Titel = Annotated[str, Field(min_length=1, max_length=1_000, pattern=LEESBAAR)]
Nummer = Annotated[int, Field(ge=1, le=10_000)]


_TEKST = TypeAdapter(Tekst)


def leesbaar(tekst: str) -> str:
    """The text itself. Raises ValueError when a report could not hold it."""
    try:
        return _TEKST.validate_python(tekst)
    except ValidationError as e:
        raise ValueError("bevat een teken dat niet te lezen is, of is te lang") from e


class Status(StrEnum):
    """The legend of a progress report, without its two marks `nieuw` and `risico`, which go beside a status."""

    VOLGENS_PLANNING = "volgens_planning"
    WIJKT_AF = "wijkt_af"
    WIJKT_STERK_AF = "wijkt_sterk_af"
    AFGEROND = "afgerond"


class Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, protected_namespaces=(), allow_inf_nan=False)


class Feit(Model):
    """A statement with its evidence."""

    citaat: Tekst | None = None
    uit_editie: str | None = None
    regel_van: int | None = Field(default=None, ge=1, le=100_000_000)
    regel_tot: int | None = Field(default=None, ge=1, le=100_000_000)

    def bewijs(self) -> list[dict[str, Any]]:
        """Quotation and lines, and the edition it was taken over from; empty for what was recorded in the tool itself."""
        if self.citaat is None:
            return []
        uit = {"citaat": self.citaat, "regel_van": self.regel_van, "regel_tot": self.regel_tot}
        return [uit | {"editie": self.uit_editie} if self.uit_editie else uit]


class Planning(Feit):
    """Something promised for a period. `gemeld`: the report that it was done."""

    id: str = ""
    periode: Periodetekst = None
    soort: str = ""
    wat: Regel
    gemeld: Feit | None = None

    @property
    def wanneer(self) -> Periode | None:
        return periode(self.periode) if self.periode else None


class Verschuiving(Feit):
    """A re-planning: `van` is what was promised before (the baseline, for the first one), `naar` the new promise."""

    id: str = ""
    van: Periodetekst = None
    naar: Periodetekst = None
    wat: Regel
    opmerking: Regel | None = None
    reden: Regel | None = None
    editie: str = ""
    planning: str = ""


class Uitspraak(Feit):
    """What the text itself says of the status."""

    label: Regel
    afgeleid: bool = True


class Afhankelijkheid(Feit):
    """This waits for, or goes together with `naar`: a ref, a pillar, or something outside the programme."""

    id: str = ""
    naar: Regel
    wat: Regel


class Risico(Feit):
    """What may harm the planning, and what is done about it. `expliciet_risico_kop`: the report itself calls it a risk."""

    id: str = ""
    samenvatting: Regel
    expliciet_risico_kop: bool = True
    maatregelen: tuple[Regel, ...] = ()


class Besluit(Feit):
    """What a body decided, discussed or will decide. The date may be as vague as the report."""

    id: str = ""
    orgaan: Regel
    datum: Periodetekst = None
    soort: Regel
    wat: Regel

    @property
    def wanneer(self) -> Periode | None:
        return periode(self.datum) if self.datum else None


class Resultaat(Feit):
    """A part that is finished while the whole goes on."""

    id: str = ""
    wat: Regel


class Nieuw(Model):
    """Added since the plan; `vgr` is the edition that first had it, as a month or an edition code."""

    vgr: Regel
    marker_regels: tuple[int, ...] = ()
    toewijzing: Regel | None = None


class Gekozen(Model):
    """A status set by a person, against or with the proposal."""

    status: Status
    motief: Regel
    door: Regel
    op: datetime


class Onderdeel(Model):
    """What topics, actions and try-outs have in common. `trekker` is a function, never a name."""

    titel: Titel
    bron: Feit = Feit()
    afgerond: bool = False
    afgerond_bron: Feit | None = None
    vervallen: Regel | None = None
    nieuw_in: Nieuw | None = None
    trekker: Regel | None = None
    samenvatting: Tekst = ""
    planning: tuple[Planning, ...] = ()
    verschoven: tuple[Verschuiving, ...] = ()
    status_afgeleid: tuple[Uitspraak, ...] = ()
    afhankelijkheden: tuple[Afhankelijkheid, ...] = ()
    risicos: tuple[Risico, ...] = ()
    besluiten: tuple[Besluit, ...] = ()
    deelresultaten_afgerond: tuple[Resultaat, ...] = ()
    gekozen: Gekozen | None = None

    def bewijs(self) -> list[dict[str, Any]]:
        """Evidence that it is there, and that it is done."""
        return self.bron.bewijs() + (self.afgerond_bron.bewijs() if self.afgerond_bron else [])


class Actie(Onderdeel):
    id: Regel
    ref: Ref


class Onderwerp(Onderdeel):
    nummer: Nummer
    ref: Ref
    acties: tuple[Actie, ...] = ()

    def allen(self) -> Iterator[Onderwerp | Actie]:
        """The topic itself, then its actions."""
        yield self
        yield from self.acties


class Pijler(Model):
    nummer: Nummer
    titel: Titel
    bron: Feit = Feit()
    onderwerpen: tuple[Onderwerp, ...] = ()


class Rol(Feit):
    rol: Regel
    wat: Regel


class Vraagsoort(Feit):
    soort: Regel


class Kernfeit(Feit):
    wat: Regel
    waarde: int | float | str


class Tryout(Onderdeel):
    """A trial in practice, mostly tied to one action."""

    code: Ref
    gekoppeld_aan: Ref | None = None
    tekst: Tekst = ""
    rollen: tuple[Rol, ...] = ()
    vraagsoorten: tuple[Vraagsoort, ...] = ()
    bestaande_structuren: tuple[Regel, ...] = ()
    lopend: tuple[Feit, ...] = ()
    kernfeiten: tuple[Kernfeit, ...] = ()
    deelproducten: tuple[Resultaat, ...] = ()
    actiepunten: tuple[Regel, ...] = ()
    actiepunten_bron: Feit | None = None
    producten: tuple[Regel, ...] = ()

    @property
    def ref(self) -> str:
        return self.code


class Themaonderzoek(Feit):
    nummer: Nummer
    thema: Regel
    stand: Regel
    tekst: Tekst = ""
    planning: tuple[Planning, ...] = ()
    afhankelijkheden: tuple[Afhankelijkheid, ...] = ()
    afhankelijkheden_bron: Feit | None = None

    @property
    def ref(self) -> str:
        return f"TH-{self.nummer}"

    def bewijs(self) -> list[dict[str, Any]]:
        return super().bewijs() or [b for p in self.planning for b in p.bewijs()]


class Samenhang(Feit):
    van: Regel
    naar: Regel
    wat: Regel


class Legenda(Feit):
    code: Regel
    drager: Regel = ""
    betekenis: Regel


class Tegenspraak(Model):
    """Statements of the source that do not go together: shown, not smoothed."""

    wat: Regel
    bronnen: tuple[Feit, ...] = ()


class Wanneer(Feit):
    periode: Periodetekst
    periode_tekst: Regel | None = None


class Basisplan(Feit):
    """The plan against which deviation is judged."""

    wat: Regel
    kenmerk: Regel | None = None


class Meta(Model):
    titel: Titel
    programma: Titel
    code: Code | None = None
    kort: Regel | None = None
    editie: Code | None = None
    volgnummer: Nummer
    volgnummer_bron: Feit | None = None
    frequentie: Regel | None = None
    frequentie_bron: Feit | None = None
    programma_start: Wanneer | None = None
    programma_einde: Wanneer | None = None
    basisplan: Basisplan | None = None
    bronbestand: Regel | None = None
    bronregels: int | None = Field(default=None, ge=1, le=100_000_000)
    stand_op: date | None = None
    vaststellers: tuple[Regel, ...] = ()
    noot_status: Tekst | None = None
    noot_samenvattingen: Tekst | None = None


class Algemeen(Model):
    oorzaken_vertraging: tuple[Feit, ...] = ()
    geen_aanleiding_doelen_in_gevaar: Feit | None = None
    zorgen: tuple[Feit, ...] = ()
    kernfeiten: tuple[Kernfeit, ...] = ()
    planning: tuple[Planning, ...] = ()
    samenhang: tuple[Samenhang, ...] = ()
    gateway_review: Feit | None = None


class Sectie(Model):
    """A text of the general part. Empty lines part its paragraphs; a line with `## ` is a subheading."""

    sleutel: Code
    titel: Titel
    tekst: Tekst = ""


class Editie(Model):
    """Everything that an edition says. This is the form of a file, too."""

    meta: Meta
    legenda: tuple[Legenda, ...] = ()
    algemeen: Algemeen = Algemeen()
    teksten: tuple[Sectie, ...] = ()
    programma_besluiten: tuple[Besluit, ...] = ()
    pijlers: tuple[Pijler, ...]
    tryouts: tuple[Tryout, ...] = ()
    themaonderzoeken: tuple[Themaonderzoek, ...] = Field(
        (), validation_alias=AliasChoices("themaonderzoeken", "ilt_themaonderzoeken")
    )
    inconsistenties_in_bron: tuple[Tegenspraak, ...] = ()

    @property
    def code(self) -> str:
        return self.meta.editie or ""

    @property
    def vastgesteld_op(self) -> date | None:
        """The day on which the last body adopted it; None while a body has not."""
        genomen = [b for b in self.programma_besluiten if b.soort == "besluit" and b.wanneer]
        if set(self.meta.vaststellers) - {b.orgaan for b in genomen}:
            return None
        return max((b.wanneer.einde for b in genomen if b.wanneer), default=None)

    @property
    def dag(self) -> date:
        """The day that its facts are judged on: the day it reports about; where that is not told, of adoption."""
        return self.meta.stand_op or self.vastgesteld_op or date.today()

    @property
    def einde(self) -> date | None:
        """The last day of the programme."""
        e = self.meta.programma_einde
        return periode(e.periode).einde if e and e.periode else None

    def onderwerpen(self) -> Iterator[tuple[Pijler, Onderwerp]]:
        for p in self.pijlers:
            for o in p.onderwerpen:
                yield p, o

    def onderdelen(self) -> Iterator[tuple[Pijler | None, Onderwerp | None, Onderwerp | Actie | Tryout]]:
        """Topics and actions in the order of the report, then the try-outs, each with its pillar and topic."""
        for p, o in self.onderwerpen():
            yield p, o, o
            for a in o.acties:
                yield p, o, a
        for t in self.tryouts:
            yield None, None, t

    def heeft(self, ref: str) -> bool:
        """Is this the ref of a pillar, topic, action, try-out or study of this edition?"""
        return (
            any(d.ref == ref for _, _, d in self.onderdelen())
            or any(f"P{p.nummer}" == ref for p in self.pijlers)
            or any(t.ref == ref for t in self.themaonderzoeken)
        )

    def onderdeel(self, ref: str) -> Onderwerp | Actie | Tryout | None:
        return next((d for _, _, d in self.onderdelen() if d.ref == ref), None)


def open_planning(planning: Sequence[Planning], tot: date) -> list[Planning]:
    """What was promised for a period that had ended on this day, and was not reported done."""
    return [p for p in planning if p.wanneer and not p.gemeld and p.wanneer.einde <= tot]
