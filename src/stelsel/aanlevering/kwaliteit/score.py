"""The score of a delivery: a pure function of its receipt, and of those of the deliveries that took up its refused rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ...begrippen import RECORDTYPEN, Dimensie, Klasse
from ..bewijs import Bestandsbewijs, Bewijs
from .definitie import BINNEN_DAGEN, MAG_LEEG


@dataclass(frozen=True)
class Breuk:
    """A part of a whole. Without a whole there is no score."""

    teller: int = 0
    noemer: int = 0

    @property
    def score(self) -> float | None:
        """0 to 100; None when there was nothing to count."""
        return 100 * self.teller / self.noemer if self.noemer else None

    def __add__(self, ander: Breuk) -> Breuk:
        return Breuk(self.teller + ander.teller, self.noemer + ander.noemer)

    def als_json(self) -> dict[str, Any]:
        return {"score": _kort(self.score), "teller": self.teller, "noemer": self.noemer}


@dataclass(frozen=True)
class Score:
    """The five dimensions, and over how many rows they tell."""

    dimensies: Mapping[Dimensie, Breuk]
    rijen: int
    opgenomen: int

    @property
    def bepaald(self) -> int:
        """How many dimensions could be determined."""
        return sum(b.noemer > 0 for b in self.dimensies.values())

    @property
    def totaal(self) -> float | None:
        """The mean of the dimensions that could be determined, each as heavy; None when none could."""
        scores = [s for b in self.dimensies.values() if (s := b.score) is not None]
        return sum(scores) / len(scores) if scores else None

    def __add__(self, ander: Score) -> Score:
        samen = {d: self.dimensies[d] + ander.dimensies[d] for d in Dimensie}
        return Score(samen, self.rijen + ander.rijen, self.opgenomen + ander.opgenomen)

    def als_json(self) -> dict[str, Any]:
        return {
            "totaal": _kort(self.totaal),
            "bepaald": self.bepaald,
            "rijen": self.rijen,
            "opgenomen": self.opgenomen,
            "dimensies": {d.value: b.als_json() for d, b in self.dimensies.items()},
        }


LEEG = Score({d: Breuk() for d in Dimensie}, 0, 0)


def _kort(score: float | None) -> float | None:
    """Two decimals, cut off: what is not whole is never shown as 100."""
    return None if score is None else int(score * 100 + 1e-9) / 100


@dataclass
class _Telling:
    """What the receipts say of one record type."""

    rijen: int = 0
    opgenomen: int = 0
    inhoud: int = 0  # rows that could be read and say more than that a record has ended
    onleesbaar: int = 0
    nieuw: int = 0
    op_tijd: int = 0
    ingevuld: Counter[str] = field(default_factory=Counter)
    geraakt: Counter[str] = field(default_factory=Counter)

    def neem(self, d: Bestandsbewijs) -> None:
        """A table as it was received."""
        self.rijen += d.rijen_in
        self.opgenomen += d.geaccepteerd
        if not d.geraakt:
            return
        onleesbaar = sum(n for code, n in d.bevonden.items() if code.startswith("RIJ-"))
        self.onleesbaar += onleesbaar
        self.inhoud += d.gevuld.get("id", 0) + d.quarantaine - onleesbaar
        self.nieuw += d.vertraging.get("nieuw", 0)
        self.op_tijd += d.vertraging.get(str(BINNEN_DAGEN), 0)
        self.ingevuld.update(d.ingevuld)
        self.geraakt.update(d.geraakt)

    def verbeter(self, d: Bestandsbewijs) -> None:
        """Rows of it that were taken up again: they now fail as this receipt says, and no longer as they did."""
        self.opgenomen += d.geaccepteerd
        if d.was and self.inhoud:
            self.geraakt.update(d.geraakt)
            self.geraakt.subtract(d.was)

    def score(self, recordtype: str, alleen_openbaar: bool) -> Score:
        velden = [
            n
            for n, v in RECORDTYPEN[recordtype].velden.items()
            if n not in MAG_LEEG and (v.klasse is Klasse.OPENBAAR or not alleen_openbaar)
        ]

        def zonder(d: Dimensie, rijen: int) -> Breuk:
            return Breuk(rijen - self.geraakt[d.value], rijen)

        return Score(
            {
                Dimensie.VOLLEDIGHEID: Breuk(sum(self.ingevuld[n] for n in velden), len(velden) * self.inhoud),
                Dimensie.GELDIGHEID: zonder(Dimensie.GELDIGHEID, self.inhoud + self.onleesbaar),
                Dimensie.CONSISTENTIE: zonder(Dimensie.CONSISTENTIE, self.inhoud),
                Dimensie.TIJDIGHEID: Breuk(self.op_tijd, self.nieuw),
                Dimensie.UNICITEIT: zonder(Dimensie.UNICITEIT, self.inhoud),
            },
            self.rijen,
            self.opgenomen,
        )


def per_recordtype(b: Bewijs, later: Iterable[Bewijs] = ()) -> dict[str, Score]:
    """The score of a delivery per record type; with `later`, its repairs, as it is after them."""
    tellingen: dict[str, _Telling] = {}
    for d in b.bestanden:
        tellingen.setdefault(d.recordtype, _Telling()).neem(d)
    for n in later:
        for d in n.bestanden:
            tellingen[d.recordtype].verbeter(d)
    return {t: telling.score(t, b.alleen_openbaar) for t, telling in tellingen.items()}


def score(b: Bewijs, later: Iterable[Bewijs] = ()) -> Score:
    """The score of a delivery as it was received; with `later`, its repairs, as it is after them."""
    return sum(per_recordtype(b, later).values(), LEEG)


def herstel_van(alle: Sequence[Bewijs]) -> dict[str, list[Bewijs]]:
    """Per delivery of a source: the counting deliveries that took up rows refused in it, in those, and so on."""
    van = {b.levering: b.van for b in alle}
    uit: dict[str, list[Bewijs]] = {}
    for b in alle:
        vorige = b.van if b.telt else ""
        while vorige:
            uit.setdefault(vorige, []).append(b)
            vorige = van.get(vorige, "")
    return uit
