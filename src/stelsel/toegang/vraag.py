"""A question and what it may see: who asks, for which organisation, as what, for which purpose, about which case, on which day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from ..begrippen import Klasse, alle_organisaties, opgevolgd
from ..register import Recht, Zicht
from .convenant import Convenant, convenanten
from .gronden import CONVENANT, EIGEN, SEVESO, ZAAK, Grond, doelen, functies, gronden, organisatienaam, partijen


@dataclass(frozen=True)
class Vraag:
    """Who asks (`wie`: an account, a key, or nobody) for which organisation, in which function, for which purpose; `zaak`: the case that
    makes it necessary; `dag`: the day on which is asked; `hoe`: in which way the function is had, when not by having been given it."""

    wie: str = ""
    organisatie: str = ""
    functie: str = ""
    doel: str = ""
    zaak: str = ""
    dag: date = field(default_factory=date.today)
    hoe: str = ""


@dataclass(frozen=True)
class Toegestaan:
    """A class that may be seen, and why: a ground, or None for what the organisation delivered itself. `bronnen`: of these only."""

    klasse: Klasse
    grond: Grond | None
    bronnen: frozenset[str] | None = None
    convenant: str = ""

    def naam(self, dag: date) -> str:
        """As it stands on the page and in the log, with the covenant when there is one."""
        grond = self.grond.merk(dag) if self.grond else "eigen gegevens"
        return f"{grond}, convenant {self.convenant}" if self.convenant else grond


@dataclass(frozen=True)
class Blik:
    """What a question may see, on which grounds; and per class that it may not, why not, in words that tell nothing of the data."""

    vraag: Vraag
    toegestaan: tuple[Toegestaan, ...]
    geweigerd: dict[Klasse, str]

    @property
    def zicht(self) -> Zicht:
        """As a filter for the register."""
        return Zicht(
            frozenset(Recht(t.klasse, t.bronnen, bool(t.grond and t.grond.eis == SEVESO)) for t in self.toegestaan)
        )

    @property
    def gronden(self) -> list[str]:
        """The grounds that were used, each once, as they are named in the log."""
        return sorted({t.naam(self.vraag.dag) for t in self.toegestaan})

    @property
    def grenzen(self) -> list[str]:
        """Of what is seen of some sources or places only: which those are. That there is nothing more is not said."""
        uit = set()
        for t in self.toegestaan:
            overal = any(
                a.klasse is t.klasse and a.bronnen is None and not (a.grond and a.grond.eis == SEVESO)
                for a in self.toegestaan
            )
            if overal:
                continue
            if t.grond and t.grond.eis == SEVESO:
                uit.add(f"{t.klasse.value}: alleen bij Seveso-inrichtingen.")
            elif t.bronnen is not None:
                namen = sorted(map(organisatienaam, t.bronnen))
                uit.add(f"{t.klasse.value}: alleen wat is geleverd door {', '.join(namen)}.")
        return sorted(uit)

    @property
    def klassen(self) -> list[Klasse]:
        """The classes of which something may be seen."""
        return sorted({t.klasse for t in self.toegestaan}, key=lambda k: k.nr)


def een_regel(tekst: str) -> str:
    """What somebody typed as one line for the log: without characters that hide or turn round what stands beside them."""
    return "".join(t for t in " ".join(tekst.split()) if t.isprintable())


# So many letters and digits name a case; a dot names none.
ZAAK_MINSTENS = 3
NIEMAND = Vraag()


def blik(vraag: Vraag, tabel: Sequence[Grond] | None = None, afspraken: Sequence[Convenant] | None = None) -> Blik:
    """What this question may see. `tabel`, `afspraken`: other grounds and covenants than those that are loaded."""
    dicht = [k for k in Klasse if k is not Klasse.OPENBAAR]
    functie, org = functies().get(vraag.functie), partijen().get(vraag.organisatie)
    if functie is None or org is None:
        return Blik(vraag, (), dict.fromkeys(dicht, "U bent niet aangemeld met een functie bij een organisatie."))
    if not org.bestaat(vraag.dag):
        return Blik(vraag, (), dict.fromkeys(dicht, f"{org.naam} bestaat niet op deze dag."))
    if not functie.doelen:
        return Blik(vraag, (), dict.fromkeys(dicht, "Met deze functie leest u het logboek, niet het register."))
    if org.soort not in functie.soorten or vraag.doel not in functie.doelen:
        return Blik(vraag, (), dict.fromkeys(dicht, "Dit doel hoort niet bij deze functie."))
    mag: list[Toegestaan] = []
    waarom: dict[Klasse, str] = {}
    for klasse in dicht:
        if klasse not in functie.klassen:
            waarom[klasse] = f"Voor de functie '{functie.naam}' zijn deze gegevens niet nodig."
            continue
        gevonden, reden = _voor(klasse, vraag, org.soort, tabel, afspraken)
        mag += gevonden
        if not gevonden:
            waarom[klasse] = reden
    return Blik(vraag, tuple(mag), waarom)


def _voor(
    klasse: Klasse, v: Vraag, soort: str, tabel: Sequence[Grond] | None, afspraken: Sequence[Convenant] | None
) -> tuple[list[Toegestaan], str]:
    """What opens a class for a question; and if nothing does, what is missing."""
    if v.doel == EIGEN:
        return [Toegestaan(klasse, None, eigen_bronnen(v.organisatie, v.dag))], ""
    uit: list[Toegestaan] = []
    genoemd = False  # that a case would help says more than that a covenant is missing
    reden = f"Voor het doel '{doelen()[v.doel].naam}' is geen grond geladen."
    for g in gronden() if tabel is None else tabel:
        if klasse not in g.klassen or v.doel not in g.doelen or soort not in g.ontvangers or not g.geldt(v.dag):
            continue
        if g.eis == ZAAK and sum(teken.isalnum() for teken in v.zaak) < ZAAK_MINSTENS:
            genoemd = True
            reden = f"{g.artikel} vraagt dat u de zaak noemt waarvoor dit nodig is, met minstens {ZAAK_MINSTENS} letters of cijfers."
        elif g.eis == CONVENANT:
            geldend = [
                c for c in (convenanten(v.dag) if afspraken is None else afspraken)
                if c.geldt(v.dag) and v.organisatie in c.ontvangers and klasse in c.klassen and v.doel in c.doelen
            ]  # fmt: skip
            uit += [Toegestaan(klasse, g, c.houders, c.naam) for c in geldend]
            if not genoemd:
                reden = f"{g.artikel} vraagt een convenant dat deze gegevens en uw organisatie noemt; dat is er niet."
        else:
            uit.append(Toegestaan(klasse, g))
    return uit, reden


def eigen_bronnen(organisatie: str, dag: date) -> frozenset[str]:
    """The sources whose rows are those of an organisation: itself, and those whose tasks it took over."""
    return frozenset(b for b in alle_organisaties() if opgevolgd(b, dag).id == organisatie) | {organisatie}
