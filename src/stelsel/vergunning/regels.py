"""The rules by which the text in force is concluded, and the open points that are reported instead of guessed.

Each is declared once, with its sentence; the page, JSON, PDF and the tests all name them by their code.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ..register import Feit

# How a step was concluded. Explicit references come first.
REGELS = {
    "VG-01": "gesteld bij dit besluit",
    "VG-02": "een later voorschrift noemt dit voorschrift als vervangen",
    "VG-03": "een later besluit trekt dit voorschrift in, en noemt het",
    "VG-04": "zelfde nummer in een later besluit van dezelfde keten",
    "VG-05": "een later besluit van dezelfde keten trekt dit nummer in",
    "VG-06": "het besluit waar dit bij hoort is geheel ingetrokken",
    "VG-07": "de bron gaf dit voorschrift een einddatum",
    "VG-08": "de bron noemt dit voorschrift niet meer",
    "VG-09": "de bron gaf het besluit een einddatum",
    "VG-10": "de bron noemt het besluit niet meer",
    "VG-11": "het besluit noemt zijn hoofdbesluit",
    "VG-12": "de enige verlening van deze bron op deze locatie die toen gold",
    "VG-13": "een verlening staat op zichzelf",
}

LEEMTE, TEGENSPRAAK = "leemte", "tegenspraak"

# What cannot be concluded: kind, sentence, and what would settle it.
KWESTIES = {
    "VK-01": (LEEMTE, "Een intrekking voor een deel zegt niet welke voorschriften eindigen.",
              "De bron levert de voorschriften van dit besluit met de werking 'trekt_in'."),
    "VK-02": (LEEMTE, "Van dit besluit is niet te zeggen welk besluit het wijzigt of intrekt.",
              "De bron levert het hoofdbesluit van dit besluit."),
    "VK-03": (LEEMTE, "Het hoofdbesluit dat dit besluit noemt, is hier niet bekend of was nog niet begonnen.",
              "De bron levert het genoemde besluit, of verbetert de verwijzing."),
    "VK-04": (TEGENSPRAAK, "Besluiten verwijzen in een kring naar elkaar.",
              "De bron verbetert het hoofdbesluit van een van deze besluiten."),
    "VK-05": (TEGENSPRAAK, "Hetzelfde nummer heeft op dezelfde dag meer dan één tekst.",
              "De bron zegt welk voorschrift het andere vervangt."),
    "VK-06": (TEGENSPRAAK, "Besluiten geven voor dezelfde parameter verschillende grenswaarden.",
              "Het bevoegd gezag kijkt na of beide gelden, bijvoorbeeld voor verschillende punten."),
    "VK-07": (LEEMTE, "Van dit voorschrift is het besluit niet bekend: het staat niet bij de geldende tekst.",
              "De bron levert het besluit."),
    "VK-08": (LEEMTE, "Tussen het einde van een besluit en het begin van het volgende gold geen besluit.",
              "De bron kijkt de einddatum en de begindatum na."),
    "VK-09": (LEEMTE, "Het voorschrift dat wordt gewijzigd of ingetrokken, is hier niet te vinden.",
              "De bron levert het eerdere voorschrift, of verbetert de verwijzing of het nummer."),
    "VK-10": (TEGENSPRAAK, "Dit besluit begint nadat zijn hoofdbesluit geheel is ingetrokken.",
              "De bron kijkt het hoofdbesluit en de begindatum na."),
    "VK-11": (TEGENSPRAAK, "Een voorschrift zou nieuw zijn, maar dit nummer gold al in dezelfde keten.",
              "De bron geeft het voorschrift de werking 'wijzigt', of een ander nummer."),
    "VK-12": (TEGENSPRAAK, "Het hoofdbesluit is geëindigd, maar de voorschriften van een besluit dat het wijzigt niet.",
              "De bron zegt of het wijzigende besluit ook is geëindigd."),
}  # fmt: skip


@dataclass(frozen=True)
class Stap:
    """Why something began or ended: rule, day, and the decision by which."""

    regel: str
    dag: str
    besluit: Feit | None = None

    @property
    def zin(self) -> str:
        return REGELS[self.regel]


@dataclass(frozen=True)
class Kwestie:
    """A gap or a conflict: the records it is about, and words that tell which."""

    code: str
    feiten: tuple[Feit, ...]
    bij: str = ""

    @property
    def soort(self) -> str:
        return KWESTIES[self.code][0]

    @property
    def zin(self) -> str:
        return KWESTIES[self.code][1]

    @property
    def doe(self) -> str:
        return KWESTIES[self.code][2]


@dataclass
class Besluit:
    """A decision in its chain. `keten` is the key of the decision at the head; `hoe` the rule by which it was placed."""

    feit: Feit
    begin: str
    einde: Stap | None
    keten: str
    hoofd: Feit | None = None
    hoe: str = ""

    @property
    def soort(self) -> str:
        return str(self.feit.velden["soort"])

    @property
    def plaats_zin(self) -> str:
        """How it was placed in its chain, in words; empty when it could not be."""
        return REGELS.get(self.hoe, "")


@dataclass
class Voorschrift:
    """A condition through time: when it was in force (`tijden`: from, until), and why it began and ended."""

    feit: Feit
    besluit: Besluit
    begin: Stap
    einde: Stap | None = None
    tijden: list[tuple[str, str | None]] = field(default_factory=list)
    vervangt: list[Feit] = field(default_factory=list)
    door: list[Feit] = field(default_factory=list)

    @property
    def nummer(self) -> str:
        return str(self.feit.velden["nummer"])

    def geldt(self, dag: str) -> bool:
        """Is it in force on the day?"""
        return any(van <= dag and (tot is None or dag < tot) for van, tot in self.tijden)
