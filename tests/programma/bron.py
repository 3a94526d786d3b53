"""An independent reader of the progress report of the programme, as the PDF gave up its text.

In:    the lines of the text. Out: findings with 1-based line numbers.
Never: facts typed over by hand, a list of expected references, or code of the application itself.

The cells of the table come one after the other, so the column a line belongs to can only be told from its form and from
the order of numbers and letters.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path


@dataclass(frozen=True)
class Vondst:
    """Something found: what it is, the words that say so, and the first and last line of those words."""

    wat: str
    tekst: str
    regel_van: int
    regel_tot: int


def lees(pad: Path) -> list[str]:
    """The lines of the file, with their spaces: a space after a hyphen at the end of a line means something."""
    # Not splitlines(): that also splits at form feeds, and then line numbers differ from those in an editor.
    return pad.read_text(encoding="utf-8").removesuffix("\n").split("\n")


JAAR = r"(?:19|20)\d\d"


# --- pillars and topics ---

TABELKOP = "Pijler/titel"
VINK = "√"
# Headings of topics that have their column to themselves are at most this wide; a wider line holds running text too.
KOLOMBREEDTE = 40
GENUMMERD = re.compile(r"\s*\((?P<nummer>\d+)\) *(?P<rest>.*)")
# The running text starts with a capital; a title has one only in its first word.
TITEL_VOOR_TEKST = re.compile(r"(?P<titel>\S+(?: [^A-Z\s]\S*)*)\s+[A-Z]")
AFBREEKSTREEPJE = re.compile(r"(?P<voor>\w)- +(?!en\b|of\b)(?P<na>\w)")
# Pairs that would be read as one sound: Dutch spelling keeps the hyphen there (informatie-uitwisseling).
KLINKERBOTSING = {"aa", "ae", "ai", "au", "ee", "ei", "eu", "ie", "ii", "ij", "oe", "oi", "oo", "ou", "ui", "uu"}


def _leeg(regel: str) -> bool:
    return not regel.strip()


def _tabeldelen(regels: list[str]) -> list[tuple[int, int]]:
    """Per pillar the range of its lines below the table head (0-based); the text has one table head per pillar."""
    koppen = [i for i, regel in enumerate(regels) if regel.strip().startswith(TABELKOP)]
    return [(kop + 1, einde) for kop, einde in pairwise([*koppen, len(regels)])]


def _eerste_gevulde(regels: list[str], begin: int) -> int:
    return next(i for i in range(begin, len(regels)) if not _leeg(regels[i]))


def _einde_blok(regels: list[str], begin: int, grens: int) -> int:
    """The first empty line from `begin` on."""
    return next((i for i in range(begin, grens) if _leeg(regels[i])), grens)


def _zonder_streepje(gevonden: re.Match[str]) -> str:
    paar = gevonden["voor"] + gevonden["na"]
    return f"{gevonden['voor']}-{gevonden['na']}" if paar.lower() in KLINKERBOTSING else paar


def voeg_samen(delen: list[str]) -> str:
    """The lines of a title as one line, without ticks and without hyphens that only served to break a word."""
    # 'gateway-' straight at the end of a line is part of the word (gateway-review); in 'omgevings- ' the writer typed
    # hyphen and space to break the word, and sometimes it did not even land at the end of a line ('milieu- toezicht').
    aaneen = "".join(deel if deel.endswith("-") else deel + " " for deel in delen)
    return AFBREEKSTREEPJE.sub(_zonder_streepje, " ".join(aaneen.replace(VINK, " ").split()))


def pijlers(regels: list[str]) -> list[Vondst]:
    """The pillars: below the table head a number on its own, then the lines of the title up to an empty line."""
    gevonden = []
    for begin, grens in _tabeldelen(regels):
        nummer = _eerste_gevulde(regels, begin)
        if not regels[nummer].strip().isdigit():
            raise ValueError(f"line {nummer + 1}: no pillar number below the table head")
        titel = _eerste_gevulde(regels, nummer + 1)
        einde = _einde_blok(regels, titel, grens)
        gevonden.append(Vondst(f"P{regels[nummer].strip()}", voeg_samen(regels[titel:einde]), nummer + 1, einde))
    return gevonden


def _kop(regels: list[str], begin: int, grens: int, rest: str) -> tuple[str, int]:
    """The title of the topic that starts at line `begin`, and the line after it (both 0-based)."""
    # Only a topic with a short title has its text on the same line, and then the title is that line's beginning.
    if len(regels[begin].strip()) > KOLOMBREEDTE and (gedeeld := TITEL_VOOR_TEKST.match(rest)):
        return gedeeld["titel"], begin + 1
    einde = _einde_blok(regels, begin, grens)
    # A tick on a line of its own is a mark at the topic, not a line of the title.
    while regels[einde - 1].strip() == VINK:
        einde -= 1
    return voeg_samen([rest, *regels[begin + 1 : einde]]), einde


def onderwerpen(regels: list[str]) -> list[Vondst]:
    """The topics: '(n) Title' at the start of a cell, n following on the topic before it within the pillar."""
    gevonden = []
    for pijler, (begin, grens) in zip(pijlers(regels), _tabeldelen(regels), strict=True):
        volgend = 1
        for i in range(begin, grens):
            # A cell starts after an empty line or on a new page, which the PDF turned into a leading space.
            begin_cel = _leeg(regels[i - 1]) or regels[i].startswith(" ")
            treffer = GENUMMERD.fullmatch(regels[i])
            # The order of numbers tells a topic from a numbered action: the actions of topic (3) count from (1) again.
            if begin_cel and treffer and int(treffer["nummer"]) == volgend:
                titel, einde = _kop(regels, i, grens, treffer["rest"])
                gevonden.append(Vondst(f"{pijler.wat}({volgend})", titel, i + 1, einde))
                volgend += 1
    return gevonden


# --- actions ---

GELETTERD = re.compile(r"\s*\((?P<letter>[A-Z])\) (?:(?P<deel>\d)\. )?(?P<rest>.*)")
DEEL = re.compile(r"\s*(?P<deel>\d)\. (?P<rest>.*)")


def acties(regels: list[str]) -> list[Vondst]:
    """The actions per topic, with the words on the line they start on: 'P1(3)A', 'P2(3).1B', 'P2(3).2', 'P2(5)B2'."""
    koppen = onderwerpen(regels)
    # The last topic of a pillar may run on over the next pillar's title: no number or letter stands there.
    grenzen = [*(kop.regel_van - 1 for kop in koppen[1:]), len(regels)]
    gevonden = []
    for kop, grens in zip(koppen, grenzen, strict=False):
        gevonden += _acties_van(kop.wat, regels, kop.regel_tot, grens)
    return gevonden


def _acties_van(onderwerp: str, regels: list[str], begin: int, grens: int) -> list[Vondst]:
    """The actions between two topics: line by line, only the number or letter that is next in order counts."""
    # The planning column repeats letters at the start of a line too ('(D) Het centraal sturingsmodel is afgerond.'),
    # but always after the actions themselves, so there they are not next in order.
    gevonden: list[Vondst] = []
    stam, nummer, letter, deel = onderwerp, 0, "", 0
    for i in range(begin, grens):
        met = GENUMMERD.fullmatch(regels[i]) or GELETTERD.fullmatch(regels[i]) or DEEL.fullmatch(regels[i])
        if met is None:
            continue
        if met.re is GENUMMERD and int(met["nummer"]) == nummer + 1:
            nummer, letter, deel = nummer + 1, "", 0
            ref = stam = f"{onderwerp}.{nummer}"
        elif met.re is GELETTERD and met["letter"] == _na(letter):
            # A number whose work is split over letters only heads them.
            if gevonden and gevonden[-1].wat == stam:
                gevonden.pop()
            letter, deel = met["letter"], int(met["deel"] or 0)
            ref = f"{stam}{letter}{deel or ''}"
        # Parts are numbered without brackets, so they count only below a letter that has a first part.
        elif met.re is DEEL and deel and int(met["deel"]) == deel + 1:
            deel += 1
            ref = f"{stam}{letter}{deel}"
        else:
            continue
        gevonden.append(Vondst(ref, met["rest"].strip(), i + 1, i + 1))
    return gevonden


def _na(letter: str) -> str:
    """The letter that follows; 'A' when there was none."""
    return chr(ord(letter) + 1) if letter else "A"


# --- marks ---

VGR = {"Dec": "december", "Juni": "juni"}
VGR_AAN_EINDE = re.compile(rf"(?:^|\s)({'|'.join(VGR)})\s*$")


def _vgr_merken(regels: list[str]) -> list[Vondst]:
    """The marks in the last column: 'Dec' or 'Juni' ending a line, and the year alone on the next that is not empty."""
    gevonden = []
    for begin, grens in _tabeldelen(regels):
        for i in range(begin, grens):
            maand = VGR_AAN_EINDE.search(regels[i])
            jaar = next((j for j in range(i + 1, grens) if not _leeg(regels[j])), None)
            if maand and jaar is not None and re.fullmatch(JAAR, regels[jaar].strip()):
                label = f"{VGR[maand[1]]} {regels[jaar].strip()}"
                gevonden.append(Vondst(label, f"{maand[1]} {regels[jaar].strip()}", i + 1, jaar + 1))
    return gevonden


def merktekens(regels: list[str]) -> list[Vondst]:
    """The marks in the table: 'december 2023' or 'juni 2023' (new since), every tick and every 'Risico:'."""
    gevonden = _vgr_merken(regels)
    for begin, grens in _tabeldelen(regels):
        for i in range(begin, grens):
            for teken in (VINK, "Risico:"):
                gevonden += [Vondst(teken, regels[i].strip(), i + 1, i + 1)] * regels[i].count(teken)
    return sorted(gevonden, key=lambda v: v.regel_van)


# --- periods ---

MAANDEN = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
RANGTELWOORDEN = ["eerste", "tweede", "derde", "vierde"]
ONBEKEND_JAAR = "????"
# A sentence ends at a stop before a capital. An empty line ends it too: the next words may stand in another column.
ZINSEINDE = re.compile(r"[.!?:]\s+(?=[A-Z(])|\n\s*\n")

# A form of time, and how to write it down given the match and the sentence it stands in.
Vorm = tuple[re.Pattern[str], Callable[[re.Match[str], str], str]]


def _patroon(vorm: str) -> re.Pattern[str]:
    """A pattern in which each space may be more spaces or one line end, but never an empty line."""
    vorm = vorm.replace("JAAR", f"({JAAR})").replace("MAAND", f"({'|'.join(MAANDEN)})")
    vorm = vorm.replace("RANG", f"({'|'.join(RANGTELWOORDEN)})").replace("KWARTAAL", "Q ?([1-4])")
    # Word boundaries keep document numbers out: 2023D10566 holds no year.
    return re.compile(rf"\b(?:{vorm})\b".replace(" ", r"(?: +| *\n *)"), re.IGNORECASE)


def _rang(woord: str) -> int:
    return RANGTELWOORDEN.index(woord.lower()) + 1


def _maand(woord: str) -> str:
    return f"{MAANDEN.index(woord.lower()) + 1:02}"


def _jaar_uit(zin: str) -> str:
    """The year a sentence speaks of. With two different years there is nothing to choose by, so none is taken."""
    jaren = set(re.findall(rf"\b{JAAR}\b", zin))
    return jaren.pop() if len(jaren) == 1 else ONBEKEND_JAAR


# In order: what an earlier form has taken is no longer seen by a later one, so the fullest form comes first.
VORMEN: list[Vorm] = [
    (_patroon("doorlopend"), lambda m, zin: "doorlopend"),
    (_patroon("KWARTAAL(?: en |/)KWARTAAL (?:(?:van|in) )?JAAR"), lambda m, zin: f"{m[3]}-Q{m[1]}/{m[3]}-Q{m[2]}"),
    (_patroon("(?:(?:begin|eind) )?KWARTAAL (?:(?:van|in) )?JAAR"), lambda m, zin: f"{m[2]}-Q{m[1]}"),
    (_patroon("RANG kwartaal (?:van )?JAAR"), lambda m, zin: f"{m[2]}-Q{_rang(m[1])}"),
    (_patroon("RANG helft (?:van )?JAAR"), lambda m, zin: f"{m[2]}-H{_rang(m[1])}"),
    (_patroon(r"(\d{1,2})/(\d{1,2})/JAAR"), lambda m, zin: f"{m[3]}-{int(m[2]):02}-{int(m[1]):02}"),
    (_patroon(r"(\d{1,2}) MAAND JAAR"), lambda m, zin: f"{m[3]}-{_maand(m[2])}-{int(m[1]):02}"),
    (_patroon(r"(\d{1,2}) MAAND"), lambda m, zin: f"{_jaar_uit(zin)}-{_maand(m[2])}-{int(m[1]):02}"),
    (_patroon("(?:(?:begin|eind) )?MAAND JAAR"), lambda m, zin: f"{m[2]}-{_maand(m[1])}"),
    (_patroon("MAAND"), lambda m, zin: f"{_jaar_uit(zin)}-{_maand(m[1])}"),
    (_patroon("einde? JAAR"), lambda m, zin: f"{m[1]}-Q4"),
    (_patroon("JAAR(?: en |-)JAAR"), lambda m, zin: f"{m[1]}/{m[2]}"),
    (_patroon("JAAR"), lambda m, zin: m[1]),
]


def _zin_om(tekst: str, van: int, tot: int) -> str:
    """The sentence around the mention."""
    einden = [m.end() for m in ZINSEINDE.finditer(tekst)]
    begin = max((e for e in einden if e <= van), default=0)
    return tekst[begin : min((e for e in einden if e >= tot), default=len(tekst))]


def perioden(regels: list[str]) -> list[Vondst]:
    """Every mention of a time in the text, normalised; a year that is not said stays '????'."""
    regels = list(regels)
    for merk in _vgr_merken(regels):
        # These say since when a topic is in the table, not when something happens.
        regels[merk.regel_van - 1] = VGR_AAN_EINDE.sub("", regels[merk.regel_van - 1])
        regels[merk.regel_tot - 1] = ""
    tekst = "\n".join(regels)
    regelbegin = [0, *(m.end() for m in re.finditer("\n", tekst))]
    over = tekst
    gevonden: list[tuple[int, Vondst]] = []
    for patroon, norm in VORMEN:
        for m in patroon.finditer(over):
            wat = norm(m, _zin_om(tekst, m.start(), m.end()))
            van, tot = bisect_right(regelbegin, m.start()), bisect_right(regelbegin, m.end() - 1)
            gevonden.append((m.start(), Vondst(wat, " ".join(m[0].split()), van, tot)))
        # Same length, so that places keep pointing to the same lines; not a space, which could join its neighbours.
        over = patroon.sub(lambda m: "#" * len(m[0]), over)
    return [vondst for _, vondst in sorted(gevonden, key=lambda paar: paar[0])]
