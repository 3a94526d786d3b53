"""The permit in force made ready for its page: filters, rows with their reasons, the difference of two days, locations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpRequest, QueryDict

from ..begrippen import RECORDTYPEN, Gebruikersfout
from ..begrippen.weergave import getal
from ..begrippen.weergave import toon as in_woorden
from ..register import Dossier, Feit, Plek
from ..vergunning import (
    GELIJK,
    Besluit,
    GeldendeVergunning,
    Kwestie,
    Verschil,
    Voorschrift,
    geldende_vergunning,
    vergelijk,
)
from .context import dag_uit
from .dossierweergave import Rij, anker

# So much is set in some five seconds and 700 MB.
PAPIER_VOORSCHRIFTEN, PAPIER_TEKENS = 3_000, 1_000_000
PER_BLAD, LOCATIES_PER_BLAD, GEEN_THEMA = 350, 50, "geen"


class KiesLocatie(Gebruikersfout):
    """A company with permits at more than one location: a file holds one of them."""

    code = "KIES-LOCATIE"

    def __init__(self, nummer: str, aantal: int):
        self.nummer, self.aantal = nummer, aantal
        super().__init__(f"{nummer} heeft besluiten op {aantal} locaties.", "Kies een van de locaties.")


class LocatieNietHier(Gebruikersfout):
    """The address asks for a location of another dossier, or one without a decision."""

    code = "LOCATIE-ONBEKEND"

    def __init__(self, nummer: str, locatie: str):
        self.nummer, self.locatie = nummer, locatie
        super().__init__(
            f"{nummer} heeft geen besluiten op locatie '{locatie[:60]}'.", "Ga terug en kies een van de locaties."
        )


class TeLangVoorPapier(Gebruikersfout):
    """Setting so much text takes the server too long."""

    code = "TE-LANG-VOOR-PDF"

    def __init__(self, nummer: str, aantal: int):
        self.nummer, self.aantal = nummer, aantal
        super().__init__(
            f"Dit is te veel voor een PDF: {getal(aantal)} rijen met voorschriften.",
            f"Haal ze op als JSON, of vraag de beheerder om: stelsel vergunning {nummer} --pdf BESTAND.",
        )


@dataclass
class Regel:
    """A condition on the page."""

    v: Voorschrift
    thema: str
    grens: str
    besluit: str
    rij: Rij
    door: str = ""


@dataclass
class Verschilregel:
    """A condition that differs; `eind_zin` and `eind_dag`: why and when one that is gone ended."""

    verschil: Verschil
    regel: Regel
    grens_oud: str = ""
    eind_zin: str = ""
    eind_dag: str = ""


@dataclass(frozen=True)
class Locatie:
    """A location with its permit in figures."""

    plek: Plek
    besluiten: int
    voorschriften: int
    kwesties: int


class Vergunningweergave:
    """What the page of a permit shows, as its address asks: day, location, theme, decision, another day to compare with."""

    def __init__(self, d: Dossier, request: HttpRequest):
        vraag: QueryDict = request.GET
        self.d = d
        self.locaties = _met_besluiten(d)
        self.plek = next((p for p in self.locaties if p.nummer == vraag.get("locatie")), None)
        self.kies = self.plek is None and len(self.locaties) > 1
        if self.plek is None and self.locaties and (gevraagd := vraag.get("locatie")):
            raise LocatieNietHier(d.nummer, gevraagd)
        if self.plek is None and len(self.locaties) == 1:
            self.plek = self.locaties[0]
        waar = self.plek.id if self.plek else None
        # Of a company with more locations each is derived by itself, and only those on this page of the list.
        self.g: GeldendeVergunning = geldende_vergunning(replace(d, feiten={}) if self.kies else d, locatie=waar)
        self.themas = Counter(_thema(v) for v in self.g.voorschriften)
        self.thema = vraag.get("thema", "")
        self.besluit = vraag.get("besluit", "")
        self.vergelijk_dag: date | None = dag_uit(request, "vergelijk")
        blad = vraag.get("blad", "")
        self.blad = min(max(int(blad) if blad.isdecimal() and len(blad) < 7 else 1, 1), self.bladen)
        self.verschil: list[Verschil] | None = None
        if self.vergelijk_dag and not self.kies:
            ander = geldende_vergunning(d, self.vergelijk_dag, waar)
            vroeg, laat = sorted((ander, self.g), key=lambda g: g.dag)
            self.verschil = [x for x in vergelijk(vroeg, laat) if self._past(x.een)]
            self.vroeg, self.laat, self.laatste = vroeg.dag, laat.dag, laat

    def _past(self, v: Voorschrift) -> bool:
        return (not self.thema or _thema(v) == self.thema) and (
            not self.besluit
            or self.besluit
            in (sleutel(v.besluit.feit), *(sleutel(s.besluit) for s in (v.begin, v.einde) if s and s.besluit))
        )

    @property
    def themakeuze(self) -> list[tuple[str, str, int]]:
        """Themes with their words and how many conditions in force they have."""
        return [(code, themanaam(code, self.d.peildatum), n) for code, n in sorted(self.themas.items())]

    @property
    def besluitkeuze(self) -> list[tuple[str, Besluit, str]]:
        return [(sleutel(b.feit), b, soort(b.feit, self.d)) for b in self.g.besluiten]

    def _blad(self, alle: Sequence[Voorschrift]) -> list[Voorschrift]:
        return list(alle[(self.blad - 1) * PER_BLAD : self.blad * PER_BLAD])

    @property
    def gekozen(self) -> list[Voorschrift]:
        return [v for v in self.g.voorschriften if self._past(v)]

    @property
    def bladen(self) -> int:
        n, per = (len(self.locaties), LOCATIES_PER_BLAD) if self.kies else (len(self.gekozen), PER_BLAD)
        return max(1, -(-n // per))

    @property
    def regels(self) -> list[Regel]:
        return [self._regel(v) for v in self._blad(self.gekozen)]

    @property
    def geeindigd(self) -> list[Regel]:
        """The conditions that ended last, at most a page full."""
        return [self._regel(v) for v in self.alle_geeindigd[:PER_BLAD]]

    @property
    def alle_geeindigd(self) -> list[Voorschrift]:
        return [v for v in self.g.geeindigd if self._past(v)]

    @property
    def alle_veranderd(self) -> list[Verschil]:
        return [x for x in self.verschil or () if x.soort != GELIJK]

    @property
    def veranderd(self) -> list[Verschilregel]:
        """What differs, at most a page full."""
        weg = {sleutel(v.feit): v for v in self.laatste.geeindigd} if self.verschil is not None else {}
        uit = []
        for x in self.alle_veranderd[:PER_BLAD]:
            einde = v.einde if x.nieuw is None and (v := weg.get(sleutel(x.een.feit))) else None
            oud = _grens(x.oud.feit) if x.oud and x.nieuw else ""
            uit.append(
                Verschilregel(x, self._regel(x.een), oud, einde.zin if einde else "", einde.dag if einde else "")
            )
        return uit

    @property
    def tellingen(self) -> Counter[str]:
        return Counter(x.soort for x in self.verschil or ())

    @property
    def kwesties(self) -> list[tuple[Kwestie, list[tuple[str, Feit]]]]:
        return [(k, [(self._naam(f), f) for f in k.feiten[:6]]) for k in self.g.kwesties]

    @property
    def per_locatie(self) -> list[Locatie]:
        """The locations on this page of the list."""
        per: dict[int, dict[str, list[Feit]]] = {}
        for recordtype in ("vergunning", "voorschrift"):
            for f in self.d.feiten.get(recordtype, []):
                per.setdefault(f.locatie, {}).setdefault(recordtype, []).append(f)
        van = (self.blad - 1) * LOCATIES_PER_BLAD
        uit = []
        for p in self.locaties[van : van + LOCATIES_PER_BLAD]:
            g = geldende_vergunning(replace(self.d, feiten=per[p.id]))
            uit.append(Locatie(p, len(g.besluiten), len(g.voorschriften), len(g.kwesties)))
        return uit

    def _naam(self, f: Feit) -> str:
        return soort(f, self.d) if f.recordtype == "vergunning" else str(f.velden["nummer"])

    def _regel(self, v: Voorschrift) -> Regel:
        velden = RECORDTYPEN["voorschrift"].velden
        rij = Rij(v.feit, anker(v.feit), [], [(velden[k].label, in_woorden(velden[k], w, self.d.peildatum))
                                              for k, w in v.feit.velden.items() if w is not None], True)  # fmt: skip
        einde = v.einde.besluit if v.einde else None
        return Regel(v, themanaam(_thema(v), self.d.peildatum), _grens(v.feit), soort(v.besluit.feit, self.d), rij,
                     soort(einde, self.d) if einde else "")  # fmt: skip


def past_op_papier(nummer: str, w: Vergunningweergave) -> None:
    """Is this little enough to set while somebody waits? Raises `TeLangVoorPapier`."""
    alle = [*w.g.voorschriften, *(x.een for x in w.alle_veranderd)]
    if len(alle) > PAPIER_VOORSCHRIFTEN or sum(len(v.feit.velden["tekst"]) for v in alle) > PAPIER_TEKENS:
        raise TeLangVoorPapier(nummer, len(alle))


def _met_besluiten(d: Dossier) -> list[Plek]:
    waar = {f.locatie for f in d.feiten.get("vergunning", [])}
    return [p for p in d.locaties if p.id in waar]


def sleutel(f: Feit | None) -> str:
    """The decision in an address."""
    return f"{f.herkomst.bron}:{f.velden['id']}" if f else ""


def soort(f: Feit, d: Dossier) -> str:
    """The kind of a decision in words."""
    return in_woorden(RECORDTYPEN["vergunning"].velden["soort"], f.velden["soort"], d.peildatum)


def _thema(v: Voorschrift) -> str:
    return v.feit.velden.get("thema") or GEEN_THEMA


def themanaam(code: str, dag: date) -> str:
    """A theme in words; a dash for none."""
    return "–" if code == GEEN_THEMA else in_woorden(RECORDTYPEN["voorschrift"].velden["thema"], code, dag)


def _grens(f: Feit) -> str:
    v = f.velden
    return f"{v['parameter']}: {getal(v['grenswaarde'])} {v['eenheid']}" if v.get("grenswaarde") is not None else ""
